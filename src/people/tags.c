/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers that an agency gives to things and papers of its own, told by where they stand: tags of an inventory, the number in the head. */
#include "people/internal.h"

enum { TAG_LETTERS = 4, TAG_LENGTH = 10, TAG_LINES = 16, TAGS_NEAR = 40, TAGS_LEAST = 3, LETTERED_LEAST = 5 };
enum { SUBJECT_WORDS = 5, HEAD_LINES = 4, HEAD_WORDS = 200, FORM_ALONE = 55, OWN_DIGITS = 6 };
enum { SAME_LEAST = 6, PART_LEAST = 5, SUFFIX_MOST = 2, NUMBERS_MOST = 16, FINDINGS_MOST = 4096 }; /* digits; and what numbers things of one report */

/* "E-20117": the number behind the letters, 0: the finding has another form. */
static unsigned long tag_number(const struct people *people, const struct finding *finding, struct str *letters)
{
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	size_t at = 0;
	unsigned long number = 0;
	while (at < text.len && ascii_upper(text.ptr[at]))
		at++;
	*letters = (struct str){text.ptr, at};
	if (at == 0 || at > TAG_LETTERS || at + 1 >= text.len || text.len > TAG_LENGTH || text.ptr[at] != '-')
		return 0;
	for (at++; at < text.len; at++) {
		if (!ascii_digit(text.ptr[at]))
			return 0;
		number = number * 10 + (unsigned long)(text.ptr[at] - '0');
	}
	return number;
}

/* Evidence or property is listed in the lines above. */
static bool is_inventory(const struct people *people, size_t at)
{
	uint32_t line = people->words[at].line;
	for (uint32_t i = line > TAG_LINES ? line - TAG_LINES : 0; i <= line; i++)
		for (size_t word = line_from(people, i); word < line_to(people, i); word++)
			if (word_in(people, word, LIST_EVIDENCE, NULL))
				return true;
	return false;
}

/* A column TAG looks like that of plates. */
static bool may_be_tag(const struct finding *finding)
{
	return finding->what == WHAT_OTHER_ID || finding->what == WHAT_REPORT_NUMBER || finding->what == WHAT_PLATE;
}

/* "E-20117 ... E-20118 ... E-20120": tags of an inventory run on from one thing to the next; cards of persons do not. */
static bool is_running_tag(const struct people *people, const struct finding *finding)
{
	struct str letters, others;
	unsigned long number = tag_number(people, finding, &letters), seen[TAGS_LEAST];
	size_t near = 0;
	for (size_t i = 0; number && near < TAGS_LEAST && i < people->findings->count; i++) {
		const struct finding *other = &people->findings->list[i];
		unsigned long next = may_be_tag(other) ? tag_number(people, other, &others) : 0;
		bool ordered = other->span.from > finding->span.from ? next > number : next < number;
		if (!next || !ordered || !str_equal(letters, others) || (next > number ? next - number : number - next) > TAGS_NEAR)
			continue;
		bool again = false;
		for (size_t j = 0; j < near; j++)
			again |= seen[j] == next;
		if (!again)
			seen[near++] = next;
	}
	return near >= TAGS_LEAST && is_inventory(people, tokens_at(people->tokens, finding->span.from));
}

/* "TAG 884-A", "TAG 884-B": one number, and behind it a letter for each thing, as no two cars have it. */
static bool is_lettered_tag(const struct people *people, const struct finding *finding)
{
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	size_t last = text.len - 1, digits = 0;
	if (finding->what != WHAT_PLATE || text.len < LETTERED_LEAST || text.len > TAG_LENGTH || !ascii_upper(text.ptr[last]) ||
	    text.ptr[last - 1] != '-')
		return false;
	for (size_t i = 0; i < last; i++)
		digits += ascii_digit(text.ptr[i]);
	for (size_t i = 0; digits >= 3 && i < people->findings->count; i++) {
		struct str other = str_part(buf_str(&people->view->text), people->findings->list[i].span);
		uint8_t what = people->findings->list[i].what; /* those before it are told by now */
		if ((what == WHAT_PLATE || what == WHAT_REPORT_NUMBER) && other.len == text.len && memcmp(other.ptr, text.ptr, last) == 0 &&
		    ascii_upper(other.ptr[last]) && other.ptr[last] != text.ptr[last])
			return true;
	}
	return false;
}

/* "Harrow Bend Sheriff's Dept   No. HB-1123-62" in the head of the paper: the agency's own number. */
static bool is_of_head(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from), from = line_from(people, people->words[at].line);
	size_t word = at > from && sign_is(people, at - 1, '.') ? at - 1 : at;
	if (people->words[at].line > HEAD_LINES || word == from || list_match(people, word - 1, LIST_NUMBER_NOUN) == 0)
		return false;
	for (size_t i = from; i < word - 1; i++)
		if (people->words[i].mention != NOBODY || word_has(people, i, LABEL_NAME))
			return false;
	return (people->ends_in[word - 1] & (cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY))) != 0;
}

