#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 20 s
"""What index.csv and offences.csv say of a report, in small releases: nothing that a reviewer cut, each child once a report, no report
that is only mentioned, every offence."""
import json
import subprocess
import sys

import forge
from lib import REPORT, Test, documents, have, members, run, table

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
    t.test((row["age_bands"], row["occurred_from"], row["reported"]) == ("6 to 11", "2024-03-02", "2024-03-04"), "before: band and dates", str(row))
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


def check_number(t):
    """a number of the report that a reviewer cuts is gone from text, papers and file name, with or without a label"""
    text = REPORT + "This is 24-000417 again, and 24-000778 of last week. CAD call number 240711145 and 240711145.\n"
    case, out = t.path("number.case"), t.path("number.zip")
    t.write("number/24-000417/24-000417 report (24-000778).txt", text)
    run("scan", t.path("number"), "-c", case, "-q")
    run("decide", case, "cut", "report-number", "--by", "A. Reviewer", "-q")
    t.exits(run("apply", case, "-o", out, "-q"), 0, "apply")
    whole = b"".join(name.encode() + data for name, data in members(out).items()).decode()
    t.test(not [n for n in ("24-000417", "24-000778", "240711145") if n in whole], "a number that is cut is nowhere in the bundle", *members(out), whole[:900])
    row = table(out, "index.csv")[0]
    t.test(row["document"] == "documents/[REPORT NUMBER]/[REPORT NUMBER] report ([REPORT NUMBER]).txt" and row["report"] == "", "nor in its name and row", str(row))
    log = [(r["token"], r["reason"]) for r in table(out, "redaction-log.csv") if r["kind"] == "report-number"]
    t.test(len(log) == 8 and set(log) == {("[REPORT NUMBER]", "decision of the agency")}, "each is in the log, as what it is", *map(str, log))
    t.exits(run("verify", "-q", out), 0, "verify")


def check_names(t):
    """what was cut from a document is cut from its name too, without a label and however it is written"""
    text = REPORT + "She goes to Lakeshore Elementary School. Her student number is 4471882.\n"
    names = ["06-09-2014", "2014_06_09", "060914", "6.9.2014", "2318 Pellbrook", "2318_pellbrook_ter", "774203318", "8165550131", "lakeshore-elementary-school", "x/2318pellbrook y/20140609"]
    for i, name in enumerate(names):
        t.write(f"named/{i} {name} z.txt", text)
    t.write("named/03-04-2024 24-000417 1640 school report.txt", text)
    t.exits(run("redact", t.path("named"), "-o", t.path("named.zip"), "-q"), 0, "values in file names")
    got = sorted(documents(t.path("named.zip")))
    whole = "\n".join(n + d.decode(errors="replace") for n, d in members(t.path("named.zip")).items() if not n.startswith("documents/")) + "\n".join(got)
    t.test(len(got) == len(names) + 1 and not [n for n in names if n in whole] and "ellbrook" not in whole.casefold() and "lakeshore" not in whole.casefold(), "no value that was cut is in a name", *got)
    t.test(any("03-04-2024 24-000417 1640 school report" in n for n in got), "dates, numbers of reports and plain words stay in names", *got)


def entry(number, title="STEALING", more=""):
    return f"CRN: {number}\nOffense: {title}\nReported: 03/04/2024 1640\n{VICTIM}{more}\n"


def check_children(t):
    """a child counts once in each report that lists it"""
    rows, _ = release(t, "four", "HARROW CITY POLICE DEPARTMENT\n\n" + "".join(entry(f"24-00041{i}") for i in range(4)))
    t.test([(r["report"], r["child_victims"], r["age_bands"]) for r in rows] == [(f"24-00041{i}", "1", "6 to 11") for i in range(4)],
           "four reports that list the same child", *[f"{r['report']}: {r['child_victims']} {r['age_bands']}" for r in rows])
    rows, _ = release(t, "twice", "HARROW CITY POLICE DEPARTMENT\n\n" + entry("24-000410", more=VICTIM + "On arrival I spoke with Emmeline Vandersloot.\n"))
    t.test([r["child_victims"] for r in rows] == ["1"], "one report that lists the child twice", *[str(r) for r in rows])
    mention = entry("24-000410") + "CRN: 24-000411\nOffense: TRESPASS\nReported: 03/05/2024 0900\nThe caller said that Emmeline Vandersloot had seen it.\n"
    rows, _ = release(t, "mention", "HARROW CITY POLICE DEPARTMENT\n\n" + mention)
    t.test([r["child_victims"] for r in rows] == ["1", "0"], "a report that only names the child has no victim", *[str(r) for r in rows])
    filler = "The officer looked at the yard and at the street and wrote down what was there. Nothing was found.\n\n" * 1500
    rows, _ = release(t, "long", REPORT + filler + VICTIM + filler[:2000])
    t.test([r["child_victims"] for r in rows] == ["1"], "one report in two parts that list the same child", *[str(r) for r in rows])


