/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool slot_is(const struct xml_names *names, uint16_t number, struct str name)
{
	const char *have = names->list[number - 1];
	return strncmp(have, name.ptr, name.len) == 0 && have[name.len] == '\0';
}

/* The slot that holds `name`, or the free one where it belongs. */
static size_t slot_of(const struct xml_names *names, struct str name)
{
	size_t mask = names->slot_count - 1, slot = str_hash(name) & mask;
	while (names->slots[slot] && !slot_is(names, names->slots[slot], name))
		slot = (slot + 1) & mask;
	return slot;
}

uint16_t xml_names_find(const struct xml_names *names, struct str name)
{
	return names->slot_count && name.len ? names->slots[slot_of(names, name)] : XML_OTHER;
}

static void grow(struct xml_names *names)
{
	free(names->slots);
	names->slot_count = names->slot_count ? names->slot_count * 2 : 256;
	names->slots = mem_alloc(names->slot_count, sizeof *names->slots);
	for (size_t i = 0; i < names->count; i++)
		names->slots[slot_of(names, str_of(names->list[i]))] = (uint16_t)(i + 1);
}

uint16_t xml_names_add(struct xml_names *names, struct str name)
{
	uint16_t known = xml_names_find(names, name);
	if (known || name.len == 0 || names->count >= XML_NAMES_MAX)
		return known;
	if (names->count * 2 >= names->slot_count)
		grow(names);
	names->list = mem_room(names->list, names->count, &names->cap, sizeof *names->list);
	names->list[names->count++] = mem_text(name.ptr, name.len);
	names->slots[slot_of(names, name)] = (uint16_t)names->count;
	return (uint16_t)names->count;
}

void xml_names_free(struct xml_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->list[i]);
	free(names->list);
	free(names->slots);
	*names = (struct xml_names){0};
}
