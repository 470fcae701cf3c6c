/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Parameters of MIME fields, and from them the name that an attachment has in the release. Private to input/mail*.c. */
#ifndef INPUT_MAIL_NAME_H
#define INPUT_MAIL_NAME_H
#include "base/str.h"

struct mail_parameter {
	struct str name, value; /* name in lower case, value without quotes */
};

enum { MAIL_PARAMETERS = 40 };

struct mail_parameters {
	struct mail_parameter list[MAIL_PARAMETERS];
	size_t count;
};

bool mail_parameter(const struct mail_parameters *parameters, struct str name, struct str *value);

/* "3-" and the name that the part gives itself (RFC 2183, 2231, and 2047, which many programs use), without folders, or an
 * ending that fits its type when the name is none, cannot be decoded, is too long, or has characters that do not show. */
void mail_name(const struct mail_parameters *type_parameters, const struct mail_parameters *disposition_parameters,
	       struct str type, struct str subtype, unsigned number, struct buf *scratch, struct str *name);
#endif
