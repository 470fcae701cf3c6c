/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any text through tokens and all shipped packs: spans lie inside the text and begin and end between characters, whatever
 * the text is. Bytes that are not UTF-8 are replaced first, as views never hold them. Run from the repository root. */
#include "base/mem.h"
#include "base/utf8.h"
#include "detect/rules.h"
#include "fuzz.h"

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
	static struct world world; /* to the end of the program: loading the packs takes a thousand times longer than one text */
	if (world.set == NULL)
		world = open_world();
	struct buf text = valid_text((struct str){(const char *)data, len});
	look_at(&world, buf_str(&text));
	buf_free(&text);
	return 0;
}
