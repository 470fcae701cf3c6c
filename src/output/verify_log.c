/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Verify: the audit chain, and the papers that follow from it. Each line of audit.jsonl is made into the rows it stands for, which
 * must be the next ones of redaction-log.csv, index.csv and offences.csv, in constant memory but for counted.h; at the end the
 * pages and tallies are made again and compared. */
#include <string.h>

#include "base/csv.h"
#include "output/audit.h"
#include "output/counted.h"
#include "output/log_page.h"
#include "output/papers.h"
#include "output/path.h"
#include "output/tally.h"
#include "output/verify_parts.h"
#include "output/verify_record.h"

struct logs {
	struct verify *verify;
	struct lines audit, table, index, offences;
	struct record record; /* the line of audit.jsonl that is next */
	struct record_head head;
	struct hash *sha;
	char prev[AUDIT_PREV]; /* what the next line must carry */
	uint64_t broken;       /* first line that does not; 0: none */
	bool audit_more;       /* record is valid */
	bool lost;             /* the logs do not agree: comparing on is of no use */
	struct buf document;   /* whose lines are being read; empty: none */
	bool released;         /* the first report of that document has been seen */
	uint64_t cuts;         /* of that document */
	struct path_set withheld;
	struct counted *counted;
	struct tally *tally;
	struct log_page *page;
	struct buf row, citations, place;
};

/* ---- lines --------------------------------------------------------------------------------------------------- */

/* A line as far as behind its prev; false when it has none. */
static bool behind_prev(struct str line, struct str *rest)
{
	const struct str begin = STR("{\"prev\":\"");
	size_t len = begin.len + AUDIT_PREV + 1;
	if (!str_starts(line, begin) || line.len < len || line.ptr[len - 1] != '"')
		return false;
	*rest = str_part(line, (struct span){len, line.len});
	return true;
}

/* the next line of audit.jsonl becomes the record, and its place in the chain is checked */
static enum err next_record(struct logs *logs)
{
	struct str line, rest;
	enum err err = lines_next(logs->verify, &logs->audit, &line, &logs->audit_more);
	if (err || !logs->audit_more)
		return err;
	unsigned char digest[SHA256_SIZE];
	bool shaped = behind_prev(line, &rest);
	if ((!shaped || memcmp(rest.ptr - AUDIT_PREV - 1, logs->prev, AUDIT_PREV) != 0) && logs->broken == 0)
		logs->broken = logs->audit.number;
	hash_begin(logs->sha);
	hash_add(logs->sha, line);
	hash_add(logs->sha, STR("\n"));
	hash_end(logs->sha, digest);
	hex_write(digest, AUDIT_PREV / 2, logs->prev);
	if (!shaped || !record_read(rest, &logs->record, &logs->head)) {
		verify_problem(logs->verify, PATH_AUDIT ": line %llu is not as blackbar writes it",
			       (unsigned long long)logs->audit.number);
		logs->record.kind = RECORD_NONE;
		logs->lost = true;
	}
	return ERR_NONE;
}

static void lose(struct logs *logs, const char *why)
{
	if (!logs->lost)
		verify_problem(logs->verify,
			       "the logs do not agree: %s (" PATH_AUDIT " line %llu, " PATH_LOG " line %llu, " PATH_INDEX
			       " line %llu, " PATH_OFFENCES " line %llu)",
			       why, (unsigned long long)logs->audit.number, (unsigned long long)logs->table.number,
			       (unsigned long long)logs->index.number, (unsigned long long)logs->offences.number);
	logs->lost = true;
}

/* The next lines of a table must be `want`, one or more whole rows. */
static enum err expect_rows(struct logs *logs, struct lines *lines, struct str want, const char *why)
{
	while (want.len && !logs->lost) {
		struct str line;
		bool more;
		size_t len = (size_t)((const char *)memchr(want.ptr, '\n', want.len) - want.ptr);
		enum err err = lines_next(logs->verify, lines, &line, &more);
		if (err)
			return err;
		if (!more || !str_equal(line, (struct str){want.ptr, len}))
			lose(logs, why);
		want = str_part(want, (struct span){len + 1, want.len});
	}
	return ERR_NONE;
}

