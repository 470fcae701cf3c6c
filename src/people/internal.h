/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of people/ share. What each of them decides, from what, and in which order: README.md in this folder. */
#ifndef PEOPLE_INTERNAL_H
#define PEOPLE_INTERNAL_H
#include <string.h>

#include "people/classes.h"
#include "people/look.h"
#include "people/people.h"
#include "people/tagger.h"

/* Codes for typographic quote marks in word.sign. */
enum quote_sign { QUOTE_OPEN = 0x93, QUOTE_CLOSE = 0x94 };

/* One token as people/ reads it; the index is the token's. Small: most files go over all of a document's words. */
struct word {
	cue_set has;     /* bit by enum cue: a cue of the class starts here */
	cue_set before;  /* the same: a cue of the class stands before, over some signs: cue_before() */
	struct str folded; /* of the whole word */
	const struct entry *entry; /* never NULL */
	uint32_t from, to; /* bytes of the view; to includes the second half of a word broken by a hyphen at a line end */
	uint32_t line;
	uint32_t next; /* index of the token after this word (skips the second half of a broken word) */
	uint32_t cues; /* first cue that starts here, as index + 1 */
	uint32_t ends; /* first cue that ends just before this word, as index + 1 */
	uint32_t record; /* entry of a face sheet, table or structured record it stands in, 0 none */
	int32_t mention; /* all else stays as it is after again_save() */
	uint8_t kind, letters;
	uint8_t sign;    /* one ASCII sign, or one of enum quote_sign; else 0 */
	uint8_t places;  /* a place name of that many tokens begins here */
	uint8_t blocked; /* enum what of a finding that covers it and is no name, else 0 */
	bool short_form : 1; /* ends in 'm, 've, n't: no name */
	bool line_start : 1, sentence_start : 1, caps : 1;
	bool spoken : 1;     /* in a log: what a unit or console says begins here */
	bool console : 1;    /* in a log: who sits at a console, by name: "D2 KESSLER" */
	bool gap : 1, wide : 1; /* two spaces or a tab stand before it; so many as part columns in this text */
	bool fact : 1;       /* part of a labelled value or label: not running text */
	bool proper : 1;     /* a rank or title that is somebody's name in this report: Major, Judge */
	bool bar : 1;        /* parts the cells of a row: "A|B", or commas without spaces in an export */
	bool told : 1;       /* the same, and the report says so */
	bool place : 1;      /* part of the name of a town, county, state, country, people or language */
	bool desk : 1;       /* in a log: who writes it, by surname: "DESK HOBART", "1004 HOBART TALKED TO" */
	bool raised : 1;     /* of a passage without capitals, which is read as if it had nothing else */
	bool town : 1;       /* of an agency that the report names: places_learn() */
	bool handed : 1;     /* in a column of a chain of custody: of who gave or got something */
	bool syllables : 1;  /* "Do-hyun": a name by its form, of which the lists know a half */
	bool speaker : 1;    /* letters by which somebody speaks in a transcript, and where they are told: turns.c */
	bool turn : 1;       /* they begin what somebody says */
	bool unsure : 1;     /* such letters, if they are somebody's: nothing shows that they are turns */
	bool title : 1;      /* an ordinary word in the title of an offence: titles.c */
	bool listed : 1;     /* in a column of those in office, or of a chain of custody for who got something and passed it on */
};
_Static_assert(sizeof(struct word) <= 96, "a word is small");

struct line {
	uint32_t first; /* word */
	uint32_t cells; /* how many gaps part it, and bars when they are marked */
	uint32_t separators; /* signs that may part cells */
	bool turns;     /* every second cell is a label, the others are values */
	bool boxed;     /* its cells begin with labels, which need no sign behind them: boxes.c */
	bool bars;      /* a bar or a quote mark stands in it */
	bool cell;      /* a cell of a table (view.h), no running text */
	uint32_t letters[5]; /* words of two letters and more, by enum token_case */
};

