/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The written account of a release: audit.jsonl, and what follows from it: redaction-log.csv and .html, index.csv, offences.csv,
 * tallies.json, TALLY.html and README.txt. They are compressed as they grow and kept in nameless temporary files, so memory does not grow
 * with the release; audit_close() puts them into the bundle.
 *
 * Nothing in them helps to guess what was cut: no length, no place in the original, no hash of it. Lines are counted
 * in the released document; line 0 is its name. Where lines mean nothing to a reader ("page 3") a place is given instead.
 *
 * audit.jsonl: every line begins {"prev":"...": the first 32 hexadecimal digits of the SHA-256 of the line before it,
 * line end included (zeros in the first line), so that `sed -n 17p audit.jsonl | sha256sum` is to be found in line 18.
 *     {"prev":P,"blackbar":VERSION,"log":3,"policy":NAME,"policy_version":V,"title":T,"jurisdiction":J,"verified_by":W,
 *      "verified_on":D,"class_table":V,"class_table_sha256":HEX,"mask_below":N,"packs":[{"name":N,"sha256":HEX},...]}
 *     {"prev":P,"document":D,"line":12,"cut":"name","token":"[CHILD-1]","basis":[...],"reason":R,"rule":ID,"by":"rule"}
 *     {"prev":P,"document":D,"place":"page 3","cut":"name",...}
 *     {"prev":P,"document":D,"line":12,"keep":"phone","basis":[...],"reason":R,"rule":ID,"by":"decision"}
 *     {"prev":P,"document":D,"released":SHA256,"pages":N,"report":NUMBER,"reported":DATE,"from":DATE,"to":DATE,"division":T,
 *      "disposition":T,"child_victims":[N,...],"offences":[{"title":T,"statute":T,"class":C,"attempted":false},...]}
 *     {"prev":P,"document":D,"further":SHA256,"pages":0,...}       another report in the same document
 *     {"prev":P,"document":D,"withheld":REASON}
 *     {"prev":P,"end":LINES,"released":N,"withheld":N,"cuts":N,"kept":N}      LINES counts this one too
 * All other papers say again what stands there, for people, in the same order. Exactly one spelling of everything: verify makes
 * them again from audit.jsonl and compares bytes. */
#ifndef OUTPUT_AUDIT_H
#define OUTPUT_AUDIT_H
#include "base/fault.h"
#include "base/str.h"
#include "output/bundle.h"
#include "output/classes.h"
#include "output/row.h"
#include "view/what.h"

#define AUDIT_LOG_HEAD CSV_MARK "document,place,kind,token,citation,reason" CSV_END
#define AUDIT_LOG "3" /* the form of audit.jsonl and of the papers that follow from it: raise it when either changes */
enum { AUDIT_PREV = 32, AUDIT_TEXT_LIMIT = 4000 }; /* bytes of one basis in all, of a token, of a rule's id */

struct audit;

struct audit_pack {
	struct str name;
	unsigned char sha256[SHA256_SIZE]; /* of the pack's file */
};

/* All borrowed, for audit_open() only. Text is valid UTF-8. */
struct audit_options {
	const char *target; /* of the bundle: temporary files lie beside it */
	struct str version, policy, policy_version;
	struct str title, jurisdiction;      /* of the policy; may be empty */
	struct str verified_by, verified_on; /* who of counsel signed it, and when; empty: nobody has */
	const struct classes *classes;       /* must live until audit_close() */
	bool is_signed;                      /* bundle_commit() will be given a key */
	const struct audit_pack *packs;
	size_t pack_count;
};

enum audit_by { AUDIT_RULE, AUDIT_DECISION };

/* One cut, or one thing kept by decision. */
struct audit_entry {
	uint64_t line;
	struct str place; /* instead of a line, unless empty */
	enum what what;
	struct str token;
	unsigned basis, rule;
	enum audit_by by;
};

struct audit_counts {
	uint64_t released, withheld, cuts, kept;
};

enum err audit_open(const struct audit_options *options, struct audit **audit, struct fault *fault) MUST_USE;
void audit_abandon(struct audit *audit); /* NULL is fine */

/* Registers a legal basis (citations, and a reason in a few words) or a rule's id; numbers go up from 0. ERR_PACK when
 * it is longer than AUDIT_TEXT_LIMIT. Any time before its use. */
enum err audit_add_basis(struct audit *audit, const struct str *citations, size_t count, struct str reason,
			 unsigned *basis, struct fault *fault) MUST_USE;
enum err audit_add_rule(struct audit *audit, struct str id, unsigned *rule, struct fault *fault) MUST_USE;

/* One released document after the other: begin, its cuts and keeps, its reports, end. `path` is the name in the bundle,
 * "documents/..."; ERR_MALFORMED when it is unsafe or was used before (withhold the document under another one). */
enum err audit_document_begin(struct audit *audit, struct str path, struct fault *fault) MUST_USE;
enum err audit_cut(struct audit *audit, const struct audit_entry *entry, struct fault *fault) MUST_USE;
enum err audit_keep(struct audit *audit, const struct audit_entry *entry, struct fault *fault) MUST_USE; /* no token */
/* What is known of a document when it is released. */
struct audit_document {
	unsigned char sha256[SHA256_SIZE]; /* of its bytes */
	uint64_t pages;                    /* 0: not known */
};
/* The reports in it, as report_add() writes them, without classes: those that are whole are taken from the start of `*reports`, and
 * what is left there is for the next call. */
enum err audit_reports(struct audit *audit, const struct audit_document *document, struct str *reports, struct fault *fault) MUST_USE;
/* ERR_SYSTEM when there was no report. */
enum err audit_document_end(struct audit *audit, struct fault *fault) MUST_USE;
/* A document that is not in the bundle; not between begin and end. `path` as above: the name it would have had, also
 * unlike every other, with nothing in it that must not be known; reason: a sentence without text of the document. */
enum err audit_withheld(struct audit *audit, struct str path, struct str reason, struct fault *fault) MUST_USE;

/* The place as the redaction log says it: "line 12", "file name", "page 3". */
void audit_place_add(struct buf *out, uint64_t line, struct str place);

struct audit_counts audit_counts(const struct audit *audit);
/* Closes the chain and adds the papers to the bundle. Frees the audit in any case. */
enum err audit_close(struct audit *audit, struct bundle *bundle, struct fault *fault) MUST_USE;
#endif
