/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/office.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/opc.h"

static const struct office_kind *const kinds[] = {&office_docx, &office_pptx, &office_xlsx, &office_odf};

/* ---- what is shown -------------------------------------------------------------------------------------------- */

void office_place(struct office *office, const char *format, ...)
{
	char text[80];
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	if (office->places.len && strcmp(office->places.ptr + office->place, text) == 0)
		return;
	office->place = (uint32_t)office->places.len;
	buf_add(&office->places, (struct str){text, strlen(text) + 1});
}

static void spot_add(struct spots *spots, struct spot spot)
{
	spots->list = mem_room(spots->list, spots->count, &spots->cap, sizeof *spots->list);
	spots->list[spots->count++] = spot;
}

static struct str spot_bytes(const struct office *office, const struct spot *spot)
{
	return str_part(package_bytes(&office->package, spot->member), (struct span){spot->bytes.from, spot->bytes.to});
}

static enum err show(struct office *office, struct view *view, struct spot spot, struct fault *fault)
{
	uint32_t number = (uint32_t)office->shown.count;
	enum xml_kind kind = spot.kind == SPOT_TEXT ? XML_TEXT : spot.kind == SPOT_CDATA ? XML_CDATA : XML_ATTRIBUTE;
	size_t from = view->text.len;
	spot_add(&office->shown, spot);
	enum err err = xml_decode(view, spot_bytes(office, &spot), kind, number, spot.bytes.from, fault);
	if (err == ERR_NONE && spot.kind == SPOT_CODE && view->text.len > from)
		view_add_field(view, (struct span){from, view->text.len}, WHAT_CODE, 0);
	return err;
}

enum err office_show(struct office *office, struct view *view, uint32_t member, struct xml_range bytes, enum spot_kind kind,
		     struct fault *fault)
{
	return show(office, view, (struct spot){member, bytes, office->place, (uint8_t)kind, false}, fault);
}

void office_show_as(struct office *office, struct view *view, uint32_t member, struct xml_range bytes, struct str text)
{
	uint32_t number = (uint32_t)office->shown.count;
	spot_add(&office->shown, (struct spot){member, bytes, office->place, SPOT_TEXT, false});
	if (text.len)
		view_add_whole(view, text, number, bytes.from, bytes.to - bytes.from);
}

static bool name_is_new(struct office *office, struct str name)
{
	uint64_t hash = str_hash(name) | 1;
	if (office->names.count * 2 >= office->name_slots) {
		size_t count = office->name_slots ? office->name_slots * 2 : 512;
		uint64_t *slots = mem_alloc(count, sizeof *slots);
		for (size_t i = 0; i < office->name_slots; i++) {
			size_t at = office->name_hashes[i] & (count - 1);
			while (office->name_hashes[i] && slots[at])
				at = (at + 1) & (count - 1);
			if (office->name_hashes[i])
				slots[at] = office->name_hashes[i];
		}
		free(office->name_hashes);
		office->name_hashes = slots;
		office->name_slots = count;
	}
	size_t at = hash & (office->name_slots - 1);
	while (office->name_hashes[at] && office->name_hashes[at] != hash)
		at = (at + 1) & (office->name_slots - 1);
	bool new = office->name_hashes[at] == 0;
	office->name_hashes[at] = hash;
	return new;
}

void office_aside(struct office *office, uint32_t member, struct xml_range bytes, enum spot_kind kind, bool joined)
{
	struct spot spot = {member, bytes, office->place, (uint8_t)kind, joined};
	if (bytes.from == bytes.to)
		return;
	if (kind != SPOT_NAME)
		spot_add(&office->asides, spot);
	else if (name_is_new(office, spot_bytes(office, &spot)))
		spot_add(&office->names, spot);
}

void office_names(struct office *office, uint32_t member, const struct markup *markup)
{
	for (size_t i = 0; i < markup->part.name_count; i++)
		office_aside(office, member, markup->part.names[i], SPOT_NAME, false);
}

/* They have nothing to do with each other: an empty line keeps a name from going on in the next. */
static void part_asides(struct view *view)
{
	view_separate(view);
	if (view->text.len > 1 && view->text.ptr[view->text.len - 2] != '\n')
		buf_add_byte(&view->text, '\n');
}

enum err office_show_asides(struct office *office, struct view *view, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < office->asides.count; i++) {
		if (!office->asides.list[i].joined)
			part_asides(view);
		err = show(office, view, office->asides.list[i], fault);
	}
	view_separate(view);
	office->asides.count = 0;
	return err;
}

static enum err show_names(struct office *office, struct view *view, struct fault *fault)
{
	size_t from = view->text.len;
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < office->names.count; i++) {
		err = show(office, view, office->names.list[i], fault);
		view_separate(view);
	}
	view->names = (struct span){from, view->text.len};
	return err;
}

enum err office_read(struct office *office, uint32_t member, struct markup *markup, struct fault *fault)
{
	enum err err = markup_to_utf8(&office->package.members[member].bytes, fault);
	return err ? err : markup_read(&office->reader, markup, package_bytes(&office->package, member), fault);
}

enum err office_unreadable(struct fault *fault, const char *what, const char *advice)
{
	return fault_set(fault, ERR_UNREADABLE, "the document has %s, which cannot be looked into; %s", what, advice);
}

/* ---- the format ------------------------------------------------------------------------------------------------ */

static int office_bid(struct str head, struct str name)
{
	(void)name;
	return package_begins(head) ? 90 : 0;
}

static void office_close(void *opaque)
{
	struct office *office = opaque;
	if (office == NULL)
		return;
	if (office->kind)
		office->kind->close(office);
	package_free(&office->package);
	markup_reader_close(&office->reader);
	splice_free(&office->splices);
	free(office->shown.list);
	free(office->asides.list);
	free(office->names.list);
	free(office->name_hashes);
	buf_free(&office->places);
	xml_ids_free(&office->ids);
	free(office);
}

