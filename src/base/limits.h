/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The limits of the program that concern more than one file, in one place, so that they can be read and weighed
 * together. A part's own limits (how deep XML may nest, how long a match may run) stay with the part. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMIT_KIB ((size_t)1 << 10)
#define LIMIT_MIB ((size_t)1 << 20)
#define LIMIT_GIB ((size_t)1 << 30)

/* One record from a worker, and one request header to it. */
#define LIMIT_RECORD (16 * LIMIT_MIB)

/* A document up to this size is kept by the parent until its result is there, so that another worker can take it over;
 * a larger one streams and has a worker to itself. */
#define LIMIT_SMALL_DOCUMENT (1 * LIMIT_MIB)

/* Bytes and documents given to one worker ahead of its results: enough to keep it busy, little to do twice. */
#define LIMIT_FLIGHT_BYTES (256 * LIMIT_KIB)
#define LIMIT_FLIGHT_DOCUMENTS ((size_t)256)

/* Bytes of a streaming document read ahead of the worker. */
#define LIMIT_STREAM_AHEAD (1 * LIMIT_MIB)

/* Results of documents whose turn has not come: in memory, then in an unlinked temporary file; and how many documents
 * may be ahead of the one that is next. */
#define LIMIT_HELD_MEMORY (64 * LIMIT_MIB)
#define LIMIT_HELD_FILE (16 * LIMIT_GIB)
#define LIMIT_LOOK_AHEAD ((size_t)65536)

/* What one worker may use: memory on top of what it inherits, scratch file, and time for one document (processor time,
 * and time without a sign of life). */
#define LIMIT_WORKER_MEMORY (1 * LIMIT_GIB)
#define LIMIT_WORKER_SCRATCH (64 * LIMIT_GIB)
#define LIMIT_DOCUMENT_MS 60000u
#define LIMIT_DOCUMENT_MS_PER_MB 2000u
/* More time for each page that is a picture: reading one takes 1 to 2 s, and it is read twice. And how many of these a document
 * may have. */
#define LIMIT_PAGE_MS 8000u
#define LIMIT_PICTURE_PAGES 2000u

/* More workers than this is a slip of the finger. */
#define LIMIT_WORKERS 1024u
#endif
