/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people/tagger.h"

#include <stdlib.h>

#include "base/mem.h"
#include "detect/weights.h"
#include "people/internal.h"

enum { NEAR = 3, TEXT_MAX = 64 };

void tagger_listen(struct people *people, tagger_tell tell, void *context)
{
	people->tell = tell;
	people->tell_context = context;
}

/* A rule has said what the word is. */
static bool is_taken(const struct word *word)
{
	return word->mention != NOBODY || word->blocked;
}

/* ---- what features are made of --------------------------------------------------------------------------------------- */

/* A value that features are made of. */
struct seen {
	struct str text;
	uint64_t hash;
};

/* What a feature is about: the text before its "=". */
enum kind {
	KIND_FORM, KIND_LEVEL, KIND_LEVEL_FORM, KIND_LEVEL_PLACE, KIND_LENGTH, KIND_END3, KIND_END2, KIND_WORD, KIND_TOWN, KIND_LINE,
	KIND_NEAR, /* seven, one for each distance; the middle one is not used */
	KIND_BEFORE2 = KIND_NEAR + 2 * NEAR + 1, KIND_AFTER2, KIND_AROUND, KIND_BEFORE_LEVEL, KIND_AFTER_LEVEL, KIND_LEVEL_BEFORE,
	KIND_LEVEL_AFTER, KIND_FORM_BEFORE, KIND_FORM_AFTER, KIND_BESIDE,
	KIND_CUE, /* seven */
	KIND_COUNT = KIND_CUE + 2 * NEAR + 1
};

static const char *const kind_names[KIND_COUNT] = {
	"b", "n", "nf", "nc", "len", "end", "en", "w", "place", "line",
	"-3", "-2", "-1", "", "+1", "+2", "+3",
	"-2-1", "+1+2", "-1+1", "-1n", "+1n", "n-1", "n+1", "f-1", "f+1", "beside",
	"cue-3", "cue-2", "cue-1", "cue", "cue+1", "cue+2", "cue+3",
};

/* Values that are not taken from the text. */
enum value {
	VALUE_FORM, /* by enum token_case */
	VALUE_LETTER = VALUE_FORM + CASE_MIXED + 1, VALUE_OUTSIDE, VALUE_DASH, VALUE_LINE, VALUE_NUMBER, VALUE_MIXED, VALUE_TAIL, VALUE_CAPS,
	VALUE_START, VALUE_IN, VALUE_WIDE, VALUE_YES, VALUE_NO, VALUE_BEFORE, VALUE_AFTER,
	VALUE_LENGTH, /* 0 to 10 */
	VALUE_COUNT = VALUE_LENGTH + 11
};

static const char *const value_names[VALUE_COUNT] = {
	"none", "lower", "Title", "UPPER", "miXed",
	"X", "<>", "-", "<line>", "<number>", "<mixed>", "<'s>", "caps",
	"start", "in", "wide", "y", "n", "before", "after",
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
};

/* How common as a given name, a surname and an ordinary word, in few steps: "g2s0c1". */
enum { NAME_STEPS = 5, COMMON_STEPS = 6, LEVELS = NAME_STEPS * NAME_STEPS * COMMON_STEPS, LEVEL_LEN = 6 };

/* All of these with their hashes, made once. */
struct tagger {
	uint64_t kinds[KIND_COUNT];
	struct seen values[VALUE_COUNT], cues[CUE_COUNT], levels[LEVELS];
	char level_texts[LEVELS][LEVEL_LEN];
};

static struct seen seen(struct str text)
{
	return (struct seen){text, str_hash(text)};
}

struct tagger *tagger_new(void)
{
	struct tagger *tagger = mem_alloc(1, sizeof *tagger);
	for (size_t i = 0; i < KIND_COUNT; i++)
		tagger->kinds[i] = str_hash(str_of(kind_names[i]));
	for (size_t i = 0; i < VALUE_COUNT; i++)
		tagger->values[i] = seen(str_of(value_names[i]));
	for (size_t i = 0; i < CUE_COUNT; i++)
		tagger->cues[i] = seen(str_of(cue_names[i]));
	for (size_t i = 0; i < LEVELS; i++) {
		char *text = tagger->level_texts[i];
		memcpy(text, (char[]){'g', (char)('0' + i / (NAME_STEPS * COMMON_STEPS)), 's', (char)('0' + i / COMMON_STEPS % NAME_STEPS), 'c',
				      (char)('0' + i % COMMON_STEPS)}, LEVEL_LEN);
		tagger->levels[i] = seen((struct str){text, LEVEL_LEN});
	}
	return tagger;
}

