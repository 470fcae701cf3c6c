/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pipeline.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "bare_numbers.h"
#include "base/mem.h"
#include "decide/decide.h"
#include "detect/rules.h"
#include "explain.h"
#include "fields.h"
#include "format/format.h"
#include "format/xml.h"
#include "readback.h"
#include "spooled.h"

enum {
	PART_SIZE = 128 << 10,     /* a longer document is read in parts: people of one part know each other */
	HEAD_SIZE = 4096,          /* what formats look at to bid */
	RECORD_SIZE = 256 << 10,   /* of cuts in one record */
	DEFLATE_FAST = 1,
	NUMBERS_MOST = 16 /* report numbers of one part that are looked at */
};

struct pipeline {
	const struct engine *engine;
	struct pipeline_options options;
	struct format_options format_options;
	struct xml_engine *xml;
	struct matcher *matcher;
	struct people *people;
	struct tokens tokens;
	struct view view;
	struct finding_list findings;
	struct labels *labels;
	struct cuts cuts;
	struct subject *subjects;
	size_t subject_cap;
	uint8_t *rulings; /* enum ruling of each finding */
	size_t ruling_cap;
	uint64_t *keys;
	size_t key_cap;
	struct edit *edits;
	size_t edit_cap;
	struct buf record, out, shown;
	struct hash *input_hash, *hash;
	struct readback *readback;
	struct libdeflate_compressor *compressor;
};

static struct protection protection_of(const struct policy *policy)
{
	return (struct protection){.under = (int)policy->under,
				   .at_incident = policy->at_incident,
				   .at_report = policy->at_report,
				   .release_unknown_age = !policy->protect_unknown_age};
}

enum err pipeline_open(struct pipeline **made, const struct engine *engine, const struct pipeline_options *options,
		       struct fault *fault)
{
	struct pipeline *pipeline = mem_alloc(1, sizeof *pipeline);
	size_t selectors;
	pipeline->engine = engine;
	pipeline->options = *options;
	pipeline->format_options.selectors = pack_selectors(engine->packs, &selectors);
	pipeline->format_options.selector_count = selectors;
	pipeline->format_options.part_size = options->part_size ? options->part_size : PART_SIZE;
	pipeline->format_options.line_limit = options->line_limit;
	pipeline->matcher = matcher_new(engine->packs);
	pipeline->labels = labels_new();
	pipeline->input_hash = hash_open(HASH_SHA256);
	pipeline->hash = hash_open(HASH_SHA256);
	pipeline->readback = readback_new();
	pipeline->compressor = libdeflate_alloc_compressor(DEFLATE_FAST);
	struct protection protect = protection_of(engine->policy);
	pipeline->people = people_open(engine->lexicon, engine->words, engine->names, &protect, fault);
	enum err err = pipeline->people ? ERR_NONE : fault->code;
	if (!err)
		err = xml_engine_new(pipeline->format_options.selectors, selectors, &pipeline->xml, fault);
	if (!err && pipeline->compressor == NULL)
		err = fault_set(fault, ERR_SYSTEM, "no memory for the compressor");
	if (err)
		pipeline_close(pipeline);
	else
		*made = pipeline;
	return err;
}

