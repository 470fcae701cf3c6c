/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/hash.h"

static void expect_hex(const unsigned char *digest, size_t size, const char *want)
{
	char hex[129] = {0};
	hex_write(digest, size, hex);
	assert_string_equal(hex, want);
}

static void known_answers(void **state)
{
	(void)state;
	unsigned char digest[BLAKE2B_SIZE];
	hash_sha256(STR(""), digest);
	expect_hex(digest, 32, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	hash_sha256(STR("abc"), digest);
	expect_hex(digest, 32, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_sha256((struct str){NULL, 0}, digest);
	expect_hex(digest, 4, "e3b0c442");
	/* RFC 7693, appendix A */
	hash_blake2b(STR("abc"), digest);
	expect_hex(digest, 64,
		   "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
		   "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

/* RFC 4231, cases 2 and 6 */
static void hmac(void **state)
{
	(void)state;
	unsigned char digest[SHA256_SIZE];
	hash_hmac_sha256(STR("Jefe"), STR("what do ya want for nothing?"), digest);
	expect_hex(digest, 32, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	char key[131];
	memset(key, 0xaa, sizeof key);
	hash_hmac_sha256((struct str){key, sizeof key}, STR("Test Using Larger Than Block-Size Key - Hash Key First"), digest);
	expect_hex(digest, 32, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void pieces(void **state)
{
	(void)state;
	char text[300];
	unsigned char whole[SHA256_SIZE], parts[SHA256_SIZE];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 7);
	hash_sha256((struct str){text, sizeof text}, whole);
	struct hash *hash = hash_open(HASH_SHA256);
	for (size_t step = 1; step < 70; step++) {
		hash_begin(hash);
		for (size_t at = 0; at < sizeof text; at += step)
			hash_add(hash, (struct str){text + at, at + step > sizeof text ? sizeof text - at : step});
		hash_end(hash, parts);
		assert_memory_equal(whole, parts, sizeof whole);
	}
	hash_begin(hash);
	hash_add(hash, STR("left half-way"));
	hash_close(hash);
	hash_close(NULL);
}

static void hex(void **state)
{
	(void)state;
	unsigned char bytes[4];
	assert_true(hex_read(STR("00ff10ab"), bytes));
	assert_memory_equal(bytes, "\x00\xff\x10\xab", 4);
	assert_false(hex_read(STR("0"), bytes));
	assert_false(hex_read(STR("0g"), bytes));
	assert_false(hex_read(STR("AB"), bytes));
	assert_true(hex_read(STR(""), bytes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(known_answers), cmocka_unit_test(hmac), cmocka_unit_test(pieces),
					   cmocka_unit_test(hex)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
