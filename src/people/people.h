/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who is in this report, who of them is a child, and where is each of them named?
 *
 * people_read() takes one view with its tokens and the findings of the rules. It builds persons from labelled fields,
 * face sheets, tables, structured fields of the format and cues in running text, links every mention to a person,
 * decides on which side each person is (view/finding.h, enum who), and adds a finding of kind name for every mention.
 * It also says whose the rules' findings are: a birth date, an address, a telephone number.
 *
 * The steps, in their order, and where a wrong cut comes from: README.md in this folder.
 * What words mean (ranks, kinship, roles, labels) comes from patterns/words; how common a word is as a name comes from
 * patterns/names. Ages are counted as base/date.h does. */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H
#include "base/date.h"
#include "base/fault.h"
#include "detect/names.h"
#include "detect/token.h"
#include "detect/words.h"
#include "view/finding.h"
#include "view/view.h"

enum part_kind { PART_GIVEN, PART_MIDDLE, PART_SURNAME, PART_NICK, PART_INITIAL };

struct name_part {
	struct str folded;
	uint8_t kind; /* enum part_kind */
};

enum { PERSON_PARTS = 12 };

/* Why a person is on his or her side: bits, each with a sentence in evidence.c. */
enum evidence {
	BECAUSE_AGE = 1 << 0,        /* an age under the limit is printed */
	BECAUSE_BIRTH = 1 << 1,      /* the birth date gives an age under the limit at the incident or report */
	BECAUSE_JUVENILE = 1 << 2,   /* the report calls the person a child, juvenile, student, ... */
	BECAUSE_CHILD_KIN = 1 << 3,  /* son, daughter, little brother ... of somebody */
	BECAUSE_SCHOOL = 1 << 4,     /* goes to school or day care, or is in a grade */
	BECAUSE_KIN = 1 << 5,        /* mother, uncle, guardian ... of a child */
	BECAUSE_SURNAME = 1 << 6,    /* shares the surname of a child or relative */
	BECAUSE_RANK = 1 << 7,       /* rank, badge or office stands with the name */
	BECAUSE_SIGNED = 1 << 8,     /* signed or approved the report */
	BECAUSE_ADULT = 1 << 9,      /* an age or birth date shows an adult */
	BECAUSE_WORK = 1 << 10,      /* named by his or her work: clerk, doctor, neighbour */
	BECAUSE_UNRELATED = 1 << 11, /* the report says: not related */
	BECAUSE_ARRESTED = 1 << 12,  /* arrested or charged */
	BECAUSE_REPORTED = 1 << 13,  /* made the hotline or abuse report */
	BECAUSE_VICTIM = 1 << 14,    /* victim of a sexual offence */
	BECAUSE_TEACHER = 1 << 15,   /* teacher, coach: a way to the child's school */
	BECAUSE_KNOWN = 1 << 16,     /* known from another document of the release */
	BECAUSE_TITLE = 1 << 17,     /* Mr, Mrs: an adult, no more */
	BECAUSE_FRIEND = 1 << 18,
	BECAUSE_MENTIONED = 1 << 19, /* reported only, e.g. as reporting party */
	BECAUSE_DECIDED = 1 << 20,   /* a reviewer decided */
	BECAUSE_FAMILY = 1 << 21,    /* an official whom the report itself calls family of the child */
	BECAUSE_DUTY = 1 << 22,      /* does what officials do, or is named beside an agency: yields to any tie to a child */
	BECAUSE_SAME_NAME = 1 << 23, /* bears surname and given name, or its first letter, of an official of the report */
	BECAUSE_LEARNED = 1 << 24,   /* tagger.c: what stands beside the name speaks for one */
	BECAUSE_PLACED = 1 << 25,    /* placer.c: what stands beside the name stands beside officials in other reports */
	BECAUSE_DOUBTED = 1 << 26,   /* placer.c: a rule says official or other adult, but the company is that of protected persons */
	BECAUSE_BITS = 27
};

/* What the report says of a person, or of one mention of a person. */
struct traits {
	uint32_t evidence;         /* bits of enum evidence */
	int32_t age_low, age_high; /* years at the incident or report, whichever is earlier; -1 unknown */
	struct str kin;            /* "MOTHER" ... */
	uint8_t printed;           /* the lowest age that stands in the text, and one more; 0: none does. Counted from no date */
};

/* What other documents of the case name alone: the particular word of a home's street or of a school ("back on Larkspur"),
 * an apartment (2B), a number or account, the words in a row that a school or street is called by. */
enum place_kind { PLACE_WORD, PLACE_UNIT, PLACE_VALUE, PLACE_PHRASE, PLACE_PLAIN, PLACE_ROAD };

struct person_place {
	struct str folded;
	uint8_t what; /* enum what */
	uint8_t kind; /* enum place_kind */
};

enum { PERSON_PLACES = 20 };

struct person {
	struct name_part parts[PERSON_PARTS];
	uint8_t part_count;
	enum who who;
	struct traits is;
	struct date birth; /* year 0: unknown */
	int32_t child;     /* for a relative: index of the child, or NOBODY */
	bool victim, witness, suspect, missing, reporting;
	bool signs;   /* an official whose name ends what is told in the first person */
	bool outside; /* from another document: has no mention here unless one was found */
	struct span first;         /* first mention */
	uint32_t record;
	uint32_t weighed;          /* placer.c: people.officials when `weight` was found out; 0: never */
	int32_t weight;
	struct person_place places[PERSON_PLACES]; /* empty ones have no word */
};

