/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes as a rule pack: a clear refusal, or a set whose tests can be run. */
#include "detect/pack.h"
#include "detect/rules_test.h"
#include "fuzz.h"

static void ignore(void *context, const struct rule *rule, unsigned line, const char *message)
{
	(void)context;
	(void)rule;
	(void)line;
	(void)message;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fault fault = {0};
	struct rules_tally tally;
	struct lexicon *lexicon = lexicon_new();
	struct pack_set *set = pack_set_new(lexicon);
	enum err err = pack_load_text(set, "fuzz.yaml", (struct str){(const char *)data, len}, &fault);
	if (!err)
		err = pack_set_finish(set, &fault);
	if (!err) {
		err = rules_test(set, ignore, NULL, &tally, &fault);
		rules_lint(set, ignore, NULL);
	}
	if ((err != ERR_NONE) != (fault.text[0] != 0))
		abort();
	pack_set_free(set);
	lexicon_free(lexicon);
	return 0;
}
