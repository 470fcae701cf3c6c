/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names of known persons in ids and in names of the mark-up: id="P-Whitfield-1", "urn:x:emmawhitfield". There is no prose
 * around them, so nothing is learned from them and nothing is guessed: only what is a protected person's name elsewhere,
 * as a word of its own, run together with the rest of the name, or, when long and rare, inside a longer word. */
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"

enum { SHORTEST = 3, INSIDE = 6, PIECES = 32, BEGINNINGS = 1024 };

struct codes {
	struct people *people;
	uint64_t lengths[BEGINNINGS]; /* of protected persons' name parts, by how they begin: bit n when one is n bytes long */
	struct buf folded;
	struct str pieces[PIECES];
	size_t count;
};

static size_t beginning(const char *text)
{
	return ((size_t)(unsigned char)text[0] * 31 + (unsigned char)text[1]) % BEGINNINGS;
}

static bool is_letter(char c)
{
	return ascii_letter(c) || (c & 0x80);
}

/* What stands in codes is ASCII nearly always. */
static void fold_piece(struct buf *to, struct str text)
{
	size_t plain = 0;
	while (plain < text.len && !(text.ptr[plain] & 0x80))
		plain++;
	if (plain < text.len) {
		fold_add(to, text);
		return;
	}
	char *out = buf_room(to, text.len);
	for (size_t i = 0; i < text.len; i++)
		out[i] = ascii_upper(text.ptr[i]) ? (char)(text.ptr[i] | 0x20) : text.ptr[i];
	to->len += text.len;
}

/* Pieces are cut at what is no letter, and before a capital after a small letter. */
static void cut_pieces(struct codes *codes, struct str text)
{
	struct span pieces[PIECES];
	codes->count = 0;
	buf_clear(&codes->folded);
	for (size_t i = 0; i < text.len && codes->count < PIECES; i++) {
		size_t from = i, start = codes->folded.len;
		while (i < text.len && is_letter(text.ptr[i]) &&
		       !(i > from && ascii_upper(text.ptr[i]) && ascii_lower(text.ptr[i - 1])))
			i++;
		fold_piece(&codes->folded, str_part(text, (struct span){from, i}));
		if (codes->folded.len - start >= SHORTEST)
			pieces[codes->count++] = (struct span){start, codes->folded.len};
		i -= i > from && i < text.len && is_letter(text.ptr[i]);
	}
	for (size_t i = 0; i < codes->count; i++)
		codes->pieces[i] = str_part(buf_str(&codes->folded), pieces[i]);
}

static bool is_side(enum who who)
{
	return who == WHO_CHILD || who == WHO_JUVENILE || who == WHO_RELATIVE || who == WHO_REPORTER || who == WHO_VICTIM;
}

/* Of whom one part of the name is enough. */
static bool is_placed(const struct person *person)
{
	return is_side(person->who);
}

static bool is_name(const struct name_part *part)
{
	return part->kind != PART_INITIAL && part->folded.len >= SHORTEST;
}

static void read_lengths(struct codes *codes)
{
	for (size_t i = 0; i < codes->people->person_count; i++)
		for (size_t j = 0; j < codes->people->persons[i].part_count; j++) {
			const struct name_part *part = &codes->people->persons[i].parts[j];
			if (is_name(part) && person_protected(&codes->people->persons[i]))
				codes->lengths[beginning(part->folded.ptr)] |= (uint64_t)1 << (part->folded.len < 63 ? part->folded.len : 63);
		}
}

/* Whether any name could stand in the piece. */
static bool may_hold(const struct codes *codes, struct str piece)
{
	size_t shortest = SHORTEST; /* at its beginning; further on only long names count */
	for (size_t i = 0; i + shortest <= piece.len; i++) {
		uint64_t lengths = codes->lengths[beginning(piece.ptr + i)] >> shortest << shortest;
		size_t rest = piece.len - i;
		shortest = INSIDE;
		if (rest < 63)
			lengths &= ((uint64_t)1 << (rest + 1)) - 1;
		if (lengths)
			return true;
	}
	return false;
}

