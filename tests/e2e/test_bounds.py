#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""Every kind of document, damaged and hostile in the same ways: cut short, bombs, members and relationships that lead out,
nesting, doubled and lying members. Each is withheld with a reason or released without a secret, in bounded time and memory."""
import io
import os
import re
import resource
import struct
import sys
import time
import zipfile

from lib import REPORT, ROOT, SANITIZED, SLOWER, SECRETS, Test, documents, index, left, members, run

sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "fixtures/formats/office")]
import convert  # noqa: E402
import make  # noqa: E402

MEMORY = 512 << 20
MAIN = {"docx": "word/document.xml", "pptx": "ppt/slides/slide1.xml", "xlsx": "xl/worksheets/sheet1.xml", "odt": "content.xml", "odp": "content.xml", "ods": "content.xml"}
# what is without harm when something is missing: the rest is released
HARMLESS = {"relation-nowhere", "relation-out", "object-out", "many-members"}


def mail(text):
    return convert.to_eml(text)


def parts_mail(text, *parts):
    bodies = "".join(f"--b\n{head}\n\n{body}\n" for head, body in (("Content-Type: text/plain; charset=utf-8", text), *parts))
    return ("From: a@harrow.example\nTo: b@harrow.example\nSubject: 24-000417\nMessage-ID: <1@harrow.example>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + bodies + "--b--\n").encode()


def columns():
    return b"ROLE     LAST NAME    FIRST NAME  DOB         SSN          PHONE\n" + b"VICTIM   VANDERSLOOT  EMMELINE    06/09/2014  774-20-3318  816-555-0131\n" * 3


TEXTS = {"csv": convert.to_csv(REPORT), "tsv": b"NAME\tDOB\tNOTE\nVandersloot, Emmeline\t06/09/2014\t\"none\"\n", "json": convert.to_json(REPORT), "jsonl": b'{"name": "Emmeline Vandersloot", "dob": "06/09/2014"}\n' * 3,
         "html": convert.to_html(REPORT), "rtf": convert.to_rtf(REPORT), "eml": parts_mail(REPORT), "mht": parts_mail("x", ("Content-Type: text/html; charset=utf-8", convert.to_html(REPORT).decode())),
         "mbox": b"From a@b.example Mon Mar  4 18:02:11 2024\n" + parts_mail(REPORT), "txt": columns()}


def zipped():
    for kind in ("docx", "odt", "xlsx", "ods"):
        yield kind, convert.KINDS[kind][0](REPORT)
    yield "pptx", make.pptx()
    yield "odp", make.odp()


def swap_sizes(data):
    """the directory says that the largest member is small"""
    out = bytearray(data)
    at = out.rfind(b"PK\x01\x02")
    out[at + 24:at + 28] = struct.pack("<I", 9)
    return bytes(out)


def encrypted(data):
    out = bytearray(data)
    for match in re.finditer(rb"PK\x01\x02", data):
        out[match.start() + 8] |= 1
    for match in re.finditer(rb"PK\x03\x04", data):
        out[match.start() + 6] |= 1
    return bytes(out)


def doubled(data, name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for n, c in make.members(data):
            z.writestr(n, c)
        z.writestr(name.upper(), dict(make.members(data))[name])
    return out.getvalue()


def insert(data, name, inside):
    """before the end of the part's root"""
    part = dict(make.members(data))[name]
    end = part.rindex(b"</")
    return make.change_parts(data, {name: part[:end] + inside.encode() + part[end:]})


