/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pass 1: who is in every document, into the case. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/groups.h"
#include "job/release_parts.h"

/* What is known of the document whose records come in. */
struct scan {
	struct release *release;
	struct buf paths;   /* of the documents that were fed and are not done: counted strings */
	size_t path_at;
	bool begun;
	struct buf report, numbers; /* the document's own number, and all it names, counted */
	struct groups *groups;
	unsigned char digest[CASE_DIGEST];
	bool scanned;
};

static enum err feed_next(void *context, struct buf *head, struct source **source, struct fault *fault)
{
	struct scan *scan = context;
	struct release *release = scan->release;
	for (;;) {
		enum err err = release_next(release, fault);
		if (err || !release->more)
			return err;
		struct case_document known;
		bool found = false;
		err = case_document_get(release->file, release->number - 1, &known, &found, fault);
		if (err)
			return err;
		if (!found)
			break;
		if (!str_equal(known.path, release->item.path))
			return fault_set(fault, ERR_USAGE, "the input has changed since the case was begun (document %llu is another one); start again with a new case",
					 (unsigned long long)release->number);
	}
	work_head(head, release->item.path);
	buf_add_counted(&scan->paths, release->item.path);
	release->fed = mem_room(release->fed, release->fed_count, &release->fed_cap, sizeof *release->fed);
	release->fed[release->fed_count++] = release->number - 1;
	*source = release_source(release);
	return ERR_NONE;
}

static void feed_finish(void *context, struct source *source)
{
	struct scan *scan = context;
	(void)source;
	release_source_done(scan->release);
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

static enum err begin(struct scan *scan, uint64_t document, struct fault *fault)
{
	if (scan->begun)
		return ERR_NONE;
	scan->begun = true;
	buf_clear(&scan->report);
	buf_clear(&scan->numbers);
	scan->scanned = false;
	return case_document_begin(scan->release->file, scan->release->fed[document], scan_path(scan), fault);
}

static enum err add_persons(struct scan *scan, struct scanned_part *part, struct fault *fault)
{
	struct scanned_person person;
	for (uint64_t i = 0; i < part->count; i++) {
		if (!pipeline_take_person(&part->rest, &person))
			return fault_set(fault, ERR_SYSTEM, "a worker's answer was cut short");
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
		scan->release->counts->persons++;
		scan->release->counts->children += row.who == WHO_CHILD || row.who == WHO_JUVENILE;
	}
	return ERR_NONE;
}

static bool take_first(struct str numbers, struct str *first)
{
	return take_counted(&numbers, first);
}

static enum err drain_record(void *context, uint64_t document, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct scan *scan = context;
	enum err err = begin(scan, document, fault);
	if (err)
		return err;
	struct scanned_part part;
	struct str report;
	switch (tag) {
	case TAG_PART:
		if (!pipeline_take_part(bytes, &part))
			return fault_set(fault, ERR_SYSTEM, "a worker's answer was cut short");
		if (scan->report.len == 0 && take_first(part.numbers, &report))
			buf_add(&scan->report, report);
		/* a file of many reports would make one case of all of them: there only full names lead from one to another */
		if (part.part == 0)
			buf_add(&scan->numbers, part.numbers);
		else
			buf_clear(&scan->numbers);
		return add_persons(scan, &part, fault);
	case TAG_SCANNED:
		if (bytes.len == sizeof scan->digest) {
			memcpy(scan->digest, bytes.ptr, bytes.len);
			scan->scanned = true;
		}
		return ERR_NONE;
	case TAG_EXPLAIN:
		progress_hide(scan->release->progress);
		if (fwrite("== ", 1, 3, stdout) != 3 || fwrite(scan_path(scan).ptr, 1, scan_path(scan).len, stdout) != scan_path(scan).len ||
		    fputs(" ==\n", stdout) < 0 || fwrite(bytes.ptr, 1, bytes.len, stdout) != bytes.len)
			return fault_set(fault, ERR_SYSTEM, "writing to standard output failed");
		return ERR_NONE;
	default:
		return ERR_NONE;
	}
}

static enum err drain_done(void *context, uint64_t document, enum err err, const struct fault *why, struct fault *fault)
{
	struct scan *scan = context;
	struct release *release = scan->release;
	enum err begun = begin(scan, document, fault);
	if (begun)
		return begun;
	struct str path = scan_path(scan);
	if (!err && !scan->scanned)
		err = ERR_SYSTEM;
	if (err) /* what came before may be incomplete */
		begun = case_document_begin(release->file, release->fed[document], path, fault);
	if (begun)
		return begun;
	struct buf number = {0};
	if (!err)
		groups_join(scan->groups, buf_str(&scan->numbers), &number);
	struct case_document row = {
		.number = release->fed[document],
		.path = path,
		.err = err,
		.fault = str_of(err ? why->text : ""),
		.report = err ? (struct str){0} : buf_str(&scan->report),
		.case_number = buf_str(&number),
	};
	memcpy(row.digest, scan->digest, sizeof row.digest);
	enum err written = case_document_end(release->file, &row, fault);
	buf_free(&number);
	release->counts->documents++;
	if (err) {
		release->counts->withheld++;
		release_say_withheld(release, row.number, path, why->text);
	}
	progress_at(release->progress, release->counts->documents, release->counts->withheld);
	scan->begun = false;
	drop_path(scan);
	return written;
}

enum err scan_run(struct release *release, struct fault *fault)
{
	struct scan scan = {.release = release, .groups = groups_new()};
	struct work work = {.engine = release->engine};
	work.options.part_size = release->options->part_size;
	work.options.explain = release->options->explain;
	struct pool_job job = {&work, work_document, work_start, work_stop};
	struct pool_options options = {.workers = release->options->workers,
				       .read_size = release->options->limits.read_size,
				       .document_ms = release->options->document_ms};
	struct pool_feed feed = {&scan, feed_next, feed_finish};
	struct pool_drain drain = {&scan, drain_record, drain_done};
	struct pool *pool = NULL;
	release->number = 0;
	release->fed_count = 0;
	progress_pass(release->progress, "reading", 0);
	enum err err = pool_open(&pool, &options, &job, fault);
	if (!err)
		err = pool_run(pool, &feed, &drain, fault);
	if (err)
		pool_abort(pool);
	else
		pool_close(pool);
	buf_free(&scan.paths);
	buf_free(&scan.report);
	if (!err)
		err = groups_settle(scan.groups, release->file, fault);
	groups_free(scan.groups);
	buf_free(&scan.numbers);
	return err ? err : case_scanned(release->file, fault);
}
