/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pass 1 and decisions, into the case. */
#include "case/case_parts.h"

static enum err forget(struct case_file *file, uint64_t number, struct str path, struct fault *fault)
{
	static const enum statement drops[] = {PERSON_DROP, OUTPUT_DROP, QUESTION_DROP, LEFT_DROP};
	sqlite3_stmt *statement = case_statement(file, DOCUMENT_AGAIN, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	case_bind(statement, 2, path);
	enum err err = case_run(file, statement, fault);
	for (size_t i = 0; err == ERR_NONE && i < sizeof drops / sizeof *drops; i++)
		err = case_run_number(file, drops[i], (int64_t)number, fault);
	return err;
}

enum err case_document_begin(struct case_file *file, uint64_t number, struct str path, struct fault *fault)
{
	if (number >= CASE_DOCUMENTS)
		return fault_set(fault, ERR_LIMIT, "%s: more documents than a case can hold", file->name);
	enum err err = case_write_begin(file, fault);
	sqlite3_stmt *statement = err ? NULL : case_statement(file, DOCUMENT_NEW, fault);
	if (statement == NULL)
		return fault->code;
	file->document = number;
	case_bind_number(statement, 1, (int64_t)number);
	case_bind(statement, 2, path);
	err = case_run(file, statement, fault);
	if (err || sqlite3_changes(file->db))
		return err;
	struct case_document known;
	bool found = false;
	err = case_document_get(file, number, &known, &found, fault);
	if (found)
		file->ended--;
	return err ? err : forget(file, number, path, fault);
}

enum err case_person_add(struct case_file *file, const struct case_person *person, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, PERSON_ADD, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)file->document);
	case_bind_number(statement, 2, person->part);
	case_bind_number(statement, 3, person->number);
	case_bind_number(statement, 4, person->who);
	case_bind_number(statement, 5, person->age);
	case_bind(statement, 6, person->kin);
	case_bind(statement, 7, person->birth);
	case_bind(statement, 8, person->names);
	case_bind(statement, 9, person->evidence);
	case_bind(statement, 10, person->place);
	case_bind(statement, 11, person->facts);
	return case_run(file, statement, fault);
}

enum err case_document_end(struct case_file *file, const struct case_document *document, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, DOCUMENT_END, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)file->document);
	case_bind_number(statement, 2, document->err);
	case_bind(statement, 3, document->fault);
	case_bind(statement, 4, document->numbers);
	case_bind(statement, 5, (struct str){(const char *)document->digest, CASE_DIGEST});
	case_bind_number(statement, 6, document->output);
	case_bind_number(statement, 7, (int64_t)document->parts);
	enum err err = case_run(file, statement, fault);
	file->ended++;
	return err ? err : case_write_document(file, fault);
}

enum err case_document_withhold(struct case_file *file, uint64_t number, enum err code, struct str why,
				struct fault *fault)
{
	enum err err = case_write_begin(file, fault);
	sqlite3_stmt *statement = err ? NULL : case_statement(file, DOCUMENT_WITHHOLD, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	case_bind_number(statement, 2, code);
	case_bind(statement, 3, why);
	return case_run(file, statement, fault);
}

enum err case_document_join(struct case_file *file, uint64_t number, struct str case_number, struct fault *fault)
{
	enum err err = case_write_begin(file, fault);
	sqlite3_stmt *statement = err ? NULL : case_statement(file, DOCUMENT_JOIN, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	case_bind(statement, 2, case_number);
	return case_run(file, statement, fault);
}

enum err case_scanned(struct case_file *file, struct fault *fault)
{
	if (file->scanned)
		return ERR_NONE;
	enum err err = case_write_begin(file, fault);
	if (err)
		return err;
	int code = sqlite3_exec(file->db, "CREATE INDEX IF NOT EXISTS document_case ON document (case_number)"
				" WHERE case_number <> x''", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return case_error(file, code, fault);
	sqlite3_stmt *statement = case_statement(file, RELEASE_SCANNED, fault);
	err = statement ? case_run(file, statement, fault) : fault->code;
	if (err == ERR_NONE)
		err = case_commit(file, fault);
	file->scanned = err == ERR_NONE;
	return err;
}

enum err case_decide(struct case_file *file, const struct case_decision *decision, struct fault *fault)
{
	enum err err = case_write_begin(file, fault);
	sqlite3_stmt *statement = err ? NULL : case_statement(file, DECISION_ADD, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, decision->document < 0 ? CASE_WHOLE_RELEASE : decision->document);
	case_bind(statement, 2, decision->name);
	case_bind_number(statement, 3, decision->what);
	case_bind_number(statement, 4, decision->verdict);
	case_bind(statement, 5, decision->by);
	case_bind(statement, 6, decision->at);
	case_bind(statement, 7, decision->note);
	err = case_run(file, statement, fault);
	return err ? err : case_commit(file, fault);
}

enum err case_left_set(struct case_file *file, uint64_t number, enum case_left left, struct str items, struct fault *fault)
{
	enum err err = case_write_begin(file, fault);
	sqlite3_stmt *statement = err ? NULL : case_statement(file, LEFT_SET, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, (int64_t)number);
	case_bind_number(statement, 2, left);
	case_bind(statement, 3, items);
	return case_run(file, statement, fault);
}
