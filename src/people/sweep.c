/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every other place where a known name stands: alone, in the plural, misspelt, as initials; words that are ordinary words
 * too are judged by what stands beside them. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"
#include "people/turns.h"

enum { COMMON_WORD = 10, FAMILY_COMMON = 7 };

/* Which persons have a part: sorted by its hash. */
struct key {
	uint64_t hash;
	int32_t person;
	uint32_t part;
};

struct keys {
	struct key *list;
	size_t count, cap;
	uint64_t lengths[256]; /* by first byte: bit n when a part is n bytes long */
};

static int key_order(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->part > b->part) - (a->part < b->part);
}

static void read_keys(const struct people *people, struct keys *keys)
{
	for (size_t i = 0; i < people->person_count; i++)
		for (uint32_t j = 0; j < people->persons[i].part_count; j++) {
			struct str part = people->persons[i].parts[j].folded;
			if (part.len < 2 || is_half_surname(people, &people->persons[i], j))
				continue;
			keys->lengths[(unsigned char)part.ptr[0]] |= (uint64_t)1 << (part.len & 63);
			keys->list = mem_room(keys->list, keys->count, &keys->cap, sizeof *keys->list);
			keys->list[keys->count++] = (struct key){str_hash(part), (int32_t)i, j};
		}
	if (keys->count)
		qsort(keys->list, keys->count, sizeof *keys->list, key_order);
}

static const struct key *key_find(const struct keys *keys, struct str folded)
{
	if (!(keys->lengths[(unsigned char)folded.ptr[0]] >> (folded.len & 63) & 1))
		return NULL;
	uint64_t hash = str_hash(folded);
	size_t low = 0, high = keys->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (keys->list[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < keys->count && keys->list[low].hash == hash ? &keys->list[low] : NULL;
}

/* Part of the name of a street, agency or shop: "King Street", "Grace Chapel". */
static bool in_other_name(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	if (next < people->word_count && people->words[next].kind == TOKEN_WORD && !people->words[next].wide &&
	    people->words[next].letters != CASE_LOWER && word_has(people, next, CUE_ORGANISATION) &&
	    !word_has(people, next, CUE_CHILD))
		return people->words[at].caps ? people->words[next].entry->common < 9 : true;
	return false;
}

static bool is_month_here(const struct people *people, size_t at)
{
	if (!word_has(people, at, CUE_MONTH))
		return false;
	size_t before = word_previous(people, at), next = people->words[at].next;
	if (next < people->word_count && people->words[next].mention != NOBODY && !people->words[next].wide)
		return false;
	/* "24 August", but not "1755   April in, has ID" */
	bool day = before != SIZE_MAX && people->words[before].kind == TOKEN_NUMBER &&
		   people->words[before].folded.len <= 2 && !people->words[at].wide;
	if (day || (before != SIZE_MAX && word_in(people, before, LIST_MONTH_BEFORE, NULL)))
		return !kin_of(people, at); /* "brother of May" */
	return next < people->word_count && people->words[next].kind == TOKEN_NUMBER;
}

/* "on leave from Sunday to the 19th", but not "a letter from Sunday to Mia" */
static bool is_range_of_days(const struct people *people, size_t from, size_t to)
{
	if (!word_is(people, from, "from") || !word_has(people, to, CUE_PREPOSITION))
		return false;
	size_t end = word_next(people, to);
	if (word_has(people, end, CUE_DETERMINER))
		end = word_next(people, end);
	return is_numeric(people, end) || word_has_any(people, end, cue_bit(CUE_WEEKDAY) | cue_bit(CUE_MONTH));
}

/* "on Sunday", "since Sunday"; where something is said of it, "until Sunday came", it may be whoever is called so. */
static bool is_weekday_here(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at), next = people->words[at].next;
	if (!word_has(people, at, CUE_WEEKDAY) || next >= people->word_count || people->words[next].mention != NOBODY)
		return false;
	if (is_numeric(people, next))
		return people->words[next].blocked != WHAT_BIRTH_DATE;
	bool said_of = people->words[next].kind == TOKEN_TAIL || word_has(people, next, CUE_AUXILIARY) || verb_form(people, next) != VERB_NONE;
	if (before == SIZE_MAX || said_of)
		return false;
	return word_in(people, before, LIST_DAY_BEFORE, NULL) || is_range_of_days(people, before, next);
}

/* "the Price boy", "THE CONSTABLE TWINS", "the Church family", "THE CARTER HOUSE" but not "the green house" */
static bool before_family(const struct people *people, size_t at)
{
	size_t next = people->words[at].next, before = word_previous(people, at);
	if (before == SIZE_MAX || !word_is(people, before, "the") || next >= people->word_count || people->words[next].wide)
		return false;
	return word_has(people, next, CUE_CHILD) || word_has(people, next, CUE_KIN_CHILD) || word_is(people, next, "family") ||
	       (people->words[at].caps && people->words[at].entry->common < COMMON_WORD &&
		(word_is(people, next, "house") || word_is(people, next, "home") || word_is(people, next, "residence")));
}

/* "A KING SIZE BED", "HE WAS CROSS": no name follows. */
static bool after_small_word(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at);
	return before != SIZE_MAX && (word_has(people, before, CUE_DETERMINER) || word_has(people, before, CUE_PRONOUN) ||
				      word_has(people, before, CUE_AUXILIARY) || word_has(people, before, CUE_MODAL));
}

