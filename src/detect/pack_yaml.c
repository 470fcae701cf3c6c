/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/pack_yaml.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/mem.h"

enum { MAYBE = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL };

static const cyaml_schema_value_t text_value = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)};
static const cyaml_schema_value_t word_value = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 1024)};

static const cyaml_schema_field_t namespace_fields[] = {
	CYAML_FIELD_STRING_PTR("prefix", CYAML_FLAG_POINTER, struct raw_namespace, prefix, 1, 64),
	CYAML_FIELD_SEQUENCE("uris", CYAML_FLAG_POINTER, struct raw_namespace, uris, &word_value, 1, 64),
	CYAML_FIELD_END};
static const cyaml_schema_value_t namespace_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_namespace, namespace_fields)};

static const cyaml_schema_field_t part_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct raw_part, name, 1, 64),
	CYAML_FIELD_STRING_PTR("find", MAYBE, struct raw_part, find, 1, 65536),
	CYAML_FIELD_SEQUENCE("words", MAYBE, struct raw_part, words, &word_value, 1, 4096),
	CYAML_FIELD_END};
static const cyaml_schema_value_t part_value = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_part, part_fields)};

static const cyaml_schema_field_t field_fields[] = {
	CYAML_FIELD_STRING_PTR("path", CYAML_FLAG_POINTER, struct raw_field, path, 1, 4096),
	CYAML_FIELD_STRING_PTR("what", CYAML_FLAG_POINTER, struct raw_field, what, 1, 64), CYAML_FIELD_END};
static const cyaml_schema_value_t field_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_field, field_fields)};

static const cyaml_schema_field_t link_fields[] = {
	CYAML_FIELD_STRING_PTR("from", MAYBE, struct raw_link, from, 1, 4096),
	CYAML_FIELD_STRING_PTR("path", CYAML_FLAG_POINTER, struct raw_link, path, 1, 4096),
	CYAML_FIELD_STRING_PTR("relation", CYAML_FLAG_POINTER, struct raw_link, relation, 1, 64), CYAML_FIELD_END};
static const cyaml_schema_value_t link_value = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_link, link_fields)};

static const cyaml_schema_field_t xml_fields[] = {
	CYAML_FIELD_STRING_PTR("select", CYAML_FLAG_POINTER, struct raw_xml, select, 1, 4096),
	CYAML_FIELD_STRING_PTR("key", MAYBE, struct raw_xml, key, 1, 4096),
	CYAML_FIELD_STRING_PTR("role", MAYBE, struct raw_xml, role, 1, 64),
	CYAML_FIELD_STRING_PTR("value", MAYBE, struct raw_xml, value, 1, 4096),
	CYAML_FIELD_STRING_PTR("blank", MAYBE, struct raw_xml, blank, 1, 64),
	CYAML_FIELD_SEQUENCE("fields", MAYBE, struct raw_xml, fields, &field_value, 1, 256),
	CYAML_FIELD_SEQUENCE("links", MAYBE, struct raw_xml, links, &link_value, 1, 256),
	CYAML_FIELD_END};

static const cyaml_schema_field_t rule_fields[] = {
	CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct raw_rule, id, 1, 64),
	CYAML_FIELD_STRING_PTR("what", MAYBE, struct raw_rule, what, 1, 64),
	CYAML_FIELD_STRING_PTR("about", MAYBE, struct raw_rule, about, 1, 1024),
	CYAML_FIELD_SEQUENCE("hint", MAYBE, struct raw_rule, hint, &word_value, 1, 512),
	CYAML_FIELD_SEQUENCE("start", MAYBE, struct raw_rule, start, &word_value, 1, 32),
	CYAML_FIELD_STRING_PTR("find", MAYBE, struct raw_rule, find, 1, 65536),
	CYAML_FIELD_STRING_PTR("check", MAYBE, struct raw_rule, check, 1, 64),
	CYAML_FIELD_UINT_PTR("score", MAYBE, struct raw_rule, score),
	CYAML_FIELD_UINT_PTR("reach", MAYBE, struct raw_rule, reach),
	CYAML_FIELD_MAPPING_PTR("xml", MAYBE, struct raw_rule, xml, xml_fields),
	CYAML_FIELD_SEQUENCE("tests", MAYBE, struct raw_rule, tests, &text_value, 0, 4096),
	CYAML_FIELD_END};
