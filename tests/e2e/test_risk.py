#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 9 s
"""`scan` lists what is left that could lead to a child: what is planted is in the list, what is cut is not, and no bundle has it."""
import csv
import io
import os
import re
import subprocess
import sys

import leaks
from lib import ARCHIVE, PATTERNS, REPORT, SECRETS, Test, documents, expected, have, left, members, read, run

PLANTED = REPORT.replace("at her home. Emmeline said that she\nwas alone.", """at Swope Park at 4:15 p.m.
She is the only deaf child on the block. She has a birthmark and a spiral fracture of the arm.
She sings in the choir and is the oldest of five children. Her mother works nights at a cannery.
They drove a red 2004 Ford Taurus to the Dollar General in the 2200 block of Sable Ave.
A news crew was there. Unit 331 was sent. She speaks only Swahili. The windsock was torn.
A neighbour, Thaddeus Okonjo, DOB 03/05/1961, saw it near Lake Tamarack, he said, in Joplin.
""")
WANTED = {"remark that fits few people": ["only deaf child on the block"], "mark of the body or condition": ["birthmark", "deaf"], "unusual injury": ["spiral fracture"],
          "team, club or church": ["choir"], "siblings and with whom a child lives": ["oldest of five children"], "work of a relative": ["works nights at a cannery"],
          "vehicle or animal": ["red 2004 Ford Taurus"], "place": ["Swope Park", "Dollar General", "2200 block of Sable Ave"], "something that was in the news or that many saw": ["news crew"],
          "unit of officers or crew": ["Unit 331"], "language, country or faith": ["speaks only Swahili"], "time of day": ["1640 hours", "4:15 p.m."], "exact date": ["03/04/2024 1640 hours"],
          "birth date of an adult": ["03/05/1961"], "age": ["9"], "kinship": ["mother"], "name of a witness, neighbour or suspect": ["Thaddeus Okonjo"], "distinctive word": ["windsock"],
          "name of something": ["Joplin"]}
BARE = "HARROW CITY POLICE DEPARTMENT\n\nReport No: 24-000911\nThe gate was found open and closed again.\n"


def scan(t, case, *words, status=0):
    if os.path.exists(case):
        os.remove(case)
    t.exits(run("scan", *words, "-c", case), status, "scan " + " ".join(os.path.basename(w) for w in words))
    return listed(t, case)


