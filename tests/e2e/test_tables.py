#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 20 s
"""Tables in text and JSON: what stands under a head is read as what the head says, a row or object is somebody's record, and
the result is still a table, or JSON, of the same shape. fixtures/formats/tables has the files, and says what goes and stays."""
import csv
import io
import json
import os
import subprocess
import sys

from lib import PATTERNS, ROOT, Test, documents, index, left, members, read, run

sys.path.insert(0, os.path.join(ROOT, "tests"))
import convert  # noqa: E402

SOME = ["001", "004", "009", "017", "023", "030"]
FOLDER = os.path.join(ROOT, "fixtures/formats/tables")
SIGNS = {"semicolon.csv": ";", "tabs.tsv": "\t", "pipes.psv": "|", "excel-unicode.tsv": "\t", "wide.csv": ","}


def cases():
    with open(os.path.join(FOLDER, "expected.jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def text_of(raw):
    if raw[:2] == b"\xff\xfe":
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def shape(name, raw):
    """what a program reads: rows and their numbers of cells, or the values of JSON with every string as ''"""
    text = text_of(raw)
    if name.endswith(".jsonl"):
        return [blank(json.loads(line)) for line in text.splitlines()]
    if ".json" in name:
        return blank(json.loads(text))
    return [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=SIGNS.get(name, ","))]


def blank(value):
    """an object's names may be cut, strings and numbers may"""
    if isinstance(value, dict):
        return ["object", len(value), [blank(v) for v in value.values()]]
    if isinstance(value, list):
        return [blank(v) for v in value]
    return value if isinstance(value, bool) or value is None else ""


def check_made(t):
    """the files are those that the script makes"""
    os.makedirs(t.path("made"))
    subprocess.run([sys.executable, "-B", os.path.join(FOLDER, "make.py"), t.path("made")], check=True)
    names = sorted(n for n in os.listdir(FOLDER) if n != "make.py")
    t.test(sorted(os.listdir(t.path("made"))) == names, "the script makes all files", *names)
    t.test(all(read(os.path.join(FOLDER, n)) == read(t.path("made", n)) for n in names), "the files are as the script makes them")


def check_case(t, case):
    name = case["path"]
    t.write(f"in/{name}", read(os.path.join(FOLDER, name)))
    run("redact", t.path("in", name), "-o", t.path("out.zip"), "-q", "--force")
    held = {r["document"]: r["reason"] for r in index(t.path("out.zip")) if r["status"] == "withheld"}
    t.test(not held, f"{name}: released", *held.values())
    if held:
        return
    raw = next(iter(documents(t.path("out.zip")).values()))
    found = left(b"".join(d for n, d in members(t.path("out.zip")).items()), case["cut"])
    t.test(not found, f"{name}: gone", *found)
    text = text_of(raw)
    lost = [k for k in case["keep"] if k not in text]
    t.test(not lost, f"{name}: kept", *lost, text)
    try:
        same = shape(name, raw) == shape(name, read(os.path.join(FOLDER, name)))
    except (ValueError, csv.Error) as error:
        same = False
        text = str(error)
    t.test(same, f"{name}: of the same shape", text)


def check_parts(t):
    """in small parts: rows and elements stay whole, and without a rule that cuts the bytes are the same"""
    for case in cases():
        t.write(f"all/{case['path'].replace('.', '-')}/{case['path']}", read(os.path.join(FOLDER, case["path"])))
    policy = read(os.path.join(PATTERNS, "policy/missouri.yaml"))
    run("redact", t.path("all"), "-o", t.path("all.zip"), "-q", "--force", "--part-size", "600")
    out = documents(t.path("all.zip"))
    held = [r["document"] for r in index(t.path("all.zip")) if r["status"] == "withheld"]
    t.test(not held, "in small parts: released", *held)
    t.test(len(policy) > 0 and len(out) == len(cases()), "in small parts: all of them", str(len(out)))
    for path, raw in sorted(out.items()):
        name = os.path.basename(path)
        case = next((c for c in cases() if c["path"] == name), None)
        try:
            ok = case is not None and shape(name, raw) == shape(name, read(os.path.join(FOLDER, name)))
        except (ValueError, csv.Error):
            ok = False
        t.test(ok, f"in small parts: {name} is of the same shape", text_of(raw)[:500])
        found = left(raw, case["cut"]) if case and name not in PARTED else []
        t.test(not found, f"in small parts: {name}: gone", *found)


# a birth date or school that only the rows before it, in another part, tell; a form that is cut in the middle
PARTED = {"no-heads.csv", "quotes.csv", "escapes.json"}


def check_untouched(t):
    nothing = {"a.csv": 'ITEM,COLOR\r\n"Bicycle, red","12"" wheel"\r\n\r\nTent,green', "b.json": '{"a" : [1, 2.50e3, "\\u00e9\\/"],\r\n "b":{}, "c":[], "d":null}', "c.tsv": "A\tB\n1\t2\n",
               "d.jsonl": '{"item":"tent"}\r\n\r\n{"item":"rope"}', "e.csv": "\ufeffITEM;QTY\nTent;1\n"}
    for name, text in nothing.items():
        t.write(f"same/{name}", text)
    run("redact", t.path("same"), "-o", t.path("same.zip"), "-q", "--force")
    out = documents(t.path("same.zip"))
    for name, text in nothing.items():
        t.test(out.get(name) == text.encode("utf-8"), f"nothing to cut, byte for byte: {name}", str(out.get(name)))


def check_tokens(t):
    """a token that would break the table is put in quotes; a number in JSON becomes a string"""
    policy = read(os.path.join(PATTERNS, "policy/missouri.yaml")).decode().replace('token: "DOB"', 'token: "BIRTH DATE, \'WITHHELD\'"')
    t.write("odd.yaml", policy)
    table = "NAME,DOB,AGE,REMARKS\n\"Vandersloot, Emmeline\",2014-06-09,9,\"born \"\"on\"\" 2014-06-09\"\nTarkington Dale,1979-02-11,45,none\n"
    t.write("odd/a.csv", table)
    t.write("odd/b.tsv", "NAME\tDOB\tHEIGHT\nEmmeline Vandersloot\t2014-06-09\t4'2\"\n")
    t.write("odd/d.tsv", "NAME\tDOB\tNOTE\nVandersloot, Emmeline\t2014-06-09\t\"n")
    t.write("odd/c.json", '{"name": "Emmeline Vandersloot", "dob": 20140609, "ssn": 774203318, "note": "born 2014-06-09, \\"Em\\""}')
    run("redact", t.path("odd"), "-o", t.path("odd.zip"), "-q", "--force", "--policy", t.path("odd.yaml"))
    out = {n: d.decode() for n, d in documents(t.path("odd.zip")).items()}
    rows = list(csv.reader(io.StringIO(out.get("a.csv", ""))))
    t.test(len(rows) == 3 and all(len(r) == 4 for r in rows), "a token with a comma leaves the columns", out.get("a.csv", ""))
    t.test(len(rows) > 1 and rows[1][1] == "[BIRTH DATE, 'WITHHELD']" and rows[1][2] == "9", "the token is in its cell", str(rows))
    t.test(out.get("b.tsv", "").endswith("\t4'2\"\n"), "an inch mark stays one", out.get("b.tsv", ""))
    t.test("2014" not in out.get("d.tsv", "2014"), "a quote mark that is never closed leaves tabs what they are", out.get("d.tsv", ""))
    try:
        value = json.loads(out.get("c.json", ""))
    except ValueError:
        value = {}
    t.test(value.get("dob") == "[BIRTH DATE, 'WITHHELD']" and value.get("ssn") == "[SSN]", "a number that is cut is a string", out.get("c.json", ""))


PEOPLE = [["CASE NO", "ROLE", "LAST NAME", "FIRST NAME", "DOB", "SSN", "PHONE", "ADDRESS", "SCHOOL", "OFFICER"],
          ["24-000417", "VICTIM", "ROSEWATER", "BRISTOL", "20140609", "774203318", "8165550131", "2318 PELLBROOK TER APT 4C", "TALLOW CREEK", "REYES 3120"],
          ["24-000417", "MOTHER", "ROSEWATER", "JUNE", "19860211", "774203319", "8165550132", "2318 PELLBROOK TER APT 4C", "", "REYES 3120"],
          ["24-000417", "ARRESTED", "TARKINGTON", "DALE", "19790211", "219099999", "8165550199", "17 ELM ST", "", "REYES 3120"],
          ["24-000418", "VICTIM", "GR\u00c4NGER", "WINTER", "20120101", "774203320", "8165550133", "9 OAK CT", "TALLOW CREEK", "REYES 3120"]]
GONE = ["ROSEWATER", "BRISTOL", "JUNE", "20140609", "774203318", "774203319", "774203320", "219099999", "8165550131", "8165550132", "8165550199", "PELLBROOK", "TALLOW CREEK", "GR\u00c4NGER", "WINTER", "20120101"]


def aligned(rows, gap, rule=False, pad=False, right=(), before=""):
    """an export whose columns are so many blanks apart"""
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    lines = [(" " * gap).join(c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(r, widths))) for r in rows]
    lines[1:1] = [(" " * gap).join("-" * w for w in widths)] if rule else []
    return before + "".join((line if pad else line.rstrip()) + "\n" for line in lines)


