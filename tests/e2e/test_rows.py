#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 1 s
"""A number that opens every row of an export is the report's own."""
import sys

from lib import Test, documents, run

PERSONS = ["PER|VIC|MOSS|TEAGAN|20140304|F|B", "PER|PAR|MOSS|SHERRI|19850614|F|B", "PRP|1 SCOOTER RED", "NAR|TEAGAN MOSS LEFT IT AT THE POOL"]


def rows(keys):
    return "RPTKEY|REC|TYPE|LAST|FIRST|DOB|SEX|RACE\n" + "".join(f"{k}|{row}\n" for k, row in zip(keys, PERSONS))


def main():
    t = Test()
    t.write("in/same.txt", rows(["Q23081177"] * 4).encode())
    done = run("redact", t.path("in"), "-o", t.path("out.zip"), "-q")
    t.exits(done, 0, "an export is redacted")
    out = {name.rsplit("/", 1)[-1]: data.decode() for name, data in documents(t.path("out.zip")).items()}
    t.test(out["same.txt"].count("Q23081177") == 4, "the report's number stays in every row", out["same.txt"])
    t.test("TEAGAN" not in out["same.txt"] and "MOSS" not in out["same.txt"], "the names of its rows go", out["same.txt"])
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
