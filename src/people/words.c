/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"

enum { BEYOND = 4 };

struct str people_keep(struct people *people, struct str value)
{
	people->kept = mem_room(people->kept, people->kept_count, &people->kept_cap, sizeof *people->kept);
	char *copy = mem_text(value.ptr, value.len);
	people->kept[people->kept_count++] = copy;
	return (struct str){copy, value.len};
}

/* A line end, or the > that quotes a mail at the start of a line. */
static bool is_break(const struct people *people, size_t word)
{
	const struct word *at = &people->words[word];
	return at->kind == TOKEN_LINE || (at->line_start && sign_is(people, word, '>'));
}

size_t word_previous(const struct people *people, size_t word)
{
	while (word-- > 0)
		if (!is_break(people, word))
			return word;
	return SIZE_MAX;
}

size_t word_next(const struct people *people, size_t word)
{
	for (word = people->words[word].next; word < people->word_count; word++)
		if (!is_break(people, word))
			return word;
	return people->word_count;
}

const struct cue_hit *cue_at(const struct people *people, size_t word, enum cue cue)
{
	if (!word_has(people, word, cue))
		return NULL;
	for (uint32_t i = people->words[word].cues; i; i = people->cues[i - 1].next_start)
		if (people->cues[i - 1].cue == cue)
			return &people->cues[i - 1];
	return NULL;
}

static const struct cue_hit *cue_ending(const struct people *people, size_t word, enum cue cue)
{
	if (!(people->words[word].ends_in[cue >> 6] >> (cue & 63) & 1))
		return NULL;
	for (uint32_t i = people->words[word].ends; i; i = people->cues[i - 1].next_end)
		if (people->cues[i - 1].cue == cue)
			return &people->cues[i - 1];
	return NULL;
}

/* A dot belongs to an abbreviation only: "Det. Young", but not "... to his mother. Faith". */
static bool is_abbreviation(const struct people *people, const struct cue_hit *hit)
{
	return people->words[hit->to - 1].folded.len <= 5 && people->words[hit->to - 1].letters != CASE_LOWER;
}

/* Over a quote mark, a comma, a line end, the dot of an abbreviation: "Det. Young", "his mother, Celia", `goes by "Bo"`. */
const struct cue_hit *cue_before(const struct people *people, size_t word, enum cue cue)
{
	bool dot = false, comma = false;
	size_t next = word < people->word_count ? people->words[word].next : word;
	bool label = sign_is(people, next, ':') || sign_is(people, next, '='); /* a speaker or label of a line of its own */
	for (unsigned steps = 0; word < people->word_count && steps < 4; steps++) {
		const struct cue_hit *hit = cue_ending(people, word, cue);
		if (hit)
			return dot && !is_abbreviation(people, hit) ? NULL : hit;
		if (word == 0)
			return NULL;
		word--;
		if (people->words[word].kind == TOKEN_LINE && word > 0 && people->words[word - 1].kind == TOKEN_LINE)
			return NULL; /* another paragraph */
		if (people->words[word].kind == TOKEN_LINE && label)
			return NULL;
		bool apposed = cue != CUE_RANK && cue != CUE_TITLE;
		if (sign_is(people, word, '.') && !dot)
			dot = true;
		else if (sign_is(people, word, ',') && apposed && !comma)
			comma = true;
		else if (!is_break(people, word) && !sign_is(people, word, '"') && !sign_is(people, word, '('))
			return NULL;
	}
	return NULL;
}

/* "Dispatcher 44, R. Gaines", "worker ID 7720 (T. Yancey)" */
static const struct cue_hit *numbered_rank(const struct people *people, size_t word)
{
	size_t at = word;
	for (unsigned steps = 0; steps < 3 && at > 0; steps++) {
		at--;
		if (people->words[at].kind == TOKEN_NUMBER)
			break;
		if (!sign_is(people, at, ',') && !sign_is(people, at, '('))
			return NULL;
	}
	if (people->words[at].kind != TOKEN_NUMBER || people->words[at].line != people->words[word].line)
		return NULL;
	if (at > 0 && (word_is(people, at - 1, "id") || sign_is(people, at - 1, '#')))
		at--;
	const struct cue_hit *hit = cue_ending(people, at, CUE_RANK);
	return hit && (people->words[hit->from].letters != CASE_LOWER || at + 1 < word) ? hit : NULL;
}

