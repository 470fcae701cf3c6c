/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_tree.h"

#include <setjmp.h>
#include <stdlib.h>

enum { TREE_LIMIT = 640 * 1024 * 1024 };

struct html_block {
	struct html_block *next, **here;
	size_t size;
	size_t unused; /* what follows is aligned for anything */
};

/* Of one call of gumbo, which does not expect to be refused memory: it is left by a jump. It holds nothing but memory. */
struct parsing {
	struct html_tree *tree;
	jmp_buf out;
};

static void *allocate(void *opaque, size_t size)
{
	struct parsing *parsing = opaque;
	struct html_tree *tree = parsing->tree;
	struct html_block *block = NULL;
	if (size <= TREE_LIMIT && tree->used + size + sizeof *block <= TREE_LIMIT)
		block = malloc(sizeof *block + size);
	if (block == NULL)
		longjmp(parsing->out, 1);
	*block = (struct html_block){.next = tree->blocks, .here = &tree->blocks, .size = size + sizeof *block};
	if (tree->blocks)
		tree->blocks->here = &block->next;
	tree->blocks = block;
	tree->used += block->size;
	return block + 1;
}

static void release(void *opaque, void *memory)
{
	struct parsing *parsing = opaque;
	if (memory == NULL)
		return;
	struct html_block *block = (struct html_block *)memory - 1;
	parsing->tree->used -= block->size;
	*block->here = block->next;
	if (block->next)
		block->next->here = block->here;
	free(block);
}

void html_tree_free(struct html_tree *tree)
{
	while (tree->blocks) {
		struct html_block *next = tree->blocks->next;
		free(tree->blocks);
		tree->blocks = next;
	}
	*tree = (struct html_tree){0};
}

enum err html_tree_parse(struct html_tree *tree, struct str text, struct fault *fault)
{
	struct parsing parsing = {.tree = tree};
	GumboOptions options = kGumboDefaultOptions;
	options.allocator = allocate;
	options.deallocator = release;
	options.userdata = &parsing;
	options.max_errors = 0;
	if (setjmp(parsing.out))
		return fault_set(fault, ERR_LIMIT, "the web page is too large or too deeply nested; export it in pieces, or as plain text");
	tree->output = gumbo_parse_with_options(&options, text.ptr ? text.ptr : "", text.len);
	return ERR_NONE;
}
