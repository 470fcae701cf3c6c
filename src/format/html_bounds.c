/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Before gumbo: what it would spend too long on. Each element it meets is compared with those around it, and each attribute
 * with those before it, so both must be few; browsers themselves nest no deeper than about five hundred elements. Here tags
 * are only counted. */
#include <string.h>

#include "format/html_page.h"

enum { DEPTH = 1000, ATTRIBUTES = 400 };

/* Elements whose end tag may be left out, or that have none, do not nest by themselves. */
static bool nests(GumboTag tag)
{
	static const GumboTag flat[] = {
		GUMBO_TAG_P,      GUMBO_TAG_LI,       GUMBO_TAG_TD,    GUMBO_TAG_TH,       GUMBO_TAG_TR,     GUMBO_TAG_DD,   GUMBO_TAG_DT,
		GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP, GUMBO_TAG_THEAD, GUMBO_TAG_TBODY,    GUMBO_TAG_TFOOT,  GUMBO_TAG_RP,   GUMBO_TAG_RT,
		GUMBO_TAG_COL,    GUMBO_TAG_COLGROUP, GUMBO_TAG_BR,    GUMBO_TAG_HR,       GUMBO_TAG_IMG,    GUMBO_TAG_INPUT, GUMBO_TAG_META,
		GUMBO_TAG_LINK,   GUMBO_TAG_BASE,     GUMBO_TAG_AREA,  GUMBO_TAG_EMBED,    GUMBO_TAG_PARAM,  GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK,
		GUMBO_TAG_WBR,    GUMBO_TAG_BASEFONT, GUMBO_TAG_FRAME, GUMBO_TAG_BGSOUND,  GUMBO_TAG_KEYGEN, GUMBO_TAG_HTML,  GUMBO_TAG_BODY,
		GUMBO_TAG_HEAD,   GUMBO_TAG_IMAGE};
	for (size_t i = 0; i < sizeof flat / sizeof *flat; i++)
		if (tag == flat[i])
			return false;
	return true;
}

/* Elements without tags inside: behind the text of one that begins before `at`. */
static size_t skip_text(struct str text, size_t at, GumboTag tag)
{
	static const GumboTag closed[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,   GUMBO_TAG_TEXTAREA, GUMBO_TAG_TITLE,
					  GUMBO_TAG_XMP,    GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_IFRAME};
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
		struct str name = str_of(gumbo_normalized_tagname(closed[i]));
		while (tag == closed[i] && at < text.len) {
			const char *end = memmem(text.ptr + at, text.len - at, "</", 2);
			if (end == NULL)
				return at;
			size_t found = (size_t)(end - text.ptr);
			if (text.len - found > name.len + 2 && str_equal_nocase((struct str){end + 2, name.len}, name))
				return found;
			at = found + 2;
		}
	}
	return at;
}

static size_t attributes_of(struct str text, const struct html_tag *tag)
{
	struct html_attribute_token token;
	size_t count = 0;
	for (size_t pos = 0; count <= ATTRIBUTES && html_lex_attribute(text, tag, &pos, &token);)
		count++;
	return count;
}

static enum err too_much(struct str text, size_t at, const char *what, unsigned most, struct fault *fault)
{
	return fault_set(fault, ERR_LIMIT, "line %lu: more than %u %s; save the web page anew with a browser, or as plain text", html_line(text, at),
			 most, what);
}

/* Of comments: behind the one that begins at `at`; `at` when it does not end. */
static size_t skip_comment(struct str text, size_t at, bool *ends)
{
	const char *end = *ends ? memmem(text.ptr + at + 2, text.len - at - 2, "-->", 3) : NULL;
	*ends = end != NULL;
	return end ? (size_t)(end - text.ptr) : at;
}

struct counts {
	size_t depth, foreign; /* elements around, and those of drawings among them, where "<g/>" ends itself */
};

static void count(struct counts *counts, const struct html_tag *tag, GumboTag kind)
{
	bool foreign = kind == GUMBO_TAG_SVG || kind == GUMBO_TAG_MATH;
	if (!nests(kind) || (tag->self_closing && (counts->foreign || foreign)))
		return;
	counts->depth = tag->closing ? counts->depth - (counts->depth > 0) : counts->depth + 1;
	if (foreign)
		counts->foreign = tag->closing ? counts->foreign - (counts->foreign > 0) : counts->foreign + 1;
}

enum err html_bounds(struct str text, struct fault *fault)
{
	struct counts counts = {0};
	struct html_tag tag;
	bool comments = true;
	for (size_t at = 0; at + 2 < text.len; at++) {
		const char *next = memchr(text.ptr + at, '<', text.len - at - 2);
		if (next == NULL)
			break;
		at = (size_t)(next - text.ptr);
		if (str_starts(str_part(text, (struct span){at, text.len}), STR("<!--"))) {
			at = skip_comment(text, at, &comments);
			continue;
		}
		if (!ascii_letter(next[next[1] == '/' ? 2 : 1]))
			continue;
		if (!html_lex_tag(text, at, &tag))
			return html_cut_short(text, at, fault);
		struct str name = str_part(text, tag.name);
		GumboTag kind = gumbo_tagn_enum(name.ptr, (unsigned)name.len);
		if (attributes_of(text, &tag) > ATTRIBUTES)
			return too_much(text, at, "attributes of one element", ATTRIBUTES, fault);
		count(&counts, &tag, kind);
		if (counts.depth > DEPTH)
			return too_much(text, at, "elements inside each other", DEPTH, fault);
		if (kind == GUMBO_TAG_PLAINTEXT && !tag.closing && !counts.foreign)
			break;
		at = skip_text(text, tag.to, tag.closing ? GUMBO_TAG_UNKNOWN : kind) - 1;
	}
	return ERR_NONE;
}
