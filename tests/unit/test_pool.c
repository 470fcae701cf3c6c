/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/mem.h"

#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { FLOOD = 300 };

/* A made-up document: its first byte says what the worker is to do, the rest is noise of a size. */
struct order {
	char what;
	uint64_t size;
};

struct stage {
	const struct order *orders; /* NULL: `count` documents of `size` bytes, all of kind 'e' */
	size_t count, given, finished, done, size;
	uint64_t produced, left; /* of the open source */
	uint64_t order_next, records;
	uint64_t hash; /* of all that was drained */
	enum err *results;
	char (*sentences)[320];
	uint64_t current_bytes; /* of the records of the document being drained */
	uint64_t *bytes;
	bool fail_next, fail_record, signal_self;
};

static enum err make_bytes(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct stage *stage = context;
	const struct order *order = stage->orders ? &stage->orders[stage->given - 1] : NULL;
	*got = stage->left < cap ? (size_t)stage->left : cap;
	if (order == NULL)
		memset(to, 'x', *got);
	for (size_t i = 0; order && i < *got; i++)
		to[i] = (char)((stage->produced + i) * 131u + stage->given * 7u);
	if (stage->produced == 0 && *got)
		to[0] = order ? order->what : 'e';
	stage->produced += *got;
	stage->left -= *got;
	if (order && order->what == 'f' && stage->left < order->size / 2)
		return fault_set(fault, ERR_MALFORMED, "the archive ends in the middle");
	return ERR_NONE;
}

static enum err feed_next(void *context, struct buf *head, struct source **source, struct fault *fault)
{
	struct stage *stage = context;
	assert_int_equal(stage->given, stage->finished);
	if (stage->fail_next && stage->given == stage->count / 2)
		return fault_set(fault, ERR_SYSTEM, "no more input");
	if (stage->given == stage->count)
		return ERR_NONE;
	buf_printf(head, "head %zu", stage->given);
	stage->left = stage->orders ? stage->orders[stage->given].size : stage->size;
	stage->produced = 0;
	stage->given++;
	*source = source_open(make_bytes, stage, 0, UINT64_MAX);
	return ERR_NONE;
}

static void feed_finish(void *context, struct source *source)
{
	struct stage *stage = context;
	stage->finished++;
	source_close(source);
}

static void mix(struct stage *stage, struct str bytes)
{
	stage->hash = stage->hash * 31 + str_hash(bytes);
}

static enum err drain_record(void *context, uint64_t document, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct stage *stage = context;
	assert_int_equal(document, stage->done);
	stage->records++;
	stage->current_bytes += bytes.len;
	if (stage->signal_self && document == 2) {
		stage->signal_self = false;
		raise(SIGTERM);
	}
	if (stage->fail_record && document == stage->count / 2)
		return fault_set(fault, ERR_SYSTEM, "disk full");
	if (stage->count <= 1000) {
		mix(stage, bytes);
		mix(stage, (struct str){(const char *)&tag, sizeof tag});
	}
	return ERR_NONE;
}

static enum err drain_done(void *context, uint64_t document, enum err err, const struct fault *why, struct fault *fault)
{
	struct stage *stage = context;
	(void)fault;
	assert_int_equal(document, stage->done);
	if (stage->results) {
		stage->results[document] = err;
		stage->bytes[document] = stage->current_bytes;
		memcpy(stage->sentences[document], why->text, sizeof why->text);
	}
	assert_int_equal(err, why->code);
	stage->current_bytes = 0;
	stage->done++;
	return ERR_NONE;
}

/* What the worker does. */
static enum err echo(struct source *source, struct pool_reply *reply, bool first, struct fault *fault)
{
	for (;;) {
		struct str have;
		enum err err = source_peek(source, 1, &have, fault);
		if (err || have.len == 0)
			return err;
		if (have.len > 100000)
			have.len = 100000;
		pool_reply_add(reply, first, have);
		source_take(source, have.len);
	}
}

static enum err flood(struct pool_reply *reply, size_t records, size_t size)
{
	char *block = mem_alloc(size, 1);
	for (size_t i = 0; i < records; i++) {
		memset(block, (int)('a' + i % 26), size);
		pool_reply_add(reply, 9, (struct str){block, size});
	}
	free(block);
	return ERR_NONE;
}

static void hog(void)
{
	for (;;) {
		char *more = mem_alloc(1, 1 << 20);
		memset(more, 1, 1 << 20);
	}
}