struct cue_hit {
	uint32_t from, to; /* words [from, to) */
	struct str value;
	uint32_t next_start, next_end; /* chains, index + 1 */
	uint8_t cue;
};

/* A labelled or structured value. */
struct fact {
	uint32_t from, to; /* words [from, to); may be empty */
	struct str value;  /* for role: the role's value; else empty */
	uint32_t record;
	uint8_t what;      /* enum what */
};

/* "the Finn boy", "the Finn children": what a word for children says right behind a surname, it may say of others of that name. */
enum house { HOUSE_NONE, HOUSE_ONE, HOUSE_MANY };

enum source { SOURCE_FACT, SOURCE_CUE, SOURCE_RUN, SOURCE_SWEEP };

struct mention {
	uint32_t from, to; /* words */
	int32_t person;
	uint32_t record;
	struct traits is;
	uint8_t source;
	uint8_t house; /* enum house */
	bool alias, letters; /* a nickname by what stands beside it; initials */
	bool addressed; /* "Dear Mr. Pope" */
	bool owns; /* kin of a child by no more than "her son" later in the sentence */
	bool family; /* kin of a child by a whole clause: "he's the girl's grandpa" */
	bool ranked, titled, plural; /* a rank or title stands before it; "the Whitfields" */
	uint8_t score;
};

struct record {
	struct str role; /* "victim", ... */
	int32_t person;
	uint32_t line;
	bool cells; /* a row without column heads: a date in it is a birth date, if it can be one */
	bool victim; /* by its role, or by that of the structured record */
};

/* A person with this part of a name; the next one whose part may be the same, as index + 1. */
struct bearer {
	struct str folded;
	uint32_t person, next;
	uint8_t kind; /* enum part_kind */
};

/* A list as it was. */
struct saved {
	void *list;
	size_t count, cap;
};

struct people {
	const struct lexicon *lexicon;
	const struct words *words_list;
	const struct names *names;
	uint16_t class_of[CUE_COUNT]; /* enum cue -> class number */
	uint16_t lists[LIST_COUNT];  /* enum word_list -> class number */
	uint64_t plain;       /* classes of single words without values: no cue_hit is made for them */
	uint8_t cue_of[WORDS_CLASSES]; /* class number -> enum cue, or NO_CUE */
	const struct weights *weights, *office; /* of tagger.c, of placer.c; NULL: none */
	struct seen_table *seen;                /* what their features are made of */
	struct tagger_listener listener;
	/* of the current part */
	const struct known *known; /* may be NULL */
	const struct view *view;
	const struct tokens *tokens;
	struct finding_list *findings;
	struct word *words;
	cue_set *ends_in; /* of each word: a cue of the class ends just before */
	size_t word_count, word_cap;
	struct cue_hit *cues;
	size_t cue_count, cue_cap;
	struct fact *facts;
	size_t fact_count, fact_cap;
	struct record *records;
	size_t record_count, record_cap;
	struct mention *mentions;
	size_t mention_count, mention_cap;
	struct person *persons;
	size_t person_count, person_cap;
	uint32_t officials; /* side.c: changes whenever somebody becomes an official or is none any more */
	struct bearer *bearers;
	uint32_t *bearer_slots;
	size_t bearer_slot_count; /* of both lists: a power of two */
	size_t *reach; /* over.c: of the findings that are in order, see finding.h */
	size_t reach_count, reach_cap;
	struct victim_entry *victims;
	size_t victim_count, victim_cap;
	char **kept;
	size_t kept_count, kept_cap;
	uint32_t *striking; /* words and mixed tokens that are no ordinary small words; those broken over a line, too */
	size_t striking_count, striking_cap;
	uint64_t signs[4];  /* by word.sign: which stand in the text */
	cue_set has;        /* all words' cues together */
	uint32_t line_count;
	bool broken;  /* a scanner put spaces into words, or left pieces of them */
	bool log;    /* of a dispatcher: logs_mark() */
	bool kin_calls; /* "CALLER STS SON GONE": whoever calls is the child's */
	bool births; /* a date that no rule knew as one is a birth date by its column */
	size_t pieces;       /* small words that may be a part of one */
	size_t single, more; /* small words one space apart, and two or three */
	struct line *lines;
	size_t line_cap;
	struct date incident, report, reference; /* reference: the earlier of the two, against which ages are counted */
	struct date last;   /* the latest date of no known kind */
	struct date latest; /* the latest birth date: without other dates nobody is younger than this shows */
	struct str report_number;
	uint32_t field_base; /* record n of the view is record field_base + n here */
	struct protection protect;
	int under; /* the age limit */
	bool sexual; /* an offence of the report is sexual by its title */
	bool hotline; /* it may follow a call to the hotline: it says so, or is a part, and nobody knows what the others say */
	struct saved saved_words, saved_mentions, saved_persons, saved_records, saved_findings; /* again.c */
};