static enum err expect_head(struct logs *logs, struct lines *lines, struct str head)
{
	struct str line;
	bool more;
	enum err err = lines_next(logs->verify, lines, &line, &more);
	head.len--; /* its line feed */
	if (err == ERR_NONE && (!more || !str_equal(line, head))) {
		verify_problem(logs->verify, "%s: the first line, with the names of the columns, is missing or changed",
			       lines->name);
		logs->lost = true;
	}
	return err;
}

static enum err expect_end(struct logs *logs, struct lines *lines)
{
	struct str line;
	bool more;
	enum err err = lines_next(logs->verify, lines, &line, &more);
	if (err == ERR_NONE && more)
		verify_problem(logs->verify, "%s: line %llu and what comes after it are not in the audit log: they were added", lines->name,
			       (unsigned long long)lines->number);
	return err;
}

/* ---- what the lines of audit.jsonl stand for ----------------------------------------------------------------- */

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

/* The record is about this document: one that is begun, or another when that one is done. */
static void enter(struct logs *logs, struct str document, bool further)
{
	bool same = str_equal(buf_str(&logs->document), document);
	if (same && logs->released == further)
		return;
	if ((logs->document.len && !logs->released) || further)
		lose(logs, "the lines of a document are not together, or the one that ends them is missing");
	if (!path_is_document(document))
		lose(logs, "a document has a name that is not safe");
	buf_clear(&logs->document);
	buf_add(&logs->document, document);
	buf_clear(&logs->citations);
	logs->cuts = 0;
	logs->released = false;
}

static enum err on_cut(struct logs *logs)
{
	const struct record *record = &logs->record;
	struct buf *row = &logs->row;
	enter(logs, buf_str(&record->document), false);
	join_citations(&logs->citations, buf_str(&record->citations));
	logs->cuts++;
	logs->verify->counts->cuts++;
	buf_clear(&logs->place);
	audit_place_add(&logs->place, record->line, buf_str(&record->place));
	const struct log_page_cut cut = {buf_str(&logs->place), buf_str(&record->what), buf_str(&record->token),
					 buf_str(&record->citations), buf_str(&record->reason)};
	log_page_cut(logs->page, &cut);
	buf_clear(row);
	const struct str cells[] = {buf_str(&record->document), cut.place, cut.kind, cut.token, cut.citations, cut.reason};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		buf_add_text(row, i ? "," : "");
		csv_add(row, cells[i]);
	}
	buf_add_text(row, CSV_END);
	return expect_rows(logs, &logs->table, buf_str(row), "this line of the redaction log is not the cut in the audit log");
}

static enum err on_row(struct logs *logs, const struct row *row)
{
	bool counted = !row->withheld && counted_next(logs->counted, row);
	tally_add(logs->tally, row, counted);
	buf_clear(&logs->row);
	row_index(&logs->row, row, counted);
	enum err err = expect_rows(logs, &logs->index, buf_str(&logs->row), "this line of the index is not what the audit log says");
	buf_clear(&logs->row);
	row_offences(&logs->row, row, counted);
	return err ? err : expect_rows(logs, &logs->offences, buf_str(&logs->row), "this line of the offences is not what the audit log says");
}

static void check_member(struct logs *logs, const struct record *record)
{
	struct verify *verify = logs->verify;
	struct str path = buf_str(&record->document);
	struct member *member = verify_find(verify, path);
	unsigned char sha256[SHA256_SIZE];
	verify->counts->released++;
	if (member == NULL || !member->is_document) {
		verify_problem(verify, PATH_AUDIT ": line %llu says that %.*s is released, but it is not in the bundle",
			       (unsigned long long)logs->audit.number, (int)path.len, path.ptr);
		return;
	}
	if (member->is_indexed)
		verify_problem(verify, PATH_AUDIT ": line %llu has %.*s once more", (unsigned long long)logs->audit.number, (int)path.len,
			       path.ptr);
	else if (member->is_measured && hex_read(buf_str(&record->sha256), sha256) && memcmp(sha256, member->sha256, SHA256_SIZE) != 0)
		verify_problem(verify, "%.*s is not the document that the audit log tells of: its hash is another", (int)path.len, path.ptr);
	member->is_indexed = true;
}