def hostile_zip(kind, data, spaces):
    name = MAIN[kind]
    part = dict(make.members(data))[name]
    root = re.search(rb"<[a-zA-Z:-]+[ >]", part.split(b"?>")[-1]).group()[:-1]
    for share in (10, 50, 99):
        yield f"cut-{share}", data[:len(data) * share // 100]
    yield "behind-the-end", data + b"PK\3\4" + b"Emmeline" * 20
    yield "before-the-begin", b"Emmeline Vandersloot\n" * 20 + data
    yield "lying-size", swap_sizes(data)
    yield "encrypted", encrypted(data)
    yield "doubled", doubled(data, name)
    yield "path-up", make.change_parts(data, {"../../etc/cron.d/x": "x"})
    yield "path-root", make.change_parts(data, {"/etc/passwd": "x"})
    yield "path-back", make.change_parts(data, {"..\\..\\x": "x"})
    yield "bomb", make.change_parts(data, {name: part + spaces})
    yield "bomb-nobody-asked-for", make.change_parts(data, {"media/picture.bin": b"\0" * (60 << 20)})
    yield "many-members", make.change_parts(data, {f"x/{i}.txt": "x" for i in range(900)})
    yield "too-many-members", make.change_parts(data, {f"x/{i}.txt": "x" for i in range(5000)})
    yield "deep", insert(data, name, "<x>" * 20000 + "Emmeline" + "</x>" * 20000)
    yield "attributes", insert(data, name, "<x " + " ".join(f'a{i}="b"' for i in range(100000)) + "/>")
    yield "long-name", insert(data, name, f"<{'x' * 9000000}/>")
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 9))
    yield "billion-laughs", make.change_parts(data, {name: part.replace(root, b'<!DOCTYPE x [<!ENTITY l0 "Emmeline">' + laughs + b"]>" + root, 1)})
    yield "file-entity", make.change_parts(data, {name: part.replace(root, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + root, 1)})
    yield "not-xml", make.change_parts(data, {name: b"Emmeline Vandersloot"})
    yield "empty-part", make.change_parts(data, {name: b""})
    yield "no-main", make.change_parts(data, {name: None})
    yield "not-utf-8", make.change_parts(data, {name: part[:-20] + b"\xff\xfe\xff" + part[-20:]})
    if kind.startswith("od"):
        yield "object-itself", insert(data, name, '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><draw:object-ole xlink:href="./"/></draw:frame>')
        yield "object-file", insert(make.change_parts(data, {"Object 9": b"\xd0\xcf\x11\xe0Emmeline"}), name, '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><draw:object xlink:href="Object 9"/></draw:frame>')
        yield "no-manifest", make.change_parts(data, {"META-INF/manifest.xml": None})
        return
    rels = f"{os.path.dirname(name)}/_rels/{os.path.basename(name)}.rels"
    source = dict(make.members(data)).get(rels, convert.rels([]).encode()).decode()

    def related(*listed, more={}):
        inside = convert.rels(listed).partition('relationships">')[2].partition("</Relationships>")[0]
        return make.change_parts(data, {rels: source.replace("</Relationships>", inside + "</Relationships>") if "</Relationships>" in source else convert.rels(listed), **more})
    yield "relation-out", related(("rX1", convert.REL + "/comments", "../../../../etc/passwd", ""))
    yield "relation-nowhere", related(("rX1", convert.REL + "/comments", "nothing.xml", ""))
    yield "relation-unknown", related(("rX1", "urn:example:other", "x.bin", ""), more={os.path.dirname(name) + "/x.bin": b"Emmeline"})
    yield "relation-macro", related(("rX1", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vba.bin", ""), more={os.path.dirname(name) + "/vba.bin": b"Emmeline"})
    yield "relation-object", related(("rX1", convert.REL + "/oleObject", "x.bin", ""), more={os.path.dirname(name) + "/x.bin": b"\xd0\xcf\x11\xe0Emmeline"})
    yield "relations-many", related(*((f"rX{i}", convert.REL + "/hyperlink", "https://example.org/", "External") for i in range(70000)))


def hostile_text(kind, data):
    for share in (10, 50, 90):
        yield f"cut-{share}", data[:len(data) * share // 100]
    yield "zero", data[:60] + b"\0" + data[60:]
    yield "zeros", data + b"\0" * 5000
    yield "control", data.replace(b"Emmeline", b"Emm\x08eline").replace(b"EMMELINE", b"EMM\x08ELINE")
    yield "long-line", data + b"x y " * 2500000
    yield "long-word", data + b"x" * 9000000
    opens = {"html": b"<div>", "mht": b"<div>", "json": b"[", "jsonl": b"[", "rtf": b"{", "csv": b'"', "tsv": b'"', "eml": b"--b\n", "mbox": b"--b\n", "txt": b"\f"}[kind]
    yield "many-opens", opens * 300000 if kind in ("json", "rtf", "html") else data[:-8] + opens * 300000


def check_bounds(t, folder, count):
    start = time.monotonic()
    done = run("redact", t.path(folder), "-o", t.path(folder + ".zip"), "-q", "-j2", timeout=600)
    took = time.monotonic() - start
    t.exits(done, 1, f"{folder}: the job goes on to its end")
    t.test(took < 60 * SLOWER, f"{folder}: {count} files take less than a minute", f"{took:.0f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    if not SANITIZED:
        t.test(peak < MEMORY, f"{folder}: no process takes more than {MEMORY >> 20} MiB", f"{peak >> 20} MiB")
    print(f"# {folder}: {took:.1f} s, {peak >> 20} MiB")
    return index(t.path(folder + ".zip")), documents(t.path(folder + ".zip"))


def survivors(data):
    found = set(left(data, SECRETS))
    if data[:2] == b"PK":
        for name, content in make.members(data):
            found |= set(left(content, SECRETS)) | set(left(name, SECRETS))
    return sorted(found)


def check_each(t, folder, wanted):
    rows, got = check_bounds(t, folder, len(wanted))
    bundle = left(b"".join(d for n, d in members(t.path(folder + ".zip")).items() if not n.startswith("documents/")), SECRETS)
    t.test(not bundle, f"{folder}: no secret in the papers", *bundle)
    for name, must in wanted.items():
        mine = [r for r in rows if r["document"] == name or r["document"].startswith(name + "/")]
        held = [r for r in mine if r["status"] == "withheld"]
        bad = [r["reason"] for r in held if len(r["reason"]) < 20 or "fault of blackbar" in r["reason"] or left(r["reason"], SECRETS)]
        found = [s for n, d in got.items() if n == name or n.startswith(name + "/") for s in survivors(d)]
        if must:
            t.test(mine and len(held) == len(mine) and not bad, f"{name}: withheld, with a reason", str(mine)[:300])
        else:
            t.test(mine and not bad and not found, f"{name}: withheld with a reason, or released without a secret", *found, *bad, str(mine)[:200])


def check_zips(t):
    spaces, wanted = b" " * (60 << 20), {}
    for kind, data in zipped():
        for what, content in hostile_zip(kind, data, spaces):
            t.write(f"zips/{what}.{kind}", content)
            wanted[f"{what}.{kind}"] = what not in HARMLESS
    check_each(t, "zips", wanted)


def check_texts(t):
    wanted = {}
    for kind, data in TEXTS.items():
        for what, content in hostile_text(kind, data):
            t.write(f"texts/{what}.{kind}", content)
            wanted[f"{what}.{kind}"] = what in ("control", "long-line") and kind not in ("rtf", "eml", "mht", "mbox", "html") or (what.startswith("cut") and kind in ("json", "rtf"))
    check_each(t, "texts", wanted)


def main():
    t = Test()
    check_zips(t)
    check_texts(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