bool short_given(const struct people *people, size_t word)
{
	const struct word *at = &people->words[word];
	return at->letters == CASE_TITLE && at->folded.len <= 3 && at->entry->given >= 5 && !sign_is(people, word + 1, '.');
}

/* "officer" may be small, "off", "sa" or "det" may not. */
bool rank_before(const struct people *people, size_t word)
{
	while (word >= 2 && !cue_before(people, word, CUE_RANK) && sign_is(people, word - 1, '.') && people->words[word - 2].folded.len == 1 &&
	       people->words[word - 2].letters == CASE_UPPER)
		word -= 2; /* "SGT. R. DEAN" */
	if (word >= 2 && people->words[word - 1].kind == TOKEN_WORD && people->words[word - 1].folded.len == 1 && people->words[word].caps &&
	    people->words[word - 1].letters == CASE_UPPER && cue_before(people, word - 1, CUE_RANK))
		word--; /* "OFC D CHURCH" */
	const struct cue_hit *hit = cue_before(people, word, CUE_RANK);
	if (!hit)
		hit = numbered_rank(people, word);
	/* "Jo Prewitt" is no juvenile officer */
	if (!hit || people->words[hit->from].proper || (hit->to == hit->from + 1 && short_given(people, hit->from)))
		return false;
	/* "cool off. terrell wanted ..." */
	if (people->raised && hit->to == hit->from + 1 && people->words[hit->from].folded.len <= 4 &&
	    people->words[hit->from].entry->common >= 8)
		return false;
	return people->words[hit->from].letters != CASE_LOWER || people->words[hit->to - 1].folded.len > 4;
}

/* A word with digits in it that a scanner put there: "Delac0ur", "W1LLIAM". tokens.c put known words right already. */
static void read_misread(struct people *people, struct word *word)
{
	size_t digits = 0, upper = 0, lower = 0;
	struct str text = {people->view->text.ptr + word->from, word->to - word->from};
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.ptr[i] == '0' || text.ptr[i] == '1' || text.ptr[i] == '5';
		upper += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
		lower += text.ptr[i] >= 'a' && text.ptr[i] <= 'z' && text.ptr[i] != 'l';
		digits += digit;
		if (!digit && text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return;
	}
	bool known = true;
	for (size_t i = 0; i < word->folded.len; i++)
		known = known && !(word->folded.ptr[i] >= '0' && word->folded.ptr[i] <= '9');
	if (!known && (text.len < 5 || upper + lower < 2 * digits || text.ptr[0] < 'A'))
		return;
	if (upper + lower < 2)
		return;
	word->kind = TOKEN_WORD;
	word->letters = lower == 0 ? CASE_UPPER : text.ptr[0] >= 'a' ? word->letters == CASE_MIXED ? CASE_MIXED : CASE_LOWER : CASE_TITLE;
	if (known)
		return;
	struct buf folded = {0};
	for (size_t i = 0; i < word->folded.len; i++) {
		char byte = word->folded.ptr[i];
		buf_add_byte(&folded, byte == '0' ? 'o' : byte == '1' ? 'l' : byte == '5' ? 's' : byte);
	}
	word->folded = people_keep(people, buf_str(&folded));
	buf_free(&folded);
}

/* "I'm", "you've", "she'll", "didn't" */
static bool is_short_form(struct str folded)
{
	static const char *const ends[] = {"'m", "'ve", "'ll", "'re", "'d", "n't"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends_nocase(folded, str_of(ends[i])))
			return true;
	return false;
}

/* A capitalised word with marks on its letters is not the English word without them: "Bé", "Thé". */
static const struct entry *marked_entry(struct people *people, const struct entry *entry)
{
	struct entry copy = *entry;
	copy.common = 0;
	return (const struct entry *)(const void *)people_keep(people, (struct str){(const char *)&copy, sizeof copy}).ptr;
}

