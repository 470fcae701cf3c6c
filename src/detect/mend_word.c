/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "detect/mend_parts.h"

/* What scanners put for what, and how unlikely it is. A digit among letters is one of these for certain; a letter only
 * when it makes a word of what is none. Letters are as they stand: capitals look like others than small ones. */
struct confusion {
	char seen[4], meant[3];
	uint8_t cost;
};

static const struct confusion confusions[] = {
	{"0", "o", 5},	 {"1", "l", 5},	 {"1", "i", 6},	  {"5", "s", 5},    {"8", "b", 7},    {"3", "e", 8},   {"6", "g", 12},
	{"9", "g", 12},	 {"2", "z", 15}, {"4", "a", 15},  {"7", "t", 15},   {"1", "t", 25},   {"0", "d", 25},  {"l", "i", 20},
	{"I", "l", 20},	 {"rn", "m", 22}, {"cl", "d", 25}, {"vv", "w", 12}, {"m", "rn", 35}, {"nn", "m", 40}, {"ii", "u", 35},
	{"ri", "n", 40}, {"li", "h", 40}, {"c", "e", 40}, {"e", "c", 45},   {"c", "o", 42},   {"o", "c", 48},  {"o", "a", 42},
	{"a", "o", 48},	 {"e", "o", 50}, {"b", "h", 40},  {"h", "b", 45},   {"f", "t", 40},   {"t", "f", 48},  {"t", "r", 45},
	{"t", "l", 48},	 {"l", "t", 48}, {"r", "n", 45},  {"i", "n", 58},   {"n", "r", 50},   {"i", "u", 50},  {"n", "u", 45},
	{"u", "n", 45},	 {"n", "h", 60}, {"h", "n", 50},  {"j", "i", 30},   {"i", "j", 48},   {"q", "g", 40},  {"g", "q", 45},
	{"v", "y", 40},	 {"y", "v", 48}, {"F", "E", 35},  {"E", "F", 45},   {"O", "D", 40},   {"D", "O", 40},  {"O", "Q", 45},
	{"C", "G", 45},	 {"G", "C", 45}, {"IVI", "M", 15}, {"IV", "N", 22}, {"NI", "M", 40},  {"VV", "W", 15}, {"P", "R", 55},
	{"R", "P", 55},	 {"H", "N", 55}, {"N", "H", 55},  {"B", "R", 55},   {"U", "V", 55},   {"V", "U", 55},  {"T", "I", 55},
};

enum {
	NODES_MOST = 1000,
	OPTIONS_MOST = 8,
	CHANGES_MOST = 2,   /* letters taken for others in one word */
	LEVEL_MOST = 15,
	LEVEL_SHORTEST = 13, /* words of two letters, */
	LEVEL_SHORT = 9,     /* of three, and codes, */
	LEVEL_SMALL = 5,     /* and longer ones in small letters are not read as rarer ones */
	NAME_SURE = 4,
	CODE_MOST = 4,
	SPELLED_SHORTEST = 3,
	LEVEL_CODE = 7,
	JOINED_LONG = 6,
	COST_KNOWN = 20,    /* of the commonest word */
	COST_LEVEL = 8,     /* each level below that */
	COST_UNKNOWN = 150, /* of a word that is nowhere, and for each letter of it */
	COST_LETTER = 10,
	COST_NUMBER = 40,
	COST_CODE = 60,
	COST_DOUBTFUL = 8,  /* of a digit that stands for a letter among letters only */
	COST_UNLIKE = 30,   /* of letters that do not look quite the same */
	SHORT_MOST = 3,
	COST_SHORT = 50,    /* of the least likely letter of so short a word */
	COST_CAPITAL = 40,  /* of an ordinary word that is written large within a sentence */
	COST_SIGN = 125,    /* of a common word, and one letter */
	SIGN_SHORTEST = 3,
	COST_SURE = 75,     /* a word so common is not read otherwise, */
	COST_SURE_SHORT = 95 /* of two letters */
};

