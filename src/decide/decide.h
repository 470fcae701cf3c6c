/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From findings to cuts: what the policy says of each, overlaps resolved, each with its token. Cannot fail, uses no clock
 * and no order but that of the text.
 *
 * Overlaps: nothing that must be cut survives. A keep (an officer's name, a public telephone, a place, a report number)
 * wins only over a cut that it covers whole and with a higher score. A cut inside a larger one goes with the larger
 * one's token, but among names the person who is known gives it. Cuts that overlap in part become one if they would
 * get the same token, else the later one begins where the earlier ends. Names of one person with only a space, comma,
 * hyphen, underscore, quote or initial's period between them become one. */
#ifndef DECIDE_DECIDE_H
#define DECIDE_DECIDE_H
#include "decide/labels.h"
#include "decide/policy.h"

/* What a reviewer has decided about a finding. */
enum ruling { RULED_NOT, RULED_KEEP, RULED_CUT };

struct decide_input {
	const struct policy *policy;
	struct str text;          /* of the view, or a path */
	struct finding *findings; /* sorted as by finding_sort; `verdict` is set */
	size_t count;
	const uint8_t *rulings; /* enum ruling of each finding; NULL: none */
	const struct subject *subjects;
	const uint64_t
		*keys; /* of each subject: who is the same person in all parts of the document; NULL: its index */
	size_t subject_count;
};

struct cut {
	struct span span;
	struct str token; /* "[CHILD-1]"; in cuts.tokens */
	enum what what;
	enum who who;
	int32_t person; /* index into subjects, or NOBODY */
	uint32_t line;  /* index into policy->lines: citations and reason */
	size_t finding; /* index of the finding that gives token and reason */
	bool review;    /* a person whom the evidence cannot place, and nobody has ruled: to be listed for review */
	bool absorbed;  /* another finding that must go lies inside */
};

struct cuts {
	struct cut *list; /* sorted, not overlapping, none empty */
	size_t count, cap;
	struct buf tokens;
	bool undecided; /* the policy asks for a decision on a person named here, and there is none */
};

/* Fills `cuts` anew. `labels` belongs to the document: pass the same for all its parts, in order. */
void decide_cuts(struct labels *labels, const struct decide_input *input, struct cuts *cuts);
void cuts_free(struct cuts *cuts);

/* Appends the path `input->text` without its cuts: "2013/[CHILD-1]-statement.txt". Slashes stay. Two documents may get
 * the same path: the caller makes it unique. Returns the number of cuts. */
size_t decide_path(struct labels *labels, const struct decide_input *input, struct buf *path);
#endif
