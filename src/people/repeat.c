/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers, accounts and house numbers that were found once, wherever they stand again: without their label, with other signs
 * between their parts, in another document of the case. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/mix.h"
#include "people/internal.h"
#include "people/values.h"

enum { VALUE_MOST = 40, VALUE_LEAST = 5, LOOSE_LEAST = 6, SIBLING_LEAST = 7, REPORT_LEAST = 8, PLATE_LEAST = 6, SIGNS_MOST = 2 };
enum { LAST_DIGITS = 4, LOCAL_DIGITS = 7, PHONE_DIGITS = 10 };
enum { SLOTS_LEAST = 64, BEGINNING = 3 };

struct value {
	struct str text; /* as fold_value() writes it */
	uint8_t what;
	bool told; /* known from another document */
};

/* A document of many rows has thousands of values: they are looked up by their text, and by what they share with siblings. */
struct values {
	struct value *list;
	size_t count, cap;
	uint32_t *slots; /* open addressing: index + 1, by the whole text, and again by sibling_hash() */
	size_t slot_count;
	bool lengths[VALUE_MOST + 1]; /* values of that many bytes are there */
	uint64_t beginnings[4];       /* bits of beginning_of(): what begins otherwise is no value */
	bool first[256];              /* with these folded bytes values begin */
	size_t longest;
};

/* Small letters and digits; what a scanner takes for one another is one; 0 for all others. */
static inline char fold_byte(char c)
{
	static const char folded[256] =
		"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
		"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "0123456789\0\0\0\0\0\0"
		"\0abcdefgh1jk1mn0pqrstuvwxyz\0\0\0\0\0"
		"\0abcdefgh1jk1mn0pqrstuvwxyz";
	return folded[(unsigned char)c];
}

static size_t fold_value(struct str text, char *to)
{
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = fold_byte(text.ptr[i]);
		if (c && len == VALUE_MOST)
			return 0;
		if (c)
			to[len++] = c;
		else if ((unsigned char)text.ptr[i] >= 0x80)
			return 0;
	}
	return len;
}

static size_t digits_in(struct str value)
{
	size_t digits = 0;
	for (size_t i = 0; i < value.len; i++)
		digits += ascii_digit(value.ptr[i]);
	return digits;
}

static unsigned beginning_of(const char *folded)
{
	return ((unsigned char)folded[0] * 7u + (unsigned char)folded[1] * 31u + (unsigned char)folded[2]) & 255;
}

/* The value with this text, or NULL. */
static const struct value *find_text(const struct values *values, struct str text)
{
	size_t mask = values->slot_count - 1;
	for (size_t at = str_mix(text) & mask; values->count && values->slots[at]; at = (at + 1) & mask)
		if (str_equal(values->list[values->slots[at] - 1].text, text))
			return &values->list[values->slots[at] - 1];
	return NULL;
}

/* 2250917 and 2250918: the numbers of brothers and sisters are given one after another. They differ in the last two digits. */
static bool has_siblings(const struct value *value)
{
	return value->what != WHAT_PHONE && value->what != WHAT_ADDRESS && value->what != WHAT_HANDLE && value->text.len >= SIBLING_LEAST &&
	       digits_in(value->text) == value->text.len;
}

static uint64_t sibling_hash(struct str number)
{
	return str_mix((struct str){number.ptr, number.len - 2}) + number.len;
}

static void add_slot(struct values *values, uint64_t hash, size_t index)
{
	size_t mask = values->slot_count - 1, at = (size_t)hash & mask;
	while (values->slots[at])
		at = (at + 1) & mask;
	values->slots[at] = (uint32_t)index + 1;
}

static void add_slots(struct values *values, size_t index)
{
	add_slot(values, str_mix(values->list[index].text), index);
	if (has_siblings(&values->list[index]))
		add_slot(values, sibling_hash(values->list[index].text), index);
}

/* Two slots a value, and half of all stay free. */
static void grow_slots(struct values *values)
{
	values->slot_count = values->slot_count ? mem_mul(values->slot_count, 2) : SLOTS_LEAST;
	free(values->slots);
	values->slots = mem_alloc(values->slot_count, sizeof *values->slots);
	for (size_t i = 0; i < values->count; i++)
		add_slots(values, i);
}

