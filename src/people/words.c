/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words from tokens: on which line, in which letters, whether a sentence begins there, what stands between them. What only the whole
 * text tells is put right after that: words that a scanner or a line end broke, texts without capitals or in nothing else. */
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"

enum {
	BEYOND = 4,
	WIDE = 3 /* so many spaces part columns in running text */
};

struct str people_keep(struct people *people, struct str value)
{
	people->kept = mem_room(people->kept, people->kept_count, &people->kept_cap, sizeof *people->kept);
	char *copy = mem_text(value.ptr, value.len);
	people->kept[people->kept_count++] = copy;
	return (struct str){copy, value.len};
}

/* A word with digits in it that a scanner put there: "Delac0ur", "W1LLIAM". tokens.c put known words right already. */
static void read_misread(struct people *people, struct word *word)
{
	size_t digits = 0, upper = 0, lower = 0;
	struct str text = {people->view->text.ptr + word->from, word->to - word->from};
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.ptr[i] == '0' || text.ptr[i] == '1' || text.ptr[i] == '5';
		upper += ascii_upper(text.ptr[i]);
		lower += ascii_lower(text.ptr[i]) && text.ptr[i] != 'l';
		digits += digit;
		if (!digit && ascii_digit(text.ptr[i]))
			return;
	}
	bool known = true;
	for (size_t i = 0; i < word->folded.len; i++)
		known = known && !ascii_digit(word->folded.ptr[i]);
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
	if (folded.len < 3 || (folded.ptr[folded.len - 2] != '\'' && folded.ptr[folded.len - 3] != '\''))
		return false;
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

/* What a sign is for word.sign. */
static uint8_t sign_of(struct people *people, const struct token *token)
{
	struct str text = {people->view->text.ptr + token->from, token->to - token->from};
	uint8_t sign = text.len == 1                                 ? (uint8_t)text.ptr[0]
		       : str_equal(text, STR("\xe2\x80\x9c"))         ? QUOTE_OPEN
		       : str_equal(text, STR("\xe2\x80\x9d"))         ? QUOTE_CLOSE
								     : 0;
	people->signs[sign >> 6] |= (uint64_t)1 << (sign & 63);
	return sign;
}

/* The space between two tokens: two spaces or a tab part columns. */
static void read_gap(struct people *people, struct word *word, const struct token *before, const struct token *token)
{
	uint32_t spaces = token->from - before->to;
	if (before->kind == TOKEN_LINE)
		word->line_start = true;
	else if (spaces >= 2)
		word->gap = true, word->wide = spaces >= WIDE;
	else if (spaces == 1)
		word->gap = word->wide = people->view->text.ptr[token->from - 1] == '\t';
	if (word->gap)
		people->lines[word->line].cells++;
	if (before->letters == CASE_LOWER && token->letters == CASE_LOWER) {
		people->single += spaces == 1;
		people->more += spaces == 2 || spaces == 3;
	}
}

static void add_striking(struct people *people, size_t at)
{
	people->striking = mem_room(people->striking, people->striking_count, &people->striking_cap, sizeof *people->striking);
	people->striking[people->striking_count++] = (uint32_t)at;
}

/* The words that can be a name, or a part of one that is known: most words are small and ordinary. */
static inline bool is_striking(const struct word *word, size_t at)
{
	bool plain = word->kind == TOKEN_WORD ? word->letters == CASE_LOWER && word->entry->common : word->kind != TOKEN_MIXED;
	return !plain || word->next != at + 1;
}

static void read_word(struct people *people, struct word *word, const struct token *token)
{
	word->folded = (struct str){people->tokens->folded.ptr + token->folded, token->folded_len};
	if (token->kind == TOKEN_MIXED || token->letters == CASE_MIXED)
		read_misread(people, word);
	if (token->kind != TOKEN_WORD)
		return;
	word->short_form = is_short_form(word->folded);
	if (token->letters != CASE_LOWER && word->to - word->from > word->folded.len && word->entry->common)
		word->entry = marked_entry(people, word->entry);
}

