/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/unknown.h"

#include <string.h>

#include "format/format.h"

#define PICTURE \
	"a picture of a kind that cannot be read here: save it as PNG, JPEG or TIFF and try again"
#define SOUND "a sound or video recording, which cannot be redacted by this program; hand in a transcript"
#define ARCHIVE "an archive or compressed file that could not be opened as one; unpack it and try again"
#define MAIL "an e-mail whose header is damaged, with coded parts: save its text, and every attachment, as files of their own"
#define UUENCODED "a uuencoded file: decode it and try again"

struct magic {
	size_t at;
	struct str bytes;
	const char *advice;
};

static const struct magic magics[] = {
	{0, {"PK\3\4", 4}, ARCHIVE},
	{0, {"PK\5\6", 4}, ARCHIVE},
	{0, {"PK\7\10", 4}, ARCHIVE},
	{0,
	 {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8},
	 "an old office document or Outlook message (.doc, .xls, .msg): save it as plain text (UTF-8) and try again"},
	{0, {"\xFFWPC", 4}, "a WordPerfect document: save it as plain text (UTF-8) and try again"},
	{0, {"%!PS", 4}, "PostScript: hand in the report as text instead"},
	{0, {"\x1F\x8B", 2}, ARCHIVE},
	{4, {"1AY&SY", 6}, ARCHIVE}, /* after "BZh" and a digit */
	{0, {"\3757zXZ\0", 6}, ARCHIVE},
	{0, {"7z\xBC\xAF\x27\x1C", 6}, ARCHIVE},
	{0, {"\x28\xB5\x2F\xFD", 4}, ARCHIVE},
	{0, {"Rar!\x1A\x07", 6}, ARCHIVE},
	{0, {"MSCF\0", 5}, ARCHIVE},
	{257, {"ustar", 5}, ARCHIVE},
	{0, {"\x89PNG", 4}, PICTURE},
	{0, {"GIF87a", 6}, PICTURE},
	{0, {"GIF89a", 6}, PICTURE},
	{0, {"\0\0\1\0", 4}, PICTURE},
	{0, {"\x97JB2\r\n\x1A\n", 8}, PICTURE},
	{4, {"ftyphei", 7}, PICTURE},
	{4, {"ftypmif", 7}, PICTURE},
	{4, {"ftyp", 4}, SOUND},
	{0, {"ID3\2\0", 5}, SOUND},
	{0, {"ID3\3\0", 5}, SOUND},
	{0, {"ID3\4\0", 5}, SOUND},
	{0, {"OggS", 4}, SOUND},
	{0, {"fLaC", 4}, SOUND},
	{0, {"#!AMR", 5}, SOUND},
	{0, {"\x30\x26\xB2\x75", 4}, SOUND},
	{0, {"\x1A\x45\xDF\xA3", 4}, SOUND},
	{0, {"\177ELF", 4}, "a program; it does not belong in a release"},
	{0, {"MZ\x90\0", 4}, "a program; it does not belong in a release"},
	{0, {"SQLite format 3\0", 16}, "a database: export the reports from it as text or XML"},
	{0, {"-----BEGIN PGP MESSAGE", 22}, "encrypted: decrypt it and try again"},
	{0, {"-----BEGIN PKCS7", 16}, "encrypted or signed: save its text and try again"},
	{0, {"\x8C\x0D\x04", 3}, "encrypted (GnuPG): decrypt it and try again"},
	{0, {"\x85\x02\x0C", 3}, "encrypted (GnuPG): decrypt it and try again"},
	{0, {"\x85\x01\x0C", 3}, "encrypted (GnuPG): decrypt it and try again"},
	{0, {"Salted__", 8}, "encrypted (OpenSSL): decrypt it and try again"},
	{0, {"begin 644 ", 10}, UUENCODED},
	{0, {"begin 666 ", 10}, UUENCODED},
	{0, {"begin 600 ", 10}, UUENCODED},
	{0,
	 {"\x78\x9F\x3E\x22", 4},
	 "a winmail.dat (TNEF), in which Outlook packs a message and its attachments: open it in Outlook and save what is in it"},
	{0, {"!BDN", 4}, "an Outlook mailbox (.pst): export the messages as text"},
};

