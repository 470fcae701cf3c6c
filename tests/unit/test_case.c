/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "case/case.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/mem.h"

static char folder[] = "/tmp/blackbar-test-case-XXXXXX";
static char path[sizeof folder + 16];

static int setup(void **state)
{
	(void)state;
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof path, "%s/x.case", folder);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	char line[sizeof folder + 16];
	snprintf(line, sizeof line, "%s/x.case-journal", folder);
	unlink(line);
	unlink(path);
	return rmdir(folder); /* fails when something else was left behind */
}

#define good(call)                                                                                                     \
	do {                                                                                                           \
		if ((call) != ERR_NONE)                                                                                \
			fail_msg("%s: %s", #call, fault.text);                                                         \
	} while (0)

static const struct case_settings settings = {{"b 1", 3}, {"missouri", 8}, {"hash", 4}, {"a\0b", 3}};

static struct case_file *open_new(void)
{
	struct case_file *file;
	struct fault fault = {0};
	good(case_open(&file, path, NULL, &fault));
	return file;
}

static void refuse_open(enum err err, const char *words)
{
	struct case_file *file;
	struct fault fault = {0};
	assert_int_equal(case_open(&file, path, NULL, &fault), err);
	assert_null(file);
	if (strstr(fault.text, words) == NULL)
		fail_msg("\"%s\" has no \"%s\"", fault.text, words);
	assert_non_null(strstr(fault.text, "x.case"));
}

static void add_document(struct case_file *file, uint64_t number, unsigned persons)
{
	struct fault fault = {0};
	char text[64], name[64];
	snprintf(text, sizeof text, "reports/%06llu.txt", (unsigned long long)number);
	good(case_document_begin(file, number, str_of(text), &fault));
	for (uint32_t i = 0; i < persons; i++) {
		snprintf(name, sizeof name, "Given%llu Surname%u\n", (unsigned long long)(number % 5000), i);
		struct case_person person = {
		    .part = i / 4,
		    .number = i % 4,
		    .who = i % 2 ? WHO_ADULT : WHO_CHILD,
		    .age = (int32_t)i + 5,
		    .kin = i == 1 ? STR("MOTHER") : (struct str){0},
		    .birth = STR("2009-03-04"),
		    .names = str_of(name),
		    .evidence = STR("the birth date gives an age under the limit"),
		    .place = STR("line 12"),
		    .facts = STR(
			"a compact record of the name parts and the rest, about eighty bytes of it, more or less ")};
		good(case_person_add(file, &person, &fault));
	}
	snprintf(text, sizeof text, "19-%04llu", (unsigned long long)(number / 3));
	struct case_document document = {.numbers = str_of(text), .parts = 1};
	memset(document.digest, (int)number, sizeof document.digest);
	good(case_document_end(file, &document, &fault));
	if (number % 7 != 6)
		good(case_document_join(file, number, str_of(text), &fault));
}

struct seen {
	size_t count;
	uint64_t last, hash;
	struct case_person person;
};

static enum err see_person(void *context, const struct case_person *person, struct fault *fault)
{
	struct seen *seen = context;
	(void)fault;
	uint64_t key = person->document << 20 | person->part << 10 | person->number;
	assert_true(seen->count == 0 || key > seen->last);
	seen->last = key;
	seen->count++;
	seen->hash = seen->hash * 31 + str_hash(person->names);
	seen->person = *person;
	return ERR_NONE;
}

static enum err see_document(void *context, const struct case_document *document, struct fault *fault)
{
	struct seen *seen = context;
	(void)fault;
	assert_true(seen->count == 0 || document->number > seen->last);
	seen->last = document->number;
	seen->count++;
	return ERR_NONE;
}

static enum err see_output(void *context, uint32_t tag, struct str bytes, struct fault *fault)
{
	struct seen *seen = context;
	(void)fault;
	seen->count++;
	seen->hash = seen->hash * 31 + str_hash(bytes) + tag;
	return ERR_NONE;
}

static void test_round_trip(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	assert_true(case_is_fresh(file));
	good(case_settle(file, &settings, &fault));
	for (uint64_t i = 0; i < 20; i++)
		add_document(file, i, (unsigned)(i % 8));
	good(case_scanned(file, &fault));
	case_close(file);

	struct stat facts;
	assert_int_equal(stat(path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
	file = open_new();
	assert_false(case_is_fresh(file));
	assert_true(case_is_scanned(file));
	good(case_settle(file, &settings, &fault));
	assert_int_equal(case_document_count(file), 20);
	struct case_document document;
	bool found;
	good(case_document_get(file, 13, &document, &found, &fault));
	assert_true(found);
	assert_true(str_equal(document.path, STR("reports/000013.txt")));
	assert_int_equal(document.digest[31], 13);
	good(case_document_get(file, 20, &document, &found, &fault));
	assert_false(found);
	struct seen seen = {0};
	good(case_persons(file, 7, see_person, &seen, &fault));
	assert_int_equal(seen.count, 7);
	/* 12, 13 (none without a number: 13 % 7 == 6) and 14 share a number */
	seen = (struct seen){0};
	good(case_relatives(file, 12, see_person, &seen, &fault));
	assert_int_equal(seen.count, 12 % 8 + 14 % 8);
	seen = (struct seen){0};
	good(case_relatives(file, 13, see_person, &seen, &fault));
	assert_int_equal(seen.count, 13 % 8);
	seen = (struct seen){0};
	good(case_people(file, 1u << WHO_CHILD, see_person, &seen, &fault));
	assert_int_equal(seen.count, 0 + 1 + 1 + 2 + 2 + 3 + 3 + 4 + 0 + 1 + 1 + 2 + 2 + 3 + 3 + 4 + 0 + 1 + 1 + 2);
	seen = (struct seen){0};
	good(case_documents(file, see_document, &seen, &fault));
	assert_int_equal(seen.count, 20);
	case_close(file);
}

/* A document begun again forgets what it had. */
static void test_again(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	add_document(file, 0, 8);
	add_document(file, 1, 8);
	for (int i = 0; i < 2; i++) {
		good(case_document_begin(file, 1, STR("x"), &fault));
		struct case_document document = {.err = ERR_MALFORMED, .fault = STR("line 3")};
		good(case_document_end(file, &document, &fault));
	}
	assert_int_equal(case_document_count(file), 2);
	struct seen seen = {0};
	good(case_persons(file, 1, see_person, &seen, &fault));
	assert_int_equal(seen.count, 0);
	good(case_document_withhold(file, 0, ERR_SURVIVED, STR("a cut value is still there"), &fault));
	struct case_document document;
	bool found;
	good(case_document_get(file, 0, &document, &found, &fault));
	assert_int_equal(document.err, ERR_SURVIVED);
	case_close(file);
}

static enum err see_decision(void *context, const struct case_decision *decision, struct fault *fault)
{
	struct buf *buf = context;
	(void)fault;
	buf_printf(buf, "%lld %.*s %s %d;", (long long)decision->document, (int)decision->name.len, decision->name.ptr,
		   what_name(decision->what), (int)decision->verdict);
	return ERR_NONE;
}

static void test_decisions(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	struct case_decision decisions[] = {
	    {.document = 3,
	     .name = STR("Ann Example"),
	     .verdict = VERDICT_KEEP,
	     .by = STR("jd"),
	     .at = STR("2026-01-02")},
	    {.document = CASE_WHOLE_RELEASE, .what = WHAT_SSN, .verdict = VERDICT_CUT},
	    {.document = 4, .what = WHAT_PHONE, .verdict = VERDICT_KEEP},
	    {.document = CASE_WHOLE_RELEASE, .name = STR("Bo Example"), .verdict = VERDICT_CUT}};
	for (size_t i = 0; i < 4; i++)
		good(case_decide(file, &decisions[i], &fault));
	struct buf buf = {0};
	good(case_decisions(file, 3, see_decision, &buf, &fault));
	buf_add_byte(&buf, '\0');
	assert_string_equal(buf.ptr, "-1  ssn 1;-1 Bo Example none 1;3 Ann Example none 0;");
	buf_clear(&buf);
	good(case_decisions(file, CASE_WHOLE_RELEASE, see_decision, &buf, &fault));
	buf_add_byte(&buf, '\0');
	assert_string_equal(buf.ptr, "-1  ssn 1;-1 Bo Example none 1;");
	buf_free(&buf);
	case_close(file);
}

static void add_output(struct case_file *file, uint64_t number, size_t large)
{
	struct fault fault = {0};
	struct buf bytes = {0};
	good(case_output_begin(file, number, &fault));
	for (uint32_t i = 0; i < 5; i++) {
		buf_printf(&bytes, "record %u of %llu", i, (unsigned long long)number);
		good(case_output_add(file, i, buf_str(&bytes), &fault));
	}
	for (size_t i = 0; i < large; i++) {
		buf_clear(&bytes);
		memset(buf_room(&bytes, 700000), (int)i, 700000);
		bytes.len = 700000;
		good(case_output_add(file, 77, buf_str(&bytes), &fault));
	}
	good(case_output_add(file, 78, (struct str){0}, &fault));
	good(case_output_end(file, &fault));
	buf_free(&bytes);
}

static void test_output(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	for (uint64_t i = 0; i < 3; i++)
		add_document(file, i, 1);
	add_output(file, 0, 0);
	add_output(file, 1, 9);
	good(case_output_begin(file, 2, &fault));
	good(case_output_add(file, 1, STR("half"), &fault));
	good(case_commit(file, &fault)); /* commits what is whole only: document 2 is not ended */
	uint64_t hash = 0;
	for (int round = 0; round < 2; round++) {
		bool found;
		struct seen seen = {0};
		good(case_output_read(file, 0, &found, see_output, &seen, &fault));
		assert_true(found);
		assert_int_equal(seen.count, 6);
		seen = (struct seen){0};
		good(case_output_read(file, 1, &found, see_output, &seen, &fault));
		assert_int_equal(seen.count, 15);
		assert_true(hash == 0 || hash == seen.hash);
		hash = seen.hash;
		good(case_output_read(file, 2, &found, see_output, &seen, &fault));
		assert_false(found);
		case_close(file);
		file = open_new();
	}
	good(case_outputs_drop(file, &fault));
	bool found;
	struct seen seen = {0};
	good(case_output_read(file, 0, &found, see_output, &seen, &fault));
	assert_false(found);
	case_close(file);
}

static bool asks_for_two(void *context, struct str asked)
{
	size_t *count = context;
	++*count;
	return str_equal(asked, STR("two"));
}

/* What was tried stands, but where somebody decided, the case has another document, or the questions say otherwise. */
static void test_tried(void **state)
{
	(void)state;
	static const char *const asked[] = {"one", "two", "one", "one", ""};
	struct fault fault = {0};
	struct case_file *file = open_new();
	struct buf records = {0};
	case_output_write(&records, 5, STR("record"));
	for (uint64_t i = 0; i < 5; i++) {
		struct case_document document = {.output = CASE_TRIED, .parts = 1};
		good(case_document_begin(file, i, STR("x"), &fault));
		good(case_document_try(file, buf_str(&records), str_of(asked[i]), &fault));
		good(case_document_end(file, &document, &fault));
	}
	struct case_decision decision = {.document = 2, .what = WHAT_SSN, .verdict = VERDICT_CUT};
	good(case_decide(file, &decision, &fault));
	good(case_document_join(file, 3, STR("19-1"), &fault));
	for (int round = 0; round < 2; round++) {
		uint64_t open = 0;
		size_t count = 0;
		good(case_outputs_settle(file, asks_for_two, &count, &open, &fault));
		assert_int_equal(count, round == 0 ? 3 : 0);
		assert_int_equal(open, 4);
		for (uint64_t i = 0; i < 5; i++) {
			struct seen seen = {0};
			bool found;
			good(case_output_read(file, i, &found, see_output, &seen, &fault));
			assert_int_equal(found, i == 0 || i == 4);
			assert_int_equal(seen.count, found);
		}
		case_close(file);
		file = open_new();
	}
	case_close(file);
	buf_free(&records);
}

static void write_file(const char *bytes, size_t len, mode_t mode)
{
	int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

static void run_sql(const char *text)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_refusals(void **state)
{
	(void)state;
	struct fault fault = {0};
	char other[sizeof path + 8];
	write_file("not a case, but long enough to look at\n", 39, 0600);
	refuse_open(ERR_USAGE, "damaged, or not a case");
	unlink(path);
	run_sql("CREATE TABLE t (a)");
	refuse_open(ERR_USAGE, "read by others"); /* made with the umask's rights */
	assert_int_equal(chmod(path, 0600), 0);
	refuse_open(ERR_USAGE, "not a case of blackbar");
	unlink(path);
	case_close(open_new());
	assert_int_equal(chmod(path, 0640), 0);
	refuse_open(ERR_USAGE, "read by others");
	assert_int_equal(chmod(path, 0600), 0);
	snprintf(other, sizeof other, "%s2", path);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(symlink(other, path), 0);
	refuse_open(ERR_USAGE, "symbolic link");
	assert_int_equal(rename(other, path), 0);
	run_sql("PRAGMA user_version = 99");
	refuse_open(ERR_USAGE, "another version");
	run_sql("PRAGMA user_version = 4; DROP TABLE person");
	struct case_file *file = open_new();
	struct seen seen = {0};
	assert_int_equal(case_persons(file, 0, see_person, &seen, &fault), ERR_USAGE);
	case_close(file);
}

static void test_left(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct buf items = {0};
	enum case_left left = CASE_LEFT_RAW;
	bool found = true;
	struct case_file *file = open_new();
	good(case_left_get(file, 0, &found, &left, &items, &fault));
	assert_false(found);
	add_document(file, 0, 1);
	good(case_left_set(file, 0, CASE_LEFT_RAW, STR("raw"), &fault));
	good(case_left_set(file, 0, CASE_LEFT_MANY, STR("good"), &fault));
	good(case_commit(file, &fault));
	case_close(file);
	file = open_new();
	good(case_left_get(file, 0, &found, &left, &items, &fault));
	assert_true(found && left == CASE_LEFT_MANY && str_equal(buf_str(&items), STR("good")));
	good(case_document_begin(file, 0, STR("again"), &fault)); /* a document that is read again has no list */
	good(case_left_get(file, 0, &found, &left, &items, &fault));
	assert_false(found);
	case_close(file);
	run_sql("DROP TABLE left_over; PRAGMA user_version = 2"); /* as the version before made it */
	file = open_new();
	assert_int_equal(case_document_count(file), 1);
	good(case_left_get(file, 0, &found, &left, &items, &fault));
	assert_false(found);
	case_close(file);
	run_sql("INSERT INTO left_over VALUES (0, 9, x'00')");
	file = open_new();
	assert_int_equal(case_left_get(file, 0, &found, &left, &items, &fault), ERR_USAGE);
	case_close(file);
	buf_free(&items);
}

/* Every version that can be brought up, none of whose finished documents are taken over. */
static void test_versions(void **state)
{
	(void)state;
	static const char *const made[] = {"DROP TABLE left_over; PRAGMA user_version = 2", "PRAGMA user_version = 3"};
	for (size_t i = 0; i < 2; i++) {
		struct fault fault = {0};
		struct seen seen = {0};
		bool found = true;
		struct case_file *file = open_new();
		add_document(file, i, 1);
		good(case_output_begin(file, i, &fault));
		good(case_output_add(file, 1, STR("as the version before wrote it"), &fault));
		good(case_output_end(file, &fault));
		good(case_commit(file, &fault));
		case_close(file);
		run_sql(made[i]);
		file = open_new();
		assert_int_equal(case_document_count(file), i + 1);
		good(case_output_read(file, i, &found, see_output, &seen, &fault));
		assert_false(found);
		good(case_commit(file, &fault));
		case_close(file);
	}
	run_sql("PRAGMA user_version = 1");
	refuse_open(ERR_USAGE, "another version");
}

static void test_damage(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	for (uint64_t i = 0; i < 300; i++)
		add_document(file, i, 3);
	good(case_commit(file, &fault));
	case_close(file);
	struct stat facts;
	assert_int_equal(stat(path, &facts), 0);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	char noise[64];
	memset(noise, 0xa5, sizeof noise);
	for (off_t at = 8192; at < facts.st_size; at += 8192)
		assert_int_equal(pwrite(fd, noise, sizeof noise, at), sizeof noise);
	close(fd);
	refuse_open(ERR_USAGE, "damaged");
	assert_int_equal(truncate(path, facts.st_size / 2), 0);
	refuse_open(ERR_USAGE, "damaged");
}

static void test_locked(void **state)
{
	(void)state;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		alarm(30);
		(void)open_new();
		if (write(ends[1], "x", 1) != 1)
			_exit(1);
		pause();
	}
	char byte;
	assert_int_equal(read(ends[0], &byte, 1), 1);
	refuse_open(ERR_SYSTEM, "in use by another blackbar");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	case_close(open_new());
	close(ends[0]);
	close(ends[1]);
}

static void test_settings(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	good(case_settle(file, &settings, &fault));
	struct case_settings other = settings, kept;
	other.inputs = (struct str){0};
	good(case_settle(file, &other, &fault));
	good(case_settings(file, &kept, &fault));
	assert_true(str_equal(kept.inputs, settings.inputs));
	const char *words[] = {"another version", "another policy", "other rule packs", "other inputs"};
	for (int i = 0; i < 4; i++) {
		other = settings;
		*(i == 0 ? &other.program : i == 1 ? &other.policy : i == 2 ? &other.packs : &other.inputs) = STR("z");
		fault_clear(&fault);
		assert_int_equal(case_settle(file, &other, &fault), ERR_USAGE);
		assert_non_null(strstr(fault.text, words[i]));
	}
	case_close(file);
}

/* Killed in the middle: what was lasting is there, whole, and nothing else. */
static void test_killed(void **state)
{
	(void)state;
	struct fault fault = {0};
	for (int round = 0; round < 6; round++) {
		pid_t pid = fork();
		if (pid == 0) {
			alarm(30);
			struct case_file *file = open_new();
			for (uint64_t i = case_document_count(file);; i++)
				add_document(file, i, 6);
		}
		nanosleep(&(struct timespec){0, (round + 1) * 7000000}, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		struct case_file *file = open_new();
		uint64_t count = case_document_count(file);
		struct seen seen = {0};
		good(case_people(file, ~0u, see_person, &seen, &fault));
		assert_int_equal(seen.count, count * 6);
		case_close(file);
	}
}

static double seconds_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void time_case(struct case_file *file, const char *name)
{
	struct fault fault = {0};
	struct seen seen = {0};
	uint64_t count = getenv("LD_PRELOAD") ? 500 : 80000;
	double start = seconds_now();
	for (uint64_t i = 0; i < count; i++)
		add_document(file, i, 6);
	good(case_scanned(file, &fault));
	double added = seconds_now() - start;
	start = seconds_now();
	for (uint64_t i = 0; i < count; i++) {
		seen = (struct seen){0};
		good(case_relatives(file, i, see_person, &seen, &fault));
	}
	double related = seconds_now() - start;
	start = seconds_now();
	seen = (struct seen){0};
	good(case_people(file, 1u << WHO_CHILD, see_person, &seen, &fault));
	assert_int_equal(seen.count, count * 3);
	double people = seconds_now() - start;
	start = seconds_now();
	for (uint64_t i = 0; i < count; i++)
		add_output(file, i, 0);
	good(case_commit(file, &fault));
	print_message(
	    "# %s: %llu documents of 6 persons in %.2f s, relatives of all %.2f s, children %.2f s, outputs %.2f s\n",
	    name, (unsigned long long)count, added, related, people, seconds_now() - start);
}

static void test_cost(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct case_file *file = open_new();
	time_case(file, "case");
	case_close(file);
	good(case_open(&file, NULL, folder, &fault));
	time_case(file, "temporary");
	case_close(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, setup, teardown),
		cmocka_unit_test_setup_teardown(test_again, setup, teardown),
		cmocka_unit_test_setup_teardown(test_decisions, setup, teardown),
		cmocka_unit_test_setup_teardown(test_left, setup, teardown),
		cmocka_unit_test_setup_teardown(test_output, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tried, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_versions, setup, teardown),
		cmocka_unit_test_setup_teardown(test_damage, setup, teardown),
		cmocka_unit_test_setup_teardown(test_locked, setup, teardown),
		cmocka_unit_test_setup_teardown(test_settings, setup, teardown),
		cmocka_unit_test_setup_teardown(test_killed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cost, setup, teardown),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
