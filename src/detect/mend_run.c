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
	ORDINARY = 7,
	COST_SPLIT = 110,    /* what costs less is one word */
	COST_ZERO = 100,     /* of a nought alone */
	COST_COMMON = 60,    /* a word as common as mother; of, on, at are cheaper */
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
	if (mend_plate_end(tokens, at) > at || (at > 0 && mend_plate_end(tokens, at - 1) > at))
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
	size_t from = token->from, to = token->to;
	if ((from > 1 && text[from - 1] == '.' && ascii_lower(text[from]) && ascii_lower(text[from - 2])) ||
	    (to + 1 < tokens->text.len && text[to] == '.' && ascii_lower(text[to - 1]) && ascii_lower(text[to + 1])))
		return true; /* "xime.rollsdeep" */
	for (size_t i = token->from; i > 0 && text[i - 1] != ' ' && text[i - 1] != '\n' && token->from - i < 64; i--)
		if (memchr("@_", text[i - 1], 2) || (text[i - 1] == '/' && i > 1 && !ascii_upper(text[i - 2]))) /* "W/M" is none */
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

/* Within a sentence: behind a word, or a comma behind one. */
static bool is_inside(const struct tokens *tokens, size_t at)
{
	bool comma = at > 1 && tokens->list[at - 1].kind == TOKEN_SIGN && tokens->text.ptr[tokens->list[at - 1].from] == ',';
	return at > 0 && tokens->list[at - 1 - comma].kind == TOKEN_WORD;
}

/* "A1-Hadid" */
static bool is_before_hyphen(const struct tokens *tokens, size_t at)
{
	struct str text = str_part(tokens->text, (struct span){tokens->list[at].to, tokens->text.len});
	return text.len > 2 && text.ptr[0] == '-' && ascii_upper(text.ptr[1]) && ascii_lower(text.ptr[2]);
}

