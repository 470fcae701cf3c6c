#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""convert.py KIND IN_FOLDER OUT_FOLDER: writes each NNN.txt of IN_FOLDER as a document of another kind, NNN.KIND.
convert.py text IN_FOLDER_OR_BUNDLE OUT_FOLDER: the other way round: the text of each such document, as NNN.txt.

So that what is found in a report can be compared between kinds (`tests/score.py`). A line is a paragraph, and some words are
split over runs with other formatting, as office programs do. The same text gives the same bytes. A kind is one row of KINDS:
a function from text to bytes and one back. Needs only Python 3.
"""
import csv
import email
import email.policy
import html
import io
import json
import os
import quopri
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FILL = re.compile(r"\t|\f|  +")


def pack(members):
    """a zip of (name, content) in this order; a mimetype is stored"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(info, content)
    return out.getvalue()


def runs(line, number):
    """the line cut into runs, some inside of a word: every third word that is long enough, in every second line"""
    cuts, count = [0], 0
    for match in re.finditer(r"\w{4,}", line if number % 2 == 0 else ""):
        count += 1
        if count % 3 == 1:
            cuts.append(match.start() + 1 + count % 3)
    cuts.append(len(line))
    return [line[a:b] for a, b in zip(cuts, cuts[1:]) if a < b]


def lines_of(text):
    return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")


# ---- docx ----

def docx_run(text, number):
    parts = []
    for piece in re.split(r"(\t|\f)", text):
        if piece == "\t":
            parts.append("<w:tab/>")
        elif piece == "\f":
            parts.append('<w:br w:type="page"/>')
        elif piece:
            parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if number % 2 else ""}{"".join(parts)}</w:r>'


def docx_paragraph(line, number):
    return "<w:p>" + "".join(docx_run(run, i) for i, run in enumerate(runs(line, number))) + "</w:p>"


def docx_pack(body, more=(), relations=(), types=()):
    """a whole docx around the inside of w:body; more: (name, content); relations: (id, type, target, mode); types: (name, type)"""
    overrides = [("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), *types]
    content_types = HEAD + f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' \
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' + \
        "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides) + "</Types>"
    document = HEAD + f'<w:document xmlns:w="{W}" xmlns:r="{REL}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return pack([("[Content_Types].xml", content_types),
                 ("_rels/.rels", rels([("rId1", f"{REL}/officeDocument", "word/document.xml", "")])),
                 ("word/document.xml", document), ("word/_rels/document.xml.rels", rels(relations)), *more])


def rels(relations):
    return HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="{i}" Type="{t}" Target="{escape(target)}"{mode and " TargetMode=" + chr(34) + mode + chr(34)}/>'
        for i, t, target, mode in relations) + "</Relationships>"


def to_docx(text):
    return docx_pack("".join(docx_paragraph(line, i) for i, line in enumerate(lines_of(text))))


def from_docx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        root = ET.fromstring(z.read("word/document.xml"))
    out = []
    for paragraph in root.iter(f"{{{W}}}p"):
        out.append("".join({"t": e.text or "", "tab": "\t", "br": "\f", "cr": "\n"}.get(e.tag.rpartition("}")[2], "")
                           for e in paragraph.iter()))
    return "\n".join(out) + "\n"


# ---- odt ----

def odt_text(text):
    parts, last = [], 0
    for match in FILL.finditer(text):
        parts.append(escape(text[last:match.start()]))
        fill = match.group()
        parts.append("<text:tab/>" if fill == "\t" else "<text:line-break/>" if fill == "\f" else f' <text:s text:c="{len(fill) - 1}"/>')
        last = match.end()
    return "".join(parts) + escape(text[last:])


def odt_paragraph(line, number):
    spaces = len(line) - len(line.lstrip(" "))  # at the beginning of a paragraph a space is none
    inside = "".join(f'<text:span text:style-name="T1">{odt_text(run)}</text:span>' if i % 2 else odt_text(run)
                     for i, run in enumerate(runs(line[spaces:], number)))
    return f'<text:p>{f"<text:s text:c={chr(34)}{spaces}{chr(34)}/>" if spaces else ""}{inside}</text:p>'


NAMESPACES = "".join(f' xmlns:{p}="{ODF}{u}:1.0"' for p, u in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
    ("style", "style"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"), ("presentation", "presentation"),
    ("form", "form"), ("script", "script"), ("config", "config"))) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odf_pack(kind, body, more=(), automatic="", entries=()):
    """a whole odt, odp or ods around the inside of office:body; more: (name, content); entries: (name, media type)"""
    content = HEAD + f'<office:document-content{NAMESPACES} office:version="1.2"><office:automatic-styles>' \
        f'<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>{automatic}' \
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    listed = [("/", mimetype), ("content.xml", "text/xml"), *entries, *((n, "text/xml") for n, _ in more if n.endswith(".xml") and n not in dict(entries))]
    manifest = HEAD + f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.2">' + \
        "".join(f'<manifest:file-entry manifest:full-path="{escape(n)}" manifest:media-type="{t}"/>' for n, t in listed) + "</manifest:manifest>"
    return pack([("mimetype", mimetype), ("content.xml", content), *more, ("META-INF/manifest.xml", manifest)])


