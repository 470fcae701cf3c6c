/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"

enum { OPTIONS = PCRE2_UTF | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C };

static enum err regex_fault(const struct rule *rule, int code, size_t offset, struct fault *fault)
{
	char message[128], near[33] = "";
	size_t len = strlen(rule->find), from = offset > 16 ? offset - 16 : 0;
	pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message);
	if (offset > len)
		offset = len;
	memcpy(near, rule->find + from, offset - from);
	return fault_set(fault, ERR_PACK, "%s:%u: rule %s: PCRE2 says \"%s\" at offset %zu of find (parts filled in), after \"%s\"",
			 rule->pack->path, rule->find_line, rule->id, message, offset, near);
}

static pcre2_code *compile(const struct rule *rule, uint32_t options, struct fault *fault)
{
	int code = 0;
	size_t offset = 0;
	pcre2_code *regex = pcre2_compile((PCRE2_SPTR)rule->find, strlen(rule->find), OPTIONS | options, &code, &offset, NULL);
	if (regex == NULL)
		regex_fault(rule, code, offset, fault);
	return regex;
}

static void admit(struct pattern *pattern, unsigned byte)
{
	pattern->first[byte >> 6] |= (uint64_t)1 << (byte & 63);
}

/* PCRE2 does not tell whether a fixed first letter is caseless: admit both, and what folds to k and s beyond ASCII. */
static void admit_letter(struct pattern *pattern, unsigned byte)
{
	unsigned lower = byte | 0x20;
	admit(pattern, byte);
	if (lower < 'a' || lower > 'z')
		return;
	admit(pattern, lower);
	admit(pattern, lower - 0x20);
	if (lower == 'k')
		admit(pattern, 0xE2);
	if (lower == 's')
		admit(pattern, 0xC5);
}

/* Only an unanchored expression has the table of first bytes, so it is compiled once for that. */
static enum err learn_first(struct rule *rule, struct fault *fault)
{
	struct pattern *pattern = rule->pattern;
	pcre2_code *regex = compile(rule, 0, fault);
	if (regex == NULL)
		return ERR_PACK;
	uint32_t type = 0, unit = 0, empty = 0;
	const uint8_t *map = NULL;
	pcre2_pattern_info(regex, PCRE2_INFO_FIRSTCODETYPE, &type);
	pcre2_pattern_info(regex, PCRE2_INFO_FIRSTCODEUNIT, &unit);
	pcre2_pattern_info(regex, PCRE2_INFO_FIRSTBITMAP, &map);
	pcre2_pattern_info(regex, PCRE2_INFO_MATCHEMPTY, &empty);
	if (type == 1)
		admit_letter(pattern, unit & 0xff);
	for (unsigned byte = 0; type != 1 && byte < 256; byte++)
		if (map == NULL || map[byte >> 3] >> (byte & 7) & 1)
			admit(pattern, byte);
	pcre2_code_free(regex);
	return empty ? fault_set(fault, ERR_PACK, "%s:%u: rule %s: find can match the empty text; make a part of it required",
				 rule->pack->path, rule->find_line, rule->id)
		     : ERR_NONE;
}

static void learn_cuts(struct pattern *pattern)
{
	uint32_t count = 0, size = 0;
	const unsigned char *table = NULL;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &pattern->captures);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
	pattern->cuts = mem_alloc(count, sizeof *pattern->cuts);
	for (uint32_t i = 0; i < count; i++, table += size)
		if (strcmp((const char *)table + 2, "cut") == 0)
			pattern->cuts[pattern->cut_count++] = (uint32_t)table[0] << 8 | table[1];
}

enum err pattern_compile(struct rule *rule, struct fault *fault)
{
	struct pattern *pattern = rule->pattern = mem_alloc(1, sizeof *pattern);
	pattern->anchored = rule->hint_count == 0 || rule->start.given;
	enum err err = learn_first(rule, fault);
	if (err)
		return err;
	/* Without start optimisations: an anchored attempt must not look ahead for a required character. */
	pattern->code = compile(rule, pattern->anchored ? PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE : PCRE2_USE_OFFSET_LIMIT,
				fault);
	if (pattern->code == NULL)
		return ERR_PACK;
	pattern->jit = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
	learn_cuts(pattern);
	return ERR_NONE;
}

void pattern_free(struct pattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_code_free(pattern->code);
	free(pattern->cuts);
	free(pattern);
}
