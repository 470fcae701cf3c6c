/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A deflate writer (RFC 1951) for log lines. It does not search for repetitions: the caller, who puts each line
 * together from a few pieces, remembers per piece where it was last written, and the writer checks and uses that. The
 * code is one fixed Huffman code made for lines that are mostly hexadecimal digits and repeated pieces. Ten times as
 * fast as zlib's level 1 on such lines and about as small; any bytes come out right, with or without good hints.
 * Memory: a window of 128 KiB and what the caller has not taken. The same pieces and hints give the same bytes. */
#ifndef OUTPUT_SQUEEZE_H
#define OUTPUT_SQUEEZE_H
#include "base/str.h"

enum { SQUEEZE_WINDOW = 32768 };

struct squeeze;

/* Where a piece was last written; zero-initialise. Any other piece's place is a valid hint, good or bad. */
typedef uint64_t squeeze_place;

/* The place of what will be added next, for a hint about several pieces at once; and whether a place is still near
 * enough to be of use. */
squeeze_place squeeze_here(const struct squeeze *squeeze);
bool squeeze_reaches(const struct squeeze *squeeze, squeeze_place place);

struct squeeze *squeeze_open(void);
void squeeze_close(struct squeeze *squeeze); /* NULL is fine */
void squeeze_add(struct squeeze *squeeze, struct str bytes, squeeze_place *place); /* place may be NULL */

/* Bytes added so far, and those added since it was `position`, at most SQUEEZE_WINDOW of them; valid until the next
 * call. */
uint64_t squeeze_position(const struct squeeze *squeeze);
struct str squeeze_since(const struct squeeze *squeeze, uint64_t position);

/* Compressed bytes to write away; squeeze_taken() forgets them. The last ones come with squeeze_end(). */
struct str squeeze_output(const struct squeeze *squeeze);
void squeeze_taken(struct squeeze *squeeze);

/* Writes the end of the deflate stream; afterwards only squeeze_output() and the numbers are of use. `sha256` is of
 * all bytes added. */
void squeeze_end(struct squeeze *squeeze, uint32_t *crc, unsigned char sha256[32]);
#endif
