/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Standard input. It is read twice, so it is kept; a sender that never stops meets the limit. */
#ifndef INPUT_STANDARD_H
#define INPUT_STANDARD_H
#include "input/store.h"

/* Reads it into the store. What is wrong with it alone is told in `*why`; ERR_SYSTEM: there is no room. */
enum err standard_read(struct store *store, uint64_t most, struct fault *why, struct fault *fault) MUST_USE;
#endif
