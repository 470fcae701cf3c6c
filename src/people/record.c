/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Exports without a head: "PER|2|SUSP|DOE|JANE|A|F|W|...". A line of cells is one record, and its cells belong to one person.
 * What a cell means shows in its shape and in its neighbours': two cells of a name stand before a birth date or before sex and
 * age; where that is so in several lines, it is so in those that lack them too. */
#include "base/date.h"
#include "people/layout.h"

enum { CODE_LEN = 4 };

enum shape { EMPTY, TEXT, NAME, LETTER, AGE, DATE, YEAR, ROLE };

/* ---- where cells end ------------------------------------------------------------------------------------------------ */

struct signs {
	size_t bars, tight, loose, quoted;
};

static bool blank_behind(const struct people *people, size_t at, size_t to)
{
	return at + 1 >= to || people->words[at + 1].from > people->words[at].to;
}

/* Commas (or semicolons) outside quotes: `tight` have no space behind them, as no prose writes them. */
static struct signs count_signs(const struct people *people, size_t from, size_t to, char sign)
{
	struct signs signs = {0};
	bool quoted = false;
	for (size_t at = from; at < to; at++) {
		bool quote = sign_is(people, at, '"');
		signs.quoted += quote;
		quoted = quoted != quote;
		signs.bars += sign_is(people, at, '|');
		if (quoted || !sign_is(people, at, sign))
			continue;
		if (at + 1 < to && blank_behind(people, at, to))
			signs.loose++;
		else
			signs.tight++;
	}
	return signs;
}

static bool set_bars(struct people *people, size_t from, size_t to, char sign)
{
	struct line *line = &people->lines[people->words[from].line];
	bool quoted = false;
	for (size_t at = from; at < to; at++) {
		quoted = quoted != (sign != '|' && sign_is(people, at, '"'));
		people->words[at].bar = !quoted && sign_is(people, at, sign);
		line->cells += people->words[at].bar;
	}
	return true;
}

static bool mark_line(struct people *people, size_t from, size_t to, bool follows)
{
	static const char parts[] = {',', ';', '^'};
	for (size_t i = 0; i < sizeof parts; i++) {
		struct signs signs = count_signs(people, from, to, parts[i]);
		if (signs.bars)
			return set_bars(people, from, to, '|');
		bool even = signs.quoted % 2 == 0;
		if (even && signs.tight > signs.loose * 4 && signs.tight >= (signs.quoted || follows ? 1 : 3))
			return set_bars(people, from, to, parts[i]);
	}
	return false;
}

void mark_bars(struct people *people)
{
	bool follows = false;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		bool may = from < to && (people->lines[line].bars || people->lines[line].separators > (follows ? 0 : 2));
		follows = may && mark_line(people, from, to, follows);
	}
}

void split_cells(const struct people *people, size_t from, size_t to, struct cells *cells)
{
	cells->count = 0;
	for (size_t at = from; cells->count < COLUMNS; at++) {
		size_t first = at;
		while (at < to && !people->words[at].bar)
			at++;
		size_t last = at;
		if (first < last && sign_is(people, first, '"'))
			first++;
		if (first < last && sign_is(people, last - 1, '"'))
			last--;
		cells->from[cells->count] = (uint32_t)first;
		cells->to[cells->count++] = (uint32_t)last;
		if (at >= to)
			return;
	}
}

/* ---- what a cell can be ---------------------------------------------------------------------------------------------- */

static struct str cell_text(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t from = cells->from[cell], to = cells->to[cell];
	if (from >= to)
		return (struct str){0};
	return str_part(buf_str(&people->view->text), (struct span){people->words[from].from, people->words[to - 1].to});
}

static bool is_birth(const struct people *people, const struct cells *cells, size_t cell)
{
	struct date date;
	struct str text = cell_text(people, cells, cell);
	const struct word *first = &people->words[cells->from[cell]];
	if (text.len > 0 && (first->blocked == WHAT_INCIDENT_DATE || first->blocked == WHAT_REPORT_DATE))
		return false; /* "DT|OCC|03/18/2024" */
	if (text.len < 6 || text.len > 11 || !date_parse(text, people->last.year ? people->last.year : 2035, &date) || !date_full(date))
		return false;
	if (text.len < 8 && text.ptr[text.len - 1] >= 'A')
		return false;
	return people->last.year == 0 || date.year + 110 > people->last.year;
}

