/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/policy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 1024 * 1024 };

static enum err read_file(const char *path, struct buf *bytes, struct fault *fault)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return fault_set(fault, ERR_PACK,
				 "%s: cannot read the policy: %s; name one of those in patterns/policy, or a file",
				 path, strerror(errno));
	size_t got;
	while (bytes->len <= FILE_LIMIT && (got = fread(buf_room(bytes, 65536), 1, 65536, file)) > 0)
		bytes->len += got;
	bool failed = ferror(file);
	fclose(file);
	return failed ? fault_set(fault, ERR_PACK, "%s: reading the policy failed; is it a file?", path) : ERR_NONE;
}

enum err policy_load(const char *path, struct policy **policy, struct fault *fault)
{
	struct buf bytes = {0};
	*policy = NULL;
	enum err err = read_file(path, &bytes, fault);
	if (!err)
		err = policy_read(path, buf_str(&bytes), policy, fault);
	buf_free(&bytes);
	return err;
}

static void free_texts(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
}

void policy_free(struct policy *policy)
{
	if (policy == NULL)
		return;
	for (size_t i = 0; i < policy->line_count; i++) {
		struct policy_line *line = &policy->lines[i];
		free_texts(line->basis, line->basis_count);
		free(line->token);
		free(line->otherwise);
		free(line->reason);
	}
	free(policy->lines);
	free_texts(policy->sources, policy->source_count);
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

bool policy_signed(const struct policy *policy)
{
	return policy->verified_by[0] && policy->verified_on[0];
}
