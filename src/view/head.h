/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands over a column or is the name of a member says what the values are and whose. Formats ask; the word lists
 * of detect/ answer (detect/heads.h). Plain values. */
#ifndef VIEW_HEAD_H
#define VIEW_HEAD_H
#include "base/str.h"
#include "view/what.h"

struct head {
	enum what what;  /* WHAT_NONE: nothing of a person, or not known */
	bool known;      /* the lists have it, so that it is the name of a column */
	bool alone;      /* it names a role and nothing else: "VICTIM", "Mother 2" */
	bool apart;      /* of a thing or place, not of the row's person: "incident address" */
	struct str role; /* of the person it is about, as in the class [role]; "official" for one in office; empty: not said */
	uint64_t whose;  /* the same for all columns of one person: "Mother's name", "mother phone"; 0: not said */
	uint32_t number; /* "Name 2": 2; 0 none */
};

struct heads {
	void *context;
	/* `label`: as it is written, "VICTIM_DOB", "victimLastName"; `role` lives as long as the lists */
	void (*find)(void *context, struct str label, struct head *head);
	/* Does the value only say that there is none: "UNKNOWN", "N/A"? */
	bool (*is_none)(void *context, struct str value);
};

/* The label in words, as a reader says it: "victim_dob", "victimDOB", "IDNumber", "Phone2" -> "victim dob", "victim DOB",
 * "ID Number", "Phone 2". Appends; reads no more than HEAD_BYTES. */
enum { HEAD_BYTES = 200 };
void head_words(struct buf *to, struct str label);
#endif
