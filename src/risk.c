/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "risk.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "detect/rules.h"
#include "explain.h"

enum { ITEMS_MOST = 64, NAME_WORDS = 5 }; /* of one kind in one part; a reviewer is shown fewer */

struct risk {
	const struct risk_kit *kit;
	const struct lexicon *english;
	struct matcher *matcher;
	struct tokens tokens;
	struct finding_list found;
	uint64_t *seen; /* hashes of kind and text */
	size_t seen_count, seen_cap;
	size_t of_kind[RISK_KINDS];
	struct buf folded;
};

struct risk *risk_new(const struct risk_kit *kit, const struct lexicon *english)
{
	struct risk *risk = mem_alloc(1, sizeof *risk);
	risk->kit = kit;
	risk->english = english;
	risk->matcher = matcher_new(kit->packs);
	return risk;
}

void risk_free(struct risk *risk)
{
	if (risk == NULL)
		return;
	matcher_free(risk->matcher);
	tokens_free(&risk->tokens);
	finding_free(&risk->found);
	buf_free(&risk->folded);
	free(risk->seen);
	free(risk);
}

/* ---- records ------------------------------------------------------------------------------------------------- */

enum { RECORD_FAILED = RISK_KINDS };

bool risk_take(const struct risk_kit *kit, struct str *from, struct risk_item *item, bool *whole)
{
	uint64_t kind;
	while (take_number(from, &kind)) {
		if (kind == RECORD_FAILED) {
			*whole = false;
			continue;
		}
		item->kind = (size_t)kind;
		return kind < kit->kind_count && take_number(from, &item->line) && take_counted(from, &item->text) &&
		       item->text.len <= RISK_TEXT && utf8_valid(item->text) == item->text.len;
	}
	return false;
}

/* On one line, and no longer than needed to know it again. */
static void add_text(struct buf *record, struct str text)
{
	char line[RISK_TEXT];
	size_t len = 0;
	if (text.len > RISK_TEXT)
		text.len = utf8_floor(text, RISK_TEXT);
	for (size_t i = 0; i < text.len; i++) {
		bool space = (unsigned char)text.ptr[i] <= ' ' || text.ptr[i] == 0x7F;
		if (!space || (len && line[len - 1] != ' '))
			line[len++] = space ? ' ' : text.ptr[i];
	}
	buf_add_counted(record, str_trim((struct str){line, len}));
}

static bool is_new(struct risk *risk, size_t kind, struct str text)
{
	buf_clear(&risk->folded);
	fold_add(&risk->folded, text);
	uint64_t hash = str_hash(buf_str(&risk->folded)) * 31 + kind;
	for (size_t i = 0; i < risk->seen_count; i++)
		if (risk->seen[i] == hash)
			return false;
	risk->seen = mem_room(risk->seen, risk->seen_count, &risk->seen_cap, sizeof *risk->seen);
	risk->seen[risk->seen_count++] = hash;
	return true;
}

/* A part being looked at. */
struct look {
	struct risk *risk;
	struct str text;
	const struct finding_list *findings;
	const struct cuts *cuts;
	struct buf *record;
};

static void add_item(struct look *look, size_t kind, struct span span)
{
	struct risk *risk = look->risk;
	struct str text = str_trim(str_part(look->text, span));
	if (text.len == 0 || risk->of_kind[kind] == ITEMS_MOST || !is_new(risk, kind, text))
		return;
	risk->of_kind[kind]++;
	buf_add_number(look->record, kind);
	buf_add_number(look->record, explain_line(look->text, span.from));
	add_text(look->record, text);
}

/* ---- what stays ---------------------------------------------------------------------------------------------- */

