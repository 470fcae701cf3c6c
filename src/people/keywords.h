/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The particular words of homes and schools, by which they are called in short: "the Den", "Lake Amity", "Apt 4". The texts are those
 * of the view; who makes a list frees it. */
#ifndef PEOPLE_KEYWORDS_H
#define PEOPLE_KEYWORDS_H
#include "people/internal.h"

struct keyword {
	struct str folded;
	struct str before; /* of a school: "lake" of Lake Amity; empty: no word with a capital stands before it in the name */
	uint8_t what;
	bool unit; /* 2B, 310: an apartment */
};

struct keywords {
	struct keyword *list;
	size_t count, cap;
	uint64_t sketches; /* of all: what is not in it is none */
};

void keyword_add(struct keywords *keywords, struct keyword keyword); /* once each */
void keywords_take(const struct people *people, const struct finding *finding, struct keywords *keywords); /* of a home or school */
void short_forms_find(struct people *people, const struct keywords *keywords); /* adds findings */
#endif
