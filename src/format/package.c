/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/package.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "input/zip.h"

enum { STORED = 0, DEFLATED = 8, LEVEL = 6 };

struct reading {
	struct package *package;
	struct str zip;
	struct libdeflate_decompressor *inflater;
	uint64_t total;
};

bool package_begins(struct str head)
{
	return str_starts(head, STR("PK\3\4")) || str_starts(head, STR("PK\7\10PK\3\4"));
}

static bool bad_segment(struct str segment)
{
	return segment.len == 0 || str_equal(segment, STR(".")) || str_equal(segment, STR(".."));
}

/* Relative, of plain segments, without what means something else to another program. A folder ends with '/'. */
static bool name_allowed(struct str name)
{
	if (name.len == 0 || name.len > PACKAGE_NAME || utf8_valid(name) != name.len)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];
		if (c < 0x20 || c == 0x7F || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|')
			return false;
	}
	for (size_t from = 0; from < name.len;) {
		const char *slash = memchr(name.ptr + from, '/', name.len - from);
		size_t to = slash ? (size_t)(slash - name.ptr) : name.len;
		if (bad_segment(str_part(name, (struct span){from, to})))
			return false;
		from = to + 1;
	}
	return true;
}

static enum err bad_expansion(struct fault *fault)
{
	return fault_set(fault, ERR_LIMIT,
			 "the document's zip unpacks to far more than its size, like a zip bomb; open it and save it again if you trust it");
}

static enum err check_member(const struct reading *reading, const struct zip_member *member, struct fault *fault)
{
	if (!name_allowed(member->name))
		return fault_set(fault, ERR_MALFORMED,
				 "the document's zip has a member with a name that is no plain path; open it and save it again");
	if (member->at > reading->zip.len || member->packed > reading->zip.len - member->at)
		return fault_set(fault, ERR_MALFORMED, "a member of the document's zip lies outside of the zip; open it and save it again");
	if (member->encrypted)
		return fault_set(fault, ERR_UNREADABLE, "the document's zip is encrypted: remove the password and try again");
	if (member->method != STORED && member->method != DEFLATED)
		return fault_set(fault, ERR_UNREADABLE,
				 "a member of the document's zip is packed in a way that office programs do not use; open it and save it again");
	if (member->method == STORED && member->size != member->packed)
		return fault_set(fault, ERR_MALFORMED, "a member of the document's zip has two sizes; open it and save it again");
	if (member->size > PACKAGE_FREE && (member->size - PACKAGE_FREE) / PACKAGE_RATIO > member->packed)
		return bad_expansion(fault);
	if (member->size > PACKAGE_UNPACKED - reading->total)
		return fault_set(fault, ERR_LIMIT, "the document unpacks to more than %d MiB; split it", PACKAGE_UNPACKED >> 20);
	return ERR_NONE;
}

static enum err unpack(const struct reading *reading, const struct zip_member *member, struct buf *to, struct fault *fault)
{
	struct str packed = {reading->zip.ptr + member->at, (size_t)member->packed};
	char *room = buf_room(to, (size_t)member->size + 1);
	size_t got = packed.len;
	enum libdeflate_result result = LIBDEFLATE_SUCCESS;
	if (member->method == STORED)
		memcpy(room, packed.ptr, packed.len);
	else
		result = libdeflate_deflate_decompress_ex(reading->inflater, packed.ptr, packed.len, room, (size_t)member->size + 1,
							  &packed.len, &got);
	to->len = got;
	if (result == LIBDEFLATE_SUCCESS && got == member->size && packed.len == member->packed &&
	    libdeflate_crc32(0, room, got) == member->crc)
		return ERR_NONE;
	return fault_set(fault, ERR_MALFORMED,
			 "a member of the document's zip is damaged (it does not unpack to what the zip says); ask for the file again");
}

static enum err visit(void *context, const struct zip_member *member, struct fault *fault)
{
	struct reading *reading = context;
	struct package *package = reading->package;
	enum err err = check_member(reading, member, fault);
	if (err)
		return err;
	if (member->name.ptr[member->name.len - 1] == '/' && member->size == 0)
		return ERR_NONE;
	if (member->name.ptr[member->name.len - 1] == '/' || package_find(package, member->name) != PACKAGE_NONE)
		return fault_set(fault, ERR_MALFORMED,
				 "the document's zip has two members of one name, or a folder with content; open it and save it again");
	struct buf bytes = {0};
	err = unpack(reading, member, &bytes, fault);
	if (err) {
		buf_free(&bytes);
		return err;
	}
	reading->total += member->size;
	package_add(package, member->name, &bytes);
	return ERR_NONE;
}

