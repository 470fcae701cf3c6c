/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the tests of the XML format share: reading files in steps of any size, running a document through the format. */
#ifndef TESTS_UNIT_XML_SAMPLE_H
#define TESTS_UNIT_XML_SAMPLE_H
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/format.h"

#define FIXTURES "fixtures/formats/xml"

struct feed {
	struct str bytes;
	size_t pos;
};

static inline enum err feed_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct feed *feed = context;
	(void)fault;
	*got = feed->bytes.len - feed->pos < cap ? feed->bytes.len - feed->pos : cap;
	memcpy(to, feed->bytes.ptr ? feed->bytes.ptr + feed->pos : "", *got);
	feed->pos += *got;
	return ERR_NONE;
}

static inline struct buf file_bytes(const char *folder, const char *name)
{
	char path[512];
	struct buf bytes = {0};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("%s cannot be opened", path);
	for (size_t got = 1; got;) {
		got = fread(buf_room(&bytes, 4096), 1, 4096, file);
		bytes.len += got;
	}
	fclose(file);
	return bytes;
}

/* Called with each part; may fill `edits` (room for EDITS_MAX) and return their number. */
enum { EDITS_MAX = 64 };
typedef size_t (*on_view)(void *context, const struct view *view, struct edit *edits);
/* Called after the part is written. */
typedef void (*on_edit)(void *context, const struct edit *edits, size_t count, const struct buf *out);

struct run {
	struct format_options options;
	size_t read_size;
	on_view view;
	on_edit edit;
	void *context;
	struct buf out;
	struct fault fault;
	size_t parts;
};

static inline enum err run_document(struct run *run, struct str bytes)
{
	struct feed feed = {bytes, 0};
	struct source *source = source_open(feed_read, &feed, run->read_size, UINT64_MAX);
	struct view view = {0};
	void *document = NULL;
	bool more = true;
	enum err err = format_xml.open(&run->options, source, &document, &run->fault);
	while (err == ERR_NONE) {
		struct edit edits[EDITS_MAX];
		err = format_xml.next(document, &view, &more, &run->fault);
		if (err || !more)
			break;
		run->parts++;
		size_t count = run->view ? run->view(run->context, &view, edits) : 0;
		size_t begin = run->out.len;
		err = format_xml.edit(document, &view, edits, count, &run->out, &run->fault);
		for (size_t i = 0; i < count; i++)
			edits[i].out += begin; /* of all bytes */
		if (err == ERR_NONE && run->edit)
			run->edit(run->context, edits, count, &run->out);
	}
	if (err == ERR_NONE)
		err = format_xml.finish(document, &run->out, &run->fault);
	format_xml.close(document);
	source_close(source);
	view_free(&view);
	assert_int_equal(err, run->fault.code);
	if (err)
		assert_true(run->fault.text[0] != '\0');
	return err;
}

/* Calls `each` for every *.xml of a folder, in order of names. */
static inline void for_each_file(const char *folder, void (*each)(const char *folder, const char *name))
{
	struct dirent **names;
	int count = scandir(folder, &names, NULL, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		if (str_ends_nocase(str_of(names[i]->d_name), STR(".xml")))
			each(folder, names[i]->d_name);
		free(names[i]);
	}
	free(names);
}
#endif
