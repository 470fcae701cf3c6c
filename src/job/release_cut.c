/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pass 2: every document, as it is released. What pass 1 made of a document stands when nothing else of the release tells
 * it anything; the others are read again with what they are told. Those that are settled (withheld in pass 1, standing,
 * or finished by an earlier run) are not fed to workers; they take their place among the others by their number. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/release_parts.h"

enum { OWN_MOST = 2000 }; /* persons of one document that its parts are told of */

struct cut {
	struct release *release;
	uint64_t committed; /* documents below this number are in the bundle or withheld */
	uint64_t open;      /* one more than the last document that must be read again */
	bool kept;          /* a case file is given: finished documents are kept for --resume */
	bool begun;
	struct hash *hash;
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
static enum err tell_relatives(struct release *release, const struct case_document *document, struct buf *head,
			       struct fault *fault)
{
	uint64_t number = document->number;
	bool parts = document->parts > 1;
	struct relatives relatives = {.document = number};
	if (!parts && !document->case_number.len)
		return ERR_NONE;
	enum err err = case_relatives(release->file, number, add_relative, &relatives, fault);
	if (parts && relatives.own.count <= OWN_MOST)
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

/* A document that another run has finished must still be what it was then. */
static enum err check_again(struct cut *cut, const struct case_document *known, struct fault *fault)
{
	struct release *release = cut->release;
	struct source *source = release_source(release);
	struct fault why = {0};
	struct str have;
	unsigned char digest[SHA256_SIZE];
	enum err err;
	hash_begin(cut->hash);
	while (!(err = source_peek(source, 1, &have, &why)) && have.len) {
		hash_add(cut->hash, have);
		source_take(source, have.len);
	}
	release_source_done(release);
	hash_end(cut->hash, digest);
	if (!err && memcmp(digest, known->digest, sizeof digest) != 0)
		err = fault_set(&why, ERR_UNREADABLE, "the document changed while the release was made; run again");
	return err ? case_document_withhold(release->file, known->number, err, str_of(why.text), fault) : ERR_NONE;
}

static enum err want(void *context, bool *wanted, bool *more, struct fault *fault)
{
	struct cut *cut = context;
	struct release *release = cut->release;
	struct case_document known;
	bool found = false;
	*more = !release->scanned || release->number <= cut->open;
	enum err err = *more ? case_document_get(release->file, release->number - 1, &known, &found, fault) : ERR_NONE;
	if (err || !*more)
		return err;
	if (!found || !str_equal(known.path, release->item.path))
		return changed(release, fault);
	*wanted = !known.err && known.output != CASE_RELEASED;
	return !*wanted && !known.err && !release->scanned ? check_again(cut, &known, fault) : ERR_NONE;
}

/* What the rules found in pass 1, unless the document has parts. */
static enum err tell_found(struct release *release, const struct case_document *document, struct buf *head, struct fault *fault)
{
	struct str found = {0};
	uint64_t parts = document->parts;
	enum err err = case_output_first(release->file, document->number, TAG_FOUND, &found, fault);
	if (!err && found.len && parts == 1)
		work_head_found(head, found);
	return err;
}

static enum err ask(void *context, struct buf *head, struct fault *fault)
{
	struct cut *cut = context;
	struct release *release = cut->release;
	struct case_document known;
	bool found = false;
	enum err err = case_document_get(release->file, release->number - 1, &known, &found, fault);
	if (!err && found)
		err = tell_relatives(release, &known, head, fault);
	if (!err && found)
		err = tell_found(release, &known, head, fault);
	if (!err)
		err = case_decisions(release->file, (int64_t)release->number - 1, add_ruling, head, fault);
	return err;
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

static enum err begin(struct cut *cut, uint64_t number, struct fault *fault)
{
	if (cut->begun)
		return ERR_NONE;
	cut->begun = true;
	enum err err = commit_until(cut, number, fault);
	if (!err && cut->kept)
		err = case_output_begin(cut->release->file, number, fault);
	return err;
}

static enum err drain_record(void *context, uint64_t number, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct cut *cut = context;
	enum err err = begin(cut, number, fault);
	if (!err && cut->kept)
		err = case_output_add(cut->release->file, tag, bytes, fault);
	return err ? err : writer_record(cut->release->writer, tag, bytes, fault);
}

static enum err drain_done(void *context, uint64_t number, enum err err, const struct fault *why, struct fault *fault)
{
	struct cut *cut = context;
	struct release *release = cut->release;
	struct case_document known;
	struct fault reason = *why;
	bool found = false, withheld = err != ERR_NONE;
	enum err failed = begin(cut, number, fault);
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

static bool falls(void *context, struct str asked)
{
	const struct cut *cut = context;
	struct known known = {.directory = cut->release->directory};
	return known_otherwise(&known, asked);
}

static enum err run_pass(struct cut *cut, uint64_t total, struct fault *fault)
{
	struct release *release = cut->release;
	struct work work = {.options.directory = release->directory, .cut = true};
	struct release_pass pass = {cut, want, ask, drain_record, drain_done};
	enum err err = case_outputs_settle(release->file, falls, cut, &cut->open, fault);
	if (!err && (cut->open || !release->scanned))
		err = release_feed(release, &work, &pass, fault);
	/* what came or went since is seen when all is read again */
	if (!err && !release->scanned && release->number != total)
		err = changed(release, fault);
	return err ? err : commit_until(cut, total, fault);
}

enum err cut_run(struct release *release, struct fault *fault)
{
	struct cut cut = {.release = release, .kept = release->options->case_path != NULL, .hash = hash_open(HASH_SHA256)};
	uint64_t total = case_document_count(release->file);
	release->counts->withheld = 0;
	release->counts->documents = total;
	progress_pass(release->progress, "writing", total);
	enum err err = run_pass(&cut, total, fault);
	hash_close(cut.hash);
	if (err)
		return err;
	struct writer *writer = release->writer;
	release->writer = NULL;
	return writer_close(writer, fault);
}