static bool is_rare(const struct people *people, struct str folded)
{
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, folded));
	int names = entry->given > entry->surname ? entry->given : entry->surname;
	return entry->common == 0 || names > entry->common;
}

static bool is_rest(const struct person *person, struct str rest)
{
	return rest.len >= SHORTEST && person_has(person, rest);
}

/* How well the piece names the person: 2 alone, 1 only beside another part of the name, 0 not. */
static int weigh(const struct people *people, const struct person *person, const struct name_part *part, struct str piece)
{
	struct str name = part->folded;
	if (!is_name(part) || piece.len < name.len)
		return 0;
	if (str_equal(piece, name))
		return is_placed(person) && is_rare(people, name) ? 2 : 1;
	if (str_starts(piece, name) && is_rest(person, str_part(piece, (struct span){name.len, piece.len})))
		return 2;
	bool inside = name.len >= INSIDE && is_placed(person) && memmem(piece.ptr, piece.len, name.ptr, name.len) != NULL;
	return inside && is_rare(people, name) ? 2 : 0;
}

static bool is_named(const struct codes *codes, const struct person *person)
{
	int sum = 0;
	for (size_t j = 0; j < person->part_count; j++) {
		int best = 0;
		for (size_t i = 0; i < codes->count; i++) {
			int weight = weigh(codes->people, person, &person->parts[j], codes->pieces[i]);
			best = weight > best ? weight : best;
		}
		sum += best;
	}
	return sum >= 2;
}

static int32_t find_person(const struct codes *codes)
{
	const struct people *people = codes->people;
	bool may = false;
	for (size_t i = 0; i < codes->count && !may; i++)
		may = may_hold(codes, codes->pieces[i]);
	for (size_t i = 0; may && i < people->person_count; i++)
		if (person_protected(&people->persons[i]) && is_named(codes, &people->persons[i]))
			return (int32_t)i;
	return NOBODY;
}

/* Two pieces side by side that are a protected person's full name elsewhere in the release. Ordinary words, as most names of
 * elements are made of, are not asked for: every question is noted. */
static enum who find_full_name(const struct codes *codes)
{
	const struct people *people = codes->people;
	for (size_t i = 0; i + 1 < codes->count; i++) {
		if (!is_rare(people, codes->pieces[i]) && !is_rare(people, codes->pieces[i + 1]))
			continue;
		enum who who = known_side(people->known, codes->pieces[i], codes->pieces[i + 1]);
		if (is_side(who))
			return who;
	}
	return WHO_NONE;
}

static void read_code(struct codes *codes, struct span span)
{
	struct people *people = codes->people;
	cut_pieces(codes, str_part(buf_str(&people->view->text), span));
	int32_t person = codes->count ? find_person(codes) : NOBODY;
	enum who who = person != NOBODY ? people->persons[person].who : find_full_name(codes);
	if (person == NOBODY && who == WHO_NONE)
		return;
	struct finding *finding = finding_add(people->findings, span, WHAT_NAME, RULE_PEOPLE);
	finding->who = who;
	finding->person = person;
	finding->score = 100;
}

void codes_read(struct people *people)
{
	const struct view *view = people->view;
	const char *text = view->text.ptr;
	if (view->field_count == 0 && view->names.from >= view->names.to)
		return;
	struct codes codes = {.people = people};
	read_lengths(&codes);
	for (size_t i = 0; i < view->field_count; i++)
		if (view->fields[i].what == WHAT_CODE)
			read_code(&codes, view->fields[i].span);
	for (size_t from = view->names.from, to; from < view->names.to; from = to + 1) {
		for (to = from; to < view->names.to && text[to] != '\n';)
			to++;
		read_code(&codes, (struct span){from, to});
	}
	buf_free(&codes.folded);
}
