/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ed25519 keys and signatures in minisign's file formats, so that Debian's `minisign` and blackbar accept each other's
 * keys and signatures. Secret keys are not encrypted, like those of `minisign -G -W`: the file's mode protects them. */
#ifndef OUTPUT_KEY_H
#define OUTPUT_KEY_H
#include "base/fault.h"
#include "base/hash.h"
#include "base/str.h"

enum { KEY_ID_SIZE = 8, KEY_SEED_SIZE = 32, KEY_PUBLIC_SIZE = 32, KEY_SIGNATURE_SIZE = 64 };

struct key_public {
	unsigned char id[KEY_ID_SIZE];
	unsigned char point[KEY_PUBLIC_SIZE];
};

/* Wipe with key_secret_wipe() as soon as it is no longer needed. */
struct key_secret {
	struct key_public public_part;
	unsigned char seed[KEY_SEED_SIZE];
};

/* Makes a key pair: `path` (mode 0600) and `path`.pub. Replaces nothing: ERR_USAGE when one of them exists. */
enum err key_generate(const char *path, struct fault *fault) MUST_USE;

/* ERR_USAGE when the file is missing, no key of this kind, or an encrypted one. */
enum err key_secret_load(const char *path, struct key_secret *key, struct fault *fault) MUST_USE;
void key_secret_wipe(struct key_secret *key);
enum err key_public_load(const char *path, struct key_public *key, struct fault *fault) MUST_USE;

/* Appends the text of a .minisig file for a file whose BLAKE2b is `digest`. The trusted comment has no time in it. */
enum err key_sign(const struct key_secret *key, const unsigned char digest[BLAKE2B_SIZE], struct buf *signature,
		  struct fault *fault) MUST_USE;

enum key_result { KEY_GOOD, KEY_MALFORMED, KEY_OTHER, KEY_WRONG };

/* Whether `signature`, the text of a .minisig file, is by `key` and for that digest. KEY_OTHER: by another key.
 * KEY_MALFORMED: no signature, or one that is not spelt exactly as minisign and key_sign() do. */
enum key_result key_check(const struct key_public *key, const unsigned char digest[BLAKE2B_SIZE], struct str signature);
/* Only whether it has the form of a signature; for who has no key. */
bool key_is_signature(struct str signature);
#endif
