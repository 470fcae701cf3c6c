/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The expressions of a pack are compiled by a thread of their own, while the next packs and the word lists are read: half
 * of what it takes to start. No thread is left when the set is finished. */
#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "detect/pack_build.h"

struct compiling {
	pthread_t thread;
	bool running;
	struct rule **rules; /* in their order; owned by the set */
	size_t count;
	struct fault fault; /* of the first rule that cannot be compiled */
};

static void *compile_rules(void *context)
{
	struct compiling *job = context;
	enum err err = ERR_NONE;
	for (size_t i = 0; i < job->count && !err; i++)
		if (job->rules[i]->find)
			err = pattern_compile(job->rules[i], &job->fault);
	return NULL;
}

void patterns_start(struct pack_set *set, size_t first)
{
	struct compiling *job = mem_alloc(1, sizeof *job);
	job->count = set->rule_count - first;
	job->rules = mem_alloc(job->count, sizeof(struct rule *));
	for (size_t i = 0; i < job->count; i++)
		job->rules[i] = set->rules[first + i];
	set->compiling = mem_room(set->compiling, set->compiling_count, &set->compiling_cap, sizeof(struct compiling *));
	set->compiling[set->compiling_count++] = job;
	job->running = pthread_create(&job->thread, NULL, compile_rules, job) == 0;
	if (!job->running)
		compile_rules(job);
}

enum err patterns_finish(struct pack_set *set, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < set->compiling_count; i++) {
		struct compiling *job = set->compiling[i];
		if (job->running)
			pthread_join(job->thread, NULL);
		if (job->fault.code && !err)
			err = fault_set(fault, job->fault.code, "%s", job->fault.text);
		free(job->rules);
		free(job);
	}
	free(set->compiling);
	set->compiling = NULL;
	set->compiling_count = set->compiling_cap = 0;
	return err;
}
