/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people/tagger.h"

#include "people/recase.h"
#include "people/seen.h"
#include "people/values.h"

enum { AGENCY_LETTERS = 4 };

void tagger_listen(struct people *people, const struct tagger_listener *listener)
{
	people->listener = *listener;
}

/* A rule has said what the word is. */
static bool is_taken(const struct word *word)
{
	return word->mention != NOBODY || word->blocked;
}

/* "LC-22-118840", "OZ 19-04417": the letters of an agency before the number of its report. */
static bool is_before_number(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t year = at + 1 + sign_is(people, at + 1, '-');
	return word->letters == CASE_UPPER && word->folded.len <= AGENCY_LETTERS && year + 2 < people->word_count &&
	       people->words[year].kind == TOKEN_NUMBER && people->words[year].folded.len == 2 && people->words[year].from <= word->to + 1 &&
	       sign_is(people, year + 1, '-') && people->words[year + 2].kind == TOKEN_NUMBER &&
	       people->words[year + 2].folded.len > AGENCY_LETTERS && people->words[year + 2].from == people->words[year].to + 1;
}

/* Words that are nobody's name in the lists and ordinary words are left out: they are many. */
static bool is_candidate(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->short_form && word->folded.len >= 2 &&
	       word->folded.len <= SEEN_TEXT_MAX && (word->entry->given || word->entry->surname || word->entry->common == 0);
}

/* ---- one look at one word ---------------------------------------------------------------------------------------- */

enum { FEATURES_MOST = 64 };

/* Features are gathered, then summed up, and told when somebody listens. */
struct look {
	struct people *people;
	const struct seen_table *table;
	size_t at, count;
	uint64_t features[FEATURES_MOST];
	struct sums sums;
};

static void tell(const struct look *look, enum kind kind, const struct seen *a, const struct seen *b)
{
	const struct people *people = look->people;
	const struct word *word = &people->words[look->at];
	const char *taken = word->mention != NOBODY ? "name" : word->blocked ? what_name(word->blocked) : "-";
	struct tagger_look told = {word->from, word->to, is_candidate(people, look->at), taken};
	struct buf text = {0};
	seen_write(&text, kind, a, b);
	people->listener.word(people->listener.context, &told, buf_str(&text));
	buf_free(&text);
}

static void sum_up(struct look *look)
{
	if (look->people->weights)
		weights_add(look->people->weights, look->features, look->count, look->sums.list);
	look->count = 0;
}

static inline void add_sums(struct look *look, const struct sums *kept)
{
	struct sums more = *kept;
	for (size_t i = 0; i < 4; i++) /* four at once */
		look->sums.list[i] += more.list[i];
	for (size_t i = 4; i < WEIGHT_COUNT; i++)
		look->sums.list[i] += more.list[i];
}

static inline void see(struct look *look, enum kind kind, const struct seen *a, const struct seen *b)
{
	look->features[look->count++] = feature_hash(look->table->kinds[kind], a->hash, b->hash);
	if (look->count == FEATURES_MOST)
		sum_up(look);
	if (look->people->listener.word)
		tell(look, kind, a, b);
}

static enum value place_of(const struct word *word)
{
	return word->caps ? VALUE_CAPS : word->sentence_start ? VALUE_START : VALUE_IN;
}

static void see_word(struct look *look, const struct seen *level, const struct seen *shape)
{
	const struct word *word = &look->people->words[look->at];
	const struct seen *values = look->table->values, *nothing = &look->table->nothing;
	struct str folded = word->folded;
	see(look, KIND_FORM, shape, nothing);
	see(look, KIND_LEVEL, level, nothing);
	see(look, KIND_LEVEL_FORM, level, shape);
	see(look, KIND_LEVEL_PLACE, level, &values[place_of(word)]);
	see(look, KIND_LENGTH, &values[VALUE_LENGTH + (folded.len < 10 ? folded.len : 10)], shape);
	if (word->kind == TOKEN_WORD && folded.len >= 3) {
		struct seen end3 = seen((struct str){folded.ptr + folded.len - 3, 3}), end2 = seen((struct str){folded.ptr + folded.len - 2, 2});
		struct seen start3 = seen((struct str){folded.ptr, 3});
		see(look, KIND_END3, &end3, nothing);
		see(look, KIND_START3, &start3, nothing);
		see(look, KIND_END2, &end2, level);
	}
	if (word->kind == TOKEN_WORD && word->entry->common >= 5) {
		struct seen whole = seen(folded);
		see(look, KIND_WORD, &whole, nothing);
	}
	if (word->kind == TOKEN_WORD) {
		const struct seen *ways = &values[VALUE_LENGTH + seen_ways(look->people, look->at)];
		see(look, KIND_WAYS, ways, &values[place_of(word)]);
		see(look, KIND_WAYS_LEVEL, ways, level);
	}
	see(look, KIND_TOWN, &values[word->place ? VALUE_YES : VALUE_NO], level);
	see(look, KIND_LINE, &values[word->line_start ? VALUE_START : word->wide ? VALUE_WIDE : VALUE_IN], level);
}

