/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Residual risk: what stays in a document and, taken together, can lead to a child. A list for the second reviewer, kept in the
 * case and never released. It says what there is and never that something is safe.
 *
 * The kit is loaded once (patterns/risk/) and read-only; it has a lexicon of its own, so that its words change nothing in how
 * documents are redacted. A worker has one finder. */
#ifndef RISK_H
#define RISK_H
#include "decide/decide.h"
#include "detect/pack.h"
#include "view/view.h"

enum { RISK_KINDS = 64, RISK_TEXT = 120 }; /* a longer text is cut */

enum risk_words {
	RISK_NO_WORDS,
	RISK_RARE, /* ordinary words that are rare in English; in the release, too, is seen when it has been read */
	RISK_NAMES /* words with a capital that are no person's name; likewise */
};

struct risk_kind {
	char *id, *title;
	uint64_t counts, list;
	uint64_t whats; /* bits 1 << what: findings that stay ... */
	uint32_t whos;  /* ... on these sides */
	enum risk_words words;
};

struct risk_kit {
	struct lexicon *lexicon;
	struct pack_set *packs;
	struct risk_kind kinds[RISK_KINDS];
	size_t kind_count;
	size_t *rule_kinds; /* of each rule: index of its kind */
	uint64_t some, many;
	uint64_t usual, letters, share;
};

/* Of the folder with the packs. ERR_PACK names file, line and column. */
enum err risk_kit_load(const char *patterns, struct risk_kit **kit, struct fault *fault) MUST_USE;
void risk_kit_free(struct risk_kit *kit);

struct risk;
/* Both borrowed; `english`: how usual words are, and not the kit's own lexicon. */
struct risk *risk_new(const struct risk_kit *kit, const struct lexicon *english);
void risk_free(struct risk *risk);

/* Appends the record of one part: what of `view` is left when `cuts` are made. */
void risk_part(struct risk *risk, const struct view *view, const struct finding_list *findings, const struct cuts *cuts,
	       struct buf *record);

struct risk_item {
	size_t kind;
	uint64_t line; /* in the view */
	struct str text; /* on one line, no control characters */
};

/* The next item of a record (or of several, one after another); false: it makes no sense. `*whole` turns false when something could
 * not be looked at. */
bool risk_take(const struct risk_kit *kit, struct str *from, struct risk_item *item, bool *whole);
#endif
