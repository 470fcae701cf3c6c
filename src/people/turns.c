/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who speaks in a transcript, by letters: "RV   We're on.", "JA> You two know", "0:15 AB And the lady". The letters begin line
 * after line and are told in a legend, "RV = Ofc. Vance", "JA (Det. Akana)", "Sam Two Roads (STR)", or not at all. Here they are
 * marked, so that nothing else takes them for names; speakers.c decides whose they are. */
#include <string.h>

#include "people/internal.h"
#include "people/turns.h"

enum { SPEAKERS = 32, TURNS_LEAST = 2, LEGEND_WORDS = 16, LINE_WORDS = 80,
       COMMON_WORD = 6, NUMBER_MOST = 3, DOTS_LEAST = 3, WORD_TURNS = 3, TURNS_BETWEEN = 8 };

struct speaker {
	char letters[SPEAKER_LETTERS + 1]; /* without dots */
	size_t firm, weak; /* turns with a colon or the like; others */
	bool told;
};

struct speakers {
	struct speaker list[SPEAKERS];
	size_t count;
	size_t turns, lines; /* of the stretch from the first turn on; the lines that are not empty */
};

enum speaking { SPEAKING_NOT, SPEAKING_IF_SOMEBODYS, SPEAKING };
enum turn { TURN_NONE, TURN_WEAK, TURN_FIRM };

static bool is_letters(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_UPPER &&
	       people->words[at].folded.len <= SPEAKER_LETTERS && people->words[at].next == at + 1 &&
	       !word_is(people, at, "x"); /* "[X]" is ticked */
}

static bool is_single(const struct people *people, size_t at)
{
	return is_letters(people, at) && people->words[at].folded.len == 1;
}

/* "K.B.": a letter, and behind it the next one without a space. */
static bool goes_on_dotted(const struct people *people, size_t at)
{
	return sign_is(people, at + 1, '.') && people->words[at + 1].from == people->words[at].to && is_single(people, at + 2) &&
	       people->words[at + 2].from == people->words[at + 1].to;
}

size_t speaker_letters(const struct people *people, size_t at, char letters[SPEAKER_LETTERS + 1])
{
	size_t count = 0, end = at;
	if (!is_letters(people, at) || (at > 1 && is_single(people, at - 2) && people->words[at].folded.len == 1 && goes_on_dotted(people, at - 2)))
		return 0;
	struct str folded = people->words[at].folded;
	if (folded.len > 1 || !goes_on_dotted(people, at)) {
		memcpy(letters, folded.ptr, folded.len);
		letters[folded.len] = 0;
		return at + 1;
	}
	for (bool more = true; more && count < SPEAKER_LETTERS; end += 2) {
		letters[count++] = people->words[end].folded.ptr[0];
		more = goes_on_dotted(people, end);
	}
	letters[count] = 0;
	return end - !sign_is(people, end - 1, '.'); /* "K.B" */
}

/* The word behind the letters at `at`, 0 without letters. */
static size_t letters_end(const struct people *people, size_t at)
{
	char letters[SPEAKER_LETTERS + 1];
	return speaker_letters(people, at, letters);
}

static bool is_any_sign(const struct people *people, size_t at, const char *signs)
{
	return at < people->word_count && people->words[at].sign && people->words[at].sign < 128 && strchr(signs, people->words[at].sign) != NULL;
}

/* "KB......Yes" */
static size_t dots_at(const struct people *people, size_t at, size_t to)
{
	size_t dots = 0;
	while (at + dots < to && sign_is(people, at + dots, '.'))
		dots++;
	return dots >= DOTS_LEAST ? dots : 0;
}

/* The line ends as a sentence does: no row of a table. */
static bool ends_said(const struct people *people, size_t to)
{
	return is_any_sign(people, to - 1, ".?!\"");
}

/* How the letters before `next` begin what somebody says. */
static enum turn turn_form(const struct people *people, size_t next, size_t to)
{
	size_t at = next - 1;
	if (dots_at(people, next, to))
		return TURN_FIRM;
	bool apart = next + 1 >= to || people->words[next + 1].from > people->words[next].to;
	if (next < to && apart && is_any_sign(people, next, ">]:"))
		return TURN_FIRM;
	if (next >= to)
		return TURN_WEAK; /* alone; what is said stands in the next line */
	if (people->words[next].kind == TOKEN_SIGN) {
		bool sign = people->words[next].sign == 0 || is_any_sign(people, next, ".-)");
		return !apart || !sign ? TURN_NONE : ends_said(people, to) && !sign_is(people, next, '.') ? TURN_FIRM : TURN_WEAK;
	}
	if (people->words[next].gap)
		return ends_said(people, to) ? TURN_FIRM : TURN_WEAK;
	return people->words[next].from > people->words[at].to ? TURN_WEAK : TURN_NONE;
}

