/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* patterns/risk: kinds.yaml and the rules in left.yaml. */
#include <stdlib.h>
#include <string.h>

#include "base/form.h"
#include "base/mem.h"
#include "risk.h"

enum { MOST = 1000 };

struct reader {
	struct form form;
	struct risk_kit *kit;
};

void risk_kit_free(struct risk_kit *kit)
{
	if (kit == NULL)
		return;
	for (size_t i = 0; i < kit->kind_count; i++) {
		free(kit->kinds[i].id);
		free(kit->kinds[i].title);
	}
	free(kit->rule_kinds);
	pack_set_free(kit->packs);
	lexicon_free(kit->lexicon);
	free(kit);
}

static enum err take_whats(struct reader *reader, const struct yaml *node, struct risk_kind *kind)
{
	const struct yaml *items;
	size_t count = 0;
	if (yaml_get(node, "what") == NULL)
		return ERR_NONE;
	enum err err = form_items(&reader->form, node, "what", &items, &count);
	for (size_t i = 0; i < count && !err; i++) {
		enum what what = what_of(str_of(items[i].text));
		kind->whats |= (uint64_t)1 << what;
		if (what == WHAT_NONE)
			err = FORM_REFUSE(&reader->form, &items[i], "\"%.30s\" is no kind of finding; they are in blackbar-pack(5)", items[i].text);
	}
	return err;
}

static enum err take_whos(struct reader *reader, const struct yaml *node, struct risk_kind *kind)
{
	const struct yaml *items;
	size_t count = 0;
	kind->whos = UINT32_MAX;
	if (yaml_get(node, "who") == NULL)
		return ERR_NONE;
	kind->whos = 0;
	enum err err = form_items(&reader->form, node, "who", &items, &count);
	for (size_t i = 0; i < count && !err; i++) {
		enum who who = who_of(str_of(items[i].text));
		kind->whos |= 1u << who;
		if (who == WHO_NONE && strcmp(items[i].text, "none") != 0)
			err = FORM_REFUSE(&reader->form, &items[i], "\"%.30s\" is no side; they are in blackbar-policy(5)", items[i].text);
	}
	return err;
}

static enum err take_rules(struct reader *reader, const struct yaml *node, size_t index)
{
	struct risk_kit *kit = reader->kit;
	const struct yaml *items;
	size_t count = 0;
	if (yaml_get(node, "rules") == NULL)
		return ERR_NONE;
	enum err err = form_items(&reader->form, node, "rules", &items, &count);
	for (size_t i = 0; i < count && !err; i++) {
		size_t rule = rule_named(kit->packs, items[i].text);
		if (rule == rule_count(kit->packs))
			err = FORM_REFUSE(&reader->form, &items[i], "\"%.40s\" is no rule of left.yaml", items[i].text);
		else if (kit->rule_kinds[rule] != RISK_KINDS)
			err = FORM_REFUSE(&reader->form, &items[i], "the rule \"%.40s\" has a kind already; remove one of the two", items[i].text);
		else
			kit->rule_kinds[rule] = index;
	}
	return err;
}

static enum err take_words(struct reader *reader, const struct yaml *node, struct risk_kind *kind)
{
	static const char *const words[] = {"", "rare", "names", NULL};
	const struct yaml *value = yaml_get(node, "words");
	size_t choice = 0;
	enum err err = value ? form_choice(&reader->form, value, words, "rare or names", &choice) : ERR_NONE;
	kind->words = (enum risk_words)choice;
	return err;
}

static enum err read_kind(struct reader *reader, const struct yaml *node, size_t index)
{
	static const char *const keys[] = {"id", "title", "counts", "list", "what", "who", "rules", "words", NULL};
	struct risk_kind *kind = &reader->kit->kinds[index];
	enum err err = form_keys(&reader->form, node, keys, "a kind");
	if (!err)
		err = form_text(&reader->form, node, "id", false, &kind->id);
	if (!err)
		err = form_text(&reader->form, node, "title", false, &kind->title);
	if (!err)
		err = form_decimal(&reader->form, node, "counts", 0, 0, MOST, &kind->counts);
	if (!err)
		err = form_decimal(&reader->form, node, "list", 0, 1, MOST, &kind->list);
	if (!err)
		err = take_whats(reader, node, kind);
	if (!err)
		err = take_whos(reader, node, kind);
	if (!err)
		err = take_words(reader, node, kind);
	return err ? err : take_rules(reader, node, index);
}

