/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/left.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/mem.h"
#include "detect/lexicon.h"
#include "people/people.h"

/* In how many documents a word stands, counted in a table of fixed size: two places for each word, the lower count holds. Where
 * others fall on both of them the word looks more frequent than it is and is not listed; in a release of usual size none do. */
enum { PLACES = 1 << 20, ROWS = 2 };
enum { SHORT = 4, NAME_WORDS = 8 }; /* bytes; words of one name that are looked at */

struct settling {
	const struct risk_kit *kit;
	uint16_t *counts; /* ROWS * PLACES */
	uint64_t documents;
	uint64_t *words; /* hashes of the document's words, each once */
	size_t word_count, word_cap;
	uint64_t document;           /* at hand */
	struct directory *directory; /* full names of the release */
	struct buf raw, items, folded;
	struct buf names; /* texts of the kind at hand, folded, a line each */
	struct buf known; /* names of persons whom documents of the same case protect, a line each */
};

static uint64_t hash_of(struct settling *settling, const struct risk_item *item)
{
	buf_clear(&settling->folded);
	fold_add(&settling->folded, item->text);
	return str_hash(buf_str(&settling->folded)) * 31 + item->kind;
}

static uint16_t *place_of(struct settling *settling, uint64_t hash, unsigned row)
{
	hash *= row ? 0x9E3779B97F4A7C15u : 0xC2B2AE3D27D4EB4Fu;
	return &settling->counts[row * PLACES + (hash >> 44)];
}

static bool noted(struct settling *settling, uint64_t hash)
{
	for (size_t i = 0; i < settling->word_count; i++)
		if (settling->words[i] == hash)
			return true;
	settling->words = mem_room(settling->words, settling->word_count, &settling->word_cap, sizeof *settling->words);
	settling->words[settling->word_count++] = hash;
	return false;
}

static void count_document(struct settling *settling)
{
	struct str rest = buf_str(&settling->raw);
	struct risk_item item;
	bool whole = true;
	settling->word_count = 0;
	while (risk_take(settling->kit, &rest, &item, &whole)) {
		if (settling->kit->kinds[item.kind].words == RISK_NO_WORDS)
			continue;
		uint64_t hash = hash_of(settling, &item);
		if (noted(settling, hash))
			continue;
		for (unsigned row = 0; row < ROWS; row++) {
			uint16_t *count = place_of(settling, hash, row);
			*count = (uint16_t)(*count + (*count < UINT16_MAX));
		}
	}
	settling->documents++;
}

static bool is_rare(struct settling *settling, uint64_t hash)
{
	uint16_t a = *place_of(settling, hash, 0), b = *place_of(settling, hash, 1);
	uint64_t most = settling->documents / settling->kit->share;
	return (a < b ? a : b) <= (most ? most : 1);
}

/* ---- names that the second pass cuts: of persons whom other documents protect ---- */

static enum err add_full_name(void *context, const struct case_person *row, struct fault *fault)
{
	struct settling *settling = context;
	struct str facts = row->facts;
	struct person person;
	(void)fault;
	if (person_take(&facts, &person))
		directory_add(settling->directory, &person);
	return ERR_NONE;
}

static enum err add_relative(void *context, const struct case_person *row, struct fault *fault)
{
	struct settling *settling = context;
	(void)fault;
	if (row->document == settling->document || !(DIRECTORY_SIDES >> row->who & 1))
		return ERR_NONE;
	buf_add(&settling->known, row->names);
	return ERR_NONE;
}

static bool is_known_word(const struct settling *settling, struct str word)
{
	struct str known = buf_str(&settling->known);
	for (size_t at = 0; at + word.len < known.len; at++)
		if (memcmp(known.ptr + at, word.ptr, word.len) == 0 && (at == 0 || strchr(" \n", known.ptr[at - 1])) &&
		    strchr(" \n", known.ptr[at + word.len]))
			return true;
	return false;
}

/* `folded` is the text. */
static bool is_cut_later(const struct settling *settling)
{
	struct str rest = buf_str(&settling->folded), words[NAME_WORDS];
	size_t count = 0, start = 0;
	for (size_t i = 0; i <= rest.len && count < NAME_WORDS; i++)
		if (i == rest.len || strchr(" ,.-\"", rest.ptr[i])) {
			if (i > start)
				words[count++] = str_part(rest, (struct span){start, i});
			start = i + 1;
		}
	for (size_t i = 0; i < count; i++) {
		if (words[i].len >= SHORT && is_known_word(settling, words[i]))
			return true;
		for (size_t k = 0; k < count; k++)
			if (k != i && directory_find(settling->directory, words[i], words[k]) != WHO_NONE)
				return true;
	}
	return false;
}

