/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Is a word part of a person's name, of where somebody lives, of what a school or team is called, of a date of birth, a telephone
 * or a number of somebody? A second look at words with a capital and at numbers that no rule took for anything, by a linear
 * classifier over what the word looks like and what stands beside it (detect/weights.h). It only adds. placer.c asks in the same
 * way whether a person whom nothing places acts in office. */
#ifndef PEOPLE_TAGGER_H
#define PEOPLE_TAGGER_H
#include "people/people.h"

/* A word: [from, to) in the view's text; `name`: it could be one; `taken`: what a rule took it for, "-" for nothing. */
struct tagger_look {
	size_t from, to;
	bool name;
	const char *taken;
};

/* Told of every feature of every word and person that could be asked about, for training. A person's first features are where the
 * mentions stand: "@from-to". */
struct tagger_listener {
	void (*word)(void *context, const struct tagger_look *look, struct str feature); /* NULL: nobody listens */
	void (*person)(void *context, size_t person, struct str feature);
	void *context;
};

void tagger_listen(struct people *people, const struct tagger_listener *listener);
#endif
