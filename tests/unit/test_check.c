/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "detect/check.h"

struct sample {
	const char *check, *value;
	bool passes;
};

static const struct sample samples[] = {
	{"ssn", "219-09-9999", true},      {"ssn", "812 40 6617", true},     {"ssn", "8l2-4O-6617", true},
	{"ssn", "000-12-3456", false},     {"ssn", "666-12-3456", false},    {"ssn", "912-12-3456", false},
	{"ssn", "219-00-9999", false},     {"ssn", "219-09-0000", false},    {"ssn", "219-09-999", false},
	{"phone", "(816) 555-0171", true}, {"phone", "1-816-555-0171", true}, {"phone", "816-555-0171 ext. 12", true},
	{"phone", "116-555-0171", false},  {"phone", "816-155-0171", false}, {"phone", "555-0171", false},
	{"luhn", "4111 1111 1111 1111", true}, {"luhn", "4111 1111 1111 1112", false}, {"luhn", "00", false},
	{"imei", "490154203237518", true}, {"imei", "490154203237519", false}, {"imei", "12", false},
	{"vin", "5ZQRL5H70FB009917", true}, {"vin", "12345678901234567", false}, {"vin", "ABCDEFGHJKLMNPRST", false},
	{"ipv4", "203.0.113.45", true},    {"ipv4", "203.0.113.456", false}, {"ipv4", "0.0.0.1", false},
	{"ipv4", "1.2.3", false},          {"ipv4", "1..2.3", false},
	{"date", "09/03/2015", true},      {"date", "13/13/2015", false},
	{"birth", "09/03/2015", true},     {"birth", "09/03/1815", false},
	{"digit", "a1", true},             {"digit", "abc", false},          {"digit", "", false},
	{"given", "Larkspur", true},       {"given", "UNK", false},          {"given", "n/a", false},
	{"given", "-", false},             {"given", "", false},
};

static void checks_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		check_function *check = check_named(samples[i].check);
		assert_non_null(check);
		if (check(str_of(samples[i].value)) != samples[i].passes)
			fail_msg("check %s is wrong about \"%s\"", samples[i].check, samples[i].value);
	}
}

static void knows_its_names(void **state)
{
	(void)state;
	char names[200], *rest = names;
	assert_null(check_named("nonsense"));
	strcpy(names, check_names());
	for (char *name = strtok_r(rest, ", ", &rest); name; name = strtok_r(rest, ", ", &rest))
		assert_non_null(check_named(name));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(checks_samples), cmocka_unit_test(knows_its_names)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