static enum err on_released(struct logs *logs)
{
	const struct record *record = &logs->record;
	enter(logs, buf_str(&record->document), record->further);
	const struct row row = {.document = buf_str(&logs->document),
				.further = record->further,
				.sha256 = buf_str(&record->sha256),
				.pages = record->pages,
				.cuts = logs->cuts,
				.citations = buf_str(&logs->citations),
				.report = record->report};
	if (!record->further) {
		check_member(logs, record);
		log_page_released(logs->page, row.document);
	}
	logs->released = true;
	return on_row(logs, &row);
}

static enum err on_withheld(struct logs *logs)
{
	const struct row row = {.document = buf_str(&logs->record.document), .withheld = true, .reason = buf_str(&logs->record.reason)};
	struct str path = row.document;
	logs->verify->counts->withheld++;
	if (verify_find(logs->verify, path))
		verify_problem(logs->verify, "%.*s is withheld and yet in the bundle", (int)path.len, path.ptr);
	if (!path_set_add(&logs->withheld, path))
		verify_problem(logs->verify, PATH_AUDIT ": line %llu has %.*s once more", (unsigned long long)logs->audit.number,
			       (int)path.len, path.ptr);
	enter(logs, path, false);
	logs->released = true; /* done */
	log_page_withheld(logs->page, path, row.reason);
	buf_clear(&logs->row);
	row_withheld(&logs->row, path, row.reason);
	enum err err = expect_rows(logs, &logs->table, buf_str(&logs->row),
				   "this line of the redaction log is not the withheld document in the audit log");
	return err ? err : on_row(logs, &row);
}

static enum err on_record(struct logs *logs)
{
	switch (logs->record.kind) {
	case RECORD_CUT: return on_cut(logs);
	case RECORD_KEEP:
		enter(logs, buf_str(&logs->record.document), false);
		logs->verify->counts->kept++;
		return ERR_NONE;
	case RECORD_RELEASED: return on_released(logs);
	case RECORD_WITHHELD: return on_withheld(logs);
	default: lose(logs, "the audit log begins anew in the middle"); return ERR_NONE;
	}
}

/* ---- at the end ---------------------------------------------------------------------------------------------- */

static void check_text(struct logs *logs, const char *name, struct str text)
{
	const struct member *member = verify_find(logs->verify, str_of(name));
	unsigned char sha256[SHA256_SIZE];
	hash_sha256(text, sha256);
	if (member && member->is_measured && memcmp(member->sha256, sha256, SHA256_SIZE) != 0)
		verify_problem(logs->verify, "%s is not what the audit log says: it was changed", name);
}

/* A README that speaks of a signature may have lost it: that is somebody's right, and the reader's to know. */
static void check_readme(struct logs *logs, struct papers_facts *facts)
{
	const struct member *member = verify_find(logs->verify, STR(PATH_README));
	bool is_signed = verify_find(logs->verify, STR(PATH_SIGNATURE)) != NULL;
	unsigned char sha256[SHA256_SIZE];
	facts->is_signed = true;
	buf_clear(&logs->row);
	papers_write(&logs->row, facts);
	hash_sha256(buf_str(&logs->row), sha256);
	if (!is_signed && member && memcmp(member->sha256, sha256, SHA256_SIZE) == 0) {
		verify_note(logs->verify, PATH_README " speaks of a signature, and there is none: it was taken out");
		return;
	}
	facts->is_signed = is_signed;
	buf_clear(&logs->row);
	papers_write(&logs->row, facts);
	check_text(logs, PATH_README, buf_str(&logs->row));
}

