/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of the pipeline share: pipeline.c (the passes), pipeline_note.c (what pass 1 notes),
 * pipeline_decide.c (from findings to edits), record.c. */
#ifndef PIPELINE_PARTS_H
#define PIPELINE_PARTS_H
#include "decide/decide.h"
#include "detect/heads.h"
#include "detect/mend.h"
#include "detect/rules.h"
#include "format/format.h"
#include "pipeline.h"
#include "risk.h"

struct spooled;
struct facts;

struct pipeline {
	const struct engine *engine;
	struct pipeline_options options;
	struct format_options format_options;
	struct xml_engine *xml;
	struct head_reader *head_reader;
	struct heads heads;
	struct matcher *matcher;
	struct mender *mender;
	struct people *people;
	struct tokens tokens;
	struct view view;
	const struct view *seen; /* the view itself, or mended: what was detected in */
	struct finding_list findings;
	struct buf found; /* pass 1: what the rules found in the view at hand */
	struct str given; /* pass 2: the same, as pass 1 noted it; empty: it did not */
	struct finding_list stated; /* facts for the papers: nothing else sees them */
	struct facts *facts;
	struct directory *own; /* names that the document at hand gave itself */
	struct labels *labels;
	struct cuts cuts;
	struct subject *subjects;
	size_t subject_cap;
	uint8_t *rulings; /* enum ruling of each finding */
	size_t ruling_cap;
	uint64_t *keys;
	size_t key_cap;
	struct edit *edits;
	size_t edit_cap;
	struct buf record, out, shown;
	struct buf written, cut_records, released, asked; /* of the document at hand */
	struct buf values;  /* that were cut from it, for its name */
	struct buf numbers; /* of reports that it gives, counted, where they are cut */
	struct hash *input_hash, *hash;
	struct readback *readback;
	struct gone *gone; /* words cut from the document at hand, if its pages are pictures */
	struct ocr *ocr;
	struct risk *risk; /* NULL: not asked for */
	struct libdeflate_compressor *compressor;
};

/* view -> mended view, tokens -> rules -> people */
enum err pipeline_understand(struct pipeline *pipeline, const struct view *view, const struct known *known,
			     struct part *part, struct fault *fault) MUST_USE;

/* pipeline_note.c */

/* What the rules find in the tokens at hand. */
enum err pipeline_find(struct pipeline *pipeline, struct fault *fault) MUST_USE;
/* Part `number` for the parent: TAG_PART, and TAG_FOUND of the first. */
void pipeline_note_part(struct pipeline *pipeline, const struct part *part, uint64_t number, const struct pipeline_output *output);
/* The name as the case lists it: given names, initials, surnames, then nicknames. */
void pipeline_name_add(struct buf *out, const struct person *person);

/* pipeline_decide.c */

/* people -> policy -> cuts and edits of part `number` */
void pipeline_decide(struct pipeline *pipeline, const struct part *part, uint64_t number, const struct pipeline_known *told);
/* Cuts and keeps of the part that was written from `written` on, for the log. */
void pipeline_record_cuts(struct pipeline *pipeline, struct spooled *spool, size_t written);
/* What the papers say of the part. */
void pipeline_read_facts(struct pipeline *pipeline, const struct part *part, const struct pipeline_known *told);
/* pipeline_numbers.c */

/* Appends the numbers of this report and of those it belongs to: documents that share one are one case. */
void pipeline_add_numbers(struct pipeline *pipeline, struct buf *out);
/* Where numbers of reports are cut, they are found without a label too. Before rulings are made. */
void pipeline_find_numbers(struct pipeline *pipeline, const struct pipeline_known *told);

/* pipeline_values.c */

void pipeline_note_values(struct pipeline *pipeline); /* of the part that has been decided on */
void pipeline_find_values(struct pipeline *pipeline); /* in the name of the document, which is the view */

/* The name of the document without its cuts, which are recorded. */
enum err pipeline_cut_path(struct pipeline *pipeline, struct str path, const struct known *known,
			   const struct pipeline_known *told, struct buf *released, struct fault *fault) MUST_USE;
#endif
