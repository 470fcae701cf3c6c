/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/audit.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "output/index.h"
#include "output/log.h"
#include "output/log_page.h"
#include "output/papers.h"
#include "output/path.h"

struct citation {
	struct buf text;
	uint64_t seen; /* number of the last document that was cut by it */
};

struct basis {
	struct buf json, csv; /* as the ends of lines have it */
	struct buf joined, reason;
	size_t *citations;    /* numbers */
	size_t count;
};

struct audit {
	struct log *chain, *table;
	struct index *index;
	struct log_page *page;
	const struct classes *classes;
	bool is_signed;
	struct buf version, policy, policy_version, title, jurisdiction, verified_by, verified_on; /* for the pages */
	struct hash *sha;
	char prev[AUDIT_PREV];
	uint64_t lines;
	struct audit_counts counts;
	struct path_set paths;
	struct basis *bases;
	size_t basis_count, basis_cap;
	struct citation *citations;
	size_t citation_count, citation_cap;
	struct buf *rules; /* as JSON strings */
	size_t rule_count, rule_cap;
	bool open;                    /* between begin and end */
	struct buf path, path_json, path_csv; /* of the open document */
	uint64_t cuts, reports;       /* of the open document */
	struct buf citation;          /* of the open document, joined */
	struct buf line, scratch, offences;
};

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

static void chain_begin(struct audit *audit)
{
	buf_clear(&audit->line);
	buf_add(&audit->line, STR("{\"prev\":\""));
	buf_add(&audit->line, (struct str){audit->prev, AUDIT_PREV});
	buf_add_byte(&audit->line, '"');
}

/* The line that was put together goes into the chain, and its hash becomes the prev of the next one. */
static enum err chain_end(struct audit *audit, struct fault *fault)
{
	unsigned char digest[SHA256_SIZE];
	hash_begin(audit->sha);
	hash_add(audit->sha, buf_str(&audit->line));
	hash_end(audit->sha, digest);
	hex_write(digest, AUDIT_PREV / 2, audit->prev);
	audit->lines++;
	return log_add(audit->chain, buf_str(&audit->line), fault);
}

static void add_hash(struct buf *to, const unsigned char *sha256)
{
	hex_write(sha256, SHA256_SIZE, buf_room(to, SHA256_HEX));
	to->len += SHA256_HEX;
}

/* What the pages say of how they were made. */
static void keep_head(struct audit *audit, const struct audit_options *options)
{
	audit->classes = options->classes;
	audit->is_signed = options->is_signed;
	clean_add(&audit->version, options->version);
	clean_add(&audit->policy, options->policy);
	clean_add(&audit->policy_version, options->policy_version);
	clean_add(&audit->title, options->title);
	clean_add(&audit->jurisdiction, options->jurisdiction);
	clean_add(&audit->verified_by, options->verified_by);
	clean_add(&audit->verified_on, options->verified_on);
}

static enum err first_line(struct audit *audit, const struct audit_options *options, struct fault *fault)
{
	struct buf *line = &audit->line;
	chain_begin(audit);
	clean_json(audit, line, ",\"blackbar\":", options->version);
	clean_json(audit, line, ",\"log\":" AUDIT_LOG ",\"policy\":", options->policy);
	clean_json(audit, line, ",\"policy_version\":", options->policy_version);
	clean_json(audit, line, ",\"title\":", options->title);
	clean_json(audit, line, ",\"jurisdiction\":", options->jurisdiction);
	clean_json(audit, line, ",\"verified_by\":", options->verified_by);
	clean_json(audit, line, ",\"verified_on\":", options->verified_on);
	clean_json(audit, line, ",\"class_table\":", classes_version(options->classes));
	buf_add(line, STR(",\"class_table_sha256\":\""));
	add_hash(line, classes_sha256(options->classes));
	buf_printf(line, "\",\"mask_below\":%llu", (unsigned long long)classes_mask_below(options->classes));
	buf_add(line, STR(",\"packs\":["));
	for (size_t i = 0; i < options->pack_count; i++) {
		clean_json(audit, line, i ? ",{\"name\":" : "{\"name\":", options->packs[i].name);
		buf_add(line, STR(",\"sha256\":\""));
		add_hash(line, options->packs[i].sha256);
		buf_add(line, STR("\"}"));
	}
	buf_add(line, STR("]}\n"));
	return chain_end(audit, fault);
}

