/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/bundle.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "output/path.h"
#include "output/spool.h"
#include "base/zip.h"

enum { BLOCK = 128 * 1024 };

struct bundle {
	const char *target;
	bool force;
	bool failed;             /* half a member may be in the file: never commit */
	struct spool *zip;       /* the file itself */
	struct spool *directory; /* central headers */
	struct spool *sums;      /* lines of SHA256SUMS */
	struct hash *sha;        /* of the zip so far */
	struct path_set paths;
	uint64_t count;
	struct buf line;
};

static enum err target_check(const char *target, bool force, struct fault *fault)
{
	struct stat status;
	const char *slash = strrchr(target, '/');
	if (target[0] == '\0' || (slash && slash[1] == '\0'))
		return fault_set(fault, ERR_USAGE, "the bundle needs the name of a file, like -o release.zip");
	if (lstat(target, &status) != 0)
		return ERR_NONE; /* not there; a missing folder is found when the spool is made */
	if (!S_ISREG(status.st_mode))
		return fault_set(fault, ERR_USAGE, "%.200s is not a plain file: choose another name for the bundle", target);
	if (!force)
		return fault_set(fault, ERR_USAGE, "%.200s exists already: choose another name, or replace it with --force",
				 target);
	return ERR_NONE;
}

enum err bundle_open(const char *target, bool force, struct bundle **bundle, struct fault *fault)
{
	enum err err = target_check(target, force, fault);
	if (err)
		return err;
	struct bundle *made = mem_alloc(1, sizeof *made);
	made->target = target;
	made->force = force;
	made->sha = hash_open(HASH_SHA256);
	err = spool_open(target, &made->zip, fault);
	if (err == ERR_NONE)
		err = spool_open(target, &made->directory, fault);
	if (err == ERR_NONE)
		err = spool_open(target, &made->sums, fault);
	if (err) {
		bundle_abandon(made);
		return err;
	}
	*bundle = made;
	return ERR_NONE;
}

void bundle_abandon(struct bundle *bundle)
{
	if (bundle == NULL)
		return;
	spool_close(bundle->zip);
	spool_close(bundle->directory);
	spool_close(bundle->sums);
	hash_close(bundle->sha);
	path_set_free(&bundle->paths);
	buf_free(&bundle->line);
	free(bundle);
}

static enum err zip_add(struct bundle *bundle, struct str bytes, struct fault *fault)
{
	hash_add(bundle->sha, bytes);
	return spool_add(bundle->zip, bytes, fault);
}

/* the member's header, its line of the directory and, unless it is one of the last two, of the sums */
static enum err member_begin(struct bundle *bundle, const struct bundle_member *member, bool summed,
			     struct fault *fault)
{
	struct zip_entry entry = {member->path, member->deflated, member->crc, member->packed, member->size,
				  spool_size(bundle->zip)};
	bundle->count++;
	buf_clear(&bundle->line);
	zip_central_write(&bundle->line, &entry);
	enum err err = spool_add(bundle->directory, buf_str(&bundle->line), fault);
	if (err)
		return err;
	buf_clear(&bundle->line);
	zip_local_write(&bundle->line, &entry);
	err = zip_add(bundle, buf_str(&bundle->line), fault);
	if (err || !summed)
		return err;
	buf_clear(&bundle->line);
	hex_write(member->sha256, SHA256_SIZE, buf_room(&bundle->line, SHA256_HEX));
	bundle->line.len = SHA256_HEX;
	buf_add(&bundle->line, STR("  "));
	buf_add(&bundle->line, member->path);
	buf_add_byte(&bundle->line, '\n');
	return spool_add(bundle->sums, buf_str(&bundle->line), fault);
}

enum err bundle_add_paper(struct bundle *bundle, const struct bundle_member *member, struct str bytes,
			  struct fault *fault)
{
	bundle->failed = true;
	enum err err = member_begin(bundle, member, true, fault);
	if (err == ERR_NONE)
		err = zip_add(bundle, bytes, fault);
	bundle->failed = err != ERR_NONE;
	return err;
}

static enum err document_check(struct bundle *bundle, const struct bundle_member *member, struct fault *fault)
{
	if (bundle->failed)
		return fault_set(fault, ERR_SYSTEM, "the bundle could not be written: run the release again");
	if (!path_is_document(member->path))
		return fault_set(fault, ERR_MALFORMED, "the name of this document is not safe in a zip file: rename the document");
	if (!path_set_add(&bundle->paths, member->path))
		return fault_set(fault, ERR_MALFORMED, "the release has another document of this name: rename one of them");
	return ERR_NONE;
}

enum err bundle_add(struct bundle *bundle, const struct bundle_member *member, struct str bytes, struct fault *fault)
{
	enum err err = document_check(bundle, member, fault);
	return err ? err : bundle_add_paper(bundle, member, bytes, fault);
}

static enum err copy_file(struct bundle *bundle, int fd, uint64_t size, struct fault *fault)
{
	char *block = mem_alloc(BLOCK, 1);
	enum err err = ERR_NONE;
	for (uint64_t at = 0; err == ERR_NONE && at < size;) {
		size_t want = size - at < BLOCK ? (size_t)(size - at) : BLOCK;
		ssize_t got = pread(fd, block, want, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			err = fault_set(fault, ERR_SYSTEM, "cannot read a finished document back from its temporary file: check the disk");
			break;
		}
		err = zip_add(bundle, (struct str){block, (size_t)got}, fault);
		at += (uint64_t)got;
	}
	free(block);
	return err;
}

enum err bundle_add_file(struct bundle *bundle, const struct bundle_member *member, int fd, struct fault *fault)
{
	enum err err = document_check(bundle, member, fault);
	if (err)
		return err;
	bundle->failed = true;
	err = member_begin(bundle, member, true, fault);
	if (err == ERR_NONE)
		err = copy_file(bundle, fd, member->packed, fault);
	bundle->failed = err != ERR_NONE;
	return err;
}