static const cyaml_schema_value_t rule_value = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_rule, rule_fields)};

static const cyaml_schema_field_t pack_fields[] = {
	CYAML_FIELD_STRING_PTR("about", CYAML_FLAG_POINTER, struct raw_pack, about, 1, 1024),
	CYAML_FIELD_SEQUENCE("namespaces", MAYBE, struct raw_pack, namespaces, &namespace_value, 1, 64),
	CYAML_FIELD_SEQUENCE("parts", MAYBE, struct raw_pack, parts, &part_value, 1, 256),
	CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER, struct raw_pack, rules, &rule_value, 1, 4096),
	CYAML_FIELD_END};
static const cyaml_schema_value_t pack_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_pack, pack_fields)};

/* What libcyaml says about the first thing it dislikes: one line, then a backtrace from inner to outer places. */
struct complaint {
	char text[160];
	unsigned long line, column;
	bool placed;
};

static void hear(cyaml_log_t level, void *context, const char *format, va_list args)
{
	struct complaint *complaint = context;
	char line[256];
	if (level < CYAML_LOG_ERROR)
		return;
	vsnprintf(line, sizeof line, format, args);
	char *end = strchr(line, '\n');
	if (end)
		*end = 0;
	const char *place = strstr(line, "(line: ");
	if (place && !complaint->placed) {
		complaint->placed = true;
		sscanf(place, "(line: %lu, column: %lu", &complaint->line, &complaint->column);
	} else if (!place && complaint->text[0] == 0) {
		const char *text = strncmp(line, "Load: ", 6) == 0 ? line + 6 : line;
		snprintf(complaint->text, sizeof complaint->text, "%.150s", text);
	}
}

/* How many single-letter changes two short words are apart; 9 when far. */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[32];
	size_t m = strlen(a), n = strlen(b);
	if (m > 30 || n > 30)
		return 9;
	for (size_t j = 0; j <= n; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= m; i++) {
		unsigned corner = row[0];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= n; j++) {
			unsigned change = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			unsigned step = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
			row[j] = change < step ? change : step;
		}
	}
	return row[n];
}

static const cyaml_schema_field_t *const all_fields[] = {pack_fields, rule_fields, part_fields, xml_fields,
							 field_fields, link_fields, namespace_fields};

static const char *nearest_key(const char *key)
{
	const char *best = NULL;
	unsigned least = 3;
	for (size_t i = 0; i < sizeof all_fields / sizeof *all_fields; i++)
		for (const cyaml_schema_field_t *field = all_fields[i]; field->key; field++) {
			unsigned far = distance(key, field->key);
			bool better = far < least || (far == least && best && strlen(best) != strlen(key) &&
						      strlen(field->key) == strlen(key));
			if (far && better) {
				least = far;
				best = field->key;
			}
		}
	return best;
}

static void parser_open(yaml_parser_t *parser, struct str yaml)
{
	if (!yaml_parser_initialize(parser))
		mem_alloc(SIZE_MAX, 1); /* out of memory, said in the usual way */
	yaml_parser_set_input_string(parser, (const unsigned char *)yaml.ptr, yaml.len);
}

