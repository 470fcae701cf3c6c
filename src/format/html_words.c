/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* All in small letters and sorted. */
#include "format/html_words.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[] = {
	"-apple-system", "-moz-appearance", "-moz-border-radius", "-moz-box-shadow", "-moz-box-sizing", "-moz-hyphens",
	"-moz-osx-font-smoothing", "-moz-user-select", "-ms-hyphens", "-ms-interpolation-mode", "-ms-text-size-adjust", "-ms-transform",
	"-ms-user-select", "-webkit-appearance", "-webkit-border-radius", "-webkit-box-shadow", "-webkit-box-sizing",
	"-webkit-font-smoothing", "-webkit-hyphens", "-webkit-min-device-pixel-ratio", "-webkit-overflow-scrolling",
	"-webkit-print-color-adjust", "-webkit-tap-highlight-color", "-webkit-text-size-adjust", "-webkit-transform", "-webkit-transition",
	"-webkit-user-select", "_blank", "_parent", "_self", "_top", "a3", "a4", "a5", "above", "absolute", "active", "activeborder",
	"additive", "after", "alert", "aliceblue", "align-content", "align-items", "align-self", "all", "alphabetic", "alternate", "always",
	"and", "animate", "animatemotion", "animatetransform", "animation", "annotation", "antialiased", "antiquewhite", "any-hover",
	"anywhere", "appearance", "appendix", "application", "aqua", "aquamarine", "article", "aspect-ratio", "assertive", "async", "author",
	"auto", "avoid", "avoid-page", "azure", "backdrop", "backdrop-filter", "backface-visibility", "background", "background-attachment",
	"background-blend-mode", "background-clip", "background-color", "background-origin", "background-position", "background-position-x",
	"background-position-y", "background-repeat", "background-size", "backwards", "banner", "baseline", "before", "beige", "below",
	"bevel", "bidi-override", "bisque", "black", "blanchedalmond", "blink", "blinkmacsystemfont", "block", "block-size", "blue",
	"blueviolet", "blur", "bold", "bolder", "bookmark", "border", "border-block", "border-bottom", "border-bottom-color",
	"border-bottom-left-radius", "border-bottom-right-radius", "border-bottom-style", "border-bottom-width", "border-box",
	"border-collapse", "border-color", "border-image", "border-left", "border-left-color", "border-left-style", "border-left-width",
	"border-radius", "border-right", "border-right-color", "border-right-style", "border-right-width", "border-spacing", "border-style",
	"border-top", "border-top-color", "border-top-left-radius", "border-top-right-radius", "border-top-style", "border-top-width",
	"border-width", "both", "bottom", "box", "box-shadow", "box-sizing", "break-after", "break-all", "break-before", "break-inside",
	"break-spaces", "break-word", "brightness", "brown", "burlywood", "butt", "button", "buttonface", "cadetblue", "calc", "canonical",
	"canvas", "canvastext", "capitalize", "caption", "caption-side", "captions", "caret-color", "center", "central", "ch", "chapter",
	"char", "charset", "chartreuse", "checkbox", "checked", "chocolate", "circle", "clamp", "clear", "clip", "clip-path", "clippath",
	"closest-side", "cm", "coarse", "col", "col-resize", "colgroup", "collapse", "color", "color-adjust", "color-scheme", "cols",
	"column", "column-count", "column-fill", "column-gap", "column-reverse", "column-rule", "column-span", "column-width",
	"columnheader", "columns", "compact", "complementary", "contain", "content-box", "content-type", "contentinfo", "contents",
	"contrast", "copyright", "coral", "cornflowerblue", "cornsilk", "counter-increment", "counter-reset", "cover", "crimson",
	"crisp-edges", "crosshair", "css", "cubic-bezier", "currentcolor", "cursive", "cursor", "cyan", "dark", "darkblue", "darkcyan",
	"darkgoldenrod", "darkgray", "darkgreen", "darkgrey", "darkkhaki", "darkmagenta", "darkolivegreen", "darkorange", "darkorchid",
	"darkred", "darksalmon", "darkseagreen", "darkslateblue", "darkslategray", "darkslategrey", "darkturquoise", "darkviolet", "dashed",
	"data", "date", "datetime-local", "decimal", "decimal-leading-zero", "deeppink", "deepskyblue", "default", "defs", "deg", "dense",
	"device-height", "device-width", "dialog", "dimgray", "dimgrey", "direction", "disabled", "disc", "display", "distribute",
	"dns-prefetch", "document", "dodgerblue", "dominant-baseline", "dotted", "double", "dpcm", "dpi", "dppx", "drop-shadow", "e-resize",
	"eager", "ease", "ease-in", "ease-in-out", "ease-out", "economy", "element", "ellipse", "ellipsis", "em", "email", "embed", "emoji",
	"empty", "empty-cells", "enabled", "end", "even", "evenodd", "ew-resize", "ex", "exact", "exactly", "external", "false", "fantasy",
	"farthest-corner", "feblend", "fecolormatrix", "fecomposite", "feflood", "fegaussianblur", "femerge", "femergenode", "feoffset",
	"file", "file-selector-button", "fill", "fill-opacity", "fill-rule", "filter", "fine", "firebrick", "first", "first-child",
	"first-letter", "first-line", "first-of-type", "fit", "fit-content", "fixed", "flex", "flex-basis", "flex-direction", "flex-end",
	"flex-flow", "flex-grow", "flex-shrink", "flex-start", "flex-wrap", "float", "floralwhite", "flow-root", "focus", "focus-visible",
	"focus-within", "font", "font-display", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust",
	"font-stretch", "font-style", "font-variant", "font-variant-caps", "font-variant-ligatures", "font-variant-numeric", "font-weight",
	"foreignobject", "forestgreen", "form", "form-data", "forwards", "fr", "frame", "from", "fuchsia", "full-width", "gainsboro", "gap",
	"generator", "geometricprecision", "get", "ghostwhite", "gif", "glossary", "gold", "goldenrod", "grab", "grabbing", "grame",
	"gramme", "gray", "grayscale", "graytext", "green", "greenyellow", "grey", "grid", "grid-auto-flow", "grid-column-gap", "grid-gap",
	"grid-row-gap", "gridcell", "groove", "group", "groups", "hanging", "hard", "has", "heading", "height", "help", "hidden", "hide",
	"high", "highlight", "highlighttext", "honeydew", "horizontal", "horizontal-tb", "hotpink", "hover", "hsides", "hsl", "hsla", "html",
	"hyphens", "icon", "image", "image-rendering", "img", "important", "in", "index", "indianred", "indigo", "infinite",
	"infobackground", "infotext", "inherit", "initial", "initial-scale", "inline", "inline-block", "inline-flex", "inline-grid",
	"inline-table", "inset", "inside", "inter-character", "inter-word", "invalid", "is", "iso-8859-1", "isolate", "isolation", "italic",
	"ivory", "javascript", "jpeg", "jpg", "justify", "justify-content", "justify-items", "justify-self", "keep-all", "khaki",
	"landscape", "lang", "large", "larger", "last-child", "last-of-type", "lavender", "lavenderblush", "lawngreen", "lazy", "left",
	"legal", "lemonchiffon", "letter", "letter-spacing", "lhs", "license", "light", "lightblue", "lightcoral", "lightcyan", "lighter",
	"lightgoldenrodyellow", "lightgray", "lightgreen", "lightgrey", "lightpink", "lightsalmon", "lightseagreen", "lightskyblue",
	"lightslategray", "lightslategrey", "lightsteelblue", "lightyellow", "lime", "limegreen", "line", "line-break", "line-height",
	"line-through", "linear", "linear-gradient", "lineargradient", "linen", "link", "list", "list-item", "list-style",
	"list-style-position", "list-style-type", "listitem", "local", "log", "low", "lower-alpha", "lower-greek", "lower-latin",
	"lower-roman", "lowercase", "ltr", "magenta", "main", "manipulation", "manual", "margin", "margin-block", "margin-bottom",
	"margin-inline", "margin-left", "margin-right", "margin-top", "marker", "maroon", "mask", "math", "matrix", "max", "max-content",
	"max-device-width", "max-height", "max-width", "maximum-scale", "medium", "mediumaquamarine", "mediumblue", "mediumorchid",
	"mediumpurple", "mediumseagreen", "mediumslateblue", "mediumspringgreen", "mediumturquoise", "mediumvioletred", "meet", "menu",
	"menubar", "menuitem", "menutext", "metadata", "meter", "mfrac", "middle", "midnightblue", "min", "min-content",
	"min-device-pixel-ratio", "min-device-width", "min-height", "min-resolution", "min-width", "minimum-scale", "mintcream", "mistyrose",
	"miter", "mix-blend-mode", "mm", "moccasin", "monospace", "month", "move", "mover", "mrow", "ms", "mso-line-height-rule",
	"mso-table-lspace", "mso-table-rspace", "msofooter", "msoheader", "msohyperlink", "msolistparagraph", "msonormal", "msonospacing",
	"msotablegrid", "msotablenormal", "msotitle", "mspace", "msqrt", "mstyle", "msub", "msup", "mtable", "mtd", "mtr", "multipart",
	"munder", "n", "n-resize", "navajowhite", "navigation", "navy", "next", "no", "no-preference", "no-repeat", "noarchive", "nofollow",
	"noindex", "none", "nonzero", "noopener", "noreferrer", "normal", "not", "not-allowed", "nowrap", "ns-resize", "nth-child",
	"nth-last-child", "nth-last-of-type", "nth-of-type", "null", "number", "o:p", "object-fit", "object-position", "objectboundingbox",
	"oblique", "odd", "off", "oldlace", "olive", "olivedrab", "on", "only", "only-child", "only-of-type", "opacity",
	"optimizelegibility", "optimizespeed", "optional", "or", "orange", "orangered", "orchid", "order", "orientation", "originator",
	"orphans", "outline", "outline-color", "outline-offset", "outline-style", "outline-width", "outset", "outside", "overflow",
	"overflow-wrap", "overflow-x", "overflow-y", "overline", "padding", "padding-block", "padding-bottom", "padding-box",
	"padding-inline", "padding-left", "padding-right", "padding-top", "page", "page-break-after", "page-break-before",
	"page-break-inside", "palegoldenrod", "palegreen", "paleturquoise", "palevioletred", "papayawhip", "password", "path", "pattern",
	"paused", "pc", "peachpuff", "perspective", "peru", "picture", "pink", "pixelated", "placeholder", "plain", "plaintext", "plum",
	"png", "pointer", "pointer-events", "polite", "poly", "polygon", "polyline", "portrait", "position", "post", "powderblue", "pre",
	"pre-line", "pre-wrap", "preconnect", "prefers-color-scheme", "prefers-reduced-motion", "preload", "presentation", "preserve",
	"prev", "print", "print-color-adjust", "progid", "progress", "pt", "purple", "px", "q", "rad", "radial-gradient", "radialgradient",
	"radio", "range", "read-only", "rebeccapurple", "rect", "red", "reduce", "region", "relative", "rem", "repeat", "repeat-x",
	"repeat-y", "repeating-linear-gradient", "replacestate", "required", "reset", "resize", "resolution", "revert", "rgb", "rgba", "rhs",
	"ridge", "right", "robots", "root", "rosybrown", "rotate", "round", "row", "row-gap", "row-resize", "row-reverse", "rowgroup",
	"rowheader", "rows", "royalblue", "rtl", "rules", "run-in", "running", "s", "saddlebrown", "salmon", "sandybrown", "sans-serif",
	"scale", "scale-down", "scalex", "scaley", "screen", "scroll", "scroll-behavior", "seagreen", "search", "seashell", "section",
	"selection", "semantics", "separate", "separator", "serif", "set", "shortcut", "show", "shrink-to-fit", "sideways", "sienna",
	"silver", "size", "skew", "skyblue", "slateblue", "slategray", "slategrey", "slice", "slot", "small", "small-caps", "smaller",
	"smooth", "snow", "soft", "solid", "space", "space-around", "space-between", "space-evenly", "speak", "speech", "spelle",
	"springgreen", "square", "st1:place", "start", "static", "status", "steelblue", "steps", "sticky", "stop", "stop-color",
	"stop-opacity", "stretch", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
	"stroke-width", "stylesheet", "sub", "submit", "subpixel-antialiased", "subsection", "subtitles", "super", "svg", "swap", "switch",
	"symbol", "sync", "system-ui", "tab", "tab-size", "table", "table-caption", "table-cell", "table-column", "table-column-group",
	"table-footer-group", "table-header-group", "table-layout", "table-row", "table-row-group", "tablist", "tabpanel", "tag", "tan",
	"target", "teal", "tel", "text", "text-after-edge", "text-align", "text-align-last", "text-anchor", "text-bottom", "text-decoration",
	"text-decoration-color", "text-decoration-line", "text-decoration-style", "text-decoration-thickness", "text-indent", "text-justify",
	"text-overflow", "text-rendering", "text-shadow", "text-size-adjust", "text-top", "text-transform", "text-underline-offset",
	"text-underline-position", "textpath", "thick", "thin", "thistle", "time", "to", "tomato", "toolbar", "tooltip", "top", "touch",
	"touch-action", "transform", "transform-origin", "transition", "transition-delay", "transition-duration", "transition-property",
	"transition-timing-function", "translate", "translatex", "translatey", "transparent", "treegrid", "true", "tspan", "turn",
	"turquoise", "ui-monospace", "ui-rounded", "ui-sans-serif", "ui-serif", "undefined", "underline", "unicode-bidi", "unset", "up",
	"upper-alpha", "upper-latin", "upper-roman", "uppercase", "upright", "url", "us-ascii", "use", "user-scalable", "user-select",
	"userspaceonuse", "utf-16", "utf-8", "valid", "vertical", "vertical-align", "vertical-lr", "vertical-rl", "vh", "view", "viewport",
	"viewport-fit", "violet", "visibility", "visible", "visited", "vmax", "vmin", "void", "vsides", "vw", "wait", "week", "wheat",
	"where", "white", "white-space", "whitesmoke", "widows", "width", "window", "windows-1252", "windowtext", "word-break",
	"word-spacing", "word-wrap", "wrap", "wrap-reverse", "writing-mode", "x", "x-large", "x-small", "x-www-form-urlencoded", "xhtml",
	"xmaxymax", "xmidymid", "xmidymin", "xminymin", "xml", "xx-large", "xx-small", "yellow", "yellowgreen", "yes", "z-index", "zoom",
	"zoom-in", "zoom-out"};

