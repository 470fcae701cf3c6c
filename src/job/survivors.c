/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/survivors.h"

#include <archive.h>
#include <archive_entry.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/case.h"
#include "detect/token.h"
#include "format/format.h"
#include "job/review.h"
#include "people/people.h"
#include "view/gone.h"

enum { HEAD_SIZE = 4096 /* what formats look at to bid */, PART_SIZE = 128 << 10 };

/* What a reviewer decided on a name, as review_key() gives it. */
struct decided {
	char *name;
	size_t len;
	enum verdict verdict;
};

struct search {
	const struct engine *engine;
	struct decided *decided;
	size_t decided_count, decided_cap;
	struct buf key;
	struct directory *directory;
	struct tokens tokens;
	survivors_report report;
	void *context;
	uint64_t found;
};

static enum err add_decision(void *context, const struct case_decision *decision, struct fault *fault)
{
	struct search *search = context;
	(void)fault;
	if (decision->name.len == 0)
		return ERR_NONE;
	search->decided = mem_room(search->decided, search->decided_count, &search->decided_cap, sizeof *search->decided);
	search->decided[search->decided_count++] = (struct decided){
		mem_text(decision->name.ptr, decision->name.len), decision->name.len, decision->verdict};
	return ERR_NONE;
}

/* The last decision on the name; without one the side says whether it is protected. */
static bool must_go(struct search *search, const struct case_person *row)
{
	buf_clear(&search->key);
	if (search->decided_count)
		review_key(&search->key, review_name(row));
	for (size_t i = search->decided_count; i-- > 0;)
		if (str_equal(buf_str(&search->key), (struct str){search->decided[i].name, search->decided[i].len}))
			return search->decided[i].verdict == VERDICT_CUT;
	return DIRECTORY_SIDES >> row->who & 1;
}

static enum err add_person(void *context, const struct case_person *row, struct fault *fault)
{
	struct search *search = context;
	struct str facts = row->facts;
	struct person person;
	(void)fault;
	if (must_go(search, row) && person_take(&facts, &person))
		directory_add(search->directory, &person);
	return ERR_NONE;
}

static enum err load_names(struct search *search, const char *case_path, struct fault *fault)
{
	struct case_file *file = NULL;
	search->directory = directory_new();
	enum err err = case_open(&file, case_path, NULL, fault);
	if (!err)
		err = case_decisions(file, CASE_WHOLE_RELEASE, add_decision, search, fault);
	if (!err)
		err = case_people(file, UINT32_MAX, add_person, search, fault);
	case_close(file);
	directory_finish(search->directory);
	return err;
}

static void say(struct search *search, const char *path, uint64_t line)
{
	struct buf sentence = {0};
	search->found++;
	buf_printf(&sentence, "%s, line %" PRIu64 ": a full name that the case protects stands here", path, line);
	buf_add_byte(&sentence, '\0');
	search->report(search->context, sentence.ptr);
	buf_free(&sentence);
}

/* "it looked gray. Christian came": the sentence ends between the two words. */
static bool are_parted(const struct search *search, size_t first, size_t second)
{
	const struct token *list = search->tokens.list;
	return second == first + 2 && list[first].letters == CASE_LOWER && list[second].letters == CASE_TITLE && list[second].space &&
	       search->tokens.text.ptr[list[first].to] == '.';
}

/* Two words that stand together, in either order, are looked up. */
static void search_text(struct search *search, struct str text, const char *path, uint64_t first_line)
{
	size_t last = SIZE_MAX;
	uint64_t line = first_line;
	tokens_read(&search->tokens, search->engine->lexicon, text);
	for (size_t i = 0; i < search->tokens.count; i++) {
		const struct token *token = &search->tokens.list[i];
		line += token->kind == TOKEN_LINE;
		if (token->kind != TOKEN_WORD || token->folded_len < 2)
			continue;
		if (last != SIZE_MAX && i - last <= 4 && !are_parted(search, last, i) &&
		    directory_find(search->directory, token_folded(&search->tokens, last), token_folded(&search->tokens, i)))
			say(search, path, line);
		last = i;
	}
}

static enum err search_document(struct search *search, struct source *source, const char *path, struct fault *fault)
{
	struct gone *nothing = gone_new(); /* the text behind pages that are pictures is theirs: it was proven when they were made */
	struct format_options options = {.part_size = PART_SIZE, .gone = nothing};
	struct view view = {0};
	struct str head;
	void *document = NULL;
	bool more = true;
	uint64_t line = 1;
	enum err err = source_peek(source, HEAD_SIZE, &head, fault);
	if (err)
		goto out;
	head.len = head.len < HEAD_SIZE ? head.len : HEAD_SIZE;
	const struct format *format = format_choose(head, str_of(path));
	err = format->open(&options, source, &document, fault);
	while (!err && more) {
		err = format->next(document, &view, &more, fault);
		if (err || !more)
			break;
		search_text(search, buf_str(&view.text), path, line);
		for (size_t i = 0; i < view.text.len; i++)
			line += view.text.ptr[i] == '\n';
	}
	if (document)
		format->close(document);
out:
	gone_free(nothing);
	view_free(&view);
	return err;
}

/* A member of the bundle as a source: a document of any size is searched part by part. */
static enum err read_member(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	la_ssize_t have = archive_read_data(context, to, cap);
	if (have < 0)
		return fault_set(fault, ERR_UNSOUND, "a member of the bundle cannot be read");
	*got = (size_t)have;
	return ERR_NONE;
}

static enum err search_member(struct search *search, struct archive *archive, const char *path, struct fault *fault)
{
	if (!path || strncmp(path, "documents/", 10) != 0)
		return ERR_NONE;
	search_text(search, str_of(path), path, 0);
	struct source *source = source_open(read_member, archive, 0, UINT64_MAX);
	enum err err = search_document(search, source, path, fault);
	source_close(source);
	return err;
}

static enum err search_bundle(struct search *search, const char *bundle, struct fault *fault)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	enum err err = ERR_NONE;
	int next = ARCHIVE_OK;
	archive_read_support_format_zip(archive);
	if (archive_read_open_filename(archive, bundle, 65536) != ARCHIVE_OK)
		err = fault_set(fault, ERR_UNSOUND, "%s: not a bundle that can be read", bundle);
	while (!err && (next = archive_read_next_header(archive, &entry)) == ARCHIVE_OK)
		err = search_member(search, archive, archive_entry_pathname_utf8(entry), fault);
	if (!err && next != ARCHIVE_EOF)
		err = fault_set(fault, ERR_UNSOUND, "%s: cannot be read to its end", bundle);
	archive_read_free(archive);
	return err;
}

enum err survivors_find(const struct engine *engine, const char *bundle, const char *case_path, survivors_report report,
			void *context, uint64_t *found, struct fault *fault)
{
	struct search search = {.engine = engine, .report = report, .context = context};
	enum err err = load_names(&search, case_path, fault);
	if (!err)
		err = search_bundle(&search, bundle, fault);
	*found = search.found;
	directory_free(search.directory);
	tokens_free(&search.tokens);
	for (size_t i = 0; i < search.decided_count; i++)
		free(search.decided[i].name);
	free(search.decided);
	buf_free(&search.key);
	return err;
}
