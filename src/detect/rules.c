/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"
#include "detect/rules_births.h"
#include "detect/rules_case.h"
#include "detect/rules_repair.h"
#include "detect/rules_unwrap.h"

enum {
	STEPS_MAX = 200000,  /* PCRE2 match limit: no honest rule comes near it on one attempt */
	DEPTH_MAX = 10000,   /* without JIT */
	HEAP_KIB_MAX = 4096, /* without JIT */
	STACK_FIRST = 32 << 10,
	STACK_MAX = 256 << 10,
	NEAR_BEFORE = 200,   /* window of a hint, in bytes */
	NEAR_AFTER = 400,
	BEFORE_WORDS = 6     /* how far before its hint a rule may begin */
};

_Static_assert(WHAT_COUNT <= 64, "a bit for each kind");

/* Where one rule may begin in the text: at a byte, or anywhere in a window. Those of a rule are a chain, in order of the text. */
struct chance {
	uint32_t from, to; /* of a window; to = 0: at byte `from` alone */
	uint32_t next;     /* the next one of the rule, as a number of the list; 0: none */
};

/* What the matcher remembers of a rule while it goes over one text. */
struct progress {
	uint32_t first, last; /* its chances; 0: none */
	size_t from, to;      /* window not yet searched; empty: none */
	size_t end;           /* end of the last match: the next one begins there or later */
};

struct matcher {
	const struct pack_set *set;
	const struct rule_index *index;
	pcre2_match_data *data;
	pcre2_match_context *context, *window_context;
	pcre2_jit_stack *stack;
	struct progress *progress; /* by rule: all zero between calls */
	uint32_t *open;            /* the rules that have chances */
	size_t open_count;
	struct chance *chances;    /* of all rules; the first is not used */
	size_t chance_count, chance_cap;
	struct tokens repaired;    /* of a misread text: empty between calls */
	struct buf repaired_text;
	struct tokens_changed changed;
	struct tokens unwrapped;    /* the tokens of a text with wrapped lines, over a text without line ends there */
	struct buf unwrapped_text;
	struct tokens cased;        /* of a text in capitals, over one in small letters */
	struct buf cased_text;
	/* of the current call */
	const struct tokens *tokens;
	uint64_t sought; /* by enum what: which rules are tried */
	size_t digit; /* index of the next token with a digit, at or behind the current one */
	struct finding_list *out;
	struct fault *fault;
};

static pcre2_match_context *context_new(struct matcher *matcher)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	if (context == NULL)
		mem_alloc(SIZE_MAX, 1); /* ends the process in the usual way */
	pcre2_set_match_limit(context, STEPS_MAX);
	pcre2_set_depth_limit(context, DEPTH_MAX);
	pcre2_set_heap_limit(context, HEAP_KIB_MAX);
	if (matcher->stack)
		pcre2_jit_stack_assign(context, NULL, matcher->stack);
	return context;
}

struct matcher *matcher_new(const struct pack_set *set)
{
	struct matcher *matcher = mem_alloc(1, sizeof *matcher);
	matcher->set = set;
	matcher->index = set->index;
	matcher->progress = mem_alloc(set->rule_count, sizeof *matcher->progress);
	matcher->open = mem_alloc(set->rule_count, sizeof *matcher->open);
	matcher->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MAX, NULL);
	matcher->context = context_new(matcher);
	matcher->window_context = context_new(matcher);
	matcher->data = pcre2_match_data_create(set->index->capture_max + 1, NULL);
	if (matcher->data == NULL)
		mem_alloc(SIZE_MAX, 1);
	return matcher;
}

void matcher_free(struct matcher *matcher)
{
	if (matcher == NULL)
		return;
	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	pcre2_match_context_free(matcher->window_context);
	pcre2_jit_stack_free(matcher->stack);
	free(matcher->progress);
	free(matcher->open);
	free(matcher->chances);
	tokens_free(&matcher->repaired);
	buf_free(&matcher->repaired_text);
	buf_free(&matcher->unwrapped_text);
	buf_free(&matcher->cased_text);
	free(matcher->changed.list);
	free(matcher);
}

