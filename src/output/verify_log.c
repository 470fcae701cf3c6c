/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Verify: the audit chain, and the two tables beside it. The three are read side by side, in constant memory: each row
 * of index.csv says how many cut lines its document has in audit.jsonl, and each cut line is to be found again, made
 * into a row, as the next row of redaction-log.csv. */
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/utf8.h"
#include "output/audit.h"
#include "output/path.h"
#include "output/verify_parts.h"

enum kind { KIND_NONE, KIND_FIRST, KIND_CUT, KIND_KEEP, KIND_WITHHELD, KIND_END };

/* One line of audit.jsonl. */
struct record {
	enum kind kind;
	struct buf document, place, what, token, citations, reason, rule; /* citations: joined as in the tables */
	uint64_t line;
	uint64_t end; /* of the last line: how many lines there are */
	struct verify_counts counts;
};

struct logs {
	struct verify *verify;
	struct lines audit, table, index;
	struct record record; /* the line of audit.jsonl that is next */
	struct hash *sha;
	char prev[AUDIT_PREV];  /* what the next line must carry */
	uint64_t broken;        /* first line that does not; 0: none */
	bool audit_more;        /* record is valid */
	bool lost;              /* the logs do not agree: comparing on is of no use */
	struct path_set withheld;
	struct buf row, citations;
};

static bool take(struct str *from, const char *text)
{
	struct str want = str_of(text);
	if (!str_starts(*from, want))
		return false;
	from->ptr += want.len;
	from->len -= want.len;
	return true;
}

static bool take_decimal(struct str *from, uint64_t *value)
{
	size_t len = 0;
	*value = 0;
	while (len < from->len && from->ptr[len] >= '0' && from->ptr[len] <= '9') {
		unsigned digit = (unsigned)(from->ptr[len++] - '0');
		if (*value > (UINT64_MAX - digit) / 10)
			return false;
		*value = *value * 10 + digit;
	}
	if (len == 0 || (len > 1 && from->ptr[0] == '0'))
		return false;
	from->ptr += len;
	from->len -= len;
	return true;
}

/* text in quotes, with what comes before it; the text is alone in `to` */
static bool take_text(struct str *from, const char *before, struct buf *to)
{
	buf_clear(to);
	return take(from, before) && json_take(from, to);
}

static bool take_citations(struct str *from, struct buf *citations)
{
	buf_clear(citations);
	if (!take(from, ",\"basis\":["))
		return false;
	if (take(from, "]"))
		return true;
	do {
		buf_add_text(citations, citations->len ? "; " : "");
		if (!json_take(from, citations))
			return false;
	} while (take(from, ","));
	return take(from, "]");
}

static bool take_first(struct str *from, struct record *record)
{
	struct buf *text = &record->reason; /* read, not kept */
	record->kind = KIND_FIRST;
	if (!take_text(from, "", text) || !take_text(from, ",\"log\":1,\"policy\":", text) ||
	    !take_text(from, ",\"policy_version\":", text) || !take(from, ",\"packs\":["))
		return false;
	for (bool more = str_starts(*from, STR("{")); more; more = take(from, ",")) {
		unsigned char sha[SHA256_SIZE];
		if (!take_text(from, "{\"name\":", text) || !take_text(from, ",\"sha256\":", text) ||
		    text->len != SHA256_HEX || !hex_read(buf_str(text), sha) || !take(from, "}"))
			return false;
	}
	return take(from, "]");
}

static bool take_document(struct str *from, struct record *record)
{
	buf_clear(&record->document);
	if (!json_take(from, &record->document))
		return false;
	if (take_text(from, ",\"withheld\":", &record->reason)) {
		record->kind = KIND_WITHHELD;
		return true;
	}
	record->line = 0;
	buf_clear(&record->place);
	if (!take_text(from, ",\"place\":", &record->place) && (!take(from, ",\"line\":") || !take_decimal(from, &record->line)))
		return false;
	if (take_text(from, ",\"cut\":", &record->what)) {
		record->kind = KIND_CUT;
		if (!take_text(from, ",\"token\":", &record->token))
			return false;
	} else {
		record->kind = KIND_KEEP;
		if (!take_text(from, ",\"keep\":", &record->what))
			return false;
	}
	return take_citations(from, &record->citations) && take_text(from, ",\"reason\":", &record->reason) &&
	       take_text(from, ",\"rule\":", &record->rule) &&
	       (take(from, ",\"by\":\"rule\"") || take(from, ",\"by\":\"decision\""));
}