/* "Two had on his boots", "Do was asleep", of a child called so: a very common word opens the sentence, but a name does what follows. */
static bool opens_as_name(const struct people *people, size_t at, bool guarded)
{
	const struct word *word = &people->words[at];
	return guarded && word->sentence_start && !word->caps && word->letters == CASE_TITLE && !word_in(people, at, LIST_NOMINATIVE, NULL) &&
	       context_score(people, at) >= 4;
}

/* A very common word is a name only with a capital that nothing else asks for. */
static bool is_ordinary(const struct people *people, size_t at, bool guarded)
{
	const struct word *word = &people->words[at];
	if (word->letters == CASE_UPPER && !word->caps && word->folded.len > 2)
		return false; /* "please file under HER" */
	return word->entry->common >= 13 && word->entry->given < 6 && !opens_as_name(people, at, guarded) &&
	       (word->caps || word->sentence_start || word->letters != CASE_TITLE) && !before_family(people, at);
}

/* "ALL SLEDGE AND PICKENS CONTACT": in capitals, a word that is hardly one joined to a name. */
static bool is_paired(const struct people *people, size_t at)
{
	size_t next = word_next(people, at), other = next < people->word_count ? word_next(people, next) : next;
	size_t before = word_previous(people, at), first = before == SIZE_MAX ? SIZE_MAX : word_previous(people, before);
	const struct word *word = &people->words[at];
	if (name_level(word) < word->entry->common || word->entry->common >= COMMON_WORD)
		return false;
	if (other < people->word_count && word_has(people, next, CUE_CONJUNCTION) && people->words[other].mention != NOBODY)
		return true;
	return first != SIZE_MAX && word_has(people, before, CUE_CONJUNCTION) && people->words[first].mention != NOBODY;
}

static bool stands_for_person(const struct people *people, size_t at, bool guarded)
{
	const struct word *word = &people->words[at];
	int common = word->entry->common;
	/* "Major Ellen Crowe" where a boy is called Major */
	if (word_has(people, at, CUE_RANK) && !word->proper && word->next < people->word_count && people->words[word->next].mention != NOBODY &&
	    people->mentions[people->words[word->next].mention].ranked)
		return false;
	/* "June - 13, b. 6/21" is no date */
	bool dated = word->blocked == WHAT_DATE && word->next < people->word_count && people->words[word->next].kind == TOKEN_SIGN;
	bool whole = is_whole_name(people, at, guarded), taken = whole || is_taken_there(people, at, guarded);
	if ((word->blocked && !dated && !whole && !ends_offence(people, at, guarded)) ||
	    (in_other_name(people, at) && !before_family(people, at) && !taken) || is_month_here(people, at) || is_weekday_here(people, at) ||
	    word->short_form || is_ordinary(people, at, guarded) || (is_agency(people, word->next) && !taken &&
					    (!word->sentence_start || word->caps || word_has(people, word->next, CUE_LAW_AGENCY))))
		return false;
	if (word->letters == CASE_LOWER)
		return word->folded.len >= 3 && (common == 0 || (guarded && is_typed_small(people, at)));
	if (guarded && speaks_again(people, at))
		return true;
	if (common == 0 || kin_of(people, at) || before_family(people, at) || taken || (guarded && is_of_family(people, at)))
		return true; /* "FATHER OF HUNTER" */
	if (!word->caps && !word->sentence_start) {
		/* "Chance of": a capital inside a title of capitals says less */
		size_t before = word_previous(people, at), next = word_next(people, at);
		bool titled = before != SIZE_MAX && is_neighbour_capital(people, before) && is_neighbour_capital(people, next) &&
			      people->words[before].mention == NOBODY && people->words[next].entry->common >= 8;
		return !titled;
	}
	if (common <= 2)
		return true;
	if (word->caps && guarded && is_paired(people, at))
		return true;
	/* in capitals only the neighbours can tell; who is protected is cut when they are of two minds */
	int need = common <= 10 ? 0 : 1;
	if (guarded && !word->caps && word->entry->given >= common)
		need -= 3; /* "Karma paddles for" */
	if (word->caps && guarded && common <= 12 && !word_has(people, at, CUE_SPEECH) && word->folded.len > 2 && name_level(word) >= 4)
		need -= after_small_word(people, at) ? 0 : common <= 8 ? 3 : 2 + (word->entry->given >= common && !word->line_start ? 2 : 0);
	return context_score(people, at) >= need;
}

