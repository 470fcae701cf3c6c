/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people/tagger.h"

#include <stdio.h>

#include "base/mem.h"
#include "detect/weights.h"
#include "people/internal.h"

enum { NEAR = 3, TEXT_MAX = 64, SHAPE_MAX = 10 };

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

/* Words that are nobody's name in the lists and ordinary words are left out: they are many. */
static bool is_candidate(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->short_form && word->folded.len >= 2 &&
	       word->folded.len <= TEXT_MAX && (word->entry->given || word->entry->surname || word->entry->common == 0);
}

/* One look at one word: features are summed up, and told when somebody listens. */
struct look {
	struct people *people;
	size_t at;
	int32_t sums[WEIGHT_COUNT];
};

/* A value that features are made of. */
struct seen {
	struct str text;
	uint64_t hash;
};

static struct seen seen(struct str text)
{
	return (struct seen){text, str_hash(text)};
}

static const struct seen nothing = {{NULL, 0}, 0};

static void see(struct look *look, struct seen kind, struct seen a, struct seen b)
{
	struct people *people = look->people;
	if (people->weights) {
		const int32_t *weights = weights_of(people->weights, kind.hash, a.hash, b.hash);
		for (size_t i = 0; i < WEIGHT_COUNT; i++)
			look->sums[i] += weights[i];
	}
	if (people->tell) {
		struct buf text = {0};
		buf_add(&text, kind.text);
		buf_add_byte(&text, '=');
		buf_add(&text, a.text);
		if (b.text.len) {
			buf_add_byte(&text, ' ');
			buf_add(&text, b.text);
		}
		const struct word *word = &people->words[look->at];
		const char *taken = word->mention != NOBODY ? "name" : word->blocked ? what_name(word->blocked) : "-";
		struct tagger_look told = {word->from, word->to, is_candidate(people, look->at), taken};
		people->tell(people->tell_context, &told, buf_str(&text));
		buf_free(&text);
	}
}

#define SEE(look, kind, a, b) see(look, seen(STR(kind)), a, b)
#define WORD(text) seen(STR(text))

/* The form of a word: capitals, one letter alone. */
static struct seen form(const struct people *people, size_t at)
{
	static const char *const forms[] = {"none", "lower", "Title", "UPPER", "miXed"};
	if (at >= people->word_count)
		return WORD("<>");
	const struct word *word = &people->words[at];
	return word->kind != TOKEN_WORD ? WORD("-") : word->folded.len == 1 ? WORD("X") : seen(str_of(forms[word->letters]));
}

/* What a neighbour is: the word itself when it is a common one or a cue, else its form; signs and line ends as they are. */
static struct seen neighbour(const struct people *people, size_t at)
{
	static const char *const kinds[] = {[TOKEN_LINE] = "<line>", [TOKEN_NUMBER] = "<number>", [TOKEN_MIXED] = "<mixed>", [TOKEN_TAIL] = "<'s>"};
	if (at >= people->word_count)
		return WORD("<>");
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_SIGN)
		return seen(str_part(buf_str(&people->view->text), (struct span){word->from, word->to}));
	if (word->kind != TOKEN_WORD)
		return seen(str_of(kinds[word->kind]));
	if ((word->entry->common >= 5 || word->has) && word->folded.len <= TEXT_MAX)
		return seen(word->folded);
	return form(people, at);
}

/* How common as a given name, surname and ordinary word, in few steps: "g2s0c1". */
static struct seen levels(const struct people *people, size_t at, char text[6])
{
	if (at >= people->word_count)
		return WORD("<>");
	const struct entry *entry = people->words[at].entry;
	if (people->words[at].kind != TOKEN_WORD)
		return WORD("-");
	memcpy(text, (char[]){'g', (char)('0' + (entry->given + 3) / 4), 's', (char)('0' + (entry->surname + 3) / 4), 'c',
			      (char)('0' + (entry->common + 2) / 3)}, 6);
	return seen((struct str){text, 6});
}