static const char *const attributes[] = {
	"abbr", "about", "accept", "accept-charset", "accesskey", "action", "align", "alink", "allow", "allowfullscreen", "alt", "anchor",
	"archive", "aria-activedescendant", "aria-atomic", "aria-autocomplete", "aria-busy", "aria-checked", "aria-colcount",
	"aria-colindex", "aria-colspan", "aria-controls", "aria-current", "aria-describedby", "aria-description", "aria-details",
	"aria-disabled", "aria-expanded", "aria-haspopup", "aria-hidden", "aria-invalid", "aria-keyshortcuts", "aria-label",
	"aria-labelledby", "aria-level", "aria-live", "aria-modal", "aria-multiline", "aria-multiselectable", "aria-orientation",
	"aria-owns", "aria-placeholder", "aria-posinset", "aria-pressed", "aria-readonly", "aria-relevant", "aria-required",
	"aria-roledescription", "aria-rowcount", "aria-rowindex", "aria-rowspan", "aria-selected", "aria-setsize", "aria-sort",
	"aria-valuemax", "aria-valuemin", "aria-valuenow", "aria-valuetext", "as", "async", "autocapitalize", "autocomplete", "autofocus",
	"autoplay", "axis", "background", "behavior", "bgcolor", "blocking", "border", "bordercolor", "bottommargin", "cellpadding",
	"cellspacing", "char", "charoff", "charset", "checked", "cite", "class", "classid", "clear", "clip-path", "code", "codebase",
	"codetype", "color", "cols", "colspan", "compact", "content", "contenteditable", "controls", "coords", "crossorigin", "cx", "cy",
	"d", "data", "datafld", "datasrc", "datatype", "datetime", "declare", "decoding", "default", "defer", "dir", "direction", "dirname",
	"disabled", "dominant-baseline", "download", "draggable", "dx", "dy", "enctype", "enterkeyhint", "event", "face", "fetchpriority",
	"fill", "fill-opacity", "fill-rule", "font-family", "font-size", "font-style", "font-weight", "for", "form", "formaction",
	"formenctype", "formmethod", "formnovalidate", "formtarget", "frame", "frameborder", "fx", "fy", "gradienttransform",
	"gradientunits", "headers", "height", "hidden", "high", "href", "hreflang", "hspace", "http-equiv", "id", "imagesizes",
	"imagesrcset", "inert", "inlist", "inputmode", "integrity", "is", "ismap", "itemid", "itemprop", "itemref", "itemscope", "itemtype",
	"kind", "label", "lang", "language", "leftmargin", "letter-spacing", "link", "list", "loading", "longdesc", "loop", "low", "lowsrc",
	"manifest", "marginheight", "marginwidth", "markerheight", "markerunits", "markerwidth", "max", "maxlength", "media", "method",
	"min", "minlength", "multiple", "muted", "name", "nohref", "nomodule", "nonce", "noresize", "noshade", "novalidate", "nowrap",
	"object", "offset", "opacity", "open", "optimum", "orient", "overflow", "p:id", "pathlength", "pattern", "patterntransform",
	"patternunits", "ping", "placeholder", "playsinline", "points", "popover", "popovertarget", "poster", "prefix", "preload",
	"preserveaspectratio", "profile", "prompt", "property", "r", "readonly", "refx", "refy", "rel", "required", "resource", "rev",
	"reversed", "rightmargin", "role", "rowheight", "rows", "rowspan", "rules", "rx", "ry", "sandbox", "scheme", "scope", "scoped",
	"scrolling", "selected", "shape", "size", "sizes", "slot", "span", "spellcheck", "spreadmethod", "src", "srcdoc", "srclang",
	"srcset", "standby", "start", "step", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-linecap",
	"stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "style", "summary", "tabindex", "target", "text",
	"text-anchor", "textlength", "title", "topmargin", "transform", "translate", "type", "typeof", "usemap", "valign", "value",
	"valuetype", "vector-effect", "version", "viewbox", "visibility", "vlink", "vocab", "vspace", "width", "wrap", "writingsuggestions",
	"x", "x1", "x2", "xlink:href", "xlink:title", "xlink:type", "xml:lang", "xml:space", "xmlns", "xmlns:xlink", "y", "y1", "y2"};