bool rules_keeps(enum what what)
{
	switch (what) {
	case WHAT_REPORT_NUMBER:
	case WHAT_INCIDENT_DATE:
	case WHAT_REPORT_DATE:
	case WHAT_OFFENCE:
	case WHAT_STATUTE:
	case WHAT_BADGE:
	case WHAT_PUBLIC_PHONE:
	case WHAT_PLACE:
	case WHAT_AGENCY:
		return true;
	default:
		return false;
	}
}

static bool add_span(struct matcher *matcher, uint32_t number, size_t from, size_t to)
{
	const struct rule *rule = matcher->set->rules[number];
	const char *text = matcher->tokens->text.ptr;
	if (from >= to || to > matcher->tokens->text.len)
		return false;
	if (rule->check && !rule->check((struct str){text + from, to - from}))
		return false;
	struct finding *finding = finding_add(matcher->out, (struct span){from, to}, rule->what, (uint16_t)number);
	finding->score = rule->score;
	finding->person = NOBODY;
	finding->who = rules_keeps(rule->what) ? WHO_NONE : WHO_UNKNOWN;
	return true;
}

/* Adds what the match found; false when nothing of it passes the rule's check. */
static bool add_match(struct matcher *matcher, uint32_t number, int pairs)
{
	const struct pattern *pattern = matcher->set->rules[number]->pattern;
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matcher->data);
	if (pattern->cut_count == 0)
		return add_span(matcher, number, ends[0], ends[1]);
	bool added = false;
	for (size_t i = 0; i < pattern->cut_count; i++) {
		uint32_t group = pattern->cuts[i];
		if ((int)group < pairs && ends[2 * group] != PCRE2_UNSET)
			added |= add_span(matcher, number, ends[2 * group], ends[2 * group + 1]);
	}
	return added;
}

/* One attempt from `at`. `*end` is where the match ended, 0 without a match that counts. */
static enum err attempt(struct matcher *matcher, uint32_t number, size_t at, pcre2_match_context *context, size_t *end)
{
	const struct rule *rule = matcher->set->rules[number];
	PCRE2_SPTR text = (PCRE2_SPTR)matcher->tokens->text.ptr;
	size_t len = matcher->tokens->text.len;
	int pairs = rule->pattern->jit
			    ? pcre2_jit_match(rule->pattern->code, text, len, at, PCRE2_NO_UTF_CHECK, matcher->data, context)
			    : pcre2_match(rule->pattern->code, text, len, at, PCRE2_NO_UTF_CHECK, matcher->data, context);
	*end = 0;
	if (pairs == PCRE2_ERROR_NOMATCH)
		return ERR_NONE;
	if (pairs < 0)
		return fault_set(matcher->fault, ERR_LIMIT,
				 "the rule %s needs too many steps on this text (PCRE2 error %d); the document was not searched completely",
				 rule->id, pairs);
	size_t matched = pcre2_get_ovector_pointer(matcher->data)[1];
	/* an anchored attempt whose check fails takes nothing away from the next one; a search goes on behind it */
	if (add_match(matcher, number, pairs) || !rule->pattern->anchored)
		*end = matched;
	return ERR_NONE;
}

static enum err try_at(struct matcher *matcher, uint32_t number, size_t at)
{
	struct progress *progress = &matcher->progress[number];
	size_t end;
	if (at < progress->end)
		return ERR_NONE;
	enum err err = attempt(matcher, number, at, matcher->context, &end);
	if (end > at)
		progress->end = end;
	return err;
}

/* Searches the window that is waiting for this rule. */
static enum err search_window(struct matcher *matcher, uint32_t number)
{
	struct progress *progress = &matcher->progress[number];
	enum err err = ERR_NONE;
	size_t at = progress->from < progress->end ? progress->end : progress->from, end = 1;
	pcre2_set_offset_limit(matcher->window_context, progress->to);
	while (!err && end && at < progress->to) {
		err = attempt(matcher, number, at, matcher->window_context, &end);
		if (end > at)
			progress->end = at = end;
		else
			end = 0;
	}
	progress->from = progress->to = 0;
	return err;
}

