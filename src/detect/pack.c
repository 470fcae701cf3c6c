/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/pack.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/mem.h"
#include "detect/pack_build.h"

struct pack_set *pack_set_new(struct lexicon *lexicon)
{
	struct pack_set *set = mem_alloc(1, sizeof *set);
	set->lexicon = lexicon;
	return set;
}

void pack_set_free(struct pack_set *set)
{
	if (set == NULL)
		return;
	struct fault unsaid = {0};
	if (patterns_finish(set, &unsaid))
		unsaid = (struct fault){0};
	rule_index_free(set->index);
	for (size_t i = 0; i < set->rule_count; i++)
		rule_free(set->rules[i]);
	selectors_free(set);
	for (size_t i = 0; i < set->pack_count; i++) {
		free(set->packs[i]->path);
		free(set->packs[i]->name);
		free(set->packs[i]->about);
		free(set->packs[i]);
	}
	free(set->packs);
	free(set->rules);
	free(set);
}

static struct pack *pack_new(struct pack_set *set, const char *path, const char *about, struct str yaml)
{
	struct pack *pack = mem_alloc(1, sizeof *pack);
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	pack->path = mem_text(path, strlen(path));
	pack->name = mem_text(name, strlen(name));
	pack->about = mem_text(about, strlen(about));
	hash_sha256(yaml, pack->sha256);
	set->packs = mem_room(set->packs, set->pack_count, &set->pack_cap, sizeof(struct pack *));
	set->packs[set->pack_count++] = pack;
	return pack;
}

enum err pack_load_text(struct pack_set *set, const char *path, struct str yaml, struct fault *fault)
{
	struct raw_pack *raw;
	struct raw_lines lines;
	enum err err = raw_pack_load(path, yaml, &raw, &lines, fault);
	if (err)
		return err;
	const struct pack *pack = pack_new(set, path, raw->about, yaml);
	size_t first = set->rule_count;
	err = namespaces_build(set, pack, raw, fault);
	for (unsigned i = 0; i < raw->rules_count && !err; i++)
		err = rule_build(set, pack, raw, &lines, i, fault);
	patterns_start(set, first);
	raw_pack_free(raw);
	raw_lines_free(&lines);
	return err;
}

static enum err load_file(struct pack_set *set, const char *path, struct fault *fault)
{
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return fault_set(fault, ERR_PACK, "%s: cannot read the pack: %s", path, strerror(errno));
	struct buf yaml = {0};
	enum err err = ERR_NONE;
	size_t got;
	while ((got = fread(buf_room(&yaml, 65536), 1, 65536, file)) > 0 && yaml.len <= PACK_FILE_MAX)
		yaml.len += got;
	if (ferror(file))
		err = fault_set(fault, ERR_PACK, "%s: reading failed: %s", path, strerror(errno));
	else if (yaml.len > PACK_FILE_MAX)
		err = fault_set(fault, ERR_PACK, "%s: larger than 4 MiB; split the pack", path);
	else
		err = pack_load_text(set, path, buf_str(&yaml), fault);
	fclose(file);
	buf_free(&yaml);
	return err;
}

static int is_yaml(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends_nocase(str_of(entry->d_name), STR(".yaml"));
}

static int order_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

enum err pack_load_folder(struct pack_set *set, const char *path, const char *except, struct fault *fault)
{
	struct dirent **names;
	int count = scandir(path, &names, is_yaml, order_names), packs = 0;
	enum err err = ERR_NONE;
	if (count < 0)
		return fault_set(fault, ERR_PACK, "%s: cannot read the folder: %s", path, strerror(errno));
	for (int i = 0; i < count; i++) {
		struct buf full = {0};
		buf_printf(&full, "%s/%s", path, names[i]->d_name);
		buf_add_byte(&full, 0);
		if (!err && (except == NULL || strcmp(names[i]->d_name, except) != 0)) {
			err = load_file(set, full.ptr, fault);
			packs++;
		}
		buf_free(&full);
		free(names[i]);
	}
	free(names);
	return packs ? err : fault_set(fault, ERR_PACK, "%s: no *.yaml pack in this folder", path);
}

enum err pack_load(struct pack_set *set, const char *path, struct fault *fault)
{
	struct stat about;
	if (stat(path, &about) != 0)
		return fault_set(fault, ERR_PACK, "%s: cannot read the packs: %s", path, strerror(errno));
	return S_ISDIR(about.st_mode) ? pack_load_folder(set, path, NULL, fault) : load_file(set, path, fault);
}

enum err pack_set_finish(struct pack_set *set, struct fault *fault)
{
	if (set->rule_count == 0)
		return fault_set(fault, ERR_PACK, "no rules were loaded; name at least one pack");
	enum err err = patterns_finish(set, fault);
	if (!err)
		set->index = rule_index_new(set);
	return err;
}

size_t pack_count(const struct pack_set *set)
{
	return set->pack_count;
}

const struct pack *pack_at(const struct pack_set *set, size_t index)
{
	return set->packs[index];
}

size_t rule_count(const struct pack_set *set)
{
	return set->rule_count;
}

const struct rule *rule_at(const struct pack_set *set, size_t index)
{
	return set->rules[index];
}

size_t rule_named(const struct pack_set *set, const char *id)
{
	size_t i = 0;
	while (i < set->rule_count && strcmp(set->rules[i]->id, id) != 0)
		i++;
	return i;
}

const struct selector *pack_selectors(const struct pack_set *set, size_t *count)
{
	*count = set->selector_count;
	return set->selectors;
}

size_t selector_rule(const struct pack_set *set, size_t selector)
{
	return set->selector_rules[selector];
}

struct lexicon *pack_lexicon(const struct pack_set *set)
{
	return set->lexicon;
}