def check_mentioned(t):
    """running text that names another report does not begin one"""
    base = REPORT.replace("NARRATIVE\n", "NARRATIVE\n{}\nOffense: STEALING\nReported: 03/09/2024 0900\n")
    for i, line in enumerate(["See report no. 24-000778 for the other call.", "Earlier report no. 24-000778 has the details.", "We wrote\nreport no. 24-000778.",
                              "Compare case number 24-000778, written by another officer."]):
        rows, _ = release(t, f"mentioned{i}", base.format(line))
        t.test([(r["report"], r["reported"]) for r in rows] == [("24-000417", "2024-03-04")], f"no report of its own: {line!r}", *[r["report"] for r in rows])
    for i, line in enumerate(["CRN: 24-000778", "Report no. 24-000778", "case_number: 24-000778", "REPORT NO. 24-000778   STATUS: OPEN"]):
        rows, _ = release(t, f"own{i}", base.format(line))
        t.test([r["report"] for r in rows] == ["24-000417", "24-000778"], f"another report: {line!r}", *[r["report"] for r in rows])


def check_related(t):
    """what stands under the number of a related report is that one's"""
    head = "CRN: 24-000417\nOffense: ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE\nReported: 03/04/2024 1640\n" + VICTIM
    other = "VIC: Vandersloot, Isolde Mae   DOB: 06/09/2012   Age: 11\n"
    own = ("24-000417", "2024-03-04", "1", ["ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE"])
    for i, text in enumerate(["Related report no. 24-000778\nOffense: STEALING\nStatute: 570.030\nReported: 02/01/2024\n" + other,
                              "PRIOR CASE: 23-011201\nOffense: STEALING\n", "Related report no. 24-000778 (STEALING)\n",
                              "RELATED REPORTS:\n24-000778  STEALING (RSMo 570.030); TRESPASS\nReport no. 24-000779\nOffense: ASSAULT 3RD DEGREE\n" + other,
                              "\nRELATED REPORTS\n\n24-000778  STEALING\n24-000779  ASSAULT 3RD DEGREE\n\nNARRATIVE\nNothing more.\n"]):
        rows, titles = release(t, f"related{i}", head + "\n" + text)
        t.test([(r["report"], r["reported"], r["child_victims"], titles) for r in rows] == [own], f"not of this report: {text!r}", *map(str, rows), *titles)
    for i, (text, want) in enumerate([("CRN: 24-000417\nRelated report no. 24-000300   Offense: STEALING\nReported: 03/04/2024\n" + VICTIM, ["STEALING"]),
                                      ("Related report no. 24-000300\nCRN: 24-000417\nOffense: STEALING\nReported: 03/04/2024\n" + VICTIM, ["STEALING"]),
                                      ("CRN: 24-000417\nOffense: STEALING\nRelated report no. 24-000300\nReported: 03/04/2024\n" + VICTIM + "\nOffense: TRESPASS\n", ["STEALING", "TRESPASS"])]):
        rows, titles = release(t, f"unrelated{i}", text)
        t.test([(r["report"], r["reported"], r["child_victims"], titles) for r in rows] == [("24-000417", "2024-03-04", "1", want)], f"of this report: {text!r}", *map(str, rows), *titles)
    rows, titles = release(t, "relatedlist", "".join(entry(f"24-00041{i}", "STEALING", "Related report no. 24-000300\n") for i in range(3)))
    t.test([r["report"] for r in rows] == ["24-000410", "24-000411", "24-000412"], "a list of reports, each with a related one", *map(str, rows))