static void add_value(struct people *people, struct values *values, struct str text, enum what what, bool told)
{
	if (text.len < VALUE_LEAST || text.len > VALUE_MOST || find_text(values, text))
		return;
	if (values->count * 4 >= values->slot_count)
		grow_slots(values);
	values->list = mem_room(values->list, values->count, &values->cap, sizeof *values->list);
	values->list[values->count] = (struct value){told ? text : people_keep(people, text), (uint8_t)what, told};
	add_slots(values, values->count++);
	unsigned beginning = beginning_of(text.ptr);
	values->beginnings[beginning >> 6] |= (uint64_t)1 << (beginning & 63);
	values->first[(unsigned char)text.ptr[0]] = true;
	values->lengths[text.len] = true;
	values->longest = text.len > values->longest ? text.len : values->longest;
}

/* "14 Heron Loop": what tells the house, before the kind of street. */
static struct str house_of(const struct people *people, struct span span)
{
	size_t at = tokens_at(people->tokens, span.from), words = 0;
	size_t end = span.from;
	if (at >= people->word_count || (people->words[at].kind != TOKEN_NUMBER && people->words[at].kind != TOKEN_MIXED))
		return (struct str){0};
	for (at++; at < people->word_count && people->words[at].to <= span.to; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_SIGN || word->kind == TOKEN_TAIL || word->kind == TOKEN_LINE)
			break;
		if (words && word_has(people, at, CUE_ORGANISATION))
			break;
		words += word->folded.len > 1 || word->kind != TOKEN_WORD;
		end = word->to;
	}
	return words ? str_part(buf_str(&people->view->text), (struct span){span.from, end}) : (struct str){0};
}

static bool is_number(enum what what)
{
	return (what >= WHAT_SSN && what <= WHAT_OTHER_ID) || what == WHAT_PHONE || what == WHAT_HANDLE;
}

/* The numbers of this report and others: they are no values, whatever a table called one of them once. */
static void take_reports(struct people *people, struct values *reports)
{
	char folded[VALUE_MOST];
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_REPORT_NUMBER)
			add_value(people, reports, (struct str){folded, fold_value(str_part(buf_str(&people->view->text), finding->span), folded)},
				  WHAT_REPORT_NUMBER, false);
	}
}

static void values_free(struct values *values)
{
	free(values->list);
	free(values->slots);
}

static void take_values(struct people *people, struct values *values)
{
	struct values reports = {0};
	char folded[VALUE_MOST];
	take_reports(people, &reports);
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->who == WHO_OFFICIAL || (!is_number(finding->what) && finding->what != WHAT_ADDRESS) ||
		    (finding->what == WHAT_ADDRESS && finding->who == WHO_ADULT))
			continue;
		struct str text = finding->what == WHAT_ADDRESS ? house_of(people, finding->span)
								: str_part(buf_str(&people->view->text), finding->span);
		struct str value = {folded, fold_value(text, folded)};
		size_t digits = digits_in(value);
		if (finding->what == WHAT_PHONE && digits != value.len)
			continue;
		if (finding->what == WHAT_PHONE && value.len > PHONE_DIGITS && value.ptr[0] == '1')
			value = (struct str){value.ptr + 1, value.len - 1};
		bool plate = finding->what == WHAT_PLATE && digits >= 2 && value.len >= PLATE_LEAST; /* NW5 JOK, which is NW5 J0K */
		if ((digits < 3 && !plate && finding->what != WHAT_HANDLE && finding->what != WHAT_ADDRESS) ||
		    (finding->what == WHAT_OTHER_ID && find_text(&reports, value)))
			continue;
		add_value(people, values, value, finding->what, false);
		if (finding->what == WHAT_PHONE && value.len == PHONE_DIGITS)
			add_value(people, values, (struct str){value.ptr + PHONE_DIGITS - LOCAL_DIGITS, LOCAL_DIGITS}, WHAT_PHONE, false);
	}
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; people->persons[i].outside && j < PERSON_PLACES; j++)
			if (people->persons[i].places[j].kind == PLACE_VALUE)
				add_value(people, values, people->persons[i].places[j].folded, (enum what)people->persons[i].places[j].what, true);
	values_free(&reports);
}

