/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A format turns bytes into views and edits back into bytes. It knows nothing of rules; rules know nothing of it.
 *
 * One document:  open, then for each part  next, (edit), and at the end  finish, close.
 * In the first pass `edit` is not called. In the second it is called once after each `next`, in order, with the edits
 * for that view; it appends the part's bytes to `out`. `finish` appends what comes after the last part.
 * With no edits at all the bytes written are the bytes read, unless the manual says otherwise for the format.
 * Any error means: the document is withheld. What a format cannot see it reports as ERR_UNREADABLE, never skips. */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H
#include "base/fault.h"
#include "input/source.h"
#include "view/head.h"
#include "view/selector.h"
#include "view/view.h"

struct ocr;
struct gone;

/* What becomes of parts of scanned pages that were not read as print. */
enum format_scans { SCANS_WITHHOLD, SCANS_BLACK, SCANS_RELEASE };

struct format_options {
	const struct selector *selectors; /* structured values to report, from the packs; borrowed */
	size_t selector_count;
	const struct heads *heads; /* what columns and members hold; NULL: nothing is known; borrowed */
	size_t part_size; /* a document larger than this is cut into parts of about this many bytes; 0: default, 4 MiB */
	size_t line_limit; /* a longer line or record is ERR_LIMIT; 0: default, 8 MiB */
	struct ocr *ocr;   /* reads pages that are pictures; borrowed */
	void (*page)(void *context); /* called when such a page begins, which takes a second or two; may be NULL */
	void *page_context;
	const struct gone *gone; /* set when a released document is read back: no word of these may be seen in a picture, and
				  * the text that stands behind one is its text */
	bool drop_pictures;    /* a placeholder comes for a picture; else the document is withheld */
	bool flatten;          /* a page of a PDF that cannot be seen into is read and released as a picture; else withheld */
	enum format_scans scans;
	bool prove_by_ocr;     /* a page of a PDF that is read back is also drawn and read by OCR */
	struct str passwords;  /* of encrypted documents, a line each; borrowed */
	bool withhold_changes; /* a document with tracked changes is withheld; else they are accepted */
	unsigned depth;        /* how many formats are around: see inner.h */
};

struct format {
	const char *name;      /* "text" */
	const char *extension; /* default file name ending with dot: ".txt" */
	/* How sure: 0 no, 10 fallback, 50 by content, 90 by magic. `head`: the first bytes (up to 4096); name: lower-case-insensitive. */
	int (*bid)(struct str head, struct str name);
	enum err (*open)(const struct format_options *options, struct source *source, void **document,
			 struct fault *fault);
	/* Fills `view` (cleared by the callee); `*more` is false, and the view empty, after the last part. */
	enum err (*next)(void *document, struct view *view, bool *more, struct fault *fault);
	enum err (*edit)(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			 struct fault *fault);
	enum err (*finish)(void *document, struct buf *out, struct fault *fault);
	void (*close)(void *document);
	const char *adds;      /* what is released is of another kind: this goes to the end of its name; else NULL */
	bool by_place;         /* what is written is placed, not in a row: read back, the same letters may come in another order */
	const struct format *reads_back; /* what is written, if of another kind; else NULL */
};

/* The format that bids highest; never NULL: `format_unknown` refuses with advice. */
const struct format *format_choose(struct str head, struct str name);

extern const struct format format_html;
extern const struct format format_rtf;
extern const struct format format_pdf;
extern const struct format format_text;
extern const struct format format_table, format_fixed;
extern const struct format format_json;
extern const struct format format_xml;
extern const struct format format_office;
extern const struct format format_image;
extern const struct format format_mail;
extern const struct format format_unknown;
#endif
