/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a structured document says of its records by roles and associations: who is whose parent, who lives where, whose
 * telephone it is. Roles and kinship are evidence before sides are decided; homes, schools and contacts get their owner
 * after that, a protected one if several persons share them. */
#include "people/internal.h"

static struct person *person_of(struct people *people, uint32_t record)
{
	uint32_t number = people->field_base + record;
	if (record == 0 || number >= people->record_count || people->records[number].person == NOBODY)
		return NULL;
	return &people->persons[people->records[number].person];
}

static void add_kin(struct person *person, struct str kin)
{
	person->is.evidence |= BECAUSE_KIN;
	if (person->is.kin.len == 0)
		person->is.kin = kin;
}

static bool is_official(const struct person *person)
{
	return (person->is.evidence & BECAUSE_RANK) != 0;
}

void links_before(struct people *people)
{
	for (size_t i = 0; i < people->view->role_count; i++) {
		struct person *person = person_of(people, people->view->roles[i].record);
		if (person == NULL)
			continue;
		evidence_role(person, people->view->roles[i].role);
		people->records[people->field_base + people->view->roles[i].record].victim |= role_is_victim(people->view->roles[i].role);
	}
	for (size_t i = 0; i < people->view->link_count; i++) {
		const struct link *link = &people->view->links[i];
		struct person *a = person_of(people, link->a), *b = person_of(people, link->b);
		if (!a || !b || a == b || is_official(a) || is_official(b))
			continue;
		if (link->relation == RELATION_PARENT) {
			add_kin(a, STR("PARENT"));
			b->is.evidence |= BECAUSE_CHILD_KIN;
		} else if (link->relation == RELATION_KIN) {
			add_kin(a, STR("RELATIVE"));
			add_kin(b, STR("RELATIVE"));
		}
	}
}

/* Everything a place, school or contact says belongs to the person from here on: see attach.c. */
void links_after(struct people *people)
{
	for (size_t i = 0; i < people->view->link_count; i++) {
		const struct link *link = &people->view->links[i];
		if (link->relation != RELATION_LIVES && link->relation != RELATION_CONTACT && link->relation != RELATION_SCHOOL)
			continue;
		uint32_t thing = people->field_base + link->b;
		struct person *owner = person_of(people, link->a);
		if (!owner || link->b == 0 || thing >= people->record_count)
			continue;
		int32_t *has = &people->records[thing].person;
		if (*has == NOBODY || (person_protected(owner) && !person_protected(&people->persons[*has])))
			*has = (int32_t)(owner - people->persons);
	}
}
