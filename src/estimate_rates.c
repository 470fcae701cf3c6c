/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "estimate_rates.h"

#include <stdlib.h>
#include <string.h>

#include "base/form.h"
#include "base/mem.h"

enum {
	MINUTES_MOST = 100000,     /* hundredths: 1000 minutes for one page is a slip */
	PAY_MOST = 1000000,        /* cents */
	AMOUNT_MOST = 100000000,   /* ten-thousandths */
	CLOSED_MOST = 1000,
	PEOPLE_MOST = 1000,
	LINES_MOST = 32
};

static const char *const pers[] = {"release", "document", "page", "cut", "unplaced", "uncertain", "withheld", NULL};

const char *per_name(enum per per)
{
	return pers[per];
}

struct reader {
	struct form form;
	struct rates *rates;
};

static void rule_free(struct rates_rule *rules, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(rules[i].text);
		form_texts_free(rules[i].basis, rules[i].basis_count);
	}
	free(rules);
}

void rates_free(struct rates *rates)
{
	if (rates == NULL)
		return;
	char *texts[] = {rates->path,        rates->name,        rates->title, rates->version, rates->jurisdiction,
			 rates->verified_by, rates->verified_on, rates->place, rates->currency, rates->ready};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	form_texts_free(rates->sources, rates->source_count);
	form_texts_free(rates->agency, rates->agency_count);
	free(rates->closed);
	for (size_t i = 0; i < RATES_WAYS; i++) {
		free(rates->ways[i].id);
		free(rates->ways[i].title);
	}
	for (size_t i = 0; i < RATES_WORKS; i++) {
		free(rates->works[i].id);
		free(rates->works[i].title);
	}
	for (size_t i = 0; i < rates->pay_count; i++) {
		free(rates->pays[i].id);
		free(rates->pays[i].title);
	}
	free(rates->pays);
	for (size_t i = 0; i < rates->fee_count; i++) {
		free(rates->fees[i].title);
		free(rates->fees[i].rule);
		form_texts_free(rates->fees[i].basis, rates->fees[i].basis_count);
	}
	free(rates->fees);
	rule_free(rates->free, rates->free_count);
	rule_free(rates->notes, rates->note_count);
	free(rates);
}

/* ---- references ---------------------------------------------------------------------------------------------- */

static enum err take_id(struct reader *reader, const struct yaml *node, char **id)
{
	enum err err = form_text(&reader->form, node, "id", false, id);
	for (const char *at = err ? "" : *id; *at; at++)
		if (!(*at >= 'a' && *at <= 'z') && *at != '-')
			return FORM_REFUSE(&reader->form, yaml_get(node, "id"), "\"id\" is one word of small letters and -");
	return err;
}

static enum err twice(struct reader *reader, const struct yaml *node, const char *id)
{
	return FORM_REFUSE(&reader->form, yaml_get(node, "id"), "\"%.30s\" stands twice; give one of the two another id", id);
}

/* Ids of ways or works, as bits. */
static enum err take_bits(struct reader *reader, const struct yaml *node, const char *key, uint32_t *bits)
{
	const struct rates *rates = reader->rates;
	bool ways = strcmp(key, "for") == 0;
	size_t count, known = ways ? rates->way_count : rates->work_count;
	const struct yaml *items;
	enum err err = form_items(&reader->form, node, key, &items, &count);
	for (size_t i = 0; i < count && !err; i++) {
		size_t k = 0;
		while (k < known && strcmp(items[i].text, ways ? rates->ways[k].id : rates->works[k].id) != 0)
			k++;
		if (k == known)
			err = FORM_REFUSE(&reader->form, &items[i], "\"%.30s\" is no id of %s", items[i].text,
					  ways ? "\"ways\"" : "\"work\"");
		else
			*bits |= 1u << k;
	}
	return err;
}

static enum err take_per(struct reader *reader, const struct yaml *node, enum per *per)
{
	const struct yaml *value = yaml_get(node, "per");
	size_t choice = 0;
	if (value == NULL)
		return FORM_REFUSE(&reader->form, node, "the key \"per\" is missing; add it");
	enum err err = form_choice(&reader->form, value, pers, "release, document, page, cut, unplaced, uncertain or withheld",
				   &choice);
	*per = (enum per)choice;
	return err;
}

/* ---- parts of the file --------------------------------------------------------------------------------------- */

