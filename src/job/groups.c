/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/groups.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bare_numbers.h"
#include "base/mem.h"
#include "people/people.h"

struct number {
	uint64_t hash;
	size_t text;   /* its folded letters and digits, counted, in `texts` */
	size_t parent; /* index; itself for the one that stands for the group */
	uint64_t documents; /* whose first number it is; of all its group when it stands for one */
	uint64_t last;      /* document where it was counted */
	uint32_t spread;    /* in how many documents it stands, loosely or not */
};

/* A loose number that more documents have says nothing: it may be that of a form. */
enum { LOOSE_MOST = 8 };

struct groups {
	struct number *list;
	size_t count, cap;
	size_t *slots; /* index + 1; 0 free */
	size_t slot_count;
	struct buf texts, folded;
	struct buf message; /* key of the last document that is no attachment */
	bool message_alone; /* which has no number of its own, and was read */
	size_t message_root;
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
	buf_free(&groups->message);
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
	groups->list[groups->count] = (struct number){.hash = hash, .text = groups->texts.len, .parent = groups->count, .last = UINT64_MAX};
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

static bool is_loose(struct str number)
{
	return number.len > 0 && number.ptr[0] == LOOSE_NUMBER;
}

/* "24-041877", "24 041877", and "24-O4l877" as a scanner reads it, are one number: of signs that are mistaken for each other there is
 * one. */
static bool fold(struct buf *out, struct str number)
{
	static const char mistaken[] = "OQDILSBZ", meant[] = "00011582";
	bool digit = false;
	buf_clear(out);
	if (telephone_is_note(number))
		return false;
	if (number.len > 2 && isalpha((unsigned char)number.ptr[number.len - 1]) && !isalnum((unsigned char)number.ptr[number.len - 2]))
		number.len -= 2; /* "24-041877-B": a supplement */
	for (size_t i = 0; i < number.len; i++) {
		unsigned char c = (unsigned char)number.ptr[i];
		const char *as = isalpha(c) ? strchr(mistaken, toupper(c)) : NULL;
		if (isalnum(c))
			buf_add_byte(out, as ? meant[as - mistaken] : (char)toupper(c));
		digit = digit || isdigit(c);
	}
	return digit && out->len >= 4;
}

/* Two numbers of one case; SIZE_MAX: none. The older one stands for both: what comes first in the input decides, not what
 * is hashed first. */
static size_t unite(struct groups *groups, size_t a, size_t b)
{
	a = a == SIZE_MAX ? a : root_of(groups, a);
	b = b == SIZE_MAX ? b : root_of(groups, b);
	if (a == SIZE_MAX || b == SIZE_MAX)
		return a == SIZE_MAX ? b : a;
	size_t root = a < b ? a : b;
	groups->list[a].parent = groups->list[b].parent = root;
	return root;
}

/* The group of a document's numbers; SIZE_MAX: it has none. */
static size_t join(struct groups *groups, struct str numbers)
{
	size_t root = SIZE_MAX;
	struct str next;
	while (take_counted(&numbers, &next)) {
		if (!fold(&groups->folded, next))
			continue;
		size_t number = find_or_add(groups, buf_str(&groups->folded));
		if (!is_loose(next) || (groups->list[number].spread > 1 && groups->list[number].spread <= LOOSE_MOST))
			root = unite(groups, root, number);
	}
	return root;
}

static enum err count_spread(void *context, const struct case_document *document, struct fault *fault)
{
	struct groups *groups = context;
	struct str numbers = document->numbers, next;
	(void)fault;
	while (!document->err && take_counted(&numbers, &next)) {
		if (!fold(&groups->folded, next))
			continue;
		size_t index = find_or_add(groups, buf_str(&groups->folded));
		struct number *number = &groups->list[index];
		number->spread += number->last != document->number && number->spread < UINT32_MAX;
		number->last = document->number;
	}
	return ERR_NONE;
}

/* A key for the message that a path belongs to; it cannot be a number. `*attached`: the path is an attachment's. */
static void message_key(struct buf *key, struct str path, bool *attached)
{
	const char *parts = path.len ? memmem(path.ptr, path.len, ".parts/", 7) : NULL;
	*attached = parts != NULL;
	buf_clear(key);
	buf_add_byte(key, '/');
	buf_add(key, (struct str){path.ptr, parts ? (size_t)(parts - path.ptr) : path.len});
}

/* The group of a document: that of its numbers, and an e-mail and its attachments, which come right behind it, are one case.
 * In the first of the two passes keys of messages that have attachments are added. */
static size_t group_of(struct groups *groups, const struct case_document *document, bool first_pass)
{
	bool attached;
	size_t root = document->err ? SIZE_MAX : join(groups, document->numbers);
	message_key(&groups->folded, document->path, &attached);
	struct str key = buf_str(&groups->folded);
	if (!attached) {
		buf_clear(&groups->message);
		buf_add(&groups->message, key);
		groups->message_alone = !document->err && root == SIZE_MAX;
		groups->message_root = root;
	} else if (!str_equal(key, buf_str(&groups->message))) {
		return root; /* a folder that happens to have such a name */
	}
	size_t *slot = slot_of(groups, key, str_hash(key));
	if (*slot)
		return document->err ? SIZE_MAX : unite(groups, root, *slot - 1);
	if (!attached || !first_pass)
		return root;
	size_t made = find_or_add(groups, key);
	groups->list[made].documents += groups->message_alone;
	made = unite(groups, made, groups->message_root);
	return document->err ? SIZE_MAX : unite(groups, root, made);
}

static enum err count_document(void *context, const struct case_document *document, struct fault *fault)
{
	struct groups *groups = context;
	(void)fault;
	size_t root = group_of(groups, document, true);
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
	size_t root = group_of(joining->groups, document, false);
	if (root == SIZE_MAX || joining->groups->list[root].documents < 2)
		return ERR_NONE;
	return case_document_join(joining->file, document->number, text_of(joining->groups, root), fault);
}

enum err groups_find(struct case_file *file, struct fault *fault)
{
	struct groups *groups = groups_new();
	struct joining joining = {groups, file};
	enum err err = case_documents(file, count_spread, groups, fault);
	if (!err)
		err = case_documents(file, count_document, groups, fault);
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
