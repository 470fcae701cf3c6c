/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Telling the encoding of bytes above 0x7F without a byte order mark. Valid UTF-8 is UTF-8. Bytes that are UTF-8 in
 * one place and not in another are refused, for a name decoded wrongly is a name not found. The rest is one of the
 * single-byte encodings: the four that western machines wrote are told apart by what makes sense next to a letter,
 * others, where whole words are above 0x7F, by uchardet. */
#include <inttypes.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "format/text_charset.h"

static bool is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

/* Whole UTF-8 characters that stand between ASCII or other whole characters: by chance that is rare. */
static bool has_utf8(struct str window)
{
	bool clean = true; /* what stands before is ASCII or a whole character */
	for (size_t pos = 0; pos < window.len;) {
		uint32_t code;
		size_t len = utf8_next(str_part(window, (struct span){pos, window.len}), &code);
		bool whole = code != UTF8_BAD;
		if (whole && code >= 0x80 && clean) {
			struct str rest = str_part(window, (struct span){pos + len, window.len});
			uint32_t after = ' ';
			if (rest.len)
				utf8_next(rest, &after);
			if (after != UTF8_BAD)
				return true;
		}
		clean = whole;
		pos += len;
	}
	return false;
}

static bool is_latin(uint32_t code)
{
	return (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) || code == 0xAA || code == 0xBA;
}

static bool is_box(uint32_t code)
{
	return code >= 0x2500 && code < 0x25A0;
}

/* Capital letters of Latin-1 only: enough to tell, and the rest does not occur in the four encodings. */
static bool is_capital(uint32_t code)
{
	return (code >= 0xC0 && code <= 0xDE) || code == 0x152 || code == 0x160 || code == 0x178 || code == 0x17D;
}

/* How well `code` fits between its neighbours, which are bytes. */
static int fit(uint32_t code, char before, char self, char after)
{
	bool left = ascii_letter(before), right = ascii_letter(after);
	if (code < 0xA0)
		return -10;
	if (is_box(code))
		return is_high(before) || is_high(after) ? 2 : left || right ? -1 : 1;
	if (before == self && after == self)
		return -2; /* three of the same in a row is a drawn line */
	if (is_latin(code))
		return is_capital(code) && ascii_lower(before)                 ? -3
		       : left || right || is_high(before) || is_high(after) ? 2
									    : -1;
	if (code == 0x2019)
		return 2;
	if (code >= 0x2010 && code <= 0x2026)
		return left && right ? (code < 0x2018 ? 1 : -2) : 2;
	if (code >= 0x370 && code < 0x2000)
		return -2;
	return left && right ? -2 : 1;
}

/* `runs`: bytes in runs of three or more above 0x7F, as in words of another script. */
struct tally {
	long score;
	size_t high, runs, boxes;
};

static struct tally count_fits(const struct charset_table *table, struct str window)
{
	struct tally tally = {0};
	for (size_t i = 0, run = 0; i < window.len; i++) {
		char c = window.ptr[i];
		run = is_high(c) ? run + 1 : 0;
		if (run == 0)
			continue;
		tally.runs += run > 3 ? 1 : run == 3 ? 3 : 0;
		uint32_t code = table->codes[(unsigned char)c - 0x80];
		tally.high++;
		tally.boxes += is_box(code);
		tally.score +=
			fit(code, i ? window.ptr[i - 1] : '\n', c, i + 1 < window.len ? window.ptr[i + 1] : '\n');
	}
	return tally;
}

static const struct charset_table *table_named(const char *name)
{
	if (strcmp(name, "ISO-8859-1") == 0)
		name = "Windows-1252"; /* the same but for signs in the place of controls */
	for (size_t i = 0; i < charset_table_count; i++)
		if (strcasecmp(name, charset_tables[i].name) == 0)
			return &charset_tables[i];
	return NULL;
}

static const struct charset_table *ask_uchardet(struct str window)
{
	uchardet_t detector = uchardet_new();
	const struct charset_table *table = NULL;
	if (uchardet_handle_data(detector, window.ptr, window.len) == 0) {
		uchardet_data_end(detector);
		table = table_named(uchardet_get_charset(detector));
	}
	uchardet_delete(detector);
	return table;
}

static const struct charset_table *tell_single(struct str window)
{
	static const char *const western[] = {"Windows-1252", "Macintosh", "IBM437", "IBM850"};
	const struct charset_table *best = NULL;
	struct tally most = {0};
	for (size_t i = 0; i < sizeof western / sizeof western[0]; i++) {
		const struct charset_table *table = table_named(western[i]);
		struct tally tally = count_fits(table, window);
		if (best == NULL || tally.score > most.score) {
			best = table;
			most = tally;
		}
	}
	bool foreign = most.runs * 2 > most.high && most.boxes * 2 <= most.high;
	if (!foreign && most.score >= 0)
		return best;
	return ask_uchardet(window);
}

enum err charset_detect(struct charset *charset, struct str window, bool more, uint64_t at, struct fault *fault)
{
	size_t tail = more ? utf8_tail(window) : 0;
	struct str whole = {window.ptr, window.len - tail};
	if (utf8_valid(whole) == whole.len) {
		*charset = (struct charset){CHARSET_UTF8, NULL};
		return ERR_NONE;
	}
	if (has_utf8(whole))
		return charset_check(whole, at, fault);
	const struct charset_table *table = tell_single(window);
	if (table == NULL)
		return fault_set(fault, ERR_UNREADABLE,
				 "the encoding of the text cannot be told (byte %" PRIu64
				 " is not UTF-8); convert it to UTF-8",
				 at + utf8_valid(whole) + 1);
	*charset = (struct charset){CHARSET_SINGLE, table};
	return ERR_NONE;
}
