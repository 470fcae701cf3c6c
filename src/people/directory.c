/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Full names of the whole release, each with the side of its bearer; and the questions of one reading, with their answers. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "people/people.h"

/* A full name and the side of its bearer in one number: the hash of the name but for its last bits, which are the side. */
enum { SIDE = 15 };

struct directory {
	uint64_t *list; /* sorted when finished, then of each name one */
	size_t count, cap;
	size_t *starts; /* by the first `bits` bits: where such names begin; one more at the end */
	unsigned bits;
};

struct directory *directory_new(void)
{
	return mem_alloc(1, sizeof(struct directory));
}

void directory_free(struct directory *directory)
{
	if (directory == NULL)
		return;
	directory_clear(directory);
	free(directory->list);
	free(directory);
}

void directory_clear(struct directory *directory)
{
	free(directory->starts);
	directory->starts = NULL;
	directory->count = 0;
	directory->bits = 0;
}

/* The same for both orders of the two names. */
static uint64_t pair_hash(struct str given, struct str surname)
{
	uint64_t a = str_hash(given), b = str_hash(surname);
	return (((a + b) ^ (a ^ b) >> 29) * 0x9e3779b97f4a7c15u) & ~(uint64_t)SIDE;
}

/* The same names once more, for those who ask whether an official has them. */
static uint64_t office_hash(struct str given, struct str surname)
{
	return pair_hash(given, surname) ^ (uint64_t)1 << 63;
}

static void each_name(const struct person *person, bool office, void (*on)(void *context, uint64_t name), void *context)
{
	for (size_t i = 0; i < person->part_count; i++)
		for (size_t j = 0; j < person->part_count; j++) {
			const struct name_part *given = &person->parts[i], *surname = &person->parts[j];
			if (surname->folded.len < 2 || surname->kind != PART_SURNAME || given->kind == PART_SURNAME || given->folded.len == 0)
				continue;
			bool whole = given->folded.len > 1 && (given->kind == PART_GIVEN || given->kind == PART_NICK);
			if (whole && !office)
				on(context, pair_hash(given->folded, surname->folded) | person->who);
			if (whole && office)
				on(context, office_hash(given->folded, surname->folded) | person->who);
			if (office)
				on(context, office_hash((struct str){given->folded.ptr, 1}, surname->folded) | person->who);
		}
}

static void each_known(const struct person *person, void (*on)(void *context, uint64_t name), void *context)
{
	bool protected = DIRECTORY_SIDES >> person->who & 1;
	bool official = person->who == WHO_OFFICIAL && (person->is.evidence & (BECAUSE_RANK | BECAUSE_DUTY)) &&
			!(person->is.evidence & BECAUSE_SIGNED);
	if (protected)
		each_name(person, false, on, context);
	if (protected || official)
		each_name(person, true, on, context);
}

enum { NOTE_OFFICIAL = '+', NOTE_PRIVATE = '~', SHORT_NUMBER = 7, LONG_NUMBER = 10 };

struct str telephone_note(enum who side, struct str number, char note[TELEPHONE_NOTE])
{
	size_t len = 0;
	if (side == WHO_NONE)
		return (struct str){0};
	note[0] = side == WHO_OFFICIAL ? NOTE_OFFICIAL : NOTE_PRIVATE;
	for (size_t i = 0; i < number.len && !ascii_letter(number.ptr[i]); i++) {
		if (!ascii_digit(number.ptr[i]) || (len == 0 && number.ptr[i] == '1'))
			continue;
		if (++len > LONG_NUMBER)
			return (struct str){0};
		note[len] = number.ptr[i];
	}
	return len == SHORT_NUMBER || len == LONG_NUMBER ? (struct str){note, len + 1} : (struct str){0};
}

bool telephone_is_note(struct str note)
{
	return note.len > 1 && (note.ptr[0] == NOTE_OFFICIAL || note.ptr[0] == NOTE_PRIVATE);
}

/* A telephone number stands among the names as a surname that nobody has. */
static uint64_t telephone_hash(struct str note)
{
	return office_hash(STR("+"), str_part(note, (struct span){1, note.len}));
}

static uint64_t telephone_entry(struct str note)
{
	return telephone_hash(note) | (note.ptr[0] == NOTE_OFFICIAL ? WHO_OFFICIAL : WHO_RELATIVE);
}

static void enter(void *context, uint64_t name)
{
	struct directory *directory = context;
	directory->list = mem_room(directory->list, directory->count, &directory->cap, sizeof *directory->list);
	directory->list[directory->count++] = name;
}

void directory_add(struct directory *directory, const struct person *person)
{
	each_name(person, false, enter, directory);
}

void directory_tell(struct directory *directory, const struct person *person)
{
	each_known(person, enter, directory);
}

void directory_add_telephone(struct directory *directory, struct str note)
{
	if (telephone_is_note(note))
		enter(directory, telephone_entry(note));
}

static int order(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
	return (a > b) - (a < b);
}

static size_t slot_of(const struct directory *directory, uint64_t hash)
{
	return directory->bits ? (size_t)(hash >> (64 - directory->bits)) : 0;
}

