/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the header of a part says of it, and whether a file begins like an e-mail. */
#include <string.h>

#include "input/mail.h"
#include "input/mail_name.h"

static bool is_token(char c)
{
	return c > ' ' && c < 0x7f && !strchr("()<>@,;:\\\"/[]?=", c);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct str token(struct str *from)
{
	size_t len = 0;
	while (len < from->len && is_token(from->ptr[len]))
		len++;
	struct str found = {from->ptr, len};
	*from = str_part(*from, (struct span){len, from->len});
	return found;
}

static void pass_blanks(struct str *from)
{
	size_t len = 0;
	while (len < from->len && is_blank(from->ptr[len]))
		len++;
	*from = str_part(*from, (struct span){len, from->len});
}

static bool pass(struct str *from, char c)
{
	if (from->len == 0 || *from->ptr != c)
		return false;
	*from = str_part(*from, (struct span){1, from->len});
	return true;
}

/* Appends in lower case. `scratch` has the room already, or what was borrowed of it would move. */
static struct str add_lower(struct buf *scratch, struct str text)
{
	size_t at = scratch->len;
	buf_add(scratch, text);
	for (size_t i = at; i < scratch->len; i++)
		if (scratch->ptr[i] >= 'A' && scratch->ptr[i] <= 'Z')
			scratch->ptr[i] |= 0x20;
	return (struct str){scratch->ptr + at, text.len};
}

/* ---- parameters ---------------------------------------------------------------------------------------------- */

static enum err doubtful(struct fault *fault, const char *what)
{
	return fault_set(fault, ERR_MALFORMED, "%s; programs would read it in different ways: get the message again, or save its parts as files",
			 what);
}

static bool quoted(struct str *from, struct buf *scratch, struct str *value)
{
	size_t at = scratch->len;
	while (from->len && *from->ptr != '"') {
		if (*from->ptr == '\\' && from->len > 1)
			*from = str_part(*from, (struct span){1, from->len});
		buf_add_byte(scratch, *from->ptr);
		*from = str_part(*from, (struct span){1, from->len});
	}
	*value = (struct str){scratch->ptr + at, scratch->len - at};
	return pass(from, '"');
}

/* File names are often written without the quotes that blanks in them ask for. */
static struct str loose_name(struct str *from)
{
	size_t len = 0;
	bool coded = str_starts(*from, STR("=?"));
	while (len < from->len && from->ptr[len] != ';' && from->ptr[len] != '"' && (coded || from->ptr[len] != '='))
		len++;
	struct str found = str_trim((struct str){from->ptr, len});
	*from = str_part(*from, (struct span){len, from->len});
	return found;
}

static bool is_name(struct str name)
{
	return str_starts(name, STR("name")) || str_starts(name, STR("filename"));
}

static bool has_twice(const struct mail_parameters *parameters)
{
	for (size_t i = 0; i < parameters->count; i++)
		for (size_t j = 0; j < i; j++)
			if (str_equal(parameters->list[i].name, parameters->list[j].name))
				return true;
	return false;
}

static enum err read_parameters(struct str from, struct mail_parameters *parameters, struct buf *scratch, struct fault *fault)
{
	parameters->count = 0;
	for (;;) {
		pass_blanks(&from);
		if (from.len == 0)
			break;
		if (!pass(&from, ';'))
			return doubtful(fault, "a field of MIME that is not well-formed");
		pass_blanks(&from);
		if (from.len == 0 || *from.ptr == ';')
			continue;
		if (parameters->count == MAIL_PARAMETERS)
			return fault_set(fault, ERR_LIMIT, "a field of MIME with more than %d parameters; save its parts as files", MAIL_PARAMETERS);
		struct mail_parameter *parameter = &parameters->list[parameters->count++];
		parameter->name = add_lower(scratch, token(&from));
		pass_blanks(&from);
		bool sound = parameter->name.len && pass(&from, '=');
		pass_blanks(&from);
		if (sound && pass(&from, '"'))
			sound = quoted(&from, scratch, &parameter->value);
		else if (sound && is_name(parameter->name))
			parameter->value = loose_name(&from);
		else if (sound)
			sound = (parameter->value = token(&from)).len > 0;
		if (!sound)
			return doubtful(fault, "a field of MIME that is not well-formed");
	}
	return has_twice(parameters) ? doubtful(fault, "a parameter of MIME that is given twice") : ERR_NONE;
}

/* In pieces or in percent codes (RFC 2231), which not every program undoes. */
static bool has_coded(const struct mail_parameters *parameters, struct str name)
{
	for (size_t i = 0; i < parameters->count; i++)
		if (str_starts(parameters->list[i].name, name) && parameters->list[i].name.len > name.len &&
		    parameters->list[i].name.ptr[name.len] == '*')
			return true;
	return false;
}

/* ---- fields of MIME ------------------------------------------------------------------------------------------ */

/* The only field of this name, or none. */
static enum err find_field(const struct mail_part *part, struct str name, struct str *value, struct fault *fault)
{
	bool found = false;
	*value = (struct str){0};
	for (size_t i = 0; i < part->field_count; i++) {
		if (!str_equal_nocase(part->fields[i].name, name))
			continue;
		if (found)
			return doubtful(fault, "a field of MIME that is there twice");
		found = true;
		*value = part->fields[i].value;
	}
	return ERR_NONE;
}

static enum err find_coding(struct mail_part *part, struct fault *fault)
{
	static const struct {
		struct str name;
		enum mail_coding coding;
	} codings[] = {{STR("7bit"), MAIL_PLAIN},
		       {STR("8bit"), MAIL_PLAIN},
		       {STR("binary"), MAIL_PLAIN},
		       {STR("quoted-printable"), MAIL_QUOTED},
		       {STR("base64"), MAIL_BASE64}};
	struct str value;
	enum err err = find_field(part, STR("Content-Transfer-Encoding"), &value, fault);
	if (err || value.len == 0)
		return err;
	for (size_t i = 0; i < sizeof codings / sizeof *codings; i++)
		if (str_equal_nocase(value, codings[i].name)) {
			part->coding = codings[i].coding;
			return ERR_NONE;
		}
	return fault_set(fault, ERR_UNREADABLE,
			 "a part in a coding that is not known (such as uuencode); save its text, and every attachment, as files of "
			 "their own");
}

struct described {
	struct str type, subtype; /* lower case */
	struct mail_parameters type_parameters, disposition_parameters;
	struct str disposition;
};

static enum err read_type(const struct mail_part *part, bool digest, struct described *described, struct buf *scratch,
			  struct fault *fault)
{
	struct str value;
	enum err err = find_field(part, STR("Content-Type"), &value, fault);
	if (err)
		return err;
	if (value.len == 0) {
		described->type = digest ? STR("message") : STR("text");
		described->subtype = digest ? STR("rfc822") : STR("plain");
		return ERR_NONE;
	}
	described->type = add_lower(scratch, token(&value));
	bool sound = described->type.len && pass(&value, '/');
	described->subtype = add_lower(scratch, token(&value));
	if (!sound || described->subtype.len == 0)
		return doubtful(fault, "a Content-Type that is not well-formed");
	return read_parameters(value, &described->type_parameters, scratch, fault);
}

static enum err read_disposition(const struct mail_part *part, struct described *described, struct buf *scratch, struct fault *fault)
{
	struct str value;
	enum err err = find_field(part, STR("Content-Disposition"), &value, fault);
	if (err || value.len == 0)
		return err;
	described->disposition = add_lower(scratch, token(&value));
	return read_parameters(value, &described->disposition_parameters, scratch, fault);
}

/* ---- what becomes of a part ---------------------------------------------------------------------------------- */

static bool is_one_of(struct str text, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(text, list[i]))
			return true;
	return false;
}

