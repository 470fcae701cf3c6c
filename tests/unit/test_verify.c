/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "small_release.h"

#include <sys/mman.h>

#include "base/zip.h"
#include "output/path.h"
#include "output/verify.h"

/* every sentence, one a line */
static void gather(void *context, enum verify_kind kind, const char *sentence)
{
	struct buf *said = context;
	buf_add_text(said, kind == VERIFY_NOTE ? "note: " : "problem: ");
	buf_add_text(said, sentence);
	buf_add_byte(said, '\n');
}

static enum err check_file(int fd, const struct key_public *key, struct buf *said, struct verify_counts *counts)
{
	struct fault fault = {0};
	buf_clear(said);
	enum err err = verify_file(fd, key, gather, said, counts, &fault);
	assert_int_equal(err, fault.code);
	buf_add_byte(said, '\0');
	return err;
}

static enum err check_bytes(struct str bytes, const struct key_public *key, struct buf *said)
{
	struct verify_counts counts;
	int fd = memfd_create("bundle", MFD_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
	enum err err = check_file(fd, key, said, &counts);
	close(fd);
	return err;
}

/* a signed small release as bytes, and its key */
static struct buf make_signed(struct key_public *key)
{
	char *folder = folder_make();
	char target[100], key_path[100];
	struct fault fault = {0};
	struct key_secret secret;
	snprintf(target, sizeof target, "%s/r.zip", folder);
	snprintf(key_path, sizeof key_path, "%s/k", folder);
	assert_int_equal(key_generate(key_path, &fault), ERR_NONE);
	assert_int_equal(key_secret_load(key_path, &secret, &fault), ERR_NONE);
	*key = secret.public_part;
	small_release(target, &secret);
	struct buf bytes = file_read(target);
	folder_remove(folder);
	return bytes;
}

static void sound(void **state)
{
	(void)state;
	struct key_public key, other = {{9}, {9}};
	struct buf bytes = make_signed(&key), said = {0};
	assert_int_equal(check_bytes(buf_str(&bytes), &key, &said), ERR_NONE);
	assert_string_equal(said.ptr, "");
	assert_int_equal(check_bytes(buf_str(&bytes), NULL, &said), ERR_NONE);
	assert_non_null(strstr(said.ptr, "note: the bundle is signed, but no public key was given"));
	assert_int_equal(check_bytes(buf_str(&bytes), &other, &said), ERR_UNSOUND);
	assert_string_equal(said.ptr, "problem: signature wrong: it was made with another key than the one given\n");
	memcpy(other.id, key.id, sizeof key.id);
	assert_int_equal(check_bytes(buf_str(&bytes), &other, &said), ERR_UNSOUND);
	assert_non_null(strstr(said.ptr, "problem: signature wrong"));
	buf_free(&bytes);

	char *folder = folder_make();
	char target[100];
	struct fault fault = {0};
	struct verify_counts counts;
	snprintf(target, sizeof target, "%s/r.zip", folder);
	assert_int_equal(verify_bundle(target, NULL, NULL, NULL, &counts, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(verify_bundle(folder, NULL, NULL, NULL, &counts, &fault), ERR_USAGE);
	fault_clear(&fault);
	small_release(target, NULL);
	buf_clear(&said);
	assert_int_equal(verify_bundle(target, NULL, gather, &said, &counts, &fault), ERR_NONE);
	assert_true(counts.released == 3 && counts.withheld == 1 && counts.cuts == 6 && counts.kept == 1);
	assert_false(counts.is_signed);
	buf_clear(&said);
	assert_int_equal(verify_bundle(target, &key, gather, &said, &counts, &fault), ERR_UNSOUND);
	buf_add_byte(&said, '\0');
	assert_non_null(strstr(said.ptr, "is not signed"));
	buf_free(&said);
	folder_remove(folder);
}

/* every byte changed, in one of two ways, many removed or doubled, the file cut off in many places: all found, without key */
static void every_byte(void **state)
{
	(void)state;
	struct key_public key;
	struct buf bytes = make_signed(&key), said = {0}, other = {0};
	struct verify_counts counts;
	int fd = memfd_create("bundle", MFD_CLOEXEC);
	assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
	for (size_t at = 0; at < bytes.len; at++) {
		char changed = (char)(bytes.ptr[at] ^ (at / 8 % 2 ? 0xff : 1 << at % 8));
		assert_int_equal(pwrite(fd, &changed, 1, (off_t)at), 1);
		enum err err = check_file(fd, NULL, &said, &counts);
		if (err == ERR_NONE)
			print_message("byte %zu of %zu\n", at, bytes.len);
		assert_true(err == ERR_UNSOUND || err == ERR_LIMIT);
		assert_true(err == ERR_LIMIT || strstr(said.ptr, "problem: "));
		assert_int_equal(pwrite(fd, bytes.ptr + at, 1, (off_t)at), 1);
	}
	for (size_t len = bytes.len - 1; len > 0; len = len > 100 ? len - 3 : len - 1) {
		assert_int_equal(ftruncate(fd, (off_t)len), 0);
		assert_int_equal(check_file(fd, &key, &said, &counts), ERR_UNSOUND);
	}
	close(fd);
	for (size_t at = 0; at < bytes.len; at += 7) {
		buf_clear(&other);
		buf_add(&other, str_part(buf_str(&bytes), (struct span){0, at}));
		buf_add(&other, str_part(buf_str(&bytes), (struct span){at + 1, bytes.len}));
		assert_int_equal(check_bytes(buf_str(&other), NULL, &said), ERR_UNSOUND);
		buf_clear(&other);
		buf_add(&other, str_part(buf_str(&bytes), (struct span){0, at + 1}));
		buf_add(&other, str_part(buf_str(&bytes), (struct span){at, bytes.len}));
		assert_int_equal(check_bytes(buf_str(&other), NULL, &said), ERR_UNSOUND);
	}
	buf_free(&bytes);
	buf_free(&said);
	buf_free(&other);
}

/* the members of the small release as text, to be changed and packed again with new, right sums */
enum { PAPERS = PATH_PAPERS - 2 }; /* without the sums and their signature */

struct parts {
	struct buf papers[PAPERS], documents[3];
	struct buf *audit, *table, *index, *offences, *tallies; /* of these */
	const char *extra; /* one more document of this name */
	const char *without; /* this paper */
	bool skip_first;
};

/* the paper of this name */
static struct buf *paper(struct parts *parts, const char *name)
{
	size_t i = 0;
	while (strcmp(path_papers[i], name) != 0)
		i++;
	return &parts->papers[i];
}

static void parts_make(struct parts *parts)
{
	char *folder = folder_make();
	char target[100];
	*parts = (struct parts){0};
	snprintf(target, sizeof target, "%s/r.zip", folder);
	small_release(target, NULL);
	for (size_t i = 0; i < PAPERS; i++)
		parts->papers[i] = member_read(target, path_papers[i]);
	parts->audit = paper(parts, PATH_AUDIT);
	parts->table = paper(parts, PATH_LOG);
	parts->index = paper(parts, PATH_INDEX);
	parts->offences = paper(parts, PATH_OFFENCES);
	parts->tallies = paper(parts, PATH_TALLIES);
	for (unsigned i = 0; i < 3; i++)
		buf_add_text(&parts->documents[i], small_texts[i]);
	folder_remove(folder);
}

static void parts_free(struct parts *parts)
{
	for (size_t i = 0; i < PAPERS; i++)
		buf_free(&parts->papers[i]);
	for (unsigned i = 0; i < 3; i++)
		buf_free(&parts->documents[i]);
}

static void add_paper(struct bundle *bundle, const char *name, const struct buf *text)
{
	struct fault fault = {0};
	struct buf packed = {0};
	struct bundle_member member = member_of(name, buf_str(text), true, &packed);
	assert_int_equal(bundle_add_paper(bundle, &member, buf_str(&packed), &fault), ERR_NONE);
	buf_free(&packed);
}

static void parts_write(const struct parts *parts, const char *target)
{
	struct fault fault = {0};
	struct bundle *bundle;
	assert_int_equal(bundle_open(target, true, &bundle, &fault), ERR_NONE);
	for (unsigned i = parts->skip_first; i < 3; i++)
		add_paper(bundle, small_paths[i], &parts->documents[i]);
	if (parts->extra)
		add_paper(bundle, parts->extra, &parts->documents[0]);
	for (size_t i = 0; i < PAPERS; i++)
		if (parts->without == NULL || strcmp(parts->without, path_papers[i]) != 0)
			add_paper(bundle, path_papers[i], &parts->papers[i]);
	assert_int_equal(bundle_commit(bundle, NULL, &fault), ERR_NONE);
}

/* packs the parts again, checks, and frees them; all that was said must hold `want`, or be sound when that is NULL */
static void expect(struct parts *parts, const char *want)
{
	char *folder = folder_make();
	char target[100];
	struct fault fault = {0};
	struct verify_counts counts;
	struct buf said = {0};
	snprintf(target, sizeof target, "%s/r.zip", folder);
	parts_write(parts, target);
	enum err err = verify_bundle(target, NULL, gather, &said, &counts, &fault);
	buf_add_byte(&said, '\0');
	if (err != (want ? ERR_UNSOUND : ERR_NONE))
		fail_msg("expected \"%s\", got error %d:\n%s", want ? want : "sound", (int)err, said.ptr);
	if (want && strstr(said.ptr, want) == NULL)
		fail_msg("expected \"%s\" in:\n%s", want, said.ptr);
	buf_free(&said);
	parts_free(parts);
	folder_remove(folder);
}

/* the span of line `number` (from 1) with its line end */
static struct span line_span(const struct buf *text, unsigned number)
{
	size_t at = 0;
	while (--number)
		at = (size_t)((char *)memchr(text->ptr + at, '\n', text->len - at) - text->ptr) + 1;
	size_t end = (size_t)((char *)memchr(text->ptr + at, '\n', text->len - at) - text->ptr) + 1;
	return (struct span){at, end};
}

static void replace(struct buf *text, struct span span, const char *with)
{
	struct buf changed = {0};
	buf_add(&changed, str_part(buf_str(text), (struct span){0, span.from}));
	buf_add_text(&changed, with);
	buf_add(&changed, str_part(buf_str(text), (struct span){span.to, text->len}));
	buf_free(text);
	*text = changed;
}

static void replace_text(struct buf *text, const char *what, const char *with)
{
	char *at = memmem(text->ptr, text->len, what, strlen(what));
	assert_non_null(at);
	size_t from = (size_t)(at - text->ptr);
	replace(text, (struct span){from, from + strlen(what)}, with);
}

/* writes the chain anew, as somebody would who knows how it works */
static void chain_again(struct buf *audit)
{
	char prev[AUDIT_PREV + 1] = "00000000000000000000000000000000";
	for (size_t at = 0; at < audit->len;) {
		unsigned char digest[SHA256_SIZE];
		size_t len = (size_t)((char *)memchr(audit->ptr + at, '\n', audit->len - at) - audit->ptr) + 1 - at;
		memcpy(audit->ptr + at + 9, prev, AUDIT_PREV);
		hash_sha256((struct str){audit->ptr + at, len}, digest);
		hex_write(digest, AUDIT_PREV / 2, prev);
		at += len;
	}
}

static void chain_broken(void **state)
{
	(void)state;
	struct parts parts;
	parts_make(&parts);
	expect(&parts, NULL); /* packed again as it was: sound */
	for (unsigned line = 2; line <= 13; line++) {
		char want[100];
		parts_make(&parts);
		replace(parts.audit, line_span(parts.audit, line), "");
		snprintf(want, sizeof want, "problem: audit.jsonl: 1 line was removed after line %u\n", line - 1);
		expect(&parts, want);

		parts_make(&parts);
		struct span span = line_span(parts.audit, line);
		char *copy = strndup(parts.audit->ptr + span.from, span.to - span.from);
		replace(parts.audit, (struct span){span.to, span.to}, copy);
		free(copy);
		snprintf(want, sizeof want, "problem: audit.jsonl: 1 line was added after line %u\n", line);
		expect(&parts, want);

		parts_make(&parts);
		span = line_span(parts.audit, line);
		parts.audit->ptr[span.to - 4] ^= 1; /* near the end */
		snprintf(want, sizeof want, "problem: audit.jsonl: line %u was changed, or the hash in line %u\n", line, line + 1);
		expect(&parts, want);
	}
	parts_make(&parts);
	replace(parts.audit, (struct span){line_span(parts.audit, 5).from, line_span(parts.audit, 7).to}, "");
	expect(&parts, "problem: audit.jsonl: 3 lines were removed after line 4\n");
	parts_make(&parts);
	replace(parts.audit, line_span(parts.audit, 14), "");
	expect(&parts, "problem: audit.jsonl: the closing line is missing: lines were removed after line 13\n");
	parts_make(&parts);
	replace(parts.audit, line_span(parts.audit, 1), "");
	expect(&parts, "problem: audit.jsonl: the first line");
	parts_make(&parts);
	parts.audit->len--;
	expect(&parts, "problem: audit.jsonl: the last line has no end");
	parts_make(&parts);
	buf_clear(parts.audit);
	expect(&parts, "problem: audit.jsonl: the first line");
}


/* a new, unbroken chain does not help when the logs no longer agree */
static void logs_disagree(void **state)
{
	(void)state;
	struct parts parts;
	parts_make(&parts);
	replace(parts.audit, line_span(parts.audit, 2), "");
	chain_again(parts.audit);
	expect(&parts, "this line of the redaction log is not the cut in the audit log");

	parts_make(&parts);
	replace(parts.audit, line_span(parts.audit, 2), "");
	replace(parts.table, line_span(parts.table, 2), "");
	chain_again(parts.audit);
	expect(&parts, "this line of the index is not what the audit log says (audit.jsonl line 4, redaction-log.csv line 2, index.csv line 2");

	parts_make(&parts);
	replace_text(parts.audit, ",\"cuts\":6", ",\"cuts\":5");
	chain_again(parts.audit);
	expect(&parts, "the counts in the last line");

	parts_make(&parts);
	replace_text(parts.audit, "\"end\":14", "\"end\":15");
	chain_again(parts.audit);
	expect(&parts, "problem: audit.jsonl: it has 14 lines and says that it has 15");

	parts_make(&parts);
	replace_text(parts.audit, "us-phone", "us-\xff");
	chain_again(parts.audit);
	expect(&parts, "problem: audit.jsonl: line 8 is not as blackbar writes it");

	/* a document whose last line is gone, or comes twice, or belongs to another */
	parts_make(&parts);
	replace(parts.audit, line_span(parts.audit, 5), "");
	chain_again(parts.audit);
	expect(&parts, "the lines of a document are not together, or the one that ends them is missing");
	parts_make(&parts);
	replace_text(parts.audit, "\"further\"", "\"released\"");
	chain_again(parts.audit);
	expect(&parts, "problem: audit.jsonl: line 12 has documents/2019/19-000102");
	parts_make(&parts);
	replace(parts.audit, line_span(parts.audit, 11), "");
	chain_again(parts.audit);
	expect(&parts, "the lines of a document are not together");

	parts_make(&parts);
	replace_text(parts.table, "whole document,withheld,,,the file", "whole document,withheld,,,this file");
	expect(&parts, "this line of the redaction log is not the withheld document in the audit log");
	parts_make(&parts);
	replace(parts.table, line_span(parts.table, 7), "");
	expect(&parts, "this line of the redaction log is not the cut in the audit log");
	parts_make(&parts);
	buf_add_text(parts.table, "documents/empty.txt,line 1,name,[CHILD-1],x,y\r\n");
	expect(&parts, "problem: redaction-log.csv: line 9 and what comes after it are not in the audit log");
	parts_make(&parts);
	replace_text(parts.table, "document,place", "document,row");
	expect(&parts, "problem: redaction-log.csv: the first line");
	parts_make(&parts);
	replace_text(parts.table, ",page 2,name", ",page 3,name");
	expect(&parts, "redaction-log.csv line 3");
}

static void index_disagrees(void **state)
{
	(void)state;
	static const char *const changes[][3] = {
		{PATH_INDEX, "the file is encrypted", "the file is too long"}, {PATH_INDEX, "withheld", "released"}, {PATH_INDEX, ",withheld", ",lost"},
		{PATH_INDEX, ",2,RSMo", ",3,RSMo"}, {PATH_INDEX, "; RSMo 210.150", ""}, {PATH_INDEX, "East Patrol", "West Patrol"},
		{PATH_INDEX, "2019-03-04", "2019-03-05"}, {PATH_INDEX, "0 to 5", "6 to 11"}, {PATH_INDEX, "19-000102,no", "19-000102,yes"},
		{PATH_INDEX, "19-000103", "19-000104"}, {PATH_INDEX, "\r\n", "\n"}, {PATH_INDEX, "\xef\xbb\xbf", ""},
		{PATH_OFFENCES, "565.070", "565.050"}, {PATH_OFFENCES, "unclassified", "assault"}, {PATH_OFFENCES, "assault,no", "assault,yes"},
		{PATH_OFFENCES, "no,yes", "no,no"}, {PATH_OFFENCES, "title,statute", "statute,title"}};
	struct parts parts;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		parts_make(&parts);
		replace_text(paper(&parts, changes[i][0]), changes[i][1], changes[i][2]);
		expect(&parts, "problem: ");
	}
	parts_make(&parts);
	replace(parts.index, line_span(parts.index, 6), "");
	expect(&parts, "this line of the index is not what the audit log says");
	parts_make(&parts);
	replace(parts.index, line_span(parts.index, 3), "");
	expect(&parts, "this line of the index is not what the audit log says");
	parts_make(&parts);
	replace(parts.offences, line_span(parts.offences, 2), "");
	expect(&parts, "this line of the offences is not what the audit log says");
	parts_make(&parts);
	buf_add_text(parts.index, "documents/empty.txt,released,,,0,,\r\n");
	expect(&parts, "problem: index.csv: line 7 and what comes after it are not in the audit log");
	parts_make(&parts);
	buf_add_text(parts.offences, "x\r\n");
	expect(&parts, "problem: offences.csv: line 6 and what comes after it are not in the audit log");
	/* withheld, and yet there */
	parts_make(&parts);
	parts.extra = "documents/scan.pdf";
	expect(&parts, "problem: documents/scan.pdf is withheld and yet in the bundle");
}

/* what is made from the rest is made again */
static void papers_disagree(void **state)
{
	(void)state;
	static const char *const changes[][2] = {{PATH_LOG_PAGE, "name of a child"}, {PATH_TALLIES, "\"reports\": 3"}, {PATH_TALLY, "assault"},
						 {PATH_README, "missouri"}};
	struct parts parts;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		char want[100];
		parts_make(&parts);
		replace_text(paper(&parts, changes[i][0]), changes[i][1], "x");
		snprintf(want, sizeof want, "problem: %s is not what the audit log says: it was changed", changes[i][0]);
		expect(&parts, want);
		parts_make(&parts);
		parts.without = changes[i][0];
		snprintf(want, sizeof want, "problem: %s is missing", changes[i][0]);
		expect(&parts, want);
	}
	/* a class, consistently, but not in the tallies */
	parts_make(&parts);
	replace_text(parts.audit, "\"class\":\"unclassified\"", "\"class\":\"rape\"");
	replace_text(parts.offences, ",unclassified,", ",rape,");
	chain_again(parts.audit);
	expect(&parts, "problem: tallies.json is not what the audit log says");
}

/* right sums, but other members */
static void members(void **state)
{
	(void)state;
	struct parts parts;
	parts_make(&parts);
	parts.extra = "documents/more.txt";
	expect(&parts, "problem: documents/more.txt is not in audit.jsonl: it was added");
	parts_make(&parts);
	parts.extra = "notes.txt";
	expect(&parts, "problem: notes.txt does not belong in a bundle");
	parts_make(&parts);
	parts.extra = "documents/../../etc/passwd";
	expect(&parts, "does not belong in a bundle");
	parts_make(&parts);
	parts.extra = "documents/a\nb\x1b[31m";
	expect(&parts, "problem: documents/a?b?[31m does not belong in a bundle");
	parts_make(&parts);
	parts.extra = small_paths[0];
	expect(&parts, "problem: documents/2019/19-000101.txt is in the zip twice");
	parts_make(&parts);
	parts.extra = "documents/empty.txt/x";
	expect(&parts, "lies in a folder that is also a file");
	parts_make(&parts);
	parts.skip_first = true;
	expect(&parts, "documents/2019/19-000101.txt is released, but it is not in the bundle");
	parts_make(&parts);
	buf_add_byte(&parts.documents[1], 'x');
	expect(&parts, "is not the document that the audit log tells of: its hash is another");
}

struct raw {
	struct buf zip, directory;
	uint64_t count;
};

static void raw_add(struct raw *raw, const char *name, struct str bytes, bool lie)
{
	struct zip_entry entry = {str_of(name), false, libdeflate_crc32(0, bytes.ptr, bytes.len), bytes.len, bytes.len,
				  raw->zip.len};
	if (lie)
		entry.deflated = true, entry.size = 1000;
	zip_central_write(&raw->directory, &entry);
	zip_local_write(&raw->zip, &entry);
	buf_add(&raw->zip, bytes);
	raw->count++;
}

static void raw_expect(struct raw *raw, const char *want)
{
	struct buf said = {0};
	uint64_t offset = raw->zip.len;
	buf_add(&raw->zip, buf_str(&raw->directory));
	zip_end_write(&raw->zip, raw->count, raw->directory.len, offset);
	assert_int_equal(check_bytes(buf_str(&raw->zip), NULL, &said), ERR_UNSOUND);
	if (strstr(said.ptr, want) == NULL)
		fail_msg("expected \"%s\" in:\n%s", want, said.ptr);
	buf_free(&said);
	buf_free(&raw->zip);
	buf_free(&raw->directory);
	*raw = (struct raw){0};
}

/* zips made to harm: bombs, overlapping members, counts that lie */
static void hostile(void **state)
{
	(void)state;
	struct raw raw = {0};
	raw_expect(&raw, "audit.jsonl is missing");
	const char *const *papers = path_papers;
	enum { UNSIGNED = PATH_PAPERS - 1 };
	for (unsigned i = 0; i < UNSIGNED; i++)
		raw_add(&raw, papers[i], STR("x"), false);
	raw_expect(&raw, "audit.jsonl: the first line");
	/* a deflate bomb: 10 MB of zeros that say they are 1000 bytes */
	static const char zeros[10000000];
	struct buf packed = {0};
	(void)member_of("x", (struct str){zeros, sizeof zeros}, true, &packed);
	raw_add(&raw, "documents/bomb", buf_str(&packed), true);
	for (unsigned i = 0; i < UNSIGNED; i++)
		raw_add(&raw, papers[i], STR("x"), false);
	raw_expect(&raw, "documents/bomb changed: it is longer than the zip says");
	/* one line of 10 MB */
	raw_add(&raw, papers[0], (struct str){zeros, sizeof zeros}, false);
	for (unsigned i = 1; i < UNSIGNED; i++)
		raw_add(&raw, papers[i], STR("x"), false);
	raw_expect(&raw, "audit.jsonl: line 1 is too long");
	buf_free(&packed);
	/* the same bytes as two members */
	raw_add(&raw, "documents/a", STR("abc"), false);
	struct zip_entry twice = {STR("documents/b"), false, libdeflate_crc32(0, "abc", 3), 3, 3, 0};
	zip_central_write(&raw.directory, &twice);
	raw.count = 2;
	raw_expect(&raw, "is not where the zip's directory says");
	/* bytes before, between and after */
	buf_add_text(&raw.zip, "MZ");
	raw_add(&raw, "documents/a", STR("abc"), false);
	raw_expect(&raw, "is not where the zip's directory says");
	raw_add(&raw, "documents/a", STR("abc"), false);
	buf_add_text(&raw.zip, "hidden");
	raw_expect(&raw, "there are bytes after the last member");
	/* more members than there is room for */
	raw_add(&raw, "documents/a", STR("abc"), false);
	raw.count = UINT64_MAX;
	raw_expect(&raw, "the end of the zip is missing or changed");
	raw_add(&raw, "documents/a name that is as long as a record without its name", STR("abc"), false);
	raw.count = 2;
	raw_expect(&raw, "the zip's directory was changed at entry 2, or this is no bundle of blackbar");
	/* a local header that differs */
	raw_add(&raw, "documents/a", STR("abc"), false);
	for (unsigned i = 0; i < UNSIGNED; i++)
		raw_add(&raw, papers[i], STR("x"), false);
	raw.zip.ptr[30] = 'D';
	raw_expect(&raw, "documents/a changed: its header");
}

/* more problems than anybody reads */
static void many_problems(void **state)
{
	(void)state;
	struct raw raw = {0};
	struct buf said = {0};
	for (unsigned i = 0; i < 300; i++) {
		char name[40];
		snprintf(name, sizeof name, "junk-%u", i);
		raw_add(&raw, name, STR("x"), false);
	}
	uint64_t offset = raw.zip.len;
	buf_add(&raw.zip, buf_str(&raw.directory));
	zip_end_write(&raw.zip, raw.count, raw.directory.len, offset);
	assert_int_equal(check_bytes(buf_str(&raw.zip), NULL, &said), ERR_UNSOUND);
	unsigned lines = 0;
	for (const char *at = said.ptr; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, VERIFY_PROBLEMS + 1);
	assert_non_null(strstr(said.ptr, "there are more problems"));
	buf_free(&said);
	buf_free(&raw.zip);
	buf_free(&raw.directory);
}

/* other programs' zips of the very same files are not what was written */
static void packed_again(void **state)
{
	(void)state;
	char *folder = folder_make();
	char target[100], command[400];
	struct fault fault = {0};
	struct verify_counts counts;
	snprintf(target, sizeof target, "%s/r.zip", folder);
	small_release(target, NULL);
	snprintf(command, sizeof command, "cd %s && mkdir x && cd x && unzip -q ../r.zip && rm ../r.zip && zip -q -X -r ../r.zip .",
		 folder);
	assert_int_equal(system(command), 0);
	assert_int_equal(verify_bundle(target, NULL, NULL, NULL, &counts, &fault), ERR_UNSOUND);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound), cmocka_unit_test(every_byte), cmocka_unit_test(chain_broken),
		cmocka_unit_test(logs_disagree), cmocka_unit_test(index_disagrees),
		cmocka_unit_test(papers_disagree), cmocka_unit_test(members),
		cmocka_unit_test(hostile), cmocka_unit_test(many_problems), cmocka_unit_test(packed_again)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
