/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/token.h"

#include <string.h>

#include "decide/kept.h"

struct maker {
	struct labels *labels;
	const struct decide_input *input;
	struct buf *out;
};

static const struct subject *subject_of(const struct decide_input *input, int32_t person)
{
	return person >= 0 && (size_t)person < input->subject_count ? &input->subjects[person] : NULL;
}

static uint64_t key_of(const struct decide_input *input, int32_t person)
{
	return input->keys ? input->keys[person] : (uint64_t)person + 1;
}

/* Somebody of whom no more is known than how the name is written: the same writing, the same number. */
static uint64_t key_of_text(struct str text)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? (char)(text.ptr[i] | 0x20) : text.ptr[i];
		hash = (hash ^ (unsigned char)c) * 0x100000001b3u;
	}
	return hash | (uint64_t)1 << 63;
}

static void add_number(struct buf *out, uint32_t number)
{
	char digits[10];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	buf_add(out, (struct str){digits + at, sizeof digits - at});
}

/* A policy's template with {N} and {KIN} filled in, up to `len` bytes of it. */
static void add_template(struct maker *maker, const char *template, size_t len, uint64_t key, struct str kin)
{
	for (size_t i = 0; i < len;) {
		if (strncmp(template + i, "{N}", 3) == 0) {
			buf_printf(maker->out, "%u",
				   (unsigned)labels_number(maker->labels, (struct str){template, i}, key));
			i += 3;
		} else if (strncmp(template + i, "{KIN}", 5) == 0) {
			buf_add(maker->out, kin);
			i += 5;
		} else {
			buf_add_byte(maker->out, template[i++]);
		}
	}
}

/* "CHILD-1": the child's own token up to its number. False when the policy gives the child none. */
static bool add_child(struct maker *maker, int32_t child)
{
	const struct subject *subject = subject_of(maker->input, child);
	const struct policy_line *line = subject ? policy_line(maker->input->policy, WHAT_NAME, subject->who) : NULL;
	const char *number = line && line->cut ? strstr(line->token, "{N}") : NULL;
	if (number == NULL || strchr(line->token, '{') != number)
		return false;
	add_template(maker, line->token, (size_t)(number - line->token) + 3, key_of(maker->input, child), STR(""));
	return true;
}

/* The word of kinship as people/ gave it, if it is one. */
static struct str kin_of(const struct subject *subject)
{
	struct str kin = subject->kin;
	bool fine = kin.len > 0 && kin.len <= 24;
	for (size_t i = 0; fine && i < kin.len; i++)
		fine = (kin.ptr[i] >= 'A' && kin.ptr[i] <= 'Z') || kin.ptr[i] == '-' || kin.ptr[i] == ' ';
	return fine ? kin : STR("RELATIVE");
}

/* "MOTHER OF CHILD-1"; a second mother of the same child is "MOTHER-2 OF CHILD-1". False: the child is not known. */
static bool add_kin(struct maker *maker, const struct policy_line *line, int32_t person)
{
	const struct subject *subject = subject_of(maker->input, person);
	struct buf child = {0}, word = {0}, *out = maker->out;
	const char *at = strstr(line->token, "{CHILD}");
	bool known = false;
	maker->out = &child;
	if (subject && at && subject->child != person)
		known = add_child(maker, subject->child);
	maker->out = out;
	if (known) {
		struct str kin = kin_of(subject);
		uint64_t key = key_of(maker->input, person);
		buf_add(&word, kin);
		buf_add_byte(&word, '\n');
		buf_add(&word, buf_str(&child));
		uint32_t number = labels_number(maker->labels, buf_str(&word), key);
		buf_clear(&word);
		buf_add(&word, kin);
		if (number > 1) {
			buf_add_byte(&word, '-');
			add_number(&word, number);
		}
		add_template(maker, line->token, (size_t)(at - line->token), key, buf_str(&word));
		buf_add(out, buf_str(&child));
		at += strlen("{CHILD}");
		add_template(maker, at, strlen(at), key, buf_str(&word));
	}
	buf_free(&child);
	buf_free(&word);
	return known;
}

static void add_word(struct maker *maker, const struct policy_line *line, const struct cut *cut, struct str text)
{
	const struct subject *subject = subject_of(maker->input, cut->person);
	if (line->otherwise && add_kin(maker, line, cut->person))
		return;
	const char *template = line->otherwise ? line->otherwise : line->token;
	uint64_t key = subject ? key_of(maker->input, cut->person) : key_of_text(text);
	add_template(maker, template, strlen(template), key, subject ? kin_of(subject) : STR("RELATIVE"));
}

/* Whether something of the value may stand: not when another secret lies in it. */
static bool add_part(const struct decide_input *input, const struct policy_line *line, const struct cut *cut,
		     struct str text, const int64_t *best, struct buf *part)
{
	if (line->part == PART_NONE || (cut->absorbed && line->part != PART_INITIALS))
		return false;
	if (line->part == PART_INITIALS && best && subject_of(input, cut->person) && best[cut->person] >= 0)
		text = str_part(input->text, input->findings[best[cut->person]].span);
	return kept_add(part, line->part, text);
}

/* "[REPORT NUMBER]", where no line of the policy has a word for the kind. */
static void add_kind(struct buf *out, enum what what)
{
	buf_add_byte(out, '[');
	for (const char *name = what_name(what); *name; name++)
		buf_add_byte(out, *name == '-' ? ' ' : (char)(*name - ('a' - 'A')));
	buf_add_byte(out, ']');
}

void token_add(struct labels *labels, const struct decide_input *input, const struct cut *cut, const int64_t *best,
	       struct buf *out)
{
	const struct policy_line *line = &input->policy->lines[cut->line];
	struct str text = str_part(input->text, input->findings[cut->finding].span);
	struct maker maker = {labels, input, out};
	struct buf part = {0};
	if (!policy_covers(input->policy, line, cut->what)) {
		add_kind(out, cut->what);
		return;
	}
	bool kept = add_part(input, line, cut, text, best, &part);
	buf_add_byte(out, '[');
	if (!kept || line->part != PART_BLOCK)
		add_word(&maker, line, cut, text);
	if (kept && line->part != PART_BLOCK)
		buf_add_text(out, line->part == PART_CITY ? ", " : " ");
	buf_add(out, buf_str(&part));
	buf_add_byte(out, ']');
	buf_free(&part);
}