/* Of all that see_word() looks at. */
static uint64_t word_key(const struct look *look, const struct seen *level, const struct seen *shape)
{
	const struct word *word = &look->people->words[look->at];
	uint64_t len = word->folded.len < 10 ? word->folded.len : 10;
	uint64_t flags = word->caps | (uint64_t)word->sentence_start << 1 | (uint64_t)word->place << 2 | (uint64_t)word->line_start << 3 |
			 (uint64_t)word->wide << 4 | (uint64_t)(word->entry->common >= 5) << 5 | (uint64_t)(word->kind == TOKEN_WORD) << 6 |
			 len << 7 | (uint64_t)seen_ways(look->people, look->at) << 11;
	return feature_hash(level->hash + flags, shape->hash, word->kind == TOKEN_WORD ? str_hash(word->folded) : 0);
}

/* The same words stand in the same way again and again. */
static void sum_word(struct look *look, const struct seen *level, const struct seen *shape)
{
	uint64_t key = word_key(look, level, shape);
	struct kept_sums *kept = &look->people->seen->of_words[key >> (64 - KEPT_BITS)];
	if (kept->key != key || look->people->listener.word) {
		see_word(look, level, shape);
		sum_up(look);
		*kept = (struct kept_sums){key, look->sums};
	}
	look->sums = kept->sums;
}

/* The index `by` tokens away; word_count when there is none. */
static size_t beside(const struct look *look, int by)
{
	return by < 0 && look->at < (size_t)-by ? look->people->word_count : look->at + (size_t)(ptrdiff_t)by;
}

/* A neighbour, and the cues that begin there: of which class, and how far. */
static void see_neighbour(struct look *look, int by, const struct seen *near, cue_set has)
{
	const struct seen *nothing = &look->table->nothing;
	see(look, kind_at(KIND_NEAR, by), near, nothing);
	for (unsigned half = 0; half < 2; half++)
		for (uint64_t bits = (uint64_t)(has >> 64 * half); bits; bits &= bits - 1)
			see(look, kind_at(KIND_CUE, by), &look->table->cues[64 * half + (unsigned)__builtin_ctzll(bits)], nothing);
}

/* The same sign or small word stands at the same distance again and again. */
static void sum_neighbour(struct look *look, int by, const struct seen *near)
{
	const struct people *people = look->people;
	size_t at = beside(look, by);
	cue_set has = at < people->word_count ? people->words[at].has : 0;
	uint64_t key = feature_hash(look->table->kinds[kind_at(KIND_NEAR, by)] + (uint64_t)has, near->hash, (uint64_t)(has >> 64));
	struct kept_sums *kept = &people->seen->of_neighbours[key >> (64 - KEPT_BITS)];
	if (kept->key != key || people->listener.word) {
		struct sums sums = look->sums;
		look->sums = (struct sums){0};
		see_neighbour(look, by, near, has);
		sum_up(look);
		*kept = (struct kept_sums){key, look->sums};
		look->sums = sums;
	}
	add_sums(look, &kept->sums);
}

