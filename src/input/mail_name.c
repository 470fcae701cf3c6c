/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/mail_name.h"

#include <string.h>

#include "base/utf8.h"
#include "input/mail_code.h"

enum { NAME_MOST = 120, ENDING_MOST = 6 };

bool mail_parameter(const struct mail_parameters *parameters, struct str name, struct str *value)
{
	for (size_t i = 0; i < parameters->count; i++)
		if (str_equal(parameters->list[i].name, name)) {
			*value = parameters->list[i].value;
			return true;
		}
	*value = (struct str){0};
	return false;
}

/* ---- decoding ------------------------------------------------------------------------------------------------ */

/* Bytes as UTF-8; false for what the few encodings known here do not have. The formats know more; this is but a name. */
static bool add_text(struct str charset, struct str bytes, struct buf *to)
{
	bool latin = str_equal_nocase(charset, STR("iso-8859-1")) || str_equal_nocase(charset, STR("windows-1252"));
	if (str_equal_nocase(charset, STR("utf-8")) || str_equal_nocase(charset, STR("us-ascii"))) {
		buf_add(to, bytes);
		return true;
	}
	for (size_t i = 0; i < bytes.len && latin; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (c >= 0x80 && c < 0xa0)
			return false;
		utf8_add(to, c);
	}
	return latin;
}

/* "filename*0*", "filename*1" ...: the piece with this number; `*coded` when a '*' stands behind it. */
static bool get_piece(const struct mail_parameters *parameters, struct str name, size_t number, struct str *value, bool *coded)
{
	for (size_t i = 0; i < parameters->count; i++) {
		struct str own = parameters->list[i].name;
		size_t at = name.len + 1, told = 0;
		if (!str_starts(own, name) || own.len <= at || own.ptr[name.len] != '*')
			continue;
		for (; at < own.len && own.ptr[at] >= '0' && own.ptr[at] <= '9' && told < MAIL_PARAMETERS; at++)
			told = told * 10 + (size_t)(own.ptr[at] - '0');
		*coded = at + 1 == own.len && own.ptr[at] == '*';
		*value = parameters->list[i].value;
		if (told == number && at > name.len + 1 && (at == own.len || *coded))
			return true;
	}
	return false;
}

/* "utf-8'en'": what the percent codes behind it mean. */
static bool take_charset(struct str *value, struct str *charset)
{
	const char *first = value->len ? memchr(value->ptr, '\'', value->len) : NULL;
	size_t at = first ? (size_t)(first - value->ptr) + 1 : 0;
	const char *second = first ? memchr(first + 1, '\'', value->len - at) : NULL;
	if (!second)
		return false;
	*charset = (struct str){value->ptr, at - 1};
	*value = str_part(*value, (struct span){(size_t)(second - value->ptr) + 1, value->len});
	return true;
}

static bool add_extended(const struct mail_parameters *parameters, struct str name, struct buf *to)
{
	struct str value, charset = STR("us-ascii");
	struct buf bytes = {0}, whole = {0};
	bool coded = true;
	buf_add(&whole, name);
	buf_add_byte(&whole, '*');
	bool found = mail_parameter(parameters, buf_str(&whole), &value), sound = true;
	bool pieces = !found && get_piece(parameters, name, 0, &value, &coded);
	for (size_t i = 1; (found || pieces) && sound; i++) {
		if (coded && i == 1)
			sound = take_charset(&value, &charset);
		if (coded)
			sound = sound && mail_unescape(value, '%', &bytes);
		else
			buf_add(&bytes, value);
		if (found || !get_piece(parameters, name, i, &value, &coded))
			break;
	}
	sound = sound && bytes.len && add_text(charset, buf_str(&bytes), to);
	buf_free(&bytes);
	buf_free(&whole);
	return sound;
}

/* One "=?charset?Q?...?=" at the beginning of `text`; its length, or 0. */
static size_t add_word(struct str text, struct buf *to)
{
	struct buf bytes = {0};
	const char *end = text.ptr + text.len, *charset = text.ptr + 2;
	const char *mark = memchr(charset, '?', (size_t)(end - charset));
	size_t len = 0;
	if (!mark || end - mark < 5 || mark[2] != '?')
		return 0;
	const char *body = mark + 3;
	const char *stop = memmem(body, (size_t)(end - body), "?=", 2);
	bool sound = stop != NULL;
	struct str coded = {body, stop ? (size_t)(stop - body) : 0};
	struct fault ignored = {0};
	if (sound && (mark[1] | 0x20) == 'b')
		sound = mail_decode_all(MAIL_BASE64, coded, &bytes, &ignored) == ERR_NONE;
	else if (sound && (mark[1] | 0x20) == 'q')
		sound = mail_unescape(coded, '=', &bytes);
	else
		sound = false;
	for (size_t i = 0; i < bytes.len && (mark[1] | 0x20) == 'q'; i++)
		if (bytes.ptr[i] == '_')
			bytes.ptr[i] = ' ';
	if (sound && add_text((struct str){charset, (size_t)(mark - charset)}, buf_str(&bytes), to))
		len = (size_t)(stop + 2 - text.ptr);
	buf_free(&bytes);
	return len;
}

