/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "the other kids at Hearth & Home", "a class trip from Hale Center", "both children at Ferry\nLanding": the words a school is called
 * by, or the name of a home's street, in a row. Each of them may be a common word or somebody's name: together they are neither. */
#include "people/internal.h"

enum { WORDS_LEAST = 2, WORDS_MOST = 4, PHRASES_MOST = 32, SCORE = 80, KEPT_MOST = 4, FIRST_LETTERS = 32, SAID_BACK = 6, KIND_WORDS = 2 };

struct phrase {
	struct str words[WORDS_MOST]; /* folded */
	size_t count;
	uint8_t what;
	bool town; /* a town is called so too: only where a school is spoken of */
	bool lodging; /* the last word says that one may stay there */
};

struct phrases {
	struct phrase list[PHRASES_MOST];
	size_t count;
	uint32_t letters; /* bits: with these letters they begin */
};

static uint32_t letter_bit(struct str folded)
{
	return folded.len ? (uint32_t)1 << ((unsigned char)folded.ptr[0] % FIRST_LETTERS) : 0;
}

/* "&" and "and" join what stands for the same name. */
static bool is_joiner(const struct people *people, size_t at)
{
	return sign_is(people, at, '&') || (at < people->word_count && people->words[at].kind == TOKEN_TAIL) || word_is(people, at, "and");
}

static bool is_part(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && word->folded.len > 1;
}

static void add_phrase(struct phrases *phrases, const struct phrase *phrase)
{
	if (phrase->count < WORDS_LEAST || phrases->count >= PHRASES_MOST)
		return;
	for (size_t i = 0; i < phrases->count; i++) {
		const struct phrase *other = &phrases->list[i];
		size_t same = 0;
		while (same < phrase->count && same < other->count && str_equal(other->words[same], phrase->words[same]))
			same++;
		if (same == phrase->count && same == other->count)
			return;
	}
	phrases->list[phrases->count++] = *phrase;
	phrases->letters |= letter_bit(phrase->words[0]);
}

/* The kind of a school or street ends what it is called by. */
static bool ends_name(const struct people *people, size_t at, enum what what)
{
	if (what == WHAT_SCHOOL)
		return word_has_any(people, at, cue_bit(CUE_SCHOOL_PART) | cue_bit(CUE_SCHOOL_KIND)) || word_in(people, at, LIST_SCHOOL_NOUN, NULL);
	return word_in(people, at, LIST_STREET_KIND, NULL) || word_has(people, at, CUE_DWELLING);
}

/* "Mercy Hospital", "Union Station", "Fire Station": the words before a kind of school or street are a public place by themselves. */
static bool ends_public(const struct people *people, size_t end)
{
	return end > 0 && cue_before(people, end, CUE_PUBLIC_PLACE) && !word_in(people, end - 1, LIST_OPEN_PLACE, NULL); /* but Marl Harbor */
}

/* One letter, and its point. */
static bool is_direction(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return sign_is(people, at, '.') || (word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER);
}

/* The street's name is one word that says nothing without the kind of street at `at`. */
static bool is_plain_street(const struct people *people, const struct phrase *phrase, size_t at)
{
	return phrase->what == WHAT_ADDRESS && phrase->count == 1 && at > 0 && is_part(people, at) && is_part(people, at - 1) &&
	       str_equal(people->words[at - 1].folded, phrase->words[0]) && word_has(people, at - 1, CUE_ORGANISATION);
}

/* "Days Inn", where somebody stays: a name in capitals to the end of the finding, whose last word says what it is. */
static struct phrase read_lodging(const struct people *people, const struct finding *finding, size_t at)
{
	struct phrase phrase = {.what = finding->what, .lodging = true};
	size_t last = at;
	for (; at < people->word_count && people->words[at].from < finding->span.to && phrase.count < WORDS_MOST; at = people->words[at].next) {
		if (!is_part(people, at) || word_in(people, at, LIST_STREET_KIND, NULL) || names_unprotected(people, at))
			break;
		phrase.words[phrase.count++] = people->words[at].folded;
		last = at;
	}
	bool lodging = word_in(people, last, LIST_LODGING, NULL) && !is_numeric(people, at);
	return lodging && phrase.count >= WORDS_LEAST ? phrase : (struct phrase){0};
}

