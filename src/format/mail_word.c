/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/mail_word.h"

#include <string.h>

#include "base/utf8.h"
#include "format/text_charset.h"
#include "input/mail_code.h"

/* ---- character sets ------------------------------------------------------------------------------------------ */

struct alias {
	struct str name;
	const char *table;
};

/* What MIME calls them beside their own names; ISO-8859-1 is read as what it is a part of. */
static const struct alias aliases[] = {
	{STR("iso-8859-1"), "Windows-1252"},  {STR("latin1"), "Windows-1252"},     {STR("l1"), "Windows-1252"},
	{STR("iso8859-1"), "Windows-1252"},   {STR("iso_8859-1"), "Windows-1252"}, {STR("cp1252"), "Windows-1252"},
	{STR("latin2"), "ISO-8859-2"},        {STR("iso8859-2"), "ISO-8859-2"},    {STR("iso8859-15"), "ISO-8859-15"},
	{STR("latin9"), "ISO-8859-15"},       {STR("cp1250"), "Windows-1250"},     {STR("cp1251"), "Windows-1251"},
	{STR("x-mac-roman"), "Macintosh"},    {STR("mac"), "Macintosh"},           {STR("cp437"), "IBM437"},
	{STR("cp850"), "IBM850"},             {STR("cp866"), "IBM866"},            {STR("cp852"), "IBM852"},
	{STR("iso-8859-8-i"), "ISO-8859-8"},
};

static const struct charset_table *find_table(struct str name)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (str_equal_nocase(name, aliases[i].name))
			name = str_of(aliases[i].table);
	for (size_t i = 0; i < charset_table_count; i++)
		if (str_equal_nocase(name, str_of(charset_tables[i].name)))
			return &charset_tables[i];
	return NULL;
}

static bool is_one_of(struct str name, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(name, list[i]))
			return true;
	return false;
}

static enum err decode_wide(struct str charset, struct str bytes, struct buf *to, struct fault *fault)
{
	size_t mark = 0;
	struct charset told = charset_begin(bytes, &mark);
	bool little = str_equal_nocase(charset, STR("utf-16le"));
	if (!mark)
		told = (struct charset){little ? CHARSET_UTF16LE : CHARSET_UTF16BE, NULL};
	if (told.kind != CHARSET_UTF16LE && told.kind != CHARSET_UTF16BE)
		return fault_set(fault, ERR_MALFORMED, "a part that says it is UTF-16 and is not; get the message again");
	return charset_decode(&told, str_part(bytes, (struct span){mark, bytes.len}), mark, to, fault);
}

static enum err decode_told(struct str bytes, struct buf *to, struct fault *fault)
{
	struct charset charset = {0};
	size_t first = utf8_ascii(bytes);
	if (first == bytes.len) {
		buf_add(to, bytes);
		return ERR_NONE;
	}
	struct str window = str_part(bytes, (struct span){first - (first > 0), bytes.len});
	bool more = window.len > CHARSET_WINDOW;
	window.len = more ? CHARSET_WINDOW : window.len;
	enum err err = charset_detect(&charset, window, more, first, fault);
	if (err)
		return err;
	if (charset.kind != CHARSET_UTF8)
		return charset_decode(&charset, bytes, 0, to, fault);
	err = charset_check(bytes, 0, fault);
	if (!err)
		buf_add(to, bytes);
	return err;
}

enum err mail_charset(struct str charset, struct str bytes, struct buf *to, struct fault *fault)
{
	static const struct str open[] = {STR(""), STR("us-ascii"), STR("ascii"), STR("ansi_x3.4-1968"), STR("unknown-8bit"), STR("x-unknown")};
	static const struct str wide[] = {STR("utf-16"), STR("utf-16le"), STR("utf-16be")};
	if (is_one_of(charset, open, sizeof open / sizeof *open))
		return decode_told(bytes, to, fault);
	if (is_one_of(charset, wide, sizeof wide / sizeof *wide))
		return decode_wide(charset, bytes, to, fault);
	if (str_equal_nocase(charset, STR("utf-8")) || str_equal_nocase(charset, STR("utf8"))) {
		enum err err = charset_check(bytes, 0, fault);
		if (!err)
			buf_add(to, bytes);
		return err;
	}
	struct charset single = {CHARSET_SINGLE, find_table(charset)};
	if (single.table == NULL)
		return fault_set(fault, ERR_UNREADABLE, "a character set that is not known here; save the message as text (UTF-8)");
	return charset_decode(&single, bytes, 0, to, fault);
}

