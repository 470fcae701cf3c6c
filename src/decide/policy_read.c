/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From the YAML of a policy to struct policy, refusing everything that is not understood in full. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/form.h"
#include "base/mem.h"
#include "decide/policy.h"

enum { TOKEN_LIMIT = 40, LINE_LIMIT = 500, LAST_IDENTIFYING = WHAT_OTHER_ID };

struct reader {
	struct form form;
	struct policy *policy;
	bool general[WHAT_COUNT][WHO_COUNT]; /* the table's entry comes from a line for `anyone` */
};

static enum err take_at(struct reader *reader, const struct yaml *protect)
{
	static const char *const dates[] = {"incident", "report", NULL};
	const struct yaml *items;
	size_t count, choice;
	enum err err = form_items(&reader->form, protect, "at", &items, &count);
	for (size_t i = 0; !err && i < count; i++) {
		err = form_choice(&reader->form, &items[i], dates, "incident, report or a list of both", &choice);
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
		return FORM_REFUSE(&reader->form, value, "\"under\" is an age in years, 12 to 25; usually 18");
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
		return FORM_REFUSE(&reader->form, root,
			      "the key \"protect\" is missing; add who is a child: {under: 18, at: [incident, report], "
			      "unknown_age: protect, lapse: never}");
	enum err err = form_keys(&reader->form, protect, keys, "protect");
	for (size_t i = 0; !err && keys[i]; i++)
		if (yaml_get(protect, keys[i]) == NULL)
			err = FORM_REFUSE(&reader->form, protect, "the key \"%s\" is missing in \"protect\"; add it", keys[i]);
	if (!err)
		err = take_under(reader, yaml_get(protect, "under"));
	if (!err)
		err = take_at(reader, protect);
	if (!err)
		err = form_choice(&reader->form, yaml_get(protect, "lapse"), lapses, "never: a child stays a child", &choice);
	if (!err)
		err = form_choice(&reader->form, yaml_get(protect, "unknown_age"), ages, "protect or release", &choice);
	if (!err)
		reader->policy->protect_unknown_age = choice == 0;
	return err;
}

static enum err read_holes(struct reader *reader, const struct yaml *root)
{
	static const char *const holes[] = {"withhold", "drop", NULL}, *const unplaced[] = {"cut", "ask", NULL},
			  *const changes[] = {"accept", "withhold", NULL}, *const pdf[] = {"withhold", "flatten", NULL},
			  *const scans[] = {"withhold", "black", "release", NULL}, *const proof[] = {"text", "ocr", NULL};
	size_t choice = 0;
	const struct yaml *pictures = yaml_get(root, "pictures"), *unreadable = yaml_get(root, "unreadable"),
			  *persons = yaml_get(root, "unplaced");
	if (pictures == NULL || unreadable == NULL || persons == NULL)
		return FORM_REFUSE(&reader->form, root, "the keys \"pictures\", \"unreadable\" and \"unplaced\" must all be there");
	enum err err = form_choice(&reader->form, pictures, holes, "withhold or drop", &choice);
	reader->policy->pictures = (enum policy_hole)choice;
	if (!err)
		err = form_choice(&reader->form, unreadable, holes, "withhold or drop", &choice);
	reader->policy->unreadable = (enum policy_hole)choice;
	if (!err)
		err = form_choice(&reader->form, persons, unplaced, "cut or ask", &choice);
	reader->policy->ask_unplaced = choice == 1;
	choice = 0;
	if (!err && yaml_get(root, "changes"))
		err = form_choice(&reader->form, yaml_get(root, "changes"), changes, "accept or withhold", &choice);
	reader->policy->withhold_changes = choice == 1;
	choice = 0;
	if (!err && yaml_get(root, "pdf"))
		err = form_choice(&reader->form, yaml_get(root, "pdf"), pdf, "withhold or flatten", &choice);
	reader->policy->flatten = choice == 1;
	choice = POLICY_SCANS_WITHHOLD;
	if (!err && yaml_get(root, "scans"))
		err = form_choice(&reader->form, yaml_get(root, "scans"), scans, "withhold, black or release", &choice);
	reader->policy->scans = (enum policy_scans)choice;
	choice = 0;
	if (!err && yaml_get(root, "proof"))
		err = form_choice(&reader->form, yaml_get(root, "proof"), proof, "text or ocr", &choice);
	reader->policy->prove_by_ocr = choice == 1;
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
			return FORM_REFUSE(&reader->form, value,
				      "a token has letters, digits, spaces, - ' ( ) . , & and {N}, {KIN}, {CHILD}; the "
				      "brackets around it are added");
		letter |= alpha || len;
		at += len ? len - 1 : 0;
	}
	if (!letter || strlen(template) > TOKEN_LIMIT)
		return FORM_REFUSE(&reader->form, value, "a token has at least one letter and at most %d characters", TOKEN_LIMIT);
	return ERR_NONE;
}

