/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For the tests of output/: a small release of invented documents, made through the real interfaces. */
#ifndef TESTS_SMALL_RELEASE_H
#define TESTS_SMALL_RELEASE_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/audit.h"
#include "output/bundle.h"

#define UNUSED __attribute__((unused))

/* a folder of the test's own; the file `name` in it */
static inline char *folder_make(void)
{
	static const char pattern[] = "/tmp/blackbar-test-XXXXXX";
	char *folder = strdup(pattern);
	assert_non_null(mkdtemp(folder));
	return folder;
}

static inline void folder_remove(char *folder)
{
	char command[200];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
	free(folder);
}

static inline unsigned folder_count(const char *folder)
{
	unsigned count = 0;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
	closedir(dir);
	return count;
}

static inline struct buf file_read(const char *path)
{
	struct buf text = {0};
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	for (int c = getc(file); c != EOF; c = getc(file))
		buf_add_byte(&text, (char)c);
	fclose(file);
	return text;
}

/* one member of a zip, through unzip */
static inline struct buf member_read(const char *zip, const char *name)
{
	char command[400];
	struct buf text = {0};
	snprintf(command, sizeof command, "unzip -p '%s' '%s'", zip, name);
	FILE *file = popen(command, "r");
	assert_non_null(file);
	for (int c = getc(file); c != EOF; c = getc(file))
		buf_add_byte(&text, (char)c);
	assert_int_equal(pclose(file), 0);
	return text;
}

/* the numbers of a member for these bytes; `packed` gets what is to be added */
static inline struct bundle_member member_of(const char *path, struct str bytes, bool deflated, struct buf *packed)
{
	struct bundle_member member = {.path = str_of(path), .deflated = deflated, .size = bytes.len};
	member.crc = libdeflate_crc32(0, bytes.len ? bytes.ptr : "", bytes.len);
	hash_sha256(bytes, member.sha256);
	buf_clear(packed);
	if (deflated) {
		struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
		size_t cap = libdeflate_deflate_compress_bound(compressor, bytes.len);
		packed->len = libdeflate_deflate_compress(compressor, bytes.len ? bytes.ptr : "", bytes.len,
							  buf_room(packed, cap), cap);
		assert_true(packed->len > 0);
		libdeflate_free_compressor(compressor);
	} else {
		buf_add(packed, bytes);
	}
	member.packed = packed->len;
	return member;
}

static const char *const small_paths[3] = {"documents/2019/19-000101.txt", "documents/2019/19-000102 (\xc3\xa9).txt",
					   "documents/empty.txt"};
static const char *const small_texts[3] = {
	"Victim: [CHILD-1]\nMother: [MOTHER OF CHILD-1]\nOfficer Sample, DSN 1234, took the report.\n",
	"[CHILD-1] called from [PHONE], [PHONE] and [PHONE].\n", ""};

/* what the papers say of a document: the second and third are of one report, the second holds another one too */
static inline struct str small_report(unsigned i, struct buf *bytes)
{
	struct buf offences = {0};
	const struct offence first = {.title = STR("Assault, 3rd Degree"), .statute = STR("565.070")}, second = {.title = STR("=Loitering")};
	struct report report = {.number = i ? STR("19-000102") : STR("=19-000101"), .reported = STR("2019-03-04"), .from = STR("2019-03"),
				.division = STR("East Patrol"), .victims = {i == 0, i, 0, 1}};
	buf_clear(bytes);
	offence_add(&offences, &first);
	if (i == 1)
		offence_add(&offences, &second);
	report.offences = buf_str(&offences);
	report.offence_count = i == 1 ? 2 : 1;
	report_add(bytes, &report);
	if (i == 1)
		report_add(bytes, &(struct report){.number = STR("19-000103"), .disposition = STR("closed")});
	buf_free(&offences);
	return buf_str(bytes);
}

