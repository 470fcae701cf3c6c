/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* JSON strings (RFC 8259), one way of writing each: only " \ and the control characters below U+0020 are escaped. */
#ifndef BASE_JSON_H
#define BASE_JSON_H
#include <stdbool.h>

#include "base/str.h"

/* Appends `text`, which must be valid UTF-8, as a JSON string with its quotes. */
void json_add(struct buf *buf, struct str text);

/* Takes a JSON string, as json_add writes it, off the front of `from` and appends what it says to `text`. False, with
 * `from` and `text` unspecified, for anything else: no string, another spelling of an escape, no closing quote. */
bool json_take(struct str *from, struct buf *text);
#endif