/* Where the turn of the line begins, behind a time, the number of the line or a bracket; the end of the line: nowhere. */
static size_t turn_from(const struct people *people, uint32_t line)
{
	size_t at = line_from(people, line), to = line_to(people, line);
	if (at >= to)
		return to;
	size_t timed = log_behind_time(people, line);
	at = timed ? timed : at;
	if (!timed && people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len <= NUMBER_MOST && at + 1 < to)
		at++;
	return at + (at + 1 < to && is_any_sign(people, at, "[(<*"));
}

/* The letters that begin the line; SIZE_MAX: none. */
static size_t turn_of(const struct people *people, uint32_t line, enum turn *turn)
{
	size_t at = turn_from(people, line), to = line_to(people, line);
	size_t end = at < to ? letters_end(people, at) : 0;
	*turn = end ? turn_form(people, end, to) : TURN_NONE;
	return *turn == TURN_NONE ? SIZE_MAX : at;
}

size_t said_behind(const struct people *people, size_t at, size_t most)
{
	uint32_t line = people->words[at].line;
	size_t end = at, to = line_to(people, line);
	for (size_t words = 0; words < most && end < to && people->words[end].kind == TOKEN_WORD && people->words[end].letters != CASE_LOWER &&
			       (words == 0 || !people->words[end].gap); words++) {
		end = people->words[end].next;
		end += sign_is(people, end, '.') && end + 1 < to && !sign_is(people, end + 1, '.'); /* "MS. BROOK:", "Kayla B.:" */
	}
	if (end == at || end >= people->word_count)
		return 0;
	size_t dots = dots_at(people, end, to);
	bool sign = is_any_sign(people, end, ":>])") || is_dash(people, end);
	if (!dots && !sign && end < to && !people->words[end].gap)
		return 0;
	return turn_from(people, line) != at ? 0 : dots ? end + dots : sign || end >= to ? end + 1 : end;
}

/* Whose letters stand at `at`, of those who spoke so far. */
static struct speaker *speaker_find(const struct people *people, struct speakers *speakers, size_t at)
{
	char letters[SPEAKER_LETTERS + 1];
	bool found = speaker_letters(people, at, letters) > 0;
	for (size_t i = 0; found && i < speakers->count; i++)
		if (strcmp(speakers->list[i].letters, letters) == 0)
			return &speakers->list[i];
	return NULL;
}

/* ---- legends ------------------------------------------------------------------------------------------------------------- */

/* "KD: Det. Kim Dorsey     JP: Ji-hoon Park, 10", "JP - Ji-hoon Park": several letters with a sign in one line, which is no turn then. */
static bool in_row_of_letters(const struct people *people, size_t at)
{
	size_t first = line_from(people, people->words[at].line), to = line_to(people, people->words[at].line), count = 0;
	size_t sign = letters_end(people, at);
	if (!is_any_sign(people, sign, ":") && !is_dash(people, sign))
		return false;
	for (size_t i = first; i < to && i < first + LINE_WORDS; i++) {
		bool begins = people->words[i].line_start || people->words[i].wide || people->words[i].gap;
		size_t end = begins ? letters_end(people, i) : 0;
		count += end && (is_any_sign(people, end, ":") || is_dash(people, end));
	}
	return count > 1;
}

/* Where what is told of letters ends: with the line, or before the next letters. */
static size_t told_end(const struct people *people, size_t from)
{
	size_t to = line_to(people, people->words[from].line), end = from;
	while (end < to && end < from + LEGEND_WORDS && !is_any_sign(people, end, ";") &&
	       !(end > from && letters_end(people, end) && !is_any_sign(people, end - 1, "(\"") &&
		 (is_any_sign(people, letters_end(people, end), "=(") || in_row_of_letters(people, end))))
		end++;
	return end;
}

/* Where what is told before letters begins, at most a line above. */
static size_t told_begin(const struct people *people, size_t to)
{
	size_t from = to, lines = 0;
	while (from > 0 && to - from < LEGEND_WORDS && !is_any_sign(people, from - 1, ";:)=")) {
		lines += people->words[from - 1].kind == TOKEN_LINE;
		if (lines > 1)
			break;
		from--;
	}
	return from;
}

/* "LEE" is no letters by itself. */
static bool is_short_name(const struct word *word)
{
	return word->folded.len > 2 && name_level(word) > 0;
}