/* "PARENT OF 01", "MOTHER OF V-2", "SUSPECT JUV", "WITNESS (JUV)": a role, and behind it whose, or a second one that says who is young. */
static bool is_role_tail(const struct people *people, size_t at, size_t to, struct str *role)
{
	enum { TAIL_WORDS = 6 };
	bool code = false;
	for (size_t i = at; i < to; i++) {
		const struct cue_hit *second = cue_at(people, i, CUE_ROLE);
		code = code || second || is_numeric(people, i);
		if (i > at + TAIL_WORDS || !(second || people->words[i].kind != TOKEN_WORD || word_is(people, i, "of") || word_is(people, i, "to")))
			return false;
		bool young = second && (str_equal(second->value, STR("juvenile")) || str_equal(second->value, STR("child-victim")));
		if (young && !word_is(people, i - 1, "of"))
			*role = role_is_victim(*role) ? STR("child-victim") : STR("juvenile");
	}
	return code;
}

/* A role or rank that fills the cell: "V1", "SUSP", "RP2", "OFC". */
static bool is_role_cell(const struct people *people, const struct cells *cells, size_t cell, struct str *role)
{
	size_t at = cells->from[cell], to = cells->to[cell], end = to;
	if (at >= to)
		return false;
	if (to == at + 3 && people->words[to - 1].folded.len == 1 && people->words[to - 1].kind == TOKEN_WORD && sign_is(people, at + 1, '-'))
		to = at + 1; /* "SUS-J" */
	while (to > at + 1 && (people->words[to - 1].kind == TOKEN_NUMBER || sign_is(people, to - 1, '-') || sign_is(people, to - 1, '#')))
		to--;
	if (to == at + 1 && counted_role(people, at, role))
		return true; /* "SUBJ2" */
	static const enum cue cues[] = {CUE_ROLE, CUE_ROLE_CELL, CUE_LABEL_OFFICIAL, CUE_RANK};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_at(people, at, cues[i]);
		struct str said = hit ? hit->value : (struct str){0};
		bool begins = hit && i == 0 && people->words[at].letters == CASE_UPPER && hit->to < end && people->words[at].folded.len > 2;
		bool fills = hit && (hit->to == to || (begins && is_role_tail(people, hit->to, end, &said)));
		if (!fills || (i < 2 && people->words[at].letters == CASE_LOWER) || (i >= 2 && is_driver(people, at)))
			continue;
		if (hit->to < to) {
			*role = said;
			return true;
		}
		*role = i < 2 ? hit->value : STR("official");
		young_role(people, to, end, role);
		return true;
	}
	return false;
}

/* One to four words of a name that are no agency or shop. */
static bool is_name_shape(const struct people *people, size_t from, size_t to)
{
	size_t words = words_of_name(people, from, to);
	return words > 0 && words <= 4 && !word_has(people, to - 1, CUE_AGENCY) && (words == 1 || !word_has(people, to - 1, CUE_ORGANISATION));
}

static enum shape shape_of(const struct people *people, const struct cells *cells, size_t cell)
{
	if (cell >= cells->count)
		return EMPTY;
	size_t from = cells->from[cell], to = cells->to[cell];
	if (from >= to || (to == from + 1 && people->words[from].kind == TOKEN_SIGN))
		return EMPTY;
	const struct word *word = &people->words[from];
	if (to == from + 1 && word->kind == TOKEN_WORD && word->folded.len == 1)
		return LETTER;
	if (to == from + 1 && word->kind == TOKEN_NUMBER && word->folded.len <= 2)
		return AGE;
	if (to == from + 1 && word->kind == TOKEN_NUMBER && word->folded.len == 4 &&
	    (memcmp(word->folded.ptr, "19", 2) == 0 || memcmp(word->folded.ptr, "20", 2) == 0))
		return YEAR;
	if (is_birth(people, cells, cell))
		return DATE;
	return is_name_shape(people, from, to) ? NAME : TEXT;
}

static bool is_letter_of(const struct people *people, const struct cells *cells, size_t cell, const char *letters)
{
	return shape_of(people, cells, cell) == LETTER && strchr(letters, people->words[cells->from[cell]].folded.ptr[0]);
}