/* "99-999", "a999": how a number is written. */
static struct seen shape_of(const struct people *people, size_t at, char text[SHAPE_MAX])
{
	const struct word *word = &people->words[at];
	struct str raw = str_part(buf_str(&people->view->text), (struct span){word->from, word->to});
	size_t len = raw.len < SHAPE_MAX ? raw.len : SHAPE_MAX;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		text[i] = c >= '0' && c <= '9' ? '9' : c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 'a' : c <= ' ' ? '_' : (char)c;
	}
	return seen((struct str){text, len});
}

static void see_word(struct look *look, struct seen level, struct seen shape)
{
	const struct word *word = &look->people->words[look->at];
	struct str folded = word->folded;
	char digits[4];
	SEE(look, "b", shape, nothing);
	SEE(look, "n", level, nothing);
	SEE(look, "nf", level, shape);
	SEE(look, "nc", level, word->caps ? WORD("caps") : word->sentence_start ? WORD("start") : WORD("in"));
	int len = snprintf(digits, sizeof digits, "%d", folded.len < 10 ? (int)folded.len : 10);
	SEE(look, "len", seen((struct str){digits, (size_t)len}), shape);
	if (word->kind == TOKEN_WORD && folded.len >= 3) {
		SEE(look, "end", seen((struct str){folded.ptr + folded.len - 3, 3}), nothing);
		SEE(look, "en", seen((struct str){folded.ptr + folded.len - 2, 2}), level);
	}
	if (word->kind == TOKEN_WORD && word->entry->common >= 5)
		SEE(look, "w", seen(folded), nothing);
	SEE(look, "place", word->place ? WORD("y") : WORD("n"), level);
	SEE(look, "line", word->line_start ? WORD("start") : word->wide ? WORD("wide") : WORD("in"), level);
}

/* The index `by` tokens away; word_count when there is none. */
static size_t beside(const struct look *look, int by)
{
	return by < 0 && look->at < (size_t)-by ? look->people->word_count : look->at + (size_t)(ptrdiff_t)by;
}

static void see_neighbours(struct look *look, struct seen level, struct seen shape)
{
	static const char *const kinds[] = {"-3", "-2", "-1", "0", "+1", "+2", "+3"};
	const struct people *people = look->people;
	struct seen near[2 * NEAR + 1];
	char other[6];
	for (int i = -NEAR; i <= NEAR; i++) {
		near[i + NEAR] = neighbour(people, beside(look, i));
		see(look, seen(str_of(kinds[i + NEAR])), near[i + NEAR], nothing);
	}
	SEE(look, "-2-1", near[1], near[2]);
	SEE(look, "+1+2", near[4], near[5]);
	SEE(look, "-1+1", near[2], near[4]);
	SEE(look, "-1n", near[2], level);
	SEE(look, "+1n", near[4], level);
	SEE(look, "n-1", levels(people, beside(look, -1), other), level);
	SEE(look, "n+1", levels(people, beside(look, 1), other), level);
	SEE(look, "f-1", form(people, beside(look, -1)), shape);
	SEE(look, "f+1", form(people, beside(look, 1)), shape);
	bool before = look->at > 0 && people->words[look->at - 1].mention != NOBODY;
	bool after = look->at + 1 < people->word_count && people->words[look->at + 1].mention != NOBODY;
	SEE(look, "beside", before ? WORD("before") : WORD("-"), after ? WORD("after") : WORD("-"));
}

/* The cues that begin within a few words: of which class, and how far. */
static void see_cues(struct look *look)
{
	static const char *const kinds[] = {"cue-3", "cue-2", "cue-1", "cue", "cue+1", "cue+2", "cue+3"};
	for (int i = -NEAR; i <= NEAR; i++) {
		size_t at = beside(look, i);
		cue_set has = at < look->people->word_count ? look->people->words[at].has : 0;
		for (unsigned cue = 0; has; has >>= 1, cue++)
			if (has & 1)
				see(look, seen(str_of(kinds[i + NEAR])), seen(str_of(cue_names[cue])), nothing);
	}
}