static enum err read_token(struct reader *reader, const struct yaml *node, struct policy_line *line)
{
	enum err err = form_text(&reader->form, node, "token", false, &line->token);
	if (!err)
		err = check_template(reader, yaml_get(node, "token"), line->token);
	if (err)
		return err;
	const struct yaml *otherwise = yaml_get(node, "else");
	bool child = strstr(line->token, "{CHILD}") != NULL;
	if (child != (otherwise != NULL))
		return FORM_REFUSE(&reader->form, otherwise ? otherwise : yaml_get(node, "token"),
			      "a token with {CHILD} needs an \"else\" for when the child is not known, such as "
			      "\"RELATIVE-{N}\"; others have none");
	if (!child)
		return ERR_NONE;
	err = form_text(&reader->form, node, "else", false, &line->otherwise);
	if (!err)
		err = check_template(reader, otherwise, line->otherwise);
	if (!err && strstr(line->otherwise, "{CHILD}"))
		err = FORM_REFUSE(&reader->form, otherwise, "\"else\" is for when the child is not known, so it has no {CHILD}");
	return err;
}

static enum err read_part(struct reader *reader, const struct yaml *node, struct policy_line *line)
{
	static const char *const parts[] = {"none", "year", "last4", "initials", "city-state", "block", "band", NULL};
	const struct yaml *value = yaml_get(node, "keep");
	size_t choice = 0;
	enum err err = ERR_NONE;
	if (value)
		err = form_choice(&reader->form, value, parts, "none, year, last4, initials, city-state, block or band",
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
	enum err err = FORM_REFUSE(&reader->form, item, "\"%.30s\" is no side; write anyone, none, %.*s", item->text,
			      (int)list.len - 2, list.ptr);
	buf_free(&list);
	return err;
}

static enum err read_what(struct reader *reader, const struct yaml *item, enum what *what)
{
	*what = what_of(str_of(item->text));
	if (*what == WHAT_PICTURE || *what == WHAT_UNREADABLE)
		return FORM_REFUSE(&reader->form, item, "\"%s\" is set with the keys pictures: and unreadable: of the policy",
			      item->text);
	if (*what >= WHAT_NAME_GIVEN && *what <= WHAT_NAME_ALIAS)
		return FORM_REFUSE(&reader->form, item, "parts of names are names; write name");
	if (what_is_fact(*what))
		return FORM_REFUSE(&reader->form, item,
			      "\"%s\" is only what the papers of a release state; a policy cannot cut or keep it, so take the line out",
			      item->text);
	if (*what != WHAT_NONE)
		return ERR_NONE;
	return FORM_REFUSE(&reader->form, item,
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
		return FORM_REFUSE(&reader->form, at, "line %zu speaks for %s of %s already; remove one of the two",
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
	enum err err = form_items(&reader->form, node, "what", &whats, &what_count);
	if (!err)
		err = form_items(&reader->form, node, "who", &whos, &who_count);
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
		form_keys(&reader->form, node, cut ? cut_keys : keep_keys, cut ? "a line of \"cut\"" : "a line of \"keep\"");
	if (!err)
		err = form_text(&reader->form, node, cut ? "reason" : "why", false, &line->reason);
	if (!err && cut)
		err = read_token(reader, node, line);
	if (!err && cut)
		err = read_part(reader, node, line);
	if (!err && cut)
		err = form_texts(&reader->form, node, "basis", &line->basis, &line->basis_count);
	return err ? err : enter_all(reader, node, (int16_t)(policy->line_count - 1));
}

static enum err read_lines(struct reader *reader, const struct yaml *root)
{
	const struct yaml *lists[] = {yaml_get(root, "cut"), yaml_get(root, "keep")};
	size_t count = 0;
	for (size_t i = 0; i < 2; i++) {
		if (lists[i] == NULL || lists[i]->kind != YAML_LIST)
			return FORM_REFUSE(&reader->form, lists[i] ? lists[i] : root,
				      "\"%s\" must be there, a list of lines {what: ..., who: ...}",
				      i ? "keep" : "cut");
		count += lists[i]->count;
	}
	if (count > LINE_LIMIT)
		return FORM_REFUSE(&reader->form, root, "more than %d lines; use lists in what: and who:", LINE_LIMIT);
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
				return FORM_REFUSE(
					&reader->form, root,
					"nothing is said about %s where who is %s; add it to a line of cut: or keep:",
					what_name((enum what)what), who_name((enum who)who));
		}
	for (size_t i = 0; i < policy->line_count; i++)
		if (!speaks[i])
			return form_refuse(&reader->form, policy->lines[i].line, 1,
				      "this line never speaks, for others name each of its sides; remove it");
	return ERR_NONE;
}

static enum err read_head(struct reader *reader, const struct yaml *root)
{
	struct policy *policy = reader->policy;
	enum err err = form_text(&reader->form, root, "name", false, &policy->name);
	if (!err)
		err = form_text(&reader->form, root, "title", false, &policy->title);
	if (!err)
		err = form_text(&reader->form, root, "version", false, &policy->version);
	if (!err)
		err = form_text(&reader->form, root, "jurisdiction", false, &policy->jurisdiction);
	if (!err)
		err = form_text(&reader->form, root, "verified_by", true, &policy->verified_by);
	if (!err)
		err = form_text(&reader->form, root, "verified_on", true, &policy->verified_on);
	if (!err)
		err = form_texts(&reader->form, root, "sources", &policy->sources, &policy->source_count);
	if (!err && policy->verified_on[0] && !form_is_day(policy->verified_on))
		err = FORM_REFUSE(&reader->form, yaml_get(root, "verified_on"),
			     "\"verified_on\" is a day as 2025-01-31, or empty: \"\"");
	if (!err && !policy->verified_by[0] != !policy->verified_on[0])
		err = FORM_REFUSE(&reader->form, yaml_get(root, "verified_on"),
			     "verified_by and verified_on are both filled in or both empty");
	return err;
}

enum err policy_read(const char *path, struct str yaml, struct policy **policy, struct fault *fault)
{
	static const char *const keys[] = {
		"name",    "title",    "version",    "jurisdiction", "verified_by", "verified_on", "sources",
		"protect", "pictures", "unreadable", "unplaced",     "changes",     "pdf",         "scans",       "proof",       "cut",
		"keep",    NULL};
	struct yaml *root;
	*policy = NULL;
	enum err err = yaml_read(path, yaml, &root, fault);
	if (err)
		return err;
	struct reader *reader = mem_alloc(1, sizeof *reader);
	*reader = (struct reader){.form = {path, fault}, .policy = mem_alloc(1, sizeof **policy)};
	memset(reader->policy->table, 0xFF, sizeof reader->policy->table);
	err = form_keys(&reader->form, root, keys, "a policy");
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
