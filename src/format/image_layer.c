/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Source: ISO 32000-1, 8.9 (images), 9.3.6 (text rendering mode 3), annex D (WinAnsiEncoding). */
#include <leptonica/allheaders.h>

#include "base/utf8.h"
#include "format/image_page.h"

enum { POINTS = 72 };
static const double LETTER_WIDTH = 0.6; /* of Courier, in parts of its size: so a word can be fitted into its box */

#define FONT "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>>>"

/* 0x80 to 0x9F; what is 0 has no sign there. */
static const uint16_t win_ansi[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
				      0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
				      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static unsigned char encoded(uint32_t code)
{
	if ((code >= 0x20 && code < 0x7F) || (code >= 0xA1 && code <= 0xFF && code != 0xAD))
		return (unsigned char)code;
	for (unsigned i = 0; i < sizeof win_ansi / sizeof *win_ansi; i++)
		if (win_ansi[i] && win_ansi[i] == code)
			return (unsigned char)(0x80 + i);
	return '?';
}

void image_layer_plain(struct str text, struct buf *plain)
{
	uint32_t code;
	for (size_t at = 0; at < text.len;) {
		size_t len = utf8_next((struct str){text.ptr + at, text.len - at}, &code);
		if (encoded(code) == '?')
			buf_add_byte(plain, '?');
		else
			buf_add(plain, (struct str){text.ptr + at, len});
		at += len;
	}
}

static size_t letters_in(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return count;
}

static void add_string(struct buf *content, struct str text)
{
	uint32_t code;
	buf_add_byte(content, '(');
	for (size_t at = 0; at < text.len;) {
		at += utf8_next((struct str){text.ptr + at, text.len - at}, &code);
		unsigned char byte = encoded(code);
		if (byte == '(' || byte == ')' || byte == '\\')
			buf_add_byte(content, '\\');
		buf_add_byte(content, (char)byte);
	}
	buf_add(content, STR(" ) Tj\n")); /* the space parts it from the next, whatever a reader makes of the gap */
}

/* As high as its box, and stretched to its width. */
static void add_word(struct buf *content, const struct image_word *word, int picture_height)
{
	int height = word->box.bottom - word->box.top, width = word->box.right - word->box.left;
	size_t letters = letters_in(word->text);
	if (height <= 0 || width <= 0 || letters == 0)
		return;
	buf_printf(content, "/F %d Tf ", height);
	pdf_number(content, 100.0 * width / (LETTER_WIDTH * height * (double)letters));
	buf_printf(content, " Tz 1 0 0 1 %d %d Tm ", word->box.left, picture_height - word->box.bottom + height / 5);
	add_string(content, word->text);
}

static void add_pixels(struct buf *bytes, struct Pix *picture)
{
	int height = pixGetHeight(picture), words = pixGetWpl(picture);
	size_t width = (size_t)pixGetWidth(picture), size = (width + 7) / 8;
	for (int y = 0; y < height; y++) {
		const l_uint32 *line = pixGetData(picture) + (size_t)y * (size_t)words;
		char *to = buf_room(bytes, size);
		for (size_t x = 0; x < size; x++)
			to[x] = (char)~GET_DATA_BYTE(line, x); /* there 1 is black, here it is white */
		if (width % 8) /* what is beyond the edge is nobody's */
			to[size - 1] = (char)(to[size - 1] | (0xFF >> (width % 8)));
		bytes->len += size;
	}
}

/* Written in pixels; the first line makes points of them. */
void image_layer_write(struct Pix *picture, int dpi, const struct image_word *words, size_t count, struct pdf_file *file, struct buf *out)
{
	int width = pixGetWidth(picture), height = pixGetHeight(picture);
	double scale = (double)POINTS / dpi;
	struct pdf_picture pixels = {.width = (unsigned)width, .height = (unsigned)height, .bits = 1, .channels = 1};
	struct buf content = {0}, resources = {0};
	add_pixels(&pixels.bytes, picture);
	buf_printf(&resources, FONT "/XObject<</I %u 0 R>>", pdf_file_picture(file, out, &pixels));
	buf_add(&content, STR("q "));
	pdf_number(&content, width * scale);
	buf_add(&content, STR(" 0 0 "));
	pdf_number(&content, height * scale);
	buf_add(&content, STR(" 0 0 cm /I Do Q\n"));
	pdf_number(&content, scale);
	buf_add(&content, STR(" 0 0 "));
	pdf_number(&content, scale);
	buf_add(&content, STR(" 0 0 cm\nBT 3 Tr\n"));
	for (size_t i = 0; i < count; i++)
		add_word(&content, &words[i], height);
	buf_add(&content, STR("ET\n"));
	pdf_file_page(file, out, (float)(width * scale), (float)(height * scale), buf_str(&resources), buf_str(&content));
	buf_free(&pixels.bytes);
	buf_free(&content);
	buf_free(&resources);
}
