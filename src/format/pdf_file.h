/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writes a PDF (ISO 32000-1) from nothing: objects, streams, pages, one cross-reference table, one revision, no ids, no
 * dates. Knows nothing of where pages come from.
 *
 * Everything is appended to a `struct buf` that each call is given; between calls it may have been written out and
 * emptied, so that a long document needs no memory but for the places of its objects. The caller owns the buffer. */
#ifndef FORMAT_PDF_FILE_H
#define FORMAT_PDF_FILE_H
#include "base/str.h"

struct pdf_file;

struct pdf_file *pdf_file_open(struct buf *out); /* writes the header */
void pdf_file_close(struct pdf_file *file);

/* A number for an object that is written later, once, by one of the next two; one never written is the null object. */
unsigned pdf_file_reserve(struct pdf_file *file);
void pdf_file_object(struct pdf_file *file, struct buf *out, unsigned number, struct str body);
/* `entries` are those of the dictionary but /Length; without /Filter among them the data are deflated. */
void pdf_file_stream(struct pdf_file *file, struct buf *out, unsigned number, struct str entries, struct str data);

/* A page of this size in points, with the entries of its resource dictionary and its content. */
void pdf_file_page(struct pdf_file *file, struct buf *out, float width, float height, struct str resources, struct str content);

/* Page tree, catalog, cross-reference table. */
void pdf_file_finish(struct pdf_file *file, struct buf *out);

/* A number as PDF has it: at most four decimals, no exponent. What is no number is 0. */
void pdf_number(struct buf *out, double value);

/* A picture ready to be written: the entries /Filter and /DecodeParms have, and the bytes so coded. */
struct pdf_picture {
	unsigned width, height, bits, channels; /* 1 gray, 3 RGB */
	const char *filter; /* "DCTDecode", "CCITTFaxDecode"; NULL: not coded */
	const char *parameters; /* text of the /DecodeParms dictionary, or NULL */
	struct buf bytes;
};

/* Writes it as an object and gives its number. */
unsigned pdf_file_picture(struct pdf_file *file, struct buf *out, const struct pdf_picture *picture);
#endif