/* What the school or street of the finding is called by, without its kind. */
static struct phrase read_phrase(const struct people *people, const struct finding *finding)
{
	struct phrase phrase = {.what = finding->what};
	size_t at = tokens_at(people->tokens, finding->span.from);
	if (at < people->word_count && finding->what == WHAT_ADDRESS && !is_numeric(people, at))
		return read_lodging(people, finding, at);
	if (at >= people->word_count)
		return phrase;
	at += finding->what == WHAT_ADDRESS || word_is(people, at, "the");
	size_t first = at;
	for (; at < people->word_count && people->words[at].from < finding->span.to; at = people->words[at].next) {
		if (phrase.count && is_joiner(people, at))
			continue;
		if (finding->what == WHAT_ADDRESS && !phrase.count && is_direction(people, at))
			continue; /* "209 S. Blue Knob Rd" */
		bool two = finding->what == WHAT_ADDRESS && !phrase.count && word_in(people, at + 1, LIST_STREET_KIND, NULL); /* "Court Street" */
		bool kind = !two && ends_name(people, at, (enum what)finding->what);
		if (kind && is_plain_street(people, &phrase, at))
			phrase.words[phrase.count++] = people->words[at].folded; /* "Court Street" */
		if (!is_part(people, at) || word_has(people, at, CUE_SEAT) || kind)
			break;
		if (phrase.count == WORDS_MOST)
			return (struct phrase){0};
		phrase.town = phrase.town || people->words[at].town;
		if (names_unprotected(people, at))
			return (struct phrase){0};
		phrase.words[phrase.count++] = people->words[at].folded;
	}
	phrase.town = phrase.count && (phrase.town || place_is(people, first, at) || ends_public(people, at));
	return phrase.town && finding->what == WHAT_ADDRESS ? (struct phrase){0} : phrase;
}

/* From another document: the words of the phrase, each before a space. */
static struct phrase phrase_of(const struct person_place *place)
{
	struct phrase phrase = {.what = place->what};
	struct str left = place->folded;
	while (left.len && phrase.count < WORDS_MOST) {
		size_t len = 0;
		while (len < left.len && left.ptr[len] != ' ')
			len++;
		phrase.words[phrase.count++] = (struct str){left.ptr, len};
		len += len < left.len;
		left = (struct str){left.ptr + len, left.len - len};
	}
	return phrase;
}

static struct str text_of(struct people *people, const struct phrase *phrase)
{
	struct buf text = {0};
	for (size_t i = 0; i < phrase->count; i++) {
		if (i)
			buf_add(&text, STR(" "));
		buf_add(&text, phrase->words[i]);
	}
	struct str kept = people_keep(people, buf_str(&text));
	buf_free(&text);
	return kept;
}

/* The phrases go with a child into the other documents of the case. */
static void keep_phrases(struct people *people, const struct phrases *phrases)
{
	struct person *keeper = person_keeper(people);
	size_t kept = 0;
	while (keeper && kept < PERSON_PLACES && keeper->places[kept].folded.len)
		kept++;
	for (size_t i = 0; keeper && i < phrases->count && i < KEPT_MOST && kept < PERSON_PLACES; i++)
		if (!phrases->list[i].town)
			keeper->places[kept++] = (struct person_place){text_of(people, &phrases->list[i]), phrases->list[i].what, PLACE_PHRASE};
}

/* Where the phrase that begins at the word ends, over line ends and joiners; `at` if it does not stand there. */
static size_t phrase_end(const struct people *people, const struct phrase *phrase, size_t at)
{
	size_t end = at;
	for (size_t i = 0, next = at; i < phrase->count; i++) {
		while (i && next < people->word_count && is_joiner(people, next))
			next = word_next(people, next);
		if (next >= people->word_count || !is_part(people, next) || people->words[next].blocked ||
		    !str_equal(people->words[next].folded, phrase->words[i]))
			return at;
		end = people->words[next].next;
		next = word_next(people, next);
	}
	return end;
}

/* "the teacher at Hale Center", "a class trip from Marl Harbor" */
static bool is_school_said(const struct people *people, size_t at)
{
	for (size_t steps = 0; steps < SAID_BACK && at > 0; steps++) {
		if (people->words[at].sentence_start)
			return false;
		at--;
		if (word_has(people, at, CUE_TEACHER) || word_has(people, at, LABEL_SCHOOL) || word_in(people, at, LIST_SCHOOL_SAID, NULL))
			return true;
	}
	return false;
}