struct search {
	const struct mender *mender;
	struct str raw; /* in lower case */
	const char *seen; /* as it is */
	bool capital;   /* names count */
	unsigned how;   /* enum mend_how */
	bool code;      /* few capitals, with digits that letters seldom look like: "K2R" */
	bool name;      /* the raw word is one */
	unsigned nodes, changes; /* letters that may be taken for others */
	size_t letters, digits;
	uint8_t options[MEND_WORD_MOST][OPTIONS_MOST], option_count[MEND_WORD_MOST]; /* confusions that are seen at each letter */
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
	if (search->capital && word.len >= SPELLED_SHORTEST) {
		const struct spelling *spelling = mend_spelling(search->mender, word);
		struct str as = spelling ? (struct str){search->mender->spelling_text.ptr + spelling->text, spelling->len} : STR("");
		bool itself = (search->how & MEND_ALONE) && spelling && spelling->count == 1 && !spelling->known && str_equal(search->raw, word);
		if (spelling && str_equal(as, word) && !itself)
			level = greater(level, 6 + (int)(spelling->count < 4 ? spelling->count : 4));
	}
	return level;
}

int mend_cost_of_level(int level)
{
	return COST_KNOWN + (LEVEL_MOST - level) * COST_LEVEL;
}

static int cost_of(const struct search *search, struct str word)
{
	int level = level_of(search, word);
	if (level)
		return mend_cost_of_level(level);
	return word.len == 1 && search->capital ? 80 : COST_UNKNOWN + COST_LETTER * (int)word.len;
}

/* How common a word must be at least to be meant: many a short code or name is one letter away from a word. */
static int level_needed(const struct search *search, int cost)
{
	size_t len = search->raw.len;
	if (cost < COST_UNLIKE)
		return search->code ? LEVEL_CODE : 1;
	return len <= 2 ? LEVEL_SHORTEST : len == 3 || search->code ? LEVEL_SHORT : search->capital ? 1 : LEVEL_SMALL;
}

/* What speaks against a word although it is known: it is an ordinary one written large within a sentence. */
static int cost_of_capital(const struct search *search, struct str word)
{
	const struct entry *entry = lexicon_get(search->mender->lexicon, lexicon_find(search->mender->lexicon, word));
	bool ordinary = entry->common > greater(entry->given, entry->surname) && !entry->classes && !entry->place;
	return ordinary && (search->how & MEND_INSIDE) ? COST_CAPITAL : 0;
}

static void offer(struct search *search, size_t len, int cost)
{
	struct str word = {search->text, len};
	if (len > MEND_WORD_MOST || cost >= search->best->cost)
		return;
	int level = level_of(search, word);
	if (level == 0 || level < level_needed(search, cost))
		return;
	cost += mend_cost_of_level(level) + cost_of_capital(search, word);
	if (cost >= search->best->cost)
		return;
	memcpy(search->best->text, search->text, len);
	search->best->len = len;
	search->best->cost = cost;
	search->best->changed = true;
}

/* Does it stand at `at`, and may it be read otherwise there? An I is an l only beside small letters; what less resembles each
 * other needs a longer word for a witness. */
static bool is_seen(const struct search *search, size_t at, const struct confusion *confusion)
{
	const char *seen = search->seen + at;
	size_t len = strlen(confusion->seen), rest = search->raw.len - at;
	if (len > rest || memcmp(seen, confusion->seen, len) != 0)
		return false;
	if (len == 1 && *seen == 'I' && (rest > 1 ? ascii_upper(seen[1]) : at == 0 || ascii_upper(seen[-1])))
		return false;
	if (confusion->cost < COST_UNLIKE)
		return search->raw.len > 1 || strlen(confusion->meant) == 1;
	if (search->raw.len <= SHORT_MOST && confusion->cost > COST_SHORT)
		return false;
	return search->raw.len > 1 && !search->name && (!(search->how & MEND_JOINED) || search->raw.len >= JOINED_LONG) &&
	       (search->raw.len > 2 || !ascii_upper(search->seen[0]));
}

