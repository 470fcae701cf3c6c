/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/groups.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/mem.h"

struct number {
	uint64_t hash;
	size_t text;   /* its folded letters and digits, counted, in `texts` */
	size_t parent; /* index; itself for the one that stands for the group */
	uint64_t documents; /* whose first number it is; of all its group when it stands for one */
};

struct groups {
	struct number *list;
	size_t count, cap;
	size_t *slots; /* index + 1; 0 free */
	size_t slot_count;
	struct buf texts, folded;
};

static struct groups *groups_new(void)
{
	struct groups *groups = mem_alloc(1, sizeof *groups);
	groups->slot_count = 1024;
	groups->slots = mem_alloc(groups->slot_count, sizeof *groups->slots);
	return groups;
}

static void groups_free(struct groups *groups)
{
	if (groups == NULL)
		return;
	free(groups->list);
	free(groups->slots);
	buf_free(&groups->texts);
	buf_free(&groups->folded);
	free(groups);
}

static struct str text_of(const struct groups *groups, size_t index)
{
	struct str rest = str_part(buf_str(&groups->texts), (struct span){groups->list[index].text, groups->texts.len}), text;
	return take_counted(&rest, &text) ? text : (struct str){0};
}

static size_t *slot_of(struct groups *groups, struct str text, uint64_t hash)
{
	size_t mask = groups->slot_count - 1, at = (size_t)(hash ^ hash >> 32) & mask;
	while (groups->slots[at]) {
		size_t index = groups->slots[at] - 1;
		if (groups->list[index].hash == hash && str_equal(text_of(groups, index), text))
			break;
		at = (at + 1) & mask;
	}
	return &groups->slots[at];
}

static void grow(struct groups *groups)
{
	free(groups->slots);
	groups->slot_count *= 2;
	groups->slots = mem_alloc(groups->slot_count, sizeof *groups->slots);
	for (size_t i = 0; i < groups->count; i++)
		*slot_of(groups, text_of(groups, i), groups->list[i].hash) = i + 1;
}

static size_t find_or_add(struct groups *groups, struct str text)
{
	uint64_t hash = str_hash(text);
	size_t *slot = slot_of(groups, text, hash);
	if (*slot)
		return *slot - 1;
	groups->list = mem_room(groups->list, groups->count, &groups->cap, sizeof *groups->list);
	groups->list[groups->count] = (struct number){hash, groups->texts.len, groups->count, 0};
	buf_add_counted(&groups->texts, text);
	*slot = ++groups->count;
	if (groups->count * 2 > groups->slot_count)
		grow(groups);
	return groups->count - 1;
}

static size_t root_of(struct groups *groups, size_t index)
{
	while (groups->list[index].parent != index) {
		groups->list[index].parent = groups->list[groups->list[index].parent].parent;
		index = groups->list[index].parent;
	}
	return index;
}

/* "24-041877" and "24 041877" are one number. */
static bool fold(struct buf *out, struct str number)
{
	bool digit = false;
	buf_clear(out);
	for (size_t i = 0; i < number.len; i++) {
		unsigned char c = (unsigned char)number.ptr[i];
		if (isalnum(c))
			buf_add_byte(out, (char)toupper(c));
		digit = digit || isdigit(c);
	}
	return digit && out->len >= 4;
}

/* The group of a document's numbers; SIZE_MAX: it has none. */
static size_t join(struct groups *groups, struct str numbers)
{
	size_t root = SIZE_MAX;
	struct str next;
	while (take_counted(&numbers, &next)) {
		if (!fold(&groups->folded, next))
			continue;
		size_t other = root_of(groups, find_or_add(groups, buf_str(&groups->folded)));
		/* the older number stands for both: what comes first in the input decides, not what is hashed first */
		if (root == SIZE_MAX)
			root = other;
		else if (other < root)
			groups->list[root].parent = other, root = other;
		else
			groups->list[other].parent = root;
	}
	return root;
}

static enum err count_document(void *context, const struct case_document *document, struct fault *fault)
{
	struct groups *groups = context;
	(void)fault;
	size_t root = document->err ? SIZE_MAX : join(groups, document->numbers);
	if (root != SIZE_MAX)
		groups->list[root].documents++;
	return ERR_NONE;
}

struct joining {
	struct groups *groups;
	struct case_file *file;
};

static enum err join_document(void *context, const struct case_document *document, struct fault *fault)
{
	struct joining *joining = context;
	size_t root = document->err ? SIZE_MAX : join(joining->groups, document->numbers);
	if (root == SIZE_MAX || joining->groups->list[root].documents < 2)
		return ERR_NONE;
	return case_document_join(joining->file, document->number, text_of(joining->groups, root), fault);
}

enum err groups_find(struct case_file *file, struct fault *fault)
{
	struct groups *groups = groups_new();
	struct joining joining = {groups, file};
	enum err err = case_documents(file, count_document, groups, fault);
	for (size_t i = 0; i < groups->count; i++) {
		size_t root = root_of(groups, i);
		if (root != i)
			groups->list[root].documents += groups->list[i].documents;
	}
	if (!err)
		err = case_documents(file, join_document, &joining, fault);
	groups_free(groups);
	return err;
}
