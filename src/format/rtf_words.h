/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the words of rich text mean. Private to format/rtf*.c. */
#ifndef FORMAT_RTF_WORDS_H
#define FORMAT_RTF_WORDS_H
#include "format/text_charset.h"

/* What a group is, by the word it begins with. */
enum rtf_group {
	RTF_GROUP_PLAIN,    /* goes on with the text around it */
	RTF_GROUP_ASIDE,    /* text that stands elsewhere: headers, notes, codes of fields */
	RTF_GROUP_FONTS,
	RTF_GROUP_SILENT,   /* colours, lists: no words of a language */
	RTF_GROUP_PROPERTY, /* of a shape */
	RTF_GROUP_PICTURE,  /* pictures and objects, which nobody can look into */
	RTF_GROUP_DROP
};

/* `starred`: "\*" before the word, by which who does not know it passes over the group. */
enum rtf_group rtf_group_of(struct str word, bool starred);
/* A word that begins a group of another kind than plain, wherever it stands. */
bool rtf_begins_group(struct str word);

/* The character that a word stands for; 0: none. */
uint32_t rtf_character_of(struct str word);
enum rtf_end {
	RTF_END_NONE,
	RTF_END_LINE,
	RTF_END_CELL,
	RTF_END_ROW
};
enum rtf_end rtf_end_of(struct str word); /* what ends with the word */
bool rtf_is_change(struct str word); /* of tracked changes */
bool rtf_is_deletion(struct str word);

/* The encoding of bytes: by the number of a code page ("\ansicpg1252"), or of a font's characters ("\fcharset204"), 0 and 1:
 * as the document. NULL: none that is supported. */
const struct charset_table *rtf_code_page(int number);
int rtf_charset_page(int number, int document_page);
#endif