/* Where the value that begins at `from` ends in the text, 0 if it does not stand there. */
static size_t value_ends(struct str text, size_t from, struct str value)
{
	size_t at = from, signs = 0;
	for (size_t i = 0; i < value.len; at++) {
		if (at >= text.len)
			return 0;
		char c = fold_byte(text.ptr[at]);
		if (c == value.ptr[i]) {
			signs = 0;
			i++;
		} else if (c || (unsigned char)text.ptr[at] >= 0x80 || ++signs > SIGNS_MOST || value.len < LOOSE_LEAST ||
			   strchr("(),;:|\"\n\t", text.ptr[at])) {
			return 0;
		}
	}
	return at < text.len && (fold_byte(text.ptr[at]) || (unsigned char)text.ptr[at] >= 0x80) ? 0 : at;
}

/* "Incident 20141001077" is no report where it was a hotline call before. */
static bool can_be(const struct word *word, const struct value *value)
{
	bool report = word->blocked == WHAT_REPORT_NUMBER && (value->what != WHAT_CASE_ID || value->text.len < REPORT_LEAST);
	return word->blocked != value->what && !report;
}

/* The value found first of those that stand here, or NULL; `*end` is where it ends. */
static const struct value *value_at(struct str text, const struct values *values, const struct word *word, size_t *end)
{
	const struct value *best = NULL;
	char folded[VALUE_MOST];
	size_t len = 0, signs = 0;
	for (size_t at = word->from; at < text.len && len < values->longest; at++) {
		char c = fold_byte(text.ptr[at]);
		if (!c && ((unsigned char)text.ptr[at] >= 0x80 || ++signs > SIGNS_MOST))
			break;
		if (!c)
			continue;
		signs = 0;
		folded[len++] = c;
		if (len == BEGINNING && !(values->beginnings[beginning_of(folded) >> 6] >> (beginning_of(folded) & 63) & 1))
			break;
		const struct value *value = values->lengths[len] ? find_text(values, (struct str){folded, len}) : NULL;
		size_t to = value && can_be(word, value) && (!best || value < best) ? value_ends(text, word->from, value->text) : 0;
		if (to) {
			best = value;
			*end = to;
		}
	}
	return best;
}

/* The first value found whose number differs from the word in no more than its last two digits, or NULL. */
static const struct value *sibling_of(const struct values *values, const struct word *word, struct str number)
{
	const struct value *best = NULL;
	size_t mask = values->slot_count - 1;
	if (word->kind != TOKEN_NUMBER || word->blocked || number.len < SIBLING_LEAST)
		return NULL;
	for (size_t at = sibling_hash(number) & mask; values->slots[at]; at = (at + 1) & mask) {
		const struct value *value = &values->list[values->slots[at] - 1];
		if ((!best || value < best) && value->text.len == number.len && has_siblings(value) && can_be(word, value) &&
		    memcmp(value->text.ptr, number.ptr, number.len - 2) == 0)
			best = value;
	}
	return best;
}

static void find_value(struct people *people, const struct values *values, size_t at)
{
	struct str text = buf_str(&people->view->text);
	const struct word *word = &people->words[at];
	size_t end = word->to;
	const struct value *sibling = sibling_of(values, word, str_part(text, (struct span){word->from, word->to}));
	const struct value *value = value_at(text, values, word, &end);
	if (sibling && (!value || sibling < value)) {
		value = sibling;
		end = word->to;
	}
	if (!value)
		return;
	struct finding *finding = finding_add(people->findings, (struct span){word->from, end}, (enum what)value->what, RULE_PEOPLE);
	finding->who = value->what == WHAT_ADDRESS ? WHO_CHILD : WHO_UNKNOWN;
	finding->score = 85;
}

