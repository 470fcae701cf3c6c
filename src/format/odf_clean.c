/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Of the members of an ODF document only those with text stay: what they refer to is a placeholder or another of them. So
 * metadata, settings, thumbnails, macros, fonts, versions and signatures go without being looked at. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/odf.h"
#include "format/ods.h"
#include "format/placeholder.h"

/* What is never an object, whatever it holds: it is dropped like all that is not text. */
static const char *const apart[] = {
	"META-INF/", /* the manifest is written anew, signatures are void */
	"Versions/",
	"Thumbnails/",
	"Configurations2/",
	"Basic/",
	"Dialogs/",
	"Scripts/",
	"Fonts/",
	"Pictures/",
	"ObjectReplacements/", /* pictures of objects, which programs draw again */
};

struct cleaning {
	struct office *office;
	struct markup markup, manifest;
	struct splices splices;
	uint32_t placeholder;
	size_t expanded; /* of ODS_EXPANDED */
	struct fault *fault;
};

static struct str base_name(struct str name)
{
	const char *slash = name.len ? memrchr(name.ptr, '/', name.len) : NULL;
	return slash ? str_part(name, (struct span){(size_t)(slash - name.ptr) + 1, name.len}) : name;
}

bool odf_is_text(struct str name)
{
	struct str base = base_name(name);
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
		if (str_starts(name, str_of(apart[i])))
			return false;
	return str_equal(base, STR("content.xml")) || str_equal(base, STR("styles.xml"));
}

/* ---- the manifest ---------------------------------------------------------------------------------------------- */

static enum err read_manifest(struct cleaning *cleaning)
{
	uint32_t member = package_find(&cleaning->office->package, STR("META-INF/manifest.xml"));
	if (member == PACKAGE_NONE)
		return fault_set(cleaning->fault, ERR_MALFORMED, "the document's manifest is missing; open it and save it again");
	enum err err = office_read(cleaning->office, member, &cleaning->manifest, cleaning->fault);
	for (uint32_t i = 0; err == ERR_NONE && i < cleaning->manifest.part.element_count; i++)
		if (markup_is(&cleaning->manifest, i, SPACE_MANIFEST, "encryption-data") ||
		    markup_is(&cleaning->manifest, i, SPACE_MANIFEST, "encrypted-key"))
			err = fault_set(cleaning->fault, ERR_UNREADABLE, "the document is encrypted: remove the password and try again");
	return err;
}