def cells(rows, text, gap):
    """the columns of the export as it came out, by the places they had"""
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    starts = [sum(widths[:i]) + gap * i for i in range(len(widths))]
    return [[line[a:b].strip() for a, b in zip(starts, starts[1:] + [None])] for line in text.split("\n") if line]


def check_columns(t):
    """exports whose columns stand in fixed places: what only a head can tell is known, and cut as in the same table in CSV"""
    title = "HARROW CITY POLICE DEPARTMENT\nJUVENILE CONTACTS\n\n"
    coded = [["CASE_NO", "ROLE", "LNAME", "FNAME", "BIRTH_DT", "SSN_NUM", "PHONE_NO", "HOME_ADDR", "SCHOOL", "OFFICER"], *PEOPLE[1:]]
    page = aligned(PEOPLE, 2, before=title)
    cases = {"wide": aligned(PEOPLE, 4), "one blank": aligned(PEOPLE, 1), "a rule below the heads": aligned(PEOPLE, 1, rule=True), "titles and a sum": aligned(PEOPLE, 2, before=title) + "\n4 records\n",
             "codes for heads": aligned(coded, 2), "rows filled up": aligned(PEOPLE, 2, pad=True), "numbers to the right": aligned(PEOPLE, 2, right=(4, 5, 6)), "pages": page + "\f" + page,
             "in capitals and not": aligned([[c.title() if i in (1, 2, 3, 7, 8) else c for i, c in enumerate(r)] for r in PEOPLE], 2), "Windows": aligned(PEOPLE, 2).replace("\n", "\r\n").encode("cp1252")}
    for what, text in cases.items():
        t.write(f"fixed/{what}.txt", text)
    out = io.StringIO()
    csv.writer(out).writerows(PEOPLE)
    t.write("fixed/same.csv", out.getvalue())
    t.write("fixed/report.txt", "Report No: 24-000417\n\nITEM      QTY   COLOR\nTent      1     green\nRope      2     red\n\nThe tent was found beside the river by a neighbour who had walked his dog there.\nIt was returned on the same day.\n" * 2)
    run("redact", t.path("fixed"), "-o", t.path("fixed.zip"), "-q", "--force")
    got = documents(t.path("fixed.zip"))
    wanted = [[cell if cell == old else "cut" for cell, old in zip(new, olds)] for new, olds in zip(csv.reader(io.StringIO(got.get("same.csv", b"").decode())), PEOPLE)]
    t.test(len(wanted) == 5 and sum(row.count("cut") for row in wanted) > 20, "the same table in CSV is cut", str(wanted))
    for what, text in cases.items():
        data = got.get(f"{what}.txt", b"")
        found = left(data, GONE)
        t.test(data and not found, f"columns, {what}: gone", *found, data.decode("cp1252"))
        text = data.decode("cp1252")
        lost = [k for k in ("24-000417", "24-000418", "TARKINGTON", "DALE", "ARRESTED", "REYES 3120", "4 records" if what == "titles and a sum" else "VICTIM") if k.lower() not in text.lower()]
        t.test(not lost and text.count("REYES") == text.count("3120") == (8 if what == "pages" else 4), f"columns, {what}: kept", *lost, text)
    shown = cells(PEOPLE, got.get("wide.txt", b"").decode(), 4)
    t.test([r[0] for r in shown] == [r[0] for r in PEOPLE] and shown[1][4:] == ["[DOB]", "[SSN]", "[PHONE]", "[ADDRESS]", "[SCHOOL]", "REYES 3120"], "what is cut leaves the columns where they were", str(shown))
    cut = ["".join("c" if cell == "cut" else "-" for cell in row) for row in wanted]
    t.test("".join("c" if "[" in c else "-" for c in shown[1]) == cut[1] and "".join("c" if "[" in c else "-" for c in shown[4]) == cut[4], "cut in columns is what is cut in CSV", str(shown), str(wanted))
    widths = {len(line) for line in got.get("rows filled up.txt", b"").decode().split("\n") if line and "RELATIVE" not in line and "MOTHER" not in line}
    t.test(len(widths) == 1, "rows that are filled up stay as long as they were", str(widths))
    t.test(got.get("report.txt") == read(t.path("fixed/report.txt")), "a report with a small table in it is a report")
    run("redact", t.path("fixed"), "-o", t.path("parts.zip"), "-q", "--force", "--part-size", "300", "--read-size", "7")
    found = {n: left(d, ["774203318", "ROSEWATER", "20140609", "8165550131"]) for n, d in documents(t.path("parts.zip")).items()}
    t.test(len(found) == len(cases) + 2 and not any(found.values()), "in small parts: gone", str(found))


