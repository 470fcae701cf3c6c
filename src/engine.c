/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "engine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "detect/rules_test.h"
#include "format/ocr.h"
#include "output/classes.h"

enum { PASSWORDS_MOST = 1 << 20 };

static char *path_join(const char *folder, const char *name)
{
	struct buf path = {0};
	buf_printf(&path, "%s/%s", folder, name);
	buf_add_byte(&path, '\0');
	return path.ptr;
}

static bool is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_file(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* Beside the program (a source tree), else where `make install` put them. */
static char *find_patterns(const char *given, struct fault *fault)
{
	if (given) {
		if (is_folder(given))
			return mem_text(given, strlen(given));
		fault_set(fault, ERR_USAGE, "%s: no such folder; --patterns names the folder that holds the packs", given);
		return NULL;
	}
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	if (len > 0) {
		self[len] = '\0';
		char *slash = strrchr(self, '/');
		if (slash) {
			*slash = '\0';
			char *beside = path_join(self, "../patterns");
			if (is_folder(beside))
				return beside;
			free(beside);
		}
	}
	char *installed = path_join(DATADIR, "patterns");
	if (is_folder(installed))
		return installed;
	fault_set(fault, ERR_USAGE, "%s: the rule packs are missing; run `make install`, or name their folder with --patterns",
		  installed);
	free(installed);
	return NULL;
}

static enum err hash_file(struct hash *hash, const char *path, struct fault *fault)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fault_set(fault, ERR_PACK, "%s: cannot read: %s", path, strerror(errno));
	char block[65536];
	ssize_t got;
	while ((got = read(fd, block, sizeof block)) > 0)
		hash_add(hash, (struct str){block, (size_t)got});
	close(fd);
	if (got < 0)
		return fault_set(fault, ERR_PACK, "%s: reading failed: %s", path, strerror(errno));
	return ERR_NONE;
}

static int name_ends(const struct dirent *entry, const char *ending)
{
	return str_ends_nocase(str_of(entry->d_name), str_of(ending));
}

static int is_words(const struct dirent *entry)
{
	return name_ends(entry, ".words");
}

static int is_tsv(const struct dirent *entry)
{
	return name_ends(entry, ".tsv");
}

typedef enum err (*on_file)(struct engine *engine, const char *path, struct fault *fault);

/* Every file of a kind in a folder, in the order of their names. */
static enum err each_file(struct engine *engine, const char *folder, int (*filter)(const struct dirent *), struct hash *hash,
			  on_file on, struct fault *fault)
{
	struct dirent **list = NULL;
	int count = scandir(folder, &list, filter, alphasort);
	if (count <= 0) {
		free(list);
		return fault_set(fault, ERR_PACK, "%s: nothing to load here; the installation is incomplete", folder);
	}
	enum err err = ERR_NONE;
	for (int i = 0; i < count; i++) {
		char *path = path_join(folder, list[i]->d_name);
		if (!err)
			err = hash_file(hash, path, fault);
		if (!err && on)
			err = on(engine, path, fault);
		free(path);
		free(list[i]);
	}
	free(list);
	return err;
}

static enum err load_words(struct engine *engine, const char *path, struct fault *fault)
{
	return words_load(engine->words, path, fault);
}

/* What a policy may say and this version does not do yet is refused, never passed over. */
static enum err check_policy(const struct policy *policy, const char *path, struct fault *fault)
{
	if (policy->unreadable == HOLE_DROP)
		return fault_set(fault, ERR_PACK, "%s: this version cannot take out unreadable parts; write withhold", path);
	return ERR_NONE;
}

static enum err choose(const char *option, const char *said, const char *no, const char *yes, bool *choice, struct fault *fault)
{
	if (strcmp(said, no) != 0 && strcmp(said, yes) != 0)
		return fault_set(fault, ERR_USAGE, "--%s takes %s or %s", option, no, yes);
	*choice = strcmp(said, yes) == 0;
	return ERR_NONE;
}

