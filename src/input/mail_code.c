/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/mail_code.h"

#include <string.h>

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int mail_hex(const char *digits)
{
	int high = digit(digits[0]), low = digit(digits[1]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool mail_unescape(struct str text, char sign, struct buf *to)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != sign) {
			buf_add_byte(to, text.ptr[i]);
			continue;
		}
		int value = text.len - i > 2 ? mail_hex(text.ptr + i + 1) : -1;
		if (value < 0)
			return false;
		buf_add_byte(to, (char)value);
		i += 2;
	}
	return true;
}

/* ---- base64 -------------------------------------------------------------------------------------------------- */

static int sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static enum err bad_base64(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "its base64 is damaged or cut short, and programs would read different things from it; get the message again");
}

/* Bits that the padding leaves over must be zero: they could carry what nobody sees. */
static enum err end_group(struct mail_decoder *decoder, struct buf *to, struct fault *fault)
{
	unsigned bits = decoder->bits, bytes = 3 - decoder->padding;
	if ((decoder->padding == 1 && bits & 0xff) || (decoder->padding == 2 && bits & 0xffff))
		return bad_base64(fault);
	for (unsigned i = 0; i < bytes; i++)
		buf_add_byte(to, (char)(bits >> (16 - 8 * i)));
	decoder->bits = decoder->count = 0;
	return ERR_NONE;
}

static enum err decode_base64(struct mail_decoder *decoder, struct str bytes, struct buf *to, struct fault *fault)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.ptr[i];
		int value = sextet(c);
		if (c == '\r' || c == '\n' || c == ' ' || c == '\t')
			continue;
		if (c == '=' && decoder->count >= 2)
			decoder->padding++;
		else if (value < 0 || decoder->padding)
			return bad_base64(fault);
		decoder->bits = decoder->bits << 6 | (unsigned)(value < 0 ? 0 : value);
		if (++decoder->count < 4)
			continue;
		enum err err = end_group(decoder, to, fault);
		if (err)
			return err;
	}
	return ERR_NONE;
}

/* ---- quoted-printable ---------------------------------------------------------------------------------------- */

static enum err bad_quoted(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "its quoted-printable is damaged, and programs would read different things from it; get the message again");
}

/* Behind a '=': two digits, or blanks and the end of the line. */
static enum err take_code(struct mail_decoder *decoder, char c, struct buf *to, struct fault *fault)
{
	if (decoder->held_len == 1 && (c == ' ' || c == '\t' || c == '\r')) {
		decoder->soft = true;
		return ERR_NONE;
	}
	if (decoder->held_len == 1 && c == '\n') {
		decoder->held_len = 0;
		decoder->soft = false;
		return ERR_NONE;
	}
	if (decoder->soft || digit(c) < 0)
		return bad_quoted(fault);
	decoder->held[decoder->held_len++] = c;
	if (decoder->held_len == 3) {
		buf_add_byte(to, (char)mail_hex(decoder->held + 1));
		decoder->held_len = 0;
	}
	return ERR_NONE;
}

static enum err decode_quoted(struct mail_decoder *decoder, struct str bytes, struct buf *to, struct fault *fault)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.ptr[i];
		enum err err = ERR_NONE;
		if (decoder->held_len) {
			err = take_code(decoder, c, to, fault);
		} else if (c == '=') {
			decoder->held[0] = c;
			decoder->held_len = 1;
		} else {
			buf_add_byte(to, c);
		}
		if (err)
			return err;
	}
	return ERR_NONE;
}

/* ---- both ---------------------------------------------------------------------------------------------------- */

enum err mail_decode(struct mail_decoder *decoder, struct str bytes, struct buf *to, struct fault *fault)
{
	switch (decoder->coding) {
	case MAIL_BASE64:
		return decode_base64(decoder, bytes, to, fault);
	case MAIL_QUOTED:
		return decode_quoted(decoder, bytes, to, fault);
	case MAIL_PLAIN:
		break;
	}
	buf_add(to, bytes);
	return ERR_NONE;
}

/* A '=' at the very end is a soft line break whose line end went to the boundary. */
enum err mail_decode_end(const struct mail_decoder *decoder, struct fault *fault)
{
	if (decoder->coding == MAIL_BASE64 && decoder->count)
		return bad_base64(fault);
	if (decoder->coding == MAIL_QUOTED && decoder->held_len > 1)
		return bad_quoted(fault);
	return ERR_NONE;
}

enum err mail_decode_all(enum mail_coding coding, struct str bytes, struct buf *to, struct fault *fault)
{
	struct mail_decoder decoder = {.coding = coding};
	enum err err = mail_decode(&decoder, bytes, to, fault);
	return err ? err : mail_decode_end(&decoder, fault);
}
