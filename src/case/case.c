/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "case/case.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "case/case_parts.h"

enum { BATCH_DOCUMENTS = 2048, BATCH_MS = 1000 };

enum err case_damaged(const struct case_file *file, struct fault *fault)
{
	return fault_set(fault, ERR_USAGE,
			 "%s is damaged, or not a case of blackbar; use a copy of it or another name with -c",
			 file->name);
}

enum err case_error(struct case_file *file, int code, struct fault *fault)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
		return fault_set(fault, ERR_SYSTEM, "no space left for %s; free space, then go on with --resume",
				 file->name);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fault_set(fault, ERR_SYSTEM, "%s is in use by another blackbar; wait until that one ends",
				 file->name);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_SCHEMA:
		return case_damaged(file, fault);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
	case SQLITE_AUTH:
		return fault_set(fault, ERR_SYSTEM,
				 "cannot write %s or its journal beside it; look at the rights of the folder",
				 file->name);
	default:
		return fault_set(fault, ERR_SYSTEM, "%s: %s (%d)", file->name, sqlite3_errstr(code), code);
	}
}

/* ---- statements ---- */

sqlite3_stmt *case_statement(struct case_file *file, enum statement which, struct fault *fault)
{
	sqlite3_stmt **statement = &file->statements[which];
	int code = SQLITE_OK;
	if (*statement == NULL)
		code = sqlite3_prepare_v3(file->db, case_statements[which], -1, SQLITE_PREPARE_PERSISTENT, statement,
					  NULL);
	else
		sqlite3_reset(*statement);
	if (code == SQLITE_OK)
		return *statement;
	/* a table or column that is not there is a file that only looks like a case */
	(void)(code == SQLITE_ERROR ? case_damaged(file, fault) : case_error(file, code, fault));
	return NULL;
}

void case_bind(sqlite3_stmt *statement, int at, struct str value)
{
	if (value.len == 0)
		sqlite3_bind_zeroblob(statement, at, 0); /* a NULL pointer would be a NULL value */
	else
		sqlite3_bind_blob64(statement, at, value.ptr, value.len, SQLITE_STATIC);
}

void case_bind_number(sqlite3_stmt *statement, int at, int64_t value)
{
	sqlite3_bind_int64(statement, at, value);
}

struct str case_column(sqlite3_stmt *statement, int at)
{
	const char *ptr = sqlite3_column_blob(statement, at);
	int len = sqlite3_column_bytes(statement, at);
	return (struct str){ptr, ptr ? (size_t)len : 0};
}

enum err case_run(struct case_file *file, sqlite3_stmt *statement, struct fault *fault)
{
	int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	return code == SQLITE_DONE || code == SQLITE_ROW ? ERR_NONE : case_error(file, code, fault);
}

enum err case_run_number(struct case_file *file, enum statement which, int64_t number, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, which, fault);
	if (statement == NULL)
		return fault->code;
	case_bind_number(statement, 1, number);
	return case_run(file, statement, fault);
}

enum err case_row(struct case_file *file, sqlite3_stmt *statement, bool *row, struct fault *fault)
{
	int code = sqlite3_step(statement);
	*row = code == SQLITE_ROW;
	if (code == SQLITE_ROW)
		return ERR_NONE;
	sqlite3_reset(statement);
	return code == SQLITE_DONE ? ERR_NONE : case_error(file, code, fault);
}

static enum err run_plain(struct case_file *file, enum statement which, struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, which, fault);
	return statement ? case_run(file, statement, fault) : fault->code;
}

static enum err run_text(struct case_file *file, const char *text, struct fault *fault)
{
	int code = sqlite3_exec(file->db, text, NULL, NULL, NULL);
	return code == SQLITE_OK ? ERR_NONE : case_error(file, sqlite3_extended_errcode(file->db), fault);
}

static enum err ask_number(struct case_file *file, const char *text, int64_t *value, struct fault *fault)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(file->db, text, -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? ERR_NONE : case_error(file, code, fault);
}

/* ---- batches ---- */

