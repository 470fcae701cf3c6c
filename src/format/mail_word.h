/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The words of e-mail headers: encoded words (RFC 2047) to UTF-8 and back. Private to format/mail*.c. */
#ifndef FORMAT_MAIL_WORD_H
#define FORMAT_MAIL_WORD_H
#include "base/fault.h"
#include "base/str.h"

/* Appends `bytes`, in the MIME character set `charset`, as UTF-8. Empty, "us-ascii" and "unknown-8bit" with bytes above 0x7F:
 * the encoding is told from the bytes, as for plain text. ERR_UNREADABLE: a character set that is not known;
 * ERR_MALFORMED: the bytes are not of it. */
enum err mail_charset(struct str charset, struct str bytes, struct buf *to, struct fault *fault) MUST_USE;

/* Appends the text that a header's bytes stand for: encoded words decoded, also within quotes, where most programs decode
 * them; blanks in a row as one; nothing that does not show. ERR_UNREADABLE, ERR_MALFORMED: codes in codes, damaged codes,
 * control characters, which could begin another header. */
enum err mail_words(struct str value, struct buf *to, struct fault *fault) MUST_USE;

/* Appends text as encoded words of at most 75 characters, parted by "<eol> " when there are more. */
void mail_encode_words(struct str text, struct str eol, struct buf *to);
/* Whether a header cannot hold it as it is: not ASCII, or something that looks like an encoded word. */
bool mail_needs_words(struct str text);

/* Appends "Name: text" with its line end, folded, encoded where it must be. */
void mail_write_text(const char *name, struct str text, struct str eol, struct buf *to);
#endif
