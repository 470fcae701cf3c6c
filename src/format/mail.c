/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* E-mails: the headers that stay and the texts that are shown, as one view. Attachments are documents of their own (see
 * input/input.h); here a line tells where they are. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/format.h"
#include "format/mail_body.h"
#include "format/mail_part.h"
#include "format/mail_word.h"

enum { PART_SIZE = 4 << 20, TEXT_MOST = 64 << 20 };

#define BOUNDARY "=_blackbar_"

/* A multipart that is being written. */
struct frame {
	unsigned boundary; /* number */
	bool begun;        /* it has a part */
};

struct mail {
	struct source *source;
	struct format_options options;
	size_t part_size;
	struct mail_reader *reader;
	struct mail_blocks blocks; /* of the view given last */
	struct mail_shown **shown; /* texts in it */
	size_t shown_count, shown_cap;
	struct mail_shown *open; /* the one that is too large for one view */
	struct frame frames[MAIL_DEPTH + 1];
	unsigned boundaries, texts;
	bool begun, done;
	bool full; /* the view ends here */
	uint64_t parts;
	struct mail_decoder decoder;
	struct buf bytes; /* decoded, of the part at hand */
};

static int mail_bid(struct str head, struct str name)
{
	return mail_sniff(head, name) ? 90 : 0;
}

static enum err mail_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	(void)fault;
	struct mail *mail = mem_alloc(1, sizeof *mail);
	mail->source = source;
	mail->options = *options;
	mail->part_size = options->part_size ? options->part_size : PART_SIZE;
	mail->reader = mail_reader_open(source, options->drop_pictures);
	*document = mail;
	return ERR_NONE;
}

static void free_shown(struct mail_shown *shown)
{
	if (shown == NULL)
		return;
	inner_close(shown->inner);
	buf_free(&shown->text);
	free(shown);
}

static void clear_blocks(struct mail *mail)
{
	for (size_t i = 0; i < mail->shown_count; i++)
		if (mail->shown[i] != mail->open)
			free_shown(mail->shown[i]);
	mail->shown_count = 0;
	mail->blocks.count = mail->blocks.boxes.count = 0;
	buf_clear(&mail->blocks.raw);
}

static void mail_close(void *document)
{
	struct mail *mail = document;
	struct mail_shown *open = mail->open;
	mail->open = NULL;
	for (size_t i = 0; i < mail->shown_count; i++)
		if (mail->shown[i] == open)
			open = NULL;
	clear_blocks(mail);
	free_shown(open);
	mail_reader_close(mail->reader);
	free(mail->blocks.list);
	free(mail->blocks.boxes.list);
	buf_free(&mail->blocks.raw);
	buf_free(&mail->bytes);
	free(mail->shown);
	free(mail);
}

/* ---- headers ------------------------------------------------------------------------------------------------- */

static void label(struct view *view, const char *text)
{
	buf_add_text(&view->text, text); /* without origin: it cannot be cut */
}

static enum err add_header(struct mail *mail, struct view *view, const struct mail_field *field, struct fault *fault)
{
	size_t index;
	const struct mail_kept *kept = mail_kept(field->name, &index);
	struct buf text = {0};
	struct mail_boxes boxes = {0}, *all = &mail->blocks.boxes;
	if (kept == NULL)
		return ERR_NONE;
	enum err err = kept->addresses ? mail_read_addresses(field->value, &text, &boxes, fault) : mail_words(field->value, &text, fault);
	if (!err && text.len) {
		label(view, kept->label);
		struct mail_block *block = mail_block_add(&mail->blocks, MAIL_HEADER);
		block->header = index;
		block->box_first = all->count;
		block->box_count = boxes.count;
		block->span = view_add(view, buf_str(&text), (uint32_t)mail->blocks.count, 0, (uint32_t)text.len);
		for (size_t i = 0; i < boxes.count; i++) {
			struct mail_box box = boxes.list[i];
			struct span *spans[] = {&box.whole, &box.phrase, &box.address, &box.comment};
			for (size_t j = 0; j < sizeof spans / sizeof *spans; j++) {
				spans[j]->from += block->span.from;
				spans[j]->to += block->span.from;
			}
			all->list = mem_room(all->list, all->count, &all->cap, sizeof *all->list);
			all->list[all->count++] = box;
		}
		label(view, ";\n"); /* or a name at the end would seem to go on with the next label */
	}
	buf_free(&text);
	free(boxes.list);
	return err;
}

