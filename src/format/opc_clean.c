/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Making the package that is released: parts are cleaned, what nothing leads to any more goes, and the package's own
 * tables are written anew. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/clean.h"
#include "format/opc.h"
#include "format/placeholder.h"

struct cleaning {
	struct office *office;
	struct opc *opc;
	struct markup markup;
	struct splices splices;
	bool *kept; /* by member */
	size_t kept_count;
	struct fault *fault;
};

static bool is_seen(const struct opc_relation *relation)
{
	return !relation->gone && relation->to != PACKAGE_NONE && relation->part->use == OPC_SEEN;
}

/* Which members something that is kept leads to. */
static void reach(struct cleaning *cleaning)
{
	const struct opc *opc = cleaning->opc;
	memset(cleaning->kept, 0, cleaning->kept_count);
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < opc->count; i++) {
			const struct opc_relation *relation = &opc->relations[i];
			bool from = relation->from == PACKAGE_NONE || cleaning->kept[relation->from];
			if (!from || relation->gone || relation->to >= cleaning->kept_count || cleaning->kept[relation->to])
				continue; /* what was put in later is kept anyhow */
			cleaning->kept[relation->to] = more = true;
		}
	}
}

static enum err refuse_change(struct fault *fault)
{
	return fault_set(fault, ERR_UNREADABLE,
			 "the document has tracked changes, and is to be withheld then; accept or reject them in the office program and save it");
}

static enum err clean_once(struct cleaning *cleaning, uint32_t member)
{
	bool changed = false;
	enum err err = office_read(cleaning->office, member, &cleaning->markup, cleaning->fault);
	if (err == ERR_NONE)
		err = clean_part(&clean_ooxml, &cleaning->markup, member, &cleaning->splices, &changed, cleaning->fault);
	if (err == ERR_NONE)
		clean_docx(&cleaning->markup, member, &cleaning->splices, &changed);
	if (err == ERR_NONE && changed && cleaning->office->options->withhold_changes)
		return refuse_change(cleaning->fault);
	return err;
}

/* What one cleaning uncovers the next one sees: until there is nothing left to clean. */
static enum err clean_member(struct cleaning *cleaning, uint32_t member)
{
	enum err err = ERR_NONE;
	for (int round = 0; round < CLEAN_ROUNDS; round++) {
		err = clean_once(cleaning, member);
		if (err || cleaning->splices.count == 0)
			return err;
		splice_apply(&cleaning->splices, &cleaning->office->package);
	}
	return clean_endless(cleaning->fault);
}

/* Each part once, whatever leads to it. */
static enum err clean_members(struct cleaning *cleaning)
{
	bool *done = mem_alloc(cleaning->kept_count, sizeof *done);
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < cleaning->opc->count; i++) {
		const struct opc_relation *relation = &cleaning->opc->relations[i];
		if (!is_seen(relation) || done[relation->to])
			continue;
		done[relation->to] = true;
		err = clean_member(cleaning, relation->to);
	}
	free(done);
	return err;
}

/* ---- references ------------------------------------------------------------------------------------------------ */

static struct opc_relation *relation_with(const struct cleaning *cleaning, uint32_t from, struct str id)
{
	for (size_t i = 0; i < cleaning->opc->count; i++)
		if (cleaning->opc->relations[i].from == from && str_equal(cleaning->opc->relations[i].id, id))
			return &cleaning->opc->relations[i];
	return NULL;
}

