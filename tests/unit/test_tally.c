/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tallies: classes of offences, which row counts, and that a small number that is hidden cannot be worked out. */
#include "small_release.h"

#include "output/counted.h"
#include "output/tally.h"
#include "output/tally_cross.h"

/* ---- classes ------------------------------------------------------------------------------------------------- */

static void class_table(void **state)
{
	(void)state;
	static const char *const wants[][3] = {
		{"RAPE 1ST DEGREE", "", "rape"}, {"Statutory rape, 2nd degree", "566.034", "rape"}, {"GRAPE THEFT", "", "other"},
		{"Child Abuse/Neglect", "", "abuse"}, {"ABUSE OR NEGLECT OF A CHILD", "568.060", "abuse"}, {"CHILD NEGLECT", "RSMo 568.060.1(2)", "abuse"},
		{"CHILD NEGLECT", "", "neglect"}, {"SEXUAL ABUSE 1ST DEGREE", "", "molestation"}, {"Sexual  Misconduct", "", "sexual misconduct"},
		{"", "568.050", "endangering"}, {"", "568.0501", "unclassified"}, {"", "1568.050", "unclassified"}, {"x", "570.030", "other"},
		{"x", "565.570", "unclassified"}, {"ASSAULTED", "", "unclassified"}, {"", "", "unclassified"}, {"MISSING JUVENILE", "", "runaway or missing"}};
	struct classes *classes = small_classes();
	for (size_t i = 0; i < sizeof wants / sizeof *wants; i++) {
		struct str class = classes_of(classes, str_of(wants[i][0]), str_of(wants[i][1]));
		if (!str_equal(class, str_of(wants[i][2])))
			fail_msg("\"%s\" %s is %.*s, not %s", wants[i][0], wants[i][1], (int)class.len, class.ptr, wants[i][2]);
	}
	assert_true(classes_attempted(classes, STR("RAPE (ATTEMPT)"), STR("")));
	assert_true(classes_attempted(classes, STR("RAPE"), STR("562.012")));
	assert_false(classes_attempted(classes, STR("RAPE"), STR("566.030")));
	assert_true(classes_mask_below(classes) == 3);
	classes_free(classes);
	classes_free(NULL);
}

static void wrong_tables(void **state)
{
	(void)state;
	static const char *const tables[][2] = {
		{"version: \"1\"\nmask_below: 3\n", "classes"}, {"version: \"1\"\nmask_below: 0\nclasses: [{class: a, titles: [b]}]\n", "mask_below"},
		{"version: \"1\"\nmask_below: 3\nclasses: [{class: a}]\n", "neither"}, {"version: \"1\"\nmask_below: 3\nclasses: [{titles: [b]}]\n", "class"},
		{"version: \"1\"\nmask_below: 3\nclasses: [{class: a, titles: [b]}, {class: a, titles: [c]}]\n", "already"},
		{"version: \"1\"\nmask_below: 3\nclasses: [{class: unclassified, titles: [b]}]\n", "of its own"},
		{"version: \"1\"\nmask_below: 3\nclasses: [{class: a, titels: [b]}]\n", "titels"}, {"about: [", ":"}, {"", ":"}};
	char *folder = folder_make();
	char path[100];
	snprintf(path, sizeof path, "%s/t.yaml", folder);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct fault fault = {0};
		struct classes *classes = NULL;
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fputs(tables[i][0], file);
		fclose(file);
		assert_int_equal(classes_load(path, &classes, &fault), ERR_PACK);
		if (strstr(fault.text, tables[i][1]) == NULL || strstr(fault.text, path) == NULL)
			fail_msg("expected \"%s\" in: %s", tables[i][1], fault.text);
	}
	struct fault fault = {0};
	struct classes *classes = NULL;
	assert_int_equal(classes_load("/nonexistent", &classes, &fault), ERR_PACK);
	folder_remove(folder);
}