static void read_sign(struct people *people, struct word *word, const struct token *token)
{
	struct line *line = &people->lines[word->line];
	word->sign = sign_of(people, token);
	line->bars = line->bars || word->sign == '|' || word->sign == '"';
	line->separators += word->sign == ',' || word->sign == ';' || word->sign == '^';
}

static bool is_piece(const struct word *word)
{
	return word->kind == TOKEN_WORD && !word->short_form && word->folded.len > 0 &&
	       (word->folded.len == 1 ? word->folded.ptr[0] != 'a' && word->folded.ptr[0] != 'i' : word->entry->common == 0);
}

/* The word is of other letters, or longer, from here on. */
static void change_word(struct people *people, struct word *word, uint32_t to, uint8_t letters)
{
	uint32_t *counts = people->lines[word->line].letters;
	if (word->to - word->from >= 2)
		counts[word->letters]--;
	word->to = to;
	word->letters = letters;
	counts[letters]++;
}

static void add_word(struct people *people, const struct entry *entries, const struct token *token, size_t index, uint32_t line)
{
	struct word *word = &people->words[index];
	*word = (struct word){
		.from = token->from,
		.to = token->to,
		.entry = entries + token->entry,
		.line = line,
		.next = (uint32_t)index + 1,
		.mention = NOBODY,
		.kind = token->kind,
		.letters = token->letters,
	};
	people->word_count = index + 1;
	if (token->kind <= TOKEN_MIXED)
		read_word(people, word, token);
	else if (token->kind == TOKEN_SIGN)
		read_sign(people, word, token);
	if (index > 0)
		read_gap(people, word, token - 1, token);
	if (word->kind == TOKEN_WORD && word->to - word->from >= 2)
		people->lines[line].letters[word->letters]++;
	people->pieces += word->letters == CASE_LOWER && (word->entry->common == 0 || word->folded.len == 1) && is_piece(word);
	if (is_striking(word, index))
		add_striking(people, index);
}

static void add_line(struct people *people, size_t word)
{
	people->lines = mem_room(people->lines, people->line_count, &people->line_cap, sizeof *people->lines);
	people->lines[people->line_count++] = (struct line){.first = (uint32_t)word};
}

/* "HOLLO-" at the end of a line and "WAY" at the start of the next are one word, if neither half alone is a word that
 * people write with a hyphen. */
static bool join_broken(struct people *people, size_t at)
{
	struct word *words = people->words;
	if (words[at].kind != TOKEN_WORD || at + 3 >= people->word_count || !sign_is(people, at + 1, '-') ||
	    words[at + 1].from != words[at].to || words[at + 2].kind != TOKEN_LINE)
		return false;
	size_t second = at + 3;
	while (second < people->word_count && sign_is(people, second, '>'))
		second++;
	if (second >= people->word_count || words[second].kind != TOKEN_WORD || words[second].line != words[at].line + 1)
		return false;
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
	bool join = known || !halves || small;
	if (join) {
		bool title = words[second].letters != CASE_UPPER && words[at].letters == CASE_UPPER;
		words[at].folded = people_keep(people, folded);
		words[at].entry = entry;
		words[at].next = (uint32_t)second + 1;
		change_word(people, &words[at], words[second].to, title ? CASE_TITLE : words[at].letters);
	}
	buf_free(&joined);
	return join;
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
		word->next = second->next;
		change_word(people, word, second->to, CASE_TITLE);
	}
}

