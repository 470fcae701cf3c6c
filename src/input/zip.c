/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/zip.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	END_SIZE = 22,
	LOCATOR_SIZE = 20,
	END64_SIZE = 56,
	ENTRY_SIZE = 46,
	LOCAL_SIZE = 30,
	DESCRIPTOR_SIZE = 24, /* the longest data descriptor behind a member */
	RECORD_LIMIT = 46 + 3 * 65535,
	WINDOW_SIZE = 256 * 1024,
	FLAG_ENCRYPTED = 1,
	FLAG_DESCRIPTOR = 8,
	FLAG_STRONG = 64
};

struct directory {
	uint64_t from, to, count;
};

struct entry {
	uint64_t from, packed, size;
	uint32_t crc;
	unsigned flags, method;
	struct str name;
};

struct extent {
	uint64_t from, data, to; /* data: behind the header */
	bool descriptor;
};

struct extents {
	struct extent *list;
	size_t count, cap;
};

/* What is done with the members: an archive is only checked, an office file is told member by member. */
struct checking {
	const struct store *store;
	uint64_t most;
	struct extents extents;
	enum zip_kind kind;
	zip_visit visit; /* NULL: none */
	void *context;
};

static uint64_t number(const char *at, unsigned bytes)
{
	uint64_t value = 0;
	for (unsigned i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static bool is_signature(const char *at, const char *name)
{
	return at[0] == 'P' && at[1] == 'K' && at[2] == name[0] && at[3] == name[1];
}

struct str zip_first_name(struct str start)
{
	if (start.len < LOCAL_SIZE || !is_signature(start.ptr, "\3\4"))
		return (struct str){0};
	size_t len = (size_t)number(start.ptr + 26, 2);
	if (start.len < LOCAL_SIZE + len)
		return (struct str){0};
	return (struct str){start.ptr + LOCAL_SIZE, len};
}

/* The last end record; its comment must reach the end of the file, else there is a second reading. */
static enum err find_end(const struct store *store, char end[END_SIZE], uint64_t *at, bool *found, struct fault *fault)
{
	uint64_t most = 65535 + END_SIZE, from = store->size > most ? store->size - most : 0;
	size_t len = (size_t)(store->size - from);
	char *tail = mem_alloc(len, 1);
	enum err err = ERR_NONE;
	*found = false;
	if (!store_read_all(store, from, tail, len))
		err = fault_set(fault, ERR_UNREADABLE, "the zip cannot be read to its end");
	for (size_t i = len; err == ERR_NONE && i-- > 0 && !*found;) {
		if (len - i < 4 || !is_signature(tail + i, "\5\6"))
			continue;
		if (len - i < END_SIZE || len - i != END_SIZE + number(tail + i + 20, 2)) {
			err = fault_set(fault, ERR_MALFORMED, "the zip's end record is not at its end; pack it again");
			break;
		}
		*found = true;
		*at = from + i;
		memcpy(end, tail + i, END_SIZE);
	}
	free(tail);
	return err;
}

static enum err disagree(struct fault *fault, const char *what)
{
	return fault_set(fault, ERR_MALFORMED, "the zip contradicts itself (%s); unpack and pack it again", what);
}

/* A field of the old end record is the new one's, or all ones. */
static bool agrees(uint64_t old, unsigned bytes, uint64_t new)
{
	return old == new || old == (bytes == 2 ? 0xffffu : 0xffffffffu);
}

static enum err read_end64(const struct store *store, const char *end, uint64_t at, struct directory *directory,
			   struct fault *fault)
{
	char locator[LOCATOR_SIZE], record[END64_SIZE];
	if (at < LOCATOR_SIZE || !store_read_all(store, at - LOCATOR_SIZE, locator, sizeof locator) ||
	    !is_signature(locator, "\6\7"))
		return ERR_NONE;
	uint64_t place = number(locator + 8, 8);
	if (place > store->size || !store_read_all(store, place, record, sizeof record) ||
	    !is_signature(record, "\6\6") || place + 12 + number(record + 4, 8) != at - LOCATOR_SIZE ||
	    number(record + 16, 4) || number(record + 20, 4))
		return disagree(fault, "the end record for large zips");
	*directory = (struct directory){number(record + 48, 8), place, number(record + 32, 8)};
	if (!agrees(number(end + 10, 2), 2, directory->count) || !agrees(number(end + 16, 4), 4, directory->from) ||
	    !agrees(number(end + 12, 4), 4, number(record + 40, 8)) || directory->from > place ||
	    place - directory->from != number(record + 40, 8))
		return disagree(fault, "its two end records");
	return ERR_NONE;
}

static enum err read_end(const struct store *store, const char *end, uint64_t at, struct directory *directory,
			 struct fault *fault)
{
	if (number(end + 4, 2) || number(end + 6, 2) || number(end + 8, 2) != number(end + 10, 2))
		return fault_set(fault, ERR_UNREADABLE, "a zip in several parts; join them first");
	*directory = (struct directory){number(end + 16, 4), 0, number(end + 10, 2)};
	enum err err = read_end64(store, end, at, directory, fault);
	if (err || directory->to)
		return err;
	directory->to = at;
	if (directory->from > at || at - directory->from != number(end + 12, 4))
		return disagree(fault, "where its directory is");
	return ERR_NONE;
}

/* The large numbers of an entry, in the order of those that are all ones. */
static bool read_extra64(struct str extra, struct entry *entry)
{
	uint64_t *wanted[] = {&entry->size, &entry->packed, &entry->from};
	bool need = entry->size == 0xffffffffu || entry->packed == 0xffffffffu || entry->from == 0xffffffffu;
	while (need && extra.len >= 4) {
		uint64_t id = number(extra.ptr, 2), len = number(extra.ptr + 2, 2);
		extra = str_part(extra, (struct span){4, extra.len});
		if (len > extra.len)
			return false;
		struct str field = {extra.ptr, (size_t)len};
		extra = str_part(extra, (struct span){(size_t)len, extra.len});
		if (id != 1)
			continue;
		for (size_t i = 0; i < 3; i++) {
			if (*wanted[i] != 0xffffffffu)
				continue;
			if (field.len < 8)
				return false;
			*wanted[i] = number(field.ptr, 8);
			field = str_part(field, (struct span){8, field.len});
		}
		return true;
	}
	return true; /* all ones may also be meant */
}

/* One record of the directory; `*used` is its length. */
static bool read_entry(struct str bytes, struct entry *entry, size_t *used)
{
	if (bytes.len < ENTRY_SIZE || !is_signature(bytes.ptr, "\1\2"))
		return false;
	const char *at = bytes.ptr;
	size_t name = (size_t)number(at + 28, 2), extra = (size_t)number(at + 30, 2), note = (size_t)number(at + 32, 2);
	*used = ENTRY_SIZE + name + extra + note;
	if (*used > bytes.len)
		return false;
	*entry = (struct entry){.from = number(at + 42, 4),
				.packed = number(at + 20, 4),
				.size = number(at + 24, 4),
				.crc = (uint32_t)number(at + 16, 4),
				.flags = (unsigned)number(at + 8, 2),
				.method = (unsigned)number(at + 10, 2),
				.name = {at + ENTRY_SIZE, name}};
	return read_extra64((struct str){at + ENTRY_SIZE + name, extra}, entry);
}

/* Compares with what stands in front of the member, and tells where it lies. */
static enum err check_local(const struct store *store, const struct entry *entry, char *window, struct extent *extent,
			    struct fault *fault)
{
	if (entry->from > store->size || entry->packed > store->size ||
	    !store_read_all(store, entry->from, window, LOCAL_SIZE + entry->name.len) || !is_signature(window, "\3\4"))
		return disagree(fault, "a member is not where the directory says");
	unsigned flags = (unsigned)number(window + 6, 2), same = FLAG_ENCRYPTED | FLAG_DESCRIPTOR | FLAG_STRONG;
	struct str name = {window + LOCAL_SIZE, (size_t)number(window + 26, 2)};
	if (name.len != entry->name.len || !str_equal(name, entry->name))
		return disagree(fault, "a member has two names");
	if ((flags & same) != (entry->flags & same) || number(window + 8, 2) != entry->method)
		return disagree(fault, "a member is packed in two ways");
	if (!(flags & FLAG_DESCRIPTOR) &&
	    (number(window + 14, 4) != entry->crc || !agrees(number(window + 18, 4), 4, entry->packed) ||
	     !agrees(number(window + 22, 4), 4, entry->size)))
		return disagree(fault, "a member has two sizes");
	extent->from = entry->from;
	extent->to = entry->from + LOCAL_SIZE + name.len + number(window + 28, 2) + entry->packed;
	extent->descriptor = flags & FLAG_DESCRIPTOR;
	extent->data = extent->to - entry->packed;
	return ERR_NONE;
}

static int order_extents(const void *a, const void *b)
{
	uint64_t left = ((const struct extent *)a)->from, right = ((const struct extent *)b)->from;
	return (left > right) - (left < right);
}

static enum err check_extents(struct extents *extents, uint64_t end, struct fault *fault)
{
	uint64_t at = 0;
	bool descriptor = false;
	if (extents->count)
		qsort(extents->list, extents->count, sizeof *extents->list, order_extents);
	for (size_t i = 0; i <= extents->count; i++) {
		uint64_t next = i < extents->count ? extents->list[i].from : end;
		if (next < at)
			return disagree(fault, "members overlap");
		if (next - at > (descriptor ? DESCRIPTOR_SIZE : 0))
			return disagree(fault, "it holds bytes that belong to no member");
		if (i < extents->count) {
			at = extents->list[i].to;
			descriptor = extents->list[i].descriptor;
		}
	}
	return ERR_NONE;
}

/* An office file shows itself by a member that every one of its kind has. */
static bool is_office(struct str name)
{
	return str_equal(name, STR("[Content_Types].xml")) || str_equal(name, STR("META-INF/manifest.xml"));
}

static enum err check_entry(struct checking *checking, const struct entry *entry, char *local, struct fault *fault)
{
	struct extents *extents = &checking->extents;
	if (extents->count >= checking->most)
		return fault_set(fault, ERR_LIMIT, "the zip has more than %" PRIu64 " members; split it", checking->most);
	extents->list = mem_room(extents->list, extents->count, &extents->cap, sizeof *extents->list);
	struct extent *extent = &extents->list[extents->count];
	enum err err = check_local(checking->store, entry, local, extent, fault);
	if (err)
		return err;
	extents->count++;
	if (checking->visit == NULL)
		return ERR_NONE;
	struct zip_member member = {entry->name, extent->data, entry->packed, entry->size, entry->crc, entry->method,
				    (entry->flags & (FLAG_ENCRYPTED | FLAG_STRONG)) != 0};
	return checking->visit(checking->context, &member, fault);
}

/* The directory goes by in a window; a fault in front of what shows an office file waits: that is not ours. */
static enum err check_entries(struct checking *checking, const struct directory *directory, struct fault *fault)
{
	char *window = mem_alloc(WINDOW_SIZE + LOCAL_SIZE + 65536, 1), *local = window + WINDOW_SIZE;
	size_t have = 0, used = 0;
	uint64_t at = directory->from, count = 0;
	enum err err = ERR_NONE;
	struct entry entry;
	for (size_t pos = 0; checking->kind != ZIP_OFFICE && (at < directory->to || pos < have); pos += used, count++) {
		if (have - pos < RECORD_LIMIT && at < directory->to) {
			memmove(window, window + pos, have - pos);
			have -= pos;
			pos = 0;
			uint64_t left = directory->to - at;
			size_t more = left < WINDOW_SIZE - have ? (size_t)left : WINDOW_SIZE - have;
			if (!store_read_all(checking->store, at, window + have, more)) {
				err = disagree(fault, "its directory is cut short");
				break;
			}
			at += more;
			have += more;
		}
		if (err && (fault->code == ERR_LIMIT || checking->visit))
			break;
		if (!read_entry((struct str){window + pos, have - pos}, &entry, &used)) {
			err = disagree(fault, "its directory is damaged");
			break;
		}
		if (checking->visit == NULL && is_office(entry.name))
			checking->kind = ZIP_OFFICE;
		else if (err == ERR_NONE)
			err = check_entry(checking, &entry, local, fault);
	}
	free(window);
	if (err == ERR_NONE && checking->kind != ZIP_OFFICE && count != directory->count)
		err = disagree(fault, "the number of members");
	return err;
}

static enum err check(struct checking *checking, struct fault *fault)
{
	char end[END_SIZE];
	uint64_t at = 0;
	bool found;
	struct directory directory = {0};
	enum err err = find_end(checking->store, end, &at, &found, fault);
	if (err)
		return err;
	if (!found) {
		checking->kind = ZIP_CUT;
		return ERR_NONE;
	}
	err = read_end(checking->store, end, at, &directory, fault);
	if (err == ERR_NONE)
		err = check_entries(checking, &directory, fault);
	if (checking->kind == ZIP_OFFICE) {
		fault_clear(fault);
		return ERR_NONE;
	}
	if (err == ERR_NONE)
		err = check_extents(&checking->extents, directory.from, fault);
	if (err == ERR_NONE && checking->extents.count == 0) /* libarchive would call it damaged */
		err = fault_set(fault, ERR_UNREADABLE, "the archive holds no documents");
	return err;
}

enum err zip_check(const struct store *store, uint64_t members, enum zip_kind *kind, struct fault *fault)
{
	struct checking checking = {.store = store, .most = members, .kind = ZIP_SOUND};
	enum err err = check(&checking, fault);
	free(checking.extents.list);
	*kind = checking.kind;
	return err;
}

enum err zip_members(struct str bytes, uint64_t most, zip_visit visit, void *context, struct fault *fault)
{
	struct store store = {.fd = -1, .memory = {(char *)(uintptr_t)bytes.ptr, bytes.len, bytes.len}, .size = bytes.len};
	struct checking checking = {.store = &store, .most = most, .kind = ZIP_SOUND, .visit = visit, .context = context};
	enum err err = check(&checking, fault);
	free(checking.extents.list);
	if (err == ERR_NONE && checking.kind == ZIP_CUT)
		return fault_set(fault, ERR_MALFORMED, "the zip is cut short: its directory is missing; ask for the file again");
	return err;
}
