/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who speaks in a transcript. Part of internal.h. */
#ifndef PEOPLE_TURNS_H
#define PEOPLE_TURNS_H
#include "people/internal.h"

/* turns.c, speakers.c */
enum legend_form { LEGEND_NONE, LEGEND_ROW, LEGEND_SAID }; /* ROW: "AB   Det. Brightwater" may be a turn as well */
struct legend { /* words [from, to) tell whose the letters are */
	size_t from, to;
	uint8_t form;
	bool before; /* they stand before the letters */
};
struct legend legend_at(const struct people *people, size_t at);
enum { SPEAKER_LETTERS = 4 };
/* The letters at `at`, "KB" or "K.B.", without their dots; the word behind them, 0 if there are none. */
size_t speaker_letters(const struct people *people, size_t at, char letters[SPEAKER_LETTERS + 1]);
/* What is said behind a label of at most so many words, which begins a turn at `at`: "BOY: ", "[00:12] Kayla - ", "KAYLA......", or on a
 * line of its own; 0: no turn begins so. */
size_t said_behind(const struct people *people, size_t at, size_t most);
/* "RICH: Yes." in a transcript in which others speak between: whoever has the name, however common the word. */
bool speaks_again(const struct people *people, size_t at);
bool legend_begins(const struct people *people, struct str letters, struct legend legend); /* the letters begin its words */
void speakers_mark(struct people *people); /* right after messages_mark() */
void speakers_read(struct people *people); /* once sides are decided and values are attached */
bool is_named_turn(const struct people *people, size_t at); /* "QUILL: Where were you?" */
struct str asker_named(const struct people *people); /* the name at the turns of whoever asks the questions; empty: nobody's */
#endif