/* all of a spool into the zip */
static enum err copy_spool(struct bundle *bundle, struct spool *spool, struct fault *fault)
{
	char *block = mem_alloc(BLOCK, 1);
	enum err err;
	uint64_t at = 0;
	for (;;) {
		size_t got;
		err = spool_read(spool, at, block, BLOCK, &got, fault);
		if (err || got == 0)
			break;
		err = zip_add(bundle, (struct str){block, got}, fault);
		if (err)
			break;
		at += got;
	}
	free(block);
	return err;
}

enum err bundle_add_spool(struct bundle *bundle, const struct bundle_member *member, struct spool *spool,
			  struct fault *fault)
{
	bundle->failed = true;
	enum err err = member_begin(bundle, member, true, fault);
	if (err == ERR_NONE)
		err = copy_spool(bundle, spool, fault);
	bundle->failed = err != ERR_NONE;
	return err;
}

enum err bundle_add_text(struct bundle *bundle, struct str path, struct str text, struct fault *fault)
{
	enum { LEVEL = 6 };
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
	if (compressor == NULL)
		return fault_set(fault, ERR_SYSTEM, "no memory for the compressor");
	struct bundle_member member = {.path = path, .deflated = true, .size = text.len};
	struct buf packed = {0};
	size_t bound = libdeflate_deflate_compress_bound(compressor, text.len);
	member.crc = libdeflate_crc32(0, text.ptr, text.len);
	hash_sha256(text, member.sha256);
	packed.len = libdeflate_deflate_compress(compressor, text.ptr, text.len, buf_room(&packed, bound), bound);
	member.packed = packed.len;
	libdeflate_free_compressor(compressor);
	enum err err = bundle_add_paper(bundle, &member, buf_str(&packed), fault);
	buf_free(&packed);
	return err;
}

/* crc and BLAKE2b of the list: its first line, then the spooled ones */
static enum err sums_measure(struct bundle *bundle, struct str first, uint32_t *crc, unsigned char digest[BLAKE2B_SIZE],
			     struct fault *fault)
{
	struct hash *blake = hash_open(HASH_BLAKE2B);
	hash_add(blake, first);
	*crc = libdeflate_crc32(0, first.ptr, first.len);
	char *block = mem_alloc(BLOCK, 1);
	enum err err;
	uint64_t at = 0;
	for (;;) {
		size_t got;
		err = spool_read(bundle->sums, at, block, BLOCK, &got, fault);
		if (err || got == 0)
			break;
		hash_add(blake, (struct str){block, got});
		*crc = libdeflate_crc32(*crc, block, got);
		at += got;
	}
	free(block);
	hash_end(blake, digest);
	hash_close(blake);
	return err;
}

static enum err sums_write(struct bundle *bundle, unsigned char digest[BLAKE2B_SIZE], struct fault *fault)
{
	unsigned char sha[SHA256_SIZE];
	hash_end(bundle->sha, sha);
	hash_begin(bundle->sha);
	struct buf first = {0};
	buf_add(&first, STR("# SHA-256 of the zip file up to this list: "));
	hex_write(sha, sizeof sha, buf_room(&first, SHA256_HEX));
	first.len += SHA256_HEX;
	buf_add_byte(&first, '\n');
	struct bundle_member member = {.path = STR(PATH_SUMS), .size = first.len + spool_size(bundle->sums)};
	member.packed = member.size;
	enum err err = sums_measure(bundle, buf_str(&first), &member.crc, digest, fault);
	if (err == ERR_NONE)
		err = member_begin(bundle, &member, false, fault);
	if (err == ERR_NONE)
		err = zip_add(bundle, buf_str(&first), fault);
	if (err == ERR_NONE)
		err = copy_spool(bundle, bundle->sums, fault);
	buf_free(&first);
	return err;
}

static enum err signature_write(struct bundle *bundle, const struct key_secret *key,
				const unsigned char digest[BLAKE2B_SIZE], struct fault *fault)
{
	struct buf text = {0};
	enum err err = key_sign(key, digest, &text, fault);
	struct bundle_member member = {.path = STR(PATH_SIGNATURE), .packed = text.len, .size = text.len};
	if (err == ERR_NONE) {
		member.crc = libdeflate_crc32(0, text.ptr, text.len);
		err = member_begin(bundle, &member, false, fault);
	}
	if (err == ERR_NONE)
		err = zip_add(bundle, buf_str(&text), fault);
	buf_free(&text);
	return err;
}

static enum err bundle_finish(struct bundle *bundle, const struct key_secret *key, struct fault *fault)
{
	unsigned char digest[BLAKE2B_SIZE];
	if (bundle->failed)
		return fault_set(fault, ERR_SYSTEM, "the bundle could not be written: run the release again");
	enum err err = sums_write(bundle, digest, fault);
	if (err == ERR_NONE && key)
		err = signature_write(bundle, key, digest, fault);
	uint64_t offset = spool_size(bundle->zip);
	if (err == ERR_NONE)
		err = copy_spool(bundle, bundle->directory, fault);
	if (err)
		return err;
	buf_clear(&bundle->line);
	zip_end_write(&bundle->line, bundle->count, spool_size(bundle->directory), offset);
	err = spool_add(bundle->zip, buf_str(&bundle->line), fault);
	return err ? err : spool_publish(bundle->zip, bundle->target, bundle->force, fault);
}

enum err bundle_commit(struct bundle *bundle, const struct key_secret *key, struct fault *fault)
{
	enum err err = bundle_finish(bundle, key, fault);
	bundle_abandon(bundle);
	return err;
}