/* Whether a name is part of one that is listed: "Opal Stubblefield", then "Stubblefield". Notes it otherwise. */
static bool is_part(struct settling *settling)
{
	struct str name = buf_str(&settling->folded), listed = buf_str(&settling->names);
	if (name.len < SHORT)
		return false;
	for (size_t at = 0; at + name.len <= listed.len; at++)
		if (memcmp(listed.ptr + at, name.ptr, name.len) == 0 && (at == 0 || strchr(" ,\n", listed.ptr[at - 1])) &&
		    strchr(" ,-\n", listed.ptr[at + name.len]))
			return true;
	buf_add(&settling->names, name);
	buf_add_byte(&settling->names, '\n');
	return false;
}

/* The items of one kind, as they are listed; how many there are. */
static uint64_t add_kind(struct settling *settling, size_t kind)
{
	const struct risk_kind *about = &settling->kit->kinds[kind];
	bool names = (about->whats >> WHAT_NAME & 1) || about->words == RISK_NAMES;
	struct str rest = buf_str(&settling->raw);
	struct risk_item item;
	uint64_t count = 0;
	bool whole = true;
	settling->word_count = 0;
	buf_clear(&settling->names);
	while (risk_take(settling->kit, &rest, &item, &whole)) {
		if (item.kind != kind)
			continue;
		uint64_t hash = hash_of(settling, &item);
		if ((about->words && !is_rare(settling, hash)) || noted(settling, hash) || is_part(settling) ||
		    (names && is_cut_later(settling)))
			continue;
		if (++count > about->list)
			continue;
		buf_add_counted(&settling->items, str_of(about->title));
		buf_add_number(&settling->items, item.line);
		buf_add_counted(&settling->items, item.text);
	}
	if (count > about->list) {
		struct buf more = {0};
		buf_printf(&more, "(%" PRIu64 " more)", count - about->list);
		buf_add_counted(&settling->items, str_of(about->title));
		buf_add_number(&settling->items, 0);
		buf_add_counted(&settling->items, buf_str(&more));
		buf_free(&more);
	}
	return count;
}

static enum case_left list_document(struct settling *settling)
{
	const struct risk_kit *kit = settling->kit;
	struct str rest = buf_str(&settling->raw);
	struct risk_item item;
	uint64_t sum = 0;
	bool whole = true;
	buf_clear(&settling->items);
	for (size_t kind = 0; kind < kit->kind_count; kind++)
		if (add_kind(settling, kind))
			sum += kit->kinds[kind].counts;
	while (risk_take(kit, &rest, &item, &whole))
		;
	if (!whole) {
		buf_add_counted(&settling->items, STR("not looked at in full"));
		buf_add_number(&settling->items, 0);
		buf_add_counted(&settling->items, STR("a rule took too long; read this document yourself"));
	}
	return sum >= kit->many || !whole ? CASE_LEFT_MANY : sum >= kit->some ? CASE_LEFT_SOME : CASE_LEFT_FEW;
}

static enum err get(struct settling *settling, struct case_file *file, uint64_t number, bool *raw, struct fault *fault)
{
	enum case_left left = CASE_LEFT_RAW;
	bool found = false;
	buf_clear(&settling->raw);
	enum err err = case_left_get(file, number, &found, &left, &settling->raw, fault);
	*raw = found && left == CASE_LEFT_RAW;
	return err;
}

/* All lists become good in one transaction, or none. */
static enum err settle(struct settling *settling, struct case_file *file, struct fault *fault)
{
	uint64_t count = case_document_count(file);
	bool raw;
	enum err err = ERR_NONE;
	for (uint64_t i = 0; i < count && !err; i++) {
		err = get(settling, file, i, &raw, fault);
		if (!err && raw)
			count_document(settling);
	}
	for (uint64_t i = 0; i < count && !err; i++) {
		err = get(settling, file, i, &raw, fault);
		if (err || !raw)
			continue;
		settling->document = i;
		buf_clear(&settling->known);
		err = case_relatives(file, i, add_relative, settling, fault);
		if (err)
			return err;
		enum case_left left = list_document(settling);
		err = case_left_set(file, i, left, buf_str(&settling->items), fault);
	}
	return err ? err : case_commit(file, fault);
}

enum err left_settle(struct case_file *file, const struct risk_kit *kit, struct fault *fault)
{
	struct settling settling = {.kit = kit, .counts = mem_alloc((size_t)ROWS * PLACES, sizeof(uint16_t)), .directory = directory_new()};
	enum err err = case_commit(file, fault);
	if (!err)
		err = case_people(file, DIRECTORY_SIDES, add_full_name, &settling, fault);
	directory_finish(settling.directory);
	if (!err)
		err = settle(&settling, file, fault);
	directory_free(settling.directory);
	free(settling.counts);
	free(settling.words);
	buf_free(&settling.raw);
	buf_free(&settling.items);
	buf_free(&settling.folded);
	buf_free(&settling.names);
	buf_free(&settling.known);
	return err;
}

