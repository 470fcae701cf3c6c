/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Codes of roles at the head of an entry: "VIC 1", "SUS-1 (JUV)", "(V)", "REPORTING PARTY..:". Which words are roles, and what
 * they mean, is in patterns/words; here it is told from the signs around them that one is a code and no part of a sentence. */
#include "people/layout.h"

/* "SUS HUNTER GRAY REL FATHER": one to four words that can be a name, and then a label. */
static bool leads_to_label(const struct people *people, size_t at, size_t end)
{
	static const cue_set labels = (cue_set)1 << LABEL_RELATION | (cue_set)1 << LABEL_BIRTH | (cue_set)1 << LABEL_AGE | (cue_set)1 << LABEL_SEX |
				      (cue_set)1 << LABEL_ADDRESS | (cue_set)1 << LABEL_PHONE;
	size_t words = 0;
	bool kin = false; /* "VIOLET GREEN REL MOTHER" is a name, whatever its words mean elsewhere */
	for (size_t i = at; i + 1 < end && i < at + 5 && !kin; i++)
		kin = word_has(people, i, LABEL_RELATION) && word_has(people, i + 1, CUE_KIN);
	const struct entry *entry = people->words[at].entry;
	bool verb = verb_form(people, at) >= VERB_THIRD && entry->common > entry->given && entry->common > entry->surname;
	if (!kin && (verb || !begins_name(people, at)))
		return false; /* "RP GIVES DOB 021115" */
	for (; at < end && words <= 4; at = people->words[at].next) {
		if (words && word_has_any(people, at, labels))
			return true;
		if (people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_UPPER && !is_sentence_word(people, at))
			words++;
		else if (!sign_is(people, at, ','))
			return false;
	}
	return false;
}

/* What stands behind the word of a role, up to the rest of its line. */
struct role_code {
	size_t end;  /* behind the code and its number */
	size_t rest; /* behind the marks too */
	size_t dashes;
	bool numbered, marked; /* "VIC 1", "V1", "(JUV)"; a colon or dashes behind it, or more dots than one */
};

/* "(V)", "[VIC1] Victim": `after` is behind the role's word. */
static bool role_in_brackets(const struct people *people, size_t after, size_t end, size_t *rest)
{
	while (after < end && !sign_is(people, after, ')') && !sign_is(people, after, ']'))
		after++;
	if (after >= end)
		return false;
	*rest = after + 1;
	const struct cue_hit *said = *rest < end ? cue_at(people, *rest, CUE_ROLE) : NULL;
	if (said && said->to == end)
		*rest = end;
	return *rest >= end || people->words[*rest].letters == CASE_UPPER || people->words[*rest].gap;
}

/* "SUS/PAR", "PAR/RP": the second code. Returns the word behind it. */
static size_t other_role(const struct people *people, size_t at, size_t end, struct str *role)
{
	if (at + 1 >= end || !sign_is(people, at, '/') || !word_has(people, at + 1, CUE_ROLE))
		return at;
	const struct cue_hit *other = cue_at(people, at + 1, CUE_ROLE);
	if (str_equal(other->value, STR("parent")) || str_equal(other->value, STR("juvenile")))
		*role = other->value;
	return other->to;
}

/* "(JUV)", "(VIC / RUNAWAY)": a code behind the code. Returns the word behind it. */
static size_t inner_role(const struct people *people, size_t at, size_t end, struct str *role)
{
	const struct cue_hit *inner = at + 1 < end ? cue_at(people, at + 1, CUE_ROLE) : NULL;
	if (inner)
		*role = str_equal(*role, STR("suspect")) || str_equal(inner->value, STR("juvenile")) ? STR("juvenile") : inner->value;
	while (at < end && !sign_is(people, at, ')'))
		at++;
	return at + (at < end);
}

static struct role_code read_code(const struct people *people, size_t first, size_t after, size_t end, struct str *role)
{
	struct role_code code = {.end = other_role(people, after, end, role), .numbered = people->words[first].kind == TOKEN_MIXED};
	size_t at = code.end, dots = 0;
	bool sign = at < end && (sign_is(people, at, '-') || sign_is(people, at, '#') || sign_is(people, at, '/'));
	at += sign;
	const struct word *word = at < end ? &people->words[at] : NULL;
	bool number = word && word->kind == TOKEN_NUMBER && word->to - word->from <= 2;
	if (number || (sign && word && sign_is(people, at - 1, '-') && word->kind == TOKEN_WORD && word->to - word->from == 1)) /* SUS-J */
		code.numbered = true, code.end = at + 1;
	at = code.end;
	if (at < end && sign_is(people, at, '(')) {
		at = inner_role(people, at, end, role);
		code.numbered = true;
	}
	for (; at < end && (sign_is(people, at, ':') || sign_is(people, at, '.') || sign_is(people, at, '-') || sign_is(people, at, '=')); at++) {
		dots += sign_is(people, at, '.');
		code.dashes += sign_is(people, at, '-');
		code.marked = code.marked || dots > 1 || !sign_is(people, at, '.'); /* "Dr. Anand" is no driver */
	}
	code.rest = at;
	return code;
}

/* "ORR, ANA"; "MOTHER IS ANA ORR, WHO CAME", "CALLER HEARD SCREAMING, DOOR SLAMMED" are sentences. */
static bool is_name_behind(const struct people *people, size_t from, size_t end)
{
	size_t at = from;
	while (at < end && !sign_is(people, at, ',') && !(people->words[at].caps && is_plain_in_caps(people, at)))
		at++;
	return at + 1 < end && sign_is(people, at, ',') && !(people->words[at + 1].caps && is_plain_in_caps(people, at + 1)) &&
	       inverted_coded(people, from, end);
}

