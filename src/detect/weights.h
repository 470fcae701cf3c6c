/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The weights of a linear classifier, an averaged perceptron (Collins 2002), trained by tests/train-tagger on the gold
 * reports. A feature is a short text that says what is seen beside a word ("-1=mother"); it has a whole number for each thing
 * that a word can be part of. File: one feature a line, and its weights, each behind a tab; those at the end may be missing.
 * Read-only after loading, shared by all workers. */
#ifndef DETECT_WEIGHTS_H
#define DETECT_WEIGHTS_H
#include "base/fault.h"
#include "base/str.h"

/* What a word can be part of: a column of the file each. A file that tells one thing has one column. */
enum weight_of { WEIGHT_NAME, WEIGHT_HOME, WEIGHT_SCHOOL, WEIGHT_BIRTH, WEIGHT_CONTACT, WEIGHT_ID, WEIGHT_COUNT };

struct weights;

/* ERR_PACK names file and line. */
struct weights *weights_load(const char *path, struct fault *fault) MUST_USE;
void weights_free(struct weights *weights); /* NULL is fine */

/* A feature is written "kind=a" or "kind=a b"; its hash is put together from the hashes of its pieces. */
static inline uint64_t feature_hash(uint64_t kind, uint64_t a, uint64_t b)
{
	uint64_t hash = (kind ^ a) * UINT64_C(0x9e3779b97f4a7c15);
	return ((hash ^ hash >> 29) + b) * UINT64_C(0xbf58476d1ce4e5b9);
}

/* By the feature_hash() of `kind`, `a` and `b`, each as str_hash gives it, b 0 when there is none. WEIGHT_COUNT weights, 0: it
 * says nothing. */
const int16_t *weights_at(const struct weights *weights, uint64_t hash);
/* Soon those of the features are added. */
void weights_fetch(const struct weights *weights, const uint64_t *hashes, size_t count);
/* Adds those of all the features. */
void weights_add(const struct weights *weights, const uint64_t *hashes, size_t count, int32_t sums[WEIGHT_COUNT]);
#endif
