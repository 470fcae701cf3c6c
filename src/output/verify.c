/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "output/path.h"
#include "output/verify_parts.h"

enum { SENTENCE = 640, BLOCK = 256 * 1024, SIGNATURE_LIMIT = 4096 };

static void tell(struct verify *verify, enum verify_kind kind, char *sentence)
{
	/* names come from the zip: nothing in them may steer a terminal */
	struct str rest = str_of(sentence);
	while (rest.len) {
		uint32_t code;
		size_t len = utf8_next(rest, &code);
		if (code == UTF8_BAD || utf8_look(code) == LOOK_LINE || utf8_look(code) == LOOK_CONTROL || code == '\t' ||
		    utf8_look(code) == LOOK_NOTHING)
			memset(sentence + (rest.ptr - sentence), '?', len);
		rest.ptr += len;
		rest.len -= len;
	}
	if (verify->report)
		verify->report(verify->context, kind, sentence);
}

void verify_problem(struct verify *verify, const char *format, ...)
{
	char sentence[SENTENCE];
	verify->counts->problems++;
	if (verify->counts->problems > VERIFY_PROBLEMS + 1)
		return;
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	if (verify->counts->problems > VERIFY_PROBLEMS)
		snprintf(sentence, sizeof sentence, "there are more problems, which are not listed");
	tell(verify, VERIFY_PROBLEM, sentence);
}

void verify_note(struct verify *verify, const char *sentence)
{
	char copy[SENTENCE];
	snprintf(copy, sizeof copy, "%s", sentence);
	tell(verify, VERIFY_NOTE, copy);
}

static bool is_read_by_lines(struct str name)
{
	static const char *const names[] = {PATH_AUDIT, PATH_LOG, PATH_INDEX, PATH_OFFENCES, PATH_SUMS};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

/* content of every member but the sums and the tables, which are read later */
static enum err measure_members(struct verify *verify)
{
	struct reader *reader = reader_open(verify);
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < verify->member_count; i++) {
		struct member *member = &verify->members[i];
		struct str piece;
		if (is_read_by_lines(member->entry.name))
			continue;
		reader_begin(reader, member);
		do {
			err = reader_next(reader, &piece);
		} while (err == ERR_NONE && piece.len);
	}
	reader_close(reader);
	return err;
}

/* what the first line of the sums speaks of: all bytes of the zip before the sums */
static enum err hash_zip(struct verify *verify, uint64_t size, unsigned char sha256[SHA256_SIZE])
{
	struct hash *hash = hash_open(HASH_SHA256);
	char *block = mem_alloc(BLOCK, 1);
	enum err err = ERR_NONE;
	for (uint64_t at = 0; at < size;) {
		size_t got;
		err = verify_read(verify, at, block, size - at < BLOCK ? (size_t)(size - at) : BLOCK, &got);
		if (err || got == 0)
			break;
		hash_add(hash, (struct str){block, got});
		at += got;
	}
	free(block);
	hash_end(hash, sha256);
	hash_close(hash);
	return err;
}

static enum err check_first_sum(struct verify *verify, struct str line, uint64_t size)
{
	const struct str head = STR("# SHA-256 of the zip file up to this list: ");
	unsigned char told[SHA256_SIZE], found[SHA256_SIZE];
	bool good = str_starts(line, head) && line.len == head.len + SHA256_HEX &&
		    hex_read((struct str){line.ptr + head.len, SHA256_HEX}, told);
	if (!good) {
		verify_problem(verify, PATH_SUMS ": the first line, with the hash of the zip, is missing or changed");
		return ERR_NONE;
	}
	uint64_t before = verify->counts->problems;
	enum err err = hash_zip(verify, size, found);
	/* a changed member has been named already, and changes this hash too */
	if (err == ERR_NONE && before == 0 && memcmp(told, found, sizeof told) != 0)
		verify_problem(verify, "bytes of the zip were changed that are no part of any member's content");
	return err;
}

