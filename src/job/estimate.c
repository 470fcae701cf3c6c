/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/estimate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "estimate_write.h"
#include "job/release_parts.h"
#include "sandbox/sandbox.h"

struct gathering {
	struct release release;
	const struct estimate_options *options;
	const struct rates *rates;
	struct estimate_tally tally;
	struct estimate_document document; /* whose records come in */
};

/* ---- the documents ------------------------------------------------------------------------------------------- */

/* Every so many-th, from the first: the same ones each time. */
static enum err want(void *context, bool *wanted, bool *more, struct fault *fault)
{
	struct gathering *gathering = context;
	(void)more;
	(void)fault;
	gathering->tally.documents = gathering->release.number;
	*wanted = (gathering->release.number - 1) % gathering->tally.every == 0;
	return ERR_NONE;
}

static enum err senseless(struct fault *fault)
{
	return fault_set(fault, ERR_SYSTEM, "a worker's answer makes no sense");
}

static enum err take_persons(struct estimate_document *document, struct str bytes, struct fault *fault)
{
	struct scanned_part part;
	struct scanned_person person;
	if (!pipeline_take_part(bytes, &part))
		return senseless(fault);
	for (uint64_t i = 0; i < part.count; i++) {
		if (!pipeline_take_person(&part.rest, &person))
			return senseless(fault);
		document->people[person.person.who]++;
	}
	return ERR_NONE;
}

static enum err take_measure(struct estimate_document *document, struct str bytes, struct fault *fault)
{
	struct measured measured;
	if (!measure_take(bytes, &measured))
		return senseless(fault);
	if (!document->err)
		document->err = measured.err;
	document->pages += measured.pages;
	document->uncertain += measured.uncertain;
	for (unsigned what = 0; what < WHAT_COUNT; what++)
		document->cuts[what] += measured.cuts[what];
	return ERR_NONE;
}

static enum err drain_record(void *context, uint64_t number, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct gathering *gathering = context;
	(void)number;
	switch (tag) {
	case TAG_PART: return take_persons(&gathering->document, bytes, fault);
	case TAG_MEASURE: return take_measure(&gathering->document, bytes, fault);
	default: return ERR_NONE;
	}
}

static enum err drain_done(void *context, uint64_t number, enum err err, const struct fault *why, struct fault *fault)
{
	struct gathering *gathering = context;
	struct release_counts *counts = gathering->release.counts;
	(void)number;
	(void)why;
	(void)fault;
	if (err)
		gathering->document.err = err;
	counts->documents++;
	counts->withheld += gathering->document.err != ERR_NONE;
	estimate_add(&gathering->tally, gathering->rates, &gathering->document);
	gathering->document = (struct estimate_document){0};
	progress_at(gathering->release.progress, counts->documents, counts->withheld);
	return ERR_NONE;
}

/* No hearsay: what is counted must not depend on which worker is first. */
static enum err read_documents(struct gathering *gathering, struct fault *fault)
{
	const struct release_options *options = gathering->release.options;
	struct release *release = &gathering->release;
	struct work work = {.options = {.measure = true, .certain = (unsigned)gathering->rates->uncertain_below}};
	struct release_pass pass = {gathering, want, NULL, drain_record, drain_done};
	gathering->tally.every = gathering->options->every ? gathering->options->every : 1;
	release->progress = progress_open(options->quiet);
	progress_pass(release->progress, "reading", 0);
	struct input_limits limits = release_limits(release->engine, options);
	enum err err = input_open(&release->input, options->inputs, options->input_count, &limits, fault);
	if (!err)
		err = release_feed(release, &work, &pass, fault);
	if (!err)
		err = release_check_any(release, options->inputs, options->input_count, fault);
	progress_close(release->progress);
	source_close(release->refused);
	input_close(release->input);
	free(release->fed);
	return err;
}

/* ---- before and after ---------------------------------------------------------------------------------------- */

static enum err load_rates(const struct engine *engine, const char *name, struct rates **rates, struct fault *fault)
{
	struct buf path = {0};
	if (name && (strchr(name, '/') || str_ends_nocase(str_of(name), STR(".yaml"))))
		buf_add_text(&path, name);
	else
		buf_printf(&path, "%s/fees/%s.yaml", engine->patterns, name ? name : "missouri");
	buf_add_byte(&path, '\0');
	enum err err = rates_load(path.ptr, rates, fault);
	buf_free(&path);
	return err;
}

static enum err take_start(const char *text, struct date *start, struct fault *fault)
{
	if (text == NULL)
		return ERR_NONE;
	if (!date_parse(str_of(text), DATE_NO_PIVOT, start) || !date_full(*start) || !date_valid(*start))
		return fault_set(fault, ERR_USAGE, "--start takes a day as 2026-07-03, not %.40s", text);
	return ERR_NONE;
}

