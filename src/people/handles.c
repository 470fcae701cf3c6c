/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Accounts by who speaks in a printed thread of messages: "[21:02] chasethebag: tell her". A small word that no list knows is no
 * officer who writes a log; where it stands again, repeat.c finds it. */
#include "people/internal.h"
#include "people/values.h"

enum { LEAST = 6, MOST = 30, THREAD_LEAST = 3, SCORE = 70 };

/* The speaker between the time that begins the line and a colon, or SIZE_MAX. */
static size_t speaker_of(const struct people *people, uint32_t line)
{
	size_t at = log_behind_time(people, line);
	if (at && people->words[at].kind <= TOKEN_MIXED && sign_is(people, people->words[at].next, ':'))
		return at;
	return SIZE_MAX;
}

static bool is_account(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind != TOKEN_NUMBER && word->letters == CASE_LOWER && is_unknown(word) && word->has == 0 && word->mention == NOBODY &&
	       !word->blocked && word->folded.len >= LEAST && word->folded.len <= MOST;
}

void handles_read(struct people *people)
{
	size_t speakers = 0;
	for (uint32_t line = 0; line < people->line_count && speakers < THREAD_LEAST; line++)
		speakers += speaker_of(people, line) != SIZE_MAX;
	for (uint32_t line = 0; line < people->line_count && speakers >= THREAD_LEAST; line++) {
		size_t at = speaker_of(people, line);
		if (at == SIZE_MAX || !is_account(people, at))
			continue;
		struct span span = {people->words[at].from, people->words[at].to};
		finding_add(people->findings, span, WHAT_HANDLE, RULE_PEOPLE)->score = SCORE;
	}
}