#define IS_ONE_OF(text, list) is_one_of(text, list, sizeof(list) / sizeof *(list))

static enum err refuse_kind(const struct described *described, struct fault *fault)
{
	static const struct str encrypted[] = {STR("pkcs7-mime"), STR("x-pkcs7-mime"), STR("pgp-encrypted"), STR("pgp")};
	static const struct str reports[] = {STR("delivery-status"), STR("disposition-notification"), STR("feedback-report"),
					     STR("global-delivery-status"), STR("global-disposition-notification")};
	bool message = str_equal(described->type, STR("message"));
	if ((str_equal(described->type, STR("multipart")) && str_equal(described->subtype, STR("encrypted"))) ||
	    (str_equal(described->type, STR("application")) && IS_ONE_OF(described->subtype, encrypted)))
		return fault_set(fault, ERR_UNREADABLE,
				 "an encrypted or sealed e-mail (S/MIME or PGP): open it in the mail program and save its text and "
				 "attachments as files");
	if (message && str_equal(described->subtype, STR("partial")))
		return fault_set(fault, ERR_UNREADABLE,
				 "one piece of a message that was sent in pieces: put it together in a mail program first");
	if (message && str_equal(described->subtype, STR("external-body")))
		return fault_set(fault, ERR_UNREADABLE,
				 "a message whose attachment lies somewhere else: hand in that file as well, and the text of the message");
	if (message && IS_ONE_OF(described->subtype, reports))
		return fault_set(fault, ERR_UNREADABLE,
				 "a delivery report of a mail server, whose codes hold addresses: save its text, and the message it is "
				 "about, as files");
	return ERR_NONE;
}