static enum err choose_scans(const char *said, enum policy_scans *scans, struct hash *hash, struct fault *fault)
{
	static const char *const words[] = {"withhold", "black", "release"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(said, words[i]) == 0) {
			*scans = (enum policy_scans)i;
			hash_add(hash, STR("scans: "));
			hash_add(hash, str_of(said));
			return ERR_NONE;
		}
	return fault_set(fault, ERR_USAGE, "--scans takes withhold, black or release");
}

/* What the command line says goes before the policy. */
static enum err take_instead(struct policy *policy, const struct engine_options *options, struct hash *hash, struct fault *fault)
{
	bool choice = false;
	enum err err = ERR_NONE;
	if (options->pictures) {
		err = choose("pictures", options->pictures, "withhold", "drop", &choice, fault);
		policy->pictures = choice ? HOLE_DROP : HOLE_WITHHOLD;
		hash_add(hash, choice ? STR("pictures: drop") : STR("pictures: withhold"));
	}
	if (!err && options->pdf) {
		err = choose("pdf", options->pdf, "withhold", "flatten", &policy->flatten, fault);
		hash_add(hash, policy->flatten ? STR("pdf: flatten") : STR("pdf: withhold"));
	}
	if (!err && options->scans)
		err = choose_scans(options->scans, &policy->scans, hash, fault);
	if (!err && options->proof) {
		err = choose("proof", options->proof, "text", "ocr", &policy->prove_by_ocr, fault);
		hash_add(hash, policy->prove_by_ocr ? STR("proof: ocr") : STR("proof: text"));
	}
	if (!err && options->changes) {
		err = choose("changes", options->changes, "accept", "withhold", &policy->withhold_changes, fault);
		hash_add(hash, policy->withhold_changes ? STR("changes: withhold") : STR("changes: accept"));
	}
	return err;
}

static enum err load_policy(struct engine *engine, const char *name, const struct engine_options *options, struct fault *fault)
{
	char *path;
	if (strchr(name, '/') || str_ends_nocase(str_of(name), STR(".yaml"))) {
		path = mem_text(name, strlen(name));
	} else {
		char *folder = path_join(engine->patterns, "policy");
		path = path_join(folder, name);
		struct buf with = {0};
		buf_printf(&with, "%s.yaml", path);
		buf_add_byte(&with, '\0');
		free(path);
		free(folder);
		path = with.ptr;
	}
	enum err err;
	if (!is_file(path))
		err = fault_set(fault, ERR_USAGE, "%s: no such policy; choose one of those in %s/policy, or give a file", name,
				engine->patterns);
	else
		err = policy_load(path, &engine->policy, fault);
	if (!err)
		err = check_policy(engine->policy, path, fault);
	if (!err) {
		struct hash *hash = hash_open(HASH_SHA256);
		err = hash_file(hash, path, fault);
		if (!err)
			err = take_instead(engine->policy, options, hash, fault);
		hash_end(hash, engine->policy_hash);
		hash_close(hash);
	}
	free(path);
	return err;
}

static enum err load_lists(struct engine *engine, struct hash *hash, struct fault *fault)
{
	char *words = path_join(engine->patterns, "words"), *names = path_join(engine->patterns, "names");
	enum err err = each_file(engine, words, is_words, hash, load_words, fault);
	if (!err)
		err = each_file(engine, names, is_tsv, hash, NULL, fault);
	if (!err) {
		engine->names = names_load(engine->lexicon, names, fault);
		if (!engine->names)
			err = fault->code;
	}
	free(words);
	free(names);
	return err;
}

/* The marks in the packs' tests must pair up, or `rules test` would test something else than what was meant. */
static enum err check_tests(const struct pack_set *packs, struct fault *fault)
{
	for (size_t i = 0; i < rule_count(packs); i++)
		for (size_t j = 0; j < rule_at(packs, i)->test_count; j++) {
			struct rule_case test;
			enum err err = rule_case_read(packs, i, j, &test, fault);
			if (err)
				return err;
			rule_case_free(&test);
		}
	return ERR_NONE;
}

