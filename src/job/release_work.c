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

void work_head_person(struct buf *head, struct str facts)
{
	buf_add_counted(head, facts);
}

bool work_take_path(struct str *head, struct str *path)
{
	return take_counted(head, path);
}

static void emit(void *context, uint32_t tag, struct str bytes)
{
	pool_reply_add(context, tag, bytes);
}

static size_t take_persons(struct str head, struct person **persons)
{
	size_t count = 0, cap = 0;
	struct str facts;
	while (count < PERSONS_MOST && take_counted(&head, &facts)) {
		*persons = mem_room(*persons, count, &cap, sizeof **persons);
		if (person_take(&facts, &(*persons)[count]))
			count++;
	}
	return count;
}

enum err work_document(void *context, struct str head, struct source *source, struct pool_reply *reply, struct fault *fault)
{
	struct work *work = context;
	struct pipeline_output output = {reply, emit, pool_reply_scratch(reply)};
	struct str path;
	if (!work_take_path(&head, &path))
		return fault_set(fault, ERR_SYSTEM, "a request to a worker was cut short");
	if (!work->cut)
		return pipeline_scan(work->pipeline, path, source, &output, fault);
	struct person *persons = NULL;
	size_t count = take_persons(head, &persons);
	enum err err = pipeline_cut(work->pipeline, path, source, persons, count, &output, fault);
	free(persons);
	return err;
}
