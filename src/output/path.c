/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/path.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

const char *const path_papers[PATH_PAPERS] = {PATH_AUDIT,  PATH_LOG,   PATH_LOG_PAGE, PATH_INDEX, PATH_OFFENCES, PATH_TALLIES,
					       PATH_TALLY, PATH_README, PATH_SUMS,     PATH_SIGNATURE};

/* length of the part at the front of `path`, 0 when it is not a good one */
static size_t part_length(struct str path)
{
	size_t len = 0;
	while (len < path.len && path.ptr[len] != '/')
		len++;
	struct str part = {path.ptr, len};
	return str_equal(part, STR(".")) || str_equal(part, STR("..")) ? 0 : len;
}

bool path_is_document(struct str path)
{
	const struct str top = STR("documents/");
	if (!str_starts(path, top) || path.len > PATH_LIMIT)
		return false;
	for (size_t at = 0; at < path.len;) {
		uint32_t code;
		at += utf8_next((struct str){path.ptr + at, path.len - at}, &code);
		if (code == UTF8_BAD || code < 0x20 || (code >= 0x7f && code < 0xa0) || code == '\\' ||
		    utf8_look(code) == LOOK_LINE)
			return false;
	}
	for (size_t at = top.len;;) {
		size_t len = part_length((struct str){path.ptr + at, path.len - at});
		if (len == 0)
			return false;
		if (at + len == path.len)
			return true;
		at += len + 1;
	}
}

/* the place of `key`, or the free place where it belongs */
static size_t place_of(const uint64_t *table, size_t cap, uint64_t key)
{
	size_t at = (size_t)(key ^ key >> 29) & (cap - 1);
	while (table[at] && table[at] != key)
		at = (at + 1) & (cap - 1);
	return at;
}

static bool table_has(const uint64_t *table, size_t cap, uint64_t key)
{
	return cap && table[place_of(table, cap, key)] == key;
}

static void table_add(uint64_t **table, size_t *count, size_t *cap, uint64_t key)
{
	if (*count * 2 >= *cap) {
		size_t old_cap = *cap;
		uint64_t *old = *table;
		*cap = old_cap ? mem_mul(old_cap, 2) : 256;
		*table = mem_alloc(*cap, sizeof **table);
		for (size_t i = 0; i < old_cap; i++)
			if (old[i])
				(*table)[place_of(*table, *cap, old[i])] = old[i];
		free(old);
	}
	size_t at = place_of(*table, *cap, key);
	*count += (*table)[at] == 0;
	(*table)[at] = key;
}

static uint64_t key_of(struct str path)
{
	uint64_t key = str_hash(path);
	return key ? key : 1;
}

/* the next folder of `path` that is longer than `len`; 0 when there is none */
static size_t next_folder(struct str path, size_t len)
{
	for (size_t at = len + 1; at < path.len; at++)
		if (path.ptr[at] == '/')
			return at;
	return 0;
}

bool path_set_add(struct path_set *set, struct str path)
{
	uint64_t key = key_of(path);
	if (table_has(set->files, set->file_cap, key) || table_has(set->folders, set->folder_cap, key))
		return false;
	for (size_t len = next_folder(path, 0); len; len = next_folder(path, len))
		if (table_has(set->files, set->file_cap, key_of((struct str){path.ptr, len})))
			return false;
	for (size_t len = next_folder(path, 0); len; len = next_folder(path, len))
		table_add(&set->folders, &set->folder_count, &set->folder_cap, key_of((struct str){path.ptr, len}));
	table_add(&set->files, &set->file_count, &set->file_cap, key);
	return true;
}

bool path_set_has(const struct path_set *set, struct str path)
{
	return table_has(set->files, set->file_cap, key_of(path));
}

void path_set_free(struct path_set *set)
{
	free(set->files);
	free(set->folders);
	*set = (struct path_set){0};
}
