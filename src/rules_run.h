/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `blackbar rules test`: the tests in the packs, through the real stages. Text rules are tested by detect/rules_test.h;
 * rules for XML need the format, so they are run here. */
#ifndef RULES_RUN_H
#define RULES_RUN_H
#include "detect/rules_test.h"
#include "engine.h"

enum err rules_run_tests(const struct engine *engine, rules_report *report, void *context, struct rules_tally *tally,
			 struct fault *fault) MUST_USE;

/* What `blackbar rules` prints. `to` is a FILE. */
void rules_print_failure(void *to, const struct rule *rule, unsigned line, const char *message);
void rules_print_list(const struct engine *engine);
void rules_print_check(const struct engine *engine); /* warnings, and how much there is */
enum err rules_print_tests(const struct engine *engine, bool json, size_t *failed, struct fault *fault) MUST_USE;
#endif