static bool looks_named(const struct people *people, const struct cells *cells, size_t cell)
{
	const struct entry *entry = people->words[cells->from[cell]].entry;
	return entry->given >= 3 || entry->surname >= 3 || entry->common == 0;
}

/* Behind the cells of a name: a birth date, or a sex with a race or an age beside it. */
static bool describes_person(const struct people *people, const struct cells *cells, size_t cell)
{
	for (size_t i = cell; i < cells->count && i < cell + 4; i++) {
		enum shape shape = shape_of(people, cells, i);
		bool sex = is_letter_of(people, cells, i, "mfux");
		enum shape next = shape_of(people, cells, i + 1);
		if (shape == DATE || (sex && (next == AGE || next == YEAR || is_letter_of(people, cells, i + 1, "wbahiou"))) ||
		    (shape == YEAR && next == AGE))
			return true;
		if (shape == TEXT)
			return false;
	}
	return false;
}

static bool two_names(const struct people *people, const struct cells *cells, size_t cell)
{
	if (shape_of(people, cells, cell) != NAME || shape_of(people, cells, cell + 1) != NAME)
		return false;
	return looks_named(people, cells, cell) || looks_named(people, cells, cell + 1);
}

/* One short word in capitals: a role that no list has. */
static bool is_code_cell(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t at = cells->from[cell];
	return cells->to[cell] == at + 1 && people->words[at].letters == CASE_UPPER && people->words[at].folded.len <= 3 &&
	       !word_has(people, at, CUE_AGENCY) && !people->words[at].blocked;
}

/* The cell in which the name of the line's person begins, by what stands behind it or by a code before it; SIZE_MAX none. */
static size_t name_cell(const struct people *people, const struct cells *cells)
{
	struct str role;
	for (size_t cell = 0; cell + 2 < cells->count; cell++) {
		if (!two_names(people, cells, cell) || is_role_cell(people, cells, cell, &role))
			continue;
		bool coded = cell > 0 && cell < 4 && cells->count >= 6 && is_code_cell(people, cells, cell - 1) &&
			     !is_code_cell(people, cells, cell) && !is_code_cell(people, cells, cell + 1) &&
			     looks_named(people, cells, cell) && looks_named(people, cells, cell + 1);
		if (coded || describes_person(people, cells, cell + 2))
			return cell;
	}
	return SIZE_MAX;
}

/* "PERS", "NARR": a code that begins several lines says what kind of line it is; it names nobody. */
static void mark_types(struct people *people)
{
	for (uint32_t line = 0; line + 1 < people->line_count; line++) {
		size_t from = line_from(people, line), next = line_from(people, line + 1);
		if (from + 1 >= next || !is_bar(people, from + 1) || people->words[from].letters != CASE_UPPER)
			continue;
		if (next + 1 < people->word_count && is_bar(people, next + 1) && str_equal(people->words[from].folded, people->words[next].folded))
			people->words[from].fact = people->words[next].fact = true;
	}
}

void learn_records(struct layout *layout)
{
	mark_types(layout->people);
	struct people *people = layout->people;
	for (uint32_t line = 0; line < people->line_count; line++) {
		struct cells cells;
		size_t from = line_from(people, line), to = line_to(people, line);
		if (people->lines[line].cells < 3 || bars_in(people, from, to) < 3)
			continue;
		split_cells(people, from, to, &cells);
		size_t cell = name_cell(people, &cells);
		rows_learn(layout, &cells, cell != SIZE_MAX && describes_person(people, &cells, cell + 2));
		if (cell != SIZE_MAX && layout->votes[cell] < UINT8_MAX)
			layout->votes[cell]++;
	}
}

/* ---- the cells of a person ------------------------------------------------------------------------------------------ */

/* The surname of another line's person: there the name begins with it. */
static bool is_surname_of_another(const struct layout *layout, struct str text)
{
	const struct people *people = layout->people;
	for (uint32_t line = 0; line < people->line_count && line < 100; line++) {
		struct cells cells;
		size_t from = line_from(people, line), to = line_to(people, line);
		if (from >= to || people->lines[line].cells < 3 || bars_in(people, from, to) < 3)
			continue;
		split_cells(people, from, to, &cells);
		size_t cell = name_cell(people, &cells);
		if (cell != SIZE_MAX && str_equal(cell_text(people, &cells, cell), text))
			return true;
	}
	return false;
}

