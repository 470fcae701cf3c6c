/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "small_release.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/zip.h"
#include "output/path.h"
#include "output/spool.h"

static void json_strings(void **state)
{
	(void)state;
	struct buf out = {0}, back = {0};
	json_add(&out, STR("a \"b\" \\ \n\r\t \x01 \x1f \xc3\xa9"));
	buf_add_byte(&out, '\0');
	assert_string_equal(out.ptr, "\"a \\\"b\\\" \\\\ \\n\\r\\t \\u0001 \\u001f \xc3\xa9\"");
	struct str from = {out.ptr, out.len - 1};
	assert_true(json_take(&from, &back));
	assert_int_equal(from.len, 0);
	assert_true(str_equal(buf_str(&back), STR("a \"b\" \\ \n\r\t \x01 \x1f \xc3\xa9")));
	const char *const bad[] = {"", "x", "\"", "\"a", "\"\\", "\"\\u000a\"", "\"\\u0041\"", "\"\\u00", "\"\\/\"", "\"\n\"", "\"\\u001F\""};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		from = str_of(bad[i]);
		assert_false(json_take(&from, &back));
	}
	buf_free(&out);
	buf_free(&back);
}

static void csv_cells(void **state)
{
	(void)state;
	static const char *const cells[][2] = {{"", ""}, {"plain", "plain"}, {"a,b", "\"a,b\""}, {"say \"x\"", "\"say \"\"x\"\"\""},
		{"=SUM(A1)", "'=SUM(A1)"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@x", "'@x"}, {"\tx", "'\tx"}, {"\rx", "\"'\rx\""},
		{"=1,2", "\"'=1,2\""}, {" x", "\" x\""}, {"x ", "\"x \""}, {"a\nb", "\"a\nb\""}, {"\"", "\"\"\"\""}, {"a=b", "a=b"}};
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		struct buf out = {0}, back = {0};
		bool more;
		csv_add(&out, str_of(cells[i][0]));
		assert_true(str_equal(buf_str(&out), str_of(cells[i][1])));
		buf_add(&out, STR(",next"));
		struct str row = buf_str(&out);
		assert_true(csv_take(&row, &back, &more));
		assert_true(more);
		const char *want = cells[i][0];
		assert_true(str_equal(buf_str(&back), str_of(want)) ||
			    (back.len && back.ptr[0] == '\'' && str_equal((struct str){back.ptr + 1, back.len - 1}, str_of(want))));
		assert_true(str_equal(row, STR("next")));
		buf_free(&out);
		buf_free(&back);
	}
	const char *const bad[] = {"\"", "\"a", "\"a\"b", "a\"b"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct buf back = {0};
		bool more;
		struct str row = str_of(bad[i]);
		assert_false(csv_take(&row, &back, &more));
		buf_free(&back);
	}
}

