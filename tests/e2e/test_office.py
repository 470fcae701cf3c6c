#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""Office documents: every part is read, cut, dropped or withheld; what is released opens and says the same elsewhere."""
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

from lib import FACTS, REPORT, ROOT, SECRETS, Test, documents, have, index, left, members, read, run
import leaks

sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "fixtures/formats/office")]
import convert  # noqa: E402
import make  # noqa: E402

GOLD = os.path.join(ROOT, "fixtures/gold/dev")
SOME = ["001", "004", "009", "017", "023", "030"]


def score(t, gold, redacted):
    out = subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/score.py"), "score", gold, redacted, "--json"], capture_output=True, text=True)
    return json.loads(out.stdout.partition("\n")[0])


def check_gold(t):
    """reports written as office documents score as the text does"""
    for number in SOME:
        t.write(f"gold/{number}.gold.txt", read(os.path.join(GOLD, f"{number}.gold.txt")))
    subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/score.py"), "strip", t.path("gold"), t.path("plain")], check=True, stdout=subprocess.DEVNULL)
    run("redact", t.path("plain"), "-o", t.path("plain.zip"), "-q")
    wanted = score(t, t.path("gold"), t.path("plain.zip"))
    for kind in ("docx", "odt"):
        to, back = convert.KINDS[kind]
        for number in SOME:
            text = read(t.path("plain", number + ".txt")).decode()
            data = to(text)
            t.write(f"{kind}/{number}.{kind}", data)
            t.test(back(data) == text.rstrip("\n") + "\n", f"{kind}: report {number} is written as it is")
        done = run("redact", t.path(kind), "-o", t.path(kind + ".zip"), "-q")
        t.exits(done, 0, f"{kind}: all reports are released")
        for name, data in documents(t.path(kind + ".zip")).items():
            t.write(f"{kind}-out/{name[:3]}.txt", back(data))
        got = score(t, t.path("gold"), t.path(kind + "-out"))
        t.test(got == wanted, f"{kind}: the score is that of the text", *[f"{k}: {got.get(k)}, not {v}" for k, v in wanted.items() if got.get(k) != v])


def texts(data):
    """{member: content} of a zip; fails as any program would that finds it broken"""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        bad = z.testzip()
        return {} if bad else {i.filename: z.read(i) for i in z.infolist()}


def survivors(data, secrets):
    """secrets in any member, its name, or the zip's own bytes"""
    found = set(left(data, secrets))
    for name, content in texts(data).items():
        found |= set(left(content, secrets)) | set(left(name, secrets))
    return sorted(found)


def plain_text(data):
    """all text of all parts, the text of a paragraph in one piece"""
    out = []
    for name, content in texts(data).items():
        if name.endswith((".xml", ".rels")):
            out += ["".join(e.itertext()) for e in ET.fromstring(content).iter() if e.tag.rpartition("}")[2] in ("p", "h")]
    return "\n".join(out)


def check_members(t, what, data):
    """what every zip of ours is like"""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        infos = z.infolist()
    names = [i.filename for i in infos]
    t.test(names[0] in ("mimetype", "[Content_Types].xml") and (names[0] != "mimetype" or infos[0].compress_type == zipfile.ZIP_STORED), f"{what}: what it is stands first", names[0])
    t.test(all(i.date_time == (1980, 1, 1, 0, 0, 0) and not i.extra and not i.comment for i in infos), f"{what}: no times, extra fields or comments")
    if have("xmllint"):
        bad = []
        for name, content in texts(data).items():
            if name.endswith((".xml", ".rels")):
                done = subprocess.run(["xmllint", "--noout", "-"], input=content, capture_output=True)
                bad += [name] if done.returncode else []
        t.test(not bad, f"{what}: xmllint takes every part", *bad)
    else:
        t.skip(f"{what}: xmllint takes every part", "xmllint is missing")
    if "[Content_Types].xml" in names:
        types = texts(data)["[Content_Types].xml"].decode()
        listed = set(re.findall(r'PartName="/([^"]*)"', types))
        t.test(listed == {n for n in names if not n.endswith(".rels") and n != "[Content_Types].xml"}, f"{what}: the types of all parts and of no other", str(sorted(listed)))
    else:
        manifest = texts(data)["META-INF/manifest.xml"].decode()
        listed = {n for n in re.findall(r'full-path="([^"]*)"', manifest) if not n.endswith("/")}
        t.test(listed == set(names) - {"mimetype", "META-INF/manifest.xml"}, f"{what}: the manifest lists all members and no other", str(sorted(listed)))


