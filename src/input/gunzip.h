/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bytes in a gz, one or more packings behind each other. libarchive's own gz filter believes a gz whose checksum is
 * wrong and passes over what lies behind it; here both are faults. */
#ifndef INPUT_GUNZIP_H
#define INPUT_GUNZIP_H
#include "base/fault.h"
#include "input/store.h"

struct gunzip;

/* Reads the store, which is the caller's, from its beginning. */
struct gunzip *gunzip_open(const struct store *store);
/* Up to `cap` bytes; 0 at the end. ERR_MALFORMED when damaged, cut short, or followed by something else than zero
 * bytes. */
enum err gunzip_read(struct gunzip *gunzip, char *to, size_t cap, size_t *got, struct fault *fault) MUST_USE;
/* Packed bytes read so far. */
uint64_t gunzip_packed(const struct gunzip *gunzip);
void gunzip_close(struct gunzip *gunzip);
#endif
