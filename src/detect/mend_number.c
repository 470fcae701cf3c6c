/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "detect/mend_parts.h"
#include "detect/misread.h"

enum { CHAIN_MOST = 16, NUMBER_MOST = 24, COST_NUMBER = 40 };

/* Numbers that are written in groups; spaces inside them were put there by the scanner. 9 is any digit. */
static const char *const shapes[] = {
	"(999)999-9999", "999-999-9999", "999.999.9999", "999-9999",   "1-999-999-9999", "999-99-9999", "99/99/9999",
	"9/99/9999",	 "99/9/9999",	 "9/9/9999",	 "99/99/99",   "9999-99-99",	 "99-99-9999",	"9-99-9999",
	"99-9-9999",	 "99-99-99",	 "99.99.9999",	 "99:99",      "9:99",		 "999.999",
};

static char digit_for(char c)
{
	return ascii_digit(c) ? c : misread_digit(c);
}

static bool is_numeral(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	size_t len = token->to - token->from;
	if (token->kind > TOKEN_MIXED || len > 12 || (token->kind == TOKEN_WORD && len > 4))
		return false;
	for (size_t i = token->from; i < token->to; i++)
		if (!digit_for(tokens->text.ptr[i]) || (token->kind == TOKEN_WORD && misread_doubtful(tokens->text.ptr[i])))
			return false;
	return true;
}

static bool has_shape(struct str number)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t at = 0;
		if (strlen(shapes[i]) != number.len)
			continue;
		while (at < number.len && (shapes[i][at] == '9' ? ascii_digit(number.ptr[at]) : number.ptr[at] == shapes[i][at]))
			at++;
		if (at == number.len)
			return true;
	}
	return false;
}

/* Not the 07 of "03/04/24 07:51". */
static bool is_number_end(const struct tokens *tokens, size_t at)
{
	const struct token *next = &tokens->list[at + 1];
	if (at + 1 >= tokens->count || next->space)
		return true;
	bool goes_on = misread_joint(tokens, at + 1) && at + 2 < tokens->count && !next[1].space && is_numeral(tokens, at + 2);
	return next->kind > TOKEN_MIXED && !goes_on;
}

/* The tokens from `at` that together have a shape: the longest such row. Its digits go to `number`. */
static size_t read_shaped(const struct tokens *tokens, size_t at, struct str *number, char *text)
{
	size_t len = 0, best = at, digits = 0, letters = 0;
	for (size_t i = at; i < tokens->count && i - at < CHAIN_MOST; i++) {
		const struct token *token = &tokens->list[i];
		if (i > at && token->from - token[-1].to > 2)
			break;
		if (misread_joint(tokens, i) && len < NUMBER_MOST) {
			text[len++] = tokens->text.ptr[token->from];
			continue;
		}
		if (!is_numeral(tokens, i) || token->to - token->from > NUMBER_MOST - len)
			break;
		for (size_t j = token->from; j < token->to; j++) {
			digits += ascii_digit(tokens->text.ptr[j]);
			letters += !ascii_digit(tokens->text.ptr[j]);
			text[len++] = digit_for(tokens->text.ptr[j]);
		}
		if (is_number_end(tokens, i) && digits >= letters && has_shape((struct str){text, len})) {
			best = i + 1;
			number->len = len;
		}
	}
	number->ptr = text;
	return best;
}

/* "l7O5", "09S5": letters are digits when one of them can hardly be anything else, or an S stands between digits. A B there is
 * rather a call sign's. */
static bool is_misread(struct str text)
{
	size_t digits = 0, sure = 0, inner = 0, others = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool doubtful = misread_doubtful(c);
		digits += ascii_digit(c);
		sure += !ascii_digit(c) && !doubtful;
		bool within = c != 'B' && i > 0 && i + 1 < text.len && digit_for(text.ptr[i - 1]) && ascii_digit(text.ptr[i + 1]);
		inner += doubtful && within;
		others += doubtful && !within;
	}
	if (digits == 0 || others)
		return false;
	return (sure && (inner == 0 || digits >= 2)) || (inner && digits >= 3);
}

