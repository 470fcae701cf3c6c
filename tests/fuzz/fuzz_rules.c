/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any text through tokens and all shipped packs: spans lie inside the text and begin and end between characters, whatever
 * the text is. Bytes that are not UTF-8 are replaced first, as views never hold them. Run from the repository root. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "detect/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const char *const packs[] = {"patterns/identifiers.yaml", "patterns/contacts.yaml", "patterns/dates.yaml",
				    "patterns/addresses.yaml", "patterns/schools.yaml", "patterns/keep.yaml"};

struct world {
	struct lexicon *lexicon;
	struct pack_set *set;
	struct matcher *matcher;
};

static struct world open_world(void)
{
	struct world world = {.lexicon = lexicon_new()};
	struct fault fault = {0};
	world.set = pack_set_new(world.lexicon);
	for (size_t i = 0; i < sizeof packs / sizeof *packs; i++)
		if (pack_load(world.set, packs[i], &fault))
			break;
	if (fault.code || pack_set_finish(world.set, &fault)) {
		fprintf(stderr, "%s\n", fault.text);
		abort();
	}
	world.matcher = matcher_new(world.set);
	return world;
}

static void close_world(struct world *world)
{
	matcher_free(world->matcher);
	pack_set_free(world->set);
	lexicon_free(world->lexicon);
}

static struct buf valid_text(struct str from)
{
	struct buf text = {0};
	while (from.len) {
		uint32_t code;
		size_t len = utf8_next(from, &code);
		if (code == (uint32_t)UTF8_BAD)
			buf_add_byte(&text, '?');
		else
			buf_add(&text, (struct str){from.ptr, len});
		from.ptr += len;
		from.len -= len;
	}
	return text;
}

static void look_at(struct world *world, struct str text)
{
	struct tokens tokens = {0};
	struct finding_list findings = {0};
	struct fault fault = {0};
	tokens_read(&tokens, world->lexicon, text);
	enum err err = rules_match(world->matcher, &tokens, &findings, &fault);
	if (err && err != ERR_LIMIT)
		abort();
	rules_settle(&findings);
	rules_unite(&findings);
	for (size_t i = 0; i < findings.count; i++) {
		struct span span = findings.list[i].span;
		if (span.from >= span.to || span.to > text.len || utf8_floor(text, span.from) != span.from ||
		    utf8_floor(text, span.to) != span.to)
			abort();
	}
	finding_free(&findings);
	tokens_free(&tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct world world; /* loading the packs takes a thousand times longer than one text */
	if (world.set == NULL)
		world = open_world();
	if (data == NULL) {
		close_world(&world);
		world = (struct world){0};
		return 0;
	}
	struct buf text = valid_text((struct str){(const char *)data, len});
	char *exact = malloc(text.len ? text.len : 1); /* nothing behind the end */
	for (size_t i = 0; i < text.len; i++)
		exact[i] = text.ptr[i];
	look_at(&world, (struct str){exact, text.len});
	free(exact);
	buf_free(&text);
	return 0;
}

#ifndef FUZZING_WITH_LIBFUZZER
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		if (file == NULL) {
			perror(argv[i]);
			return 1;
		}
		struct buf bytes = {0};
		size_t got;
		while ((got = fread(buf_room(&bytes, 65536), 1, 65536, file)) > 0)
			bytes.len += got;
		fclose(file);
		LLVMFuzzerTestOneInput((const uint8_t *)(bytes.ptr ? bytes.ptr : ""), bytes.len);
		buf_free(&bytes);
	}
	return LLVMFuzzerTestOneInput(NULL, 0);
}
#endif
