/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From the YAML of a policy to struct policy, refusing everything that is not understood in full. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/yaml.h"
#include "decide/policy.h"

enum { TOKEN_LIMIT = 40, LINE_LIMIT = 500, LAST_IDENTIFYING = WHAT_OTHER_ID };

struct reader {
	const char *path;
	struct policy *policy;
	struct fault *fault;
	bool general[WHAT_COUNT][WHO_COUNT]; /* the table's entry comes from a line for `anyone` */
};

#define REFUSE(reader, node, ...) refuse(reader, (node)->line, (node)->column, __VA_ARGS__)

static enum err refuse(struct reader *reader, size_t line, size_t column, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static enum err refuse(struct reader *reader, size_t line, size_t column, const char *format, ...)
{
	char text[240];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return fault_set(reader->fault, ERR_PACK, "%s:%zu:%zu: %s", reader->path, line, column, text);
}

/* Keys of one map: those it may have, a NULL at the end. */
static enum err check_keys(struct reader *reader, const struct yaml *map, const char *const *keys, const char *what)
{
	if (map->kind != YAML_MAP)
		return REFUSE(reader, map, "%s is written as key: value", what);
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *item = &map->items[i];
		size_t k = 0;
		while (keys[k] && strcmp(keys[k], item->key) != 0)
			k++;
		if (keys[k])
			continue;
		struct buf list = {0};
		for (k = 0; keys[k]; k++)
			buf_printf(&list, "%s%s", k ? ", " : "", keys[k]);
		enum err err = refuse(reader, item->key_line, item->key_column, "unknown key \"%.30s\"; %s has %.*s",
				      item->key, what, (int)list.len, list.ptr);
		buf_free(&list);
		return err;
	}
	return ERR_NONE;
}

/* A text that must be there; with `empty`, it may be "". */
static enum err take_text(struct reader *reader, const struct yaml *map, const char *key, bool empty, char **text)
{
	const struct yaml *value = yaml_get(map, key);
	if (value == NULL)
		return REFUSE(reader, map, "the key \"%s\" is missing; add it", key);
	if (value->kind != YAML_TEXT)
		return REFUSE(reader, value, "\"%s\" is one text, not a list", key);
	if (!empty && value->text[0] == 0)
		return REFUSE(reader, value, "\"%s\" is empty; fill it in", key);
	*text = mem_text(value->text, strlen(value->text));
	return ERR_NONE;
}

/* One text or a list of texts, none empty. `*items` borrows from the tree. */
static enum err take_items(struct reader *reader, const struct yaml *map, const char *key, const struct yaml **items,
			   size_t *count)
{
	const struct yaml *value = yaml_get(map, key);
	if (value == NULL)
		return REFUSE(reader, map, "the key \"%s\" is missing; add it", key);
	*items = value->kind == YAML_LIST ? value->items : value;
	*count = value->kind == YAML_LIST ? value->count : 1;
	for (size_t i = 0; i < *count; i++)
		if ((*items)[i].kind != YAML_TEXT || (*items)[i].text[0] == 0)
			return REFUSE(reader, &(*items)[i], "\"%s\" is a text or a list of texts, none of them empty",
				      key);
	if (*count == 0)
		return REFUSE(reader, value, "\"%s\" is an empty list; name at least one", key);
	return ERR_NONE;
}

static enum err take_texts(struct reader *reader, const struct yaml *map, const char *key, char ***texts, size_t *count)
{
	const struct yaml *items;
	enum err err = take_items(reader, map, key, &items, count);
	if (err) {
		*count = 0;
		return err;
	}
	*texts = mem_alloc(*count, sizeof **texts);
	for (size_t i = 0; i < *count; i++)
		(*texts)[i] = mem_text(items[i].text, strlen(items[i].text));
	return ERR_NONE;
}

/* Which of `words` the value is; `list` is what to say when it is none of them. */
static enum err take_choice(struct reader *reader, const struct yaml *value, const char *const *words, const char *list,
			    size_t *choice)
{
	for (*choice = 0; value->kind == YAML_TEXT && words[*choice]; ++*choice)
		if (strcmp(value->text, words[*choice]) == 0)
			return ERR_NONE;
	return REFUSE(reader, value, "\"%s\" is %s", value->key ? value->key : "this", list);
}

static enum err take_at(struct reader *reader, const struct yaml *protect)
{
	static const char *const dates[] = {"incident", "report", NULL};
	const struct yaml *items;
	size_t count, choice;
	enum err err = take_items(reader, protect, "at", &items, &count);
	for (size_t i = 0; !err && i < count; i++) {
		err = take_choice(reader, &items[i], dates, "incident, report or a list of both", &choice);
		if (!err && choice == 0)
			reader->policy->at_incident = true;
		if (!err && choice == 1)
			reader->policy->at_report = true;
	}
	return err;
}

