/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "detect/mend_parts.h"

/* What scanners put for what, and how unlikely it is. A digit among letters is one of these for certain; a letter only
 * when it makes a word of what is none. */
struct confusion {
	char seen[3], meant[3];
	uint8_t cost;
};

static const struct confusion confusions[] = {
	{"0", "o", 5},	 {"1", "l", 5},	 {"1", "i", 6},	 {"5", "s", 5},	 {"8", "b", 7},	  {"3", "e", 8},  {"6", "g", 12},
	{"9", "g", 12},	 {"2", "z", 15}, {"4", "a", 15}, {"7", "t", 15}, {"1", "t", 25},  {"l", "i", 20}, {"i", "l", 20},
	{"rn", "m", 22}, {"cl", "d", 25}, {"vv", "w", 12}, {"m", "rn", 35}, {"c", "e", 40}, {"e", "c", 45}, {"b", "h", 45},
	{"h", "b", 45},	 {"nn", "m", 45}, {"ii", "u", 45}, {"q", "g", 45},
};

enum {
	NODES_MOST = 200,
	CHANGES_MOST = 2,   /* letters taken for others in one word */
	LEVEL_MOST = 15,
	COST_KNOWN = 20,    /* of the commonest word */
	COST_LEVEL = 8,     /* each level below that */
	COST_UNKNOWN = 150, /* of a word that is nowhere, and for each letter of it */
	COST_LETTER = 10,
	COST_NUMBER = 40,
	COST_CODE = 60,
	COST_DOUBTFUL = 8,  /* of a digit that stands for a letter among letters only */
	COST_UNLIKE = 40,   /* of letters that do not look quite the same */
	COST_SURE = 75      /* a word so common is not read otherwise */
};

struct search {
	const struct mender *mender;
	struct str raw; /* in lower case */
	const char *seen; /* as it is */
	bool capital;   /* names count */
	bool alone;     /* the raw word stands so in the document */
	unsigned nodes;
	size_t letters;
	char text[MEND_WORD_MOST * 2];
	struct reading *best;
};

static int greater(int a, int b)
{
	return a > b ? a : b;
}

/* How likely a word is as it stands, 0 for one that nobody knows. */
static int level_of(const struct search *search, struct str word)
{
	uint32_t number = lexicon_find(search->mender->lexicon, word);
	const struct entry *entry = lexicon_get(search->mender->lexicon, number);
	int level = entry->common, name = greater(entry->given, entry->surname);
	if (entry->place & PLACE_ALONE)
		name = greater(name, 7);
	level = greater(level, search->capital ? name : name - 4);
	if (number && word.len > 1)
		level = greater(level, entry->classes ? 8 : 5);
	if (search->capital && word.len >= 4) {
		const struct spelling *spelling = mend_spelling(search->mender, word);
		struct str as = spelling ? (struct str){search->mender->spelling_text.ptr + spelling->text, spelling->len} : STR("");
		bool itself = search->alone && spelling && spelling->count == 1 && !spelling->known && str_equal(search->raw, word);
		if (spelling && str_equal(as, word) && !itself)
			level = greater(level, 6 + (int)(spelling->count < 4 ? spelling->count : 4));
	}
	return level;
}

static int cost_of(const struct search *search, struct str word)
{
	int level = level_of(search, word);
	if (level)
		return COST_KNOWN + (LEVEL_MOST - level) * COST_LEVEL;
	return word.len == 1 && search->capital ? 80 : COST_UNKNOWN + COST_LETTER * (int)word.len;
}

static void offer(struct search *search, size_t len, int cost)
{
	struct str word = {search->text, len};
	if (len > MEND_WORD_MOST || cost >= search->best->cost)
		return;
	int level = level_of(search, word);
	cost += COST_KNOWN + (LEVEL_MOST - level) * COST_LEVEL;
	if (level == 0 || cost >= search->best->cost)
		return;
	memcpy(search->best->text, search->text, len);
	search->best->len = len;
	search->best->cost = cost;
	search->best->changed = true;
}

/* It is the small l that looks like the capital I; what less resembles each other needs a longer word for a witness. */
static bool may_be(const struct search *search, size_t at, int cost)
{
	char c = search->seen[at];
	if (c == 'L' || c == 'i')
		return false;
	if (c == 'I')
		return at + 1 < search->raw.len ? !ascii_upper(search->seen[at + 1]) : at > 0 && !ascii_upper(search->seen[at - 1]);
	return cost < COST_UNLIKE || search->raw.len > 3;
}

