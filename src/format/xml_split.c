/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_split.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/xml_lex.h"

static void forget(struct xml_open *open)
{
	free(open->saved);
	*open = (struct xml_open){0};
}

void xml_split_free(struct xml_splitter *splitter)
{
	for (size_t i = 0; i <= XML_DEPTH_LIMIT; i++)
		forget(&splitter->stack[i]);
}

static enum err bad_markup(const struct xml_input *input, struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "not well-formed XML: after line %" PRIu64
			 ": the mark-up is broken; ask for the file again or mend it by hand",
			 input->lines + 1);
}

/* More bytes for a token that does not end in the window: twice as many each time, so that nothing is read often. */
static enum err fill(const struct xml_splitter *splitter, struct xml_input *input, struct fault *fault)
{
	size_t token = input->window.len - splitter->pos;
	if (token > splitter->token_limit)
		return fault_set(fault, ERR_LIMIT,
				 "after line %" PRIu64 ": one tag, comment or run of text is longer than %zu bytes",
				 input->lines + 1, splitter->token_limit);
	if (input->window.len > XML_RECORD_LIMIT)
		return fault_set(fault, ERR_LIMIT,
				 "after line %" PRIu64 ": one record is larger than %d MiB and has no parts",
				 input->lines + 1, XML_RECORD_LIMIT / (1024 * 1024));
	return xml_input_fill(input, token, fault);
}

/* The part ends at `at`, when `depth` elements are open: remembers their tags and says what closes them. */
static void end_part(struct xml_splitter *splitter, const struct xml_input *input, size_t at, size_t depth,
		     struct buf *after)
{
	for (size_t i = depth; i <= splitter->depth; i++)
		forget(&splitter->stack[i]);
	for (size_t i = 0; i < depth; i++) {
		struct xml_open *open = &splitter->stack[i];
		if (open->saved == NULL) {
			struct str tag = str_part(buf_str(&input->window), open->tag);
			size_t name = 1;
			while (!xml_space(tag.ptr[name]) && tag.ptr[name] != '>')
				name++;
			open->saved = mem_text(tag.ptr, tag.len);
			open->saved_len = tag.len;
			open->name = (struct str){open->saved + 1, name - 1};
		}
	}
	for (size_t i = depth; i-- > 0;)
		buf_printf(after, "</%.*s>", (int)splitter->stack[i].name.len, splitter->stack[i].name.ptr);
	splitter->depth = splitter->cut_depth = depth;
	splitter->boundary = splitter->pending = 0;
	splitter->pos = at;
}

/* A tag follows the pending place, so a part may end there. True: it shall, at `*at`. */
static bool confirm(struct xml_splitter *splitter, size_t *at, size_t *depth)
{
	size_t here = splitter->pending, before = splitter->boundary;
	splitter->pending = 0;
	if (here == 0)
		return false;
	*at = here;
	*depth = splitter->depth;
	if (here < splitter->part_size) {
		splitter->boundary = here;
		splitter->boundary_depth = splitter->depth;
		return false;
	}
	/* a large element does not join the small ones before it */
	if (before && here - before > splitter->part_size) {
		*at = before;
		*depth = splitter->boundary_depth;
	}
	return true;
}

static enum err open_element(struct xml_splitter *splitter, const struct xml_token *token,
			     const struct xml_input *input, struct fault *fault)
{
	if (splitter->depth >= XML_DEPTH_LIMIT)
		return fault_set(fault, ERR_LIMIT, "after line %" PRIu64 ": elements are nested more than %d deep",
				 input->lines + 1, XML_DEPTH_LIMIT);
	if (splitter->depth == splitter->cut_depth)
		splitter->record = token->from;
	if (token->kind == XML_START) {
		forget(&splitter->stack[splitter->depth]);
		splitter->stack[splitter->depth++].tag = (struct span){token->from, token->to};
	} else if (splitter->depth == splitter->cut_depth) {
		splitter->pending = token->to;
	}
	return ERR_NONE;
}

static enum err close_element(struct xml_splitter *splitter, const struct xml_token *token,
			      const struct xml_input *input, struct fault *fault)
{
	if (splitter->depth == 0)
		return bad_markup(input, fault);
	forget(&splitter->stack[--splitter->depth]);
	if (splitter->depth < splitter->cut_depth) {
		splitter->cut_depth = splitter->depth;
		splitter->boundary = 0;
	}
	if (splitter->depth == splitter->cut_depth)
		splitter->pending = token->to;
	return ERR_NONE;
}

/* The element that is being kept whole has grown too large: from here on its children are. */
static void descend(struct xml_splitter *splitter)
{
	splitter->cut_depth++;
	for (size_t i = splitter->cut_depth; i <= splitter->depth; i++)
		forget(&splitter->stack[i]);
	splitter->depth = splitter->cut_depth;
	splitter->pos = splitter->stack[splitter->depth - 1].tag.to;
	splitter->pending = 0;
}

static enum err take_token(struct xml_splitter *splitter, const struct xml_token *token, const struct xml_input *input,
			   struct fault *fault)
{
	enum err err = ERR_NONE;
	switch (token->kind) {
	case XML_START:
	case XML_EMPTY:
		err = open_element(splitter, token, input, fault);
		break;
	case XML_FINISH:
		err = close_element(splitter, token, input, fault);
		break;
	case XML_TEXT:
	case XML_CDATA:
		if (!xml_blank(str_part(buf_str(&input->window), token->body)))
			splitter->pending = 0;
		break;
	case XML_DOCTYPE:
		if (token->external)
			err = xml_doctype_fault((unsigned long)input->lines + 1, fault);
		break;
	default:
		break;
	}
	splitter->pos = token->to;
	if (err == ERR_NONE && splitter->depth > splitter->cut_depth &&
	    splitter->pos - splitter->record > XML_DESCEND * splitter->part_size)
		descend(splitter);
	return err;
}

static bool is_tag(const struct xml_token *token)
{
	return token->kind == XML_START || token->kind == XML_EMPTY || token->kind == XML_FINISH;
}

enum err xml_split(struct xml_splitter *splitter, struct xml_input *input, struct buf *before, struct buf *after,
		   size_t *len, bool *last, struct fault *fault)
{
	struct xml_token token;
	size_t depth;
	enum err err = ERR_NONE;
	splitter->pos = 0;
	for (size_t i = 0; i < splitter->depth; i++)
		buf_add(before, (struct str){splitter->stack[i].saved, splitter->stack[i].saved_len});
	*last = false;
	while (err == ERR_NONE) {
		switch (xml_lex(buf_str(&input->window), splitter->pos, input->ended, &token)) {
		case XML_STEP_MORE:
			err = fill(splitter, input, fault);
			break;
		case XML_STEP_BAD:
			return bad_markup(input, fault);
		case XML_STEP_END:
			*len = input->window.len;
			*last = true;
			return splitter->depth ? bad_markup(input, fault) : ERR_NONE;
		case XML_STEP_TOKEN:
			if (token.to - token.from > splitter->token_limit)
				return fill(splitter, input, fault);
			if (is_tag(&token) && confirm(splitter, len, &depth)) {
				end_part(splitter, input, *len, depth, after);
				return ERR_NONE;
			}
			err = take_token(splitter, &token, input, fault);
		}
	}
	return err;
}