static enum err take_under(struct reader *reader, const struct yaml *value)
{
	char *end = NULL;
	unsigned long years = value->kind == YAML_TEXT ? strtoul(value->text, &end, 10) : 0;
	if (years < 12 || years > 25 || *end)
		return REFUSE(reader, value, "\"under\" is an age in years, 12 to 25; usually 18");
	reader->policy->under = (unsigned)years;
	return ERR_NONE;
}

static enum err read_protect(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"under", "at", "unknown_age", "lapse", NULL};
	static const char *const ages[] = {"protect", "release", NULL}, *const lapses[] = {"never", NULL};
	const struct yaml *protect = yaml_get(root, "protect");
	size_t choice;
	if (protect == NULL)
		return REFUSE(reader, root,
			      "the key \"protect\" is missing; add who is a child: {under: 18, at: [incident, report], "
			      "unknown_age: protect, lapse: never}");
	enum err err = check_keys(reader, protect, keys, "protect");
	for (size_t i = 0; !err && keys[i]; i++)
		if (yaml_get(protect, keys[i]) == NULL)
			err = REFUSE(reader, protect, "the key \"%s\" is missing in \"protect\"; add it", keys[i]);
	if (!err)
		err = take_under(reader, yaml_get(protect, "under"));
	if (!err)
		err = take_at(reader, protect);
	if (!err)
		err = take_choice(reader, yaml_get(protect, "lapse"), lapses, "never: a child stays a child", &choice);
	if (!err)
		err = take_choice(reader, yaml_get(protect, "unknown_age"), ages, "protect or release", &choice);
	if (!err)
		reader->policy->protect_unknown_age = choice == 0;
	return err;
}

static enum err read_holes(struct reader *reader, const struct yaml *root)
{
	static const char *const holes[] = {"withhold", "drop", NULL}, *const unplaced[] = {"cut", "ask", NULL};
	size_t choice = 0;
	const struct yaml *pictures = yaml_get(root, "pictures"), *unreadable = yaml_get(root, "unreadable"),
			  *persons = yaml_get(root, "unplaced");
	if (pictures == NULL || unreadable == NULL || persons == NULL)
		return REFUSE(reader, root, "the keys \"pictures\", \"unreadable\" and \"unplaced\" must all be there");
	enum err err = take_choice(reader, pictures, holes, "withhold or drop", &choice);
	reader->policy->pictures = (enum policy_hole)choice;
	if (!err)
		err = take_choice(reader, unreadable, holes, "withhold or drop", &choice);
	reader->policy->unreadable = (enum policy_hole)choice;
	if (!err)
		err = take_choice(reader, persons, unplaced, "cut or ask", &choice);
	reader->policy->ask_unplaced = choice == 1;
	return err;
}

