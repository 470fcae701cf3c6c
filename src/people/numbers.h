/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files share that read numbers which no rule knows by their form: numbers.c finds them, referral.c knows those of child
 * welfare, forms.c those that their place or form tells. A number and the words before it belong to the report; nothing here is owned or freed. */
#ifndef BLACKBAR_PEOPLE_NUMBERS_H
#define BLACKBAR_PEOPLE_NUMBERS_H

#include "people/internal.h"

enum { YEARS_NEAR = 2, YEARS = 12, WELFARE_AGENCIES = 4 };

/* Letters and digits in groups, on one line. */
struct number {
	size_t from, to; /* words */
	unsigned digits, letters, pieces;
	unsigned shape;  /* digits of each piece, a decimal place each */
	bool mixed;      /* letters and digits in one piece */
};

struct numbers {
	struct people *people;
	struct number last;                     /* the last that was found */
	struct str agencies[WELFARE_AGENCIES];  /* folded letters by which this report calls those who protect children */
	size_t agency_count;
	bool of_welfare;                        /* the document is a paper of theirs */
	bool tells_of_welfare;                  /* they are spoken of somewhere in it */
};

bool number_goes_on(const struct numbers *numbers, const struct number *number, size_t at); /* may what stands at `at` still tell of it? */
bool number_word(const struct numbers *numbers, size_t at);                                   /* "no.", "number", "#" */
bool number_year(const struct word *word);                                                     /* "2022" */
bool number_small(const struct people *people, size_t at);                                    /* a small word or a label */
bool number_stop(const struct people *people, size_t at);                                     /* a sentence or cell ends there */
bool number_yearly(const struct people *people, const struct number *number, int years);      /* a year near the report's begins it */
bool number_like_report(const struct people *people, const struct number *number);            /* of the form of the first report number */
bool number_like_known(const struct people *people, const struct number *number);             /* of the form of one of child welfare */

bool number_plate(const struct people *people, const struct number *number, size_t away); /* of a vehicle, named so many words before */
bool number_known_form(const struct people *people, const struct number *number);
bool number_middle_letter(const struct people *people, size_t at, size_t letter); /* "67 A 402" */
bool number_in_bracket(const struct people *people, const struct number *number); /* beside a child's or relative's name */
enum what number_of_part(const struct people *people, const struct number *number); /* a rule knows a part of it */

void welfare_learn(struct numbers *numbers); /* agencies, and whose paper it is; before any number is asked about */
bool number_of_welfare(const struct numbers *numbers, const struct number *number); /* of a call to child welfare, or a file there */
bool number_of_region(const struct numbers *numbers, const struct number *number);  /* the same by its form alone */

#endif
