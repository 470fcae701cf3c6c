/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The XML format on any bytes: no crash; what is accepted comes back byte for byte, and with cuts is accepted again.
 * The first byte chooses the size of parts and of reads. */
#include "fuzz_format.h"

static char *uris[] = {"u", "urn:hl7-org:v3", "http://niem.gov/niem/niem-core/2.0"};
static const struct selector_namespace namespaces[] = {{"n", uris, 3}};
static struct selector_part parts[] = {
	{"n:a", WHAT_NAME}, {".//n:Date | @id", WHAT_BIRTH_DATE}, {"n:b[1]", WHAT_PHONE}, {"@*", WHAT_OTHER_ID}};
static struct selector_link links[] = {{NULL, "@ref | n:ref", RELATION_SAME}, {"n:a/@*", "n:b/@*", RELATION_KIN}};
static const struct selector selectors[] = {{.id = "any",
					     .select = "//*[local-name()='r'] | //n:*",
					     .namespaces = namespaces,
					     .namespace_count = 1,
					     .parts = parts,
					     .part_count = 4,
					     .links = links,
					     .link_count = 2,
					     .blank = "nil",
					     .role = "other"},
					    {.id = "one",
					     .select = "//n:a[@x] | //@v",
					     .namespaces = namespaces,
					     .namespace_count = 1,
					     .what = WHAT_DATE,
					     .blank = "omit"}};

static size_t cut(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	(void)seed;
	return cut_every(view, STR("[]]>-?"), edits, most);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pass pass = {.format = &format_xml, .options = {.selectors = selectors, .selector_count = 2}};
	if (size == 0)
		return 0;
	struct str bytes = pass_settings(&pass, data, size);
	enum err err = pass_run(&pass, bytes);
	check(err || str_equal(buf_str(&pass.out), bytes), "not the bytes that were read");
	pass_free(&pass);
	pass.out = pass.seen = (struct buf){0};
	/* what was cut must be readable; only a cut that changes what is base64, or a duplicate, may not */
	pass.cut = cut;
	if (!err)
		check_cut(&pass, bytes);
	return 0;
}
