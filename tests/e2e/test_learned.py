#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 5 s
"""What the classifiers of people/tagger.c and placer.c do with what they are told by their weights, whatever was learned last:
weights of this test say that one word before another speaks for a home, a school, a number, a date of birth, an official."""
import os
import shutil
import subprocess
import sys

from lib import BUILD, PATTERNS, ROOT, Test, filter_each, run

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"
WEIGHTS = "".join(f"{kind}={word}\t{weights}\n" for word, column in (("window", 1), ("yellow", 2), ("winter", 3), ("rather", 4), ("paper", 5))
                  for kind, weights in (("-1", "0\t" * column + "100"), ("-2", "0\t" * column + "90"))) + "p=home\t0\t20\np=birth\t0\t0\t0\t90\n"
OFFICE = "-1=yellow\t400\nthird=0\t-100\nthird=1\t-100\nthird=2\t-100\n"

# line, what must go, what must stay
LINES = [
    ("He saw the window Larch Moat that day.", ["Larch", "Moat"], ["that day"]),  # a home of two words
    ("He saw the window Station that day.", [], ["Station that day"]),            # one word is too little
    ("He saw the window Station 7 that day.", ["Station", "7"], ["that day"]),
    ("He saw the window 7 that day.", [], ["window 7 that"]),
    ("He saw the yellow Pinwheels that day.", ["Pinwheels"], ["that day"]),
    ("He saw the paper 44718 that day.", ["44718"], ["that day"]),
    ("He saw the paper 447 that day.", [], ["447 that day"]),                     # too short
    ("He saw the paper 23-01190 that day.", [], ["23-01190 that day"]),           # as reports are numbered
    ("He saw the paper 20240304 that day.", [], ["20240304 that day"]),           # a day
    ("He saw the winter 6 11 2015 that day.", ["6 11"], ["that day"]),
    ("He saw the winter 2130-2200 that day.", [], ["2130-2200 that day"]),        # no date
    ("He saw the rather 417 5550144 that day.", ["5550144"], ["that day"]),
    ("He saw the plain Station 7 that day.", [], ["Station 7 that day"]),
]
# the contrary: what stands beside the name speaks for a family; line, what must stand there then
PRIVATE = "-1=yellow\t-400\nthird=0\t-10\nthird=1\t-10\nthird=2\t-10\n"
DOUBTS = [
    ("The dentist, Marlene Vorstag, came. I saw yellow Vorstag, and Marlene Vorstag.", "[NAME], and [NAME]"),
    ("The dentist, Marlene Vorstag, came. I saw purple Vorstag, and Marlene Vorstag.", "purple Vorstag, and Marlene Vorstag"),
    ("A neighbor, Marlene Vorstag, came. I saw yellow Vorstag.", "A neighbor, Marlene Vorstag, came. I saw yellow Vorstag"),
    # what can be a given name, too, is doubted; a surname that nobody else bears is the officer's
    ("Officer Marlene Joyce came. I saw yellow Joyce.", "Officer Marlene Joyce came. I saw yellow [NAME]"),
    ("Officer Marlene Vorstag came. I saw yellow Vorstag.", "Officer Marlene Vorstag came. I saw yellow Vorstag"),
]
# whether what is said of the person lets the weights count
PEOPLE = [
    ("I spoke with yellow Marlene Vorstag today.", False),
    ("I spoke with purple Marlene Vorstag today.", True),
    ("I spoke with yellow Marlene Carter today.", True),           # the surname of the child
    ("I spoke with yellow M.V. today.", True),                     # initials
    ("Her aunt Marlene Vorstag came. I spoke with yellow Marlene Vorstag.", True),  # family
    ("I spoke with yellow Marlene Vorstag today. Emily's uncle Bert Vorstag came.", True),
    ("I spoke with yellow Marlene Vorstag today. " * 400, True),   # more company than can be looked at
]


def patterns(t, weights, office):
    folder = t.path("patterns")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(ROOT, "patterns"), folder)
    for name, text in (("weights.tsv", weights), ("office.tsv", office)):
        with open(os.path.join(folder, "names", name), "w", encoding="utf-8") as f:
            f.write(text)
    return folder


def check_training(t):
    """what tests/train-tagger learns from: each word that can be something once, each person with mentions, side and company"""
    file = t.write("told.txt", HEAD + "I spoke with Marlene Vorstag today.\n")
    told = subprocess.run([os.path.join(BUILD, "tagger-features"), PATTERNS, file], capture_output=True, check=False).stdout.decode()
    rows = [line.split("\t")[1:] for line in told.splitlines()]
    words = [row[0] for row in rows if row[0] != "person"]
    t.test(words and len(words) == len(set(words)), "each word is told once", told[:2000])
    persons = [row for row in rows if row[0] == "person"]
    sides = sorted(f for row in persons for f in row if f[0] == "!")
    t.test(sides == ["!child", "!relative", "!unplaced"], "each person is told with a side", *sides)
    t.test(all(row[1][0] == "@" and any(f.startswith("-1=") for f in row) for row in persons), "and with mentions and company", told[:2000])


def main():
    t = Test()
    check_training(t)
    folder = patterns(t, WEIGHTS, "third=0\t-1\n")
    for (line, gone, kept), done in zip(LINES, filter_each([HEAD + line + "\n" for line, *_ in LINES], "--patterns", folder)):
        text = done.stdout[done.stdout.find("Mother:"):]
        lost = [k for k in kept if k not in text] + [g for g in gone if g in text]
        t.test(done.returncode == 0 and not lost, f"as the weights say: {line!r}", *lost, text, done.stderr)
    t.write("a.txt", HEAD + LINES[0][0] + "\n")
    told = run("scan", "--explain", "--patterns", folder, t.path("a.txt")).stdout
    t.test("Larch Moat (person 2) [learned: what stands beside it" in told, "scan --explain says that it was learned", told)
    folder = patterns(t, "", OFFICE)
    for (line, goes), done in zip(PEOPLE, filter_each([HEAD + line + "\n" for line, _ in PEOPLE], "--patterns", folder)):
        text = done.stdout[done.stdout.find("Mother:"):]
        t.test(("Marlene" not in text and "M.V." not in text) == goes, f"{'goes' if goes else 'stays'}: {line[:80]!r}", text, done.stderr)
    t.write("b.txt", HEAD + PEOPLE[0][0] + "\n")
    told = run("scan", "--explain", "--patterns", folder, t.path("b.txt")).stdout
    t.test("official: marlene vorstag\n    because: nothing ties the person to a child, and what stands beside" in told, "and why somebody is an official", told)
    folder = patterns(t, "", PRIVATE)
    for (line, wanted), done in zip(DOUBTS, filter_each([HEAD + line + "\n" for line, _ in DOUBTS], "--patterns", folder)):
        t.test(wanted in done.stdout, f"doubted: {line!r}", done.stdout[done.stdout.find("Mother:"):], done.stderr)
    for name in ("weights.tsv", "office.tsv"):
        folder = patterns(t, "", "")
        with open(os.path.join(folder, "names", name), "w", encoding="utf-8") as f:
            f.write("# head\n-1=a\tmany\n")
        done = run("filter", "--patterns", folder, stdin=HEAD)
        t.test(done.returncode == 2 and f"{name}:2:" in done.stderr, f"a mistake in {name} is told with its line", done.stderr)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
