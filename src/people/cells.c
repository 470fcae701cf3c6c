/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which lines of a table or of a structured document are cells, whose values the format has told; all others are running lines. */
#include "people/internal.h"

/* The heads beside cells are no text of the report. Their lines are cells. */
void cells_of_heads(struct people *people)
{
	for (size_t i = 0; i < people->view->head_count; i++) {
		const struct view_head *head = &people->view->heads[i];
		size_t at = tokens_at(people->tokens, head->span.from);
		if (at < people->word_count && people->words[at].from == head->span.from)
			people->lines[people->words[at].line].cell = true;
		for (; at < people->word_count && people->words[at].from < head->span.to; at++) {
			people->words[at].fact = people->words[at].fact || head->known || head->code;
			if (head->known)
				people->words[at].blocked = WHAT_CODE;
		}
	}
}

/* So are all lines that one value takes, which may be broken, and rows of values without heads. */
void cells_of_fields(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++)
		if (people->words[at].record || (people->words[at].fact && people->words[at].kind != TOKEN_LINE))
			people->lines[people->words[at].line].cell = true;
}

/* In a structured document every line is a value of its own but those of its papers. */
void cells_of_values(struct people *people)
{
	const struct view *view = people->view;
	size_t paper = 0;
	for (uint32_t line = 0; view->structured && line < people->line_count; line++) {
		size_t at = line_from(people, line), from = at < people->word_count ? people->words[at].from : SIZE_MAX;
		while (paper < view->paper_count && view->papers[paper].to <= from)
			paper++;
		bool inside = paper < view->paper_count && from >= view->papers[paper].from;
		people->lines[line].cell = people->lines[line].cell || !inside;
	}
}
