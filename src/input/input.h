/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents of a release, one after another: files, folders, archives (zip, 7z, tar; gz, xz, zst, bz2 around a tar
 * or around one document), archives in archives, and standard input. What cannot be read, or is not safe to read, comes
 * as an item too, with the reason, so that nothing given is ever passed over in silence.
 *
 * Order: the arguments as given; folders by the bytes of their paths; archives in the order they are stored. The same
 * input gives the same items.
 *
 * An e-mail with attachments is an item, "a.eml", and each attachment another one, "a.eml.parts/1-its name"; a mailbox is an
 * archive of e-mails, "mail.mbox/0001.eml".
 *
 * What is an archive is decided by its first bytes, never by its name (but for an e-mail with hardly a header). Office
 * files (a zip whose first member is `mimetype` or that has a `[Content_Types].xml`) are documents. Folders in archives, times, owners and rights are
 * passed over.
 *
 * Names: '\' counts as '/'. A name that is absolute, has a "..", a control or text direction character, an empty name,
 * a part over 255 or a path over 4000 bytes is refused. Names that are not UTF-8 are read as CP437 (zip) or
 * Windows-1252 when they look like it, and refused otherwise. Of two documents with the same path the second is
 * refused; letters that differ only in case (ASCII and Latin-1) count as the same, and so does a document with the path
 * of another one's folder. */
#ifndef INPUT_INPUT_H
#define INPUT_INPUT_H
#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"
#include "input/source.h"

/* Budgets; 0 means the default. */
struct input_limits {
	uint64_t document_size; /* bytes of one document: 4 GiB */
	uint64_t archive_size;  /* bytes unpacked from one archive given, with the archives in it: 64 GiB */
	uint64_t documents;     /* items of the whole release: 10 million */
	unsigned depth;         /* archives, and e-mails with attachments, in archives in ...: 4 below the archive given */
	unsigned ratio;         /* unpacked bytes for one packed byte, once past 16 MiB: 200 */
	size_t read_size;       /* of one read, see source.h; tests make it tiny */
	bool drop_pictures;     /* in texts of e-mails: no items. Must be what the mail format is told */
};

struct input_item {
	/* Path in the release: parts joined by '/', UTF-8, relative, no "..", no control characters; an archive is a
	 * folder
	 * ("reports.zip/a/b.txt"); one document in a gz has the name without ".gz". A file given keeps its last part,
	 * of a folder the part below it; standard input is "stdin". A refused item's path has U+FFFD for what cannot be
	 * shown. */
	struct str path;
	struct source *source; /* NULL when refused; the input's */
	struct fault fault;    /* why refused: ERR_UNREADABLE, ERR_LIMIT, ERR_MALFORMED */
	uint64_t size;         /* in bytes, as declared; UINT64_MAX when unknown */
	bool has_parts;        /* an e-mail whose attachments come next, each as an item */
};

struct input;

/* `paths` must stay until input_close(); `limits` may be NULL. No path, a path that does not exist, standard input
 * ("-") twice: ERR_USAGE. Standard input is read here, into an unlinked temporary file in $TMPDIR or /tmp. */
enum err input_open(struct input **input, const char *const *paths, size_t count, const struct input_limits *limits,
		    struct fault *fault) MUST_USE;

/* The next item, or `*more` false. Path and source are valid until the next call. Only what ends the job is returned as
 * an error (no space for a temporary file, no file descriptors); what is wrong with one item is in its fault. A
 * document is whole only when its source came to its end without an error: damage can show at the last byte. */
enum err input_next(struct input *input, struct input_item *item, bool *more, struct fault *fault) MUST_USE;

/* Back to before the first item. */
enum err input_rewind(struct input *input, struct fault *fault) MUST_USE;
void input_close(struct input *input);
#endif