static void add_raw(struct mail *mail, const char *line)
{
	mail_block_raw(&mail->blocks, str_of(line));
	mail_block_raw(&mail->blocks, mail->blocks.eol);
}

static enum err add_headers(struct mail *mail, struct view *view, const struct mail_part *part, struct fault *fault)
{
	enum err err = ERR_NONE;
	add_raw(mail, "MIME-Version: 1.0");
	for (size_t i = 0; i < part->field_count && !err; i++)
		err = add_header(mail, view, &part->fields[i], fault);
	if (view->text.len)
		label(view, "\n");
	return err;
}

/* ---- parts --------------------------------------------------------------------------------------------------- */

static void add_boundary(struct mail *mail, struct frame *frame, bool last)
{
	char line[64];
	if (frame->begun)
		mail_block_raw(&mail->blocks, mail->blocks.eol); /* the end of the line before is the boundary's */
	frame->begun = true;
	snprintf(line, sizeof line, "--" BOUNDARY "%04u%s", frame->boundary, last ? "--" : "");
	add_raw(mail, line);
}

/* Behind a boundary, or behind the headers of the message. */
static void begin_part(struct mail *mail, const struct mail_part *part)
{
	if (part->depth)
		add_boundary(mail, &mail->frames[part->depth - 1], false);
}

static void begin_multipart(struct mail *mail, const struct mail_part *part)
{
	static const struct str kinds[] = {STR("alternative"), STR("parallel"), STR("related")};
	struct str kind = STR("mixed");
	struct frame *frame = &mail->frames[part->depth];
	char line[128];
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal(part->subtype, kinds[i]) && !part->ordered)
			kind = kinds[i];
	*frame = (struct frame){.boundary = ++mail->boundaries};
	snprintf(line, sizeof line, "Content-Type: multipart/%s; boundary=\"" BOUNDARY "%04u\"", kind.ptr, frame->boundary);
	add_raw(mail, line);
	mail_block_raw(&mail->blocks, mail->blocks.eol);
}

/* A text that takes the place of something. */
static void add_note(struct mail *mail, struct view *view, const char *text)
{
	add_raw(mail, "Content-Type: text/plain; charset=utf-8");
	add_raw(mail, "Content-Transfer-Encoding: 8bit");
	mail_block_raw(&mail->blocks, mail->blocks.eol);
	mail_block_raw(&mail->blocks, str_of(text));
	view_separate(view);
	label(view, text);
	view_separate(view);
}

static void add_apart(struct mail *mail, struct view *view, const struct mail_part *part)
{
	char text[128];
	begin_part(mail, part);
	snprintf(text, sizeof text, "[attachment %u: see .parts/%u beside this message; if it is not there, it was withheld]",
		 part->number, part->number);
	add_note(mail, view, text);
}

static struct mail_shown *begin_shown(struct mail *mail, const struct mail_part *part)
{
	struct mail_shown *shown = mem_alloc(1, sizeof *shown);
	shown->kind = part->text;
	mail->shown = mem_room(mail->shown, mail->shown_count, &mail->shown_cap, sizeof *mail->shown);
	mail->shown[mail->shown_count++] = shown;
	return shown;
}

