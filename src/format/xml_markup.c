/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that stand in the mark-up itself: of elements, attributes, instructions, and the URIs of namespaces. They cannot
 * be cut without making another vocabulary of the document; so they are seen, and what has to be cut there stops it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xml_part.h"

enum { FIRST_SLOTS = 256 };

/* The slot of the name, or the free one where it belongs. */
static uint32_t *slot_of(const struct xml_part *part, struct str name)
{
	size_t mask = part->name_slot_count - 1, at = str_hash(name) & mask;
	while (part->name_slots[at] && !str_equal(xml_part_bytes(part, part->names[part->name_slots[at] - 1]), name))
		at = (at + 1) & mask;
	return &part->name_slots[at];
}

static void make_slots(struct xml_part *part, size_t count)
{
	free(part->name_slots);
	part->name_slot_count = count;
	part->name_slots = mem_alloc(count, sizeof *part->name_slots);
	for (size_t i = 0; i < part->name_count; i++)
		*slot_of(part, xml_part_bytes(part, part->names[i])) = (uint32_t)i + 1;
}

void xml_part_name(struct xml_part *part, struct xml_range name)
{
	if (part->name_slot_count == 0)
		make_slots(part, FIRST_SLOTS);
	if (part->name_count == 0)
		memset(part->name_slots, 0, part->name_slot_count * sizeof *part->name_slots);
	uint32_t *slot = slot_of(part, xml_part_bytes(part, name));
	if (*slot)
		return;
	part->names = mem_room(part->names, part->name_count, &part->name_cap, sizeof *part->names);
	part->names[part->name_count++] = name;
	*slot = (uint32_t)part->name_count;
	if (part->name_count * 2 > part->name_slot_count)
		make_slots(part, part->name_slot_count * 2);
}