static void see_neighbours(struct look *look, const struct seen *level, const struct seen *shape)
{
	const struct people *people = look->people;
	const struct seen *near[2 * SEEN_NEAR + 1];
	for (int i = -SEEN_NEAR; i <= SEEN_NEAR; i++) {
		near[i + SEEN_NEAR] = seen_neighbour(people, beside(look, i));
		sum_neighbour(look, i, near[i + SEEN_NEAR]);
	}
	see(look, KIND_BEFORE2, near[SEEN_NEAR - 2], near[SEEN_NEAR - 1]);
	see(look, KIND_AFTER2, near[SEEN_NEAR + 1], near[SEEN_NEAR + 2]);
	see(look, KIND_AROUND, near[SEEN_NEAR - 1], near[SEEN_NEAR + 1]);
	see(look, KIND_BEFORE_LEVEL, near[SEEN_NEAR - 1], level);
	see(look, KIND_AFTER_LEVEL, near[SEEN_NEAR + 1], level);
	see(look, KIND_LEVEL_BEFORE, seen_levels(people, beside(look, -1)), level);
	see(look, KIND_LEVEL_AFTER, seen_levels(people, beside(look, 1)), level);
	see(look, KIND_FORM_BEFORE, seen_form(people, beside(look, -1)), shape);
	see(look, KIND_FORM_AFTER, seen_form(people, beside(look, 1)), shape);
}

/* Is a neighbour somebody's name? */
static void see_beside(struct look *look, bool before, bool after)
{
	const struct seen *values = look->table->values;
	see(look, KIND_BESIDE, &values[before ? VALUE_BEFORE : VALUE_DASH], &values[after ? VALUE_AFTER : VALUE_DASH]);
}

static void sum_names(struct look *look)
{
	const struct people *people = look->people;
	bool before = look->at > 0 && people->words[look->at - 1].mention != NOBODY;
	bool after = look->at + 1 < people->word_count && people->words[look->at + 1].mention != NOBODY;
	if (people->listener.word)
		see_beside(look, before, after);
	else
		add_sums(look, &look->table->beside[before][after]);
}

/* All but the names beside it. What is not summed up yet is on its way from memory. */
static void begin_look(struct look *look, struct people *people, size_t at)
{
	look->people = people;
	look->table = people->seen;
	look->at = at;
	look->count = 0;
	look->sums = (struct sums){0};
	char text[SHAPE_MAX];
	bool word = people->words[at].kind == TOKEN_WORD;
	struct seen level = word ? *seen_levels(people, at) : seen_shape(people, at, text);
	const struct seen *shape = seen_form(people, at);
	sum_word(look, &level, shape);
	see_neighbours(look, &level, shape);
	if (people->weights)
		weights_fetch(people->weights, look->features, look->count);
}

static void end_look(struct look *look)
{
	sum_up(look);
	look->people->seen->sums[look->at] = look->sums;
	look->people->seen->summed[look->at] = true;
}

/* A word is looked at as a name, then as something else: only what sum_names() adds can be different then. */
static void look_at(struct look *look, struct people *people, size_t at)
{
	if (!people->seen->summed[at] || people->listener.word) {
		begin_look(look, people, at);
		end_look(look);
	}
	look->people = people;
	look->table = people->seen;
	look->at = at;
	look->count = 0;
	look->sums = people->seen->sums[at];
	sum_names(look);
}

/* ---- names ----------------------------------------------------------------------------------------------------- */

enum { COMMON_LEAST = 8, COMMON_MORE = 6, COMMON_MORE_CELL = 5, DEMAND_COMMON = 150, GIVEN_COMMON = 8, LEARNED_SCORE = 55 };
enum { DEMAND_NAME = 150, DEMAND_PART = 150 }; /* of read_small() */

/* A rank, office, title or what an agency is called says who somebody is; it is no name unless the report shows it to be one. */
static bool says_who(const struct people *people, size_t at)
{
	cue_set cues = cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) |
		       cue_bit(CUE_OCCUPATION) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_WEEKDAY);
	return !people->words[at].proper && word_has_any(people, at, cues);
}

/* "Mon 26 Feb, 6:10 pm", also where the line ends behind the day. */
static bool is_month_of_day(const struct people *people, size_t at)
{
	size_t day = word_has(people, at, CUE_MONTH) && people->words[at].entry->given < 7 ? word_previous(people, at) : SIZE_MAX;
	return day != SIZE_MAX && people->words[day].kind == TOKEN_NUMBER && people->words[day].folded.len <= 2;
}

/* "HIS UNCLE TOM LEFT": in capitals, or alone in a cell of a table, an ordinary word looks as a name does, and much more than that
 * must speak for one. */
