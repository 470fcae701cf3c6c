/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/key.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* The files, in base64 after a comment line. A secret key: algorithm "Ed", key derivation 0 0 (none; "Sc" when it is
 * encrypted), checksum algorithm "B2", then salt and limits of the derivation (zero), id, seed, public key, checksum
 * (zero when not encrypted, as minisign has it). A public key: "Ed", id, key. A signature: "ED", id, signature. */
enum {
	SECRET_ID = 2 + 2 + 2 + 32 + 8 + 8,
	SECRET_SEED = SECRET_ID + KEY_ID_SIZE,
	SECRET_POINT = SECRET_SEED + KEY_SEED_SIZE,
	SECRET_SIZE = SECRET_POINT + KEY_PUBLIC_SIZE + 32,
	PUBLIC_SIZE = 2 + KEY_ID_SIZE + KEY_PUBLIC_SIZE,
	SIGNED_SIZE = 2 + KEY_ID_SIZE + KEY_SIGNATURE_SIZE,
	CODED_MAX = (SECRET_SIZE + 2) / 3 * 4 + 1,
	FILE_LIMIT = 4096
};
#define COMMENT "untrusted comment: "
#define TRUSTED "trusted comment: "
#define TRUSTED_TEXT "blackbar release"
#define SECRET_COMMENT COMMENT "minisign encrypted secret key\n" /* minisign's own words, encrypted or not */

void key_secret_wipe(struct key_secret *key)
{
	OPENSSL_cleanse(key, sizeof *key);
}

static struct str bytes_of(const unsigned char *ptr, size_t len)
{
	return (struct str){(const char *)ptr, len};
}

static void add_coded(struct buf *buf, struct str bytes)
{
	unsigned char coded[CODED_MAX];
	int len = EVP_EncodeBlock(coded, (const unsigned char *)bytes.ptr, (int)bytes.len);
	buf_add(buf, bytes_of(coded, (size_t)len));
	OPENSSL_cleanse(coded, sizeof coded);
}

/* exactly `size` bytes from base64, spelt as add_coded() spells it */
static bool take_coded(struct str coded, unsigned char *bytes, size_t size)
{
	unsigned char raw[CODED_MAX] = {0};
	struct buf again = {0};
	bool good = coded.len == (size + 2) / 3 * 4 &&
		    EVP_DecodeBlock(raw, (const unsigned char *)coded.ptr, (int)coded.len) >= (int)size;
	if (good) {
		memcpy(bytes, raw, size);
		buf_room(&again, CODED_MAX); /* in one place, so that all of it is wiped */
		add_coded(&again, bytes_of(bytes, size));
		good = str_equal(buf_str(&again), coded);
		OPENSSL_cleanse(again.ptr, again.len);
	}
	OPENSSL_cleanse(raw, sizeof raw);
	buf_free(&again);
	return good;
}

static struct str take_line(struct str *text)
{
	const char *end = text->len ? memchr(text->ptr, '\n', text->len) : NULL;
	struct str line = {text->ptr, end ? (size_t)(end - text->ptr) : text->len};
	size_t used = line.len + (end ? 1 : 0);
	text->ptr += used;
	text->len -= used;
	return line;
}

static enum err read_small(const char *path, char text[FILE_LIMIT], size_t *len, struct fault *fault)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fault_set(fault, ERR_USAGE, "cannot open the key file %.150s (%.80s)", path, strerror(errno));
	*len = 0;
	ssize_t got;
	while (*len < FILE_LIMIT && ((got = read(fd, text + *len, FILE_LIMIT - *len)) > 0 || (got < 0 && errno == EINTR)))
		*len += got > 0 ? (size_t)got : 0;
	close(fd);
	if (*len == 0 || *len == FILE_LIMIT)
		return fault_set(fault, ERR_USAGE, "%.200s is not a key file: `blackbar keygen` makes one", path);
	return ERR_NONE;
}

/* the public half of a seed; libcrypto fails only without memory */
static bool seed_to_point(const unsigned char *seed, unsigned char *point)
{
	size_t len = KEY_PUBLIC_SIZE;
	EVP_PKEY *pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, KEY_SEED_SIZE);
	bool good = pair && EVP_PKEY_get_raw_public_key(pair, point, &len) == 1 && len == KEY_PUBLIC_SIZE;
	EVP_PKEY_free(pair);
	return good;
}