/* A line is in capitals when hardly a small letter stands on it. A line with too few letters is as its neighbours are. */
static void mark_capitals(struct people *people)
{
	bool last = false;
	for (uint32_t number = 0; number < people->line_count; number++) {
		const struct line *line = &people->lines[number];
		size_t upper = line->letters[CASE_UPPER], lower = line->letters[CASE_LOWER] + line->letters[CASE_TITLE];
		bool caps = upper + lower < 3 ? (lower == 0 && (upper > 0 || last)) : upper > 3 * lower;
		for (size_t i = line_from(people, number); caps && i <= line_to(people, number) && i < people->word_count; i++)
			people->words[i].caps = !(people->words[i].raised && people->words[i].letters == CASE_TITLE);
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
	if (is_double_quote(people, word) || at->sign == '\'' || at->sign == '(' || at->sign == '*' || at->sign == '-')
		return true;
	if ((at->kind != TOKEN_SIGN && at->kind != TOKEN_TAIL) || at->sign)
		return false;
	struct str text = {people->view->text.ptr + at->from, at->to - at->from};
	return str_equal(text, STR("'")) || str_equal(text, STR("\xe2\x80\x98")) || str_equal(text, STR("\xe2\x80\xa2"));
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
		/* "1) Mia will write. 2) Thirty hours" */
		bool item = sign_is(people, before, ')') && before > 1 && people->words[before - 1].kind == TOKEN_NUMBER &&
			    people->words[before - 1].folded.len <= 2 && people->words[before - 1].from > people->words[before - 2].to &&
			    people->words[before - 2].kind != TOKEN_WORD;
		if (ends_sentence(people, before) || item)
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
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		if (people->words[at].entry->place == 0 || people->words[at].kind != TOKEN_WORD)
			continue;
		size_t count = names_place(people->names, people->lexicon, people->tokens, at);
		if (count == 0 || count > UINT8_MAX)
			continue;
		people->words[at].places = (uint8_t)count;
		for (size_t w = at; w < at + count; w++)
			people->words[w].place = true;
	}
}

size_t words_behind(const struct people *people, size_t word, size_t to)
{
	while (word < people->word_count && people->words[word].from < to)
		word = people->words[word].next > word ? people->words[word].next : word + 1;
	return word;
}

