/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/audit.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "output/path.h"
#include "output/spool.h"
#include "output/squeeze.h"

enum { TOKEN_PLACES = 256, ENDINGS = 1024, FLUSH_AT = 64 * 1024 };

/* A growing member: lines go into the squeezer, what comes out of it into the spool. */
struct log {
	struct squeeze *squeeze;
	struct spool *spool;
};

/* Text that lines are put together from, and where each log had it last. */
struct piece {
	struct buf json, csv;
	squeeze_place in_json, in_csv;
};

struct citation {
	struct buf text;
	uint64_t seen; /* number of the last document that was cut by it */
};

struct basis {
	struct piece piece;
	size_t *citations; /* numbers */
	size_t count;
};

/* All of a cut line that follows its line number: most lines end like one before them. */
struct ending {
	struct piece piece;
	struct buf token;
	enum what what;
	unsigned basis, rule;
	enum audit_by by;
	bool used;
};

struct audit {
	struct log chain, table, index;
	struct hash *sha;
	char prev[AUDIT_PREV];
	uint64_t lines;
	struct audit_counts counts;
	struct path_set paths;
	struct piece cut[WHAT_COUNT], keep[WHAT_COUNT];
	struct basis *bases;
	size_t basis_count, basis_cap;
	struct citation *citations;
	size_t citation_count, citation_cap;
	struct piece *rules; /* two for each: by the rule and by decision */
	size_t rule_count, rule_cap;
	squeeze_place json_tokens[TOKEN_PLACES], csv_tokens[TOKEN_PLACES], row_ends[TOKEN_PLACES], begin, index_begin;
	struct ending endings[ENDINGS];
	bool open;           /* between begin and end */
	struct piece path;   /* of the open document */
	uint64_t cuts;       /* of the open document */
	struct buf citation; /* of the open document, joined */
	struct buf scratch;
};

static enum err log_open(struct log *log, const char *target, struct fault *fault)
{
	log->squeeze = squeeze_open();
	return spool_open(target, &log->spool, fault);
}

static void log_close(struct log *log)
{
	squeeze_close(log->squeeze);
	spool_close(log->spool);
}

static enum err log_flush(struct log *log, size_t at_least, struct fault *fault)
{
	struct str out = squeeze_output(log->squeeze);
	if (out.len < at_least)
		return ERR_NONE;
	enum err err = spool_add(log->spool, out, fault);
	squeeze_taken(log->squeeze);
	return err;
}

static void add(struct log *log, struct str bytes, squeeze_place *place)
{
	squeeze_add(log->squeeze, bytes, place);
}

static void add_piece_json(struct log *log, struct piece *piece)
{
	add(log, buf_str(&piece->json), &piece->in_json);
}

static void add_piece_csv(struct log *log, struct piece *piece)
{
	add(log, buf_str(&piece->csv), &piece->in_csv);
}

static void add_decimal(struct log *log, uint64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + value % 10);
	} while (value /= 10);
	add(log, (struct str){digits + at, sizeof digits - at}, NULL);
}

static void piece_free(struct piece *piece)
{
	buf_free(&piece->json);
	buf_free(&piece->csv);
}

/* Text for one line of a log: control characters become spaces, and what is no UTF-8 a question mark. */
static void clean_add(struct buf *buf, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = utf8_next((struct str){text.ptr + at, text.len - at}, &code);
		bool control = code < 0x20 || code == 0x7f;
		if (control || code == UTF8_BAD)
			buf_add_byte(buf, control ? ' ' : '?');
		else
			buf_add(buf, (struct str){text.ptr + at, len});
		at += len;
	}
}

static struct str clean(struct buf *buf, struct str text)
{
	buf_clear(buf);
	clean_add(buf, text);
	return buf_str(buf);
}

static void clean_json(struct audit *audit, struct buf *to, const char *before, struct str text)
{
	buf_add_text(to, before);
	json_add(to, clean(&audit->scratch, text));
}

/* The hash of the line that began at `from` becomes the prev of the next one. */
static enum err chain_line(struct audit *audit, struct str line, struct fault *fault)
{
	unsigned char digest[SHA256_SIZE];
	hash_begin(audit->sha);
	hash_add(audit->sha, line);
	hash_end(audit->sha, digest);
	hex_write(digest, AUDIT_PREV / 2, audit->prev);
	audit->lines++;
	return log_flush(&audit->chain, FLUSH_AT, fault);
}

