/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The xml: rules of packs, as plain selectors for formats. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"

static const char *const relations[RELATION_COUNT] = {
	[RELATION_SAME] = "same",   [RELATION_PARENT] = "parent",   [RELATION_KIN] = "kin",      [RELATION_LIVES] = "lives",
	[RELATION_CONTACT] = "contact", [RELATION_SCHOOL] = "school", [RELATION_HARMED] = "harmed",
};

static enum err xml_fault(const struct rule *rule, struct fault *fault, const char *what, const char *word)
{
	return fault_set(fault, ERR_PACK, "%s:%u: rule %s: %s%s", rule->pack->path, rule->line, rule->id, what, word);
}

static enum err parts_build(const struct rule *rule, struct selector *selector, const struct raw_xml *raw,
			    struct fault *fault)
{
	selector->parts = mem_alloc(raw->fields_count, sizeof *selector->parts);
	for (unsigned i = 0; i < raw->fields_count; i++) {
		enum what what = what_of(str_of(raw->fields[i].what));
		if (what == WHAT_NONE)
			return xml_fault(rule, fault, "no kind of finding is called ", raw->fields[i].what);
		selector->parts[selector->part_count++] = (struct selector_part){text_copy(raw->fields[i].path), what};
	}
	return ERR_NONE;
}

static enum err links_build(const struct rule *rule, struct selector *selector, const struct raw_xml *raw,
			    struct fault *fault)
{
	selector->links = mem_alloc(raw->links_count, sizeof *selector->links);
	for (unsigned i = 0; i < raw->links_count; i++) {
		int relation = RELATION_COUNT - 1;
		while (relation > 0 && strcmp(relations[relation], raw->links[i].relation) != 0)
			relation--;
		if (relation == 0)
			return xml_fault(rule, fault, "relation is same, parent, kin, lives, contact, school or harmed, not ",
					 raw->links[i].relation);
		selector->links[selector->link_count++] = (struct selector_link){
			text_copy(raw->links[i].from), text_copy(raw->links[i].path), (enum relation)relation};
	}
	return ERR_NONE;
}

static void selector_clear(struct selector *selector)
{
	for (size_t i = 0; i < selector->part_count; i++)
		free(selector->parts[i].path);
	for (size_t i = 0; i < selector->link_count; i++) {
		free(selector->links[i].from);
		free(selector->links[i].path);
	}
	free(selector->parts);
	free(selector->links);
	free(selector->id);
	free(selector->pack);
	free(selector->select);
	free(selector->role);
	free(selector->key);
	free(selector->value);
	free(selector->blank);
}

enum err selector_build(struct pack_set *set, struct rule *rule, const struct raw_rule *raw, struct fault *fault)
{
	const struct raw_xml *xml = raw->xml;
	struct selector selector = {.id = text_copy(rule->id), .pack = text_copy(rule->pack->name),
				    .select = text_copy(xml->select), .role = text_copy(xml->role), .key = text_copy(xml->key),
				    .value = text_copy(xml->value), .blank = text_copy(xml->blank), .what = rule->what};
	/* the namespaces of this pack were added last */
	if (set->namespace_count && set->namespace_counts[set->namespace_count - 1]) {
		selector.namespaces = set->namespaces[set->namespace_count - 1];
		selector.namespace_count = set->namespace_counts[set->namespace_count - 1];
	}
	enum err err = parts_build(rule, &selector, xml, fault);
	if (!err)
		err = links_build(rule, &selector, xml, fault);
	if (!err && selector.blank && strcmp(selector.blank, "nil") != 0 && strcmp(selector.blank, "omit") != 0)
		err = xml_fault(rule, fault, "blank is nil or omit", "");
	if (!err && selector.part_count == 0 && selector.link_count == 0 && selector.role == NULL && rule->what == WHAT_NONE)
		err = xml_fault(rule, fault, "an xml rule needs what, role, fields or links", "");
	if (err) {
		selector_clear(&selector);
		return err;
	}
	set->selectors = mem_room(set->selectors, set->selector_count, &set->selector_cap, sizeof *set->selectors);
	set->selector_rules = mem_room(set->selector_rules, set->selector_count, &set->selector_rule_cap,
				       sizeof *set->selector_rules);
	rule->selector = set->selector_count;
	set->selector_rules[set->selector_count] = set->rule_count;
	set->selectors[set->selector_count++] = selector;
	return ERR_NONE;
}

static void namespace_clear(struct selector_namespace *space)
{
	for (size_t u = 0; u < space->uri_count; u++)
		free(space->uris[u]);
	free(space->uris);
	free(space->prefix);
}

enum err namespaces_build(struct pack_set *set, const struct pack *pack, const struct raw_pack *raw, struct fault *fault)
{
	struct selector_namespace *list = mem_alloc(raw->namespaces_count, sizeof *list);
	for (unsigned i = 0; i < raw->namespaces_count; i++) {
		const struct raw_namespace *from = &raw->namespaces[i];
		list[i] = (struct selector_namespace){text_copy(from->prefix), mem_alloc(from->uris_count, sizeof(char *)), 0};
		for (unsigned u = 0; u < from->uris_count; u++)
			list[i].uris[list[i].uri_count++] = text_copy(from->uris[u]);
	}
	set->namespaces = mem_room(set->namespaces, set->namespace_count, &set->namespace_cap, sizeof(*set->namespaces));
	set->namespace_counts = mem_room(set->namespace_counts, set->namespace_count, &set->namespace_count_cap,
					 sizeof *set->namespace_counts);
	set->namespaces[set->namespace_count] = list;
	set->namespace_counts[set->namespace_count++] = raw->namespaces_count;
	for (unsigned i = 0; i < raw->namespaces_count; i++)
		for (unsigned j = 0; j < i; j++)
			if (strcmp(list[i].prefix, list[j].prefix) == 0)
				return fault_set(fault, ERR_PACK, "%s: the prefix %s is bound twice; put its uris into one list",
						 pack->path, list[i].prefix);
	return ERR_NONE;
}

void selectors_free(struct pack_set *set)
{
	for (size_t i = 0; i < set->selector_count; i++)
		selector_clear(&set->selectors[i]);
	for (size_t i = 0; i < set->namespace_count; i++) {
		for (size_t j = 0; j < set->namespace_counts[i]; j++)
			namespace_clear(&set->namespaces[i][j]);
		free(set->namespaces[i]);
	}
	free(set->selectors);
	free(set->selector_rules);
	free(set->namespaces);
	free(set->namespace_counts);
}