/* a line of the sums; `*at` is the number of the member that is expected next */
static void check_sum(struct verify *verify, struct str line, uint64_t number, size_t *at)
{
	unsigned char told[SHA256_SIZE];
	struct str name = {0};
	bool good = line.len > SHA256_HEX + 2 && hex_read((struct str){line.ptr, SHA256_HEX}, told) &&
		    memcmp(line.ptr + SHA256_HEX, "  ", 2) == 0;
	if (good)
		name = str_part(line, (struct span){SHA256_HEX + 2, line.len});
	if (!good || (!path_is_document(name) && memchr(name.ptr, '/', name.len))) {
		verify_problem(verify, PATH_SUMS ": line %llu is not as blackbar writes it", (unsigned long long)number);
		return;
	}
	struct member *member = verify_find(verify, name);
	if (member == NULL) {
		verify_problem(verify, PATH_SUMS " lists %.*s, which is not in the bundle: it was removed",
			       (int)(name.len < PATH_LIMIT ? name.len : PATH_LIMIT), name.ptr);
		return;
	}
	if (member->is_listed)
		verify_problem(verify, PATH_SUMS ": line %llu lists a member once more", (unsigned long long)number);
	else if (*at >= verify->member_count || member != &verify->members[*at])
		verify_problem(verify, PATH_SUMS ": line %llu is out of order: members were added, removed or moved",
			       (unsigned long long)number);
	member->is_listed = true;
	*at = (size_t)(member - verify->members) + 1;
	if (member->is_measured && memcmp(member->sha256, told, sizeof told) != 0)
		verify_problem(verify, "%.*s changed: its SHA-256 is not the one in " PATH_SUMS, (int)name.len, name.ptr);
}

static enum err check_sums(struct verify *verify, struct member *sums)
{
	struct lines lines;
	struct str line;
	size_t at = 0;
	bool more;
	enum err err;
	lines_open(verify, &lines, sums, PATH_SUMS);
	while ((err = lines_next(verify, &lines, &line, &more)) == ERR_NONE && more) {
		if (lines.number == 1)
			err = check_first_sum(verify, line, sums->entry.offset);
		else
			check_sum(verify, line, lines.number, &at);
		if (err)
			break;
	}
	if (err == ERR_NONE && lines.number == 0)
		verify_problem(verify, PATH_SUMS " is empty");
	if (err == ERR_NONE)
		err = lines_finish(&lines);
	lines_close(&lines);
	for (const struct member *member = verify->members; err == ERR_NONE && member < sums; member++)
		if (!member->is_listed)
			verify_problem(verify, "%.*s is not listed in " PATH_SUMS ": it was added", (int)member->entry.name.len,
				       member->entry.name.ptr);
	return err;
}

/* BLAKE2b of a member, and its first bytes; for members that have been measured without a problem */
static enum err digest_member(struct verify *verify, struct member *member, unsigned char digest[BLAKE2B_SIZE],
			      struct buf *text)
{
	struct reader *reader = reader_open(verify);
	struct hash *blake = hash_open(HASH_BLAKE2B);
	struct str piece;
	enum err err;
	reader_begin(reader, member);
	while ((err = reader_next(reader, &piece)) == ERR_NONE && piece.len) {
		hash_add(blake, piece);
		if (text && text->len <= SIGNATURE_LIMIT)
			buf_add(text, piece);
	}
	hash_end(blake, digest);
	hash_close(blake);
	reader_close(reader);
	return err;
}

static void judge_signature(struct verify *verify, const unsigned char digest[BLAKE2B_SIZE], struct str signature)
{
	if (verify->key == NULL) {
		if (!key_is_signature(signature))
			verify_problem(verify, PATH_SIGNATURE " is not a signature: it was changed");
		else
			verify_note(verify, "the bundle is signed, but no public key was given: the signature was not checked");
		return;
	}
	switch (key_check(verify->key, digest, signature)) {
	case KEY_GOOD: verify->counts->is_checked = true; break;
	case KEY_MALFORMED: verify_problem(verify, PATH_SIGNATURE " is not a signature: it was changed"); break;
	case KEY_OTHER: verify_problem(verify, "signature wrong: it was made with another key than the one given"); break;
	case KEY_WRONG: verify_problem(verify, "signature wrong: the owner of the key did not sign this " PATH_SUMS); break;
	}
}