static void check_tallies(struct logs *logs)
{
	const struct record_head *about = &logs->head;
	const struct tally_head head = {buf_str(&about->version),       buf_str(&about->policy),       buf_str(&about->policy_version),
					buf_str(&about->table_version), buf_str(&about->table_sha256), about->mask_below};
	if (!tally_finish(logs->tally, head.mask_below))
		lose(logs, "the parts of a tally are not its total");
	buf_clear(&logs->row);
	tally_write_json(logs->tally, &head, &logs->row);
	check_text(logs, PATH_TALLIES, buf_str(&logs->row));
	buf_clear(&logs->row);
	tally_write_html(logs->tally, &head, &logs->row);
	check_text(logs, PATH_TALLY, buf_str(&logs->row));
}

static void check_pages(struct logs *logs)
{
	const struct record_head *about = &logs->head;
	const struct verify_counts *found = logs->verify->counts;
	const struct log_page_head head = {buf_str(&about->version),      buf_str(&about->policy),      buf_str(&about->policy_version),
					   buf_str(&about->title),        buf_str(&about->jurisdiction), buf_str(&about->verified_by),
					   buf_str(&about->verified_on), found->kept};
	struct papers_facts facts = {.version = head.version,
					   .policy = head.policy,
					   .policy_version = head.policy_version,
					   .title = head.title,
					   .jurisdiction = head.jurisdiction,
					   .verified_by = head.verified_by,
					   .verified_on = head.verified_on,
					   .counts = {found->released, found->withheld, found->cuts, found->kept}};
	buf_clear(&logs->row);
	log_page_write(logs->page, &head, &logs->row);
	check_text(logs, PATH_LOG_PAGE, buf_str(&logs->row));
	check_readme(logs, &facts);
}

/* what must be when every document has been read */
static enum err check_last(struct logs *logs)
{
	struct verify *verify = logs->verify;
	const struct verify_counts *found = verify->counts, *told = &logs->record.counts;
	if (logs->lost)
		return ERR_NONE;
	if (logs->document.len && !logs->released)
		lose(logs, "the line that ends a document is missing");
	if (logs->audit_more && (told->released != found->released || told->withheld != found->withheld || told->cuts != found->cuts ||
				 told->kept != found->kept))
		verify_problem(verify, PATH_AUDIT ": the counts in the last line are not what the lines before it say");
	enum err err = expect_end(logs, &logs->table);
	if (err == ERR_NONE)
		err = expect_end(logs, &logs->index);
	if (err == ERR_NONE)
		err = expect_end(logs, &logs->offences);
	for (size_t i = 0; err == ERR_NONE && i < verify->member_count; i++) {
		const struct member *member = &verify->members[i];
		if (member->is_document && !member->is_indexed)
			verify_problem(verify, "%.*s is not in " PATH_AUDIT ": it was added, or its lines were removed",
				       (int)member->entry.name.len, member->entry.name.ptr);
	}
	check_pages(logs);
	check_tallies(logs);
	return err;
}

