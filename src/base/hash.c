/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

struct hash {
	EVP_MD *method;
	EVP_MD_CTX *context;
};

static void hash_need(bool good)
{
	static const char line[] = "blackbar: libcrypto cannot compute a hash (out of memory, or built without it)\n";
	if (good)
		return;
	if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
		_exit(EXIT_NO_MEMORY);
	_exit(EXIT_NO_MEMORY);
}

struct hash *hash_open(enum hash_kind kind)
{
	struct hash *hash = mem_alloc(1, sizeof *hash);
	hash->method = EVP_MD_fetch(NULL, kind == HASH_SHA256 ? "SHA256" : "BLAKE2B-512", NULL);
	hash->context = EVP_MD_CTX_new();
	hash_need(hash->method && hash->context);
	hash_need(EVP_DigestInit_ex2(hash->context, hash->method, NULL) == 1);
	return hash;
}

void hash_close(struct hash *hash)
{
	if (hash == NULL)
		return;
	EVP_MD_CTX_free(hash->context);
	EVP_MD_free(hash->method);
	free(hash);
}

void hash_begin(struct hash *hash)
{
	hash_need(EVP_DigestInit_ex2(hash->context, NULL, NULL) == 1);
}

void hash_add(struct hash *hash, struct str bytes)
{
	if (bytes.len)
		hash_need(EVP_DigestUpdate(hash->context, bytes.ptr, bytes.len) == 1);
}

void hash_end(struct hash *hash, unsigned char *digest)
{
	hash_need(EVP_DigestFinal_ex(hash->context, digest, NULL) == 1);
}

static void hash_once(enum hash_kind kind, struct str bytes, unsigned char *digest)
{
	struct hash *hash = hash_open(kind);
	hash_add(hash, bytes);
	hash_end(hash, digest);
	hash_close(hash);
}

void hash_sha256(struct str bytes, unsigned char digest[SHA256_SIZE])
{
	hash_once(HASH_SHA256, bytes, digest);
}

void hash_blake2b(struct str bytes, unsigned char digest[BLAKE2B_SIZE])
{
	hash_once(HASH_BLAKE2B, bytes, digest);
}

void hash_hmac_sha256(struct str key, struct str bytes, unsigned char digest[SHA256_SIZE])
{
	/* libcrypto takes an int; a key of more than a block is its hash anyway (RFC 2104) */
	unsigned char short_key[SHA256_SIZE];
	if (key.len > 64) {
		hash_sha256(key, short_key);
		key = (struct str){(const char *)short_key, sizeof short_key};
	}
	const unsigned char *data = (const unsigned char *)(bytes.len ? bytes.ptr : "");
	hash_need(HMAC(EVP_sha256(), key.len ? key.ptr : "", (int)key.len, data, bytes.len, digest, NULL) != NULL);
	OPENSSL_cleanse(short_key, sizeof short_key);
}

void hex_write(const unsigned char *bytes, size_t count, char *hex)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < count; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_read(struct str hex, unsigned char *bytes)
{
	if (hex.len % 2)
		return false;
	for (size_t i = 0; i < hex.len / 2; i++) {
		int high = hex_digit(hex.ptr[2 * i]), low = hex_digit(hex.ptr[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