static void find_options(struct search *search)
{
	for (size_t at = 0; at < search->raw.len; at++) {
		search->option_count[at] = 0;
		for (size_t i = 0; i < sizeof confusions / sizeof *confusions && search->option_count[at] < OPTIONS_MOST; i++)
			if (confusions[i].seen[0] == search->seen[at] && is_seen(search, at, &confusions[i]))
				search->options[at][search->option_count[at]++] = (uint8_t)i;
	}
}

static void try_readings(struct search *search, size_t at, size_t len, int cost, unsigned changes)
{
	if (search->nodes++ > NODES_MOST || cost + COST_KNOWN >= search->best->cost || len >= MEND_WORD_MOST)
		return;
	if (search->digits == 0 && changes == search->changes) { /* the rest is as it stands */
		memcpy(search->text + len, search->raw.ptr + at, search->raw.len - at);
		len += search->raw.len - at;
		at = search->raw.len;
	}
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
	for (size_t i = 0; i < search->option_count[at]; i++) {
		const struct confusion *confusion = &confusions[search->options[at][i]];
		bool doubtful = ascii_digit(c) && confusion->cost >= COST_DOUBTFUL;
		if ((!ascii_digit(c) && changes == search->changes) || (doubtful && search->letters < 3))
			continue;
		size_t seen = strlen(confusion->seen), meant = strlen(confusion->meant);
		for (size_t j = 0; j < meant; j++)
			search->text[len + j] = (char)(confusion->meant[j] | 0x20);
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
	char last = raw.ptr[raw.len - 1];
	bool small = ascii_lower(last) && last != 'l'; /* "IVIr" */
	bool caps = upper * 2 > letters && !small && (upper > 1 || (upper == letters && best->len == 2 && upper != raw.len));
	for (size_t i = 0; i < best->len; i++) {
		bool same = best->len == raw.len && (raw.ptr[i] | 0x20) == best->text[i];
		if (same && i)
			best->text[i] = raw.ptr[i];
		else if (ascii_lower(best->text[i]) && (caps || (i == 0 && capital)))
			best->text[i] = (char)(best->text[i] - 0x20);
	}
}

/* Words that the document spells as this one but for what scanners confuse most; then any other. */
static void search_word(struct search *search)
{
	const struct spelling *spelling = search->capital ? mend_spelling(search->mender, search->raw) : NULL;
	if (spelling) {
		memcpy(search->text, search->mender->spelling_text.ptr + spelling->text, spelling->len);
		if (spelling->len != search->raw.len || memcmp(search->text, search->raw.ptr, search->raw.len) != 0)
			offer(search, spelling->len, 10);
	}
	unsigned most = search->how & MEND_JOINED ? 1 : CHANGES_MOST;
	find_options(search);
	for (search->changes = 1; search->changes <= most; search->changes++) {
		search->nodes = 0;
		try_readings(search, 0, 0, 0, 0);
	}
}

/* "DO8": the number is a letter of a label. Not "V1", which is one itself. */
static bool is_label(const struct mender *mender, struct str raw)
{
	char lower[MEND_WORD_MOST];
	bool changed = false;
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];
		lower[i] = c == '8' ? 'b' : c == '5' ? 's' : c == '0' ? 'o' : (char)(c | 0x20);
		changed = changed || (ascii_digit(c) && lower[i] != c);
	}
	return changed && lexicon_get(mender->lexicon, lexicon_find(mender->lexicon, (struct str){lower, raw.len}))->classes != 0;
}

