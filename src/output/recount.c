/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/recount.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/mem.h"
#include "output/counted.h"
#include "output/path.h"
#include "output/tally.h"
#include "output/verify_parts.h"

enum index_cell {
	CELL_DOCUMENT, CELL_STATUS, CELL_SHA256, CELL_REPORT, CELL_COUNTED, CELL_REPORTED, CELL_FROM, CELL_TO, CELL_DIVISION,
	CELL_DISPOSITION, CELL_OFFENCES, CELL_VICTIMS, CELL_BANDS, CELL_PAGES, CELL_CUTS, CELL_CITATIONS, CELL_REASON, INDEX_CELLS
};

enum offence_cell {
	OFFENCE_DOCUMENT, OFFENCE_REPORT, OFFENCE_NUMBER, OFFENCE_TITLE, OFFENCE_STATUTE, OFFENCE_CLASS, OFFENCE_ATTEMPTED,
	OFFENCE_COUNTED, OFFENCE_NOTE, OFFENCE_CELLS
};

struct count {
	struct verify verify;
	struct verify_counts counts;
	struct member *index, *offences, *tallies;
	struct buf cells[INDEX_CELLS], offence[OFFENCE_CELLS], list;
	struct buf document; /* of the row before */
	struct counted *counted;
	struct tally *tally;
};

/* ---- rows ---------------------------------------------------------------------------------------------------- */

/* The cells of one row, without what guards a cell against being run as a formula. False when it has more or fewer. */
static bool read_cells(struct str row, struct buf *cells, size_t count)
{
	bool more = true;
	if (row.len && row.ptr[row.len - 1] == '\r')
		row.len--;
	for (size_t i = 0; i < count; i++) {
		buf_clear(&cells[i]);
		if (!more || !csv_take(&row, &cells[i], &more))
			return false;
		csv_unguard(&cells[i]);
	}
	return !more;
}