/* a line that is not made of pieces; `rest` is what follows the prev */
static enum err chain_rare(struct audit *audit, struct str rest, struct fault *fault)
{
	struct buf line = {0};
	buf_add(&line, STR("{\"prev\":\""));
	buf_add(&line, (struct str){audit->prev, AUDIT_PREV});
	buf_add(&line, rest);
	add(&audit->chain, buf_str(&line), NULL);
	enum err err = chain_line(audit, buf_str(&line), fault);
	buf_free(&line);
	return err;
}

static void make_kinds(struct audit *audit)
{
	for (unsigned what = 0; what < WHAT_COUNT; what++) {
		const char *name = what_name((enum what)what);
		buf_printf(&audit->cut[what].json, ",\"cut\":\"%s\",\"token\":", name);
		buf_printf(&audit->cut[what].csv, ",%s,", name);
		buf_printf(&audit->keep[what].json, ",\"keep\":\"%s\"", name);
	}
}

static enum err first_line(struct audit *audit, const struct audit_options *options, struct fault *fault)
{
	struct buf line = {0};
	clean_json(audit, &line, "\",\"blackbar\":", options->version);
	clean_json(audit, &line, ",\"log\":1,\"policy\":", options->policy);
	clean_json(audit, &line, ",\"policy_version\":", options->policy_version);
	buf_add(&line, STR(",\"packs\":["));
	for (size_t i = 0; i < options->pack_count; i++) {
		clean_json(audit, &line, i ? ",{\"name\":" : "{\"name\":", options->packs[i].name);
		buf_add(&line, STR(",\"sha256\":\""));
		hex_write(options->packs[i].sha256, SHA256_SIZE, buf_room(&line, SHA256_HEX));
		line.len += SHA256_HEX;
		buf_add(&line, STR("\"}"));
	}
	buf_add(&line, STR("]}\n"));
	enum err err = chain_rare(audit, buf_str(&line), fault);
	buf_free(&line);
	return err;
}

enum err audit_open(const struct audit_options *options, struct audit **audit, struct fault *fault)
{
	struct audit *made = mem_alloc(1, sizeof *made);
	made->sha = hash_open(HASH_SHA256);
	memset(made->prev, '0', sizeof made->prev);
	make_kinds(made);
	enum err err = log_open(&made->chain, options->target, fault);
	if (err == ERR_NONE)
		err = log_open(&made->table, options->target, fault);
	if (err == ERR_NONE)
		err = log_open(&made->index, options->target, fault);
	if (err == ERR_NONE) {
		add(&made->table, STR(AUDIT_LOG_HEAD), NULL);
		add(&made->index, STR(AUDIT_INDEX_HEAD), NULL);
		err = first_line(made, options, fault);
	}
	if (err) {
		audit_abandon(made);
		return err;
	}
	*audit = made;
	return ERR_NONE;
}

void audit_abandon(struct audit *audit)
{
	if (audit == NULL)
		return;
	log_close(&audit->chain);
	log_close(&audit->table);
	log_close(&audit->index);
	hash_close(audit->sha);
	path_set_free(&audit->paths);
	for (unsigned what = 0; what < WHAT_COUNT; what++) {
		piece_free(&audit->cut[what]);
		piece_free(&audit->keep[what]);
	}
	for (size_t i = 0; i < audit->basis_count; i++) {
		piece_free(&audit->bases[i].piece);
		free(audit->bases[i].citations);
	}
	for (size_t i = 0; i < ENDINGS; i++) {
		piece_free(&audit->endings[i].piece);
		buf_free(&audit->endings[i].token);
	}
	for (size_t i = 0; i < audit->citation_count; i++)
		buf_free(&audit->citations[i].text);
	for (size_t i = 0; i < audit->rule_count; i++)
		piece_free(&audit->rules[i]);
	free(audit->bases);
	free(audit->citations);
	free(audit->rules);
	piece_free(&audit->path);
	buf_free(&audit->citation);
	buf_free(&audit->scratch);
	free(audit);
}

/* the number of a citation, new or not; there are few */
static size_t citation_number(struct audit *audit, struct str text)
{
	for (size_t i = 0; i < audit->citation_count; i++)
		if (str_equal(buf_str(&audit->citations[i].text), text))
			return i;
	audit->citations =
		mem_room(audit->citations, audit->citation_count, &audit->citation_cap, sizeof *audit->citations);
	struct citation *citation = &audit->citations[audit->citation_count];
	*citation = (struct citation){0};
	buf_add(&citation->text, text);
	return audit->citation_count++;
}

