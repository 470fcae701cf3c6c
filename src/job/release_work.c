/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What runs in a worker: a request of the parent becomes a call of the pipeline. */
#include <stdlib.h>

#include "base/mem.h"
#include "job/release_parts.h"

enum { PERSONS_MOST = 20000 };

enum err work_start(void *context, struct fault *fault)
{
	struct work *work = context;
	return pipeline_open(&work->pipeline, work->engine, &work->options, fault);
}

void work_stop(void *context)
{
	struct work *work = context;
	pipeline_close(work->pipeline);
	work->pipeline = NULL;
}

void work_head(struct buf *head, struct str path)
{
	buf_add_counted(head, path);
}

enum { HEAD_PERSON = 1, HEAD_RULING, HEAD_FOUND };

void work_head_person(struct buf *head, struct str facts)
{
	buf_add_number(head, HEAD_PERSON);
	buf_add_counted(head, facts);
}

void work_head_ruling(struct buf *head, const struct pipeline_ruling *ruling)
{
	buf_add_number(head, HEAD_RULING);
	buf_add_counted(head, ruling->name);
	buf_add_number(head, ruling->what);
	buf_add_number(head, ruling->verdict);
}

void work_head_found(struct buf *head, struct str found)
{
	buf_add_number(head, HEAD_FOUND);
	buf_add_counted(head, found);
}

bool work_take_path(struct str *head, struct str *path)
{
	return take_counted(head, path);
}

static void emit(void *context, uint32_t tag, struct str bytes)
{
	pool_reply_add(context, tag, bytes);
}

static void page(void *context)
{
	pool_reply_page(context);
}

/* What came with the request: persons of the case, decisions, findings of pass 1. */
struct told {
	struct str found;
	struct person *persons;
	struct pipeline_ruling *rulings;
	size_t person_count, person_cap, ruling_count, ruling_cap;
};

static bool take_ruling(struct str *head, struct told *told)
{
	struct pipeline_ruling ruling;
	uint64_t what, verdict;
	if (!take_counted(head, &ruling.name) || !take_number(head, &what) || !take_number(head, &verdict) ||
	    what >= WHAT_COUNT || verdict > VERDICT_ASK)
		return false;
	ruling.what = (enum what)what;
	ruling.verdict = (enum verdict)verdict;
	told->rulings = mem_room(told->rulings, told->ruling_count, &told->ruling_cap, sizeof *told->rulings);
	told->rulings[told->ruling_count++] = ruling;
	return true;
}

static bool take_person(struct str *head, struct told *told)
{
	struct str facts;
	if (!take_counted(head, &facts))
		return false;
	told->persons = mem_room(told->persons, told->person_count, &told->person_cap, sizeof *told->persons);
	if (!person_take(&facts, &told->persons[told->person_count]))
		return false;
	told->person_count++;
	return told->person_count <= PERSONS_MOST;
}

static bool take_told(struct str head, struct told *told)
{
	uint64_t kind;
	while (head.len) {
		if (!take_number(&head, &kind))
			return false;
		bool taken = kind == HEAD_PERSON  ? take_person(&head, told)
			     : kind == HEAD_RULING ? take_ruling(&head, told)
						   : kind == HEAD_FOUND && take_counted(&head, &told->found);
		if (!taken)
			return false;
	}
	return true;
}

enum err work_document(void *context, struct str head, struct source *source, struct pool_reply *reply, struct fault *fault)
{
	struct work *work = context;
	struct pipeline_output output = {reply, emit, pool_reply_scratch(reply), page};
	struct str path;
	if (!work_take_path(&head, &path))
		return fault_set(fault, ERR_SYSTEM, "a request to a worker was cut short");
	if (!work->cut)
		return pipeline_scan(work->pipeline, path, source, &output, fault);
	struct told told = {0};
	enum err err = ERR_NONE;
	if (!take_told(head, &told))
		err = fault_set(fault, ERR_LIMIT, "more than %d persons are known of this case; split the release", PERSONS_MOST);
	struct pipeline_known known = {told.persons, told.person_count, told.rulings, told.ruling_count, told.found};
	if (!err)
		err = pipeline_cut(work->pipeline, path, source, &known, &output, fault);
	free(told.persons);
	free(told.rulings);
	return err;
}