static bool has_at(struct str head, size_t at, struct str bytes)
{
	return head.len >= at + bytes.len && head.ptr[at] == bytes.ptr[0] && memcmp(head.ptr + at, bytes.ptr, bytes.len) == 0;
}

static bool contains_nocase(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if (str_equal_nocase(str_part(text, (struct span){i, i + word.len}), word))
			return true;
	return false;
}

static struct str first_line(struct str head)
{
	const char *end = head.len ? memchr(head.ptr, '\n', head.len) : NULL;
	return end ? (struct str){head.ptr, (size_t)(end - head.ptr)} : head;
}

/* A header line first, and MIME coding among the headers: then names can be written in base64 or =C3=A9. */
static bool is_coded_mail(struct str head)
{
	struct str line = first_line(head);
	const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
	if (!str_starts(head, STR("From ")) && (colon == NULL || memchr(line.ptr, ' ', (size_t)(colon - line.ptr))))
		return false;
	return contains_nocase(head, STR("\nContent-Transfer-Encoding: base64")) ||
	       contains_nocase(head, STR("\nContent-Transfer-Encoding: quoted-printable")) ||
	       contains_nocase(head, STR("\nContent-Type: multipart/"));
}

/* "BM" alone begins honest words; a bitmap has zeros in its reserved field. */
static bool is_bitmap(struct str head)
{
	return has_at(head, 0, STR("BM")) && has_at(head, 6, (struct str){"\0\0\0\0", 4});
}

/* "RIFF", four bytes of size, and what it is. */
static const char *riff_kind(struct str head)
{
	if (!str_starts(head, STR("RIFF")))
		return NULL;
	if (has_at(head, 8, STR("WEBP")))
		return PICTURE;
	return has_at(head, 8, STR("AVI ")) || has_at(head, 8, STR("WAVE")) ? SOUND : NULL;
}

const char *unknown_kind(struct str head)
{
	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if (has_at(head, magics[i].at, magics[i].bytes))
			return magics[i].advice;
	if (riff_kind(head))
		return riff_kind(head);
	if (is_bitmap(head))
		return PICTURE;
	if (is_coded_mail(head))
		return MAIL;
	return NULL;
}

/* Above plain text for what is known not to be, so that it is refused with the right advice; below everything for
 * the rest. A format that reads one of these kinds bids higher. */
static int unknown_bid(struct str head, struct str name)
{
	(void)name;
	return unknown_kind(head) ? 40 : 1;
}

static enum err unknown_open(const struct format_options *options, struct source *source, void **document,
			     struct fault *fault)
{
	(void)options;
	struct str head;
	*document = NULL;
	enum err err = source_peek(source, 4096, &head, fault);
	if (err)
		return err;
	if (head.len > 4096)
		head.len = 4096;
	const char *kind = unknown_kind(head);
	return fault_set(
		fault, ERR_UNREADABLE, "%s",
		kind ? kind : "binary data of a kind not known; export the report as plain text or XML and try again");
}

static enum err unknown_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	(void)document;
	view_clear(view);
	*more = false;
	return fault_set(fault, ERR_UNREADABLE, "not a kind of document that can be read");
}

static enum err unknown_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			     struct fault *fault)
{
	(void)document, (void)view, (void)edits, (void)count, (void)out;
	return fault_set(fault, ERR_UNREADABLE, "not a kind of document that can be read");
}

static enum err unknown_finish(void *document, struct buf *out, struct fault *fault)
{
	(void)document, (void)out;
	return fault_set(fault, ERR_UNREADABLE, "not a kind of document that can be read");
}

static void unknown_close(void *document)
{
	(void)document;
}

const struct format format_unknown = {
	.name = "unknown",
	.extension = "",
	.bid = unknown_bid,
	.open = unknown_open,
	.next = unknown_next,
	.edit = unknown_edit,
	.finish = unknown_finish,
	.close = unknown_close,
};