def check_case_names(t):
    """a row about a report and the report itself are one case: who is only named in one is cut in the other"""
    t.write("case/a.txt", "Report No: 24-000417\nReported: 03/04/2024\n\nVICTIM\nName: Vandersloot, Emmeline\nDOB: 06/09/2014\n\nNARRATIVE\nEmmeline was alone.\n")
    t.write("case/b.csv", "REPORT NO,INCIDENT DATE,PROPERTY,REMARKS\n24-000417,03/04/2024,Bicycle,Emmeline showed me where it stood\n")
    t.write("case/c.json", '{"report_number": "24-000417", "remarks": "Emmeline called back"}')
    run("redact", t.path("case"), "-o", t.path("case.zip"), "-q", "--force")
    out = documents(t.path("case.zip"))
    t.test(len(out) == 3 and not left(b"".join(out.values()), ["Emmeline"]), "a row of the same case", *[d.decode() for d in out.values()])


def check_hostile(t):
    deep = "[" * 5000 + "]" * 5000
    files = {
        "open-quote.csv": ('NAME,DOB,PHONE\n"Vandersloot, Emmeline,2014-06-09,816-555-0131\n', "never closed"),
        "long-cell.csv": ('NAME,NARRATIVE\nEmmeline,"' + "x y " * 2_600_000 + '"\n', "row of more than"),
        "long-string.json": ('{"name": "' + "x y " * 2_600_000 + '"}', "more than"),
        "deep.json": (deep, "nested more than"),
        "cut.json": ('{"name": "Emmeline Vandersloot", "dob": "2014-', "not valid JSON"),
        "cut2.json": ('{"name": "Emmeline Vandersloot", "dob": ', "not valid JSON"),
        "cut.jsonl": ('{"name": "Emmeline Vandersloot"}\n{"name": ', "not valid JSON"),
        "comma.json": ('{"name": "Emmeline Vandersloot",}', "not valid JSON"),
        "two.json": ('{"name": "Emmeline Vandersloot"}}', "not valid JSON"),
        "number.json": ('{"age": 09}', "not valid JSON"),
        "surrogate.json": ('{"name": "Emm\\ud83deline"}', "not valid JSON"),
        "control.json": ('{"name": "Emm\\u0008eline"}', "control character"),
        "raw-control.json": ('{"name": "Emm\x01eline"}', "not valid JSON"),
        "picture.json": ('{"photo": "' + "iVBORw0KGgoAAAANSUhEUgAAAAUA" * 20 + '"}', "base64"),
        "picture-lines.json": ('{"photo": "' + "\\n".join(["iVBORw0KGgoAAAANSUhEUgAAAAUAiVBORw0KGgoAAAANSUhEUgAAAAUAiVBORw0KGgoAAAAN"] * 12) + '"}', "base64"),
        "picture.csv": ("NAME,PHOTO\nEmmeline," + "iVBORw0KGgoAAAANSUhEUgAAAAUA" * 20 + "\n", "base64"),
        "zero.csv": ("NAME,DOB\nEmme\0line,2014-06-09\n", ""),
    }
    for name, (content, _) in files.items():
        t.write(f"bad/{name}", content)
    t.write("bad/good.csv", "ITEM,COLOR\nTent,green\n")
    done = run("redact", t.path("bad"), "-o", t.path("bad.zip"), "-q", "--force")
    t.exits(done, 1, "hostile tables: the others are released")
    rows = {r["document"]: r for r in index(t.path("bad.zip"))}
    for name, (_, why) in files.items():
        row = rows.get(name, {"status": "missing", "reason": ""})
        t.test(row["status"] == "withheld" and why in row["reason"], f"hostile: {name} is withheld", str(row))
    t.test(rows.get("good.csv", {}).get("status") == "released", "a good one beside them is released")
    found = left(b"".join(members(t.path("bad.zip")).values()), ["Emmeline", "Vandersloot"])
    t.test(not found, "hostile tables: no name in the bundle", *found)


