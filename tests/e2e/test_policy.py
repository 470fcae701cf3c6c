#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a policy says of who is a child, and of persons whom nothing places, is what happens."""
import os
import sys

from lib import PATTERNS, Test, documents, index, left, members, read, run

REPORT = """HARROW CITY POLICE DEPARTMENT
INCIDENT REPORT

Report No: 24-000417
Occurred: 01/04/2024 1640 hours
Reported: 03/04/2024 1640 hours
Offense: PROPERTY DAMAGE 2ND DEGREE
Officer: Ofc. Dana Reyes #3120

VICTIM
Name: Vandersloot, Emmeline Ruth
DOB: 06/09/2014   Age: 9   Sex: F

WITNESS
Name: Okonjo, Thaddeus Lee
DOB: 06/09/2006   Age: 17   Sex: M

WITNESS
Name: Brandvold, Ingrid May
DOB: 02/01/2006   Age: 18   Sex: F

WITNESS
Name: Castellanos, Ruy
DOB: 06/09/2004   Age: 19   Sex: M

NARRATIVE
I spoke with Emmeline Vandersloot. Thaddeus Okonjo and Ingrid Brandvold saw it, and so did Ruy Castellanos.
%s
Ofc. Dana Reyes #3120
"""
PLACED = REPORT % "The gate was shut."
UNPLACED = REPORT % "Later Philippa Kestrelmoor came."
NAMES = ["Emmeline", "Okonjo", "Brandvold", "Castellanos"]


def policy(t, name, *changes):
    text = read(os.path.join(PATTERNS, "policy/missouri.yaml")).decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return t.write(name + ".yaml", text)


def check_ages(t):
    """9; 17; 17 at the incident and 18 at the report; 19"""
    at = "at: [incident, report]"
    cases = [("under 18", [], NAMES[:3]), ("under 17", [("under: 18", "under: 17")], NAMES[:1]), ("under 21", [("under: 18", "under: 21")], NAMES),
             ("at the report", [(at, "at: [report]")], NAMES[:2]), ("at the incident", [(at, "at: incident")], NAMES[:3])]
    t.write("ages/a.txt", PLACED)
    for what, changes, cut in cases:
        done = run("redact", t.path("ages"), "-o", t.path("a.zip"), "--force", "-q", "-p", policy(t, "ages", *changes))
        t.exits(done, 0, f"{what}: released")
        text = b"".join(documents(t.path("a.zip")).values())
        t.test(set(NAMES) - set(left(text, NAMES)) == set(cut), f"{what}: just the children are cut", f"left: {left(text, NAMES)}")


def check_one_date(t):
    """when the only date that counts is not there, the other one counts"""
    for what, gone, at in [("no report date", "Reported: 03/04/2024 1640 hours\n", "[report]"), ("no incident date", "Occurred: 01/04/2024 1640 hours\n", "incident")]:
        t.write("one/a.txt", PLACED.replace(gone, ""))
        done = run("redact", t.path("one"), "-o", t.path("o.zip"), "--force", "-q", "-p", policy(t, "one", ("at: [incident, report]", "at: " + at)))
        text = b"".join(documents(t.path("o.zip")).values())
        t.test(done.returncode == 0 and not left(text, NAMES[:2]) and left(text, NAMES[3:]), f"{what}: counted on the other day", f"left: {left(text, NAMES)}")


def check_unknown(t):
    for word, cut in [("protect", True), ("release", False)]:
        t.write("unknown/a.txt", UNPLACED)
        done = run("redact", t.path("unknown"), "-o", t.path("u.zip"), "--force", "-q", "-p", policy(t, "unknown", ("unknown_age: protect", "unknown_age: " + word)))
        text = b"".join(documents(t.path("u.zip")).values())
        t.test(done.returncode == 0 and (not left(text, ["Kestrelmoor"])) == cut and not left(text, NAMES[:3]), f"unknown_age: {word}", done.stderr[-200:])


