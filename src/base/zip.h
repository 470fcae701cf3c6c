/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The records of a zip file (APPNOTE 6.3), as a bundle has them, and an office document that is released. Every record has
 * exactly one way of being written, so that verify compares it with its own and finds any byte that differs: sizes known
 * in front (no data descriptors), zip64 fields only where a number needs them and then only those, UTF-8 names, the date
 * 1980-01-01 00:00, plain files of mode 0644, no comments, nothing before, between or after members. */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H
#include "base/str.h"

enum {
	ZIP_LOCAL_SIZE = 30,   /* fixed part of a member's header */
	ZIP_CENTRAL_SIZE = 46, /* fixed part of a member's line in the directory */
	ZIP_END_SIZE = 22,
	ZIP_END64_SIZE = 56 + 20, /* zip64 end record and its locator */
	ZIP_RECORD_LIMIT = ZIP_CENTRAL_SIZE + 1000 + 28 /* no record of ours is longer */
};

struct zip_entry {
	struct str name;
	bool deflated;         /* else stored */
	uint32_t crc;          /* of the bytes as unpacked */
	uint64_t packed, size; /* in the zip, and unpacked */
	uint64_t offset;       /* of the member's header */
};

void zip_local_write(struct buf *buf, const struct zip_entry *entry);
void zip_central_write(struct buf *buf, const struct zip_entry *entry);
/* The end of the directory of `count` members, which is `size` bytes at `offset`. */
void zip_end_write(struct buf *buf, uint64_t count, uint64_t size, uint64_t offset);

/* Reads the numbers of the record at the front of `from`, without judging the rest: the caller writes it again and
 * compares. `*len` is its length. The name borrows from `from`. False when `from` is too short for it. */
bool zip_central_read(struct str from, struct zip_entry *entry, size_t *len);
/* `tail` is the end of the file, ZIP_END_SIZE + ZIP_END64_SIZE bytes or all of a smaller file. */
bool zip_end_read(struct str tail, uint64_t *count, uint64_t *size, uint64_t *offset);
#endif
