/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finished documents, kept until the bundle is whole. Small records share a row; a large document has many rows. */
#include "base/limits.h"
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

static enum err write_chunk(struct case_file *file, struct fault *fault)
{
	if (file->pending.len == 0)
		return ERR_NONE;
	if (file->output_chunks >> CHUNK_BITS)
		return fault_set(fault, ERR_LIMIT, "%s: a document has more output than a case can hold", file->name);
	sqlite3_stmt *statement = case_statement(file, OUTPUT_ADD, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)(file->output << CHUNK_BITS | file->output_chunks++));
	case_bind(statement, 2, buf_str(&file->pending));
	enum err err = case_run(file, statement, fault);
	buf_clear(&file->pending);
	return err;
}

enum err case_output_add(struct case_file *file, uint32_t tag, struct str bytes, struct fault *fault)
{
	buf_add_number(&file->pending, tag);
	buf_add_counted(&file->pending, bytes);
	return file->pending.len < LIMIT_MIB ? ERR_NONE : write_chunk(file, fault);
}

static enum err set_released(struct case_file *file, int released, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, DOCUMENT_RELEASED, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)file->output);
	case_bind_number(statement, 2, released);
	return case_run(file, statement, fault);
}

enum err case_output_end(struct case_file *file, struct fault *fault)
{
	enum err err = write_chunk(file, fault);
	if (err == ERR_NONE)
		err = set_released(file, 1, fault);
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
	*found = err == ERR_NONE && *found && document.released;
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

enum err case_outputs_drop(struct case_file *file, struct fault *fault)
{
	static const enum statement both[] = {OUTPUT_DROP_ALL, OUTPUT_FORGET_ALL};
	enum err err = case_write_begin(file, fault);
	for (int i = 0; err == ERR_NONE && i < 2; i++) {
		sqlite3_stmt *statement = case_statement(file, both[i], fault);
		err = statement ? case_run(file, statement, fault) : fault->code;
	}
	return err ? err : case_commit(file, fault);
}
