/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Queries. What comes out of the file is checked: numbers that name something must name something that exists. */
#include <string.h>

#include "case/case_parts.h"

static bool in_range(sqlite3_stmt *statement, int at, int64_t low, int64_t high)
{
	int64_t value = sqlite3_column_int64(statement, at);
	return value >= low && value < high;
}

static bool read_document(sqlite3_stmt *statement, struct case_document *document)
{
	struct str digest = case_column(statement, 6);
	*document = (struct case_document){
		.number = (uint64_t)sqlite3_column_int64(statement, 0),
		.path = case_column(statement, 1),
		.err = (enum err)sqlite3_column_int(statement, 2),
		.fault = case_column(statement, 3),
		.numbers = case_column(statement, 4),
		.case_number = case_column(statement, 5),
		.output = (enum case_output)sqlite3_column_int(statement, 7),
		.parts = (uint64_t)sqlite3_column_int64(statement, 8),
	};
	if (digest.len != CASE_DIGEST || !in_range(statement, 2, 0, ERR_UNSOUND + 1) || !in_range(statement, 7, 0, CASE_RELEASED + 1) ||
	    !in_range(statement, 0, 0, (int64_t)CASE_DOCUMENTS))
		return false;
	memcpy(document->digest, digest.ptr, CASE_DIGEST);
	return true;
}

static void keep(struct buf *buf, struct str *value)
{
	buf_clear(buf);
	buf_add(buf, *value);
	*value = buf_str(buf);
}

enum err case_document_get(struct case_file *file, uint64_t number, struct case_document *document, bool *found,
			   struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, DOCUMENT_GET, fault);
	*found = false;
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	enum err err = case_row(file, statement, found, fault);
	if (err || !*found)
		return err;
	if (!read_document(statement, document))
		err = case_damaged(file, fault);
	keep(&file->got[0], &document->path);
	keep(&file->got[1], &document->fault);
	keep(&file->got[2], &document->numbers);
	keep(&file->got[3], &document->case_number);
	sqlite3_reset(statement);
	return err;
}

enum err case_documents(struct case_file *file, case_on_document on, void *context, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, DOCUMENT_ALL, fault);
	bool row = statement != NULL;
	enum err err = statement ? ERR_NONE : fault->code;
	while (err == ERR_NONE && (err = case_row(file, statement, &row, fault)) == ERR_NONE && row) {
		struct case_document document;
		err = read_document(statement, &document) ? on(context, &document, fault) : case_damaged(file, fault);
	}
	if (statement)
		sqlite3_reset(statement);
	return err;
}

uint64_t case_document_count(const struct case_file *file)
{
	return file->ended;
}

bool case_is_scanned(const struct case_file *file)
{
	return file->scanned;
}

static bool read_person(sqlite3_stmt *statement, struct case_person *person)
{
	*person = (struct case_person){
		.document = (uint64_t)sqlite3_column_int64(statement, 0),
		.part = (uint32_t)sqlite3_column_int64(statement, 1),
		.number = (uint32_t)sqlite3_column_int64(statement, 2),
		.who = (enum who)sqlite3_column_int(statement, 3),
		.age = sqlite3_column_int(statement, 4),
		.kin = case_column(statement, 5),
		.birth = case_column(statement, 6),
		.names = case_column(statement, 7),
		.evidence = case_column(statement, 8),
		.place = case_column(statement, 9),
		.facts = case_column(statement, 10),
	};
	return in_range(statement, 0, 0, (int64_t)CASE_DOCUMENTS) && in_range(statement, 1, 0, (int64_t)1 << 32) &&
	       in_range(statement, 2, 0, (int64_t)1 << 32) && in_range(statement, 3, 0, WHO_COUNT);
}

static enum err each_person(struct case_file *file, sqlite3_stmt *statement, case_on_person on, void *context,
			    struct fault *fault)
{
	bool row = true;
	enum err err = ERR_NONE;
	while (err == ERR_NONE && (err = case_row(file, statement, &row, fault)) == ERR_NONE && row) {
		struct case_person person;
		err = read_person(statement, &person) ? on(context, &person, fault) : case_damaged(file, fault);
	}
	sqlite3_reset(statement);
	return err;
}

enum err case_persons(struct case_file *file, uint64_t number, case_on_person on, void *context, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, PERSON_GET, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	return each_person(file, statement, on, context, fault);
}

enum err case_relatives(struct case_file *file, uint64_t number, case_on_person on, void *context, struct fault *fault)
{
	struct case_document document;
	bool found;
	enum err err = case_document_get(file, number, &document, &found, fault);
	if (err || !found)
		return err;
	if (document.case_number.len == 0)
		return case_persons(file, number, on, context, fault);
	sqlite3_stmt *statement = case_statement(file, PERSON_RELATIVES, fault);
	if (statement == NULL)
		return fault->code;
	/* a copy: the callback may ask for another document */
	sqlite3_bind_blob64(statement, 1, document.case_number.ptr, document.case_number.len, SQLITE_TRANSIENT);
	return each_person(file, statement, on, context, fault);
}

enum err case_people(struct case_file *file, uint32_t sides, case_on_person on, void *context, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, PERSON_SIDES, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, sides);
	return each_person(file, statement, on, context, fault);
}

enum err case_decisions(struct case_file *file, int64_t document, case_on_decision on, void *context,
			struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, DECISION_GET, fault);
	bool row = true;
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, document < 0 ? CASE_WHOLE_RELEASE : document);
	enum err err = ERR_NONE;
	while (err == ERR_NONE && (err = case_row(file, statement, &row, fault)) == ERR_NONE && row) {
		struct case_decision decision = {
			.id = sqlite3_column_int64(statement, 0),
			.document = sqlite3_column_int64(statement, 1),
			.name = case_column(statement, 2),
			.what = (enum what)sqlite3_column_int(statement, 3),
			.verdict = (enum verdict)sqlite3_column_int(statement, 4),
			.by = case_column(statement, 5),
			.at = case_column(statement, 6),
			.note = case_column(statement, 7),
		};
		bool sound = in_range(statement, 3, 0, WHAT_COUNT) && in_range(statement, 4, 0, VERDICT_ASK + 1);
		err = sound ? on(context, &decision, fault) : case_damaged(file, fault);
	}
	sqlite3_reset(statement);
	return err;
}

enum err case_left_get(struct case_file *file, uint64_t number, bool *found, enum case_left *left, struct buf *items,
		       struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, LEFT_GET, fault);
	*found = false;
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	enum err err = case_row(file, statement, found, fault);
	if (err || !*found)
		return err;
	*left = (enum case_left)sqlite3_column_int(statement, 0);
	buf_add(items, case_column(statement, 1));
	if (!in_range(statement, 0, 0, CASE_LEFT_MANY + 1))
		err = case_damaged(file, fault);
	sqlite3_reset(statement);
	return err;
}