static bool read_number(const struct buf *cell, uint64_t *number)
{
	enum { DIGITS = 12 };
	*number = 0;
	for (size_t i = 0; i < cell->len; i++) {
		if (cell->ptr[i] < '0' || cell->ptr[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(cell->ptr[i] - '0');
	}
	return cell->len > 0 && cell->len <= DIGITS;
}

static bool cell_is(const struct buf *cell, const char *text)
{
	return str_equal(buf_str(cell), str_of(text));
}

/* A row of index.csv, as far as tallies need it. The strings live in `count`. */
static bool read_row(struct count *count, struct str line, struct row *row)
{
	struct buf *cells = count->cells;
	uint64_t offences = 0, victims = 0;
	*row = (struct row){0};
	if (!read_cells(line, cells, INDEX_CELLS))
		return false;
	row->withheld = cell_is(&cells[CELL_STATUS], "withheld");
	row->document = buf_str(&cells[CELL_DOCUMENT]);
	if (row->withheld)
		return true;
	if (!cell_is(&cells[CELL_STATUS], "released") || cells[CELL_REPORT].len > REPORT_NUMBER_LIMIT ||
	    !read_number(&cells[CELL_OFFENCES], &offences) || offences > REPORT_OFFENCES || !read_number(&cells[CELL_VICTIMS], &victims))
		return false;
	row->sha256 = buf_str(&cells[CELL_SHA256]);
	row->further = str_equal(row->document, buf_str(&count->document));
	row->report = (struct report){.number = buf_str(&cells[CELL_REPORT]),
				      .reported = buf_str(&cells[CELL_REPORTED]),
				      .from = buf_str(&cells[CELL_FROM]),
				      .to = buf_str(&cells[CELL_TO]),
				      .division = buf_str(&cells[CELL_DIVISION]),
				      .disposition = buf_str(&cells[CELL_DISPOSITION]),
				      .offence_count = offences};
	row->report.victims[REPORT_BANDS - 1] = victims; /* tallies do not look at bands */
	buf_clear(&count->document);
	buf_add(&count->document, row->document);
	return true;
}

static void say(struct count *count, struct lines *lines, const char *what)
{
	verify_problem(&count->verify, "%s: line %llu %s", lines->name, (unsigned long long)lines->number, what);
}

/* The offences of a row: the next lines of offences.csv. */
static enum err read_offences(struct count *count, struct lines *lines, struct row *row)
{
	struct buf *cells = count->offence;
	struct str line;
	bool more;
	buf_clear(&count->list);
	for (uint64_t i = 1; i <= row->report.offence_count; i++) {
		uint64_t number = 0;
		enum err err = lines_next(&count->verify, lines, &line, &more);
		if (err)
			return err;
		if (!more || !read_cells(line, cells, OFFENCE_CELLS) || !read_number(&cells[OFFENCE_NUMBER], &number) || number != i ||
		    !str_equal(buf_str(&cells[OFFENCE_DOCUMENT]), row->document)) {
			say(count, lines, "is not the offence that index.csv counts next");
			row->report.offence_count = i - 1;
			break;
		}
		const struct offence offence = {buf_str(&cells[OFFENCE_TITLE]), buf_str(&cells[OFFENCE_STATUTE]), buf_str(&cells[OFFENCE_CLASS]),
						cell_is(&cells[OFFENCE_ATTEMPTED], "yes")};
		offence_add(&count->list, &offence);
		row->report.more_offences = cells[OFFENCE_NOTE].len > 0;
	}
	row->report.offences = buf_str(&count->list);
	return ERR_NONE;
}

/* ---- the passes ---------------------------------------------------------------------------------------------- */

/* All rows of index.csv: first to find those that count, then, with offences.csv beside it, to count them. */
static enum err read_index(struct count *count, struct lines *index, struct lines *offences)
{
	struct str line;
	struct row row;
	bool more;
	enum err err = lines_next(&count->verify, index, &line, &more);
	if (err == ERR_NONE && offences)
		err = lines_next(&count->verify, offences, &line, &more);
	buf_clear(&count->document);
	while (err == ERR_NONE && (err = lines_next(&count->verify, index, &line, &more)) == ERR_NONE && more) {
		if (!read_row(count, line, &row)) {
			if (offences)
				say(count, index, "is not as blackbar writes it");
			continue;
		}
		if (!offences) {
			if (!row.withheld)
				counted_note(count->counted, &row);
			continue;
		}
		bool counted = !row.withheld && counted_next(count->counted, &row);
		if (counted != cell_is(&count->cells[CELL_COUNTED], "yes"))
			say(count, index, "says otherwise than the rule whether it counts");
		err = read_offences(count, offences, &row);
		tally_add(count->tally, &row, counted);
	}
	return err;
}

static enum err read_tables(struct count *count)
{
	struct lines index, offences;
	lines_open(&count->verify, &index, count->index, PATH_INDEX);
	enum err err = read_index(count, &index, NULL);
	lines_close(&index);
	if (err)
		return err;
	lines_open(&count->verify, &index, count->index, PATH_INDEX);
	lines_open(&count->verify, &offences, count->offences, PATH_OFFENCES);
	err = read_index(count, &index, &offences);
	lines_close(&index);
	lines_close(&offences);
	return err;
}

/* What tallies.json says of the table of classes cannot be counted: it is taken over. */
static enum err read_table_line(struct count *count, struct buf *version, struct buf *sha256, struct tally_head *head)
{
	struct lines lines;
	struct str line;
	bool more = true, found = false;
	enum err err = ERR_NONE;
	lines_open(&count->verify, &lines, count->tallies, PATH_TALLIES);
	while (err == ERR_NONE && !found && (err = lines_next(&count->verify, &lines, &line, &more)) == ERR_NONE && more) {
		const struct str begin = STR(TALLY_TABLE_LINE "{\"version\": "), next = STR(", \"sha256\": "), mask = STR(", " TALLY_MASK_KEY);
		if (!str_starts(line, begin))
			continue;
		line = str_part(line, (struct span){begin.len, line.len});
		found = json_take(&line, version) && str_starts(line, next);
		line = found ? str_part(line, (struct span){next.len, line.len}) : line;
		found = found && json_take(&line, sha256) && str_starts(line, mask);
		line = found ? str_part(line, (struct span){mask.len, line.len}) : line;
		for (size_t i = 0; found && i < line.len && i < 3 && line.ptr[i] >= '0' && line.ptr[i] <= '9'; i++)
			head->mask_below = head->mask_below * 10 + (uint64_t)(line.ptr[i] - '0');
	}
	lines_close(&lines);
	head->table_version = buf_str(version);
	head->table_sha256 = buf_str(sha256);
	return err;
}

/* Line by line, so that the first that differs can be named. */
static enum err compare(struct count *count, struct str want)
{
	struct lines lines;
	struct str line;
	bool more = true;
	enum err err = ERR_NONE;
	lines_open(&count->verify, &lines, count->tallies, PATH_TALLIES);
	while (err == ERR_NONE && (err = lines_next(&count->verify, &lines, &line, &more)) == ERR_NONE) {
		const char *end = want.len ? memchr(want.ptr, '\n', want.len) : NULL;
		size_t len = end ? (size_t)(end - want.ptr) : want.len;
		if (!more && want.len == 0)
			break;
		if (!more || !str_equal(line, (struct str){want.ptr, len})) {
			say(count, &lines, more ? "is not what the tables say" : "is the last; the tables say more");
			break;
		}
		want = str_part(want, (struct span){len + (end != NULL), want.len});
	}
	lines_close(&lines);
	return err;
}

static enum err count_again(struct count *count, struct recount *recount)
{
	struct buf version = {0}, sha256 = {0};
	struct tally_head head = {0};
	enum err err = read_table_line(count, &version, &sha256, &head);
	if (err == ERR_NONE)
		err = read_tables(count);
	if (err == ERR_NONE && !tally_finish(count->tally, head.mask_below))
		verify_problem(&count->verify, "the parts of a tally are not its total: the tables do not fit together");
	if (err == ERR_NONE) {
		tally_write_json(count->tally, &head, &recount->json);
		tally_write_text(count->tally, &recount->text);
		err = compare(count, buf_str(&recount->json));
	}
	buf_free(&version);
	buf_free(&sha256);
	return err;
}

static struct member *find(struct count *count, const char *name)
{
	struct member *member = verify_find(&count->verify, str_of(name));
	if (member == NULL)
		verify_problem(&count->verify, "%s is missing: it was removed, or this is no bundle of blackbar", name);
	return member;
}

static enum err count_file(struct count *count, struct recount *recount)
{
	bool readable = false;
	enum err err = verify_directory(&count->verify, &readable);
	struct member *audit = err || !readable ? NULL : verify_find(&count->verify, STR(PATH_AUDIT));
	bool other = false;
	if (audit)
		err = verify_other_version(&count->verify, audit, &other);
	if (err || !readable || other)
		return err;
	count->index = find(count, PATH_INDEX);
	count->offences = find(count, PATH_OFFENCES);
	count->tallies = find(count, PATH_TALLIES);
	return count->index && count->offences && count->tallies ? count_again(count, recount) : ERR_NONE;
}

enum err recount_bundle(const char *path, verify_report report, void *context, struct recount *recount, struct fault *fault)
{
	struct count *count = mem_alloc(1, sizeof *count);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	*recount = (struct recount){0};
	count->verify = (struct verify){.fd = fd, .report = report, .context = context, .counts = &count->counts, .fault = fault};
	count->counted = counted_new();
	count->tally = tally_new();
	enum err err = ERR_NONE;
	if (fd < 0)
		err = fault_set(fault, errno == ENOENT ? ERR_USAGE : ERR_SYSTEM, "cannot open %.180s (%.80s)", path, strerror(errno));
	if (err == ERR_NONE)
		err = verify_open(&count->verify);
	if (err == ERR_NONE)
		err = count_file(count, recount);
	if (err == ERR_NONE && count->counts.problems)
		err = fault_set(fault, ERR_UNSOUND, "the tallies of the bundle are not what its tables say");
	if (fd >= 0)
		close(fd);
	verify_close(&count->verify);
	counted_free(count->counted);
	tally_free(count->tally);
	for (size_t i = 0; i < INDEX_CELLS; i++)
		buf_free(&count->cells[i]);
	for (size_t i = 0; i < OFFENCE_CELLS; i++)
		buf_free(&count->offence[i]);
	buf_free(&count->list);
	buf_free(&count->document);
	free(count);
	return err;
}

void recount_free(struct recount *recount)
{
	buf_free(&recount->json);
	buf_free(&recount->text);
}