/* "ABDULKARIM|NOUR|AL-HASSAN": given names come first when the last of the cells is a surname far more than the first is. */
static int surname_weight(const struct people *people, const struct cells *cells, size_t cell)
{
	const struct entry *entry = people->words[cells->from[cell]].entry;
	return (int)entry->surname - (int)entry->given;
}

static bool is_middle(const struct people *people, const struct cells *cells, size_t cell)
{
	enum shape shape = shape_of(people, cells, cell);
	struct str rank;
	if (shape == NAME)
		return !is_role_cell(people, cells, cell, &rank);
	/* "O|M|B" is an initial, a sex and a race; "F|W" is none */
	return shape == LETTER && (is_letter_of(people, cells, cell + 1, "mf") || !is_letter_of(people, cells, cell, "mfux"));
}

/* Adds the name that begins in `cell`; returns the cell behind it. */
static size_t add_name_cells(struct layout *layout, const struct cells *cells, size_t cell)
{
	struct people *people = layout->people;
	size_t count = 2 + is_middle(people, cells, cell + 2);
	bool third = count == 3 && shape_of(people, cells, cell + 2) == NAME;
	bool turned = third && (surname_weight(people, cells, cell + 2) > surname_weight(people, cells, cell) + 6 ||
				is_surname_of_another(layout, cell_text(people, cells, cell + 2)));
	enum what order[3] = {WHAT_NAME_SURNAME, WHAT_NAME_GIVEN, WHAT_NAME_MIDDLE};
	if (turned)
		order[0] = WHAT_NAME_GIVEN, order[1] = WHAT_NAME_MIDDLE, order[2] = WHAT_NAME_SURNAME;
	for (size_t i = 0; i < count; i++)
		add_fact(people, cells->from[cell + i], cells->to[cell + i], order[i], layout->record);
	layout->named = true;
	return cell + count;
}

/* "MOTHER", "FATHER T1", "SISTER OF 1", "MOTHER, AT WORK": where the kinship that fills or begins the cell ends, or 0. */
static size_t kin_end(const struct people *people, size_t from, size_t to)
{
	const struct cue_hit *kin = cue_at(people, from, CUE_KIN);
	kin = kin ? kin : cue_at(people, from, CUE_KIN_CHILD);
	if (!kin || kin->to > to)
		return 0;
	const struct word *next = kin->to < to ? &people->words[kin->to] : NULL;
	bool ends = !next || next->kind == TOKEN_SIGN || (next->kind != TOKEN_WORD && people->words[from].folded.len > 2) ||
		    word_is(people, kin->to, "of") || word_is(people, kin->to, "to");
	return ends && to <= from + 8 ? kin->to : 0;
}

/* Birth date, age, kinship, arrest: what the cells behind the name say of the person. */
static void add_traits(struct layout *layout, const struct cells *cells, size_t cell)
{
	struct people *people = layout->people;
	bool born = false;
	for (; cell < cells->count; cell++) {
		size_t from = cells->from[cell], to = cells->to[cell];
		if (from >= to)
			continue;
		enum shape shape = shape_of(people, cells, cell);
		bool beside = (cell > 0 && shape_of(people, cells, cell - 1) == DATE) || is_letter_of(people, cells, cell + 1, "mfux") ||
			      is_letter_of(people, cells, cell - 1, "mfux");
		if (!born && (shape == DATE || (shape == YEAR && people->words[from].folded.len == 4)))
			add_fact(people, from, to, WHAT_BIRTH_DATE, layout->record), born = true;
		else if (shape == AGE && (beside || shape_of(people, cells, cell - 1) == YEAR))
			add_fact(people, from, to, WHAT_AGE, layout->record);
		const struct cue_hit *arrest = cue_at(people, from, CUE_ARRESTED);
		if (arrest && arrest->to == to)
			people->records[layout->record].role = STR("arrestee");
		bool office = str_equal(people->records[layout->record].role, STR("official"));
		if (people->words[from].blocked == WHAT_ADDRESS || (!office && house_end(people, from, people->word_count) == to))
			add_fact(people, from, to, WHAT_ADDRESS, layout->record);
		size_t kin = kin_end(people, from, to);
		if (kin)
			add_fact(people, from, kin, WHAT_RELATION, layout->record);
	}
}

