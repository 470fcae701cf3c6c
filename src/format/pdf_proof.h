/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Looks at a PDF that was written with other eyes than those that wrote it: the text of its pages by Poppler, and every byte,
 * streams unpacked. */
#ifndef FORMAT_PDF_PROOF_H
#define FORMAT_PDF_PROOF_H
#include "base/fault.h"
#include "base/str.h"
#include "view/gone.h"

struct pdf_proof;

/* Takes note of the words that were cut and stand in the file's bytes. `bytes` and `gone` are borrowed. ERR_SURVIVED when not all
 * of the file can be looked at. */
enum err pdf_proof_open(struct str bytes, const struct gone *gone, struct pdf_proof **proof, struct fault *fault) MUST_USE;
void pdf_proof_close(struct pdf_proof *proof);

/* ERR_SURVIVED when a word that was cut is on page `number` (from 0), but not in `left`, the text that is to be there. */
enum err pdf_proof_page(struct pdf_proof *proof, size_t number, struct str left, struct fault *fault) MUST_USE;

/* After the last page: ERR_SURVIVED when a word of those noted was on no page. */
enum err pdf_proof_end(const struct pdf_proof *proof, struct fault *fault) MUST_USE;
#endif
