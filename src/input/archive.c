/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "input/gunzip.h"
#include "input/mail.h"
#include "input/zip.h"

enum { BLOCK_SIZE = 64 * 1024, FREE_EXPANSION = 16 * 1024 * 1024 };

struct packed {
	struct members base;
	struct archive *archive;
	struct store store;
	struct gunzip *gunzip; /* between the store and libarchive, for a gz */
	enum archive_kind kind;
	struct budget *budget;
	locale_t utf8; /* libarchive turns names into the locale's encoding */
	char *block;
	size_t block_size;
	uint64_t at;       /* where in the store */
	uint64_t fetched;  /* packed bytes read */
	uint64_t began;    /* `fetched` when the member began */
	uint64_t unpacked; /* bytes of the member */
	uint64_t declared; /* its size, UINT64_MAX when unknown */
	bool any, member_end, ended;
	struct fault failed;  /* the member's */
	struct fault stopped; /* the whole archive's: set inside libarchive's callbacks */
};

/* A tar header has its own checksum: the sum of its bytes, with the checksum itself counted as spaces. */
static bool is_tar(struct str start)
{
	if (start.len < 512 || start.ptr[0] == '\0')
		return false;
	uint64_t sum = 0, told = 0;
	for (size_t i = 0; i < 512; i++)
		sum += i >= 148 && i < 156 ? ' ' : (unsigned char)start.ptr[i];
	size_t at = 148;
	while (at < 155 && start.ptr[at] == ' ')
		at++;
	if (start.ptr[at] < '0' || start.ptr[at] > '7')
		return false;
	for (; at < 156 && start.ptr[at] >= '0' && start.ptr[at] <= '7'; at++)
		told = told * 8 + (uint64_t)(start.ptr[at] - '0');
	return sum == told;
}

