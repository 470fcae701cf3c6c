/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/gone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void words_are_found(void **state)
{
	(void)state;
	struct gone *gone = gone_new();
	struct str nothing = {0};
	assert_true(gone_is_empty(gone));
	assert_false(gone_survives(gone, STR("Emmeline"), nothing));
	gone_add(gone, STR("Emmeline Vandersloot\n06/09/2014, O'Neil"));
	assert_false(gone_is_empty(gone));
	assert_true(gone_survives(gone, STR("by EMMELINE, she said"), nothing));
	assert_true(gone_survives(gone, STR("vandersloot."), nothing));
	assert_true(gone_survives(gone, STR("06.09.2014"), nothing));
	assert_true(gone_survives(gone, STR("ONeil"), nothing));
	assert_false(gone_survives(gone, STR("Emmelin"), nothing));
	assert_false(gone_survives(gone, STR("Emmelinea and 2014"), nothing));
	assert_false(gone_survives(gone, nothing, nothing));
	gone_free(gone);
}

/* What was left on purpose is no survivor; short words prove nothing. */
static void not_what_is_left(void **state)
{
	(void)state;
	struct gone *gone = gone_new();
	gone_add(gone, STR("Will School Ann"));
	assert_false(gone_survives(gone, STR("the school"), STR("at SCHOOL on Monday")));
	assert_true(gone_survives(gone, STR("the school"), STR("at schools on Monday")));
	assert_false(gone_survives(gone, STR("Ann"), (struct str){0}));
	gone_clear(gone);
	assert_true(gone_is_empty(gone));
	assert_false(gone_survives(gone, STR("School"), (struct str){0}));
	gone_free(gone);
}

/* What is found in one place may yet be found to stand in another. */
static void found_and_forgiven(void **state)
{
	(void)state;
	struct gone *gone = gone_new(), *found = gone_new();
	gone_find(gone, STR("Harrow City"), found);
	gone_add(gone, STR("2318 Pellbrook Ter, Harrow City"));
	gone_find(gone, STR("HARROW CITY POLICE of harrow"), found);
	assert_false(gone_is_empty(found));
	gone_forgive(found, STR("Harrow Police"));
	assert_false(gone_is_empty(found));
	assert_true(gone_survives(found, STR("City"), (struct str){0}));
	assert_false(gone_survives(found, STR("Harrow Pellbrook"), (struct str){0}));
	gone_forgive(found, STR("the city"));
	assert_true(gone_is_empty(found));
	assert_true(gone_survives(gone, STR("Harrow"), (struct str){0}));
	gone_free(gone);
	gone_free(found);
}

static void many(void **state)
{
	(void)state;
	char word[32];
	struct gone *gone = gone_new();
	for (int i = 0; i < 2000; i++) {
		snprintf(word, sizeof word, "name%dx", i);
		gone_add(gone, str_of(word));
		gone_add(gone, str_of(word));
	}
	for (int i = 0; i < 4000; i++) {
		snprintf(word, sizeof word, "NAME%dX", i);
		assert_int_equal(gone_survives(gone, str_of(word), (struct str){0}), i < 2000);
	}
	gone_free(gone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found),
		cmocka_unit_test(not_what_is_left),
		cmocka_unit_test(found_and_forgiven),
		cmocka_unit_test(many),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
