/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 }; /* shadow memory is data to the kernel, and reports need a few calls more */
#else
enum { SANITIZED = 0 };
#endif

/* Newer than some headers; the kernel says by its version which it knows. */
#define ACCESS_REFER ((uint64_t)1 << 13)
#define ACCESS_TRUNCATE ((uint64_t)1 << 14)
#define ACCESS_IOCTL ((uint64_t)1 << 15)
#define ACCESS_NET_BIND ((uint64_t)1 << 0)
#define ACCESS_NET_CONNECT ((uint64_t)1 << 1)
#define SCOPE_ALL ((uint64_t)3) /* abstract sockets, signals */
#define ACCESS_FS_FIRST ((uint64_t)LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1) /* all that the first version knows */
#define ACCESS_READ ((uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR))
#define ACCESS_WRITE                                                                                                   \
	((uint64_t)(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |   \
		    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG) |                                       \
	 ACCESS_REFER | ACCESS_TRUNCATE)

struct ruleset {
	uint64_t files, net, scope;
};

static void missing(struct sandbox_state *state, const char *what, int error)
{
	size_t len = strlen(state->why);
	snprintf(state->why + len, sizeof state->why - len, "%s%s: %s", len ? "; " : "", what, strerror(error));
}

static void close_others(const struct sandbox_limits *limits, struct sandbox_state *state)
{
	unsigned from = 0;
	int failed = 0;
	for (size_t i = 0; i <= limits->keep_count; i++) {
		unsigned to = i < limits->keep_count ? (unsigned)limits->keep[i] : ~0u;
		if (to > from && syscall(SYS_close_range, from, i < limits->keep_count ? to - 1 : to, 0) != 0)
			failed = errno;
		from = to + 1;
	}
	if (failed) { /* a kernel before 5.9 */
		int last = (int)sysconf(_SC_OPEN_MAX);
		for (int fd = 0; fd < (last > 0 && last < 65536 ? last : 65536); fd++) {
			bool kept = false;
			for (size_t i = 0; i < limits->keep_count; i++)
				kept |= limits->keep[i] == fd;
			if (!kept)
				close(fd);
		}
	}
	state->files_closed = true;
}

static enum err set_limit(int what, size_t value, const char *name, struct fault *fault)
{
	struct rlimit limit;
	if (getrlimit((__rlimit_resource_t)what, &limit) != 0)
		return fault_set(fault, ERR_SYSTEM, "cannot read the %s limit (%s)", name, strerror(errno));
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < value)
		value = limit.rlim_max;
	limit.rlim_cur = limit.rlim_max = value;
	if (setrlimit((__rlimit_resource_t)what, &limit) != 0)
		return fault_set(fault, ERR_SYSTEM, "cannot set the %s limit (%s)", name, strerror(errno));
	return ERR_NONE;
}

/* Bytes of private data the process has already, most of it shared with the parent. */
static size_t data_now(void)
{
	unsigned long long data = 0;
	FILE *file = fopen("/proc/self/statm", "re");
	if (file == NULL)
		return 0;
	if (fscanf(file, "%*u %*u %*u %*u %*u %llu", &data) != 1)
		data = 0;
	fclose(file);
	return (size_t)data * (size_t)sysconf(_SC_PAGESIZE);
}

static enum err set_limits(const struct sandbox_limits *limits, struct sandbox_state *state, struct fault *fault)
{
	enum err err = set_limit(RLIMIT_CORE, 0, "core file", fault);
	if (err == ERR_NONE && limits->memory && !SANITIZED)
		err = set_limit(RLIMIT_DATA, data_now() + limits->memory, "memory", fault);
	if (err == ERR_NONE && limits->file_size)
		err = set_limit(RLIMIT_FSIZE, limits->file_size, "file size", fault);
	state->limits = err == ERR_NONE && !SANITIZED;
	return err;
}

