/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of the JSON format share: json.c (the format), json_lex.c (strings, numbers, where parts end), json_read.c
 * (values into a view), json_record.c (whose they are). */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H
#include "format/table_rows.h"
#include "format/text_cuts.h"
#include "format/text_stream.h"

enum { JSON_DEPTH = 200, JSON_HEADS = 1024, JSON_COLUMNS = 64 };

enum json_state {
	JSON_TOP,    /* a value, or the end */
	JSON_VALUE,  /* a value */
	JSON_ITEM,   /* the first value of an array, or its end */
	JSON_MEMBER, /* the first name of an object, or its end */
	JSON_NAME,   /* a name */
	JSON_COLON,
	JSON_COMMA   /* a comma, or the end of the array or object */
};

/* An array or object that is open. */
struct json_level {
	char kind;         /* '{' or '[' */
	bool heads;        /* an array of names of columns */
	size_t index;      /* of the next item */
	struct head head;  /* of the name it has in its object; an array's items have it too */
	size_t from, len;  /* the name, in json.labels */
	uint32_t record;   /* of the person it is about; 0: none yet in this view */
	uint64_t parts;    /* bits by enum what: parts of a name that the record has */
	struct str role;   /* of that person */
	uint64_t whose;
};

/* Persons of one object that its members name by a prefix: "mother_name". */
struct json_group {
	uint32_t of; /* record of the object */
	uint64_t whose;
	uint32_t number, record;
	uint64_t parts;
};

struct json_value {
	struct span span; /* of the text; a string with its quotes */
	bool literal;     /* a number or a word, no string */
};

struct json_known {
	uint64_t key; /* of the two names; 0: free */
	struct head head;
};

struct json {
	struct text_stream stream;
	const struct heads *heads;
	struct json_level levels[JSON_DEPTH];
	size_t depth;
	enum json_state state;
	struct buf labels;     /* names of the open levels, and of the member at hand */
	struct head head;      /* of the member at hand, when no value of it came yet */
	size_t label_from;     /* its name, in labels */
	struct span name;      /* the same in the view */
	bool member;           /* the next value has that name */
	uint64_t line;         /* of `at` */
	size_t from, at;       /* the view at hand is [from, at) of the text */
	uint64_t views;
	uint64_t report;       /* hash of the number of the report that the view is about; 0: not known */
	bool read;             /* something of the view at hand is read */
	struct json_value *values;
	size_t value_count, value_cap;
	struct json_group *groups;
	size_t group_count, group_cap;
	uint32_t record; /* the last of the view */
	struct json_known *known; /* JSON_HEADS slots */
	struct head columns[JSON_COLUMNS]; /* of arrays in arrays: the last array of names of columns */
	size_t column_count;
	struct text_cuts cuts;
	struct buf scratch;
};

/* json_lex.c */
bool json_space(char c);
bool json_word(char c); /* of a number, true, false, null */
bool json_literal(struct str word);
/* The escape at `at`: its character and length; 0: none of JSON's. */
size_t json_escape(struct str text, size_t at, uint32_t *code);
/* Behind the string whose quote is at `at`, or the end of the text. */
size_t json_string_end(struct str text, size_t at);
/* Behind the value at `at`, by brackets and quotes alone. */
size_t json_value_end(struct str text, size_t at, size_t limit);
size_t json_last(const struct json *json, const struct text_window *window);
size_t json_first(const struct json *json, const struct text_window *window, size_t from);

/* json_read.c: goes on to the end of the part, or to where another report begins; `*more`: something was read. */
enum err json_read(struct json *json, struct view *view, struct fault *fault) MUST_USE;

/* json_record.c */
/* The head of a member of the level, by its name and that of the level. */
struct head json_head(struct json *json, const struct json_level *level, struct str name);
/* A level is opened under the member at hand, or in the array at hand: whose it is. `text` from `at` on is its inside. */
void json_record_open(struct json *json, struct json_level *level, struct view *view, struct str text, size_t at);
/* Is the array whose inside begins at `at` one of names of columns, for the rows to come? */
bool json_record_columns(struct json *json, struct str text, size_t at);
/* The field of a value of the member, or array, at hand. */
void json_record_value(struct json *json, struct view *view, struct span value);
/* The report's number among the members of the object whose inside begins at `at`, as a hash; 0: none. */
uint64_t json_record_report(struct json *json, struct str text, size_t at);
#endif
