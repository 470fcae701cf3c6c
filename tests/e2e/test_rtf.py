#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""Rich text: what is planted in any part is gone, what must stay stays, it opens in LibreOffice and says there what it
should; what cannot be looked into or is unclear is withheld. Old office files are withheld whatever they are called."""
import glob
import importlib.machinery
import importlib.util
import io
import os
import re
import subprocess
import sys
import time
import zipfile

from lib import REPORT, ROOT, SECRETS, SLOWER, Test, documents, have, index, left, members, read, run

FOLDER = os.path.join(ROOT, "fixtures/formats/rtf")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + REPORT.encode("utf-16-le")
TNEF = b"\x78\x9f\x3e\x22\x01\x00" + REPORT.encode()


def maker():
    loader = importlib.machinery.SourceFileLoader("make_rtf", os.path.join(FOLDER, "make"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("make_rtf", loader))
    loader.exec_module(module)
    return module


def codes(data):
    """the file with the codes of characters as characters, and without formatting: a crude reader, for looking for secrets"""
    text = data.decode("latin-1")
    text = re.sub(r"\\'([0-9a-fA-F]{2})", lambda m: chr(int(m.group(1), 16)), text)
    text = re.sub(r"\\u(-?\d+) ?\??", lambda m: chr(int(m.group(1)) % 0x10000), text)
    return re.sub(r"\\[a-z]+-?\d* ?|[{}\r\n]|\\[-~_*]", "", text)


def seen_by_office(t, folder):
    """{name without ending: text} of all files of a folder, as LibreOffice has them"""
    out = t.path(folder + "-text")
    program = "soffice" if have("soffice") else "libreoffice"
    subprocess.run([program, f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", out,
                    *sorted(glob.glob(t.path(folder, "*")))], capture_output=True, timeout=240 * SLOWER)
    return {os.path.basename(p)[:-4]: read(p).decode("utf-8-sig") for p in glob.glob(out + "/*.txt")}


def check_files(t, make):
    before = dict(make.files())
    for name, content in before.items():
        raw = content if isinstance(content, bytes) else content.encode("latin-1")
        if not name.startswith("bad/"):
            t.write("files/" + name, raw)
    t.test(read(os.path.join(FOLDER, "parts.rtf")) == read(t.path("files/parts.rtf")), "the fixtures are as `make` writes them")
    done = run("redact", t.path("files"), "-o", t.path("files.zip"), "-q")
    t.exits(done, 0, "every file is released")
    got = documents(t.path("files.zip"))
    for name in sorted(n for n in before if not n.startswith("bad/")):
        data = got.get(name, b"")
        t.write("out/" + name.replace(".doc", ".rtf"), data)
        survivors = sorted(set(left(data, make.SECRETS + make.GONE) + left(codes(data), make.SECRETS + make.GONE)))
        t.test(data and not survivors, f"{name}: nothing that must go is left", *survivors)
        lost = [f for f in make.FACTS if f not in codes(data)]
        t.test(not lost, f"{name}: what must stay is there", *lost)
    log = members(t.path("files.zip"))["redaction-log.csv"].decode()
    t.test(not left(log, make.SECRETS) and "paragraph 8" in log and "table row 1" in log and "header, note or field" in log, "the log names paragraphs and rows", log[:300])
    check_parts(t, got["parts.rtf"])
    if have("soffice") or have("libreoffice"):
        check_office(t, make)
    else:
        t.skip("LibreOffice opens what is released", "LibreOffice is missing")
    for size in (1, 300):
        done = run("redact", t.path("files"), "-o", t.path("small.zip"), "-q", "--force", "--part-size", size)
        full = [n for n, d in documents(t.path("small.zip")).items() if left(codes(d), ["Emmeline Vandersloot", "Vandersloot, Emmeline", "816-555-0131", "774-20-3318"])]
        t.test(done.returncode == 0 and not full, f"full names and numbers are cut also in parts of {size} bytes", done.stderr[-200:], *full)


def check_parts(t, data):
    text = data.decode("latin-1")
    still = [g for g in (r"\info", r"\stylesheet", r"\generator", r"\revtbl", "bkmkstart", "userprops", "docvar", "datastore", "themedata", r"\deleted", r"\revauth", "atnauthor",
                         "unheard{", r"\falt", "wzName", "formfield") if g in text]
    t.test(not still, "what is not for readers is dropped", *still)
    kept = [r"{\colortbl;\red0\green0\blue0;", r"{\leveltext\'02\'00.;}", r"{\*\fldinst PAGE}", r"{\sp{\sn shapeType}{\sv 202}}", r"{\unheard [CHILD-1], in a group of a newer kind}", r"\chftn", "new wording.",
            r"\trowd\cellx2000\cellx4000\pard\intbl [CHILD-1]\cell"]
    lost = [k for k in kept if k not in text]
    t.test(not lost, "formatting and text around the cuts stay", *lost)


def check_office(t, make):
    texts = seen_by_office(t, "out")
    for name in sorted(glob.glob(t.path("out", "*"))):
        stem = os.path.basename(name)[:-4]
        text = " ".join(texts.get(stem, "").split())
        lost = [f for f in make.FACTS if f not in text]
        t.test("[CHILD-1]" in text and not lost and not left(text, make.SECRETS), f"{stem}: LibreOffice opens it and shows what it should", *lost, *left(text, make.SECRETS))


def check_outside(t, make):
    """with nothing to cut or drop the same bytes; with something to drop LibreOffice shows the same"""
    plain = make.rtf("The gate was shut.\\par\n{\\b Rules} of the desk: caf\\'e9, \\u8364?5, a\\~b, 1 \\{2\\}.\\par\n\\trowd\\cellx900\\cellx1800\\pard\\intbl Monday\\cell 9\\cell\\row\\pard\n", r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}")
    done = run("filter", stdin=plain)
    t.test(done.returncode == 0 and done.raw == plain.encode("latin-1"), "a text with nothing to cut or drop comes back byte for byte", done.stderr[-200:])
    if have("soffice") or have("libreoffice"):
        t.write("same/a.rtf", plain)
        t.write("same/b.rtf", run("filter", stdin=plain.replace("{\\b Rules}", "{\\info{\\author A}}{\\*\\bkmkstart x}{\\b Rules}{\\*\\bkmkend x}").replace("The gate", "The{\\deleted  old} gate")).raw)
        texts = seen_by_office(t, "same")
        t.test(texts.get("a") and texts["a"] == texts.get("b"), "with what is not for readers dropped it says the same", str(texts))


def check_bad(t, make):
    for name, content in make.files():
        if not name.startswith("bad/"):
            continue
        done = run("filter", stdin=content.encode("latin-1") if isinstance(content, str) else content)
        t.test(done.returncode == 1 and not done.raw and done.stderr.strip() and not left(done.stderr, make.SECRETS), f"{name} is withheld, with a reason", f"exit status {done.returncode}", done.stderr[-200:])
    for name in ("picture", "shape-picture", "picture-bytes", "object"):
        done = run("filter", "--pictures", "drop", stdin=dict(make.files())[f"bad/{name}.rtf"])
        t.test(done.returncode == 0 and b"pict" not in done.raw and b"obj" not in done.raw and not left(codes(done.raw), make.SECRETS), f"{name}.rtf is released without it where pictures are to be dropped", done.stderr[-200:])
    done = run("filter", "--changes", "withhold", stdin=make.rtf("{\\deleted old}{\\revised new}"))
    t.test(done.returncode == 1 and "tracked" in done.stderr, "tracked changes are withheld where the policy says so", done.stderr[-200:])


def check_hostile(t, make):
    cases = {"many groups": "{\\b x}" * 200000, "many notes": "x{\\footnote y}" * 50000, "notes in notes": "{\\footnote x" * 300 + "}" * 300, "many fonts": "{\\fonttbl" + "".join(f"{{\\f{i} Arial;}}" for i in range(30000)) + "}" + "\\f9 x\\'e9" * 3000,
             "many codes": "\\'41" * 500000, "one long paragraph": "word " * 1000000, "many dropped groups": "{\\*\\x " * 390 + "}" * 390 + "x", "many rows": "\\trowd\\cellx1\\intbl x\\cell\\row" * 50000}
    for what, text in cases.items():
        start = time.monotonic()
        done = run("filter", stdin=make.rtf(text), timeout=600)
        took = time.monotonic() - start
        t.test(done.returncode in (0, 1) and (done.returncode == 0 or done.stderr.strip()) and took < 40 * SLOWER, f"{what}: an answer in time", f"exit status {done.returncode}, {took:.1f} s", done.stderr[-200:])


def check_old(t, make):
    """rich text is known by content; old office files and winmail.dat are withheld by content, also in a zip and in an e-mail"""
    kinds = {"report.doc": OLE, "report.txt": OLE, "list.xls": OLE, "talk.ppt": OLE, "letter.msg": OLE, "winmail.dat": TNEF, "notes.txt": TNEF}
    for name, data in kinds.items():
        t.write("old/" + name, data)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as z:
        z.writestr("inside.doc", OLE)
        z.writestr("inside.dat", TNEF)
        z.writestr("inside.txt", make.rtf(make.HEAD + make.lines() + make.STORY))
    t.write("old/all.zip", inner.getvalue())
    import base64
    mail = ("From: a@harrow.example\nTo: b@harrow.example\nSubject: Report\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee the files.\n"
            + "".join(f"--x\nContent-Type: {kind}\nContent-Disposition: attachment; filename={name}\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(data).decode()}" for kind, name, data in
                      (("application/msword", "attached.doc", OLE), ("application/ms-tnef", "winmail.dat", TNEF), ("application/rtf", "attached.rtf", make.rtf(make.HEAD + make.lines() + make.STORY).encode())))
            + "--x--\n")
    t.write("old/mail.eml", mail)
    run("redact", t.path("old"), "-o", t.path("old.zip"), "-q")
    rows = {r["document"]: r for r in index(t.path("old.zip"))}
    for name in [*kinds, "inside.doc", "inside.dat", "attached.doc"]:
        row = next((r for d, r in rows.items() if d.endswith(name)), {})
        t.test(row.get("status") == "withheld" and ("Outlook" in row["reason"] or "office" in row["reason"]), f"{name} is withheld with advice", str(row))
    released = [d for d, r in rows.items() if r["status"] == "released"]
    t.test(any("inside.txt" in d for d in released) and any("attached.rtf" in d for d in released), "rich text in a zip and in an e-mail is released", *released)
    found = left(b"".join(members(t.path("old.zip")).values()), SECRETS)
    t.test(not found, "nothing of them is in the bundle", *found)


def main():
    t = Test()
    make = maker()
    check_files(t, make)
    check_outside(t, make)
    check_bad(t, make)
    check_old(t, make)
    check_hostile(t, make)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
