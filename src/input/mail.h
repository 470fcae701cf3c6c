/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The structure of an e-mail (RFC 5322, 2045-2047, 2183, 2231): headers, parts within parts, where each begins and ends.
 * It is read twice: here, to find the attachments, which are documents of their own, and by the mail format, for what is
 * shown. Both use this reader, so that nothing can fall between them.
 *
 * Why not a library: those that exist mend what is broken, each in its own way, and say neither that they did nor where in
 * the file a part lies. Here a message that two programs could read as two different messages is refused: a header line
 * that is none, a field of MIME twice, a boundary that is missing, repeated or the beginning of another one, a NUL, a CR by
 * itself, a coding within a coding.
 *
 * Nothing here knows what a text says; names of attachments are the only thing decoded. */
#ifndef INPUT_MAIL_H
#define INPUT_MAIL_H
#include "base/fault.h"
#include "base/str.h"
#include "input/mail_code.h"
#include "input/source.h"

enum {
	MAIL_HEAD = 4096,         /* bytes that mail_sniff() wants to see */
	MAIL_PARTS = 5000,        /* of one message */
	MAIL_DEPTH = 20,          /* parts within parts */
	MAIL_HEADER_MOST = 256 * 1024, /* bytes of one header */
	MAIL_BOUNDARY = 70
};

/* From the first bytes, and the file's name: is it an e-mail? It is when it begins with a header that only mail programs
 * write. "From:" and "To:" alone make none: such a text is read as text, from its first byte to the last. */
bool mail_sniff(struct str head, struct str name);
/* Is it a mailbox: messages, each behind a line "From sender date"? */
bool mail_box_sniff(struct str head);
/* Is `line` such a line, and what is after it the beginning of a header? */
bool mail_box_line(struct str line, struct str after);

struct mail_field {
	struct str name, value; /* unfolded, without blanks around; any bytes but controls */
};

enum mail_use {
	MAIL_MULTIPART,
	MAIL_SHOWN,  /* a text that is shown with the message */
	MAIL_APART,  /* a document of its own */
	MAIL_PICTURE, /* in the text, and not wanted */
	MAIL_DROPPED /* a signature, which holds for nothing that was cut */
};

enum mail_text {
	MAIL_TEXT,
	MAIL_HTML,
	MAIL_CARD /* text/calendar, text/vcard: lines are folded */
};

struct mail_part {
	const struct mail_field *fields;
	size_t field_count;
	enum mail_use use;
	enum mail_text text;
	enum mail_coding coding;
	unsigned depth;  /* 0: the message itself */
	unsigned number; /* MAIL_APART: from 1 */
	struct str name; /* MAIL_APART: "2-report.docx", safe as a file name; "2.pdf" when the message gives none */
	struct str subtype, charset; /* lower case; charset empty: none */
	bool ordered;        /* a multipart that says which of its parts is to be shown first */
	bool flowed, delete; /* format=flowed, delsp=yes (RFC 3676) */
	uint64_t from, to;   /* where the coded body lies; `to` at MAIL_END */
};

enum mail_event {
	MAIL_BEGIN, /* a part begins: multipart, or one with a body */
	MAIL_BODY,  /* some bytes of its body, coded */
	MAIL_END,
	MAIL_DONE /* the message is whole */
};

struct mail_reader;

/* The source stays the caller's. `drop_pictures`: those that are shown in the text become MAIL_PICTURE, not MAIL_APART. */
struct mail_reader *mail_reader_open(struct source *source, bool drop_pictures);
void mail_reader_close(struct mail_reader *reader);
/* ERR_MALFORMED, ERR_LIMIT; ERR_UNREADABLE for what is encrypted, or only a piece of a message. `part` (not for MAIL_DONE) and `bytes`
 * (MAIL_BODY) are the reader's until the next call. */
enum err mail_next(struct mail_reader *reader, enum mail_event *event, const struct mail_part **part, struct str *bytes,
		   struct fault *fault) MUST_USE;

/* Used by the reader: what the fields of a header say of its part. `digest`: it lies in a multipart/digest; `first`: no text was
 * before. `boundary` is set for a multipart. `scratch` holds what the part borrows beside its fields. */
struct mail_place {
	bool digest, first, drop_pictures;
};
enum err mail_describe(struct mail_part *part, const struct mail_place *place, struct str *boundary, struct buf *scratch,
		       struct fault *fault) MUST_USE;
/* Length of the name of the field that `line` begins with, 0: none. */
size_t mail_field_name(struct str line);
#endif