/* Relations that text must refer to are of no use without it. */
static bool is_explicit(const struct opc_relation *relation)
{
	static const char *const kinds[] = {"header",      "footer",        "chart",             "chartEx",
					   "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal(str_of(relation->part->relation), str_of(kinds[i])))
			return true;
	return relation->part->use == OPC_LINK || relation->part->use == OPC_PICTURE;
}

/* Every reference of a part leads to something that is kept, and what it does not refer to goes. */
static enum err check_references(struct cleaning *cleaning, uint32_t member)
{
	const struct xml_part *part = &cleaning->markup.part;
	bool *used = mem_alloc(cleaning->opc->count, sizeof *used);
	enum err err = office_read(cleaning->office, member, &cleaning->markup, cleaning->fault);
	for (uint32_t i = 0; err == ERR_NONE && i < part->attribute_count; i++) {
		struct str id = xml_part_bytes(part, part->attributes[i].value);
		if (part->attributes[i].uri_id != SPACE_R && !(part->attributes[i].uri_id == SPACE_VML_OFFICE &&
							       str_equal(markup_attribute_local(&cleaning->markup, i), STR("relid"))))
			continue;
		const struct opc_relation *relation = id.len ? relation_with(cleaning, member, id) : NULL;
		if (relation && !relation->gone)
			used[relation - cleaning->opc->relations] = true;
		else if (id.len)
			err = office_unreadable(cleaning->fault, "a reference to something outside or to a part that is not released",
						"open the document, take it out (a linked picture, an ink drawing, a link to a file) and save it");
	}
	for (size_t i = 0; err == ERR_NONE && i < cleaning->opc->count; i++)
		if (cleaning->opc->relations[i].from == member && is_explicit(&cleaning->opc->relations[i]) && !used[i])
			cleaning->opc->relations[i].gone = true;
	free(used);
	return err;
}

static enum err check_all_references(struct cleaning *cleaning)
{
	enum err err = ERR_NONE;
	reach(cleaning);
	for (uint32_t member = 0; err == ERR_NONE && member < cleaning->kept_count; member++) {
		bool seen = false;
		for (size_t i = 0; i < cleaning->opc->count && cleaning->kept[member]; i++)
			seen |= cleaning->opc->relations[i].to == member && is_seen(&cleaning->opc->relations[i]);
		if (seen)
			err = check_references(cleaning, member);
	}
	reach(cleaning);
	return err;
}

/* ---- what cannot be seen --------------------------------------------------------------------------------------- */

static enum err refuse_withheld(struct cleaning *cleaning)
{
	for (size_t i = 0; i < cleaning->opc->count; i++) {
		const struct opc_relation *relation = &cleaning->opc->relations[i];
		bool from = relation->from == PACKAGE_NONE || cleaning->kept[relation->from];
		if (from && !relation->gone && relation->part->use == OPC_WITHHELD)
			return office_unreadable(cleaning->fault, relation->part->what,
						 "open the document, take it out and save it again, and release it by itself if need be");
	}
	return ERR_NONE;
}

/* One placeholder stands for all pictures. */
static enum err replace_pictures(struct cleaning *cleaning)
{
	struct package *package = &cleaning->office->package;
	uint32_t placeholder = PACKAGE_NONE;
	for (size_t i = 0; i < cleaning->opc->count; i++) {
		struct opc_relation *relation = &cleaning->opc->relations[i];
		bool from = relation->from == PACKAGE_NONE || cleaning->kept[relation->from];
		if (!from || relation->gone || relation->part->use != OPC_PICTURE || relation->to == placeholder)
			continue;
		if (!cleaning->office->options->drop_pictures && !placeholder_is(package_bytes(package, relation->to)))
			return placeholder_refuse(cleaning->fault);
		if (placeholder == PACKAGE_NONE) {
			struct buf bytes = {0};
			placeholder_add(&bytes);
			if (package_find(package, STR("media/picture.png")) != PACKAGE_NONE)
				package_drop(package, package_find(package, STR("media/picture.png")));
			placeholder = package_add(package, STR("media/picture.png"), &bytes);
		}
		relation->to = placeholder;
		free((char *)(uintptr_t)relation->target.ptr);
		relation->target = (struct str){mem_text("/media/picture.png", 18), 18};
	}
	return ERR_NONE;
}

/* ---- the package's own tables ---------------------------------------------------------------------------------- */

static bool is_kept(const struct cleaning *cleaning, uint32_t member)
{
	return member >= cleaning->kept_count || cleaning->kept[member];
}

static void add_attribute(struct buf *to, const char *name, struct str escaped)
{
	buf_printf(to, " %s=\"", name);
	for (size_t i = 0; i < escaped.len; i++) /* the value may have stood in quotes of the other kind */
		if (escaped.ptr[i] == '"')
			buf_add_text(to, "&quot;");
		else
			buf_add_byte(to, escaped.ptr[i]);
	buf_add_byte(to, '"');
}

static void write_relations(struct cleaning *cleaning, uint32_t from)
{
	struct buf xml = {0}, name = {0};
	const char *begin = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
			    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
	buf_add_text(&xml, begin);
	size_t empty = xml.len;
	for (size_t i = 0; i < cleaning->opc->count; i++) {
		const struct opc_relation *relation = &cleaning->opc->relations[i];
		if (relation->from != from || relation->gone)
			continue;
		buf_add_text(&xml, "<Relationship");
		add_attribute(&xml, "Id", relation->id);
		add_attribute(&xml, "Type", relation->type);
		add_attribute(&xml, "Target", relation->target);
		if (relation->to == PACKAGE_NONE && !(relation->target.len && relation->target.ptr[0] == '#'))
			buf_add_text(&xml, " TargetMode=\"External\"");
		buf_add_text(&xml, "/>");
	}
	if (xml.len > empty) {
		buf_add_text(&xml, "</Relationships>");
		opc_relations_name(from == PACKAGE_NONE ? (struct str){0} : cleaning->office->package.members[from].name, &name);
		package_add(&cleaning->office->package, buf_str(&name), &xml);
	}
	buf_free(&xml);
	buf_free(&name);
}

/* The type of a part that the document itself names must be one of those that are known to name nothing else. */
static bool is_plain_type(struct str type)
{
	for (size_t i = 0; i < type.len; i++) {
		char c = type.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == '/'))
			return false;
	}
	return str_starts(type, STR("application/vnd.openxmlformats-officedocument.")) || str_starts(type, STR("application/vnd.ms-"));
}

