/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/rtf_words.h"

#include <stdio.h>

struct entry {
	const char *word;
	uint8_t group;
	bool starred; /* only with "\*" before it */
};

static const struct entry groups[] = {
	{"header", RTF_GROUP_ASIDE, false},     {"headerl", RTF_GROUP_ASIDE, false},       {"headerr", RTF_GROUP_ASIDE, false},
	{"headerf", RTF_GROUP_ASIDE, false},    {"footer", RTF_GROUP_ASIDE, false},        {"footerl", RTF_GROUP_ASIDE, false},
	{"footerr", RTF_GROUP_ASIDE, false},    {"footerf", RTF_GROUP_ASIDE, false},       {"footnote", RTF_GROUP_ASIDE, false},
	{"annotation", RTF_GROUP_ASIDE, true},  {"shptxt", RTF_GROUP_ASIDE, false},        {"shprslt", RTF_GROUP_ASIDE, false},
	{"fldinst", RTF_GROUP_ASIDE, false},    {"fldinst", RTF_GROUP_ASIDE, true},        {"xe", RTF_GROUP_ASIDE, false},
	{"tc", RTF_GROUP_ASIDE, false},         {"tcn", RTF_GROUP_ASIDE, false},           {"txe", RTF_GROUP_ASIDE, false},
	{"rxe", RTF_GROUP_ASIDE, false},        {"ud", RTF_GROUP_ASIDE, true},             {"dptxbxtext", RTF_GROUP_ASIDE, false},
	{"pntxtb", RTF_GROUP_ASIDE, false},     {"pntxta", RTF_GROUP_ASIDE, false},        {"ftnsep", RTF_GROUP_ASIDE, true},
	{"ftnsepc", RTF_GROUP_ASIDE, true},     {"ftncn", RTF_GROUP_ASIDE, true},          {"aftnsep", RTF_GROUP_ASIDE, true},
	{"aftnsepc", RTF_GROUP_ASIDE, true},    {"aftncn", RTF_GROUP_ASIDE, true},         {"ftnsep", RTF_GROUP_ASIDE, false},
	{"ftnsepc", RTF_GROUP_ASIDE, false},    {"ftncn", RTF_GROUP_ASIDE, false},         {"shpinst", RTF_GROUP_PLAIN, true},
	{"do", RTF_GROUP_PLAIN, true},          {"pn", RTF_GROUP_PLAIN, true},             {"nesttableprops", RTF_GROUP_PLAIN, true},
	{"fonttbl", RTF_GROUP_FONTS, false},    {"colortbl", RTF_GROUP_SILENT, false},     {"listtable", RTF_GROUP_SILENT, true},
	{"listoverridetable", RTF_GROUP_SILENT, true}, {"expandedcolortbl", RTF_GROUP_SILENT, true}, {"sp", RTF_GROUP_PROPERTY, false},
	{"pict", RTF_GROUP_PICTURE, false},     {"shppict", RTF_GROUP_PICTURE, true},      {"nonshppict", RTF_GROUP_PICTURE, false},
	{"object", RTF_GROUP_PICTURE, false},   {"objdata", RTF_GROUP_PICTURE, true},      {"objdata", RTF_GROUP_PICTURE, false},
	{"info", RTF_GROUP_DROP, false},        {"stylesheet", RTF_GROUP_DROP, false},     {"filetbl", RTF_GROUP_DROP, false},
	{"revtbl", RTF_GROUP_DROP, false},      {"private", RTF_GROUP_DROP, false},        {"template", RTF_GROUP_DROP, false},
	{"title", RTF_GROUP_DROP, false},       {"author", RTF_GROUP_DROP, false},         {"operator", RTF_GROUP_DROP, false},
	{"subject", RTF_GROUP_DROP, false},     {"keywords", RTF_GROUP_DROP, false},       {"comment", RTF_GROUP_DROP, false},
	{"doccomm", RTF_GROUP_DROP, false},     {"nextfile", RTF_GROUP_DROP, false},       {"listname", RTF_GROUP_DROP, false},
};

enum rtf_group rtf_group_of(struct str word, bool starred)
{
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (groups[i].starred == starred && str_equal(word, str_of(groups[i].word)))
			return (enum rtf_group)groups[i].group;
	return starred ? RTF_GROUP_DROP : RTF_GROUP_PLAIN;
}

bool rtf_begins_group(struct str word)
{
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (groups[i].group != RTF_GROUP_PLAIN && str_equal(word, str_of(groups[i].word)))
			return true;
	return false;
}

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(word, str_of(words[i])))
			return true;
	return false;
}

uint32_t rtf_character_of(struct str word)
{
	static const struct {
		const char *word;
		uint32_t code;
	} characters[] = {
		{"tab", '\t'},         {"emdash", 0x2014},     {"endash", 0x2013},  {"lquote", 0x2018},  {"rquote", 0x2019},  {"ldblquote", 0x201C},
		{"rdblquote", 0x201D}, {"bullet", 0x2022},     {"emspace", 0x2003}, {"enspace", 0x2002}, {"qmspace", 0x2005}, {"zwj", 0x200D},
		{"zwnj", 0x200C},      {"zwbo", 0x200B},       {"zwnbo", 0x2060},   {"ltrmark", 0x200E}, {"rtlmark", 0x200F},
	};
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
		if (str_equal(word, str_of(characters[i].word)))
			return characters[i].code;
	return 0;
}

enum rtf_end rtf_end_of(struct str word)
{
	static const char *const lines[] = {"par", "line", "page", "sect", "column", "lbr", "softline", "softpage"};
	static const char *const cells[] = {"cell", "nestcell"}, *const rows[] = {"row", "nestrow"};
	if (is_one_of(word, lines, sizeof lines / sizeof *lines))
		return RTF_END_LINE;
	if (is_one_of(word, cells, sizeof cells / sizeof *cells))
		return RTF_END_CELL;
	return is_one_of(word, rows, sizeof rows / sizeof *rows) ? RTF_END_ROW : RTF_END_NONE;
}

bool rtf_is_deletion(struct str word)
{
	return str_equal(word, STR("deleted")) || str_equal(word, STR("mvf"));
}

bool rtf_is_change(struct str word)
{
	static const char *const words[] = {"revised", "revauth", "revdttm", "revauthdel", "revdttmdel", "revprop", "crauth", "crdate",
					    "mvt",     "mvauth",  "mvdate"};
	return rtf_is_deletion(word) || is_one_of(word, words, sizeof words / sizeof *words);
}

const struct charset_table *rtf_code_page(int number)
{
	char name[24];
	if (number == 10000)
		return charset_named(STR("Macintosh"));
	if (number == 874)
		return charset_named(STR("TIS-620"));
	bool windows = number >= 1250 && number <= 1258;
	snprintf(name, sizeof name, windows ? "Windows-%d" : "IBM%d", number);
	return charset_named(str_of(name));
}

int rtf_charset_page(int number, int document_page)
{
	static const int pages[][2] = {{77, 10000}, {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257},
				       {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850},  {2, 1252},  {0, 1252},
				       {128, 932},  {129, 949},  {130, 1361}, {134, 936},  {136, 950}};
	if (number == 1)
		return document_page;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (pages[i][0] == number)
			return pages[i][1];
	return -1;
}
