/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Runs of words that look like a person's name in running text. How much a word looks like a name is weighed from its
 * shape, how common it is as a given name, as a surname and as an ordinary word, and from what stands beside it. */
#include "base/mem.h"
#include "people/internal.h"

enum { NEVER = -100 };

struct mention *mention_add(struct people *people, size_t from, size_t to, enum source source)
{
	people->mentions = mem_room(people->mentions, people->mention_count, &people->mention_cap, sizeof *people->mentions);
	struct mention *mention = &people->mentions[people->mention_count];
	*mention = (struct mention){.from = (uint32_t)from, .to = (uint32_t)to, .person = NOBODY, .source = (uint8_t)source};
	for (size_t i = from; i < to; i++)
		people->words[i].mention = (int32_t)people->mention_count;
	mention->record = people->words[from].record;
	people->mention_count++;
	return mention;
}

static int level(const struct word *word)
{
	const struct entry *entry = word->entry;
	return entry->given > entry->surname ? entry->given : entry->surname;
}

static bool is_unknown(const struct word *word)
{
	return word->entry->given == 0 && word->entry->surname == 0 && word->entry->common == 0;
}

/* Words of these kinds begin or end other things than persons. */
static bool names_other(const struct people *people, size_t at)
{
	return word_has(people, at, CUE_ORGANISATION) || word_has(people, at, CUE_GOODS) || word_has(people, at, CUE_WEEKDAY);
}

static bool is_cue(const struct people *people, size_t at)
{
	return word_has(people, at, CUE_RANK) || word_has(people, at, CUE_TITLE) || word_has(people, at, CUE_DOCTOR) ||
	       word_has(people, at, CUE_KIN) || word_has(people, at, CUE_KIN_ANY) || word_has(people, at, CUE_KIN_CHILD) ||
	       word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_OCCUPATION) || word_has(people, at, CUE_TEACHER);
}

int name_score(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->blocked || word->letters == CASE_LOWER || word->folded.len < 2)
		return NEVER;
	int names = level(word), common = word->entry->common;
	int score = is_unknown(word) ? (word->folded.len >= 3 ? 4 : 0) : names - common;
	if (names_other(people, at) || word_has(people, at, CUE_MONTH))
		score -= 6;
	if (is_cue(people, at))
		score -= names > common + 2 ? 3 : 12;
	if (word->caps) {
		if (common >= 4 && names < common + 3)
			score -= 4;
	} else if (!word->sentence_start) {
		score += 5; /* a capital where none is needed */
	} else if (common >= 6) {
		score -= 4;
	}
	return score;
}

/* Something beside the run says that it is a person. */
static bool cued_before(const struct people *people, size_t from)
{
	static const enum cue cues[] = {CUE_TITLE, CUE_DOCTOR, CUE_KIN, CUE_KIN_ANY, CUE_KIN_CHILD, CUE_CHILD,
					CUE_OCCUPATION, CUE_TEACHER, CUE_NAMED};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
		if (cue_before(people, from, cues[i]))
			return true;
	return rank_before(people, from);
}

static bool cued_after(const struct people *people, size_t to)
{
	if (to >= people->word_count)
		return false;
	if (people->words[to].kind == TOKEN_TAIL || word_has(people, to, CUE_SPEECH))
		return true;
	/* "Marcus, 8", "Marcus (8 YOA" */
	size_t next = to + 1;
	return (sign_is(people, to, ',') || sign_is(people, to, '(')) && next < people->word_count &&
	       (people->words[next].kind == TOKEN_NUMBER || word_has(people, next, CUE_KIN) || word_has(people, next, CUE_KIN_CHILD) ||
		word_has(people, next, CUE_CHILD));
}

static bool adjacent(const struct people *people, size_t left, size_t right)
{
	/* "left right", "left-right", "J. right", also over one line end */
	size_t at = people->words[left].next;
	bool hyphen = false, line = false;
	for (; at < right; at++) {
		if (sign_is(people, at, '-') && people->words[at].from == people->words[at - 1].to)
			hyphen = true;
		else if (sign_is(people, at, '.') && (people->words[left].folded.len <= 2 || word_has(people, left, CUE_SUFFIX)))
			continue;
		else if (people->words[at].kind == TOKEN_LINE && !line)
			line = true;
		else if (!(line && sign_is(people, at, '>')))
			return false;
	}
	if (hyphen)
		return !line || people->words[right].line_start;
	return line || !people->words[right].gap;
}

static bool is_initial(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER && !word->blocked &&
	       !(word->folded.ptr[0] == 'i' && !(at + 1 < people->word_count && sign_is(people, at + 1, '.'))) &&
	       !(word->caps && word->folded.ptr[0] == 'a' && !(at + 1 < people->word_count && sign_is(people, at + 1, '.')));
}

static size_t next_name_word(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	while (next < people->word_count && (people->words[next].kind == TOKEN_SIGN || people->words[next].kind == TOKEN_LINE) &&
	       next - at <= 4)
		next++;
	return next < people->word_count ? next : SIZE_MAX;
}

/* A capitalised word that may go on a run, however common: "Hope Standing Crow". */
static bool may_continue(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->blocked || word->letters == CASE_LOWER || word->mention != NOBODY)
		return false;
	if (is_initial(people, at))
		return true;
	if (word->caps)
		return name_score(people, at) >= 1 || (level(word) >= 4 && level(word) + 1 >= word->entry->common);
	return !is_cue(people, at) && !word->sentence_start && word->folded.len > 1;
}