static enum err read_head(struct reader *reader, const struct yaml *root)
{
	struct rates *rates = reader->rates;
	const struct form *form = &reader->form;
	const struct yaml *agency = yaml_get(root, "agency");
	enum err err = form_text(form, root, "name", false, &rates->name);
	if (!err)
		err = form_text(form, root, "title", false, &rates->title);
	if (!err)
		err = form_text(form, root, "version", false, &rates->version);
	if (!err)
		err = form_text(form, root, "jurisdiction", false, &rates->jurisdiction);
	if (!err)
		err = form_text(form, root, "verified_by", true, &rates->verified_by);
	if (!err)
		err = form_text(form, root, "verified_on", true, &rates->verified_on);
	if (!err && rates->verified_on[0] && !form_is_day(rates->verified_on))
		err = FORM_REFUSE(form, yaml_get(root, "verified_on"), "\"verified_on\" is a day as 2025-01-31, or empty: \"\"");
	if (!err && !rates->verified_by[0] != !rates->verified_on[0])
		err = FORM_REFUSE(form, yaml_get(root, "verified_on"), "verified_by and verified_on are both filled in or both empty");
	if (!err)
		err = form_texts(form, root, "sources", &rates->sources, &rates->source_count);
	if (!err && !(agency && agency->kind == YAML_TEXT && agency->text[0] == '\0'))
		err = form_texts(form, root, "agency", &rates->agency, &rates->agency_count);
	if (!err)
		err = form_text(form, root, "place", true, &rates->place);
	if (!err)
		err = form_text(form, root, "currency", false, &rates->currency);
	if (!err)
		err = form_decimal(form, root, "uncertain_below", 0, 0, 100, &rates->uncertain_below);
	return err;
}

static enum err read_closed(struct reader *reader, const struct yaml *time)
{
	const struct yaml *list;
	enum err err = form_list(&reader->form, time, "closed", 0, CLOSED_MOST, &list);
	if (err)
		return err;
	reader->rates->closed = mem_alloc(list->count, sizeof(struct date));
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml *item = &list->items[i];
		struct date *day = &reader->rates->closed[i];
		if (item->kind != YAML_TEXT || !form_is_day(item->text) || !date_parse(str_of(item->text), DATE_NO_PIVOT, day))
			return FORM_REFUSE(&reader->form, item, "\"closed\" is a list of days, each as 2026-07-03");
		reader->rates->closed_count++;
	}
	return ERR_NONE;
}

static enum err read_time(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"days", "closed", "hours", "people", "ready", NULL};
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
	struct rates *rates = reader->rates;
	const struct yaml *time = yaml_get(root, "time"), *items;
	size_t count = 0, day;
	if (time == NULL)
		return FORM_REFUSE(&reader->form, root, "the key \"time\" is missing; add when the work can be done");
	enum err err = form_keys(&reader->form, time, keys, "time");
	if (!err)
		err = form_items(&reader->form, time, "days", &items, &count);
	for (size_t i = 0; i < count && !err; i++) {
		err = form_choice(&reader->form, &items[i], days, "a list of mon, tue, wed, thu, fri, sat and sun", &day);
		if (!err)
			rates->days[day] = true;
	}
	if (!err)
		err = read_closed(reader, time);
	if (!err)
		err = form_decimal(&reader->form, time, "hours", 2, 1, 2400, &rates->hours);
	if (!err)
		err = form_decimal(&reader->form, time, "people", 0, 1, PEOPLE_MOST, &rates->people);
	if (!err)
		err = form_text(&reader->form, time, "ready", false, &rates->ready);
	return err;
}

static enum err read_ways(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"id", "title", NULL};
	struct rates *rates = reader->rates;
	const struct yaml *list;
	enum err err = form_list(&reader->form, root, "ways", 1, RATES_WAYS, &list);
	for (size_t i = 0; !err && i < list->count; i++) {
		struct rates_way *way = &rates->ways[i];
		err = form_keys(&reader->form, &list->items[i], keys, "a way");
		if (!err)
			err = take_id(reader, &list->items[i], &way->id);
		if (!err)
			err = form_text(&reader->form, &list->items[i], "title", false, &way->title);
		for (size_t k = 0; k < i && !err; k++)
			if (strcmp(rates->ways[k].id, way->id) == 0)
				err = twice(reader, &list->items[i], way->id);
		rates->way_count += !err;
	}
	return err;
}

