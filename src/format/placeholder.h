/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The picture that stands where one was taken out (--pictures drop): a small gray square, stretched to the size that the
 * document gives it, so that the layout keeps. */
#ifndef FORMAT_PLACEHOLDER_H
#define FORMAT_PLACEHOLDER_H
#include "base/fault.h"
#include "base/str.h"

void placeholder_add(struct buf *to);    /* appends a PNG */
bool placeholder_is(struct str picture); /* it is ours, so nobody need look at it */
enum err placeholder_refuse(struct fault *fault) MUST_USE; /* ERR_UNREADABLE, with advice */
#endif