static void add_word(struct people *people, const struct token *token, size_t index, uint32_t line)
{
	struct word *word = &people->words[people->word_count++];
	*word = (struct word){
		.from = token->from,
		.to = token->to,
		.entry = lexicon_get(people->lexicon, token->entry),
		.line = line,
		.next = (uint32_t)index + 1,
		.mention = NOBODY,
		.kind = token->kind,
		.letters = token->letters,
	};
	if (token->kind == TOKEN_WORD || token->kind == TOKEN_MIXED || token->kind == TOKEN_NUMBER)
		word->folded = token_folded(people->tokens, index);
	if (token->kind == TOKEN_MIXED || token->letters == CASE_MIXED)
		read_misread(people, word);
	word->short_form = token->kind == TOKEN_WORD && memchr(word->folded.ptr, '\'', word->folded.len) && is_short_form(word->folded);
	if (token->letters != CASE_LOWER && token->kind == TOKEN_WORD && word->to - word->from > word->folded.len && word->entry->common)
		word->entry = marked_entry(people, word->entry);
	if (index == 0)
		return;
	const struct token *before = &people->tokens->list[index - 1];
	if (before->kind == TOKEN_LINE)
		word->line_start = true;
	else if (token->from - before->to >= 2) {
		word->gap = true;
		word->wide = token->from - before->to >= people->gap;
	}
	else if (token->from > before->to)
		word->gap = word->wide = people->view->text.ptr[token->from - 1] == '\t';
}

static void add_line(struct people *people, size_t word)
{
	size_t cap = people->line_cap;
	people->line_words = mem_room(people->line_words, people->line_count, &cap, sizeof *people->line_words);
	people->line_cap = cap;
	people->line_words[people->line_count++] = (uint32_t)word;
}

/* "HOLLO-" at the end of a line and "WAY" at the start of the next are one word, if neither half alone is a word that
 * people write with a hyphen. */
static void join_broken(struct people *people, size_t at)
{
	struct word *words = people->words;
	if (words[at].kind != TOKEN_WORD || at + 3 >= people->word_count || !sign_is(people, at + 1, '-') ||
	    words[at + 1].from != words[at].to || words[at + 2].kind != TOKEN_LINE)
		return;
	size_t second = at + 3;
	while (second < people->word_count && sign_is(people, second, '>'))
		second++;
	if (second >= people->word_count || words[second].kind != TOKEN_WORD || words[second].line != words[at].line + 1)
		return;
	struct buf joined = {0};
	buf_add(&joined, words[at].folded);
	buf_add(&joined, words[second].folded);
	struct str folded = buf_str(&joined);
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, folded));
	bool known = entry->given || entry->surname || entry->common;
	bool halves = (words[at].entry->given || words[at].entry->surname || words[at].entry->common) &&
		      (words[second].entry->given || words[second].entry->surname || words[second].entry->common);
	/* a name that is written with a hyphen has a capital behind it */
	bool small = words[second].letters == CASE_LOWER && words[at].letters == CASE_TITLE;
	if (known || !halves || small) {
		words[at].folded = people_keep(people, folded);
		words[at].entry = entry;
		words[at].to = words[second].to;
		words[at].next = (uint32_t)second + 1;
		if (words[second].letters != CASE_UPPER && words[at].letters == CASE_UPPER)
			words[at].letters = CASE_TITLE;
	}
	buf_free(&joined);
}

/* ---- words that a scanner broke with a space --------------------------------------------------------------------- */

static const struct entry *find_joined(const struct people *people, struct str a, struct str b)
{
	char text[64];
	if (a.len + b.len >= sizeof text)
		return NULL;
	memcpy(text, a.ptr, a.len);
	memcpy(text + a.len, b.ptr, b.len);
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, (struct str){text, a.len + b.len}));
	return entry->given || entry->surname || entry->common ? entry : NULL;
}

static bool is_piece(const struct word *word)
{
	return word->kind == TOKEN_WORD && !word->short_form && word->folded.len > 0 &&
	       (word->folded.len == 1 ? word->folded.ptr[0] != 'a' && word->folded.ptr[0] != 'i' : word->entry->common == 0);
}

