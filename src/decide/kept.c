/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "view/age_band.h"

enum { KEPT_LIMIT = 48, STREET_WORDS = 6, INITIALS = 4, LAST = 4, LAST_NEEDS = 8 };

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

/* Takes digits from the front; their number, and the value of the first six. */
static size_t take_digits(struct str *from, unsigned *value)
{
	size_t count = 0;
	*value = 0;
	for (; from->len && ascii_digit(*from->ptr); from->ptr++, from->len--)
		if (++count <= 6)
			*value = *value * 10 + (unsigned)(*from->ptr - '0');
	return count;
}

static bool add_year(struct buf *out, struct str value)
{
	unsigned year = 0;
	while (value.len) {
		unsigned number;
		size_t count = take_digits(&value, &number);
		if (count == 4 && number >= 1900 && number < 2100) {
			if (year)
				return false; /* two years: a range, or not a date */
			year = number;
		} else if (count > 2) {
			return false; /* 20170821 */
		} else if (count == 0) {
			value.ptr++, value.len--;
		}
	}
	if (year)
		buf_printf(out, "%u", year);
	return year != 0;
}

static bool add_last4(struct buf *out, struct str value)
{
	char last[LAST];
	size_t count = 0, have = 0;
	for (size_t i = value.len; i-- > 0;)
		if (ascii_digit(value.ptr[i]) || ascii_letter(value.ptr[i])) {
			if (have < LAST)
				last[LAST - ++have] = upper(value.ptr[i]);
			count++;
		}
	if (count < LAST_NEEDS)
		return false;
	buf_add(out, (struct str){last, LAST});
	return true;
}

/* The next word of letters (and what stands inside it: O'Shea, Ana-Lucia); empty at the end. */
static struct str take_word(struct str *from)
{
	while (from->len && !ascii_letter(*from->ptr) && !(*from->ptr & 0x80))
		from->ptr++, from->len--;
	struct str word = *from;
	while (from->len && (ascii_letter(*from->ptr) || *from->ptr == '\'' || (*from->ptr & 0x80)))
		from->ptr++, from->len--;
	word.len -= from->len;
	return word;
}

static bool is_suffix(struct str word)
{
	static const struct str suffixes[] = {STR("jr"), STR("sr"), STR("ii"), STR("iii"), STR("iv")};
	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		if (str_equal_nocase(word, suffixes[i]))
			return true;
	return false;
}

/* First letters of the words, without diacritics of Latin-1; their number. A name after a comma comes first. */
static size_t initials_of(struct str name, char letters[INITIALS])
{
	static const char plain[] = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO*OUUUUYTY";
	const char *comma = name.len ? memchr(name.ptr, ',', name.len) : NULL;
	size_t before = 0, count = 0;
	for (struct str word; (word = take_word(&name)).len;) {
		uint32_t code;
		utf8_next(word, &code);
		char letter = code < 0x80 ? upper((char)code) : code >= 0xC0 && code <= 0xFF ? plain[code - 0xC0] : '*';
		if (is_suffix(word) || count == INITIALS || letter == '*')
			continue;
		letters[count++] = letter;
		before += comma && word.ptr < comma;
	}
	if (before == 0 || before == count)
		return count;
	char first[INITIALS];
	memcpy(first, letters, before);
	memmove(letters, letters + before, count - before);
	memcpy(letters + count - before, first, before);
	return count;
}

size_t kept_words(struct str name)
{
	char letters[INITIALS];
	return initials_of(name, letters);
}

static bool add_initials(struct buf *out, struct str name)
{
	char letters[INITIALS];
	size_t count = initials_of(name, letters);
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%c.", letters[i]);
	return count > 0;
}

static struct str last_segment(struct str *text)
{
	struct str all = str_trim(*text);
	size_t from = all.len;
	while (from > 0 && all.ptr[from - 1] != ',' && all.ptr[from - 1] != '\n')
		from--;
	*text = from ? (struct str){all.ptr, from - 1} : (struct str){all.ptr, 0};
	return str_trim(str_part(all, (struct span){from, all.len}));
}

static bool is_city(struct str city)
{
	if (city.len < 2 || city.len > 40)
		return false;
	for (size_t i = 0; i < city.len; i++)
		if (!ascii_letter(city.ptr[i]) && strchr(" .-'", city.ptr[i]) == NULL)
			return false;
	return true;
}

