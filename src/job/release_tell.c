/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>

#include "base/json.h"
#include "job/release.h"
#include "output/path.h"

static const char *plural(uint64_t count)
{
	return count == 1 ? "" : "s";
}

void release_tell(const struct release_counts *counts, const char *output, bool json, bool quiet)
{
	if (json) {
		struct buf line = {0};
		buf_printf(&line, "{\"documents\":%" PRIu64 ",\"released\":%" PRIu64 ",\"withheld\":%" PRIu64 ",\"cuts\":%" PRIu64,
			   counts->documents, counts->released, counts->withheld, counts->cuts);
		buf_printf(&line, ",\"signed\":%s,\"bundle\":", counts->is_signed ? "true" : "false");
		if (output)
			json_add(&line, str_of(output));
		else
			buf_add(&line, STR("null"));
		for (size_t i = 0; i + !counts->is_signed < PATH_PAPERS; i++)
			buf_printf(&line, "%s\"%s\"", i ? "," : ",\"papers\":[", path_papers[i]);
		printf("%.*s]}\n", (int)line.len, line.ptr);
		buf_free(&line);
		return;
	}
	if (quiet)
		return;
	printf("%" PRIu64 " document%s read, %" PRIu64 " released, %" PRIu64 " withheld, %" PRIu64 " cut%s\n", counts->documents,
	       plural(counts->documents), counts->released, counts->withheld, counts->cuts, plural(counts->cuts));
	if (counts->withheld)
		printf("Withheld documents are not in the bundle; index.csv in it says why for each.\n");
	printf("What was cut and why is in redaction-log.html, how many reports of which offences in TALLY.html.\n");
	printf("Bundle: %s%s\n", output, counts->is_signed ? " (signed)" : "");
	printf("Check it with: blackbar verify %s\n", output);
}