/* Of the persons with this part: the one the neighbours point to; a protected one when they do not. */
static int32_t choose(const struct people *people, const struct keys *keys, const struct key *key, size_t at)
{
	bool ranked = rank_before(people, at), titled = cue_before(people, at, CUE_TITLE) != NULL;
	bool working = cue_before(people, at, CUE_OCCUPATION) || cue_before(people, at, CUE_DOCTOR);
	int32_t best = NOBODY;
	int best_score = -1;
	for (; key < keys->list + keys->count && key->hash == str_hash(people->words[at].folded); key++) {
		const struct person *person = &people->persons[key->person];
		enum part_kind kind = (enum part_kind)person->parts[key->part].kind;
		bool official = (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)) != 0;
		int score = official == ranked ? 8 : official ? 0 : ranked ? -1 : 4;
		if (working && (person->is.evidence & (BECAUSE_WORK | BECAUSE_RANK)))
			score += 8; /* "Clerk Summer" */
		if (!ranked)
			score += kind == PART_SURNAME ? (titled ? 3 : 1) : titled ? 0 : 2;
		if (score > best_score || (score == best_score && best != NOBODY &&
					   person->first.from <= people->words[at].from &&
					   people->persons[best].first.from < person->first.from)) {
			best = key->person;
			best_score = score;
		}
	}
	return best;
}

static void add_known(struct people *people, size_t at, int32_t person)
{
	struct mention *mention = mention_add(people, at, people->words[at].next, SOURCE_SWEEP);
	mention->person = person;
	mention->ranked = rank_before(people, at);
	mention->titled = cue_before(people, at, CUE_TITLE) != NULL;
	struct person *found = &people->persons[person];
	if (found->outside && found->first.to == 0)
		found->first = (struct span){people->words[at].from, people->words[at].to};
}

/* "the Pounds", "The Bests": a capital where none is needed, behind the article. */
static bool is_family(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	bool the = before != SIZE_MAX && word_is(people, before, "the");
	if (word->caps) /* "THE FISHERS WERE HOME" */
		return the && word->entry->common <= FAMILY_COMMON && !word->blocked;
	return word->letters == CASE_TITLE && !word->sentence_start && the && !is_neighbour_capital(people, word->next) &&
	       !in_other_name(people, at);
}

/* "PAGES CASE GOES", "GARLANDS LITTLE SISTER", "THE FOOT WAS TATERS": words in capitals that are a possessive here. */
static bool owns(const struct people *people, size_t at)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_KIN_ANY);
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) |
			      cue_bit(CUE_MODAL) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_ADVERB);
	const struct word *word = &people->words[at];
	size_t next = word->next, before = word_previous(people, at);
	bool ends = next >= people->word_count || people->words[next].kind != TOKEN_WORD || word_has(people, next, CUE_CONJUNCTION);
	if (!word->caps || word->blocked)
		return false;
	if (ends)
		return before != SIZE_MAX && word_has(people, before, CUE_AUXILIARY);
	if (word_has_any(people, next, kin))
		return true;
	/* "HELD JADES FACE", "BAG OF RAYS SOCKS" */
	bool held = before != SIZE_MAX && (verb_form(people, before) == VERB_PAST || word_has(people, before, CUE_PREPOSITION));
	return (word->sentence_start || word->line_start || held) && !people->words[next].wide && !word_has_any(people, next, small) &&
	       verb_form(people, next) <= (held ? VERB_BASE : VERB_NONE);
}

