/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* START HERE: one document through all stages. The flow of a pass is one short function each:
 *
 *   pass 1  pipeline_scan:  format -> view -> tokens -> rules -> people -> who is in the document, for the case
 *                           -> decide -> format writes -> read back -> deflate: the document as it is released unless
 *                           another document, or a reviewer, says something that changes it
 *   pass 2  pipeline_cut:   the same, with what other documents know, for those where that is the case
 *
 * Runs in a worker process (job/), one document after another, and keeps nothing between documents. What it gives are
 * records, tag and bytes, which the parent reads with the take functions below. Neither side opens files here. */
#ifndef PIPELINE_H
#define PIPELINE_H
#include "base/hash.h"
#include "engine.h"
#include "input/source.h"
#include "people/people.h"
#include "view/finding.h"

enum pipeline_tag {
	TAG_PART = 1, /* pass 1: who is in a part */
	TAG_SCANNED,  /* pass 1: the end */
	TAG_CUTS,     /* what was cut in a part */
	TAG_REPORTS,  /* what the papers say of reports in it: report_take() until all is taken */
	TAG_DATA,     /* bytes of the released document, raw deflate */
	TAG_DONE,     /* the released document is whole; without it, what came of it is void */
	TAG_EXPLAIN,  /* pass 1, when asked: text for people */
	TAG_MEASURE,  /* pass 1, when asked: numbers of a part, see estimate_measure.h */
	TAG_RISK,     /* pass 1, when asked: what is left in a part, see risk.h */
	TAG_FOUND     /* pass 1: what the rules found in a part, see struct pipeline_known */
};

typedef void (*pipeline_emit)(void *context, uint32_t tag, struct str bytes);

struct pipeline_options {
	size_t part_size, line_limit;      /* format.h; 0: default */
	const struct directory *directory; /* pass 2: full names of the release; NULL in pass 1 */
	const struct hearsay *heard;       /* pass 1: some of them; may be NULL */
	bool explain;                      /* pass 1: also TAG_EXPLAIN */
	bool measure;                      /* pass 1: also TAG_MEASURE */
	unsigned certain;                  /* ... where a cut with a score below is uncertain */
	const struct risk_kit *risk;       /* pass 1: also TAG_RISK; NULL: no */
};

struct pipeline; /* scratch memory and engines of one worker */

enum err pipeline_open(struct pipeline **pipeline, const struct engine *engine, const struct pipeline_options *options,
		       struct fault *fault) MUST_USE;
void pipeline_close(struct pipeline *pipeline);

/* Where pass 2 keeps the bytes of a large document until they are read back: a file of the worker's own, or -1: memory. */
struct pipeline_output {
	void *context;
	pipeline_emit emit;
	int scratch;
	void (*page)(void *context); /* a page that takes a second or two begins; may be NULL */
};

enum err pipeline_scan(struct pipeline *pipeline, struct str path, struct source *source,
		       const struct pipeline_output *output, struct fault *fault) MUST_USE;

/* What a reviewer decided: of the person with this name (a key, see pipeline_name_key), or with an empty name of everything
 * of this kind. */
struct pipeline_ruling {
	struct str name;
	enum what what;
	enum verdict verdict;
};

/* What pass 2 is told of a document: persons of other documents of the same case, and decisions, the last one wins; and of a
 * document of one part what the rules found in it in pass 1, so that they are not matched again (empty: they are). */
struct pipeline_known {
	const struct person *persons;
	size_t person_count;
	const struct pipeline_ruling *rulings;
	size_t ruling_count;
	struct str found;
};

/* The form in which names are compared with decisions: the words of the name folded, sorted, parted by one space. */
void pipeline_name_key(struct buf *key, struct str name);

/* Strings of `known` must live until the call returns. */
enum err pipeline_cut(struct pipeline *pipeline, struct str path, struct source *source,
		      const struct pipeline_known *known, const struct pipeline_output *output, struct fault *fault) MUST_USE;

/* The released name of a document that is withheld: its path without names of people and what decisions cut. */
enum err pipeline_path(struct pipeline *pipeline, struct str path, const struct pipeline_known *told, struct buf *released,
		       struct fault *fault) MUST_USE;

/* ---- records ------------------------------------------------------------------------------------------------- */

struct scanned_part {
	uint64_t part;
	struct str numbers; /* report numbers as printed, each counted (take_counted); the first is the document's own */
	struct str rest;    /* persons: take with pipeline_take_person() */
	uint64_t count;
};

struct scanned_record {
	unsigned char input[SHA256_SIZE]; /* of the bytes read */
	uint64_t parts;
	struct str asked; /* what the released document stands or falls with: see known_otherwise() */
};

struct scanned_person {
	struct person person;
	struct str names, evidence, facts; /* as case/ wants them */
	uint64_t place;                    /* line of the first mention, in the view; 0 none */
};

struct cut_record {
	uint64_t line;    /* in the released document; 0: in its name */
	struct str place; /* instead of a line: see struct edit */
	enum what what;
	struct str token; /* empty: kept, by decision */
	uint64_t policy_line, rule; /* indexes */
	bool decided; /* by a reviewer, not by rule */
};

struct done_record {
	struct str path; /* as released */
	uint64_t pages;
	uint64_t size, packed;
	uint32_t crc;
	unsigned char sha256[SHA256_SIZE]; /* of the released bytes */
	unsigned char input[SHA256_SIZE];  /* of the bytes read */
};

bool pipeline_take_part(struct str bytes, struct scanned_part *part);
bool pipeline_take_scanned(struct str bytes, struct scanned_record *scanned);
bool pipeline_take_person(struct str *from, struct scanned_person *person);
bool pipeline_take_cut(struct str *from, struct cut_record *cut);
bool pipeline_take_done(struct str bytes, struct done_record *done);
void pipeline_add_scanned(struct buf *out, const struct scanned_record *scanned);
void pipeline_add_cut(struct buf *out, const struct cut_record *cut);
void pipeline_add_done(struct buf *out, const struct done_record *done);
#endif
