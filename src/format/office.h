/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An office document while it is read and written. What all kinds (docx, pptx, xlsx, odt, odp, ods) have in common:
 *
 *   open    the whole zip is read (package.h) and the kind's `clean` makes of it what is released when nothing is cut:
 *           what may not stay is dropped, what cannot be seen is ERR_UNREADABLE
 *   next    the kind's `next` shows every text and every attribute with text of what is left: each shown stretch is a
 *           `spot`, and a piece's `part` is the number of its spot
 *   edit    cuts become splices at their spots; nothing is written yet
 *   finish  the splices are made and the zip is written
 *
 * So what is in the zip and not in the view is what `clean` and `next` know to say nothing of anybody. */
#ifndef FORMAT_OFFICE_H
#define FORMAT_OFFICE_H
#include "format/format.h"
#include "format/markup.h"
#include "format/splice.h"
#include "format/xml_edit.h"

enum spot_kind {
	SPOT_TEXT,
	SPOT_CDATA,
	SPOT_ATTRIBUTE,
	SPOT_CODE, /* an attribute that is a name without spaces (a bookmark): what replaces it is one too */
	SPOT_NAME  /* what other parts refer to and cannot be cut: a style, a part's name */
};

/* Bytes of a member, as cleaned, that are in the view. */
struct spot {
	uint32_t member;
	struct xml_range bytes;
	uint32_t place; /* offset in office.places of where it is for people, as "footnote 2" */
	uint8_t kind;   /* enum spot_kind */
	bool joined;    /* an aside that goes on the line of the one before */
};

struct spots {
	struct spot *list;
	size_t count, cap;
};

struct office {
	const struct office_kind *kind;
	const struct format_options *options;
	struct package package;
	struct markup_reader reader;
	struct splices splices; /* of the cuts; `clean` uses its own */
	struct spots shown;     /* number i is `part` i of the view's pieces; begun anew with each view */
	struct spots asides;    /* what waits for the end of the view: what would break running text */
	struct spots names;     /* each name once, of all that was shown so far */
	uint64_t *name_hashes;  /* a power of two of them; 0: free */
	size_t name_slots;
	struct buf places;      /* texts for people, each with its NUL */
	uint32_t place;         /* of what is shown now */
	struct xml_ids ids;
	void *state;            /* the kind's own */
	bool parted;            /* the document is more than one view */
	unsigned views;
	uint32_t slides, slides_told; /* so far; of those the ones that a view has as its pages */
};

struct office_kind {
	const char *name; /* "docx", also the default ending */
	/* Whether the document is of this kind, by its content type: of the main part (OPC) or in `mimetype` (ODF). */
	bool (*is)(struct str type);
	enum err (*clean)(struct office *office, struct fault *fault);
	/* The next view, as in format.h, without its names, which the caller adds. The last one is followed by `*more` false. */
	enum err (*next)(struct office *office, struct view *view, bool *more, struct fault *fault);
	void (*close)(struct office *office); /* frees `state` */
	/* A spot of the view is cut: what else must change with it. The token is empty but for the first spot of a cut. True: the
	 * spot is written, too. NULL: nothing else ever does. */
	bool (*cut)(struct office *office, uint32_t spot, struct str token);
};

/* Where what is shown from now on is, for people. Never text of the document. */
void office_place(struct office *office, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds bytes of a member to the view where it ends. */
enum err office_show(struct office *office, struct view *view, uint32_t member, struct xml_range bytes, enum spot_kind kind,
		     struct fault *fault) MUST_USE;
/* Adds bytes that readers see as `text`, which is cut whole or not at all. */
void office_show_as(struct office *office, struct view *view, uint32_t member, struct xml_range bytes, struct str text);
/* Keeps them for the end of the view, on a line of their own, or on that of the one before. SPOT_NAME: for the view's names. */
void office_aside(struct office *office, uint32_t member, struct xml_range bytes, enum spot_kind kind, bool joined);
/* Shows what was kept, each on its line, with empty lines between. To be called before a view ends. */
enum err office_show_asides(struct office *office, struct view *view, struct fault *fault) MUST_USE;

/* Names in a part's mark-up, of elements, attributes and namespaces, for the view's names. */
void office_names(struct office *office, uint32_t member, const struct markup *markup);

/* Reads a member's XML; bytes in another encoding become UTF-8 in the package. */
enum err office_read(struct office *office, uint32_t member, struct markup *markup, struct fault *fault) MUST_USE;

/* The document is withheld because of something in it that nobody can see into: `what` ("a macro") and what to do. */
enum err office_unreadable(struct fault *fault, const char *what, const char *advice) MUST_USE;

extern const struct office_kind office_docx, office_pptx, office_xlsx, office_odf;
#endif
