/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which encoding a plain text has, its way to UTF-8 and back. Private to format/text*.c. Nothing here is opened at run
 * time (no iconv modules), so it works in a sandbox and gives the same on every machine. */
#ifndef FORMAT_TEXT_CHARSET_H
#define FORMAT_TEXT_CHARSET_H
#include "base/fault.h"
#include "base/str.h"

enum { CHARSET_WINDOW = 1024 * 1024 }; /* bytes looked at to tell an encoding */

enum charset_kind {
	CHARSET_ASCII, /* no byte above 0x7F so far: still open what one would mean */
	CHARSET_UTF8,
	CHARSET_UTF16LE,
	CHARSET_UTF16BE,
	CHARSET_UTF32LE,
	CHARSET_UTF32BE,
	CHARSET_SINGLE /* one byte a character, by `table` */
};

/* Code points of the bytes 0x80..0xFF, all different; 0: none. */
struct charset_table {
	const char *name;
	uint16_t codes[128];
};
extern const struct charset_table charset_tables[];
extern const size_t charset_table_count;
/* By the name that a document gives its encoding ("latin1", "windows-1252"); NULL: not one of these. */
const struct charset_table *charset_named(struct str name);

struct charset {
	enum charset_kind kind;
	const struct charset_table *table;
};

size_t charset_unit(const struct charset *charset); /* bytes of the smallest unit: 1, 2 or 4 */

/* From the first bytes of a file: a byte order mark (its length into `*mark`, else 0) or the NUL pattern of UTF-16. */
struct charset charset_begin(struct str head, size_t *mark);

/* What the first byte above 0x7F and those after it mean. `window`: from the byte before it, at most CHARSET_WINDOW;
 * `more`: the file goes on after it; `at`: offset of the window in the file, for the message.
 * ERR_MALFORMED: damaged UTF-8. ERR_UNREADABLE: no encoding that can be told or is supported. */
enum err charset_detect(struct charset *charset, struct str window, bool more, uint64_t at,
			struct fault *fault) MUST_USE;

/* Appends `raw` as UTF-8; every character is encoded again and must give the bytes it came from. Not for ASCII and
 * UTF-8, which charset_check() checks. ERR_MALFORMED names the byte. */
enum err charset_decode(const struct charset *charset, struct str raw, uint64_t at, struct buf *to,
			struct fault *fault) MUST_USE;
enum err charset_check(struct str raw, uint64_t at, struct fault *fault) MUST_USE;

/* Appends valid UTF-8 in the file's encoding. A character that it does not have is written as '?'; that happens only
 * to tokens, for what was decoded can be encoded. */
void charset_encode(const struct charset *charset, struct str text, struct buf *to);
#endif