/* The word behind at the distance of one space, or after the end of a line, in small letters: SIZE_MAX none. */
static size_t small_piece(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	bool line = next < people->word_count && people->words[next].kind == TOKEN_LINE;
	next += line;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].letters != CASE_LOWER ||
	    people->words[next].wide || (!line && people->words[next].from == people->words[at].to))
		return SIZE_MAX;
	return next;
}

/* A text is broken when many of its small words are no words, and whole with their neighbours: "sa id", "with out". */
static bool is_broken_text(const struct people *people)
{
	size_t broken = 0, words = 0;
	for (size_t at = 0; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		words += word->kind == TOKEN_WORD;
		size_t next = word->kind == TOKEN_WORD && word->letters == CASE_LOWER ? small_piece(people, at) : SIZE_MAX;
		if (next == SIZE_MAX || !(is_piece(word) || is_piece(&people->words[next])))
			continue;
		const struct entry *whole = find_joined(people, word->folded, people->words[next].folded);
		broken += whole && whole->common >= 4;
	}
	return broken >= 3 && broken * 120 > words;
}

/* "Ha nna", "We s", "Zb igniew": a capitalised piece and a small one are one name, if one of them is no word. */
static void join_pieces(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at = people->words[at].next) {
		struct word *word = &people->words[at];
		size_t next = word->kind == TOKEN_WORD && (word->letters == CASE_TITLE || (word->letters == CASE_UPPER && word->folded.len == 1))
				      ? small_piece(people, at) : SIZE_MAX;
		if (next == SIZE_MAX)
			continue;
		const struct word *second = &people->words[next];
		const struct entry *whole = find_joined(people, word->folded, second->folded);
		bool piece = is_piece(second), first = is_piece(word);
		bool known = whole && (whole->given || whole->surname) && (piece || first);
		bool unknown = !whole && piece && first && second->folded.len > 1 && word->entry->given < 5;
		if (!known && !unknown)
			continue;
		struct buf joined = {0};
		buf_add(&joined, word->folded);
		buf_add(&joined, second->folded);
		word->folded = people_keep(people, buf_str(&joined));
		buf_free(&joined);
		word->entry = whole ? whole : lexicon_get(people->lexicon, 0);
		word->to = second->to;
		word->next = second->next;
		word->letters = CASE_TITLE;
	}
}

/* Notes without any capitals are read as text in capitals is: no letter tells a name. */
static void raise_small(struct people *people)
{
	size_t small = 0, capital = 0;
	for (size_t i = 0; i < people->word_count; i++) {
		const struct word *word = &people->words[i];
		if (word->kind != TOKEN_WORD || word->to - word->from < 2)
			continue;
		small += word->letters == CASE_LOWER;
		capital += word->letters != CASE_LOWER;
	}
	people->raised = small >= 25 && capital * 20 <= small;
	if (!people->raised)
		return;
	for (size_t i = 0; i < people->word_count; i++)
		if (people->words[i].kind == TOKEN_WORD && people->words[i].letters == CASE_LOWER)
			people->words[i].letters = CASE_UPPER;
}

/* A line is in capitals when hardly a small letter stands on it. A line with too few letters is as its neighbours are. */
static void mark_capitals(struct people *people)
{
	bool last = false;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = people->line_words[line];
		size_t to = line + 1 < people->line_count ? people->line_words[line + 1] : people->word_count;
		size_t upper = 0, lower = 0;
		for (size_t i = from; i < to; i++) {
			const struct word *word = &people->words[i];
			if (word->kind != TOKEN_WORD || word->to - word->from < 2)
				continue;
			upper += word->letters == CASE_UPPER;
			lower += word->letters == CASE_LOWER || word->letters == CASE_TITLE;
		}
		bool caps = upper + lower < 3 ? (lower == 0 && (upper > 0 || last)) : upper > 3 * lower;
		for (size_t i = from; i < to; i++)
			people->words[i].caps = caps;
		if (upper + lower >= 3)
			last = caps;
	}
}

