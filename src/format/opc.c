/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/opc.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { RELATIONS_MOST = 20000 };

static const struct str types_name = {"[Content_Types].xml", 19};

struct walk {
	struct office *office;
	struct opc *opc;
	struct markup markup;
	struct fault *fault;
};

static struct str keep(struct str s)
{
	return (struct str){mem_text(s.ptr, s.len), s.len};
}

static enum err malformed(struct fault *fault, const char *what)
{
	return fault_set(fault, ERR_MALFORMED, "the document's package is not sound: %s; open it and save it again", what);
}

static struct str folder_of(struct str name)
{
	const char *slash = name.len ? memrchr(name.ptr, '/', name.len) : NULL;
	return slash ? (struct str){name.ptr, (size_t)(slash - name.ptr) + 1} : (struct str){0};
}

void opc_relations_name(struct str member, struct buf *name)
{
	struct str folder = folder_of(member);
	buf_clear(name);
	buf_add(name, folder);
	buf_add_text(name, "_rels/");
	buf_add(name, str_part(member, (struct span){folder.len, member.len}));
	buf_add_text(name, ".rels");
}

static struct str member_name(const struct office *office, uint32_t member)
{
	return member == PACKAGE_NONE ? (struct str){0} : office->package.members[member].name;
}

/* ---- content types --------------------------------------------------------------------------------------------- */

static struct str extension_of(struct str name)
{
	const char *dot = name.len ? memrchr(name.ptr, '.', name.len) : NULL;
	return dot ? (struct str){dot + 1, (size_t)(name.ptr + name.len - dot) - 1} : (struct str){0};
}

/* An Override names one part, a Default all of an extension that have none. */
static enum err take_type(struct walk *walk, uint32_t element, bool override)
{
	struct opc *opc = walk->opc;
	struct buf key = {0}, type = {0};
	uint32_t key_at = markup_attribute(&walk->markup, element, SPACE_NONE, override ? "PartName" : "Extension");
	uint32_t type_at = markup_attribute(&walk->markup, element, SPACE_NONE, "ContentType");
	enum err err = ERR_NONE;
	if (key_at == XML_NONE || type_at == XML_NONE)
		return malformed(walk->fault, "a content type without a name");
	err = markup_value_add(&walk->markup, key_at, &key, walk->fault);
	if (err == ERR_NONE)
		err = markup_value_add(&walk->markup, type_at, &type, walk->fault);
	uint32_t named = err || !override ? PACKAGE_NONE : package_find(&walk->office->package, buf_str(&key));
	for (uint32_t i = 0; err == ERR_NONE && i < opc->type_count; i++) {
		struct str name = member_name(walk->office, i);
		bool fits = override ? named == i : str_equal_nocase(extension_of(name), buf_str(&key));
		if (fits && opc->types[i].ptr == NULL)
			opc->types[i] = keep(buf_str(&type));
	}
	buf_free(&key);
	buf_free(&type);
	return err;
}

static enum err read_types(struct walk *walk)
{
	uint32_t member = package_find(&walk->office->package, types_name);
	struct opc *opc = walk->opc;
	if (member == PACKAGE_NONE)
		return malformed(walk->fault, "it does not say what its parts are");
	opc->type_count = walk->office->package.count;
	opc->types = mem_alloc(opc->type_count, sizeof *opc->types);
	enum err err = office_read(walk->office, member, &walk->markup, walk->fault);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t child = err ? XML_NONE : markup_child(&walk->markup, 0); err == ERR_NONE && child != XML_NONE;
		     child = markup_next(&walk->markup, child))
			if (markup_is(&walk->markup, child, SPACE_TYPES, pass ? "Default" : "Override"))
				err = take_type(walk, child, pass == 0);
	return err;
}

/* ---- relationships --------------------------------------------------------------------------------------------- */

/* The last segment of a type of those who define them; empty: of somebody else. */
static struct str kind_of(struct str type)
{
	static const char *const owners[] = {"http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/",
					     "http://schemas.microsoft.com/"};
	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
		if (str_starts(type, str_of(owners[i]))) {
			struct str folder = folder_of(type);
			return str_part(type, (struct span){folder.len, type.len});
		}
	return (struct str){0};
}