static bool is_html(const char *path)
{
	return str_ends_nocase(str_of(path), STR(".html"));
}

/* What would stand in the way of the letter is said before the work. */
static enum err check_letter(const struct estimate_options *options, const struct rates *rates, struct fault *fault)
{
	const char *path = options->release->letter;
	if (path == NULL)
		return ERR_NONE;
	if (!is_html(path) && !str_ends_nocase(str_of(path), STR(".txt")))
		return fault_set(fault, ERR_USAGE, "%.200s: a letter is written to a file that ends with .html or .txt", path);
	if (!options->release->force && access(path, F_OK) == 0)
		return fault_set(fault, ERR_USAGE, "%.200s is there already; give another name, or --force to replace it", path);
	for (size_t i = 0; i < rates->fee_count; i++) {
		const struct rates_pay *pay = rates->fees[i].pay == RATES_NONE ? NULL : &rates->pays[rates->fees[i].pay];
		if (pay && !pay->known)
			return fault_set(fault, ERR_PACK,
					 "%.100s:%zu: \"hourly\" is not filled in (%.60s), so a letter cannot name the fee: copy the file, "
					 "fill it in, and give it with --rates",
					 rates->path, pay->line, pay->title);
	}
	return ERR_NONE;
}

static enum err write_file(const char *path, struct str bytes, bool force, struct fault *fault)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (force ? O_TRUNC : O_EXCL), 0666);
	bool whole = fd >= 0;
	while (whole && bytes.len) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);
		if (put < 0 && errno == EINTR)
			continue;
		whole = put > 0;
		bytes = whole ? str_part(bytes, (struct span){(size_t)put, bytes.len}) : bytes;
	}
	int failed = errno;
	if (fd >= 0 && close(fd) != 0)
		whole = false;
	if (whole)
		return ERR_NONE;
	if (fd >= 0)
		unlink(path);
	return fault_set(fault, ERR_SYSTEM, "%.200s cannot be written: %s", path, strerror(failed));
}

static enum err print(const struct buf *text, struct fault *fault)
{
	if (text->len && (fwrite(text->ptr, 1, text->len, stdout) != text->len || fflush(stdout) != 0))
		return fault_set(fault, ERR_SYSTEM, "writing to standard output failed: %s", strerror(errno));
	return ERR_NONE;
}

static enum err put_letter(const struct estimate *estimate, const struct estimate_options *options, struct fault *fault)
{
	struct sheet sheet;
	if (options->release->letter == NULL)
		return ERR_NONE;
	sheet_begin(&sheet, is_html(options->release->letter), STR("Estimate for a request for records"));
	estimate_letter(&sheet, estimate);
	sheet_end(&sheet);
	enum err err = write_file(options->release->letter, buf_str(&sheet.out), options->release->force, fault);
	sheet_free(&sheet);
	return err;
}

static enum err put_report(const struct estimate *estimate, const struct estimate_options *options, struct fault *fault)
{
	struct sheet sheet = {0};
	if (options->json) {
		estimate_json(&sheet.out, estimate);
		buf_add_byte(&sheet.out, '\n');
	} else if (!options->release->quiet) {
		estimate_report(&sheet, estimate);
		if (options->release->letter)
			buf_printf(&sheet.out, "Letter: %s\n", options->release->letter);
	}
	enum err err = print(&sheet.out, fault);
	sheet_free(&sheet);
	return err;
}

static enum err confine(const char *letter, struct fault *fault)
{
	char *folder = release_folder_of(letter);
	const char *temporary = getenv("TMPDIR"), *write[] = {temporary ? temporary : "/tmp", letter ? folder : NULL, NULL};
	struct sandbox_state state;
	enum err err = sandbox_parent(NULL, write, &state, fault);
	free(folder);
	return err;
}

enum err release_estimate(const struct engine *engine, const struct estimate_options *options, struct release_counts *counts,
			  struct fault *fault)
{
	const struct release_options *release = options->release;
	struct gathering gathering = {.release = {.engine = engine, .options = release, .counts = counts}, .options = options};
	struct rates *rates = NULL;
	struct estimate *estimate = mem_alloc(1, sizeof *estimate);
	struct date start = {0};
	*counts = (struct release_counts){0};
	enum err err = load_rates(engine, options->rates, &rates, fault);
	if (!err)
		err = take_start(options->start, &start, fault);
	if (!err)
		err = check_letter(options, rates, fault);
	if (!err)
		err = release_check_places(release, release->inputs, release->input_count, fault);
	if (!err)
		err = confine(options->release->letter, fault);
	gathering.rates = rates;
	if (!err)
		err = read_documents(&gathering, fault);
	if (!err) {
		estimate_make(estimate, &gathering.tally, rates, start);
		err = put_letter(estimate, options, fault);
	}
	if (!err)
		err = put_report(estimate, options, fault);
	rates_free(rates);
	free(estimate);
	return err;
}
