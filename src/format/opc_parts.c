/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The kinds of parts of OPC documents, by the last segment of the type of the relationship that leads to them. Order does
 * not matter. A kind that is not here withholds the document. */
#include "format/opc.h"

#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define SLIDES "application/vnd.openxmlformats-officedocument.presentationml."
#define SHEETS "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define OFFICE "application/vnd.openxmlformats-officedocument."
#define DRAWING "application/vnd.openxmlformats-officedocument.drawingml."

static const struct opc_part parts[] = {
	/* text that people read, or that other text needs */
	{"officeDocument", OPC_SEEN, NULL, NULL},
	{"header", OPC_SEEN, WORD "header+xml", NULL},
	{"footer", OPC_SEEN, WORD "footer+xml", NULL},
	{"footnotes", OPC_SEEN, WORD "footnotes+xml", NULL},
	{"endnotes", OPC_SEEN, WORD "endnotes+xml", NULL},
	{"comments", OPC_SEEN, NULL, NULL}, /* of documents, slides and sheets */
	{"numbering", OPC_SEEN, WORD "numbering+xml", NULL},
	{"styles", OPC_SEEN, NULL, NULL},
	{"settings", OPC_SEEN, WORD "settings+xml", NULL},
	{"theme", OPC_SEEN, OFFICE "theme+xml", NULL},
	{"themeOverride", OPC_SEEN, OFFICE "themeOverride+xml", NULL},
	{"slide", OPC_SEEN, SLIDES "slide+xml", NULL},
	{"slideMaster", OPC_SEEN, SLIDES "slideMaster+xml", NULL},
	{"slideLayout", OPC_SEEN, SLIDES "slideLayout+xml", NULL},
	{"notesSlide", OPC_SEEN, SLIDES "notesSlide+xml", NULL},
	{"notesMaster", OPC_SEEN, SLIDES "notesMaster+xml", NULL},
	{"handoutMaster", OPC_SEEN, SLIDES "handoutMaster+xml", NULL},
	{"commentAuthors", OPC_SEEN, SLIDES "commentAuthors+xml", NULL},
	{"authors", OPC_SEEN, "application/vnd.ms-powerpoint.authors+xml", NULL},
	{"presProps", OPC_SEEN, SLIDES "presProps+xml", NULL},
	{"tableStyles", OPC_SEEN, SLIDES "tableStyles+xml", NULL},
	{"worksheet", OPC_SEEN, SHEETS "worksheet+xml", NULL},
	{"chartsheet", OPC_SEEN, SHEETS "chartsheet+xml", NULL},
	{"sharedStrings", OPC_SEEN, SHEETS "sharedStrings+xml", NULL}, /* go into the cells: xlsx_clean.c */
	{"table", OPC_SEEN, SHEETS "table+xml", NULL},
	{"sheetMetadata", OPC_SEEN, SHEETS "sheetMetadata+xml", NULL},
	{"drawing", OPC_SEEN, OFFICE "drawing+xml", NULL},
	{"chart", OPC_SEEN, DRAWING "chart+xml", NULL},
	{"chartEx", OPC_SEEN, "application/vnd.ms-office.chartex+xml", NULL},
	{"chartUserShapes", OPC_SEEN, DRAWING "chartshapes+xml", NULL},
	{"chartStyle", OPC_SEEN, "application/vnd.ms-office.chartstyle+xml", NULL},
	{"chartColorStyle", OPC_SEEN, "application/vnd.ms-office.chartcolorstyle+xml", NULL},
	{"diagramData", OPC_SEEN, DRAWING "diagramData+xml", NULL},
	{"diagramLayout", OPC_SEEN, DRAWING "diagramLayout+xml", NULL},
	{"diagramQuickStyle", OPC_SEEN, DRAWING "diagramStyle+xml", NULL},
	{"diagramColors", OPC_SEEN, DRAWING "diagramColors+xml", NULL},
	{"diagramDrawing", OPC_SEEN, "application/vnd.ms-office.drawingml.diagramDrawing+xml", NULL},
	{"vmlDrawing", OPC_SEEN, OFFICE "vmlDrawing", NULL},

	/* what says who wrote it when and where, or only helps a program */
	{"core-properties", OPC_DROPPED, NULL, NULL},
	{"extended-properties", OPC_DROPPED, NULL, NULL},
	{"custom-properties", OPC_DROPPED, NULL, NULL},
	{"thumbnail", OPC_DROPPED, NULL, NULL},
	{"people", OPC_DROPPED, NULL, NULL},
	{"person", OPC_DROPPED, NULL, NULL},
	{"commentsExtended", OPC_DROPPED, NULL, NULL},
	{"commentsIds", OPC_DROPPED, NULL, NULL},
	{"commentsExtensible", OPC_DROPPED, NULL, NULL},
	{"customXml", OPC_DROPPED, NULL, NULL},
	{"customXmlProps", OPC_DROPPED, NULL, NULL},
	{"glossaryDocument", OPC_DROPPED, NULL, NULL},
	{"fontTable", OPC_DROPPED, NULL, NULL}, /* embedded fonts have only the letters that were used */
	{"font", OPC_DROPPED, NULL, NULL},
	{"webSettings", OPC_DROPPED, NULL, NULL},
	{"stylesWithEffects", OPC_DROPPED, NULL, NULL},
	{"viewProps", OPC_DROPPED, NULL, NULL},
	{"tags", OPC_DROPPED, NULL, NULL},
	{"changesInfo", OPC_DROPPED, NULL, NULL},
	{"calcChain", OPC_DROPPED, NULL, NULL},
	{"volatileDependencies", OPC_DROPPED, NULL, NULL},
	{"threadedComment", OPC_DROPPED, NULL, NULL}, /* the comments of the sheet have its text */
	{"externalLink", OPC_DROPPED, NULL, NULL},
	{"externalLinkPath", OPC_DROPPED, NULL, NULL},
	{"connections", OPC_DROPPED, NULL, NULL},
	{"queryTable", OPC_DROPPED, NULL, NULL},
	{"pivotTable", OPC_DROPPED, NULL, NULL}, /* the cells have what it shows */
	{"pivotCacheDefinition", OPC_DROPPED, NULL, NULL},
	{"pivotCacheRecords", OPC_DROPPED, NULL, NULL},
	{"slicer", OPC_DROPPED, NULL, NULL},
	{"slicerCache", OPC_DROPPED, NULL, NULL},
	{"timeline", OPC_DROPPED, NULL, NULL},
	{"timelineCache", OPC_DROPPED, NULL, NULL},
	{"revisionHeaders", OPC_DROPPED, NULL, NULL},
	{"revisionLog", OPC_DROPPED, NULL, NULL},
	{"usernames", OPC_DROPPED, NULL, NULL},
	{"xmlMaps", OPC_DROPPED, NULL, NULL},
	{"customProperty", OPC_DROPPED, NULL, NULL},
	{"tableSingleCells", OPC_DROPPED, NULL, NULL},
	{"ctrlProp", OPC_WITHHELD, NULL, "a form control"},
	{"revisionInfo", OPC_DROPPED, NULL, NULL},
	{"documenttasks", OPC_DROPPED, NULL, NULL},
	{"classificationlabels", OPC_DROPPED, NULL, NULL},
	{"printerSettings", OPC_DROPPED, NULL, NULL},
	{"attachedTemplate", OPC_DROPPED, NULL, NULL},
	{"mailMergeSource", OPC_DROPPED, NULL, NULL},
	{"mailMergeHeaderSource", OPC_DROPPED, NULL, NULL},
	{"mailMergeRecipientData", OPC_DROPPED, NULL, NULL},
	{"recipientData", OPC_DROPPED, NULL, NULL},
	{"transform", OPC_DROPPED, NULL, NULL},
	{"keyMapCustomizations", OPC_DROPPED, NULL, NULL},
	{"attachedToolbars", OPC_DROPPED, NULL, NULL},
	{"userCustomization", OPC_DROPPED, NULL, NULL},
	{"extensibility", OPC_DROPPED, NULL, NULL},
	{"webextensiontaskpanes", OPC_DROPPED, NULL, NULL},
	{"webextension", OPC_DROPPED, NULL, NULL},
	{"origin", OPC_DROPPED, NULL, NULL}, /* of digital signatures, which no changed document can keep */

	/* what nobody can see into */
	{"image", OPC_PICTURE, NULL, "a picture"},
	{"hdphoto", OPC_PICTURE, NULL, "a picture"},
	{"oleObject", OPC_WITHHELD, NULL, "an embedded object"},
	{"package", OPC_WITHHELD, NULL, "an embedded document"},
	{"control", OPC_WITHHELD, NULL, "an ActiveX control"},
	{"activeXControlBinary", OPC_WITHHELD, NULL, "an ActiveX control"},
	{"vbaProject", OPC_WITHHELD, NULL, "a macro"},
	{"wordVbaData", OPC_WITHHELD, NULL, "a macro"},
	{"audio", OPC_WITHHELD, NULL, "a sound recording"},
	{"video", OPC_WITHHELD, NULL, "a film"},
	{"media", OPC_WITHHELD, NULL, "a film or sound recording"},
	{"aFChunk", OPC_WITHHELD, NULL, "a document of another format inside it"},
	{"subDocument", OPC_WITHHELD, NULL, "a subdocument in a file of its own"},
	{"frame", OPC_WITHHELD, NULL, "a frame that shows another file"},
	{"slideUpdateInfo", OPC_WITHHELD, NULL, "a slide that is kept up to date from elsewhere"},

	{"hyperlink", OPC_LINK, NULL, NULL},
};

const struct opc_part *opc_part_of(struct str relation)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_equal(relation, str_of(parts[i].relation)))
			return &parts[i];
	return NULL;
}
