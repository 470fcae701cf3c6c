/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One rule, from the words of the pack to what the matcher uses. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"
#include "detect/token.h"

enum { FIND_MAX = 1 << 16, HINT_WORDS = 6 };

static enum err rule_fault(const struct rule *rule, struct fault *fault, const char *what)
{
	return fault_set(fault, ERR_PACK, "%s:%u: rule %s: %s", rule->pack->path, rule->line, rule->id ? rule->id : "?", what);
}

/* Lengths "3" or "1-6" as bits; `*text` is moved behind them. False when there are none. */
static bool take_lengths(const char **text, uint32_t *bits)
{
	char *end;
	unsigned long from = strtoul(*text, &end, 10), to = from;
	if (end == *text)
		return false;
	if (*end == '-') {
		const char *second = end + 1;
		to = strtoul(second, &end, 10);
		if (end == second)
			return false;
	}
	if (from == 0 || to < from || to > 255)
		return false;
	for (unsigned long i = from; i <= to; i++)
		*bits |= (uint32_t)1 << (i < 31 ? i : 31);
	*text = end;
	return true;
}

static void admit_next(struct rule_shape *shape, unsigned char byte)
{
	shape->next[byte >> 6] |= (uint64_t)1 << (byte & 63);
}

/* A space (0) or line end (SHAPE_LINE) before something of the codes [first, last]. */
static void admit_before(struct rule_shape *shape, int line, int first, int last)
{
	for (int code = first; code <= last; code++)
		admit_next(shape, (unsigned char)(line + code));
}

/* " then space - / line": what may stand right behind the token. Nothing written: anything. */
static bool parse_next(const char *text, struct rule_shape *shape)
{
	if (*text == 0) {
		memset(shape->next, 0xff, sizeof shape->next);
		return true;
	}
	if (strncmp(text, " then ", 6) != 0)
		return false;
	text += 6;
	while (*text) {
		size_t len = strcspn(text, " ");
		if (len == 5 && strncmp(text, "space", 5) == 0) {
			admit_next(shape, ' ');
			admit_next(shape, '\t');
			admit_before(shape, 0, SHAPE_CAPITAL, SHAPE_ORDINAL);
		} else if (len == 4 && strncmp(text, "line", 4) == 0) {
			admit_next(shape, '\n');
			admit_next(shape, '\f');
			admit_before(shape, SHAPE_LINE, SHAPE_CAPITAL, SHAPE_ORDINAL);
		} else if (len == 7 && strncmp(text, "capital", 7) == 0) {
			admit_before(shape, 0, SHAPE_CAPITAL, SHAPE_DIGIT);
			admit_before(shape, SHAPE_LINE, SHAPE_CAPITAL, SHAPE_DIGIT);
		} else if (len == 5 && strncmp(text, "digit", 5) == 0) {
			admit_before(shape, 0, SHAPE_DIGIT, SHAPE_ORDINAL);
			admit_before(shape, SHAPE_LINE, SHAPE_DIGIT, SHAPE_ORDINAL);
		} else if (len == 1 || (len > 1 && (unsigned char)text[0] >= 0x80)) {
			admit_next(shape, (unsigned char)text[0]);
		} else {
			return false;
		}
		text += len + (text[len] == ' ');
	}
	return true;
}

static bool parse_shape(const char *text, const char *kind, struct rule_shape *shape)
{
	size_t len = strlen(kind);
	if (strncmp(text, kind, len) != 0)
		return false;
	text += len;
	if (*text != '-')
		shape->lengths = UINT32_MAX;
	else if (++text, !take_lengths(&text, &shape->lengths))
		return false;
	return parse_next(text, shape);
}

static bool parse_start(struct rule_start *start, const char *text)
{
	unsigned char first = (unsigned char)text[0];
	if (first && text[1] == 0 && first < 128 && first > ' ' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", first)) {
		start->signs[first >> 6] |= (uint64_t)1 << (first & 63);
		return true;
	}
	if (strcmp(text, "hint") == 0)
		return start->hint = true;
	if (strcmp(text, "before") == 0)
		return start->before = true;
	if (strcmp(text, "after") == 0)
		return start->after = true;
	return parse_shape(text, "number", &start->shapes[TOKEN_NUMBER]) ||
	       parse_shape(text, "word", &start->shapes[TOKEN_WORD]) ||
	       parse_shape(text, "capitals", &start->shapes[SHAPE_CAPITALS]) ||
	       parse_shape(text, "mixed", &start->shapes[TOKEN_MIXED]);
}