def check_gold(t):
    """reports as one cell or string score as the text does"""
    gold = os.path.join(ROOT, "fixtures/gold/dev")
    scorer = [sys.executable, "-B", os.path.join(ROOT, "tests/score.py")]
    for number in SOME:
        t.write(f"gold/{number}.gold.txt", read(os.path.join(gold, f"{number}.gold.txt")))
    subprocess.run([*scorer, "strip", t.path("gold"), t.path("plain")], check=True, stdout=subprocess.DEVNULL)
    scores = {}
    for kind in ("txt", "csv", "json", "xlsx"):
        to, back = convert.KINDS.get(kind, (lambda text: text.encode(), lambda data: data.decode()))
        for number in SOME:
            t.write(f"as-{kind}/{number}.{kind}", to(read(t.path("plain", number + ".txt")).decode()))
        run("redact", t.path("as-" + kind), "-o", t.path(kind + ".zip"), "-q", "--force")
        for name, data in documents(t.path(kind + ".zip")).items():
            t.write(f"from-{kind}/{name[:3]}.txt", back(data))
        out = subprocess.run([*scorer, "score", t.path("gold"), t.path("from-" + kind), "--json"], capture_output=True, text=True).stdout
        scores[kind] = json.loads(out.partition("\n")[0])
        t.test(scores[kind] == scores["txt"], f"gold reports as {kind} score as text", *[f"{k}: {v}, not {scores['txt'].get(k)}" for k, v in scores[kind].items() if scores["txt"].get(k) != v])


def check_columns_many(t):
    """more columns or rows than anybody reads: bounded"""
    t.write("many/a.csv", ",".join(f"C{i}" for i in range(4097)) + "\n")
    t.write("many/b.csv", "NAME,AGE\n" + "\n" * 200_000)
    t.write("many/c.json", "[" + ",".join(["{}"] * 100_000) + "]")
    done = run("redact", t.path("many"), "-o", t.path("many.zip"), "-q", "--force")
    rows = {r["document"]: r for r in index(t.path("many.zip"))}
    t.test("more than 4096 columns" in rows["a.csv"]["reason"], "too many columns are refused", str(rows), done.stderr)
    t.test(rows["b.csv"]["status"] == "released" and rows["c.json"]["status"] == "released", "many empty rows and objects", str(rows))


def main():
    t = Test()
    check_made(t)
    for case in cases():
        check_case(t, case)
    check_parts(t)
    check_untouched(t)
    check_tokens(t)
    check_columns(t)
    check_case_names(t)
    check_hostile(t)
    check_columns_many(t)
    check_gold(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
