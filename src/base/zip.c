/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/zip.h"

#include <string.h>

enum {
	SIGN_LOCAL = 0x04034b50,
	SIGN_CENTRAL = 0x02014b50,
	SIGN_END = 0x06054b50,
	SIGN_END64 = 0x06064b50,
	SIGN_LOCATOR = 0x07064b50,
	VERSION_DEFLATE = 20,
	VERSION_ZIP64 = 45,
	MADE_BY = 3 << 8 | VERSION_ZIP64, /* 3: Unix, which makes the mode below valid */
	FLAG_UTF8 = 1 << 11,
	METHOD_STORED = 0,
	METHOD_DEFLATED = 8,
	DATE_1980 = 1 << 5 | 1, /* 1980-01-01 */
	EXTRA_ZIP64 = 1,
	FULL16 = 0xffff
};
static const uint32_t FULL32 = 0xffffffff, MODE = 0100644u << 16;

static void put(struct buf *buf, uint64_t value, unsigned bytes)
{
	char *to = buf_room(buf, bytes);
	for (unsigned i = 0; i < bytes; i++)
		to[i] = (char)(value >> 8 * i);
	buf->len += bytes;
}

static uint64_t get(const char *from, unsigned bytes)
{
	uint64_t value = 0;
	for (unsigned i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)from[i];
	return value;
}

static uint32_t capped(uint64_t value)
{
	return value < FULL32 ? (uint32_t)value : FULL32;
}

/* the part both headers share: version to uncompressed size */
static void put_common(struct buf *buf, const struct zip_entry *entry, bool zip64)
{
	put(buf, zip64 ? VERSION_ZIP64 : VERSION_DEFLATE, 2);
	put(buf, FLAG_UTF8, 2);
	put(buf, entry->deflated ? METHOD_DEFLATED : METHOD_STORED, 2);
	put(buf, 0, 2);
	put(buf, DATE_1980, 2);
	put(buf, entry->crc, 4);
}

void zip_local_write(struct buf *buf, const struct zip_entry *entry)
{
	/* a local header has both sizes in its zip64 field or none */
	bool zip64 = entry->packed >= FULL32 || entry->size >= FULL32;
	put(buf, SIGN_LOCAL, 4);
	put_common(buf, entry, zip64);
	put(buf, zip64 ? FULL32 : entry->packed, 4);
	put(buf, zip64 ? FULL32 : entry->size, 4);
	put(buf, entry->name.len, 2);
	put(buf, zip64 ? 20 : 0, 2);
	buf_add(buf, entry->name);
	if (zip64) {
		put(buf, EXTRA_ZIP64, 2);
		put(buf, 16, 2);
		put(buf, entry->size, 8);
		put(buf, entry->packed, 8);
	}
}

void zip_central_write(struct buf *buf, const struct zip_entry *entry)
{
	const uint64_t numbers[3] = {entry->size, entry->packed, entry->offset};
	unsigned extra = 0;
	for (unsigned i = 0; i < 3; i++)
		extra += numbers[i] >= FULL32 ? 8 : 0;
	put(buf, SIGN_CENTRAL, 4);
	put(buf, MADE_BY, 2);
	put_common(buf, entry, extra > 0);
	put(buf, capped(entry->packed), 4);
	put(buf, capped(entry->size), 4);
	put(buf, entry->name.len, 2);
	put(buf, extra ? extra + 4 : 0, 2);
	put(buf, 0, 2 + 2 + 2); /* comment, disk, text or binary */
	put(buf, MODE, 4);
	put(buf, capped(entry->offset), 4);
	buf_add(buf, entry->name);
	if (extra == 0)
		return;
	put(buf, EXTRA_ZIP64, 2);
	put(buf, extra, 2);
	for (unsigned i = 0; i < 3; i++)
		if (numbers[i] >= FULL32)
			put(buf, numbers[i], 8);
}

void zip_end_write(struct buf *buf, uint64_t count, uint64_t size, uint64_t offset)
{
	if (count >= FULL16 || size >= FULL32 || offset >= FULL32) {
		put(buf, SIGN_END64, 4);
		put(buf, 56 - 12, 8); /* the record's length without its first 12 bytes */
		put(buf, MADE_BY, 2);
		put(buf, VERSION_ZIP64, 2);
		put(buf, 0, 4 + 4);
		put(buf, count, 8);
		put(buf, count, 8);
		put(buf, size, 8);
		put(buf, offset, 8);
		put(buf, SIGN_LOCATOR, 4);
		put(buf, 0, 4);
		put(buf, offset + size, 8);
		put(buf, 1, 4);
	}
	put(buf, SIGN_END, 4);
	put(buf, 0, 2 + 2);
	put(buf, count < FULL16 ? count : FULL16, 2);
	put(buf, count < FULL16 ? count : FULL16, 2);
	put(buf, capped(size), 4);
	put(buf, capped(offset), 4);
	put(buf, 0, 2);
}

bool zip_central_read(struct str from, struct zip_entry *entry, size_t *len)
{
	if (from.len < ZIP_CENTRAL_SIZE)
		return false;
	size_t name = (size_t)get(from.ptr + 28, 2), extra = (size_t)get(from.ptr + 30, 2);
	*len = ZIP_CENTRAL_SIZE + name + extra;
	if (from.len < *len)
		return false;
	*entry = (struct zip_entry){
		.name = {from.ptr + ZIP_CENTRAL_SIZE, name},
		.deflated = get(from.ptr + 10, 2) == METHOD_DEFLATED,
		.crc = (uint32_t)get(from.ptr + 16, 4),
		.packed = get(from.ptr + 20, 4),
		.size = get(from.ptr + 24, 4),
		.offset = get(from.ptr + 42, 4),
	};
	uint64_t *numbers[3] = {&entry->size, &entry->packed, &entry->offset};
	size_t field = ZIP_CENTRAL_SIZE + name + 4;
	for (unsigned i = 0; i < 3; i++)
		if (*numbers[i] == FULL32 && field + 8 <= *len) {
			*numbers[i] = get(from.ptr + field, 8);
			field += 8;
		}
	return true;
}

bool zip_end_read(struct str tail, uint64_t *count, uint64_t *size, uint64_t *offset)
{
	if (tail.len < ZIP_END_SIZE)
		return false;
	const char *end = tail.ptr + tail.len - ZIP_END_SIZE;
	*count = get(end + 10, 2);
	*size = get(end + 12, 4);
	*offset = get(end + 16, 4);
	if (get(end, 4) != SIGN_END)
		return false;
	if (*count != FULL16 && *size != FULL32 && *offset != FULL32)
		return true;
	if (tail.len < ZIP_END_SIZE + ZIP_END64_SIZE)
		return false;
	end -= ZIP_END64_SIZE;
	*count = get(end + 32, 8);
	*size = get(end + 40, 8);
	*offset = get(end + 48, 8);
	return get(end, 4) == SIGN_END64;
}
