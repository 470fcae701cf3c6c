/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Is a word part of a person's name, of where somebody lives, of what a school or team is called? A second look at words with
 * a capital and at numbers that no rule took for anything, by a linear classifier over what the word looks like and what
 * stands beside it (detect/weights.h). It only adds. */
#ifndef PEOPLE_TAGGER_H
#define PEOPLE_TAGGER_H
#include "people/people.h"

/* Told of every feature of every word that could be asked about, for training: [from, to) in the view's text; `name`: it could be
 * one; `taken`: what a rule took it for, "-" for nothing. */
struct tagger_look {
	size_t from, to;
	bool name;
	const char *taken;
};
typedef void (*tagger_tell)(void *context, const struct tagger_look *look, struct str feature);

void tagger_listen(struct people *people, tagger_tell tell, void *context);
#endif
