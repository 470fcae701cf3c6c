/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Texts of e-mails: from the bytes that a part holds to UTF-8 as a reader sees it, and into a part again. Private to
 * format/mail*.c. */
#ifndef FORMAT_MAIL_BODY_H
#define FORMAT_MAIL_BODY_H
#include "base/fault.h"
#include "input/mail.h"

/* Appends the decoded bytes of a part as the text that is shown: UTF-8; lines of format=flowed joined to paragraphs
 * (RFC 3676); web pages that say so; of calendars and cards folded lines joined and their escapes undone. ERR_UNREADABLE, ERR_MALFORMED as
 * mail_charset(), and for a card with coded values. */
enum err mail_body(const struct mail_part *part, struct str charset, struct str bytes, struct buf *to, struct fault *fault) MUST_USE;

/* The encoding that a web page names; empty: none. And the page, made to name UTF-8 there. */
struct str mail_page_charset(struct str page);
void mail_page(struct str page, struct buf *to);

/* Whether a text may stand in a message as it is (8bit): lines that are not too long and end as lines do, and nothing that
 * looks like a boundary. */
bool mail_is_plain(struct str text);

/* Appends it with lines that end as `eol`. */
void mail_add_lines(struct str text, struct str eol, struct buf *to);

/* Quoted-printable, piece by piece; begin with zeros. Lines end as `eol`. */
struct mail_quoter {
	size_t column;
};
void mail_quote(struct mail_quoter *quoter, struct str text, struct str eol, struct buf *to);
#endif
