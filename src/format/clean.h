/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What goes from the XML of an office document before anybody looks at it: elements that hold no text for readers or tell who
 * wrote it when, marks of changes, comments and instructions of XML. Tables say which. Cleaning twice changes nothing. */
#ifndef FORMAT_CLEAN_H
#define FORMAT_CLEAN_H
#include "format/office.h"

enum clean_action {
	CLEAN_DROP,   /* with all that is in it */
	CLEAN_UNWRAP, /* what is in it stays */
	CLEAN_CHANGE, /* a mark of a tracked change, dropped */
	CLEAN_INSERT, /* a tracked insertion, unwrapped */
	CLEAN_REFUSE  /* cannot be looked into: withheld */
};

struct clean_element {
	enum markup_space space;
	const char *local;
	enum clean_action action;
	const char *what; /* REFUSE: for people, "a subdocument" */
};

struct clean_attribute {
	enum markup_space space; /* of the attribute */
	const char *element;     /* NULL: any */
	const char *local;       /* "rsid*": all that begin so */
};

struct clean_rules {
	const struct clean_element *elements;
	size_t element_count;
	const struct clean_attribute *attributes;
	size_t attribute_count;
};

/* Collects what goes from a part. `*changed`: it has tracked changes. */
enum err clean_part(const struct clean_rules *rules, const struct markup *markup, uint32_t member, struct splices *splices,
		    bool *changed, struct fault *fault) MUST_USE;

enum { CLEAN_ROUNDS = 8 }; /* cleaning again until nothing changes; a part that needs more is ERR_MALFORMED */
enum err clean_endless(struct fault *fault) MUST_USE;

/* One element, or its tags only. */
void clean_drop(const struct markup *markup, uint32_t member, uint32_t element, struct splices *splices);
void clean_unwrap(const struct markup *markup, uint32_t member, uint32_t element, struct splices *splices);
void clean_drop_attribute(const struct markup *markup, uint32_t member, uint32_t attribute, struct splices *splices);

/* The tables. */
extern const struct clean_rules clean_ooxml, clean_odf, clean_ods; /* ods: parts with sheets */
/* docx_clean.c: tracked changes whose acceptance is more than dropping a mark; settings. */
void clean_docx(const struct markup *markup, uint32_t member, struct splices *splices, bool *changed);
#endif
