#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 6 s
"""What index.csv and offences.csv say of a report, in small releases: nothing that a reviewer cut, each child once a report, no report
that is only mentioned, every offence."""
import json
import sys

import forge
from lib import REPORT, Test, documents, members, run, table

VICTIM = "VIC: Vandersloot, Emmeline Ruth   DOB: 06/09/2014   Age: 9\n"


def release(t, name, text):
    """rows of index.csv, and titles of offences.csv, of a release of one text"""
    out = t.path(name + ".zip")
    done = run("redact", t.write(name + "/report.txt", text), "-o", out, "-q", "-j1")
    t.exits(done, 0, f"redact {name}", done.stderr[-300:])
    return table(out, "index.csv"), [o["title"] for o in table(out, "offences.csv")]


def check_decided(t):
    """what a reviewer's decision cuts in the document is not in its row"""
    text = REPORT.replace("Reported:", "Occurred: 03/02/2024\nReported:")
    case = t.path("decided.case")
    run("scan", t.write("decided/report.txt", text), "-c", case, "-q")
    run("apply", case, "-o", t.path("before.zip"), "-q")
    row = table(t.path("before.zip"), "index.csv")[0]
    t.test((row["age_bands"], row["occurred_from"], row["reported"]) == ("5 to 9", "2024-03-02", "2024-03-04"), "before: band and dates", str(row))
    for what in ("age", "incident-date", "report-date"):
        t.exits(run("decide", case, "cut", what, "--by", "A. Reviewer", "-q"), 0, f"decide cut {what}")
    t.exits(run("apply", case, "-o", t.path("after.zip"), "-q"), 0, "apply")
    document = next(iter(documents(t.path("after.zip")).values())).decode()
    row = table(t.path("after.zip"), "index.csv")[0]
    t.test("Age: 9" not in document and row["child_victims"] == "1" and row["age_bands"] == "unknown", "an age that was decided on is in no band", str(row), document[:600])
    t.test("03/02/2024" not in document and row["occurred_from"] == "", "nor is a date of the incident", str(row), document[:600])
    t.test("03/04/2024" not in document and row["reported"] == "", "nor one of the report", str(row), document[:600])
    for verdict, what in (("cut", "division"), ("cut", "own-number"), ("keep", "charge"), ("cut", "charge-statute"), ("cut", "disposition")):
        done = run("decide", case, verdict, what, "--by", "A. Reviewer", "-q", *(["--force"] if verdict == "keep" else []))
        t.test(done.returncode == 2 and "papers" in done.stderr, f"refused, for it would change nothing: decide {verdict} {what}", f"exit status {done.returncode}", done.stderr[-200:])


def main():
    t = Test()
    check_decided(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