/* "MARCUSS", "Whitfields": a plural or a possessive without its apostrophe. */
static const struct key *find_plural(const struct people *people, const struct keys *keys, size_t at, struct str *stem)
{
	struct str folded = people->words[at].folded;
	if (folded.len < 4 || folded.ptr[folded.len - 1] != 's' ||
	    (people->words[at].entry->common && !is_family(people, at) && !owns(people, at)))
		return NULL;
	*stem = (struct str){folded.ptr, folded.len - 1};
	const struct key *key = key_find(keys, *stem);
	if (!key && folded.len > 6 && folded.ptr[folded.len - 2] == 'e') {
		stem->len--;
		key = key_find(keys, *stem);
	}
	return key;
}

static int32_t find_misspelt(const struct people *people, size_t at)
{
	struct str folded = people->words[at].folded;
	unsigned limit = folded.len >= 8 ? 2 : 1, best_distance = limit + 1;
	int32_t best = NOBODY;
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; j < people->persons[i].part_count; j++) {
			struct str part = people->persons[i].parts[j].folded;
			if (part.len < 4 || (part.ptr[0] != folded.ptr[0] && part.len < 6))
				continue;
			unsigned distance = name_distance(part, folded, limit);
			/* "Trin", "Raff": the beginning of a given name */
			if (distance > limit && people->persons[i].parts[j].kind != PART_SURNAME && folded.len + 2 <= part.len &&
			    memcmp(part.ptr, folded.ptr, folded.len) == 0)
				distance = limit;
			if (distance < best_distance) {
				best_distance = distance;
				best = (int32_t)i;
			}
		}
	return best;
}

/* ---- names that a scanner or a speller broke ------------------------------------------------------------------------ */

enum { BROKEN_MOST = 40, REST_COMMON = 8 };

/* The letters of a word as a reader takes them: 0 for o, 1 for l, rn for m. */
static size_t add_read(const struct people *people, size_t at, char *text, size_t len)
{
	struct str folded = people->words[at].folded;
	for (size_t i = 0; i < folded.len && len < BROKEN_MOST; i++) {
		char letter = folded.ptr[i];
		letter = letter == '0' ? 'o' : letter == '1' || letter == '|' ? 'l' : letter == '5' ? 's' : letter;
		if (letter == 'n' && len > 0 && text[len - 1] == 'r')
			text[len - 1] = 'm';
		else
			text[len++] = letter;
	}
	return len;
}

/* The person with a part of these letters, or (`start`) one that begins with them; misread parts are read the same way. */
static int32_t find_read(const struct people *people, const char *text, size_t len, bool start)
{
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; j < people->persons[i].part_count; j++) {
			struct str part = people->persons[i].parts[j].folded;
			char read[BROKEN_MOST];
			size_t count = 0;
			for (size_t k = 0; k < part.len && count < BROKEN_MOST; k++)
				if (part.ptr[k] == 'n' && count > 0 && read[count - 1] == 'r')
					read[count - 1] = 'm';
				else
					read[count++] = part.ptr[k];
			bool begins = start && people->persons[i].parts[j].kind != PART_SURNAME && len + 2 <= count;
			if ((count == len || begins) && memcmp(read, text, len) == 0)
				return (int32_t)i;
		}
	return NOBODY;
}

static bool may_join(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return (word->kind == TOKEN_WORD || word->kind == TOKEN_MIXED) && word->mention == NOBODY && !word->blocked && !word->wide;
}

static void add_broken(struct people *people, size_t from, size_t to, int32_t person)
{
	struct mention *mention = mention_add(people, from, to, SOURCE_SWEEP);
	mention->person = person;
}

/* "W A R D A" */
static size_t sweep_spelled(struct people *people, size_t at)
{
	char text[BROKEN_MOST];
	size_t len = 0, end = at, last = at;
	while (end < people->word_count && len < BROKEN_MOST - 1) {
		if (sign_is(people, end, '-') && end > at) {
			end++;
			continue;
		}
		if (people->words[end].folded.len != 1 || people->words[end].letters != CASE_UPPER || people->words[end].kind != TOKEN_WORD)
			break;
		text[len++] = people->words[end].folded.ptr[0];
		last = end++;
	}
	int32_t person = len >= 3 ? find_read(people, text, len, false) : NOBODY;
	if (person == NOBODY)
		return at;
	add_broken(people, at, last + 1, person);
	return last;
}

