/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "output/counted.h"
#include "output/log.h"
#include "output/path.h"
#include "output/spool.h"

enum { BLOCK = 64 << 10 };

struct index {
	const char *beside;
	struct spool *rows; /* counted records */
	struct counted *counted;
	struct tally *tally;
	struct log *index, *offences;
	struct buf record, block, line;
};

enum err index_open(const char *beside, struct index **made, struct fault *fault)
{
	struct index *index = mem_alloc(1, sizeof *index);
	index->beside = beside;
	index->counted = counted_new();
	index->tally = tally_new();
	enum err err = spool_open(beside, &index->rows, fault);
	if (err)
		index_close(index);
	else
		*made = index;
	return err;
}

void index_close(struct index *index)
{
	if (index == NULL)
		return;
	spool_close(index->rows);
	counted_free(index->counted);
	tally_free(index->tally);
	log_close(index->index);
	log_close(index->offences);
	buf_free(&index->record);
	buf_free(&index->block);
	buf_free(&index->line);
	free(index);
}

enum err index_add(struct index *index, const struct row *row, struct fault *fault)
{
	if (!row->withheld)
		counted_note(index->counted, row);
	buf_clear(&index->record);
	buf_clear(&index->line);
	row_add(&index->record, row);
	buf_add_counted(&index->line, buf_str(&index->record));
	return spool_add(index->rows, buf_str(&index->line), fault);
}

static enum err write_row(struct index *index, struct str record, struct fault *fault)
{
	struct row row;
	if (!row_take(&record, &row))
		return fault_set(fault, ERR_SYSTEM, "a row of the index could not be read back from its temporary file: check the disk");
	bool counted = !row.withheld && counted_next(index->counted, &row);
	tally_add(index->tally, &row, counted);
	buf_clear(&index->line);
	row_index(&index->line, &row, counted);
	enum err err = log_add(index->index, buf_str(&index->line), fault);
	buf_clear(&index->line);
	row_offences(&index->line, &row, counted);
	return err ? err : log_add(index->offences, buf_str(&index->line), fault);
}

/* All rows once more, in their order; a record that the block's end cuts off is completed by the next one. */
static enum err write_rows(struct index *index, struct fault *fault)
{
	uint64_t at = 0;
	size_t got = 1;
	enum err err = ERR_NONE;
	buf_clear(&index->block);
	while (!err && got) {
		char *room = buf_room(&index->block, BLOCK);
		err = spool_read(index->rows, at, room, BLOCK, &got, fault);
		index->block.len += got;
		at += got;
		struct str rest = buf_str(&index->block), record, before = rest;
		while (!err && take_counted(&rest, &record)) {
			err = write_row(index, record, fault);
			before = rest;
		}
		if (before.len)
			memmove(index->block.ptr, before.ptr, before.len);
		index->block.len = before.len;
	}
	if (!err && index->block.len)
		err = fault_set(fault, ERR_SYSTEM, "the index was cut short in its temporary file: check the disk");
	return err;
}

static enum err open_logs(struct index *index, struct fault *fault)
{
	enum err err = log_open(index->beside, &index->index, fault);
	if (!err)
		err = log_open(index->beside, &index->offences, fault);
	if (!err)
		err = log_add(index->index, STR(ROW_INDEX_HEAD), fault);
	return err ? err : log_add(index->offences, STR(ROW_OFFENCES_HEAD), fault);
}

enum err index_publish(struct index *index, const struct tally_head *head, struct bundle *bundle, struct fault *fault)
{
	struct buf *text = &index->line;
	enum err err = open_logs(index, fault);
	if (!err)
		err = write_rows(index, fault);
	if (!err)
		err = log_publish(index->index, PATH_INDEX, bundle, fault);
	if (!err)
		err = log_publish(index->offences, PATH_OFFENCES, bundle, fault);
	if (!err && !tally_finish(index->tally, head->mask_below))
		err = fault_set(fault, ERR_SYSTEM, "the parts of a tally are not its total: please report this as a fault of blackbar");
	if (err)
		return err;
	buf_clear(text);
	tally_write_json(index->tally, head, text);
	err = bundle_add_text(bundle, STR(PATH_TALLIES), buf_str(text), fault);
	buf_clear(text);
	tally_write_html(index->tally, head, text);
	return err ? err : bundle_add_text(bundle, STR(PATH_TALLY), buf_str(text), fault);
}