static int64_t now_ms(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

enum err case_write_begin(struct case_file *file, struct fault *fault)
{
	if (file->writing)
		return ERR_NONE;
	enum err err = run_plain(file, BEGIN, fault);
	if (err)
		return err;
	file->writing = true;
	file->batch = 0;
	file->since_ms = now_ms();
	return ERR_NONE;
}

enum err case_write_document(struct case_file *file, struct fault *fault)
{
	/* the clock is read now and then only: it says nothing in the result, but costs */
	if (++file->batch < BATCH_DOCUMENTS && (file->batch % 16 || now_ms() - file->since_ms < BATCH_MS))
		return ERR_NONE;
	return case_commit(file, fault);
}

enum err case_commit(struct case_file *file, struct fault *fault)
{
	if (!file->writing)
		return ERR_NONE;
	file->writing = false;
	enum err err = run_plain(file, COMMIT, fault);
	if (err)
		sqlite3_exec(file->db, case_statements[ROLLBACK], NULL, NULL, NULL);
	return err;
}

/* ---- open and close ---- */

static enum err refuse(const struct case_file *file, const char *why, struct fault *fault)
{
	return fault_set(fault, ERR_USAGE, "%s %s", file->name, why);
}

static bool is_sqlite(int fd)
{
	static const char magic[] = "SQLite format 3";
	char head[sizeof magic];
	return pread(fd, head, sizeof head, 0) == sizeof head && memcmp(head, magic, sizeof head) == 0;
}

/* Makes the file, or looks at the one that is there, before SQLite touches it. */
static enum err check_file(const struct case_file *file, const char *path, struct fault *fault)
{
	struct stat facts;
	enum err err = ERR_NONE;
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
	if (fd < 0 && (errno == ELOOP || errno == EISDIR))
		return refuse(file, "is a symbolic link or folder; give the name of the file itself", fault);
	if (fd < 0)
		return fault_set(fault, ERR_SYSTEM, "cannot open %s (%s): check it, or name another place with -c", file->name, strerror(errno));
	if (fstat(fd, &facts) != 0)
		err = fault_set(fault, ERR_SYSTEM, "cannot look at %s (%s)", file->name, strerror(errno));
	else if (!S_ISREG(facts.st_mode))
		err = refuse(file, "is not a file", fault);
	else if (facts.st_uid != geteuid())
		err = refuse(file, "belongs to another user", fault);
	else if (facts.st_size > 0 && !is_sqlite(fd))
		err = case_damaged(file, fault);
	else if (facts.st_mode & 077)
		err = refuse(file, "can be read by others, and it names children; if that was meant: chmod 600", fault);
	close(fd); /* now: closing it later would drop SQLite's locks */
	return err;
}

static enum err run_schema(struct case_file *file, const char *first, const char *second, struct fault *fault)
{
	struct buf text = {0};
	buf_printf(&text, "%s%s PRAGMA application_id = %d; PRAGMA user_version = %d;", first, second, CASE_APPLICATION, CASE_VERSION);
	buf_add_byte(&text, '\0');
	enum err err = run_text(file, text.ptr, fault);
	buf_free(&text);
	return err;
}

static enum err create(struct case_file *file, struct fault *fault)
{
	return run_schema(file, case_schema, case_schema_left, fault);
}

/* A case of an earlier version: tables that it lacks; finished documents are as that version wrote them, so they are made anew. */
static enum err bring_up(struct case_file *file, int64_t version, struct fault *fault)
{
	enum err err = run_schema(file, "", version < CASE_WITH_LEFT ? case_schema_left : "", fault);
	return err ? err : run_text(file, "UPDATE document SET output = 0; DELETE FROM output; DELETE FROM question", fault);
}

static enum err check_version(struct case_file *file, struct fault *fault)
{
	int64_t application = 0, version = 0, sound = 0;
	enum err err = ask_number(file, "PRAGMA application_id", &application, fault);
	if (err == ERR_NONE)
		err = ask_number(file, "PRAGMA user_version", &version, fault);
	if (err == ERR_NONE && application != CASE_APPLICATION)
		err = refuse(file, "is not a case of blackbar; give another name with -c", fault);
	if (err == ERR_NONE && version >= CASE_OLDEST && version < CASE_VERSION)
		err = bring_up(file, version, fault);
	else if (err == ERR_NONE && version != CASE_VERSION)
		err = fault_set(fault, ERR_USAGE,
				"%s was made by another version of blackbar (case format %lld, this one has %d); "
				"use that version, or start a new case",
				file->name, (long long)version, CASE_VERSION);
	if (err == ERR_NONE)
		err = ask_number(file, "SELECT quick_check = 'ok' FROM pragma_quick_check(1)", &sound, fault);
	if (err == ERR_NONE && !sound)
		err = case_damaged(file, fault);
	return err;
}

static enum err connect_to(struct case_file *file, const char *path, bool temporary, struct fault *fault)
{
	int code = sqlite3_open_v2(path, &file->db,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
	if (code != SQLITE_OK)
		return case_error(file, code, fault);
	sqlite3_extended_result_codes(file->db, 1);
	/* the file may come from anywhere: nothing in its schema is run */
	sqlite3_db_config(file->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(file->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(file->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(file->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	return run_text(file,
			temporary
			    ? "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
			      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;"
			      "PRAGMA cache_size = -16384; PRAGMA foreign_keys = ON;"
			    : "PRAGMA page_size = 8192; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;"
			      "PRAGMA cache_size = -16384; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;",
			fault);
}

static enum err read_state(struct case_file *file, struct fault *fault)
{
	int64_t count = 0;
	bool row = false;
	sqlite3_stmt *statement = case_statement(file, RELEASE_GET, fault);
	enum err err = statement ? case_row(file, statement, &row, fault) : fault->code;
	file->fresh = !row;
	for (int i = 0; err == ERR_NONE && row && i < 4; i++)
		buf_add(&file->strings[i], case_column(statement, i));
	file->scanned = err == ERR_NONE && row && sqlite3_column_int(statement, 4);
	if (statement)
		sqlite3_reset(statement);
	if (err == ERR_NONE)
		err = ask_number(file, case_statements[DOCUMENT_COUNT], &count, fault);
	file->ended = (uint64_t)count;
	return err;
}

static enum err open_at(struct case_file *file, const char *path, bool temporary, struct fault *fault)
{
	int64_t pages = 0;
	enum err err = connect_to(file, path, temporary, fault);
	/* pages, not the file's size: a run killed while making it left a journal that is played back here */
	if (err == ERR_NONE)
		err = ask_number(file, "PRAGMA page_count", &pages, fault);
	/* takes the lock, which exclusive mode then keeps */
	if (err == ERR_NONE)
		err = run_text(file, "BEGIN EXCLUSIVE", fault);
	if (err == ERR_NONE)
		err = pages == 0 ? create(file, fault) : check_version(file, fault);
	if (err == ERR_NONE)
		err = run_text(file, "COMMIT", fault);
	return err ? err : read_state(file, fault);
}

static enum err open_temporary(struct case_file *file, const char *folder, struct fault *fault)
{
	struct buf path = {0};
	const char *where = folder ? folder : getenv("TMPDIR");
	buf_printf(&path, "%s/blackbar-case-XXXXXX", where && *where ? where : "/tmp");
	buf_add_byte(&path, '\0');
	int fd = mkostemp(path.ptr, O_CLOEXEC); /* mode 0600 */
	enum err err = ERR_NONE;
	if (fd < 0) {
		err = fault_set(fault, ERR_SYSTEM,
				"cannot make a temporary file for the case (%s); set TMPDIR to a folder that "
				"can be written",
				strerror(errno));
	} else {
		close(fd);
		err = open_at(file, path.ptr, true, fault);
		unlink(path.ptr); /* SQLite holds it open and opens nothing beside it */
	}
	buf_free(&path);
	return err;
}

enum err case_open(struct case_file **to, const char *path, const char *temporary, struct fault *fault)
{
	struct case_file *file = mem_alloc(1, sizeof *file);
	struct buf name = {0};
	*to = NULL;
	buf_printf(&name, path ? "the case %s" : "the temporary case", path);
	file->name = mem_text(name.ptr, name.len);
	buf_free(&name);
	enum err err = path ? check_file(file, path, fault) : open_temporary(file, temporary, fault);
	if (err == ERR_NONE && path)
		err = open_at(file, path, false, fault);
	if (err)
		case_close(file);
	else
		*to = file;
	return err;
}

void case_close(struct case_file *file)
{
	if (file == NULL)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(file->statements[i]);
	sqlite3_close(file->db); /* rolls back */
	for (int i = 0; i < 4; i++) {
		buf_free(&file->strings[i]);
		buf_free(&file->got[i]);
	}
	buf_free(&file->pending);
	buf_free(&file->first);
	free(file->name);
	free(file);
}

/* ---- settings ---- */

bool case_is_fresh(const struct case_file *file)
{
	return file->fresh;
}

enum err case_settings(struct case_file *file, struct case_settings *settings, struct fault *fault)
{
	(void)fault;
	*settings = (struct case_settings){buf_str(&file->strings[0]), buf_str(&file->strings[1]),
					   buf_str(&file->strings[2]), buf_str(&file->strings[3])};
	return ERR_NONE;
}

static enum err settle_fresh(struct case_file *file, const struct str given[4], struct fault *fault)
{
	sqlite3_stmt *statement = case_statement(file, RELEASE_SET, fault);
	if (statement == NULL)
		return fault->code;
	for (int i = 0; i < 4; i++) {
		case_bind(statement, i + 1, given[i]);
		buf_add(&file->strings[i], given[i]);
	}
	file->fresh = false;
	return case_run(file, statement, fault);
}

enum err case_settle(struct case_file *file, const struct case_settings *settings, struct fault *fault)
{
	static const char *const differ[4] = {
		"was made by another version of blackbar; use that one, or start a new case",
		"was made with another policy, or the policy has changed since; use the same -p, or start a new case",
		"was made with other rule packs, or they have changed since; start a new case",
		"was made for other inputs; give the same ones in the same order, or start a new case"};
	const struct str given[4] = {settings->program, settings->policy, settings->packs, settings->inputs};
	if (file->fresh)
		return settle_fresh(file, given, fault);
	for (int i = 0; i < 4; i++)
		if (!str_equal(given[i], buf_str(&file->strings[i])) && !(i == 3 && given[3].len == 0))
			return refuse(file, differ[i], fault);
	return ERR_NONE;
}