/* ---- decoding ------------------------------------------------------------------------------------------------ */

enum { WORD_LONG = 2000, NAME_LONG = 60 };

struct word {
	struct str charset, coded;
	bool base64;
	size_t len; /* of all of it */
};

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The '?' behind the name of the character set of a word that begins at `text`; NULL: none begins. */
static const char *word_mark(struct str text)
{
	size_t at = 2;
	if (!str_starts(text, STR("=?")))
		return NULL;
	while (at < text.len && at < NAME_LONG && (is_plain(text.ptr[at]) || (text.ptr[at] && strchr("-_*.:+()", text.ptr[at]))))
		at++;
	if (at == 2 || at + 2 >= text.len || text.ptr[at] != '?' || text.ptr[at + 2] != '?')
		return NULL;
	return strchr("bBqQ", text.ptr[at + 1]) && text.ptr[at + 1] ? text.ptr + at : NULL;
}

/* "=?utf-8*en?Q?...?=" at the beginning of `text`. */
static bool read_word(struct str text, struct word *word)
{
	const char *end = text.ptr + text.len, *charset = text.ptr + 2, *mark = word_mark(text);
	if (!mark)
		return false;
	size_t left = (size_t)(end - mark - 3); /* one may have 75 characters */
	const char *stop = memmem(mark + 3, left < WORD_LONG ? left : WORD_LONG, "?=", 2);
	const char *language = memchr(charset, '*', (size_t)(mark - charset));
	if (!stop)
		return false;
	word->charset = (struct str){charset, (size_t)((language ? language : mark) - charset)};
	word->coded = (struct str){mark + 3, (size_t)(stop - mark - 3)};
	word->base64 = (mark[1] | 0x20) == 'b';
	word->len = (size_t)(stop + 2 - text.ptr);
	return true;
}

/* The bytes of a word; '_' is a blank in one of the two codings. */
static enum err add_word(const struct word *word, struct buf *bytes, struct fault *fault)
{
	size_t at = bytes->len;
	if (word->base64)
		return mail_decode_all(MAIL_BASE64, word->coded, bytes, fault);
	struct buf blanks = {0};
	buf_add(&blanks, word->coded);
	for (size_t i = 0; i < blanks.len; i++)
		if (blanks.ptr[i] == '_')
			blanks.ptr[i] = ' ';
	bool sound = mail_unescape(buf_str(&blanks), '=', bytes);
	buf_free(&blanks);
	if (!sound)
		bytes->len = at;
	return sound ? ERR_NONE : fault_set(fault, ERR_MALFORMED, "a damaged code in a header; get the message again");
}

static size_t blanks_at(struct str text, size_t at)
{
	size_t from = at;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	return at - from;
}

/* Words in a row, of the same character set, as one: a character may be split between them. */
static enum err add_run(struct str text, size_t *at, struct buf *to, struct fault *fault)
{
	struct buf bytes = {0};
	struct word word = {0}, next;
	enum err err = ERR_NONE;
	bool more = read_word(str_part(text, (struct span){*at, text.len}), &word);
	while (!err && more) {
		err = add_word(&word, &bytes, fault);
		*at += word.len;
		size_t blanks = blanks_at(text, *at);
		more = read_word(str_part(text, (struct span){*at + blanks, text.len}), &next);
		*at += more ? blanks : 0;
		if (!err && (!more || !str_equal_nocase(word.charset, next.charset))) {
			err = mail_charset(word.charset, buf_str(&bytes), to, fault);
			buf_clear(&bytes);
		}
		if (more)
			word = next;
	}
	buf_free(&bytes);
	return err;
}

/* Something that a mail program could still decode, or a person. */
static bool has_word(struct str text)
{
	for (size_t i = 0; i + 6 < text.len; i++)
		if (text.ptr[i] == '=' && word_mark(str_part(text, (struct span){i, text.len})))
			return true;
	return false;
}

