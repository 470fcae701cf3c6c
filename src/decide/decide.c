/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/decide.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decide/kept.h"
#include "decide/token.h"

enum { GAP_LIMIT = 3 };

void cuts_free(struct cuts *cuts)
{
	free(cuts->list);
	buf_free(&cuts->tokens);
	*cuts = (struct cuts){0};
}

static enum who side_of(const struct decide_input *input, const struct finding *finding)
{
	bool known = finding->person >= 0 && (size_t)finding->person < input->subject_count;
	if ((finding->who == WHO_NONE || finding->who == WHO_UNKNOWN) && known)
		return input->subjects[finding->person].who;
	return finding->who;
}

/* The line of the policy that cuts the finding; NULL: it stays. */
static const struct policy_line *line_of(const struct decide_input *input, size_t index)
{
	const struct finding *finding = &input->findings[index];
	const struct policy_line *line = policy_line(input->policy, finding->what, side_of(input, finding));
	enum ruling ruling = input->rulings ? (enum ruling)input->rulings[index] : RULED_NOT;
	if (ruling == RULED_KEEP)
		return NULL;
	if (line && line->cut)
		return line;
	if (ruling == RULED_NOT)
		return NULL;
	/* cut against the policy: as if nothing were known of whose it is */
	line = policy_line(input->policy, finding->what, WHO_UNKNOWN);
	if (line == NULL || !line->cut)
		line = policy_line(input->policy, WHAT_NAME, WHO_UNPLACED);
	return line && line->cut ? line : NULL;
}

/* Kinds that a rule finds in order that they stay, or that a policy can keep by name. Ages, dates and words of kinship
 * merely stay: a birth date inside a date is cut. */
static bool protects(enum what what)
{
	switch (what) {
	case WHAT_AGE:
	case WHAT_BIRTH_DATE:
	case WHAT_ROLE:
	case WHAT_RELATION:
	case WHAT_SEX:
	case WHAT_GRADE:
	case WHAT_DATE:
	case WHAT_CODE:
	case WHAT_NONE:
		return false;
	default:
		return true;
	}
}

/* Findings that stay and cover the place where the sweep is. */
struct keeps {
	const struct finding **list;
	size_t count, cap, next;
};

static bool is_kept(struct keeps *keeps, const struct decide_input *input, const uint8_t *stays,
		    const struct finding *cut)
{
	size_t left = 0;
	for (; keeps->next < input->count && input->findings[keeps->next].span.from <= cut->span.from; keeps->next++) {
		if (!stays[keeps->next] || !protects(input->findings[keeps->next].what))
			continue;
		keeps->list = mem_room(keeps->list, keeps->count, &keeps->cap, sizeof *keeps->list);
		keeps->list[keeps->count++] = &input->findings[keeps->next];
	}
	bool kept = false;
	for (size_t i = 0; i < keeps->count; i++) {
		const struct finding *keep = keeps->list[i];
		if (keep->span.to <= cut->span.from)
			continue;
		keeps->list[left++] = keep;
		kept |= keep->span.to >= cut->span.to && keep->score > cut->score;
	}
	keeps->count = left;
	return kept;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

static bool has_word(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_word(text.ptr[i]))
			return true;
	return false;
}

/* Whether what stands between two names of one person belongs to the name. A period only after an initial: else a
 * sentence ends there. */
static bool gap_joins(struct str text, size_t from, size_t to)
{
	if (to - from > GAP_LIMIT)
		return false;
	for (size_t i = from; i < to; i++) {
		bool initial = i == from && from > 0 && is_word(text.ptr[from - 1]) &&
			       (from < 2 || !is_word(text.ptr[from - 2]));
		if (strchr(" \t,-_\"(", text.ptr[i]) == NULL && !(text.ptr[i] == '.' && initial))
			return false;
	}
	return true;
}

