/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Telling text that people read from pictures, PDFs and signatures that are written as base64 or hexadecimal digits. */
#include <string.h>

#include "format/xml_limits.h"
#include "format/xml_part.h"

/* What a run of characters has; `len` without the white space inside. */
struct run {
	size_t len, line; /* line: since the last white space */
	bool upper, lower, digit, beyond_hex;
};

static bool is_binary(const struct run *run)
{
	if (!run->beyond_hex && run->len >= XML_HEX_RUN)
		return true;
	return run->len >= XML_BINARY_RUN && run->beyond_hex && run->upper && run->lower && run->digit;
}

static bool add(struct run *run, char c)
{
	bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
	if (!upper && !lower && !digit && c != '+' && c != '/' && c != '=' && c != '-' && c != '_')
		return false;
	run->upper |= upper;
	run->lower |= lower;
	run->digit |= digit;
	run->beyond_hex |= !digit && !(c >= 'A' && c <= 'F') && !(c >= 'a' && c <= 'f');
	run->len++;
	run->line++;
	return true;
}

bool xml_binary_text(struct str text)
{
	struct run run = {0};
	if (text.len < XML_BINARY_RUN)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (add(&run, c)) {
			if (run.len >= XML_BINARY_RUN && is_binary(&run))
				return true;
			continue;
		}
		/* wrapped base64 goes on over white space, words do not */
		if (xml_space(c) && (run.line >= XML_BINARY_LINE || (run.len && run.line == 0)))
			run.line = 0;
		else
			run = (struct run){0};
	}
	return false;
}

static bool contains_nocase(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if (str_equal_nocase((struct str){text.ptr + i, word.len}, word))
			return true;
	return false;
}

/* What an attribute says of its element's text. */
static bool says_binary(struct str name, struct str value)
{
	static const char *const encodings[] = {"B64", "base64", "hex", "DF", "ZL", "uuencode"};
	struct str local = xml_local(name);
	value = str_trim(value);
	if (str_equal(local, STR("type")) || str_equal(local, STR("dt")) || str_equal(local, STR("datatype")))
		return contains_nocase(value, STR("base64")) || contains_nocase(value, STR("hexBinary")) ||
		       contains_nocase(value, STR("bin.hex"));
	if (str_equal_nocase(local, STR("representation")) || str_equal_nocase(local, STR("encoding")) ||
	    str_equal_nocase(local, STR("compression")) || str_equal_nocase(local, STR("encodingType")))
		for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++)
			if (str_equal_nocase(value, str_of(encodings[i])))
				return true;
	if (str_equal_nocase(local, STR("mediaType")) || str_equal_nocase(local, STR("mimeType")) ||
	    str_equal_nocase(local, STR("contentType")))
		return memchr(value.ptr ? value.ptr : "", '/', value.len) && !str_starts(value, STR("text/")) &&
		       !contains_nocase(value, STR("xml")) && !contains_nocase(value, STR("json"));
	return false;
}

bool xml_binary_element(const struct xml_part *part, const struct xml_element *element)
{
	struct str local = xml_local(xml_part_bytes(part, element->name));
	if (contains_nocase(local, STR("base64")) || contains_nocase(local, STR("hexBinary")))
		return true;
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		const struct xml_attr *attribute = &part->attributes[element->first_attribute + i];
		if (says_binary(xml_part_bytes(part, attribute->name), xml_part_bytes(part, attribute->value)))
			return true;
	}
	return false;
}
