/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "format/xml_path.h"

struct compiling {
	const struct selector *selector;
	struct xml_names *names;
	struct fault *fault;
	const char *at; /* in the way being read */
	const char *end;
};

static bool name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
	       c == '.' || (c & 0x80);
}

static enum err bad_path(const struct selector *selector, const char *text, const char *why, struct fault *fault)
{
	return fault_set(fault, ERR_PACK, "%s: rule %s: XPath \"%s\": %s", selector->pack ? selector->pack : "pack",
			 selector->id ? selector->id : "without id", text, why);
}

static int prefix_number(const struct selector *selector, struct str prefix)
{
	for (size_t i = 0; i < selector->namespace_count && i < XML_PREFIXES_MAX; i++)
		if (str_equal(prefix, str_of(selector->namespaces[i].prefix)))
			return (int)i;
	return -1;
}

/* Which prefixes the whole expression speaks of, outside of its string literals. */
static enum err find_prefixes(struct xml_path *path, const struct selector *selector, struct fault *fault)
{
	for (const char *at = path->text; *at;) {
		if (*at == '\'' || *at == '"') {
			const char *quote = strchr(at + 1, *at);
			if (quote == NULL)
				return bad_path(selector, path->text, "a quote is not closed", fault);
			at = quote + 1;
			continue;
		}
		const char *name = at;
		while (name_byte(*at))
			at++;
		if (at == name) {
			at++;
			continue;
		}
		if (at[0] != ':' || at[1] == ':')
			continue;
		int number = prefix_number(selector, (struct str){name, (size_t)(at - name)});
		if (number < 0)
			return bad_path(selector, path->text, "it has a prefix that is not under namespaces:", fault);
		path->prefixes |= UINT64_C(1) << number;
	}
	return ERR_NONE;
}

static bool take(struct compiling *compiling, const char *text)
{
	size_t len = strlen(text);
	if ((size_t)(compiling->end - compiling->at) < len || memcmp(compiling->at, text, len) != 0)
		return false;
	compiling->at += len;
	return true;
}

static struct str take_name(struct compiling *compiling)
{
	const char *from = compiling->at;
	while (compiling->at < compiling->end && name_byte(*compiling->at))
		compiling->at++;
	return (struct str){from, (size_t)(compiling->at - from)};
}

/* [local-name()='x'] after a star. */
static bool take_local_name(struct compiling *compiling, struct str *name)
{
	const char *before = compiling->at;
	if (take(compiling, "[local-name()=") && compiling->at < compiling->end &&
	    (*compiling->at == '\'' || *compiling->at == '"')) {
		char quote = *compiling->at++;
		*name = take_name(compiling);
		if (name->len && compiling->at < compiling->end && *compiling->at++ == quote && take(compiling, "]"))
			return true;
	}
	compiling->at = before;
	return false;
}

/* A name test; false: not a simple one. */
static bool take_test(struct compiling *compiling, struct xml_path_step *step)
{
	struct str name;
	step->prefix = XML_PREFIX_ANY;
	step->name_id = XML_OTHER;
	if (take(compiling, "*")) {
		if (!take_local_name(compiling, &name))
			return true;
		step->name_id = xml_names_add(compiling->names, name);
		return step->name_id != XML_OTHER;
	}
	name = take_name(compiling);
	if (name.len == 0 || name.ptr[0] == '.' || name.ptr[0] == '-' || (name.ptr[0] >= '0' && name.ptr[0] <= '9'))
		return false;
	step->prefix = XML_PREFIX_NONE;
	if (take(compiling, ":")) {
		int number = prefix_number(compiling->selector, name);
		if (number < 0)
			return false;
		step->prefix = (uint8_t)number;
		if (take(compiling, "*"))
			return true;
		name = take_name(compiling);
	}
	step->name_id = xml_names_add(compiling->names, name);
	return step->name_id != XML_OTHER;
}

static bool take_step(struct compiling *compiling, struct xml_path_step *step)
{
	bool below = step->axis == XML_BELOW;
	if (!below && take(compiling, "..")) {
		*step = (struct xml_path_step){XML_UP, XML_OTHER, XML_PREFIX_ANY};
		return true;
	}
	if (!below && take(compiling, ".")) {
		*step = (struct xml_path_step){XML_SELF, XML_OTHER, XML_PREFIX_ANY};
		return true;
	}
	if (!below && take(compiling, "@"))
		step->axis = XML_AT;
	return take_test(compiling, step);
}

static void add_step(struct xml_way *way, struct xml_path_step step)
{
	way->steps = mem_resize(way->steps, way->step_count + 1, sizeof *way->steps);
	way->steps[way->step_count++] = step;
}

/* Reads the way as steps; false when it is anything else. */
static bool simple_way(struct compiling *compiling, struct xml_way *way)
{
	struct xml_path_step step = {.axis = XML_CHILD};
	if (take(compiling, "//")) {
		way->from_top = true;
		step.axis = XML_BELOW;
		if (compiling->at < compiling->end && *compiling->at == '@') {
			add_step(way, (struct xml_path_step){XML_BELOW, XML_OTHER, XML_PREFIX_ANY});
			step.axis = XML_CHILD;
		}
	} else if (take(compiling, "/")) {
		way->from_top = true;
	}
	while (way->step_count < XML_STEPS_MAX && take_step(compiling, &step)) {
		add_step(way, step);
		if (compiling->at == compiling->end)
			return true;
		if (step.axis == XML_AT)
			return false;
		step = (struct xml_path_step){.axis = XML_CHILD};
		if (take(compiling, "//"))
			step.axis = XML_BELOW;
		else if (!take(compiling, "/"))
			return false;
	}
	return false;
}

