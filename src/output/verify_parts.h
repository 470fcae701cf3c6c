/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of verify share; nobody else includes this. */
#ifndef OUTPUT_VERIFY_PARTS_H
#define OUTPUT_VERIFY_PARTS_H
#include "output/verify.h"
#include "base/zip.h"

struct member {
	struct zip_entry entry;
	unsigned char sha256[SHA256_SIZE]; /* of its content as found */
	bool is_document;
	bool is_measured; /* sha256 is known */
	bool is_indexed, is_listed; /* seen in index.csv, in SHA256SUMS */
};

struct verify {
	int fd;
	uint64_t size;             /* of the file */
	uint64_t directory;        /* offset of the directory */
	const struct key_public *key;
	verify_report report;
	void *context;
	struct verify_counts *counts;
	struct fault *fault;
	struct member *members; /* in the order of the file */
	size_t member_count;
	uint32_t *order; /* numbers of members, sorted by name */
	struct buf names;
};

/* With `fd` set: whether it is a plain file, and its size. ERR_USAGE when it is none. */
enum err verify_open(struct verify *verify) MUST_USE;
void verify_close(struct verify *verify); /* frees what was read; `fd` stays open */

/* Tells of a problem. */
void verify_problem(struct verify *verify, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Something that is no problem, but should be known. */
void verify_note(struct verify *verify, const char *sentence);
/* Bytes at an offset; fewer only at the end of the file. */
enum err verify_read(const struct verify *verify, uint64_t at, char *to, size_t cap, size_t *got) MUST_USE;
/* The member of that name; NULL when there is none. */
struct member *verify_find(const struct verify *verify, struct str name);

/* A member's content, piece by piece. Problems of the zip (header, deflate data, size, crc) are told when they are
 * seen, once; the content then ends. */
struct reader;
struct reader *reader_open(struct verify *verify);
void reader_begin(struct reader *reader, struct member *member); /* also for one member after the other */
/* The next piece, valid until the next call; empty at the end, when the member's sha256 has been set. */
enum err reader_next(struct reader *reader, struct str *piece) MUST_USE;
void reader_close(struct reader *reader);

/* Lines of a member. `*more` is false after the last; `line` is without its line end. A line that is too long, or a
 * last one without a line end, is told as a problem and ends the lines (`reader_next` goes on with the rest). */
struct lines {
	struct reader *reader;
	const char *name;
	struct str piece; /* not yet handed out */
	struct buf whole; /* a line that spans pieces */
	uint64_t number;  /* of the line handed out last, from 1 */
	bool ended;
};
void lines_open(struct verify *verify, struct lines *lines, struct member *member, const char *name);
enum err lines_next(struct verify *verify, struct lines *lines, struct str *line, bool *more) MUST_USE;
/* Reads what is left, so that the member is measured. */
enum err lines_finish(struct lines *lines) MUST_USE;
void lines_close(struct lines *lines);

/* verify_zip.c: the directory and the layout; `*readable` is false when there is no use in looking further. */
enum err verify_directory(struct verify *verify, bool *readable) MUST_USE;
/* verify_log.c: audit.jsonl and what follows from it. All exist. */
struct verify_papers {
	struct member *audit, *table, *index, *offences;
};
/* `*other`: another version of the program wrote the bundle, in a form this one cannot check; then it is told. */
enum err verify_other_version(struct verify *verify, struct member *audit, bool *other) MUST_USE;
enum err verify_logs(struct verify *verify, const struct verify_papers *papers) MUST_USE;
#endif