def release(t, folder, *options):
    done = run("redact", t.path(folder), "-o", t.path(folder + ".zip"), "-q", "--force", *options)
    rows = {r["document"]: r for r in index(t.path(folder + ".zip"))}
    return done, rows, documents(t.path(folder + ".zip"))


def check_planted(t):
    """every part has secrets; none survives, the facts do, and each place is told"""
    for name, function in make.ALL.items():
        t.write("planted/" + name, function())
    done, rows, got = release(t, "planted")
    t.exits(done, 0, "planted: all are released")
    whole = read(t.path("planted.zip"))
    t.test(not left(whole, make.CUT + make.GONE), "planted: nothing in the bundle's own bytes", *left(whole, make.CUT + make.GONE))
    log = members(t.path("planted.zip"))["redaction-log.csv"].decode()
    for name in make.ALL:
        data = got.get(name, b"")
        if not data:
            t.test(False, f"{name}: released", str(rows.get(name)))
            continue
        original = read(t.path("planted", name))
        missing = [s for s in make.CUT[:6] + make.GONE[:1] if not survivors(original, [s])]
        t.test(not missing or name in ("all.odp", "all.pptx"), f"{name}: the secrets were there", *missing)
        found = survivors(data, make.CUT + make.GONE)
        t.test(not found, f"{name}: no secret survives in any part", *found)
        shown = plain_text(data)
        t.test(all(s in shown for s in make.STAYS), f"{name}: facts stay", *[s for s in make.STAYS if s not in shown])
        check_members(t, name, data)
    t.test(all(f in plain_text(got["all.docx"]) for f in ("page head of unit 7", "She calmly waved. [CHILD-1] was moved.", "The gate was shut at 1700 hours.", "Then [CHILD-1] was here.")),
           "all.docx: tracked changes are accepted", plain_text(got["all.docx"])[-900:])
    marks = re.findall(r"w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|delText|rsid\w*)\b", texts(got["all.docx"])["word/document.xml"].decode())
    t.test(not marks, "all.docx: no mark of a change is left", *marks)
    t.test("She calmly waved." in plain_text(got["all.odt"]) and "change" not in texts(got["all.odt"])["content.xml"].decode(), "all.odt: tracked changes are accepted")
    places = [("all.docx", p) for p in ("paragraph 7", "table 1 row 2", "header", "footer", "footnote 1", "endnote 1", "comment 1", "chart", "list numbering", "address of a link")]
    places += [("all.pptx", p) for p in ("slide 1", "slide 2", "notes of slide 1", "comments on slide 1", "slide layout", "slide master")]
    places += [("all.odt", p) for p in ("paragraph 7", "table 1 row 2", "header", "footer", "note 1", "comment", "embedded object")] + [("all.odp", p) for p in ("slide 1", "notes of slide 2")]
    lost = [f"{n}: {p}" for n, p in places if not re.search(rf"{re.escape(n)},{p},", log)]
    t.test(not lost, "planted: the log tells each place", *lost)
    return got


