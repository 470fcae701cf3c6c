/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pass 2: the same documents again, cut and written. Documents that are settled already (withheld in pass 1, or finished
 * by an earlier run) are not fed to workers; they take their place among the others by their number. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/release_parts.h"

enum { OWN_MOST = 2000 }; /* persons of one document that its parts are told of */

struct cut {
	struct release *release;
	uint64_t committed; /* documents below this number are in the bundle or withheld */
	bool kept;          /* a case file is given: finished documents are kept for --resume */
	bool begun;
};

/* Facts of persons (person_write), each counted, one after another. */
struct people_list {
	struct buf bytes;
	size_t count;
};

struct relatives {
	uint64_t document;
	struct people_list others; /* of other documents of the case */
	struct people_list own;    /* the document's own: its parts do not know each other otherwise */
	uint32_t last_part;
};

static void add_facts(struct people_list *list, struct str facts)
{
	buf_add_counted(&list->bytes, facts);
	list->count++;
}

static enum err add_relative(void *context, const struct case_person *person, struct fault *fault)
{
	struct relatives *relatives = context;
	(void)fault;
	if (person->who == WHO_UNPLACED)
		return ERR_NONE;
	if (person->document != relatives->document) {
		add_facts(&relatives->others, person->facts);
		return ERR_NONE;
	}
	if (person->part > relatives->last_part)
		relatives->last_part = person->part;
	if (relatives->own.count <= OWN_MOST)
		add_facts(&relatives->own, person->facts);
	return ERR_NONE;
}

static int facts_order(const void *left, const void *right)
{
	return str_order(*(const struct str *)left, *(const struct str *)right);
}

/* Sorted, each once: what a document is told does not depend on the order of the input. */
static void tell(struct buf *head, struct people_list *list)
{
	struct str rest = buf_str(&list->bytes), *facts = mem_alloc(list->count, sizeof *facts);
	size_t count = 0;
	while (count < list->count && take_counted(&rest, &facts[count]))
		count++;
	if (count)
		qsort(facts, count, sizeof *facts, facts_order);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || !str_equal(facts[i], facts[i - 1]))
			work_head_person(head, facts[i]);
	free(facts);
}

/* Persons of the case the document belongs to. A document in parts is told of its own persons too: what one part says
 * holds in the others. In a huge one only full names do. */
static enum err tell_relatives(struct release *release, struct buf *head, struct fault *fault)
{
	struct relatives relatives = {.document = release->number - 1};
	enum err err = case_relatives(release->file, release->number - 1, add_relative, &relatives, fault);
	if (relatives.last_part > 0 && relatives.own.count <= OWN_MOST)
		tell(head, &relatives.own);
	tell(head, &relatives.others);
	buf_free(&relatives.own.bytes);
	buf_free(&relatives.others.bytes);
	return err;
}

static enum err add_ruling(void *context, const struct case_decision *decision, struct fault *fault)
{
	struct pipeline_ruling ruling = {decision->name, decision->what, decision->verdict};
	(void)fault;
	work_head_ruling(context, &ruling);
	return ERR_NONE;
}

static enum err changed(const struct release *release, struct fault *fault)
{
	return fault_set(fault, ERR_USAGE, "the input has changed since it was read first (document %llu); start again",
			 (unsigned long long)release->number);
}

static enum err feed_next(void *context, struct buf *head, struct source **source, struct fault *fault)
{
	struct cut *cut = context;
	struct release *release = cut->release;
	for (;;) {
		enum err err = release_next(release, fault);
		if (err || !release->more)
			return err;
		struct case_document known;
		bool found = false;
		err = case_document_get(release->file, release->number - 1, &known, &found, fault);
		if (err)
			return err;
		if (!found || !str_equal(known.path, release->item.path))
			return changed(release, fault);
		if (!known.err && !known.released)
			break;
	}
	work_head(head, release->item.path);
	enum err err = tell_relatives(release, head, fault);
	if (!err)
		err = case_decisions(release->file, (int64_t)release->number - 1, add_ruling, head, fault);
	if (err)
		return err;
	release->fed = mem_room(release->fed, release->fed_count, &release->fed_cap, sizeof *release->fed);
	release->fed[release->fed_count++] = release->number - 1;
	*source = release_source(release);
	return ERR_NONE;
}

static void feed_finish(void *context, struct source *source)
{
	struct cut *cut = context;
	(void)source;
	release_source_done(cut->release);
}

static enum err replay(void *context, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct cut *cut = context;
	return writer_record(cut->release->writer, tag, bytes, fault);
}

static enum err withhold(struct cut *cut, uint64_t number, struct str path, const char *why, struct fault *fault)
{
	cut->release->counts->withheld++;
	release_say_withheld(cut->release, number, path, why);
	return writer_withhold(cut->release->writer, number, path, why, fault);
}