/* "JA (Det. Akana)": nobody's name stands before the letters. */
static bool heads_bracket(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return sign_is(people, letters_end(people, at), '(') && !is_short_name(word) &&
	       (word->line_start || word->gap || word->wide || (at > 0 && is_any_sign(people, at - 1, ":;,)")));
}

static struct legend legend_behind(const struct people *people, size_t at)
{
	size_t next = letters_end(people, at), to = line_to(people, people->words[at].line);
	next += is_double_quote(people, next);
	if (next <= at || next >= to)
		return (struct legend){0};
	const struct word *word = &people->words[at];
	bool is = word_is(people, next, "is") && people->words[next].letters == CASE_LOWER && word->sentence_start && !word->caps &&
		  (word->folded.len == 1 || word->entry->common == 0);
	bool slash = sign_is(people, next, '/') && next + 1 < to && people->words[next + 1].letters == CASE_TITLE;
	if (sign_is(people, next, '=') || is || slash || in_row_of_letters(people, at))
		return (struct legend){next + 1, told_end(people, next + 1), LEGEND_SAID, false};
	if (heads_bracket(people, at)) {
		size_t close = next + 1;
		while (close < to && close < next + LEGEND_WORDS && !sign_is(people, close, ')'))
			close++;
		return (struct legend){next + 1, close, sign_is(people, close, ')') ? LEGEND_SAID : LEGEND_NONE, false};
	}
	bool row = word->line_start && (sign_is(people, next, ':') || sign_is(people, next, '-') || people->words[next].gap);
	size_t from = next + (people->words[next].kind == TOKEN_SIGN);
	return row ? (struct legend){from, told_end(people, from), LEGEND_ROW, false} : (struct legend){0};
}

/* "(MQ)" begins here. */
static bool is_bracketed(const struct people *people, size_t at)
{
	size_t end = is_any_sign(people, at, "([") ? letters_end(people, at + 1) : 0;
	return end && is_any_sign(people, end, ")]");
}

/* "(MQ) Det. Mara Quill   (DK) Dora Kell": what the line tells stands behind its brackets. With one of them it may be a turn. */
static struct legend legend_behind_bracket(const struct people *people, size_t close)
{
	size_t first = line_from(people, people->words[close].line), to = line_to(people, people->words[close].line), end = close + 1, count = 0;
	if (!is_bracketed(people, first))
		return (struct legend){0};
	for (size_t at = first; at < to && at < first + LINE_WORDS; at++)
		count += is_bracketed(people, at);
	while (end < to && end < close + LEGEND_WORDS && !is_bracketed(people, end) && !is_any_sign(people, end, ";"))
		end++;
	return (struct legend){close + 1, end, count > 1 ? LEGEND_SAID : LEGEND_ROW, false};
}

struct legend legend_at(const struct people *people, size_t at)
{
	struct legend legend = legend_behind(people, at);
	if (legend.form == LEGEND_SAID || at == 0)
		return legend;
	size_t open = at - 1, close = letters_end(people, at);
	close += is_double_quote(people, close);
	open -= open > 0 && is_double_quote(people, open);
	bool bracket = (sign_is(people, open, '(') && sign_is(people, close, ')')) || (sign_is(people, open, '[') && sign_is(people, close, ']'));
	struct legend bracketed = bracket ? legend_behind_bracket(people, close) : (struct legend){0};
	if (bracketed.form != LEGEND_NONE)
		return bracketed;
	bool behind = bracket && !people->words[open].line_start && open > 0 && people->words[open - 1].kind != TOKEN_LINE;
	if (behind || sign_is(people, open, '='))
		return (struct legend){told_begin(people, open), open, LEGEND_SAID, true};
	return legend;
}

/* "AB      Detective A. Brightwater": the letters begin the words of the row in their order. */
bool legend_begins(const struct people *people, struct str letters, struct legend legend)
{
	size_t letter = 0, words = 0;
	for (size_t at = legend.from; at < legend.to && letter < letters.len; at++) {
		const struct word *word = &people->words[at];
		if (is_any_sign(people, at, "?!") || (letter && sign_is(people, at, ',')))
			return false;
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER ||
		    word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_OCCUPATION)))
			continue;
		letter += word->folded.ptr[0] == letters.ptr[letter];
		if (++words == 1 && (letter == 0 || str_starts(word->folded, letters)))
			return letter > 0; /* "KH   Khadra Warsan" */
	}
	return letter == letters.len;
}

static bool is_told(const struct people *people, size_t at)
{
	struct legend legend = legend_at(people, at);
	char letters[SPEAKER_LETTERS + 1];
	return legend.form == LEGEND_SAID ||
	       (legend.form == LEGEND_ROW && speaker_letters(people, at, letters) && legend_begins(people, str_of(letters), legend));
}