/* A person who is no official is named or labelled in the lines before, or before it on its line. */
static bool is_behind_person(const struct people *people, size_t at)
{
	const cue_set persons = cue_bit(LABEL_NAME) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_ID) | cue_bit(CUE_ROLE) | cue_bit(CUE_KIN) |
				cue_bit(CUE_CHILD);
	for (size_t i = 0; i < at; i++) {
		int32_t mention = people->words[i].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
		if (people->words[i].blocked == WHAT_OFFENCE)
			continue; /* "RUNAWAY / ENDANGERED JUVENILE" */
		if ((person != NOBODY && people->persons[person].who != WHO_OFFICIAL) || word_has_any(people, i, persons))
			return true;
	}
	return false;
}

/* "PORT HALLORAN PD RMS *RESTRICTED*   H25-099-0733": in the first lines, below or behind an agency and before any person. */
static bool is_in_head(const struct people *people, size_t at)
{
	bool agency = false;
	if (people->words[at].line >= HEAD_LINES || at > HEAD_WORDS || people->words[at].record)
		return false;
	for (size_t i = 0; i < at; i++)
		agency |= word_has_any(people, i, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_RANK)) != 0;
	return agency && !is_behind_person(people, at);
}

/* "Subject: H25-016-0355 - moved home", "Re: your 24006612" */
static bool is_subject(const struct people *people, size_t at)
{
	size_t from = line_from(people, people->words[at].line);
	if (at > from && list_match(people, at - 1, LIST_POSSESSIVE) > 0)
		at--;
	return at > from && at - from <= SUBJECT_WORDS && sign_is(people, at - 1, ':') && list_match(people, from, LIST_SUBJECT) > 0;
}

bool is_of_paper(const struct people *people, const struct finding *finding)
{
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	size_t at = tokens_at(people->tokens, finding->span.from), digits = 0;
	for (size_t i = 0; i < text.len; i++)
		digits += ascii_digit(text.ptr[i]);
	bool bare = finding->what == WHAT_OTHER_ID && (finding->score < FORM_ALONE || finding->rule == RULE_PEOPLE);
	return bare && digits >= OWN_DIGITS && at < people->word_count && (is_in_head(people, at) || is_subject(people, at));
}

bool is_agencys_tag(const struct people *people, const struct finding *finding)
{
	if ((finding->what != WHAT_OTHER_ID && finding->what != WHAT_PLATE) || tokens_at(people->tokens, finding->span.from) >= people->word_count)
		return false;
	return (finding->what == WHAT_OTHER_ID && is_of_head(people, finding)) || is_running_tag(people, finding) ||
	       is_lettered_tag(people, finding);
}

/* The same digits, whatever signs stand between. */
static bool same_digits(struct str a, struct str b)
{
	size_t i = 0, j = 0, same = 0;
	for (;; i++, j++, same++) {
		while (i < a.len && !ascii_digit(a.ptr[i]))
			i++;
		while (j < b.len && !ascii_digit(b.ptr[j]))
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len && same >= SAME_LEAST;
		if (a.ptr[i] != b.ptr[j])
			return false;
	}
}

/* "-V", "-1": at most so many signs behind the last hyphen. */
static struct str without_suffix(struct str text)
{
	size_t last = text.len;
	while (last > 0 && text.ptr[last - 1] != '-')
		last--;
	return last > 0 && text.len - last <= SUFFIX_MOST ? (struct str){text.ptr, last - 1} : text;
}

/* The digits of `text` are the last ones of `own`: "03-0158-A" of 2303-0158. */
static bool ends_own(struct str own, struct str text)
{
	size_t digits = 0, j = own.len;
	text = without_suffix(text);
	for (size_t i = text.len; i > 0; i--) {
		if (!ascii_digit(text.ptr[i - 1]))
			continue;
		while (j > 0 && !ascii_digit(own.ptr[j - 1]))
			j--;
		if (j == 0 || own.ptr[--j] != text.ptr[i - 1])
			return false;
		digits++;
	}
	return digits >= PART_LEAST;
}

/* "SF0250044-B", "HG-25-3390-V" beside HG-25-3390-1: what they have in common has letters and numbers enough. */
static bool is_sibling(struct str own, struct str text)
{
	struct str begin = without_suffix(text), other = without_suffix(own);
	size_t digits = 0;
	for (size_t i = 0; i < begin.len; i++)
		digits += ascii_digit(begin.ptr[i]);
	bool same = str_equal(begin, own) || str_equal(begin, other);
	return same && digits >= SAME_LEAST && ascii_letter(begin.ptr[0]) && begin.len < text.len;
}

/* "DOC-12019918" where the report is 12-019918; "03-0158-A" and "0093117-5" for things where it is 2303-0158 and 23-0093117; what has
 * the number of another report and a letter of its own. */
bool is_of_own(const struct people *people, const struct finding *finding)
{
	struct str own = people->report_number, text = str_part(buf_str(&people->view->text), finding->span);
	if (finding->what != WHAT_OTHER_ID && finding->what != WHAT_PLATE)
		return false;
	for (size_t i = 0, numbers = 0; i < people->findings->count && i < FINDINGS_MOST && numbers < NUMBERS_MOST; i++) {
		const struct finding *other = &people->findings->list[i];
		if (other->what != WHAT_REPORT_NUMBER)
			continue;
		numbers++;
		if (is_sibling(str_part(buf_str(&people->view->text), other->span), text))
			return true;
	}
	if (own.len == 0 || own.ptr == text.ptr)
		return false;
	return (finding->what == WHAT_OTHER_ID && same_digits(own, text)) || ends_own(own, text);
}
