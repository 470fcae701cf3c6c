/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/text_view.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

enum { BLOCK = 32, FEW_CONTROLS = 8, CONTROL_SHARE = 512 };

static bool is_plain(unsigned char c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

/* Length of the run from `at` that the view takes over as it is. */
static size_t plain_run(struct str text, size_t at)
{
	size_t from = at;
	for (; text.len - at >= BLOCK; at += BLOCK) {
		unsigned char odd = 0;
		for (size_t i = 0; i < BLOCK; i++) {
			unsigned char c = (unsigned char)text.ptr[at + i];
			/* no short cuts, so that the compiler can look at the block at once */
			odd |= (unsigned char)(((c < 0x20) & (c != '\n') & (c != '\t')) | (c >= 0x7F));
		}
		if (odd)
			break;
	}
	for (;;) {
		while (at < text.len && is_plain((unsigned char)text.ptr[at]))
			at++;
		if (at == text.len || !(text.ptr[at] & 0x80))
			return at - from;
		uint32_t code;
		size_t len = utf8_next(str_part(text, (struct span){at, text.len}), &code);
		if (code == UTF8_BAD || utf8_look(code) != LOOK_SIGN)
			return at - from;
		at += len;
	}
}

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

struct builder {
	struct view *view;
	struct str text;
	size_t from; /* where it begins */
	uint32_t part;
	uint64_t line;
	size_t controls;
	size_t page; /* where in the view the page at hand begins */
	bool pages;  /* a text of its own has pages, a cell has none */
	struct fault *fault;
};

/* Pages are known where form feeds part them; one without text is none. */
static void end_page(struct builder *builder)
{
	struct view *view = builder->view;
	struct str page = str_part(buf_str(&view->text), (struct span){builder->page, view->text.len});
	view->pages += str_trim(page).len > 0;
	builder->page = view->text.len;
}

static uint64_t line_at(const struct builder *builder, size_t at)
{
	return builder->line + text_lines(str_part(builder->text, (struct span){builder->from, at}));
}

/* A stray control character is a space, unless it stands where it can hide a name or the text is none. */
static enum err add_control(struct builder *builder, uint32_t code, size_t at, size_t len)
{
	struct str text = builder->text;
	bool inside = at > 0 && at + len < text.len && is_alnum(text.ptr[at - 1]) && is_alnum(text.ptr[at + len]);
	builder->controls++;
	if (code == 0 || builder->controls > FEW_CONTROLS + text.len / CONTROL_SHARE)
		return fault_set(builder->fault, ERR_UNREADABLE,
				 "binary data, not plain text (line %" PRIu64
				 "); export the report as text and try again",
				 line_at(builder, at));
	if (code == 0x08 || code == 0x1B || code == 0x9B || inside)
		return fault_set(builder->fault, ERR_UNREADABLE,
				 "line %" PRIu64 " has the control character U+%04X, which can hide a name; export the "
						 "report as plain text without it",
				 line_at(builder, at), (unsigned)code);
	view_add(builder->view, STR(" "), builder->part, at, (uint32_t)len);
	return ERR_NONE;
}

/* Adds the one character at `at`, which is not plain; `*len` is what it takes. */
static enum err add_special(struct builder *builder, size_t at, size_t *len)
{
	struct str text = builder->text;
	uint32_t code;
	*len = utf8_next(str_part(text, (struct span){at, text.len}), &code);
	if (code == UTF8_BAD)
		return fault_set(builder->fault, ERR_MALFORMED, "invalid UTF-8 in line %" PRIu64, line_at(builder, at));
	if (code == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
		*len = 2;
	switch (utf8_look(code)) {
	case LOOK_SPACE:
		view_add(builder->view, STR(" "), builder->part, at, (uint32_t)*len);
		break;
	case LOOK_LINE:
		if (code == '\f' && builder->pages)
			end_page(builder);
		view_add(builder->view, STR("\n"), builder->part, at, (uint32_t)*len);
		break;
	case LOOK_NOTHING:
		break;
	case LOOK_CONTROL:
		if (code != '\a')
			return add_control(builder, code, at, *len);
		/* word processors' plain text has BEL between table cells */
		view_add(builder->view, STR("\n"), builder->part, at, (uint32_t)*len);
		break;
	case LOOK_SIGN:
		view_add(builder->view, str_part(text, (struct span){at, at + *len}), builder->part, at, (uint32_t)*len);
		break;
	}
	return ERR_NONE;
}

static enum err build(struct builder *builder)
{
	struct view *view = builder->view;
	struct str text = builder->text;
	for (size_t at = builder->from; at < text.len;) {
		size_t run = plain_run(text, at);
		while (run) {
			size_t step = run > UINT32_MAX / 2 ? UINT32_MAX / 2 : run;
			step = utf8_floor(text, at + step) - at;
			view_add(view, str_part(text, (struct span){at, at + step}), builder->part, at, (uint32_t)step);
			at += step;
			run -= step;
		}
		if (at == text.len)
			break;
		size_t len;
		enum err err = add_special(builder, at, &len);
		if (err)
			return err;
		at += len;
	}
	if (view->pages && builder->pages)
		end_page(builder);
	return ERR_NONE;
}

enum err text_view(struct view *view, struct str text, uint64_t line, struct fault *fault)
{
	struct builder builder = {.view = view, .text = text, .line = line, .pages = true, .fault = fault};
	return build(&builder);
}

enum err text_view_value(struct view *view, struct str text, struct span span, uint32_t part, uint64_t line, struct fault *fault)
{
	struct builder builder = {.view = view, .from = span.from, .part = part, .line = line, .fault = fault};
	builder.text = str_part(text, (struct span){0, span.to});
	return build(&builder);
}

static bool ends_line(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/* Whether only spaces stand between the line end before offset `end` and an earlier one. */
static bool is_blank_before(const struct text_window *window, size_t end)
{
	size_t unit = window->unit, at = end - unit;
	if (text_unit(window, at) == '\n' && at >= unit && text_unit(window, at - unit) == '\r')
		at -= unit;
	while (at >= unit) {
		at -= unit;
		unsigned char c = text_unit(window, at);
		if (c != ' ' && c != '\t')
			return ends_line(c);
	}
	return false;
}

/* End of the last form feed, 0: none. */
static size_t last_page(const struct text_window *window)
{
	for (size_t end = window->bytes.len; end > 0;) {
		const char *at = memrchr(window->bytes.ptr, '\f', end);
		if (at == NULL)
			return 0;
		end = (size_t)(at - window->bytes.ptr);
		size_t begin = end / window->unit * window->unit;
		if (text_unit(window, begin) == '\f')
			return begin + window->unit;
	}
	return 0;
}

size_t text_cut(const struct text_window *window)
{
	size_t unit = window->unit, page = last_page(window), line = 0, at = window->bytes.len;
	if (page)
		return page;
	if (at && text_unit(window, at - unit) == '\r')
		at -= unit;
	for (; at > 0; at -= unit) {
		if (unit == 1 && !ends_line((unsigned char)window->bytes.ptr[at - 1]))
			continue; /* the usual case, and the whole window when it has no blank line */
		if (!ends_line(text_unit(window, at - unit)))
			continue;
		if (is_blank_before(window, at))
			return at;
		if (line == 0)
			line = at;
	}
	return line;
}

size_t text_line_end(const struct text_window *window, size_t from)
{
	size_t unit = window->unit, len = window->bytes.len;
	for (size_t at = from; at + unit <= len; at += unit) {
		unsigned char c = text_unit(window, at);
		size_t next = at + unit;
		if (c == '\r' && next + unit <= len && text_unit(window, next) == '\n')
			return next + unit;
		if (ends_line(c) || c == '\f')
			return next;
	}
	return 0;
}