static bool take_end(struct str *from, struct record *record)
{
	struct verify_counts *counts = &record->counts;
	record->kind = KIND_END;
	return take_decimal(from, &record->end) && take(from, ",\"released\":") && take_decimal(from, &counts->released) &&
	       take(from, ",\"withheld\":") && take_decimal(from, &counts->withheld) && take(from, ",\"cuts\":") &&
	       take_decimal(from, &counts->cuts) && take(from, ",\"kept\":") && take_decimal(from, &counts->kept);
}

/* a whole line behind its prev */
static bool record_read(struct str from, struct record *record)
{
	bool good = false;
	record->kind = KIND_NONE;
	if (utf8_valid(from) != from.len)
		return false;
	if (take(&from, "\",\"document\":"))
		good = take_document(&from, record);
	else if (take(&from, "\",\"blackbar\":"))
		good = take_first(&from, record);
	else if (take(&from, "\",\"end\":"))
		good = take_end(&from, record);
	if (!good || !take(&from, "}") || from.len) {
		record->kind = KIND_NONE;
		return false;
	}
	return true;
}

/* the next line of audit.jsonl becomes the record, and its place in the chain is checked */
static enum err next_record(struct logs *logs)
{
	struct str line;
	enum err err = lines_next(logs->verify, &logs->audit, &line, &logs->audit_more);
	if (err || !logs->audit_more)
		return err;
	unsigned char digest[SHA256_SIZE];
	struct str rest = line;
	bool shaped = take(&rest, "{\"prev\":\"") && rest.len >= AUDIT_PREV;
	if ((!shaped || memcmp(rest.ptr, logs->prev, AUDIT_PREV) != 0) && logs->broken == 0)
		logs->broken = logs->audit.number;
	hash_begin(logs->sha);
	hash_add(logs->sha, line);
	hash_add(logs->sha, STR("\n"));
	hash_end(logs->sha, digest);
	hex_write(digest, AUDIT_PREV / 2, logs->prev);
	if (!shaped || !record_read((struct str){rest.ptr + AUDIT_PREV, rest.len - AUDIT_PREV}, &logs->record)) {
		verify_problem(logs->verify, PATH_AUDIT ": line %llu is not as blackbar writes it",
			       (unsigned long long)logs->audit.number);
		logs->record.kind = KIND_NONE;
		logs->lost = true;
	}
	return ERR_NONE;
}

/* the two tables as numbers of lines */
static void lose(struct logs *logs, const char *why)
{
	if (!logs->lost)
		verify_problem(logs->verify,
			       "the logs do not agree: %s (" PATH_AUDIT " line %llu, " PATH_LOG " line %llu, " PATH_INDEX
			       " line %llu)",
			       why, (unsigned long long)logs->audit.number, (unsigned long long)logs->table.number,
			       (unsigned long long)logs->index.number);
	logs->lost = true;
}

static enum err check_head(struct logs *logs, struct lines *lines, struct str head)
{
	struct str line;
	bool more;
	enum err err = lines_next(logs->verify, lines, &line, &more);
	head.len--; /* its line end */
	if (err == ERR_NONE && (!more || !str_equal(line, head))) {
		verify_problem(logs->verify, "%s: the first line, with the names of the columns, is missing or changed",
			       lines->name);
		logs->lost = true;
	}
	return err;
}