static enum err read_rare(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"usual", "letters", "share", NULL};
	const struct yaml *rare = yaml_get(root, "rare");
	struct risk_kit *kit = reader->kit;
	if (rare == NULL)
		return FORM_REFUSE(&reader->form, root, "the key \"rare\" is missing; add which words are listed");
	enum err err = form_keys(&reader->form, rare, keys, "rare");
	if (!err)
		err = form_decimal(&reader->form, rare, "usual", 0, 0, 15, &kit->usual);
	if (!err)
		err = form_decimal(&reader->form, rare, "letters", 0, 1, 100, &kit->letters);
	return err ? err : form_decimal(&reader->form, rare, "share", 0, 1, MOST, &kit->share);
}

static enum err read_kinds(struct reader *reader, const struct yaml *root)
{
	static const char *const keys[] = {"about", "some", "many", "rare", "kinds", NULL};
	struct risk_kit *kit = reader->kit;
	const struct yaml *list = NULL;
	size_t rules = rule_count(kit->packs);
	enum err err = form_keys(&reader->form, root, keys, "this file");
	if (!err)
		err = form_decimal(&reader->form, root, "some", 0, 1, MOST, &kit->some);
	if (!err)
		err = form_decimal(&reader->form, root, "many", 0, kit->some, MOST, &kit->many);
	if (!err)
		err = read_rare(reader, root);
	if (!err)
		err = form_list(&reader->form, root, "kinds", 1, RISK_KINDS, &list);
	for (size_t i = 0; !err && i < list->count; i++)
		err = read_kind(reader, &list->items[i], kit->kind_count++);
	for (size_t i = 0; !err && i < rules; i++)
		if (kit->rule_kinds[i] == RISK_KINDS)
			err = FORM_REFUSE(&reader->form, root, "the rule \"%s\" of left.yaml has no kind; add it to the \"rules\" of one",
					  rule_at(kit->packs, i)->id);
	return err;
}

static enum err load_rules(struct risk_kit *kit, const char *path, struct fault *fault)
{
	kit->lexicon = lexicon_new();
	kit->packs = pack_set_new(kit->lexicon);
	enum err err = pack_load(kit->packs, path, fault);
	if (!err)
		err = pack_set_finish(kit->packs, fault);
	if (err)
		return err;
	kit->rule_kinds = mem_alloc(rule_count(kit->packs), sizeof *kit->rule_kinds);
	for (size_t i = 0; i < rule_count(kit->packs); i++)
		kit->rule_kinds[i] = RISK_KINDS;
	return ERR_NONE;
}

enum err risk_kit_load(const char *patterns, struct risk_kit **made, struct fault *fault)
{
	struct risk_kit *kit = mem_alloc(1, sizeof *kit);
	struct buf rules = {0}, kinds = {0};
	struct yaml *root = NULL;
	buf_printf(&rules, "%s/risk/left.yaml", patterns);
	buf_add_byte(&rules, '\0');
	buf_printf(&kinds, "%s/risk/kinds.yaml", patterns);
	buf_add_byte(&kinds, '\0');
	struct reader reader = {{kinds.ptr, fault}, kit};
	enum err err = load_rules(kit, rules.ptr, fault);
	if (!err)
		err = yaml_load(kinds.ptr, &root, fault);
	if (!err)
		err = read_kinds(&reader, root);
	yaml_tree_free(root);
	if (err)
		risk_kit_free(kit);
	else
		*made = kit;
	buf_free(&rules);
	buf_free(&kinds);
	return err;
}
