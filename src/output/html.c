/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/html.h"

#include <string.h>

static const char style[] =
	"body { font: 11pt/1.45 Georgia, 'Liberation Serif', 'Times New Roman', serif; color: #111;"
	" max-width: 60em; margin: 2em auto; padding: 0 1em }\n"
	"h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 .3em }\n"
	"h2 { font-size: 1.2em; margin: 2em 0 .4em; break-after: avoid } h2 + p { break-after: avoid }\n"
	"h3 { font-size: 1em; margin: 1.4em 0 .2em; break-after: avoid; overflow-wrap: anywhere }\n"
	"p { margin: .4em 0 .7em; max-width: 48em }\n"
	"p.small, td.small, dd { color: #333; font-size: .92em }\n"
	"dt { font-weight: bold; margin-top: .6em; break-after: avoid }\n"
	"dd { margin: 0 0 .2em; max-width: 50em; break-inside: avoid }\n"
	"table { border-collapse: collapse; width: 100%; font-size: .9em; margin: .3em 0 1em }\n"
	"thead { display: table-header-group }\n"
	"tr { break-inside: avoid }\n"
	"th, td { text-align: left; vertical-align: top; padding: .22em .7em .22em 0; border-bottom: 1px solid #ccc }\n"
	"th { border-bottom: 2px solid #111; font-weight: bold; vertical-align: bottom }\n"
	"td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding: .22em .2em .22em .9em }\n"
	"th.n { white-space: normal }\n"
	"td.n + td, th.n + th { padding-left: 1.1em }\ntd.n + td.n, th.n + th.n { padding-left: .9em }\n"
	"table.totals { max-width: 42em } table.steps { width: auto }\n"
	"table.steps td:first-child { padding-right: 0; text-align: center; min-width: 1.2em }\n"
	"table.cuts { table-layout: fixed } table.cuts th:nth-child(1) { width: 24% } table.cuts th:nth-child(2) { width: 10% }\n"
	"table.cuts th:nth-child(3) { width: 18% }\n"
	"th.v { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; white-space: nowrap; padding: .4em 0 .2em }\n"
	"tr.sum td { border-top: 2px solid #111; border-bottom: 2px solid #111; font-weight: bold }\n"
	"tr.rest td { color: #444; font-style: italic }\n"
	"table.sheet { max-width: 52em } td.remark { font-size: .9em; color: #444; padding-left: 1.5em }\n"
	"table.sheet tr:has(+ tr.remark) td { border-bottom: 0; padding-bottom: 0 } tr.remark { break-before: avoid }\n"
	"td.path { overflow-wrap: anywhere; min-width: 12em }\n"
	"td.token { font-family: 'Liberation Mono', 'Courier New', monospace; font-size: .92em; overflow-wrap: anywhere }\n"
	"p.line { margin: 0 } .blank { display: inline-block; border-bottom: 1px solid #111; min-width: 18em; height: 1.2em }\n"
	"code { font-family: 'Liberation Mono', 'Courier New', monospace; font-size: .95em }\n"
	"@page { margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8.5pt Georgia, serif } }\n"
	"@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt } p, dd { max-width: none } }\n";

void html_begin(struct buf *out, struct str title, bool shown)
{
	buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
			  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	html_element(out, "title", title);
	buf_add_text(out, "<style>\n");
	buf_add_text(out, style);
	buf_add_text(out, "</style>\n</head>\n<body>\n");
	if (shown)
		html_element(out, "h1", title);
}

void html_element(struct buf *out, const char *tag, struct str text)
{
	size_t name = strcspn(tag, " ");
	buf_printf(out, "<%s>", tag);
	html_text(out, text);
	buf_printf(out, "</%.*s>\n", (int)name, tag);
}

void html_end(struct buf *out)
{
	buf_add_text(out, "</body>\n</html>\n");
}

void html_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c == '<')
			buf_add_text(out, "&lt;");
		else if (c == '>')
			buf_add_text(out, "&gt;");
		else if (c == '&')
			buf_add_text(out, "&amp;");
		else if (c == '"')
			buf_add_text(out, "&quot;");
		else
			buf_add_byte(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
}

void html_count(struct buf *out, uint64_t count)
{
	if (count >= 1000) {
		html_count(out, count / 1000);
		buf_printf(out, ",%03u", (unsigned)(count % 1000));
	} else {
		buf_add_decimal(out, count);
	}
}

void html_number_cell(struct buf *out, uint64_t count)
{
	buf_add_text(out, "<td class=\"n\">");
	html_count(out, count);
	buf_add_text(out, "</td>");
}
