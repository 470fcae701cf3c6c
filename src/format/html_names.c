/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "format/html_page.h"

void html_names_free(struct html_names *names)
{
	free(names->list);
	free(names->slots);
	*names = (struct html_names){0};
}

static size_t slot_of(const struct html_page *page, struct str name)
{
	const struct html_names *names = &page->names;
	size_t at = str_hash(name) & (names->slot_count - 1);
	while (names->slots[at] && !str_equal(html_bytes(page, names->list[names->slots[at] - 1]), name))
		at = (at + 1) & (names->slot_count - 1);
	return at;
}

static void grow(struct html_page *page)
{
	struct html_names *names = &page->names;
	free(names->slots);
	names->slot_count = names->slot_count ? names->slot_count * 2 : 64;
	names->slots = mem_alloc(names->slot_count, sizeof *names->slots);
	for (size_t i = 0; i < names->count; i++)
		names->slots[slot_of(page, html_bytes(page, names->list[i]))] = (uint32_t)i + 1;
}

bool html_knows_name(const struct html_page *page, struct str name)
{
	return page->names.count && page->names.slots[slot_of(page, name)];
}

void html_add_name(struct html_page *page, struct span name)
{
	struct html_names *names = &page->names;
	if (names->count * 2 >= names->slot_count)
		grow(page);
	size_t slot = slot_of(page, str_part(page->text, name));
	if (names->slots[slot])
		return;
	names->list = mem_room(names->list, names->count, &names->cap, sizeof *names->list);
	names->list[names->count++] = (struct html_range){(uint32_t)name.from, (uint32_t)name.to};
	names->slots[slot] = (uint32_t)names->count;
}