/* Is the word of a role, as it is written and with what stands behind it, a code and not part of a sentence? */
static bool is_role_code(const struct people *people, const struct cue_hit *hit, const struct role_code *code, size_t end)
{
	const struct word *word = &people->words[hit->from];
	bool single = word->folded.len == 1;
	if (code->rest >= end)
		return (word->letters == CASE_UPPER && (code->numbered || !single)) ||
		       /* "--- Victim ---" */
		       (word->letters == CASE_TITLE && code->marked && !single && (hit->to > hit->from + 1 || code->dashes > 1));
	bool question = single && !code->numbered && (word->folded.ptr[0] == 'a' || !sign_is(people, code->end, ':')); /* "A. Yes." */
	if (code->marked || is_bar(people, code->rest))
		return !question && (!single || code->numbered || code->marked);
	/* "#1 Victim      CARTER, EMILY", "8. Juvenile    ORR, ART" */
	if (word->letters == CASE_TITLE && people->words[code->rest].gap && !single && !str_equal(hit->value, STR("other")) &&
	    inverted_coded(people, code->rest, end))
		return true;
	if (word->letters != CASE_UPPER || (single && !code->numbered))
		return false;
	if (word->line_start && code->rest == hit->to && is_name_behind(people, code->rest, end))
		return true; /* "VICTIM ORR, ANA" */
	return code->numbered || people->words[code->rest].gap ||
	       ((word->line_start || word->gap) && word->folded.len <= 4 && leads_to_label(people, code->rest, end));
}

/* "JV1", "SUBJ2": letters that are a role in the cells of an export, and a number. */
bool counted_role(const struct people *people, size_t at, struct str *role)
{
	const struct word *word = &people->words[at];
	size_t letters = 0;
	if (word->kind != TOKEN_MIXED)
		return false;
	while (letters < word->folded.len && word->folded.ptr[letters] >= 'a' && word->folded.ptr[letters] <= 'z')
		letters++;
	struct str code = {word->folded.ptr, letters};
	for (size_t i = letters; i < word->folded.len; i++)
		if (word->folded.ptr[i] < '0' || word->folded.ptr[i] > '9')
			return false;
	return letters >= 2 && letters <= 4 && word->folded.len <= letters + 2 &&
	       (words_has(people->words_list, code, people->class_of[CUE_ROLE], role) ||
		words_has(people->words_list, code, people->class_of[CUE_ROLE_CELL], role));
}

/* "JV1 XIONG, PA", "WT2  ALCIDE, WOODLEY": such a code before a name. */
static bool counted_role_at(const struct people *people, size_t at, size_t end, size_t *rest, struct str *role)
{
	size_t next = at + 1;
	if (!people->words[at].line_start || !counted_role(people, at, role))
		return false;
	next += next < end && sign_is(people, next, ':');
	*rest = next;
	return next < end && (inverted_name(people, next, end) || is_value_name(people, next, end));
}

void young_role(const struct people *people, size_t at, size_t to, struct str *role)
{
	if (at + 2 != to || !(sign_is(people, at, '-') || sign_is(people, at, '/')) || !word_is(people, at + 1, "j"))
		return;
	*role = role_is_victim(*role) ? STR("child-victim") : STR("juvenile");
}

/* A role code at `at`: "VIC 1", "SUS-1 (JUV)", "(V)", "V1", "CHILD:", "REPORTING PARTY..:". Sets where the rest begins. */
bool role_at(const struct people *people, size_t at, size_t end, size_t *rest, struct str *role)
{
	bool bracket = sign_is(people, at, '(') || sign_is(people, at, '[');
	size_t first = at + bracket;
	const struct cue_hit *hit = first < end ? cue_at(people, first, CUE_ROLE) : NULL;
	if (!hit && !bracket && first < end)
		return counted_role_at(people, first, end, rest, role);
	if (!hit || people->words[first].letters == CASE_LOWER)
		return false;
	*role = hit->value;
	const struct cue_hit *second = hit->to < end ? cue_at(people, hit->to, CUE_ROLE) : NULL;
	if (second && second->to < end && sign_is(people, second->to, ':') && !bracket) {
		/* "V1 PARENT: ..." */
		*role = second->value;
		*rest = second->to + 1;
		return true;
	}
	if (bracket)
		return role_in_brackets(people, hit->to, end, rest);
	struct role_code code = read_code(people, first, hit->to, end, role);
	*rest = code.rest;
	return is_role_code(people, hit, &code, end);
}

/* "PARENT NOTIFIED: ANN ORR", "Mother contacted:": whom the label asks for is kin, and not who told them. */
bool kin_notified(const struct people *people, size_t from)
{
	const struct cue_hit *label = NULL;
	const struct word *word = &people->words[from];
	size_t colon = from;
	if (word->kind != TOKEN_WORD || word_has(people, from, CUE_NO_VALUE) || word->entry->common >= name_level(word))
		return false; /* "GUARDIAN NOTIFIED: YES" */
	while (colon > 0 && people->words[colon - 1].kind == TOKEN_SIGN)
		colon--;
	for (uint32_t i = people->words[colon].ends; i; i = people->cues[i - 1].next_end)
		if (people->cues[i - 1].cue == CUE_LABEL_OFFICIAL)
			label = &people->cues[i - 1];
	if (!label || label->from == 0 || label->to != label->from + 1 || verb_form(people, label->from) != VERB_PAST)
		return false;
	return people->words[label->from - 1].line == people->words[label->from].line &&
	       (people->ends_in[label->from] & (cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY)));
}