static int hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* `target` from the folder of `base`, "." and ".." resolved; false: it leaves the package. */
static bool resolve(struct str base, struct str target, bool decode, struct buf *name)
{
	buf_clear(name);
	if (target.len && target.ptr[0] == '/')
		target = str_part(target, (struct span){1, target.len});
	else
		buf_add(name, folder_of(base));
	for (size_t from = 0; from <= target.len;) {
		const char *slash = from < target.len ? memchr(target.ptr + from, '/', target.len - from) : NULL;
		size_t to = slash ? (size_t)(slash - target.ptr) : target.len;
		struct str segment = str_part(target, (struct span){from, to});
		if (str_equal(segment, STR(".."))) {
			if (name->len == 0)
				return false;
			name->len = folder_of((struct str){name->ptr, name->len - 1}).len;
		} else if (!str_equal(segment, STR("."))) {
			for (size_t i = 0; i < segment.len; i++) {
				bool coded = decode && segment.ptr[i] == '%' && i + 2 < segment.len &&
					     hex_value(segment.ptr[i + 1]) >= 0 && hex_value(segment.ptr[i + 2]) >= 0;
				buf_add_byte(name, coded ? (char)(hex_value(segment.ptr[i + 1]) * 16 + hex_value(segment.ptr[i + 2]))
							 : segment.ptr[i]);
				i += coded ? 2 : 0;
			}
			if (slash)
				buf_add_byte(name, '/');
		}
		from = to + 1;
	}
	return true;
}

static uint32_t find_target(const struct office *office, uint32_t from, struct str target)
{
	struct buf name = {0};
	uint32_t found = PACKAGE_NONE;
	for (int decode = 0; decode < 2 && found == PACKAGE_NONE; decode++)
		if (resolve(member_name(office, from), target, decode, &name))
			found = package_find(&office->package, buf_str(&name));
	buf_free(&name);
	return found;
}

bool opc_is(const struct opc *opc, uint32_t member, const char *kind)
{
	for (size_t i = 0; i < opc->count; i++)
		if (!opc->relations[i].gone && opc->relations[i].to == member && str_equal(kind_of(opc->relations[i].type), str_of(kind)))
			return true;
	return false;
}

const struct opc_relation *opc_relation_of(const struct opc *opc, uint32_t from, const char *kind)
{
	for (size_t i = 0; i < opc->count; i++)
		if (!opc->relations[i].gone && opc->relations[i].from == from && opc->relations[i].to != PACKAGE_NONE &&
		    str_equal(kind_of(opc->relations[i].type), str_of(kind)))
			return &opc->relations[i];
	return NULL;
}

/* The workbook behind a chart: the chart has what it shows of it. */
static bool feeds_chart(const struct walk *walk, const struct opc_relation *relation)
{
	return str_equal(kind_of(relation->type), STR("package")) && relation->from != PACKAGE_NONE &&
	       (opc_is(walk->opc, relation->from, "chart") || opc_is(walk->opc, relation->from, "chartEx"));
}

static enum err judge(struct walk *walk, struct opc_relation *relation, bool external)
{
	relation->part = opc_part_of(kind_of(relation->type));
	if (relation->part == NULL)
		return office_unreadable(walk->fault, "a part of a kind that is not known", "save the document as plain text and try again");
	bool link = relation->part->use == OPC_LINK;
	relation->gone = relation->part->use == OPC_DROPPED || (external && !link) || feeds_chart(walk, relation);
	if (relation->gone || external)
		return ERR_NONE;
	if (relation->target.len && relation->target.ptr[0] == '#')
		return link ? ERR_NONE : malformed(walk->fault, "a relationship that leads nowhere");
	relation->to = find_target(walk->office, relation->from, relation->target);
	relation->gone = relation->to == PACKAGE_NONE;
	return ERR_NONE;
}

