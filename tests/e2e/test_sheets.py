#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""Spreadsheets (xlsx, ods): a cell is read as its head says, whatever it is written as; every part is read, cut, dropped or withheld;
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
DROPPED = ["docProps/", "customXml/", "threadedComments", "persons/", "pivot", "externalLinks", "connections", "calcChain", "printerSettings", "sharedStrings", "stray",
           "meta.xml", "settings.xml", "manifest.rdf", "Thumbnails", "Configurations2", "Basic", "Versions", "ObjectReplacements", "signatures"]


def cases():
    with open(os.path.join(FOLDER, "expected.jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def check_made(t):
    os.makedirs(t.path("made"))
    subprocess.run([sys.executable, "-B", os.path.join(FOLDER, "make.py"), t.path("made")], check=True)
    names = sorted(n for n in os.listdir(FOLDER) if not n.endswith(".py") and n != "__pycache__")
    t.test(sorted(os.listdir(t.path("made"))) == names, "the script makes all files", *names)
    for name in names:
        if name.endswith(("x", "ods")):
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
            done = subprocess.run(["xmllint", "--noout"] + [t.path("parts", n) for n in z.namelist() if not n.endswith("/") and n != "mimetype"], capture_output=True, text=True, errors="replace")
            t.test(done.returncode == 0, f"{name}: every part is XML", done.stderr[-500:])
    log = members(t.path("out.zip"))["redaction-log.csv"].decode()
    if name == "everything.xlsx":
        t.test(",Sheet1!E2," in log and ",Sheet2!B2," in log, "the log says the cell", log[:1500])
    if name == "planted.ods":
        places = [p for p in (",Sheet1!E2,", ",Sheet1!I3,", ",Sheet2!B2,", ",name of Sheet2,", ",comment,", ",header,", ",footer,", ",embedded object,", ",outside the cells,") if p not in log]
        t.test(not places, "planted.ods: the log says the cell, and what else it was", *places, log[:1500])
        check_cells(t, text)


def check_cells(t, text):
    """what a cell that was cut has become, and one that was not"""
    t.test(text.count("[PHONE]") >= 4 and "number-columns-repeated=\"2\"" not in text, "equal cells side by side are cut one by one", str(text.count("[PHONE]")))
    for what in ("2014-06-09", "774203320", "8165550132", "string-value", "tracked", "data-pilot", "filter-condition", "scenario", "protection-key", "xlink:href=\"../", "Zebulon"):
        t.test(what not in text, f"planted.ods: {what} is gone")
    for what in ('office:date-value="2024-03-04"', 'table:formula="of:=1+2"', 'office:value="9"', 'table:number-rows-repeated="3"', 'table:visibility="collapse"', 'office:boolean-value="true"', '<table:named-range table:name="Total"', "office:value=\"3\""):
        t.test(what in text, f"planted.ods: {what} stays")


def convert(t, folder):
    """every sheet as CSV, by LibreOffice"""
    files = sorted(os.listdir(t.path(folder)))
    options = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    done = subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + t.path("profile"), "--convert-to", options, "--outdir", t.path(folder + "-csv")]
                          + [t.path(folder, f) for f in files], capture_output=True, text=True, errors="replace", timeout=300)
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


def check_version(t):
    """newer LibreOffice takes a document for damaged whose manifest has another version than its content"""
    version = lambda data: re.search(rb'<manifest:manifest[^>]*manifest:version="([^"]*)"', zipfile.ZipFile(io.BytesIO(data)).read("META-INF/manifest.xml")).group(1)
    for name in ("calls.ods", "planted.ods"):
        before, after = version(read(os.path.join(FOLDER, name))), version(read(t.path("released", name)))
        t.test(before == after == b"1.3", f"{name}: the manifest's version", f"{before} {after}")


def check_pictures(t):
    for name, square, old in (("picture.xlsx", "media/picture.png", "xl/media/image1.png"), ("picture.ods", "Pictures/picture.png", "Pictures/a.png")):
        raw = released(t, {"path": name}, "--pictures", "drop")
        if raw:
            with zipfile.ZipFile(io.BytesIO(raw)) as z:
                t.test(square in z.namelist() and old not in z.namelist(), f"{name}: a placeholder comes for a picture", *z.namelist())
            t.test(not left(raw, ["Emmeline"]), f"{name}: the picture's description is cut")


def check_same(t):
    """nothing to cut: the cells say the same, and a second reading changes nothing"""
    sys.path.insert(0, FOLDER)
    import make
    import ods
    plain = make.simple(rows=[["Item", "Quantity", "Report Date", "Value"], ["Tent", 3, ("date", 45355), ("formula", ("B2*2", 6, True))], [("rich", ["Ro", "pe"]), 1.5, "", ("bool", 0)]])
    t.write("same/a.xlsx", plain)
    rows = [["Item", "Quantity", "Report Date", "Value"], ["Tent", 3, ("date", "2024-03-04", "March 2024"), ods.cell(("float", 6, "6.00"), ' table:formula="of:=[.B2]*2"')], [ods.cell("Rope", ' table:number-columns-repeated="2"'), ("percentage", "0.5", "50 %"), ("boolean", "false", "FALSE")]]
    t.write("same/b.ods", ods.save(make.pack, ods.table("Things", rows, columns=4)))
    run("redact", t.path("same"), "-o", t.path("same.zip"), "-q", "--force")
    once = documents(t.path("same.zip"))
    for name, data in once.items():
        t.write(f"again/{name}", data)
    run("redact", t.path("again"), "-o", t.path("again.zip"), "-q", "--force")
    t.test(len(once) == 2 and documents(t.path("again.zip")) == once, "what was released is released again as it is")
    for name, part, stays in (("a.xlsx", "xl/worksheets/sheet1.xml", ("<f>B2*2</f><v>6</v>", "<v>45355</v>", ">Ro<")),
                              ("b.ods", "content.xml", ('table:formula="of:=[.B2]*2"', 'office:value="6"', "6.00", 'office:date-value="2024-03-04"', "March 2024", "50 %", 'office:value="0.5"'))):
        with zipfile.ZipFile(io.BytesIO(once[name])) as z:
            sheet = z.read(part).decode()
        t.test(all(s in sheet for s in stays) and sheet.count("Rope") == (2 if name == "b.ods" else 0), f"{name}: formulas, days and runs stay", sheet)


def check_changes(t):
    raw = released(t, {"path": "planted.ods", "withheld": "tracked changes"}, "--changes", "withhold")
    t.test(raw is None, "tracked changes are withheld when that is asked for")


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
    check_version(t)
    check_pictures(t)
    check_same(t)
    check_changes(t)
    check_parts(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
