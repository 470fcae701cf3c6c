/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One release: two passes over the input, the case between them, the bundle at the end. */
#ifndef JOB_RELEASE_H
#define JOB_RELEASE_H
#include "engine.h"
#include "input/input.h"
#include "pipeline.h"

struct release_options {
	const char *const *inputs; /* files, folders, archives or "-" */
	size_t input_count;
	const char *output;        /* the bundle; NULL for scan */
	const char *case_path;     /* NULL: a temporary one */
	const char *letter;        /* of an estimate; NULL: none */
	const char *key;           /* secret key that signs the bundle; NULL: not signed */
	const char *version;       /* of the program: "1.0" */
	unsigned workers;
	bool force;   /* replace an existing bundle */
	bool resume;  /* go on with the documents the case has */
	bool quiet;
	bool parted;  /* filter: many texts, a NUL byte behind each */
	bool explain; /* scan: print who is who in every document to standard output */
	struct input_limits limits;
	size_t part_size;
	unsigned document_ms; /* time for one document; 0: default */
};

struct release_counts {
	uint64_t documents, released, withheld, cuts, persons, children;
	bool is_signed;
};

/* Pass 1 into the case. ERR_NONE even when documents are withheld: see `counts`. */
enum err release_scan(const struct engine *engine, const struct release_options *options, struct release_counts *counts,
		      struct fault *fault) MUST_USE;
/* Pass 1 where the case does not have it yet, then pass 2 into the bundle. With no inputs those of the case (apply). */
enum err release_redact(const struct engine *engine, const struct release_options *options,
			struct release_counts *counts, struct fault *fault) MUST_USE;
/* One document from `from` to `to`, without bundle and case; ERR_* says why nothing was written. Parted: texts that nothing was
 * written of are counted as withheld, and told. */
enum err release_filter(const struct engine *engine, const struct release_options *options, int from, int to,
			struct release_counts *counts, struct fault *fault) MUST_USE;

/* What was done, to standard output: for people, or one line of JSON. `output`: the bundle, or NULL. */
void release_tell(const struct release_counts *counts, const char *output, bool json, bool quiet);
#endif
