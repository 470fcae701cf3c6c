/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Letters that stand for somebody's name. Part of internal.h. */
#ifndef PEOPLE_INITIAL_H
#define PEOPLE_INITIAL_H
#include "people/internal.h"

/* alias.c */
void letters_read(struct people *people); /* initials, after everything else */
bool lacks_dot(const struct people *people, size_t at, size_t count); /* the "H" of "T.H" in capitals; `count` letters with dots stand before it */
bool is_numbered(const struct people *people, size_t at, size_t end);

/* initial.c */
bool is_young_behind(const struct people *people, size_t at); /* ", age 9", " (DOB 8/8/2020)": of somebody under the limit */
void initials_read(struct people *people); /* single letters, after letters_read() */
#endif