static int32_t name_demand(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	unsigned common = word->entry->common;
	bool alone = word->next == line_to(people, word->line) && (at == 0 || people->words[at - 1].kind != TOKEN_WORD);
	bool cell = people->lines[word->line].cell && alone;
	int more = word->caps ? COMMON_MORE : COMMON_MORE_CELL;
	return (word->caps || cell) && common >= COMMON_LEAST && (int)common >= name_level(word) + more ? DEMAND_COMMON : 0;
}

/* `more` must speak for it than for others. */
static bool is_name(struct people *people, size_t at, int32_t more)
{
	const struct word *word = &people->words[at];
	if (!is_candidate(people, at) || is_taken(word) || word->fact || says_who(people, at) || is_month_of_day(people, at) ||
	    is_before_number(people, at))
		return false;
	struct look look;
	look_at(&look, people, at);
	sum_up(&look);
	return look.sums.list[WEIGHT_NAME] > name_demand(people, at) + more;
}

/* "MARL HARBOR, MICHIGAN": a town before its state, unless a word is a common given name: "I saw Jayden, Ohio plates". */
static bool is_town_of_state(const struct people *people, size_t from, size_t to)
{
	const struct entry *state = to + 1 < people->word_count && sign_is(people, to, ',') ? people->words[to + 1].entry : NULL;
	if (!state || !(state->place & PLACE_ALONE) || state->given >= GIVEN_COMMON || people->words[to + 1].letters == CASE_LOWER)
		return false;
	while (from < to && people->words[from].entry->given < GIVEN_COMMON)
		from++;
	return from == to;
}

/* "visits to Court Street": the kind of a street behind its name, and both are what is to be cut. "Then Lane left" tells of a boy. */
static bool is_street_kind(const struct people *people, size_t from, size_t end)
{
	if (from > 0 && (word_has(people, from - 1, CUE_WEEKDAY) ||
			 (people->words[from - 1].sentence_start && people->words[from - 1].entry->common >= 9)))
		return false;
	return end == from + 1 && from > 0 && people->words[from - 1].letters == CASE_TITLE && word_in(people, from, LIST_STREET_KIND, NULL) &&
	       !people->words[from].wide && !word_has_any(people, from - 1, cue_bit(CUE_TITLE) | cue_bit(CUE_RANK) | cue_bit(CUE_KIN));
}

static bool has_vowel(struct str folded)
{
	for (size_t i = 0; i < folded.len; i++)
		if (strchr("aeiouy", folded.ptr[i]) || (unsigned char)folded.ptr[i] >= 0x80)
			return true;
	return false;
}

/* "December 20", "MISSING CHILD (LOCATED)", "BCSD 24-12-0117", "REPORT OF A CHILD ALONE": a date, the state of a case, letters of an agency,
 * a child of no name. */
static bool is_no_name(const struct people *people, size_t from, size_t end)
{
	const struct word *word = &people->words[from];
	if (end != from + 1 || end >= people->word_count)
		return false;
	if (word->caps && from > 0 && word_has(people, from, CUE_CHILD) && word_has(people, from - 1, CUE_DETERMINER))
		return true;
	if (from > 0 && sign_is(people, from - 1, '(') && sign_is(people, end, ')'))
		return verb_form(people, from) == VERB_PAST && word->entry->given < GIVEN_COMMON;
	return is_numeric(people, end) && ((word_has(people, from, CUE_MONTH) && people->words[end].folded.len <= 2) ||
					   (word->letters == CASE_UPPER && word->folded.len >= 3 && !has_vowel(word->folded)));
}

static void tag_names(struct people *people, int32_t more)
{
	for (size_t at = 0, end; at < people->word_count; at = end) {
		size_t from = at;
		end = at + 1;
		if (!is_name(people, at, more))
			continue;
		while (end < people->word_count && people->words[end].line == people->words[from].line && !people->words[end].wide &&
		       is_name(people, end, more))
			end++;
		if (is_street_kind(people, from, end))
			finding_add(people->findings, (struct span){people->words[from - 1].from, people->words[from].to}, WHAT_ADDRESS,
				    RULE_LEARNED)->score = LEARNED_SCORE;
		else if (!is_no_name(people, from, end) && !is_agency(people, from) && !is_agency(people, end) && !people->words[from].town &&
			 !is_town_of_state(people, from, end) && !business_is(people, from, end))
			mention_add(people, from, end, SOURCE_RUN)->is.evidence |= BECAUSE_LEARNED;
	}
}