static enum err take_relation(struct walk *walk, uint32_t from, uint32_t element)
{
	struct opc *opc = walk->opc;
	struct str id = markup_value(&walk->markup, element, SPACE_NONE, "Id"), type = markup_value(&walk->markup, element, SPACE_NONE, "Type"),
		   target = markup_value(&walk->markup, element, SPACE_NONE, "Target");
	bool external = str_equal(markup_value(&walk->markup, element, SPACE_NONE, "TargetMode"), STR("External"));
	if (id.len == 0 || type.len == 0)
		return malformed(walk->fault, "a relationship without an id or type");
	if (opc->count >= RELATIONS_MOST)
		return fault_set(walk->fault, ERR_LIMIT, "the document has more than %d relationships; split it", RELATIONS_MOST);
	opc->relations = mem_room(opc->relations, opc->count, &opc->cap, sizeof *opc->relations);
	opc->relations[opc->count] = (struct opc_relation){from, PACKAGE_NONE, keep(id), keep(type), keep(target), NULL, false};
	return judge(walk, &opc->relations[opc->count++], external);
}

/* The relationships of one member, or of the package. */
static enum err read_relations(struct walk *walk, uint32_t from)
{
	struct buf name = {0};
	opc_relations_name(member_name(walk->office, from), &name);
	uint32_t member = package_find(&walk->office->package, buf_str(&name));
	buf_free(&name);
	if (member == PACKAGE_NONE)
		return ERR_NONE;
	enum err err = office_read(walk->office, member, &walk->markup, walk->fault);
	for (uint32_t child = err ? XML_NONE : markup_child(&walk->markup, 0); err == ERR_NONE && child != XML_NONE;
	     child = markup_next(&walk->markup, child))
		if (markup_is(&walk->markup, child, SPACE_RELATIONSHIPS, "Relationship"))
			err = take_relation(walk, from, child);
	return err;
}

static bool is_followed(const struct opc_relation *relation)
{
	return !relation->gone && relation->to != PACKAGE_NONE && relation->part->use == OPC_SEEN;
}

/* From the package through all parts that are seen: relations are added behind those looked at. */
static enum err read_all_relations(struct walk *walk)
{
	struct opc *opc = walk->opc;
	bool *read = mem_alloc(walk->office->package.count, sizeof *read);
	enum err err = read_relations(walk, PACKAGE_NONE);
	for (size_t i = 0; err == ERR_NONE && i < opc->count; i++) {
		uint32_t to = opc->relations[i].to;
		if (!is_followed(&opc->relations[i]) || read[to])
			continue;
		read[to] = true;
		err = read_relations(walk, to);
	}
	free(read);
	return err;
}

enum err opc_open(struct office *office, struct opc *opc, struct fault *fault)
{
	struct walk walk = {.office = office, .opc = opc, .fault = fault};
	enum err err = read_types(&walk);
	if (err == ERR_NONE)
		err = read_all_relations(&walk);
	markup_free(&walk.markup);
	return err;
}

void opc_close(struct opc *opc)
{
	for (size_t i = 0; i < opc->count; i++) {
		free((char *)(uintptr_t)opc->relations[i].id.ptr);
		free((char *)(uintptr_t)opc->relations[i].type.ptr);
		free((char *)(uintptr_t)opc->relations[i].target.ptr);
	}
	for (size_t i = 0; i < opc->type_count; i++)
		free((char *)(uintptr_t)opc->types[i].ptr);
	free(opc->relations);
	free(opc->types);
	*opc = (struct opc){0};
}

enum err opc_main_type(struct office *office, struct buf *type, struct fault *fault)
{
	struct opc opc = {0};
	struct walk walk = {.office = office, .opc = &opc, .fault = fault};
	if (package_find(&office->package, types_name) == PACKAGE_NONE)
		return ERR_NONE;
	enum err err = read_types(&walk);
	if (err == ERR_NONE)
		err = read_relations(&walk, PACKAGE_NONE);
	const struct opc_relation *main = err ? NULL : opc_relation_of(&opc, PACKAGE_NONE, "officeDocument");
	if (main && main->to < opc.type_count)
		buf_add(type, opc.types[main->to]);
	markup_free(&walk.markup);
	opc_close(&opc);
	return err;
}