static struct str type_of(const struct cleaning *cleaning, uint32_t member)
{
	for (size_t i = 0; i < cleaning->opc->count; i++) {
		const struct opc_relation *relation = &cleaning->opc->relations[i];
		if (relation->to != member || relation->gone)
			continue;
		if (relation->part->use == OPC_PICTURE)
			return STR("image/png");
		return relation->part->type ? str_of(relation->part->type) : cleaning->opc->types[member];
	}
	return (struct str){0};
}

static enum err write_types(struct cleaning *cleaning, uint32_t members)
{
	struct buf xml = {0};
	enum err err = ERR_NONE;
	buf_add_text(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
			   "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
			   "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
			   "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
	for (uint32_t member = 0; err == ERR_NONE && member < members; member++) {
		if (!is_kept(cleaning, member))
			continue;
		struct str type = type_of(cleaning, member);
		if (type.len == 0 || !(is_plain_type(type) || str_equal(type, STR("image/png"))))
			err = office_unreadable(cleaning->fault, "a part whose content type is not known", "open it and save it again");
		buf_add_text(&xml, "<Override PartName=\"/");
		markup_escape(cleaning->office->package.members[member].name, &xml);
		buf_add_text(&xml, "\" ContentType=\"");
		buf_add(&xml, type);
		buf_add_text(&xml, "\"/>");
	}
	buf_add_text(&xml, "</Types>");
	if (err == ERR_NONE)
		package_add(&cleaning->office->package, STR("[Content_Types].xml"), &xml);
	buf_free(&xml);
	return err;
}

static enum err write_tables(struct cleaning *cleaning)
{
	struct package *package = &cleaning->office->package;
	uint32_t members = (uint32_t)package->count;
	for (uint32_t member = 0; member < cleaning->kept_count; member++)
		if (!cleaning->kept[member])
			package_drop(package, member);
	write_relations(cleaning, PACKAGE_NONE);
	for (uint32_t member = 0; member < cleaning->kept_count; member++)
		if (cleaning->kept[member])
			write_relations(cleaning, member);
	return write_types(cleaning, members);
}

enum err opc_clean(struct office *office, struct opc *opc, struct fault *fault)
{
	struct cleaning cleaning = {.office = office, .opc = opc, .fault = fault, .kept_count = office->package.count};
	cleaning.kept = mem_alloc(cleaning.kept_count, sizeof *cleaning.kept);
	reach(&cleaning);
	enum err err = clean_members(&cleaning);
	if (err == ERR_NONE)
		err = check_all_references(&cleaning);
	if (err == ERR_NONE)
		err = refuse_withheld(&cleaning);
	if (err == ERR_NONE)
		err = replace_pictures(&cleaning);
	if (err == ERR_NONE) {
		reach(&cleaning);
		err = write_tables(&cleaning);
	}
	free(cleaning.kept);
	splice_free(&cleaning.splices);
	markup_free(&cleaning.markup);
	return err;
}