static enum err scratch(struct pool_reply *reply, struct fault *fault)
{
	int fd = pool_reply_scratch(reply);
	char byte;
	if (pread(fd, &byte, 1, 0) != 0 || lseek(fd, 0, SEEK_CUR) != 0)
		return fault_set(fault, ERR_SURVIVED, "the scratch file is not empty");
	if (write(fd, "secret", 6) != 6 || lseek(fd, 0, SEEK_SET) != 0 || read(fd, &byte, 1) != 1 || byte != 's')
		return fault_set(fault, ERR_SYSTEM, "the scratch file does not work");
	return ERR_NONE;
}

static enum err work(void *context, struct str head, struct source *source, struct pool_reply *reply,
		     struct fault *fault)
{
	struct str have;
	enum err err = source_peek(source, 1, &have, fault);
	(void)context;
	if (!str_starts(head, STR("head ")))
		return fault_set(fault, ERR_SURVIVED, "not the head");
	if (err || have.len == 0)
		return err;
	pool_reply_add(reply, 1, head);
	switch (have.ptr[0]) {
	case 'c':
		raise(SIGSEGV);
		break;
	case 'k':
		raise(SIGKILL);
		break;
	case 'x':
		_exit(5);
	case 'h': /* silent: sleeps, uses no processor time */
		for (;;)
			nanosleep(&(struct timespec){1, 0}, NULL);
	case 'b': /* busy, with signs of life */
		for (;;)
			pool_reply_beat(reply);
	case 'm':
		hog();
		break;
	case 'r': /* part of the reply leaves, then the crash */
		err = flood(reply, 100, 50000);
		raise(SIGSEGV);
		break;
	case 'o': /* much output before any input is taken */
		err = flood(reply, FLOOD, 100000);
		return err ? err : echo(source, reply, true, fault);
	case 'g': /* few large records */
		err = flood(reply, 3, LIMIT_RECORD);
		break;
	case 'q': /* wants no more of it */
		return fault_set(fault, ERR_MALFORMED, "not what it says");
	case 's':
		return scratch(reply, fault);
	case 'p': /* twice what it says it is */
		err = echo(source, reply, false, fault);
		return err ? err : fault_set(fault, ERR_UNREADABLE, "at the end");
	default:
		return echo(source, reply, false, fault);
	}
	return err;
}

/* cmocka catches what a crashing worker must die of. */
static enum err uncatch(void *context, struct fault *fault)
{
	(void)context;
	(void)fault;
	return signal(SIGSEGV, SIG_DFL) == SIG_ERR ? ERR_SYSTEM : ERR_NONE;
}

static struct pool_options options_of(unsigned workers)
{
	bool valgrind = getenv("LD_PRELOAD") && strstr(getenv("LD_PRELOAD"), "vgpreload");
	return (struct pool_options){.workers = workers, .document_ms = 30000,
				     .memory = 64 * LIMIT_MIB, .no_sandbox = valgrind};
}

static void stage_results(struct stage *stage)
{
	stage->results = mem_alloc(stage->count, sizeof *stage->results);
	stage->sentences = mem_alloc(stage->count, sizeof *stage->sentences);
	stage->bytes = mem_alloc(stage->count, sizeof *stage->bytes);
}

static void stage_free(struct stage *stage)
{
	free(stage->results);
	free(stage->sentences);
	free(stage->bytes);
}

static enum err run_with(struct stage *stage, struct pool_options options, struct fault *fault, unsigned *replaced)
{
	struct pool *pool;
	struct pool_job job = {.work = work, .start = uncatch};
	struct pool_feed feed = {stage, feed_next, feed_finish};
	struct pool_drain drain = {stage, drain_record, drain_done, NULL};
	enum err err = pool_open(&pool, &options, &job, fault);
	if (err)
		return err;
	err = pool_run(pool, &feed, &drain, fault);
	if (replaced)
		*replaced = pool_replaced(pool);
	if (err)
		pool_abort(pool);
	else
		pool_close(pool);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	return err;
}

static enum err run(struct stage *stage, unsigned workers, struct fault *fault)
{
	return run_with(stage, options_of(workers), fault, NULL);
}

static void test_order(void **state)
{
	(void)state;
	uint64_t hash = 0;
	struct order orders[300];
	for (size_t i = 0; i < 300; i++) {
		orders[i] =
		    (struct order){'e', (i * 7919) % 9000 + (i == 0 ? 3000000 : 0) + (i % 50 == 7 ? 1500000 : 0)};
		orders[i].what = i % 41 == 3 ? 'o' : i % 29 == 3 ? 'q' : i % 31 == 4 ? 'f' : i % 37 == 4 ? 'p' : 'e';
	}
	for (unsigned workers = 1; workers <= 5; workers += 2) {
		struct stage stage = {.orders = orders, .count = 300};
		struct fault fault = {0};
		assert_int_equal(run(&stage, workers, &fault), ERR_NONE);
		assert_int_equal(stage.done, 300);
		if (hash)
			assert_true(stage.hash == hash);
		hash = stage.hash;
	}
}