static bool has_badge(const struct people *people, const struct cells *cells, size_t cell)
{
	for (; cell < cells->count; cell++) {
		size_t at = cells->from[cell];
		if (at + 1 < cells->to[cell] && (word_has(people, at, CUE_BADGE) || sign_is(people, at, '#')) &&
		    (people->words[at + 1].kind == TOKEN_NUMBER || people->words[at + 1].kind == TOKEN_SIGN))
			return true;
	}
	return false;
}

static bool has_agency(const struct people *people, const struct cells *cells, size_t cells_to)
{
	for (size_t cell = 0; cell < cells_to; cell++)
		if (cells->from[cell] < cells->to[cell] && word_has(people, cells->to[cell] - 1u, CUE_AGENCY))
			return true;
	return false;
}

/* Where the name of an officer ends whose number stands behind it: "REYES-LUND, M 77", "HILL #412", "Y. BANKS, D-207". */
static size_t before_badge(const struct people *people, size_t at, size_t end)
{
	size_t number = end - 1;
	if (number <= at + 1 || people->words[number].kind != TOKEN_NUMBER || people->words[number].folded.len > 5)
		return end;
	if (number > at + 4 && sign_is(people, number - 1, '-') && people->words[number - 2].folded.len == 1 && sign_is(people, number - 3, ','))
		return number - 3;
	return number - sign_is(people, number - 1, '#');
}

/* "F|A|14", "F I 12", "W/M/41", "FEMALE|15 YRS", or "mother": a cell, or two, of sex and race or age, or of kinship. Nothing else is
 * described so than a person. */
static bool is_described(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t sexes = 0, more = 0;
	if (cell >= cells->count || cells->from[cell] >= cells->to[cell])
		return false;
	if (people->words[cells->from[cell]].folded.len > 2 && kin_end(people, cells->from[cell], cells->to[cell]) == cells->to[cell])
		return true;
	for (size_t at = cells->from[cell]; at < cells->to[cell]; at++) {
		bool letter = people->words[at].kind == TOKEN_WORD && people->words[at].folded.len == 1;
		bool sex = word_is(people, at, "male") || word_is(people, at, "female") ||
			   (letter && strchr("mfux", people->words[at].folded.ptr[0]) && !sexes);
		bool years = people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len <= 2;
		sexes += sex;
		more += years || (letter && !sex);
		if (!sex && !letter && !years && people->words[at].kind != TOKEN_SIGN && !word_has(people, at, LABEL_AGE) &&
		    !word_in(people, at, LIST_AGE_UNIT, NULL))
			return false;
	}
	size_t behind = cell + 1 < cells->count ? cells->from[cell + 1] : 0;
	bool told = behind && behind < cells->to[cell + 1] &&
		    (shape_of(people, cells, cell + 1) == DATE || is_letter_of(people, cells, cell + 1, "wbahiou") ||
		     (people->words[behind].kind == TOKEN_NUMBER && people->words[behind].folded.len <= 2) || word_has(people, behind, LABEL_BIRTH));
	return sexes == 1 && (more || told);
}

/* A name in one cell: "DOE, JANE A", "PTL ST. JOHN, ROBERT", "PAR SINEAD DOE", "APPR DUNN". */
static bool add_whole_name(struct layout *layout, const struct cells *cells, size_t cell, struct str role, bool due, bool described)
{
	struct people *people = layout->people;
	size_t at = cells->from[cell], end = cells->to[cell];
	if (at < end && people->words[at].listed)
		return false; /* under the head of a column for officers */
	static const enum cue cues[] = {CUE_RANK, CUE_LABEL_OFFICIAL, CUE_ROLE};
	struct str other = {0};
	for (size_t i = 0; i < 3 && !other.len; i++) {
		const struct cue_hit *hit = cue_at(people, at, cues[i]);
		size_t behind = hit ? hit->to : end;
		while (behind < end && sign_is(people, behind, '.'))
			behind++;
		if (behind >= end || (i == 2 && (people->words[at].folded.len < 2 || people->words[at].kind != TOKEN_WORD ||
							  name_score(people, behind) < 0)))
			continue;
		size_t name_to = i < 2 ? before_badge(people, behind, end) : end;
		if (!(is_name_shape(people, behind, name_to) || inverted_name(people, behind, end) == name_to))
			continue;
		other = i < 2 ? STR("official") : hit->value;
		at = behind;
		end = name_to;
	}
	if (described && !other.len && (add_parted_name(layout, at, end) || add_described_name(layout, at, end)))
		return true;
	size_t to = due ? inverted_coded(people, at, end) : inverted_name(people, at, end);
	layout->due = layout->sure = due && to && to == end && !other.len;
	if (to == 0 && other.len && is_name_shape(people, at, end))
		to = end;
	if (to == 0 && due && is_name_shape(people, at, end) && looks_named(people, cells, cell))
		to = end;
	if (to == 0)
		return false;
	bool official = str_equal(role, STR("official")) || has_agency(people, cells, cell);
	if (due && !other.len)
		add_name(layout, at, to, WHAT_NAME, official);
	else
		add_other(layout, at, to, other.len ? other : official ? STR("official") : (struct str){0});
	layout->due = layout->sure = false;
	if (!other.len)
		layout->named = true;
	return true;
}

