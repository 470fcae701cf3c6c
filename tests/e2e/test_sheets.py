#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""Spreadsheets (xlsx): a cell is read as its head says, whatever it is written as; every part is read, cut, dropped or withheld;
what is released opens and shows the same elsewhere. fixtures/formats/sheets has the files, and says what goes and stays."""
import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile

from lib import ROOT, Test, documents, have, index, left, members, read, run

FOLDER = os.path.join(ROOT, "fixtures/formats/sheets")
DROPPED = ["docProps/", "customXml/", "threadedComments", "persons/", "pivot", "externalLinks", "connections", "calcChain", "printerSettings", "sharedStrings", "stray"]


def cases():
    with open(os.path.join(FOLDER, "expected.jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def check_made(t):
    os.makedirs(t.path("made"))
    subprocess.run([sys.executable, "-B", os.path.join(FOLDER, "make.py"), t.path("made")], check=True)
    names = sorted(n for n in os.listdir(FOLDER) if n != "make.py")
    t.test(sorted(os.listdir(t.path("made"))) == names, "the script makes all files", *names)
    for name in names:
        if name.endswith("x"):
            a, b = zipfile.ZipFile(os.path.join(FOLDER, name)) if "short" not in name else None, None
            same = a is None or [(i.filename, a.read(i)) for i in a.infolist()] == [(i.filename, (b or zipfile.ZipFile(t.path("made", name))).read(i.filename)) for i in a.infolist()]
            t.test(same, f"{name} is as the script makes it")


def released(t, case, *options):
    name = case["path"]
    run("redact", os.path.join(FOLDER, name), "-o", t.path("out.zip"), "-q", "--force", *options)
    out = documents(t.path("out.zip"))
    rows = index(t.path("out.zip"))
    if "withheld" in case:
        t.test(not out and rows and case["withheld"] in rows[0]["reason"], f"{name}: withheld with a reason", str(rows))
        found = left(b"".join(members(t.path("out.zip")).values()), ["Emmeline", "Vandersloot"])
        t.test(not found, f"{name}: no name in the bundle", *found)
        return None
    t.test(len(out) == 1, f"{name}: released", str(rows))
    return next(iter(out.values()), None)


def check_case(t, case):
    name = case["path"]
    raw = released(t, case)
    if raw is None:
        return
    found = left(b"".join(members(t.path("out.zip")).values()), case["cut"])
    t.test(not found, f"{name}: gone", *found)
    with zipfile.ZipFile(io.BytesIO(raw)) as z:
        text = "\n".join(z.read(i).decode("utf-8", "replace") for i in z.infolist())
        lost = [k for k in case["keep"] if k not in text]
        t.test(not lost, f"{name}: kept", *lost)
        dropped = [n for n in z.namelist() if any(d in n for d in DROPPED)]
        t.test(not dropped, f"{name}: what nobody reads is dropped", *dropped)
    t.write(f"released/{name}", raw)
    if have("xmllint"):
        with zipfile.ZipFile(io.BytesIO(raw)) as z:
            z.extractall(t.path("parts"))
            done = subprocess.run(["xmllint", "--noout"] + [t.path("parts", n) for n in z.namelist() if not n.endswith("/")], capture_output=True, text=True)
            t.test(done.returncode == 0, f"{name}: every part is XML", done.stderr[-500:])
    log = members(t.path("out.zip"))["redaction-log.csv"].decode()
    if name == "everything.xlsx":
        t.test(",Sheet1!E2," in log and ",Sheet2!B2," in log, "the log says the cell", log[:1500])


def convert(t, folder):
    """every sheet as CSV, by LibreOffice"""
    files = sorted(os.listdir(t.path(folder)))
    options = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    done = subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + t.path("profile"), "--convert-to", options, "--outdir", t.path(folder + "-csv")]
                          + [t.path(folder, f) for f in files], capture_output=True, text=True, timeout=300)
    out = {}
    for name in sorted(os.listdir(t.path(folder + "-csv")) if os.path.isdir(t.path(folder + "-csv")) else []):
        with open(t.path(folder + "-csv", name), encoding="utf-8", newline="") as f:
            out[name] = list(csv.reader(f))
    return out, done.stdout + done.stderr


def check_opens(t):
    if not have("soffice"):
        t.skip("LibreOffice opens what is released", "soffice is missing")
        return
    for name in os.listdir(t.path("released")):
        t.write(f"before/{name}", read(os.path.join(FOLDER, name)))
    before, said = convert(t, "before")
    after, more = convert(t, "released")
    t.test(len(after) == len(before) and len(after) >= 6, "LibreOffice opens every sheet of what is released", said[-300:], more[-300:])
    names = {re.sub(r"-_CHILD-\d_\d+_", "-Emmeline V", n): rows for n, rows in after.items()}
    for name, rows in sorted(before.items()):
        same = [[len(r) for r in rows]] == [[len(r) for r in names.get(name, [])]]
        t.test(same, f"{name}: as many rows and columns", str(names.get(name)))
        changed = [(a, b) for old, new in zip(rows, names.get(name, [])) for a, b in zip(old, new) if a != b and "[" not in b]
        t.test(not changed, f"{name}: the same but for the cuts", str(changed[:5]))


def check_pictures(t):
    case = {"path": "picture.xlsx"}
    raw = released(t, case, "--pictures", "drop")
    if raw:
        with zipfile.ZipFile(io.BytesIO(raw)) as z:
            t.test("media/picture.png" in z.namelist() and "xl/media/image1.png" not in z.namelist(), "a placeholder comes for a picture", *z.namelist())
        t.test(not left(raw, ["Emmeline"]), "the picture's description is cut")


def check_same(t):
    """nothing to cut: the cells say the same, and a second reading changes nothing"""
    sys.path.insert(0, FOLDER)
    import make
    plain = make.simple(rows=[["Item", "Quantity", "Report Date", "Value"], ["Tent", 3, ("date", 45355), ("formula", ("B2*2", 6, True))], [("rich", ["Ro", "pe"]), 1.5, "", ("bool", 0)]])
    t.write("same/a.xlsx", plain)
    run("redact", t.path("same"), "-o", t.path("same.zip"), "-q", "--force")
    once = documents(t.path("same.zip")).get("a.xlsx", b"")
    t.write("again/a.xlsx", once)
    run("redact", t.path("again"), "-o", t.path("again.zip"), "-q", "--force")
    t.test(once and documents(t.path("again.zip")).get("a.xlsx") == once, "what was released is released again as it is")
    if once:
        with zipfile.ZipFile(io.BytesIO(once)) as z:
            sheet = z.read("xl/worksheets/sheet1.xml").decode()
        t.test("<f>B2*2</f><v>6</v>" in sheet and "<v>45355</v>" in sheet and ">Ro<" in sheet, "formulas, days and runs stay", sheet)


def check_parts(t):
    """small views: rows stay whole"""
    for case in cases():
        if "withheld" in case:
            continue
        raw = released(t, case, "--part-size", "500")
        found = left(raw or b"Emmeline", [c for c in case["cut"] if c not in ("Corisande",)])
        t.test(raw and not found, f"{case['path']}: in small parts: gone", *found)


def main():
    t = Test()
    check_made(t)
    for case in cases():
        check_case(t, case)
    check_opens(t)
    check_pictures(t)
    check_same(t)
    check_parts(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
