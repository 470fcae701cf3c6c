/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/mail_members.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "input/mail.h"

enum { BLOCK = 32 * 1024 };

struct attachment {
	uint64_t from, to; /* of its body in the store */
	enum mail_coding coding;
	size_t name, name_len; /* in `names` */
};

struct mail_members {
	struct members base;
	struct store store;
	struct budget *budget;
	struct attachment *list;
	size_t count, cap, next; /* next: 1 when the message has been told */
	struct buf names;
	uint64_t at;
	struct mail_decoder decoder;
	struct buf decoded; /* bytes that are ready, from `taken` on */
	size_t taken;
	bool ended;
	struct fault failed;
};

struct reading {
	const struct store *store;
	uint64_t at;
};

static enum err read_store(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct reading *reading = context;
	enum err err = store_read(reading->store, reading->at, to, cap, got, fault);
	reading->at += *got;
	return err;
}

static void add_attachment(struct mail_members *mail, const struct mail_part *part)
{
	mail->list = mem_room(mail->list, mail->count, &mail->cap, sizeof *mail->list);
	struct attachment *attachment = &mail->list[mail->count++];
	*attachment = (struct attachment){part->from, part->to, part->coding, mail->names.len, part->name.len};
	buf_add(&mail->names, part->name);
}

static enum err read_structure(struct mail_members *mail, const struct store *store, bool drop_pictures, struct fault *fault)
{
	struct reading reading = {store, 0};
	struct source *source = source_open(read_store, &reading, 0, UINT64_MAX);
	struct mail_reader *reader = mail_reader_open(source, drop_pictures);
	enum mail_event event = MAIL_BEGIN;
	const struct mail_part *part;
	struct str bytes;
	enum err err = ERR_NONE;
	while (!err && event != MAIL_DONE) {
		err = mail_next(reader, &event, &part, &bytes, fault);
		if (!err && event == MAIL_END && part->use == MAIL_APART)
			add_attachment(mail, part);
	}
	mail_reader_close(reader);
	source_close(source);
	return err;
}

static void close_mail(struct members *members)
{
	struct mail_members *mail = (struct mail_members *)members;
	store_close(&mail->store);
	buf_free(&mail->names);
	buf_free(&mail->decoded);
	free(mail->list);
	free(mail);
}

static enum err next_mail(struct members *members, struct member *member, bool *more, struct fault *fault)
{
	struct mail_members *mail = (struct mail_members *)members;
	(void)fault;
	*member = (struct member){.size = UINT64_MAX};
	*more = mail->next <= mail->count;
	mail->at = 0;
	mail->failed = (struct fault){0};
	mail->ended = false;
	if (mail->next == 0) {
		member->message = true;
		member->size = mail->store.size;
	} else if (*more) {
		const struct attachment *attachment = &mail->list[mail->next - 1];
		member->attached = true;
		member->name = (struct str){mail->names.ptr + attachment->name, attachment->name_len};
		mail->at = attachment->from;
		mail->decoder = (struct mail_decoder){.coding = attachment->coding};
		buf_clear(&mail->decoded);
		mail->taken = 0;
	}
	mail->next += *more;
	return ERR_NONE;
}

/* Some more decoded bytes; none at the end. */
static enum err fill(struct mail_members *mail, struct fault *fault)
{
	const struct attachment *attachment = &mail->list[mail->next - 2];
	char block[BLOCK];
	buf_clear(&mail->decoded);
	mail->taken = 0;
	while (mail->decoded.len == 0 && !mail->ended) {
		uint64_t left = attachment->to - mail->at;
		size_t got = 0;
		enum err err = store_read(&mail->store, mail->at, block, left < sizeof block ? (size_t)left : sizeof block, &got, fault);
		if (!err && got == 0 && left)
			err = fault_set(fault, ERR_UNREADABLE, "the message became shorter while it was read; run again");
		if (!err)
			err = mail_decode(&mail->decoder, (struct str){block, got}, &mail->decoded, fault);
		mail->at += got;
		mail->ended = mail->at == attachment->to;
		if (!err && mail->ended)
			err = mail_decode_end(&mail->decoder, fault);
		if (err)
			return err;
	}
	return budget_take(mail->budget, mail->decoded.len, fault);
}

static enum err read_mail(struct members *members, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct mail_members *mail = (struct mail_members *)members;
	*got = 0;
	if (mail->next == 1) {
		enum err err = store_read(&mail->store, mail->at, to, cap, got, fault);
		mail->at += *got;
		return err;
	}
	if (mail->failed.code == ERR_NONE && mail->taken == mail->decoded.len)
		(void)!fill(mail, &mail->failed);
	if (mail->failed.code)
		return fault_set(fault, mail->failed.code, "%s", mail->failed.text);
	size_t left = mail->decoded.len - mail->taken;
	*got = left < cap ? left : cap;
	if (*got)
		memcpy(to, mail->decoded.ptr + mail->taken, *got);
	mail->taken += *got;
	return ERR_NONE;
}

static const struct members_kind mail_kind = {next_mail, read_mail, NULL, close_mail};

