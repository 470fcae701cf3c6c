/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An e-mail on its way through a view: what is to be written, in order, as blocks. Private to format/mail*.c.
 *
 * Nothing of the message is copied: what is written are the texts of the view after the cuts, in a structure of which
 * only the kinds of parts are taken over. So what was not seen cannot be in it. */
#ifndef FORMAT_MAIL_PART_H
#define FORMAT_MAIL_PART_H
#include "format/inner.h"
#include "format/mail_address.h"
#include "input/mail.h"

/* A text that is shown: read by another format. */
struct mail_shown {
	struct buf text;     /* UTF-8 */
	struct inner *inner; /* NULL: there is no text */
	enum mail_text kind;
	struct str place;    /* "text 2"; the view's */
	size_t column;       /* of quoted-printable, of a text that is written in pieces */
	bool begun;
};

enum mail_block_kind {
	MAIL_RAW,    /* `span` of the raw bytes: boundaries, headers of MIME */
	MAIL_HEADER, /* `span` of the view */
	MAIL_WHOLE,  /* a text, its header and all */
	MAIL_PIECE,  /* a piece of one that goes over several views */
	MAIL_TAIL    /* its end */
};

struct mail_block {
	enum mail_block_kind kind;
	struct span span;
	size_t header;               /* MAIL_HEADER: which; see mail_kept() */
	size_t box_first, box_count; /* and its addresses */
	struct mail_shown *shown;
};

struct mail_blocks {
	struct mail_block *list;
	size_t count, cap;
	struct buf raw;
	struct mail_boxes boxes;
	struct str eol;
};

/* The headers that stay; NULL: this one does not. */
struct mail_kept {
	const char *name, *label; /* label: as the view has it */
	bool addresses;
};
const struct mail_kept *mail_kept(struct str name, size_t *index);
const struct mail_kept *mail_kept_at(size_t index);

struct mail_block *mail_block_add(struct mail_blocks *blocks, enum mail_block_kind kind);
/* Bytes as they are, behind what is there. */
void mail_block_raw(struct mail_blocks *blocks, struct str bytes);

/* Writes all blocks with the edits of their view, and sets `out` and `place` of these. */
enum err mail_write(struct mail_blocks *blocks, const struct view *view, struct edit *edits, size_t count, struct buf *out,
		    struct fault *fault) MUST_USE;
#endif