static void paths(void **state)
{
	(void)state;
	const char *const good[] = {"documents/a", "documents/a/b.txt", "documents/...", "documents/ a", "documents/\xc3\xa9"};
	const char *const bad[] = {"", "a", "documents", "documents/", "documents//a", "documents/a/", "documents/.", "documents/../a",
		"documents/a/../b", "/documents/a", "documents/a\\b", "documents/a\nb", "documents/\x7f", "documents/\xff",
		"documents/\xc2\x85", "documents/\xe2\x80\xa8", "Documents/a", "documents/\xc3"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(path_is_document(str_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(path_is_document(str_of(bad[i])));
	char text[PATH_LIMIT + 2];
	memset(text, 'a', sizeof text);
	memcpy(text, "documents/", 10);
	assert_true(path_is_document((struct str){text, PATH_LIMIT}));
	assert_false(path_is_document((struct str){text, PATH_LIMIT + 1}));

	struct path_set set = {0};
	assert_true(path_set_add(&set, STR("documents/a")));
	assert_false(path_set_add(&set, STR("documents/a")));
	assert_false(path_set_add(&set, STR("documents/a/b"))); /* a is a file */
	assert_true(path_set_add(&set, STR("documents/b/c")));
	assert_false(path_set_add(&set, STR("documents/b"))); /* b is a folder */
	assert_true(path_set_add(&set, STR("documents/b/d")));
	for (unsigned i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "documents/many/%u/x", i);
		assert_true(path_set_add(&set, str_of(text)));
	}
	for (unsigned i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "documents/many/%u/x", i);
		assert_true(path_set_has(&set, str_of(text)));
		assert_false(path_set_add(&set, str_of(text)));
	}
	assert_false(path_set_has(&set, STR("documents/many")));
	path_set_free(&set);
}

static void zip_records(void **state)
{
	(void)state;
	const uint64_t numbers[] = {0, 1, 0xfffffffe, 0xffffffff, 0x100000000, 0x123456789abc};
	for (size_t i = 0; i < 6 * 6 * 6; i++) {
		struct zip_entry entry = {STR("documents/x"), i % 2, (uint32_t)i, numbers[i % 6], numbers[i / 6 % 6], numbers[i / 36]};
		struct zip_entry back;
		struct buf record = {0}, again = {0};
		size_t len;
		zip_central_write(&record, &entry);
		assert_true(record.len <= ZIP_RECORD_LIMIT);
		assert_true(zip_central_read(buf_str(&record), &back, &len));
		assert_int_equal(len, record.len);
		assert_true(back.packed == entry.packed && back.size == entry.size && back.offset == entry.offset);
		zip_central_write(&again, &back);
		assert_true(str_equal(buf_str(&record), buf_str(&again)));
		for (size_t cut = 0; cut < record.len; cut++)
			assert_false(zip_central_read((struct str){record.ptr, cut}, &back, &len));
		buf_free(&record);
		buf_free(&again);
		struct buf end = {0};
		uint64_t count, size, offset;
		zip_end_write(&end, numbers[i % 6], numbers[i / 6 % 6], numbers[i / 36]);
		assert_true(zip_end_read(buf_str(&end), &count, &size, &offset));
		assert_true(count == numbers[i % 6] && size == numbers[i / 6 % 6] && offset == numbers[i / 36]);
		buf_free(&end);
	}
}

static void whole_release(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100], second[100], command[400];
	snprintf(target, sizeof target, "%s/r.zip", folder);
	snprintf(second, sizeof second, "%s/s.zip", folder);
	small_release(target, NULL);
	small_release(second, NULL);
	assert_int_equal(folder_count(folder), 2); /* nothing else is left */
	struct buf one = file_read(target), two = file_read(second);
	assert_true(str_equal(buf_str(&one), buf_str(&two)));
	buf_free(&one);
	buf_free(&two);
	snprintf(command, sizeof command, "cd %s && unzip -tq r.zip >/dev/null && python3 -m zipfile -t r.zip >/dev/null && "
		 "mkdir x && cd x && unzip -q ../r.zip && sha256sum -c --quiet --strict SHA256SUMS", folder);
	assert_int_equal(system(command), 0);
	struct buf text = member_read(target, "documents/2019/19-000101.txt");
	assert_true(str_equal(buf_str(&text), str_of(small_texts[0])));
	buf_free(&text);
	text = member_read(target, PATH_INDEX);
	buf_add_byte(&text, '\0');
	assert_non_null(strstr(text.ptr, ",'=19-000101,yes,2019-03-04,2019-03,,East Patrol,,1,2,0 to 5; unknown,,2,RSMo 610.021(14); RSMo 210.150,\r\n"));
	assert_non_null(strstr(text.ptr, ",19-000102,yes,2019-03-04,2019-03,,East Patrol,,2,2,6 to 11; unknown,1,4,"));
	assert_non_null(strstr(text.ptr, ",19-000103,yes,,,,,closed,0,0,,,,,\r\n")); /* in the same document */
	assert_non_null(strstr(text.ptr, ",19-000102,no,2019-03-04,2019-03,,East Patrol,,1,3,6 to 11; 6 to 11; unknown,2,0,,\r\n"));
	assert_non_null(strstr(text.ptr, "\ndocuments/scan.pdf,withheld,,,,,,,,,,,,,0,,the file is encrypted\r\n"));
	buf_free(&text);
	text = member_read(target, PATH_OFFENCES);
	buf_add_byte(&text, '\0');
	assert_string_equal(text.ptr,
		"\xef\xbb\xbf" "document,report,number,title,statute,class,attempted,counted,note\r\n"
		"documents/2019/19-000101.txt,'=19-000101,1,\"Assault, 3rd Degree\",\xc2\xa7 565.070,assault,no,yes,\r\n"
		"documents/2019/19-000102 (\xc3\xa9).txt,19-000102,1,\"Assault, 3rd Degree\",\xc2\xa7 565.070,assault,no,yes,\r\n"
		"documents/2019/19-000102 (\xc3\xa9).txt,19-000102,2,'=Loitering,,unclassified,no,yes,\r\n"
		"documents/empty.txt,19-000102,1,\"Assault, 3rd Degree\",\xc2\xa7 565.070,assault,no,no,\r\n");
	buf_free(&text);
	text = member_read(target, PATH_LOG);
	buf_add_byte(&text, '\0');
	assert_string_equal(text.ptr,
		"\xef\xbb\xbf" "document,place,kind,token,citation,reason\r\n"
		"documents/2019/19-000101.txt,line 1,name,[CHILD-1],RSMo 610.021(14); RSMo 210.150,\"name of a child, or kin\"\r\n"
		"documents/2019/19-000101.txt,page 2,name,[MOTHER OF CHILD-1],RSMo 610.021(14); RSMo 210.150,\"name of a child, or kin\"\r\n"
		"documents/scan.pdf,whole document,withheld,,,the file is encrypted\r\n"
		"documents/2019/19-000102 (\xc3\xa9).txt,line 1,name,[CHILD-1],RSMo 610.021(14); RSMo 210.150,\"name of a child, or kin\"\r\n"
		"documents/2019/19-000102 (\xc3\xa9).txt,line 1,phone,[PHONE],RSMo 610.021(14),\"private \"\"phone\"\"\"\r\n"
		"documents/2019/19-000102 (\xc3\xa9).txt,line 1,phone,[PHONE],RSMo 610.021(14),\"private \"\"phone\"\"\"\r\n"
		"documents/2019/19-000102 (\xc3\xa9).txt,line 1,phone,[PHONE],RSMo 610.021(14),\"private \"\"phone\"\"\"\r\n");
	buf_free(&text);
	folder_remove(folder);
}