/* ---- which row counts ---------------------------------------------------------------------------------------- */

static void check_counted(const struct report *reports, size_t count, const char *want)
{
	struct counted *counted = counted_new();
	for (unsigned round = 0; round < 2; round++)
		for (size_t i = 0; i < count; i++) {
			char hash[24];
			snprintf(hash, sizeof hash, "%zu", i);
			const struct row row = {.sha256 = str_of(hash), .report = reports[i]};
			if (round == 0)
				counted_note(counted, &row);
			else if (counted_next(counted, &row) != (want[i] == 'y'))
				fail_msg("row %zu of \"%s\"", i, want);
		}
	counted_free(counted);
}

static void copies_count_once(void **state)
{
	(void)state;
	const struct row rows[] = {{.sha256 = STR("a")}, {.sha256 = STR("b")}, {.sha256 = STR("a")}, {.sha256 = STR("a"), .further = true}};
	struct counted *counted = counted_new();
	for (size_t i = 0; i < 4; i++)
		counted_note(counted, &rows[i]);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(counted_next(counted, &rows[i]), i != 2);
	counted_free(counted);
}

static void who_counts(void **state)
{
	(void)state;
	const struct str a = STR("11-004417"), b = STR("PC-25-1");
	check_counted((const struct report[]){{.number = a}, {.number = a}, {.number = b}}, 3, "yny");
	check_counted((const struct report[]){{.number = a}, {.number = a, .offence_count = 1}}, 2, "ny");
	check_counted((const struct report[]){{.number = a, .victims = {9}}, {.number = a, .offence_count = 1}}, 2, "ny");
	check_counted((const struct report[]){{.number = a, .offence_count = 1, .victims = {0, 1}},
					      {.number = a, .offence_count = 1, .victims = {1, 0, 0, 1}}}, 2, "ny");
	check_counted((const struct report[]){{.number = a, .reported = STR("2011")}, {.number = a, .reported = STR("2011"), .division = STR("x")},
					      {.number = a, .from = STR("2011"), .division = STR("y")}}, 3, "nyn");
	check_counted((const struct report[]){{.number = STR("pc-25-1")}, {.number = STR("PC -25-1")}}, 2, "yn");
	check_counted((const struct report[]){{.number = {0}}, {.number = {0}}, {.number = a}}, 3, "yyy");
	check_counted((const struct report[]){{.number = a}, {.number = STR("11-004417-S1")}, {.number = STR("11-004417 Supp. 2")},
					      {.number = STR("11-004417-SUPPLEMENT")}, {.number = STR("11-004417s")}, {.number = STR("11-004417-01")}}, 6, "ynnnny");
	check_counted((const struct report[]){{.number = STR("S1")}, {.number = STR("S2")}, {.number = STR("PS-0001")}, {.number = STR("PS-0002")}}, 4, "yyyy");
	check_counted((const struct report[]){{.number = STR("24S-0001")}, {.number = STR("24S-0002")}, {.number = STR("2024S101")}, {.number = STR("2024S102")}}, 4, "yyyy");
	/* many numbers */
	enum { MANY = 5000 };
	static char names[MANY][12];
	struct counted *counted = counted_new();
	struct row row = {0};
	for (unsigned round = 0; round < 4; round++)
		for (unsigned i = 0; i < MANY; i++) {
			snprintf(names[i], sizeof names[i], "%u", i);
			row.report = (struct report){.number = str_of(names[i]), .offence_count = round == i % 2 ? 5 : 1};
			if (round < 2)
				counted_note(counted, &row);
			else
				assert_int_equal(counted_next(counted, &row), round - 2 == i % 2);
		}
	counted_free(counted);
}

/* ---- tallies ------------------------------------------------------------------------------------------------- */