/* "call her back on the 0143 number": the last digits of a telephone. */
static void find_last_digits(struct people *people, const struct values *values, size_t at)
{
	const struct word *word = &people->words[at];
	struct str text = str_part(buf_str(&people->view->text), (struct span){word->from, word->to});
	size_t before = word_previous(people, at);
	bool noun = word_in(people, word->next, LIST_PHONE_NOUN, NULL);
	bool time = text.ptr[0] <= '2' && text.ptr[2] <= '5';
	bool behind = before != SIZE_MAX && (word_is(people, before, "at") || word_is(people, before, "from") || word_is(people, before, "ending"));
	if (!noun && (time || !behind))
		return;
	for (size_t i = 0; i < values->count; i++) {
		const struct str value = values->list[i].text;
		if (values->list[i].what != WHAT_PHONE || memcmp(value.ptr + value.len - LAST_DIGITS, text.ptr, LAST_DIGITS) != 0)
			continue;
		struct finding *finding = finding_add(people->findings, (struct span){word->from, word->to}, WHAT_PHONE, RULE_PEOPLE);
		finding->who = WHO_UNKNOWN;
		finding->score = 80;
		return;
	}
}

static void keep_values(struct people *people, const struct values *values)
{
	struct person *keeper = person_keeper(people);
	if (!keeper)
		return;
	size_t kept = 0;
	while (kept < PERSON_PLACES && keeper->places[kept].folded.len)
		kept++;
	for (size_t i = 0; i < values->count && kept < PERSON_PLACES; i++)
		if (!values->list[i].told)
			keeper->places[kept++] = (struct person_place){values->list[i].text, values->list[i].what, PLACE_VALUE};
}

/* Letters, digits and hyphens, with a digit, before the first separator of a line: the key of a row; empty when there is none. */
static struct str row_key(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), digits = 0, len = 0;
	struct str text = buf_str(&people->view->text);
	if (from >= line_to(people, line))
		return (struct str){0};
	struct str rest = str_part(text, (struct span){people->words[from].from, text.len});
	for (; len < rest.len; len++) {
		char c = rest.ptr[len];
		bool digit = ascii_digit(c);
		digits += digit;
		if (!digit && c != '-' && !ascii_upper(c) && !ascii_lower(c))
			break;
	}
	bool row = digits && len < rest.len && (rest.ptr[len] == '|' || rest.ptr[len] == ',' || rest.ptr[len] == ';' || rest.ptr[len] == '\t');
	return row ? (struct str){rest.ptr, len} : (struct str){0};
}

/* The one key that all rows of an export open with is the report's own number. Rows with another key make it somebody's. */
static struct str key_of_rows(const struct people *people)
{
	enum { ROWS_LEAST = 3, KEY_LEAST = 5 };
	struct str key = {0};
	size_t rows = 0;
	for (uint32_t line = 0; line < people->line_count; line++) {
		struct str own = row_key(people, line);
		if (own.len && key.len && !str_equal(own, key))
			return (struct str){0};
		rows += own.len > 0;
		key = own.len ? own : key;
	}
	return rows >= ROWS_LEAST && key.len >= KEY_LEAST ? key : (struct str){0};
}

static void release_key(struct people *people)
{
	struct str text = buf_str(&people->view->text), key = key_of_rows(people);
	for (size_t i = 0; key.len && i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_OTHER_ID && str_equal(str_part(text, finding->span), key))
			finding->what = WHAT_REPORT_NUMBER;
	}
}

void repeats_read(struct people *people)
{
	release_key(people);
	struct values values = {0};
	take_values(people, &values);
	keep_values(people, &values);
	struct str text = buf_str(&people->view->text);
	for (size_t at = 0; at < people->word_count && values.count; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_NUMBER && word->to - word->from == LAST_DIGITS && !word->blocked)
			find_last_digits(people, &values, at);
		if (word->kind > TOKEN_MIXED || !values.first[(unsigned char)fold_byte(text.ptr[word->from])] ||
		    word->blocked == WHAT_PLACE ||
		    (at > 0 && word->from > 0 && fold_byte(text.ptr[word->from - 1])))
			continue;
		find_value(people, &values, at);
	}
	values_free(&values);
}
