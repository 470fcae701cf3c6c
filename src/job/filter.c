/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One document from standard input to standard output, or texts parted by NUL bytes, each for itself. Nothing of a document is
 * written before all of it is cut and read back. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "input/archive.h"
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

/* One document, cut and read back, and then written. */
static enum err write_cut(struct pipeline *pipeline, struct str path, struct source *source, int to, struct release_counts *counts,
			  struct fault *fault)
{
	struct pipeline_known known = {0};
	struct filter filter = {.counts = counts};
	struct pipeline_output output = {&filter, take_record, -1, NULL};
	enum err err = pipeline_cut(pipeline, path, source, &known, &output, fault);
	if (!err)
		err = unpack(&filter.packed, to, fault);
	counts->documents++;
	counts->released += err == ERR_NONE;
	counts->withheld += err != ERR_NONE;
	buf_free(&filter.packed);
	return err;
}

static enum err filter_standard(struct pipeline *pipeline, const struct input_limits *limits, int to, struct release_counts *counts,
				struct fault *fault)
{
	static const char *const standard[] = {"-"};
	struct input *input = NULL;
	struct input_item item;
	bool more = false;
	enum err err = input_open(&input, standard, 1, limits, fault);
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
		err = write_cut(pipeline, item.path, item.source, to, counts, fault);
	input_close(input);
	return err;
}

/* ---- texts parted by NUL bytes ---------------------------------------------------------------------------------- */

struct texts {
	struct buf read; /* what is read and not yet given out begins at `at` */
	size_t at;
	bool end;
	int from;
	uint64_t most; /* bytes of one text */
};

/* `*more`: the next text, without the NUL behind it; borrowed until the next call. */
static enum err next_text(struct texts *texts, struct str *text, bool *more, struct fault *fault)
{
	enum { BLOCK = 65536 };
	size_t looked = texts->at;
	for (;;) {
		const char *nul = looked < texts->read.len ? memchr(texts->read.ptr + looked, '\0', texts->read.len - looked) : NULL;
		size_t end = nul ? (size_t)(nul - texts->read.ptr) : texts->read.len;
		if (end - texts->at > texts->most)
			return fault_set(fault, ERR_LIMIT, "a text is larger than the limit of %" PRIu64 " bytes", texts->most);
		*more = nul || texts->at < end;
		if (nul || texts->end) {
			*text = (struct str){texts->read.ptr + texts->at, end - texts->at};
			texts->at = end + (nul != NULL);
			return ERR_NONE;
		}
		if (texts->at) {
			memmove(texts->read.ptr, texts->read.ptr + texts->at, end - texts->at);
			texts->read.len = end - texts->at;
			texts->at = 0;
		}
		looked = texts->read.len;
		ssize_t got = read(texts->from, buf_room(&texts->read, BLOCK), BLOCK);
		if (got < 0 && errno != EINTR)
			return fault_set(fault, ERR_UNREADABLE, "standard input cannot be read: %s", strerror(errno));
		texts->read.len += got > 0 ? (size_t)got : 0;
		texts->end = got == 0;
	}
}

static enum err cut_text(struct pipeline *pipeline, struct str text, int to, struct release_counts *counts, struct fault *fault)
{
	if (archive_sniff(text, STR("stdin")) != ARCHIVE_NONE) {
		counts->documents++;
		counts->withheld++;
		return fault_set(fault, ERR_UNREADABLE, "it is an archive or an e-mail, which may hold more than one document");
	}
	struct source *source = source_open_bytes(text);
	enum err err = write_cut(pipeline, STR("stdin"), source, to, counts, fault);
	source_close(source);
	return err;
}

/* A text that cannot be released is told, and comes out empty: the others keep their places. */
static enum err filter_texts(struct pipeline *pipeline, const struct input_limits *limits, int from, int to,
			     struct release_counts *counts, struct fault *fault)
{
	struct texts texts = {.from = from, .most = limits->document_size ? limits->document_size : 4 * (uint64_t)LIMIT_GIB}; /* as elsewhere */
	struct str text;
	bool more = true;
	enum err err = ERR_NONE;
	for (uint64_t number = 1; !err && more; number++) {
		struct fault why = {0};
		err = next_text(&texts, &text, &more, fault);
		if (err || !more)
			break;
		enum err cut = text.len ? cut_text(pipeline, text, to, counts, &why) : ERR_NONE;
		if (cut == ERR_SYSTEM)
			err = (*fault = why).code;
		else if (cut)
			fprintf(stderr, "blackbar: text %" PRIu64 ": %s; nothing of it is written\n", number, why.text);
		if (!err)
			err = write_all(to, (const unsigned char *)"", 1, fault);
	}
	buf_free(&texts.read);
	return err;
}

enum err release_filter(const struct engine *engine, const struct release_options *options, int from, int to,
			struct release_counts *counts, struct fault *fault)
{
	struct pipeline_options settings = {.part_size = options->part_size};
	struct pipeline *pipeline = NULL;
	struct input_limits limits = release_limits(engine, options);
	*counts = (struct release_counts){0};
	enum err err = pipeline_open(&pipeline, engine, &settings, fault);
	if (!err)
		err = options->parted ? filter_texts(pipeline, &limits, from, to, counts, fault)
				      : filter_standard(pipeline, &limits, to, counts, fault);
	pipeline_close(pipeline);
	return err;
}
