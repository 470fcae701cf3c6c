/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From what is known of a part to its edits, and what the log says of them. */
#include <string.h>

#include "base/mem.h"
#include "decide/split.h"
#include "facts.h"
#include "pipeline_parts.h"
#include "spooled.h"

/* Who is the same person in all parts of a document: given name and surname; else nobody but in this part. */
static uint64_t person_key(const struct person *person, uint64_t part, size_t index)
{
	uint64_t given = 0, surname = 0;
	for (size_t i = 0; i < person->part_count; i++) {
		const struct name_part *name = &person->parts[i];
		if (name->kind == PART_GIVEN && !given)
			given = str_hash(name->folded);
		if (name->kind == PART_SURNAME && !surname)
			surname = str_hash(name->folded);
	}
	return given && surname ? given * 31 + surname : (part + 1) * 1000003 + index;
}

static void make_subjects(struct pipeline *pipeline, const struct part *part, uint64_t number)
{
	while (pipeline->subject_cap < part->person_count)
		pipeline->subjects = mem_room(pipeline->subjects, pipeline->subject_cap, &pipeline->subject_cap, sizeof *pipeline->subjects);
	while (pipeline->key_cap < part->person_count)
		pipeline->keys = mem_room(pipeline->keys, pipeline->key_cap, &pipeline->key_cap, sizeof *pipeline->keys);
	for (size_t i = 0; i < part->person_count; i++) {
		const struct person *person = &part->persons[i];
		pipeline->subjects[i] = (struct subject){
			.who = person->who,
			.child = person->child,
			.age = person->is.age_low,
			.kin = person->is.kin,
			.victim = person->victim,
			.witness = person->witness,
			.suspect = person->suspect,
			.missing = person->missing,
		};
		pipeline->keys[i] = person_key(person, number, i);
	}
}

static bool rules_on(const struct pipeline_ruling *ruling, const struct finding *finding, struct str name)
{
	if (ruling->name.len == 0)
		return ruling->what == finding->what;
	return name.len && str_equal(ruling->name, name);
}

static void make_rulings(struct pipeline *pipeline, const struct part *part, const struct pipeline_known *known)
{
	struct buf *name = &pipeline->record, *shown = &pipeline->shown;
	while (pipeline->ruling_cap < pipeline->findings.count)
		pipeline->rulings = mem_room(pipeline->rulings, pipeline->ruling_cap, &pipeline->ruling_cap, sizeof *pipeline->rulings);
	for (size_t i = 0; i < pipeline->findings.count; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		pipeline->rulings[i] = RULED_NOT;
		if (known->ruling_count == 0)
			continue;
		buf_clear(name);
		if (finding->person >= 0 && finding->what == WHAT_NAME) {
			buf_clear(shown);
			pipeline_name_add(shown, &part->persons[finding->person]);
			pipeline_name_key(name, buf_str(shown));
		}
		for (size_t j = 0; j < known->ruling_count; j++)
			if (rules_on(&known->rulings[j], finding, buf_str(name)))
				pipeline->rulings[i] = known->rulings[j].verdict == VERDICT_CUT ? RULED_CUT : RULED_KEEP;
	}
}

static struct decide_input decide_input(struct pipeline *pipeline, const struct view *view, const struct part *part)
{
	return (struct decide_input){
		.policy = pipeline->engine->policy,
		.text = buf_str(&view->text),
		.findings = pipeline->findings.list,
		.count = pipeline->findings.count,
		.rulings = pipeline->rulings,
		.subjects = pipeline->subjects,
		.keys = pipeline->keys,
		.subject_count = part->person_count,
	};
}

static void make_edits(struct pipeline *pipeline)
{
	while (pipeline->edit_cap < pipeline->cuts.count)
		pipeline->edits = mem_room(pipeline->edits, pipeline->edit_cap, &pipeline->edit_cap, sizeof *pipeline->edits);
	for (size_t i = 0; i < pipeline->cuts.count; i++) {
		const struct cut *cut = &pipeline->cuts.list[i];
		pipeline->edits[i] = (struct edit){.span = cut->span, .token = cut->token, .what = cut->what};
	}
}

/* The rule as the log numbers it: after those of the packs comes people/. */
static uint64_t rule_index(const struct pipeline *pipeline, const struct finding *finding)
{
	return finding->rule >= RULE_LEARNED ? rule_count(pipeline->engine->packs) : finding->rule;
}

/* What a reviewer keeps is on record too, each kind and line of the policy once a part. */
static void add_keeps(struct pipeline *pipeline, uint64_t lines, struct buf *record)
{
	for (size_t i = 0; i < pipeline->findings.count; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		const struct policy_line *line = policy_line(pipeline->engine->policy, finding->what, finding->who);
		if (pipeline->rulings[i] != RULED_KEEP || !line || !line->cut)
			continue;
		struct cut_record keep = {lines + 1, {0}, finding->what, {0}, (uint64_t)(line - pipeline->engine->policy->lines),
					  rule_index(pipeline, finding), true};
		pipeline_add_cut(record, &keep);
	}
}

