/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Homes, schools, numbers and accounts that no rule of the packs knows by their form. Part of internal.h. */
#ifndef PEOPLE_VALUES_H
#define PEOPLE_VALUES_H
#include "detect/weights.h"
#include "people/internal.h"

/* enough.c: what the classifier took for a value, words [from, to), can be one */
bool tagged_enough(const struct people *people, enum weight_of what, size_t from, size_t to);
bool tagged_no_day(const struct people *people, size_t from, size_t to);

/* handles.c */
void handles_read(struct people *people); /* who speaks in a thread of messages */

/* pupils.c */
void pupils_read(struct people *people); /* schools that only a pupil, a thing or a team beside the name tells */

/* schools.c */
void schools_read(struct people *people); /* the whole of their names, and short forms */
void saints_read(struct people *people);  /* those that look like persons */

/* numbers.c */
void numbers_read(struct people *people);

/* repeat.c */
void repeats_read(struct people *people); /* numbers and houses that were found once, wherever they stand again */
#endif
