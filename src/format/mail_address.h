/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Headers that hold addresses (From, To ...): to text and back. Private to format/mail*.c.
 *
 * As text, an address is `Jane Doe <jane@mail.example> (home)`: no quotes, several parted by ", ". When something is cut, what is
 * left must still be an address, or a program would refuse the message. So what is left of an address is written as
 * "[EMAIL]"@redacted.invalid, which is read as [EMAIL] again, and a text without an address gets removed@redacted.invalid,
 * which is read as nothing. (.invalid: RFC 2606, nobody can have it.) */
#ifndef FORMAT_MAIL_ADDRESS_H
#define FORMAT_MAIL_ADDRESS_H
#include "base/fault.h"
#include "format/mail_left.h"

/* One of a list. Spans are in the text; empty ones are not there. */
struct mail_box {
	struct span whole, phrase, address, comment;
	bool group; /* the name of a group, with its ':'; the boxes behind it are its members */
	bool last;  /* the group ends here */
};

struct mail_boxes {
	struct mail_box *list;
	size_t count, cap;
};

/* Appends the text of a header's value to `text`, and boxes with spans in it. Errors as mail_words(). */
enum err mail_read_addresses(struct str value, struct buf *text, struct mail_boxes *boxes, struct fault *fault) MUST_USE;

/* Appends "Name: ..." with its line end; nothing when nothing is left. The spans of `boxes`, which are altogether `all`,
 * are in the view of `left`. */
void mail_write_addresses(const char *name, struct span all, const struct mail_box *boxes, size_t count, struct mail_left *left,
			  struct str eol, struct buf *to);
#endif