/* libcyaml names the place before the key it does not know: looks for the key itself, from there on. */
static void place_key(struct str yaml, const char *key, struct complaint *complaint)
{
	yaml_parser_t parser;
	yaml_document_t document;
	parser_open(&parser, yaml);
	if (yaml_parser_load(&parser, &document)) {
		bool placed = false;
		for (yaml_node_t *node = document.nodes.start; node < document.nodes.top; node++) {
			unsigned long line = node->start_mark.line + 1;
			if (node->type != YAML_SCALAR_NODE || strcmp((char *)node->data.scalar.value, key) != 0 ||
			    line < complaint->line || placed)
				continue;
			placed = true;
			complaint->line = line;
			complaint->column = node->start_mark.column + 1;
		}
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
}

static enum err complain(const char *path, struct str yaml, struct complaint *complaint, cyaml_err_t code,
			 struct fault *fault)
{
	const char *key = strchr(complaint->text, ':');
	key = key ? key + 2 : "";
	if (code == CYAML_ERR_INVALID_KEY) {
		place_key(yaml, key, complaint);
		const char *near = nearest_key(key);
		return near ? fault_set(fault, ERR_PACK, "%s:%lu:%lu: unknown key \"%s\"; did you mean \"%s\"?", path,
					complaint->line, complaint->column, key, near)
			    : fault_set(fault, ERR_PACK,
					"%s:%lu:%lu: unknown key \"%s\" here; a pack has about, namespaces, parts, rules; a rule id, what, "
					"about, hint, reach, start, find, check, score, xml, tests",
					path, complaint->line, complaint->column, key);
	}
	if (strncmp(complaint->text, "Missing", 7) == 0)
		return fault_set(fault, ERR_PACK, "%s:%lu:%lu: the key \"%s\" is missing; add it", path, complaint->line,
				 complaint->column, key);
	if (strncmp(complaint->text, "Mapping field already", 21) == 0)
		return fault_set(fault, ERR_PACK, "%s:%lu:%lu: the key \"%s\" stands twice; remove one", path,
				 complaint->line, complaint->column, key);
	return fault_set(fault, ERR_PACK, "%s:%lu:%lu: %s", path, complaint->line, complaint->column,
			 complaint->text[0] ? complaint->text : cyaml_strerror(code));
}

static enum err syntax_fault(const char *path, const yaml_parser_t *parser, struct fault *fault)
{
	return fault_set(fault, ERR_PACK, "%s:%zu:%zu: not YAML: %s%s%s", path, parser->problem_mark.line + 1,
			 parser->problem_mark.column + 1, parser->problem ? parser->problem : "unreadable",
			 parser->context ? " " : "", parser->context ? parser->context : "");
}

static const char *refused_token(yaml_token_type_t type, bool content)
{
	if (type == YAML_ANCHOR_TOKEN || type == YAML_ALIAS_TOKEN)
		return "anchors and aliases (& and *) are not allowed; write the text out, or use parts";
	if (type == YAML_TAG_TOKEN || type == YAML_TAG_DIRECTIVE_TOKEN)
		return "tags (!) are not allowed; put the text in quotes";
	if (type == YAML_DOCUMENT_START_TOKEN && content)
		return "a second document (---) begins here; use one file per pack";
	return NULL;
}

/* What YAML offers and packs do without. */
static enum err scan_tokens(const char *path, struct str yaml, struct fault *fault)
{
	yaml_parser_t parser;
	parser_open(&parser, yaml);
	enum err err = ERR_NONE;
	bool content = false;
	for (bool end = false; !end && !err;) {
		yaml_token_t token;
		if (!yaml_parser_scan(&parser, &token)) {
			err = syntax_fault(path, &parser, fault);
			break;
		}
		const char *why = refused_token(token.type, content);
		if (why)
			err = fault_set(fault, ERR_PACK, "%s:%zu:%zu: %s", path, token.start_mark.line + 1,
					token.start_mark.column + 1, why);
		content |= token.type > YAML_DOCUMENT_END_TOKEN;
		end = token.type == YAML_STREAM_END_TOKEN;
		yaml_token_delete(&token);
	}
	yaml_parser_delete(&parser);
	return err;
}

static const yaml_node_t *child(yaml_document_t *document, const yaml_node_t *map, const char *key)
{
	if (map == NULL || map->type != YAML_MAPPING_NODE)
		return NULL;
	for (yaml_node_pair_t *pair = map->data.mapping.pairs.start; pair < map->data.mapping.pairs.top; pair++) {
		const yaml_node_t *name = yaml_document_get_node(document, pair->key);
		if (name && name->type == YAML_SCALAR_NODE && strcmp((char *)name->data.scalar.value, key) == 0)
			return yaml_document_get_node(document, pair->value);
	}
	return NULL;
}

static unsigned item_count(const yaml_node_t *list)
{
	if (list == NULL || list->type != YAML_SEQUENCE_NODE)
		return 0;
	return (unsigned)(list->data.sequence.items.top - list->data.sequence.items.start);
}

static const yaml_node_t *item(yaml_document_t *document, const yaml_node_t *list, unsigned i)
{
	return yaml_document_get_node(document, list->data.sequence.items.start[i]);
}

static unsigned line_of(const yaml_node_t *node)
{
	return node ? (unsigned)node->start_mark.line + 1 : 0;
}

static void note_rule(yaml_document_t *document, const yaml_node_t *rule, unsigned i, struct raw_lines *lines)
{
	const yaml_node_t *tests = child(document, rule, "tests");
	lines->rules[i] = line_of(rule);
	lines->finds[i] = line_of(child(document, rule, "find"));
	lines->test_counts[i] = item_count(tests);
	lines->tests[i] = mem_alloc(lines->test_counts[i], sizeof **lines->tests);
	for (unsigned t = 0; t < lines->test_counts[i]; t++)
		lines->tests[i][t] = line_of(item(document, tests, t));
}

static enum err note_lines(const char *path, struct str yaml, struct raw_lines *lines, struct fault *fault)
{
	yaml_parser_t parser;
	yaml_document_t document;
	parser_open(&parser, yaml);
	enum err err = ERR_NONE;
	if (!yaml_parser_load(&parser, &document)) {
		err = syntax_fault(path, &parser, fault);
	} else {
		const yaml_node_t *root = yaml_document_get_root_node(&document);
		const yaml_node_t *rules = child(&document, root, "rules"), *parts = child(&document, root, "parts");
		lines->rule_count = item_count(rules);
		lines->rules = mem_alloc(lines->rule_count, sizeof *lines->rules);
		lines->finds = mem_alloc(lines->rule_count, sizeof *lines->finds);
		lines->tests = mem_alloc(lines->rule_count, sizeof *lines->tests);
		lines->test_counts = mem_alloc(lines->rule_count, sizeof *lines->test_counts);
		for (unsigned i = 0; i < lines->rule_count; i++)
			note_rule(&document, item(&document, rules, i), i, lines);
		lines->part_count = item_count(parts);
		lines->parts = mem_alloc(lines->part_count, sizeof *lines->parts);
		for (unsigned i = 0; i < lines->part_count; i++)
			lines->parts[i] = line_of(item(&document, parts, i));
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
	return err;
}

static const cyaml_config_t *config_for(cyaml_config_t *config, struct complaint *complaint)
{
	*config = (cyaml_config_t){.log_fn = hear,
				   .log_ctx = complaint,
				   .mem_fn = cyaml_mem,
				   .log_level = CYAML_LOG_ERROR,
				   .flags = CYAML_CFG_NO_ALIAS};
	return config;
}

enum err raw_pack_load(const char *path, struct str yaml, struct raw_pack **raw, struct raw_lines *lines,
		       struct fault *fault)
{
	*raw = NULL;
	*lines = (struct raw_lines){0};
	if (str_trim(yaml).len == 0)
		return fault_set(fault, ERR_PACK, "%s: the file is empty; a pack has about: and rules:", path);
	enum err err = scan_tokens(path, yaml, fault);
	if (!err)
		err = note_lines(path, yaml, lines, fault);
	if (err)
		goto out;
	struct complaint complaint = {0};
	cyaml_config_t config;
	cyaml_err_t code = cyaml_load_data((const uint8_t *)yaml.ptr, yaml.len, config_for(&config, &complaint), &pack_value,
					   (cyaml_data_t **)raw, NULL);
	if (code != CYAML_OK)
		err = complain(path, yaml, &complaint, code, fault);
	else if (*raw == NULL)
		err = fault_set(fault, ERR_PACK, "%s: no keys; a pack has about: and rules:", path);
out:
	if (err)
		raw_lines_free(lines);
	return err;
}

void raw_pack_free(struct raw_pack *raw)
{
	struct complaint complaint = {0};
	cyaml_config_t config;
	if (raw && cyaml_free(config_for(&config, &complaint), &pack_value, raw, 0) != CYAML_OK)
		return; /* only possible with a wrong schema */
}

void raw_lines_free(struct raw_lines *lines)
{
	for (unsigned i = 0; i < lines->rule_count; i++)
		free(lines->tests[i]);
	free(lines->tests);
	free(lines->test_counts);
	free(lines->rules);
	free(lines->finds);
	free(lines->parts);
	*lines = (struct raw_lines){0};
}
