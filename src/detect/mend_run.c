/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <limits.h>
#include <string.h>

#include "detect/mend_parts.h"

enum {
	RUN_MOST = 64,
	JOIN_MOST = 4,       /* pieces of one word */
	COST_JOIN = 40,      /* of a space inside a word */
	COST_JOIN_LINE = 70, /* of a line end without a hyphen */
	COST_JOIN_HYPHEN = 5,
	COST_PIECE = 60,     /* a word cheaper than this is no piece of one, unless its neighbour is */
	COST_ZERO = 100,     /* of a nought alone */
	COST_COMMON = 45,    /* of, on, at */
	COST_UNKNOWN = 150   /* a word dearer than this is nowhere known */
};

/* What stands between a word and the one before it. */
enum gap { GAP_SPACE, GAP_LINE, GAP_HYPHEN };

struct piece_of_run {
	size_t token;
	enum gap before;
	int cost; /* read alone */
	struct reading reading;
};

struct run {
	struct piece_of_run list[RUN_MOST];
	size_t count;
	size_t end; /* token behind it */
};

static bool is_word(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	size_t len = token->to - token->from;
	if (token->kind > TOKEN_MIXED || len > MEND_WORD_MOST)
		return false;
	if (token->kind == TOKEN_NUMBER)
		return len == 1 && memchr("0158", tokens->text.ptr[token->from], 4) && (at == 0 || tokens->text.ptr[token->from - 1] != '.') &&
		       (token->to == tokens->text.len || tokens->text.ptr[token->to] != '\'');
	if (len == 1 && at > 0 && token[-1].to == token->from && tokens->text.ptr[token->from - 1] == '\'')
		return false; /* a possessive s */
	for (size_t i = token->from; i < token->to; i++)
		if ((unsigned char)tokens->text.ptr[i] >= 0x80)
			return false;
	return true;
}

/* Parts of e-mail addresses and account names are not read as words. */
static bool is_in_address(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	const char *text = tokens->text.ptr;
	for (size_t i = token->from; i > 0 && text[i - 1] != ' ' && text[i - 1] != '\n' && token->from - i < 64; i--)
		if (memchr("@_/", text[i - 1], 3))
			return true;
	for (size_t i = token->to; i < tokens->text.len && text[i] != ' ' && text[i] != '\n' && i - token->to < 64; i++)
		if (memchr("@_", text[i], 2))
			return true;
	return false;
}

/* The word that follows `at` in its row, and what stands between; SIZE_MAX when the row ends. */
static size_t next_of(const struct tokens *tokens, size_t at, enum gap *gap)
{
	const struct token *token = &tokens->list[at];
	size_t next = at + 1;
	*gap = GAP_SPACE;
	if (next >= tokens->count)
		return SIZE_MAX;
	if (tokens->list[next].kind == TOKEN_SIGN && tokens->text.ptr[tokens->list[next].from] == '-' && !tokens->list[next].space &&
	    next + 1 < tokens->count && tokens->list[next + 1].kind == TOKEN_LINE) {
		*gap = GAP_HYPHEN;
		next += 2;
	} else if (tokens->list[next].kind == TOKEN_LINE) {
		*gap = GAP_LINE;
		next++;
	} else if (tokens->list[next].from - token->to > 2 || !tokens->list[next].space) {
		return SIZE_MAX;
	}
	bool word = next < tokens->count && is_word(tokens, next) && !is_in_address(tokens, next);
	return word && mend_shaped(tokens, next) == next && !mend_joined(tokens, next) ? next : SIZE_MAX;
}

/* One token: a number, a word, a code. */
static void read_piece(const struct mender *mender, size_t at, struct reading *reading)
{
	struct str text = token_text(mender->tokens, at);
	if (mend_digits(mender->tokens, at, false, reading))
		return;
	if (str_equal(text, STR("0"))) {
		*reading = (struct reading){.text = "0", .len = 1, .cost = COST_ZERO};
		return;
	}
	mend_word(mender, text, true, reading);
	if (!reading->changed || reading->cost > COST_UNKNOWN)
		mend_digits(mender->tokens, at, true, reading);
}

static void read_run(const struct mender *mender, size_t at, struct run *run)
{
	const struct tokens *tokens = mender->tokens;
	enum gap gap = GAP_SPACE;
	run->count = 0;
	while (at != SIZE_MAX && run->count < RUN_MOST) {
		struct piece_of_run *piece = &run->list[run->count++];
		piece->token = at;
		piece->before = gap;
		read_piece(mender, at, &piece->reading);
		piece->cost = piece->reading.cost;
		run->end = at + 1;
		at = next_of(tokens, at, &gap);
	}
}

