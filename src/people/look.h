/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a single word can be, by itself and by what stands beside it. */
#ifndef PEOPLE_LOOK_H
#define PEOPLE_LOOK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct people;
struct word;

bool is_what_was_done(const struct people *people, size_t at, size_t to); /* SIGNED before a name */
bool is_next_label(const struct people *people, size_t at);		   /* the label of the next official */
enum { NEVER = -100 };
int name_level(const struct word *word); /* as a given name or a surname, 0..15 */
bool begins_number(const struct people *people, size_t at);   /* letters of a number: "PLF-0209" */
bool is_day_of_month(const struct people *people, size_t at); /* a month behind its day: "of 27 April" */
bool is_rank_word(const struct people *people, size_t at);
bool is_half_of_day(const struct people *people, size_t at); /* "P" or "M" of "6:15 P.M." */
bool is_unknown(const struct word *word); /* to all lists */
bool names_other(const struct people *people, size_t at); /* begins or ends the name of a thing, place or day */
bool is_cue(const struct people *people, size_t at);
bool month_is_name(const struct people *people, size_t at);
int name_score(const struct people *people, size_t at);
bool is_before_letter(const struct people *people, size_t from); /* "Trinity B. asked": a given name that is a word too */
bool cued_before(const struct people *people, size_t from);
bool cued_after(const struct people *people, size_t to);
bool is_named_kin(const struct people *people, size_t at);
bool is_family_name(const struct people *people, size_t at); /* "the Sears boys", "the Kowalskis" */
bool is_wrapped(const struct people *people, size_t line_end); /* the line goes on in the next */
bool ends_phrase(const struct people *people, size_t at); /* a sign that ends one, the end of a cell or line */
bool opens_cell(const struct people *people, size_t at);
bool is_aged(const struct people *people, size_t at);
bool is_between_commas(const struct people *people, size_t at, enum cue cue); /* ", sitter," */
bool is_arrestee_in_bracket(const struct people *people, size_t at); /* "(arr, theft)" */
bool is_race_and_sex(const struct people *people, size_t at); /* "B/M", "F/W" */
bool is_sex_cell(const struct people *people, size_t at); /* "Ilsa Brzezin / F / 15" */
void ranks_mark(struct people *people); /* ranks and titles that are somebody's name here */
#endif
