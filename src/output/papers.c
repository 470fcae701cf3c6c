/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/papers.h"

#include "output/path.h"

static const char what_it_is[] =
	"What is in here\n"
	"---------------\n"
	"documents/          The documents, in the folders and formats in which they were kept. Where something was\n"
	"                    cut, a word in square brackets says what kind of thing it was, like [CHILD-1] or\n"
	"                    [ADDRESS]. The same word in one document means the same person. How long a word is says\n"
	"                    nothing about what it replaces.\n"
	"redaction-log.html  What was cut, where and on what ground, to read and to print: totals, a summary by\n"
	"                    document, and the cuts of each document.\n"
	"redaction-log.csv   The same for a spreadsheet, one line for each cut: the document, the place in the\n"
	"                    released document, the kind, the word that stands there now, the law, the reason;\n"
	"                    and one for each document that was withheld.\n"
	"index.csv           Every document of the release, also those that were withheld, with the reason; and\n"
	"                    what it says of its report: number, dates, division, disposition, child victims.\n"
	"offences.csv        Every offence that a report lists, as printed, and the class it is counted in.\n"
	"TALLY.html          How many reports of which offences, in five ways, each with its rule. Say which one\n"
	"                    you quote.\n"
	"tallies.json        The same for programs. `blackbar tally` counts again from the two tables.\n"
	"audit.jsonl         The same account for programs. Every line carries the SHA-256 of the line before it,\n"
	"                    shortened to 32 digits, so that no line can be taken out unnoticed.\n"
	"SHA256SUMS          The checksum of every file, and in its first line that of the zip file itself.\n";

static const char how_to_check[] =
	"How to check it\n"
	"---------------\n"
	"That no file was damaged, with a tool that every Linux system has, in the unpacked folder:\n"
	"    sha256sum -c SHA256SUMS\n";

static const char how_to_check_signed[] =
	"That it comes from the agency, with the agency's public key, which you should have from another place than\n"
	"this bundle:\n"
	"    minisign -V -p agency.pub -m SHA256SUMS\n"
	"That nothing was changed, added or removed and that the logs agree with the documents, on the zip file:\n"
	"    blackbar verify --key agency.pub release.zip\n";

static const char how_to_check_unsigned[] =
	"That nothing was changed, added or removed and that the logs agree with the documents, on the zip file:\n"
	"    blackbar verify release.zip\n"
	"This bundle is not signed. The checks find damage; they cannot show who made the bundle.\n";

static const char not_promised[] =
	"What is not promised\n"
	"--------------------\n"
	"The program cut what its rules recognise and what people decided, and read each document again before it\n"
	"was put in here. A rule can miss what nobody foresaw. Details that stay, taken together with other\n"
	"sources, can still point to a person: this release is redacted, which is not the same as anonymous.\n"
	"If you find something that should have been cut, please tell the agency and do not pass it on.\n"
	"If you think that too much was cut, the redaction log names the law to refer to.\n";

static void add_count(struct buf *text, uint64_t count, const char *one, const char *many)
{
	buf_printf(text, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
}

void papers_write(struct buf *text, const struct papers_facts *facts)
{
	const struct audit_counts *counts = &facts->counts;
	buf_add(text, STR("Release of redacted documents\n=============================\n\nThis release has "));
	add_count(text, counts->released, "document", "documents");
	buf_add(text, STR(". From these, "));
	add_count(text, counts->cuts, "detail was", "details were");
	buf_add(text, STR(" cut out for good: not covered,\nbut taken out of the files.\n"));
	if (counts->withheld) {
		add_count(text, counts->withheld, "more document was", "more documents were");
		buf_add(text, STR(" withheld, because some part could not be read or not be proven clean;\n"
				  "index.csv says why.\n"));
	} else {
		buf_add(text, STR("No document was withheld.\n"));
	}
	if (counts->kept) {
		add_count(text, counts->kept, "detail was", "details were");
		buf_add(text, STR(" kept because somebody decided so; audit.jsonl lists them.\n"));
	}
	buf_add(text, STR("Made with blackbar "));
	buf_add(text, facts->version);
	buf_add(text, STR(" under the policy \""));
	buf_add(text, facts->policy);
	buf_add_byte(text, '"');
	if (facts->policy_version.len) {
		buf_add(text, STR(", version "));
		buf_add(text, facts->policy_version);
	}
	if (facts->title.len) {
		buf_add(text, STR(":\n"));
		buf_add(text, facts->title);
	}
	if (facts->jurisdiction.len) {
		buf_add(text, STR(" ("));
		buf_add(text, facts->jurisdiction);
		buf_add_byte(text, ')');
	}
	if (facts->verified_by.len && facts->verified_on.len) {
		buf_add(text, STR(".\nThe policy was verified by "));
		buf_add(text, facts->verified_by);
		buf_add(text, STR(" on "));
		buf_add(text, facts->verified_on);
		buf_add(text, STR(".\n\n"));
	} else {
		buf_add(text, STR(".\nNo lawyer has signed this policy: its citations are a proposal.\n\n"));
	}
	buf_add_text(text, what_it_is);
	if (facts->is_signed)
		buf_add_text(text, "SHA256SUMS.minisig  The agency's signature on SHA256SUMS.\n");
	buf_add_byte(text, '\n');
	buf_add_text(text, how_to_check);
	buf_add_text(text, facts->is_signed ? how_to_check_signed : how_to_check_unsigned);
	buf_add_byte(text, '\n');
	buf_add_text(text, not_promised);
}