/* "JUNE BUG" for JUNEBUG: two words with one capital each, or in capitals, that are a name of six letters and more in one. */
static bool sweep_halves(struct people *people, const struct keys *keys, size_t at)
{
	const struct word *word = &people->words[at];
	if (!may_join(people, at) || word->next >= people->word_count || !may_join(people, word->next))
		return false;
	const struct word *second = &people->words[word->next];
	char text[BROKEN_MOST];
	size_t len = word->folded.len + second->folded.len;
	if (word->letters == CASE_LOWER || second->letters == CASE_LOWER || second->kind != TOKEN_WORD)
		return false;
	if (len < 6 || len > BROKEN_MOST || word->folded.len < 3 || second->folded.len < 3)
		return false;
	memcpy(text, word->folded.ptr, word->folded.len);
	memcpy(text + word->folded.len, second->folded.ptr, second->folded.len);
	const struct key *key = key_find(keys, (struct str){text, len});
	if (!key || people->persons[key->person].parts[key->part].kind == PART_SURNAME || !is_guarded(&people->persons[key->person]))
		return false;
	add_broken(people, at, second->next, key->person);
	return true;
}

/* "Kay lee" of which "Kay" was taken for a name by itself. */
static void sweep_rest(struct people *people, size_t at)
{
	struct mention *mention = &people->mentions[people->words[at].mention];
	size_t next = people->words[at].next;
	if (mention->from != at || mention->to != next || next >= people->word_count || !may_join(people, next) ||
	    people->words[next].letters != CASE_LOWER || people->words[next].folded.len < 2 || people->words[next].entry->common > REST_COMMON ||
	    people->words[at].folded.len + people->words[next].folded.len >= BROKEN_MOST)
		return;
	char text[BROKEN_MOST];
	size_t len = add_read(people, next, text, add_read(people, at, text, 0));
	int32_t person = len >= 5 ? find_read(people, text, len, false) : NOBODY;
	if (person == NOBODY || !is_guarded(&people->persons[person]))
		return;
	mention->to = people->words[next].next;
	mention->person = person;
	people->words[next].mention = people->words[at].mention;
}

/* "Jazm in", "Jazrnin", "0leks" */
static void sweep_broken(struct people *people)
{
	for (size_t i = 0, at = 0; i < people->striking_count; i++) {
		if (people->striking[i] < at)
			continue;
		at = people->striking[i];
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY && word->letters != CASE_LOWER)
			sweep_rest(people, at);
		if (!may_join(people, at) && !(word->wide && word->kind == TOKEN_WORD && word->mention == NOBODY && !word->blocked))
			continue;
		if (word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER) {
			at = sweep_spelled(people, at) + 1;
			continue;
		}
		if (word->letters == CASE_LOWER || word->folded.len < 2 || word->entry->common || word->folded.len >= BROKEN_MOST)
			continue;
		char text[BROKEN_MOST];
		size_t len = add_read(people, at, text, 0);
		bool digit = word->folded.len != len || memcmp(text, word->folded.ptr, len) != 0;
		int32_t person = digit && len >= 4 ? find_read(people, text, len, true) : NOBODY;
		if (person != NOBODY) {
			add_broken(people, at, word->next, person);
			continue;
		}
		size_t next = word->next;
		if (next < people->word_count && people->words[next].kind == TOKEN_LINE)
			next++;
		if (next >= people->word_count || !may_join(people, next) || people->words[next].letters != CASE_LOWER)
			continue;
		len = add_read(people, next, text, len);
		person = len >= 4 ? find_read(people, text, len, false) : NOBODY;
		if (person != NOBODY)
			add_broken(people, at, people->words[next].next, person);
	}
}

/* Words that are somebody's name too and were taken for ordinary ones: those beside names are known by now. */
struct again {
	uint32_t *list;
	size_t count, cap;
};

