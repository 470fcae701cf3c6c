#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 1 s
"""Exports: whose number opens the rows; texts that are tables, whatever their name; what cells say of kin and of the home."""
import sys

from lib import Test, documents, run

PERSONS = ["HDR|||||||| | | | | |STEALING U/ 150 / 570.030", "PER|SUBJ|MOSS|TEAGAN|A|20140304|F|B|||8165550121|||JUV 13",
           "PER|PAR|MOSS|SHERRI||19850614|F|B|||8165550122||R204771190|MOTHER OF 1", "NAR|001||||||||||||TEAGAN MOSS LEFT IT AT THE POOL"]


def rows(keys):
    return "RPT|REC|ROLE|LAST|FIRST|MI|DOB|SEX|RACE|ADDR1|ADDR2|PHONE|SSN|OLN|REMARK\n" + "".join(f"{k}|{row}\n" for k, row in zip(keys, PERSONS))


HEADS = "CaseNum\tSeq\tRole\tLast\tFirst\tBirthDt\tAddr\tOfc1\tRemarks\n"
TABLE = HEADS + "".join("\t".join(row) + "\n" for row in [
    ("TR-2024-00391", "1", "CHD", "Ferrand-Boon", "Caetan", "2018-09-12", "54 Saltbox Ln", "Dombrow, A", "calls himself Tano"),
    ("TR-2024-00391", "2", "MTH", "Boon", "Lacey", "1992-03-30", "54 Saltbox Ln", "Stoltz, E", "has the order"),
    ("TR-2024-00391", "3", "TXT", "", "", "", "", "Dombrow, A", "Caetan was with Lacey at the Plaza on 02/16/2024")])
LOG = "INCIDENT\tTIME\tPOS\tTYPE\tTEXT\n" + "".join(f"LX24051503\t14:0{i}:11\tPD04\t{what}\n" for i, what in enumerate(
    ["CMT\tRP ABEBE HAILU ADV HIS SON NAHOM 8 IS ALONE", "DISP\t3C11 (ROSS, T) 3C14 (QUINTANA)", "CMT\tNAHOM HAILU OK"]))
CODED = """HDR|EXPORT RMS|PELHAM FORKS DPS|TN0330500|PRINTED 06/02/2023
PER|V1|HARJO|SKYLER|DAWN|F|I|2016-04-03|381 CHALKLEVEL RD LOT 16
PER|S1|COTTRELL|DUSTY|RAY|M|W|1994-08-17|SAME|BOYFRIEND OF MOTHER
PER|S2|MARCHBANK|LYLE||M|W|1991-02-11|SAME|
PER|W1|ODUYA|BENEDICT||M|B|1970-01-15|LOT 15
NARR|1|EASTERLING|I WAS SENT TO THE LOT. COTTRELL AND MARCHBANK WERE ARRESTED. ODUYA SAW ALL OF IT. SKYLER WAS COLD.
STMT|2|HARJO|MY NAME IS SKYLER AND I LIVE HERE WITH MY MOTHER AND WITH HER FRIEND DUSTY AND ALSO MARCHBANK
"""


def check_tables(t):
    t.write("two/table.txt", TABLE.encode())
    t.write("two/log.txt", LOG.encode())
    t.write("two/coded.txt", CODED.encode())
    t.write("two/said.txt", (TABLE * 12).replace(HEADS, "").join([HEADS, 'TR-2024-00391\t9\tTXT\t\t\t\t\tDombrow, A\t"Caetan was cold\n']).encode())
    done = run("redact", t.path("two"), "-o", t.path("two.zip"), "-q")
    t.exits(done, 0, "exports are redacted")
    out = {name.rsplit("/", 1)[-1]: data.decode() for name, data in documents(t.path("two.zip")).items()}
    t.test("Caetan" not in out.get("said.txt", "Caetan") and '"' in out["said.txt"], "a quote mark that nobody closes withholds no table without quotes",
           *out.get("said.txt", "withheld").splitlines()[-2:])
    table, log, coded = out["table.txt"], out["log.txt"], out["coded.txt"]
    left = [word for word in ("Ferrand", "Boon", "Caetan", "Lacey", "2018-09-12", "Saltbox") if word in table]
    t.test(not left, "a table under heads is read as one though its name says text: nobody of the family is left", *left, table)
    t.test(table.count("TR-2024-00391") == 3 and table.count("Dombrow, A") == 2 and "Stoltz, E" in table and table.startswith(HEADS),
           "and its heads, numbers and officers stay", table)
    t.test("NAHOM" not in log and "3C11 (ROSS, T) 3C14 (QUINTANA)" in log and log.count("\t") == LOG.count("\t"), "a log under heads is a log", log)
    left = [word for word in ("HARJO", "SKYLER", "COTTRELL", "DUSTY", "MARCHBANK", "LYLE") if word in coded]
    t.test(not left, "the mother's friend, and who has the same home", *left, coded)
    t.test("TN0330500" in coded and "EASTERLING" in coded, "the agency's code and the officer stay", coded)


def main():
    t = Test()
    check_tables(t)
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
