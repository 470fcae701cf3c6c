/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Carrying out the selectors: records, their fields, roles and keys, and the ends of their links (xml_link.c). */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xml_limits.h"
#include "format/xml_link.h"

struct selecting {
	struct xml_engine *engine;
	struct xml_part *part;
	struct view *view;
	struct fault *fault;
	struct xml_scene scene;
	struct xml_links links;
	struct xml_nodes selected, found, ends;
	uint32_t last_record;
};

/* One way to bind the prefixes of a rule to the URIs that occur. */
struct binding {
	uint16_t choices[XML_PREFIXES_MAX]; /* how many URIs a prefix can mean here, at least 1 */
	uint16_t chosen[XML_PREFIXES_MAX];
};

static uint16_t uri_number(const struct xml_engine *engine, const char *uri)
{
	return (uint16_t)(xml_names_find(&engine->uris, str_of(uri)) + 1);
}

static bool occurs(const struct selecting *selecting, const char *uri)
{
	return selecting->engine->dom.present[uri_number(selecting->engine, uri)];
}

static uint16_t count_present(const struct selecting *selecting, const struct selector_namespace *namespace)
{
	uint16_t count = 0;
	for (size_t i = 0; i < namespace->uri_count; i++)
		count = (uint16_t)(count + occurs(selecting, namespace->uris[i]));
	return count;
}

/* The chosen one of those URIs that occur; the first of all when none does. */
static const char *chosen_uri(const struct selecting *selecting, const struct selector_namespace *namespace,
			      uint16_t chosen)
{
	for (size_t i = 0; i < namespace->uri_count; i++)
		if (occurs(selecting, namespace->uris[i]) && chosen-- == 0)
			return namespace->uris[i];
	return namespace->uri_count ? namespace->uris[0] : "";
}

static void bind(struct selecting *selecting, const struct xml_rule *rule, const struct binding *binding)
{
	struct xml_scene *scene = &selecting->scene;
	scene->namespaces = rule->selector->namespaces;
	for (size_t i = 0; i < XML_PREFIXES_MAX && rule->prefixes >> i; i++) {
		if (!(rule->prefixes >> i & 1))
			continue;
		scene->bound_uri[i] = chosen_uri(selecting, &scene->namespaces[i], binding->chosen[i]);
		scene->bound[i] = uri_number(selecting->engine, scene->bound_uri[i]);
	}
}

/* The next combination; false after the last. */
static bool next_binding(struct binding *binding, uint64_t prefixes)
{
	for (size_t i = 0; i < XML_PREFIXES_MAX && prefixes >> i; i++) {
		if (!(prefixes >> i & 1))
			continue;
		if (++binding->chosen[i] < binding->choices[i])
			return true;
		binding->chosen[i] = 0;
	}
	return false;
}

/* A path that does not speak of a prefix is walked once, not for each thing the prefix may mean. */
static bool due(const struct binding *binding, const struct xml_rule *rule, const struct xml_path *path)
{
	uint64_t spoken = rule->select.prefixes | path->prefixes;
	for (size_t i = 0; i < XML_PREFIXES_MAX && rule->prefixes >> i; i++)
		if (binding->chosen[i] && !(spoken >> i & 1))
			return false;
	return true;
}

static uint32_t record_of(struct selecting *selecting, struct xml_node node)
{
	uint32_t *record = node.attribute == XML_NONE ? &selecting->part->elements[node.element].record
						      : &selecting->part->attributes[node.attribute].record;
	if (*record == 0)
		*record = ++selecting->last_record;
	return *record;
}

static enum err add_keys(struct selecting *selecting, const struct xml_rule *rule, struct xml_node node)
{
	enum err err = xml_path_walk(&rule->key, &selecting->scene, node, &selecting->found, selecting->fault);
	for (size_t i = 0; err == ERR_NONE && i < selecting->found.count; i++)
		xml_links_key(&selecting->links, selecting->part, selecting->found.list[i], node.element);
	return err;
}

