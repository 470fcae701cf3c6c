/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Each test forks, confines the child, lets it try something, and looks at how it ended. */
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cmocka.h>

#include "base/limits.h"

#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { ENDED_WELL = 0, NOT_CONFINED = 50, WAS_POSSIBLE = 51 };

static const int keep[] = {0, 1, 2};

/* What the child does; 0 when it was refused with an error. */
typedef int (*attempt)(struct sandbox_state *state);

static int run(attempt what, bool parent)
{
	pid_t pid = fork();
	if (pid == 0) {
		static const char *const write[] = {"/tmp", NULL};
		struct sandbox_limits limits = {64 * LIMIT_MIB, 1 << 20, keep, 3};
		struct sandbox_state state;
		struct fault fault = {0};
		signal(SIGSEGV, SIG_DFL);
		enum err err =
		    parent ? sandbox_parent(NULL, write, &state, &fault) : sandbox_worker(&limits, &state, &fault);
		_exit(err ? NOT_CONFINED : what(&state));
	}
	int status = 0;
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int try_report(struct sandbox_state *state)
{
	int bits = state->no_new_privileges | state->no_dump << 1 | state->files_closed << 2 | state->limits << 3 |
		   state->landlock << 4 | state->seccomp << 5 | state->no_new_code << 6;
	return bits;
}

static int try_socket(struct sandbox_state *state)
{
	(void)state;
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_open(struct sandbox_state *state)
{
	(void)state;
	return open("/etc/passwd", O_RDONLY) < 0 ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_create(struct sandbox_state *state)
{
	(void)state;
	return open("/tmp/blackbar-test-escape", O_CREAT | O_WRONLY, 0600) < 0 ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_exec(struct sandbox_state *state)
{
	(void)state;
	execl("/bin/true", "true", (char *)NULL);
	return ENDED_WELL;
}

static int try_fork(struct sandbox_state *state)
{
	(void)state;
	return fork() < 0 ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_kill(struct sandbox_state *state)
{
	(void)state;
	return kill(getppid(), 0) ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_new_code(struct sandbox_state *state)
{
	(void)state;
	void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return code == MAP_FAILED ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_change_code(struct sandbox_state *state)
{
	(void)state;
	void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return code == MAP_FAILED			     ? NOT_CONFINED
	       : mprotect(code, 4096, PROT_READ | PROT_EXEC) ? ENDED_WELL
							     : WAS_POSSIBLE;
}

static int try_memory(struct sandbox_state *state)
{
	(void)state;
	volatile char *large = malloc(256 * LIMIT_MIB);
	return large ? WAS_POSSIBLE : ENDED_WELL;
}

static int try_dump(struct sandbox_state *state)
{
	(void)state;
	return prctl(PR_GET_DUMPABLE) == 1 ? WAS_POSSIBLE : ENDED_WELL; /* prctl itself is refused */
}

static int try_ordinary(struct sandbox_state *state)
{
	(void)state;
	char *text = malloc(20 * LIMIT_MIB);
	if (text == NULL)
		return 1;
	memset(text, 'a', 20 * LIMIT_MIB);
	text = realloc(text, 30 * LIMIT_MIB);
	char line[100];
	snprintf(line, sizeof line, "%.3f %s", 1.5, strerror(ENOENT));
	int (*order)(const void *, const void *) = (int (*)(const void *, const void *))(void (*)(void))strcmp;
	qsort(line, strlen(line), 1, order);
	struct stat facts;
	if (text == NULL || fstat(2, &facts) != 0)
		return 2;
	free(text);
	return ENDED_WELL;
}

static int try_nothing(struct sandbox_state *state)
{
	(void)state;
	return ENDED_WELL;
}

/* JIT code of the parent runs in a worker, and matching wants no executable memory of its own. */
static int match(const pcre2_code *code, bool own_stack)
{
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	if (own_stack)
		pcre2_jit_stack_assign(context, NULL, pcre2_jit_stack_create(32 * 1024, 1024 * 1024, NULL));
	int found = pcre2_match(code, (PCRE2_SPTR) "call 555-0123 now", 17, 0, 0, data, context);
	int other = pcre2_jit_match(code, (PCRE2_SPTR) "call 555-0123 now", 17, 0, 0, data, context);
	return found == 2 && other == 2 ? ENDED_WELL : 1;
}

static void test_jit(void **unused)
{
	(void)unused;
	int error;
	PCRE2_SIZE at;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR) "\\b(\\d{3})-\\d{4}\\b", PCRE2_ZERO_TERMINATED,
					 PCRE2_UTF | PCRE2_UCP, &error, &at, NULL);
	assert_non_null(code);
	if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
		skip();
	for (int own = 0; own < 2; own++) {
		pid_t pid = fork();
		if (pid == 0) {
			struct sandbox_limits limits = {64 * LIMIT_MIB, 0, keep, 3};
			struct sandbox_state state;
			struct fault fault = {0};
			_exit(sandbox_worker(&limits, &state, &fault) ? NOT_CONFINED : match(code, own));
		}
		int status;
		waitpid(pid, &status, 0);
		assert_int_equal(status, 0);
	}
	pcre2_code_free(code);
}

static void test_state(void **unused)
{
	(void)unused;
	int bits = run(try_report, false);
	struct sandbox_state state = {.landlock = bits & 16, .seccomp = bits & 32, .no_new_code = bits & 64};
	char text[300];
	sandbox_describe(&state, text, sizeof text);
	print_message("# worker: %s\n", text);
	assert_int_equal(bits & 7, 7);
	assert_int_equal((bits & 8) != 0, !SANITIZED);
	state = (struct sandbox_state){.why = "Landlock: Function not implemented"};
	sandbox_describe(&state, text, sizeof text);
	assert_string_equal(text, "nothing (Landlock: Function not implemented)");
}

static void refused(attempt what, bool parent)
{
	int end = run(what, parent);
	if (end != ENDED_WELL && end != -SIGSYS)
		fail_msg("ended with %d", end);
}

static void test_worker(void **unused)
{
	(void)unused;
	assert_int_equal(run(try_ordinary, false), ENDED_WELL);
	int bits = run(try_report, false);
	if (!(bits & 32))
		skip(); /* no seccomp here: sandbox_state says so */
	assert_int_equal(run(try_socket, false), -SIGSYS);
	assert_int_equal(run(try_exec, false), -SIGSYS);
	assert_int_equal(run(try_fork, false), -SIGSYS);
	assert_int_equal(run(try_kill, false), -SIGSYS);
	assert_int_equal(run(try_new_code, false), -SIGSYS);
	assert_int_equal(run(try_change_code, false), -SIGSYS);
	refused(try_open, false);
	refused(try_create, false);
	refused(try_dump, false);
	if (!SANITIZED)
		refused(try_memory, false);
	assert_int_equal(access("/tmp/blackbar-test-escape", F_OK), -1);
}

static int try_write_elsewhere(struct sandbox_state *state)
{
	if (!state->landlock)
		return ENDED_WELL;
	return open("/var/tmp/blackbar-test-escape", O_CREAT | O_WRONLY, 0600) < 0 ? ENDED_WELL : WAS_POSSIBLE;
}

static int try_parent_work(struct sandbox_state *state)
{
	(void)state;
	int pair[2];
	int fd = open("/etc/passwd", O_RDONLY), out = open("/tmp", O_TMPFILE | O_RDWR, 0600);
	if (fd < 0 || out < 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return 1;
	FILE *file = fopen("/tmp/blackbar-test-sandbox", "w");
	if (file == NULL || fputs("x", file) < 0 || fclose(file) != 0 ||
	    rename("/tmp/blackbar-test-sandbox", "/tmp/blackbar-test-sandbox2") != 0 ||
	    unlink("/tmp/blackbar-test-sandbox2") != 0)
		return 2;
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return waitpid(pid, NULL, 0) == pid ? ENDED_WELL : 3;
}

static void test_parent(void **unused)
{
	(void)unused;
	assert_int_equal(run(try_nothing, true), ENDED_WELL);
	assert_int_equal(run(try_parent_work, true), ENDED_WELL);
	assert_int_equal(run(try_write_elsewhere, true), ENDED_WELL);
	if (!(run(try_report, true) & 32))
		skip();
	refused(try_socket, true);
	assert_int_equal(run(try_exec, true), ENDED_WELL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_state),
		cmocka_unit_test(test_worker),
		cmocka_unit_test(test_jit),
		cmocka_unit_test(test_parent),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
