/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reads the heads of columns and the names of members with the word lists: the labels of forms, [label-head], and what only
 * tables have, [column]. */
#ifndef DETECT_HEADS_H
#define DETECT_HEADS_H
#include "detect/words.h"
#include "view/head.h"

struct head_reader; /* scratch memory; borrows the lists */

struct head_reader *head_reader_new(const struct words *words, const struct lexicon *lexicon);
void head_reader_free(struct head_reader *reader);
struct heads head_reader_heads(struct head_reader *reader);
#endif