static enum err read_works(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"id", "title", "for", "per", "minutes", NULL};
	struct rates *rates = reader->rates;
	const struct yaml *list;
	enum err err = form_list(&reader->form, root, "work", 1, RATES_WORKS, &list);
	for (size_t i = 0; !err && i < list->count; i++) {
		const struct yaml *node = &list->items[i];
		struct rates_work *work = &rates->works[i];
		work->line = node->line;
		work->column = node->column;
		err = form_keys(&reader->form, node, keys, "a line of \"work\"");
		if (!err)
			err = take_id(reader, node, &work->id);
		if (!err)
			err = form_text(&reader->form, node, "title", false, &work->title);
		if (!err)
			err = take_bits(reader, node, "for", &work->ways);
		if (!err)
			err = take_per(reader, node, &work->per);
		if (!err)
			err = form_decimal(&reader->form, node, "minutes", 2, 0, MINUTES_MOST, &work->minutes);
		for (size_t k = 0; k < i && !err; k++)
			if (strcmp(rates->works[k].id, work->id) == 0)
				err = twice(reader, node, work->id);
		rates->work_count += !err;
	}
	return err;
}

static enum err read_pays(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"id", "title", "hourly", NULL};
	struct rates *rates = reader->rates;
	const struct yaml *list;
	enum err err = form_list(&reader->form, root, "rates", 0, LINES_MOST, &list);
	if (err)
		return err;
	rates->pays = mem_alloc(list->count, sizeof *rates->pays);
	for (size_t i = 0; !err && i < list->count; i++) {
		const struct yaml *node = &list->items[i], *hourly = yaml_get(node, "hourly");
		struct rates_pay *pay = &rates->pays[rates->pay_count++];
		pay->line = hourly ? hourly->line : node->line;
		pay->known = !(hourly && hourly->kind == YAML_TEXT && hourly->text[0] == '\0');
		err = form_keys(&reader->form, node, keys, "a line of \"rates\"");
		if (!err)
			err = take_id(reader, node, &pay->id);
		if (!err)
			err = form_text(&reader->form, node, "title", false, &pay->title);
		if (!err && pay->known)
			err = form_decimal(&reader->form, node, "hourly", 2, 0, PAY_MOST, &pay->cents);
		for (size_t k = 0; k < i && !err; k++)
			if (strcmp(rates->pays[k].id, pay->id) == 0)
				err = twice(reader, node, pay->id);
	}
	return err;
}

static enum err take_amount(struct reader *reader, const struct yaml *node, struct rates_fee *fee)
{
	uint64_t most = AMOUNT_MOST;
	enum err err = take_per(reader, node, &fee->per);
	if (!err && yaml_get(node, "most"))
		err = form_decimal(&reader->form, node, "most", 4, 0, AMOUNT_MOST, &most);
	if (!err)
		err = form_decimal(&reader->form, node, "amount", 4, 0, AMOUNT_MOST, &fee->amount);
	if (!err && fee->amount > most)
		err = FORM_REFUSE(&reader->form, yaml_get(node, "amount"), "\"amount\" is above what \"most\" says is the most that may be charged");
	return err;
}

static enum err take_time(struct reader *reader, const struct yaml *node, struct rates_fee *fee)
{
	const struct rates *rates = reader->rates;
	char *id = NULL;
	enum err err = take_bits(reader, node, "work", &fee->works);
	if (!err)
		err = form_text(&reader->form, node, "rate", false, &id);
	if (!err) {
		fee->pay = 0;
		while (fee->pay < rates->pay_count && strcmp(rates->pays[fee->pay].id, id) != 0)
			fee->pay++;
		if (fee->pay == rates->pay_count)
			err = FORM_REFUSE(&reader->form, yaml_get(node, "rate"), "\"%.30s\" is no id of \"rates\"", id);
	}
	free(id);
	return err;
}

static enum err read_fee(struct reader *reader, const struct yaml *node, struct rates_fee *fee)
{
	static const char *const amount[] = {"title", "for", "per", "amount", "most", "rule", "basis", NULL};
	static const char *const timed[] = {"title", "for", "work", "rate", "rule", "basis", NULL};
	bool is_timed = yaml_get(node, "work") != NULL;
	fee->pay = RATES_NONE;
	enum err err = form_keys(&reader->form, node, is_timed ? timed : amount, is_timed ? "a fee for time" : "a fee");
	if (!err)
		err = form_text(&reader->form, node, "title", false, &fee->title);
	if (!err)
		err = take_bits(reader, node, "for", &fee->ways);
	if (!err)
		err = is_timed ? take_time(reader, node, fee) : take_amount(reader, node, fee);
	if (!err)
		err = form_text(&reader->form, node, "rule", false, &fee->rule);
	if (!err)
		err = form_texts(&reader->form, node, "basis", &fee->basis, &fee->basis_count);
	return err;
}