bool mend_joined(const struct tokens *tokens, size_t at)
{
	bool road = token_text(tokens, at).len == 1 && tokens->text.ptr[tokens->list[at].from] == 'I'; /* I-44 */
	if (!is_numeral(tokens, at))
		return false;
	for (int step = road ? -1 : 1; step >= -1; step -= 2) {
		size_t sign = at + (size_t)step, number = sign + (size_t)step;
		if (sign >= tokens->count || number >= tokens->count || !misread_joint(tokens, sign) || !is_numeral(tokens, number))
			continue;
		bool tight = step > 0 ? !tokens->list[sign].space && !tokens->list[number].space
				      : !tokens->list[at].space && !tokens->list[sign].space;
		if (tight && tokens->list[number].kind != TOKEN_WORD)
			return true;
	}
	return false;
}

/* The middle or the end of a telephone number that is parted by spaces: "816 S55 0149". */
static bool is_phone_part(const struct tokens *tokens, size_t at)
{
	enum { PART = 3, LAST = 4 };
	size_t first = at;
	for (size_t part = 0; part < 3; part++) {
		first = at - part;
		bool whole = part <= at && first + 2 < tokens->count;
		for (size_t i = 0; whole && i < 3; i++) {
			const struct token *token = &tokens->list[first + i];
			whole = is_numeral(tokens, first + i) && token->kind != TOKEN_WORD && token->to - token->from == (i == 2 ? LAST : PART) &&
				(i == 0 || token->from == token[-1].to + 1);
		}
		if (whole)
			return true;
	}
	return false;
}

/* "S2200 9l87l", "H11882O457": what a letter of a code is meant for; itself when it may well be a letter. */
static char code_for(struct str text, size_t at)
{
	char c = text.ptr[at];
	bool inner = at > 0 && at + 1 < text.len && ascii_digit(text.ptr[at - 1]) && ascii_digit(text.ptr[at + 1]);
	return c == 'l' || c == 'o' || ((c == 'O' || c == 'I') && inner) ? digit_for(c) : c;
}

static bool is_code(struct str text)
{
	size_t misread = 0, others = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool changed = code_for(text, i) != text.ptr[i];
		misread += changed;
		others += !changed;
		if (!changed && !ascii_upper(text.ptr[i]) && !ascii_digit(text.ptr[i]))
			return false;
	}
	return misread && others >= 2;
}

/* "2ncl", "2Ist", "3RD": how long its number is; 0 if it is none. */
static size_t ordinal_of(struct str text, const char **suffix)
{
	static const struct {
		const char *seen, *meant;
	} ends[] = {{"st", "st"}, {"nd", "nd"}, {"rd", "rd"}, {"th", "th"}, {"ncl", "nd"},
		   {"rcl", "rd"}, {"tb", "th"}, {"fh", "th"}, {"5t", "st"}, {"sf", "st"}};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str end = str_of(ends[i].seen);
		if (text.len <= end.len || text.len > end.len + 2 || !str_ends_nocase(text, end))
			continue;
		size_t digits = 0;
		for (size_t j = 0; j < text.len - end.len; j++)
			digits += digit_for(text.ptr[j]) ? ascii_digit(text.ptr[j]) : 4;
		*suffix = ends[i].meant;
		return digits == 1 || digits == 2 ? text.len - end.len : 0;
	}
	return 0;
}

static bool read_ordinal(struct str raw, struct reading *reading)
{
	const char *suffix;
	size_t number = ordinal_of(raw, &suffix), len = number ? number + 2 : 0;
	if (len == 0)
		return false;
	bool good = str_ends_nocase(raw, str_of(suffix));
	*reading = (struct reading){.len = len, .cost = COST_NUMBER};
	for (size_t i = 0; i < len; i++)
		reading->text[i] = i < number ? digit_for(raw.ptr[i]) : good ? raw.ptr[i] : suffix[i - number];
	reading->changed = len != raw.len || memcmp(reading->text, raw.ptr, len) != 0;
	return true;
}

