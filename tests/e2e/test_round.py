#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 30 s
"""Under a policy that keeps everything, every kind of document says the same when it is released as it did before, to the
programs that people use for it: text, cells, values, headers, looks. What goes without a rule, metadata, is no content."""
import csv
import email
import email.policy
import glob
import io
import json
import os
import re
import subprocess
import sys
import zipfile

from lib import REPORT, ROOT, SLOWER, Test, documents, have, index, run

sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "fixtures/formats/office"), os.path.join(ROOT, "fixtures/formats/sheets")]
import convert  # noqa: E402
import make as office  # noqa: E402
import ods  # noqa: E402

KINDS = "name birth-date age address school phone email handle url ssn licence medical-id student-id case-id account-id plate vin device-id other-id"
POLICY = f"""name: nothing
title: Nothing is cut
version: "1"
jurisdiction: none
verified_by: ""
verified_on: ""
sources:
  - none
protect: {{under: 18, at: [incident, report], unknown_age: protect, lapse: never}}
unplaced: cut
pictures: withhold
unreadable: withhold
cut: []
keep:
  - {{what: [{", ".join(KINDS.split())}], who: anyone, why: "for a test"}}
"""
ROWS = [["Report No", "Role", "Name", "DOB", "Age", "Sum"], ["24-000417", "VICTIM", "Vandersloot, Emmeline", ("date", "2014-06-09", "6/9/2014"), 9, ods.cell(("float", "6", "6.00"), ' table:formula="of:=[.E2]-3"')],
        ["24-000417", "MOTHER", "Vandersloot, Corisande", ("date", "1986-02-11", "2/11/1986"), ods.cell(38, ' table:number-columns-repeated="2"')]]


def page(text):
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("Name", "Emmeline Vandersloot"), ("DOB", "06/09/2014")))
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Report</title></head><body><h1>Report</h1><table border=1>{rows}</table><pre>{text}</pre><p>She was al<b>one</b> &mdash; caf\u00e9.</p></body></html>"


def message(text):
    parts = [("text/plain; charset=utf-8", text), ("text/html; charset=utf-8", page(text))]
    inside = "".join(f"--b\nContent-Type: {kind}\n\n{body}\n" for kind, body in parts)
    return ("From: Dana Reyes <dana.reyes@harrow.example>\nTo: Corisande Vandersloot <c@mailbox.example>\nSubject: Emmeline\nDate: Mon, 4 Mar 2024 16:40:00 -0600\nMIME-Version: 1.0\n"
            f"Content-Type: multipart/alternative; boundary=b\n\n{inside}--b--\n").encode()


def columns():
    rows = [["ROLE", "LAST NAME", "FIRST NAME", "DOB"], ["VICTIM", "VANDERSLOOT", "EMMELINE", "06/09/2014"], ["MOTHER", "VANDERSLOOT", "CORISANDE", "02/11/1986"]]
    return "".join("".join(c.ljust(14) for c in r).rstrip() + "\n" for r in rows).encode()


def files():
    for kind, (to, _) in convert.KINDS.items():
        yield f"report.{kind}", to(REPORT)
    yield "slides.pptx", office.pptx()
    yield "slides.odp", office.odp()
    yield "rows.ods", ods.save(office_pack, ods.table("Persons", ROWS, columns=6))
    yield "page.html", page(REPORT).encode()
    yield "message.eml", message(REPORT)
    yield "box.mbox", b"".join(b"From a@b.example Mon Mar  4 18:02:11 2024\n" + message(text) + b"\n" for text in (REPORT, "Second.\n"))
    yield "saved.mht", message(REPORT).replace(b"multipart/alternative", b"multipart/related")
    yield "rows.tsv", b"NAME\tDOB\tNOTE\r\nVandersloot, Emmeline\t06/09/2014\t5'2\"\r\n"
    yield "lines.jsonl", b'{"name" : "Emmeline Vandersloot", "dob":20140609,"age":9.0}\n\n{"name":"Corisande \\u0056andersloot","x":[true,null]}'
    yield "columns.txt", columns()
    yield "report.txt", REPORT.encode()


def office_pack(parts):
    return convert.pack(list(parts.items()))


