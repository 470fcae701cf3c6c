/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pass 1: who is in every document, into the case. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/groups.h"
#include "job/release_parts.h"

enum { LEFT_MOST = 1 << 20 }; /* of one document: nobody reads more */

/* What is known of the document whose records come in. */
struct scan {
	struct release *release;
	struct buf paths;   /* of the documents that were fed and are not done: counted strings */
	size_t path_at;
	struct hearsay *heard;
	bool resumed;       /* the case has documents already */
	bool begun;
	struct buf numbers; /* report numbers it names, counted */
	struct buf output;  /* records of its released form */
	bool whole;         /* that is complete */
	struct buf asked;
	struct buf left;    /* what could lead to a child */
	uint64_t parts;     /* 0: pass 1 did not come to its end */
	unsigned char digest[CASE_DIGEST];
};

/* Documents that the case has already are not read again. */
static enum err want(void *context, bool *wanted, bool *more, struct fault *fault)
{
	struct scan *scan = context;
	struct release *release = scan->release;
	struct case_document known;
	bool found = false;
	(void)more;
	if (!scan->resumed)
		return ERR_NONE;
	enum err err = case_document_get(release->file, release->number - 1, &known, &found, fault);
	if (!err && found && !str_equal(known.path, release->item.path))
		err = fault_set(fault, ERR_USAGE, "the input has changed since the case was begun (document %llu is another one); "
				"start again with a new case",
				(unsigned long long)release->number);
	*wanted = !found;
	return err;
}

static enum err ask(void *context, struct buf *head, struct fault *fault)
{
	struct scan *scan = context;
	(void)head;
	(void)fault;
	buf_add_counted(&scan->paths, scan->release->item.path);
	return ERR_NONE;
}

/* The path of the document whose records come in: the first in the queue. */
static struct str scan_path(const struct scan *scan)
{
	struct str rest = str_part(buf_str(&scan->paths), (struct span){scan->path_at, scan->paths.len}), path = {0};
	if (!take_counted(&rest, &path))
		return (struct str){0};
	return path;
}

static void drop_path(struct scan *scan)
{
	struct str rest = str_part(buf_str(&scan->paths), (struct span){scan->path_at, scan->paths.len}), path;
	if (take_counted(&rest, &path))
		scan->path_at = (size_t)(rest.ptr - scan->paths.ptr);
	if (scan->path_at > scan->paths.len / 2 && scan->path_at > 65536) {
		memmove(scan->paths.ptr, scan->paths.ptr + scan->path_at, scan->paths.len - scan->path_at);
		scan->paths.len -= scan->path_at;
		scan->path_at = 0;
	}
}

static enum err begin(struct scan *scan, uint64_t number, struct fault *fault)
{
	if (scan->begun)
		return ERR_NONE;
	scan->begun = true;
	buf_clear(&scan->numbers);
	buf_clear(&scan->output);
	buf_clear(&scan->asked);
	buf_clear(&scan->left);
	scan->parts = 0;
	scan->whole = false;
	return case_document_begin(scan->release->file, number, scan_path(scan), fault);
}

static enum err cut_short(struct fault *fault)
{
	return fault_set(fault, ERR_SYSTEM, "a worker's answer was cut short");
}

static enum err add_persons(struct scan *scan, struct scanned_part *part, struct fault *fault)
{
	struct scanned_person person;
	for (uint64_t i = 0; i < part->count; i++) {
		if (!pipeline_take_person(&part->rest, &person))
			return cut_short(fault);
		char place[40];
		int len = snprintf(place, sizeof place, "line %llu", (unsigned long long)person.place);
		struct case_person row = {
			.part = (uint32_t)part->part,
			.number = (uint32_t)i,
			.who = person.person.who,
			.age = person.person.is.age_low,
			.kin = person.person.is.kin,
			.names = person.names,
			.evidence = person.evidence,
			.place = {place, (size_t)len},
			.facts = person.facts,
		};
		enum err err = case_person_add(scan->release->file, &row, fault);
		if (err)
			return err;
		hearsay_add(scan->heard, &person.person);
		scan->release->counts->persons++;
		scan->release->counts->children += row.who == WHO_CHILD || row.who == WHO_JUVENILE;
	}
	return ERR_NONE;
}

static enum err explain(struct scan *scan, struct str text, struct fault *fault)
{
	struct str path = scan_path(scan);
	progress_hide(scan->release->progress);
	if (fwrite("== ", 1, 3, stdout) != 3 || fwrite(path.ptr, 1, path.len, stdout) != path.len || fputs(" ==\n", stdout) < 0 ||
	    fwrite(text.ptr, 1, text.len, stdout) != text.len)
		return fault_set(fault, ERR_SYSTEM, "writing to standard output failed");
	return ERR_NONE;
}

