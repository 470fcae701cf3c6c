/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What goes from docx, pptx and xlsx. */
#include "format/clean.h"

#define COUNT(list) (sizeof list / sizeof *list)

static const struct clean_element elements[] = {
	/* tracked changes, accepted; docx_changes.c does the rest */
	{SPACE_W, "ins", CLEAN_INSERT, NULL},
	{SPACE_W, "moveTo", CLEAN_INSERT, NULL},
	{SPACE_W, "del", CLEAN_CHANGE, NULL},
	{SPACE_W, "moveFrom", CLEAN_CHANGE, NULL},
	{SPACE_W, "moveFromRangeStart", CLEAN_CHANGE, NULL},
	{SPACE_W, "moveFromRangeEnd", CLEAN_CHANGE, NULL},
	{SPACE_W, "moveToRangeStart", CLEAN_CHANGE, NULL},
	{SPACE_W, "moveToRangeEnd", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlInsRangeStart", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlInsRangeEnd", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlDelRangeStart", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlDelRangeEnd", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlMoveFromRangeStart", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlMoveFromRangeEnd", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlMoveToRangeStart", CLEAN_CHANGE, NULL},
	{SPACE_W, "customXmlMoveToRangeEnd", CLEAN_CHANGE, NULL},
	{SPACE_W, "rPrChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "pPrChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "sectPrChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "tblPrChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "tblPrExChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "tblGridChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "trPrChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "tcPrChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "numberingChange", CLEAN_CHANGE, NULL},
	{SPACE_W, "cellIns", CLEAN_CHANGE, NULL},
	{SPACE_W, "cellDel", CLEAN_REFUSE, "a table cell whose deletion is not accepted"},
	{SPACE_W, "cellMerge", CLEAN_REFUSE, "table cells whose merging is not accepted"},
	{SPACE_W, "delText", CLEAN_CHANGE, NULL},
	{SPACE_W, "delInstrText", CLEAN_CHANGE, NULL},
	/* of the program that wrote it */
	{SPACE_W, "proofErr", CLEAN_DROP, NULL},
	{SPACE_W, "permStart", CLEAN_DROP, NULL},
	{SPACE_W, "permEnd", CLEAN_DROP, NULL},
	{SPACE_W, "lastRenderedPageBreak", CLEAN_DROP, NULL},
	{SPACE_W, "fldData", CLEAN_DROP, NULL},
	{SPACE_W, "printerSettings", CLEAN_DROP, NULL},
	{SPACE_W, "rsids", CLEAN_DROP, NULL},
	{SPACE_W, "rsid", CLEAN_DROP, NULL},
	{SPACE_W, "nsid", CLEAN_DROP, NULL},
	{SPACE_W, "tmpl", CLEAN_DROP, NULL},
	/* what ties content to data elsewhere */
	{SPACE_W, "dataBinding", CLEAN_DROP, NULL},
	{SPACE_W15, "dataBinding", CLEAN_DROP, NULL},
	{SPACE_W, "placeholder", CLEAN_DROP, NULL},
	{SPACE_W, "smartTag", CLEAN_UNWRAP, NULL},
	{SPACE_W, "smartTagPr", CLEAN_DROP, NULL},
	{SPACE_W, "customXml", CLEAN_UNWRAP, NULL},
	{SPACE_W, "customXmlPr", CLEAN_DROP, NULL},
	{SPACE_P, "custDataLst", CLEAN_DROP, NULL},
	{SPACE_P, "embeddedFontLst", CLEAN_DROP, NULL},
	{SPACE_P, "modifyVerifier", CLEAN_DROP, NULL},
	{SPACE_P15, "presenceInfo", CLEAN_DROP, NULL},
	{SPACE_CHART, "externalData", CLEAN_DROP, NULL},
	/* a picture's other forms */
	{SPACE_SVG_BLIP, "svgBlip", CLEAN_DROP, NULL},
	{SPACE_A14, "imgProps", CLEAN_DROP, NULL},
	/* what nobody can see into */
	{SPACE_W, "subDoc", CLEAN_REFUSE, "a subdocument in a file of its own"},
	{SPACE_W, "altChunk", CLEAN_REFUSE, "a document of another format inside it"},
	{SPACE_W, "binData", CLEAN_REFUSE, "binary data"},
	{SPACE_PKG, "package", CLEAN_REFUSE, "another package inside a part"},
};

static const struct clean_attribute attributes[] = {
	{SPACE_W, NULL, "rsid*"},
	{SPACE_W14, NULL, "paraId"},
	{SPACE_W14, NULL, "textId"},
	{SPACE_W, "date", "fullDate"},
	{SPACE_W, "comboBox", "lastValue"},
	{SPACE_W, "dropDownList", "lastValue"},
	{SPACE_R, "blip", "link"},
	{SPACE_R, "imagedata", "href"},
	{SPACE_VML_OFFICE, "imagedata", "href"},
	{SPACE_NONE, "imagedata", "src"},
	{SPACE_VML_OFFICE, NULL, "gfxdata"}, /* another form of the shape, zipped and in base64 */
};

const struct clean_rules clean_ooxml = {elements, COUNT(elements), attributes, COUNT(attributes)};