/* A phrase of one of the classes starts at the word. */
static inline bool word_has_any(const struct people *people, size_t word, cue_set cues)
{
	return word < people->word_count && (people->words[word].has & cues) != 0;
}

static inline bool word_has(const struct people *people, size_t word, enum cue cue)
{
	return word_has_any(people, word, cue_bit(cue));
}

/* `folded` is a literal. */
static inline bool word_is(const struct people *people, size_t word, const char *folded)
{
	if (word >= people->word_count)
		return false;
	const struct str *is = &people->words[word].folded;
	return is->len == strlen(folded) && memcmp(is->ptr, folded, is->len) == 0;
}

static inline bool sign_is(const struct people *people, size_t word, char sign)
{
	return word < people->word_count && people->words[word].sign == (uint8_t)sign;
}

/* A dash between spaces. */
static inline bool is_dash(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at > 0 && at + 1 < people->word_count && word->kind == TOKEN_SIGN && (word->sign == 0 || word->sign == '-') &&
	       word->from > word[-1].to && word[1].from > word->to;
}

/* Digits, or digits and letters: "412", "3A". */
static inline bool is_numeric(const struct people *people, size_t word)
{
	return word < people->word_count && (people->words[word].kind == TOKEN_NUMBER || people->words[word].kind == TOKEN_MIXED);
}

/* Of several words: "Ann Poe", not "Poe". */
static inline bool mention_is_full(const struct people *people, const struct mention *mention)
{
	return mention->to > people->words[mention->from].next;
}

/* Does a number stand in [from, to)? */
static inline bool has_numeric(const struct people *people, size_t from, size_t to)
{
	for (size_t word = from; word < to; word++)
		if (is_numeric(people, word))
			return true;
	return false;
}

/* A double quote mark, straight or not. */
static inline bool is_double_quote(const struct people *people, size_t word)
{
	return sign_is(people, word, '"') || sign_is(people, word, (char)QUOTE_OPEN) || sign_is(people, word, (char)QUOTE_CLOSE);
}

/* Does the sign, as in word.sign, stand anywhere in the text? */
static inline bool text_has(const struct people *people, uint8_t sign)
{
	return people->signs[sign >> 6] >> (sign & 63) & 1;
}

/* The first word of the line, and the line end behind its last. */
static inline size_t line_from(const struct people *people, size_t line)
{
	return people->lines[line].first;
}

static inline size_t line_to(const struct people *people, size_t line)
{
	return line + 1 < people->line_count ? people->lines[line + 1].first - 1 : people->word_count;
}

/* classes.c */
enum err classes_read(struct people *people, struct fault *fault); /* numbers of all classes; ERR_PACK when one is not there */
/* Is the word one of the list? `value` (may be NULL) gets what the list says of it. Phrases are not looked for. */
bool word_in(const struct people *people, size_t word, enum word_list list, struct str *value);
/* The tokens of a word or phrase of the list that begins here, 0 none. */
size_t list_match(const struct people *people, size_t word, enum word_list list);
/* The same over a line end too, for what the list calls `value`. */
size_t list_match_as(const struct people *people, size_t word, enum word_list list, struct str value);

