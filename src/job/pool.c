/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parent's loop: feed, send, receive, drain. It never waits for one worker, so that none has to wait for another.
 */
#include "job/pool.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "job/pool_parts.h"

enum { RECEIVE = 256 * 1024, WATCH_MS = 250, CLOSE_MS = 5000, SEND_KEEP = 4 * 1024 * 1024 };

static const int stop_signals[3] = {SIGINT, SIGTERM, SIGHUP};

/* A signal that asks to stop becomes another one, which is blocked and waits to be read from a file descriptor: so the
 * request interrupts a read that hangs, is not lost, and needs no global variable. */
static void forward_signal(int number)
{
	union sigval value = {.sival_int = number};
	int saved = errno;
	sigqueue(getpid(), SIGRTMIN, value);
	errno = saved;
}

static enum err catch_signals(struct pool *pool, struct fault *fault)
{
	sigset_t mask;
	sigemptyset(&mask);
	sigaddset(&mask, SIGRTMIN);
	if (sigprocmask(SIG_BLOCK, &mask, &pool->old_mask) != 0 ||
	    (pool->signals = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC)) < 0)
		return fault_set(fault, ERR_SYSTEM, "cannot watch for signals (%s)", strerror(errno));
	struct sigaction action = {.sa_handler = forward_signal, .sa_flags = (int)SA_RESETHAND};
	for (size_t i = 0; i < 3; i++) {
		sigaction(stop_signals[i], NULL, &pool->old_action[i]);
		if (pool->old_action[i].sa_handler != SIG_IGN)
			sigaction(stop_signals[i], &action, NULL);
	}
	return ERR_NONE;
}

static void release_signals(struct pool *pool)
{
	if (pool->signals < 0)
		return;
	for (size_t i = 0; i < 3; i++)
		sigaction(stop_signals[i], &pool->old_action[i], NULL);
	(void)pool_stop_asked(pool); /* nothing may stay pending */
	sigprocmask(SIG_SETMASK, &pool->old_mask, NULL);
	close(pool->signals);
}

bool pool_stop_asked(struct pool *pool)
{
	struct signalfd_siginfo info;
	while (read(pool->signals, &info, sizeof info) == sizeof info)
		pool->stopped = info.ssi_int;
	return pool->stopped != 0;
}

static void set_defaults(struct pool_options *options)
{
	options->workers = options->workers ? options->workers : 1;
	options->memory = options->memory ? options->memory : LIMIT_WORKER_MEMORY;
	options->scratch = options->scratch ? options->scratch : LIMIT_WORKER_SCRATCH;
	options->document_ms = options->document_ms ? options->document_ms : LIMIT_DOCUMENT_MS;
	if (options->document_ms_per_mb == 0)
		options->document_ms_per_mb = LIMIT_DOCUMENT_MS_PER_MB;
	options->held_memory = options->held_memory ? options->held_memory : LIMIT_HELD_MEMORY;
}

