/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/release.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/mem.h"
#include "detect/token.h"
#include "job/release_parts.h"
#include "job/left.h"
#include "sandbox/sandbox.h"

/* Nothing is known of who is in a document that could not be read. So of its name no word is shown that has a capital
 * or is used as a name, unless it is a usual word or stands behind a dot; and no day. */
enum { LEVEL_RARE = 5, LEVEL_USUAL = 8 };

static void keep_ordinary(const struct release *release, struct buf *path)
{
	struct tokens tokens = {0};
	struct buf ordinary = {0};
	size_t at = 0;
	unsigned depth = 0;
	tokens_read(&tokens, release->engine->lexicon, buf_str(path));
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.list[i];
		char sign = path->ptr[token->from];
		bool dotted = token->from > 0 && path->ptr[token->from - 1] == '.';
		depth += sign == '[';
		depth -= sign == ']' && depth > 0;
		const struct entry *entry = lexicon_get(release->engine->lexicon, token->entry);
		bool ordinary_word = entry->common >= LEVEL_USUAL || (entry->common && token->letters == CASE_LOWER);
		bool name = token->letters != CASE_LOWER || entry->given > LEVEL_RARE || entry->surname > LEVEL_RARE;
		if (token->kind != TOKEN_WORD || depth || dotted || token->folded_len < 2 || ordinary_word || !name)
			continue;
		buf_add(&ordinary, str_part(buf_str(path), (struct span){at, token->from}));
		buf_add(&ordinary, STR("[NAME]"));
		at = token->to;
	}
	buf_add(&ordinary, str_part(buf_str(path), (struct span){at, path->len}));
	tokens_free(&tokens);
	buf_free(path);
	*path = ordinary;
}

/* What reviewers decided holds for the name of a document too, also of one that is withheld. */
struct rulings {
	struct pipeline_ruling *list;
	size_t count, cap;
};

static enum err add_ruling(void *context, const struct case_decision *decision, struct fault *fault)
{
	struct rulings *rulings = context;
	(void)fault;
	rulings->list = mem_room(rulings->list, rulings->count, &rulings->cap, sizeof *rulings->list);
	struct str name = {mem_text(decision->name.len ? decision->name.ptr : "", decision->name.len), decision->name.len};
	rulings->list[rulings->count++] = (struct pipeline_ruling){name, decision->what, decision->verdict};
	return ERR_NONE;
}

static void rulings_free(struct rulings *rulings)
{
	for (size_t i = 0; i < rulings->count; i++)
		free((char *)rulings->list[i].name.ptr);
	free(rulings->list);
}

/* The end of a day written in numbers that begins at `at`: 06-09-2014, 2014_06_09, 20140609; else `at`. */
static size_t end_of_day(struct str path, size_t at)
{
	size_t end = at, groups[3] = {0}, count = 0;
	while (end < path.len && count < 3 && path.ptr[end] >= '0' && path.ptr[end] <= '9') {
		size_t from = end;
		while (end < path.len && path.ptr[end] >= '0' && path.ptr[end] <= '9')
			end++;
		groups[count++] = end - from;
		bool more = count < 3 && end + 1 < path.len && strchr("-_. ", path.ptr[end]) && path.ptr[end + 1] >= '0' && path.ptr[end + 1] <= '9';
		if (!more)
			break;
		end++;
	}
	bool parted = count == 3 && groups[1] <= 2 &&
		      ((groups[0] <= 2 && (groups[2] == 2 || groups[2] == 4)) || (groups[0] == 4 && groups[2] <= 2));
	struct date date;
	struct str text = str_part(path, (struct span){at, end});
	bool packed = count == 1 && groups[0] == 8 && date_parse(text, DATE_NO_PIVOT, &date) && date_full(date) && date_valid(date) &&
		      date.year >= 1900 && date.year < 2100;
	return parted || packed ? end : at;
}