/* Types that allow no words: a rule's own value, whatever it is, and of its parts dates and ages. */
static enum xml_blank_style blank_of(const struct xml_rule *rule, enum what what, bool own)
{
	bool typed = what == WHAT_BIRTH_DATE || what == WHAT_INCIDENT_DATE || what == WHAT_REPORT_DATE ||
		     what == WHAT_DATE || what == WHAT_AGE;
	return own || typed ? (enum xml_blank_style)rule->blank : XML_BLANK_TOKEN;
}

static enum err add_parts(struct selecting *selecting, const struct xml_rule *rule, const struct binding *binding,
			  struct xml_node node, uint32_t record)
{
	uint16_t number = (uint16_t)(rule - selecting->engine->rules);
	for (size_t i = 0; i < rule->selector->part_count; i++) {
		enum what what = rule->selector->parts[i].what;
		if (!due(binding, rule, &rule->parts[i]))
			continue;
		enum err err =
			xml_path_walk(&rule->parts[i], &selecting->scene, node, &selecting->found, selecting->fault);
		if (err)
			return err;
		for (size_t k = 0; k < selecting->found.count; k++)
			xml_add_field(selecting->part, selecting->view, selecting->found.list[k], what, record, number,
				      blank_of(rule, what, false));
	}
	return ERR_NONE;
}

/* From each of the first ends, or from the record itself, to each of the second. */
static enum err add_pairs(struct selecting *selecting, bool own, struct xml_node node, enum relation relation)
{
	size_t pairs = selecting->found.count * (own ? 1 : selecting->ends.count);
	if (pairs > XML_PAIRS || selecting->links.count + pairs > XML_LINKS)
		return fault_set(selecting->fault, ERR_LIMIT, "too many links between its records; split the document");
	for (size_t b = 0; b < selecting->found.count; b++) {
		if (own)
			xml_links_add(&selecting->links, node, selecting->found.list[b], relation);
		for (size_t a = 0; !own && a < selecting->ends.count; a++)
			xml_links_add(&selecting->links, selecting->ends.list[a], selecting->found.list[b], relation);
	}
	return ERR_NONE;
}

static enum err add_links(struct selecting *selecting, const struct xml_rule *rule, const struct binding *binding,
			  struct xml_node node)
{
	for (size_t i = 0; i < rule->selector->link_count; i++) {
		const struct xml_rule_link *link = &rule->links[i];
		struct xml_path both = {.prefixes = link->from.prefixes | link->path.prefixes};
		if (!due(binding, rule, &both))
			continue;
		enum err err = xml_path_walk(&link->from, &selecting->scene, node, &selecting->ends, selecting->fault);
		if (err == ERR_NONE)
			err = xml_path_walk(&link->path, &selecting->scene, node, &selecting->found, selecting->fault);
		if (err == ERR_NONE)
			err = add_pairs(selecting, link->from.text == NULL, node, rule->selector->links[i].relation);
		if (err)
			return err;
	}
	return ERR_NONE;
}

static enum err open_record(struct selecting *selecting, const struct xml_rule *rule, const struct binding *binding,
			    struct xml_node node, bool first)
{
	const struct selector *selector = rule->selector;
	uint32_t record = record_of(selecting, node);
	uint16_t number = (uint16_t)(rule - selecting->engine->rules);
	if (selector->role && first)
		view_add_role(selecting->view, record, str_of(selector->role));
	if (selector->what != WHAT_NONE && first)
		xml_add_field(selecting->part, selecting->view, node, selector->what, record, number,
			      blank_of(rule, selector->what, true));
	enum err err = add_keys(selecting, rule, node);
	if (err == ERR_NONE)
		err = add_parts(selecting, rule, binding, node, record);
	if (err == ERR_NONE)
		err = add_links(selecting, rule, binding, node);
	return err;
}

/* The record of the element itself or of the nearest one around it; 0: none. */
static uint32_t record_around(const struct xml_part *part, struct xml_node node)
{
	for (uint32_t i = node.element; i != XML_NONE; i = part->elements[i].parent)
		if (part->elements[i].record)
			return part->elements[i].record;
	return 0;
}