static inline void small_document(struct bundle *bundle, struct audit *audit, unsigned i, struct fault *fault)
{
	struct buf packed = {0};
	struct bundle_member member = member_of(small_paths[i], str_of(small_texts[i]), i == 0, &packed);
	assert_int_equal(bundle_add(bundle, &member, buf_str(&packed), fault), ERR_NONE);
	assert_int_equal(audit_document_begin(audit, member.path, fault), ERR_NONE);
	if (i == 0) {
		assert_int_equal(audit_cut(audit, &(struct audit_entry){1, {0}, WHAT_NAME, STR("[CHILD-1]"), 0, 0, AUDIT_RULE}, fault), ERR_NONE);
		assert_int_equal(audit_cut(audit, &(struct audit_entry){0, STR("page 2"), WHAT_NAME, STR("[MOTHER OF CHILD-1]"), 0, 1, AUDIT_DECISION}, fault),
				 ERR_NONE);
		assert_int_equal(audit_keep(audit, &(struct audit_entry){3, {0}, WHAT_BADGE, {0}, 1, 1, AUDIT_DECISION}, fault), ERR_NONE);
	}
	if (i == 1) {
		assert_int_equal(audit_cut(audit, &(struct audit_entry){1, {0}, WHAT_NAME, STR("[CHILD-1]"), 0, 0, AUDIT_RULE}, fault), ERR_NONE);
		for (unsigned cut = 0; cut < 3; cut++)
			assert_int_equal(audit_cut(audit, &(struct audit_entry){1, {0}, WHAT_PHONE, STR("[PHONE]"), 1, 2, AUDIT_RULE}, fault), ERR_NONE);
	}
	struct audit_document document = {.pages = i};
	struct str reports = small_report(i, &packed);
	memcpy(document.sha256, member.sha256, SHA256_SIZE);
	assert_int_equal(audit_reports(audit, &document, &reports, fault), ERR_NONE);
	assert_int_equal(reports.len, 0);
	assert_int_equal(audit_document_end(audit, fault), ERR_NONE);
	buf_free(&packed);
}

static inline struct classes *small_classes(void)
{
	struct fault fault = {0};
	struct classes *classes = NULL;
	assert_int_equal(classes_load("patterns/offence-classes.yaml", &classes, &fault), ERR_NONE);
	return classes;
}

/* three documents, one withheld, seven cuts... signed when there is a key */
static inline void small_release(const char *target, const struct key_secret *key)
{
	struct fault fault = {0};
	struct bundle *bundle;
	struct audit *audit;
	unsigned number;
	const struct audit_pack pack = {STR("people"), {1, 2, 3}};
	const struct audit_options options = {.target = target, .version = STR("0.0"), .policy = STR("missouri"),
					      .policy_version = STR("1"), .packs = &pack, .pack_count = 1,
					      .classes = small_classes(), .is_signed = key != NULL};
	const struct str citations[2] = {STR("RSMo 610.021(14)"), STR("RSMo 210.150")};
	const char *const rules[3] = {"name-labelled", "name-kin", "us-phone"};
	assert_int_equal(bundle_open(target, true, &bundle, &fault), ERR_NONE);
	assert_int_equal(audit_open(&options, &audit, &fault), ERR_NONE);
	assert_int_equal(audit_add_basis(audit, citations, 2, STR("name of a child, or kin"), &number, &fault), ERR_NONE);
	assert_int_equal(audit_add_basis(audit, citations, 1, STR("private \"phone\""), &number, &fault), ERR_NONE);
	for (unsigned i = 0; i < 3; i++)
		assert_int_equal(audit_add_rule(audit, str_of(rules[i]), &number, &fault), ERR_NONE);
	small_document(bundle, audit, 0, &fault);
	assert_int_equal(audit_withheld(audit, STR("documents/scan.pdf"), STR("the file is encrypted"), &fault), ERR_NONE);
	small_document(bundle, audit, 1, &fault);
	small_document(bundle, audit, 2, &fault);
	assert_int_equal(audit_close(audit, bundle, &fault), ERR_NONE);
	assert_int_equal(bundle_commit(bundle, key, &fault), ERR_NONE);
	classes_free((struct classes *)options.classes);
}
#endif
