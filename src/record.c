/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The records between worker and parent. A worker may be broken into, so the parent believes no length. */
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"

static bool take_bytes(struct str *from, void *to, size_t len)
{
	if (from->len < len)
		return false;
	memcpy(to, from->ptr, len);
	from->ptr += len;
	from->len -= len;
	return true;
}

bool pipeline_take_part(struct str bytes, struct scanned_part *part)
{
	if (!take_number(&bytes, &part->part) || !take_counted(&bytes, &part->numbers) || !take_number(&bytes, &part->count))
		return false;
	part->rest = bytes;
	return true;
}

void pipeline_add_scanned(struct buf *out, const struct scanned_record *scanned)
{
	buf_add(out, (struct str){(const char *)scanned->input, SHA256_SIZE});
	buf_add_number(out, scanned->parts);
	buf_add_counted(out, scanned->asked);
}

bool pipeline_take_scanned(struct str bytes, struct scanned_record *scanned)
{
	return take_bytes(&bytes, scanned->input, SHA256_SIZE) && take_number(&bytes, &scanned->parts) &&
	       take_counted(&bytes, &scanned->asked) && bytes.len == 0;
}

bool pipeline_take_person(struct str *from, struct scanned_person *person)
{
	struct str facts;
	if (!take_counted(from, &person->names) || !take_counted(from, &person->evidence) ||
	    !take_number(from, &person->place) || !take_counted(from, &person->facts))
		return false;
	facts = person->facts;
	return person_take(&facts, &person->person) && facts.len == 0;
}

void pipeline_add_cut(struct buf *out, const struct cut_record *cut)
{
	buf_add_number(out, cut->line);
	buf_add_counted(out, cut->place);
	buf_add_number(out, cut->what);
	buf_add_counted(out, cut->token);
	buf_add_number(out, cut->policy_line);
	buf_add_number(out, cut->rule);
	buf_add_number(out, cut->decided);
}

bool pipeline_take_cut(struct str *from, struct cut_record *cut)
{
	uint64_t what, decided;
	if (!take_number(from, &cut->line) || !take_counted(from, &cut->place) || !take_number(from, &what) || !take_counted(from, &cut->token) ||
	    !take_number(from, &cut->policy_line) || !take_number(from, &cut->rule) || !take_number(from, &decided) ||
	    what >= WHAT_COUNT || decided > 1)
		return false;
	cut->decided = decided;
	cut->what = (enum what)what;
	return true;
}

void pipeline_add_done(struct buf *out, const struct done_record *done)
{
	buf_add_counted(out, done->path);
	buf_add_number(out, done->pages);
	buf_add_number(out, done->size);
	buf_add_number(out, done->packed);
	buf_add_number(out, done->crc);
	buf_add(out, (struct str){(const char *)done->sha256, SHA256_SIZE});
	buf_add(out, (struct str){(const char *)done->input, SHA256_SIZE});
}

bool pipeline_take_done(struct str bytes, struct done_record *done)
{
	uint64_t crc;
	if (!take_counted(&bytes, &done->path) || !take_number(&bytes, &done->pages) || !take_number(&bytes, &done->size) ||
	    !take_number(&bytes, &done->packed) || !take_number(&bytes, &crc) || crc > UINT32_MAX ||
	    !take_bytes(&bytes, done->sha256, SHA256_SIZE) || !take_bytes(&bytes, done->input, SHA256_SIZE))
		return false;
	done->crc = (uint32_t)crc;
	return bytes.len == 0;
}

static int word_order(const void *left, const void *right)
{
	return str_order(*(const struct str *)left, *(const struct str *)right);
}

void pipeline_name_key(struct buf *key, struct str name)
{
	enum { WORDS = 24 };
	struct buf folded = {0};
	struct str words[WORDS];
	size_t count = 0, start = 0;
	fold_add(&folded, name);
	for (size_t i = 0; i <= folded.len && count < WORDS; i++) {
		bool inside = i < folded.len && strchr(" ,.;\t\"", folded.ptr[i]) == NULL;
		if (!inside && i > start)
			words[count++] = (struct str){folded.ptr + start, i - start};
		if (!inside)
			start = i + 1;
	}
	qsort(words, count, sizeof *words, word_order);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_byte(key, ' ');
		buf_add(key, words[i]);
	}
	buf_free(&folded);
}
