/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One document from standard input to standard output. Nothing is written before all of it is cut and read back. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"
#include "job/release_parts.h"
#include "sandbox/sandbox.h"

struct filter {
	struct buf packed;
	struct release_counts *counts;
};

static void take_record(void *context, uint32_t tag, struct str bytes)
{
	struct filter *filter = context;
	struct cut_record cut;
	if (tag == TAG_DATA)
		buf_add(&filter->packed, bytes);
	if (tag == TAG_CUTS)
		while (pipeline_take_cut(&bytes, &cut))
			filter->counts->cuts += cut.line > 0 && cut.token.len > 0; /* standard input has no name */
}

static enum err write_all(int to, const unsigned char *bytes, size_t len, struct fault *fault)
{
	while (len) {
		ssize_t put = write(to, bytes, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return fault_set(fault, ERR_SYSTEM, "writing to standard output failed: %s", strerror(errno));
		bytes += put;
		len -= (size_t)put;
	}
	return ERR_NONE;
}

static enum err unpack(const struct buf *packed, int to, struct fault *fault)
{
	enum { BLOCK = 65536 };
	unsigned char block[BLOCK];
	z_stream stream = {0};
	if (inflateInit2(&stream, -15) != Z_OK)
		return fault_set(fault, ERR_SYSTEM, "no memory");
	enum err err = ERR_NONE;
	size_t at = 0;
	int state = Z_OK;
	while (!err && state == Z_OK) {
		if (stream.avail_in == 0) {
			size_t more = packed->len - at < BLOCK ? packed->len - at : BLOCK;
			stream.next_in = (unsigned char *)packed->ptr + at;
			stream.avail_in = (uInt)more;
			at += more;
		}
		stream.next_out = block;
		stream.avail_out = BLOCK;
		state = inflate(&stream, Z_NO_FLUSH);
		if (state != Z_OK && state != Z_STREAM_END)
			err = fault_set(fault, ERR_SYSTEM, "the result could not be unpacked");
		else
			err = write_all(to, block, BLOCK - stream.avail_out, fault);
	}
	inflateEnd(&stream);
	return err;
}

enum err release_filter(const struct engine *engine, const struct release_options *options, int from, int to,
			struct release_counts *counts, struct fault *fault)
{
	static const char *const standard[] = {"-"};
	struct pipeline_options settings = {.part_size = options->part_size};
	struct pipeline_known known = {0};
	struct filter filter = {.counts = counts};
	struct pipeline_output output = {&filter, take_record, -1, NULL};
	struct pipeline *pipeline = NULL;
	struct input_limits limits = release_limits(engine, options);
	struct input *input = NULL;
	struct input_item item;
	bool more = false;
	(void)from;
	*counts = (struct release_counts){0};
	enum err err = pipeline_open(&pipeline, engine, &settings, fault);
	if (!err)
		err = input_open(&input, standard, 1, &limits, fault);
	if (!err)
		err = input_next(input, &item, &more, fault);
	if (!err && !more)
		err = fault_set(fault, ERR_UNREADABLE, "standard input has no document");
	if (!err && !item.source) {
		*fault = item.fault;
		err = fault->code;
	}
	if (!err && !str_equal(item.path, STR("stdin")))
		err = fault_set(fault, ERR_USAGE, "standard input is an archive; use `blackbar redact - -o OUT.zip`");
	if (!err && item.has_parts)
		err = fault_set(fault, ERR_USAGE,
				"standard input is an e-mail with attachments, which become documents of their own; use "
				"`blackbar redact - -o OUT.zip`");
	if (!err)
		err = pipeline_cut(pipeline, item.path, item.source, &known, &output, fault);
	if (!err)
		err = unpack(&filter.packed, to, fault);
	counts->documents = 1;
	counts->released = err == ERR_NONE;
	counts->withheld = err != ERR_NONE;
	input_close(input);
	pipeline_close(pipeline);
	buf_free(&filter.packed);
	return err;
}