/* "V1", "VIC3", "JOHN4": capitals with a number; not "A1" before a hyphen. */
static bool is_numbered(const struct mender *mender, struct str raw, unsigned how)
{
	size_t letters = 0;
	while (letters < raw.len && ascii_upper(raw.ptr[letters]))
		letters++;
	size_t digits = letters;
	bool unlike = false; /* a digit that no letter looks like */
	for (; digits < raw.len && ascii_digit(raw.ptr[digits]); digits++)
		unlike = unlike || memchr("234679", raw.ptr[digits], 6);
	if (letters == 0 || digits == letters || digits < raw.len || (how & MEND_HYPHEN))
		return false;
	return (unlike || raw.len <= CODE_MOST) && !is_label(mender, raw);
}

void mend_word(const struct mender *mender, struct str raw, unsigned how, struct reading *best)
{
	char lower[MEND_WORD_MOST];
	size_t letters = 0, digits = 0, upper = 0, high = 0;
	*best = (struct reading){.len = raw.len, .cost = COST_CODE};
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];
		lower[i] = ascii_upper(c) ? (char)(c | 0x20) : c;
		letters += ascii_letter(c);
		digits += ascii_digit(c);
		upper += ascii_upper(c);
		high += ascii_digit(c) && c > '1';
	}
	memcpy(best->text, raw.ptr, raw.len);
	if (str_equal(raw, STR("IVI"))) { /* no number, but the letter that stands for male */
		*best = (struct reading){.text = "M", .len = 1, .cost = COST_CODE, .changed = true};
		return;
	}
	if (letters == 0 && digits <= 1)
		best->cost = COST_NUMBER;
	struct search search = {.mender = mender, .raw = {lower, raw.len}, .seen = raw.ptr, .best = best};
	bool small = upper == 0 && ascii_letter(raw.ptr[0]) && raw.len <= 4; /* "a11", "t00" */
	bool numbered = is_numbered(mender, raw, how);
	if (numbered)
		best->cost = COST_UNKNOWN;
	if (letters == 0 || numbered || digits > (small ? 2 * letters : letters))
		return; /* a number or a code */
	search.letters = letters;
	search.digits = digits;
	search.capital = upper || ascii_digit(raw.ptr[0]) || (raw.ptr[0] == 'l' && letters < 6);
	search.how = upper == 1 ? how : how & ~(unsigned)MEND_INSIDE;
	search.code = high && upper == letters && raw.len <= CODE_MOST;
	best->cost = digits ? COST_UNKNOWN + COST_LETTER * (int)raw.len : cost_of(&search, search.raw);
	if (digits == 0 && best->cost <= (raw.len == 2 ? COST_SURE_SHORT : COST_SURE))
		return;
	const struct entry *entry = lexicon_get(mender->lexicon, lexicon_find(mender->lexicon, search.raw));
	search.name = search.how & MEND_INSIDE && greater(entry->given, entry->surname) >= NAME_SURE;
	search_word(&search);
	if (!best->changed && digits && !search.code && letters >= 2 && letters >= 2 * digits && !ascii_digit(raw.ptr[raw.len - 1]))
		read_unknown(&search, upper * 2 > letters ? upper : 0);
	if (best->changed)
		write_case(&search, raw, upper, letters);
}

/* A word of no list, in small letters or in capitals, that one letter read otherwise makes a common word: "fhe", "soid", "MOTHFR". */
bool mend_sign(const struct mender *mender, struct str raw)
{
	char lower[MEND_WORD_MOST];
	struct reading best = {.cost = COST_SIGN};
	if (raw.len < SIGN_SHORTEST || raw.len > MEND_WORD_MOST)
		return false;
	for (size_t i = 0; i < raw.len; i++) {
		if (!ascii_letter(raw.ptr[i]))
			return false;
		lower[i] = (char)(raw.ptr[i] | 0x20);
	}
	struct search search = {.mender = mender, .raw = {lower, raw.len}, .seen = raw.ptr, .letters = raw.len, .changes = 1, .best = &best};
	find_options(&search);
	try_readings(&search, 0, 0, 0, 0);
	return best.changed;
}
