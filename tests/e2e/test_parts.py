#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 15 s
"""Documents too large to be seen at once are cut part by part: with small parts every long document of the archive is one.
The text outside the cuts is the same, and names are cut in whichever part they stand."""
import difflib
import os
import re
import sys

from lib import ARCHIVE, FACTS, REPORT, Test, documents, expected, left, run
import leaks

TOKEN = re.compile(r"\[[A-Z0-9][A-Z0-9 ,'/-]*\]|\b_[A-Z][A-Z0-9 -]*_|\d+ BLOCK OF", re.I)


def words(data):
    """the words of a document, without tokens and what stands beside them"""
    text = re.sub(r' xmlns:xsi="[^"]*"| xsi:nil="true"', "", leaks.document_text(data))  # what blanks a typed value
    return re.findall(r"\w+", TOKEN.sub(" ", text))


def strange(before, after):
    """words of the released document that are not, in this order, in the original"""
    a, b = words(before), words(after)
    return [" ".join(b[j1:j2]) for tag, _, _, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if tag in ("insert", "replace")]


def check_archive(t, whole, size):
    bundle = t.path(f"parts-{size}.zip")
    done = run("redact", ARCHIVE, "-o", bundle, "-q", "--part-size", size)
    if not t.exits(done, 1, f"the archive with parts of {size} bytes"):
        return
    got = documents(bundle)
    t.test(len(got) >= len(whole) - 3, f"parts of {size}: about as many are released", f"{len(got)}, not {len(whole)}", *sorted(set(whole) - set(got))[:5])
    by_secret = {}
    for entry in expected():
        for secret in entry["cut_everywhere"]:
            if " " in secret and secret.replace(" ", "").isalpha():
                by_secret[secret] = leaks.plain(secret)
    text = "\0".join(leaks.plain(leaks.fold(leaks.document_text(d))) for d in got.values())
    there = "\0".join(leaks.plain(leaks.fold(leaks.document_text(d))) for d in whole.values())
    new = [s for s, p in by_secret.items() if p in text and p not in there]
    t.test(not new, f"parts of {size}: full names are cut as in one part", f"{len(new)} more survive", *new[:8])


def check_long(t):
    """one child in a text of many parts: named in the first and the last, by a full name in all"""
    filler = "The officer walked along the street and noted the doors that were closed. " * 40 + "\n"
    body = REPORT + "".join(f"\nENTRY {i}\n{filler}Emmeline Vandersloot was seen at {i % 12 + 1:02}15 hours.\n{filler}" for i in range(60))
    source = t.write("long/report.txt", body)
    for size in (0, 2000, 5000, 50000):
        options = ["--part-size", size] if size else []
        done = run("redact", os.path.dirname(source), "-o", t.path("long.zip"), "-q", "--force", *options)
        name = f"a long text in parts of {size or 'the usual size'}"
        if not t.exits(done, 0, name):
            continue
        out = documents(t.path("long.zip"))["report.txt"]
        survivors = left(out, ["Emmeline Vandersloot", "Vandersloot, Emmeline", "816-555-0131", "774-20-3318"])
        t.test(not survivors, f"{name}: nothing is left", *survivors)
        shown = out.decode()
        t.test(all(f in shown for f in FACTS), f"{name}: facts are kept", *[f for f in FACTS if f not in shown])
        t.test(shown.count(filler) == 120, f"{name}: the text between is untouched", f"{shown.count(filler)} of 120 stretches")


def check_untouched(t):
    """outside the cuts the text is the original's"""
    bundle = t.path("some.zip")
    folder = os.path.join(ARCHIVE, "2013")
    run("redact", folder, "-o", bundle, "-q", "--part-size", "3000")
    bad = []
    for name, data in documents(bundle).items():
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            bad += [f"{name}: {s!r}" for s in strange(open(path, "rb").read(), data)]
    t.test(not bad, "parts of 3000: outside the cuts are the words of the original", *bad)


def main():
    t = Test()
    run("redact", ARCHIVE, "-o", t.path("whole.zip"), "-q")
    whole = documents(t.path("whole.zip"))
    t.test(len(whole) > 100, "the archive in the usual parts", str(len(whole)))
    for size in (700, 2000, 20000, 60000):
        check_archive(t, whole, size)
    check_long(t)
    check_untouched(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