void pipeline_decide(struct pipeline *pipeline, const struct part *part, uint64_t number, const struct pipeline_known *told)
{
	pipeline_find_numbers(pipeline, told);
	make_subjects(pipeline, part, number);
	make_rulings(pipeline, part, told);
	struct decide_input input = decide_input(pipeline, &pipeline->view, part);
	decide_cuts(pipeline->labels, &input, &pipeline->cuts);
	cuts_split(&pipeline->cuts, &pipeline->view);
	make_edits(pipeline);
}

static uint64_t line_ends(struct str text)
{
	uint64_t count = 0;
	const char *at = text.ptr, *end = text.ptr + text.len;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL)
		at++, count++;
	return count;
}

/* Positions in the log are lines of the released document. */
void pipeline_record_cuts(struct pipeline *pipeline, struct spooled *spool, size_t written)
{
	struct buf *record = &pipeline->cut_records;
	struct str out = buf_str(spool->memory);
	size_t at = written;
	for (size_t i = 0; i < pipeline->cuts.count; i++) {
		const struct cut *cut = &pipeline->cuts.list[i];
		size_t to = written + pipeline->edits[i].out < out.len ? written + pipeline->edits[i].out : out.len;
		if (to > at) {
			spool->lines += line_ends(str_part(out, (struct span){at, to}));
			at = to;
		}
		struct cut_record line = {spool->lines + 1, pipeline->edits[i].place, cut->what, cut->token, cut->line,
					  rule_index(pipeline, &pipeline->findings.list[cut->finding]),
					  pipeline->rulings[cut->finding] == RULED_CUT};
		pipeline_add_cut(record, &line);
	}
	add_keeps(pipeline, spool->lines, record);
	if (at < out.len)
		spool->lines += line_ends(str_part(out, (struct span){at, out.len}));
}

static bool is_cut(const struct pipeline *pipeline, struct span span)
{
	for (size_t i = 0; i < pipeline->cuts.count; i++)
		if (pipeline->cuts.list[i].span.from < span.to && pipeline->cuts.list[i].span.to > span.from)
			return true;
	return false;
}

/* Neither the policy nor a reviewer's decision cuts the age of a child, nor an age that may be a child's. */
static bool ages_stay(const struct pipeline *pipeline, const struct pipeline_known *told)
{
	const struct policy *policy = pipeline->engine->policy;
	const struct policy_line *child = policy_line(policy, WHAT_AGE, WHO_CHILD), *juvenile = policy_line(policy, WHAT_AGE, WHO_JUVENILE);
	bool stay = !(child && child->cut) && !(juvenile && juvenile->cut);
	for (size_t i = 0; i < told->ruling_count; i++)
		if (told->rulings[i].name.len == 0 && told->rulings[i].what == WHAT_AGE && told->rulings[i].verdict == VERDICT_CUT)
			stay = false;
	for (size_t i = 0; stay && i < pipeline->findings.count; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		bool child_s = finding->who == WHO_CHILD || finding->who == WHO_JUVENILE || finding->who == WHO_NONE || finding->who == WHO_UNKNOWN;
		stay = finding->what != WHAT_AGE || !child_s || !is_cut(pipeline, finding->span);
	}
	return stay;
}

void pipeline_read_facts(struct pipeline *pipeline, const struct part *part, const struct pipeline_known *told)
{
	const struct facts_part facts = {.text = view_prose(&pipeline->view),
					 .findings = &pipeline->findings,
					 .stated = &pipeline->stated,
					 .people = part,
					 .keys = pipeline->keys,
					 .edits = pipeline->edits,
					 .edit_count = pipeline->cuts.count,
					 .ages = ages_stay(pipeline, told)};
	facts_read(pipeline->facts, &facts);
}

/* The name of the file is read like a text: "Doe_Jane_statement.txt" names her. */
enum err pipeline_cut_path(struct pipeline *pipeline, struct str path, const struct known *known,
			   const struct pipeline_known *told, struct buf *released, struct fault *fault)
{
	struct part part;
	view_clear(&pipeline->view);
	pipeline->view.bare = true;
	view_add(&pipeline->view, path, 0, 0, (uint32_t)path.len);
	enum err err = pipeline_understand(pipeline, &pipeline->view, known, &part, fault);
	if (err)
		return err;
	pipeline_find_numbers(pipeline, told);
	pipeline_find_values(pipeline);
	make_subjects(pipeline, &part, UINT32_MAX);
	make_rulings(pipeline, &part, told);
	struct decide_input input = decide_input(pipeline, &pipeline->view, &part);
	if (decide_path(pipeline->labels, &input, released) == 0)
		return ERR_NONE;
	decide_cuts(pipeline->labels, &input, &pipeline->cuts);
	for (size_t i = 0; i < pipeline->cuts.count; i++) {
		const struct cut *cut = &pipeline->cuts.list[i];
		struct cut_record record = {0, {0}, cut->what, cut->token, cut->line, rule_index(pipeline, &pipeline->findings.list[cut->finding]),
					    pipeline->rulings[cut->finding] == RULED_CUT};
		pipeline_add_cut(&pipeline->cut_records, &record);
	}
	return ERR_NONE;
}
