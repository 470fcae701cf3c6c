/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "explain.h"

#include <string.h>

static uint64_t count_lines(struct str text)
{
	const char *from = text.ptr, *end = text.ptr + text.len;
	uint64_t lines = 0;
	while (from < end && (from = memchr(from, '\n', (size_t)(end - from))) != NULL) {
		lines++;
		from++;
	}
	return lines;
}

uint64_t explain_line_from(struct line_place *place, struct str text, size_t at)
{
	at = at < text.len ? at : text.len;
	if (at >= place->at)
		place->lines += count_lines(str_part(text, (struct span){place->at, at}));
	else
		place->lines -= count_lines(str_part(text, (struct span){at, place->at}));
	place->at = at;
	return place->lines + 1;
}

uint64_t explain_line(struct str text, size_t at)
{
	struct line_place place = {0};
	return explain_line_from(&place, text, at);
}

static void explain_persons(struct buf *text, const struct part *part)
{
	for (size_t i = 0; i < part->person_count; i++) {
		const struct person *person = &part->persons[i];
		buf_printf(text, "person %zu, %s:", i + 1, who_name(person->who));
		for (size_t j = 0; j < person->part_count; j++)
			buf_printf(text, " %.*s", (int)person->parts[j].folded.len, person->parts[j].folded.ptr);
		if (person->is.age_low >= 0)
			buf_printf(text, ", age %d", (int)person->is.age_low);
		buf_add_byte(text, '\n');
		bool any = false;
		for (unsigned bit = 0; bit < 32; bit++)
			if (person->is.evidence >> bit & 1) {
				buf_printf(text, "    because: %s\n", evidence_text((enum evidence)(1u << bit)));
				any = true;
			}
		if (!any)
			buf_printf(text, "    because: %s\n", evidence_text((enum evidence)0));
	}
}

static void explain_findings(struct buf *text, const struct engine *engine, const struct view *view,
			     const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		const struct policy_line *line = policy_line(engine->policy, finding->what, finding->who);
		struct str value = str_part(buf_str(&view->text), finding->span);
		buf_printf(text, "line %llu: %s, %s, %s: ", (unsigned long long)explain_line(buf_str(&view->text), finding->span.from),
			   what_name(finding->what), who_name(finding->who), line && line->cut ? "cut" : "keep");
		for (size_t j = 0; j < value.len; j++)
			buf_add_byte(text, value.ptr[j] == '\n' ? ' ' : value.ptr[j]);
		if (finding->person >= 0)
			buf_printf(text, " (person %d)", (int)finding->person + 1);
		if (finding->rule == RULE_LEARNED)
			buf_add(text, STR(" [learned: what stands beside it is what stands beside such places in marked reports]"));
		else if (finding->evidence == 0 && finding->rule < rule_count(engine->packs))
			buf_printf(text, " [%s]", rule_at(engine->packs, finding->rule)->id);
		buf_add_byte(text, '\n');
	}
}

void explain_part(struct buf *text, const struct engine *engine, const struct view *view,
		  const struct finding_list *findings, const struct part *part)
{
	explain_persons(text, part);
	explain_findings(text, engine, view, findings);
}