/* ---- who speaks ---------------------------------------------------------------------------------------------------------- */

static void count_turn(struct people *people, struct speakers *speakers, size_t at, enum turn turn)
{
	struct speaker *speaker = speaker_find(people, speakers, at);
	if (!speaker && speakers->count < SPEAKERS) {
		speaker = &speakers->list[speakers->count++];
		*speaker = (struct speaker){0};
		speaker_letters(people, at, speaker->letters);
	}
	if (speaker)
		(*(turn == TURN_FIRM ? &speaker->firm : &speaker->weak))++;
}

static void count_turns(struct people *people, struct speakers *speakers)
{
	size_t lines = 0;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		enum turn turn;
		size_t at = turn_of(people, line, &turn);
		if (at != SIZE_MAX)
			count_turn(people, speakers, at, turn);
		lines += from < to && speakers->count > 0;
		if (turn == TURN_FIRM || (from < to && sign_is(people, from + 1, ':'))) {
			speakers->turns++;
			speakers->lines = lines; /* up to the last turn */
		}
	}
}

static void find_legends(struct people *people, struct speakers *speakers)
{
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		struct speaker *speaker = speaker_find(people, speakers, at);
		if (speaker && !speaker->told)
			speaker->told = is_told(people, at);
	}
}

static cue_set label_cues(void)
{
	return cue_bit(LABEL_NAME) | cue_bit(LABEL_SURNAME) | cue_bit(LABEL_GIVEN) | cue_bit(LABEL_MIDDLE) | cue_bit(LABEL_ALIAS) |
	       cue_bit(LABEL_BIRTH) | cue_bit(LABEL_AGE) | cue_bit(LABEL_ADDRESS) | cue_bit(LABEL_PHONE) | cue_bit(LABEL_SCHOOL) |
	       cue_bit(LABEL_RELATION) | cue_bit(LABEL_SEX) | cue_bit(LABEL_ROLE) | cue_bit(LABEL_PLACE) | cue_bit(LABEL_PLACE_NAME) |
	       cue_bit(LABEL_ID) | cue_bit(LABEL_OTHER) | cue_bit(LABEL_HEAD);
}

/* "TO:", "RE:", "DOB:" are heads of fields. */
static bool heads_field(const struct people *people, size_t at)
{
	return word_has_any(people, at, label_cues() | cue_bit(CUE_MAIL_HEAD) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_RANK) |
						cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_ROLE));
}

/* Ordinary words are letters only when a legend says so. */
static bool may_be_letters(const struct people *people, const struct speaker *speaker, size_t at)
{
	const struct word *word = &people->words[at];
	size_t len = strlen(speaker->letters);
	bool dotted = len > word->folded.len;
	return len >= 2 && len < SPEAKER_LETTERS && !heads_field(people, at) &&
	       (dotted || (!is_short_name(word) && !word->place && word->entry->common < COMMON_WORD));
}

/* Of the others, who speaks again and again. */
static size_t others_speaking(const struct speakers *speakers, const struct speaker *speaker, bool firm, bool told)
{
	size_t others = 0;
	for (size_t i = 0; i < speakers->count; i++) {
		const struct speaker *other = &speakers->list[i];
		size_t turns = firm ? other->firm : other->firm + other->weak;
		others += other != speaker && turns >= TURNS_LEAST && (other->told || !told);
	}
	return others;
}

/* With a legend who speaks once is a speaker, when another speaks more often. Without one a good half of the lines must be turns,
 * and several must speak; without a sign behind the letters they must be somebody's. */
static enum speaking is_speaker(const struct people *people, const struct speakers *speakers, const struct speaker *speaker, size_t at)
{
	bool label = strlen(speaker->letters) > 2 && word_has_any(people, at, label_cues());
	size_t turns = speaker->firm + speaker->weak;
	if (speaker->told) {
		bool once = turns == 1 && may_be_letters(people, speaker, at) && others_speaking(speakers, speaker, false, true) > 0;
		return (turns >= TURNS_LEAST || once) && !label ? SPEAKING : SPEAKING_NOT;
	}
	bool talk = speakers->turns * 2 >= speakers->lines && speaker->firm >= TURNS_LEAST && others_speaking(speakers, speaker, true, false) > 0;
	if (!may_be_letters(people, speaker, at)) /* "AS:", "K:" */
		return talk && speaker->firm >= WORD_TURNS && !heads_field(people, at) ? SPEAKING_IF_SOMEBODYS : SPEAKING_NOT;
	if (talk)
		return SPEAKING;
	bool alone = at + 1 >= line_to(people, people->words[at].line);
	bool several = (alone || !people->words[at].caps) && others_speaking(speakers, speaker, false, false) > 0;
	return several && turns >= TURNS_LEAST ? SPEAKING_IF_SOMEBODYS : SPEAKING_NOT;
}