static void no_privileges(struct sandbox_state *state)
{
	state->no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	if (!state->no_new_privileges)
		missing(state, "no_new_privs", errno);
	state->no_dump = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* ---- Landlock ---- */

static int landlock_open(bool worker, uint64_t *files, struct sandbox_state *state)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1) {
		missing(state, "Landlock", errno);
		return -1;
	}
	struct ruleset rules = {.files = ACCESS_FS_FIRST};
	size_t size = sizeof rules.files;
	rules.files |= version >= 2 ? ACCESS_REFER : 0;
	rules.files |= version >= 3 ? ACCESS_TRUNCATE : 0;
	if (version >= 4) {
		rules.net = ACCESS_NET_BIND | ACCESS_NET_CONNECT;
		size += sizeof rules.net;
	}
	rules.files |= worker && version >= 5 ? ACCESS_IOCTL : 0;
	if (version >= 6) {
		rules.scope = worker ? SCOPE_ALL : 0;
		size += sizeof rules.scope;
	}
	*files = rules.files;
	int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
	if (fd < 0)
		missing(state, "Landlock", errno);
	return fd;
}

static void landlock_close(int fd, struct sandbox_state *state)
{
	if (fd < 0)
		return;
	state->landlock = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	if (!state->landlock)
		missing(state, "Landlock", errno);
	close(fd);
}

static void landlock_allow(int fd, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = access};
	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return; /* what is not there needs no right */
	if (syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
		/* a file takes only the rights of files */
		rule.allowed_access &=
		    (uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE) | ACCESS_TRUNCATE;
		(void)syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	}
	close(rule.parent_fd);
}

static void landlock_parent(const char *const *read, const char *const *write, struct sandbox_state *state)
{
	static const char *const always[] = {"/usr", "/lib", "/lib64", "/etc", "/proc", "/sys/devices/system/cpu",
					     NULL};
	/* all of /proc: a worker looks into its own part, whose number is not known yet */
	uint64_t files;
	int fd = landlock_open(false, &files, state);
	if (fd < 0)
		return;
	if (read == NULL)
		landlock_allow(fd, "/", ACCESS_READ & files);
	for (size_t i = 0; always[i]; i++)
		landlock_allow(fd, always[i], ACCESS_READ & files);
	landlock_allow(fd, "/dev/null", (ACCESS_READ | (uint64_t)LANDLOCK_ACCESS_FS_WRITE_FILE) & files);
	for (size_t i = 0; read && read[i]; i++)
		landlock_allow(fd, read[i], ACCESS_READ & files);
	for (size_t i = 0; write && write[i]; i++)
		landlock_allow(fd, write[i], (ACCESS_READ | ACCESS_WRITE) & files);
	landlock_close(fd, state);
}

/* ---- seccomp ---- */

/* Calls with no argument that matters. Files among them are those already open. */
static const int worker_calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(recvmsg),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(ftruncate),
    SCMP_SYS(ftruncate64),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(close),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(fallocate),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrusage),
    SCMP_SYS(times),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(membarrier),
    SCMP_SYS(getcpu),
};

/* Nothing honest in a worker does these: whoever tries has taken it over. What is in neither list fails with EPERM, so
 * that a library that only looks around (for a locale, a terminal) goes on without. */
static const int worker_deadly[] = {
	SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4),
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3),
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(mount),
	SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(io_uring_setup), SCMP_SYS(keyctl),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(userfaultfd), SCMP_SYS(perf_event_open), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(pidfd_getfd), SCMP_SYS(memfd_create), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat),
};

static int add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
	int failed = 0;
	for (size_t i = 0; i < count && failed == 0; i++)
		failed = seccomp_rule_add(filter, action, calls[i], 0);
	return failed;
}

/* Memory that can be executed is never made or changed: matching code of PCRE2 was compiled before. */
static int add_memory(scmp_filter_ctx filter)
{
	struct scmp_arg_cmp plain = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	static const int calls[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
	int failed = 0;
	for (size_t i = 0; i < 2 && failed == 0; i++) {
		failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 1, plain);
		if (failed == 0)
			failed = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, calls[i], 1,
						  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
	}
	return failed;
}