static void test_small_bound_and_reads(void **state)
{
	(void)state;
	uint64_t hash = 0;
	struct order orders[60];
	for (size_t i = 0; i < 60; i++)
		orders[i] = (struct order){i % 9 == 0 ? 'o' : 'e', (i * 7919) % 40000};
	orders[0] = (struct order){'o', 20000000};
	for (size_t read_size = 0; read_size <= 4096; read_size = read_size ? read_size * 64 : 1) {
		struct stage stage = {.orders = orders, .count = 60};
		struct fault fault = {0};
		struct pool_options options = options_of(3);
		options.held_memory = read_size ? 1 : 100000;
		options.read_size = read_size == 1 ? 4096 : read_size; /* record sizes depend on it */
		stage_results(&stage);
		assert_int_equal(run_with(&stage, options, &fault, NULL), ERR_NONE);
		for (size_t i = 0; i < 60; i++)
			assert_int_equal(stage.bytes[i], orders[i].size + (orders[i].size ? (i < 10 ? 6u : 7u) : 0u) +
					 (orders[i].what == 'o' && orders[i].size ? FLOOD * 100000u : 0u));
		if (hash && read_size == 64 * 64)
			assert_true(hash == stage.hash);
		hash = read_size == 1 ? stage.hash : hash;
		stage_free(&stage);
	}
}

static void expect(const struct stage *stage, size_t i, enum err err, const char *words)
{
	assert_int_equal(stage->results[i], err);
	if (words && strstr(stage->sentences[i], words) == NULL)
		fail_msg("document %zu: \"%s\" has no \"%s\"", i, stage->sentences[i], words);
}

static void test_accidents(void **state)
{
	(void)state;
	bool unlimited = SANITIZED || options_of(1).no_sandbox; /* no memory limit there */
	for (unsigned workers = 1; workers <= 2; workers++) {
		struct order orders[200];
		for (size_t i = 0; i < 200; i++)
			orders[i] = (struct order){'e', 500 + i};
		orders[5].what = 'c';
		orders[6].what = 'c';
		orders[20].what = 'x';
		orders[40].what = 'h';
		orders[60].what = 'b';
		orders[80] = (struct order){'m', unlimited ? 0 : 9};
		orders[100] = (struct order){'c', 3000000};
		orders[120] = (struct order){'r', 100};
		orders[121].what = 'r';
		orders[140].what = 'k';
		orders[199].what = 'c';
		struct stage stage = {.orders = orders, .count = 200};
		struct fault fault = {0};
		unsigned replaced = 0;
		struct pool_options options = options_of(workers);
		options.document_ms = options.no_sandbox ? 5000 : 1000;
		options.document_ms_per_mb = 20;
		stage_results(&stage);
		assert_int_equal(run_with(&stage, options, &fault, &replaced), ERR_NONE);
		assert_int_equal(stage.done, 200);
		expect(&stage, 5, ERR_UNREADABLE, "signal 11");
		expect(&stage, 6, ERR_UNREADABLE, "worker");
		expect(&stage, 20, ERR_UNREADABLE, "exit code 5");
		expect(&stage, 40, ERR_LIMIT, "no sign of life");
		expect(&stage, 60, ERR_LIMIT, "processor time");
		if (!unlimited)
			expect(&stage, 80, ERR_LIMIT, "64 MiB");
		expect(&stage, 100, ERR_UNREADABLE, "worker");
		expect(&stage, 120, ERR_UNREADABLE, "worker");
		expect(&stage, 140, ERR_LIMIT, "from outside");
		expect(&stage, 199, ERR_UNREADABLE, "worker");
		assert_int_equal(replaced, unlimited ? 10 : 11);
		for (size_t i = 0; i < 200; i++)
			if (orders[i].what == 'e') {
				expect(&stage, i, ERR_NONE, NULL);
				assert_int_equal(stage.bytes[i], orders[i].size + 6 + (i >= 10) + (i >= 100));
			}
		stage_free(&stage);
	}
}

static void test_all_crash(void **state)
{
	(void)state;
	struct order orders[40];
	for (size_t i = 0; i < 40; i++)
		orders[i] = (struct order){'c', 10};
	struct stage stage = {.orders = orders, .count = 40};
	struct fault fault = {0};
	stage_results(&stage);
	assert_int_equal(run(&stage, 2, &fault), ERR_NONE);
	for (size_t i = 0; i < 40; i++)
		assert_int_equal(stage.results[i], ERR_UNREADABLE);
	stage_free(&stage);
}