static void sweep_word(struct people *people, const struct keys *keys, size_t at, struct again *again)
{
	const struct word *word = &people->words[at];
	const struct key *key = key_find(keys, word->folded);
	struct str stem;
	if (key && people->persons[key->person].parts[key->part].kind == PART_NICK && word->folded.len <= 3 && word->letters != CASE_UPPER &&
	    word->entry->given < 3 && word->sentence_start)
		return; /* letters of a speaker are capitals */
	if (key) {
		int32_t chosen = choose(people, keys, key, at);
		bool guarded = chosen != NOBODY && is_guarded(&people->persons[chosen]);
		int32_t person = chosen != NOBODY && stands_for_person(people, at, guarded) ? chosen : NOBODY;
		if (person != NOBODY) {
			add_known(people, at, person);
		} else if (again && chosen != NOBODY) {
			again->list = mem_room(again->list, again->count, &again->cap, sizeof *again->list);
			again->list[again->count++] = (uint32_t)at;
		}
		return;
	}
	key = find_plural(people, keys, at, &stem);
	bool sure = key && (word->entry->common == 0 || is_family(people, at) || is_guarded(&people->persons[key->person]));
	if (key && !word->blocked && sure) {
		add_known(people, at, key->person);
		return;
	}
	int32_t clipped = clipped_read(people, at);
	if (clipped != NOBODY) {
		add_known(people, at, clipped);
	} else if (may_be_misspelt(people, at)) {
		int32_t person = find_misspelt(people, at);
		bool official = person != NOBODY && (people->persons[person].is.evidence & BECAUSE_RANK);
		if (person != NOBODY && !(official && !rank_before(people, at)))
			add_known(people, at, person);
	}
}

/* Both are parts of the name of one person of this document, who is found anyway. */
static bool is_known_here(const struct keys *keys, struct str one, struct str other)
{
	const struct key *a = key_find(keys, one), *b = key_find(keys, other), *end = keys->list + keys->count;
	for (; a && b && a < end && a->hash == str_hash(one); a++)
		for (const struct key *c = b; c < end && c->hash == b->hash; c++)
			if (a->person == c->person)
				return true;
	return false;
}

/* Two capitalised words that are somebody's full name elsewhere in the release. */
static bool sweep_directory(struct people *people, const struct keys *keys)
{
	size_t before = people->person_count;
	for (size_t i = 0; people->known && i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->blocked || word->mention != NOBODY ||
		    word->folded.len < 2)
			continue;
		size_t next = word->next;
		if (next < people->word_count && sign_is(people, next, ','))
			next++;
		if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].letters == CASE_LOWER ||
		    people->words[next].mention != NOBODY || people->words[next].blocked)
			continue;
		if (is_known_here(keys, word->folded, people->words[next].folded))
			continue;
		enum who who = known_side(people->known, word->folded, people->words[next].folded);
		if (who == WHO_NONE || who == WHO_OFFICIAL || who == WHO_ADULT || who == WHO_ARRESTED || who == WHO_UNPLACED)
			continue;
		struct person *person = person_new(people);
		person_part(person, word->folded, PART_GIVEN);
		person_part(person, people->words[next].folded, PART_SURNAME);
		person->is.evidence = BECAUSE_KNOWN;
		person->first = (struct span){word->from, people->words[next].to};
		struct mention *mention = mention_add(people, at, people->words[next].next, SOURCE_SWEEP);
		mention->person = (int32_t)people->person_count - 1;
	}
	return people->person_count > before;
}

/* 'He says "wen."', '"keeping pearl til monday"': quoted words that may be how a small child says a known name, or somebody types it. */
static void sweep_said(struct people *people, const struct keys *keys)
{
	for (size_t at = 1; text_has(people, '"') && at < people->word_count; at++) {
		bool free = people->words[at].mention == NOBODY;
		int32_t person = free && is_said_alone(people, at) ? find_misspelt(people, at) : NOBODY;
		if (person != NOBODY && is_guarded(&people->persons[person]))
			add_known(people, at, person);
		else if (free && people->words[at].letters == CASE_LOWER && key_find(keys, people->words[at].folded) && is_typed_small(people, at))
			sweep_word(people, keys, at, NULL);
	}
}

void sweep_read(struct people *people)
{
	struct keys keys = {0};
	struct again again = {0};
	read_keys(people, &keys);
	if (sweep_directory(people, &keys)) {
		keys.count = 0;
		read_keys(people, &keys);
	}
	sweep_broken(people);
	sweep_said(people, &keys);
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY || word->kind != TOKEN_WORD || sweep_halves(people, &keys, at))
			continue;
		if (word->folded.len > 1)
			sweep_word(people, &keys, at, &again);
	}
	for (size_t i = 0; i < again.count; i++)
		if (people->words[again.list[i]].mention == NOBODY)
			sweep_word(people, &keys, again.list[i], NULL);
	free(again.list);
	free(keys.list);
}