static enum err secret_read(const char *path, struct str text, struct key_secret *key, struct fault *fault)
{
	unsigned char raw[SECRET_SIZE], point[KEY_PUBLIC_SIZE];
	struct str comment = take_line(&text), coded = take_line(&text);
	enum err err = ERR_NONE;
	if (!str_starts(comment, STR(COMMENT)) || !take_coded(coded, raw, sizeof raw) || memcmp(raw, "Ed", 2) != 0)
		return fault_set(fault, ERR_USAGE, "%.200s is not a secret key: `blackbar keygen` makes one", path);
	if (memcmp(raw + 2, "\0\0", 2) != 0)
		err = fault_set(fault, ERR_USAGE, "the key %.100s is protected by a password, which blackbar cannot ask for: "
				"copy it, and take the password off the copy with `minisign -C -W -s COPY`", path);
	else if (!seed_to_point(raw + SECRET_SEED, point) || memcmp(point, raw + SECRET_POINT, sizeof point) != 0)
		err = fault_set(fault, ERR_USAGE, "the secret key %.200s is damaged: use a good copy of it", path);
	else {
		memcpy(key->public_part.id, raw + SECRET_ID, KEY_ID_SIZE);
		memcpy(key->public_part.point, point, KEY_PUBLIC_SIZE);
		memcpy(key->seed, raw + SECRET_SEED, KEY_SEED_SIZE);
	}
	OPENSSL_cleanse(raw, sizeof raw);
	return err;
}

enum err key_secret_load(const char *path, struct key_secret *key, struct fault *fault)
{
	char text[FILE_LIMIT];
	size_t len = 0;
	enum err err = read_small(path, text, &len, fault);
	if (err == ERR_NONE)
		err = secret_read(path, (struct str){text, len}, key, fault);
	OPENSSL_cleanse(text, sizeof text);
	return err;
}

enum err key_public_load(const char *path, struct key_public *key, struct fault *fault)
{
	char text[FILE_LIMIT];
	unsigned char raw[PUBLIC_SIZE];
	size_t len = 0;
	enum err err = read_small(path, text, &len, fault);
	if (err == ERR_NONE) {
		struct str rest = {text, len}, comment = take_line(&rest), coded = take_line(&rest);
		if (!str_starts(comment, STR(COMMENT)) || !take_coded(coded, raw, sizeof raw) || memcmp(raw, "Ed", 2) != 0)
			err = fault_set(fault, ERR_USAGE, "%.150s is not a public key: give the file whose name ends with .pub",
					path);
	}
	OPENSSL_cleanse(text, sizeof text); /* it may have been the secret key by mistake */
	if (err)
		return err;
	memcpy(key->id, raw + 2, KEY_ID_SIZE);
	memcpy(key->point, raw + 2 + KEY_ID_SIZE, KEY_PUBLIC_SIZE);
	return ERR_NONE;
}

static void public_text(const struct key_public *key, struct buf *text)
{
	unsigned char raw[PUBLIC_SIZE] = {'E', 'd'};
	memcpy(raw + 2, key->id, KEY_ID_SIZE);
	memcpy(raw + 2 + KEY_ID_SIZE, key->point, KEY_PUBLIC_SIZE);
	uint64_t id = 0;
	for (unsigned i = KEY_ID_SIZE; i-- > 0;)
		id = id << 8 | key->id[i];
	buf_printf(text, COMMENT "minisign public key %llX\n", (unsigned long long)id);
	add_coded(text, bytes_of(raw, sizeof raw));
	buf_add_byte(text, '\n');
}

static void secret_text(const struct key_secret *key, struct buf *text)
{
	unsigned char raw[SECRET_SIZE] = {'E', 'd', 0, 0, 'B', '2'};
	memcpy(raw + SECRET_ID, key->public_part.id, KEY_ID_SIZE);
	memcpy(raw + SECRET_SEED, key->seed, KEY_SEED_SIZE);
	memcpy(raw + SECRET_POINT, key->public_part.point, KEY_PUBLIC_SIZE);
	buf_room(text, FILE_LIMIT); /* in one place, so that the caller can wipe all of it */
	buf_add(text, STR(SECRET_COMMENT));
	add_coded(text, bytes_of(raw, sizeof raw));
	buf_add_byte(text, '\n');
	OPENSSL_cleanse(raw, sizeof raw);
}

/* a new file; a half-written one is removed */
static enum err write_new(const char *path, struct str text, mode_t mode, struct fault *fault)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0 && errno == EEXIST)
		return fault_set(fault, ERR_USAGE, "%.200s exists already and is not replaced: choose another name", path);
	if (fd < 0)
		return fault_set(fault, ERR_SYSTEM, "cannot make the key file %.150s (%.80s): choose another folder", path, strerror(errno));
	ssize_t done = write(fd, text.ptr, text.len);
	bool good = done == (ssize_t)text.len && fsync(fd) == 0;
	close(fd);
	if (good)
		return ERR_NONE;
	unlink(path);
	return fault_set(fault, ERR_SYSTEM, "cannot write the key file %.200s: check the disk", path);
}

