/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Verify on hostile bundles. The first byte says what the rest is:
 *   'z'  a whole zip
 *   'l'  the papers, cut apart at bytes 0x1e, packed into a zip whose structure is right, so that the readers behind the
 *        checksums are reached; they are counted again too (`blackbar tally`)
 *   'k'  a signature file, checked against a fixed key */
#include <libdeflate.h>
#include <sys/mman.h>
#include <unistd.h>

#include "output/path.h"
#include "output/recount.h"
#include "output/verify.h"
#include "base/zip.h"
#include "fuzz.h"

static void add(struct buf *zip, struct buf *directory, const char *name, struct str bytes)
{
	const char *ptr = bytes.len ? bytes.ptr : "";
	struct zip_entry entry = {str_of(name), false, libdeflate_crc32(0, ptr, bytes.len), bytes.len, bytes.len, zip->len};
	zip_central_write(directory, &entry);
	zip_local_write(zip, &entry);
	buf_add(zip, bytes);
}

static void pack_logs(struct buf *zip, struct str rest)
{
	static const char *const names[] = {PATH_AUDIT, PATH_LOG, PATH_INDEX, PATH_OFFENCES, PATH_TALLIES, PATH_SUMS};
	enum { NAMES = sizeof names / sizeof *names };
	struct buf directory = {0};
	add(zip, &directory, "documents/a.txt", STR("[CHILD-1]\n"));
	add(zip, &directory, PATH_README, STR("x"));
	add(zip, &directory, PATH_LOG_PAGE, STR("x"));
	add(zip, &directory, PATH_TALLY, STR("x"));
	for (unsigned i = 0; i < NAMES; i++) {
		const char *end = rest.len ? memchr(rest.ptr, 0x1e, rest.len) : NULL;
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
		add(zip, &directory, names[i], (struct str){rest.ptr, len});
		rest.ptr += end ? len + 1 : len;
		rest.len -= end ? len + 1 : len;
	}
	uint64_t offset = zip->len;
	buf_add(zip, buf_str(&directory));
	zip_end_write(zip, 4 + NAMES, directory.len, offset);
	buf_free(&directory);
}

static void recount(int fd)
{
	char path[40];
	struct recount recount;
	struct fault fault = {0};
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	enum err err = recount_bundle(path, NULL, NULL, &recount, &fault);
	if (err != fault.code)
		abort();
	recount_free(&recount);
}

static void verify(struct str bytes)
{
	struct verify_counts counts;
	struct fault fault = {0};
	int fd = memfd_create("bundle", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len)
		abort();
	enum err err = verify_file(fd, NULL, NULL, NULL, &counts, &fault);
	if (err != fault.code || (err == ERR_NONE && counts.problems))
		abort();
	recount(fd);
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct key_public key = {{1}, {2}};
	static const unsigned char digest[BLAKE2B_SIZE];
	if (size == 0)
		return 0;
	struct str rest = {(const char *)data + 1, size - 1};
	struct buf zip = {0};
	switch (data[0]) {
	case 'z': verify(rest); break;
	case 'l':
		pack_logs(&zip, rest);
		verify(buf_str(&zip));
		break;
	case 'k':
		if (key_check(&key, digest, rest) == KEY_GOOD)
			abort();
		break;
	default: break;
	}
	buf_free(&zip);
	return 0;
}
