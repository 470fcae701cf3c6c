/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Groups that are more than formatting: what becomes of each. */
#include <string.h>

#include "base/mem.h"
#include "format/html_words.h"
#include "format/rtf_read.h"

void rtf_drop(struct rtf_reader *reader, size_t from, size_t to)
{
	reader->drops = mem_room(reader->drops, reader->drop_count, &reader->drop_cap, sizeof *reader->drops);
	reader->drops[reader->drop_count++] = (struct rtf_drop){from, to};
}

enum err rtf_refuse(struct rtf_reader *reader, size_t at, enum err code, const char *why)
{
	unsigned long line = 1;
	for (size_t i = 0; i < at && i < reader->text.len; i++)
		line += reader->text.ptr[i] == '\n';
	return fault_set(reader->fault, code, "line %lu of the rich text: %s", line, why);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static bool has_word(struct str text)
{
	for (size_t i = 1; i < text.len; i++)
		if (is_letter(text.ptr[i]) && is_letter(text.ptr[i - 1]))
			return true;
	return false;
}

/* "fFilled" in a name, "202" in a value. */
static bool is_property(struct str says, char inside)
{
	bool name = inside == 'n' && says.len && says.ptr[0] >= 'a' && says.ptr[0] <= 'z';
	for (size_t i = 0; i < says.len; i++)
		if (name ? !(is_letter(says.ptr[i]) || (says.ptr[i] >= '0' && says.ptr[i] <= '9'))
			 : !strchr(inside == 'v' ? "0123456789.-;,() " : " ", says.ptr[i]))
			return false;
	return true;
}

/* What the group [from, to) says. */
struct content {
	bool words;   /* of a language */
	bool numbers; /* nothing but names of properties and numbers, as a shape has */
	bool picture;
};

static struct content look(struct str text, size_t from, size_t to)
{
	struct content content = {.numbers = true};
	struct rtf_token token;
	char inside = ' '; /* 'n': a name, 'v': a value */
	for (size_t at = from; at < to && rtf_lex(text, at, &token); at = token.to) {
		struct str says = str_part(text, (struct span){token.from, token.to});
		content.picture = content.picture || rtf_word_is(&token, "pict");
		content.words = content.words || (token.kind == RTF_TEXT && has_word(says));
		if (token.kind == RTF_OPEN || token.kind == RTF_CLOSE)
			inside = ' ';
		else if (rtf_word_is(&token, "sn") || rtf_word_is(&token, "sv"))
			inside = token.word.ptr[1];
		else if (token.kind != RTF_BREAK && !rtf_word_is(&token, "sp") && !rtf_word_is(&token, "hsv"))
			content.numbers = content.numbers && token.kind == RTF_TEXT && is_property(says, inside);
	}
	return content;
}

/* The code of a field that says nothing: PAGE, DATE \\@ "M/d/yyyy". */
static bool is_usual_field(struct str text, size_t from, size_t to)
{
	static const char *const words[] = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "PRINTDATE", "SAVEDATE", "CREATEDATE", "EDITTIME",
					    "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MERGEFORMAT", "Arabic", "roman", "M", "MM", "MMMM", "MMM", "d",
					    "dd", "dddd", "ddd", "yyyy", "yy", "h", "hh", "H", "HH", "mm", "m", "ss", "am", "pm", "AM", "PM"};
	struct rtf_token token;
	bool any = false;
	for (size_t at = from; at < to && rtf_lex(text, at, &token); at = token.to) {
		struct str says = str_part(text, (struct span){token.from, token.to});
		for (size_t i = 0, end; token.kind == RTF_TEXT && i < says.len; i = end + 1) {
			for (end = i; end < says.len && is_letter(says.ptr[end]);)
				end++;
			bool known = end == i && !(says.ptr[i] >= '0' && says.ptr[i] <= '9');
			for (size_t j = 0; j < sizeof words / sizeof *words; j++)
				known = known || str_equal(str_part(says, (struct span){i, end}), str_of(words[j]));
			if (!known)
				return false;
			any = any || end > i;
		}
		if (token.kind == RTF_BYTE || rtf_word_is(&token, "u"))
			return false;
	}
	return any;
}

static enum err take_picture(struct rtf_reader *reader, size_t from, size_t to)
{
	if (!reader->drop_pictures)
		return rtf_refuse(reader, from, ERR_UNREADABLE,
				  "a picture or an embedded object, which cannot be looked into; take it out, and release it only after a person "
				  "has looked at it (or use --pictures drop)");
	rtf_drop(reader, from, to);
	return ERR_NONE;
}

