/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "Read what you wrote": is the text that a reader of the released document sees the text that was meant to be left?
 * Two running checksums, of what is expected part by part and of what is seen, over everything but white space and groups
 * in square brackets (tokens, which a format may leave out where a schema wants a date). Parts may be cut differently. */
#ifndef READBACK_H
#define READBACK_H
#include "view/view.h"

struct readback;

struct readback *readback_new(void);
void readback_free(struct readback *readback);
void readback_begin(struct readback *readback);
/* From here to the end the same letters may be seen in another order: a page is read by places, and a cut moves what stands
 * beside it. */
void readback_by_place(struct readback *readback);
/* A view as it is, and the edits that are asked for: sorted, not overlapping. What of its text has no origin does not count. */
void readback_expect(struct readback *readback, const struct view *view, const struct edit *edits, size_t count);
void readback_see(struct readback *readback, const struct view *view);
bool readback_agrees(struct readback *readback); /* and begins anew */
#endif
