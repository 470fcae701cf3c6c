/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Is a word part of a person's name? A second look at words with a capital that no rule took for anything, by a linear
 * classifier over what the word looks like and what stands beside it (detect/weights.h). It only adds names. */
#ifndef PEOPLE_TAGGER_H
#define PEOPLE_TAGGER_H
#include "people/people.h"

/* Told of every feature of every word that could be asked about, for training: [from, to) in the view's text; `taken`: by a
 * rule. */
typedef void (*tagger_tell)(void *context, size_t from, size_t to, bool taken, struct str feature);

void tagger_listen(struct people *people, tagger_tell tell, void *context);
#endif