static enum err check_signature(struct verify *verify, struct member *sums, struct member *signature)
{
	unsigned char digest[BLAKE2B_SIZE], unused[BLAKE2B_SIZE];
	if (signature == NULL) {
		if (verify->key)
			verify_problem(verify, "the bundle is not signed, so the key given can say nothing of it");
		else
			verify_note(verify, "the bundle is not signed: whoever changes it on purpose can make it pass this check");
		return ERR_NONE;
	}
	verify->counts->is_signed = true;
	if (!sums->is_measured || !signature->is_measured)
		return ERR_NONE; /* told already */
	struct buf text = {0};
	enum err err = digest_member(verify, sums, digest, NULL);
	if (err == ERR_NONE)
		err = digest_member(verify, signature, unused, &text);
	if (err == ERR_NONE)
		judge_signature(verify, digest, buf_str(&text));
	buf_free(&text);
	return err;
}

static struct member *find_paper(struct verify *verify, const char *name)
{
	struct member *member = verify_find(verify, str_of(name));
	if (member == NULL)
		verify_problem(verify, "%s is missing: it was removed, or this is no bundle of blackbar", name);
	return member;
}

static enum err verify_members(struct verify *verify)
{
	static const char *const others[] = {PATH_README, PATH_LOG_PAGE, PATH_TALLIES, PATH_TALLY};
	struct member *audit = verify_find(verify, STR(PATH_AUDIT));
	bool other = false;
	enum err err = audit ? verify_other_version(verify, audit, &other) : ERR_NONE;
	if (err || other)
		return err;
	const struct verify_papers papers = {find_paper(verify, PATH_AUDIT), find_paper(verify, PATH_LOG), find_paper(verify, PATH_INDEX),
					     find_paper(verify, PATH_OFFENCES)};
	struct member *sums = find_paper(verify, PATH_SUMS), *signature = verify_find(verify, STR(PATH_SIGNATURE));
	bool complete = papers.audit && papers.table && papers.index && papers.offences && sums;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		complete = find_paper(verify, others[i]) && complete;
	if (!complete)
		return ERR_NONE;
	const struct member *end = verify->members + verify->member_count;
	if (sums + 1 + (signature != NULL) != end || (signature && signature != sums + 1) || sums->entry.deflated ||
	    (signature && signature->entry.deflated))
		verify_problem(verify, PATH_SUMS " and its signature must be the last members: others were added or moved");
	err = measure_members(verify);
	if (err == ERR_NONE)
		err = verify_logs(verify, &papers);
	if (err == ERR_NONE)
		err = check_sums(verify, sums);
	return err ? err : check_signature(verify, sums, signature);
}

enum err verify_open(struct verify *verify)
{
	struct stat status;
	if (fstat(verify->fd, &status) != 0 || !S_ISREG(status.st_mode))
		return fault_set(verify->fault, ERR_USAGE, "this is not a plain file: give the zip file of a bundle");
	verify->size = (uint64_t)status.st_size;
	return ERR_NONE;
}

void verify_close(struct verify *verify)
{
	free(verify->members);
	free(verify->order);
	buf_free(&verify->names);
}

enum err verify_file(int fd, const struct key_public *key, verify_report report, void *context,
		     struct verify_counts *counts, struct fault *fault)
{
	*counts = (struct verify_counts){0};
	struct verify verify = {.fd = fd, .key = key, .report = report, .context = context, .counts = counts, .fault = fault};
	bool readable = false;
	enum err err = verify_open(&verify);
	if (err == ERR_NONE)
		err = verify_directory(&verify, &readable);
	if (err == ERR_NONE && readable)
		err = verify_members(&verify);
	verify_close(&verify);
	if (err == ERR_NONE && counts->problems)
		return fault_set(fault, ERR_UNSOUND, "the bundle is not sound: %llu problem%s",
				 (unsigned long long)counts->problems, counts->problems == 1 ? "" : "s");
	return err;
}

enum err verify_bundle(const char *path, const struct key_public *key, verify_report report, void *context,
		       struct verify_counts *counts, struct fault *fault)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fault_set(fault, errno == ENOENT ? ERR_USAGE : ERR_SYSTEM, "cannot open %.180s (%.80s)", path,
				 strerror(errno));
	enum err err = verify_file(fd, key, report, context, counts, fault);
	close(fd);
	return err;
}