def listed(t, case, status=0):
    done = run("risk", case)
    t.exits(done, status, "risk")
    t.test(done.raw.startswith(b"\xef\xbb\xbf") and done.raw.count(b"\n") == done.raw.count(b"\r\n"), "the list has a byte order mark, and lines as RFC 4180 says")
    return list(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"), newline=""), strict=True))


def check_formulas(t):
    """no cell of the lists for reviewers is run by a spreadsheet: neither names of files nor text of documents"""
    text = "Report No: 24-000417\nVIC: Vandersloot, Emmeline  DOB: 06/09/2014  Age: 9\nShe wore a cape with @stars, -Zeppelin, =Tamarack!A1 and +Portcullis at Vandalia.\n"
    for name in ("=1+1.txt", "@SUM(A1).txt", "-2+3.txt", "+cmd.txt", "\uff1dA1.txt"):
        t.write("formulas/" + name, text)
    case = t.path("formulas.case")
    run("scan", t.path("formulas"), "-c", case, "-q")
    for command in ("people", "risk"):
        rows = list(csv.reader(io.StringIO(run(command, case).raw.decode("utf-8-sig"), newline=""), strict=True))
        bad = [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") and cell]
        t.test(len(rows) > 5 and not bad, f"no formula in the list of {command}", str(len(rows)), *bad[:4])


def check_planted(t):
    t.write("in/a.txt", PLANTED)
    t.write("in/b.txt", BARE)
    t.write("in/=c.txt", BARE.replace("24-000911", "24-000912"))
    case = t.path("planted.case")
    rows = scan(t, case, t.path("in"))
    found = {}
    for row in rows:
        if row["document"] == "a.txt":
            found.setdefault(row["kind"], []).append((row["text"], row["first place"]))
    for kind, texts in WANTED.items():
        for text in texts:
            place = [p for x, p in found.get(kind, []) if x == text]
            line = next(i for i, x in enumerate(PLANTED.splitlines(), 1) if text in x)
            t.test(place == [f"line {line}"], f"listed as {kind}: {text}", str(found.get(kind)), str(line))
    text = " | ".join(x for texts in found.values() for x, _ in texts)
    t.test(not left(text, SECRETS), "what is cut is not listed", *left(text, SECRETS))
    ranks = {row["document"]: row["left"] for row in rows}
    t.test(ranks == {"a.txt": "many", "b.txt": "few", "'=c.txt": "few"}, "few, some or many", str(ranks))
    t.test([r["document"] for r in rows][0] == "a.txt" and sum(r["document"] == "b.txt" for r in rows) >= 1, "documents with many come first, and every document has a row")
    t.test("anonymous" not in run("risk", case).stdout + run("help", "risk").stdout + run("scan", t.path("in"), "--explain").stdout, "nothing is called anonymous")
    explained = run("scan", t.path("in/a.txt"), "--explain").stdout
    t.test("== a.txt: left that could lead to a child: many ==" in explained and "line 18: remark that fits few people: only deaf child on the block" in explained,
           "scan --explain shows it", explained[-600:])
    return case


def check_bundle(t):
    """what scan lists changes nothing in the release and is not in it"""
    case, applied, direct = t.path("archive.case"), t.path("applied.zip"), t.path("direct.zip")
    rows = scan(t, case, ARCHIVE, status=1)
    t.exits(run("apply", case, "-o", applied, "-q"), 1, "apply")
    run("redact", ARCHIVE, "-o", direct, "-q")
    t.test(read(applied) == read(direct), "scan with its list and apply give the same bytes as redact")
    kinds = {r["kind"] for r in rows if r["kind"]} - {"place", "age", "sex", "grade", "kinship"}
    bundle = members(applied)
    papers = b"\n".join(data for name, data in bundle.items() if not name.startswith("documents/"))
    found = [k for k in kinds if any(k.encode() in data for data in bundle.values())] + [w for w in ("could lead to a child", "distinctive") if w.encode() in papers]
    t.test(len(kinds) > 10 and not found, "nothing of the list is in the bundle", *found)
    stated = bundle["index.csv"] + bundle["offences.csv"]  # facts of the reports: divisions, offences
    words = {r["text"] for r in rows if r["kind"] in ("distinctive word", "name of something") and r["text"].encode() not in stated and r["text"] != "Missouri"}
    found = [w for w in words if len(w) > 6 and w.encode() in papers and not any(w.encode() in n.encode() for n in bundle)]
    t.test(len(words) > 20 and not found, "and none of its texts in the papers", *found)
    t.test(len({r["document"] for r in rows}) == len(documents(applied)), "every document that is released has its list")
    secrets = {s for e in expected() for s in e["cut_everywhere"] if len(s) > 5}
    listed_text = leaks.plain(leaks.fold("\n".join(r["text"] for r in rows)))
    released = leaks.plain(leaks.fold("\n".join(d.decode("utf-8", "replace") for d in documents(applied).values())))
    found = [s for s in secrets if re.search(leaks.EDGE_L + re.escape(leaks.plain(leaks.fold(s))) + leaks.EDGE_R, listed_text) and leaks.plain(leaks.fold(s)) not in released]
    t.test(len(found) <= len(secrets) // 100, "what the release cuts is hardly listed", *found)
    t.test({r["left"] for r in rows} == {"few", "some", "many"}, "documents differ", str({r["left"] for r in rows}))
    for words in (["-j1"], ["-j7"], ["--read-size", "61"]):
        again = scan(t, t.path("again.case"), ARCHIVE, *words, status=1)
        t.test(again == rows, "the list is the same with " + " ".join(words))


def check_rare(t):
    """a word that few documents of the release have is listed, one that many have is not, however rare it is elsewhere"""
    for i in range(60):
        odd = "A zeppelin flew over Tamarack." if i == 7 else "The gate was shut."
        t.write(f"rare/{i:02}.txt", f"REPORT NO: 24-{i:06d}\nThe officer noted the portcullis of Vandalia. {odd} It was seen, in Vandalia, later. Nobody was hurt.\n")
    rows = scan(t, t.path("rare.case"), t.path("rare"))
    words = [(r["document"], r["text"]) for r in rows if r["kind"] in ("distinctive word", "name of something")]
    t.test(sorted(words) == [("07.txt", "Tamarack"), ("07.txt", "zeppelin")], "words that are rare in the release", str(words))


def check_cases(t, planted):
    case = t.path("redact.case")
    t.exits(run("redact", t.path("in"), "-o", t.path("r.zip"), "-c", case, "-q"), 0, "redact with a case")
    done = run("risk", case)
    t.test(done.returncode == 2 and "blackbar scan" in done.stderr, "a case of redact has no list, and it is said how to get one", f"exit status {done.returncode}", done.stderr)
    before = listed(t, planted)
    t.exits(run("scan", t.path("in"), "-c", planted, "--resume"), 0, "scan --resume of a whole case")
    t.test(listed(t, planted) == before, "the list stays")
    run("decide", planted, "keep", "phone", "--by", "A. Reviewer", "--force", "-q")
    t.exits(run("apply", planted, "-o", t.path("p.zip"), "-q"), 0, "apply")
    t.test(listed(t, planted) == before, "and it stays after decide and apply")
    for words in ([], [t.path("no.case")], [t.path("in/a.txt")], [planted, planted], [planted, "--explain"]):
        done = run("risk", *words)
        t.test(done.returncode == 2 and not done.stdout.count("\n") > 1, "refused: risk " + " ".join(os.path.basename(w) for w in words), f"exit status {done.returncode}", done.stderr[-200:])
    if not have("sqlite3"):
        return t.skip("a case of the version before", "sqlite3 is missing")
    subprocess.run(["sqlite3", planted, "DROP TABLE left_over; PRAGMA user_version = 2"], check=True)
    t.exits(run("people", planted), 0, "a case of the version before can be read")
    t.exits(run("risk", planted), 2, "and has no list")
    return None


def check_parts(t):
    """who is in the second part of a long document, and what is left there, does not depend on which worker was first"""
    kids = ["Quillon Marchetti", "Isaura Fennimore", "Lysander Okafor"]
    for i, kid in enumerate(kids):
        given, surname = kid.split()
        t.write(f"parts/a{i}.txt", REPORT.replace("24-000417", f"24-00050{i}").replace("Emmeline", given).replace("Vandersloot", surname))
    for i in range(4):
        t.write(f"parts/b{i}.txt", f"Report No: 24-00099{i}\n" + "The gate was shut and nobody was there.\n\n" * 4000 + "Later " + " and ".join(kids) + " came.\n")
    seen = set()
    for words in (["-j1"], ["-j2"], ["-j4"], ["-j1"]):
        scan(t, t.path("parts.case"), t.path("parts"), *words)
        seen.add((run("people", t.path("parts.case")).stdout, run("risk", t.path("parts.case")).stdout))
    t.test(len(seen) == 1 and "b3.txt" in seen.pop()[0], "the same lists of a document in parts for every number of workers")


def check_limits(t):
    """long and strange documents: the list stays short, and nothing is withheld because of it"""
    lines = [f"The only deaf child on the block had a birthmark at {i % 24:02}:{i % 60:02}. Zorblax{chr(97 + i % 26)} frobnicated in Quux{chr(97 + i // 26 % 26)}ville." for i in range(6000)]
    t.write("long/a.txt", "\n".join(lines))
    t.write("long/b.txt", "only " * 60000 + "\n")
    t.write("long/c.txt", "a" * 300000 + "\n" + "Aa " * 60000)
    t.write("long/d.xml", "<r>" + "".join(f"<p>only child on the block, Unit {i}</p>" for i in range(3000)) + "</r>")
    rows = scan(t, t.path("long.case"), t.path("long"))
    counts = {name: sum(r["document"] == name for r in rows) for name in ("a.txt", "b.txt", "c.txt", "d.xml")}
    t.test(all(1 <= c <= 100 for c in counts.values()), "lists are short", str(counts))
    t.test(any(re.fullmatch(r"\(\d+ more\)", r["text"]) for r in rows), "and say how many more there are")
    t.test(any(r["document"] == "d.xml" and r["kind"] == "remark that fits few people" for r in rows), "in XML too")


def check_kinds(t):
    """patterns/risk is read as strictly as the other packs"""
    folder = t.path("patterns")
    os.makedirs(os.path.join(folder, "risk"))
    for name in os.listdir(PATTERNS):
        if name != "risk":
            os.symlink(os.path.join(PATTERNS, name), os.path.join(folder, name))
    kinds, rules = read(os.path.join(PATTERNS, "risk/kinds.yaml")).decode(), read(os.path.join(PATTERNS, "risk/left.yaml")).decode()
    cases = [("an unknown key", "counts: 4,", "count: 4,", r"kinds\.yaml:\d+:\d+: unknown key"), ("a rule that is not there", "only-one, only-child", "only-ones, only-child", r"kinds\.yaml:\d+:\d+: .*no rule"),
             ("a rule without a kind", "only-one, only-child", "only-child", r"only-one.* has no kind"), ("a rule of two kinds", "rules: [injury]", "rules: [injury, condition]", r"has a kind already"),
             ("no such finding", "what: [sex]", "what: [gender]", r"kinds\.yaml:\d+:\d+: .*gender"), ("no such side", "who: [relative, ", "who: [cousin, ", r"cousin"), ("a wrong number", "some: 7", "some: seven", r"kinds\.yaml:\d+:\d+: .*some"),
             ("many below some", "many: 11", "many: 3", r"many")]
    source = t.write("kinds/a.txt", REPORT)
    for what, old, new, message in cases:
        assert old in kinds, old
        t.write("patterns/risk/kinds.yaml", kinds.replace(old, new, 1))
        t.write("patterns/risk/left.yaml", rules)
        done = run("scan", "--patterns", folder, source, "-c", t.path("kinds.case"))
        t.test(done.returncode == 2 and re.search(message, done.stderr) and not os.path.exists(t.path("kinds.case")), f"{what} is refused", f"exit status {done.returncode}", done.stderr[-300:])
    t.write("patterns/risk/kinds.yaml", kinds)
    t.write("patterns/risk/left.yaml", rules.replace("- 'A [[news crew]] was outside.'", "- 'A [[news]] crew was outside.'"))
    done = run("rules", "test", "--patterns", folder)
    t.test(done.returncode == 2 and "rule news" in done.stdout, "rules test runs the tests of these rules too", done.stdout[-300:], done.stderr[-300:])


def main():
    t = Test()
    check_formulas(t)
    planted = check_planted(t)
    check_bundle(t)
    check_rare(t)
    check_cases(t, planted)
    check_parts(t)
    check_limits(t)
    check_kinds(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