/* A document that was settled before: withheld in pass 1, or finished by an earlier run. */
static enum err commit_settled(struct cut *cut, uint64_t number, struct fault *fault)
{
	struct case_document known;
	bool found = false, withheld = false;
	struct fault why = {0};
	enum err err = case_document_get(cut->release->file, number, &known, &found, fault);
	if (err || !found)
		return err ? err : fault_set(fault, ERR_SYSTEM, "the case lost a document");
	char *path = mem_text(known.path.ptr, known.path.len), *reason = mem_text(known.fault.ptr, known.fault.len);
	if (known.err) {
		err = withhold(cut, number, str_of(path), reason, fault);
	} else {
		unsigned char digest[CASE_DIGEST];
		memcpy(digest, known.digest, sizeof digest);
		err = case_output_read(cut->release->file, number, &found, replay, cut, fault);
		if (!err)
			err = writer_release(cut->release->writer, number, digest, &withheld, &why, fault);
		if (!err && withheld)
			err = withhold(cut, number, str_of(path), why.text, fault);
	}
	free(path);
	free(reason);
	return err;
}

static enum err commit_until(struct cut *cut, uint64_t number, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (; cut->committed < number && !err; cut->committed++)
		err = commit_settled(cut, cut->committed, fault);
	return err;
}

static enum err begin(struct cut *cut, uint64_t document, struct fault *fault)
{
	uint64_t number = cut->release->fed[document];
	if (cut->begun)
		return ERR_NONE;
	cut->begun = true;
	enum err err = commit_until(cut, number, fault);
	if (!err && cut->kept)
		err = case_output_begin(cut->release->file, number, fault);
	return err;
}

static enum err drain_record(void *context, uint64_t document, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct cut *cut = context;
	enum err err = begin(cut, document, fault);
	if (!err && cut->kept)
		err = case_output_add(cut->release->file, tag, bytes, fault);
	return err ? err : writer_record(cut->release->writer, tag, bytes, fault);
}

static enum err drain_done(void *context, uint64_t document, enum err err, const struct fault *why, struct fault *fault)
{
	struct cut *cut = context;
	struct release *release = cut->release;
	uint64_t number = release->fed[document];
	struct case_document known;
	struct fault reason = *why;
	bool found = false, withheld = err != ERR_NONE;
	enum err failed = begin(cut, document, fault);
	if (!failed)
		failed = case_document_get(release->file, number, &known, &found, fault);
	if (failed)
		return failed;
	char *path = mem_text(known.path.ptr, known.path.len);
	unsigned char digest[CASE_DIGEST];
	memcpy(digest, known.digest, sizeof digest);
	if (withheld)
		writer_drop(cut->release->writer);
	else
		failed = writer_release(cut->release->writer, number, digest, &withheld, &reason, fault);
	if (!failed && withheld) {
		failed = case_document_withhold(release->file, number, err ? err : reason.code, str_of(reason.text), fault);
		if (!failed)
			failed = withhold(cut, number, str_of(path), reason.text, fault);
	} else if (!failed && cut->kept) {
		failed = case_output_end(release->file, fault);
	}
	free(path);
	cut->begun = false;
	cut->committed = number + 1;
	progress_at(release->progress, cut->committed, release->counts->withheld);
	return failed;
}

static enum err run_pool(struct cut *cut, struct fault *fault)
{
	struct release *release = cut->release;
	struct work work = {.engine = release->engine, .cut = true};
	work.options.part_size = release->options->part_size;
	work.options.directory = release->directory;
	struct pool_job job = {&work, work_document, work_start, work_stop};
	struct pool_options options = {.workers = release->options->workers,
				       .read_size = release->options->limits.read_size,
				       .document_ms = release->options->document_ms};
	struct pool_feed feed = {cut, feed_next, feed_finish};
	struct pool_drain drain = {cut, drain_record, drain_done};
	struct pool *pool = NULL;
	enum err err = pool_open(&pool, &options, &job, fault);
	if (!err)
		err = pool_run(pool, &feed, &drain, fault);
	if (err)
		pool_abort(pool);
	else
		pool_close(pool);
	return err;
}

enum err cut_run(struct release *release, struct fault *fault)
{
	struct cut cut = {.release = release, .kept = release->options->case_path != NULL};
	uint64_t total = case_document_count(release->file);
	release->number = 0;
	release->fed_count = 0;
	release->counts->withheld = 0;
	release->counts->documents = total;
	progress_pass(release->progress, "writing", total);
	enum err err = run_pool(&cut, fault);
	if (!err && release->number != total)
		err = changed(release, fault);
	if (!err)
		err = commit_until(&cut, total, fault);
	if (err)
		return err;
	struct writer *writer = release->writer;
	release->writer = NULL;
	return writer_close(writer, fault);
}
