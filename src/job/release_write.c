/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finished documents into the bundle and its log. What a worker says is held back until the document is complete. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "job/release_parts.h"
#include "output/spool.h"

enum { DATA_MEMORY = 4 << 20, WAITING_MEMORY = 256 << 10, WAITING_BLOCK = 256 << 10 };

/* Records of the document at hand until it is complete: the last ones in memory, those before them in a file. */
struct waiting {
	struct buf last;
	struct spool *before; /* NULL: none */
};

struct writer {
	struct release *release;
	struct bundle *bundle;
	struct audit *audit;
	struct classes *classes;
	struct key_secret key;
	bool is_signed;
	unsigned *bases;   /* by policy line */
	unsigned *decided; /* the same citations, for kinds that the line does not name */
	unsigned *rules; /* by rule; the last is people's */
	/* the document at hand */
	struct waiting cuts, reports;
	struct buf data, done;
	uint64_t packed;
	int file; /* data beyond DATA_MEMORY */
};

static enum err load_classes(struct writer *writer, struct fault *fault)
{
	struct buf path = {0};
	buf_printf(&path, "%s/" CLASSES_FILE, writer->release->engine->patterns);
	buf_add_byte(&path, '\0');
	enum err err = classes_load(path.ptr, &writer->classes, fault);
	buf_free(&path);
	return err;
}

/* A pack that somebody wrote for one release can hold the very names that are cut: in its rules, their ids, its own name, and who
 * guesses can make its hash. So a release says no more than that there was one. */
#define OWN_PACK "own"

static bool is_own(const struct engine *engine, const struct pack *pack)
{
	for (size_t i = 0; i < engine->shared; i++)
		if (pack_at(engine->packs, i) == pack)
			return false;
	return true;
}

static enum err open_audit(struct writer *writer, struct fault *fault)
{
	const struct engine *engine = writer->release->engine;
	const struct release_options *options = writer->release->options;
	size_t count = pack_count(engine->packs);
	struct audit_pack *packs = mem_alloc(count, sizeof *packs);
	for (size_t i = 0; i < count; i++) {
		const struct pack *pack = pack_at(engine->packs, i);
		packs[i].name = is_own(engine, pack) ? STR(OWN_PACK) : str_of(pack->name);
		if (!is_own(engine, pack))
			memcpy(packs[i].sha256, pack->sha256, SHA256_SIZE);
	}
	struct audit_options audit = {
		.target = options->output,
		.version = str_of(options->version),
		.policy = str_of(engine->policy->name),
		.policy_version = str_of(engine->policy->version),
		.title = str_of(engine->policy->title),
		.jurisdiction = str_of(engine->policy->jurisdiction),
		.verified_by = str_of(engine->policy->verified_by),
		.verified_on = str_of(engine->policy->verified_on),
		.classes = writer->classes,
		.is_signed = writer->is_signed,
		.packs = packs,
		.pack_count = count,
	};
	enum err err = audit_open(&audit, &writer->audit, fault);
	free(packs);
	return err;
}

static enum err add_bases(struct writer *writer, struct fault *fault)
{
	const struct policy *policy = writer->release->engine->policy;
	enum err err = ERR_NONE;
	writer->bases = mem_alloc(policy->line_count, sizeof *writer->bases);
	writer->decided = mem_alloc(policy->line_count, sizeof *writer->decided);
	for (size_t i = 0; i < policy->line_count && !err; i++) {
		const struct policy_line *line = &policy->lines[i];
		struct str *citations = mem_alloc(line->basis_count, sizeof *citations);
		for (size_t j = 0; j < line->basis_count; j++)
			citations[j] = str_of(line->basis[j]);
		err = audit_add_basis(writer->audit, citations, line->basis_count, str_of(line->reason), &writer->bases[i], fault);
		if (!err)
			err = audit_add_basis(writer->audit, citations, line->basis_count, STR("decision of the agency"), &writer->decided[i], fault);
		free(citations);
	}
	return err;
}

static enum err add_rules(struct writer *writer, struct fault *fault)
{
	const struct engine *engine = writer->release->engine;
	const struct pack_set *packs = engine->packs;
	enum err err = ERR_NONE;
	size_t count = rule_count(packs);
	writer->rules = mem_alloc(count + 1, sizeof *writer->rules);
	for (size_t i = 0; i < count && !err; i++) {
		const struct rule *rule = rule_at(packs, i);
		err = audit_add_rule(writer->audit, is_own(engine, rule->pack) ? STR(OWN_PACK) : str_of(rule->id), &writer->rules[i], fault);
	}
	if (!err)
		err = audit_add_rule(writer->audit, STR("people"), &writer->rules[count], fault);
	return err;
}