void words_block(struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (!people->words[at].blocked)
			people->words[at].blocked = WHAT_CODE;
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

/* Three spaces part columns in running text, but four where a scanner or a typewriter put two between words everywhere. */
static void widen_gaps(struct people *people)
{
	for (size_t at = 1; at < people->word_count; at++) {
		struct word *word = &people->words[at];
		if (word->wide && word->from - people->words[at - 1].to == WIDE)
			word->wide = false;
	}
}

static void add_words(struct people *people)
{
	const struct tokens *tokens = people->tokens;
	const struct entry *entries = lexicon_get(people->lexicon, 0);
	uint32_t line = 0;
	if (people->word_cap < tokens->count + BEYOND) {
		people->word_cap = tokens->count + tokens->count / 2 + BEYOND;
		people->words = mem_resize(people->words, people->word_cap, sizeof *people->words);
		people->ends_in = mem_resize(people->ends_in, people->word_cap, sizeof *people->ends_in);
	}
	memset(people->ends_in, 0, (tokens->count + BEYOND) * sizeof *people->ends_in);
	people->word_count = people->striking_count = 0;
	people->line_count = 0;
	people->single = people->more = people->pieces = 0;
	memset(people->signs, 0, sizeof people->signs);
	add_line(people, 0);
	for (size_t i = 0; i < tokens->count; i++) {
		add_word(people, entries, &tokens->list[i], i, line);
		if (tokens->list[i].kind == TOKEN_LINE) {
			line++;
			add_line(people, i + 1);
		}
	}
	if (tokens->count)
		people->words[0].line_start = true;
	/* a few empty words behind the last, for those who look one or two ahead */
	for (size_t i = 0; i < BEYOND; i++)
		people->words[people->word_count + i] = (struct word){
			.kind = TOKEN_LINE, .entry = lexicon_get(people->lexicon, 0), .mention = NOBODY, .line = line,
			.next = (uint32_t)people->word_count};
}

/* ---- names of syllables with a hyphen ------------------------------------------------------------------------------ */

enum { SYLLABLE_LEAST = 2, SYLLABLE_MOST = 6, SYLLABLE_COMMON = 4 };

/* "-hyun": a small word right behind a hyphen that stands right behind the word. SIZE_MAX: none. */
static size_t small_syllable(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	const struct word *hyphen = &people->words[next], *half = hyphen + 1;
	if (next + 1 >= people->word_count || !sign_is(people, next, '-') || hyphen->from != people->words[at].to ||
	    half->kind != TOKEN_WORD || half->from != hyphen->to || half->letters != CASE_LOWER || half->short_form ||
	    half->folded.len < SYLLABLE_LEAST || half->folded.len > SYLLABLE_MOST)
		return SIZE_MAX;
	return next + 1;
}

/* "Do-hyun": only the first syllable of the name has a capital. */
static bool join_half(struct people *people, size_t at)
{
	struct word *word = &people->words[at];
	size_t half = word->folded.len <= SYLLABLE_MOST ? small_syllable(people, at) : SIZE_MAX;
	if (half == SIZE_MAX)
		return false;
	const struct entry *whole = find_joined(people, word->folded, people->words[half].folded), *second = people->words[half].entry;
	bool known = whole && whole->given, longer = people->words[half].folded.len > 2;
	if ((whole && whole->common) || !(known || (longer && second->common < SYLLABLE_COMMON)))
		return false;
	struct buf name = {0};
	buf_add(&name, word->folded);
	buf_add(&name, people->words[half].folded);
	word->folded = people_keep(people, buf_str(&name));
	buf_free(&name);
	word->entry = whole ? whole : lexicon_get(people->lexicon, 0);
	word->next = people->words[half].next;
	word->syllables = known || second->given || second->surname;
	change_word(people, word, people->words[half].to, CASE_TITLE);
	return true;
}

/* "Do-hyun-ah", "Hana-ya": the same name, as somebody is called. */
static bool join_suffix(struct people *people, size_t at, bool joined)
{
	struct word *word = &people->words[at];
	size_t suffix = joined || name_level(word) > 0 ? small_syllable(people, at) : SIZE_MAX;
	if (suffix == SIZE_MAX || !word_in(people, suffix, LIST_NAME_SUFFIX, NULL))
		return false;
	word->next = people->words[suffix].next;
	change_word(people, word, people->words[suffix].to, CASE_TITLE);
	return true;
}

static bool join_syllables(struct people *people)
{
	bool any = false;
	for (size_t at = 0; at < people->word_count; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word->letters != CASE_TITLE || word->folded.len < SYLLABLE_LEAST || word->short_form)
			continue;
		bool suffix = join_suffix(people, at, false), joined = !suffix && join_half(people, at);
		any |= suffix | joined | (joined && join_suffix(people, at, true));
	}
	return any;
}

/* What only the whole text tells: words broken over a line, a text without capitals, the width of gaps. */
static void put_right(struct people *people)
{
	bool joined = false;
	if (people->more >= 3 && people->more * 25 > people->single)
		widen_gaps(people);
	for (uint32_t line = 1; line < people->line_count; line++)
		if (people->lines[line].first >= 3)
			joined |= join_broken(people, people->lines[line].first - 3u);
	people->broken = (joined || people->pieces > 1) && is_broken_text(people);
	if (people->broken) {
		join_pieces(people);
		joined = true;
	}
	joined |= raise_small(people);
	joined |= join_syllables(people);
	if (joined)
		people->striking_count = 0;
	for (size_t at = 0; joined && at < people->word_count; at++)
		if (is_striking(&people->words[at], at))
			add_striking(people, at);
}

/* A word right behind a word or number begins no sentence, and no sign stands between it and a cue. */
static void read_beginnings(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++) {
		struct word *word = &people->words[at];
		word->before = people->ends_in[at];
		if (at > 0 && people->words[at - 1].kind <= TOKEN_MIXED)
			continue;
		word->before = cues_before(people, at);
		word->sentence_start = word->kind == TOKEN_WORD && starts_sentence(people, at);
	}
}

void words_build(struct people *people)
{
	add_words(people);
	cues_read(people);
	put_right(people);
	mark_capitals(people);
	mark_places(people);
	misread_drop(people);
	mark_blocked(people);
	read_beginnings(people);
}