/* What kind of document this says it is, into `type`. */
static enum err read_type(struct office *office, struct buf *type, struct fault *fault)
{
	uint32_t mimetype = package_find(&office->package, STR("mimetype"));
	if (mimetype == PACKAGE_NONE)
		return opc_main_type(office, type, fault);
	buf_add(type, str_trim(package_bytes(&office->package, mimetype)));
	return ERR_NONE;
}

static enum err find_kind(struct office *office, struct fault *fault)
{
	struct buf type = {0};
	enum err err = read_type(office, &type, fault);
	for (size_t i = 0; err == ERR_NONE && i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i]->is(buf_str(&type)))
			office->kind = kinds[i];
	buf_free(&type);
	if (err == ERR_NONE && office->kind == NULL)
		return fault_set(fault, ERR_UNREADABLE,
				 "a zip that is no document of a kind that can be read (.docx, .xlsx, .pptx, .odt, .ods ...): save it as one "
				 "of these, or as plain text, and try again");
	return err;
}

static enum err office_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	struct office *office = mem_alloc(1, sizeof *office);
	office->options = options;
	markup_reader_open(&office->reader);
	office_place(office, "%s", "");
	enum err err = package_read(&office->package, source, fault);
	if (err == ERR_NONE)
		err = find_kind(office, fault);
	if (err == ERR_NONE)
		err = office->kind->clean(office, fault);
	if (err) {
		office_close(office);
		office = NULL;
	}
	*document = office;
	return err;
}

static enum err office_next(void *opaque, struct view *view, bool *more, struct fault *fault)
{
	struct office *office = opaque;
	view_clear(view);
	office->shown.count = 0;
	enum err err = office->kind->next(office, view, more, fault);
	if (err || !*more)
		return err;
	office->views++;
	view->pages = office->slides - office->slides_told;
	office->slides_told = office->slides;
	if (office->parted) {
		char where[32];
		snprintf(where, sizeof where, "part %u", office->views);
		view->where = view_keep(view, str_of(where));
	}
	return show_names(office, view, fault);
}

/* The bytes behind a piece, as far as the edit covers it. */
static struct span piece_bytes(const struct office *office, const struct piece *piece, struct span span)
{
	struct str bytes = package_bytes(&office->package, office->shown.list[piece->part].member);
	struct span found = {(size_t)piece->origin, (size_t)piece->origin + piece->origin_len};
	if (piece->to - piece->from == piece->origin_len) {
		if (span.from > piece->from)
			found.from += span.from - piece->from;
		if (span.to < piece->to)
			found.to -= piece->to - span.to;
	}
	return (struct span){utf8_floor(bytes, found.from), utf8_ceil(bytes, found.to)};
}

static enum err in_name(struct fault *fault)
{
	return fault_set(fault, ERR_UNREADABLE,
			 "what must be cut is the name of a style, part or other thing that the document refers to, and cannot be cut "
			 "there; rename it in the office program");
}

/* What stands for the token in the spot's syntax. */
static void write_token(struct office *office, const struct spot *spot, struct str whole, struct str token, struct buf *to)
{
	struct xml_spot place = {.kind = spot->kind == SPOT_TEXT ? XML_TEXT : spot->kind == SPOT_CDATA ? XML_CDATA : XML_ATTRIBUTE};
	if (spot->kind == SPOT_CODE)
		place.id = xml_ids_number(&office->ids, whole);
	xml_token_escape(&place, true, false, token, to);
}

/* The token goes where the first of its spots is cut; from the others the text is only taken away. */
static enum err add_edit(struct office *office, const struct view *view, struct edit *edit, struct fault *fault)
{
	struct span pieces = view_pieces(view, edit->span);
	struct buf token = {0};
	for (size_t i = pieces.from; i < pieces.to; i++) {
		const struct piece *piece = &view->pieces[i];
		const struct spot *spot = &office->shown.list[piece->part];
		if (spot->kind == SPOT_NAME)
			return in_name(fault);
		struct span bytes = piece_bytes(office, piece, edit->span);
		if (i == pieces.from) {
			write_token(office, spot, spot_bytes(office, spot), edit->token, &token);
			edit->place = str_of(office->places.ptr + spot->place);
		}
		bool done = office->kind->cut && office->kind->cut(office, piece->part, i == pieces.from ? edit->token : (struct str){0});
		if (!done)
			splice_add(&office->splices, spot->member, bytes.from, bytes.to, buf_str(&token));
		buf_clear(&token);
	}
	buf_free(&token);
	if (pieces.from == pieces.to && !view->table) /* the head of a column, shown again, goes where it stands */
		return fault_set(fault, ERR_SYSTEM, "a cut without a place in the document; report this as a fault of the program");
	return ERR_NONE;
}

static enum err office_edit(void *opaque, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			    struct fault *fault)
{
	struct office *office = opaque;
	enum err err = ERR_NONE;
	(void)out;
	for (size_t i = 0; err == ERR_NONE && i < count; i++) {
		edits[i].out = 0;
		err = add_edit(office, view, &edits[i], fault);
	}
	return err;
}

static enum err office_finish(void *opaque, struct buf *out, struct fault *fault)
{
	struct office *office = opaque;
	splice_apply(&office->splices, &office->package);
	return package_write(&office->package, out, fault);
}

const struct format format_office = {
	.name = "office",
	.extension = ".docx",
	.bid = office_bid,
	.open = office_open,
	.next = office_next,
	.edit = office_edit,
	.finish = office_finish,
	.close = office_close,
	.by_place = true, /* links and names come at the end of their view, and views end elsewhere when something was cut */
};
