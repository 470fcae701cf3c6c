#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 1 s
"""A number that opens every row of an export is the report's own."""
import sys

from lib import Test, documents, run

PERSONS = ["HDR|||||||| | | | | |STEALING U/ 150 / 570.030", "PER|SUBJ|MOSS|TEAGAN|A|20140304|F|B|||8165550121|||JUV 13",
           "PER|PAR|MOSS|SHERRI||19850614|F|B|||8165550122||R204771190|MOTHER OF 1", "NAR|001||||||||||||TEAGAN MOSS LEFT IT AT THE POOL"]


def rows(keys):
    return "RPT|REC|ROLE|LAST|FIRST|MI|DOB|SEX|RACE|ADDR1|ADDR2|PHONE|SSN|OLN|REMARK\n" + "".join(f"{k}|{row}\n" for k, row in zip(keys, PERSONS))


def main():
    t = Test()
    t.write("in/same.txt", rows(["P23081177"] * 4).encode())
    t.write("in/own.txt", rows(["P23081177", "P23081177", "P23081177", "P23081180"]).encode())
    done = run("redact", t.path("in"), "-o", t.path("out.zip"), "-q")
    t.exits(done, 0, "an export is redacted")
    out = {name.rsplit("/", 1)[-1]: data.decode() for name, data in documents(t.path("out.zip")).items()}
    t.test(out["same.txt"].count("P23081177") == 4, "the report's number stays in every row", out["same.txt"])
    t.test("TEAGAN" not in out["same.txt"] and "MOSS" not in out["same.txt"], "the names of its rows go", out["same.txt"])
    t.test("P23081177" not in out["own.txt"], "where rows have numbers of their own, these are somebody's", out["own.txt"])
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