static void mark_speaker(struct people *people, size_t at, enum speaking speaking)
{
	people->words[at].speaker = true;
	people->words[at].unsure = speaking == SPEAKING_IF_SOMEBODYS;
	size_t end = letters_end(people, at);
	if (speaking == SPEAKING && (end > at + 1 || people->words[at].folded.len > 1))
		words_block(people, at, end);
}

/* "[TO nods]", "TM said": elsewhere only what is no word, and no word in capitals among others. */
static bool is_spoken_of(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (letters_end(people, at) > at + 1 && !word->blocked)
		return true; /* "K.B. nods" */
	if (word->folded.len < 2 || word->blocked || is_told(people, at))
		return is_told(people, at);
	bool bracket = at > 0 && is_any_sign(people, at - 1, "[(") && at + 1 < people->word_count && people->words[at + 1].letters == CASE_LOWER;
	return !word->caps && (bracket || (word->entry->common == 0 && !is_cue(people, at)));
}

static void mark_turns(struct people *people, struct speakers *speakers)
{
	for (uint32_t line = 0; line < people->line_count; line++) {
		enum turn turn;
		size_t at = turn_of(people, line, &turn);
		struct speaker *speaker = at == SIZE_MAX ? NULL : speaker_find(people, speakers, at);
		enum speaking speaking = speaker ? is_speaker(people, speakers, speaker, at) : SPEAKING_NOT;
		if (!speaking)
			continue;
		mark_speaker(people, at, speaking);
		people->words[at].turn = true;
		size_t said = letters_end(people, at);
		size_t dots = dots_at(people, said, line_to(people, line));
		said += dots ? dots : said < people->word_count && people->words[said].kind == TOKEN_SIGN;
		if (said < people->word_count && people->words[said].kind == TOKEN_WORD)
			people->words[said].sentence_start = true;
	}
}

/* The letter of a question or an answer with its dot or colon: "Q.", "A:". */
static bool is_asking(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->letters == CASE_UPPER && (word_is(people, at, "q") || word_is(people, at, "a")) && is_any_sign(people, at + 1, ".:");
}

/* "Q. Is Ann home? A. She is. Q. And Mia? A. April is." on one line: behind what is asked the letter of the answer is nobody's. */
static void mark_answers(struct people *people)
{
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		bool asked = from + 1 < to && is_asking(people, from);
		for (size_t at = from + 1; at + 1 < to; at++) {
			bool next = asked && word_is(people, at, "q") && is_any_sign(people, at - 1, ".!");
			bool behind = next || is_any_sign(people, at - 1, "?");
			if (!behind || !is_asking(people, at))
				continue;
			words_block(people, at, at + 1);
			if (at + 2 < to && people->words[at + 2].kind == TOKEN_WORD)
				people->words[at + 2].sentence_start = true;
		}
	}
}

void speakers_mark(struct people *people)
{
	struct speakers speakers = {0};
	mark_answers(people);
	count_turns(people, &speakers);
	if (speakers.count == 0)
		return;
	find_legends(people, &speakers);
	mark_turns(people, &speakers);
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		bool letters = is_letters(people, at) && !people->words[at].speaker;
		struct speaker *speaker = letters ? speaker_find(people, &speakers, at) : NULL;
		enum speaking speaking = speaker && is_spoken_of(people, at) ? is_speaker(people, &speakers, speaker, at) : SPEAKING_NOT;
		if (speaking)
			mark_speaker(people, at, speaking);
	}
}

/* Does the line begin with the word and a colon, or as another turn does? */
static bool begins_turn(const struct people *people, uint32_t line, struct str folded)
{
	size_t at = turn_from(people, line);
	return at < people->word_count && str_equal(people->words[at].folded, folded) && said_behind(people, at, 1) > 0;
}

bool speaks_again(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->letters == CASE_LOWER || word->folded.len < 2 || turn_from(people, word->line) != at ||
	    !begins_turn(people, word->line, word->folded))
		return false;
	for (uint32_t far = 2; far <= TURNS_BETWEEN; far++)
		if ((word->line >= far && begins_turn(people, word->line - far, word->folded)) ||
		    (word->line + far < people->line_count && begins_turn(people, word->line + far, word->folded)))
			return true;
	return false;
}