def check_ask(t):
    """a document with a person whom nothing places waits; the others do not; each decision is gone by and logged"""
    ask = policy(t, "ask", ("\nunplaced: cut", "\nunplaced: ask"))
    t.write("ask/Kestrelmoor/a.txt", UNPLACED)
    t.write("ask/b.txt", PLACED)
    case, out = t.path("ask.case"), t.path("ask.zip")
    done = run("redact", t.path("ask"), "-o", out, "-q", "-p", ask)
    t.exits(done, 1, "ask: without a decision")
    rows = {r["document"]: r for r in index(out)}
    t.test(sorted(r["status"] for r in rows.values()) == ["released", "withheld"], "ask: only the document with the person waits", *map(str, rows))
    t.test("blackbar decide" in done.stderr + "".join(r["reason"] for r in rows.values()), "ask: the reason says what to do", done.stderr)
    t.test(not left(b"".join(members(out).values()) + "".join(members(out)).encode(), ["Kestrelmoor"]), "ask: the name is nowhere in the bundle")
    t.exits(run("filter", "-p", ask, stdin=UNPLACED), 1, "ask: filter waits too")
    t.exits(run("filter", "-p", ask, stdin=PLACED), 0, "ask: filter goes on without such persons")
    t.exits(run("scan", t.path("ask"), "-c", case, "-q", "-p", ask), 0, "ask: scan")
    listed = run("people", case)
    t.test("unplaced" in listed.stdout.splitlines()[1], "ask: people lists the person first", *listed.stdout.splitlines()[:3])
    for verdict, kept in (("cut", False), ("keep", True)):
        t.exits(run("decide", case, verdict, "Philippa Kestrelmoor", "--by", "A. Reviewer", "-q"), 0, f"ask: decided {verdict}")
        t.exits(run("apply", case, "-o", out, "--force", "-q", "-p", ask), 0, f"ask: {verdict}: all released")
        text = b"".join(documents(out).values())
        t.test(bool(left(text, ["Kestrelmoor"])) == kept and not left(text, NAMES[:3]), f"ask: {verdict}: gone by")
        t.test(b'"decided":true' in members(out)["audit.jsonl"].replace(b" ", b"") or b"decision" in members(out)["audit.jsonl"], f"ask: {verdict}: logged as a decision")


def check_refused(t):
    bad = {"an age that is none": ("under: 18", "under: 8"), "no date": ("at: [incident, report]", "at: []"), "another day": ("at: [incident, report]", "at: release"),
           "lapse": ("lapse: never", "lapse: at-18"), "unreadable parts taken out": ("unreadable: withhold", "unreadable: drop"), "pictures in a third way": ("pictures: withhold", "pictures: blur"), "scans in a fourth way": ("\nunplaced: cut", "\nunplaced: cut\nscans: blur"), "changes in a third way": ("\nunplaced: cut", "\nunplaced: cut\nchanges: reject"), "a third way": ("\nunplaced: cut", "\nunplaced: keep")}
    t.write("refused/b.txt", PLACED)
    for what, change in bad.items():
        done = run("redact", t.path("refused"), "-o", t.path("r.zip"), "-q", "-p", policy(t, "refused", change))
        t.test(done.returncode == 2 and "refused.yaml" in done.stderr and not os.path.exists(t.path("r.zip")), f"refused: {what}", f"exit status {done.returncode}", done.stderr[-300:])
    # two passes, two policies: nobody knows then who is a child
    t.exits(run("scan", t.path("refused"), "-c", t.path("r.case"), "-q"), 0, "scan under one policy")
    done = run("apply", t.path("r.case"), "-o", t.path("r.zip"), "-q", "-p", policy(t, "other", ("under: 18", "under: 21")))
    t.exits(done, 2, "apply under another policy than scan is refused")


def main():
    t = Test()
    check_ages(t)
    check_one_date(t)
    check_unknown(t)
    check_ask(t)
    check_refused(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
