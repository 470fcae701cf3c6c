/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Facts of reports from hostile texts: the first bytes say where findings, cuts and persons are, whatever stands there. What comes
 * out must be what the parent takes, and must hold nothing of what is cut. */
#include "base/mem.h"
#include "facts.h"
#include "view/view.h"
#include "fuzz.h"

enum { FINDINGS = 40, CUTS = 12, PERSONS = 6, HEAD = FINDINGS * 3 + CUTS * 2 + PERSONS * 3 };

static const enum what kinds[] = {WHAT_OWN_NUMBER,   WHAT_CHARGE,        WHAT_CHARGE_STATUTE, WHAT_DIVISION,   WHAT_DISPOSITION,
				  WHAT_REPORT_DATE,  WHAT_INCIDENT_DATE, WHAT_REPORT_NUMBER,  WHAT_NAME};

/* A span of the text, of up to 63 bytes. */
static struct span span_at(const uint8_t *at, size_t len)
{
	size_t from = len ? (size_t)at[0] * 5 % len : 0, to = from + at[1] % 64;
	return (struct span){from, to < len ? to : len};
}

static size_t make_edits(const uint8_t *data, struct str text, struct edit *edits)
{
	size_t count = 0, at = 0;
	for (size_t i = 0; i < CUTS; i++) {
		size_t from = at + data[2 * i], to = from + data[2 * i + 1] % 32;
		if (to > text.len || from >= to)
			break;
		edits[count++] = (struct edit){.span = {from, to}, .token = STR("[CUT]")};
		at = to;
	}
	return count;
}

static void check_records(struct str records)
{
	struct report report;
	while (records.len)
		if (!report_take(&records, &report))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < HEAD)
		return 0;
	struct str text = {(const char *)data + HEAD, size - HEAD};
	struct finding_list findings = {0}, stated = {0};
	struct edit edits[CUTS];
	struct person persons[PERSONS] = {0};
	uint64_t keys[PERSONS] = {1, 2};
	struct part people = {.persons = persons, .person_count = PERSONS};
	struct facts *facts = facts_new();
	const uint8_t *at = data;
	for (size_t i = 0; i < FINDINGS; i++, at += 3)
		finding_add(&findings, span_at(at, text.len), kinds[at[2] % (sizeof kinds / sizeof *kinds)], 0);
	facts_set_apart(&findings, &stated);
	size_t count = make_edits(at, text, edits);
	at += 2 * CUTS;
	for (size_t i = 0; i < PERSONS; i++, at += 3)
		persons[i] = (struct person){.who = at[2] % WHO_COUNT, .victim = at[2] & 64, .first = span_at(at, text.len), .is.printed = at[2]};
	const struct facts_part part = {text, &findings, &stated, &people, keys, edits, count, at[-1] & 1};
	facts_begin(facts);
	facts_read(facts, &part); /* a document of two parts */
	check_records(facts_done(facts));
	facts_taken(facts);
	facts_read(facts, &part);
	facts_end(facts, STR("2011/11-004417.txt"));
	check_records(facts_done(facts));
	facts_free(facts);
	finding_free(&findings);
	finding_free(&stated);
	return 0;
}
