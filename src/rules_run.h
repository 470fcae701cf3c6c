/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `blackbar rules test`: the tests in the packs, through the real stages. Text rules are tested by detect/rules_test.h;
 * rules for XML need the format, so they are run here. */
#ifndef RULES_RUN_H
#define RULES_RUN_H
#include "detect/rules_test.h"
#include "engine.h"

enum err rules_run_tests(const struct engine *engine, rules_report *report, void *context, struct rules_tally *tally,
			 struct fault *fault) MUST_USE;
#endif