/* "..., City, ST 64100" or "..., City ST"; the comma before the city is needed, else the street would be part of it. */
static bool add_city(struct buf *out, struct str address)
{
	struct str rest = address, state = last_segment(&rest);
	while (state.len && (ascii_digit(state.ptr[state.len - 1]) || strchr("- ", state.ptr[state.len - 1])))
		state.len--;
	struct str city = {state.ptr, state.len > 2 ? state.len - 2 : 0};
	if (city.len && city.ptr[city.len - 1] != ' ')
		return false;
	state = str_part(state, (struct span){city.len, state.len});
	if (city.len == 0)
		city = last_segment(&rest);
	city = str_trim(city);
	if (rest.len == 0 || state.len != 2 || !ascii_letter(state.ptr[0]) || !ascii_letter(state.ptr[1]) || !is_city(city))
		return false;
	buf_add(out, city);
	buf_printf(out, ", %c%c", upper(state.ptr[0]), upper(state.ptr[1]));
	return true;
}

static bool ends_street(struct str word)
{
	static const struct str units[] = {STR("apt"),   STR("apartment"), STR("unit"), STR("lot"),
					   STR("suite"), STR("ste"),       STR("room"), STR("rm"),
					   STR("floor"), STR("bldg"),      STR("no"),   STR("trlr")};
	if (word.len && word.ptr[word.len - 1] == '.')
		word.len--;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (str_equal_nocase(word, units[i]))
			return true;
	size_t digits = 0;
	while (digits < word.len && ascii_digit(word.ptr[digits]))
		digits++;
	return digits == word.len;
}

/* The next word up to a space; empty at the end, a comma, or anything that street names do not have. */
static struct str take_street_word(struct str *from)
{
	while (from->len && *from->ptr == ' ')
		from->ptr++, from->len--;
	struct str word = *from;
	while (from->len && (ascii_letter(*from->ptr) || ascii_digit(*from->ptr) || (*from->ptr && strchr(".-'", *from->ptr))))
		from->ptr++, from->len--;
	word.len -= from->len;
	return word;
}

static bool add_block(struct buf *out, struct str address)
{
	unsigned number, words = 0;
	struct str rest = str_trim(address);
	size_t digits = take_digits(&rest, &number);
	if (digits == 0 || digits > 6 || rest.len == 0 || *rest.ptr != ' ')
		return false;
	if (number < 100)
		buf_add_text(out, "UNIT BLOCK OF");
	else
		buf_printf(out, "%u BLOCK OF", number / 100 * 100);
	for (struct str word; words < STREET_WORDS && (word = take_street_word(&rest)).len && !ends_street(word);
	     words++) {
		buf_add_byte(out, ' ');
		for (size_t i = 0; i < word.len; i++)
			buf_add_byte(out, upper(word.ptr[i]));
	}
	return words > 0;
}

static bool add_band(struct buf *out, struct str age)
{
	unsigned years;
	while (age.len && !ascii_digit(*age.ptr))
		age.ptr++, age.len--;
	size_t digits = take_digits(&age, &years);
	while (age.len && (*age.ptr == ' ' || *age.ptr == '-'))
		age.ptr++, age.len--;
	if (digits == 0 || digits > 3)
		return false;
	if (age.len && strchr("mwdMWD", *age.ptr))
		years = 0; /* months, weeks, days */
	static const char *const names[] = {[BAND_0_5] = "0-5", [BAND_6_11] = "6-11", [BAND_12_17] = "12-17"};
	enum age_band band = age_band(years);
	if (band != BAND_NONE)
		buf_add_text(out, names[band]);
	return band != BAND_NONE;
}

bool kept_add(struct buf *out, enum policy_part part, struct str value)
{
	static bool (*const adders[PART_COUNT])(struct buf *, struct str) = {
		[PART_YEAR] = add_year, [PART_LAST4] = add_last4, [PART_INITIALS] = add_initials,
		[PART_CITY] = add_city, [PART_BLOCK] = add_block, [PART_BAND] = add_band,
	};
	size_t len = out->len;
	if (adders[part] && adders[part](out, value) && out->len - len <= KEPT_LIMIT)
		return true;
	out->len = len;
	return false;
}