enum err audit_add_basis(struct audit *audit, const struct str *citations, size_t count, struct str reason,
			 unsigned *basis, struct fault *fault)
{
	size_t len = reason.len;
	for (size_t i = 0; i < count; i++)
		len = mem_add(len, mem_add(citations[i].len, 4));
	if (len > AUDIT_TEXT_LIMIT)
		return fault_set(fault, ERR_PACK, "the citations and reason of one line of a policy have %zu bytes, %d more than"
				 " they may: shorten them", len, (int)(len - AUDIT_TEXT_LIMIT));
	audit->bases = mem_room(audit->bases, audit->basis_count, &audit->basis_cap, sizeof *audit->bases);
	struct basis *made = &audit->bases[audit->basis_count];
	*made = (struct basis){.citations = mem_alloc(count, sizeof *made->citations), .count = count};
	struct buf joined = {0};
	buf_add(&made->piece.json, STR(",\"basis\":["));
	for (size_t i = 0; i < count; i++) {
		clean_json(audit, &made->piece.json, i ? "," : "", citations[i]);
		buf_add_text(&joined, i ? "; " : "");
		buf_add(&joined, buf_str(&audit->scratch));
		made->citations[i] = citation_number(audit, buf_str(&audit->scratch));
	}
	clean_json(audit, &made->piece.json, "],\"reason\":", reason);
	buf_add(&made->piece.json, STR(",\"rule\":"));
	buf_add_byte(&made->piece.csv, ',');
	csv_add(&made->piece.csv, buf_str(&joined));
	buf_add_byte(&made->piece.csv, ',');
	csv_add(&made->piece.csv, buf_str(&audit->scratch));
	buf_add_byte(&made->piece.csv, '\n');
	buf_free(&joined);
	*basis = (unsigned)audit->basis_count++;
	return ERR_NONE;
}

enum err audit_add_rule(struct audit *audit, struct str id, unsigned *rule, struct fault *fault)
{
	if (id.len > AUDIT_TEXT_LIMIT)
		return fault_set(fault, ERR_PACK, "the id of a rule has %zu bytes: shorten it", id.len);
	*rule = (unsigned)(audit->rule_count / 2);
	for (unsigned by = AUDIT_RULE; by <= AUDIT_DECISION; by++) {
		audit->rules = mem_room(audit->rules, audit->rule_count, &audit->rule_cap, sizeof *audit->rules);
		struct piece *piece = &audit->rules[audit->rule_count++];
		*piece = (struct piece){0};
		clean_json(audit, &piece->json, "", id);
		buf_add_text(&piece->json, by == AUDIT_RULE ? ",\"by\":\"rule\"}\n" : ",\"by\":\"decision\"}\n");
	}
	return ERR_NONE;
}

static enum err misuse(struct fault *fault)
{
	return fault_set(fault, ERR_SYSTEM, "the release log was written in the wrong order: please report this as a bug");
}

static enum err path_check(struct audit *audit, struct str path, struct fault *fault)
{
	if (audit->open)
		return misuse(fault);
	if (!path_is_document(path))
		return fault_set(fault, ERR_MALFORMED, "the name of this document is not safe in a zip file: rename the document");
	if (!path_set_add(&audit->paths, path))
		return fault_set(fault, ERR_MALFORMED, "the release has another document of this name: rename one of them");
	return ERR_NONE;
}

enum err audit_document_begin(struct audit *audit, struct str path, struct fault *fault)
{
	enum err err = path_check(audit, path, fault);
	if (err)
		return err;
	audit->open = true;
	audit->cuts = 0;
	buf_clear(&audit->citation);
	buf_clear(&audit->path.json);
	buf_clear(&audit->path.csv);
	buf_add(&audit->path.json, STR("\",\"document\":"));
	json_add(&audit->path.json, path);
	buf_add(&audit->path.json, STR(",\"line\":"));
	csv_add(&audit->path.csv, path);
	buf_add_byte(&audit->path.csv, ',');
	return ERR_NONE;
}

static uint64_t chain_begin(struct audit *audit, uint64_t line)
{
	uint64_t from = squeeze_position(audit->chain.squeeze);
	add(&audit->chain, STR("{\"prev\":\""), &audit->begin);
	add(&audit->chain, (struct str){audit->prev, AUDIT_PREV}, NULL);
	add_piece_json(&audit->chain, &audit->path);
	add_decimal(&audit->chain, line);
	return from;
}

static bool is_known(const struct audit *audit, unsigned basis, unsigned rule)
{
	return audit->open && basis < audit->basis_count && 2 * (size_t)rule < audit->rule_count;
}

/* the open document's citations, each once, in the order of their first use */
static void note_citations(struct audit *audit, const struct basis *basis)
{
	uint64_t document = audit->counts.released + 1;
	for (size_t i = 0; i < basis->count; i++) {
		struct citation *citation = &audit->citations[basis->citations[i]];
		if (citation->seen == document)
			continue;
		citation->seen = document;
		buf_add_text(&audit->citation, audit->citation.len ? "; " : "");
		buf_add(&audit->citation, buf_str(&citation->text));
	}
}

