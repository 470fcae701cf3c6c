/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What goes from odt, odp, odg and ods. */
#include "format/clean.h"

#define COUNT(list) (sizeof list / sizeof *list)

static const struct clean_element elements[] = {
	/* tracked changes, accepted: deleted text stands in a list of its own */
	{SPACE_TEXT, "tracked-changes", CLEAN_CHANGE, NULL},
	{SPACE_TEXT, "change", CLEAN_CHANGE, NULL},
	{SPACE_TEXT, "change-start", CLEAN_CHANGE, NULL},
	{SPACE_TEXT, "change-end", CLEAN_CHANGE, NULL},
	{SPACE_TABLE, "tracked-changes", CLEAN_CHANGE, NULL},
	/* programs and what starts them */
	{SPACE_OFFICE, "scripts", CLEAN_DROP, NULL},
	{SPACE_OFFICE, "event-listeners", CLEAN_DROP, NULL},
	{SPACE_SCRIPT, "event-listener", CLEAN_DROP, NULL},
	{SPACE_TEXT, "script", CLEAN_DROP, NULL},
	{SPACE_TEXT, "execute-macro", CLEAN_UNWRAP, NULL},
	/* of who wrote it, and where else it comes from */
	{SPACE_OFFICE, "meta", CLEAN_DROP, NULL},
	{SPACE_OFFICE, "settings", CLEAN_DROP, NULL},
	{SPACE_TEXT, "section-source", CLEAN_DROP, NULL},
	{SPACE_TABLE, "table-source", CLEAN_DROP, NULL},
	{SPACE_OFFICE, "dde-source", CLEAN_DROP, NULL},
	{SPACE_TEXT, "dde-connection-decls", CLEAN_DROP, NULL},
	{SPACE_TABLE, "dde-links", CLEAN_DROP, NULL},
	{SPACE_FORM, "connection-resource", CLEAN_DROP, NULL},
	{SPACE_TABLE, "cell-range-source", CLEAN_DROP, NULL},
	{SPACE_TABLE, "database-source-sql", CLEAN_DROP, NULL},
	{SPACE_TABLE, "database-source-query", CLEAN_DROP, NULL},
	{SPACE_TABLE, "database-source-table", CLEAN_DROP, NULL},
	/* of sheets: what the cells show anyway, and old values */
	{SPACE_TABLE, "data-pilot-tables", CLEAN_DROP, NULL},
	{SPACE_TABLE, "consolidation", CLEAN_DROP, NULL},
	{SPACE_TABLE, "filter", CLEAN_DROP, NULL},
	{SPACE_TABLE, "scenario", CLEAN_DROP, NULL},
	{SPACE_TABLE, "detective", CLEAN_DROP, NULL},
	{SPACE_TABLE, "label-ranges", CLEAN_DROP, NULL},
	{SPACE_SVG, "font-face-src", CLEAN_DROP, NULL}, /* embedded fonts have only the letters that were used */
	/* what nobody can see into */
	{SPACE_OFFICE, "binary-data", CLEAN_REFUSE, "binary data"},
	{SPACE_DRAW, "object-ole", CLEAN_REFUSE, "an embedded object"},
	{SPACE_DRAW, "plugin", CLEAN_REFUSE, "a film, a sound or another plug-in"},
	{SPACE_DRAW, "applet", CLEAN_REFUSE, "an applet"},
	{SPACE_DRAW, "floating-frame", CLEAN_REFUSE, "a frame that shows another file"},
	{SPACE_PRESENTATION, "sound", CLEAN_REFUSE, "a sound"},
	{SPACE_ANIM, "audio", CLEAN_REFUSE, "a sound"},
};

static const struct clean_attribute attributes[] = {
	{SPACE_OOO, NULL, "*"},
	{SPACE_DRAW, "image", "mime-type"}, /* a placeholder may come for it */
	{SPACE_DRAW, "fill-image", "mime-type"},
	{SPACE_LOEXT, "image", "mime-type"},
	{SPACE_LOEXT, "fill-image", "mime-type"},
	{SPACE_TABLE, NULL, "protection-key*"},
	{SPACE_TEXT, NULL, "protection-key*"},
	{SPACE_LOEXT, NULL, "protection-key*"},
	/* another form of what the field shows */
	{SPACE_TEXT, "date", "date-value"},
	{SPACE_TEXT, "time", "time-value"},
	{SPACE_LOEXT, "content-control", "current-date"},
	{SPACE_LOEXT, "content-control", "data-binding*"},
	/* the same of cells; in sheets they are what the cell is: ods_clean.c */
	{SPACE_OFFICE, "table-cell", "value*"},
	{SPACE_OFFICE, "table-cell", "date-value"},
	{SPACE_OFFICE, "table-cell", "time-value"},
	{SPACE_OFFICE, "table-cell", "boolean-value"},
	{SPACE_OFFICE, "table-cell", "string-value"},
	{SPACE_OFFICE, "table-cell", "currency"},
	{SPACE_TABLE, "table-cell", "formula"},
	{SPACE_OFFICE, "covered-table-cell", "*"},
	{SPACE_TABLE, "covered-table-cell", "formula"},
};
enum { CELLS = 9 };

const struct clean_rules clean_odf = {elements, COUNT(elements), attributes, COUNT(attributes)};
const struct clean_rules clean_ods = {elements, COUNT(elements), attributes, COUNT(attributes) - CELLS};