/* A person is listed as a victim here. Who stands in several reports of one part is listed several times. */
struct victim_entry {
	size_t at; /* byte of the view: the name */
	int32_t person;
};

/* What people_read() gives. Strings live in the reader until the next call. */
struct part {
	struct person *persons;
	size_t person_count;
	struct str report_number; /* as printed; empty if none */
	struct date incident, report; /* year 0: unknown */
	const struct victim_entry *victims;
	size_t victim_count;
};

/* Full names of protected persons and officials of the whole release, as hashes of given name, or its first letter, and surname,
 * each with the side of its bearer. Filled by the parent between the passes, then read-only, shared by all workers. Either order
 * of the two names matches. */
struct directory;
/* Whose names a release looks for everywhere: bits 1 << who. */
#define DIRECTORY_SIDES (1u << WHO_CHILD | 1u << WHO_JUVENILE | 1u << WHO_RELATIVE | 1u << WHO_REPORTER | 1u << WHO_VICTIM)
struct directory *directory_new(void);
void directory_free(struct directory *directory);
void directory_clear(struct directory *directory); /* as new */
void directory_add(struct directory *directory, const struct person *person); /* persons without both names are passed over */
/* The same of a protected person or an official by rank or duty, to be asked by known_side() and known_official(). */
void directory_tell(struct directory *directory, const struct person *person);
/* Telephones of the release. A document notes those that an official or agency has, or somebody of DIRECTORY_SIDES: a sign, and the
 * digits with or without the area. */
enum { TELEPHONE_NOTE = 12 };
enum who telephone_side(const struct finding_list *findings, size_t number); /* of a sorted list; WHO_NONE: nobody's, or no telephone */
struct str telephone_note(enum who side, struct str number, char note[TELEPHONE_NOTE]); /* empty: nothing to note */
bool telephone_is_note(struct str note);
void directory_add_telephone(struct directory *directory, struct str note); /* what is no note is passed over */
void directory_finish(struct directory *directory); /* once, after the last */
enum who directory_find(const struct directory *directory, struct str given, struct str surname); /* WHO_NONE: not there */

/* The same while the release is read for the first time, as far as it is known: in memory that workers share with the
 * parent, who adds to it. What is looked up there is a guess that must be checked when all names are known. */
struct hearsay;
struct hearsay *hearsay_new(void); /* NULL: no memory; all functions take it */
void hearsay_free(struct hearsay *hearsay);
void hearsay_add(struct hearsay *hearsay, const struct person *person);
void hearsay_add_telephone(struct hearsay *hearsay, struct str note);

/* What is known from elsewhere: persons of other documents of the same case (any form of their names counts), and the
 * release's full names. Both may be absent. */
struct known {
	const struct person *persons;
	size_t count;
	const struct directory *directory;
	const struct hearsay *heard;
	struct buf *asked; /* NULL, or notes every question to the directory with its answer */
};

/* The only way to look up a full name while reading: what is found in a document depends on nothing else of the release
 * but the persons told and these answers. So a reading with other sources is as good if they give the same answers. */
enum who known_side(const struct known *known, struct str given, struct str surname);
/* An official of the release has that name, whole or its first letter and the surname, and nobody who is protected has it. */
bool known_official(const struct known *known, struct str given, struct str surname);
bool known_desk(const struct known *known, struct str number); /* the same of a telephone number, as printed */
/* Whether one of the questions in `asked` has another answer here. */
bool known_otherwise(const struct known *known, struct str asked);

/* Who is a child, as the policy has it. */
struct protection {
	int under;                /* this many years ... */
	bool at_incident;         /* ... on the day of the incident, of the report, or on the earlier of both; when only ... */
	bool at_report;           /* ... the other day is known, on that one */
	bool release_unknown_age; /* whom nothing places is an adult */
};

struct people; /* one per worker */

/* All borrowed, but for `protect`. ERR_PACK when the word lists lack a class that the program needs. */
struct people *people_open(const struct lexicon *lexicon, const struct words *words, const struct names *names,
			   const struct protection *protect, struct fault *fault);
void people_close(struct people *people);

/* `findings` are the rules' for this view, sorted; name findings are added and all are sorted again.
 * ERR_LIMIT when the part has more persons or mentions than any honest report. */
enum err people_read(struct people *people, const struct view *view, const struct tokens *tokens,
		     struct finding_list *findings, const struct known *known, struct part *part,
		     struct fault *fault) MUST_USE;

/* The same view once more, with other answers: only what depends on them is read again, from the findings that people_read()
 * was given. After a people_read() that noted its questions, and at most once. */
enum err people_read_again(struct people *people, const struct known *known, struct part *part, struct fault *fault) MUST_USE;

/* The sentence for one evidence bit. */
const char *evidence_text(enum evidence bit);

/* Compact records for the case: append and read back (strings of the read person point into `from`). */
void person_write(struct buf *out, const struct person *person);
bool person_take(struct str *from, struct person *person);
#endif
