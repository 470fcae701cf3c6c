/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document is read with the names it gave itself as soon as they are known; most of the reading does not depend on them
 * and is not done again. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"

static void save(struct saved *saved, const void *list, size_t count, size_t size)
{
	while (saved->cap < count)
		saved->list = mem_room(saved->list, saved->cap, &saved->cap, size);
	if (count)
		memcpy(saved->list, list, count * size);
	saved->count = count;
}

/* Lists only grow while reading: there is room. */
static size_t restore(const struct saved *saved, void *list, size_t size)
{
	if (saved->count)
		memcpy(list, saved->list, saved->count * size);
	return saved->count;
}

/* Of the words only `mention` changes from here on. */
static void save_words(struct people *people)
{
	struct saved *saved = &people->saved_words;
	while (saved->cap < people->word_count)
		saved->list = mem_room(saved->list, saved->cap, &saved->cap, sizeof(int32_t));
	int32_t *mentions = saved->list;
	for (size_t i = 0; i < people->word_count; i++)
		mentions[i] = people->words[i].mention;
}

static void restore_words(struct people *people)
{
	const int32_t *mentions = people->saved_words.list;
	for (size_t i = 0; i < people->word_count; i++)
		people->words[i].mention = mentions[i];
}

void again_save(struct people *people)
{
	save_words(people);
	save(&people->saved_mentions, people->mentions, people->mention_count, sizeof *people->mentions);
	save(&people->saved_persons, people->persons, people->person_count, sizeof *people->persons);
	save(&people->saved_records, people->records, people->record_count, sizeof *people->records);
	save(&people->saved_findings, people->findings->list, people->findings->count, sizeof *people->findings->list);
}

void again_restore(struct people *people)
{
	restore_words(people);
	people->mention_count = restore(&people->saved_mentions, people->mentions, sizeof *people->mentions);
	people->person_count = restore(&people->saved_persons, people->persons, sizeof *people->persons);
	people->record_count = restore(&people->saved_records, people->records, sizeof *people->records);
	people->findings->count = restore(&people->saved_findings, people->findings->list, sizeof *people->findings->list);
}

void again_free(struct people *people)
{
	free(people->saved_words.list);
	free(people->saved_mentions.list);
	free(people->saved_persons.list);
	free(people->saved_records.list);
	free(people->saved_findings.list);
}