static void test_faults(void **state)
{
	(void)state;
	struct order orders[] = {{'f', 1000}, {'e', 0}, {'f', 5000000}, {'q', 5000000}, {'q', 10}, {'p', 2000000},
				 {'s', 3}, {'s', 3}, {'g', 5}, {'e', 1 << 20}, {'e', (1 << 20) + 1}};
	enum err errors[] = {ERR_MALFORMED, ERR_NONE, ERR_MALFORMED, ERR_MALFORMED, ERR_MALFORMED, ERR_UNREADABLE};
	const char *words[] = {"ends in the middle", NULL, "ends in the middle", "not what it says", "not what it says",
			       "at the end"};
	for (unsigned workers = 1; workers <= 2; workers++) {
		struct stage stage = {.orders = orders, .count = 11};
		struct fault fault = {0};
		stage_results(&stage);
		assert_int_equal(run(&stage, workers, &fault), ERR_NONE);
		for (size_t i = 0; i < 11; i++)
			expect(&stage, i, i < 6 ? errors[i] : ERR_NONE, i < 6 ? words[i] : NULL);
		assert_int_equal(stage.bytes[8], 6 + 3 * LIMIT_RECORD);
		assert_int_equal(stage.bytes[10], 7 + (1 << 20) + 1);
		stage_free(&stage);
	}
}

static void test_parent_faults(void **state)
{
	(void)state;
	for (int which = 0; which < 3; which++) {
		struct stage stage = {.count = 5000, .size = 3000, .fail_next = which == 0, .fail_record = which == 1,
				      .signal_self = which == 2};
		struct fault fault = {0};
		assert_int_equal(run(&stage, 2, &fault), ERR_SYSTEM);
		assert_non_null(strstr(fault.text, which == 0 ? "no more input" : which == 1 ? "disk full" : "signal"));
	}
	struct sigaction action;
	sigaction(SIGTERM, NULL, &action);
	assert_true(action.sa_handler == SIG_DFL);
}

static enum err refuse(void *context, struct fault *fault)
{
	(void)context;
	return fault_set(fault, ERR_PACK, "no rules");
}

static enum err die(void *context, struct fault *fault)
{
	(void)context;
	(void)fault;
	_exit(3);
}

static void test_bad_start(void **state)
{
	(void)state;
	for (int which = 0; which < 2; which++) {
		struct stage stage = {.count = 10, .size = 10};
		struct pool_job job = {.work = work, .start = which ? die : refuse};
		struct pool_options options = options_of(2);
		struct pool_feed feed = {&stage, feed_next, feed_finish};
		struct pool_drain drain = {&stage, drain_record, drain_done, NULL};
		struct fault fault = {0};
		struct pool *pool;
		assert_int_equal(pool_open(&pool, &options, &job, &fault), ERR_NONE);
		assert_int_equal(pool_run(pool, &feed, &drain, &fault), which ? ERR_SYSTEM : ERR_PACK);
		assert_non_null(strstr(fault.text, which ? "could not start" : "no rules"));
		pool_abort(pool);
	}
}

/* The parent is killed: no worker stays. */
static void test_orphans(void **state)
{
	(void)state;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t parent = fork();
	if (parent == 0) {
		struct order order = {'h', 10};
		struct stage stage = {.orders = &order, .count = 1};
		struct fault fault = {0};
		struct pool_options options = options_of(2);
		close(ends[0]);
		fcntl(ends[1], F_SETFD, 0);
		options.document_ms = 60000;
		options.no_sandbox = true; /* so that the workers keep the pipe open */
		_exit(run_with(&stage, options, &fault, NULL) ? 1 : 0);
	}
	close(ends[1]);
	nanosleep(&(struct timespec){0, 300000000}, NULL);
	kill(parent, SIGKILL);
	waitpid(parent, NULL, 0);
	char byte;
	assert_int_equal(read(ends[0], &byte, 1), 0); /* ends when the last worker is gone */
	close(ends[0]);
}