static struct look look_at(struct people *people, size_t at)
{
	struct look look = {.people = people, .at = at};
	char text[SHAPE_MAX];
	bool word = people->words[at].kind == TOKEN_WORD;
	struct seen level = word ? levels(people, at, text) : shape_of(people, at, text), shape = form(people, at);
	see_word(&look, level, shape);
	see_neighbours(&look, level, shape);
	see_cues(&look);
	return look;
}

/* ---- names ----------------------------------------------------------------------------------------------------- */

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
	return is_candidate(people, at) && !is_taken(word) && !word->fact && !says_who(people, at) && look_at(people, at).sums[WEIGHT_NAME] > 0;
}

static void tag_names(struct people *people)
{
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

/* ---- homes, schools, dates of birth, telephones, numbers --------------------------------------------------------- */

enum { JOINED_WORDS = 5, JOINED_BYTES = 24, LEARNED_SCORE = 55, PHONE_DIGITS = 7, ID_DIGITS = 4, DATE_DIGITS = 4 };

/* What a word can be part of, but for a name. */
static enum what what_of_weight(enum weight_of weight)
{
	static const uint8_t whats[WEIGHT_COUNT] = {
		[WEIGHT_HOME] = WHAT_ADDRESS, [WEIGHT_SCHOOL] = WHAT_SCHOOL, [WEIGHT_BIRTH] = WHAT_BIRTH_DATE,
		[WEIGHT_CONTACT] = WHAT_PHONE, [WEIGHT_ID] = WHAT_OTHER_ID};
	return (enum what)whats[weight];
}

/* The same the other way; WEIGHT_NAME: of none. */
static enum weight_of weight_of_what(enum what what)
{
	switch (what) {
	case WHAT_ADDRESS:
		return WEIGHT_HOME;
	case WHAT_SCHOOL:
		return WEIGHT_SCHOOL;
	case WHAT_BIRTH_DATE:
		return WEIGHT_BIRTH;
	case WHAT_PHONE:
	case WHAT_EMAIL:
	case WHAT_HANDLE:
	case WHAT_URL:
		return WEIGHT_CONTACT;
	default:
		return what >= WHAT_SSN && what <= WHAT_OTHER_ID ? WEIGHT_ID : WEIGHT_NAME;
	}
}

static bool is_numeric(const struct word *word)
{
	return word->kind == TOKEN_NUMBER || word->kind == TOKEN_MIXED;
}

static bool is_part_candidate(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->folded.len == 0 || word->folded.len > TEXT_MAX)
		return false;
	return is_numeric(word) || (word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->short_form);
}

/* Word after word: what the two candidates before were, and what is being read. WEIGHT_NAME: nothing. */
struct walk {
	struct people *people;
	enum weight_of before, earlier, open;
	size_t from, to;
};

static struct seen part_name(enum weight_of weight)
{
	static const char *const names[WEIGHT_COUNT] = {"-", "home", "school", "birth", "contact", "id"};
	return seen(str_of(names[weight]));
}

static enum weight_of part_at(const struct walk *walk, size_t at)
{
	struct people *people = walk->people;
	const struct word *word = &people->words[at];
	if (is_taken(word))
		return weight_of_what((enum what)word->blocked);
	struct look look = look_at(people, at);
	struct seen before = part_name(walk->before);
	SEE(&look, "p", before, nothing);
	SEE(&look, "pp", before, part_name(walk->earlier));
	SEE(&look, "pw", before, neighbour(people, at));
	enum weight_of best = WEIGHT_NAME;
	for (enum weight_of i = WEIGHT_HOME; i < WEIGHT_COUNT; i++)
		if (look.sums[i] > (best ? look.sums[best] : 0))
			best = i;
	return best;
}

