/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The worker processes, as the parent sees them: start, watch, kill, bury. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "job/pool_parts.h"

enum { IDLE_DEATHS = 64 };

int pool_temporary_file(const char *folder, struct fault *fault)
{
	const char *where = folder ? folder : getenv("TMPDIR");
	if (where == NULL || *where == '\0')
		where = "/tmp";
	int fd = open(where, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
	if (fd >= 0)
		return fd;
	struct buf name = {0};
	buf_printf(&name, "%s/blackbar-XXXXXX", where);
	buf_add_byte(&name, '\0');
	fd = mkostemp(name.ptr, O_CLOEXEC);
	if (fd >= 0 && unlink(name.ptr) != 0) {
		close(fd);
		fd = -1;
	}
	buf_free(&name);
	if (fd < 0)
		(void)fault_set(fault, ERR_SYSTEM,
				"cannot make a temporary file (%s); set TMPDIR to a folder that can be "
				"written",
				strerror(errno));
	return fd;
}

static _Noreturn void become_worker(const struct pool *pool, size_t index, int fd, int scratch, pid_t parent)
{
	/* the parent may have died before the kernel was asked to tell */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(0);
	pool_worker_main(pool, index, fd, scratch);
}

static void reset(struct pool *pool, size_t index, pid_t pid, int fd)
{
	struct pool_worker *worker = &pool->workers[index];
	worker->pid = pid;
	worker->fd = fd;
	worker->ready = false;
	worker->blame = ERR_NONE;
	worker->queue_count = worker->flight = worker->out_pos = 0;
	worker->done = worker->seen_at = worker->seen_tick = 0;
	worker->silent_ms = worker->processor_ms = 0;
	buf_clear(&worker->out);
	buf_clear(&worker->in);
}

enum err pool_process_start(struct pool *pool, size_t index, struct fault *fault)
{
	int pair[2];
	pid_t parent = getpid();
	struct pool_beat *beat = &pool->beats[index];
	atomic_store(&beat->current, 0);
	atomic_store(&beat->waiting, 0);
	atomic_store(&beat->pages, 0);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return fault_set(fault, ERR_SYSTEM, "cannot connect to a worker (%s)", strerror(errno));
	int scratch = pool_temporary_file(pool->options.temporary, fault);
	pid_t pid = scratch < 0 ? -1 : fork();
	if (pid == 0) {
		close(pair[0]); /* or the worker would never see the end of its input */
		become_worker(pool, index, pair[1], scratch, parent);
	}
	int saved = errno;
	close(pair[1]);
	if (scratch >= 0)
		close(scratch);
	if (pid < 0) {
		close(pair[0]);
		return fault_set(fault, ERR_SYSTEM, "cannot start a worker (%s); try a smaller -j", strerror(saved));
	}
	reset(pool, index, pid, pair[0]);
	if (fcntl(pair[0], F_SETFL, O_NONBLOCK) != 0)
		return fault_set(fault, ERR_SYSTEM, "cannot connect to a worker (%s)", strerror(errno));
	return ERR_NONE;
}

void pool_process_kill(struct pool_worker *worker, enum err blame, const char *format, ...)
{
	va_list args;
	if (worker->blame || worker->pid <= 0)
		return;
	va_start(args, format);
	vsnprintf(worker->sentence, sizeof worker->sentence, format, args);
	va_end(args);
	worker->blame = blame;
	kill(worker->pid, SIGKILL);
}

/* What is said of the document a worker died on. */
static enum err explain(const struct pool *pool, struct pool_worker *worker, int status)
{
	char *to = worker->sentence;
	size_t cap = sizeof worker->sentence;
	if (worker->blame)
		return worker->blame;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_MEMORY) {
		snprintf(to, cap, "the worker needed more memory for this document than the limit of %zu MiB",
			 pool->options.memory / LIMIT_MIB);
		return ERR_LIMIT;
	}
	if (WIFEXITED(status)) {
		snprintf(to, cap, "the worker ended in the middle of this document (exit code %d)",
			 WEXITSTATUS(status));
		return ERR_UNREADABLE;
	}
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	const char *more = sig == SIGSYS ? ": it tried what its sandbox forbids" :
			   sig == SIGXFSZ ? ": its scratch file grew beyond the limit" :
			   sig == SIGKILL ? ": killed from outside, perhaps for want of memory" : "";
	snprintf(to, cap, "the worker crashed on this document (signal %d%s)", sig, more);
	return sig == SIGXFSZ || sig == SIGKILL ? ERR_LIMIT : ERR_UNREADABLE;
}