static enum err end_shown(struct mail *mail, struct view *view, const struct mail_part *part, struct fault *fault)
{
	struct mail_shown *shown = begin_shown(mail, part);
	char place[32];
	snprintf(place, sizeof place, "text %u", ++mail->texts);
	shown->place = view_keep(view, str_of(place));
	begin_part(mail, part);
	enum err err = mail_body(part, part->charset, buf_str(&mail->bytes), &shown->text, fault);
	buf_clear(&mail->bytes);
	if (err)
		return err;
	bool html = shown->kind == MAIL_HTML, more = false;
	view_separate(view);
	if (shown->text.len)
		err = inner_open(&shown->inner, html ? &format_html : &format_text, &mail->options, buf_str(&shown->text), fault);
	if (!err && shown->inner)
		err = inner_next(shown->inner, view, mail->texts << 16, &more, fault);
	if (err)
		return err;
	/* a text is cut by its bytes, a page by what it shows: is there surely no more? */
	struct span span = shown->inner ? inner_span(shown->inner) : (struct span){0};
	bool whole = html ? span.to - span.from < mail->part_size : shown->text.len <= mail->part_size - mail->part_size % 4;
	mail_block_add(&mail->blocks, whole ? MAIL_WHOLE : MAIL_PIECE)->shown = shown;
	if (!whole)
		mail->open = shown;
	mail->full = !whole;
	return ERR_NONE;
}

/* The next piece of the text that is too large; `*more` false at its end. */
static enum err next_piece(struct mail *mail, struct view *view, bool *more, struct fault *fault)
{
	view_separate(view);
	enum err err = inner_next(mail->open->inner, view, mail->texts << 16, more, fault);
	if (err)
		return err;
	char place[32];
	snprintf(place, sizeof place, "text %u", mail->texts);
	mail->open->place = view_keep(view, str_of(place));
	bool listed = mail->shown_count && mail->shown[mail->shown_count - 1] == mail->open;
	mail_block_add(&mail->blocks, *more ? MAIL_PIECE : MAIL_TAIL)->shown = mail->open;
	if (*more)
		return ERR_NONE;
	if (!listed) {
		mail->shown = mem_room(mail->shown, mail->shown_count, &mail->shown_cap, sizeof *mail->shown);
		mail->shown[mail->shown_count++] = mail->open;
	}
	mail->open = NULL;
	return ERR_NONE;
}

static enum err add_bytes(struct mail *mail, struct str bytes, struct fault *fault)
{
	if (mail->bytes.len > TEXT_MOST)
		return fault_set(fault, ERR_LIMIT, "a text of more than %d MiB in an e-mail; save it as a file", TEXT_MOST >> 20);
	return mail_decode(&mail->decoder, bytes, &mail->bytes, fault);
}

static enum err end_part(struct mail *mail, struct view *view, const struct mail_part *part, struct fault *fault)
{
	struct frame *frame = &mail->frames[part->depth];
	enum err err = ERR_NONE;
	switch (part->use) {
	case MAIL_SHOWN:
		err = mail_decode_end(&mail->decoder, fault);
		return err ? err : end_shown(mail, view, part, fault);
	case MAIL_APART:
		add_apart(mail, view, part);
		break;
	case MAIL_PICTURE:
		begin_part(mail, part);
		add_note(mail, view, "[picture]");
		break;
	case MAIL_DROPPED:
		if (part->depth == 0)
			add_note(mail, view, "[signature]");
		break;
	case MAIL_MULTIPART:
		if (!frame->begun) {
			add_boundary(mail, frame, false);
			add_note(mail, view, "[signature]");
		}
		add_boundary(mail, frame, true);
	}
	return err;
}

