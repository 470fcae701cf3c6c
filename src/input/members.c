/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/members.h"

#include <inttypes.h>

enum err members_next(struct members *members, struct member *member, bool *more, struct fault *fault)
{
	return members->kind->next(members, member, more, fault);
}

enum err members_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct members *members = context;
	return members->kind->read(members, to, cap, got, fault);
}

unsigned members_packings(const struct members *members)
{
	return members->kind->packings ? members->kind->packings(members) : 0;
}

void members_close(struct members *members)
{
	if (members)
		members->kind->close(members);
}

enum err budget_take(struct budget *budget, size_t got, struct fault *fault)
{
	if (got <= budget->left) {
		budget->left -= got;
		return ERR_NONE;
	}
	budget->left = 0;
	return fault_set(fault, ERR_LIMIT,
			 "the archive unpacks to more than the limit of %" PRIu64 " bytes; split it, or raise the limit",
			 budget->total);
}