/* words.c */
void words_build(struct people *people);
void misread_drop(struct people *people); /* misread.c: what rules took for a home or school */
void words_block(struct people *people, size_t from, size_t to); /* as codes, but for what a rule has found */
size_t words_behind(const struct people *people, size_t word, size_t to); /* the first one from `word` on that begins at byte `to` or later */
struct str people_keep(struct people *people, struct str value);

/* raise.c */
bool raise_small(struct people *people); /* passages without capitals; is there any? */

/* cues.c */
void cues_read(struct people *people);   /* where they start and end */
cue_set cues_before(const struct people *people, size_t word); /* the classes that stand before the word */
const struct cue_hit *cue_find(const struct people *people, size_t word, enum cue cue); /* one that starts here, longest */
const struct cue_hit *cue_before_find(const struct people *people, size_t word, enum cue cue);
bool is_phoning(const struct people *people, const struct cue_hit *hit); /* "I called Moss" names nobody */
bool short_given(const struct people *people, size_t word); /* "Jo": a given name, no rank, as it is written */
bool is_given_beside(const struct people *people, size_t word, size_t name); /* "JO PREWITT": what may be an office is none */
bool is_told_to(const struct people *people, const struct cue_hit *hit); /* what stands behind the rank or work is no name of theirs */
bool rank_before(const struct people *people, size_t word); /* a rank or office that is written as one */
size_t word_previous(const struct people *people, size_t word); /* skips line ends and quote marks of mail; SIZE_MAX */
size_t word_next(const struct people *people, size_t word);     /* the same, forwards; word_count at the end */

/* The longest cue of the class that starts here, or NULL. */
static inline const struct cue_hit *cue_at(const struct people *people, size_t word, enum cue cue)
{
	return word_has(people, word, cue) ? cue_find(people, word, cue) : NULL;
}

/* Does a cue of one of the classes stand before the word? */
static inline bool cued_before_any(const struct people *people, size_t word, cue_set cues)
{
	return word < people->word_count && (people->words[word].before & cues) != 0;
}

/* "an" of "Mac an Bhaird": the last word of a particle of two. */
static inline bool ends_particle(const struct people *people, size_t at)
{
	return people->words[at].letters == CASE_LOWER && cued_before_any(people, people->words[at].next, cue_bit(CUE_PARTICLE));
}

/* The cue of the class that stands before the word, or NULL. */
static inline const struct cue_hit *cue_before(const struct people *people, size_t word, enum cue cue)
{
	const struct cue_hit *hit = cued_before_any(people, word, cue_bit(cue)) ? cue_before_find(people, word, cue) : NULL;
	return hit && cue == CUE_NAMED && is_phoning(people, hit) ? NULL : hit;
}

/* log.c */
void logs_mark(struct people *people); /* right after words_build() */
int32_t log_writer(struct people *people, const struct mention *mention); /* the person, NOBODY: it is not one who writes a log */
size_t log_behind_time(const struct people *people, uint32_t line); /* the word behind the time that begins the line, or 0 */
bool log_time_before(const struct people *people, size_t at); /* the line begins with a time of day, and only units stand between */

/* shift.c */
void shifts_mark(struct people *people); /* right after logs_mark() */
bool on_roster(const struct people *people, size_t at);
bool in_office_group(const struct people *people, size_t at); /* the same, between semicolons and with an agency in brackets: no doubt */

/* keys.c */
void keys_mark(struct people *people); /* the number of the report in each row of an export */

/* worker.c */
size_t agency_to(const struct people *people, size_t at); /* where the agency begins that ends before it and has people who act; SIZE_MAX */
bool is_handed_to(const struct people *people, size_t agency); /* "released to DHS (Ava Lane)" */
bool tells_of_care(const struct people *people, size_t word); /* the sentence is about somebody in an agency's care */
bool is_told_of(const struct people *people, const struct mention *mention, size_t end); /* "Denise Rohr; she lives next door" */
bool works_for_sure(const struct people *people, const struct mention *mention); /* the same, beyond doubt */
bool leads_pupils(const struct people *people, size_t at); /* behind "captain": "of the swim team" */
bool ranked_by_any_firm(const struct people *people, const struct person *person); /* "shift supervisor", and no other rank */
bool is_agencys_case(const struct people *people, const struct mention *mention); /* "CPS (Aaron Stack) was closed" */
bool is_kin_at_work(const struct people *people, const struct mention *mention); /* "X, supervisor at the plant, is her mother" */
bool works_beside(const struct people *people, const struct mention *mention); /* of the agency whose name stands there */