/* A quote or bracket that opens inside the cut closes inside it. */
static void close_pairs(struct str text, struct span *span)
{
	struct str inside = str_part(text, *span);
	size_t quotes = 0, open = 0, closed = 0;
	for (size_t i = 0; i < inside.len; i++) {
		quotes += inside.ptr[i] == '"';
		open += inside.ptr[i] == '(';
		closed += inside.ptr[i] == ')';
	}
	if (span->to < text.len &&
	    ((text.ptr[span->to] == '"' && quotes % 2) || (text.ptr[span->to] == ')' && open > closed)))
		span->to++;
}

static bool is_same(const struct cut *a, const struct cut *b)
{
	return a->line == b->line && a->person == b->person && (a->person != NOBODY || a->what != WHAT_NAME);
}

static int who_rank(enum who who)
{
	return who == WHO_NONE ? WHO_COUNT : (int)who;
}

/* Whether `b` tells better than `a` what stands in the same place. */
static bool is_stronger(const struct decide_input *input, const struct cut *a, const struct cut *b)
{
	int score_a = input->findings[a->finding].score, score_b = input->findings[b->finding].score;
	bool names = a->what == WHAT_NAME && b->what == WHAT_NAME;
	if (names && (a->person == NOBODY) != (b->person == NOBODY))
		return a->person == NOBODY;
	if (score_a != score_b)
		return score_b > score_a;
	return who_rank(b->who) < who_rank(a->who);
}

/* Takes `b`, which begins in or after `a` and ends inside it. */
static void absorb(const struct decide_input *input, struct cut *a, const struct cut *b)
{
	bool equal = a->span.from == b->span.from && a->span.to == b->span.to;
	bool named = a->what == WHAT_NAME && b->what == WHAT_NAME && a->person == NOBODY && b->person != NOBODY;
	bool secret = a->absorbed || b->what != a->what;
	bool review = a->review && b->review;
	if ((equal && is_stronger(input, a, b)) || named) {
		struct span span = a->span;
		*a = *b;
		a->span = span;
	}
	a->absorbed = secret;
	a->review = review;
}

/* Adds `next`, which begins at or after the beginning of the last one. */
static void add_cut(const struct decide_input *input, struct cuts *cuts, struct cut next)
{
	struct cut *last = cuts->count ? &cuts->list[cuts->count - 1] : NULL;
	if (last && next.span.from < last->span.from)
		next.span.from = last->span.from;
	if (last && next.span.to <= last->span.to) {
		absorb(input, last, &next);
		return;
	}
	bool touches = last && next.span.from < last->span.to;
	bool joins =
		last && !touches && last->what == WHAT_NAME && last->person != NOBODY && is_same(last, &next) &&
		gap_joins(input->text, last->span.to, next.span.from) &&
		!str_ends_nocase(str_part(input->text, last->span), str_part(input->text, next.span)); /* said twice */
	if (joins || (touches && is_same(last, &next))) {
		last->span.to = next.span.to;
		last->absorbed |= next.absorbed;
		if (joins)
			close_pairs(input->text, &last->span);
		return;
	}
	if (touches) {
		next.span.from = last->span.to;
		while (next.span.from < next.span.to && input->text.ptr[next.span.from] == ' ')
			next.span.from++;
		if (!has_word(str_part(input->text, next.span))) {
			last->span.to = next.span.to;
			return;
		}
		/* each shows a part of the other's value, so neither keeps any */
		last->absorbed = next.absorbed = true;
	}
	cuts->list = mem_room(cuts->list, cuts->count, &cuts->cap, sizeof *cuts->list);
	cuts->list[cuts->count++] = next;
}

static struct cut cut_of(const struct decide_input *input, size_t index, const struct policy_line *line)
{
	const struct finding *finding = &input->findings[index];
	enum who who = side_of(input, finding);
	bool ruled = input->rulings && input->rulings[index] != RULED_NOT;
	bool known = finding->person >= 0 && (size_t)finding->person < input->subject_count;
	return (struct cut){.span = finding->span,
			    .what = policy_kind(finding->what),
			    .who = who,
			    .person = known ? finding->person : NOBODY,
			    .line = (uint32_t)(line - input->policy->lines),
			    .finding = index,
			    .review = who == WHO_UNPLACED && !ruled};
}