enum err mail_members_open(struct members **members, struct store *store, struct budget *budget, bool drop_pictures, struct fault *fault)
{
	struct mail_members *mail = mem_alloc(1, sizeof *mail);
	mail->base.kind = &mail_kind;
	mail->budget = budget;
	mail->store = STORE_EMPTY;
	*members = NULL;
	enum err err = read_structure(mail, store, drop_pictures, fault);
	if (err || mail->count == 0) {
		close_mail(&mail->base);
		return err;
	}
	mail->store = *store;
	*store = STORE_EMPTY;
	*members = &mail->base;
	return ERR_NONE;
}

/* ---- mailboxes ----------------------------------------------------------------------------------------------- */

struct mail_box {
	struct members base;
	struct store store, message;
	struct budget *budget;
	struct reading reading;
	struct source *source;
	uint64_t document_size, at, number;
	char name[24];
};

static void close_box(struct members *members)
{
	struct mail_box *box = (struct mail_box *)members;
	source_close(box->source);
	store_close(&box->store);
	store_close(&box->message);
	free(box);
}

/* The line ahead, or a piece of a long one, and `*after` what follows it. */
static enum err peek_line(struct mail_box *box, struct str *line, struct str *after, struct fault *fault)
{
	enum { LONG = 8192 };
	enum err err = source_peek(box->source, LONG, line, fault);
	if (err)
		return err;
	*after = (struct str){0};
	if (line->len > LONG)
		line->len = LONG;
	const char *end = line->len ? memchr(line->ptr, '\n', line->len) : NULL;
	if (!end)
		return ERR_NONE;
	size_t len = (size_t)(end - line->ptr) + 1;
	*after = str_part(*line, (struct span){len, line->len});
	line->len = len;
	return ERR_NONE;
}

/* ">From " was "From " before, and ">>From " was ">From ". */
static struct str unquoted(struct str line)
{
	size_t signs = 0;
	while (signs < line.len && line.ptr[signs] == '>')
		signs++;
	bool is_quoted = signs && str_starts(str_part(line, (struct span){signs, line.len}), STR("From "));
	return str_part(line, (struct span){is_quoted, line.len});
}

static bool is_empty(struct str line)
{
	return str_equal(line, STR("\n")) || str_equal(line, STR("\r\n"));
}

/* The message behind the line "From ..." ahead, up to the next one; the empty line before that is the mailbox's. */
static enum err take_message(struct mail_box *box, struct fault *fault)
{
	struct str line, after, empty = {0};
	bool begin = true;
	enum err err = peek_line(box, &line, &after, fault);
	if (err)
		return err;
	source_take(box->source, line.len);
	while (!(err = peek_line(box, &line, &after, fault)) && line.len) {
		if (begin && empty.len && mail_box_line(line, after))
			return ERR_NONE;
		if (!err && empty.len)
			err = store_add(&box->message, empty, fault);
		empty = begin && is_empty(line) ? line.len == 1 ? STR("\n") : STR("\r\n") : (struct str){0};
		if (!err && empty.len == 0)
			err = store_add(&box->message, begin ? unquoted(line) : line, fault);
		if (!err)
			err = budget_take(box->budget, line.len, fault);
		if (!err && box->message.size > box->document_size)
			err = fault_set(fault, ERR_LIMIT, "a message of the mailbox is larger than a document may be; raise it with --max-size");
		if (err)
			return err;
		begin = line.ptr[line.len - 1] == '\n';
		source_take(box->source, line.len);
	}
	return err;
}

static enum err next_box(struct members *members, struct member *member, bool *more, struct fault *fault)
{
	struct mail_box *box = (struct mail_box *)members;
	struct str have;
	store_close(&box->message);
	box->at = 0;
	enum err err = source_peek(box->source, 1, &have, fault);
	*more = !err && have.len > 0;
	if (err || !*more)
		return err;
	err = take_message(box, fault);
	if (err)
		return err;
	struct buf name = {0};
	buf_printf(&name, "%04llu.eml", (unsigned long long)++box->number);
	size_t len = name.len < sizeof box->name ? name.len : sizeof box->name;
	memcpy(box->name, name.ptr, len);
	buf_free(&name);
	*member = (struct member){.name = {box->name, len}, .size = box->message.size};
	return ERR_NONE;
}

static enum err read_box(struct members *members, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct mail_box *box = (struct mail_box *)members;
	enum err err = store_read(&box->message, box->at, to, cap, got, fault);
	box->at += *got;
	return err;
}

struct members *mail_box_open(struct store *store, struct budget *budget, uint64_t document_size)
{
	static const struct members_kind box_kind = {next_box, read_box, NULL, close_box};
	struct mail_box *box = mem_alloc(1, sizeof *box);
	box->base.kind = &box_kind;
	box->store = *store;
	*store = STORE_EMPTY;
	box->message = STORE_EMPTY;
	box->budget = budget;
	box->document_size = document_size;
	box->reading = (struct reading){&box->store, 0};
	box->source = source_open(read_store, &box->reading, 0, UINT64_MAX);
	return &box->base;
}