static void add_row(struct tally *tally, const char *number, const char *classes, const char *division, uint64_t victims, bool counted)
{
	struct buf offences = {0};
	struct row row = {.document = str_of(number), .report = {.number = str_of(number), .division = str_of(division), .victims = {victims}}};
	struct str rest = str_of(classes);
	while (rest.len) {
		size_t len = 0;
		while (len < rest.len && rest.ptr[len] != ',')
			len++;
		const struct offence offence = {.title = STR("x"), .class = {rest.ptr, len}};
		offence_add(&offences, &offence);
		row.report.offence_count++;
		rest = str_part(rest, (struct span){len < rest.len ? len + 1 : len, rest.len});
	}
	row.report.offences = buf_str(&offences);
	tally_add(tally, &row, counted);
	buf_free(&offences);
}

static void expect_json(const struct tally *tally, const char *const *wants)
{
	const struct tally_head head = {.table_version = STR("7"), .table_sha256 = STR("00"), .mask_below = 3};
	struct buf json = {0}, page = {0}, text = {0};
	tally_write_json(tally, &head, &json);
	tally_write_html(tally, &head, &page);
	tally_write_text(tally, &text);
	buf_add_byte(&json, '\0');
	for (; *wants; wants++)
		if (strstr(json.ptr, *wants) == NULL)
			fail_msg("expected %s in:\n%s", *wants, json.ptr);
	assert_true(page.len > 1000 && text.len > 100);
	buf_free(&json);
	buf_free(&page);
	buf_free(&text);
}

static void whole_tally(void **state)
{
	(void)state;
	struct tally *tally = tally_new();
	const struct row withheld = {.document = STR("w"), .withheld = true};
	add_row(tally, "1", "rape,rape,abuse", "East", 2, true);
	add_row(tally, "1", "rape", "East", 1, false);
	add_row(tally, "2", "abuse", "EAST", 1, true);
	add_row(tally, "3", "", "", 3, true);
	add_row(tally, "", "unclassified,rape", "West", 0, true);
	tally_add(tally, &withheld, false);
	assert_true(tally_finish(tally, 1));
	expect_json(tally, (const char *const[]){
		"\"documents\": 6, \"withheld\": 1, \"released\": 5", "\"further_documents_of_reports\": 1, \"reports\": 4, \"reports_without_number\": 1",
		"\"total\": 6, \"sums_to_total\": true, \"withheld\": 1, \"no_offence_listed\": 1,\n     \"classes\": {\"abuse\": 1, \"rape\": 2, \"unclassified\": 1}}",
		"\"total\": 4, \"sums_to_total\": true, \"no_offence_listed\": 1,\n     \"classes\": {\"abuse\": 1, \"rape\": 1, \"unclassified\": 1}}",
		"\"total\": 4, \"sums_to_total\": false, \"no_offence_listed\": 1,\n     \"classes\": {\"abuse\": 2, \"rape\": 2, \"unclassified\": 1}}",
		"\"total\": 6, \"sums_to_total\": true, \"attempted\": 0, \"reports_with_more\": 0,\n     \"classes\": {\"abuse\": 2, \"rape\": 3, \"unclassified\": 1}}",
		"\"total\": 6, \"sums_to_total\": true, \"no_offence_listed\": 3,\n     \"classes\": {\"abuse\": 1, \"rape\": 2, \"unclassified\": 0}}",
		"{\"name\": \"East\", \"total\": 2,", NULL});
	tally_free(tally);
	tally = tally_new(); /* nothing at all is a tally too */
	assert_true(tally_finish(tally, 3));
	expect_json(tally, (const char *const[]){"\"reports\": 0", "\"unclassified\": 0", NULL});
	tally_free(tally);
	tally_free(NULL);
}