void pipeline_close(struct pipeline *pipeline)
{
	if (pipeline == NULL)
		return;
	xml_engine_free(pipeline->xml);
	matcher_free(pipeline->matcher);
	people_close(pipeline->people);
	tokens_free(&pipeline->tokens);
	view_free(&pipeline->view);
	finding_free(&pipeline->findings);
	labels_free(pipeline->labels);
	cuts_free(&pipeline->cuts);
	free(pipeline->subjects);
	free(pipeline->keys);
	free(pipeline->rulings);
	free(pipeline->edits);
	buf_free(&pipeline->record);
	buf_free(&pipeline->out);
	buf_free(&pipeline->shown);
	hash_close(pipeline->input_hash);
	hash_close(pipeline->hash);
	readback_free(pipeline->readback);
	if (pipeline->compressor)
		libdeflate_free_compressor(pipeline->compressor);
	free(pipeline);
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

/* The document's bytes on their way to the format, hashed. */
struct hashed {
	struct source *from;
	struct hash *hash;
};

static enum err read_hashed(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct hashed *hashed = context;
	struct str have;
	enum err err = source_peek(hashed->from, 1, &have, fault);
	if (err)
		return err;
	*got = have.len < cap ? have.len : cap;
	memcpy(to, have.ptr, *got);
	hash_add(hashed->hash, (struct str){to, *got});
	source_take(hashed->from, *got);
	return ERR_NONE;
}

/* One document being read: its format, and its bytes through a hash. */
struct reading {
	const struct format *format;
	void *document;
	struct source *source;
	struct hashed hashed;
};

static enum err open_document(struct pipeline *pipeline, struct reading *reading, struct str path, struct fault *fault)
{
	struct str head;
	enum err err = source_peek(reading->source, HEAD_SIZE, &head, fault);
	if (err)
		return err;
	if (head.len == 0)
		return fault_set(fault, ERR_UNREADABLE, "the file is empty; ask for it again, or leave it out");
	if (head.len > HEAD_SIZE)
		head.len = HEAD_SIZE;
	reading->format = format_choose(head, path);
	if (reading->format == &format_xml) /* its engine is made once for all documents */
		return xml_open_with(pipeline->xml, &pipeline->format_options, reading->source, &reading->document, fault);
	return reading->format->open(&pipeline->format_options, reading->source, &reading->document, fault);
}

static enum err reading_open(struct pipeline *pipeline, struct reading *reading, struct str path, struct source *source,
			     struct fault *fault)
{
	hash_begin(pipeline->input_hash);
	reading->hashed = (struct hashed){source, pipeline->input_hash};
	reading->source = source_open(read_hashed, &reading->hashed, 0, UINT64_MAX);
	return open_document(pipeline, reading, path, fault);
}

static void reading_close(struct reading *reading)
{
	if (reading->document)
		reading->format->close(reading->document);
	source_close(reading->source);
}

/* view -> tokens -> rules -> people */
static enum err understand(struct pipeline *pipeline, const struct view *view, const struct known *known, struct part *part,
			   struct fault *fault)
{
	pipeline->findings.count = 0;
	tokens_read(&pipeline->tokens, pipeline->engine->lexicon, view_prose(view));
	enum err err = rules_match(pipeline->matcher, &pipeline->tokens, &pipeline->findings, fault);
	if (err)
		return err;
	if (view->field_count)
		fields_find(view, pipeline->engine->packs, &pipeline->findings);
	rules_settle(&pipeline->findings);
	return people_read(pipeline->people, view, &pipeline->tokens, &pipeline->findings, known, part, fault);
}

/* ---- pass 1 -------------------------------------------------------------------------------------------------- */

/* The name as the case lists it: given names, initials, surnames, then nicknames. */
static void name_add(struct buf *out, const struct person *person)
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

static void add_person(struct buf *out, struct buf *scratch, const struct person *person, struct str text)
{
	buf_clear(scratch);
	name_add(scratch, person);
	buf_add_byte(scratch, '\n');
	buf_add_counted(out, buf_str(scratch));
	uint32_t bit = person->is.evidence & -person->is.evidence;
	buf_add_counted(out, str_of(evidence_text((enum evidence)bit)));
	buf_add_number(out, explain_line(text, person->first.from));
	buf_clear(scratch);
	person_write(scratch, person);
	buf_add_counted(out, buf_str(scratch));
}

/* The numbers of this report and of those it belongs to: documents that share one are one case. */
static void add_numbers(struct pipeline *pipeline, struct buf *out)
{
	struct buf *numbers = &pipeline->out;
	unsigned count = 0;
	buf_clear(numbers);
	for (size_t i = 0; i < pipeline->findings.count && count < NUMBERS_MOST; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		if (finding->what != WHAT_REPORT_NUMBER || finding->span.to - finding->span.from > 64)
			continue;
		buf_add_counted(numbers, str_part(buf_str(&pipeline->view.text), finding->span));
		count++;
	}
	if (count == 0)
		buf_add_counted(numbers, (struct str){0}); /* the document's own number has a label */
	bare_numbers_add(numbers, buf_str(&pipeline->view.text), NUMBERS_MOST - count);
	buf_add_counted(out, buf_str(numbers));
}

static void emit_part(struct pipeline *pipeline, const struct part *part, uint64_t number,
		      const struct pipeline_output *output)
{
	struct buf *record = &pipeline->record;
	uint64_t count = 0;
	buf_clear(record);
	for (size_t i = 0; i < part->person_count; i++)
		count += !part->persons[i].outside;
	buf_add_number(record, number);
	add_numbers(pipeline, record);
	buf_add_number(record, count);
	for (size_t i = 0; i < part->person_count; i++)
		if (!part->persons[i].outside)
			add_person(record, &pipeline->out, &part->persons[i], buf_str(&pipeline->view.text));
	output->emit(output->context, TAG_PART, buf_str(record));
}

static void emit_explain(struct pipeline *pipeline, const struct part *part, const struct pipeline_output *output)
{
	buf_clear(&pipeline->record);
	explain_part(&pipeline->record, pipeline->engine, &pipeline->view, &pipeline->findings, part);
	output->emit(output->context, TAG_EXPLAIN, buf_str(&pipeline->record));
}

enum err pipeline_scan(struct pipeline *pipeline, struct str path, struct source *source,
		       const struct pipeline_output *output, struct fault *fault)
{
	struct reading reading = {0};
	struct part part;
	bool more = true;
	enum err err = reading_open(pipeline, &reading, path, source, fault);
	for (uint64_t number = 0; !err && more; number++) {
		err = reading.format->next(reading.document, &pipeline->view, &more, fault);
		if (err || !more)
			break;
		err = understand(pipeline, &pipeline->view, NULL, &part, fault);
		if (err)
			break;
		emit_part(pipeline, &part, number, output);
		if (pipeline->options.explain)
			emit_explain(pipeline, &part, output);
	}
	reading_close(&reading);
	if (err)
		return err;
	unsigned char digest[SHA256_SIZE];
	hash_end(pipeline->input_hash, digest);
	output->emit(output->context, TAG_SCANNED, (struct str){(const char *)digest, sizeof digest});
	return ERR_NONE;
}

/* ---- pass 2 -------------------------------------------------------------------------------------------------- */

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
			name_add(shown, &part->persons[finding->person]);
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
	return finding->rule == RULE_PEOPLE ? rule_count(pipeline->engine->packs) : finding->rule;
}

