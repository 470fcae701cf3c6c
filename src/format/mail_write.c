/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/mem.h"
#include "format/mail_body.h"
#include "format/mail_part.h"
#include "format/mail_word.h"

/* Labels are words that rules know: one that they do not know could be taken for a part of a name. Not "Cc": on a memo those
 * who get a copy are officials, of an e-mail they are anybody. */
static const struct mail_kept kept[] = {
	{"From", "From: ", true},
	{"Sender", "From: ", true},
	{"Reply-To", "To: ", true},
	{"To", "To: ", true},
	{"Cc", "To: ", true},
	{"Bcc", "To: ", true},
	{"Subject", "Subject: ", false},
	{"Date", "Mailed: ", false},
	{"Resent-From", "From: ", true},
	{"Resent-Sender", "From: ", true},
	{"Resent-To", "To: ", true},
	{"Resent-Cc", "To: ", true},
	{"Resent-Bcc", "To: ", true},
	{"Resent-Date", "Mailed: ", false},
	{"Comments", "Subject: ", false},
	{"Keywords", "Subject: ", false},
	{"Organization", "Subject: ", false},
	{"Importance", "Subject: ", false},
	{"Priority", "Subject: ", false},
	{"Sensitivity", "Subject: ", false},
};

const struct mail_kept *mail_kept_at(size_t index)
{
	return &kept[index];
}

const struct mail_kept *mail_kept(struct str name, size_t *index)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (str_equal_nocase(name, str_of(kept[i].name))) {
			*index = i;
			return &kept[i];
		}
	return NULL;
}

struct mail_block *mail_block_add(struct mail_blocks *blocks, enum mail_block_kind kind)
{
	blocks->list = mem_room(blocks->list, blocks->count, &blocks->cap, sizeof *blocks->list);
	struct mail_block *block = &blocks->list[blocks->count++];
	*block = (struct mail_block){.kind = kind};
	return block;
}

void mail_block_raw(struct mail_blocks *blocks, struct str bytes)
{
	struct mail_block *last = blocks->count ? &blocks->list[blocks->count - 1] : NULL;
	if (!last || last->kind != MAIL_RAW) {
		last = mail_block_add(blocks, MAIL_RAW);
		last->span.from = blocks->raw.len;
	}
	buf_add(&blocks->raw, bytes);
	last->span.to = blocks->raw.len;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

static void write_header(const struct mail_blocks *blocks, const struct mail_block *block, struct mail_left *left, struct buf *out)
{
	struct buf text = {0};
	const struct mail_kept *header = mail_kept_at(block->header);
	if (header->addresses) {
		mail_write_addresses(header->name, block->span, blocks->boxes.list + block->box_first, block->box_count, left, blocks->eol, out);
		return;
	}
	mail_left_add(left, block->span, &text);
	if (str_trim(buf_str(&text)).len)
		mail_write_text(header->name, str_trim(buf_str(&text)), blocks->eol, out);
	buf_free(&text);
}

static void add_line(struct buf *out, const char *line, struct str eol)
{
	buf_add_text(out, line);
	buf_add(out, eol);
}

static void write_mime(const struct mail_shown *shown, const char *coding, struct str eol, struct buf *out)
{
	add_line(out, shown->kind == MAIL_HTML ? "Content-Type: text/html; charset=utf-8" : "Content-Type: text/plain; charset=utf-8", eol);
	buf_add_text(out, "Content-Transfer-Encoding: ");
	add_line(out, coding, eol);
	buf_add(out, eol);
}

static void quote(struct mail_shown *shown, struct str text, struct str eol, struct buf *out)
{
	struct mail_quoter quoter = {shown->column};
	mail_quote(&quoter, text, eol, out);
	shown->column = quoter.column;
}

static enum err write_whole(struct mail_shown *shown, struct mail_left *left, struct str eol, struct buf *out, struct fault *fault)
{
	struct buf text = {0};
	enum err err = ERR_NONE;
	if (shown->inner) {
		err = inner_edit(shown->inner, left->edits, left->count, &left->written, &text, fault);
		if (!err)
			err = inner_finish(shown->inner, &text, fault);
	}
	bool plain = mail_is_plain(buf_str(&text));
	if (!err)
		write_mime(shown, plain ? "8bit" : "quoted-printable", eol, out);
	if (!err && plain)
		mail_add_lines(buf_str(&text), eol, out);
	else if (!err)
		quote(shown, buf_str(&text), eol, out);
	buf_free(&text);
	return err;
}

static enum err write_piece(struct mail_shown *shown, bool tail, struct mail_left *left, struct str eol, struct buf *out, struct fault *fault)
{
	struct buf text = {0};
	if (!shown->begun)
		write_mime(shown, "quoted-printable", eol, out);
	shown->begun = true;
	enum err err = tail ? inner_finish(shown->inner, &text, fault)
			    : inner_edit(shown->inner, left->edits, left->count, &left->written, &text, fault);
	if (!err)
		quote(shown, buf_str(&text), eol, out);
	buf_free(&text);
	return err;
}

static enum err write_block(struct mail_blocks *blocks, struct mail_block *block, struct mail_left *left, struct buf *out, struct fault *fault)
{
	switch (block->kind) {
	case MAIL_RAW:
		buf_add(out, str_part(buf_str(&blocks->raw), block->span));
		break;
	case MAIL_HEADER:
		write_header(blocks, block, left, out);
		break;
	case MAIL_WHOLE:
		return write_whole(block->shown, left, blocks->eol, out, fault);
	case MAIL_PIECE:
	case MAIL_TAIL:
		return write_piece(block->shown, block->kind == MAIL_TAIL, left, blocks->eol, out, fault);
	}
	return ERR_NONE;
}

enum err mail_write(struct mail_blocks *blocks, const struct view *view, struct edit *edits, size_t count, struct buf *out,
		    struct fault *fault)
{
	struct mail_left left = {view, edits, count, 0};
	size_t begin = out->len, header = 0;
	for (size_t i = 0; i < blocks->count; i++) {
		struct mail_block *block = &blocks->list[i];
		size_t before = left.written, at = out->len;
		enum err err = write_block(blocks, block, &left, out, fault);
		if (err)
			return err;
		header += block->kind == MAIL_HEADER ? out->len - at : 0;
		for (size_t j = before; j < left.written; j++) {
			edits[j].out = at - begin;
			edits[j].place = block->kind == MAIL_HEADER ? STR("header") : block->shown->place;
		}
	}
	if (header > MAIL_HEADER_MOST)
		return fault_set(fault, ERR_LIMIT, "a header of more than %d bytes, as it is released; save the text of the message as a file",
				 MAIL_HEADER_MOST);
	for (; left.written < count; left.written++) { /* a word of ours, which stands in no document */
		struct span pieces = view_pieces(view, edits[left.written].span);
		if (pieces.from < pieces.to)
			break;
		edits[left.written].out = out->len - begin;
		edits[left.written].place = STR("header");
	}
	if (left.written < count)
		return fault_set(fault, ERR_SYSTEM, "a cut without a place in the message; report this as a fault of the program");
	return ERR_NONE;
}