def check_opens(t, got):
    """LibreOffice reads what is released and shows it"""
    if not have("libreoffice") and not have("soffice"):
        t.skip("LibreOffice opens all", "libreoffice is missing")
        return
    for name, data in got.items():
        t.write(f"opens/{name.replace('.', '-')}.{name[-3:] if name[-5] != '.' else name[-4:]}", data)
    paths = sorted(os.path.join(t.path("opens"), n) for n in os.listdir(t.path("opens")))
    subprocess.run(["libreoffice" if have("libreoffice") else "soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "pdf", "--outdir", t.path("pdf"), *paths],
                   capture_output=True, timeout=200)
    for path in paths:
        pdf = t.path("pdf", os.path.basename(path).rpartition(".")[0] + ".pdf")
        if not os.path.exists(pdf):
            t.test(False, f"LibreOffice opens {os.path.basename(path)}")
            continue
        shown = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout if have("pdftotext") else None
        words = "" if shown is None else re.sub(r"\s", "", shown)
        t.test(shown is None or "[CHILD-1]" in words and "Vandersloot" not in words, f"LibreOffice opens {os.path.basename(path)} and shows the cuts", words[:300])


def check_pictures(t):
    """withheld, or a gray square of the same size"""
    t.write("pictures/a.docx", make.docx(with_picture=True))
    t.write("pictures/b.odt", make.odt(with_picture=True))
    done, rows, _ = release(t, "pictures")
    t.exits(done, 1, "pictures: withheld by default")
    t.test(all(r["status"] == "withheld" and "picture" in str(r) and "--pictures drop" in str(r) for r in rows.values()), "pictures: the reason says what to do", str(rows))
    done, rows, got = release(t, "pictures", "--pictures", "drop")
    t.exits(done, 0, "pictures dropped: released")
    squares = set()
    for name, data in got.items():
        found = survivors(data, make.CUT + make.GONE)
        t.test(not found, f"pictures dropped: {name}: nothing of the picture, its name or description is left", *found)
        pictures = {n: c for n, c in texts(data).items() if c.startswith(b"\x89PNG")}
        t.test(len(pictures) == 1 and sum(c[:4] != b"\x89PNG" and not n.endswith((".xml", ".rels")) for n, c in texts(data).items()) == (name == "b.odt"), f"pictures dropped: {name}: one square", str(list(pictures)))
        squares |= set(pictures.values())
        check_members(t, f"pictures dropped: {name}", data)
    t.test(len(squares) == 1, "pictures dropped: all squares are the same")
    t.test(b'cx="914400" cy="914400"' in texts(got["a.docx"])["word/document.xml"] and b'svg:width="5cm"' in texts(got["b.odt"])["content.xml"], "pictures dropped: sizes stay")
    for name, data in got.items():  # a square is no picture any more
        t.write("squares/" + name, data)
    done, _, again = release(t, "squares")
    t.exits(done, 0, "pictures dropped: what is released can be read again")


def check_changes(t):
    """withheld when the policy or the option says so"""
    for name, function in make.ALL.items():
        t.write("changes/" + name, function())
    done, rows, got = release(t, "changes", "--changes", "withhold")
    t.test({n for n, r in rows.items() if r["status"] == "withheld" and "tracked changes" in str(r)} == {"all.docx", "all.odt"}, "changes withheld: where there are some", str(rows))
    t.test(run("redact", t.path("changes"), "-o", t.path("x.zip"), "--changes", "reject").returncode == 2, "changes: another word is refused")


def xml(root, inside, prefix="w"):
    return make.HEAD + f"<{prefix}:{root}{make.spaces(*make.SPACES)}>{inside}</{prefix}:{root}>"


def relation(kind, target="media/x.bin", mode="", at="rIdBad"):
    return [(at, kind if ":" in kind else f"{convert.REL}/{kind}", target, mode)]


def broken(body="", relations=(), more=(), types=()):
    return convert.docx_pack(make.p(make.r("Report")) + body, more, relations, types)


def hostile():
    """(name, bytes, what the reason must say)"""
    sound = make.docx()
    document = dict(make.members(sound))["word/document.xml"].decode()

    def with_document(text):
        return make.change_parts(sound, {"word/document.xml": text})

    def doubled():
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            for n, c in make.members(sound):
                z.writestr(n, c)
            z.writestr("WORD/document.xml", document)
        return out.getvalue()

    for part in (10, 2, 1.01):
        yield f"cut-{part}.docx", sound[:int(len(sound) / part)], ""
    yield "two-of-a-name.docx", doubled(), "two members of one name"
    yield "above.docx", make.pack([*make.members(sound), ("../../etc/passwd", "x")]), "no plain path"
    yield "absolute.docx", make.pack([*make.members(sound), ("/etc/passwd", "x")]), "no plain path"
    yield "bomb.docx", with_document(" " * (60 << 20)), "zip bomb"
    yield "entity.docx", with_document(document.replace("<w:document", '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1)), "DOCTYPE"
    yield "deep.docx", with_document(document.replace("<w:body>", "<w:body>" + "<w:sdt>" * 5000).replace("</w:body>", "</w:sdt>" * 5000 + "</w:body>")), "nested"
    yield "not-xml.docx", with_document("Emmeline"), "not well-formed"
    yield "empty-part.docx", with_document(""), "empty"
    yield "no-main.docx", make.change_parts(sound, {"word/document.xml": None}), "no document of a kind"
    yield "not-a-document.docx", make.pack([("[Content_Types].xml", "<x/>"), ("a", "b")]), ""
    yield "unknown-relation.docx", broken(relations=relation("urn:example:other"), more=[("word/media/x.bin", "x")]), "not known"
    yield "dangling.docx", broken('<w:hyperlink r:id="rIdNone"/>'), "a reference to something outside"
    yield "linked-picture.docx", broken(make.p(f'<w:r><w:pict><v:shape{make.spaces("v")}><v:imagedata r:id="rIdBad"/></v:shape></w:pict></w:r>'), relation("image", "http://example.org/a.png", "External")), "a reference to something outside"
    for number, (kind, word) in enumerate((("oleObject", "embedded object"), ("package", "embedded document"), ("control", "ActiveX"), ("vbaProject", "macro"), ("aFChunk", "another format"), ("video", "film"), ("subDocument", "subdocument"))):
        yield f"kind-{number}.docx", broken(make.p('<w:r><w:object r:id="rIdBad"/></w:r>'), relation(kind), [("word/media/x.bin", "x")]), word
    yield "vba.docx", broken(relations=relation("http://schemas.microsoft.com/office/2006/relationships/vbaProject"), more=[("word/media/x.bin", "x")]), "macro"
    yield "of-parts.docx", broken('<w:subDoc r:id="rIdBad"/>'), "subdocument"
    yield "cell-deleted.docx", broken('<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="1" w:author="x"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'), "deletion"
    yield "named-style.docx", broken(make.p(f"<w:pPr><w:pStyle w:val={chr(34)}EmmelineVandersloot{chr(34)}/></w:pPr>") + "".join(convert.docx_paragraph(line, 0) for line in make.BODY.split("\n"))), "name of a style"
    yield "outside.docx", broken(relations=relation("footnotes", "../../../../etc/passwd")), None
    lines = "".join(convert.docx_paragraph(line, 0) for line in make.BODY.split("\n"))
    yield "named-element.docx", broken(lines + f'<w:p><w:r><x:Vandersloot xmlns:x="urn:x"/></w:r></w:p>'), "name of a style"
    yield "named-space.docx", broken(lines + f'<w:p><w:r><x:a xmlns:x="urn:x:emmelinevandersloot"/></w:r></w:p>'), "name of a style"
    yield "named-part.docx", broken(lines + '<w:sectPr><w:headerReference r:id="rIdBad"/></w:sectPr>', relation("header", "Vandersloot.xml"), [("word/Vandersloot.xml", make.docx_part("hdr", make.p()))]), "name of a style"
    odt = make.odt()
    content = dict(make.members(odt))["content.xml"].decode()
    manifest = dict(make.members(odt))["META-INF/manifest.xml"].decode()
    yield "encrypted.odt", make.change_parts(odt, {"META-INF/manifest.xml": manifest.replace('media-type="text/xml"/>', 'media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>', 1)}), "password"
    yield "no-manifest.odt", make.change_parts(odt, {"META-INF/manifest.xml": None}), "manifest"
    yield "object.odt", make.odt(extra=make.p("").replace("w:", "text:").replace("></text:p>", '><draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame></text:p>')), "embedded object"
    yield "object-file.odt", make.change_parts(make.odt(extra='<text:p><draw:frame><draw:object xlink:href="./Object 2"/></draw:frame></text:p>'), {"Object 2": b"\xd0\xcf\x11\xe0"}), "embedded object"
    yield "binary.odt", make.odt(extra='<text:p><draw:frame><draw:image><office:binary-data>cXVhcnJpbmd0b24=</office:binary-data></draw:image></draw:frame></text:p>'), "binary data"
    yield "master.odt", make.change_parts(odt, {"mimetype": "application/vnd.oasis.opendocument.text-master"}), "no document of a kind"
    yield "epub.epub", make.pack([("mimetype", "application/epub+zip"), ("a.xhtml", "<p>Emmeline</p>")]), "no document of a kind"
    yield "film.odp", make.change_parts(make.odp(), {"content.xml": dict(make.members(make.odp()))["content.xml"].decode().replace("<presentation:notes>", '<draw:plugin xlink:href="a.mp4"/><presentation:notes>', 1)}), "film"


def check_hostile(t):
    wanted = {}
    for name, data, reason in hostile():
        t.write("hostile/" + name, data)
        wanted[name] = reason
    done, rows, got = release(t, "hostile")
    t.exits(done, 1, "hostile: the job goes on")
    for name, reason in wanted.items():
        row = rows.get(name, {})
        if reason is None:
            t.test(row.get("status") == "released", f"hostile: {name}: harmless without what is missing", str(row))
        else:
            t.test(row.get("status") == "withheld" and reason in row.get("reason", "") and len(row.get("reason", "")) > 20 and "mmeline" not in str(row), f"hostile: {name}: withheld, with the reason", str(row))


def check_untouched(t):
    """nothing to cut: the same content, and the same bytes the second time"""
    lines = ["The gate was shut.", "", "  Two spaces & <signs>\tand a tab", "Caf\u00e9 \u2014 \u201cquoted\u201d"] + ["A longer line about doors and windows."] * 5
    text = "\n".join(lines) + "\n"
    for kind, (to, back) in convert.KINDS.items():
        if kind not in ("docx", "odt"):
            continue
        t.write(f"same/a.{kind}", to(text))
        done, _, got = release(t, "same")
        data = got.get(f"a.{kind}", b"")
        t.test(data and back(data) == text, f"untouched: {kind}: the same text", done.stderr[-300:])
        name = {"docx": "word/document.xml", "odt": "content.xml"}[kind]
        t.test(data and texts(data)[name] == texts(to(text))[name], f"untouched: {kind}: the same bytes in the part with the text")
        t.write("again/a." + kind, data)
        t.test(release(t, "again")[2].get(f"a.{kind}") == data, f"untouched: {kind}: read again it is the same file")
    for size in ("1", "7"):
        for name in make.ALL:
            first = run("filter", stdin=read(t.path("planted", name)))
            small = run("filter", "--read-size", size, stdin=read(t.path("planted", name)))
            t.test(first.raw and first.raw == small.raw, f"{name} read {size} bytes at a time: the same bytes", small.stderr[-200:])


def check_spellings(t):
    """the strict namespaces, other prefixes, another encoding"""
    parts = dict(make.members(make.docx()))
    old, new = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    pairs = [(old + "officeDocument/2006/relationships", new + "officeDocument/relationships"), (old + "wordprocessingml/2006/main", new + "wordprocessingml/main"),
             (old + "drawingml/2006/", new + "drawingml/"), (old + "officeDocument/2006/math", new + "officeDocument/math")]

    def strict(content):
        for a, b in pairs:
            content = content.replace(a.encode(), b.encode())
        return content

    document = parts["word/document.xml"].decode()
    cases = {"strict": {n: strict(c) for n, c in parts.items() if n.endswith((".xml", ".rels"))},
             "other prefixes": {"word/document.xml": re.sub(r"(</?| |xmlns:)w(?=[:=])", r"\1q", document)},
             "UTF-16": {"word/document.xml": document.replace("UTF-8", "UTF-16", 1).encode("utf-16")}}
    for what, changed in cases.items():
        done = run("filter", stdin=make.change_parts(make.docx(), changed))
        found = survivors(done.raw, make.CUT + make.GONE) if done.raw else [done.stderr[-200:]]
        t.test(not found and done.raw and len(texts(done.raw)) == 13, f"{what}: as in the usual spelling", *found)


def check_long(t):
    """more than one view: names are cut in whichever part they stand"""
    filler = "The officer walked along the street and noted the doors that were closed. " * 10 + "\n"
    body = REPORT + "".join(f"\nENTRY {i}\n{filler}Emmeline Vandersloot was seen at {i % 12 + 1:02}15 hours.\n{filler}" for i in range(40))
    for kind in ("docx", "odt"):
        to, back = convert.KINDS[kind]
        t.write(f"long/a.{kind}", to(body))
    for size in (0, 3000, 30000):
        done, rows, got = release(t, "long", *(["--part-size", size] if size else []))
        for kind in ("docx", "odt"):
            shown = convert.KINDS[kind][1](got.get(f"a.{kind}", convert.KINDS[kind][0]("")))
            found = left(shown, ["Emmeline Vandersloot", "Vandersloot, Emmeline", "816-555-0131", "774-20-3318"])
            t.test(not found and shown.count(filler) == 80 and all(f in shown for f in FACTS), f"long: {kind} in parts of {size or 'the usual size'}", *found, str(rows.get(f"a.{kind}")))


def check_long_links(t):
    """addresses of links come at the end of the part that they stand in, and what is cut makes parts shorter"""
    text = "The officer walked along the street and noted the doors that were closed. " * 3
    link = make.r("and ") + '<w:hyperlink r:id="rIdBad" w:tooltip="Note {}">' + make.r("a page") + "</w:hyperlink>"
    body = "".join(make.p(make.r(line)) for line in REPORT.split("\n")) + "".join(make.p(make.r(f"Emmeline Vandersloot was seen at {i % 12 + 1:02}15 hours. {text}"), link.format(i)) for i in range(60))
    done = run("filter", "--part-size", "3000", stdin=convert.docx_pack(body, relations=relation("hyperlink", "https://example.org/page", "External")))
    t.test(done.raw and not survivors(done.raw, SECRETS) and "Note 59" in texts(done.raw)["word/document.xml"].decode(), "a long document with links is released", done.stderr[-300:])


VALUES = ["Vandersloot", "Emmeline", "06/09/2014", "2318 Pellbrook", "816-555-0131", "Lindgren"]
TABLES = {
    "labels beside values": [["Name", "Vandersloot, Emmeline Ruth", "DOB", "06/09/2014"], ["Address", "2318 Pellbrook Ter", "Phone", "816-555-0131"], ["School", "Lindgren Middle School", "Sex", "F"]],
    "labels with colons": [["Name:", "Vandersloot, Emmeline Ruth", "DOB:", "06/09/2014"], ["Address:", "2318 Pellbrook Ter", "Phone:", "816-555-0131"], ["School:", "Lindgren Middle School", "", ""]],
    "two columns": [["Name", "Vandersloot, Emmeline Ruth"], ["DOB", "06/09/2014"], ["Address", "2318 Pellbrook Ter"], ["Phone", "816-555-0131"], ["School", "Lindgren Middle School"]],
    "a title over a form": [["VICTIM"], ["Name", "Vandersloot, Emmeline Ruth", "DOB", "06/09/2014"], ["Address", "2318 Pellbrook Ter", "School", "Lindgren Middle School"]],
    "labels in the cells": [["VICTIM", "Name: Vandersloot, Emmeline Ruth", "DOB: 06/09/2014"], ["", "Address: 2318 Pellbrook Ter", "Phone: 816-555-0131"]],
    "heads": [["ROLE", "NAME", "DOB", "ADDRESS", "SCHOOL"], ["VICTIM", "Vandersloot, Emmeline Ruth", "06/09/2014", "2318 Pellbrook Ter", "Lindgren Middle School"], ["OFFICER", "Dana Reyes", "", "", ""]],
    "heads over each row": [["NAME", "DOB"], ["Vandersloot, Emmeline Ruth", "06/09/2014"], ["ADDRESS", "PHONE"], ["2318 Pellbrook Ter", "816-555-0131"], ["SCHOOL", "GRADE"], ["Lindgren Middle School", "4"]],
    "statements": [["Person", "Statement"], ["Emmeline Vandersloot, age 9", "She said that the gate was shut. Note: he denied it."]],
}


def check_tables(t):
    """a cell is known by its head or by the label beside it"""
    before, after = ["Report No: 24-000417", "Reported: 03/04/2024"], "Emmeline was at home."
    for what, rows in TABLES.items():
        cells = "".join("<w:tr>" + "".join(f"<w:tc>{make.p(make.r(c)) if c else '<w:p/>'}</w:tc>" for c in row) + "</w:tr>" for row in rows)
        data = {"docx": convert.docx_pack("".join(convert.docx_paragraph(x, 0) for x in before) + f"<w:tbl><w:tblGrid/>{cells}</w:tbl>" + convert.docx_paragraph(after, 0))}
        cells = "".join("<table:table-row>" + "".join(f"<table:table-cell>{f'<text:p>{c}</text:p>' if c else ''}</table:table-cell>" for c in row) + "</table:table-row>" for row in rows)
        data["odt"] = convert.odf_pack("text", "<office:text>" + "".join(convert.odt_paragraph(x, 0) for x in before) + f"<table:table>{cells}</table:table>{convert.odt_paragraph(after, 0)}</office:text>")
        for kind, content in data.items():
            done = run("filter", stdin=content)
            found = survivors(done.raw, VALUES) if done.raw else ["nothing was written"]
            shown = plain_text(done.raw) if done.raw else ""
            kept = all(x in shown for row in rows for x in row if x in ("Dana Reyes", "ROLE", "NAME", "DOB", "Name", "Phone:", "4", "F"))
            t.test(not found and kept and "24-000417" in shown, f"table in {kind}: {what}", *found, done.stderr[-200:], shown[:400].replace("\n", " / "))


def check_case(t):
    """a name learned in a document is cut in the others of the case, whatever kind they are"""
    t.write("case/a.txt", REPORT)
    t.write("case/b.docx", convert.to_docx("Report No: 24-000417\nReported: 03/04/2024\nThe coat was Emmeline's. Ofc. Dana Reyes #3120\n"))
    t.write("case/c.odt", convert.to_odt("Report No: 24-000417\nReported: 03/04/2024\nThe hat was Emmeline's too. Ofc. Dana Reyes #3120\n"))
    _, rows, got = release(t, "case")
    t.test(len(got) == 3 and not any(survivors(d, ["Emmeline"]) if n != "a.txt" else left(d) for n, d in got.items()), "a case of three kinds: the name is gone from all", str(rows))


def main():
    t = Test()
    check_gold(t)
    got = check_planted(t)
    check_opens(t, got)
    check_pictures(t)
    check_changes(t)
    check_hostile(t)
    check_untouched(t)
    check_spellings(t)
    check_long(t)
    check_long_links(t)
    check_tables(t)
    check_case(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