/* What a reviewer keeps is on record too, each kind and line of the policy once a part. */
static void add_keeps(struct pipeline *pipeline, uint64_t lines, struct buf *record)
{
	for (size_t i = 0; i < pipeline->findings.count; i++) {
		const struct finding *finding = &pipeline->findings.list[i];
		const struct policy_line *line = policy_line(pipeline->engine->policy, finding->what, finding->who);
		if (pipeline->rulings[i] != RULED_KEEP || !line || !line->cut)
			continue;
		struct cut_record keep = {lines + 1, finding->what, {0}, (uint64_t)(line - pipeline->engine->policy->lines),
					  rule_index(pipeline, finding), true};
		pipeline_add_cut(record, &keep);
	}
}

/* Positions in the log are lines of the released document. */
static void emit_cuts(struct pipeline *pipeline, struct spooled *spool, size_t written, const struct pipeline_output *output)
{
	struct buf *record = &pipeline->record;
	struct str out = buf_str(spool->memory);
	size_t at = written;
	buf_clear(record);
	for (size_t i = 0; i < pipeline->cuts.count; i++) {
		const struct cut *cut = &pipeline->cuts.list[i];
		for (; at < pipeline->edits[i].out && at < out.len; at++)
			spool->lines += out.ptr[at] == '\n';
		struct cut_record line = {spool->lines + 1, cut->what, cut->token, cut->line,
					  rule_index(pipeline, &pipeline->findings.list[cut->finding]),
					  pipeline->rulings[cut->finding] == RULED_CUT};
		pipeline_add_cut(record, &line);
		if (record->len > RECORD_SIZE) {
			output->emit(output->context, TAG_CUTS, buf_str(record));
			buf_clear(record);
		}
	}
	add_keeps(pipeline, spool->lines, record);
	for (; at < out.len; at++)
		spool->lines += out.ptr[at] == '\n';
	if (record->len)
		output->emit(output->context, TAG_CUTS, buf_str(record));
}