def check_listed(t):
    """offences on one line are counted one by one"""
    for i, (text, want) in enumerate([
            ("Assault 3rd, Endangering Welfare of a Child 1st - 568.045", [("Assault 3rd", ""), ("Endangering Welfare of a Child 1st", "§ 568.045")]),
            ("Assault 3rd - 565.054, Endangering Welfare of a Child 1st - 568.045", [("Assault 3rd", "§ 565.054"), ("Endangering Welfare of a Child 1st", "§ 568.045")]),
            ("565.054 Assault 3rd, 568.045 Endangering Welfare of a Child 1st", [("Assault 3rd", "§ 565.054"), ("Endangering Welfare of a Child 1st", "§ 568.045")]),
            ("ASSAULT 3RD; ENDANGERING WELFARE OF A CHILD 1ST, STEALING", [("ASSAULT 3RD", ""), ("ENDANGERING WELFARE OF A CHILD 1ST", ""), ("STEALING", "")]),
            ("Stealing, Trespass, and Assault 4th Degree", [("Stealing", ""), ("Trespass", ""), ("Assault 4th Degree", "")]),
            ("RAPE, STATUTORY", [("RAPE, STATUTORY", "")]), ("ASSAULT, 3RD DEGREE", [("ASSAULT, 3RD DEGREE", "")])]):
        release(t, f"listed{i}", REPORT.replace("Offense: ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE", "Charges: " + text))
        got = [(o["title"], o["statute"]) for o in table(t.path(f"listed{i}.zip"), "offences.csv")]
        t.test(got == want, f"offences of one line: {text!r}", *map(str, got))


XML = """<?xml version="1.0"?>
<r xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/" xmlns:j="http://release.niem.gov/niem/domains/jxdm/6.1/">
<nc:Incident><nc:ActivityIdentification><nc:IdentificationID>24-000417</nc:IdentificationID></nc:ActivityIdentification></nc:Incident>
<j:Offense><nc:ActivityDescriptionText>ASSAULT 3RD DEGREE; STEALING</nc:ActivityDescriptionText></j:Offense></r>
"""


def check_elements(t):
    """a list in an element is a list; offences of elements that no one parts by a blank line are told apart"""
    run("redact", t.write("xml/a.xml", XML), "-o", t.path("xml.zip"), "-q")
    got = [o["title"] for o in table(t.path("xml.zip"), "offences.csv")]
    t.test(got == ["ASSAULT 3RD DEGREE", "STEALING"], "two offences in one element", *got)


def check_formats(t):
    """a row says the same whatever kind of file the report is kept in"""
    text = REPORT.replace("Reported:", "Division: East Patrol   Status: OPEN\nOccurred: 03/02/2024\nReported:")
    t.write("kinds/a.txt", text)
    t.write("kinds/a.eml", "From: a@harrow.gov\r\nTo: b@harrow.gov\r\nSubject: report\r\nDate: Mon, 4 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.replace("\n", "\r\n"))
    kinds = ["docx", "odt", "rtf", "html", "pdf"] if have("soffice") else []
    for kind in kinds:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{t.path('office')}", "--headless", "--convert-to", kind, "--outdir", t.path("kinds"), t.path("kinds/a.txt")],
                       capture_output=True, timeout=120)
    t.exits(run("redact", t.path("kinds"), "-o", t.path("kinds.zip"), "-q"), 0, "one report in many kinds of files")
    rows = table(t.path("kinds.zip"), "index.csv")
    keys = ("report", "reported", "occurred_from", "division", "disposition", "offences", "child_victims", "age_bands", "pages")
    t.test(len(rows) == 2 + len(kinds) and {tuple(r[k] for k in keys) for r in rows} == {("24-000417", "2024-03-04", "2024-03-02", "East Patrol", "OPEN", "1", "1", "6 to 11", "1")},
           "the same row in " + ", ".join(["txt", "eml", *kinds]), *map(str, rows))
    t.test([r["counted"] for r in rows].count("yes") == 1, "and one of them counts")