static bool is_tail_byte(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Near the token: from the line before it (at most NEAR_BEFORE) to the end of the line after it (at most NEAR_AFTER). */
static struct span window_of(struct str text, const struct token *token)
{
	size_t from = token->from > NEAR_BEFORE ? token->from - NEAR_BEFORE : 0;
	size_t to = text.len - token->to > NEAR_AFTER ? token->to + NEAR_AFTER : text.len;
	unsigned lines = 0;
	for (size_t i = token->from; i > from; i--)
		if (text.ptr[i - 1] == '\n' && ++lines == 2)
			from = i;
	const char *line = memchr(text.ptr + token->to, '\n', to - token->to);
	line = line ? memchr(line + 1, '\n', (size_t)(text.ptr + to - line - 1)) : NULL;
	if (line)
		to = (size_t)(line - text.ptr);
	while (from > 0 && is_tail_byte(text.ptr[from]))
		from--;
	while (to < text.len && is_tail_byte(text.ptr[to]))
		to++;
	return (struct span){from, to};
}

/* The windows of a rule that touch each other are one. */
static enum err add_window(struct matcher *matcher, uint32_t number, const struct chance *window)
{
	struct progress *progress = &matcher->progress[number];
	enum err err = ERR_NONE;
	if (progress->to && window->from > progress->to)
		err = search_window(matcher, number);
	if (progress->to == 0)
		progress->from = window->from;
	progress->to = window->to;
	return err;
}

/* Tries one rule wherever it may begin. */
static enum err try_rule(struct matcher *matcher, uint32_t number)
{
	const struct progress *progress = &matcher->progress[number];
	enum err err = ERR_NONE;
	for (uint32_t i = progress->first; i && !err; i = matcher->chances[i].next) {
		const struct chance *chance = &matcher->chances[i];
		err = chance->to ? add_window(matcher, number, chance) : try_at(matcher, number, chance->from);
	}
	return !err && progress->to ? search_window(matcher, number) : err;
}

/* Rule after rule, and not token after token, because each is a program of its own that has to be fetched from memory. */
static enum err try_rules(struct matcher *matcher)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < matcher->open_count; i++) {
		uint32_t number = matcher->open[i];
		if (!err)
			err = try_rule(matcher, number);
		matcher->progress[number] = (struct progress){0};
	}
	return err;
}

/* ---- where rules may begin ------------------------------------------------------------------------------------- */

static inline void add_chance(struct matcher *matcher, uint32_t number, struct span span)
{
	if (!(matcher->sought >> matcher->set->rules[number]->what & 1))
		return;
	struct progress *progress = &matcher->progress[number];
	uint32_t at = (uint32_t)matcher->chance_count++;
	if (at >= matcher->chance_cap)
		matcher->chances = mem_room(matcher->chances, at, &matcher->chance_cap, sizeof *matcher->chances);
	matcher->chances[at] = (struct chance){(uint32_t)span.from, (uint32_t)span.to, 0};
	if (progress->first)
		matcher->chances[progress->last].next = at;
	else
		matcher->open[matcher->open_count++] = number, progress->first = at;
	progress->last = at;
}

static inline void may_begin(struct matcher *matcher, uint32_t number, size_t at)
{
	struct str text = matcher->tokens->text;
	if (at >= text.len || pattern_admits(matcher->set->rules[number]->pattern, (unsigned char)text.ptr[at]))
		add_chance(matcher, number, (struct span){at, 0});
}

/* Do the words of the hint stand here? Up to two signs and one line end may stand between two of them. `*last` is its last
 * word then. */
static bool hint_matches(const struct hint_use *use, const struct tokens *tokens, size_t at, size_t *last)
{
	for (uint32_t word = 1; word < use->count; word++) {
		unsigned signs = 0, lines = 0;
		for (at++; at < tokens->count; at++) {
			uint8_t kind = tokens->list[at].kind;
			if (kind <= TOKEN_MIXED || (kind == TOKEN_LINE ? ++lines > 1 : ++signs > 2))
				break;
		}
		if (at >= tokens->count || tokens->list[at].entry != use->entries[word])
			return false;
	}
	*last = at;
	return true;
}

