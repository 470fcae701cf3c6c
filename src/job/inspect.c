/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/inspect.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/mem.h"
#include "format/pdf_inspect.h"
#include "sandbox/sandbox.h"

#define SIZE_MOST (256 * LIMIT_MIB)
#define INCH 72.0f

struct inspection {
	const char *path;
	const struct inspect_options *options;
	unsigned found;
};

static enum err read_whole(const char *path, struct buf *bytes, struct fault *fault)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = 1;
	if (file < 0)
		return fault_set(fault, ERR_USAGE, "%s: %s", path, strerror(errno));
	while (got > 0 && bytes->len <= SIZE_MOST) {
		got = read(file, buf_room(bytes, LIMIT_MIB), LIMIT_MIB);
		bytes->len += got > 0 ? (size_t)got : 0;
	}
	int error = errno;
	close(file);
	if (got < 0)
		return fault_set(fault, ERR_USAGE, "%s: %s", path, strerror(error));
	if (bytes->len > SIZE_MOST)
		return fault_set(fault, ERR_LIMIT, "the PDF is larger than %zu MiB; split it into smaller ones", SIZE_MOST / LIMIT_MIB);
	return ERR_NONE;
}

/* ---- what is told -------------------------------------------------------------------------------------------- */

static void print_json(const struct inspection *inspection, const struct pdf_covered *covered)
{
	static const char *const names[] = {"dark", "light", "picture", "mark"};
	struct buf out = {0};
	buf_add_text(&out, "{\"file\":");
	json_add(&out, str_of(inspection->path));
	buf_printf(&out, ",\"page\":%zu,\"cover\":\"%s\",\"x\":%.1f,\"y\":%.1f,\"width\":%.1f,\"height\":%.1f,\"letters\":%zu,\"picture\":%s",
		   covered->page, names[covered->cover], (double)covered->box.x0, (double)covered->box.y0,
		   (double)(covered->box.x1 - covered->box.x0), (double)(covered->box.y1 - covered->box.y0), covered->letters,
		   covered->picture ? "true" : "false");
	if (inspection->options->show) {
		buf_add_text(&out, ",\"text\":");
		json_add(&out, str_trim(covered->text));
	}
	buf_add_text(&out, "}\n");
	fwrite(out.ptr, 1, out.len, stdout);
	buf_free(&out);
}

/* The lines that lie under it, indented. */
static void print_lines(struct str text)
{
	text = str_trim(text);
	for (size_t from = 0; from < text.len;) {
		const char *end = memchr(text.ptr + from, '\n', text.len - from);
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		if (to > from)
			printf("    %.*s\n", (int)(to - from), text.ptr + from);
		from = to + 1;
	}
}

static void print_line(const struct inspection *inspection, const struct pdf_covered *covered)
{
	static const char *const names[] = {"a dark box", "a light box", "a picture", "a mark for redaction that was never done,"};
	printf("%s: page %zu: %s %.1f by %.1f inches, %.1f from the left and %.1f from the bottom, hides ", inspection->path, covered->page,
	       names[covered->cover], (double)((covered->box.x1 - covered->box.x0) / INCH), (double)((covered->box.y1 - covered->box.y0) / INCH),
	       (double)(covered->box.x0 / INCH), (double)(covered->box.y0 / INCH));
	if (covered->letters)
		printf("%zu letter%s that a program can read%s", covered->letters, covered->letters == 1 ? "" : "s",
		       covered->picture ? ", and " : "");
	printf("%s\n", covered->picture ? "part of a picture whose pixels are still there" : "");
	if (inspection->options->show)
		print_lines(covered->text);
}

static void tell(void *context, const struct pdf_covered *covered)
{
	struct inspection *inspection = context;
	inspection->found++;
	if (inspection->options->json)
		print_json(inspection, covered);
	else if (!inspection->options->quiet)
		print_line(inspection, covered);
}

/* ---- the confined process ------------------------------------------------------------------------------------ */

struct answer {
	enum err err;
	unsigned found;
	size_t pages;
	struct fault fault;
};

static void inspect_confined(const char *path, const struct inspect_options *options, struct str bytes, int to)
{
	const int keep[] = {1, 2, to};
	struct sandbox_limits limits = {.memory = LIMIT_WORKER_MEMORY, .keep = keep, .keep_count = 3};
	struct sandbox_state state;
	struct inspection inspection = {path, options, 0};
	struct answer answer = {0};
	answer.err = sandbox_worker(&limits, &state, &answer.fault);
	if (!answer.err)
		answer.err = pdf_inspect(bytes, tell, &inspection, &answer.pages, &answer.fault);
	answer.found = inspection.found;
	fflush(stdout);
	_exit(write(to, &answer, sizeof answer) == (ssize_t)sizeof answer ? 0 : 1);
}

static enum err take_answer(int from, pid_t child, struct answer *answer, struct fault *fault)
{
	ssize_t got;
	do
		got = read(from, answer, sizeof *answer);
	while (got < 0 && errno == EINTR);
	int status;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (got != (ssize_t)sizeof *answer)
		return fault_set(fault, ERR_UNREADABLE, "reading the PDF broke down; it is damaged, or made to do that");
	*fault = answer->fault;
	return answer->err;
}

static enum err inspect_apart(const char *path, const struct inspect_options *options, struct str bytes, struct answer *answer,
			      struct fault *fault)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fault_set(fault, ERR_SYSTEM, "no pipe (%s)", strerror(errno));
	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		inspect_confined(path, options, bytes, ends[1]);
	close(ends[1]);
	enum err err = child < 0 ? fault_set(fault, ERR_SYSTEM, "no process (%s)", strerror(errno)) :
				   take_answer(ends[0], child, answer, fault);
	close(ends[0]);
	return err;
}

static enum err inspect_file(const char *path, const struct inspect_options *options, bool *found, struct fault *fault)
{
	struct buf bytes = {0};
	struct answer answer = {0};
	enum err err = read_whole(path, &bytes, fault);
	if (!err)
		err = inspect_apart(path, options, buf_str(&bytes), &answer, fault);
	*found = *found || answer.found;
	if (!err && !options->json && !options->quiet)
		printf("%s: %zu page%s, %u redaction%s that only hide%s\n", path, answer.pages, answer.pages == 1 ? "" : "s", answer.found,
		       answer.found == 1 ? "" : "s", answer.found == 1 ? "s" : "");
	buf_free(&bytes);
	return err;
}

enum err inspect_files(const char *const *paths, size_t count, const struct inspect_options *options, bool *found, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < count && !err; i++)
		err = inspect_file(paths[i], options, found, fault);
	return err;
}
