/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The worker's side: read a document, do the work, send the reply. Blocking reads and writes: the parent never waits
 * for a worker, so a worker may wait for the parent.
 *
 * Replies are collected and sent in batches, with two rules. Before waiting for input everything is sent. And when part
 * of a document's reply had to be sent, the rest of it is sent before the next document begins: so at any crash, only
 * the document at work can have sent a part. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <fcntl.h>

#include "base/mem.h"
#include "job/pool_parts.h"

enum { BATCH = 64 * 1024, BUFFER = 256 * 1024, EXIT_ORPHAN = 0, EXIT_START = 70 };

struct pool_reply {
	int fd, scratch;
	struct pool_beat *beat;
	struct buf out, in;
	size_t in_pos;
	uint64_t number;
	bool partly_sent, scratch_used;
	/* the document at work */
	struct buf head;
	struct str left;    /* of a small one, not read yet; or of the data frame of a large one */
	size_t data_left;   /* of the data frame, not received yet */
	bool large, over;   /* over: the last frame of a large one has been taken */
	struct fault fault; /* at the end of the document */
	size_t read_size;
};

static void beat(struct pool_reply *reply)
{
	atomic_fetch_add_explicit(&reply->beat->tick, 1, memory_order_relaxed);
}

static void send_all(struct pool_reply *reply, struct str bytes)
{
	while (bytes.len) {
		ssize_t sent = send(reply->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			_exit(EXIT_ORPHAN); /* there is nobody left to tell */
		bytes = str_part(bytes, (struct span){(size_t)sent, bytes.len});
		beat(reply);
	}
}

static void flush(struct pool_reply *reply)
{
	send_all(reply, buf_str(&reply->out));
	buf_clear(&reply->out);
}

void pool_reply_page(struct pool_reply *reply)
{
	atomic_fetch_add_explicit(&reply->beat->pages, 1, memory_order_relaxed);
	beat(reply);
}

void pool_reply_beat(struct pool_reply *reply)
{
	beat(reply);
}

int pool_reply_scratch(struct pool_reply *reply)
{
	reply->scratch_used = true;
	return reply->scratch;
}

void pool_reply_add(struct pool_reply *reply, uint32_t tag, struct str bytes)
{
	if (bytes.len > LIMIT_RECORD)
		abort();
	struct pool_frame frame = {
	    .number = reply->number, .kind = POOL_RECORD, .code = tag, .body = (uint32_t)bytes.len};
	buf_add(&reply->out, (struct str){(const char *)&frame, sizeof frame});
	if (bytes.len < BATCH)
		buf_add(&reply->out, bytes);
	if (bytes.len < BATCH && reply->out.len < BUFFER)
		return;
	flush(reply);
	if (bytes.len >= BATCH)
		send_all(reply, bytes);
	reply->partly_sent = true;
}

/* Waits for input; false at the end of it. */
static bool receive(struct pool_reply *reply, char *to, size_t cap, size_t *got)
{
	int flags = MSG_DONTWAIT;
	for (;;) {
		ssize_t count = recv(reply->fd, to, cap, flags);
		if (flags == 0)
			atomic_store_explicit(&reply->beat->waiting, 0, memory_order_relaxed);
		if (count >= 0) {
			*got = (size_t)count;
			return count > 0;
		}
		if (errno == EAGAIN && flags) {
			flush(reply);
			reply->partly_sent = true;
			flags = 0;
		} else if (errno != EINTR)
			_exit(EXIT_ORPHAN);
		if (flags == 0)
			atomic_store_explicit(&reply->beat->waiting, 1, memory_order_relaxed);
	}
}

static size_t available(const struct pool_reply *reply)
{
	return reply->in.len - reply->in_pos;
}

/* At least `want` bytes from in_pos on; false at the end of input, which inside a document means: no parent. */
static bool need(struct pool_reply *reply, size_t want)
{
	if (available(reply) >= want)
		return true;
	if (available(reply))
		memmove(reply->in.ptr, reply->in.ptr + reply->in_pos, available(reply));
	reply->in.len = available(reply);
	reply->in_pos = 0;
	beat(reply);
	while (available(reply) < want) {
		size_t cap = want > BUFFER ? want - available(reply) : BUFFER - available(reply), got = 0;
		char *to = buf_room(&reply->in, cap);
		if (!receive(reply, to, cap, &got))
			return false;
		reply->in.len += got;
	}
	return true;
}

static struct str take(struct pool_reply *reply, size_t len)
{
	struct str bytes = {reply->in.ptr + reply->in_pos, len};
	reply->in_pos += len;
	return bytes;
}

/* The head of the next frame; what belongs to it but the body is in memory. */
static bool take_frame(struct pool_reply *reply, struct pool_frame *frame)
{
	if (!need(reply, sizeof *frame))
		return false;
	memcpy(frame, take(reply, sizeof *frame).ptr, sizeof *frame);
	size_t rest = (size_t)frame->head + frame->text + (frame->kind == POOL_DATA ? 0 : frame->body);
	if (!need(reply, rest))
		_exit(EXIT_ORPHAN);
	return true;
}

static void take_fault(struct pool_reply *reply, const struct pool_frame *frame)
{
	struct str text = take(reply, frame->text);
	fault_clear(&reply->fault);
	if (frame->code)
		(void)fault_set(&reply->fault, (enum err)frame->code, "%.*s", (int)text.len, text.ptr);
}

static enum err give(struct pool_reply *reply, char *to, size_t cap, size_t *got)
{
	*got = reply->left.len < cap ? reply->left.len : cap;
	memcpy(to, reply->left.ptr, *got);
	reply->left = str_part(reply->left, (struct span){*got, reply->left.len});
	return ERR_NONE;
}

static enum err end_of_document(const struct pool_reply *reply, size_t *got, struct fault *fault)
{
	*got = 0;
	if (reply->fault.code)
		return fault_set(fault, reply->fault.code, "%s", reply->fault.text);
	return ERR_NONE;
}

static enum err read_small(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct pool_reply *reply = context;
	return reply->left.len ? give(reply, to, cap, got) : end_of_document(reply, got, fault);
}

/* Some bytes of a large document, or none at its end. */
static struct str more_data(struct pool_reply *reply)
{
	while (reply->left.len == 0 && !reply->over) {
		struct pool_frame frame;
		if (reply->data_left) {
			if (!need(reply, 1))
				_exit(EXIT_ORPHAN);
			size_t len = available(reply) < reply->data_left ? available(reply) : reply->data_left;
			reply->left = take(reply, len);
			reply->data_left -= len;
			break;
		}
		if (!take_frame(reply, &frame))
			_exit(EXIT_ORPHAN);
		if (frame.kind == POOL_DATA) {
			reply->data_left = frame.body;
		} else {
			reply->over = true;
			take_fault(reply, &frame);
		}
	}
	return reply->left;
}

/* Always as much as is wanted, so that no result can depend on how the bytes came through the connection. */
static enum err read_large(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct pool_reply *reply = context;
	size_t have = 0;
	while (have < cap && more_data(reply).len) {
		(void)give(reply, to + have, cap - have, got);
		have += *got;
	}
	*got = have;
	return have ? ERR_NONE : end_of_document(reply, got, fault);
}

static void skip_rest(struct pool_reply *reply)
{
	char unwanted[4096];
	struct fault ignored = {0};
	size_t got = 0;
	do
		reply->left.len = 0;
	while (read_large(reply, unwanted, sizeof unwanted, &got, &ignored) == ERR_NONE && got);
}

static struct source *open_source(struct pool_reply *reply, const struct pool_frame *frame)
{
	reply->large = frame->kind == POOL_BEGIN;
	if (reply->large) {
		reply->over = false;
		reply->data_left = 0;
		return source_open(read_large, reply, reply->read_size, UINT64_MAX);
	}
	if (reply->fault.code == ERR_NONE && reply->read_size == 0)
		return source_open_bytes(reply->left);
	return source_open(read_small, reply, reply->read_size, UINT64_MAX);
}

/* Few documents are so long that anything stands there; shrinking a file costs more than asking for its end. */
static void empty_scratch(struct pool_reply *reply)
{
	off_t end = reply->scratch_used ? lseek(reply->scratch, 0, SEEK_END) : 0;
	if (end && (end < 0 || ftruncate(reply->scratch, 0) || lseek(reply->scratch, 0, SEEK_SET)))
		abort(); /* never leave one document's bytes to the next */
	reply->scratch_used = false;
}

static void work_on(struct pool_reply *reply, const struct pool_job *job, const struct pool_frame *frame)
{
	struct fault fault = {0};
	reply->number = frame->number;
	reply->partly_sent = false;
	atomic_store_explicit(&reply->beat->pages, 0, memory_order_relaxed);
	atomic_store_explicit(&reply->beat->current, frame->number + 1, memory_order_relaxed);
	buf_clear(&reply->head);
	buf_add(&reply->head, take(reply, frame->head));
	reply->left = take(reply, frame->body);
	take_fault(reply, frame);
	struct source *source = open_source(reply, frame);
	enum err err = job->work(job->context, buf_str(&reply->head), source, reply, &fault);
	source_close(source);
	empty_scratch(reply);
	struct pool_frame done = {.number = frame->number, .kind = POOL_DONE, .code = err};
	pool_frame_add(&reply->out, done, (struct str){0}, (struct str){0}, str_of(err ? fault.text : NULL));
	if (reply->partly_sent || reply->large || reply->out.len >= BATCH)
		flush(reply);
	if (reply->large && !reply->over)
		skip_rest(reply);
}

static void start(struct pool_reply *reply, const struct pool *pool)
{
	struct fault fault = {0};
	struct sandbox_state state = {0};
	int keep[] = {0, 1, 2, reply->fd, reply->scratch};
	struct sandbox_limits limits = {pool->options.memory, pool->options.scratch, keep, sizeof keep / sizeof *keep};
	enum err err = pool->job.start ? pool->job.start(pool->job.context, &fault) : ERR_NONE;
	if (err == ERR_NONE && !pool->options.no_sandbox)
		err = sandbox_worker(&limits, &state, &fault);
	struct pool_frame frame = {.kind = err ? POOL_REFUSED : POOL_READY, .code = err};
	struct str body = {(const char *)&state, sizeof state};
	pool_frame_add(&reply->out, frame, (struct str){0}, body, str_of(fault.text));
	flush(reply);
	if (err)
		_exit(EXIT_START);
}

/* Signals as they were before the pool, but for those a terminal sends to the whole group: the parent decides. */
static void default_signals(void)
{
	static const int wanted[] = {SIGTERM, SIGCHLD, SIGALRM, SIGUSR1, SIGUSR2};
	sigset_t none;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		signal(wanted[i], SIG_DFL);
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The lowest numbers, whatever the parent has open: 0 and 1 nothing, 2 for the last words of mem.c and sanitizers, 3
 * the connection, 4 the scratch file. */
static void arrange_files(struct pool_reply *reply, int fd, int scratch)
{
	/* out of the way first: neither may be overwritten before it is moved; the originals go with all the others */
	int high_fd = fcntl(fd, F_DUPFD_CLOEXEC, 10), high_scratch = fcntl(scratch, F_DUPFD_CLOEXEC, 10);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (high_fd < 0 || high_scratch < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 ||
	    dup2(high_fd, 3) < 0 || dup2(high_scratch, 4) < 0)
		_exit(EXIT_START);
	close(high_fd);
	close(high_scratch);
	if (nothing > 4)
		close(nothing);
	reply->fd = 3;
	reply->scratch = 4;
}

static void close_parents_files(const struct pool *pool)
{
	for (size_t i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].pid > 0)
			close(pool->workers[i].fd);
	close(pool->signals);
	if (pool->hold.spill >= 0)
		close(pool->hold.spill);
}

_Noreturn void pool_worker_main(const struct pool *pool, size_t index, int fd, int scratch)
{
	struct pool_reply *reply = mem_alloc(1, sizeof *reply);
	struct pool_frame frame;
	reply->beat = &pool->beats[index];
	reply->read_size = pool->options.read_size;
	default_signals();
	close_parents_files(pool);
	arrange_files(reply, fd, scratch);
	if (fd > 4)
		close(fd);
	if (scratch > 4)
		close(scratch);
	start(reply, pool);
	while (take_frame(reply, &frame))
		work_on(reply, &pool->job, &frame);
	flush(reply);
	if (pool->job.stop)
		pool->job.stop(pool->job.context);
	_exit(0);
}