/* staff.c */
bool is_on_staff(const struct people *people, const struct mention *mention); /* listed or numbered as officers are */
uint32_t plural_before(const struct people *people, const struct mention *mention, bool *sure); /* one of "Deputies Pike and Sims" */
bool on_staff_for_sure(const struct people *people, const struct person *person); /* by a number or roster, beyond doubt */

/* messages.c */
void messages_mark(struct people *people); /* right after shifts_mark() */

/* custody.c */
bool custody_gives(const struct people *people, size_t from, size_t to); /* the cell heads a column for who gave something */
bool custody_gets(const struct people *people, size_t from, size_t to);
bool custody_in_table(const struct people *people); /* heads of the view's tables say who gave and who got something */
void custody_mark(struct people *people); /* after layout_read() */
bool is_in_list(const struct people *people, const struct mention *mention);
bool is_only_handed(const struct people *people, const struct person *person); /* gave or got something, and did not pass it on */
bool listed_often(const struct people *people, const struct person *person); /* in such columns, time and again or with a rank: no doubt */

/* initial.c */

/* spell.c */
void spelled_read(struct people *people);

/* layout.c */
void layout_read(struct people *people);
void cells_of_heads(struct people *people);  /* cells.c: which lines are cells */
void cells_of_fields(struct people *people);
void cells_of_values(struct people *people);
uint32_t record_new(struct people *people, uint32_t line);

/* context.c */
bool is_day_behind(const struct people *people, size_t at); /* "call Cole Monday and" */
enum verb_form { VERB_NONE, VERB_BASE, VERB_THIRD, VERB_PAST };
enum verb_form verb_form(const struct people *people, size_t word);
int context_of_pair(const struct people *people, size_t given, size_t surname); /* the same for two words as one name */
int context_score(const struct people *people, size_t word); /* > 0: what stands beside the word speaks for a name */
bool are_two(const struct people *people, size_t first, size_t second); /* "ROWAN IRIS": the given names of two persons with entries */
bool is_statement(const struct people *people, size_t word); /* says something of somebody, or when: no part of where a house stands */

/* letters.c */
void agency_letters_mark(struct people *people); /* "EFPD" is no name */
void letterhead_mark(struct people *people); /* "MARL HARBOR POLICE - MARL HARBOR, MICHIGAN" neither */

/* run.c */
void runs_read(struct people *people);
bool is_acronym_before(const struct people *people, size_t at, size_t to); /* "PIO" of "PIO Janelle Whitcomb": letters of an office */
bool place_before(const struct people *people, size_t from); /* after the word before, a place stands more often */
void places_learn(struct people *people); /* towns of the agencies that the report names: "Port Callis PD" */
/* The word is part of another place than the home or school it is of, too. */
bool is_other_place(const struct people *people, size_t at, bool school);
bool place_is(const struct people *people, size_t from, size_t to); /* all of [from, to) is a place's name */
bool is_officers_town(const struct people *people, size_t from); /* "Ofc. Mulroney of Calumet Park" */
bool business_is(const struct people *people, size_t from, size_t to); /* the run is part of the name of a shop, park or office */
bool inside_title(const struct people *people, size_t at); /* the same of a title of office */
bool inside_agency(const struct people *people, size_t at); /* the word is a later one of an agency's name */
bool is_agency(const struct people *people, size_t from); /* capitalised words from here end in what an agency is */
bool begins_agency(const struct people *people, size_t at);
bool kin_of(const struct people *people, size_t from);
bool kin_is(const struct people *people, size_t from, size_t *cue);
struct mention *mention_add(struct people *people, size_t from, size_t to, enum source source);
size_t mention_last(const struct people *people, const struct mention *mention); /* its last word, behind which only signs stand */