enum err writer_open(struct writer **made, struct release *release, struct fault *fault)
{
	struct writer *writer = mem_alloc(1, sizeof *writer);
	writer->release = release;
	writer->file = -1;
	enum err err = ERR_NONE;
	if (release->options->key) {
		err = key_secret_load(release->options->key, &writer->key, fault);
		writer->is_signed = !err;
	}
	if (!err)
		err = load_classes(writer, fault);
	if (!err)
		err = bundle_open(release->options->output, release->options->force, &writer->bundle, fault);
	if (!err)
		err = open_audit(writer, fault);
	if (!err)
		err = add_bases(writer, fault);
	if (!err)
		err = add_rules(writer, fault);
	if (err)
		writer_abandon(writer);
	else
		*made = writer;
	return err;
}

static void waiting_drop(struct waiting *waiting)
{
	spool_close(waiting->before);
	waiting->before = NULL;
	buf_clear(&waiting->last);
}

static void writer_free(struct writer *writer)
{
	key_secret_wipe(&writer->key);
	if (writer->file >= 0)
		close(writer->file);
	waiting_drop(&writer->cuts);
	waiting_drop(&writer->reports);
	free(writer->bases);
	free(writer->decided);
	free(writer->rules);
	classes_free(writer->classes);
	buf_free(&writer->cuts.last);
	buf_free(&writer->reports.last);
	buf_free(&writer->data);
	buf_free(&writer->done);
	free(writer);
}

void writer_abandon(struct writer *writer)
{
	if (writer == NULL)
		return;
	audit_abandon(writer->audit);
	bundle_abandon(writer->bundle);
	writer_free(writer);
}

void writer_drop(struct writer *writer)
{
	waiting_drop(&writer->cuts);
	waiting_drop(&writer->reports);
	buf_clear(&writer->data);
	buf_clear(&writer->done);
	writer->packed = 0;
}