static void try_readings(struct search *search, size_t at, size_t len, int cost, unsigned changes)
{
	if (search->nodes++ > NODES_MOST || cost + COST_KNOWN >= search->best->cost || len >= MEND_WORD_MOST)
		return;
	if (at == search->raw.len) {
		if (cost)
			offer(search, len, cost);
		return;
	}
	char c = search->raw.ptr[at];
	if (!ascii_digit(c)) {
		search->text[len] = c;
		try_readings(search, at + 1, len + 1, cost, changes);
	}
	for (size_t i = 0; i < sizeof confusions / sizeof *confusions; i++) {
		const struct confusion *confusion = &confusions[i];
		if (confusion->seen[0] != c)
			continue;
		size_t seen = strlen(confusion->seen), meant = strlen(confusion->meant);
		if (seen > search->raw.len - at || memcmp(search->raw.ptr + at, confusion->seen, seen) != 0)
			continue;
		if (seen == 1 && !ascii_digit(c) && !may_be(search, at, confusion->cost))
			continue;
		bool doubtful = ascii_digit(c) && confusion->cost >= COST_DOUBTFUL;
		if ((!ascii_digit(c) && changes == CHANGES_MOST) || (doubtful && (at == 0 || search->letters < 3)))
			continue;
		memcpy(search->text + len, confusion->meant, meant);
		try_readings(search, at + seen, len + meant, cost + confusion->cost, changes + !ascii_digit(c));
	}
}

/* Nobody knows it: digits among letters are what they mostly are. */
static void read_unknown(struct search *search, size_t upper)
{
	struct reading *best = search->best;
	for (size_t i = 0; i < search->raw.len; i++) {
		char c = search->raw.ptr[i];
		char meant = c == '1' && upper ? 'i' : c;
		for (size_t j = 0; j < sizeof confusions / sizeof *confusions && ascii_digit(meant); j++)
			if (confusions[j].seen[0] == c)
				meant = confusions[j].meant[0];
		best->text[i] = meant;
	}
	best->len = search->raw.len;
	best->changed = true;
}

/* Capitals as in the raw word; what a digit stood for at its beginning is one in a name and in front of small letters of
 * what is none else. */
static void write_case(const struct search *search, struct str raw, size_t upper, size_t letters)
{
	struct reading *best = search->best;
	char first = raw.ptr[0];
	bool capital = ascii_upper(first) && !(first == 'I' && best->text[0] == 'l' && upper == 1 && letters > 1);
	const struct entry *entry =
		lexicon_get(search->mender->lexicon, lexicon_find(search->mender->lexicon, (struct str){best->text, best->len}));
	bool name = greater(entry->given, entry->surname) >= entry->common;
	capital = capital || (best->text[0] == 'i' && first == 'l') || (ascii_digit(first) && name && best->text[0] != 'l');
	bool caps = upper * 2 > letters && (upper > 1 || (upper == letters && best->len == 2 && upper != raw.len));
	for (size_t i = 0; i < best->len; i++) {
		bool same = best->len == raw.len && (raw.ptr[i] | 0x20) == best->text[i];
		if (same && i)
			best->text[i] = raw.ptr[i];
		else if (ascii_lower(best->text[i]) && (caps || (i == 0 && capital)))
			best->text[i] = (char)(best->text[i] - 0x20);
	}
}

void mend_word(const struct mender *mender, struct str raw, bool alone, struct reading *best)
{
	char lower[MEND_WORD_MOST];
	size_t letters = 0, digits = 0, upper = 0;
	*best = (struct reading){.len = raw.len, .cost = COST_CODE};
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];
		lower[i] = ascii_upper(c) ? (char)(c | 0x20) : c;
		letters += ascii_letter(c);
		digits += ascii_digit(c);
		upper += ascii_upper(c);
	}
	memcpy(best->text, raw.ptr, raw.len);
	if (letters == 0 && digits <= 1)
		best->cost = COST_NUMBER;
	struct search search = {.mender = mender, .raw = {lower, raw.len}, .seen = raw.ptr, .alone = alone, .best = best};
	bool small = upper == 0 && ascii_letter(raw.ptr[0]) && raw.len <= 4; /* "a11", "t00" */
	if (letters == 0 || digits > (small ? 2 * letters : letters))
		return; /* a number or a code */
	search.letters = letters;
	search.capital = upper || ascii_digit(raw.ptr[0]) || (raw.ptr[0] == 'l' && letters < 6);
	best->cost = digits ? COST_UNKNOWN + COST_LETTER * (int)raw.len : cost_of(&search, search.raw);
	if (digits == 0 && best->cost <= COST_SURE)
		return;
	const struct spelling *spelling = search.capital ? mend_spelling(mender, raw) : NULL;
	if (spelling) {
		memcpy(search.text, mender->spelling_text.ptr + spelling->text, spelling->len);
		if (spelling->len != raw.len || memcmp(search.text, lower, raw.len) != 0)
			offer(&search, spelling->len, 10);
	}
	try_readings(&search, 0, 0, 0, 0);
	if (!best->changed && digits && letters >= 2 && letters >= 2 * digits && !ascii_digit(raw.ptr[raw.len - 1]))
		read_unknown(&search, upper * 2 > letters ? upper : 0);
	if (best->changed)
		write_case(&search, raw, upper, letters);
}
