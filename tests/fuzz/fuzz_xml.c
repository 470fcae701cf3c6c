/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The XML format on any bytes: no crash; what is accepted comes back byte for byte, and with cuts is accepted again.
 * The first byte chooses the size of parts and of reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct feed {
	const char *at;
	size_t left;
};

static enum err feed_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct feed *feed = context;
	(void)fault;
	*got = feed->left < cap ? feed->left : cap;
	if (*got)
		memcpy(to, feed->at, *got);
	feed->at += *got;
	feed->left -= *got;
	return ERR_NONE;
}

static char *uris[] = {"u", "urn:hl7-org:v3", "http://niem.gov/niem/niem-core/2.0"};
static const struct selector_namespace namespaces[] = {{"n", uris, 3}};
static struct selector_part parts[] = {
	{"n:a", WHAT_NAME}, {".//n:Date | @id", WHAT_BIRTH_DATE}, {"n:b[1]", WHAT_PHONE}, {"@*", WHAT_OTHER_ID}};
static struct selector_link links[] = {{NULL, "@ref | n:ref", RELATION_SAME}, {"n:a/@*", "n:b/@*", RELATION_KIN}};
static const struct selector selectors[] = {{.id = "any",
					     .select = "//*[local-name()='r'] | //n:*",
					     .namespaces = namespaces,
					     .namespace_count = 1,
					     .parts = parts,
					     .part_count = 4,
					     .links = links,
					     .link_count = 2,
					     .blank = "nil",
					     .role = "other"},
					    {.id = "one",
					     .select = "//n:a[@x] | //@v",
					     .namespaces = namespaces,
					     .namespace_count = 1,
					     .what = WHAT_DATE,
					     .blank = "omit"}};

static size_t cut(const struct view *view, struct edit *edits, size_t most)
{
	size_t count = 0;
	for (size_t at = view->text.len % 7; at + 9 < view_prose(view).len && count < most; at += 23) {
		size_t from = utf8_floor(buf_str(&view->text), at), to = utf8_ceil(buf_str(&view->text), at + 5);
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.from < pieces.to)
			edits[count++] = (struct edit){.span = {from, to}, .token = STR("[]]>-?")};
	}
	return count;
}

/* Reads and writes the document once; with `cuts`, cut here and there. */
static enum err pass(struct str bytes, const struct format_options *options, size_t read_size, bool cuts,
		     struct buf *out)
{
	struct feed feed = {bytes.ptr, bytes.len};
	struct source *source = source_open(feed_read, &feed, read_size, 1 << 24);
	struct view view = {0};
	struct fault fault = {0};
	struct edit edits[32];
	void *document = NULL;
	bool more = true;
	enum err err = format_xml.open(options, source, &document, &fault);
	while (err == ERR_NONE) {
		err = format_xml.next(document, &view, &more, &fault);
		if (err || !more)
			break;
		if (utf8_valid(buf_str(&view.text)) != view.text.len)
			abort();
		for (size_t i = 0; i < view.field_count; i++)
			if (view.fields[i].span.to > view.text.len || view.fields[i].span.from > view.fields[i].span.to)
				abort();
		size_t count = cuts ? cut(&view, edits, sizeof edits / sizeof edits[0]) : 0;
		err = format_xml.edit(document, &view, edits, count, out, &fault);
		for (size_t i = 0; i < count; i++)
			if (edits[i].out > out->len)
				abort();
	}
	if (err == ERR_NONE)
		err = format_xml.finish(document, out, &fault);
	if ((err == ERR_NONE) != (fault.code == ERR_NONE))
		abort();
	format_xml.close(document);
	source_close(source);
	view_free(&view);
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t sizes[] = {0, 1, 40, 300};
	struct format_options options = {.selectors = selectors, .selector_count = 2};
	struct buf out = {0}, again = {0};
	if (size == 0)
		return 0;
	options.part_size = sizes[data[0] & 3];
	size_t read_size = 1 + (data[0] >> 2);
	struct str bytes = {(const char *)data + 1, size - 1};
	if (pass(bytes, &options, read_size, false, &out) == ERR_NONE) {
		if (!str_equal(buf_str(&out), bytes))
			abort();
		buf_clear(&out);
		/* what was cut must be readable; only a cut that changes what is base64, or a duplicate, may not */
		if (pass(bytes, &options, read_size, true, &out) == ERR_NONE) {
			enum err err = pass(buf_str(&out), &options, 4096, false, &again);
			if (err == ERR_MALFORMED)
				abort();
		}
	}
	buf_free(&out);
	buf_free(&again);
	return 0;
}

#ifndef FUZZING_WITH_LIBFUZZER
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		struct buf bytes = {0};
		if (file == NULL) {
			fprintf(stderr, "%s: cannot be opened\n", argv[i]);
			return 1;
		}
		for (size_t got = 1; got;) {
			got = fread(buf_room(&bytes, 4096), 1, 4096, file);
			bytes.len += got;
		}
		fclose(file);
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
		buf_free(&bytes);
	}
	return 0;
}
#endif
