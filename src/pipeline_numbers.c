/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers of reports: which documents they join, and what a decision to cut them takes besides those with a label. */
#include <string.h>

#include "bare_numbers.h"
#include "pipeline_parts.h"

enum {
	NUMBERS_MOST = 16,  /* report numbers of one part that are looked at */
	NUMBERS_CUT = 4096, /* numbers of one document that are looked for where they have no label */
	NUMBER_SHORT = 4,   /* a shorter one is not looked for: it could be anything */
	NUMBER_LONG = 64
};

static bool is_known(const struct buf *numbers, struct str number)
{
	struct str rest = buf_str(numbers), known;
	while (take_counted(&rest, &known))
		if (str_equal(known, number))
			return true;
	return false;
}

/* Those of certain kinds, 1 << what each; returns how many there are. A number that is `loose` may be one that a form gives to whom it
 * does not know, "000-00-0000". */
static unsigned add_found(const struct pipeline *pipeline, uint64_t kinds, bool loose, struct buf *numbers)
{
	unsigned count = 0;
	for (size_t i = 0; i < pipeline->findings.count && count < NUMBERS_MOST; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		if (!(kinds >> finding->what & 1) || finding->span.to - finding->span.from > NUMBER_LONG)
			continue;
		char marked[NUMBER_LONG + 1] = {LOOSE_NUMBER};
		struct str text = str_part(buf_str(&pipeline->view.text), finding->span), number = {marked + !loose, text.len + loose};
		memcpy(marked + 1, text.ptr, text.len);
		if (is_known(numbers, number))
			continue; /* it stands in each row of an extract */
		buf_add_counted(numbers, number);
		count++;
	}
	return count;
}

/* Telephones of one side. */
static unsigned add_telephones(const struct pipeline *pipeline, enum who side, unsigned count, struct buf *numbers)
{
	for (size_t i = 0; i < pipeline->findings.count && count < NUMBERS_MOST; i++) {
		char text[TELEPHONE_NOTE];
		struct str number = str_part(buf_str(&pipeline->view.text), pipeline->findings.list[i].span);
		struct str note = telephone_side(&pipeline->findings, i) == side ? telephone_note(side, number, text) : (struct str){0};
		if (note.len == 0 || is_known(numbers, note))
			continue;
		buf_add_counted(numbers, note);
		count++;
	}
	return count;
}

/* Report numbers; and those that one person has, who is named in full in one report and by half a name in another. */
void pipeline_add_numbers(struct pipeline *pipeline, struct buf *out)
{
	_Static_assert(WHAT_COUNT <= 64, "a bit for each kind");
	const uint64_t reports = 1u << WHAT_REPORT_NUMBER, persons = 1u << WHAT_SSN | 1u << WHAT_LICENCE | 1u << WHAT_MEDICAL_ID |
								     1u << WHAT_STUDENT_ID | 1u << WHAT_CASE_ID | 1u << WHAT_VIN;
	struct buf *numbers = &pipeline->out;
	buf_clear(numbers);
	unsigned count = add_found(pipeline, reports, false, numbers);
	if (count == 0)
		buf_add_counted(numbers, (struct str){0}); /* the document's own number has a label */
	add_found(pipeline, persons, true, numbers);
	bare_numbers_add(numbers, buf_str(&pipeline->view.text), NUMBERS_MOST - count);
	loose_numbers_add(numbers, buf_str(&pipeline->view.text), NUMBERS_MOST);
	/* private ones first: where not all are noted, those are missing that would let others stay */
	add_telephones(pipeline, WHO_OFFICIAL, add_telephones(pipeline, WHO_RELATIVE, 0, numbers), numbers);
	buf_add_counted(out, buf_str(numbers));
}

/* By a decision, the last one, or else by the policy. */
static bool are_cut(const struct pipeline *pipeline, const struct pipeline_known *told)
{
	const struct policy_line *line = policy_line(pipeline->engine->policy, WHAT_REPORT_NUMBER, WHO_NONE);
	bool cut = line && line->cut;
	for (size_t i = 0; i < told->ruling_count; i++)
		if (told->rulings[i].name.len == 0 && told->rulings[i].what == WHAT_REPORT_NUMBER)
			cut = told->rulings[i].verdict == VERDICT_CUT;
	return cut;
}

/* All that the document has given so far, each once. */
static void learn(struct pipeline *pipeline)
{
	struct buf *known = &pipeline->numbers, *bare = &pipeline->shown;
	struct str text = buf_str(&pipeline->view.text), rest, number;
	buf_clear(bare);
	bare_numbers_add(bare, text, NUMBERS_CUT);
	for (size_t i = 0; i < pipeline->findings.count; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		size_t len = finding->span.to - finding->span.from;
		if (finding->what == WHAT_REPORT_NUMBER && len >= NUMBER_SHORT && len <= NUMBER_LONG)
			buf_add_counted(bare, str_part(text, finding->span));
	}
	for (rest = buf_str(bare); take_counted(&rest, &number);)
		if (known->len < NUMBERS_CUT * NUMBER_SHORT && !is_known(known, number))
			buf_add_counted(known, number);
}

static bool is_inside(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

static void find_all(struct pipeline *pipeline, struct str number, uint16_t rule)
{
	struct str text = buf_str(&pipeline->view.text);
	const char *found;
	for (size_t at = 0; at < text.len && (found = memmem(text.ptr + at, text.len - at, number.ptr, number.len)) != NULL;) {
		struct span span = {(size_t)(found - text.ptr), (size_t)(found - text.ptr) + number.len};
		bool whole = (span.from == 0 || !is_inside(text.ptr[span.from - 1])) && (span.to == text.len || !is_inside(text.ptr[span.to]));
		if (whole) {
			struct finding *finding = finding_add(&pipeline->findings, span, WHAT_REPORT_NUMBER, rule);
			finding->person = NOBODY;
			finding->score = 100;
		}
		at = span.to;
	}
}

void pipeline_find_numbers(struct pipeline *pipeline, const struct pipeline_known *told)
{
	struct str rest, number;
	if (!are_cut(pipeline, told))
		return;
	learn(pipeline);
	uint16_t rule = (uint16_t)rule_named(pipeline->engine->packs, "report-number");
	rule = rule < rule_count(pipeline->engine->packs) ? rule : RULE_PEOPLE;
	for (rest = buf_str(&pipeline->numbers); take_counted(&rest, &number);)
		find_all(pipeline, number, rule);
	finding_sort(&pipeline->findings);
}