def seen_by_office(t, folder, kinds, to):
    """{name: text} of the folder's files of these kinds as LibreOffice shows them"""
    paths = sorted(p for p in glob.glob(t.path(folder, "*")) if p.endswith(kinds))
    out = t.path(f"{folder}-{to}")
    options = {"pdf": "pdf", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"}[to]
    subprocess.run(["soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", options, "--outdir", out, *paths], capture_output=True, timeout=200 * SLOWER)
    texts = {}
    for path in sorted(glob.glob(out + "/*." + to)):
        shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True).stdout if to == "pdf" else open(path, "rb").read()
        texts[os.path.basename(path)] = shown.decode("utf-8", "replace")
    return texts


def by_kind(t, folder):
    """names that differ only in their ending are one to LibreOffice"""
    for path in glob.glob(t.path(folder, "*.*")):
        stem, _, ending = os.path.basename(path).rpartition(".")
        if ending in ("docx", "odt", "pptx", "odp", "rtf", "xlsx", "ods"):
            with open(path, "rb") as f:
                t.write(f"{folder}-office/{stem}-{ending}.{ending}", f.read())


def mail_of(data):
    parsed = email.message_from_bytes(data, policy=email.policy.default)
    heads = [(k, str(v)) for k, v in parsed.items() if k in ("From", "To", "Subject", "Date")]
    return heads, [(p.get_content_type(), p.get_content().rstrip("\n")) for p in parsed.walk() if not p.is_multipart()]


def check_same(t, name, before, after):
    ending = name.rpartition(".")[2]
    if ending in ("csv", "tsv", "txt", "json", "jsonl"):
        t.test(before == after, f"{name}: the same bytes")
        if ending == "csv":
            t.test(list(csv.reader(io.StringIO(after.decode(), newline=""))) == list(csv.reader(io.StringIO(before.decode(), newline=""))), f"{name}: Python's csv reads the same")
        if ending == "json":
            t.test(json.loads(after) == json.loads(before), f"{name}: Python's json reads the same")
    elif ending in ("eml", "mht"):
        t.test(mail_of(before) == mail_of(after), f"{name}: Python's email reads the same", str(mail_of(after))[:600])
    elif ending == "html":
        t.test(before == after, f"{name}: the same bytes")
    if name.partition(".")[0] == "report" and ending in convert.KINDS:
        back = convert.KINDS[ending][1]
        t.test(back(before) == back(after), f"{name}: the same text")


def check_office(t):
    if not have("soffice") or not have("pdftotext"):
        t.skip("LibreOffice shows the same", "LibreOffice or pdftotext is missing")
        return
    for kinds, to in ((("docx", "odt", "pptx", "odp", "rtf"), "pdf"), (("xlsx", "ods"), "csv")):
        before, after = (seen_by_office(t, f"{folder}-office", kinds, to) for folder in ("before", "after"))
        # it does not open slides.odp with all that is planted in it, but what is released of it
        t.test(len(after) >= (5 if to == "pdf" else 3) and set(after) - set(before) <= {"slides-odp.pdf"} and set(before) <= set(after), f"LibreOffice opens and converts all to {to}", *before, *after)
        for name, text in before.items():
            t.test(text.strip() and text == after.get(name), f"{name}: LibreOffice shows the same", after.get(name, "")[:300])


def main():
    t = Test()
    t.write("nothing.yaml", POLICY)
    for name, data in files():
        t.write(f"before/{name}", data)
    done = run("redact", t.path("before"), "-o", t.path("out.zip"), "-q", "--policy", t.path("nothing.yaml"))
    t.exits(done, 0, "a policy that keeps everything releases everything", *[f"{r['document']}: {r['reason']}" for r in index(t.path("out.zip")) if r["status"] != "released"])
    got = documents(t.path("out.zip"))
    for name, data in got.items():
        t.write(f"after/{name}", data)
    for name, data in files():
        if name.endswith("mbox"):
            boxed = re.split(rb"(?m)^From a@b.example.*\n", data)[1:]
            for number, one in enumerate(boxed, 1):
                check_same(t, f"{name}/{number:04}.eml", one, got.get(f"{name}/{number:04}.eml", b""))
            continue
        t.test(name in got, f"{name}: released")
        check_same(t, name, data, got.get(name, b""))
    cut = [n for n, d in got.items() if re.search(rb"\[(?:CHILD|NAME|DOB|SSN|PHONE|RELATIVE|MOTHER)", d if d[:2] != b"PK" else b"".join(zipfile.ZipFile(io.BytesIO(d)).read(i) for i in zipfile.ZipFile(io.BytesIO(d)).namelist()))]
    t.test(not cut, "nothing was cut", *cut)
    by_kind(t, "before")
    by_kind(t, "after")
    check_office(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