/* As in the program: the parent is confined too, reads one folder and writes one. */
static void test_confined_parent(void **state)
{
	(void)state;
	static const char *const read_below[] = {"/nonexistent", NULL}, *const write_below[] = {"/tmp", NULL};
	struct order orders[60];
	for (size_t i = 0; i < 60; i++)
		orders[i] = (struct order){i % 20 == 3 ? 'c' : 's', 500};
	pid_t pid = fork();
	if (pid == 0) {
		struct stage stage = {.orders = orders, .count = 60};
		struct sandbox_state confined;
		struct fault fault = {0};
		struct pool_options options = options_of(2);
		alarm(60);
		options.temporary = "/tmp";
		stage_results(&stage);
		if (options.no_sandbox)
			_exit(0);
		if (sandbox_parent(read_below, write_below, &confined, &fault) ||
		    run_with(&stage, options, &fault, NULL))
			_exit(1);
		for (size_t i = 0; i < 60; i++)
			if (stage.results[i] != (i % 20 == 3 ? ERR_UNREADABLE : ERR_NONE))
				_exit(2);
		_exit(0);
	}
	int status;
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

/* Somebody kills workers all the time: every document is there, once and in order, whole or with its reason. */
static void test_killed_workers(void **state)
{
	(void)state;
	struct stage stage = {.count = 3000, .size = 30000};
	struct fault fault = {0};
	struct pool *pool;
	struct pool_job job = {.work = work, .start = uncatch};
	struct pool_options options = options_of(3);
	struct pool_feed feed = {&stage, feed_next, feed_finish};
	struct pool_drain drain = {&stage, drain_record, drain_done, NULL};
	stage_results(&stage);
	assert_int_equal(pool_open(&pool, &options, &job, &fault), ERR_NONE);
	pid_t parent = getpid(), killer = fork();
	if (killer == 0) {
		char line[64];
		snprintf(line, sizeof line, "/proc/%d/task/%d/children", (int)parent, (int)parent);
		nanosleep(&(struct timespec){0, 30000000}, NULL);
		for (int i = 0; i < 40 && getppid() == parent; i++) {
			int pids[8] = {0};
			FILE *file = fopen(line, "re");
			if (file == NULL)
				_exit(0);
			for (int j = 0; j < 8 && fscanf(file, "%d", &pids[j]) == 1; j++)
				;
			fclose(file);
			int victim = pids[i % 3];
			if (victim > 1 && victim != getpid())
				kill(victim, SIGKILL);
			nanosleep(&(struct timespec){0, 3000000}, NULL);
		}
		_exit(0);
	}
	assert_int_equal(pool_run(pool, &feed, &drain, &fault), ERR_NONE);
	print_message("# %u workers replaced\n", pool_replaced(pool));
	pool_close(pool);
	waitpid(killer, NULL, 0);
	size_t lost = 0;
	for (size_t i = 0; i < 3000; i++) {
		if (stage.results[i])
			lost++;
		else
			assert_int_equal(stage.bytes[i], 30006 + (i >= 10) + (i >= 100) + (i >= 1000));
	}
	assert_int_equal(stage.done, 3000);
	assert_true(lost <= 40);
	stage_free(&stage);
}

static double seconds(const struct timeval *time)
{
	return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

/* Prints what the plumbing costs; the limits are wide, for slow and shared machines. */
static void test_cost(void **state)
{
	(void)state;
	struct stage stage = {.count = SANITIZED || getenv("LD_PRELOAD") ? 2000 : 80000, .size = 2800};
	struct fault fault = {0};
	struct rusage own[2], workers[2];
	getrusage(RUSAGE_SELF, &own[0]);
	getrusage(RUSAGE_CHILDREN, &workers[0]);
	assert_int_equal(run(&stage, 2, &fault), ERR_NONE);
	getrusage(RUSAGE_SELF, &own[1]);
	getrusage(RUSAGE_CHILDREN, &workers[1]);
	double parent = seconds(&own[1].ru_utime) + seconds(&own[1].ru_stime) - seconds(&own[0].ru_utime) -
			seconds(&own[0].ru_stime);
	double worker = seconds(&workers[1].ru_utime) + seconds(&workers[1].ru_stime) - seconds(&workers[0].ru_utime) -
			seconds(&workers[0].ru_stime);
	print_message("# %zu documents: parent %.2f us, workers %.2f us each\n", stage.count,
		      parent * 1e6 / (double)stage.count, worker * 1e6 / (double)stage.count);
	if (!SANITIZED && stage.count == 80000) {
		assert_true(parent < 80000 * 40e-6);
		assert_true(worker < 80000 * 20e-6);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_small_bound_and_reads),
		cmocka_unit_test(test_accidents),
		cmocka_unit_test(test_all_crash),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_parent_faults),
		cmocka_unit_test(test_bad_start),
		cmocka_unit_test(test_orphans),
		cmocka_unit_test(test_confined_parent),
		cmocka_unit_test(test_killed_workers),
		cmocka_unit_test(test_cost),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