/* the cut that the record tells of, as the next row of the redaction log */
static enum err check_cut(struct logs *logs)
{
	const struct record *record = &logs->record;
	struct str line;
	bool more;
	enum err err = lines_next(logs->verify, &logs->table, &line, &more);
	if (err)
		return err;
	struct buf *row = &logs->row;
	buf_clear(row);
	csv_add(row, buf_str(&record->document));
	buf_add_byte(row, ',');
	audit_place_add(row, record->line, buf_str(&record->place));
	buf_add_byte(row, ',');
	csv_add(row, buf_str(&record->what));
	buf_add_byte(row, ',');
	csv_add(row, buf_str(&record->token));
	buf_add_byte(row, ',');
	csv_add(row, buf_str(&record->citations));
	buf_add_byte(row, ',');
	csv_add(row, buf_str(&record->reason));
	if (!more)
		lose(logs, "the redaction log ends before the audit log");
	else if (!str_equal(line, buf_str(row)))
		lose(logs, "this line of the redaction log is not the cut in the audit log");
	return ERR_NONE;
}

/* adds the record's citations that `all` does not have yet */
static void join_citations(struct buf *all, struct str more)
{
	while (more.len) {
		const char *end = memmem(more.ptr, more.len, "; ", 2);
		struct str one = {more.ptr, end ? (size_t)(end - more.ptr) : more.len};
		bool known = false;
		for (struct str rest = buf_str(all); rest.len && !known;) {
			const char *stop = memmem(rest.ptr, rest.len, "; ", 2);
			size_t len = stop ? (size_t)(stop - rest.ptr) : rest.len;
			known = str_equal((struct str){rest.ptr, len}, one);
			rest.ptr += stop ? len + 2 : len;
			rest.len -= stop ? len + 2 : len;
		}
		if (!known) {
			buf_add_text(all, all->len ? "; " : "");
			buf_add(all, one);
		}
		more.ptr += end ? one.len + 2 : one.len;
		more.len -= end ? one.len + 2 : one.len;
	}
}

/* the lines of audit.jsonl about one released document */
static enum err check_document(struct logs *logs, struct str path, uint64_t *cuts)
{
	*cuts = 0;
	buf_clear(&logs->citations);
	while (logs->audit_more && !logs->lost && (logs->record.kind == KIND_CUT || logs->record.kind == KIND_KEEP) &&
	       str_equal(buf_str(&logs->record.document), path)) {
		enum err err = ERR_NONE;
		if (logs->record.kind == KIND_CUT) {
			++*cuts;
			join_citations(&logs->citations, buf_str(&logs->record.citations));
			err = check_cut(logs);
		} else {
			logs->verify->counts->kept++;
		}
		if (err == ERR_NONE)
			err = next_record(logs);
		if (err)
			return err;
	}
	logs->verify->counts->cuts += *cuts;
	return ERR_NONE;
}

/* a row of index.csv about a released document; `report` is its cell, `row` the whole row */
static enum err check_released(struct logs *logs, struct str path, struct str report, struct str row)
{
	struct verify *verify = logs->verify;
	struct member *member = verify_find(verify, path);
	if (member == NULL || !member->is_document) {
		verify_problem(verify, PATH_INDEX ": line %llu says that %.*s is released, but it is not in the bundle",
			       (unsigned long long)logs->index.number, (int)path.len, path.ptr);
	} else if (member->is_indexed) {
		verify_problem(verify, PATH_INDEX ": line %llu has %.*s once more", (unsigned long long)logs->index.number,
			       (int)path.len, path.ptr);
	}
	verify->counts->released++;
	uint64_t cuts;
	enum err err = check_document(logs, path, &cuts);
	if (err || logs->lost || member == NULL)
		return err;
	member->is_indexed = true;
	if (!member->is_measured)
		return ERR_NONE; /* told already */
	struct buf *want = &logs->row;
	buf_clear(want);
	csv_add(want, path);
	buf_add(want, STR(",released,"));
	hex_write(member->sha256, SHA256_SIZE, buf_room(want, SHA256_HEX));
	want->len += SHA256_HEX;
	buf_add_byte(want, ',');
	csv_add(want, report);
	buf_printf(want, ",%llu,", (unsigned long long)cuts);
	csv_add(want, buf_str(&logs->citations));
	buf_add_byte(want, ',');
	if (!str_equal(buf_str(want), row))
		verify_problem(verify, PATH_INDEX ": line %llu does not fit %.*s: its hash, cuts or citations are others",
			       (unsigned long long)logs->index.number, (int)path.len, path.ptr);
	return ERR_NONE;
}