/* ---- homes, schools, dates of birth, telephones, numbers --------------------------------------------------------- */

enum { JOINED_WORDS = 5, JOINED_BYTES = 24 };

/* What a word can be part of, but for a name. */
static enum what what_of_weight(enum weight_of weight)
{
	static const uint8_t whats[WEIGHT_COUNT] = {
		[WEIGHT_HOME] = WHAT_ADDRESS, [WEIGHT_SCHOOL] = WHAT_SCHOOL, [WEIGHT_BIRTH] = WHAT_BIRTH_DATE,
		[WEIGHT_CONTACT] = WHAT_PHONE, [WEIGHT_ID] = WHAT_OTHER_ID};
	return (enum what)whats[weight];
}

/* The same the other way; WEIGHT_NAME: of none. */
static enum weight_of weight_of_what(enum what what)
{
	switch (what) {
	case WHAT_ADDRESS:
		return WEIGHT_HOME;
	case WHAT_SCHOOL:
		return WEIGHT_SCHOOL;
	case WHAT_BIRTH_DATE:
		return WEIGHT_BIRTH;
	case WHAT_PHONE:
	case WHAT_EMAIL:
	case WHAT_HANDLE:
	case WHAT_URL:
		return WEIGHT_CONTACT;
	default:
		return what >= WHAT_SSN && what <= WHAT_OTHER_ID ? WEIGHT_ID : WEIGHT_NAME;
	}
}

static bool is_part_candidate(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->folded.len == 0 || word->folded.len > SEEN_TEXT_MAX)
		return false;
	/* "10/9 Prelim. Waived": the day of a month begins no home */
	if (at >= 2 && word->folded.len <= 2 && sign_is(people, at - 1, '/') && people->words[at - 1].to == word->from &&
	    is_numeric(people, at - 2) && people->words[at - 2].line_start && at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_WORD)
		return false;
	return is_numeric(people, at) || (word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->short_form);
}

/* Word after word: what the two candidates before were, and what is being read. WEIGHT_NAME: nothing. */
struct walk {
	struct people *people;
	enum weight_of before, earlier, open;
	size_t from, to;
	int32_t demand; /* how much must speak for a part */
	size_t known, known_end; /* findings of an earlier walk that may lie behind here, in order */
};

/* What the two candidates before were. */
static void see_parts(struct look *look, enum weight_of before, enum weight_of earlier)
{
	const struct seen *parts = &look->table->values[VALUE_PART];
	see(look, KIND_PART, &parts[before], &look->table->nothing);
	see(look, KIND_PARTS, &parts[before], &parts[earlier]);
}

static enum weight_of part_at(const struct walk *walk, size_t at)
{
	struct people *people = walk->people;
	const struct word *word = &people->words[at];
	if (is_taken(word))
		return weight_of_what((enum what)word->blocked);
	struct look look;
	look_at(&look, people, at);
	add_sums(&look, &people->seen->parts[walk->before][walk->earlier]);
	see(&look, KIND_PART_WORD, &people->seen->values[VALUE_PART + walk->before], seen_neighbour(people, at));
	sum_up(&look);
	enum weight_of best = WEIGHT_NAME;
	for (enum weight_of i = WEIGHT_HOME; i < WEIGHT_COUNT; i++)
		if (look.sums.list[i] > (best ? look.sums.list[best] : walk->demand))
			best = i;
	return best;
}

/* An earlier walk has found all of it. */
static bool is_known(struct walk *walk, struct span span)
{
	const struct finding *list = walk->people->findings->list;
	while (walk->known < walk->known_end && list[walk->known].span.to < span.to)
		walk->known++;
	return walk->known < walk->known_end && list[walk->known].span.from <= span.from;
}

/* The candidate goes on with what is being read: nothing but a few small words stands between. */
static bool is_joined(const struct walk *walk, size_t at)
{
	const struct people *people = walk->people;
	if (at > walk->to + JOINED_WORDS || people->words[at].from - people->words[walk->to - 1].to >= JOINED_BYTES)
		return false;
	for (size_t i = walk->to; i < at; i++)
		if (people->words[i].kind == TOKEN_LINE || people->words[i].bar || people->words[i].wide || sign_is(people, i, '.') ||
		    sign_is(people, i, ';') || sign_is(people, i, '|'))
			return false;
	return !people->words[at].wide;
}

