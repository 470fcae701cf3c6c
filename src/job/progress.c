/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/progress.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

enum { INTERVAL_MS = 200, SETTLE_MS = 1000, COLUMNS = 79, COLUMNS_MOST = 200, LOOK_EVERY = 16 };

struct progress {
	bool on, shown;
	const char *pass;
	uint64_t total, calls, done, withheld, pages;
	int64_t began, drawn;
	struct buf line;
};

static int64_t now_ms(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct progress *progress_open(bool quiet)
{
	struct progress *progress = mem_alloc(1, sizeof *progress);
	progress->on = !quiet && isatty(STDERR_FILENO);
	progress->pass = "";
	return progress;
}

static void put(const struct buf *line)
{
	/* a terminal that does not take it has no line; nothing else is lost */
	if (write(STDERR_FILENO, line->ptr, line->len) < 0)
		return;
}

void progress_hide(struct progress *progress)
{
	if (!progress->shown)
		return;
	buf_clear(&progress->line);
	buf_add_text(&progress->line, "\r\033[K");
	put(&progress->line);
	progress->shown = false;
	progress->drawn = 0;
}

void progress_pass(struct progress *progress, const char *pass, uint64_t total)
{
	progress_hide(progress);
	progress->pass = pass;
	progress->total = total;
	progress->began = now_ms();
	progress->drawn = 0;
	progress->calls = progress->done = progress->withheld = progress->pages = 0;
}

static void add_time(struct buf *line, uint64_t seconds)
{
	if (seconds >= 3600)
		buf_printf(line, "%" PRIu64 " h %02u min", seconds / 3600, (unsigned)(seconds / 60 % 60));
	else if (seconds >= 60)
		buf_printf(line, "%u min %02u s", (unsigned)(seconds / 60), (unsigned)(seconds % 60));
	else
		buf_printf(line, "%u s", (unsigned)seconds);
}

void progress_line(struct buf *line, const char *pass, uint64_t done, uint64_t total, uint64_t withheld, int64_t ms,
		   size_t at_most)
{
	size_t start = line->len;
	buf_printf(line, "%s: %" PRIu64, pass, done);
	if (total)
		buf_printf(line, " of %" PRIu64, total);
	buf_add_text(line, done == 1 && !total ? " document" : " documents");
	double rate = ms > 0 ? (double)done * 1000 / (double)ms : 0;
	if (rate > 0)
		buf_printf(line, rate < 10 ? ", %.1f a second" : ", %.0f a second", rate);
	if (total > done && rate > 0 && ms >= SETTLE_MS) {
		buf_add_text(line, ", ");
		add_time(line, (uint64_t)((double)(total - done) / rate) + 1);
		buf_add_text(line, " left");
	}
	if (withheld)
		buf_printf(line, ", %" PRIu64 " withheld", withheld);
	if (line->len - start > at_most)
		line->len = start + at_most;
}

static size_t columns(void)
{
	struct winsize size;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
		return COLUMNS;
	return size.ws_col > COLUMNS_MOST ? COLUMNS_MOST : (size_t)size.ws_col - 1;
}

static void draw(struct progress *progress)
{
	int64_t now = now_ms();
	if (progress->drawn && now - progress->drawn < INTERVAL_MS)
		return;
	progress->drawn = now;
	progress->shown = true;
	buf_clear(&progress->line);
	buf_add_byte(&progress->line, '\r');
	progress_line(&progress->line, progress->pass, progress->done, progress->total, progress->withheld, now - progress->began,
		      columns());
	if (progress->pages && progress->line.len + 20 < columns())
		buf_printf(&progress->line, ", page %" PRIu64 " of the next", progress->pages);
	buf_add_text(&progress->line, "\033[K");
	put(&progress->line);
}

void progress_at(struct progress *progress, uint64_t done, uint64_t withheld)
{
	progress->done = done;
	progress->withheld = withheld;
	progress->pages = 0;
	/* the clock is looked at now and then when documents are fast, at each when they are slow */
	if (progress->on && !(++progress->calls % LOOK_EVERY && progress->calls > LOOK_EVERY && progress->shown && done > LOOK_EVERY * 100))
		draw(progress);
}

void progress_pages(struct progress *progress, uint64_t pages)
{
	progress->pages = pages;
	if (progress->on && pages > 1)
		draw(progress);
}

void progress_close(struct progress *progress)
{
	if (progress == NULL)
		return;
	progress_hide(progress);
	buf_free(&progress->line);
	free(progress);
}
