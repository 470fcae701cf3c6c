#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""One case in many kinds of document: who is learned from one is cut in all, whichever one it is; and a report scores the same
in whatever kind it is written."""
import json
import os
import subprocess
import sys

from lib import REPORT, ROOT, SECRETS, Test, documents, left, members, read, run

sys.path[:0] = [os.path.join(ROOT, "tests")]
import convert  # noqa: E402

GOLD = os.path.join(ROOT, "fixtures/gold")
SOME = ["dev/001", "dev/004", "dev/009", "dev/012", "dev/017", "dev/023", "dev/030", "dev/034", "b/305"]  # the last went through a scanner
SUPPLEMENT = """HARROW CITY POLICE DEPARTMENT
SUPPLEMENT
Report No: 24-000417
Reported: 03/05/2024 0910 hours
Officer: Ofc. Dana Reyes #3120

NARRATIVE
I went back to the house. Emmeline was at the door. I asked Emmeline whether she had eaten, and she
said that Corisande was asleep. The Vandersloot house was dark. I wrote down 816-555-0131.
Ofc. Dana Reyes #3120
"""
NAMES = ["Emmeline", "Vandersloot", "Corisande", "816-555-0131"]
KEPT = ["24-000417", "Dana Reyes", "0910 hours", "asleep"]
KINDS = {"txt": (lambda text: text.encode("utf-8"), lambda data: data.decode("utf-8")), **convert.KINDS}


def check_case(t):
    """the report in one kind, its supplement, which has no birth date and no full name, in all"""
    for kind, (to, _) in KINDS.items():
        folder = f"case-{kind}"
        t.write(f"{folder}/report.{kind}", to(REPORT))
        for other, (write, _) in KINDS.items():
            t.write(f"{folder}/supplement-{other}.{other}", write(SUPPLEMENT))
        done = run("redact", t.path(folder), "-o", t.path(folder + ".zip"), "-q")
        t.exits(done, 0, f"the report as {kind}: all of the case is released")
        everything = members(t.path(folder + ".zip"))
        found = {name: left(data, SECRETS) for name, data in everything.items() if not name.endswith("SHA256SUMS")}
        found = [f"{name}: {', '.join(f)}" for name, f in found.items() if f]
        t.test(len(everything) > len(KINDS) and not found, f"the report as {kind}: nothing that it says is left in any other document", *found)
        for other, (_, back) in KINDS.items():
            data = documents(t.path(folder + ".zip")).get(f"supplement-{other}.{other}", b"")
            text = back(data) if data else ""
            lost = [k for k in KEPT if k not in text]
            t.test(text and not left(text, NAMES) and not lost, f"the report as {kind}, the supplement as {other}: cut, and the rest is there", *left(text, NAMES), *lost)


def score(t, gold, redacted):
    out = subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/score.py"), "score", gold, redacted, "--json"], capture_output=True, text=True)
    return json.loads(out.stdout.partition("\n")[0])


def check_gold(t):
    """docx and odt: test_office.py"""
    for path in SOME:
        t.write(f"gold/{os.path.basename(path)}.gold.txt", read(os.path.join(GOLD, f"{path}.gold.txt")))
    subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/score.py"), "strip", t.path("gold"), t.path("plain")], check=True, stdout=subprocess.DEVNULL)
    run("redact", t.path("plain"), "-o", t.path("plain.zip"), "-q")
    wanted = score(t, t.path("gold"), t.path("plain.zip"))
    for kind in sorted(set(KINDS) - {"txt", "docx", "odt"}):
        to, back = KINDS[kind]
        for number in map(os.path.basename, SOME):
            text = read(t.path("plain", number + ".txt")).decode()
            data = to(text)
            t.write(f"{kind}/{number}.{kind}", data)
            t.test(back(data) == text, f"{kind}: report {number} is written as it is")
        t.exits(run("redact", t.path(kind), "-o", t.path(kind + ".zip"), "-q"), 0, f"{kind}: all reports are released")
        for name, data in documents(t.path(kind + ".zip")).items():
            t.write(f"{kind}-out/{name[:3]}.txt", back(data))
        got = score(t, t.path("gold"), t.path(kind + "-out"))
        t.test(got == wanted, f"{kind}: the score is that of the text", *[f"{k}: {got.get(k)}, not {v}" for k, v in wanted.items() if got.get(k) != v])


def main():
    t = Test()
    check_case(t)
    check_gold(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