static enum err check_withheld(struct logs *logs, struct str path, struct str row)
{
	const struct record *record = &logs->record;
	logs->verify->counts->withheld++;
	if (verify_find(logs->verify, path))
		verify_problem(logs->verify, "%.*s is withheld and yet in the bundle", (int)path.len, path.ptr);
	if (!path_set_add(&logs->withheld, path))
		verify_problem(logs->verify, PATH_INDEX ": line %llu has %.*s once more",
			       (unsigned long long)logs->index.number, (int)path.len, path.ptr);
	if (!logs->audit_more || record->kind != KIND_WITHHELD || !str_equal(buf_str(&record->document), path)) {
		lose(logs, "a document is withheld in the index, and not in the audit log");
		return ERR_NONE;
	}
	struct buf *want = &logs->row;
	buf_clear(want);
	csv_add(want, path);
	buf_add(want, STR(",withheld,,,0,,"));
	csv_add(want, buf_str(&record->reason));
	if (!str_equal(buf_str(want), row))
		lose(logs, "a document is withheld for different reasons");
	return next_record(logs);
}

/* the cells of a row that are needed: path, status, report; false when it is no row */
static bool read_row(struct str row, struct buf *path, struct buf *status, struct buf *report)
{
	struct buf sha = {0};
	bool more = true, good = true;
	struct buf *cells[4] = {path, status, &sha, report};
	for (unsigned i = 0; i < 4 && good; i++) {
		buf_clear(cells[i]);
		good = more && csv_take(&row, cells[i], &more);
	}
	buf_free(&sha);
	return good && path_is_document(buf_str(path)) &&
	       (report->len == 0 || utf8_valid(buf_str(report)) == report->len);
}

static enum err check_rows(struct logs *logs)
{
	struct buf path = {0}, status = {0}, report = {0};
	enum err err = ERR_NONE;
	while (!logs->lost) {
		struct str row;
		bool more;
		err = lines_next(logs->verify, &logs->index, &row, &more);
		if (err || !more)
			break;
		if (!read_row(row, &path, &status, &report)) {
			lose(logs, "this line of the index is not as blackbar writes it");
			break;
		}
		/* an apostrophe against formulas is written again by check_released */
		struct str number = buf_str(&report);
		if (number.len > 1 && number.ptr[0] == '\'' && memchr("=+-@", number.ptr[1], 4))
			number = str_part(number, (struct span){1, number.len});
		if (str_equal(buf_str(&status), STR("released")))
			err = check_released(logs, buf_str(&path), number, row);
		else if (str_equal(buf_str(&status), STR("withheld")))
			err = check_withheld(logs, buf_str(&path), row);
		else
			lose(logs, "a document is neither released nor withheld");
		if (err)
			break;
	}
	buf_free(&path);
	buf_free(&status);
	buf_free(&report);
	return err;
}

/* what must be when every row of the index has been read */
static enum err check_last(struct logs *logs)
{
	struct verify *verify = logs->verify;
	const struct verify_counts *found = verify->counts, *told = &logs->record.counts;
	struct str line;
	bool more = false;
	if (logs->lost)
		return ERR_NONE;
	if (logs->audit_more && logs->record.kind != KIND_END)
		lose(logs, "the audit log has a document that the index does not have");
	else if (logs->audit_more && (told->released != found->released || told->withheld != found->withheld ||
				      told->cuts != found->cuts || told->kept != found->kept))
		verify_problem(verify, PATH_AUDIT ": the counts in the last line are not what the lines before it say");
	enum err err = lines_next(verify, &logs->table, &line, &more);
	if (err == ERR_NONE && more)
		lose(logs, "the redaction log goes on after the last cut of the audit log");
	for (size_t i = 0; err == ERR_NONE && i < verify->member_count; i++) {
		const struct member *member = &verify->members[i];
		if (member->is_document && !member->is_indexed)
			verify_problem(verify, "%.*s is not in " PATH_INDEX ": it was added, or its line was removed",
				       (int)member->entry.name.len, member->entry.name.ptr);
	}
	return err;
}