static bool is_plain_type(struct str type)
{
	for (size_t i = 0; i < type.len; i++) {
		char c = type.ptr[i];
		if (!((c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '/'))
			return false;
	}
	return str_starts(type, STR("application/vnd.oasis.opendocument."));
}

/* The type of an object's folder, as the manifest had it. */
static struct str folder_type(const struct cleaning *cleaning, struct str folder)
{
	const struct markup *manifest = &cleaning->manifest;
	for (uint32_t i = 0; i < manifest->part.element_count; i++) {
		struct str type = markup_value(manifest, i, SPACE_MANIFEST, "media-type");
		if (str_equal(markup_value(manifest, i, SPACE_MANIFEST, "full-path"), folder) && is_plain_type(type))
			return type;
	}
	return STR("application/vnd.oasis.opendocument.text");
}

/* "1.3", as the manifest had it: LibreOffice from 24.2 takes a document for damaged whose manifest has another than its content. */
static struct str version_of(const struct cleaning *cleaning)
{
	struct str version = cleaning->manifest.part.element_count ? markup_value(&cleaning->manifest, 0, SPACE_MANIFEST, "version") : (struct str){0};
	bool plain = version.len == 3 && version.ptr[0] == '1' && version.ptr[1] == '.' && version.ptr[2] >= '0' && version.ptr[2] <= '9';
	return plain ? version : STR("1.2");
}

static void add_entry(struct buf *xml, struct str name, struct str type)
{
	buf_add_text(xml, "<manifest:file-entry manifest:full-path=\"");
	markup_escape(name, xml);
	buf_add_text(xml, "\" manifest:media-type=\"");
	markup_escape(type, xml);
	buf_add_text(xml, "\"/>");
}

static void write_manifest(struct cleaning *cleaning)
{
	struct package *package = &cleaning->office->package;
	uint32_t mimetype = package_find(package, STR("mimetype")), old = package_find(package, STR("META-INF/manifest.xml"));
	struct buf xml = {0};
	buf_add_text(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
			   "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"");
	buf_add(&xml, version_of(cleaning));
	buf_add_text(&xml, "\">");
	add_entry(&xml, STR("/"), str_trim(package_bytes(package, mimetype)));
	for (uint32_t i = 0; i < package->count; i++) {
		struct str name = package->members[i].name, base = base_name(name);
		if (package->members[i].dropped || i == mimetype || i == old)
			continue;
		if (base.len < name.len && str_equal(base, STR("content.xml"))) {
			struct str folder = str_part(name, (struct span){0, name.len - base.len});
			add_entry(&xml, folder, folder_type(cleaning, folder));
		}
		add_entry(&xml, name, odf_is_text(name) ? STR("text/xml") : STR("image/png"));
	}
	buf_add_text(&xml, "</manifest:manifest>");
	package_drop(package, old); /* until here it was asked for the types of objects */
	package_add(package, STR("META-INF/manifest.xml"), &xml);
	buf_free(&xml);
}

/* ---- references ------------------------------------------------------------------------------------------------ */

/* What an address says of a member: "./Object 1", "Pictures/1.png", "../Pictures/1.png" from an object. Empty: it is outside. */
static struct str inside_of(struct str href)
{
	while (str_starts(href, STR("./")))
		href = str_part(href, (struct span){2, href.len});
	while (str_starts(href, STR("../")))
		href = str_part(href, (struct span){3, href.len});
	const char *colon = href.len ? memchr(href.ptr, ':', href.len) : NULL;
	return colon || str_starts(href, STR("/")) || str_starts(href, STR("#")) ? (struct str){0} : href;
}

static bool is_folder(const struct package *package, struct str name)
{
	while (name.len && name.ptr[name.len - 1] == '/')
		name.len--;
	for (size_t i = 0; name.len && i < package->count; i++) {
		struct str member = package->members[i].name;
		if (!package->members[i].dropped && member.len > name.len && member.ptr[name.len] == '/' && str_starts(member, name))
			return true;
	}
	return false;
}

static void use_placeholder(struct cleaning *cleaning, uint32_t member, const struct xml_attr *href)
{
	struct package *package = &cleaning->office->package;
	if (cleaning->placeholder == PACKAGE_NONE) {
		struct buf bytes = {0};
		placeholder_add(&bytes);
		cleaning->placeholder = package_add(package, STR("Pictures/picture.png"), &bytes);
	}
	/* an object's own member is a folder deeper */
	bool deep = base_name(package->members[member].name).len < package->members[member].name.len;
	struct str address = deep ? STR("../Pictures/picture.png") : STR("Pictures/picture.png");
	if (!str_equal(xml_part_bytes(&cleaning->markup.part, href->value), address))
		splice_add(&cleaning->splices, member, href->value.from, href->value.to, address);
}

/* A picture of what stands beside it in the frame: a table, an object. Programs draw it again. */
static bool is_preview(const struct markup *markup, uint32_t image)
{
	uint32_t frame = markup->part.elements[image].parent;
	if (frame == XML_NONE || !markup_is(markup, image, SPACE_DRAW, "image"))
		return false;
	for (uint32_t child = markup_child(markup, frame); child != XML_NONE; child = markup_next(markup, child))
		if (markup_is(markup, child, SPACE_TABLE, "table") || markup_is(markup, child, SPACE_DRAW, "object"))
			return true;
	return false;
}

static bool is_image(const struct markup *markup, uint32_t element)
{
	return markup_is(markup, element, SPACE_DRAW, "image") || markup_is(markup, element, SPACE_DRAW, "fill-image") ||
	       markup_is(markup, element, SPACE_STYLE, "background-image") || markup_is(markup, element, SPACE_TEXT, "list-level-style-image") ||
	       markup_is(markup, element, SPACE_STYLE, "symbol-image") || markup_is(markup, element, SPACE_ODF_CHART, "symbol-image");
}

/* One xlink:href: a picture gets a placeholder, an object must be one that is shown, a link is text. */
static enum err check_href(struct cleaning *cleaning, uint32_t member, uint32_t attribute)
{
	const struct markup *markup = &cleaning->markup;
	const struct xml_attr *href = &markup->part.attributes[attribute];
	struct buf value = {0};
	enum err err = markup_value_add(markup, attribute, &value, cleaning->fault);
	struct str name = inside_of(buf_str(&value));
	struct package *package = &cleaning->office->package;
	uint32_t target = package_find(package, name);
	bool object = markup_is(markup, href->element, SPACE_DRAW, "object");
	if (err == ERR_NONE && is_image(markup, href->element)) {
		if (is_preview(markup, href->element))
			clean_drop(markup, member, href->element, &cleaning->splices);
		else if (target != PACKAGE_NONE && placeholder_is(package_bytes(package, target)))
			use_placeholder(cleaning, member, href);
		else if (value.len && !cleaning->office->options->drop_pictures)
			err = placeholder_refuse(cleaning->fault);
		else if (value.len)
			use_placeholder(cleaning, member, href);
	} else if (err == ERR_NONE && ((object && !is_folder(package, name)) || target != PACKAGE_NONE)) {
		err = office_unreadable(cleaning->fault, "an embedded object of another format or in another file",
					"open the document, take it out and save it again, and release it by itself if need be");
	}
	buf_free(&value);
	return err;
}

/* ---- text ------------------------------------------------------------------------------------------------------ */

/* Any white space in the text of ODF is one space. */
static void join_spaces(struct cleaning *cleaning, uint32_t member, const struct xml_place *place)
{
	struct str bytes = cleaning->markup.part.bytes;
	for (size_t at = place->bytes.from, end; at < place->bytes.to; at = end) {
		end = at + 1;
		if (!xml_space(bytes.ptr[at]))
			continue;
		while (end < place->bytes.to && xml_space(bytes.ptr[end]))
			end++;
		if (end - at > 1 || bytes.ptr[at] != ' ')
			splice_add(&cleaning->splices, member, at, end, STR(" "));
	}
}

static enum err clean_once(struct cleaning *cleaning, uint32_t member)
{
	const struct xml_part *part = &cleaning->markup.part;
	bool changed = false;
	enum err err = office_read(cleaning->office, member, &cleaning->markup, cleaning->fault);
	bool sheets = err == ERR_NONE && ods_has_sheets(&cleaning->markup);
	if (err == ERR_NONE)
		err = clean_part(sheets ? &clean_ods : &clean_odf, &cleaning->markup, member, &cleaning->splices, &changed, cleaning->fault);
	if (err == ERR_NONE && sheets)
		err = ods_clean(&cleaning->markup, member, &cleaning->splices, &cleaning->expanded, cleaning->fault);
	if (err == ERR_NONE && changed && cleaning->office->options->withhold_changes)
		err = fault_set(cleaning->fault, ERR_UNREADABLE,
				"the document has tracked changes, and is to be withheld then; accept or reject them and save it");
	for (size_t i = 0; err == ERR_NONE && i < part->place_count; i++)
		if (part->places[i].kind == XML_TEXT && !part->places[i].blank)
			join_spaces(cleaning, member, &part->places[i]);
	for (uint32_t i = 0; err == ERR_NONE && i < part->attribute_count; i++)
		if (part->attributes[i].uri_id == SPACE_XLINK && str_equal(markup_attribute_local(&cleaning->markup, i), STR("href")))
			err = check_href(cleaning, member, i);
	return err;
}

/* What one cleaning uncovers the next one sees: until there is nothing left to clean. */
static enum err clean_text(struct cleaning *cleaning, uint32_t member)
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

static bool stays(struct str name)
{
	return odf_is_text(name) || str_equal(name, STR("mimetype")) || str_equal(name, STR("META-INF/manifest.xml"));
}

enum err odf_clean(struct office *office, struct fault *fault)
{
	struct cleaning cleaning = {.office = office, .placeholder = PACKAGE_NONE, .fault = fault};
	struct package *package = &office->package;
	uint32_t count = (uint32_t)package->count;
	enum err err = read_manifest(&cleaning);
	if (err == ERR_NONE && package_find(package, STR("content.xml")) == PACKAGE_NONE)
		err = fault_set(fault, ERR_MALFORMED, "the document has no content.xml; open it and save it again");
	for (uint32_t i = 0; err == ERR_NONE && i < count; i++)
		if (odf_is_text(package->members[i].name))
			err = clean_text(&cleaning, i);
	if (err == ERR_NONE) {
		for (uint32_t i = 0; i < count; i++)
			if (!stays(package->members[i].name))
				package_drop(package, i);
		write_manifest(&cleaning);
	}
	splice_free(&cleaning.splices);
	markup_free(&cleaning.markup);
	markup_free(&cleaning.manifest);
	return err;
}