/* "V2=ORR, ANA": the word behind the code, else `at`. */
static size_t behind_key(const struct people *people, size_t at, size_t end)
{
	bool key = at + 2 < end && sign_is(people, at + 1, '=') && people->words[at].kind == TOKEN_MIXED && people->words[at].folded.len <= CODE_LEN;
	return key ? at + 2 : at;
}

/* The cell in which the name of the line's person begins, by the line or by others; SIZE_MAX none. */
static size_t voted_cell(const struct layout *layout, const struct cells *cells, enum row_kind kind)
{
	const struct people *people = layout->people;
	size_t name = kind == ROW_OFFICE ? SIZE_MAX : name_cell(people, cells), author;
	if (kind != ROW_ANY || name != SIZE_MAX || row_author(people, cells, &author))
		return name;
	for (size_t cell = 0; cell < cells->count && name == SIZE_MAX; cell++)
		if (layout->votes[cell] && two_names(people, cells, cell))
			name = cell;
	return name;
}

/* A role in one of the first cells opens a person; so does a name where other lines have theirs. */
bool read_record(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	struct cells cells;
	struct str role = {0};
	split_cells(people, from, to, &cells);
	enum row_kind kind = row_kind(layout, &cells);
	if (kind == ROW_THING) {
		read_thing(people, &cells);
		return true;
	}
	size_t name = voted_cell(layout, &cells, kind), author;
	if (kind == ROW_ANY && name == SIZE_MAX && row_author(people, &cells, &author)) {
		add_other(layout, cells.from[author], cells.to[author], STR("official"));
		return true;
	}
	bool any = false, opened = kind == ROW_OFFICE, any_behind = false;
	if (opened)
		open_record(layout, people->words[from].line, role = STR("official"));
	for (size_t cell = 0; cell < cells.count; cell++) {
		size_t at = cells.from[cell], end = cells.to[cell];
		if (at >= end || (people->words[at].fact && cell > 0))
			continue;
		cells.from[cell] = (uint32_t)(at = behind_key(people, at, end));
		struct str rank;
		if (kind == ROW_OFFICE && (cell == 0 || is_role_cell(people, &cells, cell, &rank)))
			continue; /* its own code, a rank */
		if (cell < 4 && cell < name && is_role_cell(people, &cells, cell, &role)) {
			open_record(layout, people->words[at].line, role);
			any = opened = true;
			continue;
		}
		bool follows = role.len && !layout->named && name == SIZE_MAX && two_names(people, &cells, cell);
		if (cell == name || follows) {
			if (!opened)
				open_record(layout, people->words[at].line, role), opened = true;
			cell = add_name_cells(layout, &cells, cell);
			add_traits(layout, &cells, cell);
			if (has_badge(people, &cells, cell) && role.len == 0)
				people->records[layout->record].role = STR("official");
			cell--;
			any = true;
			continue;
		}
		bool due = !layout->named && name == SIZE_MAX;
		bool described = due && kind == ROW_ANY && cell > 0 && is_described(people, &cells, cell + 1);
		if (described && !opened)
			open_record(layout, people->words[at].line, role), opened = true;
		if (add_whole_name(layout, &cells, cell, role, opened && due, opened && described)) {
			if (layout->record && layout->named && !any_behind)
				add_traits(layout, &cells, cell + 1), any_behind = true;
			any = true;
		}
	}
	if (any && opened) {
		mark_record(people, from, to, layout->record);
		people->records[layout->record].cells = true;
	}
	layout->record = 0;
	layout->named = false;
	return any;
}