static void finish(struct walk *walk)
{
	const struct people *people = walk->people;
	if (walk->open == WEIGHT_BIRTH && walk->to > walk->from && tagged_no_day(people, walk->from, walk->to))
		walk->open = WEIGHT_ID;
	if (walk->open == WEIGHT_ID && walk->to > walk->from)
		number_grow(people, &walk->from, &walk->to);
	if (walk->open == WEIGHT_HOME && walk->to > walk->from + 1 && is_numeric(people, walk->to - 1) &&
	    word_in(people, walk->to, LIST_NUMBER_UNIT, NULL))
		walk->to--; /* "met her in Larch Hall 4 times" */
	if (walk->to > walk->from && tagged_enough(people, walk->open, walk->from, walk->to)) {
		struct span span = {people->words[walk->from].from, people->words[walk->to - 1].to};
		if (!is_known(walk, span))
			finding_add(people->findings, span, what_of_weight(walk->open), RULE_LEARNED)->score = LEARNED_SCORE;
	}
	walk->from = walk->to = 0;
}

/* `known`: the number of the first finding of an earlier walk; behind all of them, there was none. */
static void tag_parts(struct people *people, int32_t demand, size_t known)
{
	struct walk walk = {.people = people, .demand = demand, .known = known, .known_end = people->findings->count};
	for (size_t at = 0; at < people->word_count; at++) {
		if (!is_part_candidate(people, at))
			continue;
		enum weight_of part = part_at(&walk, at);
		bool found = part && !is_taken(&people->words[at]);
		if (walk.to > walk.from && !(found && part == walk.open && is_joined(&walk, at)))
			finish(&walk);
		if (found) {
			walk.from = walk.to > walk.from ? walk.from : at;
			walk.to = people->words[at].next;
			walk.open = part;
		}
		walk.earlier = walk.before;
		walk.before = part;
	}
	finish(&walk);
}

void tagger_prepare(struct people *people)
{
	struct seen_table *table = people->seen;
	for (int i = 0; i < 4; i++) {
		struct look look = {.people = people, .table = table};
		see_beside(&look, i >> 1, i & 1);
		sum_up(&look);
		table->beside[i >> 1][i & 1] = look.sums;
	}
	for (enum weight_of before = 0; before < WEIGHT_COUNT; before++)
		for (enum weight_of earlier = 0; earlier < WEIGHT_COUNT; earlier++) {
			struct look look = {.people = people, .table = table};
			see_parts(&look, before, earlier);
			sum_up(&look);
			table->parts[before][earlier] = look.sums;
		}
}

static void listen(struct people *people)
{
	for (size_t at = 0; people->listener.word && at < people->word_count; at++)
		if (is_part_candidate(people, at)) {
			struct look look;
			look_at(&look, people, at);
		}
	people->listener.word = NULL; /* each word is told once, before anything is found */
}

/* Looks at all words that will be looked at, each while the weights of the one before come from memory. */
static void look_ahead(struct people *people)
{
	struct look looks[2];
	size_t count = 0;
	for (size_t at = 0; at < people->word_count; at++) {
		if (!is_part_candidate(people, at) || is_taken(&people->words[at]))
			continue;
		begin_look(&looks[count & 1], people, at);
		if (count++)
			end_look(&looks[count & 1]);
	}
	if (count)
		end_look(&looks[(count - 1) & 1]);
}

/* The same for words in capitals, as they could stand in small letters: the classifier has learned most from such text. That they do
 * is a guess, so that more must speak for what is found. */
static void read_small(struct people *people, size_t known)
{
	uint8_t *changed = recase_small(people);
	if (!changed)
		return;
	seen_begin(people);
	look_ahead(people);
	tag_names(people, DEMAND_NAME);
	tag_parts(people, DEMAND_PART, known);
	recase_back(people, changed);
	seen_begin(people);
}

void tagger_read(struct people *people)
{
	listen(people);
	if (!people->weights)
		return;
	look_ahead(people);
	tag_names(people, 0);
	size_t first = people->findings->count;
	tag_parts(people, 0, first);
	read_small(people, first);
}