static bool ends_sentence(const struct people *people, size_t sign)
{
	if (sign_is(people, sign, '!') || sign_is(people, sign, '?') || sign_is(people, sign, ':') || sign_is(people, sign, ';'))
		return true;
	if (!sign_is(people, sign, '.'))
		return false;
	if (sign == 0)
		return true;
	/* not after initials and abbreviations: "J. Smith", "Det. Young", "St. Louis" */
	const struct word *before = &people->words[sign - 1];
	if (before->kind != TOKEN_WORD)
		return true;
	if (sign == 1 || people->words[sign - 2].kind == TOKEN_LINE)
		if (before->folded.ptr[0] == 'a' || before->folded.ptr[0] == 'q')
			return true; /* "A. To me, no." */
	if (before->to - before->from == 1 || cue_before(people, sign, CUE_RANK) || cue_before(people, sign, CUE_TITLE) ||
	    cue_before(people, sign, CUE_DOCTOR))
		return false;
	return !(before->letters == CASE_TITLE && before->to - before->from <= 3 && before->entry->common == 0);
}

static bool is_quote(const struct people *people, size_t word)
{
	const struct word *at = &people->words[word];
	if (at->kind != TOKEN_SIGN && at->kind != TOKEN_TAIL)
		return false;
	struct str text = {people->view->text.ptr + at->from, at->to - at->from};
	return str_equal(text, STR("\"")) || str_equal(text, STR("\xe2\x80\x9c")) || str_equal(text, STR("\xe2\x80\x9d")) ||
	       str_equal(text, STR("'")) || str_equal(text, STR("(")) || str_equal(text, STR("*")) ||
	       str_equal(text, STR("-")) || str_equal(text, STR("\xe2\x80\x98")) || str_equal(text, STR("\xe2\x80\xa2"));
}

static bool starts_sentence(const struct people *people, size_t word)
{
	size_t at = word;
	if (at > 0 && (people->words[at - 1].kind == TOKEN_WORD || people->words[at - 1].kind == TOKEN_NUMBER))
		return false;
	bool quoted = false;
	while (at > 0) {
		size_t before = at - 1;
		if (people->words[before].kind == TOKEN_LINE) {
			/* a wrapped line goes on; a line after an empty one, or after the end of a sentence, begins */
			if (before == 0 || people->words[before - 1].kind == TOKEN_LINE)
				return true;
			return ends_sentence(people, before - 1) || is_quote(people, before - 1) || quoted;
		}
		if (ends_sentence(people, before))
			return true;
		if (sign_is(people, before, ',') && quoted)
			return true; /* He said, "Will you ... */
		if (!is_quote(people, before))
			return quoted && !sign_is(people, at, '(') && !sign_is(people, at, '-');
		quoted = true;
		at = before;
	}
	return true;
}

static void add_cues(struct people *people, size_t at)
{
	const struct entry *entry = people->words[at].entry;
	if (entry->classes == 0 && !entry->begins)
		return;
	for (uint64_t plain = entry->classes & people->plain; plain; plain &= plain - 1) {
		const uint64_t *has = people->has_of[__builtin_ctzll(plain)];
		people->words[at].has[0] |= has[0];
		people->words[at].has[1] |= has[1];
	}
	if ((entry->classes & ~people->plain) == 0 && !entry->begins)
		return;
	struct words_hit hits[16];
	size_t count = words_all(people->words_list, people->tokens, at, hits, 16);
	for (size_t i = count; i-- > 0;) {
		uint8_t cue = people->cue_of[hits[i].class];
		if (cue == 255 || (hits[i].class < 64 && people->plain >> hits[i].class & 1))
			continue;
		people->cues = mem_room(people->cues, people->cue_count, &people->cue_cap, sizeof *people->cues);
		struct cue_hit *hit = &people->cues[people->cue_count++];
		*hit = (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)at + hits[i].len, .value = hits[i].value, .cue = cue};
		hit->next_start = people->words[at].cues;
		people->words[at].cues = (uint32_t)people->cue_count;
		people->words[at].has[cue >> 6] |= (uint64_t)1 << (cue & 63);
	}
}