enum err key_generate(const char *path, struct fault *fault)
{
	struct key_secret key = {0};
	struct buf public_path = {0}, public_file = {0}, secret_file = {0};
	struct stat status;
	buf_add_text(&public_path, path);
	buf_add(&public_path, (struct str){".pub", 5}); /* with its NUL */
	enum err err = ERR_NONE;
	if (lstat(public_path.ptr, &status) == 0)
		err = fault_set(fault, ERR_USAGE, "%.200s exists already and is not replaced: choose another name",
				public_path.ptr);
	else if (RAND_priv_bytes(key.seed, sizeof key.seed) != 1 ||
		 RAND_bytes(key.public_part.id, KEY_ID_SIZE) != 1 || !seed_to_point(key.seed, key.public_part.point))
		err = fault_set(fault, ERR_SYSTEM, "the system gives no random numbers to make a key from");
	if (err == ERR_NONE) {
		secret_text(&key, &secret_file);
		public_text(&key.public_part, &public_file);
		err = write_new(path, buf_str(&secret_file), 0600, fault);
		OPENSSL_cleanse(secret_file.ptr, secret_file.len);
	}
	if (err == ERR_NONE) {
		err = write_new(public_path.ptr, buf_str(&public_file), 0644, fault);
		if (err)
			unlink(path); /* it was made just now; half a pair is of no use */
	}
	key_secret_wipe(&key);
	buf_free(&public_path);
	buf_free(&public_file);
	buf_free(&secret_file);
	return err;
}

static bool sign(const struct key_secret *key, struct str message, unsigned char signature[KEY_SIGNATURE_SIZE])
{
	size_t len = KEY_SIGNATURE_SIZE;
	EVP_PKEY *pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key->seed, KEY_SEED_SIZE);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool good = pair && context && EVP_DigestSignInit(context, NULL, NULL, NULL, pair) == 1 &&
		    EVP_DigestSign(context, signature, &len, (const unsigned char *)message.ptr, message.len) == 1 &&
		    len == KEY_SIGNATURE_SIZE;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(pair);
	return good;
}

enum err key_sign(const struct key_secret *key, const unsigned char digest[BLAKE2B_SIZE], struct buf *signature,
		  struct fault *fault)
{
	unsigned char raw[SIGNED_SIZE] = {'E', 'D'}, over_all[KEY_SIGNATURE_SIZE];
	unsigned char *first = raw + 2 + KEY_ID_SIZE;
	memcpy(raw + 2, key->public_part.id, KEY_ID_SIZE);
	struct buf both = {0};
	bool good = sign(key, bytes_of(digest, BLAKE2B_SIZE), first);
	buf_add(&both, bytes_of(first, KEY_SIGNATURE_SIZE));
	buf_add(&both, STR(TRUSTED_TEXT));
	good = good && sign(key, buf_str(&both), over_all);
	buf_free(&both);
	if (!good)
		return fault_set(fault, ERR_SYSTEM, "the bundle could not be signed: libcrypto refused the key");
	buf_add(signature, STR(COMMENT "signature from blackbar\n"));
	add_coded(signature, bytes_of(raw, sizeof raw));
	buf_add(signature, STR("\n" TRUSTED TRUSTED_TEXT "\n"));
	add_coded(signature, bytes_of(over_all, sizeof over_all));
	buf_add_byte(signature, '\n');
	return ERR_NONE;
}

struct signature {
	unsigned char raw[SIGNED_SIZE], over_all[KEY_SIGNATURE_SIZE];
	struct str trusted;
};

static bool signature_read(struct str text, struct signature *signature)
{
	if (text.len == 0 || text.len > FILE_LIMIT || text.ptr[text.len - 1] != '\n')
		return false;
	struct str comment = take_line(&text), coded = take_line(&text);
	signature->trusted = take_line(&text);
	struct str over_all = take_line(&text);
	if (text.len || !str_starts(comment, STR(COMMENT)) || !str_starts(signature->trusted, STR(TRUSTED)))
		return false;
	signature->trusted.ptr += sizeof TRUSTED - 1;
	signature->trusted.len -= sizeof TRUSTED - 1;
	return take_coded(coded, signature->raw, SIGNED_SIZE) && memcmp(signature->raw, "ED", 2) == 0 &&
	       take_coded(over_all, signature->over_all, KEY_SIGNATURE_SIZE);
}

bool key_is_signature(struct str signature)
{
	struct signature parts;
	return signature_read(signature, &parts);
}

static bool check(const struct key_public *key, struct str message, const unsigned char signature[KEY_SIGNATURE_SIZE])
{
	EVP_PKEY *point = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->point, KEY_PUBLIC_SIZE);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool good = point && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, point) == 1 &&
		    EVP_DigestVerify(context, signature, KEY_SIGNATURE_SIZE, (const unsigned char *)message.ptr,
				     message.len) == 1;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(point);
	return good;
}

enum key_result key_check(const struct key_public *key, const unsigned char digest[BLAKE2B_SIZE], struct str signature)
{
	struct signature parts;
	if (!signature_read(signature, &parts))
		return KEY_MALFORMED;
	if (memcmp(parts.raw + 2, key->id, KEY_ID_SIZE) != 0)
		return KEY_OTHER;
	const unsigned char *first = parts.raw + 2 + KEY_ID_SIZE;
	struct buf both = {0};
	buf_add(&both, bytes_of(first, KEY_SIGNATURE_SIZE));
	buf_add(&both, parts.trusted);
	bool good = check(key, bytes_of(digest, BLAKE2B_SIZE), first) && check(key, buf_str(&both), parts.over_all);
	buf_free(&both);
	return good ? KEY_GOOD : KEY_WRONG;
}