/* Sets the verdicts; `stays[i]` is whether nothing cuts finding i. */
static void judge(const struct decide_input *input, uint8_t *stays)
{
	for (size_t i = 0; i < input->count; i++) {
		struct finding *finding = &input->findings[i];
		bool ruled = input->rulings && input->rulings[i] != RULED_NOT;
		stays[i] = line_of(input, i) == NULL || !has_word(str_part(input->text, finding->span));
		finding->verdict = stays[i] ? VERDICT_KEEP : VERDICT_CUT;
		if (!stays[i] && !ruled && input->policy->ask_unplaced && policy_kind(finding->what) == WHAT_NAME &&
		    side_of(input, finding) == WHO_UNPLACED)
			finding->verdict = VERDICT_ASK;
	}
}

/* For each subject the finding that is its fullest name, the first of several. */
static int64_t *fullest_names(const struct decide_input *input)
{
	int64_t *best = mem_alloc(input->subject_count, sizeof *best);
	size_t *words = mem_alloc(input->subject_count, sizeof *words);
	for (size_t i = 0; i < input->subject_count; i++)
		best[i] = -1;
	for (size_t i = 0; i < input->count; i++) {
		const struct finding *finding = &input->findings[i];
		int32_t person = finding->person;
		if (policy_kind(finding->what) != WHAT_NAME || person < 0 || (size_t)person >= input->subject_count)
			continue;
		size_t count = kept_words(str_part(input->text, finding->span));
		if (best[person] >= 0 && count <= words[person])
			continue;
		best[person] = (int64_t)i;
		words[person] = count;
	}
	free(words);
	return best;
}

/* Tokens are made in the order of the text, which gives the numbers; pointers are set when the buffer rests. */
static void add_tokens(struct labels *labels, const struct decide_input *input, struct cuts *cuts)
{
	int64_t *best = input->policy->uses_initials ? fullest_names(input) : NULL;
	buf_clear(&cuts->tokens);
	for (size_t i = 0; i < cuts->count; i++) {
		size_t from = cuts->tokens.len;
		token_add(labels, input, &cuts->list[i], best, &cuts->tokens);
		cuts->list[i].token = (struct str){NULL, cuts->tokens.len - from};
	}
	for (size_t i = 0, from = 0; i < cuts->count; from += cuts->list[i++].token.len)
		cuts->list[i].token.ptr = cuts->tokens.ptr + from;
	free(best);
}

void decide_cuts(struct labels *labels, const struct decide_input *input, struct cuts *cuts)
{
	struct keeps keeps = {0};
	uint8_t *stays = mem_alloc(input->count, 1);
	cuts->count = 0;
	cuts->undecided = false;
	judge(input, stays);
	for (size_t i = 0; i < input->count; i++) {
		struct finding *finding = &input->findings[i];
		if (stays[i])
			continue;
		bool ruled = input->rulings && input->rulings[i] == RULED_CUT;
		if (is_kept(&keeps, input, stays, finding) && !ruled) {
			finding->verdict = VERDICT_KEEP;
			continue;
		}
		cuts->undecided |= finding->verdict == VERDICT_ASK;
		add_cut(input, cuts, cut_of(input, i, line_of(input, i)));
	}
	add_tokens(labels, input, cuts);
	free(keeps.list);
	free(stays);
}

size_t decide_path(struct labels *labels, const struct decide_input *input, struct buf *path)
{
	struct cuts cuts = {0};
	size_t pos = 0;
	decide_cuts(labels, input, &cuts);
	for (size_t i = 0; i < cuts.count; i++) {
		const struct cut *cut = &cuts.list[i];
		buf_add(path, str_part(input->text, (struct span){pos, cut->span.from}));
		bool token = false; /* written since the last slash */
		for (pos = cut->span.from; pos < cut->span.to; pos++) {
			if (input->text.ptr[pos] == '/')
				buf_add_byte(path, '/');
			else if (!token)
				buf_add(path, cut->token);
			token = input->text.ptr[pos] != '/';
		}
	}
	buf_add(path, str_part(input->text, (struct span){pos, input->text.len}));
	size_t count = cuts.count;
	cuts_free(&cuts);
	return count;
}
