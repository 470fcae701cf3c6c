/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands around a fact on its line, for facts.c: whether a number is a field or part of running text, and how lists of
 * offences go on. Pure functions of the text. */
#ifndef FACTS_LINE_H
#define FACTS_LINE_H
#include <stdbool.h>

#include "base/str.h"

bool facts_at_head(struct str text, size_t at); /* of a line: only a label stands before it */
/* "See report no. 24-000778 for the other call.": running text goes on behind the number, with a small word or a full stop. */
bool facts_in_sentence(struct str text, struct span number);
bool facts_blank_between(struct str text, struct span span); /* a blank line */
uint64_t facts_count_lines(struct str text, size_t from, size_t to);
/* The next offence of a list on one line, behind `at`: over a section in brackets and what parts offences. Empty: the list ends. */
struct span facts_next_listed(struct str text, size_t at, bool commas);
#endif