/* Of several persons with the same name the side that comes first in enum who, a child's before all, is kept. */
void directory_finish(struct directory *directory)
{
	size_t kept = 0;
	if (directory->count)
		qsort(directory->list, directory->count, sizeof *directory->list, order);
	for (size_t i = 0; i < directory->count; i++)
		if (i == 0 || (directory->list[i] ^ directory->list[i - 1]) > SIDE)
			directory->list[kept++] = directory->list[i];
	directory->count = kept;
	while (directory->bits < 32 && (size_t)1 << directory->bits < kept)
		directory->bits++;
	size_t slots = (size_t)1 << directory->bits;
	directory->starts = mem_alloc(slots + 1, sizeof *directory->starts);
	for (size_t i = 0; i < kept; i++)
		directory->starts[slot_of(directory, directory->list[i]) + 1]++;
	for (size_t i = 0; i < slots; i++)
		directory->starts[i + 1] += directory->starts[i];
}

static enum who find_side(const struct directory *directory, uint64_t hash)
{
	size_t slot = slot_of(directory, hash);
	for (size_t i = directory->starts[slot]; i < directory->starts[slot + 1]; i++)
		if ((directory->list[i] ^ hash) <= SIDE)
			return (enum who)(directory->list[i] & SIDE);
	return WHO_NONE;
}

enum who directory_find(const struct directory *directory, struct str given, struct str surname)
{
	return find_side(directory, pair_hash(given, surname));
}

/* ---- names heard of so far ------------------------------------------------------------------------------------ */

/* A table of fixed size that the parent fills while workers look: one number each, so what is read is never half written.
 * When it is three quarters full nothing is added. */
enum { HEARD_BITS = 20, HEARD_SLOTS = 1 << HEARD_BITS };

struct hearsay {
	_Atomic uint64_t slots[HEARD_SLOTS];
	size_t count; /* the parent's */
};

struct hearsay *hearsay_new(void)
{
	void *memory = mmap(NULL, sizeof(struct hearsay), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return memory == MAP_FAILED ? NULL : memory;
}

void hearsay_free(struct hearsay *hearsay)
{
	if (hearsay)
		munmap(hearsay, sizeof *hearsay);
}

static size_t heard_at(const struct hearsay *hearsay, uint64_t hash, uint64_t *found)
{
	size_t at = hash >> (64 - HEARD_BITS);
	while ((*found = atomic_load_explicit(&hearsay->slots[at], memory_order_relaxed)) && (*found ^ hash) > SIDE)
		at = (at + 1) & (HEARD_SLOTS - 1);
	return at;
}

static void hear(void *context, uint64_t name)
{
	struct hearsay *hearsay = context;
	uint64_t found;
	size_t at = heard_at(hearsay, name, &found);
	if (found == 0 && hearsay->count >= HEARD_SLOTS / 4 * 3)
		return;
	hearsay->count += found == 0;
	if (found == 0 || name < found)
		atomic_store_explicit(&hearsay->slots[at], name, memory_order_relaxed);
}

void hearsay_add(struct hearsay *hearsay, const struct person *person)
{
	if (hearsay)
		each_known(person, hear, hearsay);
}

void hearsay_add_telephone(struct hearsay *hearsay, struct str note)
{
	if (hearsay && telephone_is_note(note))
		hear(hearsay, telephone_entry(note));
}

/* ---- questions ------------------------------------------------------------------------------------------------- */

static enum who answer(const struct known *known, uint64_t hash)
{
	enum who who = known->directory ? find_side(known->directory, hash) : WHO_NONE;
	uint64_t found = 0;
	if (known->heard)
		heard_at(known->heard, hash, &found);
	enum who heard = (enum who)(found & SIDE);
	return who == WHO_NONE || (heard != WHO_NONE && heard < who) ? heard : who;
}

/* Noted of a question whether an official has the name, when none has it or somebody protected too: which of the two is the same. */
enum { NOT_OFFICIAL = SIDE };

static void note_question(const struct known *known, uint64_t hash, unsigned side)
{
	hash |= side;
	if (known->asked)
		buf_add(known->asked, (struct str){(const char *)&hash, sizeof hash});
}

static bool is_alone(const struct known *known)
{
	return known == NULL || (known->directory == NULL && known->asked == NULL);
}

enum who known_side(const struct known *known, struct str given, struct str surname)
{
	if (is_alone(known))
		return WHO_NONE;
	uint64_t hash = pair_hash(given, surname);
	enum who who = answer(known, hash);
	note_question(known, hash, who);
	return who;
}

static bool is_official(const struct known *known, uint64_t hash)
{
	if (is_alone(known))
		return false;
	bool official = answer(known, hash) == WHO_OFFICIAL;
	note_question(known, hash, official ? WHO_OFFICIAL : NOT_OFFICIAL);
	return official;
}

bool known_official(const struct known *known, struct str given, struct str surname)
{
	return is_official(known, office_hash(given, surname));
}

bool known_desk(const struct known *known, struct str number)
{
	char digits[TELEPHONE_NOTE];
	struct str note = telephone_note(WHO_OFFICIAL, number, digits);
	return note.len && is_official(known, telephone_hash(note));
}

bool known_otherwise(const struct known *known, struct str asked)
{
	for (size_t i = 0; i + sizeof(uint64_t) <= asked.len; i += sizeof(uint64_t)) {
		uint64_t question;
		memcpy(&question, asked.ptr + i, sizeof question);
		enum who now = answer(known, question & ~(uint64_t)SIDE);
		unsigned noted = (unsigned)(question & SIDE);
		if (noted == NOT_OFFICIAL ? now == WHO_OFFICIAL : (unsigned)now != noted)
			return true;
	}
	return asked.len % sizeof(uint64_t) != 0;
}