static enum err take_event(struct mail *mail, struct view *view, struct fault *fault)
{
	enum mail_event event;
	const struct mail_part *part;
	struct str bytes;
	enum err err = mail_next(mail->reader, &event, &part, &bytes, fault);
	if (err)
		return err;
	switch (event) {
	case MAIL_BEGIN:
		if (part->depth == 0)
			err = add_headers(mail, view, part, fault);
		mail->decoder = (struct mail_decoder){.coding = part->coding};
		if (!err && part->use == MAIL_MULTIPART) {
			begin_part(mail, part);
			begin_multipart(mail, part);
		}
		break;
	case MAIL_BODY:
		if (part->use == MAIL_SHOWN)
			err = add_bytes(mail, bytes, fault);
		break;
	case MAIL_END:
		err = end_part(mail, view, part, fault);
		break;
	case MAIL_DONE:
		mail->done = true;
	}
	return err;
}

/* ---- the format ---------------------------------------------------------------------------------------------- */

static enum err begin(struct mail *mail, struct fault *fault)
{
	struct str head;
	enum err err = source_peek(mail->source, MAIL_HEAD, &head, fault);
	if (err)
		return err;
	size_t at = 0;
	while (at < head.len && at < MAIL_HEAD && head.ptr[at] != '\n')
		at++;
	mail->blocks.eol = at && at < head.len && head.ptr[at - 1] == '\r' ? STR("\r\n") : STR("\n");
	mail->begun = true;
	return ERR_NONE;
}

/* Texts that went into the last view have nothing more, or something was not seen. */
static enum err check_ended(struct mail *mail, struct fault *fault)
{
	struct buf scratch = {0};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < mail->blocks.count && !err; i++)
		if (mail->blocks.list[i].kind == MAIL_WHOLE && mail->blocks.list[i].shown->inner)
			err = inner_finish(mail->blocks.list[i].shown->inner, &scratch, fault);
	buf_free(&scratch);
	return err;
}

static void end_view(struct mail *mail, struct view *view)
{
	for (size_t i = 0; i < mail->blocks.count; i++) {
		const struct mail_block *block = &mail->blocks.list[i];
		if ((block->kind == MAIL_WHOLE || block->kind == MAIL_PIECE) && block->shown->inner)
			inner_add_names(block->shown->inner, view);
	}
	mail->parts++;
	if (!mail->done || mail->parts > 1) {
		char where[32];
		snprintf(where, sizeof where, "part %" PRIu64, mail->parts);
		view->where = view_keep(view, str_of(where));
	}
}

static enum err next_view(struct mail *mail, struct view *view, struct fault *fault)
{
	enum err err = ERR_NONE;
	bool more = false;
	mail->full = false;
	while (!err && !more && !mail->full && !(mail->done && !mail->open)) {
		if (mail->open)
			err = next_piece(mail, view, &more, fault);
		else if (view->text.len >= mail->part_size)
			break;
		else
			err = take_event(mail, view, fault);
	}
	return err;
}

static enum err mail_next_view(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct mail *mail = document;
	view_clear(view);
	*more = false;
	enum err err = mail->begun ? check_ended(mail, fault) : begin(mail, fault);
	if (err)
		return err;
	clear_blocks(mail);
	err = next_view(mail, view, fault);
	if (err) {
		view_clear(view);
		return err;
	}
	*more = view->text.len > 0;
	if (*more)
		end_view(mail, view);
	return ERR_NONE;
}

static enum err mail_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			  struct fault *fault)
{
	struct mail *mail = document;
	enum err err = mail_write(&mail->blocks, view, edits, count, out, fault);
	mail->blocks.count = 0;
	return err;
}

/* Blocks that came after the last text have no view. */
static enum err mail_finish(void *document, struct buf *out, struct fault *fault)
{
	struct mail *mail = document;
	struct view none = {0};
	enum err err = mail_write(&mail->blocks, &none, NULL, 0, out, fault);
	mail->blocks.count = 0;
	return err;
}

const struct format format_mail = {
	.name = "mail",
	.extension = ".eml",
	.bid = mail_bid,
	.open = mail_open,
	.next = mail_next_view,
	.edit = mail_edit,
	.finish = mail_finish,
	.close = mail_close,
};
