/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/format.h"

const struct format *format_choose(struct str head, struct str name)
{
	static const struct format *const formats[] = {
		&format_pdf,
		&format_xml,
		&format_html,
		&format_rtf,
		&format_office,
		&format_image,
		&format_mail,
		&format_json,
		&format_table,
		&format_fixed,
		&format_text,
	};
	const struct format *best = &format_unknown;
	int most = best->bid(head, name);
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		int bid = formats[i]->bid(head, name);
		if (bid > most) {
			most = bid;
			best = formats[i];
		}
	}
	return best;
}
