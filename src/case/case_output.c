/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finished documents, kept until the bundle is whole. Small records share a row; a large document has many rows. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "case/case_parts.h"

enum { CHUNK_BITS = 24 };

enum err case_output_begin(struct case_file *file, uint64_t number, struct fault *fault)
{
	struct case_document document;
	bool found = false;
	enum err err = case_write_begin(file, fault);
	if (err == ERR_NONE)
		err = case_document_get(file, number, &document, &found, fault);
	if (err == ERR_NONE && !found)
		err = case_damaged(file, fault);
	/* nothing can be there otherwise: what was begun and not ended went with its transaction, or is marked */
	if (err == ERR_NONE)
		err = case_run_number(file, OUTPUT_DROP, (int64_t)number, fault);
	file->output = number;
	file->output_chunks = 0;
	buf_clear(&file->pending);
	return err;
}

/* A number and bytes: what the rows of both tables are. */
static enum err add_row(struct case_file *file, enum statement which, uint64_t id, struct str bytes, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, which, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)id);
	case_bind(statement, 2, bytes);
	return case_run(file, statement, fault);
}

static enum err write_chunk(struct case_file *file, struct fault *fault)
{
	if (file->pending.len == 0)
		return ERR_NONE;
	if (file->output_chunks >> CHUNK_BITS)
		return fault_set(fault, ERR_LIMIT, "%s: a document has more output than a case can hold", file->name);
	uint64_t id = file->output << CHUNK_BITS | file->output_chunks++;
	enum err err = add_row(file, OUTPUT_ADD, id, buf_str(&file->pending), fault);
	buf_clear(&file->pending);
	return err;
}

void case_output_write(struct buf *records, uint32_t tag, struct str bytes)
{
	buf_add_number(records, tag);
	buf_add_counted(records, bytes);
}

enum err case_document_try(struct case_file *file, struct str records, struct str asked, struct fault *fault)
{
	enum err err = add_row(file, OUTPUT_ADD, file->document << CHUNK_BITS, records, fault);
	return err ? err : add_row(file, QUESTION_ADD, file->document, asked, fault);
}

enum err case_output_add(struct case_file *file, uint32_t tag, struct str bytes, struct fault *fault)
{
	case_output_write(&file->pending, tag, bytes);
	return file->pending.len < LIMIT_MIB ? ERR_NONE : write_chunk(file, fault);
}

static enum err set_output(struct case_file *file, uint64_t number, enum case_output output, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, DOCUMENT_RELEASED, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	case_bind_number(statement, 2, output);
	return case_run(file, statement, fault);
}

enum err case_output_end(struct case_file *file, struct fault *fault)
{
	enum err err = write_chunk(file, fault);
	if (err == ERR_NONE)
		err = set_output(file, file->output, CASE_RELEASED, fault);
	return err ? err : case_write_document(file, fault);
}

static enum err read_chunk(struct case_file *file, struct str records, case_on_output on, void *context,
			   struct fault *fault)
{
	enum err err = ERR_NONE;
	while (err == ERR_NONE && records.len) {
		uint64_t tag;
		struct str bytes;
		if (!take_number(&records, &tag) || tag > UINT32_MAX || !take_counted(&records, &bytes))
			return case_damaged(file, fault);
		err = on(context, (uint32_t)tag, bytes, fault);
	}
	return err;
}

enum err case_output_read(struct case_file *file, uint64_t number, bool *found, case_on_output on, void *context,
			  struct fault *fault)
{
	struct case_document document;
	bool row = true;
	enum err err = case_document_get(file, number, &document, found, fault);
	*found = err == ERR_NONE && *found && document.output == CASE_RELEASED;
	if (!*found)
		return err;
	sqlite3_stmt *statement = case_statement(file, OUTPUT_GET, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	while (err == ERR_NONE && (err = case_row(file, statement, &row, fault)) == ERR_NONE && row)
		err = read_chunk(file, case_column(statement, 0), on, context, fault);
	sqlite3_reset(statement);
	return err;
}

enum err case_output_first(struct case_file *file, uint64_t number, uint32_t tag, struct str *bytes, struct fault *fault)
{
	bool row = false;
	uint64_t first = 0;
	struct str records = {0}, value = {0};
	*bytes = (struct str){0};
	sqlite3_stmt *statement = case_statement(file, OUTPUT_GET, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	enum err err = case_row(file, statement, &row, fault);
	if (!err && row)
		records = case_column(statement, 0);
	if (take_number(&records, &first) && first == tag && take_counted(&records, &value)) {
		buf_clear(&file->first);
		buf_add(&file->first, value);
		*bytes = buf_str(&file->first);
	}
	sqlite3_reset(statement);
	return err;
}

static enum err run_all(struct case_file *file, const enum statement *list, size_t count, struct fault *fault)
{
	enum err err = case_write_begin(file, fault);
	for (size_t i = 0; err == ERR_NONE && i < count; i++) {
		sqlite3_stmt *statement = case_statement(file, list[i], fault);
		err = statement ? case_run(file, statement, fault) : fault->code;
	}
	return err;
}

/* The numbers of those that fall: changed only when all have been read, as the query reads what is changed. */
static enum err find_falling(struct case_file *file, case_falls falls, void *context, uint64_t **list, size_t *count,
			     struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, QUESTION_GET, fault);
	enum err err = statement ? ERR_NONE : fault->code;
	size_t cap = 0;
	bool row = true;
	while (err == ERR_NONE && (err = case_row(file, statement, &row, fault)) == ERR_NONE && row) {
		uint64_t number = (uint64_t)sqlite3_column_int64(statement, 0);
		if (!falls(context, case_column(statement, 1)))
			continue;
		*list = mem_room(*list, *count, &cap, sizeof **list);
		(*list)[(*count)++] = number;
	}
	if (statement)
		sqlite3_reset(statement);
	return err;
}

enum err case_outputs_settle(struct case_file *file, case_falls falls, void *context, uint64_t *open, struct fault *fault)
{
	static const enum statement before[] = {OUTPUT_FALL_DECIDED}, after[] = {OUTPUT_STAND};
	uint64_t *list = NULL;
	size_t count = 0;
	bool row;
	enum err err = run_all(file, before, 1, fault);
	if (err == ERR_NONE)
		err = find_falling(file, falls, context, &list, &count, fault);
	for (size_t i = 0; err == ERR_NONE && i < count; i++)
		err = set_output(file, list[i], CASE_NO_OUTPUT, fault);
	free(list);
	if (err == ERR_NONE)
		err = run_all(file, after, 1, fault);
	sqlite3_stmt *statement = err ? NULL : case_statement(file, OUTPUT_OPEN, fault);
	if (statement == NULL)
		return fault->code;
	err = case_row(file, statement, &row, fault);
	*open = err ? 0 : (uint64_t)sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return err ? err : case_commit(file, fault);
}

enum err case_outputs_drop(struct case_file *file, struct fault *fault)
{
	static const enum statement all[] = {OUTPUT_DROP_ALL, OUTPUT_FORGET_ALL, QUESTION_DROP_ALL};
	enum err err = run_all(file, all, sizeof all / sizeof *all, fault);
	return err ? err : case_commit(file, fault);
}