static enum err cut_part(struct pipeline *pipeline, struct reading *reading, const struct known *known,
			 const struct pipeline_known *told, uint64_t number, struct spooled *spool, struct buf *report,
			 const struct pipeline_output *output, struct fault *fault)
{
	struct part part;
	enum err err = understand(pipeline, &pipeline->view, known, &part, fault);
	if (err)
		return err;
	if (number == 0)
		buf_add(report, part.report_number);
	make_subjects(pipeline, &part, number);
	make_rulings(pipeline, &part, told);
	struct decide_input input = decide_input(pipeline, &pipeline->view, &part);
	decide_cuts(pipeline->labels, &input, &pipeline->cuts);
	if (pipeline->cuts.undecided)
		return fault_set(fault, ERR_UNDECIDED,
				 "it names somebody whom nothing in it places, and the policy wants a decision: make a case with `blackbar scan`; "
				 "`blackbar people` lists them as unplaced, `blackbar decide` notes what is to be done, `blackbar apply` goes on");
	make_edits(pipeline);
	size_t written = spool->memory->len;
	err = reading->format->edit(reading->document, &pipeline->view, pipeline->edits, pipeline->cuts.count, spool->memory,
				    fault);
	if (err)
		return err;
	readback_expect(pipeline->readback, view_prose(&pipeline->view), pipeline->edits, pipeline->cuts.count);
	emit_cuts(pipeline, spool, written, output);
	return spool->memory->len > SPOOL_MEMORY && spool->file >= 0 ? spooled_flush(spool, fault) : ERR_NONE;
}

/* Reads the released bytes again, as any reader would, and compares what is seen with what was meant to be left. */
static enum err read_back(struct pipeline *pipeline, struct str path, const struct spooled *spool, struct fault *fault)
{
	struct spooled_reader reader = {spool, 0};
	struct reading reading = {.source = source_open(spooled_read, &reader, 0, UINT64_MAX)};
	bool more = true;
	enum err err = open_document(pipeline, &reading, path, fault);
	while (!err && more) {
		err = reading.format->next(reading.document, &pipeline->view, &more, fault);
		if (!err && more)
			readback_see(pipeline->readback, view_prose(&pipeline->view));
	}
	reading_close(&reading);
	if (err || !readback_agrees(pipeline->readback)) {
		fault_clear(fault);
		return fault_set(fault, ERR_SURVIVED,
				 "read back, the released document is not what it should be; please report this as a fault of blackbar");
	}
	return ERR_NONE;
}

static void emit_block(void *context, struct str bytes)
{
	const struct pipeline_output *output = context;
	output->emit(output->context, TAG_DATA, bytes);
}

static enum err emit_data(struct pipeline *pipeline, const struct spooled *spool, const struct pipeline_output *output,
			  struct done_record *done, struct fault *fault)
{
	hash_begin(pipeline->hash);
	enum err err = ERR_NONE;
	struct str bytes = buf_str(spool->memory);
	if (spool->in_file || bytes.len > SPOOL_MEMORY) {
		struct spooled_sums sums = {0};
		err = spooled_deflate(spool, pipeline->hash, emit_block, (void *)output, &sums, fault);
		done->size = sums.size;
		done->packed = sums.packed;
		done->crc = sums.crc;
	} else {
		size_t bound = libdeflate_deflate_compress_bound(pipeline->compressor, bytes.len);
		buf_clear(&pipeline->record);
		char *room = buf_room(&pipeline->record, bound);
		done->size = bytes.len;
		done->packed = libdeflate_deflate_compress(pipeline->compressor, bytes.ptr ? bytes.ptr : "", bytes.len, room, bound);
		done->crc = libdeflate_crc32(0, bytes.ptr, bytes.len);
		hash_add(pipeline->hash, bytes);
		output->emit(output->context, TAG_DATA, (struct str){room, done->packed});
	}
	hash_end(pipeline->hash, done->sha256);
	return err;
}