enum err audit_open(const struct audit_options *options, struct audit **audit, struct fault *fault)
{
	struct audit *made = mem_alloc(1, sizeof *made);
	made->sha = hash_open(HASH_SHA256);
	made->page = log_page_new();
	memset(made->prev, '0', sizeof made->prev);
	keep_head(made, options);
	enum err err = log_open(options->target, &made->chain, fault);
	if (err == ERR_NONE)
		err = log_open(options->target, &made->table, fault);
	if (err == ERR_NONE)
		err = index_open(options->target, &made->index, fault);
	if (err == ERR_NONE)
		err = log_add(made->table, STR(AUDIT_LOG_HEAD), fault);
	if (err == ERR_NONE)
		err = first_line(made, options, fault);
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
	log_close(audit->chain);
	log_close(audit->table);
	index_close(audit->index);
	log_page_free(audit->page);
	hash_close(audit->sha);
	path_set_free(&audit->paths);
	for (size_t i = 0; i < audit->basis_count; i++) {
		buf_free(&audit->bases[i].json);
		buf_free(&audit->bases[i].csv);
		buf_free(&audit->bases[i].joined);
		buf_free(&audit->bases[i].reason);
		free(audit->bases[i].citations);
	}
	for (size_t i = 0; i < audit->citation_count; i++)
		buf_free(&audit->citations[i].text);
	for (size_t i = 0; i < audit->rule_count; i++)
		buf_free(&audit->rules[i]);
	free(audit->bases);
	free(audit->citations);
	free(audit->rules);
	struct buf *const bufs[] = {&audit->version, &audit->policy, &audit->policy_version, &audit->title, &audit->jurisdiction,
				    &audit->verified_by, &audit->verified_on, &audit->path, &audit->path_json, &audit->path_csv,
				    &audit->citation, &audit->line, &audit->scratch, &audit->offences};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
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
	struct buf *joined = &made->joined;
	buf_add(&made->json, STR(",\"basis\":["));
	for (size_t i = 0; i < count; i++) {
		clean_json(audit, &made->json, i ? "," : "", citations[i]);
		buf_add_text(joined, i ? "; " : "");
		buf_add(joined, buf_str(&audit->scratch));
		made->citations[i] = citation_number(audit, buf_str(&audit->scratch));
	}
	clean_json(audit, &made->json, "],\"reason\":", reason);
	buf_add(&made->json, STR(",\"rule\":"));
	buf_add_byte(&made->csv, ',');
	csv_add(&made->csv, buf_str(joined));
	buf_add_byte(&made->csv, ',');
	csv_add(&made->csv, buf_str(&audit->scratch));
	buf_add_text(&made->csv, CSV_END);
	buf_add(&made->reason, buf_str(&audit->scratch));
	*basis = (unsigned)audit->basis_count++;
	return ERR_NONE;
}

