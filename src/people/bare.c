/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names in file names: "Whitfield_Marcus-2.jpg", "EmmaReyes.pdf". There is no prose around them, so every word that is part
 * of a protected person's name is one, in any case and however common, and so are a given name and a surname side by side. */
#include <string.h>

#include "people/internal.h"

/* A word of a token: tokens are cut at digits and before capitals. */
struct piece_word {
	char text[48];
	size_t len;
	size_t token;
};

enum { PIECES = 64, SHORTEST = 3 };

static size_t cut_token(const struct people *people, size_t at, struct piece_word *pieces, size_t count)
{
	const struct word *word = &people->words[at];
	const char *text = people->view->text.ptr + word->from;
	size_t len = word->to - word->from;
	bool plain = word->kind == TOKEN_WORD && (word->letters != CASE_MIXED && word->letters != CASE_TITLE);
	if (plain || len != word->folded.len) {
		if (count < PIECES && word->folded.len < sizeof pieces->text) {
			memcpy(pieces[count].text, word->folded.ptr, word->folded.len);
			pieces[count].len = word->folded.len;
			pieces[count++].token = at;
		}
		return count;
	}
	bool open = false;
	for (size_t i = 0; i < len && count < PIECES; i++) {
		bool upper = ascii_upper(text[i]), lower = ascii_lower(text[i]);
		bool after_lower = i > 0 && ascii_lower(text[i - 1]);
		if ((!upper && !lower) || (upper && after_lower)) {
			count += open;
			open = false;
		}
		if (!upper && !lower)
			continue;
		if (count >= PIECES)
			break;
		if (!open)
			pieces[count].len = 0, pieces[count].token = at;
		open = true;
		if (pieces[count].len < sizeof pieces->text)
			pieces[count].text[pieces[count].len++] = (char)(upper ? text[i] + 32 : text[i]);
	}
	return count + (open && count < PIECES);
}

static struct str piece_str(const struct piece_word *piece)
{
	return (struct str){piece->text, piece->len};
}

/* Known persons have their side already; the others of this view are decided later. */
static int32_t find_known(const struct people *people, struct str folded)
{
	for (size_t i = 0; i < people->person_count; i++)
		if (people->persons[i].outside && person_protected(&people->persons[i]) && person_has(&people->persons[i], folded))
			return (int32_t)i;
	return NOBODY;
}

static void add_known(struct people *people, size_t token, int32_t person)
{
	if (people->words[token].mention != NOBODY)
		return;
	mention_add(people, token, token + 1, SOURCE_SWEEP)->person = person;
	if (people->persons[person].first.to == 0)
		people->persons[person].first = (struct span){people->words[token].from, people->words[token].to};
}

static bool is_full_name(const struct people *people, const struct piece_word *a, const struct piece_word *b)
{
	enum who who = known_side(people->known, piece_str(a), piece_str(b));
	if (who != WHO_NONE)
		return who != WHO_OFFICIAL && who != WHO_ADULT && who != WHO_ARRESTED;
	const struct entry *x = lexicon_get(people->lexicon, lexicon_find(people->lexicon, piece_str(a)));
	const struct entry *y = lexicon_get(people->lexicon, lexicon_find(people->lexicon, piece_str(b)));
	bool first = x->given >= 6 && y->surname >= 5 && x->given >= x->common && y->surname >= y->common;
	bool second = y->given >= 6 && x->surname >= 5 && y->given >= y->common && x->surname >= x->common;
	return first || second;
}

/* An official of the case keeps the name, or its documents could not be told apart. */
static bool is_kept(const struct people *people, struct str folded)
{
	for (size_t i = 0; i < people->person_count; i++)
		if (people->persons[i].outside && !person_protected(&people->persons[i]) && person_has(&people->persons[i], folded))
			return true;
	return false;
}

/* A word that can hardly be anything but a name, though nobody of the release is known by it: no ordinary word, place or
 * word of reports, and no ending of a file. */
static bool is_name_alone(const struct people *people, const struct piece_word *piece)
{
	size_t at = piece->token;
	const struct word *word = &people->words[at];
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, piece_str(piece)));
	if (word->kind != TOKEN_WORD || word->blocked || word->place || (at > 0 && sign_is(people, at - 1, '.')) || piece->len < SHORTEST)
		return false;
	if (word->cues || word_has(people, at, CUE_REPORT_WORD) || word_has(people, at, CUE_ORGANISATION) || word_has(people, at, CUE_AGENCY) ||
	    word_has(people, at, CUE_MONTH) || word_has(people, at, CUE_WEEKDAY) || word_has(people, at, CUE_GOODS))
		return false;
	if (word_is(people, word_next(people, at), "memo"))
		return false; /* who wrote it: officials write memos */
	int names = entry->given > entry->surname ? entry->given : entry->surname;
	if (word->letters == CASE_TITLE)
		return piece->len >= 4 && (names ? names > entry->common : entry->common == 0);
	return piece->len >= 5 && entry->common == 0 && names >= (word->letters == CASE_LOWER ? 5 : 3);
}

static size_t mark_alone(struct people *people, const struct piece_word *pieces, size_t i, size_t count)
{
	if (!is_name_alone(people, &pieces[i]) || people->words[pieces[i].token].mention != NOBODY || is_kept(people, piece_str(&pieces[i])))
		return i;
	struct person *person = person_new(people);
	person->first = (struct span){people->words[pieces[i].token].from, people->words[pieces[i].token].to};
	int32_t number = (int32_t)people->person_count - 1;
	add_known(people, pieces[i].token, number);
	/* "Castleberry-Ng": the other half of a hyphenated name, however short */
	while (i + 1 < count && pieces[i + 1].token == pieces[i].token + 2 && sign_is(people, pieces[i].token + 1, '-') &&
	       people->words[pieces[i + 1].token].letters == CASE_TITLE)
		add_known(people, pieces[++i].token, number);
	return i;
}

void bare_read(struct people *people)
{
	struct piece_word pieces[PIECES];
	size_t count = 0;
	for (size_t at = 0; at < people->word_count && count < PIECES; at++)
		if (people->words[at].kind == TOKEN_WORD || people->words[at].kind == TOKEN_MIXED)
			count = cut_token(people, at, pieces, count);
	for (size_t i = 0; i < count; i++) {
		int32_t person = pieces[i].len >= SHORTEST ? find_known(people, piece_str(&pieces[i])) : NOBODY;
		if (person != NOBODY)
			add_known(people, pieces[i].token, person);
	}
	for (size_t i = 0; i + 1 < count; i++) {
		if (pieces[i].len < 2 || pieces[i + 1].len < 2 || !is_full_name(people, &pieces[i], &pieces[i + 1]))
			continue;
		struct person *person = person_new(people);
		person->first = (struct span){people->words[pieces[i].token].from, people->words[pieces[i + 1].token].to};
		int32_t number = (int32_t)people->person_count - 1;
		add_known(people, pieces[i].token, number);
		add_known(people, pieces[i + 1].token, number);
	}
	for (size_t i = 0; i < count; i++)
		i = mark_alone(people, pieces, i, count);
	/* the short half behind a known or full name: "Castleberry-Ng" */
	for (size_t at = 0; at + 2 < people->word_count; at++)
		if (people->words[at].mention != NOBODY && sign_is(people, at + 1, '-') && people->words[at + 2].mention == NOBODY &&
		    people->words[at + 2].kind == TOKEN_WORD && people->words[at + 2].letters == CASE_TITLE &&
		    people->words[at].letters == CASE_TITLE)
			add_known(people, at + 2, people->mentions[people->words[at].mention].person);
}