/* each line of audit.jsonl carries the hash of the one before */
static void audit_chain(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100];
	snprintf(target, sizeof target, "%s/r.zip", folder);
	small_release(target, NULL);
	struct buf text = member_read(target, PATH_AUDIT);
	char prev[AUDIT_PREV + 1] = "00000000000000000000000000000000";
	unsigned lines = 0;
	for (size_t at = 0; at < text.len; lines++) {
		size_t len = (size_t)((char *)memchr(text.ptr + at, '\n', text.len - at) - text.ptr) + 1 - at;
		unsigned char digest[SHA256_SIZE];
		assert_memory_equal(text.ptr + at, "{\"prev\":\"", 9);
		assert_memory_equal(text.ptr + at + 9, prev, AUDIT_PREV);
		hash_sha256((struct str){text.ptr + at, len}, digest);
		hex_write(digest, AUDIT_PREV / 2, prev);
		at += len;
	}
	assert_int_equal(lines, 14);
	buf_add_byte(&text, '\0');
	assert_non_null(strstr(text.ptr, "\"end\":14,\"released\":3,\"withheld\":1,\"cuts\":6,\"kept\":1}\n"));
	buf_free(&text);
	folder_remove(folder);
}

static void refusals(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100], wrong[100];
	struct fault fault = {0};
	struct bundle *bundle = NULL;
	struct buf packed = {0};
	snprintf(target, sizeof target, "%s/r.zip", folder);
	snprintf(wrong, sizeof wrong, "%s/none/r.zip", folder);
	assert_int_equal(bundle_open(wrong, false, &bundle, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(bundle_open(folder, true, &bundle, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(bundle_open("", false, &bundle, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(bundle_open("/dev/null", true, &bundle, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(bundle_open(target, false, &bundle, &fault), ERR_NONE);
	struct bundle_member member = member_of("documents/../x", STR("x"), false, &packed);
	assert_int_equal(bundle_add(bundle, &member, buf_str(&packed), &fault), ERR_MALFORMED);
	fault_clear(&fault);
	member = member_of("documents/x", STR("x"), true, &packed);
	assert_int_equal(bundle_add(bundle, &member, buf_str(&packed), &fault), ERR_NONE);
	assert_int_equal(bundle_add(bundle, &member, buf_str(&packed), &fault), ERR_MALFORMED);
	fault_clear(&fault);
	/* a file that is shorter than it is said to be ends the release */
	FILE *file = tmpfile();
	assert_non_null(file);
	member = member_of("documents/y", STR("a longer text"), false, &packed);
	assert_int_equal(bundle_add_file(bundle, &member, fileno(file), &fault), ERR_SYSTEM);
	fault_clear(&fault);
	assert_int_equal(bundle_commit(bundle, NULL, &fault), ERR_SYSTEM);
	assert_int_equal(folder_count(folder), 0);
	fclose(file);
	buf_free(&packed);
	folder_remove(folder);
}

static void from_file(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100];
	struct fault fault = {0};
	struct bundle *bundle;
	struct buf packed = {0}, text = {0};
	for (unsigned i = 0; i < 60000; i++)
		buf_printf(&text, "line %u of a long document\n", i * 7919);
	snprintf(target, sizeof target, "%s/r.zip", folder);
	FILE *file = tmpfile();
	assert_non_null(file);
	struct bundle_member member = member_of("documents/long.txt", buf_str(&text), true, &packed);
	assert_int_equal(fwrite(packed.ptr, 1, packed.len, file), packed.len);
	fflush(file);
	assert_int_equal(bundle_open(target, false, &bundle, &fault), ERR_NONE);
	assert_int_equal(bundle_add_file(bundle, &member, fileno(file), &fault), ERR_NONE);
	assert_int_equal(bundle_commit(bundle, NULL, &fault), ERR_NONE);
	struct buf back = member_read(target, "documents/long.txt");
	assert_true(str_equal(buf_str(&text), buf_str(&back)));
	fclose(file);
	buf_free(&text);
	buf_free(&back);
	buf_free(&packed);
	folder_remove(folder);
}

/* an older file stays until the new one is whole, and is replaced only when that was asked for */
static void replacing(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100];
	struct fault fault = {0};
	struct bundle *bundle = NULL;
	struct stat status;
	snprintf(target, sizeof target, "%s/r.zip", folder);
	assert_int_equal(bundle_open(target, false, &bundle, &fault), ERR_NONE);
	FILE *file = fopen(target, "w"); /* somebody else was faster */
	assert_non_null(file);
	fclose(file);
	assert_int_equal(bundle_commit(bundle, NULL, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "--force"));
	fault_clear(&fault);
	assert_int_equal(bundle_open(target, false, &bundle, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "--force"));
	fault_clear(&fault);
	assert_int_equal(bundle_open(target, true, &bundle, &fault), ERR_NONE);
	assert_int_equal(stat(target, &status), 0);
	assert_int_equal(status.st_size, 0);
	bundle_abandon(bundle);
	assert_int_equal(bundle_open(target, true, &bundle, &fault), ERR_NONE);
	mode_t mask = umask(027);
	assert_int_equal(bundle_commit(bundle, NULL, &fault), ERR_NONE);
	umask(mask);
	assert_int_equal(stat(target, &status), 0);
	assert_true(status.st_size > 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_int_equal(folder_count(folder), 1);
	bundle_abandon(NULL);
	folder_remove(folder);
}

/* killed at any place: no file, no temporary file */
static void killed(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100];
	snprintf(target, sizeof target, "%s/r.zip", folder);
	pid_t child = fork();
	if (child == 0) {
		struct fault fault = {0};
		struct bundle *bundle;
		struct audit *audit;
		struct buf packed = {0};
		const struct audit_options options = {.target = target, .classes = small_classes()};
		struct bundle_member member = member_of("documents/x", STR("secret"), false, &packed);
		if (bundle_open(target, false, &bundle, &fault) == ERR_NONE && audit_open(&options, &audit, &fault) == ERR_NONE &&
		    bundle_add(bundle, &member, buf_str(&packed), &fault) == ERR_NONE && folder_count(folder) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(folder_count(folder), 0);
	folder_remove(folder);
}

/* a disk that takes no more: a system error with advice, and no file */
static void disk_full(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100];
	snprintf(target, sizeof target, "%s/r.zip", folder);
	for (rlim_t limit = 0; limit < 700000; limit = limit * 2 + 100000) {
		pid_t child = fork();
		if (child == 0) {
			struct fault fault = {0};
			struct bundle *bundle;
			struct buf packed = {0}, text = {0};
			struct rlimit most = {limit, limit};
			signal(SIGXFSZ, SIG_IGN);
			setrlimit(RLIMIT_FSIZE, &most);
			enum err err = bundle_open(target, false, &bundle, &fault);
			for (unsigned i = 0; i < 40 && err == ERR_NONE; i++) {
				char name[40];
				snprintf(name, sizeof name, "documents/%u", i);
				buf_clear(&text);
				memset(buf_room(&text, 30000), (int)i, 30000);
				text.len = 30000;
				struct bundle_member member = member_of(name, buf_str(&text), false, &packed);
				err = bundle_add(bundle, &member, buf_str(&packed), &fault);
			}
			struct fault later = {0};
			enum err end = bundle_commit(bundle, NULL, &later);
			bool advice = strstr(err ? fault.text : later.text, "-o") != NULL;
			buf_free(&packed);
			buf_free(&text);
			free(folder);
			_exit(end == ERR_SYSTEM && (err == ERR_NONE || err == ERR_SYSTEM) && advice ? 0 : 1);
		}
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_int_equal(folder_count(folder), 0);
	}
	folder_remove(folder);
}

static void audit_misuse(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100], longer[AUDIT_TEXT_LIMIT + 1];
	struct fault fault = {0};
	struct audit *audit;
	unsigned number;
	struct buf reports = {0};
	snprintf(target, sizeof target, "%s/r.zip", folder);
	memset(longer, 'x', sizeof longer);
	const struct audit_options options = {.target = target, .version = STR("0\n1"), .classes = small_classes()};
	const struct audit_document document = {0};
	struct str bad = STR("\x01\xff"), good;
	const struct str lengthy = {longer, sizeof longer};
	assert_int_equal(audit_open(&options, &audit, &fault), ERR_NONE);
	assert_int_equal(audit_cut(audit, &(struct audit_entry){1, {0}, WHAT_NAME, STR("[X]"), 0, 0, AUDIT_RULE}, &fault), ERR_SYSTEM);
	fault_clear(&fault);
	assert_int_equal(audit_add_basis(audit, &lengthy, 1, STR(""), &number, &fault), ERR_PACK);
	fault_clear(&fault);
	assert_int_equal(audit_add_rule(audit, lengthy, &number, &fault), ERR_PACK);
	fault_clear(&fault);
	assert_int_equal(audit_add_basis(audit, NULL, 0, STR(""), &number, &fault), ERR_NONE);
	assert_int_equal(audit_add_rule(audit, STR(""), &number, &fault), ERR_NONE);
	assert_int_equal(audit_document_begin(audit, STR("no"), &fault), ERR_MALFORMED);
	fault_clear(&fault);
	assert_int_equal(audit_reports(audit, &document, &bad, &fault), ERR_SYSTEM);
	fault_clear(&fault);
	assert_int_equal(audit_document_end(audit, &fault), ERR_SYSTEM);
	fault_clear(&fault);
	assert_int_equal(audit_document_begin(audit, STR("documents/a"), &fault), ERR_NONE);
	assert_int_equal(audit_withheld(audit, STR("documents/b"), STR("x"), &fault), ERR_SYSTEM);
	fault_clear(&fault);
	assert_int_equal(audit_cut(audit, &(struct audit_entry){1, {0}, WHAT_NAME, lengthy, 0, 0, AUDIT_RULE}, &fault), ERR_PACK);
	fault_clear(&fault);
	assert_int_equal(audit_cut(audit, &(struct audit_entry){1, {0}, WHAT_NAME, STR("[\n]"), 0, 0, AUDIT_RULE}, &fault), ERR_PACK);
	fault_clear(&fault);
	assert_int_equal(audit_reports(audit, &document, &bad, &fault), ERR_NONE);
	assert_int_equal(bad.len, 2); /* no report a worker could have made */
	assert_int_equal(audit_document_end(audit, &fault), ERR_SYSTEM);
	fault_clear(&fault);
	assert_int_equal(audit_document_begin(audit, STR("documents/c"), &fault), ERR_NONE);
	report_add(&reports, &(struct report){0});
	report_add(&reports, &(struct report){0});
	buf_add(&reports, STR("\x01")); /* the beginning of a third one */
	good = buf_str(&reports);
	assert_int_equal(audit_reports(audit, &document, &good, &fault), ERR_NONE);
	assert_int_equal(good.len, 1);
	assert_int_equal(audit_document_end(audit, &fault), ERR_NONE);
	assert_int_equal(audit_withheld(audit, STR("documents/a"), STR("x"), &fault), ERR_MALFORMED);
	buf_free(&reports);
	classes_free((struct classes *)options.classes);
	audit_abandon(audit);
	audit_abandon(NULL);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_strings), cmocka_unit_test(csv_cells), cmocka_unit_test(paths), 
		cmocka_unit_test(zip_records), cmocka_unit_test(whole_release),
		cmocka_unit_test(audit_chain), cmocka_unit_test(refusals), cmocka_unit_test(from_file), cmocka_unit_test(replacing),
		cmocka_unit_test(killed), cmocka_unit_test(disk_full), cmocka_unit_test(audit_misuse)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
