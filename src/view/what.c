/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/what.h"

static const char *const names[WHAT_COUNT] = {
	[WHAT_NONE] = "none",
	[WHAT_NAME] = "name",
	[WHAT_BIRTH_DATE] = "birth-date",
	[WHAT_AGE] = "age",
	[WHAT_ADDRESS] = "address",
	[WHAT_SCHOOL] = "school",
	[WHAT_PHONE] = "phone",
	[WHAT_EMAIL] = "email",
	[WHAT_HANDLE] = "handle",
	[WHAT_URL] = "url",
	[WHAT_SSN] = "ssn",
	[WHAT_LICENCE] = "licence",
	[WHAT_MEDICAL_ID] = "medical-id",
	[WHAT_STUDENT_ID] = "student-id",
	[WHAT_CASE_ID] = "case-id",
	[WHAT_ACCOUNT_ID] = "account-id",
	[WHAT_PLATE] = "plate",
	[WHAT_VIN] = "vin",
	[WHAT_DEVICE_ID] = "device-id",
	[WHAT_OTHER_ID] = "other-id",
	[WHAT_PICTURE] = "picture",
	[WHAT_UNREADABLE] = "unreadable",
	[WHAT_REPORT_NUMBER] = "report-number",
	[WHAT_INCIDENT_DATE] = "incident-date",
	[WHAT_REPORT_DATE] = "report-date",
	[WHAT_OFFENCE] = "offence",
	[WHAT_STATUTE] = "statute",
	[WHAT_BADGE] = "badge",
	[WHAT_PUBLIC_PHONE] = "public-phone",
	[WHAT_PLACE] = "place",
	[WHAT_AGENCY] = "agency",
	[WHAT_ROLE] = "role",
	[WHAT_RELATION] = "relation",
	[WHAT_SEX] = "sex",
	[WHAT_GRADE] = "grade",
	[WHAT_NAME_GIVEN] = "given-name",
	[WHAT_NAME_MIDDLE] = "middle-name",
	[WHAT_NAME_SURNAME] = "surname",
	[WHAT_NAME_SUFFIX] = "name-suffix",
	[WHAT_NAME_ALIAS] = "alias",
	[WHAT_DATE] = "date",
	[WHAT_CODE] = "code",
	[WHAT_OWN_NUMBER] = "own-number",
	[WHAT_CHARGE] = "charge",
	[WHAT_CHARGE_STATUTE] = "charge-statute",
	[WHAT_DIVISION] = "division",
	[WHAT_DISPOSITION] = "disposition",
	[WHAT_OTHER_NUMBER] = "other-number",
};

const char *what_name(enum what what)
{
	return (unsigned)what < WHAT_COUNT ? names[what] : names[WHAT_NONE];
}

void what_add_words(struct buf *out, struct str name)
{
	static const struct str capitals[] = {STR("ssn"), STR("vin"), STR("url"), STR("id")};
	for (size_t from = 0, at = 0; at <= name.len; at++) {
		if (at < name.len && name.ptr[at] != '-')
			continue;
		struct str word = str_part(name, (struct span){from, at});
		bool upper = false;
		for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
			upper |= str_equal(word, capitals[i]);
		if (from)
			buf_add_byte(out, ' ');
		for (size_t i = 0; i < word.len; i++)
			buf_add_byte(out, upper ? (char)(word.ptr[i] - ('a' - 'A')) : word.ptr[i]);
		from = at + 1;
	}
}

enum what what_of(struct str name)
{
	for (unsigned i = 1; i < WHAT_COUNT; i++)
		if (str_equal(name, str_of(names[i])))
			return (enum what)i;
	return WHAT_NONE;
}

bool what_is_fact(enum what what)
{
	return what >= WHAT_OWN_NUMBER && what < WHAT_COUNT;
}