/* A pack of the folder that is named once more, as in `rules test patterns/schools.yaml`. */
static bool is_loaded(const struct engine *engine, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *inside = path_join(engine->patterns, slash ? slash + 1 : path);
	struct stat named, loaded;
	bool same = stat(path, &named) == 0 && stat(inside, &loaded) == 0 && S_ISREG(named.st_mode) && named.st_dev == loaded.st_dev &&
		    named.st_ino == loaded.st_ino;
	free(inside);
	return same;
}

static enum err load_packs(struct engine *engine, const struct engine_options *options, struct hash *hash,
			   struct fault *fault)
{
	enum err err = pack_load_folder(engine->packs, engine->patterns, CLASSES_FILE, fault);
	engine->shared = pack_count(engine->packs);
	for (size_t i = 0; i < options->extra_count && !err; i++)
		if (!is_loaded(engine, options->extra[i]))
			err = pack_load(engine->packs, options->extra[i], fault);
	if (!err)
		err = check_tests(engine->packs, fault);
	for (size_t i = 0; i < pack_count(engine->packs) && !err; i++)
		hash_add(hash, (struct str){(const char *)pack_at(engine->packs, i)->sha256, SHA256_SIZE});
	return err;
}

/* What a file of passwords has in it. */
static enum err load_passwords(struct engine *engine, const char *path, struct fault *fault)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return fault_set(fault, ERR_USAGE, "%s: the passwords cannot be read: %s", path, strerror(errno));
	size_t got = fread(buf_room(&engine->passwords, PASSWORDS_MOST + 1), 1, PASSWORDS_MOST + 1, file);
	bool bad = ferror(file) || got > PASSWORDS_MOST;
	engine->passwords.len = got;
	fclose(file);
	return bad ? fault_set(fault, ERR_USAGE, "%s: this is no list of passwords, one a line", path) : ERR_NONE;
}

static enum err check_proof(const struct engine *engine, struct fault *fault)
{
	if (engine->policy->prove_by_ocr && engine->ocr_data.len == 0)
		return fault_set(fault, ERR_USAGE, "a proof by OCR needs Tesseract's data: install the package tesseract-ocr-eng");
	return ERR_NONE;
}

enum err engine_open(struct engine **made, const struct engine_options *options, struct fault *fault)
{
	struct engine *engine = mem_alloc(1, sizeof *engine);
	struct hash *hash = hash_open(HASH_SHA256);
	enum err err = ERR_NONE;
	engine->patterns = find_patterns(options->patterns, fault);
	if (!engine->patterns) {
		err = fault->code;
		goto out;
	}
	engine->ocr_data = ocr_data_open();
	engine->lexicon = lexicon_new();
	engine->packs = pack_set_new(engine->lexicon);
	err = load_packs(engine, options, hash, fault);
	if (err)
		goto out;
	engine->words = words_new(engine->lexicon);
	err = load_lists(engine, hash, fault);
	if (!err)
		err = load_policy(engine, options->policy ? options->policy : "missouri", options, fault);
	if (!err)
		err = check_proof(engine, fault);
	if (!err && options->passwords)
		err = load_passwords(engine, options->passwords, fault);
	if (!err)
		err = pack_set_finish(engine->packs, fault);
	hash_end(hash, engine->packs_hash);
out:
	hash_close(hash);
	if (err)
		engine_close(engine);
	else
		*made = engine;
	return err;
}

void engine_close(struct engine *engine)
{
	if (engine == NULL)
		return;
	ocr_data_close(engine->ocr_data);
	if (engine->passwords.cap)
		explicit_bzero(engine->passwords.ptr, engine->passwords.cap);
	buf_free(&engine->passwords);
	policy_free(engine->policy);
	names_free(engine->names);
	words_free(engine->words);
	pack_set_free(engine->packs);
	lexicon_free(engine->lexicon);
	free(engine->patterns);
	free(engine);
}