static int add_arguments(scmp_filter_ctx filter)
{
	uint64_t self = (uint64_t)getpid();
	int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self));
	/* fstat() of newer C libraries; a name with it is another matter, and Landlock's */
	if (failed == 0)
		failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
					  SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
	static const uint64_t harmless[] = {F_GETFD, F_GETFL};
	for (size_t i = 0; i < 2 && failed == 0; i++)
		failed =
		    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, harmless[i]));
	return failed;
}

static void load(scmp_filter_ctx filter, int failed, struct sandbox_state *state)
{
	if (failed == 0)
		(void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (failed == 0)
		failed = seccomp_load(filter);
	seccomp_release(filter);
	state->seccomp = failed == 0;
	if (failed)
		missing(state, "seccomp", -failed);
}

static void seccomp_worker(struct sandbox_state *state)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (filter == NULL) {
		missing(state, "seccomp", ENOSYS);
		return;
	}
	int failed = add(filter, SCMP_ACT_ALLOW, worker_calls, sizeof worker_calls / sizeof *worker_calls);
	if (failed == 0)
		failed =
		    add(filter, SCMP_ACT_KILL_PROCESS, worker_deadly, sizeof worker_deadly / sizeof *worker_deadly);
	if (failed == 0)
		failed = add_memory(filter);
	if (failed == 0)
		failed = add_arguments(filter);
	load(filter, failed, state);
	state->no_new_code = state->seccomp;
}

static void seccomp_parent(struct sandbox_state *state)
{
	static const int denied[] = {
	    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),	   SCMP_SYS(process_vm_writev),
	    SCMP_SYS(mount),  SCMP_SYS(bpf),	  SCMP_SYS(io_uring_setup)};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	if (filter == NULL) {
		missing(state, "seccomp", ENOSYS);
		return;
	}
	int failed = add(filter, SCMP_ACT_ERRNO(EPERM), denied, sizeof denied / sizeof *denied);
	if (failed == 0) /* only the kind that connects it with its own workers */
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
					  SCMP_A0(SCMP_CMP_NE, AF_UNIX));
	load(filter, failed, state);
}

enum err sandbox_worker(const struct sandbox_limits *limits, struct sandbox_state *state, struct fault *fault)
{
	uint64_t files;
	*state = (struct sandbox_state){0};
	close_others(limits, state);
	enum err err = set_limits(limits, state, fault);
	if (err)
		return err;
	no_privileges(state);
	landlock_close(landlock_open(true, &files, state), state);
	seccomp_worker(state);
	return ERR_NONE;
}

enum err sandbox_parent(const char *const *read, const char *const *write, struct sandbox_state *state,
			struct fault *fault)
{
	*state = (struct sandbox_state){0};
	enum err err = set_limit(RLIMIT_CORE, 0, "core file", fault);
	if (err)
		return err;
	no_privileges(state);
	landlock_parent(read, write, state);
	seccomp_parent(state);
	return ERR_NONE;
}

void sandbox_describe(const struct sandbox_state *state, char *text, size_t cap)
{
	const struct {
		bool on;
		const char *name;
	} parts[] = {{state->landlock, "Landlock"}, {state->seccomp, "seccomp"}, {state->no_new_code, "no new code"},
		     {state->limits, "limits"}, {state->files_closed, "no files"}, {state->no_dump, "no dumps"}};
	size_t len = 0;
	text[0] = '\0';
	for (size_t i = 0; i < sizeof parts / sizeof *parts && len < cap; i++)
		if (parts[i].on)
			len += (size_t)snprintf(text + len, cap - len, "%s%s", len ? ", " : "", parts[i].name);
	if (len == 0)
		len = (size_t)snprintf(text, cap, "nothing");
	if (state->why[0] && len < cap)
		snprintf(text + len, cap - len, " (%s)", state->why);
}
