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
	uint64_t line;
	size_t controls;
	size_t page; /* where in the view the page at hand begins */
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

static uint64_t line_at(const struct builder *builder)
{
	uint64_t line = builder->line;
	for (size_t i = 0; i < builder->view->text.len; i++)
		line += builder->view->text.ptr[i] == '\n';
	return line;
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
				 line_at(builder));
	if (code == 0x08 || code == 0x1B || code == 0x9B || inside)
		return fault_set(builder->fault, ERR_UNREADABLE,
				 "line %" PRIu64 " has the control character U+%04X, which can hide a name; export the "
						 "report as plain text without it",
				 line_at(builder), (unsigned)code);
	view_add(builder->view, STR(" "), 0, at, (uint32_t)len);
	return ERR_NONE;
}

/* Adds the one character at `at`, which is not plain; `*len` is what it takes. */
static enum err add_special(struct builder *builder, size_t at, size_t *len)
{
	struct str text = builder->text;
	uint32_t code;
	*len = utf8_next(str_part(text, (struct span){at, text.len}), &code);
	if (code == UTF8_BAD)
		return fault_set(builder->fault, ERR_MALFORMED, "invalid UTF-8 in line %" PRIu64, line_at(builder));
	if (code == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
		*len = 2;
	switch (utf8_look(code)) {
	case LOOK_SPACE:
		view_add(builder->view, STR(" "), 0, at, (uint32_t)*len);
		break;
	case LOOK_LINE:
		if (code == '\f')
			end_page(builder);
		view_add(builder->view, STR("\n"), 0, at, (uint32_t)*len);
		break;
	case LOOK_NOTHING:
		break;
	case LOOK_CONTROL:
		if (code != '\a')
			return add_control(builder, code, at, *len);
		/* word processors' plain text has BEL between table cells */
		view_add(builder->view, STR("\n"), 0, at, (uint32_t)*len);
		break;
	case LOOK_SIGN:
		view_add(builder->view, str_part(text, (struct span){at, at + *len}), 0, at, (uint32_t)*len);
		break;
	}
	return ERR_NONE;
}

enum err text_view(struct view *view, struct str text, uint64_t line, struct fault *fault)
{
	struct builder builder = {.view = view, .text = text, .line = line, .fault = fault};
	for (size_t at = 0; at < text.len;) {
		size_t run = plain_run(text, at);
		while (run) {
			size_t step = run > UINT32_MAX / 2 ? UINT32_MAX / 2 : run;
			step = utf8_floor(text, at + step) - at;
			view_add(view, str_part(text, (struct span){at, at + step}), 0, at, (uint32_t)step);
			at += step;
			run -= step;
		}
		if (at == text.len)
			break;
		size_t len;
		enum err err = add_special(&builder, at, &len);
		if (err)
			return err;
		at += len;
	}
	if (view->pages)
		end_page(&builder);
	return ERR_NONE;
}

/* The unit at offset `at` as a character when it is ASCII, else 0xFF: all that cutting needs to know. */
static unsigned char unit_at(struct str window, size_t unit, bool little, size_t at)
{
	unsigned char any = 0, c = (unsigned char)window.ptr[little ? at : at + unit - 1];
	for (size_t i = 1; i < unit; i++)
		any |= (unsigned char)window.ptr[little ? at + i : at + unit - 1 - i];
	return any || c >= 0x80 ? 0xFF : c;
}

static bool ends_line(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/* Whether only spaces stand between the line end before offset `end` and an earlier one. */
static bool is_blank_before(struct str window, size_t unit, bool little, size_t end)
{
	size_t at = end - unit;
	if (unit_at(window, unit, little, at) == '\n' && at >= unit && unit_at(window, unit, little, at - unit) == '\r')
		at -= unit;
	while (at >= unit) {
		at -= unit;
		unsigned char c = unit_at(window, unit, little, at);
		if (c != ' ' && c != '\t')
			return ends_line(c);
	}
	return false;
}

/* End of the last form feed, 0: none. */
static size_t last_page(struct str window, size_t unit, bool little)
{
	for (size_t end = window.len; end > 0;) {
		const char *at = memrchr(window.ptr, '\f', end);
		if (at == NULL)
			return 0;
		end = (size_t)(at - window.ptr);
		size_t begin = end / unit * unit;
		if (unit_at(window, unit, little, begin) == '\f')
			return begin + unit;
	}
	return 0;
}

size_t text_cut(struct str window, size_t unit, bool little)
{
	size_t page = last_page(window, unit, little), line = 0, at = window.len;
	if (page)
		return page;
	if (at && unit_at(window, unit, little, at - unit) == '\r')
		at -= unit;
	for (; at > 0; at -= unit) {
		if (unit == 1 && !ends_line((unsigned char)window.ptr[at - 1]))
			continue; /* the usual case, and the whole window when it has no blank line */
		if (!ends_line(unit_at(window, unit, little, at - unit)))
			continue;
		if (is_blank_before(window, unit, little, at))
			return at;
		if (line == 0)
			line = at;
	}
	return line;
}

size_t text_line_end(struct str window, size_t unit, bool little, size_t from)
{
	for (size_t at = from; at + unit <= window.len; at += unit) {
		unsigned char c = unit_at(window, unit, little, at);
		size_t next = at + unit;
		if (c == '\r' && next + unit <= window.len && unit_at(window, unit, little, next) == '\n')
			return next + unit;
		if (ends_line(c) || c == '\f')
			return next;
	}
	return 0;
}