/* Names of steps outside of brackets: each must occur for the way to yield anything. With a function, an axis or a
 * variable outside of brackets nothing is said. */
static void find_needs(struct compiling *compiling, struct xml_way *way)
{
	int depth = 0;
	for (const char *at = compiling->at; at < compiling->end;) {
		if (*at == '\'' || *at == '"')
			at = memchr(at + 1, *at, (size_t)(compiling->end - at - 1));
		else if (*at == '[')
			depth++;
		else if (*at == ']')
			depth--;
		else if (depth == 0 && (*at == '(' || *at == '$' || (*at == ':' && at[1] == ':'))) {
			way->need_count = 0;
			return;
		}
		const char *name = at;
		while (at < compiling->end && name_byte(*at))
			at++;
		if (at == name) {
			at++;
			continue;
		}
		bool prefix = at<compiling->end && * at == ':', attribute = name> compiling->at && name[-1] == '@';
		if (depth || prefix || attribute || *name == '.')
			continue;
		uint16_t id = xml_names_add(compiling->names, (struct str){name, (size_t)(at - name)});
		if (id == XML_OTHER)
			continue;
		way->needs = mem_resize(way->needs, way->need_count + 1, sizeof *way->needs);
		way->needs[way->need_count++] = id;
	}
}

static void add_way(struct xml_path *path, struct compiling *compiling, const char *from, const char *to)
{
	struct xml_way way = {0};
	while (from < to && (*from == ' ' || *from == '\n' || *from == '\t'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\n' || to[-1] == '\t'))
		to--;
	compiling->at = from;
	compiling->end = to;
	find_needs(compiling, &way);
	if (!simple_way(compiling, &way)) {
		free(way.steps);
		way.steps = NULL;
		way.step_count = 0;
		path->simple = false;
	} else if (way.steps[way.step_count - 1].axis == XML_AT) {
		way.attribute = way.steps[way.step_count - 1].name_id;
	}
	path->ways = mem_resize(path->ways, path->way_count + 1, sizeof *path->ways);
	path->ways[path->way_count++] = way;
}

static void split_ways(struct xml_path *path, struct compiling *compiling)
{
	int depth = 0;
	const char *from = path->text;
	for (const char *at = from; *at; at++) {
		if (*at == '\'' || *at == '"')
			at = strchr(at + 1, *at);
		else if (*at == '[' || *at == '(')
			depth++;
		else if (*at == ']' || *at == ')')
			depth--;
		else if (*at == '|' && depth == 0) {
			add_way(path, compiling, from, at);
			from = at + 1;
		}
	}
	add_way(path, compiling, from, from + strlen(from));
}

/* libxml2 finds some mistakes (an unknown function, a bracket that is not closed) only when it evaluates. The context
 * has a document of one element for this. */
static enum err try_out(const struct xml_path *path, const struct selector *selector, xmlXPathContextPtr context,
			struct fault *fault)
{
	for (size_t i = 0; i < selector->namespace_count; i++)
		if (path->prefixes >> i & 1)
			xmlXPathRegisterNs(context, (const xmlChar *)selector->namespaces[i].prefix,
					   (const xmlChar *)"urn:any");
	context->node = xmlDocGetRootElement(context->doc);
	xmlXPathObjectPtr result = xmlXPathCompiledEval(path->compiled, context);
	bool nodes = result && result->type == XPATH_NODESET;
	bool value = result && !nodes;
	if (result)
		xmlXPathFreeObject(result);
	if (nodes)
		return ERR_NONE;
	return bad_path(selector, path->text,
			value ? "it yields a value; it must yield elements or attributes" : "it is no XPath 1.0",
			fault);
}

enum err xml_path_compile(struct xml_path *path, const char *text, const struct selector *selector,
			  struct xml_names *names, xmlXPathContextPtr context, struct fault *fault)
{
	struct compiling compiling = {.selector = selector, .names = names, .fault = fault};
	*path = (struct xml_path){.text = text, .simple = true};
	if (text == NULL)
		return ERR_NONE;
	if (selector->namespace_count > XML_PREFIXES_MAX)
		return bad_path(selector, text, "a pack may have at most 64 namespaces", fault);
	if (xml_blank(str_of(text)))
		return bad_path(selector, text, "it is empty", fault);
	enum err err = find_prefixes(path, selector, fault);
	if (err)
		return err;
	xmlResetLastError();
	path->compiled = xmlXPathCtxtCompile(context, (const xmlChar *)text);
	if (path->compiled == NULL)
		return bad_path(selector, text, "it is no XPath 1.0", fault);
	split_ways(path, &compiling);
	return path->simple ? ERR_NONE : try_out(path, selector, context, fault);
}

void xml_path_free(struct xml_path *path)
{
	for (size_t i = 0; i < path->way_count; i++) {
		free(path->ways[i].steps);
		free(path->ways[i].needs);
	}
	free(path->ways);
	if (path->compiled)
		xmlXPathFreeCompExpr(path->compiled);
	*path = (struct xml_path){0};
}