static const char *const fonts[] = {
	"-apple-system", "apple color emoji", "aptos", "aptos display", "arial", "arial black", "arial narrow",
	"arial unicode ms", "blinkmacsystemfont", "book antiqua", "bookman old style", "calibri", "calibri light", "cambria",
	"cambria math", "candara", "cantarell", "century gothic", "comic sans ms", "consolas", "constantia", "corbel", "courier",
	"courier new", "cursive", "dejavu sans", "dejavu sans mono", "dejavu serif", "droid sans", "fantasy", "fira sans",
	"franklin gothic medium", "futura", "garamond", "geneva", "georgia", "gill sans", "helvetica", "helvetica neue",
	"impact", "inherit", "initial", "inter", "lato", "liberation mono", "liberation sans", "liberation serif",
	"lucida bright", "lucida console", "lucida grande", "lucida sans", "lucida sans unicode", "menlo",
	"microsoft sans serif", "monaco", "monospace", "ms gothic", "ms mincho", "ms sans serif", "ms serif", "noto color emoji",
	"noto sans", "noto serif", "open sans", "oxygen", "palatino", "palatino linotype", "roboto", "roboto mono", "sans",
	"sans-serif", "segoe ui", "segoe ui emoji", "segoe ui symbol", "serif", "sf pro display", "sf pro text",
	"sfmono-regular", "source code pro", "source sans pro", "symbol", "system-ui", "tahoma", "times", "times new roman",
	"trebuchet ms", "ubuntu", "ui-monospace", "ui-sans-serif", "verdana", "webdings", "wingdings", "wingdings 2",
	"wingdings 3"};

struct list {
	const char *const *words;
	size_t count;
};

enum { LONGEST = 40 };

static int compare(const void *key, const void *word)
{
	return strcmp(key, *(const char *const *)word);
}

static bool has(struct list list, struct str word)
{
	char small[LONGEST];
	if (word.len == 0 || word.len >= sizeof small)
		return false;
	for (size_t i = 0; i < word.len; i++)
		small[i] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? (char)(word.ptr[i] | 0x20) : word.ptr[i];
	small[word.len] = '\0';
	return bsearch(small, list.words, list.count, sizeof *list.words, compare) != NULL;
}

bool html_word(struct str word)
{
	return has((struct list){words, sizeof words / sizeof *words}, word);
}

bool html_attribute_known(struct str name)
{
	return has((struct list){attributes, sizeof attributes / sizeof *attributes}, name);
}

bool html_font(struct str name)
{
	return has((struct list){fonts, sizeof fonts / sizeof *fonts}, name);
}
