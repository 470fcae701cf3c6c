/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* SHA-256, HMAC-SHA-256 and BLAKE2b through libcrypto, and hex. A libcrypto that lacks an algorithm or runs out of
 * memory ends the process like mem.h does: nothing can be written, checked or signed without hashes. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stdbool.h>

#include "base/str.h"

enum { SHA256_SIZE = 32, BLAKE2B_SIZE = 64, SHA256_HEX = 2 * SHA256_SIZE };

enum hash_kind { HASH_SHA256, HASH_BLAKE2B };

/* A hash computed piece by piece; made once and used again and again. hash_begin() starts anew, also half-way. */
struct hash;
struct hash *hash_open(enum hash_kind kind); /* begun; free with hash_close() */
void hash_close(struct hash *hash);          /* NULL is fine */
void hash_begin(struct hash *hash);
void hash_add(struct hash *hash, struct str bytes);
void hash_end(struct hash *hash, unsigned char *digest); /* SHA256_SIZE or BLAKE2B_SIZE bytes; then hash_begin() */

/* All at once. For many small inputs a struct hash is three times as fast. */
void hash_sha256(struct str bytes, unsigned char digest[SHA256_SIZE]);
void hash_hmac_sha256(struct str key, struct str bytes, unsigned char digest[SHA256_SIZE]);
void hash_blake2b(struct str bytes, unsigned char digest[BLAKE2B_SIZE]);

void hex_write(const unsigned char *bytes, size_t count, char *hex); /* 2 * count lower-case digits, no NUL */
bool hex_read(struct str hex, unsigned char *bytes); /* lower-case digits only, an even number of them */
#endif