/* "Union Hill Road", "The Liberty Bell Tavern", "Green Meadow Golf Club": the kind of something else stands behind it. */
static bool is_kind_behind(const struct people *people, size_t end, enum what what)
{
	const struct word *before = &people->words[end - 1];
	for (unsigned steps = 0; steps < KIND_WORDS && end < people->word_count; steps++, end++) {
		const struct word *word = &people->words[end];
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->wide || word->line != before->line || (word->caps && steps))
			return false;
		bool street = what == WHAT_SCHOOL && word_in(people, end, LIST_STREET_KIND, NULL);
		bool home = what == WHAT_ADDRESS && (word_in(people, end, LIST_STREET_KIND, NULL) || word_has(people, end, CUE_DWELLING));
		if (home || word_has_any(people, end, cue_bit(CUE_SCHOOL_PART) | cue_bit(CUE_SCHOOL_KIND)))
			return false;
		if (street || word_has_any(people, end, cue_bit(CUE_ORGANISATION) | cue_bit(CUE_PUBLIC_PLACE)) ||
		    word_in(people, end, LIST_PUBLIC_NOUN, NULL))
			return true;
	}
	return false;
}

/* A bridge, a town or an agency is called so as well: "Hale Center, Mo", "County office Lafayette West", "Marl Harbor Police". */
static bool is_other(const struct people *people, size_t at, size_t end, const struct phrase *phrase)
{
	size_t last = end - 1, before = word_previous(people, at);
	while (last > at && people->words[last].kind != TOKEN_WORD)
		last--;
	const cue_set seats = cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_SEAT);
	bool seat = before != SIZE_MAX && word_has_any(people, before, seats);
	bool state = sign_is(people, end, ',') && end + 1 < people->word_count && people->words[end + 1].place;
	/* "ON DAISY HILL SO THAT HER SISTER": no sheriff's office */
	const cue_set talk = cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY);
	bool short_word = end < people->word_count && people->words[end].folded.len <= 3; /* "the Daisy Hill Police had both cars" */
	bool goes_on = short_word && word_has_any(people, people->words[end].next, talk);
	bool named = !goes_on && ((end < people->word_count && is_agency(people, end)) || is_other_place(people, last, false));
	return seat || state || named || (!goes_on && is_kind_behind(people, end, (enum what)phrase->what)) ||
	       ((phrase->town || (people->words[at].town && !phrase->lodging)) && !is_school_said(people, at));
}

/* The longest phrase that begins at the word and is nothing else there, or NULL: of "Hale Center" and "Hale Center East" the one that
 * is spoken of. */
static const struct phrase *longest_phrase(const struct people *people, const struct phrases *phrases, size_t at, size_t *end)
{
	const struct phrase *longest = NULL;
	*end = at;
	for (size_t i = 0; i < phrases->count; i++) {
		size_t to = phrase_end(people, &phrases->list[i], at);
		if (to <= *end || is_other(people, at, to, &phrases->list[i]))
			continue;
		longest = &phrases->list[i];
		*end = to;
	}
	return longest;
}

static void find_phrases(struct people *people, const struct phrases *phrases)
{
	for (size_t at = 0; at < people->word_count; at++) {
		if (!(letter_bit(people->words[at].folded) & phrases->letters) || !is_part(people, at))
			continue;
		size_t end;
		const struct phrase *phrase = longest_phrase(people, phrases, at, &end);
		if (!phrase)
			continue;
		struct span span = {people->words[at].from, people->words[end - 1].to};
		struct finding *finding = finding_add(people->findings, span, (enum what)phrase->what, RULE_PEOPLE);
		finding->who = WHO_CHILD;
		finding->score = SCORE;
		at = end - 1;
	}
}

void phrases_read(struct people *people, size_t count)
{
	struct phrases phrases = {0};
	for (size_t i = 0; i < count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_SCHOOL && (finding->what != WHAT_ADDRESS || finding->who == WHO_ADULT || street_before(people, finding)))
			continue;
		struct phrase phrase = read_phrase(people, finding);
		add_phrase(&phrases, &phrase);
	}
	keep_phrases(people, &phrases);
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; people->persons[i].outside && j < PERSON_PLACES && people->persons[i].places[j].folded.len; j++)
			if (people->persons[i].places[j].kind == PLACE_PHRASE) {
				struct phrase phrase = phrase_of(&people->persons[i].places[j]);
				add_phrase(&phrases, &phrase);
			}
	if (phrases.count)
		find_phrases(people, &phrases);
}