enum err package_read(struct package *package, struct source *source, struct fault *fault)
{
	struct reading reading = {.package = package};
	*package = (struct package){0};
	enum err err = source_peek(source, (size_t)PACKAGE_PACKED + 1, &reading.zip, fault);
	if (err)
		return err;
	if (reading.zip.len > PACKAGE_PACKED)
		return fault_set(fault, ERR_LIMIT, "an office document of more than %d MiB; split it", PACKAGE_PACKED >> 20);
	reading.inflater = libdeflate_alloc_decompressor();
	if (reading.inflater == NULL)
		return fault_set(fault, ERR_SYSTEM, "no memory for unpacking");
	err = zip_members(reading.zip, PACKAGE_MEMBERS, visit, &reading, fault);
	libdeflate_free_decompressor(reading.inflater);
	if (err)
		package_free(package);
	else
		source_take(source, reading.zip.len);
	return err;
}

void package_free(struct package *package)
{
	for (size_t i = 0; i < package->count; i++) {
		free((char *)(uintptr_t)package->members[i].name.ptr);
		buf_free(&package->members[i].bytes);
	}
	free(package->members);
	*package = (struct package){0};
}

/* Members are few: a look through all of them is fast enough up to the limit. */
uint32_t package_find(const struct package *package, struct str name)
{
	if (name.len && name.ptr[0] == '/')
		name = str_part(name, (struct span){1, name.len});
	for (size_t i = 0; i < package->count; i++)
		if (!package->members[i].dropped && str_equal_nocase(package->members[i].name, name))
			return (uint32_t)i;
	return PACKAGE_NONE;
}

struct str package_bytes(const struct package *package, uint32_t number)
{
	return buf_str(&package->members[number].bytes);
}

void package_replace(struct package *package, uint32_t number, struct buf *bytes)
{
	buf_free(&package->members[number].bytes);
	package->members[number].bytes = *bytes;
	*bytes = (struct buf){0};
}

void package_drop(struct package *package, uint32_t number)
{
	package->members[number].dropped = true;
	buf_free(&package->members[number].bytes);
}

uint32_t package_add(struct package *package, struct str name, struct buf *bytes)
{
	package->members = mem_room(package->members, package->count, &package->cap, sizeof *package->members);
	package->members[package->count] = (struct package_member){{mem_text(name.ptr, name.len), name.len}, *bytes, false};
	*bytes = (struct buf){0};
	return (uint32_t)package->count++;
}

/* ---- writing -------------------------------------------------------------------------------------------------- */

struct writing {
	struct buf *out, directory;
	size_t begin;
	uint64_t count;
	struct libdeflate_compressor *deflater;
};

static void write_member(struct writing *writing, const struct package_member *member, bool stored)
{
	struct str bytes = buf_str(&member->bytes);
	struct buf packed = {0};
	const char *from = bytes.ptr ? bytes.ptr : "";
	struct zip_entry entry = {.name = member->name,
				  .crc = libdeflate_crc32(0, from, bytes.len),
				  .packed = bytes.len,
				  .size = bytes.len,
				  .offset = writing->out->len - writing->begin};
	if (!stored) {
		size_t bound = libdeflate_deflate_compress_bound(writing->deflater, bytes.len);
		packed.len = libdeflate_deflate_compress(writing->deflater, from, bytes.len, buf_room(&packed, bound), bound);
		entry.deflated = true;
		entry.packed = packed.len;
	}
	zip_local_write(writing->out, &entry);
	buf_add(writing->out, stored ? bytes : buf_str(&packed));
	zip_central_write(&writing->directory, &entry);
	writing->count++;
	buf_free(&packed);
}

enum err package_write(const struct package *package, struct buf *out, struct fault *fault)
{
	struct writing writing = {.out = out, .begin = out->len, .deflater = libdeflate_alloc_compressor(LEVEL)};
	if (writing.deflater == NULL)
		return fault_set(fault, ERR_SYSTEM, "no memory for the compressor");
	uint32_t first = package_find(package, STR("mimetype"));
	bool stored = first != PACKAGE_NONE;
	if (!stored)
		first = package_find(package, STR("[Content_Types].xml"));
	if (first != PACKAGE_NONE)
		write_member(&writing, &package->members[first], stored);
	for (size_t i = 0; i < package->count; i++)
		if (!package->members[i].dropped && i != first)
			write_member(&writing, &package->members[i], false);
	uint64_t at = out->len - writing.begin;
	buf_add(out, buf_str(&writing.directory));
	zip_end_write(out, writing.count, writing.directory.len, at);
	buf_free(&writing.directory);
	libdeflate_free_compressor(writing.deflater);
	return ERR_NONE;
}