static enum err describe_multipart(struct mail_part *part, const struct described *described, struct str *boundary, struct fault *fault)
{
	struct str ignored;
	const struct mail_parameters *parameters = &described->type_parameters;
	part->use = MAIL_MULTIPART;
	part->ordered = mail_parameter(parameters, STR("start"), &ignored) || has_coded(parameters, STR("start"));
	if (part->coding != MAIL_PLAIN)
		return doubtful(fault, "coded parts within a coded part");
	if (has_coded(parameters, STR("boundary")) || !mail_parameter(parameters, STR("boundary"), boundary))
		return doubtful(fault, "parts without a boundary, or with a coded one");
	bool sound = boundary->len > 0 && boundary->len <= MAIL_BOUNDARY && !is_blank(boundary->ptr[boundary->len - 1]);
	for (size_t i = 0; i < boundary->len; i++)
		sound = sound && boundary->ptr[i] >= ' ' && boundary->ptr[i] < 0x7f;
	return sound ? ERR_NONE : doubtful(fault, "a boundary that is none");
}

static bool has_name(const struct described *described)
{
	struct str ignored;
	const struct mail_parameters *type = &described->type_parameters, *disposition = &described->disposition_parameters;
	return mail_parameter(type, STR("name"), &ignored) || has_coded(type, STR("name")) ||
	       mail_parameter(disposition, STR("filename"), &ignored) || has_coded(disposition, STR("filename"));
}

/* The first text is the message, whatever name it has; a later one with a name is a file. Calendars and cards always belong to
 * the message: their lines are folded and have escapes, which is undone only here. */
static bool is_shown(struct mail_part *part, const struct described *described, bool first)
{
	static const struct str cards[] = {STR("calendar"), STR("vcard"), STR("x-vcard"), STR("directory"), STR("x-vcalendar")};
	bool text = str_equal(described->type, STR("text"));
	if ((text && IS_ONE_OF(described->subtype, cards)) || str_equal(described->subtype, STR("ics"))) {
		part->text = MAIL_CARD;
		return true;
	}
	if (!text || str_equal(described->disposition, STR("attachment")) || (!first && has_name(described)))
		return false;
	part->text = str_equal(described->subtype, STR("html")) ? MAIL_HTML : MAIL_TEXT;
	return part->text != MAIL_TEXT || str_equal(described->subtype, STR("plain"));
}

static bool is_signature(const struct described *described)
{
	static const struct str signatures[] = {STR("pkcs7-signature"), STR("x-pkcs7-signature"), STR("pgp-signature")};
	return str_equal(described->type, STR("application")) && IS_ONE_OF(described->subtype, signatures);
}

static enum err describe_body(struct mail_part *part, const struct described *described, const struct mail_place *place, struct buf *scratch,
			      struct fault *fault)
{
	struct str value;
	const struct mail_parameters *parameters = &described->type_parameters;
	bool message = str_equal(described->type, STR("message"));
	if (message && part->coding != MAIL_PLAIN)
		return doubtful(fault, "a message in coded form within a message");
	if (has_coded(parameters, STR("charset")))
		return doubtful(fault, "a coded name of a character set");
	if (is_signature(described)) {
		part->use = MAIL_DROPPED;
		return ERR_NONE;
	}
	if (place->drop_pictures && str_equal(described->type, STR("image")) && !str_equal(described->disposition, STR("attachment"))) {
		part->use = MAIL_PICTURE;
		return ERR_NONE;
	}
	if (!is_shown(part, described, place->first)) {
		part->use = MAIL_APART;
		mail_name(&described->type_parameters, &described->disposition_parameters, described->type, described->subtype, part->number,
			  scratch, &part->name);
		return ERR_NONE;
	}
	part->use = MAIL_SHOWN;
	part->flowed = mail_parameter(parameters, STR("format"), &value) && str_equal_nocase(value, STR("flowed"));
	part->delete = mail_parameter(parameters, STR("delsp"), &value) && str_equal_nocase(value, STR("yes"));
	if (mail_parameter(parameters, STR("charset"), &value))
		part->charset = add_lower(scratch, value);
	return ERR_NONE;
}

/* All that is borrowed of `scratch` comes out of these fields, a few times at most. */
static void reserve(const struct mail_part *part, struct buf *scratch)
{
	size_t total = 1024;
	for (size_t i = 0; i < part->field_count; i++)
		total += part->fields[i].name.len >= 8 && str_equal_nocase((struct str){part->fields[i].name.ptr, 8}, STR("Content-"))
				 ? part->fields[i].value.len * 8
				 : 0;
	(void)buf_room(scratch, total);
}

enum err mail_describe(struct mail_part *part, const struct mail_place *place, struct str *boundary, struct buf *scratch, struct fault *fault)
{
	struct described described = {0};
	struct str ignored;
	reserve(part, scratch);
	enum err err = find_field(part, STR("MIME-Version"), &ignored, fault);
	if (!err)
		err = find_coding(part, fault);
	if (!err)
		err = read_type(part, place->digest, &described, scratch, fault);
	if (!err)
		err = read_disposition(part, &described, scratch, fault);
	if (!err)
		err = refuse_kind(&described, fault);
	if (err)
		return err;
	part->subtype = described.subtype;
	if (str_equal(described.type, STR("multipart")))
		return describe_multipart(part, &described, boundary, fault);
	return describe_body(part, &described, place, scratch, fault);
}