/* Large documents wait in a file without a name, in the bundle's folder: compressed, and already cut. */
static enum err open_file(struct writer *writer, struct fault *fault)
{
	char *folder = mem_text(writer->release->options->output, strlen(writer->release->options->output));
	char *slash = strrchr(folder, '/');
	if (slash)
		*(slash == folder ? slash + 1 : slash) = '\0';
	writer->file = open(slash ? folder : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	free(folder);
	if (writer->file < 0)
		return fault_set(fault, ERR_SYSTEM, "no temporary file beside the bundle: %s", strerror(errno));
	return ERR_NONE;
}

static enum err write_out(struct writer *writer, struct str bytes, struct fault *fault)
{
	if (writer->file < 0) {
		enum err err = open_file(writer, fault);
		if (err)
			return err;
	}
	for (uint64_t at = writer->packed; bytes.len;) {
		ssize_t put = pwrite(writer->file, bytes.ptr, bytes.len, (off_t)at);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return fault_set(fault, ERR_SYSTEM, "no room for the bundle: %s", strerror(errno));
		at += (uint64_t)put;
		bytes = str_part(bytes, (struct span){(size_t)put, bytes.len});
	}
	return ERR_NONE;
}

static enum err add_data(struct writer *writer, struct str bytes, struct fault *fault)
{
	enum err err = ERR_NONE;
	bool in_memory = writer->packed == writer->data.len;
	if (in_memory && writer->packed + bytes.len <= DATA_MEMORY) {
		buf_add(&writer->data, bytes);
	} else {
		if (in_memory && writer->data.len) {
			writer->packed = 0;
			err = write_out(writer, buf_str(&writer->data), fault);
			writer->packed = writer->data.len;
			buf_clear(&writer->data);
		}
		if (!err)
			err = write_out(writer, bytes, fault);
	}
	writer->packed += bytes.len;
	return err;
}

static enum err add_waiting(struct writer *writer, struct waiting *waiting, struct str bytes, struct fault *fault)
{
	enum err err = ERR_NONE;
	buf_add(&waiting->last, bytes);
	if (waiting->last.len < WAITING_MEMORY)
		return ERR_NONE;
	if (waiting->before == NULL)
		err = spool_open(writer->release->options->output, &waiting->before, fault);
	if (err == ERR_NONE)
		err = spool_add(waiting->before, buf_str(&waiting->last), fault);
	buf_clear(&waiting->last);
	return err;
}

enum err writer_record(struct writer *writer, uint32_t tag, struct str bytes, struct fault *fault)
{
	switch (tag) {
	case TAG_CUTS:
		return add_waiting(writer, &writer->cuts, bytes, fault);
	case TAG_REPORTS:
		return add_waiting(writer, &writer->reports, bytes, fault);
	case TAG_DATA:
		return add_data(writer, bytes, fault);
	case TAG_DONE:
		buf_clear(&writer->done);
		buf_add(&writer->done, bytes);
		return ERR_NONE;
	default:
		return ERR_NONE;
	}
}

static enum err bad_answer(struct fault *fault)
{
	return fault_set(fault, ERR_SYSTEM, "a worker's answer makes no sense");
}

/* The cuts that are whole; `*rest` is what comes behind them. */
static enum err log_cuts(struct writer *writer, const struct done_record *done, struct str *rest, struct fault *fault)
{
	const struct engine *engine = writer->release->engine;
	struct cut_record cut;
	enum err err = ERR_NONE;
	(void)done;
	while (rest->len && !err) {
		struct str behind = *rest;
		if (!pipeline_take_cut(&behind, &cut))
			break;
		*rest = behind;
		if (cut.policy_line >= engine->policy->line_count || cut.rule > rule_count(engine->packs))
			return bad_answer(fault);
		bool named = policy_covers(engine->policy, &engine->policy->lines[cut.policy_line], cut.what);
		const struct audit_entry entry = {.line = cut.line,
						  .place = cut.place,
						  .what = cut.what,
						  .token = cut.token,
						  .basis = (named ? writer->bases : writer->decided)[cut.policy_line],
						  .rule = writer->rules[cut.rule],
						  .by = cut.decided ? AUDIT_DECISION : AUDIT_RULE};
		err = cut.token.len ? audit_cut(writer->audit, &entry, fault) : audit_keep(writer->audit, &entry, fault);
	}
	return err;
}

/* The same of the reports. */
static enum err log_reports(struct writer *writer, const struct done_record *done, struct str *rest, struct fault *fault)
{
	struct audit_document document = {.pages = done->pages};
	memcpy(document.sha256, done->sha256, SHA256_SIZE);
	return audit_reports(writer->audit, &document, rest, fault);
}

typedef enum err log_records(struct writer *writer, const struct done_record *done, struct str *rest, struct fault *fault);

/* What `log` leaves stays at the start of the block. No record is as long as a block. */
static enum err log_block(struct writer *writer, const struct done_record *done, struct buf *block, log_records *log, struct fault *fault)
{
	struct str rest = buf_str(block);
	enum err err = log(writer, done, &rest, fault);
	memmove(block->ptr, rest.ptr, rest.len);
	block->len = rest.len;
	return !err && rest.len >= WAITING_BLOCK ? bad_answer(fault) : err;
}

static enum err log_waiting(struct writer *writer, const struct done_record *done, struct waiting *waiting, log_records *log,
			    struct fault *fault)
{
	struct buf block = {0};
	enum err err = ERR_NONE;
	for (uint64_t at = 0, size = waiting->before ? spool_size(waiting->before) : 0; at < size && !err;) {
		size_t got;
		err = spool_read(waiting->before, at, buf_room(&block, WAITING_BLOCK), WAITING_BLOCK, &got, fault);
		if (err)
			break;
		at += got;
		block.len += got;
		err = log_block(writer, done, &block, log, fault);
	}
	buf_add(&block, buf_str(&waiting->last));
	if (!err && block.len)
		err = log_block(writer, done, &block, log, fault);
	if (!err && block.len)
		err = bad_answer(fault);
	buf_free(&block);
	return err;
}

/* "documents/x.txt", and if that is taken "documents/x-2.txt" ... */
static void released_path(struct buf *path, struct str name, unsigned attempt)
{
	buf_clear(path);
	buf_add(path, STR("documents/"));
	if (attempt < 2) {
		buf_add(path, name);
		return;
	}
	size_t dot = name.len;
	while (dot > 0 && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
		dot--;
	bool extension = dot > 0 && name.ptr[dot - 1] == '.' && name.len - dot < 10;
	size_t stem = extension ? dot - 1 : name.len;
	buf_add(path, (struct str){name.ptr, stem});
	buf_printf(path, "-%u", attempt);
	buf_add(path, (struct str){name.ptr + stem, name.len - stem});
}

static enum err add_member(struct writer *writer, const struct done_record *done, struct buf *path, struct fault *why,
			   struct fault *fault)
{
	struct bundle_member member = {.deflated = true, .packed = done->packed, .size = done->size, .crc = done->crc};
	memcpy(member.sha256, done->sha256, SHA256_SIZE);
	enum err err = ERR_NONE;
	for (unsigned attempt = 1; attempt < 100; attempt++) {
		released_path(path, done->path, attempt);
		member.path = buf_str(path);
		fault_clear(why);
		err = writer->packed == writer->data.len
			      ? bundle_add(writer->bundle, &member, buf_str(&writer->data), why)
			      : bundle_add_file(writer->bundle, &member, writer->file, why);
		if (err != ERR_MALFORMED)
			break;
	}
	if (err && err != ERR_MALFORMED)
		*fault = *why;
	return err;
}

enum err writer_release(struct writer *writer, uint64_t number, const unsigned char *digest, bool *withheld,
			struct fault *why, struct fault *fault)
{
	struct done_record done;
	struct buf path = {0};
	(void)number;
	if (!pipeline_take_done(buf_str(&writer->done), &done) || done.packed != writer->packed)
		return bad_answer(fault);
	enum err err = ERR_NONE;
	*withheld = memcmp(done.input, digest, SHA256_SIZE) != 0;
	if (*withheld) {
		fault_set(why, ERR_UNREADABLE, "the document changed while the release was made; run again");
	} else {
		err = add_member(writer, &done, &path, why, fault);
		*withheld = err == ERR_MALFORMED;
		if (*withheld)
			err = ERR_NONE;
	}
	if (!err && !*withheld) {
		err = audit_document_begin(writer->audit, buf_str(&path), fault);
		if (!err)
			err = log_waiting(writer, &done, &writer->cuts, log_cuts, fault);
		if (!err)
			err = log_waiting(writer, &done, &writer->reports, log_reports, fault);
		if (!err)
			err = audit_document_end(writer->audit, fault);
		writer->release->counts->released++;
	}
	buf_free(&path);
	writer_drop(writer);
	return err;
}

enum err writer_withhold(struct writer *writer, uint64_t number, struct str path, const char *why, struct fault *fault)
{
	struct buf safe = {0}, listed = {0};
	enum err err = ERR_MALFORMED;
	writer_drop(writer);
	release_safe_path(writer->release, number, path, &safe);
	for (unsigned attempt = 1; attempt < 100 && err == ERR_MALFORMED; attempt++) {
		released_path(&listed, buf_str(&safe), attempt);
		fault_clear(fault);
		err = audit_withheld(writer->audit, buf_str(&listed), str_of(why), fault);
	}
	if (err == ERR_MALFORMED) { /* a file where others have a folder */
		for (size_t i = 0; i < safe.len; i++)
			if (safe.ptr[i] == '/')
				safe.ptr[i] = '_';
		released_path(&listed, buf_str(&safe), 1);
		fault_clear(fault);
		err = audit_withheld(writer->audit, buf_str(&listed), str_of(why), fault);
	}
	if (err == ERR_MALFORMED) {
		buf_clear(&listed);
		buf_printf(&listed, "documents/withheld-%" PRIu64, number + 1);
		fault_clear(fault);
		err = audit_withheld(writer->audit, buf_str(&listed), str_of(why), fault);
	}
	buf_free(&safe);
	buf_free(&listed);
	return err;
}

enum err writer_close(struct writer *writer, struct fault *fault)
{
	writer->release->counts->cuts = audit_counts(writer->audit).cuts;
	writer->release->counts->is_signed = writer->is_signed;
	struct bundle *bundle = writer->bundle;
	enum err err = audit_close(writer->audit, bundle, fault);
	if (err)
		bundle_abandon(bundle);
	else
		err = bundle_commit(bundle, writer->is_signed ? &writer->key : NULL, fault);
	writer_free(writer);
	return err;
}
