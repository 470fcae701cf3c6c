/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document that went through a bad scanner, read as it was meant: "V1CTIM l  Zb igniew K0waI-\nczyk" as
 * "VICTIM 1  Zbigniew Kowalczyk". The mended text is a view over the view: its pieces lead back to the bytes it was read
 * from, so detection sees clean text and nobody behind it needs to know.
 *
 * Words are put right by the lexicon and by how the document itself spells them elsewhere, numbers by the numbers they are
 * part of; spaces inside words and numbers go, words broken at a line end are joined. */
#ifndef DETECT_MEND_H
#define DETECT_MEND_H
#include "detect/token.h"
#include "view/finding.h"
#include "view/view.h"

struct mender; /* one per worker */

struct mender *mender_new(const struct lexicon *lexicon);
void mender_free(struct mender *mender);

/* Reads `tokens` anew. Returns `view` itself when too little looks misread for a scan, which is soon known, else the mended
 * view, owned by the mender and valid until its next call; the tokens are those of what it returns. */
const struct view *mend_view(struct mender *mender, const struct view *view, struct tokens *tokens);

/* The span of the original text that `span` of the mended one was read from. */
struct span mend_back(const struct view *mended, struct span span);
void mend_findings_back(const struct view *mended, struct finding_list *findings); /* all of them, and sorts them */
#endif