enum err start_parse(struct rule *rule, const struct raw_rule *raw, struct fault *fault)
{
	struct rule_start *start = &rule->start;
	start->given = raw->start_count > 0;
	for (unsigned i = 0; i < raw->start_count; i++)
		if (!parse_start(start, raw->start[i]))
			return rule_fault(rule, fault,
					  "start takes hint, after, before, number, word, capitals, mixed (also \"number-3\", \"word-1-2 then space /\") or one "
					  "sign");
	bool at_hint = start->hint || start->before || start->after;
	if (at_hint && raw->hint_count == 0)
		return rule_fault(rule, fault, "start: [hint], [after] or [before] needs a hint list");
	if (start->given && !at_hint && raw->hint_count)
		return rule_fault(rule, fault, "with hint, start must have \"hint\", \"after\" or \"before\" in it; or leave one of the two out");
	if (!start->given && raw->hint_count == 0) {
		for (unsigned kind = 0; kind < SHAPE_KINDS; kind++)
			memset(&start->shapes[kind], 0xff, sizeof start->shapes[kind]);
		start->signs['(' >> 6] |= (uint64_t)1 << ('(' & 63) | (uint64_t)1 << ('+' & 63) | (uint64_t)1 << ('#' & 63);
	}
	return ERR_NONE;
}

static enum err hint_parse(struct pack_set *set, struct rule *rule, const char *text, struct hint *hint,
			   struct fault *fault)
{
	struct tokens tokens = {0};
	tokens_read(&tokens, set->lexicon, str_of(text));
	enum err err = ERR_NONE;
	for (size_t i = 0; i < tokens.count && !err; i++) {
		bool lone_sign = tokens.count == 1 && tokens.list[i].kind == TOKEN_SIGN;
		if (tokens.list[i].kind > TOKEN_MIXED && !lone_sign)
			continue;
		if (hint->count == HINT_WORDS)
			err = rule_fault(rule, fault, "a hint has at most six words");
		else
			hint->entries[hint->count++] = lexicon_add(set->lexicon, token_text(&tokens, i));
	}
	if (!err && hint->count == 0)
		err = rule_fault(rule, fault, "a hint is words, or one punctuation character");
	tokens_free(&tokens);
	return err;
}

enum err hints_parse(struct pack_set *set, struct rule *rule, const struct raw_rule *raw, struct fault *fault)
{
	rule->hints = mem_alloc(raw->hint_count, sizeof *rule->hints);
	rule->hint_texts = mem_alloc(raw->hint_count, sizeof *rule->hint_texts);
	for (unsigned i = 0; i < raw->hint_count; i++) {
		rule->hint_texts[i] = text_copy(raw->hint[i]);
		rule->hint_count++;
		enum err err = hint_parse(set, rule, raw->hint[i], &rule->hints[i], fault);
		if (err)
			return err;
	}
	return ERR_NONE;
}

static const struct raw_part *part_named(const struct raw_pack *raw, struct str name)
{
	for (unsigned i = 0; i < raw->parts_count; i++)
		if (str_equal(str_of(raw->parts[i].name), name))
			return &raw->parts[i];
	return NULL;
}

/* What {{name}} stands for is put together in `out`. */
static enum err expand(struct rule *rule, const struct raw_pack *raw, const char *find, unsigned depth, struct buf *out,
		       struct fault *fault)
{
	if (depth > 8)
		return rule_fault(rule, fault, "parts within parts go deeper than 8; does one contain itself?");
	for (const char *at = find; *at;) {
		const char *open = strstr(at, "{{"), *close = open ? strstr(open, "}}") : NULL;
		if (close == NULL) {
			buf_add_text(out, at);
			break;
		}
		buf_add(out, (struct str){at, (size_t)(open - at)});
		const struct raw_part *part = part_named(raw, (struct str){open + 2, (size_t)(close - open - 2)});
		if (part == NULL || !part->find == !part->words)
			return rule_fault(rule, fault, part ? "a part it uses needs either find or words"
							    : "find names a part {{...}} that is not among the parts of this pack");
		enum err err = ERR_NONE;
		if (part->find)
			err = expand(rule, raw, part->find, depth + 1, out, fault);
		else
			words_expression(out, part->words, part->words_count);
		if (err)
			return err;
		if (out->len > FIND_MAX)
			return rule_fault(rule, fault, "find is longer than 64 KiB with its parts filled in");
		at = close + 2;
	}
	return ERR_NONE;
}