/* Whether `at` begins with a placeholder; its length, else 0. */
static size_t placeholder(const char *at)
{
	static const char *const all[] = {"{N}", "{KIN}", "{CHILD}"};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strncmp(at, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

static enum err check_template(struct reader *reader, const struct yaml *value, const char *template)
{
	bool letter = false;
	for (const char *at = template; *at; at++) {
		size_t len = placeholder(at);
		bool alpha = (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z');
		if (!len && !alpha && !(*at >= '0' && *at <= '9') && (*at == 0 || strchr(" -'().,&", *at) == NULL))
			return REFUSE(reader, value,
				      "a token has letters, digits, spaces, - ' ( ) . , & and {N}, {KIN}, {CHILD}; the "
				      "brackets around it are added");
		letter |= alpha || len;
		at += len ? len - 1 : 0;
	}
	if (!letter || strlen(template) > TOKEN_LIMIT)
		return REFUSE(reader, value, "a token has at least one letter and at most %d characters", TOKEN_LIMIT);
	return ERR_NONE;
}

static enum err read_token(struct reader *reader, const struct yaml *node, struct policy_line *line)
{
	enum err err = take_text(reader, node, "token", false, &line->token);
	if (!err)
		err = check_template(reader, yaml_get(node, "token"), line->token);
	if (err)
		return err;
	const struct yaml *otherwise = yaml_get(node, "else");
	bool child = strstr(line->token, "{CHILD}") != NULL;
	if (child != (otherwise != NULL))
		return REFUSE(reader, otherwise ? otherwise : yaml_get(node, "token"),
			      "a token with {CHILD} needs an \"else\" for when the child is not known, such as "
			      "\"RELATIVE-{N}\"; others have none");
	if (!child)
		return ERR_NONE;
	err = take_text(reader, node, "else", false, &line->otherwise);
	if (!err)
		err = check_template(reader, otherwise, line->otherwise);
	if (!err && strstr(line->otherwise, "{CHILD}"))
		err = REFUSE(reader, otherwise, "\"else\" is for when the child is not known, so it has no {CHILD}");
	return err;
}

static enum err read_part(struct reader *reader, const struct yaml *node, struct policy_line *line)
{
	static const char *const parts[] = {"none", "year", "last4", "initials", "city-state", "block", "band", NULL};
	const struct yaml *value = yaml_get(node, "keep");
	size_t choice = 0;
	enum err err = ERR_NONE;
	if (value)
		err = take_choice(reader, value, parts, "none, year, last4, initials, city-state, block or band",
				  &choice);
	line->part = (enum policy_part)choice;
	reader->policy->uses_initials |= line->part == PART_INITIALS;
	return err;
}

static enum err read_who(struct reader *reader, const struct yaml *item, bool *anyone, enum who *who)
{
	*anyone = strcmp(item->text, "anyone") == 0;
	*who = who_of(str_of(item->text));
	if (*anyone || *who != WHO_NONE || strcmp(item->text, "none") == 0)
		return ERR_NONE;
	struct buf list = {0};
	for (unsigned i = 1; i < WHO_COUNT; i++)
		buf_printf(&list, "%s, ", who_name((enum who)i));
	enum err err = REFUSE(reader, item, "\"%.30s\" is no side; write anyone, none, %.*s", item->text,
			      (int)list.len - 2, list.ptr);
	buf_free(&list);
	return err;
}

static enum err read_what(struct reader *reader, const struct yaml *item, enum what *what)
{
	*what = what_of(str_of(item->text));
	if (*what == WHAT_PICTURE || *what == WHAT_UNREADABLE)
		return REFUSE(reader, item, "\"%s\" is set with the keys pictures: and unreadable: of the policy",
			      item->text);
	if (*what >= WHAT_NAME_GIVEN && *what <= WHAT_NAME_ALIAS)
		return REFUSE(reader, item, "parts of names are names; write name");
	if (*what != WHAT_NONE)
		return ERR_NONE;
	return REFUSE(reader, item,
		      "\"%.30s\" is no kind of finding; write for example name, birth-date, address (all are in "
		      "blackbar-policy(5))",
		      item->text);
}

/* Says line `index` for one kind on one side. A line that names the side replaces one for anyone. */
static enum err enter(struct reader *reader, const struct yaml *at, enum what what, enum who who, bool anyone,
		      int16_t index)
{
	int16_t *entry = &reader->policy->table[what][who];
	bool *general = &reader->general[what][who];
	if (*entry >= 0 && *general == anyone)
		return REFUSE(reader, at, "line %zu speaks for %s of %s already; remove one of the two",
			      reader->policy->lines[*entry].line, what_name(what), anyone ? "anyone" : who_name(who));
	if (*entry >= 0 && anyone)
		return ERR_NONE;
	*entry = index;
	*general = anyone;
	return ERR_NONE;
}

static enum err enter_all(struct reader *reader, const struct yaml *node, int16_t index)
{
	const struct yaml *whats, *whos;
	size_t what_count, who_count;
	enum err err = take_items(reader, node, "what", &whats, &what_count);
	if (!err)
		err = take_items(reader, node, "who", &whos, &who_count);
	for (size_t i = 0; !err && i < what_count; i++)
		for (size_t k = 0; !err && k < who_count; k++) {
			enum what what = WHAT_NONE;
			enum who who = WHO_NONE;
			bool anyone = false;
			err = read_what(reader, &whats[i], &what);
			if (!err)
				err = read_who(reader, &whos[k], &anyone, &who);
			for (unsigned w = anyone ? 0 : who; !err && w < (anyone ? WHO_COUNT : who + 1u); w++)
				err = enter(reader, &whats[i], what, (enum who)w, anyone, index);
		}
	return err;
}

static enum err read_line(struct reader *reader, const struct yaml *node, bool cut)
{
	static const char *const cut_keys[] = {"what", "who", "token", "else", "keep", "basis", "reason", NULL};
	static const char *const keep_keys[] = {"what", "who", "why", NULL};
	struct policy *policy = reader->policy;
	struct policy_line *line = &policy->lines[policy->line_count++];
	*line = (struct policy_line){.cut = cut, .line = node->line};
	enum err err =
		check_keys(reader, node, cut ? cut_keys : keep_keys, cut ? "a line of \"cut\"" : "a line of \"keep\"");
	if (!err)
		err = take_text(reader, node, cut ? "reason" : "why", false, &line->reason);
	if (!err && cut)
		err = read_token(reader, node, line);
	if (!err && cut)
		err = read_part(reader, node, line);
	if (!err && cut)
		err = take_texts(reader, node, "basis", &line->basis, &line->basis_count);
	return err ? err : enter_all(reader, node, (int16_t)(policy->line_count - 1));
}

static enum err read_lines(struct reader *reader, const struct yaml *root)
{
	const struct yaml *lists[] = {yaml_get(root, "cut"), yaml_get(root, "keep")};
	size_t count = 0;
	for (size_t i = 0; i < 2; i++) {
		if (lists[i] == NULL || lists[i]->kind != YAML_LIST)
			return REFUSE(reader, lists[i] ? lists[i] : root,
				      "\"%s\" must be there, a list of lines {what: ..., who: ...}",
				      i ? "keep" : "cut");
		count += lists[i]->count;
	}
	if (count > LINE_LIMIT)
		return REFUSE(reader, root, "more than %d lines; use lists in what: and who:", LINE_LIMIT);
	reader->policy->lines = mem_alloc(count, sizeof *reader->policy->lines);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; !err && k < lists[i]->count; k++)
			err = read_line(reader, &lists[i]->items[k], i == 0);
	return err;
}

/* Every identifying kind must be spoken of on every side, and every line must speak. */
static enum err check_whole(struct reader *reader, const struct yaml *root)
{
	const struct policy *policy = reader->policy;
	bool speaks[LINE_LIMIT] = {false};
	for (unsigned what = 1; what < WHAT_COUNT; what++)
		for (unsigned who = 0; who < WHO_COUNT; who++) {
			int16_t index = policy->table[what][who];
			if (index >= 0)
				speaks[index] = true;
			else if (what <= LAST_IDENTIFYING)
				return REFUSE(
					reader, root,
					"nothing is said about %s where who is %s; add it to a line of cut: or keep:",
					what_name((enum what)what), who_name((enum who)who));
		}
	for (size_t i = 0; i < policy->line_count; i++)
		if (!speaks[i])
			return refuse(reader, policy->lines[i].line, 1,
				      "this line never speaks, for others name each of its sides; remove it");
	return ERR_NONE;
}

static bool is_day(const char *text)
{
	static const char form[] = "0000-00-00";
	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	return text[sizeof form - 1] == 0;
}

static enum err read_head(struct reader *reader, const struct yaml *root)
{
	struct policy *policy = reader->policy;
	enum err err = take_text(reader, root, "name", false, &policy->name);
	if (!err)
		err = take_text(reader, root, "title", false, &policy->title);
	if (!err)
		err = take_text(reader, root, "version", false, &policy->version);
	if (!err)
		err = take_text(reader, root, "jurisdiction", false, &policy->jurisdiction);
	if (!err)
		err = take_text(reader, root, "verified_by", true, &policy->verified_by);
	if (!err)
		err = take_text(reader, root, "verified_on", true, &policy->verified_on);
	if (!err)
		err = take_texts(reader, root, "sources", &policy->sources, &policy->source_count);
	if (!err && policy->verified_on[0] && !is_day(policy->verified_on))
		err = REFUSE(reader, yaml_get(root, "verified_on"),
			     "\"verified_on\" is a day as 2025-01-31, or empty: \"\"");
	if (!err && !policy->verified_by[0] != !policy->verified_on[0])
		err = REFUSE(reader, yaml_get(root, "verified_on"),
			     "verified_by and verified_on are both filled in or both empty");
	return err;
}

enum err policy_read(const char *path, struct str yaml, struct policy **policy, struct fault *fault)
{
	static const char *const keys[] = {
		"name",    "title",    "version",    "jurisdiction", "verified_by", "verified_on", "sources",
		"protect", "pictures", "unreadable", "unplaced",     "cut",         "keep",        NULL};
	struct yaml *root;
	*policy = NULL;
	enum err err = yaml_read(path, yaml, &root, fault);
	if (err)
		return err;
	struct reader *reader = mem_alloc(1, sizeof *reader);
	*reader = (struct reader){.path = path, .policy = mem_alloc(1, sizeof **policy), .fault = fault};
	memset(reader->policy->table, 0xFF, sizeof reader->policy->table);
	err = check_keys(reader, root, keys, "a policy");
	if (!err)
		err = read_head(reader, root);
	if (!err)
		err = read_protect(reader, root);
	if (!err)
		err = read_holes(reader, root);
	if (!err)
		err = read_lines(reader, root);
	if (!err)
		err = check_whole(reader, root);
	if (err)
		policy_free(reader->policy);
	else
		*policy = reader->policy;
	free(reader);
	yaml_tree_free(root);
	return err;
}