static bool is_packed(struct str start)
{
	return str_starts(start, STR("\xfd"
				     "7zXZ\0")) ||
	       str_starts(start, STR("\x28\xb5\x2f\xfd")) ||
	       (str_starts(start, STR("BZh")) && start.len >= 10 && start.ptr[3] >= '1' && start.ptr[3] <= '9' &&
		(memcmp(start.ptr + 4, "1AY&SY", 6) == 0 || memcmp(start.ptr + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0));
}

enum archive_kind archive_sniff(struct str start, struct str name)
{
	if (str_starts(start, STR("PK\3\4")) || str_starts(start, STR("PK\5\6")) ||
	    str_starts(start, STR("PK\7\10PK\3\4"))) {
		struct str first = zip_first_name(start);
		bool office = str_equal(first, STR("mimetype")) || str_equal(first, STR("[Content_Types].xml"));
		return office ? ARCHIVE_NONE : ARCHIVE_ZIP;
	}
	if (str_starts(start, STR("7z\xbc\xaf\x27\x1c")))
		return ARCHIVE_SEVENZIP;
	if (str_starts(start, STR("\x1f\x8b\x08")))
		return ARCHIVE_GZ;
	if (is_packed(start))
		return ARCHIVE_PACKED;
	if (is_tar(start))
		return ARCHIVE_TAR;
	if (mail_box_sniff(start))
		return ARCHIVE_MAILBOX;
	return mail_sniff(start, name) ? ARCHIVE_MAIL : ARCHIVE_NONE;
}

static bool expands_too_much(uint64_t unpacked, uint64_t packed, unsigned ratio)
{
	return unpacked > FREE_EXPANSION && (unpacked - FREE_EXPANSION) / ratio > packed;
}

static enum err refuse_expansion(const struct budget *budget, struct fault *fault)
{
	return fault_set(fault, ERR_LIMIT,
			 "unpacks to more than %u times its packed size, like a zip bomb; unpack it yourself "
			 "if you trust it",
			 budget->ratio);
}

static bool is_stream(enum archive_kind kind)
{
	return kind == ARCHIVE_GZ || kind == ARCHIVE_PACKED;
}

/* libarchive passes over what nobody asked for (the rest of a member, long headers) on its own: this is where that is
 * seen. */
static bool check_passage(struct packed *members)
{
	la_int64_t out = archive_filter_bytes(members->archive, 0);
	if (members->stopped.code || out <= 0 || !is_stream(members->kind))
		return members->stopped.code == ERR_NONE;
	if ((uint64_t)out > members->budget->total)
		(void)!budget_take(members->budget, SIZE_MAX, &members->stopped);
	else if (expands_too_much((uint64_t)out, members->fetched + members->block_size, members->budget->ratio))
		refuse_expansion(members->budget, &members->stopped);
	return members->stopped.code == ERR_NONE;
}

static la_ssize_t feed(struct archive *archive, void *context, const void **block)
{
	struct packed *members = context;
	size_t got = 0;
	*block = members->block;
	enum err err = check_passage(members) ? ERR_NONE : ERR_LIMIT;
	if (err == ERR_NONE && members->gunzip) {
		err = gunzip_read(members->gunzip, members->block, members->block_size, &got, &members->stopped);
		members->fetched = gunzip_packed(members->gunzip);
	} else if (err == ERR_NONE) {
		err = store_read(&members->store, members->at, members->block, members->block_size, &got,
				 &members->stopped);
		members->at += got;
		members->fetched += got;
	}
	if (err) {
		archive_set_error(archive, EIO, "stopped");
		return -1;
	}
	return (la_ssize_t)got;
}

static la_int64_t skip(struct archive *archive, void *context, la_int64_t count)
{
	struct packed *members = context;
	if (members->gunzip)
		return 0; /* libarchive reads on instead */
	uint64_t left = members->at < members->store.size ? members->store.size - members->at : 0;
	uint64_t step = count < 0 ? 0 : (uint64_t)count < left ? (uint64_t)count : left;
	(void)archive;
	members->at += step;
	return (la_int64_t)step;
}

static la_int64_t seek(struct archive *archive, void *context, la_int64_t to, int whence)
{
	struct packed *members = context;
	la_int64_t base = whence == SEEK_CUR   ? (la_int64_t)members->at
			  : whence == SEEK_END ? (la_int64_t)members->store.size
					       : 0;
	la_int64_t at;
	if (__builtin_add_overflow(base, to, &at) || at < 0) {
		archive_set_error(archive, EINVAL, "seek before the beginning");
		return ARCHIVE_FATAL;
	}
	members->at = (uint64_t)at;
	return at;
}

/* What a packed stream may hold: a tar, or else (raw, empty) one document. */
static int choose_packed(struct archive *archive, bool filters)
{
	if (filters && (archive_read_support_filter_xz(archive) | archive_read_support_filter_zstd(archive) |
			archive_read_support_filter_bzip2(archive)))
		return ARCHIVE_FATAL; /* or only with a program outside */
	return archive_read_support_format_raw(archive) | archive_read_support_format_empty(archive);
}

/* Only the formats wanted: others take plain text for archives. Zip and 7z must seek, so nothing may be packed around
 * them. */
static int choose_formats(struct archive *archive, enum archive_kind kind)
{
	int result = ARCHIVE_OK;
	switch (kind) {
	case ARCHIVE_ZIP:
		return archive_read_support_format_zip_seekable(archive);
	case ARCHIVE_ZIP_CUT:
		return archive_read_support_format_zip_streamable(archive);
	case ARCHIVE_SEVENZIP:
		return archive_read_support_format_7zip(archive);
	case ARCHIVE_GZ:
	case ARCHIVE_PACKED:
		result = choose_packed(archive, kind == ARCHIVE_PACKED);
		break;
	default:
		break;
	}
	result = result ? result : archive_read_support_format_tar(archive);
	/* a second tar behind the first holds documents too */
	return result ? result : archive_read_set_options(archive, "tar:read_concatenated_archives");
}

/* libarchive's words, without anything that could upset a terminal. */
static enum err report(struct packed *members, enum err code, const char *what, struct fault *fault)
{
	char words[100];
	const char *text = archive_error_string(members->archive);
	size_t len = 0;
	if (members->stopped.code) {
		if (fault->code == ERR_NONE)
			*fault = members->stopped;
		return members->stopped.code;
	}
	for (; text && text[len] && len < sizeof words - 1; len++)
		words[len] = text[len] >= ' ' && text[len] < 0x7f ? text[len] : '?';
	words[len] = '\0';
	return fault_set(fault, code, "%s (%s)", what, len ? words : "no reason given");
}

static void close_packed(struct members *base)
{
	struct packed *members = (struct packed *)base;
	if (members->archive)
		archive_read_free(members->archive);
	if (members->utf8)
		freelocale(members->utf8);
	gunzip_close(members->gunzip);
	store_close(&members->store);
	free(members->block);
	free(members);
}

static unsigned packings_of(const struct members *base)
{
	const struct packed *members = (const struct packed *)base;
	int count = archive_filter_count(members->archive) - 1; /* the last is the file itself */
	return (count > 0 ? (unsigned)count : 0) + (members->kind == ARCHIVE_GZ);
}

static enum err check_amount(struct packed *members, size_t got, struct fault *fault)
{
	struct budget *budget = members->budget;
	members->unpacked += got;
	enum err err = budget_take(budget, got, fault);
	if (err)
		return err;
	if (expands_too_much(members->unpacked, members->fetched - members->began + members->block_size, budget->ratio))
		return refuse_expansion(budget, fault);
	if (got == 0 && members->declared != UINT64_MAX && members->declared != members->unpacked)
		return fault_set(fault, ERR_MALFORMED, "has another size in the archive than it says; pack it again");
	return ERR_NONE;
}

static enum err read_member(struct members *base, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct packed *members = (struct packed *)base;
	*got = 0;
	if (members->failed.code) {
		if (fault->code == ERR_NONE)
			*fault = members->failed;
		return members->failed.code;
	}
	if (members->member_end)
		return ERR_NONE;
	la_ssize_t count = archive_read_data(members->archive, to, cap);
	if (count < 0)
		(void)!report(members, ERR_MALFORMED, "damaged in the archive; get the archive again",
			      &members->failed);
	else
		(void)!check_amount(members, (size_t)count, &members->failed);
	if (members->failed.code) {
		*fault = members->failed;
		return members->failed.code;
	}
	members->member_end = count == 0;
	*got = (size_t)count;
	return ERR_NONE;
}

/* In a 7z the rest of a member must be unpacked to get past it, so that it counts. */
static enum err pass_over(struct packed *members, struct fault *fault)
{
	char scrap[16 * 1024];
	size_t got = 1;
	if (members->kind != ARCHIVE_SEVENZIP || members->member_end)
		return ERR_NONE;
	members->failed = (struct fault){0};
	while (got > 0) {
		struct fault ignored = {0};
		enum err err = read_member(&members->base, scrap, sizeof scrap, &got, &ignored);
		if (err == ERR_LIMIT)
			return fault_set(fault, err, "%s", ignored.text);
		if (err)
			break; /* the next header will say whether it goes on */
	}
	return ERR_NONE;
}

static void refuse_kind(struct member *member, struct archive_entry *entry)
{
	struct fault *fault = &member->fault;
	if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
		fault_set(fault, ERR_UNREADABLE, "a link, which is not followed; pack the file itself");
	else if (member->folder && archive_entry_size_is_set(entry) && archive_entry_size(entry) > 0)
		fault_set(fault, ERR_MALFORMED, "a folder that holds bytes; pack it again");
	else if (!member->folder && archive_entry_filetype(entry) != AE_IFREG)
		fault_set(fault, ERR_UNREADABLE, "not a file but a device, pipe or socket");
	else if (archive_entry_is_encrypted(entry))
		fault_set(fault, ERR_UNREADABLE, "encrypted; unpack it with its password first");
}

static void describe(struct packed *members, struct archive_entry *entry, struct member *member)
{
	*member = (struct member){.size = UINT64_MAX};
	member->single = archive_format(members->archive) == ARCHIVE_FORMAT_RAW;
	if (!member->single)
		member->name = str_of(archive_entry_pathname(entry));
	if (archive_entry_size_is_set(entry) && archive_entry_size(entry) >= 0)
		member->size = (uint64_t)archive_entry_size(entry);
	member->folder = archive_entry_filetype(entry) == AE_IFDIR;
	refuse_kind(member, entry);
	members->declared = member->size;
	members->began = members->fetched;
	members->unpacked = 0;
	members->member_end = false;
	members->failed = (struct fault){0};
}

/* The end that libarchive saw: is it one? */
static enum err check_end(struct packed *members, struct member *member, bool *more, struct fault *fault)
{
	static const char zeros[512];
	char last[512];
	*more = false;
	if (members->kind == ARCHIVE_ZIP_CUT)
		return fault_set(fault, ERR_MALFORMED,
				 "the zip is cut short: it has no directory, and more may be missing; get "
				 "it again");
	if (members->kind == ARCHIVE_TAR &&
	    (members->store.size < 512 ||
	     !store_read_all(&members->store, members->store.size - 512, last, sizeof last) ||
	     memcmp(last, zeros, sizeof last) != 0))
		return fault_set(fault, ERR_MALFORMED, "the tar has no end mark: it may be cut short; get it again");
	if (archive_format(members->archive) == ARCHIVE_FORMAT_EMPTY && !members->any && is_stream(members->kind)) {
		*member = (struct member){.single = true};
		members->failed = (struct fault){0};
		members->member_end = members->ended = *more = true;
		members->declared = 0;
	}
	return ERR_NONE;
}

static enum err next_member(struct members *base, struct member *member, bool *more, struct fault *fault)
{
	struct packed *members = (struct packed *)base;
	struct archive_entry *entry = NULL;
	*more = !members->ended;
	enum err err = pass_over(members, fault);
	if (err || members->ended)
		return err;
	locale_t before = members->utf8 ? uselocale(members->utf8) : (locale_t)0;
	int result = archive_read_next_header(members->archive, &entry);
	if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
		describe(members, entry, member);
		members->any = true;
		if (result == ARCHIVE_WARN && member->fault.code == ERR_NONE)
			(void)!report(members, ERR_MALFORMED, "damaged in the archive; pack it again", &member->fault);
	} else if (result == ARCHIVE_EOF && members->stopped.code == ERR_NONE) {
		err = check_end(members, member, more, fault);
	} else if (archive_read_has_encrypted_entries(members->archive) == 1) {
		err = fault_set(fault, ERR_UNREADABLE, "the archive is encrypted; unpack it with its password first");
	} else {
		err = report(members, ERR_MALFORMED, "the rest of the archive cannot be read; get it again", fault);
	}
	if (before)
		uselocale(before);
	return err;
}