/* As a view has it: no controls, no line ends, nothing invisible, one blank for many. */
static enum err add_shown(struct str text, size_t begin, struct buf *to, struct fault *fault)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = utf8_next(str_part(text, (struct span){at, text.len}), &code);
		enum utf8_look look = code == '\t' ? LOOK_SPACE : utf8_look(code);
		if (look == LOOK_LINE || look == LOOK_CONTROL)
			return fault_set(fault, ERR_MALFORMED,
					 "a header with coded control characters, which could hide another one; save the message as text");
		if (look == LOOK_SIGN)
			buf_add(to, str_part(text, (struct span){at, at + len}));
		else if (look == LOOK_SPACE && to->len > begin && to->ptr[to->len - 1] != ' ')
			buf_add_byte(to, ' ');
		at += len;
	}
	while (to->len > begin && to->ptr[to->len - 1] == ' ')
		to->len--;
	return ERR_NONE;
}

enum err mail_words(struct str value, struct buf *to, struct fault *fault)
{
	struct buf text = {0};
	struct word word;
	enum err err = charset_check(value, 0, fault);
	for (size_t at = 0; !err && at < value.len;) {
		if (read_word(str_part(value, (struct span){at, value.len}), &word)) {
			err = add_run(value, &at, &text, fault);
		} else {
			buf_add_byte(&text, value.ptr[at]);
			at++;
		}
	}
	if (!err && has_word(buf_str(&text)))
		err = fault_set(fault, ERR_UNREADABLE, "a header with codes within codes, or codes that are cut short; save the message as text");
	if (!err)
		err = add_shown(buf_str(&text), to->len, to, fault);
	buf_free(&text);
	return err;
}

/* ---- encoding ------------------------------------------------------------------------------------------------ */

enum { WORD_MOST = 60, LINE_MOST = 76, PLAIN_MOST = 200 };

bool mail_needs_words(struct str text)
{
	size_t run = 0;
	for (size_t i = 0; i < text.len; i++) {
		run = text.ptr[i] == ' ' ? 0 : run + 1;
		if (run > PLAIN_MOST)
			return true; /* a line may not be without end */
	}
	return utf8_ascii(text) < text.len || (text.len > 1 && memmem(text.ptr, text.len, "=?", 2));
}

void mail_encode_words(struct str text, struct str eol, struct buf *to)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t room = 0;
	bool begun = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = utf8_next(str_part(text, (struct span){at, text.len}), &code);
		size_t need = text.ptr[at] == ' ' || is_plain(text.ptr[at]) ? 1 : 3 * len;
		if (room < need) {
			if (begun) {
				buf_add(to, STR("?="));
				buf_add(to, eol);
				buf_add_byte(to, ' ');
			}
			buf_add(to, STR("=?utf-8?Q?"));
			room = WORD_MOST;
			begun = true;
		}
		room -= need;
		for (size_t i = 0; i < len; i++) {
			unsigned char c = (unsigned char)text.ptr[at + i];
			if (c == ' ' || is_plain((char)c)) {
				buf_add_byte(to, c == ' ' ? '_' : (char)c);
				continue;
			}
			buf_add_byte(to, '=');
			buf_add_byte(to, digits[c >> 4]);
			buf_add_byte(to, digits[c & 15]);
		}
		at += len;
	}
	if (begun)
		buf_add(to, STR("?="));
}

void mail_write_text(const char *name, struct str text, struct str eol, struct buf *to)
{
	size_t line = to->len;
	buf_add_text(to, name);
	buf_add(to, STR(": "));
	if (mail_needs_words(text)) {
		mail_encode_words(text, eol, to);
		buf_add(to, eol);
		return;
	}
	for (size_t at = 0; at < text.len;) {
		const char *blank = memchr(text.ptr + at, ' ', text.len - at);
		size_t end = blank ? (size_t)(blank - text.ptr) : text.len;
		if (end == at) { /* cuts can leave two blanks in a row */
			at++;
			continue;
		}
		if (at && to->len - line + 1 + (end - at) > LINE_MOST) {
			buf_add(to, eol);
			line = to->len;
		}
		if (at)
			buf_add_byte(to, ' ');
		buf_add(to, str_part(text, (struct span){at, end}));
		at = end + 1;
	}
	buf_add(to, eol);
}
