/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The kinds of thing that rules recognise and policies speak of. Packs write the names in what.c. */
#ifndef VIEW_WHAT_H
#define VIEW_WHAT_H
#include "base/str.h"

enum what {
	WHAT_NONE,
	WHAT_NAME, /* of a person, any form */
	WHAT_BIRTH_DATE,
	WHAT_AGE,
	WHAT_ADDRESS, /* of a private person or a place; policy asks whose */
	WHAT_SCHOOL,  /* school, day care, team, club, camp; also a child's teacher by name */
	WHAT_PHONE,
	WHAT_EMAIL,
	WHAT_HANDLE, /* account, gamer tag */
	WHAT_URL,
	WHAT_SSN,
	WHAT_LICENCE, /* driver licence, operator licence, state id card */
	WHAT_MEDICAL_ID,
	WHAT_STUDENT_ID,
	WHAT_CASE_ID,    /* child-welfare numbers: DCN, hotline call, CA/N */
	WHAT_ACCOUNT_ID, /* bank, insurance, benefit, library, tribal ... numbers of a person */
	WHAT_PLATE,
	WHAT_VIN,
	WHAT_DEVICE_ID, /* IMEI, MAC, IP */
	WHAT_OTHER_ID,
	WHAT_PICTURE,
	WHAT_UNREADABLE, /* a part no format can see into */
	/* facts that stay, and that people/ needs */
	WHAT_REPORT_NUMBER,
	WHAT_INCIDENT_DATE,
	WHAT_REPORT_DATE,
	WHAT_OFFENCE,
	WHAT_STATUTE,
	WHAT_BADGE,
	WHAT_PUBLIC_PHONE,
	WHAT_PLACE, /* not a home: a shop, a hundred block, an agency */
	WHAT_AGENCY,
	WHAT_ROLE,     /* the value of a role field: VIC, SUS, mother ... */
	WHAT_RELATION, /* the value of a relationship field */
	WHAT_SEX,
	WHAT_GRADE,
	WHAT_NAME_GIVEN,
	WHAT_NAME_MIDDLE,
	WHAT_NAME_SURNAME,
	WHAT_NAME_SUFFIX,
	WHAT_NAME_ALIAS,
	WHAT_DATE, /* any other date */
	WHAT_CODE, /* a mark of the program that wrote the file, such as an id that other elements refer to: no prose */
	/* facts of a report for the papers of the release (facts.h): they neither keep nor cut, and people/ does not see them */
	WHAT_OWN_NUMBER, /* of this report, by its label */
	WHAT_CHARGE,     /* the title of an offence as the report lists it */
	WHAT_CHARGE_STATUTE,
	WHAT_DIVISION, /* unit of the police that has the report */
	WHAT_DISPOSITION,
	WHAT_OTHER_NUMBER, /* of a report that this one is related to, or the head of a list of such */
	WHAT_COUNT
};

const char *what_name(enum what what);         /* "birth-date" */
/* The name of a kind as people write it: "birth date", "case ID", "SSN". */
void what_add_words(struct buf *out, struct str name);
enum what what_of(struct str name);            /* WHAT_NONE when there is no such kind */
bool what_is_fact(enum what what);             /* one of the facts for the papers */
#endif