static bool is_cut(const struct cuts *cuts, struct span span)
{
	size_t low = 0, high = cuts->count;
	while (low < high) { /* the first cut that ends behind the beginning of the span */
		size_t middle = low + (high - low) / 2;
		if (cuts->list[middle].span.to <= span.from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < cuts->count && cuts->list[low].span.from < span.to;
}

static void look_at_findings(struct look *look)
{
	const struct risk_kit *kit = look->risk->kit;
	for (size_t i = 0; i < look->findings->count; i++) {
		const struct finding *finding = &look->findings->list[i];
		if (finding->span.to > look->text.len || is_cut(look->cuts, finding->span))
			continue;
		for (size_t k = 0; k < kit->kind_count; k++)
			if ((kit->kinds[k].whats >> finding->what & 1) && (kit->kinds[k].whos >> finding->who & 1))
				add_item(look, k, finding->span);
	}
}

static void look_with_rules(struct look *look)
{
	struct risk *risk = look->risk;
	struct fault fault = {0};
	risk->found.count = 0;
	if (rules_match(risk->matcher, &risk->tokens, &risk->found, &fault))
		buf_add_number(look->record, RECORD_FAILED);
	for (size_t i = 0; i < risk->found.count; i++) {
		const struct finding *finding = &risk->found.list[i];
		if (!is_cut(look->cuts, finding->span))
			add_item(look, risk->kit->rule_kinds[finding->rule], finding->span);
	}
}

/* ---- words --------------------------------------------------------------------------------------------------- */

static unsigned usual(const struct risk *risk, size_t token)
{
	return lexicon_get(risk->english, lexicon_find(risk->english, token_folded(&risk->tokens, token)))->common;
}

static size_t kind_of_words(const struct risk_kit *kit, enum risk_words words)
{
	size_t kind = 0;
	while (kind < kit->kind_count && kit->kinds[kind].words != words)
		kind++;
	return kind;
}

/* Whether a word with a capital at `at` has it for another reason than that a sentence or value begins. */
static bool is_inside(const struct tokens *tokens, size_t at)
{
	if (at == 0 || tokens->list[at].letters != CASE_TITLE)
		return false;
	const struct token *before = &tokens->list[at - 1];
	return before->kind == TOKEN_WORD || before->kind == TOKEN_NUMBER || before->kind == TOKEN_MIXED || before->kind == TOKEN_TAIL ||
	       (before->kind == TOKEN_SIGN && tokens->text.ptr[before->from] == ',');
}

static bool is_name_word(const struct tokens *tokens, size_t at)
{
	return at < tokens->count && tokens->list[at].kind == TOKEN_WORD && tokens->list[at].letters == CASE_TITLE;
}

/* The words with a capital from `at` on that end before `limit`: the number of tokens. */
static size_t name_len(const struct tokens *tokens, size_t at, size_t limit)
{
	size_t len = 1;
	while (len < NAME_WORDS && is_name_word(tokens, at + len) && tokens->list[at + len].to <= limit)
		len++;
	return len;
}

static void look_at_name(struct look *look, size_t kind, size_t at, size_t len)
{
	const struct risk *risk = look->risk;
	const struct token *list = risk->tokens.list;
	unsigned least = UINT8_MAX;
	for (size_t i = 0; i < len; i++) {
		unsigned level = usual(risk, at + i);
		least = level < least ? level : least;
	}
	struct span span = {list[at].from, list[at + len - 1].to};
	if (least <= risk->kit->usual && span.to - span.from >= 4 && !is_cut(look->cuts, span))
		add_item(look, kind, span);
}

static void look_at_words(struct look *look)
{
	const struct risk *risk = look->risk;
	const struct tokens *tokens = &risk->tokens;
	size_t rare = kind_of_words(risk->kit, RISK_RARE), names = kind_of_words(risk->kit, RISK_NAMES), next = 0, covered = 0;
	for (size_t at = 0; at < tokens->count; at++) {
		const struct token *token = &tokens->list[at];
		for (; next < look->findings->count && look->findings->list[next].span.from < token->to; next++)
			if (look->findings->list[next].span.to > covered)
				covered = look->findings->list[next].span.to;
		if (token->kind != TOKEN_WORD || covered > token->from)
			continue;
		if (names < risk->kit->kind_count && is_inside(tokens, at)) {
			size_t limit = next < look->findings->count ? look->findings->list[next].span.from : look->text.len;
			size_t len = name_len(tokens, at, limit);
			look_at_name(look, names, at, len);
			at += len - 1;
		} else if (rare < risk->kit->kind_count && token->letters == CASE_LOWER && token->folded_len >= risk->kit->letters &&
			   usual(risk, at) <= risk->kit->usual && !is_cut(look->cuts, (struct span){token->from, token->to})) {
			add_item(look, rare, (struct span){token->from, token->to});
		}
	}
}

void risk_part(struct risk *risk, const struct view *view, const struct finding_list *findings, const struct cuts *cuts,
	       struct buf *record)
{
	struct look look = {risk, view_prose(view), findings, cuts, record};
	risk->seen_count = 0;
	memset(risk->of_kind, 0, sizeof risk->of_kind);
	tokens_read(&risk->tokens, risk->kit->lexicon, look.text);
	look_at_findings(&look);
	look_with_rules(&look);
	look_at_words(&look);
}
