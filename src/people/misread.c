/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a rule took for a home or school that the words beside it show to be none. */
#include "people/internal.h"

/* "911 CALL\nCT:", "NOTIFIED BY JONES\nPRIMARY: 12A": read over the end of a line into a label. */
static bool is_label(const struct people *people, const struct finding *finding, size_t last, size_t end)
{
	return end < people->word_count && sign_is(people, end, ':') && people->words[last].line_start &&
	       people->words[last].from > finding->span.from &&
	       (finding->what == WHAT_SCHOOL || word_in(people, last, LIST_STREET_KIND, NULL));
}

/* "DEAR MS. WHITLOW", "ASKED MS. PICKENS", "COUNTY WORKER MS. COLFAX": in capitals a title, and no middle school. */
static bool is_courtesy(const struct people *people, const struct finding *finding, size_t last, size_t end)
{
	size_t before = word_previous(people, last), name = end + sign_is(people, end, '.');
	if (finding->what != WHAT_SCHOOL || !people->words[last].caps || !word_is(people, last, "ms") || before == SIZE_MAX ||
	    name >= people->word_count || people->words[name].kind != TOKEN_WORD || people->words[name].line != people->words[last].line)
		return false;
	const struct word *word = &people->words[name];
	if (word->entry->common > name_level(word) + 1 || word->folded.len < 2)
		return false;
	const cue_set person = cue_bit(CUE_RANK) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD);
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) |
			      cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_SPEECH) | cue_bit(CUE_ADVERB);
	return word_is(people, before, "dear") || (people->ends_in[last] & (person | cue_bit(CUE_NAMED))) || word_has_any(people, before, small) ||
	       verb_form(people, before) == VERB_PAST;
}

void misread_drop(struct people *people)
{
	size_t kept = 0;
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		size_t end = tokens_at(people->tokens, finding->span.to), last = end - (end > 0);
		bool asked = (finding->what == WHAT_ADDRESS || finding->what == WHAT_SCHOOL) && last > 0 && last < people->word_count;
		if (asked && is_courtesy(people, finding, last, end))
			continue; /* the word before it can be somebody */
		if (asked && is_label(people, finding, last, end))
			finding->what = WHAT_CODE;
		people->findings->list[kept++] = *finding;
	}
	people->findings->count = kept;
}