/* reads the audit log to its end, and says in one sentence what is wrong with the chain */
static enum err check_chain(struct logs *logs)
{
	enum err err = ERR_NONE;
	enum record_kind last = RECORD_NONE;
	uint64_t told = 0, broken, lines;
	while (err == ERR_NONE && logs->audit_more) {
		if (last == RECORD_END)
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
	if (last != RECORD_END)
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
	enum err err = expect_head(logs, &logs->table, STR(AUDIT_LOG_HEAD));
	if (err == ERR_NONE)
		err = expect_head(logs, &logs->index, STR(ROW_INDEX_HEAD));
	if (err == ERR_NONE)
		err = expect_head(logs, &logs->offences, STR(ROW_OFFENCES_HEAD));
	if (err == ERR_NONE)
		err = next_record(logs);
	if (err)
		return err;
	if (!logs->audit_more || logs->record.kind != RECORD_FIRST) {
		verify_problem(logs->verify, PATH_AUDIT ": the first line, which names the program and its rules, is missing");
		logs->lost = true;
	} else {
		err = next_record(logs);
	}
	while (err == ERR_NONE && !logs->lost && logs->audit_more && logs->record.kind != RECORD_END) {
		err = on_record(logs);
		if (err == ERR_NONE)
			err = next_record(logs);
	}
	if (err == ERR_NONE)
		err = check_last(logs);
	if (err == ERR_NONE)
		err = check_chain(logs);
	struct lines *const all[] = {&logs->audit, &logs->table, &logs->index, &logs->offences};
	for (size_t i = 0; err == ERR_NONE && i < sizeof all / sizeof *all; i++)
		err = lines_finish(all[i]);
	return err;
}

/* Which rows count for their reports is known when all have been seen. What is wrong is told when they are read again. */
static enum err note_reports(struct logs *logs, struct member *audit)
{
	struct verify quiet = *logs->verify;
	struct verify_counts counts = {0};
	struct lines lines;
	struct str line, rest;
	bool more = true;
	enum err err = ERR_NONE;
	quiet.report = NULL;
	quiet.counts = &counts;
	lines_open(&quiet, &lines, audit, PATH_AUDIT);
	while (err == ERR_NONE && more) {
		const struct record *record = &logs->record;
		err = lines_next(&quiet, &lines, &line, &more);
		if (err || !more || !memmem(line.ptr, line.len, ",\"child_victims\":[", 18) || !behind_prev(line, &rest) ||
		    !record_read(rest, &logs->record, &logs->head) || record->kind != RECORD_RELEASED)
			continue;
		const struct row row = {.further = record->further, .sha256 = buf_str(&record->sha256), .report = record->report};
		counted_note(logs->counted, &row);
	}
	lines_close(&lines);
	return err;
}

enum err verify_logs(struct verify *verify, const struct verify_papers *papers)
{
	struct logs logs = {.verify = verify,
			    .sha = hash_open(HASH_SHA256),
			    .counted = counted_new(),
			    .tally = tally_new(),
			    .page = log_page_new()};
	memset(logs.prev, '0', sizeof logs.prev);
	enum err err = note_reports(&logs, papers->audit);
	lines_open(verify, &logs.audit, papers->audit, PATH_AUDIT);
	lines_open(verify, &logs.table, papers->table, PATH_LOG);
	lines_open(verify, &logs.index, papers->index, PATH_INDEX);
	lines_open(verify, &logs.offences, papers->offences, PATH_OFFENCES);
	if (err == ERR_NONE)
		err = check_logs(&logs);
	lines_close(&logs.audit);
	lines_close(&logs.table);
	lines_close(&logs.index);
	lines_close(&logs.offences);
	hash_close(logs.sha);
	path_set_free(&logs.withheld);
	counted_free(logs.counted);
	tally_free(logs.tally);
	log_page_free(logs.page);
	record_free(&logs.record);
	record_head_free(&logs.head);
	buf_free(&logs.document);
	buf_free(&logs.row);
	buf_free(&logs.citations);
	buf_free(&logs.place);
	return err;
}

enum err verify_other_version(struct verify *verify, struct member *audit, bool *other)
{
	struct lines lines;
	struct str line;
	struct buf version = {0};
	bool more = false;
	lines_open(verify, &lines, audit, PATH_AUDIT);
	enum err err = lines_next(verify, &lines, &line, &more);
	*other = err == ERR_NONE && more && record_is_of_other(line, &version);
	if (*other)
		verify_problem(verify,
			       "another version of blackbar (%.*s) wrote this bundle: its " PATH_AUDIT
			       " is not of form " AUDIT_LOG ", the only one this version can check; check it with the version that wrote it",
			       (int)(version.len < 40 ? version.len : 40), version.ptr);
	lines_close(&lines);
	buf_free(&version);
	return err;
}
