/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people/tagger.h"

#include <stdio.h>

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

/* One look at one word: features are summed up, and told when somebody listens. */
struct look {
	struct people *people;
	size_t at;
	int32_t sum;
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
	if (people->weights)
		look->sum += weights_of(people->weights, kind.hash, a.hash, b.hash);
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
		people->tell(people->tell_context, word->from, word->to, is_taken(word), buf_str(&text));
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
	if (folded.len >= 3) {
		SEE(look, "end", seen((struct str){folded.ptr + folded.len - 3, 3}), nothing);
		SEE(look, "en", seen((struct str){folded.ptr + folded.len - 2, 2}), level);
	}
	if (word->entry->common >= 5)
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
	static const char *const kinds[] = {"-3", "-2", "-1", NULL, "+1", "+2", "+3"};
	const struct people *people = look->people;
	struct seen near[2 * NEAR + 1];
	char other[6];
	for (int i = -NEAR; i <= NEAR; i++) {
		near[i + NEAR] = neighbour(people, beside(look, i));
		if (i)
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

/* Words that are nobody's name in the lists and ordinary words are left out: they are many. */
static bool is_candidate(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->short_form && word->folded.len >= 2 &&
	       word->folded.len <= TEXT_MAX && (word->entry->given || word->entry->surname || word->entry->common == 0);
}

static struct look look_at(struct people *people, size_t at)
{
	struct look look = {.people = people, .at = at};
	char text[6];
	struct seen level = levels(people, at, text), shape = form(people, at);
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
