/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of the case share; nobody else includes this. case.c opens and closes, case_schema.c says what a case
 * file must be, case_write.c and case_read.c are pass 1 and its queries, case_output.c is pass 2. */
#ifndef CASE_CASE_PARTS_H
#define CASE_CASE_PARTS_H
#include <sqlite3.h>

#include "case/case.h"

enum statement {
	BEGIN,
	COMMIT,
	ROLLBACK,
	RELEASE_GET,
	RELEASE_SET,
	RELEASE_SCANNED,
	DOCUMENT_NEW,
	DOCUMENT_AGAIN,
	DOCUMENT_END,
	DOCUMENT_WITHHOLD,
	DOCUMENT_RELEASED,
	DOCUMENT_JOIN,
	DOCUMENT_GET,
	DOCUMENT_ALL,
	DOCUMENT_COUNT,
	PERSON_ADD,
	PERSON_DROP,
	PERSON_GET,
	PERSON_RELATIVES,
	PERSON_SIDES,
	DECISION_ADD,
	DECISION_GET,
	OUTPUT_ADD,
	OUTPUT_DROP,
	OUTPUT_GET,
	OUTPUT_DROP_ALL,
	OUTPUT_FORGET_ALL,
	OUTPUT_FALL_DECIDED,
	OUTPUT_STAND,
	OUTPUT_OPEN,
	QUESTION_ADD,
	QUESTION_DROP,
	QUESTION_GET,
	QUESTION_DROP_ALL,
	LEFT_SET,
	LEFT_GET,
	LEFT_DROP,
	STATEMENTS
};

struct case_file {
	sqlite3 *db;
	char *name; /* for messages: "the case x.case" */
	sqlite3_stmt *statements[STATEMENTS];
	bool fresh, scanned, writing; /* writing: in a transaction */
	unsigned batch;               /* documents in it */
	int64_t since_ms;
	uint64_t ended;               /* documents */
	uint64_t document, output;    /* being written */
	uint32_t output_chunks;
	struct buf pending;           /* output records, not a row yet */
	struct buf strings[4];        /* settings */
	struct buf got[4];            /* strings of the document last asked for */
	struct buf first;             /* record last asked for by case_output_first() */
};

extern const char *const case_statements[STATEMENTS];
extern const char case_schema[], case_schema_left[]; /* as it was in version 2; what version 3 added */
/* Versions: 2 is the oldest that can be brought up; 3 has the table of what is left; since 4 finished documents have the facts
 * that the papers state. Raise it whenever a table or a record in one changes. */
enum { CASE_APPLICATION = 0x626c6b62, CASE_OLDEST = 2, CASE_WITH_LEFT = 3, CASE_VERSION = 4 };

/* The sentence for what SQLite just said. */
enum err case_error(struct case_file *file, int code, struct fault *fault);
enum err case_damaged(const struct case_file *file, struct fault *fault);

/* The statement, ready to be bound; NULL after a fault. */
sqlite3_stmt *case_statement(struct case_file *file, enum statement which, struct fault *fault);
void case_bind(sqlite3_stmt *statement, int at, struct str value); /* as a blob that stays until it has run */
void case_bind_number(sqlite3_stmt *statement, int at, int64_t value);
struct str case_column(sqlite3_stmt *statement, int at);
/* Runs a statement that gives no rows. */
enum err case_run(struct case_file *file, sqlite3_stmt *statement, struct fault *fault);
enum err case_run_number(struct case_file *file, enum statement which, int64_t number, struct fault *fault);
/* The next row, or `*row` false. */
enum err case_row(struct case_file *file, sqlite3_stmt *statement, bool *row, struct fault *fault);

/* Before a write: a transaction is open. After a document: it is closed when it is large or old enough. */
enum err case_write_begin(struct case_file *file, struct fault *fault);
enum err case_write_document(struct case_file *file, struct fault *fault);
#endif