/* Can a name reach back over this token? It is not the last one. */
static bool is_in_name(const struct tokens *tokens, const struct token *token)
{
	switch (token->kind) {
	case TOKEN_WORD:
		return token->letters != CASE_LOWER || token->to - token->from <= 3 || !token[1].space;
	case TOKEN_SIGN:
		return memchr("&.,-'/#_+", tokens->text.ptr[token->from], 9) || (tokens->text.ptr[token->from] & 0x80);
	case TOKEN_LINE:
		return token[-1].kind != TOKEN_LINE; /* the first token of a text is never asked for */
	default:
		return true;
	}
}

/* At the words before token `hint` that begin with a capital or digit, or are joined to a sign behind them, the farthest
 * first. */
static void before_hint(struct matcher *matcher, uint32_t number, size_t hint)
{
	const struct tokens *tokens = matcher->tokens;
	size_t first = hint;
	unsigned words = 0, lines = 0;
	while (first > 1 && words < BEFORE_WORDS && lines < 2 && is_in_name(tokens, &tokens->list[first - 1])) {
		first--;
		words += tokens->list[first].kind <= TOKEN_MIXED;
		lines += tokens->list[first].kind == TOKEN_LINE;
	}
	if (first == 1 && words < BEFORE_WORDS && tokens->list[0].kind <= TOKEN_MIXED)
		first = 0;
	for (; first < hint; first++) {
		const struct token *token = &tokens->list[first];
		bool begins = token->letters != CASE_LOWER || (token[1].kind == TOKEN_SIGN && !token[1].space);
		if (token->kind == TOKEN_WORD ? begins : token->kind <= TOKEN_MIXED)
			may_begin(matcher, number, token->from);
	}
}

/* How far behind token `i` the next token with a digit begins. */
static uint32_t digit_distance(struct matcher *matcher, size_t i)
{
	const struct tokens *tokens = matcher->tokens;
	if (matcher->digit <= i)
		matcher->digit = i + 1;
	while (matcher->digit < tokens->count && tokens->list[matcher->digit].kind != TOKEN_NUMBER &&
	       tokens->list[matcher->digit].kind != TOKEN_MIXED)
		matcher->digit++;
	return matcher->digit < tokens->count ? tokens->list[matcher->digit].from - tokens->list[i].to : UINT32_MAX;
}

static void by_hints(struct matcher *matcher, size_t i)
{
	const struct token *token = &matcher->tokens->list[i];
	const struct rule_index *index = matcher->index;
	uint32_t digit = digit_distance(matcher, i);
	for (uint32_t h = index->hint_from[token->entry], end = index->hint_from[token->entry + 1]; h < end; h++) {
		const struct hint_use *use = &index->hints[h];
		if (use->reach < digit)
			continue;
		size_t last = i;
		if (use->count > 1 && !hint_matches(use, matcher->tokens, i, &last))
			continue;
		if (use->mode == HINT_AFTER)
			may_begin(matcher, use->rule, matcher->tokens->list[last].to);
		else if (use->mode == HINT_NEAR)
			add_chance(matcher, use->rule, window_of(matcher->tokens->text, token));
		else if (use->mode == HINT_AT)
			may_begin(matcher, use->rule, token->from);
		else
			before_hint(matcher, use->rule, i);
	}
}

static void by_bits(struct matcher *matcher, uint64_t bits, size_t word, size_t at)
{
	for (; bits; bits &= bits - 1)
		may_begin(matcher, matcher->index->starters[word * 64 + (size_t)__builtin_ctzll(bits)], at);
}