def to_odt(text):
    return odf_pack("text", "<office:text>" + "".join(odt_paragraph(line, i) for i, line in enumerate(lines_of(text))) + "</office:text>")


def odt_inline(element):
    name = element.tag.rpartition("}")[2]
    own = {"s": " " * int(element.get(f"{{{ODF}text:1.0}}c", "1")), "tab": "\t", "line-break": "\f"}.get(name, element.text or "")
    return own + "".join(odt_inline(child) + (child.tail or "") for child in element)


def from_odt(data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        root = ET.fromstring(z.read("content.xml"))
    return "\n".join(odt_inline(p) for p in root.iter(f"{{{ODF}text:1.0}}p")) + "\n"


# ---- html ----

def html_text(text):
    """spaces that a browser would join are written as others"""
    text = html.escape(text).replace("\f", "&#12;").replace("\t", "&#9;&nbsp;")
    return re.sub("^ |  +", lambda m: "&nbsp;" * len(m.group()), text)


def to_html(text):
    lines = ("".join(f"<b>{html_text(run)}</b>" if j % 2 else html_text(run) for j, run in enumerate(runs(line, i))) for i, line in enumerate(lines_of(text)))
    return ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n" + "\n".join(f"<div>{line or '<br>'}</div>" for line in lines) + "\n</body></html>\n").encode("utf-8")


def from_html(data):
    body = re.sub(r"</?b>|<br>", "", data.decode("utf-8").partition("<body>")[2].partition("</body>")[0])
    text = html.unescape("\n".join(re.findall("<div>(.*?)</div>", body, re.S)))
    return text.replace("\t\xa0", "\t").replace("\xa0", " ") + "\n"


# ---- eml ----

def to_eml(text):
    """a forwarded report: quoted-printable, which breaks its lines in the midst of words"""
    body = quopri.encodestring(text.encode("utf-8")).decode("ascii")
    return ("From: Records <records@harrow.example>\nTo: Clerk <clerk@harrow.example>\nDate: Mon, 04 Mar 2024 16:40:00 -0600\nSubject: Report\n"
            "Message-ID: <1@harrow.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + body).encode("ascii")


def from_eml(data):
    return email.message_from_bytes(data, policy=email.policy.default).get_content()


# ---- csv ----

def to_csv(text):
    """an export: one row, the report in a cell"""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([["Status", "Narrative"], ["Closed", text]])
    return out.getvalue().encode("utf-8")


def from_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))[1][1]


# ---- json ----

def to_json(text):
    return (json.dumps({"status": "Closed", "narrative": text}, indent=1) + "\n").encode("utf-8")


def from_json(data):
    return json.loads(data)["narrative"]


# ---- xlsx ----

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def string_item(text, number):
    pieces = runs(text, number)
    return "".join(f'<r><rPr><sz val="{10 + i % 2}"/></rPr><t xml:space="preserve">{escape(r)}</t></r>' for i, r in enumerate(pieces)) if len(pieces) > 1 else f'<t xml:space="preserve">{escape(text)}</t>'


