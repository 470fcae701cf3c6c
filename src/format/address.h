/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Addresses of the web as readers mean them. */
#ifndef FORMAT_ADDRESS_H
#define FORMAT_ADDRESS_H
#include "base/str.h"

/* "%C3%A9" at bytes[at]: the length of what says one printable character, and that; 0: none does. */
size_t address_character(struct str bytes, size_t at, uint32_t *code);
#endif