/* A table that does not fit together, as somebody could write it, is no tally. */
static void strange_rows(void **state)
{
	(void)state;
	struct tally *tally = tally_new();
	char name[20];
	for (unsigned i = 0; i < 500; i++) { /* more classes and divisions than there is room for */
		snprintf(name, sizeof name, "c%u", i);
		add_row(tally, name, name, name, 1, true);
	}
	assert_true(tally_finish(tally, 3));
	expect_json(tally, (const char *const[]){"\"reports\": 500", "\"unclassified\": 437", "\"shown\": false", NULL});
	tally_free(tally);
	tally = tally_new();
	const struct row further = {.document = STR("x"), .further = true};
	tally_add(tally, &further, true);
	add_row(tally, "1", "", "", 0, true);
	assert_true(tally_finish(tally, 3));
	tally_free(tally);
}

/* ---- small numbers ------------------------------------------------------------------------------------------- */

enum { MOST_ROWS = 4, MOST_COLUMNS = 4 };

/* What a reader may think a hidden number is. */
struct guess {
	const struct cross *cross;
	uint64_t columns[MOST_COLUMNS]; /* what is left of each column's total */
	uint64_t cells[MOST_ROWS * MOST_COLUMNS];
	uint64_t low[MOST_ROWS * MOST_COLUMNS], high[MOST_ROWS * MOST_COLUMNS], total_low[MOST_ROWS], total_high[MOST_ROWS];
};

static void accept(struct guess *guess)
{
	const struct cross *cross = guess->cross;
	uint64_t totals[MOST_ROWS] = {0};
	for (size_t i = 0; i < cross->rows * cross->columns; i++)
		totals[i / cross->columns] += guess->cells[i];
	for (size_t row = 0; row < cross->rows; row++)
		if (!cross->total_hidden[row] && totals[row] != cross->totals[row])
			return;
	for (size_t i = 0; i < cross->rows * cross->columns; i++) {
		guess->low[i] = guess->cells[i] < guess->low[i] ? guess->cells[i] : guess->low[i];
		guess->high[i] = guess->cells[i] > guess->high[i] ? guess->cells[i] : guess->high[i];
	}
	for (size_t row = 0; row < cross->rows; row++) {
		guess->total_low[row] = totals[row] < guess->total_low[row] ? totals[row] : guess->total_low[row];
		guess->total_high[row] = totals[row] > guess->total_high[row] ? totals[row] : guess->total_high[row];
	}
}

/* Every table that agrees with what is shown: the hidden cells take all values that their columns leave. */
static void try(struct guess *guess, size_t cell)
{
	const struct cross *cross = guess->cross;
	if (cell == cross->rows * cross->columns) {
		for (size_t column = 0; column < cross->columns; column++)
			if (guess->columns[column])
				return;
		accept(guess);
		return;
	}
	size_t column = cell % cross->columns;
	uint64_t from = cross->hidden[cell] ? 0 : cross->cells[cell], to = cross->hidden[cell] ? guess->columns[column] : from;
	if (to > guess->columns[column])
		return;
	for (uint64_t value = from; value <= to; value++) {
		guess->cells[cell] = value;
		guess->columns[column] -= value;
		try(guess, cell + 1);
		guess->columns[column] += value;
	}
}

static bool is_secret(const struct cross *cross, uint64_t below)
{
	struct guess guess = {.cross = cross};
	for (size_t i = 0; i < cross->rows * cross->columns; i++)
		guess.columns[i % cross->columns] += cross->cells[i];
	memset(guess.low, 255, sizeof guess.low);
	memset(guess.total_low, 255, sizeof guess.total_low);
	try(&guess, 0);
	for (size_t i = 0; i < cross->rows * cross->columns; i++)
		if (cross->cells[i] && cross->cells[i] < below && (!cross->hidden[i] || guess.low[i] == guess.high[i]))
			return false;
	for (size_t row = 0; row < cross->rows; row++)
		if (cross->totals[row] && cross->totals[row] < below && (!cross->total_hidden[row] || guess.total_low[row] == guess.total_high[row]))
			return false;
	return true;
}