enum err pool_open(struct pool **to, const struct pool_options *options, const struct pool_job *job,
		   struct fault *fault)
{
	*to = NULL;
	if (options->workers > LIMIT_WORKERS)
		return fault_set(fault, ERR_USAGE, "-j %u is more than the limit of %u workers", options->workers,
				 LIMIT_WORKERS);
	struct pool *pool = mem_alloc(1, sizeof *pool);
	pool->options = *options;
	set_defaults(&pool->options);
	pool->job = *job;
	pool->signals = -1;
	pool->hold.spill = -1;
	pool->hold.bound = pool->options.held_memory;
	pool->stream_worker = pool->options.workers;
	pool->workers = mem_alloc(pool->options.workers, sizeof *pool->workers);
	pool->beats = mmap(NULL, pool->options.workers * sizeof *pool->beats, PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	enum err err = ERR_NONE;
	if (pool->beats == MAP_FAILED)
		err = fault_set(fault, ERR_SYSTEM, "cannot share memory with workers (%s)", strerror(errno));
	if (err == ERR_NONE)
		err = catch_signals(pool, fault);
	for (size_t i = 0; err == ERR_NONE && i < pool->options.workers; i++)
		err = pool_process_start(pool, i, fault);
	if (err)
		pool_abort(pool);
	else
		*to = pool;
	return err;
}

void pool_send(struct pool_worker *worker)
{
	while (worker->out_pos < worker->out.len) {
		ssize_t sent = send(worker->fd, worker->out.ptr + worker->out_pos, worker->out.len - worker->out_pos,
				    MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			break; /* full, or dead: then reading will show it */
		worker->out_pos += (size_t)sent;
	}
	size_t left = worker->out.len - worker->out_pos;
	if (left && worker->out_pos < worker->out.len / 2)
		return;
	if (left)
		memmove(worker->out.ptr, worker->out.ptr + worker->out_pos, left);
	worker->out.len = left;
	worker->out_pos = 0;
	if (left == 0 && worker->out.cap > SEND_KEEP)
		buf_free(&worker->out);
}

static void accept_state(struct pool *pool, struct pool_worker *worker, struct str body)
{
	struct sandbox_state state, *all = &pool->sandbox;
	if (body.len != sizeof state)
		return;
	memcpy(&state, body.ptr, sizeof state);
	state.why[sizeof state.why - 1] = '\0';
	worker->ready = true;
	if (pool->ready++ == 0) {
		*all = state;
		return;
	}
	all->no_new_privileges &= state.no_new_privileges;
	all->no_dump &= state.no_dump;
	all->files_closed &= state.files_closed;
	all->limits &= state.limits;
	all->landlock &= state.landlock;
	all->seccomp &= state.seccomp;
	all->no_new_code &= state.no_new_code;
	if (state.why[0])
		memcpy(all->why, state.why, sizeof all->why);
}

static void queue_shift(struct pool_worker *worker)
{
	struct pool_document *document = worker->queue[0];
	worker->flight -= document->large ? LIMIT_FLIGHT_BYTES : document->frame.len;
	worker->queue_count--;
	worker->done++;
	memmove(worker->queue, worker->queue + 1, worker->queue_count * sizeof *worker->queue);
}

/* One whole frame from a worker, who is not trusted. */
static enum err accept_frame(struct pool *pool, size_t index, const struct pool_frame *frame, struct str bytes,
			     struct fault *fault)
{
	struct pool_worker *worker = &pool->workers[index];
	struct str body = str_part(bytes, (struct span){sizeof *frame, sizeof *frame + frame->body});
	struct str text = str_part(bytes, (struct span){bytes.len - frame->text, bytes.len});
	if (frame->kind == POOL_REFUSED && !worker->ready && frame->code && frame->code <= ERR_UNSOUND)
		return fault_set(fault, (enum err)frame->code, "%.*s", (int)text.len, text.ptr);
	if (frame->kind == POOL_READY && !worker->ready) {
		accept_state(pool, worker, body);
		return ERR_NONE;
	}
	struct pool_document *document = worker->queue_count ? worker->queue[0] : NULL;
	if (document && document->number == frame->number && frame->kind == POOL_RECORD && worker->ready) {
		document->begun = true;
		return pool_hold_record(pool, document, bytes, fault);
	}
	if (document && document->number == frame->number && frame->kind == POOL_DONE && frame->code <= ERR_UNSOUND) {
		queue_shift(worker);
		if (pool->stream == document)
			pool_feed_stop(pool);
		return pool_hold_finish(pool, document, (enum err)frame->code, text, fault);
	}
	pool_process_kill(worker, ERR_UNREADABLE, "the worker lost its mind on this document");
	return ERR_NONE;
}

static enum err accept_frames(struct pool *pool, size_t index, struct fault *fault)
{
	struct pool_worker *worker = &pool->workers[index];
	struct str all = buf_str(&worker->in);
	enum err err = ERR_NONE;
	struct pool_frame frame;
	while (err == ERR_NONE && all.len >= sizeof frame) {
		memcpy(&frame, all.ptr, sizeof frame);
		size_t len = sizeof frame + frame.body + frame.text;
		if (frame.head || frame.body > LIMIT_RECORD || frame.text > sizeof fault->text) {
			pool_process_kill(worker, ERR_UNREADABLE, "the worker lost its mind on this document");
			all.len = 0;
			break;
		}
		if (all.len < len)
			break;
		err = accept_frame(pool, index, &frame, (struct str){all.ptr, len}, fault);
		all = str_part(all, (struct span){len, all.len});
	}
	if (all.len && all.ptr != worker->in.ptr)
		memmove(worker->in.ptr, all.ptr, all.len);
	worker->in.len = all.len;
	return err;
}

/* Bytes missing to the frame that has begun to come, or as many as are worth a system call. */
static size_t wanted(const struct pool_worker *worker)
{
	struct pool_frame frame;
	if (worker->in.len < sizeof frame)
		return RECEIVE;
	memcpy(&frame, worker->in.ptr, sizeof frame);
	size_t len = sizeof frame + frame.body + frame.text;
	return len > worker->in.len + RECEIVE ? len - worker->in.len : RECEIVE;
}

static enum err receive(struct pool *pool, size_t index, struct fault *fault)
{
	struct pool_worker *worker = &pool->workers[index];
	size_t want = wanted(worker);
	ssize_t got = recv(worker->fd, buf_room(&worker->in, want), want, 0);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return ERR_NONE;
	if (got <= 0)
		return pool_process_replace(pool, index, fault);
	worker->in.len += (size_t)got;
	enum err err = accept_frames(pool, index, fault);
	if (worker->in.len == 0 && worker->in.cap > SEND_KEEP)
		buf_free(&worker->in);
	return err;
}

static int64_t now_ms(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void say_pages(struct pool *pool)
{
	uint64_t most = 0;
	for (size_t i = 0; i < pool->options.workers; i++) {
		uint32_t pages = atomic_load(&pool->beats[i].pages);
		if (pool->workers[i].queue_count && pages > most)
			most = pages;
	}
	if (pool->drain->pages && most)
		pool->drain->pages(pool->drain->context, most);
}

static void watch(struct pool *pool)
{
	int64_t now = now_ms(), elapsed = now - pool->checked_ms;
	if (elapsed < WATCH_MS)
		return;
	pool->checked_ms = now;
	/* after a stop (Ctrl-Z, a laptop asleep) it was not the workers that were slow */
	pool_process_watch(pool, elapsed > 4 * WATCH_MS ? 4 * WATCH_MS : elapsed);
	say_pages(pool);
}

static bool busy(const struct pool *pool)
{
	return !pool->fed || pool->hold.first < pool->hold.next || pool->source;
}

static enum err wait_for_workers(struct pool *pool, struct pollfd *polls, struct fault *fault)
{
	size_t count = pool->options.workers;
	for (size_t i = 0; i < count; i++) {
		const struct pool_worker *worker = &pool->workers[i];
		short events = POLLIN;
		if (worker->out_pos < worker->out.len)
			events |= POLLOUT;
		polls[i] = (struct pollfd){worker->pid > 0 ? worker->fd : -1, events, 0};
	}
	polls[count] = (struct pollfd){pool->signals, POLLIN, 0};
	if (poll(polls, count + 1, WATCH_MS) < 0 && errno != EINTR)
		return fault_set(fault, ERR_SYSTEM, "cannot wait for workers (%s)", strerror(errno));
	return ERR_NONE;
}

static enum err turn(struct pool *pool, struct pollfd *polls, struct fault *fault)
{
	enum err err = pool_feed_fill(pool, fault);
	for (size_t i = 0; err == ERR_NONE && i < pool->options.workers; i++)
		if (pool->workers[i].pid > 0)
			pool_send(&pool->workers[i]);
	if (err == ERR_NONE && busy(pool))
		err = wait_for_workers(pool, polls, fault);
	for (size_t i = 0; err == ERR_NONE && i < pool->options.workers; i++)
		if (polls[i].revents & (POLLIN | POLLHUP | POLLERR))
			err = receive(pool, i, fault);
	if (err == ERR_NONE)
		err = pool_hold_deliver(pool, fault);
	watch(pool);
	if (pool_stop_asked(pool)) {
		fault_clear(fault);
		err = fault_set(fault, ERR_SYSTEM, "stopped by a signal (%s): there is no bundle; a case that was named with -c "
				"goes on with --resume",
				strsignal(pool->stopped));
	}
	return err;
}

enum err pool_run(struct pool *pool, const struct pool_feed *feed, const struct pool_drain *drain, struct fault *fault)
{
	struct pollfd *polls = mem_alloc((size_t)pool->options.workers + 1, sizeof *polls);
	enum err err = ERR_NONE;
	pool->feed = feed;
	pool->drain = drain;
	pool->checked_ms = now_ms();
	while (err == ERR_NONE && busy(pool))
		err = turn(pool, polls, fault);
	if (pool->source)
		pool_feed_stop(pool);
	free(polls);
	return err;
}

const struct sandbox_state *pool_sandbox(const struct pool *pool)
{
	return &pool->sandbox;
}

unsigned pool_replaced(const struct pool *pool)
{
	return pool->replaced;
}

/* A worker that does not end in its own time is ended: nothing of it is wanted any more. */
static void bury(pid_t pid)
{
	const struct timespec moment = {0, 1000000};
	for (int waited = 0; waited < CLOSE_MS; waited++) {
		pid_t gone = waitpid(pid, NULL, WNOHANG);
		if (gone == pid || (gone < 0 && errno != EINTR))
			return;
		nanosleep(&moment, NULL);
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static void end_workers(struct pool *pool, bool at_once)
{
	for (size_t i = 0; i < pool->options.workers; i++) {
		struct pool_worker *worker = &pool->workers[i];
		if (worker->pid > 0 && at_once)
			kill(worker->pid, SIGKILL);
		if (worker->pid > 0)
			close(worker->fd);
	}
	for (size_t i = 0; i < pool->options.workers; i++) {
		struct pool_worker *worker = &pool->workers[i];
		if (worker->pid > 0)
			bury(worker->pid);
		buf_free(&worker->out);
		buf_free(&worker->in);
		free(worker->queue);
	}
}

static void end(struct pool *pool, bool at_once)
{
	if (pool == NULL)
		return;
	end_workers(pool, at_once);
	release_signals(pool);
	pool_hold_free(&pool->hold);
	if (pool->beats != MAP_FAILED)
		munmap(pool->beats, pool->options.workers * sizeof *pool->beats);
	buf_free(&pool->scrap);
	free(pool->retry);
	free(pool->workers);
	free(pool);
}

void pool_close(struct pool *pool)
{
	end(pool, false);
}

void pool_abort(struct pool *pool)
{
	end(pool, true);
}
