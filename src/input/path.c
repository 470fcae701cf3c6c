/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { PART_LIMIT = 255, PATH_LIMIT = 4000, SHOWN_LIMIT = 200 };

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

/* Control characters, line separators, what has no width, and marks that turn the direction of text so that a name
 * reads as another: they would hide a name from people or from the rules. Joiners stay, because some scripts need them.
 */
static bool is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

/* The letters of CP437 (0x80 to 0xa5), as Western zip programs write them. */
static const uint16_t cp437[] = {0xc7, 0xfc, 0xe9, 0xe2, 0xe4,   0xe0,  0xe5, 0xe7, 0xea, 0xeb, 0xe8, 0xef, 0xee,
				 0xec, 0xc4, 0xc5, 0xc9, 0xe6,   0xc6,  0xf4, 0xf6, 0xf2, 0xfb, 0xf9, 0xff, 0xd6,
				 0xdc, 0xa2, 0xa3, 0xa5, 0x20a7, 0x192, 0xe1, 0xed, 0xf3, 0xfa, 0xf1, 0xd1};
_Static_assert(sizeof cp437 / sizeof *cp437 == 0xa6 - 0x80, "one for each");

/* Windows-1252 from 0x80 to 0x9f; 0 where there is nothing. */
static const uint16_t cp1252[] = {0x20ac, 0,      0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
				  0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17d,  0,
				  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
				  0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0,      0x17e,  0x178};

static bool is_cp437(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] > 0xa5)
			return false;
	return true;
}

/* Three or more in a row is no Western name but another alphabet, misread: a name in it would go unseen. */
static bool decode(struct buf *to, struct str s, bool zip)
{
	bool dos = zip && is_cp437(s);
	for (size_t i = 0, row = 0; i < s.len; i++) {
		unsigned char byte = (unsigned char)s.ptr[i];
		row = byte < 0x80 ? 0 : row + 1;
		if (row == 0) {
			buf_add_byte(to, (char)byte);
			continue;
		}
		uint32_t c = dos ? cp437[byte - 0x80] : byte < 0xa0 ? cp1252[byte - 0x80] : byte;
		if (c == 0 || row > 2)
			return false;
		utf8_add(to, c);
	}
	return true;
}

/* What is wrong with a name, after which it is shown only. `name` is UTF-8 and has no '\'. */
static enum err check_name(struct str name, struct fault *fault)
{
	uint32_t character = 0;
	for (size_t at = 0; at < name.len;) {
		at += utf8_next(str_part(name, (struct span){at, name.len}), &character);
		if (is_hidden(character))
			return fault_set(fault, ERR_MALFORMED, "its name has a control character; rename it");
	}
	bool drive = name.len > 1 && name.ptr[1] == ':' &&
		     ((name.ptr[0] | 0x20) >= 'a' && (name.ptr[0] | 0x20) <= 'z') &&
		     (name.len == 2 || name.ptr[2] == '/');
	if (drive || (name.len && name.ptr[0] == '/'))
		return fault_set(fault, ERR_MALFORMED,
				 "its name begins at the root of a disk; pack it again with relative names");
	return ERR_NONE;
}

static bool take_part(struct str *name, struct str *part)
{
	if (name->len == 0)
		return false;
	const char *slash = memchr(name->ptr, '/', name->len);
	size_t len = slash ? (size_t)(slash - name->ptr) : name->len;
	*part = (struct str){name->ptr, len};
	*name = str_part(*name, (struct span){len + (slash != NULL), name->len});
	return true;
}

static enum err add_parts(struct buf *path, struct str name, struct fault *fault)
{
	struct str part;
	size_t before = path->len;
	while (take_part(&name, &part)) {
		if (part.len == 0 || str_equal(part, STR(".")))
			continue;
		if (str_equal(part, STR("..")))
			return fault_set(fault, ERR_MALFORMED,
					 "its name leads out of the folder (\"..\"); pack it again");
		if (part.len > PART_LIMIT || path->len + part.len > PATH_LIMIT)
			return fault_set(fault, ERR_LIMIT,
					 "its name is longer than %d bytes, or its path than %d; rename it", PART_LIMIT,
					 PATH_LIMIT);
		if (path->len)
			buf_add_byte(path, '/');
		buf_add(path, part);
	}
	if (path->len == before)
		return fault_set(fault, ERR_MALFORMED, "it has no name; pack it again");
	return ERR_NONE;
}

/* A refused name for the log: nothing hidden, nothing that leads anywhere, not long. */
static void add_shown(struct buf *path, struct str name)
{
	struct str part = {0};
	size_t before = path->len;
	while (path->len - before < SHOWN_LIMIT && take_part(&name, &part)) {
		if (part.len == 0 || str_equal(part, STR(".")))
			continue;
		if (path->len)
			buf_add_byte(path, '/');
		if (str_equal(part, STR("..")))
			part = STR("__");
		while (part.len && path->len - before < SHOWN_LIMIT) {
			uint32_t character = 0;
			size_t len = utf8_next(part, &character);
			if (character == UTF8_BAD || is_hidden(character))
				buf_add_text(path, replacement);
			else
				buf_add(path, (struct str){part.ptr, len});
			part = str_part(part, (struct span){len, part.len});
		}
	}
	if (path->len == before)
		buf_add_text(path, before ? "/unnamed" : "unnamed");
	else if (path->len - before >= SHOWN_LIMIT)
		buf_add_text(path, "...");
}

enum err path_add(struct buf *path, struct str name, bool zip, struct fault *fault)
{
	struct buf text = {0};
	size_t before = path->len;
	enum err err = ERR_NONE;
	if (name.len > 65536)
		name.len = 65536; /* refused for its length all the same */
	if (utf8_valid(name) == name.len)
		buf_add(&text, name);
	else if (!decode(&text, name, zip))
		err = fault_set(fault, ERR_MALFORMED, "its name is in an encoding that cannot be told; rename it");
	if (err) {
		buf_clear(&text);
		buf_add(&text, name);
	}
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\\')
			text.ptr[i] = '/';
	if (err == ERR_NONE)
		err = check_name(buf_str(&text), fault);
	if (err == ERR_NONE)
		err = add_parts(path, buf_str(&text), fault);
	if (err) {
		path->len = before;
		add_shown(path, buf_str(&text));
	}
	buf_free(&text);
	return err;
}

bool path_strip_packing(struct buf *path)
{
	static const struct str suffixes[] = {{".gz", 3}, {".xz", 3}, {".zst", 4}, {".bz2", 4}};
	const char *slash = memrchr(path->ptr, '/', path->len);
	size_t from = slash ? (size_t)(slash - path->ptr) + 1 : 0;
	struct str name = str_part(buf_str(path), (struct span){from, path->len});
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (name.len > suffixes[i].len && str_ends_nocase(name, suffixes[i])) {
			path->len -= suffixes[i].len;
			return true;
		}
	return false;
}