def to_xlsx(text):
    """one cell with a shared string of many runs"""
    strings = "".join(f"<si>{string_item(s, i)}</si>" for i, s in enumerate(["SOURCE", "NARRATIVE", "RMS", text.replace("\f", "_x000C_")], 1))
    types = "".join(f'<Override PartName="/xl/{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{k}+xml"/>'
                    for n, k in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings")))
    return pack([("[Content_Types].xml", HEAD + f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'),
                 ("_rels/.rels", HEAD + f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
                 ("xl/workbook.xml", HEAD + f'<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'),
                 ("xl/_rels/workbook.xml.rels", HEAD + f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
                  f'<Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'),
                 ("xl/worksheets/sheet1.xml", HEAD + f'<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
                  '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row></sheetData></worksheet>'),
                 ("xl/sharedStrings.xml", HEAD + f'<sst xmlns="{SHEET}">{strings}</sst>')])


def from_xlsx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        strings = [si for si in ET.fromstring(z.read("xl/sharedStrings.xml"))] if "xl/sharedStrings.xml" in z.namelist() else []
        cells = list(ET.fromstring(z.read("xl/worksheets/sheet1.xml")).iter(f"{{{SHEET}}}c"))
    cell = next(c for c in cells if c.get("r") == "B2")
    where = strings[int("".join(cell.itertext()))] if cell.get("t") == "s" else cell
    return "".join(t.text or "" for t in where.iter(f"{{{SHEET}}}t")).replace("_x000C_", "\f")


# ---- ods ----

def to_ods(text):
    """one cell, a paragraph a line, some broken into spans"""
    def cell(inside):
        return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    narrative = "".join(odt_paragraph(line, i) for i, line in enumerate(lines_of(text)))
    rows = [[odt_paragraph(c, 1) for c in ("SOURCE", "NARRATIVE")], [odt_paragraph("RMS", 1), narrative]]
    return odf_pack("spreadsheet", '<office:spreadsheet><table:table table:name="Sheet1">' + "".join(f'<table:table-row>{"".join(map(cell, r))}</table:table-row>' for r in rows)
                    + "</table:table></office:spreadsheet>")


def from_ods(data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        cells = list(ET.fromstring(z.read("content.xml")).iter(f"{{{ODF}table:1.0}}table-cell"))
    return "\n".join(odt_inline(p) for p in cells[3].iter(f"{{{ODF}text:1.0}}p")) + "\n"


# ---- rtf ----

def rtf_text(text):
    out = []
    for c in text:
        n = ord(c)
        units = [n] if n < 0x10000 else [0xD800 + (n - 0x10000 >> 10), 0xDC00 + (n - 0x10000 & 0x3FF)]
        out.append("\\" + c if c in "\\{}" else "\\tab " if c == "\t" else "\\page " if c == "\f" else c if n < 0x80 else
                   f"\\'{c.encode('cp1252')[0]:02x}" if n < 0x100 and n >= 0xA0 else "".join(f"\\u{u - (u >> 15 << 16)}?" for u in units))
    return "".join(out)


def to_rtf(text):
    """some words are split by a group, some lines of the file end in the midst of a word"""
    lines = ("".join("{\\b " + rtf_text(run) + "}" if j % 2 else rtf_text(run) for j, run in enumerate(runs(line, i))) for i, line in enumerate(lines_of(text)))
    body = "\n".join(line[:70] + ("\n" + line[70:] if len(line) > 70 and re.fullmatch(r"\w\w", line[69:71]) and "\\" not in line[40:100] else line[70:]) + "\\par" for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Courier New;}}\\pard\\f0\\fs20\n" + body + "\n}\n").encode("ascii")


def from_rtf(data):
    text = data.decode("ascii").partition("\\fs20\n")[2].rpartition("\n}")[0].replace("\n", "").replace("{\\b ", "").replace("{}", "")
    def said(m):
        word = m.group()
        return {"\\par": "\n", "\\tab ": "\t", "\\page ": "\f"}.get(word) or (bytes([int(word[2:], 16)]).decode("cp1252") if word[1] == "'" else
            chr(int(word[2:-1]) % 0x10000) if word[1] == "u" else word[1])
    text = re.sub(r"(?<!\\)((?:\\\\)*)\}", r"\1", text)
    return re.sub(r"\\par|\\tab |\\page |\\'..|\\u-?\d+\?|\\.", said, text).encode("utf-16", "surrogatepass").decode("utf-16")


KINDS = {"docx": (to_docx, from_docx), "odt": (to_odt, from_odt), "html": (to_html, from_html), "eml": (to_eml, from_eml), "csv": (to_csv, from_csv),
         "json": (to_json, from_json), "xlsx": (to_xlsx, from_xlsx), "ods": (to_ods, from_ods), "rtf": (to_rtf, from_rtf)}


def documents(path):
    """(name, bytes) of a folder or a bundle"""
    if os.path.isdir(path):
        for folder, _, names in os.walk(path):
            for name in sorted(names):
                with open(os.path.join(folder, name), "rb") as f:
                    yield name, f.read()
        return
    with zipfile.ZipFile(path) as z:
        for info in z.infolist():
            if info.filename.startswith("documents/"):
                yield os.path.basename(info.filename), z.read(info)


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in (*KINDS, "text"):
        sys.exit(__doc__)
    kind, source, target = sys.argv[1:]
    os.makedirs(target, exist_ok=True)
    for name, data in documents(source):
        stem, _, ending = name.rpartition(".")
        if kind != "text" and ending == "txt":
            out, content = f"{stem}.{kind}", KINDS[kind][0](data.decode("utf-8"))
        elif kind == "text" and ending in KINDS:
            out, content = stem + ".txt", KINDS[ending][1](data).encode("utf-8")
        else:
            continue
        with open(os.path.join(target, out), "wb") as f:
            f.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