/* The name of the file is read like a text: "Doe_Jane_statement.txt" names her. */
static enum err cut_path(struct pipeline *pipeline, struct str path, const struct known *known,
			 const struct pipeline_known *told, struct buf *released, const struct pipeline_output *output, struct fault *fault)
{
	struct part part;
	view_clear(&pipeline->view);
	pipeline->view.bare = true;
	view_add(&pipeline->view, path, 0, 0, (uint32_t)path.len);
	enum err err = understand(pipeline, &pipeline->view, known, &part, fault);
	if (err)
		return err;
	make_subjects(pipeline, &part, UINT32_MAX);
	make_rulings(pipeline, &part, told);
	struct decide_input input = decide_input(pipeline, &pipeline->view, &part);
	if (decide_path(pipeline->labels, &input, released) == 0)
		return ERR_NONE;
	decide_cuts(pipeline->labels, &input, &pipeline->cuts);
	buf_clear(&pipeline->record);
	for (size_t i = 0; i < pipeline->cuts.count; i++) {
		const struct cut *cut = &pipeline->cuts.list[i];
		struct cut_record record = {0, cut->what, cut->token, cut->line, rule_index(pipeline, &pipeline->findings.list[cut->finding]),
					    pipeline->rulings[cut->finding] == RULED_CUT};
		pipeline_add_cut(&pipeline->record, &record);
	}
	output->emit(output->context, TAG_CUTS, buf_str(&pipeline->record));
	return ERR_NONE;
}

enum err pipeline_path(struct pipeline *pipeline, struct str path, struct buf *released,
		       const struct pipeline_output *output, struct fault *fault)
{
	struct known known = {NULL, 0, pipeline->options.directory};
	struct pipeline_known told = {0};
	labels_clear(pipeline->labels);
	return cut_path(pipeline, path, &known, &told, released, output, fault);
}

enum err pipeline_cut(struct pipeline *pipeline, struct str path, struct source *source,
		      const struct pipeline_known *told, const struct pipeline_output *output, struct fault *fault)
{
	struct known known = {told->persons, told->person_count, pipeline->options.directory};
	struct reading reading = {0};
	struct spooled spool = {.memory = &pipeline->out, .file = output->scratch};
	struct buf released = {0}, report = {0}, record = {0};
	struct done_record done = {0};
	bool more = true;
	buf_clear(&pipeline->out);
	labels_clear(pipeline->labels);
	readback_begin(pipeline->readback);
	enum err err = reading_open(pipeline, &reading, path, source, fault);
	for (uint64_t number = 0; !err && more; number++) {
		err = reading.format->next(reading.document, &pipeline->view, &more, fault);
		if (!err && more)
			err = cut_part(pipeline, &reading, &known, told, number, &spool, &report, output, fault);
	}
	if (!err)
		err = reading.format->finish(reading.document, spool.memory, fault);
	reading_close(&reading);
	if (!err)
		err = read_back(pipeline, path, &spool, fault);
	if (!err)
		err = emit_data(pipeline, &spool, output, &done, fault);
	if (!err)
		err = cut_path(pipeline, path, &known, told, &released, output, fault);
	if (!err) {
		hash_end(pipeline->input_hash, done.input);
		done.path = buf_str(&released);
		done.report = buf_str(&report);
		pipeline_add_done(&record, &done);
		output->emit(output->context, TAG_DONE, buf_str(&record));
	}
	buf_free(&released);
	buf_free(&report);
	buf_free(&record);
	return err;
}
