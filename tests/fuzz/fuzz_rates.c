/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A rates file from anybody: refused with one sentence, or rates with which any numbers can be reckoned and printed. */
#include "estimate_write.h"
#include "fuzz.h"

static void reckon(const struct rates *rates, uint64_t number)
{
	static struct estimate estimate;
	struct estimate_tally tally = {.documents = number * 7, .every = 7};
	struct estimate_document document = {.pages = number, .uncertain = number};
	struct sheet sheet;
	struct buf json = {0};
	document.cuts[WHAT_NAME] = document.people[WHO_UNPLACED] = number;
	for (unsigned i = 0; i < 40; i++) {
		document.err = i % 5 ? ERR_NONE : (enum err)(i / 5);
		estimate_add(&tally, rates, &document);
	}
	estimate_make(&estimate, &tally, rates, (struct date){2026, 12, (uint8_t)(1 + number % 31)});
	for (size_t i = 0; i < rates->way_count; i++)
		check(estimate.ways[i].charged <= estimate.ways[i].tracked, "more hours are charged than tracked");
	estimate_report(&sheet, &estimate);
	check(memchr(sheet.out.ptr, '\0', sheet.out.len) == NULL, "a NUL in a report");
	sheet_free(&sheet);
	sheet_begin(&sheet, true, STR("x"));
	estimate_letter(&sheet, &estimate);
	sheet_end(&sheet);
	sheet_free(&sheet);
	estimate_json(&json, &estimate);
	buf_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rates *rates;
	struct fault fault = {0};
	enum err err = rates_read("rates.yaml", (struct str){(const char *)data, size}, &rates, &fault);
	check((err == ERR_NONE) == (rates != NULL) && err == fault.code, "neither rates nor a sentence");
	if (rates) {
		reckon(rates, 3);
		reckon(rates, UINT32_MAX);
	}
	rates_free(rates);
	return 0;
}