static const struct members_kind packed_kind = {next_member, read_member, packings_of, close_packed};

enum err archive_open(struct members **out, enum archive_kind kind, struct store *store, struct budget *budget,
		      size_t block, struct fault *fault)
{
	struct packed *members = mem_alloc(1, sizeof *members);
	members->base.kind = &packed_kind;
	members->kind = kind;
	members->store = *store;
	*store = STORE_EMPTY;
	members->budget = budget;
	members->block_size = block ? block : BLOCK_SIZE;
	members->block = mem_alloc(members->block_size, 1);
	members->gunzip = kind == ARCHIVE_GZ ? gunzip_open(&members->store) : NULL;
	members->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	members->archive = archive_read_new();
	members->member_end = true;
	struct archive *archive = members->archive;
	enum err err = ERR_NONE;
	if (archive == NULL || (kind == ARCHIVE_GZ && members->gunzip == NULL) ||
	    choose_formats(archive, kind) != ARCHIVE_OK || archive_read_set_read_callback(archive, feed) ||
	    archive_read_set_skip_callback(archive, skip) || archive_read_set_seek_callback(archive, seek) ||
	    archive_read_set_callback_data(archive, members))
		err = fault_set(fault, ERR_SYSTEM,
				"libarchive cannot read this kind of archive here; install a complete one");
	else if (archive_read_open1(archive) != ARCHIVE_OK)
		err = report(members, ERR_MALFORMED, "the archive cannot be read; pack it again", fault);
	if (err) {
		close_packed(&members->base);
		return err;
	}
	*out = &members->base;
	return ERR_NONE;
}
