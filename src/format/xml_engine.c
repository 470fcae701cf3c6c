/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_engine.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "format/xml_limits.h"

/* libxml2 would write to standard error otherwise. */
static void say_nothing(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static enum err add_path(struct xml_engine *engine, struct xml_rule *rule, struct xml_path *path, const char *text,
			 struct fault *fault)
{
	enum err err = xml_path_compile(path, text, rule->selector, &engine->names, engine->context, fault);
	rule->prefixes |= path->prefixes;
	return err;
}

static enum err bad_blank(const struct selector *selector, struct fault *fault)
{
	return fault_set(fault, ERR_PACK, "%s: rule %s: blank must be nil or omit",
			 selector->pack ? selector->pack : "pack", selector->id ? selector->id : "without id");
}

static enum err compile_rule(struct xml_engine *engine, struct xml_rule *rule, struct fault *fault)
{
	const struct selector *selector = rule->selector;
	rule->opens = selector->part_count || selector->link_count || selector->role || selector->key;
	struct str blank = str_of(selector->blank);
	if (blank.len)
		rule->blank = str_equal(blank, STR("nil")) ? XML_BLANK_NIL : XML_BLANK_OMIT;
	if (blank.len && rule->blank == XML_BLANK_OMIT && !str_equal(blank, STR("omit")))
		return bad_blank(selector, fault);
	if (selector->select == NULL)
		return fault_set(fault, ERR_PACK, "%s: rule %s: select is missing",
				 selector->pack ? selector->pack : "pack", selector->id ? selector->id : "without id");
	rule->parts = mem_alloc(selector->part_count, sizeof *rule->parts);
	rule->links = mem_alloc(selector->link_count, sizeof *rule->links);
	enum err err = add_path(engine, rule, &rule->select, selector->select, fault);
	if (err == ERR_NONE)
		err = add_path(engine, rule, &rule->key, selector->key, fault);
	for (size_t i = 0; err == ERR_NONE && i < selector->part_count; i++)
		err = add_path(engine, rule, &rule->parts[i], selector->parts[i].path, fault);
	for (size_t i = 0; err == ERR_NONE && i < selector->link_count; i++) {
		err = add_path(engine, rule, &rule->links[i].from, selector->links[i].from, fault);
		if (err == ERR_NONE)
			err = add_path(engine, rule, &rule->links[i].path, selector->links[i].path, fault);
	}
	for (size_t i = 0; err == ERR_NONE && i < selector->namespace_count; i++)
		for (size_t k = 0; k < selector->namespaces[i].uri_count; k++)
			xml_names_add(&engine->uris, str_of(selector->namespaces[i].uris[k]));
	return err;
}

enum err xml_engine_new(const struct selector *selectors, size_t count, struct xml_engine **made, struct fault *fault)
{
	struct xml_engine *engine = mem_alloc(1, sizeof *engine);
	enum err err = ERR_NONE;
	engine->context = xmlXPathNewContext(NULL);
	if (engine->context == NULL)
		_exit(EXIT_NO_MEMORY);
	engine->context->error = say_nothing;
	xmlDocPtr trial = xmlNewDoc((const xmlChar *)"1.0");
	xmlDocSetRootElement(trial, xmlNewDocNode(trial, NULL, (const xmlChar *)"trial", NULL));
	engine->context->doc = trial;
	xml_names_add(&engine->names, STR("id"));
	xml_names_add(&engine->names, STR("ref"));
	xml_names_add(&engine->names, STR("uri"));
	engine->rules = mem_alloc(count, sizeof *engine->rules);
	for (; err == ERR_NONE && engine->rule_count < count; engine->rule_count++) {
		engine->rules[engine->rule_count].selector = &selectors[engine->rule_count];
		err = compile_rule(engine, &engine->rules[engine->rule_count], fault);
	}
	engine->context->doc = NULL;
	engine->context->node = NULL;
	xmlFreeDoc(trial);
	xml_dom_open(&engine->dom, &engine->names, &engine->uris);
	if (err) {
		xml_engine_free(engine);
		engine = NULL;
	}
	*made = engine;
	return err;
}

static void free_rule(struct xml_rule *rule)
{
	xml_path_free(&rule->select);
	xml_path_free(&rule->key);
	for (size_t i = 0; rule->parts && i < rule->selector->part_count; i++)
		xml_path_free(&rule->parts[i]);
	for (size_t i = 0; rule->links && i < rule->selector->link_count; i++) {
		xml_path_free(&rule->links[i].from);
		xml_path_free(&rule->links[i].path);
	}
	free(rule->parts);
	free(rule->links);
}

void xml_engine_free(struct xml_engine *engine)
{
	if (engine == NULL)
		return;
	for (size_t i = 0; i < engine->rule_count; i++)
		free_rule(&engine->rules[i]);
	free(engine->rules);
	xml_names_free(&engine->names);
	xml_names_free(&engine->uris);
	xmlXPathFreeContext(engine->context);
	xml_dom_close(&engine->dom);
	free(engine);
}
