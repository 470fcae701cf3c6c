/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What odt, odp and ods have in common: which members stay, and the manifest. */
#ifndef FORMAT_ODF_H
#define FORMAT_ODF_H
#include "format/clean.h"

/* content.xml or styles.xml, of the document or of an object in it. */
bool odf_is_text(struct str name);

/* Cleans the members with text, puts placeholders for pictures, drops all others and writes the manifest anew. ERR_UNREADABLE:
 * encrypted; a member that is referred to and that nobody can see into. */
enum err odf_clean(struct office *office, struct fault *fault) MUST_USE;
#endif