/* The candidate goes on with what is being read: nothing but a few small words stands between. */
static bool is_joined(const struct walk *walk, size_t at)
{
	const struct people *people = walk->people;
	if (at > walk->to + JOINED_WORDS || people->words[at].from - people->words[walk->to - 1].to >= JOINED_BYTES)
		return false;
	for (size_t i = walk->to; i < at; i++)
		if (people->words[i].kind == TOKEN_LINE || people->words[i].bar || people->words[i].wide || sign_is(people, i, '.') ||
		    sign_is(people, i, ';') || sign_is(people, i, '|'))
			return false;
	return !people->words[at].wide;
}

/* "23-01190", "2023 118830": reports are numbered like this, and nothing says that it is anything else. */
static bool is_numbered_by_year(const struct people *people, size_t from, size_t to)
{
	struct str first = people->words[from].folded;
	bool year = people->words[from].kind == TOKEN_NUMBER && to > from + 1 &&
		    ((first.len == 4 && first.ptr[0] == '2' && first.ptr[1] == '0') || (first.len == 2 && (first.ptr[0] == '1' || first.ptr[0] == '2')));
	for (size_t i = from + 1; year && i < to; i++)
		year = people->words[i].kind == TOKEN_NUMBER || sign_is(people, i, '-');
	return year;
}

/* "08 14 [02 DP]", "FT20 [41177]": the rest of a number that is something else. */
static bool is_rest(const struct people *people, size_t from)
{
	return from > 0 && is_numeric(&people->words[from - 1]) && is_numeric(&people->words[from]);
}

/* What is too little to be what the classifier took it for. */
static bool is_enough(const struct walk *walk)
{
	const struct people *people = walk->people;
	size_t words = 0, digits = 0, months = 0;
	for (size_t i = walk->from; i < walk->to; i++) {
		const struct word *word = &people->words[i];
		months += word_has(people, i, CUE_MONTH);
		words += word->kind == TOKEN_WORD && word->folded.len > 1 && !word_has(people, i, CUE_MONTH);
		for (size_t j = 0; is_numeric(word) && j < word->folded.len; j++)
			digits += word->folded.ptr[j] >= '0' && word->folded.ptr[j] <= '9';
	}
	switch (walk->open) {
	case WEIGHT_HOME:
		return words > (digits == 0) && !is_rest(people, walk->from);
	case WEIGHT_SCHOOL:
		return words > 0;
	case WEIGHT_BIRTH:
		return !people->words[walk->from].line_start && (digits >= DATE_DIGITS || (months && digits));
	case WEIGHT_CONTACT:
		return digits >= PHONE_DIGITS;
	default:
		return digits >= ID_DIGITS && !people->words[walk->from].line_start && !is_rest(people, walk->from) &&
		       !is_numbered_by_year(people, walk->from, walk->to);
	}
}

static void finish(struct walk *walk)
{
	const struct people *people = walk->people;
	if (walk->to > walk->from && is_enough(walk)) {
		struct span span = {people->words[walk->from].from, people->words[walk->to - 1].to};
		finding_add(people->findings, span, what_of_weight(walk->open), RULE_LEARNED)->score = LEARNED_SCORE;
	}
	walk->from = walk->to = 0;
}

static void tag_parts(struct people *people)
{
	struct walk walk = {.people = people};
	for (size_t at = 0; at < people->word_count; at++) {
		if (!is_part_candidate(people, at))
			continue;
		enum weight_of part = part_at(&walk, at);
		bool found = part && !is_taken(&people->words[at]);
		if (walk.to > walk.from && !(found && part == walk.open && is_joined(&walk, at)))
			finish(&walk);
		if (found) {
			walk.from = walk.to > walk.from ? walk.from : at;
			walk.to = people->words[at].next;
			walk.open = part;
		}
		walk.earlier = walk.before;
		walk.before = part;
	}
	finish(&walk);
}

static void listen(struct people *people)
{
	for (size_t at = 0; people->tell && at < people->word_count; at++)
		if (is_part_candidate(people, at))
			look_at(people, at);
}

void tagger_read(struct people *people)
{
	listen(people);
	if (!people->weights)
		return;
	tag_names(people);
	tag_parts(people);
}