/* Thousands of small tables: no small number can be worked out, whatever else is shown. */
static void small_numbers(void **state)
{
	(void)state;
	uint64_t seed = 20190207;
	unsigned shown = 0, whole = 0;
	for (unsigned turn = 0; turn < 4000; turn++) {
		struct cross cross;
		bool all = true;
		cross_make(&cross, 1 + turn % MOST_ROWS, 1 + turn / MOST_ROWS % MOST_COLUMNS);
		for (size_t i = 0; i < cross.rows * cross.columns; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			cross.cells[i] = seed >> 60 < 8 ? 0 : (seed >> 33) % (turn % 3 ? 4 : 7);
			cross.totals[i / cross.columns] += cross.cells[i];
		}
		cross_mask(&cross, 3);
		for (size_t i = 0; i < cross.rows * cross.columns; i++)
			all = all && !cross.hidden[i];
		shown += cross.shown;
		whole += cross.shown && all;
		if (cross.shown)
			assert_true(is_secret(&cross, 3));
		cross_free(&cross);
	}
	assert_true(shown > 2500 && whole > 50);
}

/* ---- records ------------------------------------------------------------------------------------------------- */

static void reports_back(void **state)
{
	(void)state;
	struct buf bytes = {0}, json = {0};
	struct report_text text = {0};
	struct report back, again;
	struct offence offence;
	(void)small_report(1, &bytes);
	struct str rest = buf_str(&bytes);
	assert_true(report_take(&rest, &back));
	report_json(&json, &back);
	struct str from = buf_str(&json);
	assert_true(report_json_take(&from, &again, &text));
	assert_true(from.len == 0 && str_equal(again.number, back.number) && str_equal(again.reported, back.reported) &&
		    again.offence_count == 2 && report_victims(&again) == report_victims(&back));
	assert_true(str_equal(again.offences, back.offences));
	assert_true(offence_take(&again.offences, &offence) && str_equal(offence.statute, STR("565.070")));
	for (size_t len = 0; len < json.len; len++) {
		from = (struct str){json.ptr, len};
		assert_false(report_json_take(&from, &again, &text));
	}
	/* cut short or changed, a record is refused or is another one; nothing worse */
	for (size_t len = 0; len < bytes.len; len++)
		for (unsigned byte = 0; byte < 256; byte += 51) {
			char *copy = malloc(len + 1);
			memcpy(copy, bytes.ptr, len);
			copy[len] = (char)byte;
			rest = (struct str){copy, len + 1};
			while (rest.len && report_take(&rest, &back))
				assert_true(back.number.len <= REPORT_NUMBER_LIMIT && back.offence_count <= REPORT_OFFENCES);
			free(copy);
		}
	static const struct report bad[] = {{.number = {"a\nb", 3}}, {.number = {"\xff", 1}}, {.reported = {"1.2.2011", 8}}, {.to = {"2011-1", 6}},
					    {.offence_count = 1}, {.victims = {UINT64_MAX}}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		buf_clear(&bytes);
		report_add(&bytes, &bad[i]);
		rest = buf_str(&bytes);
		assert_false(report_take(&rest, &back));
	}
	buf_free(&bytes);
	buf_free(&json);
	report_text_free(&text);
}

static void bands(void **state)
{
	(void)state;
	static const struct {
		int years;
		const char *band;
	} wants[] = {{0, "0 to 5"}, {5, "0 to 5"}, {6, "6 to 11"}, {11, "6 to 11"}, {12, "12 to 17"}, {17, "12 to 17"}, {18, "unknown"}, {-1, "unknown"}};
	for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
		assert_string_equal(report_bands[report_band(wants[i].years)], wants[i].band);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(class_table), cmocka_unit_test(wrong_tables), cmocka_unit_test(who_counts), cmocka_unit_test(copies_count_once),
					   cmocka_unit_test(whole_tally), cmocka_unit_test(strange_rows), cmocka_unit_test(small_numbers),
					   cmocka_unit_test(reports_back), cmocka_unit_test(bands)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