static enum err read_fees(struct reader *reader, const struct yaml *root)
{
	struct rates *rates = reader->rates;
	const struct yaml *list;
	enum err err = form_list(&reader->form, root, "fees", 0, LINES_MOST, &list);
	if (err)
		return err;
	rates->fees = mem_alloc(list->count, sizeof *rates->fees);
	for (size_t i = 0; !err && i < list->count; i++)
		err = read_fee(reader, &list->items[i], &rates->fees[rates->fee_count++]);
	return err;
}

static enum err read_rules(struct reader *reader, const struct yaml *root, bool notes)
{
	static const char *const free_keys[] = {"for", "work", "rule", "basis", NULL}, *const note_keys[] = {"text", "basis", NULL};
	struct rates *rates = reader->rates;
	const struct yaml *list;
	enum err err = form_list(&reader->form, root, notes ? "notes" : "free", 0, LINES_MOST, &list);
	if (err)
		return err;
	struct rates_rule *rules = mem_alloc(list->count, sizeof *rules);
	size_t *count = notes ? &rates->note_count : &rates->free_count;
	*(notes ? &rates->notes : &rates->free) = rules;
	for (size_t i = 0; !err && i < list->count; i++) {
		const struct yaml *node = &list->items[i];
		struct rates_rule *rule = &rules[(*count)++];
		err = form_keys(&reader->form, node, notes ? note_keys : free_keys, notes ? "a note" : "a line of \"free\"");
		if (!err && !notes)
			err = take_bits(reader, node, "for", &rule->ways);
		if (!err && !notes)
			err = take_bits(reader, node, "work", &rule->works);
		if (!err)
			err = form_text(&reader->form, node, notes ? "text" : "rule", false, &rule->text);
		if (!err)
			err = form_texts(&reader->form, node, "basis", &rule->basis, &rule->basis_count);
	}
	return err;
}

/* Of every work, in each way it is done for, one line says whether it is charged. */
static enum err check_whole(struct reader *reader)
{
	const struct rates *rates = reader->rates;
	for (size_t w = 0; w < rates->work_count; w++)
		for (size_t way = 0; way < rates->way_count; way++) {
			unsigned said = 0;
			for (size_t i = 0; i < rates->fee_count; i++)
				said += (rates->fees[i].works >> w & 1) && (rates->fees[i].ways >> way & 1);
			for (size_t i = 0; i < rates->free_count; i++)
				said += (rates->free[i].works >> w & 1) && (rates->free[i].ways >> way & 1);
			const struct rates_work *work = &rates->works[w];
			bool done = work->ways >> way & 1;
			if (done && said != 1)
				return form_refuse(&reader->form, work->line, work->column,
						   "\"%s\" is spoken of %u times in \"fees\" and \"free\" for \"%s\"; say once whether it is charged",
						   work->id, said, rates->ways[way].id);
			if (!done && said)
				return form_refuse(&reader->form, work->line, work->column,
						   "\"%s\" is charged or free for \"%s\" but not done for it; add that to its \"for\"",
						   work->id, rates->ways[way].id);
		}
	return ERR_NONE;
}

static enum err read_root(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"name",    "title",  "version",  "jurisdiction", "verified_by",     "verified_on",
					   "sources", "agency", "place",    "currency",     "uncertain_below", "time",
					   "ways",    "work",   "rates",    "fees",         "free",            "notes",
					   NULL};
	enum err err = form_keys(&reader->form, root, keys, "a rates file");
	if (!err)
		err = read_head(reader, root);
	if (!err)
		err = read_time(reader, root);
	if (!err)
		err = read_ways(reader, root);
	if (!err)
		err = read_works(reader, root);
	if (!err)
		err = read_pays(reader, root);
	if (!err)
		err = read_fees(reader, root);
	if (!err)
		err = read_rules(reader, root, false);
	if (!err)
		err = read_rules(reader, root, true);
	return err ? err : check_whole(reader);
}

enum err rates_read(const char *path, struct str yaml, struct rates **rates, struct fault *fault)
{
	struct yaml *root;
	*rates = NULL;
	enum err err = yaml_read(path, yaml, &root, fault);
	if (err)
		return err;
	struct reader reader = {{path, fault}, mem_alloc(1, sizeof **rates)};
	reader.rates->path = mem_text(path, strlen(path));
	err = read_root(&reader, root);
	if (err)
		rates_free(reader.rates);
	else
		*rates = reader.rates;
	yaml_tree_free(root);
	return err;
}

enum err rates_load(const char *path, struct rates **rates, struct fault *fault)
{
	struct buf bytes = {0};
	*rates = NULL;
	enum err err = yaml_file(path, &bytes, fault);
	if (!err)
		err = rates_read(path, buf_str(&bytes), rates, fault);
	buf_free(&bytes);
	return err;
}
