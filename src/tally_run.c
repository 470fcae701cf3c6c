/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tally_run.h"

#include <stdio.h>

#include "base/json.h"
#include "output/recount.h"

void verdicts_print(void *context, enum verify_kind kind, const char *sentence)
{
	struct verdicts *verdicts = context;
	if (verdicts->json) {
		struct buf line = {0};
		json_add(&line, str_of(sentence));
		printf("%s{\"%s\":%.*s}", verdicts->lines ? "," : "", kind == VERIFY_PROBLEM ? "problem" : "note", (int)line.len,
		       line.ptr);
		buf_free(&line);
	} else if (!verdicts->quiet) {
		printf("%s: %s\n", kind == VERIFY_PROBLEM ? "not sound" : "note", sentence);
	}
	verdicts->lines++;
}

static void print_text(struct str text)
{
	if (text.len)
		fwrite(text.ptr, 1, text.len, stdout);
}

enum err tally_run(const char *bundle, struct verdicts *verdicts, struct fault *fault)
{
	struct recount recount;
	if (verdicts->json)
		printf("{\"report\":[");
	enum err err = recount_bundle(bundle, verdicts_print, verdicts, &recount, fault);
	if (verdicts->json) {
		printf("],\"agrees\":%s,\"tallies\":", err ? "false" : "true");
		print_text(recount.json.len ? buf_str(&recount.json) : STR("null"));
		printf("}\n");
	} else if (!verdicts->quiet && (err == ERR_NONE || err == ERR_UNSOUND)) {
		print_text(buf_str(&recount.text));
		printf("\n%s: %s\n", bundle,
		       err ? "tallies.json says something else than index.csv and offences.csv" : "counted again, and tallies.json says the same");
	}
	recount_free(&recount);
	return err;
}