/* home.c */
void homes_read(struct people *people); /* homes that no rule knows by their form */

/* grow.c */
void homes_grow(struct people *people); /* once all homes are found */
void number_grow(const struct people *people, size_t *from, size_t *to); /* over all pieces that hyphens join */
bool is_house_number(const struct people *people, size_t at); /* by what stands before it */

/* tagger.c */
void tagger_prepare(struct people *people); /* once, when the weights are there */
void tagger_read(struct people *people);

/* placer.c */
bool placed_in_office(struct people *people, const struct person *person);
bool placed_in_private(struct people *people, const struct person *person, enum who who); /* whom a rule gave that side */
void placer_tell(struct people *people); /* to a listener, of all persons */

/* elsewhere.c */
size_t copies_from(const struct people *people, size_t at); /* behind the "cc:" of the list in which the word stands; SIZE_MAX: none */
enum who known_by_name(struct people *people, const struct person *person); /* WHO_NONE, a protected side, or an official */

/* alias.c */
void aliases_read(struct people *people); /* nicknames, before persons are linked */
void legends_read(struct people *people); /* letters that a list of speakers gives to persons */
bool letters_behind(const struct people *people, const struct mention *mention); /* "Marcus Ogle (MO)" */

/* person.c */
struct person *person_new(struct people *people);
void person_name(struct people *people, struct person *person, size_t from, size_t to, bool surname_first);
void person_part(struct person *person, struct str folded, enum part_kind kind);
bool person_has(const struct person *person, struct str folded); /* as any part of two letters or more */
bool person_has_given(const struct person *person); /* written out */
bool person_has_kind(const struct person *person, struct str folded, enum part_kind kind);
bool person_protected(const struct person *person);
bool names_unprotected(const struct people *people, size_t word); /* somebody who is not protected, by more than the look of the name */
void persons_of_facts(struct people *people); /* entries and labelled values */
void persons_link(struct people *people);     /* mentions in running text */
unsigned name_distance(struct str a, struct str b, unsigned limit);
bool names_related(const struct people *people, struct str a, struct str b); /* Bill and William */

/* surnames.c */
bool surnames_read(struct people *people); /* surnames of several words where they stand again; are mentions empty now? */
bool is_half_surname(const struct people *people, const struct person *person, uint32_t part); /* and an ordinary word alone */

/* pieces.c */
void described_read(struct people *people);
bool is_plain_in_caps(const struct people *people, size_t at); /* in capitals no part of a name, whatever the lists say */
void names_join(struct people *people); /* before anything points to mentions */

/* complete.c */
void names_complete(struct people *people); /* mentions that stopped short of the whole name */

/* inverted.c */
void inverted_read(struct people *people); /* '"RIVERS, STONE"': the half of a name that nobody knew */

/* thread.c */
void threads_read(struct people *people); /* who writes in a thread of messages, in small letters */

/* told.c */
void answers_read(struct people *people); /* names that answer a question */
void told_read(struct people *people); /* names that a sentence tells: "known to the desk as Tiny", "would not name Ghost" */

/* meant.c: for sweep.c, look.c and run.c; `guarded`: the name is of nobody in office */
bool is_of_family(const struct people *people, size_t at);
bool ends_offence(const struct people *people, size_t at, bool guarded);
bool is_taken_there(const struct people *people, size_t at, bool guarded);
bool is_whole_name(const struct people *people, size_t at, bool guarded);
bool may_be_misspelt(const struct people *people, size_t at); /* an unknown word, no thing */
bool is_typed_small(const struct people *people, size_t at); /* in a quoted message without capitals */
bool is_said_alone(const struct people *people, size_t at);
bool is_rank_in_family(const struct people *people, size_t at); /* the "Major" of "The father, Major Gray," */
bool is_person_behind(const struct people *people, size_t from, size_t to); /* what follows is said of persons only: "Ray Arms, her uncle" */