bool mend_digits(const struct tokens *tokens, size_t at, bool code, struct reading *reading)
{
	const struct token *token = &tokens->list[at];
	struct str raw = token_text(tokens, at);
	if (raw.len > NUMBER_MOST || token->kind == TOKEN_NUMBER || token->kind > TOKEN_MIXED)
		return false;
	if (!code && token->kind == TOKEN_MIXED && read_ordinal(raw, reading))
		return true;
	bool all = !code && is_numeral(tokens, at) &&
		   (mend_joined(tokens, at) || is_phone_part(tokens, at) || (token->kind == TOKEN_MIXED && is_misread(raw)));
	if (!all && !(code && token->kind == TOKEN_MIXED && is_code(raw)))
		return false;
	*reading = (struct reading){.len = raw.len, .cost = COST_NUMBER, .changed = true};
	for (size_t i = 0; i < raw.len; i++)
		reading->text[i] = all ? digit_for(raw.ptr[i]) : code_for(raw, i);
	return true;
}

/* Capitals and digits, so many of each at least and no other sign. */
static bool is_coded(const struct tokens *tokens, size_t at, size_t least, size_t most, size_t digits_least)
{
	if (at >= tokens->count || tokens->list[at].kind != TOKEN_MIXED)
		return false;
	struct str text = token_text(tokens, at);
	size_t digits = 0, letters = 0;
	for (size_t i = 0; i < text.len; i++) {
		digits += ascii_digit(text.ptr[i]);
		letters += ascii_upper(text.ptr[i]);
	}
	return text.len >= least && text.len <= most && digits + letters == text.len && digits >= digits_least && letters >= 1;
}

size_t mend_plate_end(const struct tokens *tokens, size_t at)
{
	enum { HALF = 3, WHOLE_LEAST = 6, WHOLE_MOST = 7, SIGNS_PLAIN = 2 };
	if (is_coded(tokens, at, HALF, HALF, 1) && is_coded(tokens, at + 1, HALF, HALF, 1) && tokens->list[at + 1].from == tokens->list[at].to + 1)
		return at + 2;
	if (!is_coded(tokens, at, WHOLE_LEAST, WHOLE_MOST, 2))
		return at;
	struct str text = token_text(tokens, at);
	size_t plain = 0; /* letters that are taken for no digit */
	for (size_t i = 0; i < text.len; i++)
		plain += ascii_upper(text.ptr[i]) && !misread_digit(text.ptr[i]);
	return plain >= SIGNS_PLAIN ? at + 1 : at;
}

size_t mend_shaped(const struct tokens *tokens, size_t at)
{
	char text[NUMBER_MOST + 1];
	struct str number;
	const struct token *token = &tokens->list[at];
	bool bracket = token->kind == TOKEN_SIGN && tokens->text.ptr[token->from] == '(';
	size_t end = bracket || is_numeral(tokens, at) ? read_shaped(tokens, at, &number, text) : at;
	return end > at + 1 ? end : at;
}

size_t mend_number(struct mender *mender, size_t at)
{
	const struct tokens *tokens = mender->tokens;
	char text[NUMBER_MOST + 1];
	struct str number = {text, 0};
	if (mend_shaped(tokens, at) == at)
		return at;
	size_t end = read_shaped(tokens, at, &number, text);
	const char *bracket = memchr(text, ')', number.len);
	if (bracket) { /* "(999) 999-9999" */
		size_t behind = (size_t)(bracket + 1 - text);
		memmove(text + behind + 1, text + behind, number.len - behind);
		text[behind] = ' ';
		number.len++;
	}
	mend_add(mender, tokens->list[at].from, tokens->list[end - 1].to, number);
	return end;
}