/* ---- the list ------------------------------------------------------------------------------------------------ */

struct listing {
	struct case_file *file;
	FILE *to;
	bool csv;
	struct buf items, path, row;
	uint64_t found;
};

static const char *left_name(enum case_left left)
{
	return left == CASE_LEFT_MANY ? "many" : left == CASE_LEFT_SOME ? "some" : "few";
}

static void add_cell(struct buf *row, struct str cell)
{
	if (row->len)
		buf_add_byte(row, ',');
	csv_add(row, cell);
}

static void add_row(struct listing *listing, enum case_left left, struct str kind, struct str text, uint64_t line)
{
	struct buf *row = &listing->row;
	char place[40] = "";
	if (line)
		snprintf(place, sizeof place, "line %" PRIu64, line);
	buf_clear(row);
	if (listing->csv) {
		add_cell(row, buf_str(&listing->path));
		add_cell(row, str_of(left_name(left)));
		add_cell(row, kind);
		add_cell(row, text);
		add_cell(row, str_of(place));
	} else {
		buf_printf(row, "%s%s%.*s: %.*s", place, line ? ": " : "", (int)kind.len, kind.ptr, (int)text.len, text.ptr);
	}
	buf_add_text(row, listing->csv ? CSV_END : "\n");
}

static enum err put(struct listing *listing, struct fault *fault)
{
	if (fwrite(listing->row.ptr, 1, listing->row.len, listing->to) == listing->row.len)
		return ERR_NONE;
	return fault_set(fault, ERR_SYSTEM, "writing the list failed: %s", strerror(errno));
}

static enum err put_document(struct listing *listing, enum case_left left, struct fault *fault)
{
	struct str rest = buf_str(&listing->items), kind, text;
	uint64_t line;
	enum err err = ERR_NONE;
	if (!listing->csv) {
		buf_clear(&listing->row);
		buf_printf(&listing->row, "== %.*s: left that could lead to a child: %s ==\n", (int)listing->path.len, listing->path.ptr,
			   left_name(left));
		err = put(listing, fault);
	} else if (rest.len == 0) {
		add_row(listing, left, (struct str){0}, (struct str){0}, 0);
		err = put(listing, fault);
	}
	while (!err && rest.len) {
		if (!take_counted(&rest, &kind) || !take_number(&rest, &line) || !take_counted(&rest, &text))
			return fault_set(fault, ERR_USAGE, "the case is damaged; scan again into a new one");
		add_row(listing, left, kind, text, line);
		err = put(listing, fault);
	}
	return err;
}

/* Those of one amount, or of every one: CASE_LEFT_RAW. */
static enum err put_all(struct listing *listing, enum case_left wanted, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (uint64_t i = 0; i < case_document_count(listing->file) && !err; i++) {
		struct case_document document;
		enum case_left left = CASE_LEFT_RAW;
		bool found = false;
		buf_clear(&listing->items);
		err = case_left_get(listing->file, i, &found, &left, &listing->items, fault);
		if (err || !found || left == CASE_LEFT_RAW || (wanted != CASE_LEFT_RAW && left != wanted))
			continue;
		err = case_document_get(listing->file, i, &document, &found, fault);
		if (err || !found)
			continue;
		listing->found++;
		buf_clear(&listing->path);
		buf_add(&listing->path, document.path);
		err = put_document(listing, left, fault);
	}
	return err;
}

static void listing_free(struct listing *listing)
{
	buf_free(&listing->items);
	buf_free(&listing->path);
	buf_free(&listing->row);
}

enum err left_list(struct case_file *file, FILE *to, struct fault *fault)
{
	struct listing listing = {.file = file, .to = to, .csv = true};
	buf_add(&listing.row, STR(CSV_MARK "document,left,kind,text,first place" CSV_END));
	enum err err = put(&listing, fault);
	for (unsigned left = CASE_LEFT_MANY; left > CASE_LEFT_RAW && !err; left--)
		err = put_all(&listing, (enum case_left)left, fault);
	if (!err && listing.found == 0)
		err = fault_set(fault, ERR_USAGE, "this case has no list of what is left; `blackbar scan INPUT -c CASE` makes one, into a new case");
	listing_free(&listing);
	return err;
}

enum err left_explain(struct case_file *file, FILE *to, struct fault *fault)
{
	struct listing listing = {.file = file, .to = to};
	enum err err = put_all(&listing, CASE_LEFT_RAW, fault);
	listing_free(&listing);
	return err;
}
