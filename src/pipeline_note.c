/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What pass 1 notes of a part: who is in it, for the parent; and what the rules found, for pass 2, which then need not match them
 * again: that is a third of the work. */
#include "explain.h"

#include "pipeline_parts.h"

void pipeline_name_add(struct buf *out, const struct person *person)
{
	static const enum part_kind order[] = {PART_GIVEN, PART_MIDDLE, PART_INITIAL, PART_SURNAME, PART_NICK};
	size_t start = out->len;
	for (size_t kind = 0; kind < sizeof order / sizeof *order; kind++)
		for (size_t i = 0; i < person->part_count; i++) {
			if (person->parts[i].kind != (uint8_t)order[kind])
				continue;
			if (out->len > start)
				buf_add_byte(out, ' ');
			buf_add(out, person->parts[i].folded);
		}
}

static void add_person(struct buf *out, struct buf *scratch, const struct person *person, struct str text, struct line_place *place)
{
	buf_clear(scratch);
	pipeline_name_add(scratch, person);
	buf_add_byte(scratch, '\n');
	buf_add_counted(out, buf_str(scratch));
	uint32_t bit = person->is.evidence & -person->is.evidence;
	buf_add_counted(out, str_of(evidence_text((enum evidence)bit)));
	buf_add_number(out, explain_line_from(place, text, person->first.from));
	buf_clear(scratch);
	person_write(scratch, person);
	buf_add_counted(out, buf_str(scratch));
}

void pipeline_note_part(struct pipeline *pipeline, const struct part *part, uint64_t number, const struct pipeline_output *output)
{
	struct buf *record = &pipeline->record;
	struct line_place place = {0};
	uint64_t count = 0;
	buf_clear(record);
	for (size_t i = 0; i < part->person_count; i++)
		count += !part->persons[i].outside;
	buf_add_number(record, number);
	pipeline_add_numbers(pipeline, record);
	buf_add_number(record, count);
	for (size_t i = 0; i < part->person_count; i++)
		if (!part->persons[i].outside)
			add_person(record, &pipeline->out, &part->persons[i], buf_str(&pipeline->view.text), &place);
	output->emit(output->context, TAG_PART, buf_str(record));
	if (number == 0) /* a document of many parts is not told of them again */
		output->emit(output->context, TAG_FOUND, buf_str(&pipeline->found));
}

/* ---- findings of the rules ---------------------------------------------------------------------------------------------- */

static void write_found(struct buf *out, const struct finding_list *findings)
{
	size_t from = 0;
	buf_clear(out);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		buf_add_number(out, finding->span.from - from);
		buf_add_number(out, finding->span.to - finding->span.from);
		buf_add_number(out, finding->what);
		buf_add_number(out, finding->who);
		buf_add_number(out, finding->rule);
		buf_add_number(out, finding->score);
		from = finding->span.from;
	}
}

static bool take_found(const struct pipeline *pipeline, struct str found, struct finding_list *findings)
{
	uint64_t from = 0, step, len, what, who, rule, score;
	size_t rules = rule_count(pipeline->engine->packs), end = pipeline->tokens.text.len;
	while (found.len) {
		if (!take_number(&found, &step) || !take_number(&found, &len) || !take_number(&found, &what) || !take_number(&found, &who) ||
		    !take_number(&found, &rule) || !take_number(&found, &score) || step > end - from || len > end - from - step ||
		    what >= WHAT_COUNT || who >= WHO_COUNT || rule >= rules || score > 100)
			return false;
		from += step;
		struct finding *finding = finding_add(findings, (struct span){from, from + len}, (enum what)what, (uint16_t)rule);
		finding->who = (enum who)who;
		finding->score = (uint8_t)score;
	}
	return true;
}

enum err pipeline_find(struct pipeline *pipeline, struct fault *fault)
{
	if (pipeline->given.len && take_found(pipeline, pipeline->given, &pipeline->findings))
		return ERR_NONE;
	pipeline->findings.count = 0;
	enum err err = rules_match(pipeline->matcher, &pipeline->tokens, &pipeline->findings, fault);
	if (!err && !pipeline->options.directory)
		write_found(&pipeline->found, &pipeline->findings);
	return err;
}
