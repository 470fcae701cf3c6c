/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/counted.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct slot {
	uint64_t key, rank, row; /* key 0: free; rows from 0 */
};

struct counted {
	struct slot *slots;
	size_t count, cap;
	uint64_t noted, asked;
};

struct counted *counted_new(void)
{
	return mem_alloc(1, sizeof(struct counted));
}

void counted_free(struct counted *counted)
{
	if (counted == NULL)
		return;
	free(counted->slots);
	free(counted);
}

static bool has_digits(struct str text, size_t least)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++)
		digits += ascii_digit(text.ptr[i]);
	return digits >= least;
}

/* The length of a number, in capitals and without spaces, without the mark of a supplement: of "11-004417-S1", "11-004417SUPP2".
 * What is left is a number of a report: in "2024S101" only a year would be. */
static size_t without_mark(struct str number)
{
	static const struct str marks[] = {STR("SUPPLEMENTAL"), STR("SUPPLEMENT"), STR("SUPPL"), STR("SUPP"), STR("SUP"), STR("S")};
	enum { DIGITS = 3, LEAST = 5 };
	size_t len = number.len, digits = 0;
	while (len && digits < DIGITS && ascii_digit(number.ptr[len - 1]))
		len--, digits++;
	while (len && memchr("-.#/", number.ptr[len - 1], 4))
		len--;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!str_ends_nocase((struct str){number.ptr, len}, marks[i]))
			continue;
		size_t rest = len - marks[i].len;
		while (rest && memchr("-./", number.ptr[rest - 1], 3))
			rest--;
		bool good = rest && ascii_digit(number.ptr[rest - 1]) && has_digits((struct str){number.ptr, rest}, LEAST);
		return good ? rest : number.len;
	}
	return number.len;
}

/* 0: the row speaks for itself. Two numbers may be taken for one once in 2^64 pairs. */
static uint64_t key_of(const struct row *row)
{
	char folded[REPORT_NUMBER_LIMIT];
	struct str number = row->report.number;
	size_t len = 0;
	if (number.len == 0)
		return row->further || row->sha256.len == 0 ? 0 : str_hash(row->sha256) | 1;
	for (size_t i = 0; i < number.len && len < sizeof folded; i++) {
		char c = number.ptr[i];
		if (c != ' ')
			folded[len++] = c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
	}
	uint64_t key = str_hash((struct str){folded, without_mark((struct str){folded, len})});
	return key ? key : 1;
}

static struct slot *slot_of(struct slot *slots, size_t cap, uint64_t key)
{
	size_t at = (size_t)(key ^ key >> 29) & (cap - 1);
	while (slots[at].key && slots[at].key != key)
		at = (at + 1) & (cap - 1);
	return &slots[at];
}

static void grow(struct counted *counted)
{
	struct slot *old = counted->slots;
	size_t cap = counted->cap;
	counted->cap = cap ? mem_mul(cap, 2) : 256;
	counted->slots = mem_alloc(counted->cap, sizeof *counted->slots);
	for (size_t i = 0; i < cap; i++)
		if (old[i].key)
			*slot_of(counted->slots, counted->cap, old[i].key) = old[i];
	free(old);
}

static uint64_t rank_of(const struct report *report)
{
	enum { MOST = 1 << 20 };
	uint64_t victims = report_victims(report);
	const size_t lens[] = {report->reported.len, report->from.len, report->division.len, report->disposition.len};
	uint64_t stated = 0;
	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++)
		stated += lens[i] > 0;
	return report->offence_count << 32 | (victims < MOST ? victims : MOST) << 8 | stated;
}

void counted_note(struct counted *counted, const struct row *row)
{
	uint64_t number = counted->noted++, key = key_of(row), rank = rank_of(&row->report);
	if (key == 0)
		return;
	if ((counted->count + 1) * 5 > counted->cap * 4)
		grow(counted);
	struct slot *slot = slot_of(counted->slots, counted->cap, key);
	if (slot->key && slot->rank >= rank)
		return;
	counted->count += slot->key == 0;
	*slot = (struct slot){key, rank, number};
}

bool counted_next(struct counted *counted, const struct row *row)
{
	uint64_t number = counted->asked++, key = key_of(row);
	if (key == 0)
		return true;
	const struct slot *slot = counted->cap ? slot_of(counted->slots, counted->cap, key) : NULL;
	return slot && slot->key && slot->row == number;
}