/* The code of a token behind a space, see struct rule_shape: 0 a small word or a sign. */
static unsigned char shape_code(const struct tokens *tokens, const struct token *token)
{
	if (token->kind > TOKEN_MIXED)
		return 0;
	char first = tokens->text.ptr[token->from];
	if (first < '0' || first > '9')
		return token->letters != CASE_LOWER ? SHAPE_CAPITAL : 0;
	return token->letters != CASE_LOWER ? SHAPE_DIGIT : SHAPE_ORDINAL;
}

/* What stands right behind a token, see struct rule_shape. */
static unsigned char byte_behind(const struct tokens *tokens, const struct token *token)
{
	const struct token *last = tokens->list + tokens->count - 1;
	if (token->to >= tokens->text.len)
		return '\n';
	unsigned char byte = (unsigned char)tokens->text.ptr[token->to];
	unsigned char code;
	const struct token *next = token + (token < last && byte == ' ' && token[1].kind == TOKEN_LINE ? 2 : 1); /* over a wrap: unwrap_text */
	if ((byte == ' ' || byte == '\t') && next <= last && (code = shape_code(tokens, next)))
		return code;
	if (byte == '\n' && token + 1 < last && (code = shape_code(tokens, token + 2)))
		return code + SHAPE_LINE;
	return byte;
}

static void by_shape(struct matcher *matcher, const struct token *token)
{
	const struct rule_index *index = matcher->index;
	unsigned char first = (unsigned char)matcher->tokens->text.ptr[token->from];
	size_t len = token->to - token->from;
	size_t kind = token->kind == TOKEN_WORD && token->letters == CASE_UPPER ? SHAPE_CAPITALS : token->kind;
	size_t row = kind * SHAPE_LENGTHS + (len < SHAPE_LENGTHS ? len : SHAPE_LENGTHS - 1);
	if (!(index->any[4 * row + (first >> 6)] >> (first & 63) & 1)) /* nearly every word ends here */
		return;
	const uint64_t *shape = index->by_shape + row * index->width, *byte = index->by_byte + first * index->width;
	unsigned char next = byte_behind(matcher->tokens, token);
	const uint64_t *behind = index->by_next + (kind * 256 + next) * index->width;
	for (size_t i = 0; i < index->width; i++)
		by_bits(matcher, shape[i] & byte[i] & behind[i], i, token->from);
}

static void by_sign(struct matcher *matcher, const struct token *token)
{
	const struct rule_index *index = matcher->index;
	unsigned char first = (unsigned char)matcher->tokens->text.ptr[token->from];
	for (size_t i = 0; first < 128 && i < index->width; i++)
		by_bits(matcher, index->by_sign[first * index->width + i], i, token->from);
}

/* Is this one more of a row of equal signs (a dot leader, a line to write on)? The first one was enough. */
static bool is_row(const struct tokens *tokens, size_t i)
{
	const struct token *token = &tokens->list[i];
	return token->kind == TOKEN_SIGN && i > 0 && token[-1].to == token->from && token[-1].entry == token->entry;
}

static void by_token(struct matcher *matcher, size_t i)
{
	const struct token *token = &matcher->tokens->list[i];
	if (token->entry && token->entry < matcher->index->entry_count && !is_row(matcher->tokens, i))
		by_hints(matcher, i);
	if (token->kind == TOKEN_SIGN)
		by_sign(matcher, token);
	else if (token->kind < TOKEN_SIGN)
		by_shape(matcher, token);
}

/* Tries all rules on one way to read the text. */
static enum err match_all(struct matcher *matcher, const struct tokens *tokens)
{
	matcher->tokens = tokens;
	matcher->digit = 0;
	matcher->open_count = 0;
	matcher->chance_count = 1;
	matcher->chances = mem_room(matcher->chances, 0, &matcher->chance_cap, sizeof *matcher->chances);
	for (size_t i = 0; i < tokens->count; i++)
		by_token(matcher, i);
	return try_rules(matcher);
}

