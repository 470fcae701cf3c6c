/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/verify_record.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "output/audit.h"

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

static bool take_hash(struct str *from, const char *before, struct buf *to)
{
	unsigned char sha[SHA256_SIZE];
	return take_text(from, before, to) && to->len == SHA256_HEX && hex_read(buf_str(to), sha);
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

static bool take_packs(struct str *from, struct buf *text)
{
	if (!take(from, ",\"packs\":["))
		return false;
	for (bool more = str_starts(*from, STR("{")); more; more = take(from, ","))
		if (!take_text(from, "{\"name\":", text) || !take_hash(from, ",\"sha256\":", text) || !take(from, "}"))
			return false;
	return take(from, "]");
}

static bool take_first(struct str *from, struct record *record, struct record_head *head)
{
	record->kind = RECORD_FIRST;
	return take_text(from, "", &head->version) && take_text(from, ",\"log\":" AUDIT_LOG ",\"policy\":", &head->policy) &&
	       take_text(from, ",\"policy_version\":", &head->policy_version) && take_text(from, ",\"title\":", &head->title) &&
	       take_text(from, ",\"jurisdiction\":", &head->jurisdiction) && take_text(from, ",\"verified_by\":", &head->verified_by) &&
	       take_text(from, ",\"verified_on\":", &head->verified_on) && take_text(from, ",\"class_table\":", &head->table_version) &&
	       take_hash(from, ",\"class_table_sha256\":", &head->table_sha256) && take(from, ",\"mask_below\":") &&
	       take_decimal(from, &head->mask_below) && take_packs(from, &record->reason);
}

static bool take_released(struct str *from, struct record *record)
{
	record->kind = RECORD_RELEASED;
	return take(from, ",\"pages\":") && take_decimal(from, &record->pages) && take(from, ",") &&
	       report_json_take(from, &record->report, &record->text);
}

static bool take_entry(struct str *from, struct record *record)
{
	record->line = 0;
	buf_clear(&record->place);
	if (!take_text(from, ",\"place\":", &record->place) && (!take(from, ",\"line\":") || !take_decimal(from, &record->line)))
		return false;
	if (take_text(from, ",\"cut\":", &record->what)) {
		record->kind = RECORD_CUT;
		if (!take_text(from, ",\"token\":", &record->token))
			return false;
	} else {
		record->kind = RECORD_KEEP;
		if (!take_text(from, ",\"keep\":", &record->what))
			return false;
	}
	return take_citations(from, &record->citations) && take_text(from, ",\"reason\":", &record->reason) &&
	       take_text(from, ",\"rule\":", &record->rule) &&
	       (take(from, ",\"by\":\"rule\"") || take(from, ",\"by\":\"decision\""));
}

static bool take_document(struct str *from, struct record *record)
{
	buf_clear(&record->document);
	if (!json_take(from, &record->document))
		return false;
	if (take_text(from, ",\"withheld\":", &record->reason)) {
		record->kind = RECORD_WITHHELD;
		return true;
	}
	record->further = str_starts(*from, STR(",\"further\":"));
	if (take_hash(from, record->further ? ",\"further\":" : ",\"released\":", &record->sha256))
		return take_released(from, record);
	return take_entry(from, record);
}

static bool take_end(struct str *from, struct record *record)
{
	struct verify_counts *counts = &record->counts;
	record->kind = RECORD_END;
	return take_decimal(from, &record->end) && take(from, ",\"released\":") && take_decimal(from, &counts->released) &&
	       take(from, ",\"withheld\":") && take_decimal(from, &counts->withheld) && take(from, ",\"cuts\":") &&
	       take_decimal(from, &counts->cuts) && take(from, ",\"kept\":") && take_decimal(from, &counts->kept);
}

bool record_read(struct str from, struct record *record, struct record_head *head)
{
	bool good = false;
	record->kind = RECORD_NONE;
	if (utf8_valid(from) != from.len)
		return false;
	if (take(&from, ",\"document\":"))
		good = take_document(&from, record);
	else if (take(&from, ",\"blackbar\":"))
		good = take_first(&from, record, head);
	else if (take(&from, ",\"end\":"))
		good = take_end(&from, record);
	if (!good || !take(&from, "}") || from.len) {
		record->kind = RECORD_NONE;
		return false;
	}
	return true;
}

void record_free(struct record *record)
{
	struct buf *const bufs[] = {&record->document, &record->place, &record->what, &record->token, &record->citations,
				    &record->reason, &record->rule, &record->sha256};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
	report_text_free(&record->text);
}

void record_head_free(struct record_head *head)
{
	struct buf *const bufs[] = {&head->version, &head->policy, &head->policy_version, &head->title, &head->jurisdiction,
				    &head->verified_by, &head->verified_on, &head->table_version, &head->table_sha256};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
}

bool record_is_of_other(struct str line, struct buf *version)
{
	struct str from = line;
	if (!take(&from, "{\"prev\":\"") || from.len < AUDIT_PREV)
		return false;
	from = str_part(from, (struct span){AUDIT_PREV, from.len});
	return take_text(&from, "\",\"blackbar\":", version) && !str_starts(from, STR(",\"log\":" AUDIT_LOG ","));
}