static enum err use_node(struct selecting *selecting, const struct xml_rule *rule, const struct binding *binding,
			 struct xml_node node, bool first)
{
	const struct selector *selector = rule->selector;
	if (selecting->part->elements[node.element].outside)
		return ERR_NONE;
	if (rule->opens)
		return open_record(selecting, rule, binding, node, first);
	if (first)
		xml_add_field(selecting->part, selecting->view, node, selector->what,
			      record_around(selecting->part, node), (uint16_t)(rule - selecting->engine->rules),
			      blank_of(rule, selector->what, true));
	return ERR_NONE;
}

static bool possible(const struct selecting *selecting, const struct xml_rule *rule)
{
	const struct selector *selector = rule->selector;
	bool any = rule->select.prefixes == 0;
	for (size_t i = 0; !any && i < XML_PREFIXES_MAX && rule->select.prefixes >> i; i++)
		if (rule->select.prefixes >> i & 1)
			any = count_present(selecting, &selector->namespaces[i]) > 0;
	return any && xml_path_possible(&rule->select, &selecting->scene);
}

static enum err count_choices(const struct selecting *selecting, const struct xml_rule *rule, struct binding *binding)
{
	size_t combinations = 1;
	for (size_t i = 0; i < XML_PREFIXES_MAX && rule->prefixes >> i; i++) {
		uint16_t count = 1;
		if (rule->prefixes >> i & 1)
			count = count_present(selecting, &rule->selector->namespaces[i]);
		binding->choices[i] = count ? count : 1;
		combinations *= binding->choices[i];
		if (combinations > XML_COMBINATIONS)
			return fault_set(selecting->fault, ERR_LIMIT,
					 "it mixes too many versions of a vocabulary for rule %s; split the document",
					 rule->selector->id);
	}
	return ERR_NONE;
}

static enum err run_rule(struct selecting *selecting, const struct xml_rule *rule)
{
	struct binding binding = {0};
	struct xml_node top = {XML_NONE, XML_NONE};
	if (!possible(selecting, rule))
		return ERR_NONE;
	enum err err = count_choices(selecting, rule, &binding);
	while (err == ERR_NONE) {
		bind(selecting, rule, &binding);
		err = xml_path_walk(&rule->select, &selecting->scene, top, &selecting->selected, selecting->fault);
		/* the same node comes again when the select does not depend on what changed */
		bool first = due(&binding, rule, &rule->select);
		for (size_t i = 0; err == ERR_NONE && i < selecting->selected.count; i++)
			err = use_node(selecting, rule, &binding, selecting->selected.list[i], first);
		if (!next_binding(&binding, rule->prefixes))
			break;
	}
	return err;
}

enum err xml_select(struct xml_engine *engine, struct xml_part *part, struct view *view, struct fault *fault)
{
	struct selecting selecting = {.engine = engine, .part = part, .view = view, .fault = fault};
	enum err err = ERR_NONE;
	selecting.scene.part = part;
	selecting.scene.dom = &engine->dom;
	selecting.scene.context = engine->context;
	engine->context->opLimit = XML_XPATH_STEPS;
	engine->context->opCount = 0;
	/* values belong to records around them, so records are made first */
	for (int opens = 1; opens >= 0; opens--)
		for (size_t i = 0; err == ERR_NONE && i < engine->rule_count; i++)
			if (engine->rules[i].opens == (opens == 1))
				err = run_rule(&selecting, &engine->rules[i]);
	if (err == ERR_NONE && selecting.last_record)
		err = xml_links_resolve(&selecting.links, part, view, selecting.last_record, fault);
	engine->context->doc = NULL;
	engine->context->node = NULL;
	xml_dom_drop(&engine->dom);
	xml_links_free(&selecting.links);
	xml_nodes_free(&selecting.selected);
	xml_nodes_free(&selecting.found);
	xml_nodes_free(&selecting.ends);
	return err;
}