/* Reads the pieces [first, last] as one word; INT_MAX when they cannot be. */
static int read_joined(const struct mender *mender, const struct run *run, size_t first, size_t last, struct reading *reading)
{
	char raw[MEND_WORD_MOST];
	size_t len = 0;
	int join = 0;
	bool broken = false, unknown = true;
	for (size_t i = first; i <= last; i++) {
		const struct piece_of_run *piece = &run->list[i];
		struct str text = token_text(mender->tokens, piece->token);
		if (text.len > sizeof raw - len || (i > first && ascii_upper(text.ptr[0]) && !ascii_upper(raw[len - 1]) && text.ptr[0] != 'I'))
			return INT_MAX;
		memcpy(raw + len, text.ptr, text.len);
		len += text.len;
		broken = broken || piece->cost > COST_PIECE || (i > first && piece->before == GAP_HYPHEN);
		unknown = unknown && piece->cost > COST_UNKNOWN && (i == first || ascii_lower(text.ptr[0]));
		if (i > first)
			join += piece->before == GAP_HYPHEN ? COST_JOIN_HYPHEN : piece->before == GAP_LINE ? COST_JOIN_LINE : COST_JOIN;
	}
	if (!broken || len < 3)
		return INT_MAX;
	mend_word(mender, (struct str){raw, len}, false, reading);
	for (size_t i = 0; i < reading->len; i++)
		if (ascii_digit(reading->text[i]))
			return INT_MAX;
	return reading->cost > COST_UNKNOWN && !unknown ? INT_MAX : reading->cost + join;
}

/* A digit says nothing of capitals: 0 is O and 5 S before a name, "0fc. Doss", and at the start of a line; 8 is always B. An
 * l alone is I before a word and 1 elsewhere. */
static void write_first(const struct tokens *tokens, size_t first, size_t last, struct reading *reading)
{
	const struct token *token = &tokens->list[first];
	char *letter = &reading->text[0];
	size_t next = last + 1;
	bool begins = first == 0 || token[-1].kind == TOKEN_LINE;
	if (next < tokens->count && tokens->text.ptr[tokens->list[next].from] == '.')
		next++;
	bool word = next < tokens->count && tokens->list[next].kind == TOKEN_WORD;
	if (ascii_digit(tokens->text.ptr[token->from]) && *letter >= 'a' && *letter <= 'z') {
		bool capital = word && tokens->list[next].letters != CASE_LOWER && reading->cost > COST_COMMON;
		if (*letter == 'b' || ((*letter == 'o' || *letter == 's') && (begins || capital)))
			*letter = (char)(*letter - 0x20);
	} else if (reading->len == 1 && *letter == 'I' && !(word && tokens->list[next].letters == CASE_LOWER && next == last + 1)) {
		*letter = '1';
	}
}

static void write_word(struct mender *mender, const struct run *run, size_t first, size_t last, struct reading *reading)
{
	const struct tokens *tokens = mender->tokens;
	bool line = false;
	for (size_t i = first + 1; i <= last; i++)
		line = line || run->list[i].before == GAP_LINE;
	if (line && reading->len < MEND_WORD_MOST)
		reading->text[reading->len++] = '\n'; /* the line ends behind the word */
	if (reading->changed)
		write_first(tokens, run->list[first].token, run->list[last].token, reading);
	if (reading->changed || last > first)
		mend_add(mender, tokens->list[run->list[first].token].from, tokens->list[run->list[last].token].to,
			 (struct str){reading->text, reading->len});
}

/* The cheapest way to part the run into words. */
size_t mend_run(struct mender *mender, size_t at)
{
	struct run run;
	struct {
		int cost;
		size_t from;
		struct reading reading;
	} best[RUN_MOST + 1];
	if (!is_word(mender->tokens, at) || is_in_address(mender->tokens, at))
		return at;
	read_run(mender, at, &run);
	best[0].cost = 0;
	for (size_t i = 0; i < run.count; i++) {
		best[i + 1].cost = best[i].cost + run.list[i].cost;
		best[i + 1].from = i;
		best[i + 1].reading = run.list[i].reading;
		for (size_t back = 1; back < JOIN_MOST && back <= i; back++) {
			struct reading reading;
			int cost = read_joined(mender, &run, i - back, i, &reading);
			if (cost == INT_MAX || best[i - back].cost + cost >= best[i + 1].cost)
				continue;
			best[i + 1].cost = best[i - back].cost + cost;
			best[i + 1].from = i - back;
			best[i + 1].reading = reading;
		}
	}
	size_t ends[RUN_MOST], count = 0;
	for (size_t i = run.count; i > 0; i = best[i].from)
		ends[count++] = i;
	while (count-- > 0)
		write_word(mender, &run, best[ends[count]].from, ends[count] - 1, &best[ends[count]].reading);
	return run.end;
}