void tagger_free(struct tagger *tagger)
{
	free(tagger);
}

/* ---- one look at one word ------------------------------------------------------------------------------------------------ */

/* Features are summed up, and told when somebody listens. */
struct look {
	struct people *people;
	const struct tagger *tagger;
	size_t at;
	int32_t sum;
};

static const struct seen nothing = {{NULL, 0}, 0};

static void tell(const struct look *look, enum kind kind, struct str a, struct str b)
{
	struct people *people = look->people;
	const struct word *word = &people->words[look->at];
	struct buf text = {0};
	buf_add_text(&text, kind_names[kind]);
	buf_add_byte(&text, '=');
	buf_add(&text, a);
	if (b.len) {
		buf_add_byte(&text, ' ');
		buf_add(&text, b);
	}
	people->tell(people->tell_context, word->from, word->to, is_taken(word), buf_str(&text));
	buf_free(&text);
}

static inline void see(struct look *look, enum kind kind, const struct seen *a, const struct seen *b)
{
	const struct people *people = look->people;
	if (people->weights)
		look->sum += weights_of(people->weights, look->tagger->kinds[kind], a->hash, b->hash);
	if (people->tell)
		tell(look, kind, a->text, b->text);
}

/* One of seven kinds, by the distance. */
static enum kind by_distance(enum kind first, int by)
{
	return (enum kind)((int)first + NEAR + by);
}

/* The form of a word: capitals, one letter alone. */
static const struct seen *form(const struct look *look, size_t at)
{
	const struct people *people = look->people;
	const struct seen *values = look->tagger->values;
	if (at >= people->word_count)
		return &values[VALUE_OUTSIDE];
	const struct word *word = &people->words[at];
	return &values[word->kind != TOKEN_WORD ? VALUE_DASH : word->folded.len == 1 ? VALUE_LETTER : VALUE_FORM + word->letters];
}

/* What a neighbour is: the word itself when it is a common one or a cue, else its form; signs and line ends as they are. */
static struct seen neighbour(const struct look *look, size_t at)
{
	static const enum value kinds[] = {
		[TOKEN_LINE] = VALUE_LINE, [TOKEN_NUMBER] = VALUE_NUMBER, [TOKEN_MIXED] = VALUE_MIXED, [TOKEN_TAIL] = VALUE_TAIL};
	const struct people *people = look->people;
	if (at >= people->word_count)
		return look->tagger->values[VALUE_OUTSIDE];
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_SIGN)
		return seen(str_part(buf_str(&people->view->text), (struct span){word->from, word->to}));
	if (word->kind != TOKEN_WORD)
		return look->tagger->values[kinds[word->kind]];
	if ((word->entry->common >= 5 || word->has) && word->folded.len <= TEXT_MAX)
		return seen(word->folded);
	return *form(look, at);
}

static const struct seen *levels(const struct look *look, size_t at)
{
	const struct people *people = look->people;
	if (at >= people->word_count)
		return &look->tagger->values[VALUE_OUTSIDE];
	if (people->words[at].kind != TOKEN_WORD)
		return &look->tagger->values[VALUE_DASH];
	const struct entry *entry = people->words[at].entry;
	unsigned given = (entry->given + 3u) / 4, surname = (entry->surname + 3u) / 4, common = (entry->common + 2u) / 3;
	return &look->tagger->levels[(given * NAME_STEPS + surname) * COMMON_STEPS + common];
}

static void see_word(struct look *look, const struct seen *level, const struct seen *shape)
{
	const struct word *word = &look->people->words[look->at];
	const struct seen *values = look->tagger->values;
	struct str folded = word->folded;
	see(look, KIND_FORM, shape, &nothing);
	see(look, KIND_LEVEL, level, &nothing);
	see(look, KIND_LEVEL_FORM, level, shape);
	see(look, KIND_LEVEL_PLACE, level, &values[word->caps ? VALUE_CAPS : word->sentence_start ? VALUE_START : VALUE_IN]);
	see(look, KIND_LENGTH, &values[VALUE_LENGTH + (folded.len < 10 ? folded.len : 10)], shape);
	if (folded.len >= 3) {
		struct seen end3 = seen((struct str){folded.ptr + folded.len - 3, 3}), end2 = seen((struct str){folded.ptr + folded.len - 2, 2});
		see(look, KIND_END3, &end3, &nothing);
		see(look, KIND_END2, &end2, level);
	}
	if (word->entry->common >= 5) {
		struct seen whole = seen(folded);
		see(look, KIND_WORD, &whole, &nothing);
	}
	see(look, KIND_TOWN, &values[word->place ? VALUE_YES : VALUE_NO], level);
	see(look, KIND_LINE, &values[word->line_start ? VALUE_START : word->wide ? VALUE_WIDE : VALUE_IN], level);
}