/* evident.c */
void evident_read(struct people *people); /* ordinary words that are treated as persons: "Chapter, 15. She is" */

/* newborn.c */
bool is_newborn_word(const struct people *people, size_t at, size_t from, size_t to); /* "BABY" of the name [from, to): "RAMOS, BABY BOY" */
void newborns_read(struct people *people); /* "Baby Boy Lindgrin": children who have no given name yet */

/* bare.c, codes.c */
void bare_read(struct people *people);
void codes_read(struct people *people); /* after sides */

/* radio.c, units.c */
void radio_mark(struct people *people); /* call signs are no names */
bool radio_console_before(const struct people *people, const struct mention *mention); /* "BY POS3 WHITLATCH" */
bool radio_legend_before(const struct people *people, const struct mention *mention);  /* "RM-7 = R. Mossbacher" in a log */
bool radio_unit_chained(const struct people *people, const struct mention *mention);
bool radio_opens_entries(const struct people *people, size_t word, size_t number); /* the code does, behind the time of a line of the log */
void units_mark(struct people *people); /* "OPENED BY D7 CORLISS": the code is no house's */
bool rides_in_known_unit(const struct people *people, const struct mention *mention);
bool rides_in_unit(const struct people *people, const struct mention *mention); /* "DISP 219 MILES 212 PETTWAY", "Units: 2B11 (Doyle)" */
bool is_badge_label(const struct people *people, size_t word); /* "Bdg 88" */
bool radio_unit_before(const struct people *people, const struct mention *mention); /* the number of a unit stands before it */

/* office.c */
uint32_t office_evidence(const struct people *people, const struct mention *mention); /* bits of enum evidence */

/* holder.c */
bool is_handed_over(const struct people *people, size_t before); /* the verb before the name says so: "left", "picked up" */
bool holds_by_words(const struct people *people, const struct mention *mention); /* a sentence says: the worker is Fabian Osei */
bool has_agency_mail(const struct people *people, size_t at); /* "<dpruett@westlakepd.example>" stands there */
bool is_named_official(const struct people *people, const struct mention *mention); /* the officer's name is Pruett; DET: my name is Stark */
const struct person *official_of_mailbox(const struct people *people, size_t at); /* once sides are decided; NULL: nobody's */

/* sweep.c, evidence.c, side.c, attach.c */
void sweep_read(struct people *people);
int32_t clipped_read(const struct people *people, size_t at); /* clip.c: who is called so for short, NOBODY */
bool is_guarded(const struct person *person); /* nothing makes the person an official or a bystander */
bool is_neighbour_capital(const struct people *people, size_t at); /* a word with a capital, and not because all have one */
void evidence_of_victims(struct people *people);               /* where they are listed; after all mentions have a person */
void evidence_of_records(struct people *people);               /* roles, relations, ages, birth dates of entries */
void evidence_of_mentions(struct people *people, size_t first); /* what stands beside mentions [first, end) */
void evidence_join(struct people *people);                      /* what is said of the mentions is said of the persons */
void evidence_age(const struct people *people, struct traits *traits, int years);
int evidence_years(const struct people *people, size_t at, bool *unit); /* a number of years at the word, -1 none */
void evidence_kin(struct traits *is, const struct cue_hit *hit);
bool role_is_victim(struct str role);
void evidence_role(struct person *person, struct str role);

/* desks.c */
void desks_read(struct people *people); /* telephones of desks and services, and those that only look so */
const struct person *official_of_line(const struct people *people, size_t at); /* "his office is at": who is meant, or NULL */

/* console.c */
bool is_driver(const struct people *people, size_t op); /* "Op" is no console's here */
bool is_at_console(const struct people *people, const struct mention *mention); /* "CT 27 HESTER CLR ADV" */

/* contact.c */
bool is_contact(const struct people *people, const struct mention *mention); /* "CPS phone, Elise Hanks" */