/* Which of its documents the worker died on. One whose records have come in part cannot be done again, so it is that
 * one, whatever the beat says. */
static size_t culprit(const struct pool_worker *worker, uint64_t current)
{
	for (size_t i = 0; i < worker->queue_count && !worker->queue[0]->begun; i++)
		if (worker->queue[i]->number + 1 == current)
			return i;
	return 0;
}

static void put_up(struct pool *pool, struct pool_document *document)
{
	pool->retry = mem_room(pool->retry, pool->retry_count, &pool->retry_cap, sizeof *pool->retry);
	size_t at = pool->retry_count++;
	for (; at > 0 && pool->retry[at - 1]->number > document->number; at--)
		pool->retry[at] = pool->retry[at - 1];
	pool->retry[at] = document;
}

enum err pool_process_replace(struct pool *pool, size_t index, struct fault *fault)
{
	struct pool_worker *worker = &pool->workers[index];
	int status = 0;
	kill(worker->pid, SIGKILL); /* no more than a formality: it closed its connection */
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(worker->fd);
	worker->pid = 0;
	bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && !worker->blame;
	/* a system short of memory may kill one that has just begun; anything else is ours to mend */
	if (!worker->ready && (!killed || ++pool->idle_deaths > IDLE_DEATHS))
		return fault_set(fault, ERR_SYSTEM, "a worker could not start (%s %d)",
				 WIFSIGNALED(status) ? "signal" : "exit code",
				 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	if (pool->stream_worker == index)
		pool_feed_stop(pool);
	enum err code = explain(pool, worker, status), err = ERR_NONE;
	/* a large document cannot be sent again, so it is lost even when the worker had not begun */
	bool begun = worker->ready || (worker->queue_count && worker->queue[0]->large);
	size_t guilty = begun ? culprit(worker, atomic_load(&pool->beats[index].current)) : worker->queue_count;
	for (size_t i = 0; i < worker->queue_count; i++)
		if (i != guilty)
			put_up(pool, worker->queue[i]);
	if (guilty < worker->queue_count) {
		pool_hold_drop(pool, worker->queue[guilty]);
		err = pool_hold_finish(pool, worker->queue[guilty], code, str_of(worker->sentence), fault);
	} else if (worker->ready && ++pool->idle_deaths > IDLE_DEATHS)
		return fault_set(fault, ERR_SYSTEM, "workers die without work; the last: %s", worker->sentence);
	pool->replaced++;
	return err ? err : pool_process_start(pool, index, fault);
}

static int64_t processor_ms(pid_t pid)
{
	clockid_t clock;
	struct timespec time;
	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
		return 0;
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void watch(struct pool *pool, size_t index, int64_t elapsed)
{
	struct pool_worker *worker = &pool->workers[index];
	struct pool_beat *beat = &pool->beats[index];
	uint64_t tick = atomic_load(&beat->tick);
	size_t place = culprit(worker, atomic_load(&beat->current));
	const struct pool_document *document = worker->queue[place];
	uint32_t pages = atomic_load(&beat->pages);
	int64_t allowed = (int64_t)pool->options.document_ms +
			  (int64_t)(document->size * pool->options.document_ms_per_mb / 1000000) +
			  (int64_t)(pages < LIMIT_PICTURE_PAGES ? pages : LIMIT_PICTURE_PAGES) * LIMIT_PAGE_MS;
	int64_t used = processor_ms(worker->pid);
	/* it goes through what it was given in order: one gone mad does not win time by jumping to and fro, nor by
	 * claiming to wait when it has all its input */
	uint64_t at = worker->done + place + 1;
	bool waits = atomic_load(&beat->waiting) && (worker->out.len || pool->stream_worker == index);
	if (at > worker->seen_at)
		worker->processor_ms = used;
	worker->silent_ms =
	    at > worker->seen_at || tick != worker->seen_tick || waits ? 0 : worker->silent_ms + elapsed;
	worker->seen_at = at > worker->seen_at ? at : worker->seen_at;
	worker->seen_tick = tick;
	if (used - worker->processor_ms > allowed)
		pool_process_kill(worker, ERR_LIMIT,
				  "the worker used more processor time for this document than the limit "
				  "of %lld seconds",
				  (long long)(allowed + 999) / 1000);
	else if (worker->silent_ms > allowed)
		pool_process_kill(worker, ERR_LIMIT,
				  "the worker gave no sign of life on this document for %lld seconds",
				  (long long)(allowed + 999) / 1000);
}

void pool_process_watch(struct pool *pool, int64_t elapsed)
{
	for (size_t i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].pid > 0 && pool->workers[i].queue_count)
			watch(pool, i, elapsed);
}