static struct rtf_font *add_font(struct rtf_reader *reader, int number)
{
	reader->fonts = mem_room(reader->fonts, reader->font_count, &reader->font_cap, sizeof *reader->fonts);
	reader->fonts[reader->font_count] = (struct rtf_font){number, reader->page};
	return &reader->fonts[reader->font_count++];
}

/* A name in the table of fonts, unless it is a usual one: cannot be cut, for the text refers to it. */
static void take_font_name(struct rtf_reader *reader, struct span name)
{
	struct str text = str_part(reader->text, name);
	const char *end = memchr(text.ptr, ';', text.len);
	text.len = end ? (size_t)(end - text.ptr) : text.len;
	if (!has_word(text) || html_font(str_trim(text)))
		return;
	reader->values = mem_room(reader->values, reader->value_count, &reader->value_cap, sizeof *reader->values);
	reader->values[reader->value_count++] = (struct rtf_value){.from = name.from, .to = name.from + text.len, .place = RTF_PLACE_FONT};
	reader->open = false;
}

static enum err take_fonts(struct rtf_reader *reader, size_t from, size_t to)
{
	struct rtf_font *font = NULL;
	struct rtf_token token;
	size_t at = from + 1;
	for (; at < to && rtf_lex(reader->text, at, &token); at = token.to) {
		struct str next = str_part(reader->text, (struct span){token.from, to});
		if (token.kind == RTF_OPEN && str_starts(next, STR("{\\*"))) {
			token.to = rtf_group_end(reader->text, at);
			rtf_drop(reader, at, token.to);
		} else if (rtf_word_is(&token, "f") && token.has_number) {
			font = add_font(reader, token.number);
		} else if (rtf_word_is(&token, "fcharset") && font) {
			font->page = rtf_charset_page(token.number, reader->page);
		} else if (rtf_word_is(&token, "cpg") && font) {
			font->page = token.number;
		} else if (token.kind == RTF_TEXT) {
			take_font_name(reader, (struct span){token.from, token.to});
		}
	}
	return ERR_NONE;
}

/* The word that the group begins with. */
static bool head_of(struct rtf_reader *reader, size_t at, struct str *word, bool *starred)
{
	struct rtf_token token = {.to = at + 1};
	*starred = false;
	do {
		if (token.to >= reader->text.len || !rtf_lex(reader->text, token.to, &token))
			return false;
		bool star = token.kind == RTF_SYMBOL && token.number == '*';
		if (!star && token.kind != RTF_BREAK)
			break;
		*starred = *starred || star;
	} while (true);
	*word = token.kind == RTF_WORD ? token.word : (struct str){0};
	return true;
}

enum err rtf_take_group(struct rtf_reader *reader, size_t at, size_t *end)
{
	struct str word;
	bool starred;
	*end = 0;
	if (!head_of(reader, at, &word, &starred))
		return rtf_refuse(reader, at, ERR_MALFORMED, "it is cut short; ask for it again");
	enum rtf_group group = rtf_group_of(word, starred);
	if (group == RTF_GROUP_PLAIN)
		return ERR_NONE;
	*end = rtf_group_end(reader->text, at);
	if (*end == 0)
		return rtf_refuse(reader, at, ERR_MALFORMED, "it is cut short; ask for it again");
	struct content content = look(reader->text, at, *end);
	switch (group) {
	case RTF_GROUP_ASIDE:
		if (str_equal(word, STR("fldinst")) && is_usual_field(reader->text, at, *end))
			break;
		reader->asides = mem_room(reader->asides, reader->aside_count, &reader->aside_cap, sizeof *reader->asides);
		reader->asides[reader->aside_count++] = (struct rtf_aside){at, *end, str_equal(word, STR("fldinst"))};
		break;
	case RTF_GROUP_FONTS:
		return take_fonts(reader, at, *end);
	case RTF_GROUP_SILENT:
		if (content.words || content.picture)
			rtf_drop(reader, at, *end);
		break;
	case RTF_GROUP_PROPERTY:
		if (content.picture)
			return take_picture(reader, at, *end);
		if (!content.numbers)
			rtf_drop(reader, at, *end);
		break;
	case RTF_GROUP_PICTURE:
		return take_picture(reader, at, *end);
	default:
		rtf_drop(reader, at, *end);
	}
	return ERR_NONE;
}