static void chain_ends(struct people *people)
{
	for (size_t i = people->cue_count; i-- > 0;) {
		struct cue_hit *hit = &people->cues[i];
		if (hit->to >= people->word_count)
			continue;
		hit->next_end = people->words[hit->to].ends;
		people->words[hit->to].ends = (uint32_t)i + 1;
		people->words[hit->to].ends_in[hit->cue >> 6] |= (uint64_t)1 << (hit->cue & 63);
	}
}

static bool blocks(enum what what)
{
	switch (what) {
	case WHAT_NONE:
	case WHAT_NAME:
	case WHAT_AGE:
	case WHAT_GRADE:
	case WHAT_ROLE:
	case WHAT_RELATION:
	case WHAT_SEX:
	case WHAT_UNREADABLE:
	case WHAT_NAME_GIVEN:
	case WHAT_NAME_MIDDLE:
	case WHAT_NAME_SURNAME:
	case WHAT_NAME_SUFFIX:
	case WHAT_NAME_ALIAS:
		return false;
	default:
		return true;
	}
}

static void mark_places(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++) {
		if (people->words[at].entry->place == 0 || people->words[at].kind != TOKEN_WORD)
			continue;
		size_t count = names_place(people->names, people->lexicon, people->tokens, at);
		if (count == 0 || count > UINT8_MAX)
			continue;
		people->words[at].places = (uint8_t)count;
		for (size_t i = at; i < at + count; i++)
			people->words[i].place = true;
	}
}

static void mark_blocked(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (!blocks(finding->what))
			continue;
		for (size_t at = tokens_at(people->tokens, finding->span.from);
		     at < people->word_count && people->words[at].from < finding->span.to; at++)
			if (people->words[at].blocked == 0)
				people->words[at].blocked = (uint8_t)finding->what;
	}
}

/* How many spaces part columns in running text: three, but four where a scanner or a typewriter put two between words everywhere. */
static uint32_t gap_of(const struct tokens *tokens)
{
	size_t single = 0, more = 0;
	for (size_t i = 1; i < tokens->count; i++) {
		const struct token *before = &tokens->list[i - 1], *token = &tokens->list[i];
		if (before->letters != CASE_LOWER || token->letters != CASE_LOWER || token->from == before->to)
			continue;
		single += token->from - before->to == 1;
		more += token->from - before->to == 2 || token->from - before->to == 3;
	}
	return more >= 3 && more * 25 > single ? 4 : 3;
}

void words_build(struct people *people)
{
	people->gap = gap_of(people->tokens);
	people->word_count = people->cue_count = people->line_count = 0;
	uint32_t line = 0;
	if (people->word_cap < people->tokens->count + BEYOND) {
		people->word_cap = people->tokens->count + people->tokens->count / 2 + BEYOND;
		people->words = mem_resize(people->words, people->word_cap, sizeof *people->words);
	}
	add_line(people, 0);
	for (size_t i = 0; i < people->tokens->count; i++) {
		const struct token *token = &people->tokens->list[i];
		add_word(people, token, i, line);
		if (i == 0)
			people->words[0].line_start = true;
		if (token->kind == TOKEN_LINE) {
			line++;
			add_line(people, i + 1);
		}
	}
	/* a few empty words behind the last, for those who look one or two ahead */
	for (size_t i = 0; i < BEYOND; i++)
		people->words[people->word_count + i] = (struct word){
			.kind = TOKEN_LINE, .entry = lexicon_get(people->lexicon, 0), .mention = NOBODY, .line = line,
			.next = (uint32_t)people->word_count};
	for (size_t i = 0; i < people->word_count; i++)
		if (people->words[i].kind == TOKEN_WORD || people->words[i].kind == TOKEN_MIXED)
			add_cues(people, i);
	chain_ends(people);
	for (size_t i = 0; i < people->word_count; i++)
		join_broken(people, i);
	if (is_broken_text(people))
		join_pieces(people);
	raise_small(people);
	mark_capitals(people);
	mark_places(people);
	mark_blocked(people);
	for (size_t i = 0; i < people->word_count; i++)
		if (people->words[i].kind == TOKEN_WORD)
			people->words[i].sentence_start = starts_sentence(people, i);
}
