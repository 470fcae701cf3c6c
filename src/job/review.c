/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/review.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "pipeline.h"

struct review {
	struct case_file *file;
	FILE *to;
	struct buf row;
	bool unplaced; /* which persons this round lists */
	uint64_t document;
	struct buf path;
	struct str name;
	uint64_t found;
};

struct str review_name(const struct case_person *person)
{
	const char *end = memchr(person->names.ptr, '\n', person->names.len);
	return (struct str){person->names.ptr, end ? (size_t)(end - person->names.ptr) : person->names.len};
}

static void add_cell(struct buf *row, struct str cell)
{
	if (row->len)
		buf_add_byte(row, ',');
	csv_add(row, cell);
}

static enum err list_person(void *context, const struct case_person *person, struct fault *fault)
{
	struct review *review = context;
	char age[24] = "";
	if ((person->who == WHO_UNPLACED) != review->unplaced)
		return ERR_NONE;
	if (person->age >= 0)
		snprintf(age, sizeof age, "%" PRId32, person->age);
	buf_clear(&review->row);
	csv_add(&review->row, buf_str(&review->path));
	add_cell(&review->row, review_name(person));
	add_cell(&review->row, str_of(who_name(person->who)));
	add_cell(&review->row, person->kin);
	add_cell(&review->row, str_of(age));
	add_cell(&review->row, person->evidence);
	add_cell(&review->row, person->place);
	buf_add_text(&review->row, CSV_END);
	if (fwrite(review->row.ptr, 1, review->row.len, review->to) != review->row.len)
		return fault_set(fault, ERR_SYSTEM, "writing the list failed: %s", strerror(errno));
	return ERR_NONE;
}

static enum err list_document(struct review *review, uint64_t number, struct fault *fault)
{
	struct case_document document;
	bool found = false;
	enum err err = case_document_get(review->file, number, &document, &found, fault);
	if (err || !found)
		return err;
	buf_clear(&review->path);
	buf_add(&review->path, document.path);
	return case_persons(review->file, number, list_person, review, fault);
}

enum err review_list(struct case_file *file, FILE *to, struct fault *fault)
{
	struct review review = {.file = file, .to = to};
	enum err err = fputs(CSV_MARK "document,name,side,kinship,age,why,first mention" CSV_END, to) < 0
			       ? fault_set(fault, ERR_SYSTEM, "writing the list failed: %s", strerror(errno))
			       : ERR_NONE;
	for (int round = 0; round < 2 && !err; round++) {
		review.unplaced = round == 0;
		for (uint64_t i = 0; i < case_document_count(file) && !err; i++)
			err = list_document(&review, i, fault);
	}
	buf_free(&review.row);
	buf_free(&review.path);
	return err;
}

static enum err compare_person(void *context, const struct case_person *person, struct fault *fault)
{
	struct review *review = context;
	(void)fault;
	buf_clear(&review->row);
	review_key(&review->row, review_name(person));
	review->found += str_equal(buf_str(&review->row), review->name);
	return ERR_NONE;
}

void review_key(struct buf *key, struct str name)
{
	pipeline_name_key(key, name);
}

enum err review_find(struct case_file *file, struct str name, uint64_t *count, struct fault *fault)
{
	struct review review = {.file = file, .name = name};
	enum err err = case_people(file, UINT32_MAX, compare_person, &review, fault);
	*count = review.found;
	buf_free(&review.row);
	return err;
}