/* signer.c */
void signers_mark(struct people *people); /* persons with a name of more than a word are linked by now */
bool is_told_by_signer(const struct people *people, const struct mention *mention); /* a given name in a sentence: not who signs */

/* writer.c */
bool is_plain_day(const struct people *people, size_t from, size_t to); /* one word that is a day or an hour: "20240304", "1745h" */
bool in_letterhead(const struct people *people, size_t word); /* among the lines that say whose paper it is, below the agency */
bool is_called_agencys(const struct people *people, size_t number); /* "called the station (417-555-0100)" */
bool is_agencys_cell(const struct people *people, size_t number); /* "SUBSTATION | 505-555-0100" */
bool is_number_of_service(const struct people *people, size_t noun); /* "the food shelf number" */
bool is_writers_line(const struct people *people, size_t number); /* "call me at 641-555-0102" in an official's paper */

/* tags.c */
bool is_agencys_tag(const struct people *people, const struct finding *finding); /* what looks like a number of a person */
bool is_of_own(const struct people *people, const struct finding *finding); /* made of the report's own number */
bool is_of_paper(const struct people *people, const struct finding *finding); /* the number in the head or the subject, of no person's form */

/* links.c */
void links_before(struct people *people); /* roles and kinship of structured records, before sides */
void links_after(struct people *people);  /* homes, schools, contacts get their owner, after sides */

/* over.c: the next finding over any of the span, NULL none; `*at` is 0 to begin. After reach_read(), while findings are only added. */
void reach_read(struct people *people);
const struct finding *finding_over(const struct people *people, struct span span, size_t *at);

/* bearers.c: persons by the parts of their names, as bearers_read() saw them; the first person first, NULL after the last. */
void bearers_read(struct people *people);
void bearers_free(struct people *people);
int32_t child_called(const struct people *people, const struct person *grown, struct str folded); /* once sides are decided */
const struct bearer *bearer_next(const struct people *people, const struct bearer *bearer, struct str folded); /* NULL begins */
/* another one who is such has the same surname */
bool shares_surname(const struct people *people, const struct person *person, bool (*is_such)(const struct person *other));

void households_read(struct people *people); /* once children and officials are known */
void sides_decide(struct people *people);
void sides_protect(struct people *people); /* mentions that could mean a protected person as well, mean that person */
void roads_read(struct people *people); /* roads.c: once homes are found */
void doors_read(struct people *people); /* door.c: once homes have their units */
void publics_read(struct people *people); /* public.c: when it is known whose the addresses are */
void attach_read(struct people *people);
const struct person *owner_at(const struct people *people, size_t at); /* of the entry that the word stands in, or NULL */
bool in_entry(const struct people *people, size_t at); /* the same, but not in what is told below the entry */
bool covered_as(const struct people *people, struct span span, enum what what); /* found as that, or as a number that stays */
void births_read(struct people *people); /* births.c */
/* again.c: everything that reading on from here changes, kept and put back. */
void again_save(struct people *people);
void again_restore(struct people *people);
void again_free(struct people *people);
const struct finding *street_before(const struct people *people, const struct finding *finding); /* the address whose town this one is */
bool of_child_side(const struct person *person); /* a child or a relative */
void shorts_read(struct people *people, size_t count); /* short.c: of the first so many findings */
void phrases_read(struct people *people, size_t count); /* phrase.c: the same, for words in a row */
struct person *person_keeper(struct people *people); /* who carries what is known of the homes and numbers into the case; or NULL */
/* reporter.c */
void reporter_evidence(const struct people *people, const struct mention *mention, struct traits *is);
void reporters_join(struct people *people); /* once the evidence of the mentions is joined */
/* unrelated.c */
void unrelated_evidence(const struct people *people, const struct mention *mention, struct traits *is); /* a sentence says: no kin here */
bool is_charged_on_line(const struct people *people, const struct mention *mention); /* "DEFENDANT: Terrance Booker, 27   CHARGE: ..." */
size_t unrelated_end(const struct people *people, size_t at); /* "no relation": where it ends; else the word */
#endif