static bool is_token(struct str token)
{
	for (size_t i = 0; i < token.len; i++)
		if ((unsigned char)token.ptr[i] < 0x20 || token.ptr[i] == 0x7f)
			return false;
	return token.len <= AUDIT_TEXT_LIMIT;
}

/* the ending for a cut, found or made in place of another; NULL when the token will not do */
static struct ending *ending_of(struct audit *audit, const struct ending *want, struct str token)
{
	unsigned mix = want->rule * 31 + want->basis * 7 + (unsigned)want->what + (unsigned)token.len * 5;
	if (token.len > 1) /* tokens that differ only in the number at their end are the common case */
		mix += (unsigned char)token.ptr[token.len - 2] * 61u;
	struct ending *ending = &audit->endings[mix % ENDINGS];
	if (ending->used && ending->what == want->what && ending->basis == want->basis && ending->rule == want->rule &&
	    ending->by == want->by && str_equal(buf_str(&ending->token), token))
		return ending;
	if (!is_token(token))
		return NULL;
	struct buf *json = &ending->piece.json, *csv = &ending->piece.csv;
	buf_clear(&ending->token);
	buf_add(&ending->token, token);
	buf_clear(json);
	buf_add(json, buf_str(&audit->cut[want->what].json));
	json_add(json, token);
	buf_add(json, buf_str(&audit->bases[want->basis].piece.json));
	buf_add(json, buf_str(&audit->rules[2 * want->rule + (unsigned)want->by].json));
	buf_clear(csv);
	buf_add(csv, buf_str(&audit->cut[want->what].csv));
	csv_add(csv, token);
	buf_add(csv, buf_str(&audit->bases[want->basis].piece.csv));
	ending->what = want->what;
	ending->basis = want->basis;
	ending->rule = want->rule;
	ending->by = want->by;
	ending->used = true;
	ending->piece.in_json = ending->piece.in_csv = 0;
	return ending;
}

/* what is left of `whole` without so many bytes at both ends */
static struct str middle(const struct buf *whole, size_t before, size_t after)
{
	return str_part(buf_str(whole), (struct span){before, whole->len - after});
}

/* An ending that was not written lately goes piece by piece: its pieces may have been, with others. */
static void add_ending(struct audit *audit, struct ending *ending)
{
	struct piece *kind = &audit->cut[ending->what], *basis = &audit->bases[ending->basis].piece;
	struct piece *rule = &audit->rules[2 * ending->rule + (unsigned)ending->by], *whole = &ending->piece;
	unsigned slot = (unsigned)(str_hash(buf_str(&ending->token)) % TOKEN_PLACES);
	if (squeeze_reaches(audit->chain.squeeze, whole->in_json)) {
		add_piece_json(&audit->chain, whole);
	} else {
		whole->in_json = squeeze_here(audit->chain.squeeze);
		add_piece_json(&audit->chain, kind);
		add(&audit->chain, middle(&whole->json, kind->json.len, basis->json.len + rule->json.len),
		    &audit->json_tokens[slot]);
		add_piece_json(&audit->chain, basis);
		add_piece_json(&audit->chain, rule);
	}
	if (squeeze_reaches(audit->table.squeeze, whole->in_csv)) {
		add_piece_csv(&audit->table, whole);
	} else {
		whole->in_csv = squeeze_here(audit->table.squeeze);
		add_piece_csv(&audit->table, kind);
		add(&audit->table, middle(&whole->csv, kind->csv.len, basis->csv.len), &audit->csv_tokens[slot]);
		add_piece_csv(&audit->table, basis);
	}
}

enum err audit_cut(struct audit *audit, uint64_t line, enum what what, struct str token, unsigned basis, unsigned rule,
		   enum audit_by by, struct fault *fault)
{
	if (!is_known(audit, basis, rule))
		return misuse(fault);
	const struct ending want = {.what = what, .basis = basis, .rule = rule, .by = by};
	struct ending *ending = ending_of(audit, &want, token);
	if (ending == NULL)
		return fault_set(fault, ERR_PACK, "a token of the policy has a control character or more than %d bytes: change it",
				 AUDIT_TEXT_LIMIT);
	uint64_t from = chain_begin(audit, line);
	add_piece_csv(&audit->table, &audit->path);
	add_decimal(&audit->table, line);
	add_ending(audit, ending);
	audit->cuts++;
	audit->counts.cuts++;
	note_citations(audit, &audit->bases[basis]);
	enum err err = chain_line(audit, squeeze_since(audit->chain.squeeze, from), fault);
	return err ? err : log_flush(&audit->table, FLUSH_AT, fault);
}

