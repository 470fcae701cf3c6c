/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tagger-features PATTERNS FILE...: what people/tagger.c sees of every number and word with a capital, for
 * tests/train-tagger. One line a word: file, first and last byte, whether it could be a name, what a rule took it for, features,
 * parted by tabs. And one line a person: file, "person", where it is mentioned as "@from-to", features. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "detect/rules.h"
#include "engine.h"
#include "format/format.h"
#include "people/people.h"
#include "people/tagger.h"

/* What is told stands on lines: the word's or person's own, while the next feature is of the same. */
struct telling {
	const char *file;
	size_t last;
	enum told { NOTHING, A_WORD, A_PERSON } open;
};

/* Begins a line, if this is another one. */
static bool begin(struct telling *telling, enum told what, size_t which)
{
	if (telling->open == what && telling->last == which)
		return false;
	printf("%s%s", telling->open ? "\n" : "", telling->file);
	telling->open = what;
	telling->last = which;
	return true;
}

static void tell_word(void *context, const struct tagger_look *look, struct str feature)
{
	if (begin(context, A_WORD, look->from))
		printf("\t%zu\t%zu\t%d\t%s", look->from, look->to, look->name, look->taken);
	printf("\t%.*s", (int)feature.len, feature.ptr);
}

static void tell_person(void *context, size_t person, struct str feature)
{
	if (begin(context, A_PERSON, person))
		printf("\tperson");
	printf("\t%.*s", (int)feature.len, feature.ptr);
}

struct reading {
	struct engine *engine;
	struct matcher *matcher;
	struct people *people;
	struct tokens tokens;
	struct finding_list findings;
	struct view view;
};

static enum err read_text(struct reading *reading, struct str text, struct fault *fault)
{
	struct format_options options = {0};
	struct source *source = source_open_bytes(text);
	void *document;
	bool more;
	struct part part;
	enum err err = format_text.open(&options, source, &document, fault);
	if (!err)
		err = format_text.next(document, &reading->view, &more, fault);
	if (!err && more) {
		reading->findings.count = 0;
		tokens_read(&reading->tokens, reading->engine->lexicon, buf_str(&reading->view.text));
		err = rules_match(reading->matcher, &reading->tokens, &reading->findings, fault);
		rules_settle(&reading->findings);
		if (!err)
			err = people_read(reading->people, &reading->view, &reading->tokens, &reading->findings, NULL, &part, fault);
	}
	format_text.close(document);
	source_close(source);
	return err;
}

static struct buf read_file(const char *path)
{
	struct buf text = {0};
	FILE *file = fopen(path, "rb");
	size_t got;
	while (file && (got = fread(buf_room(&text, 65536), 1, 65536, file)) > 0)
		text.len += got;
	if (file)
		fclose(file);
	return text;
}

int main(int count, char **files)
{
	struct reading reading = {0};
	struct fault fault = {0};
	const struct protection protect = {.under = 18, .at_incident = true, .at_report = true};
	struct engine_options options = {.patterns = count > 1 ? files[1] : NULL};
	if (engine_open(&reading.engine, &options, &fault) ||
	    !(reading.matcher = matcher_new(reading.engine->packs)) ||
	    !(reading.people = people_open(reading.engine->lexicon, reading.engine->words, reading.engine->names, &protect, &fault))) {
		fprintf(stderr, "%s\n", fault.text);
		return 1;
	}
	for (int i = 2; i < count; i++) {
		struct telling telling = {.file = files[i]};
		struct buf text = read_file(files[i]);
		tagger_listen(reading.people, &(struct tagger_listener){tell_word, tell_person, &telling});
		if (read_text(&reading, buf_str(&text), &fault))
			fprintf(stderr, "%s: %s\n", files[i], fault.text);
		if (telling.open)
			printf("\n");
		buf_free(&text);
	}
	return 0;
}
