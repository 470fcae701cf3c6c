/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pipeline.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "estimate_measure.h"
#include "explain.h"
#include "facts.h"
#include "fields.h"
#include "format/ocr.h"
#include "format/xml.h"
#include "pipeline_parts.h"
#include "readback.h"
#include "spooled.h"
#include "view/gone.h"
#include "view/pages.h"

enum {
	PART_SIZE = 128 << 10,     /* a longer document is read in parts: people of one part know each other */
	HEAD_SIZE = 4096,          /* what formats look at to bid */
	RECORD_SIZE = 256 << 10,   /* of cuts in one record */
	DEFLATE_FAST = 1
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
	pipeline->head_reader = head_reader_new(engine->words, engine->lexicon);
	pipeline->heads = head_reader_heads(pipeline->head_reader);
	pipeline->format_options.heads = &pipeline->heads;
	pipeline->format_options.part_size = options->part_size ? options->part_size : PART_SIZE;
	pipeline->format_options.line_limit = options->line_limit;
	pipeline->format_options.drop_pictures = engine->policy->pictures == HOLE_DROP;
	pipeline->format_options.flatten = engine->policy->flatten;
	pipeline->format_options.scans = (enum format_scans)engine->policy->scans;
	pipeline->format_options.prove_by_ocr = engine->policy->prove_by_ocr;
	pipeline->format_options.passwords = buf_str(&engine->passwords);
	pipeline->format_options.withhold_changes = engine->policy->withhold_changes;
	pipeline->matcher = matcher_new(engine->packs);
	pipeline->mender = mender_new(engine->lexicon);
	tokens_remember(&pipeline->tokens);
	pipeline->labels = labels_new();
	pipeline->own = directory_new();
	pipeline->facts = facts_new();
	pipeline->input_hash = hash_open(HASH_SHA256);
	pipeline->hash = hash_open(HASH_SHA256);
	pipeline->readback = readback_new();
	pipeline->gone = gone_new();
	pipeline->ocr = pipeline->format_options.ocr = ocr_new(engine->ocr_data);
	pipeline->risk = options->risk ? risk_new(options->risk, engine->lexicon) : NULL;
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
	head_reader_free(pipeline->head_reader);
	matcher_free(pipeline->matcher);
	mender_free(pipeline->mender);
	people_close(pipeline->people);
	tokens_free(&pipeline->tokens);
	view_free(&pipeline->view);
	finding_free(&pipeline->findings);
	finding_free(&pipeline->stated);
	facts_free(pipeline->facts);
	directory_free(pipeline->own);
	labels_free(pipeline->labels);
	cuts_free(&pipeline->cuts);
	free(pipeline->subjects);
	free(pipeline->keys);
	free(pipeline->rulings);
	free(pipeline->edits);
	buf_free(&pipeline->record);
	buf_free(&pipeline->out);
	buf_free(&pipeline->shown);
	buf_free(&pipeline->written);
	buf_free(&pipeline->cut_records);
	buf_free(&pipeline->released);
	buf_free(&pipeline->asked);
	buf_free(&pipeline->found);
	buf_free(&pipeline->numbers);
	buf_free(&pipeline->values);
	hash_close(pipeline->input_hash);
	hash_close(pipeline->hash);
	readback_free(pipeline->readback);
	gone_free(pipeline->gone);
	ocr_free(pipeline->ocr);
	risk_free(pipeline->risk);
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

/* By its content, or by `format` when that is known. */
static enum err open_document(struct pipeline *pipeline, struct reading *reading, struct str path, const struct format *format,
			      const struct format_options *options, struct fault *fault)
{
	struct str head;
	enum err err = source_peek(reading->source, HEAD_SIZE, &head, fault);
	if (err)
		return err;
	if (head.len == 0)
		return fault_set(fault, ERR_UNREADABLE, "the file is empty; ask for it again, or leave it out");
	if (head.len > HEAD_SIZE)
		head.len = HEAD_SIZE;
	reading->format = format ? format : format_choose(head, path);
	if (reading->format == &format_xml) /* its engine is made once for all documents */
		return xml_open_with(pipeline->xml, options, reading->source, &reading->document, fault);
	return reading->format->open(options, reading->source, &reading->document, fault);
}

static enum err reading_open(struct pipeline *pipeline, struct reading *reading, struct str path, struct source *source,
			     struct fault *fault)
{
	hash_begin(pipeline->input_hash);
	reading->hashed = (struct hashed){source, pipeline->input_hash};
	reading->source = source_open(read_hashed, &reading->hashed, 0, UINT64_MAX);
	return open_document(pipeline, reading, path, NULL, &pipeline->format_options, fault);
}

static void reading_close(struct reading *reading)
{
	if (reading->document)
		reading->format->close(reading->document);
	source_close(reading->source);
}

/* What was found in the mended view, as what it was read from. */
static void lead_back(struct pipeline *pipeline, const struct part *part)
{
	mend_findings_back(pipeline->seen, &pipeline->findings);
	for (size_t i = 0; i < part->person_count; i++)
		part->persons[i].first = mend_back(pipeline->seen, part->persons[i].first);
}

enum err pipeline_understand(struct pipeline *pipeline, const struct view *view, const struct known *known,
			     struct part *part, struct fault *fault)
{
	pipeline->findings.count = 0;
	const struct view *seen = pipeline->seen = mend_view(pipeline->mender, view, &pipeline->tokens);
	enum err err = pipeline_find(pipeline, fault);
	if (err)
		return err;
	fields_find(seen, pipeline->engine->packs, &pipeline->findings);
	facts_set_apart(&pipeline->findings, &pipeline->stated);
	if (seen != view)
		mend_findings_back(seen, &pipeline->stated);
	rules_settle(&pipeline->findings);
	err = people_read(pipeline->people, seen, &pipeline->tokens, &pipeline->findings, known, part, fault);
	if (!err && seen != view)
		lead_back(pipeline, part);
	if (view->head_count)
		fields_leave_heads(view, &pipeline->findings, false);
	return err;
}

/* ---- pass 1 -------------------------------------------------------------------------------------------------- */

static void emit_explain(struct pipeline *pipeline, const struct part *part, const struct pipeline_output *output)
{
	buf_clear(&pipeline->record);
	explain_part(&pipeline->record, pipeline->engine, &pipeline->view, &pipeline->findings, part);
	output->emit(output->context, TAG_EXPLAIN, buf_str(&pipeline->record));
}

/* What else is wanted of a part: from its first reading, which knows nothing of the rest of the release, so that it is the same
 * in whatever order documents are read. */
static void observe(struct pipeline *pipeline, const struct part *part, uint64_t number, const struct pipeline_output *output)
{
	struct pipeline_known nothing = {0};
	struct buf *record = &pipeline->record;
	if (!pipeline->options.measure && !pipeline->risk)
		return;
	pipeline_decide(pipeline, part, number, &nothing);
	buf_clear(record);
	if (pipeline->options.measure) {
		uint64_t pages = view_pages(&pipeline->view, pipeline->edits, pipeline->cuts.count);
		measure_part(record, pages, &pipeline->findings, &pipeline->cuts, part, pipeline->options.certain);
		output->emit(output->context, TAG_MEASURE, buf_str(record));
	} else {
		risk_part(pipeline->risk, &pipeline->view, &pipeline->findings, &pipeline->cuts, record);
		output->emit(output->context, TAG_RISK, buf_str(record));
	}
	labels_clear(pipeline->labels); /* nothing was written: the document's tokens are numbered from the beginning */
}

/* That the document cannot be released, as shown only now. */
static void observe_fault(struct pipeline *pipeline, enum err err, const struct pipeline_output *output)
{
	if (!pipeline->options.measure || !err)
		return;
	buf_clear(&pipeline->record);
	measure_fault(&pipeline->record, err);
	output->emit(output->context, TAG_MEASURE, buf_str(&pipeline->record));
}

/* ---- a document under way ------------------------------------------------------------------------------------ */

/* One document on its way to its released form. */
struct passage {
	struct str path;
	struct known known;
	const struct pipeline_known *told;
	const struct pipeline_output *output;
	struct reading reading;
	struct spooled spool;
	uint64_t parts, pages;
};

static enum err passage_open(struct pipeline *pipeline, struct passage *passage, struct source *source, struct fault *fault)
{
	passage->spool = (struct spooled){.memory = &pipeline->written, .file = passage->output->scratch};
	buf_clear(&pipeline->written);
	buf_clear(&pipeline->cut_records);
	buf_clear(&pipeline->released);
	facts_begin(pipeline->facts);
	buf_clear(&pipeline->asked);
	buf_clear(&pipeline->numbers);
	buf_clear(&pipeline->values);
	labels_clear(pipeline->labels);
	gone_clear(pipeline->gone);
	pipeline->format_options.page = passage->output->page;
	pipeline->format_options.page_context = passage->output->context;
	enum err err = reading_open(pipeline, &passage->reading, passage->path, source, fault);
	readback_begin(pipeline->readback);
	if (!err && passage->reading.format->by_place)
		readback_by_place(pipeline->readback);
	return err;
}

/* The next part, understood; `*more` false at the end. */
static enum err passage_next(struct pipeline *pipeline, struct passage *passage, struct part *part, bool *more,
			     struct fault *fault)
{
	enum err err = passage->reading.format->next(passage->reading.document, &pipeline->view, more, fault);
	if (err || !*more)
		return err;
	passage->parts++;
	pipeline->given = passage->parts == 1 ? passage->told->found : (struct str){0};
	err = pipeline_understand(pipeline, &pipeline->view, &passage->known, part, fault);
	pipeline->given = (struct str){0};
	return err;
}

/* The names that the document itself gave will be in the release's directory too, and so will those heard of before: read
 * again with them, unless that can change nothing. */
static enum err read_own(struct pipeline *pipeline, struct passage *passage, struct part *part, struct fault *fault)
{
	directory_clear(pipeline->own);
	for (size_t i = 0; i < part->person_count; i++)
		directory_tell(pipeline->own, &part->persons[i]);
	for (size_t i = 0; i < pipeline->findings.count; i++) {
		char note[TELEPHONE_NOTE];
		struct str number = str_part(buf_str(&pipeline->view.text), pipeline->findings.list[i].span);
		directory_add_telephone(pipeline->own, telephone_note(telephone_side(&pipeline->findings, i), number, note));
	}
	directory_finish(pipeline->own);
	passage->known.directory = pipeline->own;
	passage->known.heard = pipeline->options.heard;
	if (!known_otherwise(&passage->known, buf_str(&pipeline->asked)))
		return ERR_NONE;
	buf_clear(&pipeline->asked);
	enum err err = people_read_again(pipeline->people, &passage->known, part, fault);
	if (!err && pipeline->seen != &pipeline->view)
		lead_back(pipeline, part);
	if (pipeline->view.head_count)
		fields_leave_heads(&pipeline->view, &pipeline->findings, false);
	return err;
}

/* The part as it is released. */
static enum err passage_write(struct pipeline *pipeline, struct passage *passage, const struct part *part, struct fault *fault)
{
	struct reading *reading = &passage->reading;
	pipeline_decide(pipeline, part, passage->parts - 1, passage->told);
	if (pipeline->cuts.undecided)
		return fault_set(fault, ERR_UNDECIDED,
				 "it names somebody whom nothing in it places, and the policy wants a decision: make a case with `blackbar scan`; "
				 "`blackbar people` lists them as unplaced, `blackbar decide` notes what is to be done, `blackbar apply` goes on");
	readback_expect(pipeline->readback, &pipeline->view, pipeline->edits, pipeline->cuts.count);
	for (size_t i = 0; reading->format->reads_back && i < pipeline->cuts.count; i++)
		gone_add(pipeline->gone, str_part(buf_str(&pipeline->view.text), pipeline->edits[i].span));
	size_t written = passage->spool.memory->len;
	enum err err = reading->format->edit(reading->document, &pipeline->view, pipeline->edits, pipeline->cuts.count,
					     passage->spool.memory, fault);
	if (err)
		return err;
	pipeline_record_cuts(pipeline, &passage->spool, written);
	pipeline_read_facts(pipeline, part, passage->told);
	pipeline_note_values(pipeline);
	passage->pages += view_pages(&pipeline->view, pipeline->edits, pipeline->cuts.count);
	return ERR_NONE;
}

static void emit_facts(struct pipeline *pipeline, const struct pipeline_output *output)
{
	struct str reports = facts_done(pipeline->facts);
	if (reports.len)
		output->emit(output->context, TAG_REPORTS, reports);
	facts_taken(pipeline->facts);
}

static void emit_cuts(struct pipeline *pipeline, const struct pipeline_output *output)
{
	if (pipeline->cut_records.len)
		output->emit(output->context, TAG_CUTS, buf_str(&pipeline->cut_records));
	buf_clear(&pipeline->cut_records);
}

/* Reads the released bytes again and compares what is seen with what was meant to be left. They are what they were written as,
 * even where a cut makes them look like something else: a text whose lines now stand like the columns of a table. */
static enum err read_back(struct pipeline *pipeline, struct str path, const struct format *format, const struct spooled *spool,
			  struct fault *fault)
{
	struct format_options options = pipeline->format_options;
	struct spooled_reader reader = {spool, 0};
	struct reading reading = {.source = source_open(spooled_read, &reader, 0, UINT64_MAX)};
	options.gone = pipeline->gone;
	enum err err = open_document(pipeline, &reading, path, format->reads_back ? format->reads_back : format, &options, fault);
	for (bool more = true; !err && more;) {
		err = reading.format->next(reading.document, &pipeline->view, &more, fault);
		if (!err && more)
			readback_see(pipeline->readback, &pipeline->view);
	}
	reading_close(&reading);
	if ((readback_agrees(pipeline->readback) && !err) || err == ERR_SURVIVED)
		return err;
	fault_clear(fault);
	return fault_set(fault, ERR_SURVIVED,
			 "read back, the released document is not what it should be; please report this as a fault of blackbar");
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

enum err pipeline_path(struct pipeline *pipeline, struct str path, const struct pipeline_known *told, struct buf *released,
		       struct fault *fault)
{
	struct known known = {.directory = pipeline->options.directory};
	labels_clear(pipeline->labels);
	buf_clear(&pipeline->numbers);
	buf_clear(&pipeline->values);
	return pipeline_cut_path(pipeline, path, &known, told, released, fault);
}

/* All parts are written: the end of the document, then the proof, the bytes, and its name. */
static enum err passage_end(struct pipeline *pipeline, struct passage *passage, const unsigned char *input, struct fault *fault)
{
	struct done_record done = {0};
	memcpy(done.input, input, SHA256_SIZE);
	enum err err = read_back(pipeline, passage->path, passage->reading.format, &passage->spool, fault);
	if (!err)
		err = emit_data(pipeline, &passage->spool, passage->output, &done, fault);
	if (!err)
		err = pipeline_cut_path(pipeline, passage->path, &passage->known, passage->told, &pipeline->released, fault);
	if (err)
		return err;
	if (passage->reading.format->adds)
		buf_add_text(&pipeline->released, passage->reading.format->adds);
	emit_cuts(pipeline, passage->output);
	facts_end(pipeline->facts, buf_str(&pipeline->released));
	emit_facts(pipeline, passage->output);
	done.path = buf_str(&pipeline->released);
	done.pages = passage->pages;
	buf_clear(&pipeline->record);
	pipeline_add_done(&pipeline->record, &done);
	passage->output->emit(passage->output->context, TAG_DONE, buf_str(&pipeline->record));
	return ERR_NONE;
}

/* ---- the passes ---------------------------------------------------------------------------------------------- */

static enum err finish(struct passage *passage, struct fault *fault)
{
	return passage->reading.format->finish(passage->reading.document, passage->spool.memory, fault);
}

/* What fails while a document is written here is left to pass 2, which says so. One of many parts is too: its parts know
 * each other then. */
enum err pipeline_scan(struct pipeline *pipeline, struct str path, struct source *source,
		       const struct pipeline_output *output, struct fault *fault)
{
	struct pipeline_known nothing = {0};
	struct passage passage = {.path = path, .known.asked = &pipeline->asked, .told = &nothing, .output = output};
	struct fault later = {0};
	struct scanned_record scanned = {0};
	struct part part;
	bool more = true, whole = false;
	enum err err = passage_open(pipeline, &passage, source, fault);
	while (!err && more) {
		struct known own = passage.known; /* of the first part: the others are read as it was first */
		if (passage.parts)
			passage.known = (struct known){0};
		err = passage_next(pipeline, &passage, &part, &more, fault);
		if (err || !more) {
			passage.known = own;
			break;
		}
		pipeline_note_part(pipeline, &part, passage.parts - 1, output);
		if (pipeline->options.explain)
			emit_explain(pipeline, &part, output);
		observe(pipeline, &part, passage.parts - 1, output);
		whole = passage.parts == 1 && !read_own(pipeline, &passage, &part, &later) &&
			!passage_write(pipeline, &passage, &part, &later);
		if (!whole)
			passage.known = (struct known){0};
	}
	whole = !err && whole && !finish(&passage, &later);
	reading_close(&passage.reading);
	if (err)
		return err;
	hash_end(pipeline->input_hash, scanned.input);
	whole = whole && !passage_end(pipeline, &passage, scanned.input, &later);
	observe_fault(pipeline, later.code, output);
	scanned.parts = passage.parts;
	scanned.asked = whole ? buf_str(&pipeline->asked) : (struct str){0};
	buf_clear(&pipeline->record);
	pipeline_add_scanned(&pipeline->record, &scanned);
	output->emit(output->context, TAG_SCANNED, buf_str(&pipeline->record));
	return ERR_NONE;
}

/* Cuts and bytes of a document of many parts do not wait in memory for its end. */
static enum err flush(struct pipeline *pipeline, struct passage *passage, struct fault *fault)
{
	if (pipeline->cut_records.len > RECORD_SIZE)
		emit_cuts(pipeline, passage->output);
	if (facts_done(pipeline->facts).len > RECORD_SIZE)
		emit_facts(pipeline, passage->output);
	if (passage->spool.memory->len > SPOOL_MEMORY && passage->spool.file >= 0)
		return spooled_flush(&passage->spool, fault);
	return ERR_NONE;
}

enum err pipeline_cut(struct pipeline *pipeline, struct str path, struct source *source,
		      const struct pipeline_known *told, const struct pipeline_output *output, struct fault *fault)
{
	struct passage passage = {
		.path = path,
		.known = {told->persons, told->person_count, pipeline->options.directory, NULL, NULL},
		.told = told,
		.output = output,
	};
	unsigned char input[SHA256_SIZE];
	struct part part;
	bool more = true;
	enum err err = passage_open(pipeline, &passage, source, fault);
	while (!err && more) {
		err = passage_next(pipeline, &passage, &part, &more, fault);
		if (!err && more)
			err = passage_write(pipeline, &passage, &part, fault);
		if (!err)
			err = flush(pipeline, &passage, fault);
	}
	if (!err)
		err = finish(&passage, fault);
	reading_close(&passage.reading);
	if (err)
		return err;
	hash_end(pipeline->input_hash, input);
	return passage_end(pipeline, &passage, input, fault);
}
