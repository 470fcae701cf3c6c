/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Base64 and quoted-printable (RFC 2045), the way out of an e-mail, read strictly: where one program would show other
 * bytes than another (signs outside the alphabet, padding in the middle or left out, a '=' that begins no code) it is an
 * error, for then nobody knows which of them was looked at. */
#ifndef INPUT_MAIL_CODE_H
#define INPUT_MAIL_CODE_H
#include "base/fault.h"
#include "base/str.h"

enum mail_coding {
	MAIL_PLAIN, /* 7bit, 8bit, binary: as it stands */
	MAIL_QUOTED,
	MAIL_BASE64
};

/* What is carried from one piece of a body to the next; begin with zeros and the coding. */
struct mail_decoder {
	enum mail_coding coding;
	unsigned bits, count; /* base64: of the group at hand */
	unsigned padding;
	char held[3]; /* quoted-printable: from a '=' on */
	size_t held_len;
	bool soft; /* behind "=" and blanks: only a line end may follow */
};

/* Appends what `bytes`, the next piece of the body, stand for. ERR_MALFORMED: see above. */
enum err mail_decode(struct mail_decoder *decoder, struct str bytes, struct buf *to, struct fault *fault) MUST_USE;
/* Behind the last piece. ERR_MALFORMED: it is cut short. */
enum err mail_decode_end(const struct mail_decoder *decoder, struct fault *fault) MUST_USE;

/* All at once. */
enum err mail_decode_all(enum mail_coding coding, struct str bytes, struct buf *to, struct fault *fault) MUST_USE;

/* The value of two hexadecimal digits, or -1. */
int mail_hex(const char *digits);
/* Appends `text` with each `sign` and two digits replaced by the byte they say ("%4A", "=4A"); false: not two digits. */
bool mail_unescape(struct str text, char sign, struct buf *to);
#endif
