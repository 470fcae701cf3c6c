/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "small_release.h"

static char *path_in(const char *folder, const char *name)
{
	static char paths[4][200];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void file_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	fclose(file);
}

static int run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int run(const char *format, ...)
{
	char command[800];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	return system(command);
}

static void make_and_load(void **state)
{
	(void)state;
	char *folder = folder_make();
	struct fault fault = {0};
	struct stat status;
	struct key_secret secret;
	struct key_public public;
	assert_int_equal(key_generate(path_in(folder, "k"), &fault), ERR_NONE);
	assert_int_equal(stat(path_in(folder, "k"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(key_secret_load(path_in(folder, "k"), &secret, &fault), ERR_NONE);
	assert_int_equal(key_public_load(path_in(folder, "k.pub"), &public, &fault), ERR_NONE);
	assert_memory_equal(&secret.public_part, &public, sizeof public);

	assert_int_equal(key_generate(path_in(folder, "k"), &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "exists already"));
	fault_clear(&fault);
	assert_int_equal(unlink(path_in(folder, "k")), 0);
	assert_int_equal(key_generate(path_in(folder, "k"), &fault), ERR_USAGE); /* k.pub is there still */
	assert_int_equal(folder_count(folder), 1);
	fault_clear(&fault);
	assert_int_equal(key_generate(path_in(folder, "no/k"), &fault), ERR_SYSTEM);
	key_secret_wipe(&secret);
	assert_int_equal(secret.seed[0] | secret.seed[31], 0);
	folder_remove(folder);
}

static void bad_files(void **state)
{
	(void)state;
	char *folder = folder_make();
	struct key_secret secret;
	struct key_public public;
	struct fault fault = {0};
	assert_int_equal(key_secret_load(path_in(folder, "none"), &secret, &fault), ERR_USAGE);
	fault_clear(&fault);
	file_write(path_in(folder, "empty"), "");
	assert_int_equal(key_secret_load(path_in(folder, "empty"), &secret, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(key_secret_load("/dev/zero", &secret, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(key_secret_load("/", &secret, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(key_generate(path_in(folder, "k"), &fault), ERR_NONE);
	assert_int_equal(key_public_load(path_in(folder, "k"), &public, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, ".pub"));
	fault_clear(&fault);
	assert_int_equal(key_secret_load(path_in(folder, "k.pub"), &secret, &fault), ERR_USAGE);
	/* the key line with every character changed: none is taken for a key in silence unless it is one */
	struct buf text = file_read(path_in(folder, "k"));
	size_t line = (size_t)((char *)memchr(text.ptr, '\n', text.len) - text.ptr) + 1;
	buf_add_byte(&text, '\0');
	for (size_t i = line + 84; i < line + 169; i++) { /* seed and point */
		text.ptr[i] = text.ptr[i] == 'A' ? 'B' : 'A';
		file_write(path_in(folder, "bad"), text.ptr);
		fault_clear(&fault);
		assert_int_equal(key_secret_load(path_in(folder, "bad"), &secret, &fault), ERR_USAGE);
	}
	buf_free(&text);
	folder_remove(folder);
}

static const char encrypted[] =
	"untrusted comment: minisign encrypted secret key\n"
	"RWRTY0IyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

static void encrypted_key(void **state)
{
	(void)state;
	char *folder = folder_make();
	struct key_secret secret;
	struct fault fault = {0};
	file_write(path_in(folder, "k"), encrypted);
	assert_int_equal(key_secret_load(path_in(folder, "k"), &secret, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "password"));
	assert_non_null(strstr(fault.text, "minisign -C -W"));
	folder_remove(folder);
}

static void sign_and_check(void **state)
{
	(void)state;
	char *folder = folder_make();
	struct fault fault = {0};
	struct key_secret secret, other;
	unsigned char digest[BLAKE2B_SIZE], wrong[BLAKE2B_SIZE];
	struct buf text = {0}, again = {0};
	assert_int_equal(key_generate(path_in(folder, "a"), &fault), ERR_NONE);
	assert_int_equal(key_generate(path_in(folder, "b"), &fault), ERR_NONE);
	assert_int_equal(key_secret_load(path_in(folder, "a"), &secret, &fault), ERR_NONE);
	assert_int_equal(key_secret_load(path_in(folder, "b"), &other, &fault), ERR_NONE);
	hash_blake2b(STR("sums"), digest);
	hash_blake2b(STR("other sums"), wrong);
	assert_int_equal(key_sign(&secret, digest, &text, &fault), ERR_NONE);
	assert_int_equal(key_sign(&secret, digest, &again, &fault), ERR_NONE);
	assert_true(str_equal(buf_str(&text), buf_str(&again)));
	assert_int_equal(key_check(&secret.public_part, digest, buf_str(&text)), KEY_GOOD);
	assert_int_equal(key_check(&secret.public_part, wrong, buf_str(&text)), KEY_WRONG);
	assert_int_equal(key_check(&other.public_part, digest, buf_str(&text)), KEY_OTHER);
	assert_true(key_is_signature(buf_str(&text)));
	/* any bit that is changed is noticed, but in the untrusted comment, which the signature does not cover */
	size_t comment = (size_t)((char *)memchr(text.ptr, '\n', text.len) - text.ptr);
	for (size_t i = comment; i < text.len; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			text.ptr[i] ^= (char)(1 << bit);
			assert_int_not_equal(key_check(&secret.public_part, digest, buf_str(&text)), KEY_GOOD);
			text.ptr[i] ^= (char)(1 << bit);
		}
	for (size_t len = 0; len < text.len; len++)
		assert_int_equal(key_check(&secret.public_part, digest, (struct str){text.ptr, len}), KEY_MALFORMED);
	buf_free(&text);
	buf_free(&again);
	folder_remove(folder);
}

/* both ways with the minisign program: its key for us, our key for it, our signature for it, its signature for us */
static void minisign(void **state)
{
	(void)state;
	if (run("minisign -v >/dev/null 2>&1") != 0)
		skip();
	char *folder = folder_make();
	struct fault fault = {0};
	struct key_secret secret;
	assert_int_equal(run("cd %s && minisign -G -W -s theirs -p theirs.pub >/dev/null", folder), 0);
	assert_int_equal(key_generate(path_in(folder, "ours"), &fault), ERR_NONE);
	file_write(path_in(folder, "sums"), "the sums\n");
	unsigned char digest[BLAKE2B_SIZE];
	hash_blake2b(STR("the sums\n"), digest);
	const char *const names[2] = {"theirs", "ours"};
	for (unsigned i = 0; i < 2; i++) {
		struct buf text = {0};
		assert_int_equal(key_secret_load(path_in(folder, names[i]), &secret, &fault), ERR_NONE);
		assert_int_equal(key_sign(&secret, digest, &text, &fault), ERR_NONE);
		buf_add_byte(&text, '\0');
		file_write(path_in(folder, "sums.minisig"), text.ptr);
		assert_int_equal(run("cd %s && minisign -V -q -p %s.pub -m sums", folder, names[i]), 0);
		buf_free(&text);
		assert_int_equal(run("cd %s && minisign -S -s %s -m sums >/dev/null", folder, names[i]), 0);
		text = file_read(path_in(folder, "sums.minisig"));
		assert_int_equal(key_check(&secret.public_part, digest, buf_str(&text)), KEY_GOOD);
		buf_free(&text);
		/* they agree on the public half too, to the last byte of the file */
		assert_int_equal(run("cd %s && minisign -R -s %s -p again.pub >/dev/null && cmp %s.pub again.pub", folder,
				     names[i], names[i]), 0);
		unlink(path_in(folder, "again.pub"));
	}
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(make_and_load), cmocka_unit_test(bad_files),
					   cmocka_unit_test(encrypted_key), cmocka_unit_test(sign_and_check),
					   cmocka_unit_test(minisign)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