static enum err find_build(struct pack_set *set, struct rule *rule, const struct raw_pack *raw_pack,
			   const struct raw_rule *raw, struct fault *fault)
{
	struct buf find = {0};
	if (rule->what == WHAT_NONE)
		return rule_fault(rule, fault, "what: is missing or not a kind of finding; see blackbar-pack(5)");
	enum err err = expand(rule, raw_pack, raw->find, 0, &find, fault);
	if (!err)
		rule->find = mem_text(find.ptr, find.len);
	buf_free(&find);
	if (!err && raw->check) {
		rule->check_name = text_copy(raw->check);
		rule->check = check_named(raw->check);
		if (rule->check == NULL)
			err = fault_set(fault, ERR_PACK, "%s:%u: rule %s: no check \"%s\"; there are %s", rule->pack->path,
					rule->line, rule->id, raw->check, check_names());
	}
	if (!err)
		err = start_parse(rule, raw, fault);
	if (!err)
		err = hints_parse(set, rule, raw, fault);
	return err;
}

static bool has_marks(const char *text)
{
	return strstr(text, "[[") != NULL;
}

static enum err tests_build(struct rule *rule, const struct raw_rule *raw, const unsigned *lines, struct fault *fault)
{
	size_t cutting = 0;
	rule->tests = mem_alloc(raw->tests_count, sizeof *rule->tests);
	rule->test_count = raw->tests_count;
	for (unsigned i = 0; i < raw->tests_count; i++) {
		rule->tests[i] = (struct rule_test){text_copy(raw->tests[i]), lines[i]};
		cutting += has_marks(raw->tests[i]);
	}
	if (cutting == 0)
		return rule_fault(rule, fault, "needs a test that finds something; mark what with [[ ]]");
	if (raw->find && cutting == rule->test_count)
		return rule_fault(rule, fault, "needs a test that finds nothing: a line without [[ ]]");
	return ERR_NONE;
}

static enum err head_build(struct pack_set *set, struct rule *rule, const struct raw_rule *raw, struct fault *fault)
{
	rule->id = text_copy(raw->id);
	rule->about = text_copy(raw->about);
	for (const char *c = rule->id; *c; c++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", *c))
			return rule_fault(rule, fault, "an id has small letters, digits and - only");
	size_t same = rule_named(set, raw->id);
	if (same < set->rule_count)
		return fault_set(fault, ERR_PACK, "%s:%u: rule %s stands already in %s:%u; give it another id", rule->pack->path,
				 rule->line, rule->id, set->rules[same]->pack->path, set->rules[same]->line);
	rule->what = raw->what ? what_of(str_of(raw->what)) : WHAT_NONE;
	if (raw->what && rule->what == WHAT_NONE)
		return rule_fault(rule, fault, "what: is not a kind of finding; see blackbar-pack(5)");
	if (raw->score && (*raw->score == 0 || *raw->score > 100))
		return rule_fault(rule, fault, "score is 1 to 100");
	rule->score = (uint8_t)(raw->score ? *raw->score : 100);
	if (raw->reach && (*raw->reach == 0 || *raw->reach > 1000 || raw->hint_count == 0))
		return rule_fault(rule, fault, "reach is 1 to 1000, and needs a hint list");
	rule->reach = raw->reach ? *raw->reach : UINT32_MAX;
	if (!raw->find == !raw->xml)
		return rule_fault(rule, fault, "needs either find or xml");
	if (raw->xml && (raw->hint_count || raw->start_count || raw->check))
		return rule_fault(rule, fault, "hint, start and check belong to find, not to xml");
	return ERR_NONE;
}

enum err rule_build(struct pack_set *set, const struct pack *pack, const struct raw_pack *raw,
		    const struct raw_lines *lines, unsigned i, struct fault *fault)
{
	const struct raw_rule *raw_rule = &raw->rules[i];
	struct rule *rule = mem_alloc(1, sizeof *rule);
	*rule = (struct rule){.pack = pack, .line = lines->rules[i], .find_line = lines->finds[i], .selector = PACK_NO_SELECTOR};
	enum err err = set->rule_count < PACK_RULES_MAX ? ERR_NONE : rule_fault(rule, fault, "too many rules in all");
	if (!err)
		err = head_build(set, rule, raw_rule, fault);
	if (!err)
		err = tests_build(rule, raw_rule, lines->tests[i], fault);
	if (!err)
		err = raw_rule->xml ? selector_build(set, rule, raw_rule, fault) : find_build(set, rule, raw, raw_rule, fault);
	if (err) {
		rule_free(rule);
		return err;
	}
	set->rules = mem_room(set->rules, set->rule_count, &set->rule_cap, sizeof(struct rule *));
	set->rules[set->rule_count++] = rule;
	return ERR_NONE;
}

void rule_free(struct rule *rule)
{
	for (size_t i = 0; i < rule->hint_count; i++)
		free(rule->hint_texts[i]);
	for (size_t i = 0; i < rule->test_count; i++)
		free(rule->tests[i].text);
	free(rule->hint_texts);
	free(rule->hints);
	free(rule->tests);
	free(rule->id);
	free(rule->about);
	free(rule->find);
	free(rule->check_name);
	pattern_free(rule->pattern);
	free(rule);
}