/* The index `by` tokens away; word_count when there is none. */
static size_t beside(const struct look *look, int by)
{
	return by < 0 && look->at < (size_t)-by ? look->people->word_count : look->at + (size_t)(ptrdiff_t)by;
}

static void see_neighbours(struct look *look, const struct seen *level, const struct seen *shape)
{
	const struct people *people = look->people;
	const struct seen *values = look->tagger->values;
	struct seen near[2 * NEAR + 1];
	for (int i = -NEAR; i <= NEAR; i++) {
		if (i == 0)
			continue;
		near[i + NEAR] = neighbour(look, beside(look, i));
		see(look, by_distance(KIND_NEAR, i), &near[i + NEAR], &nothing);
	}
	see(look, KIND_BEFORE2, &near[1], &near[2]);
	see(look, KIND_AFTER2, &near[4], &near[5]);
	see(look, KIND_AROUND, &near[2], &near[4]);
	see(look, KIND_BEFORE_LEVEL, &near[2], level);
	see(look, KIND_AFTER_LEVEL, &near[4], level);
	see(look, KIND_LEVEL_BEFORE, levels(look, beside(look, -1)), level);
	see(look, KIND_LEVEL_AFTER, levels(look, beside(look, 1)), level);
	see(look, KIND_FORM_BEFORE, form(look, beside(look, -1)), shape);
	see(look, KIND_FORM_AFTER, form(look, beside(look, 1)), shape);
	bool before = look->at > 0 && people->words[look->at - 1].mention != NOBODY;
	bool after = look->at + 1 < people->word_count && people->words[look->at + 1].mention != NOBODY;
	see(look, KIND_BESIDE, &values[before ? VALUE_BEFORE : VALUE_DASH], &values[after ? VALUE_AFTER : VALUE_DASH]);
}

/* The cues that begin within a few words: of which class, and how far. */
static void see_cues(struct look *look)
{
	for (int i = -NEAR; i <= NEAR; i++) {
		size_t at = beside(look, i);
		cue_set has = at < look->people->word_count ? look->people->words[at].has : 0;
		for (unsigned half = 0; half < 2; half++)
			for (uint64_t bits = (uint64_t)(has >> 64 * half); bits; bits &= bits - 1)
				see(look, by_distance(KIND_CUE, i), &look->tagger->cues[64 * half + (unsigned)__builtin_ctzll(bits)], &nothing);
	}
}

/* Words that are nobody's name in the lists and ordinary words are left out: they are many. */
static bool is_candidate(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->short_form && word->folded.len >= 2 &&
	       word->folded.len <= TEXT_MAX && (word->entry->given || word->entry->surname || word->entry->common == 0);
}

static struct look look_at(struct people *people, size_t at)
{
	struct look look = {.people = people, .tagger = people->tagger, .at = at};
	const struct seen *level = levels(&look, at), *shape = form(&look, at);
	see_word(&look, level, shape);
	see_neighbours(&look, level, shape);
	see_cues(&look);
	return look;
}

/* A rank, office, title or what an agency is called says who somebody is; it is no name unless the report shows it to be one. */
static bool says_who(const struct people *people, size_t at)
{
	cue_set cues = cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) |
		       cue_bit(CUE_OCCUPATION) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_WEEKDAY);
	return !people->words[at].proper && word_has_any(people, at, cues);
}

static bool is_name(struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return is_candidate(people, at) && !is_taken(word) && !word->fact && !says_who(people, at) && look_at(people, at).sum > 0;
}

static void listen(struct people *people)
{
	for (size_t at = 0; people->tell && at < people->word_count; at++)
		if (is_candidate(people, at))
			look_at(people, at);
}

void tagger_read(struct people *people)
{
	listen(people);
	if (!people->weights)
		return;
	for (size_t at = 0, end; at < people->word_count; at = end) {
		size_t from = at;
		end = at + 1;
		if (!is_name(people, at))
			continue;
		while (end < people->word_count && people->words[end].line == people->words[from].line && !people->words[end].wide &&
		       is_name(people, end))
			end++;
		if (!is_agency(people, from) && !is_agency(people, end) && !people->words[from].town)
			mention_add(people, from, end, SOURCE_RUN)->is.evidence |= BECAUSE_LEARNED;
	}
}