def check_withheld_names(t):
    """of a document that cannot be read, the name shows no name, no day and nothing that a decision cuts"""
    for i, name in enumerate(["Vandersloot Emmeline 06-09-2014", "statement 2014_06_09", "statement 20140609", "24-000417 Reyes Dana", "24-000417 statement"]):
        t.write(f"held/{i} {name}.bin", b"\0\1\2" + bytes([i]))
    t.write("held/a.txt", REPORT)
    case, out = t.path("held.case"), t.path("held.zip")
    run("scan", t.path("held"), "-c", case, "-q")
    run("apply", case, "-o", out, "-q")
    names = [r["document"] for r in table(out, "index.csv") if r["status"] == "withheld"]
    whole = "".join(d.decode() for n, d in members(out).items() if not n.startswith("documents/"))
    t.test(len(names) == 5 and not [s for s in ("Vandersloot", "Emmeline", "06-09-2014", "2014_06_09", "20140609", "Reyes") if s in whole], "no name and no day in the name of a withheld document", *names)
    t.test(sum("24-000417" in n for n in names) == 2, "numbers of reports stay", *names)
    run("decide", case, "cut", "report-number", "--by", "A. Reviewer", "-q")
    run("apply", case, "-o", out, "-q", "--force")
    whole = "".join(n + d.decode() for n, d in members(out).items())
    t.test("24-000417" not in whole, "unless a decision cuts them", *[r["document"] for r in table(out, "index.csv")])


def check_beyond(t):
    """whoever reads the numbers of a report that lists more than 500 offences is told"""
    for count in (500, 501):
        name = f"beyond{count}"
        rows, titles = release(t, name, REPORT.replace("ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE", "; ".join(f"STEALING {i}" for i in range(count))))
        files, notes = members(t.path(name + ".zip")), [o["note"] for o in table(t.path(name + ".zip"), "offences.csv")]
        tallies = {x["id"]: x for x in json.loads(files["tallies.json"])["tallies"]}
        t.test(len(titles) == 500 and tallies["offences"]["reports_with_more"] == count - 500, f"{count} offences: tallies.json", str(tallies["offences"])[:300])
        t.test([n for n in notes if n] == [notes[499]] * (count - 500), f"{count} offences: the note stands beside the last one in offences.csv", *set(notes))
        t.test((b"C and D are not whole" in files["TALLY.html"]) == (count > 500), f"{count} offences: TALLY.html")
        done = run("tally", t.path(name + ".zip"))
        t.test(done.returncode == 0 and ("more than 500 offences" in done.stdout) == (count > 500), f"{count} offences: tally", done.stdout[-300:])
        t.exits(run("verify", "-q", t.path(name + ".zip")), 0, "verify")


def check_versions(t):
    """a bundle of another version is not told to have lost its papers"""
    release(t, "version", REPORT)
    files = [(n, d) for n, d in members(t.path("version.zip")).items() if n not in ("offences.csv", "tallies.json", "TALLY.html", "redaction-log.html")]
    for log in (b',"log":2,', b",", b',"log":13,'):
        old = t.write("old.zip", forge.pack(forge.resum([(n, d.replace(b',"log":3,', log, 1)) for n, d in files]))[0])
        for command in ("verify", "tally"):
            done = run(command, old)
            said = done.stdout + done.stderr
            t.test(done.returncode == 1 and "another version of blackbar (0.1.0) wrote this bundle" in said and "removed" not in said, f"{command}: log {log!r}", said[-400:])
    done = run("verify", t.write("less.zip", forge.pack(forge.resum(files))[0]))
    t.test(done.returncode == 1 and "offences.csv is missing: it was removed" in done.stdout, "one of this version has", done.stdout[-300:])


def check_all_offences(t):
    """a long list on one line is counted to its end"""
    titles = [f"STEALING ITEM {i}" for i in range(120)]
    for name, sep in (("semicolons", "; "), ("commas", ", "), ("sections", " (RSMo 570.030); "), ("strokes", " / ")):
        rows, got = release(t, name, REPORT.replace("ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE", sep.join(titles)))
        t.test(rows[0]["offences"] == "120" and got == titles, f"120 offences on one line, {name}", rows[0]["offences"], *got[:8])
        t.exits(run("verify", "-q", t.path(name + ".zip")), 0, "verify")
    _, got = release(t, "five", REPORT.replace("ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE", "; ".join(titles[:5])))
    t.test(got == titles[:5], "five are five", *got)


def main():
    t = Test()
    check_all_offences(t)
    check_related(t)
    check_listed(t)
    check_elements(t)
    check_formats(t)
    check_withheld_names(t)
    check_beyond(t)
    check_versions(t)
    check_decided(t)
    check_number(t)
    check_names(t)
    check_children(t)
    check_mentioned(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