static bool is_particle(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && !word->blocked && word_has(people, at, CUE_PARTICLE);
}

/* Where the run that starts at `from` ends. */
static size_t run_end(const struct people *people, size_t from)
{
	size_t last = from;
	for (unsigned count = 1; count < 8; count++) {
		size_t next = next_name_word(people, last);
		if (next == SIZE_MAX || !adjacent(people, last, next))
			break;
		size_t at = next;
		while (is_particle(people, at) && next_name_word(people, at) != SIZE_MAX &&
		       adjacent(people, at, next_name_word(people, at)) && at - next < 6)
			at = next_name_word(people, at);
		if (at != next && may_continue(people, at)) {
			last = at; /* particles belong to what follows */
			continue;
		}
		if (!may_continue(people, next) && !word_has(people, next, CUE_SUFFIX))
			break;
		last = next;
	}
	return people->words[last].next;
}

struct weight {
	int best, total;
	unsigned words;
	bool given, other;
};

static struct weight weigh(const struct people *people, size_t from, size_t to)
{
	struct weight weight = {.best = NEVER};
	for (size_t at = from; at < to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word->folded.len < 2)
			continue;
		int score = name_score(people, at);
		weight.words++;
		weight.total += score;
		if (score > weight.best)
			weight.best = score;
		weight.given = weight.given || (word->entry->given >= 4 && word->entry->given + 2 >= word->entry->common);
		weight.other = weight.other || names_other(people, at);
	}
	return weight;
}

static bool in_place(const struct people *people, size_t from)
{
	/* "in Maysburg", "at Skyline": an unknown word after these is a place more often than a person */
	size_t before = word_previous(people, from);
	if (before == SIZE_MAX)
		return false;
	static const char *const words[] = {"in", "at", "near", "on", "into", "toward", "towards", "onto", "of", "the", "a", "an"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (word_is(people, before, words[i]))
			return true;
	return false;
}

static bool accept(const struct people *people, size_t from, size_t to)
{
	struct weight weight = weigh(people, from, to);
	if (weight.words == 0)
		return false;
	bool before = cued_before(people, from), after = cued_after(people, to);
	bool caps = people->words[from].caps;
	bool unknown = is_unknown(&people->words[from]);
	if (weight.other && !before && !(weight.given && weight.words >= 2 && !word_has(people, to - 1, CUE_ORGANISATION)))
		return false;
	if (before)
		return weight.best > (caps ? -2 : -6);
	if (weight.words == 1) {
		int need = caps ? 5 : 6;
		if (unknown)
			return after && !in_place(people, from);
		if (in_place(people, from))
			need += 4;
		return weight.best >= need - (after ? 3 : 0);
	}
	if (weight.given)
		return weight.total >= (caps ? 4 : 6) || weight.best >= 8;
	return after ? weight.best >= 6 : weight.best >= 9 && !in_place(people, from);
}

/* Words before the name that a capital letter drew in: "When Marcus", "Ms Whitfield", "On Friday Grace". */
static size_t trim(const struct people *people, size_t from, size_t to)
{
	while (from < to) {
		const struct word *word = &people->words[from];
		bool drop = word->kind != TOKEN_WORD || is_cue(people, from) || word_has(people, from, CUE_WEEKDAY) ||
			    word_has(people, from, CUE_MONTH) ||
			    (word->sentence_start && word->entry->common >= 6 && name_score(people, from) < 0);
		if (!drop)
			return from;
		from = word->next;
	}
	return to;
}

static bool can_start(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->fact || word->mention != NOBODY || word->blocked || word->letters == CASE_LOWER)
		return false;
	if (is_initial(people, at)) {
		/* "R. Young", "E.J." */
		size_t next = next_name_word(people, at);
		return next != SIZE_MAX && adjacent(people, at, next) && may_continue(people, next);
	}
	if (is_cue(people, at) && name_score(people, at) < 0)
		return false;
	if (is_particle(people, at) && name_score(people, at) < 2) {
		size_t next = next_name_word(people, at);
		return next != SIZE_MAX && word->letters == CASE_TITLE && adjacent(people, at, next) && may_continue(people, next) &&
		       cued_before(people, at);
	}
	return word->caps ? name_score(people, at) >= 2 || (cued_before(people, at) && name_score(people, at) > -3)
			  : true;
}

/* Behind a rank, title or office of several words, or of one that is no name. */
static size_t skip_cue(const struct people *people, size_t at)
{
	static const enum cue cues[] = {CUE_RANK, CUE_TITLE, CUE_DOCTOR, CUE_OCCUPATION, CUE_TEACHER};
	size_t end = people->words[at].next;
	if (people->words[at].letters == CASE_LOWER)
		return end;
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_at(people, at, cues[i]);
		if (hit && hit->to > end)
			end = hit->to;
	}
	return end;
}

void runs_read(struct people *people)
{
	for (size_t at = 0; at < people->word_count;) {
		size_t next = skip_cue(people, at);
		if (next > people->words[at].next) {
			at = next; /* "P.O. Lund", "school resource officer Hill" */
			continue;
		}
		next = people->words[at].next;
		if (!can_start(people, at)) {
			at = next;
			continue;
		}
		size_t end = run_end(people, at), from = trim(people, at, end);
		if (from < end && accept(people, from, end))
			mention_add(people, from, end, SOURCE_RUN);
		at = from < end ? end : (next > from ? next : from);
	}
}