/* A word that no list knows, but the document has more than once. */
static bool is_repeated(const struct mender *mender, size_t at)
{
	const struct spelling *spelling = mend_spelling(mender, token_text(mender->tokens, at));
	return spelling && spelling->count > 1;
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
	unsigned how = MEND_ALONE | (is_inside(mender->tokens, at) ? MEND_INSIDE : 0);
	mend_word(mender, text, how | (is_before_hyphen(mender->tokens, at) ? MEND_HYPHEN : 0), reading);
	if (reading->cost > COST_SPLIT && !is_repeated(mender, at) && mend_split(mender, text, reading))
		return;
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

/* The e of "by e-mail". */
static bool begins_compound(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	return token->to - token->from == 1 && token->to < tokens->text.len && tokens->text.ptr[token->to] == '-';
}

/* The rest of a name that begins at `first`: small letters that are hardly a word, "Mir ela". */
static bool is_rest(const struct mender *mender, size_t first, size_t at)
{
	const struct token *list = mender->tokens->list;
	return list[first].letters != CASE_LOWER && list[at].letters == CASE_LOWER &&
	       lexicon_get(mender->lexicon, list[at].entry)->common < ORDINARY;
}

/* Does the document spell it so elsewhere? */
static bool is_spelled(const struct mender *mender, const struct reading *reading)
{
	char word[MEND_WORD_MOST];
	for (size_t i = 0; i < reading->len; i++)
		word[i] = (char)(reading->text[i] | 0x20);
	const struct spelling *spelling = mend_spelling(mender, (struct str){word, reading->len});
	return spelling && spelling->len == reading->len && memcmp(mender->spelling_text.ptr + spelling->text, word, reading->len) == 0;
}

/* What the pieces [first, last] are, one after another. */
struct joined {
	char raw[MEND_WORD_MOST];
	size_t len;
	int join;     /* what the gaps cost */
	bool broken;  /* a piece looks like one */
	bool known;   /* all of them are words */
	bool unknown; /* none is */
};

static bool join_pieces(const struct mender *mender, const struct run *run, size_t first, size_t last, struct joined *joined)
{
	*joined = (struct joined){.known = true, .unknown = true};
	for (size_t i = first; i <= last; i++) {
		const struct piece_of_run *piece = &run->list[i];
		struct str text = token_text(mender->tokens, piece->token);
		bool large = i > first && ascii_upper(text.ptr[0]) && !ascii_upper(joined->raw[joined->len - 1]) && text.ptr[0] != 'I';
		bool number = mender->tokens->list[piece->token].kind == TOKEN_MIXED && ascii_digit(text.ptr[0]) && ascii_digit(piece->reading.text[0]);
		if (text.len > sizeof joined->raw - joined->len || large || number)
			return false;
		memcpy(joined->raw + joined->len, text.ptr, text.len);
		joined->len += text.len;
		joined->broken = joined->broken || piece->cost > COST_PIECE || (i > first && piece->before == GAP_HYPHEN);
		bool rest = i > first && (piece->before == GAP_HYPHEN || is_rest(mender, run->list[first].token, piece->token));
		joined->known = joined->known && piece->cost <= COST_UNKNOWN && !piece->reading.changed && !rest;
		joined->unknown = joined->unknown && piece->cost > COST_UNKNOWN && (i == first || ascii_lower(text.ptr[0]));
		if (i > first)
			joined->join += piece->before == GAP_HYPHEN ? COST_JOIN_HYPHEN : piece->before == GAP_LINE ? COST_JOIN_LINE : COST_JOIN;
	}
	return joined->broken && joined->len >= 3 && !begins_compound(mender->tokens, run->list[last].token);
}

/* Reads the pieces [first, last] as one word; INT_MAX when they cannot be. Words that stand apart are one only when that is
 * a common one: "moth er", not "door frame". */
static int read_joined(const struct mender *mender, const struct run *run, size_t first, size_t last, struct reading *reading)
{
	struct joined joined;
	if (!join_pieces(mender, run, first, last, &joined))
		return INT_MAX;
	mend_word(mender, (struct str){joined.raw, joined.len}, MEND_JOINED, reading);
	for (size_t i = 0; i < reading->len; i++)
		if (ascii_digit(reading->text[i]))
			return INT_MAX;
	bool spelled = is_spelled(mender, reading);
	if (joined.known && (reading->changed || reading->cost > COST_COMMON) && !spelled)
		return INT_MAX;
	return reading->cost > COST_UNKNOWN && !joined.unknown ? INT_MAX : reading->cost + (spelled ? joined.join / 2 : joined.join);
}

/* A digit says nothing of capitals: 0 is O and 5 S before a name, "0fc. Doss", and at the start of a line; 8 is always B. An
 * l alone is I before a word and 1 elsewhere. */
static void write_first(const struct tokens *tokens, size_t first, size_t last, struct reading *reading)
{
	const struct token *token = &tokens->list[first];
	char *letter = &reading->text[0];
	size_t next = last + 1;
	bool begins = first == 0 || token[-1].kind == TOKEN_LINE || memchr(".?!", tokens->text.ptr[token[-1].from], 3);
	if (next < tokens->count && tokens->text.ptr[tokens->list[next].from] == '.')
		next++;
	bool word = next < tokens->count && tokens->list[next].kind == TOKEN_WORD;
	if (ascii_digit(tokens->text.ptr[token->from]) && *letter >= 'a' && *letter <= 'z') {
		bool behind = first > 0 && token[-1].kind == TOKEN_WORD && token[-1].letters == CASE_TITLE;
		bool capital = ((word && tokens->list[next].letters != CASE_LOWER) || behind) && reading->cost > COST_COMMON;
		if (*letter == 'b' || (strchr("osg", *letter) && (begins || capital)))
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
	if (reading->changed && !reading->split)
		write_first(tokens, run->list[first].token, run->list[last].token, reading);
	size_t from = tokens->list[run->list[first].token].from, to = tokens->list[run->list[last].token].to;
	if (reading->split) {
		mend_add(mender, from, from + reading->raw_split, (struct str){reading->text, reading->split});
		mend_add(mender, from + reading->raw_split, from + reading->raw_split, STR(" "));
		mend_add(mender, from + reading->raw_split, to, (struct str){reading->text + reading->split, reading->len - reading->split});
	} else if (reading->changed || last > first) {
		mend_add(mender, from, to, (struct str){reading->text, reading->len});
	}
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
