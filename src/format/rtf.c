/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rich text: the file as it was, but for the cuts and what is dropped. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/format.h"
#include "format/rtf_read.h"
#include "format/rtf_edit.h"

enum { PART_SIZE = 4 * 1024 * 1024, FILE_LIMIT = 64 * 1024 * 1024 };

struct rtf {
	struct source *source;
	struct rtf_reader reader;
	struct buf places; /* of the cuts of the part */
	bool begun;
	unsigned long number;
	struct span part;
};

static int rtf_bid(struct str head, struct str name)
{
	(void)name;
	return str_starts(head, STR("{\\rtf")) ? 95 : 0;
}

static enum err rtf_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	(void)fault;
	struct rtf *rtf = mem_alloc(1, sizeof *rtf);
	rtf->source = source;
	rtf->reader.part_size = options->part_size ? options->part_size : PART_SIZE;
	rtf->reader.drop_pictures = options->drop_pictures;
	rtf->reader.withhold_changes = options->withhold_changes;
	*document = rtf;
	return ERR_NONE;
}

static void rtf_close(void *document)
{
	struct rtf *rtf = document;
	rtf_free(&rtf->reader);
	buf_free(&rtf->places);
	free(rtf);
}

static enum err begin(struct rtf *rtf, struct fault *fault)
{
	struct str text;
	rtf->begun = true;
	enum err err = source_peek(rtf->source, FILE_LIMIT + 1, &text, fault);
	if (err)
		return err;
	if (text.len > FILE_LIMIT)
		return fault_set(fault, ERR_LIMIT, "rich text of more than %d MiB; save it in pieces, or without pictures", FILE_LIMIT >> 20);
	return rtf_begin(&rtf->reader, text, fault);
}

static enum err rtf_next_part(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct rtf *rtf = document;
	view_clear(view);
	*more = false;
	enum err err = rtf->begun ? ERR_NONE : begin(rtf, fault);
	rtf->part.from = rtf->part.to;
	if (err == ERR_NONE)
		err = rtf_next(&rtf->reader, view, more, fault);
	if (err || !*more) {
		view_clear(view);
		*more = false;
		return err;
	}
	rtf->part.to = rtf->reader.ended ? rtf->reader.text.len : rtf->reader.at;
	if (++rtf->number > 1 || !rtf->reader.ended) {
		char where[32];
		snprintf(where, sizeof where, "part %lu", rtf->number);
		view->where = view_keep(view, str_of(where));
	}
	return ERR_NONE;
}

static enum err rtf_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out, struct fault *fault)
{
	struct rtf *rtf = document;
	return rtf_write(&rtf->reader, rtf->part, view, edits, count, &rtf->places, out, fault);
}

static enum err rtf_finish(void *document, struct buf *out, struct fault *fault)
{
	const struct rtf *rtf = document;
	(void)out;
	return rtf->reader.ended ? ERR_NONE : fault_set(fault, ERR_MALFORMED, "the rich text was not read to its end");
}

const struct format format_rtf = {
	.name = "rtf",
	.extension = ".rtf",
	.bid = rtf_bid,
	.open = rtf_open,
	.next = rtf_next_part,
	.edit = rtf_edit,
	.finish = rtf_finish,
	.close = rtf_close,
};