enum err audit_add_rule(struct audit *audit, struct str id, unsigned *rule, struct fault *fault)
{
	if (id.len > AUDIT_TEXT_LIMIT)
		return fault_set(fault, ERR_PACK, "the id of a rule has %zu bytes: shorten it", id.len);
	audit->rules = mem_room(audit->rules, audit->rule_count, &audit->rule_cap, sizeof *audit->rules);
	struct buf *made = &audit->rules[audit->rule_count];
	*made = (struct buf){0};
	clean_json(audit, made, "", id);
	*rule = (unsigned)audit->rule_count++;
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
	audit->cuts = audit->reports = 0;
	buf_clear(&audit->citation);
	buf_clear(&audit->path);
	buf_clear(&audit->path_json);
	buf_clear(&audit->path_csv);
	buf_add(&audit->path, path);
	buf_add(&audit->path_json, STR(",\"document\":"));
	json_add(&audit->path_json, path);
	csv_add(&audit->path_csv, path);
	buf_add_byte(&audit->path_csv, ',');
	return ERR_NONE;
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

void audit_place_add(struct buf *out, uint64_t line, struct str place)
{
	if (place.len)
		buf_add(out, place);
	else if (line)
		buf_add(out, STR("line ")), buf_add_decimal(out, line);
	else
		buf_add(out, STR("file name"));
}

/* The line of the chain about the open document, as far as the kind of thing. */
static void entry_begin(struct audit *audit, const struct audit_entry *entry, const char *verb)
{
	chain_begin(audit);
	buf_add(&audit->line, buf_str(&audit->path_json));
	if (entry->place.len)
		clean_json(audit, &audit->line, ",\"place\":", entry->place);
	else
		buf_add(&audit->line, STR(",\"line\":")), buf_add_decimal(&audit->line, entry->line);
	buf_add_text(&audit->line, verb);
	buf_add_text(&audit->line, what_name(entry->what));
	buf_add_byte(&audit->line, '"');
}

static enum err entry_end(struct audit *audit, const struct audit_entry *entry, struct fault *fault)
{
	buf_add(&audit->line, buf_str(&audit->bases[entry->basis].json));
	buf_add(&audit->line, buf_str(&audit->rules[entry->rule]));
	buf_add_text(&audit->line, entry->by == AUDIT_RULE ? ",\"by\":\"rule\"}\n" : ",\"by\":\"decision\"}\n");
	return chain_end(audit, fault);
}

static bool is_known(const struct audit *audit, const struct audit_entry *entry)
{
	return audit->open && entry->basis < audit->basis_count && entry->rule < audit->rule_count;
}

enum err audit_cut(struct audit *audit, const struct audit_entry *entry, struct fault *fault)
{
	if (!is_known(audit, entry))
		return misuse(fault);
	if (!is_token(entry->token))
		return fault_set(fault, ERR_PACK, "a token of the policy has a control character or more than %d bytes: change it",
				 AUDIT_TEXT_LIMIT);
	entry_begin(audit, entry, ",\"cut\":\"");
	buf_add(&audit->line, STR(",\"token\":"));
	json_add(&audit->line, entry->token);
	enum err err = entry_end(audit, entry, fault);
	if (err)
		return err;
	const struct basis *basis = &audit->bases[entry->basis];
	struct buf *row = &audit->line, *place = &audit->offences;
	buf_clear(place);
	audit_place_add(place, entry->line, entry->place.len ? clean(&audit->scratch, entry->place) : entry->place);
	buf_clear(row);
	buf_add(row, buf_str(&audit->path_csv));
	csv_add(row, buf_str(place));
	buf_add_byte(row, ',');
	buf_add_text(row, what_name(entry->what));
	buf_add_byte(row, ',');
	csv_add(row, entry->token);
	buf_add(row, buf_str(&basis->csv));
	const struct log_page_cut cut = {buf_str(place), str_of(what_name(entry->what)), entry->token, buf_str(&basis->joined),
					 buf_str(&basis->reason)};
	log_page_cut(audit->page, &cut);
	audit->cuts++;
	audit->counts.cuts++;
	note_citations(audit, basis);
	return log_add(audit->table, buf_str(row), fault);
}

enum err audit_keep(struct audit *audit, const struct audit_entry *entry, struct fault *fault)
{
	if (!is_known(audit, entry))
		return misuse(fault);
	entry_begin(audit, entry, ",\"keep\":\"");
	audit->counts.kept++;
	return entry_end(audit, entry, fault);
}

/* Each offence with its class. */
static void class_offences(struct audit *audit, struct report *report)
{
	struct str rest = report->offences;
	struct offence offence;
	buf_clear(&audit->offences);
	for (uint64_t i = 0; i < report->offence_count && offence_take(&rest, &offence); i++) {
		offence.class = classes_of(audit->classes, offence.title, offence.statute);
		offence.attempted = classes_attempted(audit->classes, offence.title, offence.statute);
		offence_add(&audit->offences, &offence);
	}
	report->offences = buf_str(&audit->offences);
}

/* One report of the open document. */
static enum err add_report(struct audit *audit, const struct audit_document *document, struct report *report, bool further,
			   struct fault *fault)
{
	char sha256[SHA256_HEX];
	class_offences(audit, report);
	hex_write(document->sha256, SHA256_SIZE, sha256);
	struct row row = {.document = buf_str(&audit->path),
			  .further = further,
			  .sha256 = {sha256, sizeof sha256},
			  .pages = further ? 0 : document->pages,
			  .cuts = audit->cuts,
			  .citations = buf_str(&audit->citation),
			  .report = *report};
	chain_begin(audit);
	buf_add(&audit->line, buf_str(&audit->path_json));
	buf_add_text(&audit->line, further ? ",\"further\":\"" : ",\"released\":\"");
	buf_add(&audit->line, row.sha256);
	buf_printf(&audit->line, "\",\"pages\":%llu,", (unsigned long long)row.pages);
	report_json(&audit->line, report);
	buf_add(&audit->line, STR("}\n"));
	enum err err = chain_end(audit, fault);
	return err ? err : index_add(audit->index, &row, fault);
}

enum err audit_reports(struct audit *audit, const struct audit_document *document, struct str *reports, struct fault *fault)
{
	struct str rest = *reports;
	struct report report;
	enum err err = audit->open ? ERR_NONE : misuse(fault);
	while (!err && rest.len && report_take(&rest, &report)) {
		err = add_report(audit, document, &report, audit->reports > 0, fault);
		audit->reports++;
		*reports = rest;
	}
	return err;
}

enum err audit_document_end(struct audit *audit, struct fault *fault)
{
	if (!audit->open)
		return misuse(fault);
	audit->open = false;
	log_page_released(audit->page, buf_str(&audit->path));
	audit->counts.released++;
	return audit->reports ? ERR_NONE : fault_set(fault, ERR_SYSTEM, "a worker told of no report");
}

enum err audit_withheld(struct audit *audit, struct str path, struct str reason, struct fault *fault)
{
	enum err err = path_check(audit, path, fault);
	if (err)
		return err;
	struct buf *line = &audit->line;
	chain_begin(audit);
	buf_add(line, STR(",\"document\":"));
	json_add(line, path);
	clean_json(audit, line, ",\"withheld\":", reason);
	buf_add(line, STR("}\n"));
	err = chain_end(audit, fault);
	if (err)
		return err;
	const struct row row = {.document = path, .withheld = true, .reason = buf_str(&audit->scratch)};
	log_page_withheld(audit->page, path, row.reason);
	audit->counts.withheld++;
	buf_clear(line);
	row_withheld(line, path, row.reason);
	err = log_add(audit->table, buf_str(line), fault);
	return err ? err : index_add(audit->index, &row, fault);
}

struct audit_counts audit_counts(const struct audit *audit)
{
	return audit->counts;
}

static enum err publish_page(struct audit *audit, struct bundle *bundle, struct fault *fault)
{
	const struct log_page_head head = {buf_str(&audit->version),     buf_str(&audit->policy),      buf_str(&audit->policy_version),
					   buf_str(&audit->title),       buf_str(&audit->jurisdiction), buf_str(&audit->verified_by),
					   buf_str(&audit->verified_on), audit->counts.kept};
	buf_clear(&audit->line);
	log_page_write(audit->page, &head, &audit->line);
	return bundle_add_text(bundle, STR(PATH_LOG_PAGE), buf_str(&audit->line), fault);
}

static enum err publish_readme(struct audit *audit, struct bundle *bundle, struct fault *fault)
{
	const struct papers_facts facts = {.version = buf_str(&audit->version),
					   .policy = buf_str(&audit->policy),
					   .policy_version = buf_str(&audit->policy_version),
					   .title = buf_str(&audit->title),
					   .jurisdiction = buf_str(&audit->jurisdiction),
					   .verified_by = buf_str(&audit->verified_by),
					   .verified_on = buf_str(&audit->verified_on),
					   .counts = audit->counts,
					   .is_signed = audit->is_signed};
	buf_clear(&audit->line);
	papers_write(&audit->line, &facts);
	return bundle_add_text(bundle, STR(PATH_README), buf_str(&audit->line), fault);
}

static enum err publish_index(struct audit *audit, struct bundle *bundle, struct fault *fault)
{
	char sha256[SHA256_HEX];
	hex_write(classes_sha256(audit->classes), SHA256_SIZE, sha256);
	const struct tally_head head = {buf_str(&audit->version),
					buf_str(&audit->policy),
					buf_str(&audit->policy_version),
					classes_version(audit->classes),
					{sha256, sizeof sha256},
					classes_mask_below(audit->classes)};
	return index_publish(audit->index, &head, bundle, fault);
}

enum err audit_close(struct audit *audit, struct bundle *bundle, struct fault *fault)
{
	enum err err = audit->open ? misuse(fault) : ERR_NONE;
	if (err == ERR_NONE) {
		const struct audit_counts *counts = &audit->counts;
		chain_begin(audit);
		buf_printf(&audit->line, ",\"end\":%llu,\"released\":%llu,\"withheld\":%llu,\"cuts\":%llu,\"kept\":%llu}\n",
			   (unsigned long long)audit->lines + 1, (unsigned long long)counts->released,
			   (unsigned long long)counts->withheld, (unsigned long long)counts->cuts,
			   (unsigned long long)counts->kept);
		err = chain_end(audit, fault);
	}
	if (err == ERR_NONE)
		err = log_publish(audit->chain, PATH_AUDIT, bundle, fault);
	if (err == ERR_NONE)
		err = log_publish(audit->table, PATH_LOG, bundle, fault);
	if (err == ERR_NONE)
		err = publish_page(audit, bundle, fault);
	if (err == ERR_NONE)
		err = publish_index(audit, bundle, fault);
	if (err == ERR_NONE)
		err = publish_readme(audit, bundle, fault);
	audit_abandon(audit);
	return err;
}