/* The same for text in capitals, as it could stand in small letters: what is new is added. */
static enum err match_cased(struct matcher *matcher, const struct tokens *tokens, enum case_reading reading)
{
	if (!case_text(tokens, pack_lexicon(matcher->set), reading, &matcher->cased_text, &matcher->cased))
		return ERR_NONE;
	finding_sort(matcher->out);
	size_t first = matcher->out->count;
	enum err err = match_all(matcher, &matcher->cased);
	case_add(matcher->out, first);
	free(matcher->cased.list);
	buf_free(&matcher->cased_text);
	return err;
}

enum err rules_match(struct matcher *matcher, const struct tokens *tokens, struct finding_list *out, struct fault *fault)
{
	matcher->tokens = tokens;
	if (repair_text(tokens, &matcher->repaired_text, &matcher->changed)) {
		tokens_change(&matcher->repaired, tokens, pack_lexicon(matcher->set), buf_str(&matcher->repaired_text), &matcher->changed);
		matcher->tokens = tokens = &matcher->repaired;
	}
	if (unwrap_text(tokens->text, &matcher->unwrapped_text)) {
		matcher->unwrapped = *tokens;
		matcher->unwrapped.text = buf_str(&matcher->unwrapped_text);
		matcher->tokens = tokens = &matcher->unwrapped;
	}
	matcher->out = out;
	matcher->fault = fault;
	matcher->sought = UINT64_MAX;
	enum err err = match_all(matcher, tokens);
	if (!err)
		err = match_cased(matcher, tokens, CASE_SMALL);
	matcher->sought = (uint64_t)1 << WHAT_ADDRESS | (uint64_t)1 << WHAT_SCHOOL;
	if (!err)
		err = match_cased(matcher, tokens, CASE_LARGE);
	finding_sort(out);
	births_sift(out, tokens->text);
	matcher->tokens = NULL;
	matcher->out = NULL;
	matcher->fault = NULL;
	tokens_free(&matcher->repaired);
	buf_free(&matcher->repaired_text);
	buf_free(&matcher->unwrapped_text);
	return err;
}

static bool covers(const struct finding *outer, const struct finding *inner)
{
	return outer->span.from <= inner->span.from && outer->span.to >= inner->span.to;
}

static bool can_be_overruled(const struct finding *finding)
{
	return !rules_keeps(finding->what) && !what_is_fact(finding->what);
}

/* Does a keep make `finding`, which can be overruled, superfluous? */
static bool overrules(const struct finding *keep, const struct finding *finding)
{
	return rules_keeps(keep->what) && keep->score > finding->score && covers(keep, finding);
}

/* Does `other` say the same as `finding`, and more? `before`: it stands before it in the list. */
static bool repeats(const struct finding *other, const struct finding *finding, bool before)
{
	if (other->what != finding->what || !covers(other, finding))
		return false;
	if (!covers(finding, other) || other->score > finding->score)
		return true;
	return other->score == finding->score && before;
}

/* Is finding `i` overruled (or repeated) by one near it? Who covers it begins at most REACH findings before it: what lies
 * farther is not worth the time, and the finding then stays. */
static bool is_needless(const struct finding_list *findings, size_t i, bool unite)
{
	enum { REACH = 64 };
	const struct finding *finding = &findings->list[i];
	if (!unite && !can_be_overruled(finding))
		return false;
	for (size_t j = i; j-- > 0 && i - j <= REACH;)
		if (unite ? repeats(&findings->list[j], finding, true) : overrules(&findings->list[j], finding))
			return true;
	for (size_t j = i + 1; j < findings->count && findings->list[j].span.from == finding->span.from; j++)
		if (unite ? repeats(&findings->list[j], finding, false) : overrules(&findings->list[j], finding))
			return true;
	return false;
}

static void thin(struct finding_list *findings, bool unite)
{
	bool *gone = mem_alloc(findings->count, sizeof *gone);
	for (size_t i = 0; i < findings->count; i++)
		gone[i] = is_needless(findings, i, unite);
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++)
		if (!gone[i])
			findings->list[kept++] = findings->list[i];
	findings->count = kept;
	free(gone);
}

void rules_settle(struct finding_list *findings)
{
	thin(findings, false);
}

void rules_unite(struct finding_list *findings)
{
	thin(findings, true);
}