/* A plain value, with encoded words undone; false: one that cannot be. */
static bool add_plain(struct str value, struct buf *to)
{
	bool after = false; /* a word: blanks before the next one do not count */
	for (size_t at = 0; at < value.len;) {
		struct str rest = str_part(value, (struct span){at, value.len});
		size_t blanks = 0;
		while (after && blanks < rest.len && (rest.ptr[blanks] == ' ' || rest.ptr[blanks] == '\t'))
			blanks++;
		struct str behind = str_part(rest, (struct span){blanks, rest.len});
		if (!str_starts(behind, STR("=?"))) {
			buf_add_byte(to, *rest.ptr);
			after = false;
			at++;
			continue;
		}
		size_t len = add_word(behind, to);
		if (len == 0)
			return false;
		at += blanks + len;
		after = true;
	}
	return true;
}

/* ---- the name ------------------------------------------------------------------------------------------------ */

static struct str ending_of(struct str type, struct str subtype)
{
	static const struct {
		struct str type, subtype, ending;
	} endings[] = {
		{STR("message"), STR("rfc822"), STR(".eml")},
		{STR("message"), STR("global"), STR(".eml")},
		{STR("text"), STR("rfc822-headers"), STR(".eml")},
		{STR("text"), STR("plain"), STR(".txt")},
		{STR("text"), STR("html"), STR(".html")},
		{STR("text"), STR("csv"), STR(".csv")},
		{STR("text"), STR("xml"), STR(".xml")},
		{STR("text"), STR("rtf"), STR(".rtf")},
		{STR("text"), STR("calendar"), STR(".ics")},
		{STR("text"), STR("vcard"), STR(".vcf")},
		{STR("application"), STR("xml"), STR(".xml")},
		{STR("application"), STR("json"), STR(".json")},
		{STR("application"), STR("pdf"), STR(".pdf")},
		{STR("application"), STR("rtf"), STR(".rtf")},
		{STR("application"), STR("zip"), STR(".zip")},
		{STR("application"), STR("ms-tnef"), STR(".dat")},
		{STR("application"), STR("vnd.openxmlformats-officedocument.wordprocessingml.document"), STR(".docx")},
		{STR("application"), STR("vnd.openxmlformats-officedocument.spreadsheetml.sheet"), STR(".xlsx")},
		{STR("application"), STR("vnd.openxmlformats-officedocument.presentationml.presentation"), STR(".pptx")},
		{STR("application"), STR("vnd.oasis.opendocument.text"), STR(".odt")},
		{STR("application"), STR("vnd.oasis.opendocument.spreadsheet"), STR(".ods")},
		{STR("image"), STR("jpeg"), STR(".jpg")},
		{STR("image"), STR("png"), STR(".png")},
		{STR("image"), STR("gif"), STR(".gif")},
		{STR("image"), STR("tiff"), STR(".tif")},
	};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_equal(endings[i].type, type) && str_equal(endings[i].subtype, subtype))
			return endings[i].ending;
	return STR(".bin");
}

static struct str last_of(struct str name)
{
	size_t from = 0;
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] == '/' || name.ptr[i] == '\\' || name.ptr[i] == ':')
			from = i + 1;
	name = str_trim(str_part(name, (struct span){from, name.len}));
	while (name.len && (name.ptr[name.len - 1] == '.' || name.ptr[name.len - 1] == ' '))
		name.len--;
	return name;
}

static bool is_safe(struct str name)
{
	for (size_t at = 0; at < name.len;) {
		uint32_t code;
		at += utf8_next(str_part(name, (struct span){at, name.len}), &code);
		if (code == UTF8_BAD || code == '\t' || (utf8_look(code) != LOOK_SIGN && utf8_look(code) != LOOK_SPACE))
			return false;
	}
	return name.len > 0 && name.len <= NAME_MOST;
}

/* Of a name that cannot be taken over the ending may still say what the file is: ".csv". */
static struct str plain_ending(struct str name)
{
	size_t at = name.len;
	while (at > 0 && name.len - at < ENDING_MOST &&
	       ((name.ptr[at - 1] >= '0' && name.ptr[at - 1] <= '9') || ((name.ptr[at - 1] | 0x20) >= 'a' && (name.ptr[at - 1] | 0x20) <= 'z')))
		at--;
	return at > 0 && at < name.len && name.ptr[at - 1] == '.' ? str_part(name, (struct span){at - 1, name.len}) : (struct str){0};
}

void mail_name(const struct mail_parameters *type_parameters, const struct mail_parameters *disposition_parameters,
	       struct str type, struct str subtype, unsigned number, struct buf *scratch, struct str *name)
{
	struct buf given = {0};
	struct str value = {0}, ending = ending_of(type, subtype);
	bool sound = add_extended(disposition_parameters, STR("filename"), &given) || add_extended(type_parameters, STR("name"), &given);
	if (!sound && (mail_parameter(disposition_parameters, STR("filename"), &value) ||
		       mail_parameter(type_parameters, STR("name"), &value))) {
		buf_clear(&given);
		sound = add_plain(value, &given);
	}
	if (given.len == 0 && (mail_parameter(disposition_parameters, STR("filename*"), &value) ||
			       mail_parameter(type_parameters, STR("name*"), &value)))
		buf_add(&given, value);
	struct str last = last_of(buf_str(&given));
	size_t at = scratch->len;
	buf_printf(scratch, "%u", number);
	if (sound && is_safe(last)) {
		buf_add_byte(scratch, '-');
		buf_add(scratch, last);
		if (str_equal(ending, STR(".eml")) && !str_ends_nocase(last, ending))
			buf_add(scratch, ending);
	} else {
		struct str told = plain_ending(last);
		buf_add(scratch, told.len && !str_equal(ending, STR(".eml")) ? told : ending);
	}
	*name = (struct str){scratch->ptr + at, scratch->len - at};
	buf_free(&given);
}
