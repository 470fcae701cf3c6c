/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which class an offence is counted in: patterns/offence-classes.yaml, whose head says how. It lies beside the packs and is none. */
#ifndef OUTPUT_CLASSES_H
#define OUTPUT_CLASSES_H
#include "base/fault.h"
#include "base/hash.h"
#include "base/str.h"

#define CLASS_NONE "unclassified"
#define CLASSES_FILE "offence-classes.yaml"
enum { CLASS_NAME_LIMIT = 60 };

struct classes;

/* ERR_PACK names file, line and column. */
enum err classes_load(const char *path, struct classes **classes, struct fault *fault) MUST_USE;
void classes_free(struct classes *classes); /* NULL is fine */

struct str classes_version(const struct classes *classes);
uint64_t classes_mask_below(const struct classes *classes); /* 1 to 99 */
const unsigned char *classes_sha256(const struct classes *classes); /* of the file */
/* The class of an offence by its title and statute as printed, either may be empty; CLASS_NONE when it is in none. Lives as
 * long as `classes`. */
struct str classes_of(const struct classes *classes, struct str title, struct str statute);
bool classes_attempted(const struct classes *classes, struct str title, struct str statute);
#endif