/* reads the audit log to its end, and says in one sentence what is wrong with the chain */
static enum err check_chain(struct logs *logs)
{
	enum err err = ERR_NONE;
	enum kind last = KIND_NONE;
	uint64_t told = 0, broken, lines;
	while (err == ERR_NONE && logs->audit_more) {
		if (last == KIND_END)
			verify_problem(logs->verify, PATH_AUDIT ": line %llu comes after the closing line",
				       (unsigned long long)logs->audit.number);
		last = logs->record.kind;
		told = logs->record.end;
		err = next_record(logs);
	}
	if (err)
		return err;
	broken = logs->broken;
	lines = logs->audit.number;
	const unsigned long long before = broken ? broken - 1 : 0, removed = told - lines, added = lines - told;
	if (last != KIND_END)
		verify_problem(logs->verify, PATH_AUDIT ": the closing line is missing: lines were removed after line %llu%s",
			       (unsigned long long)lines, broken ? ", and changed before" : "");
	else if (broken && told > lines)
		verify_problem(logs->verify, PATH_AUDIT ": %llu line%s removed after line %llu", removed,
			       removed == 1 ? " was" : "s were", before);
	else if (broken && told < lines)
		verify_problem(logs->verify, PATH_AUDIT ": %llu line%s added after line %llu", added,
			       added == 1 ? " was" : "s were", before);
	else if (broken == 1)
		verify_problem(logs->verify, PATH_AUDIT ": line 1 was changed");
	else if (broken)
		verify_problem(logs->verify, PATH_AUDIT ": line %llu was changed, or the hash in line %llu", before,
			       (unsigned long long)broken);
	else if (told != lines)
		verify_problem(logs->verify, PATH_AUDIT ": it has %llu lines and says that it has %llu",
			       (unsigned long long)lines, (unsigned long long)told);
	return ERR_NONE;
}

static enum err check_logs(struct logs *logs)
{
	enum err err = check_head(logs, &logs->table, STR(AUDIT_LOG_HEAD));
	if (err == ERR_NONE)
		err = check_head(logs, &logs->index, STR(AUDIT_INDEX_HEAD));
	if (err == ERR_NONE)
		err = next_record(logs);
	if (err)
		return err;
	if (!logs->audit_more || logs->record.kind != KIND_FIRST) {
		verify_problem(logs->verify, PATH_AUDIT ": the first line, which names the program and its rules, is missing");
		logs->lost = true;
	} else {
		err = next_record(logs);
	}
	if (err == ERR_NONE)
		err = check_rows(logs);
	if (err == ERR_NONE)
		err = check_last(logs);
	if (err == ERR_NONE)
		err = check_chain(logs);
	if (err == ERR_NONE)
		err = lines_finish(&logs->audit);
	if (err == ERR_NONE)
		err = lines_finish(&logs->table);
	return err == ERR_NONE ? lines_finish(&logs->index) : err;
}

enum err verify_logs(struct verify *verify, struct member *audit, struct member *table, struct member *index)
{
	struct logs logs = {.verify = verify, .sha = hash_open(HASH_SHA256)};
	memset(logs.prev, '0', sizeof logs.prev);
	lines_open(verify, &logs.audit, audit, PATH_AUDIT);
	lines_open(verify, &logs.table, table, PATH_LOG);
	lines_open(verify, &logs.index, index, PATH_INDEX);
	enum err err = check_logs(&logs);
	lines_close(&logs.audit);
	lines_close(&logs.table);
	lines_close(&logs.index);
	hash_close(logs.sha);
	path_set_free(&logs.withheld);
	struct buf *const bufs[] = {&logs.record.document, &logs.record.place, &logs.record.what, &logs.record.token, &logs.record.citations,
				    &logs.record.reason, &logs.record.rule, &logs.row, &logs.citations};
	for (size_t i = 0; i < sizeof bufs / sizeof bufs[0]; i++)
		buf_free(bufs[i]);
	return err;
}
