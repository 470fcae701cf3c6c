/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ordinary words in the titles of offences. Part of internal.h. */
#ifndef PEOPLE_TITLES_H
#define PEOPLE_TITLES_H
#include "people/internal.h"

void titles_mark(struct people *people); /* after layout_read(), until titles_clear(): no new name begins there */
void titles_clear(struct people *people); /* names that are known from elsewhere are looked for there, too */
#endif