static enum err add_part(struct scan *scan, struct str bytes, struct fault *fault)
{
	struct scanned_part part;
	if (!pipeline_take_part(bytes, &part))
		return cut_short(fault);
	/* a file of many reports would make one case of all of them: there only full names lead from one to another */
	struct str numbers = part.numbers, next;
	if (part.part == 0)
		buf_add(&scan->numbers, part.numbers);
	else
		buf_clear(&scan->numbers);
	while (part.part == 0 && take_counted(&numbers, &next))
		hearsay_add_telephone(scan->heard, next);
	return add_persons(scan, &part, fault);
}

static enum err end_scan(struct scan *scan, struct str bytes, struct fault *fault)
{
	struct scanned_record scanned;
	if (!pipeline_take_scanned(bytes, &scanned))
		return cut_short(fault);
	memcpy(scan->digest, scanned.input, sizeof scan->digest);
	buf_add(&scan->asked, scanned.asked);
	scan->parts = scanned.parts + 1;
	return ERR_NONE;
}

static enum err drain_record(void *context, uint64_t number, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct scan *scan = context;
	enum err err = begin(scan, number, fault);
	if (err)
		return err;
	switch (tag) {
	case TAG_PART:
		return add_part(scan, bytes, fault);
	case TAG_DONE:
		scan->whole = true;
		/* fall through */
	case TAG_FOUND:
	case TAG_CUTS:
	case TAG_REPORTS:
	case TAG_DATA:
		case_output_write(&scan->output, tag, bytes);
		return ERR_NONE;
	case TAG_SCANNED:
		return end_scan(scan, bytes, fault);
	case TAG_RISK:
		if (scan->left.len < LEFT_MOST)
			buf_add(&scan->left, bytes);
		return ERR_NONE;
	case TAG_EXPLAIN:
		return explain(scan, bytes, fault);
	default:
		return ERR_NONE;
	}
}

static enum err write_end(struct scan *scan, uint64_t number, enum err err, const struct fault *why, struct fault *fault)
{
	struct case_file *file = scan->release->file;
	struct case_document row = {.number = number, .path = scan_path(scan), .err = err, .fault = str_of(err ? why->text : "")};
	enum err failed = ERR_NONE;
	if (err) { /* what came before may be incomplete */
		failed = case_document_begin(file, number, row.path, fault);
	} else {
		memcpy(row.digest, scan->digest, sizeof row.digest);
		row.numbers = buf_str(&scan->numbers);
		row.parts = scan->parts - 1;
		row.output = scan->whole ? CASE_TRIED : CASE_NO_OUTPUT;
		if (scan->whole)
			failed = case_document_try(file, buf_str(&scan->output), buf_str(&scan->asked), fault);
		if (!failed && scan->release->risk)
			failed = case_left_set(file, number, CASE_LEFT_RAW, buf_str(&scan->left), fault);
	}
	return failed ? failed : case_document_end(file, &row, fault);
}

static enum err drain_done(void *context, uint64_t number, enum err err, const struct fault *why, struct fault *fault)
{
	struct scan *scan = context;
	struct release *release = scan->release;
	enum err failed = begin(scan, number, fault);
	if (!err && !scan->parts)
		err = ERR_SYSTEM;
	if (!failed)
		failed = write_end(scan, number, err, why, fault);
	if (failed)
		return failed;
	release->counts->documents++;
	if (err) {
		release->counts->withheld++;
		release_say_withheld(release, number, scan_path(scan), why->text);
	}
	progress_at(release->progress, release->counts->documents, release->counts->withheld);
	scan->begun = false;
	drop_path(scan);
	return ERR_NONE;
}

enum err scan_run(struct release *release, struct fault *fault)
{
	struct scan scan = {.release = release, .heard = hearsay_new(), .resumed = case_document_count(release->file) > 0};
	struct work work = {.options = {.heard = scan.heard, .explain = release->options->explain, .risk = release->risk}};
	struct release_pass pass = {&scan, want, ask, drain_record, drain_done};
	progress_pass(release->progress, "reading", 0);
	enum err err = release_feed(release, &work, &pass, fault);
	buf_free(&scan.paths);
	buf_free(&scan.numbers);
	buf_free(&scan.output);
	buf_free(&scan.asked);
	buf_free(&scan.left);
	hearsay_free(scan.heard);
	if (!err)
		err = groups_find(release->file, fault);
	return err ? err : case_scanned(release->file, fault);
}