enum err audit_keep(struct audit *audit, uint64_t line, enum what what, unsigned basis, unsigned rule, enum audit_by by,
		    struct fault *fault)
{
	if (!is_known(audit, basis, rule))
		return misuse(fault);
	uint64_t from = chain_begin(audit, line);
	add_piece_json(&audit->chain, &audit->keep[what]);
	add_piece_json(&audit->chain, &audit->bases[basis].piece);
	add_piece_json(&audit->chain, &audit->rules[2 * rule + (unsigned)by]);
	audit->counts.kept++;
	return chain_line(audit, squeeze_since(audit->chain.squeeze, from), fault);
}

enum err audit_document_end(struct audit *audit, const unsigned char sha256[SHA256_SIZE], struct str report,
			    struct fault *fault)
{
	char hex[SHA256_HEX];
	if (!audit->open)
		return misuse(fault);
	audit->open = false;
	hex_write(sha256, SHA256_SIZE, hex);
	struct log *index = &audit->index;
	struct buf row = {0};
	csv_add(&row, clean(&audit->scratch, report));
	buf_add_byte(&row, ',');
	add(index, buf_str(&audit->path.csv), &audit->index_begin);
	add(index, STR("released,"), NULL);
	add(index, (struct str){hex, sizeof hex}, NULL);
	add(index, STR(","), NULL);
	add(index, buf_str(&row), NULL);
	add_decimal(index, audit->cuts);
	buf_clear(&row);
	buf_add_byte(&row, ',');
	csv_add(&row, buf_str(&audit->citation));
	buf_add(&row, STR(",\n"));
	/* most documents have the same citations */
	add(index, buf_str(&row), &audit->row_ends[str_hash(buf_str(&row)) % TOKEN_PLACES]);
	buf_free(&row);
	audit->counts.released++;
	return log_flush(index, FLUSH_AT, fault);
}

enum err audit_withheld(struct audit *audit, struct str path, struct str reason, struct fault *fault)
{
	enum err err = path_check(audit, path, fault);
	if (err)
		return err;
	struct buf line = {0};
	buf_add(&line, STR("\",\"document\":"));
	json_add(&line, path);
	clean_json(audit, &line, ",\"withheld\":", reason);
	buf_add(&line, STR("}\n"));
	err = chain_rare(audit, buf_str(&line), fault);
	buf_clear(&line);
	csv_add(&line, path);
	buf_add(&line, STR(",withheld,,,0,,"));
	csv_add(&line, buf_str(&audit->scratch));
	buf_add_byte(&line, '\n');
	add(&audit->index, buf_str(&line), &audit->index_begin);
	buf_free(&line);
	audit->counts.withheld++;
	return err ? err : log_flush(&audit->index, FLUSH_AT, fault);
}

struct audit_counts audit_counts(const struct audit *audit)
{
	return audit->counts;
}

static enum err log_publish(struct log *log, const char *name, struct bundle *bundle, struct fault *fault)
{
	struct bundle_member member = {.path = str_of(name), .deflated = true};
	member.size = squeeze_position(log->squeeze);
	squeeze_end(log->squeeze, &member.crc, member.sha256);
	enum err err = log_flush(log, 0, fault);
	member.packed = spool_size(log->spool);
	return err ? err : bundle_add_spool(bundle, &member, log->spool, fault);
}

enum err audit_close(struct audit *audit, struct bundle *bundle, struct fault *fault)
{
	enum err err = audit->open ? misuse(fault) : ERR_NONE;
	if (err == ERR_NONE) {
		const struct audit_counts *counts = &audit->counts;
		struct buf line = {0};
		buf_printf(&line, "\",\"end\":%llu,\"released\":%llu,\"withheld\":%llu,\"cuts\":%llu,\"kept\":%llu}\n",
			   (unsigned long long)audit->lines + 1, (unsigned long long)counts->released,
			   (unsigned long long)counts->withheld, (unsigned long long)counts->cuts,
			   (unsigned long long)counts->kept);
		err = chain_rare(audit, buf_str(&line), fault);
		buf_free(&line);
	}
	if (err == ERR_NONE)
		err = log_publish(&audit->chain, PATH_AUDIT, bundle, fault);
	if (err == ERR_NONE)
		err = log_publish(&audit->table, PATH_LOG, bundle, fault);
	if (err == ERR_NONE)
		err = log_publish(&audit->index, PATH_INDEX, bundle, fault);
	audit_abandon(audit);
	return err;
}
