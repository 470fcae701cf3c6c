/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/policy.h"

#include <stdlib.h>

#include "base/form.h"

enum err policy_load(const char *path, struct policy **policy, struct fault *fault)
{
	struct buf bytes = {0};
	*policy = NULL;
	enum err err = yaml_file(path, &bytes, fault);
	if (!err)
		err = policy_read(path, buf_str(&bytes), policy, fault);
	buf_free(&bytes);
	return err;
}

void policy_free(struct policy *policy)
{
	if (policy == NULL)
		return;
	for (size_t i = 0; i < policy->line_count; i++) {
		struct policy_line *line = &policy->lines[i];
		form_texts_free(line->basis, line->basis_count);
		free(line->token);
		free(line->otherwise);
		free(line->reason);
	}
	free(policy->lines);
	form_texts_free(policy->sources, policy->source_count);
	free(policy->name);
	free(policy->title);
	free(policy->version);
	free(policy->jurisdiction);
	free(policy->verified_by);
	free(policy->verified_on);
	free(policy);
}

enum what policy_kind(enum what what)
{
	return what >= WHAT_NAME_GIVEN && what <= WHAT_NAME_ALIAS ? WHAT_NAME : what;
}

const struct policy_line *policy_line(const struct policy *policy, enum what what, enum who who)
{
	int16_t index = policy->table[policy_kind(what)][who];
	return index < 0 ? NULL : &policy->lines[index];
}

bool policy_covers(const struct policy *policy, const struct policy_line *line, enum what what)
{
	for (unsigned who = 0; who < WHO_COUNT; who++)
		if (policy_line(policy, what, (enum who)who) == line)
			return true;
	return false;
}

bool policy_signed(const struct policy *policy)
{
	return policy->verified_by[0] && policy->verified_on[0];
}
