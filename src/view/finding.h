/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was found in a view, whose it is, and what is done about it. Plain values. */
#ifndef VIEW_FINDING_H
#define VIEW_FINDING_H
#include "base/str.h"
#include "view/what.h"

/* Which side a person, and so what belongs to that person, is on. The words of policies ("who:"). */
enum who {
	WHO_NONE,     /* belongs to nobody: a place, a number of an agency */
	WHO_CHILD,    /* under 18 at the incident or report, whichever is earlier; any role but suspect */
	WHO_JUVENILE, /* the same, as suspect, arrestee or referred */
	WHO_RELATIVE, /* parent, guardian, kin or household member of a child */
	WHO_REPORTER, /* made the hotline or abuse report, any age */
	WHO_VICTIM,   /* adult victim of a sexual offence */
	WHO_OFFICIAL, /* officer, supervisor, dispatcher, worker, judge ... in office */
	WHO_ARRESTED, /* unrelated adult who was arrested or charged */
	WHO_ADULT,    /* any other adult the evidence places */
	WHO_UNPLACED, /* a person whom the evidence cannot place */
	WHO_UNKNOWN,  /* a thing (phone, id, address) whose owner is not known */
	WHO_COUNT
};

const char *who_name(enum who who); /* "child" */
enum who who_of(struct str name);   /* WHO_NONE when unknown; "none" is WHO_NONE too */

enum verdict { VERDICT_KEEP, VERDICT_CUT, VERDICT_ASK };

/* No rule of a pack, people/ said so; LEARNED: its classifier, by what stands beside it. */
enum { NOBODY = -1, RULE_LEARNED = UINT16_MAX - 1, RULE_PEOPLE = UINT16_MAX };

struct finding {
	struct span span;
	enum what what;
	enum who who;
	int32_t person; /* index into the part's subjects, or NOBODY */
	uint16_t rule;  /* index into the pack set's rules: which rule said so */
	uint8_t score;  /* 0..100: how sure that it is what `what` says */
	uint8_t verdict; /* enum verdict, set by decide/ */
	uint16_t evidence; /* index of the sentence that explains it (people/evidence), 0: the rule alone */
};

/* What decide/ and the papers need to know of a person; people/ makes them, index = person number of the part. */
struct subject {
	enum who who;
	int32_t child;    /* for a relative: index of the child, else NOBODY */
	int32_t age;      /* years at the incident, -1 unknown */
	struct str kin;   /* "MOTHER", "FATHER", "GRANDMOTHER" ...; empty: unspecified "RELATIVE" */
	bool victim, witness, suspect, missing; /* roles the report gives */
};

struct finding_list {
	struct finding *list;
	size_t count, cap;
};

struct finding *finding_add(struct finding_list *findings, struct span span, enum what what, uint16_t rule);
void finding_sort(struct finding_list *findings); /* by from, then longest first, then rule */
/* Of a list sorted like this, how far each finding and those before it reach; and the first that may reach beyond `at`: those
 * that overlap a span [at, end) are from there on, before the first that begins at its end or later. */
void finding_reach(const struct finding *list, size_t count, size_t *reach);
size_t finding_beyond(const size_t *reach, size_t count, size_t at);
void finding_free(struct finding_list *findings);
#endif