/* Nothing says whose day it is, so it may be the day somebody was born. */
static void hide_days(struct buf *path)
{
	struct buf hidden = {0};
	struct str text = buf_str(path);
	for (size_t at = 0; at < text.len;) {
		bool begins = at == 0 || !(text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9');
		size_t end = begins ? end_of_day(text, at) : at;
		if (end > at)
			buf_add(&hidden, STR("[DATE]"));
		else
			buf_add_byte(&hidden, text.ptr[end++]);
		at = end;
	}
	buf_free(path);
	*path = hidden;
}

void release_safe_path(struct release *release, uint64_t number, struct str path, struct buf *safe)
{
	struct fault fault = {0};
	struct pipeline_options options = {.directory = release->directory};
	if (!release->namer && pipeline_open(&release->namer, release->engine, &options, &fault))
		release->namer = NULL;
	struct rulings rulings = {0};
	enum err err = release->namer ? ERR_NONE : ERR_SYSTEM;
	if (!err && release->file)
		err = case_decisions(release->file, (int64_t)number, add_ruling, &rulings, &fault);
	const struct pipeline_known told = {.rulings = rulings.list, .ruling_count = rulings.count};
	if (!err)
		err = pipeline_path(release->namer, path, &told, safe, &fault);
	rulings_free(&rulings);
	if (err) {
		buf_clear(safe);
		buf_printf(safe, "withheld-%" PRIu64, number + 1);
		return;
	}
	keep_ordinary(release, safe);
	hide_days(safe);
}

void release_say_withheld(struct release *release, uint64_t number, struct str path, const char *why)
{
	struct buf safe = {0};
	if (release->options->quiet || release->silent)
		return;
	release_safe_path(release, number, path, &safe);
	progress_hide(release->progress);
	fprintf(stderr, "withheld: document %" PRIu64 ", %.*s: %s\n", number + 1, (int)safe.len, safe.ptr, why);
	buf_free(&safe);
}

/* ---- the case ------------------------------------------------------------------------------------------------ */

static void add_hash(struct buf *to, const unsigned char *hash)
{
	hex_write(hash, SHA256_SIZE, buf_room(to, SHA256_HEX));
	to->len += SHA256_HEX;
}

static enum err settle(struct release *release, struct fault *fault)
{
	struct buf policy = {0}, packs = {0}, inputs = {0};
	buf_printf(&policy, "%s ", release->engine->policy->name);
	add_hash(&policy, release->engine->policy_hash);
	add_hash(&packs, release->engine->packs_hash);
	for (size_t i = 0; i < release->options->input_count; i++)
		buf_add_counted(&inputs, str_of(release->options->inputs[i]));
	struct case_settings settings = {str_of(release->options->version), buf_str(&policy), buf_str(&packs), buf_str(&inputs)};
	enum err err = case_settle(release->file, &settings, fault);
	buf_free(&policy);
	buf_free(&packs);
	buf_free(&inputs);
	return err;
}

static enum err open_case(struct release *release, struct fault *fault)
{
	const struct release_options *options = release->options;
	char *folder = release_folder_of(options->output); /* a temporary case lies beside the bundle */
	enum err err = case_open(&release->file, options->case_path, folder, fault);
	free(folder);
	if (err)
		return err;
	if (options->case_path && !case_is_fresh(release->file) && !options->resume && options->input_count)
		return fault_set(fault, ERR_USAGE, "%s: has a release in it already; add --resume to go on with it, or name a new case",
				 options->case_path);
	return settle(release, fault);
}

/* `apply` names no input: the case knows it. */
static enum err take_inputs(struct release *release, const char *const **paths, size_t *count, char ***made,
			    struct fault *fault)
{
	struct case_settings settings;
	size_t cap = 0;
	*paths = release->options->inputs;
	*count = release->options->input_count;
	if (*count)
		return ERR_NONE;
	enum err err = case_settings(release->file, &settings, fault);
	struct str path;
	while (!err && take_counted(&settings.inputs, &path)) {
		*made = mem_room(*made, *count, &cap, sizeof **made);
		(*made)[(*count)++] = mem_text(path.ptr, path.len);
	}
	*paths = (const char *const *)*made;
	return err;
}

/* ---- between the passes -------------------------------------------------------------------------------------- */

static enum err add_person(void *context, const struct case_person *row, struct fault *fault)
{
	struct release *release = context;
	struct str facts = row->facts;
	struct person person;
	(void)fault;
	if (person_take(&facts, &person))
		directory_tell(release->directory, &person);
	return ERR_NONE;
}

static enum err add_telephones(void *context, const struct case_document *document, struct fault *fault)
{
	struct release *release = context;
	struct str numbers = document->numbers, next;
	(void)fault;
	while (!document->err && take_counted(&numbers, &next))
		directory_add_telephone(release->directory, next);
	return ERR_NONE;
}

static enum err make_directory(struct release *release, struct fault *fault)
{
	release->directory = directory_new();
	enum err err = case_documents(release->file, add_telephones, release, fault);
	if (!err)
		err = case_people(release->file, DIRECTORY_SIDES | 1u << WHO_OFFICIAL, add_person, release, fault);
	directory_finish(release->directory);
	return err;
}

/* ---- the commands -------------------------------------------------------------------------------------------- */

static void release_end(struct release *release)
{
	progress_close(release->progress);
	writer_abandon(release->writer);
	pipeline_close(release->namer);
	directory_free(release->directory);
	source_close(release->refused);
	input_close(release->input);
	case_close(release->file);
	free(release->fed);
}

/* From here on no network, no other program, and writing only where results go. */
static enum err confine(const struct release_options *options, struct fault *fault)
{
	char *output = release_folder_of(options->output), *file = release_folder_of(options->case_path);
	const char *temporary = getenv("TMPDIR");
	const char *write[] = {output, file, temporary ? temporary : "/tmp", NULL};
	struct sandbox_state state;
	enum err err = sandbox_parent(NULL, write, &state, fault);
	free(output);
	free(file);
	return err;
}

static enum err release_run(const struct engine *engine, const struct release_options *options,
			    struct release_counts *counts, const struct risk_kit *risk, bool cut, struct fault *fault)
{
	struct release release = {.engine = engine, .options = options, .counts = counts, .risk = risk};
	struct input_limits limits = release_limits(engine, options);
	const char *const *paths = NULL;
	char **made = NULL;
	size_t count = 0;
	*counts = (struct release_counts){0};
	release.progress = progress_open(options->quiet);
	bool fresh = options->case_path && access(options->case_path, F_OK) != 0;
	enum err err = release_check_places(options, options->inputs, options->input_count, fault);
	if (!err)
		err = confine(options, fault);
	if (!err && cut) /* first of all: what stands in the way of the bundle is said before any work is done */
		err = writer_open(&release.writer, &release, fault);
	if (!err)
		err = open_case(&release, fault);
	if (!err)
		err = take_inputs(&release, &paths, &count, &made, fault);
	if (!err)
		err = release_check_places(options, paths, count, fault);
	if (!err)
		err = input_open(&release.input, paths, count, &limits, fault);
	release.silent = cut;
	if (!err && !case_is_scanned(release.file)) {
		release.scanned = case_document_count(release.file) == 0;
		err = scan_run(&release, fault);
		if (!err)
			err = release_check_any(&release, paths, count, fault);
		if (err && fresh && counts->documents == 0)
			unlink(options->case_path);
	}
	release.silent = false;
	if (!err && risk)
		err = left_settle(release.file, risk, fault);
	if (!err && options->explain)
		err = left_explain(release.file, stdout, fault);
	if (!err && cut) {
		err = make_directory(&release, fault);
		if (!err)
			err = input_rewind(release.input, fault);
		if (!err)
			err = cut_run(&release, fault);
		if (!err && options->case_path)
			err = case_outputs_drop(release.file, fault);
	}
	if (!err)
		err = case_commit(release.file, fault);
	release_end(&release);
	for (size_t i = 0; made && i < count; i++)
		free(made[i]);
	free(made);
	return err;
}

enum err release_scan(const struct engine *engine, const struct release_options *options, struct release_counts *counts,
		      struct fault *fault)
{
	struct risk_kit *risk = NULL;
	enum err err = risk_kit_load(engine->patterns, &risk, fault);
	if (!err)
		err = release_run(engine, options, counts, risk, false, fault);
	risk_kit_free(risk);
	return err;
}

enum err release_redact(const struct engine *engine, const struct release_options *options,
			struct release_counts *counts, struct fault *fault)
{
	return release_run(engine, options, counts, NULL, true, fault);
}
