/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The input through workers, for both passes. */
#include "base/mem.h"
#include "job/release_parts.h"

struct input_limits release_limits(const struct engine *engine, const struct release_options *options)
{
	struct input_limits limits = options->limits;
	limits.drop_pictures = engine->policy->pictures == HOLE_DROP;
	return limits;
}

struct feeding {
	struct release *release;
	const struct release_pass *pass;
};

static enum err read_refused(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	const struct release *release = context;
	(void)to;
	(void)cap;
	*got = 0;
	return fault_set(fault, release->item.fault.code ? release->item.fault.code : ERR_UNREADABLE, "%s",
			 release->item.fault.text[0] ? release->item.fault.text : "could not be read");
}

struct source *release_source(struct release *release)
{
	if (release->item.source)
		return release->item.source;
	release->refused = source_open(read_refused, release, 0, UINT64_MAX);
	return release->refused;
}

void release_source_done(struct release *release)
{
	source_close(release->refused);
	release->refused = NULL;
}

static enum err feed_next(void *context, struct buf *head, struct source **source, struct fault *fault)
{
	struct feeding *feeding = context;
	struct release *release = feeding->release;
	const struct release_pass *pass = feeding->pass;
	bool wanted = false, more = true;
	while (!wanted) {
		enum err err = input_next(release->input, &release->item, &more, fault);
		if (err || !more)
			return err;
		release->number++;
		wanted = true;
		if (pass->want)
			err = pass->want(pass->context, &wanted, &more, fault);
		if (err || !more)
			return err;
	}
	work_head(head, release->item.path);
	enum err err = pass->ask ? pass->ask(pass->context, head, fault) : ERR_NONE;
	if (err)
		return err;
	release->fed = mem_room(release->fed, release->fed_count, &release->fed_cap, sizeof *release->fed);
	release->fed[release->fed_count++] = release->number - 1;
	*source = release_source(release);
	return ERR_NONE;
}

static void feed_finish(void *context, struct source *source)
{
	struct feeding *feeding = context;
	(void)source;
	release_source_done(feeding->release);
}

static enum err drain_record(void *context, uint64_t document, uint32_t tag, struct str bytes, struct fault *fault)
{
	const struct feeding *feeding = context;
	return feeding->pass->record(feeding->pass->context, feeding->release->fed[document], tag, bytes, fault);
}

static enum err drain_done(void *context, uint64_t document, enum err err, const struct fault *why, struct fault *fault)
{
	const struct feeding *feeding = context;
	return feeding->pass->done(feeding->pass->context, feeding->release->fed[document], err, why, fault);
}

static void drain_pages(void *context, uint64_t pages)
{
	const struct feeding *feeding = context;
	progress_pages(feeding->release->progress, pages);
}

enum err release_feed(struct release *release, struct work *work, const struct release_pass *pass, struct fault *fault)
{
	struct feeding feeding = {release, pass};
	struct pool_job job = {work, work_document, work_start, work_stop};
	struct pool_options options = {.workers = release->options->workers,
				       .read_size = release->options->limits.read_size,
				       .document_ms = release->options->document_ms};
	struct pool_feed feed = {&feeding, feed_next, feed_finish};
	struct pool_drain drain = {&feeding, drain_record, drain_done, drain_pages};
	struct pool *pool = NULL;
	release->number = 0;
	release->fed_count = 0;
	work->engine = release->engine;
	work->options.part_size = release->options->part_size;
	enum err err = pool_open(&pool, &options, &job, fault);
	if (!err)
		err = pool_run(pool, &feed, &drain, fault);
	if (err)
		pool_abort(pool);
	else
		pool_close(pool);
	return err;
}
