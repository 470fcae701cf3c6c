#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 30 s
"""The papers of a release: redaction log, index, offences, tallies. The numbers are counted here a second time from the cases the
archive was made of, never from what blackbar wrote."""
import collections
import csv
import hashlib
import html
import html.parser
import io
import json
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import leaks
from lib import ARCHIVE, PATTERNS, REPORT, ROOT, SECRETS, Test, documents, expected, have, left, members, run, table

sys.path.insert(0, os.path.join(ROOT, "fixtures/archive/make"))
import build as archive  # noqa: E402

PAPERS = ["audit.jsonl", "redaction-log.csv", "redaction-log.html", "index.csv", "offences.csv", "tallies.json", "TALLY.html", "README.txt", "SHA256SUMS"]

# Which class the titles of the archive are of, said by hand.
CLASSES = {
    "rape": ["RAPE 2ND DEGREE", "STATUTORY RAPE 2ND DEGREE"],
    "sodomy": ["STATUTORY SODOMY 2ND DEGREE"],
    "molestation": ["CHILD MOLESTATION 1ST DEGREE", "SEXUAL ABUSE 1ST DEGREE"],
    "sexual misconduct": ["CHILD ENTICEMENT (ATTEMPT)", "SEXUAL MISCONDUCT INVOLVING A CHILD"],
    "endangering": ["CHILD LEFT IN VEHICLE", "CHILD RESTRAINT VIOLATION", "UNATTENDED CHILD", "ENDANGERING THE WELFARE OF A CHILD 1ST DEGREE",
                    "ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE"],
    "abuse": ["ABUSE OR NEGLECT OF A CHILD", "CHILD NEGLECT (HOTLINE REFERRAL)"],  # both 568.060
    "neglect": ["CHILD ABANDONMENT 2ND DEGREE"],
    "assault": ["ASSAULT 3RD DEGREE", "DOMESTIC ASSAULT 3RD DEGREE"],
    "custody and kidnapping": ["INTERFERENCE WITH CUSTODY", "CUSTODY DISPUTE (INFORMATION ONLY)"],
    "harassment and threats": ["HARASSMENT BY ELECTRONIC MEANS", "BULLYING THREATS (INFORMATION ONLY)"],
    "runaway or missing": ["CURFEW VIOLATION / RUNAWAY JUVENILE", "LOST OR FOUND CHILD", "MISSING JUVENILE", "RUNAWAY FROM FOSTER PLACEMENT",
                           "RUNAWAY JUVENILE"],
    "truancy and curfew": ["FAILURE TO SEND CHILD TO SCHOOL"],
    "other": ["CARELESS AND IMPRUDENT DRIVING", "POSSESSION OF A CONTROLLED SUBSTANCE", "STEALING"],
    "unclassified": ["INTERNAL AUDIT, CRIMES AGAINST CHILDREN UNIT"],
}
CLASS_OF = {title: name for name, titles in CLASSES.items() for title in titles}
LISTS = ("form", "caps", "pipe", "sheriff", "hotline", "lexs", "niem3", "niem4", "nibrs")  # documents that list all offences of a case


def cases():
    """{report number: case} of the archive"""
    found = {}
    for name in sorted(os.listdir(os.path.join(ROOT, "fixtures/archive/make/cases"))):
        for case in archive.parse_cases(os.path.join(ROOT, "fixtures/archive/make/cases", name)):
            found[case.crn] = case
    return found


def victims(case, styles):
    """children whom a released document of the case lists as victims; LEXS has no other word for who is missing"""
    roles = {"VIC"} if styles & {"form", "caps", "pipe", "sheriff", "niem3", "niem4"} else set()
    roles |= {"VIC", "MIS"} if "lexs" in styles else set()
    return sum(p["role"] in roles and p["cls"] == "M" for p in case.people)


def count(case_list, held):
    """the tallies by report, from the cases"""
    tallies = {name: collections.Counter() for name in ("first", "any", "offences", "victims")}
    for case in case_list:
        styles = {doc["style"] for doc in case.docs if doc["path"] not in held}
        classes = [CLASS_OF[title] for title, _ in case.offences]
        if case.offences[0][0].startswith("CHILD NEGLECT") and not styles & {"form", "caps", "pipe", "sheriff"}:
            classes[0] = "neglect"  # no document that is released gives the section, 568.060
        tallies["first"][classes[0]] += 1
        tallies["any"].update(set(classes))
        tallies["offences"].update(classes)
        tallies["victims"][classes[0]] += victims(case, styles)
    return tallies


def nonzero(classes):
    return {name: number for name, number in classes.items() if number}


def check_tallies(t, bundle):
    """149 documents, counted from the cases"""
    known, held = cases(), {e["input"] for e in expected() if e["withheld"]}
    docs = {doc["path"]: case for case in known.values() for doc in case.docs}
    t.test(len(docs) == 149, "the cases have 149 documents", str(len(docs)))
    tallies = json.loads(members(bundle)["tallies.json"])
    by_id = {tally["id"]: tally for tally in tallies["tallies"]}
    left_out = {case.crn for case in known.values() if all(doc["path"] in held for doc in case.docs)}
    reports = [case for case in known.values() if case.crn not in left_out]
    want = count(reports, held)
    t.test(tallies["documents"] == 149 and tallies["withheld"] == len(held) and tallies["released"] == 149 - len(held),
           "documents, released and withheld", str({k: tallies[k] for k in ("documents", "withheld", "released")}))
    t.test(tallies["reports"] == len(reports), f"{len(reports)} reports", str(tallies["reports"]))
    t.test(tallies["rows"] - tallies["further_documents_of_reports"] == tallies["reports"]
           and tallies["released"] + tallies["further_reports_in_documents"] == tallies["rows"], "from documents to reports it adds up")
    for key, name in (("reports-by-first-offence", "first"), ("reports-by-any-offence", "any"), ("offences", "offences"),
                      ("child-victims-by-first-offence", "victims")):
        got, tally = nonzero(by_id[key]["classes"]), by_id[key]
        t.test(got == nonzero(want[name]), f"{key}: as counted from the cases",
               *[f"{c}: {got.get(c, 0)}, not {want[name].get(c, 0)}" for c in sorted(set(got) | set(want[name])) if got.get(c, 0) != want[name].get(c, 0)])
        total = {"first": len(reports), "any": len(reports), "offences": sum(want["offences"].values()), "victims": sum(want["victims"].values())}[name]
        t.test(tally["total"] == total and "unclassified" in tally["classes"], f"{key}: total, and unclassified is stated", str(tally["total"]))
    first = by_id["documents-by-first-offence"]
    t.test(sum(first["classes"].values()) + first["no_offence_listed"] + first["withheld"] == first["total"] == 149, "documents by first offence sum to 149")
    t.test(by_id["offences"]["attempted"] == sum("ATTEMPT" in title for case in reports for title, _ in case.offences), "attempted offences")


def check_index(t, bundle):
    """index.csv and offences.csv, row by row, against the cases"""
    known, rows, offences = cases(), table(bundle, "index.csv"), table(bundle, "offences.csv")
    got = documents(bundle)
    released = [r for r in rows if r["status"] == "released"]
    t.test(sorted({r["document"] for r in released}) == sorted("documents/" + n for n in got), "a row for each released document")
    strange = [f"{r['document']}: {r['report']}" for r in released if r["report"] not in known]
    t.test(not strange, "every report number is one of the archive's", *strange[:5])
    wrong = []
    for e in expected():
        here = [r for r in released if leaks.path_pattern("documents/" + e["path"]).fullmatch(r["document"])]
        case = next((c for c in known.values() for d in c.docs if d["path"] == e["input"]), None)
        style = next((d["style"] for c in known.values() for d in c.docs if d["path"] == e["input"]), "")
        if e["withheld"] or len(here) != 1 or not case:
            continue
        row, titles = here[0], [o["title"] for o in offences if o["document"] == here[0]["document"]]
        want = [title for title, _ in case.offences]
        if style not in ("memo",) and row["report"] != case.crn:
            wrong.append(f"{row['document']}: report {row['report']}")
        if style in LISTS and [re.sub(r"\[\w+\]", "", x) for x in titles] != want and "[NAME]" not in " ".join(titles):
            wrong.append(f"{row['document']}: {titles}")
        if style in ("form", "caps") and row["reported"] != archive.us_date(case.reported[:10]).isoformat():
            wrong.append(f"{row['document']}: reported {row['reported']}")
        if style in ("form",) and row["occurred_from"] != case.day.isoformat():
            wrong.append(f"{row['document']}: from {row['occurred_from']}")
        if row["division"] and row["division"] != case.division:
            wrong.append(f"{row['document']}: division {row['division']}")
    t.test(not wrong, "numbers, dates, divisions and offences are those of the cases", *wrong[:8])
    counted = collections.Counter(r["report"] for r in released if r["counted"] == "yes")
    t.test(set(counted.values()) == {1} and set(counted) == {r["report"] for r in released}, "one row counts for each report")
    t.test(sum(int(r["offences"]) for r in released) == len(offences), "offences.csv has the offences that index.csv counts")
    bands = [b for r in released for b in r["age_bands"].split("; ") if b]
    t.test(set(bands) <= {"0 to 5", "6 to 11", "12 to 17", "unknown"}, "ages are bands", *sorted(set(bands)))
    t.test(all(len([b for b in r["age_bands"].split("; ") if b]) == int(r["child_victims"]) for r in released), "a band for each child")
    absent = [r["document"] for r in released for cell in (r["report"], r["division"], r["disposition"])
              if cell and plain(cell) not in plain(r["document"] + " " + leaks.document_text(got[r["document"][10:]]))]
    t.test(not absent, "what the index says stands in the released document", *absent[:5])
    absent = [f"{o['document']}: {o['title']}" for o in offences for cell in (o["title"], o["statute"])
              if plain(cell) not in plain(leaks.document_text(got[o["document"][10:]]))]
    t.test(not absent, "titles and statutes stand in the released document", *absent[:5])


def plain(text):
    return re.sub(r"\W+", "", text).casefold()


def check_log(t, bundle):
    """the numbers of the log are the audit's"""
    files = members(bundle)
    audit = [json.loads(line) for line in files["audit.jsonl"].splitlines()]
    cuts = [line for line in audit if "cut" in line]
    rows = table(bundle, "redaction-log.csv")
    place = lambda line: line.get("place") or (f"line {line['line']}" if line["line"] else "file name")  # noqa: E731
    want = [(c["document"], place(c), c["cut"], c["token"], "; ".join(c["basis"]), c["reason"]) if "cut" in c else
            (c["document"], "whole document", "withheld", "", "", c["withheld"]) for c in audit if "cut" in c or ("withheld" in c and "document" in c)]
    t.test([(r["document"], r["place"], r["kind"], r["token"].lstrip("'"), r["citation"], r["reason"]) for r in rows] == want,
           "redaction-log.csv has the cuts of audit.jsonl, and the withheld documents with their reasons")
    index_rows, by_path = table(bundle, "index.csv"), collections.defaultdict(list)
    for c in cuts:
        by_path[c["document"]].append(c)
    wrong = []
    for row in index_rows:
        here, citations = by_path[row["document"]], []
        for c in here:
            citations += [b for b in c["basis"] if b not in citations]
        if row["status"] == "released" and row["cuts"] and (int(row["cuts"]), row["citations"], row["sha256"]) != (
                len(here), "; ".join(citations), hashlib.sha256(files[row["document"]]).hexdigest()):
            wrong.append(row["document"])
    t.test(not wrong, "index.csv has the cuts and citations of the audit for each document, and the SHA-256 of its bytes", *wrong[:5])
    page = Page(files["redaction-log.html"].decode("utf-8"))
    kinds, citations = collections.Counter(c["cut"].replace("-", " ") for c in cuts), collections.Counter(b for c in cuts for b in c["basis"])
    t.test({k.lower(): n for k, n in page.counts("Totals by kind").items()} == dict(kinds), "totals by kind are the audit's", str(page.counts("Totals by kind"))[:200])
    t.test(page.counts("Totals by citation") == dict(citations), "totals by citation are the audit's", str(page.counts("Totals by citation"))[:200])
    by_document = collections.Counter(c["document"] for c in cuts)
    summary = {row[0]: int(row[1]) for row in page.tables["Summary by document"]}
    t.test(summary == {r["document"]: by_document[r["document"]] for r in table(bundle, "index.csv") if r["status"] == "released"}, "the summary has the cuts of each document")
    held = {r["document"]: r["reason"] for r in table(bundle, "index.csv") if r["status"] == "withheld"}
    t.test({row[0]: row[1] for row in page.tables["Withheld documents"]} == held, "withheld documents and their reasons")
    detail = collections.Counter()
    for name, rows_of in page.tables.items():
        for row in rows_of if name.startswith("documents/") else []:
            detail[name, row[0], row[1]] += 1
    t.test({k[:2] for k in detail} == {(c["document"], c["token"]) for c in cuts}, "the cuts of each document are all there")


def check_by_hand(t, bundle):
    """who counts from index.csv and offences.csv by the rules in words reaches every number, also the crossed ones that are shown"""
    index_rows, offences = table(bundle, "index.csv"), table(bundle, "offences.csv")
    tallies = json.loads(members(bundle)["tallies.json"])
    by_id, listed = {x["id"]: x for x in tallies["tallies"]}, collections.defaultdict(list)
    for o in offences:
        listed[o["document"], o["report"]].append(o)
    first = lambda r: (listed[r["document"], r["report"]] or [{"class": None}])[0]["class"]  # noqa: E731
    released, counted = [r for r in index_rows if r["status"] == "released"], [r for r in index_rows if r["counted"] == "yes"]
    seen, firsts = set(), []
    for r in released:
        firsts += [r] if r["document"] not in seen else []
        seen.add(r["document"])
    want = {"documents-by-first-offence": collections.Counter(first(r) for r in firsts), "reports-by-first-offence": collections.Counter(first(r) for r in counted),
            "reports-by-any-offence": collections.Counter(c for r in counted for c in {o["class"] for o in listed[r["document"], r["report"]]}),
            "offences": collections.Counter(o["class"] for o in offences if o["counted"] == "yes"), "child-victims-by-first-offence": collections.Counter()}
    for r in counted:
        want["child-victims-by-first-offence"][first(r)] += int(r["child_victims"])
    for name, classes in want.items():
        classes.pop(None, None)
        t.test(nonzero(by_id[name]["classes"]) == nonzero(classes), f"counted by hand from the tables: {name}", str(nonzero(classes)))
        t.test(by_id[name]["unit"] and len(by_id[name]["rule"]) > 40, f"{name} has its unit and its rule in words")
    page = members(bundle)["TALLY.html"].decode()
    t.test(all(html.escape(x["rule"], False) in page and f"Unit: {x['unit']}." in page for x in tallies["tallies"]), "TALLY.html says units and rules")
    groups = {"reports-by-division": lambda r: r["division"], "reports-by-month": lambda r: (r["reported"] or r["occurred_from"])[:7], "reports-by-year": lambda r: (r["reported"] or r["occurred_from"])[:4]}
    t.test({x["id"] for x in tallies["crossed"]} in ({"reports-by-division", "reports-by-month"}, {"reports-by-division", "reports-by-year"}), "by division, and by month or year")
    for crossed in tallies["crossed"]:
        cells, totals = collections.Counter(), collections.Counter()
        for r in counted:
            group = groups[crossed["id"]](r)
            totals[group] += 1
            cells[group, first(r) or "no offence listed"] += 1
        wrong = [f"{row['name']}: {total}" for row in crossed["rows"] for total in [row["total"]] if total not in (None, totals[row["name"]])]
        shown = [(row["name"], c, n) for row in crossed["rows"] for c, n in zip(crossed["columns"], row["cells"]) if n is not None]
        wrong += [f"{g} {c}: {n}" for g, c, n in shown if n != cells[g, c]]
        t.test(crossed["shown"] and not wrong and {row["name"] for row in crossed["rows"]} == set(totals), f"{crossed['id']}: what is shown is what one counts", *wrong[:5])
        small = [x for x in shown if 0 < x[2] < 3] + [row["name"] for row in crossed["rows"] if row["total"] in (1, 2)]
        t.test(not small and len(shown) > 10, f"{crossed['id']}: no small number is shown", *map(str, small[:5]))


class Page(html.parser.HTMLParser):
    """the tables of a page, by the heading before them; and what a self-contained page may not have"""

    def __init__(self, text):
        super().__init__()
        self.tables, self.heading, self.text, self.bad = {}, "", None, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "link", "img", "iframe", "object", "embed", "base", "form") or any(k.startswith("on") or k in ("src", "href") for k, _ in attrs):
            self.bad.append(tag)
        if tag in ("h2", "h3", "td", "th"):
            self.text = ""
        if tag == "tr":
            self.row = []

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ("h2", "h3"):
            self.heading, self.text = self.text, None
            self.tables[self.heading] = []
        elif tag == "td":
            self.row.append(self.text)
            self.text = None
        elif tag == "tr" and self.row:
            self.tables[self.heading].append(self.row)

    def counts(self, heading):
        return {row[0]: int(row[1].replace(",", "")) for row in self.tables[heading]}


def check_pages(t, bundle):
    files = members(bundle)
    for name in ("redaction-log.html", "TALLY.html"):
        text = files[name].decode("utf-8")
        page = Page(text)
        t.test(not page.bad and "url(" not in text and "@import" not in text and "http:" not in text and "https:" not in text,
               f"{name}: no script, nothing from outside", *page.bad[:3])
        t.test("table-header-group" in text and "break-inside: avoid" in text and "@page" in text, f"{name}: made for paper")
        t.test("default-src 'none'" in text, f"{name}: a policy that lets nothing in")
    tally = Page(files["TALLY.html"].decode("utf-8"))
    numbers = {tally_of["id"]: tally_of["classes"] for tally_of in json.loads(files["tallies.json"])["tallies"]}
    shown = {row[0]: [c.replace(",", "") for c in row[1:]] for row in tally.tables["By class of offence"]}
    t.test(all(shown[c] == [str(numbers[i][c]) for i in numbers] for c in numbers["offences"]), "TALLY.html shows the numbers of tallies.json")


def check_secrets(t, bundle):
    """no paper has a secret of any document"""
    files = members(bundle)
    stacks = {name: [leaks.plain(h) for h in leaks.haystacks(files[name])] for name in PAPERS}
    secrets = sorted({s for e in expected() for s in e["cut_everywhere"]})
    t.test(len(secrets) > 300, "there are secrets to look for", str(len(secrets)))
    found = [f"{name}: {s}" for name, hay in stacks.items() for s in secrets if any(leaks.plain(leaks.fold(s)) in h for h in hay)]
    t.test(not found, "no secret is in any paper", *found[:8])
    names = [(e, s) for e in expected() for s in e["cut_here"]]
    rows = collections.defaultdict(str)
    for name in ("index.csv", "offences.csv"):
        for row in table(bundle, name):
            rows[row["document"]] += " ".join(v or "" for k, v in row.items() if k != "reason") + "\n"
    here = [f"{d}: {s}" for e, s in names for d, text in rows.items() if leaks.path_pattern("documents/" + e["path"]).fullmatch(d)
            and re.search(r"(?<!\w)" + re.escape(s) + r"(?!\w)", text)]
    t.test(not here, "nothing that is cut in a document is in its rows", *here[:8])


def check_commands(t, bundle):
    done = run("tally", bundle)
    t.exits(done, 0, "tally counts the same again", done.stdout[-300:])
    t.test("tallies.json says the same" in done.stdout and "unclassified" in done.stdout, "and says so")
    told = json.loads(run("tally", bundle, "--json").stdout)
    t.test(told["agrees"] is True and told["tallies"] == json.loads(members(bundle)["tallies.json"]), "tally --json")
    with open(bundle, "rb") as f:
        whole = f.read()
    t.exits(run("tally", t.write("cut.zip", whole[:-100])), 1, "tally of a bundle cut short")
    t.exits(run("tally", t.path("none.zip")), 2, "tally of nothing")
    t.exits(run("tally"), 2, "tally without a bundle")


def check_forged(t, bundle):
    """numbers that no longer fit are found by tally, although nothing else is looked at"""
    import forge
    files = list(members(bundle).items())
    for what, name, old, new in (("a class", "offences.csv", b",rape,", b",abuse,"), ("an offence taken out", "offences.csv", None, None),
                                 ("a report counted twice", "index.csv", b",no,20", b",yes,20"), ("a number in the tallies", "tallies.json", b'"rape": 2', b'"rape": 3')):
        def change(n, d):
            return d if n != name else d.replace(old, new, 1) if old else b"\r\n".join(d.split(b"\r\n")[:4] + d.split(b"\r\n")[5:])
        forged = forge.resum([(n, change(n, d)) for n, d in files])
        path = t.write("forged.zip", forge.pack(forged)[0])
        done = run("tally", path)
        t.test(done.returncode == 1 and "not sound: " in done.stdout, f"tally finds: {what}", f"exit status {done.returncode}", done.stdout[-200:])
        t.exits(run("verify", "-q", path), 1, f"verify finds: {what}")


def check_same(t, bundle):
    """every -j, a resumed run and scan with apply give the same papers"""
    want = {n: d for n, d in members(bundle).items() if n in PAPERS}
    run("redact", ARCHIVE, "-o", t.path("one.zip"), "-q", "-j1", "-c", t.path("one.case"))
    t.test({n: d for n, d in members(t.path("one.zip")).items() if n in PAPERS} == want, "-j1 gives the same papers")
    run("scan", ARCHIVE, "-q", "-c", t.path("two.case"), cwd=t.folder)
    done = run("apply", t.path("two.case"), "-o", t.path("two.zip"), "--json")
    t.test({n: d for n, d in members(t.path("two.zip")).items() if n in PAPERS} == want, "apply gives the same papers")
    t.test(json.loads(done.stdout)["papers"] == PAPERS, "--json names the papers", done.stdout[-300:])


def check_random(t):
    """in releases made by chance, with decisions made by chance, the log says what the audit says, and tallies add up"""
    for seed in range(5):
        chance, folder, case, out = random.Random(seed), t.path(f"random{seed}"), t.path(f"random{seed}.case"), t.path(f"random{seed}.zip")
        for i in range(chance.randint(1, 9)):
            parts = [REPORT.replace("24-000417", f"24-{chance.randint(1, 6):06}") for _ in range(chance.randint(1, 3))]
            lines = "\n".join(parts).splitlines()
            for _ in range(chance.randint(0, 15)):
                lines.pop(chance.randrange(len(lines)))
            name = chance.choice(["a", "Vandersloot Emmeline", "24-000001", "x/y/Corisande"])
            t.write(f"random{seed}/{name} {i}.{chance.choice(['txt', 'txt', 'log', 'xml'])}", chance.choice([b"\0\1", b""]) if chance.random() < .15 else "\n".join(lines) + "\n")
        run("scan", folder, "-c", case, "-q")
        for verdict, what in (("cut", "report-number"), ("cut", "Dana Reyes"), ("keep", "phone"), ("cut", "age"), ("keep", "Corisande Vandersloot"), ("cut", "incident-date")):
            if chance.random() < .5:
                run("decide", case, verdict, what, "--by", "A. Reviewer", "--force", "-q")
        done = run("apply", case, "-o", out, "-q")
        if done.returncode not in (0, 1):
            t.test(False, f"apply, seed {seed}", done.stderr[-300:])
            continue
        check_log(t, out)
        tallies, rows = json.loads(members(out)["tallies.json"]), table(out, "index.csv")
        t.test(tallies["documents"] == len({r["document"] for r in rows}) == sum(len(files) for _, _, files in os.walk(folder)), f"seed {seed}: every document is in the index")
        t.test(tallies["reports"] == sum(r["counted"] == "yes" for r in rows) and tallies["rows"] == sum(r["status"] == "released" for r in rows), f"seed {seed}: reports add up")
        t.exits(run("verify", "-q", out), 0, f"verify, seed {seed}")
        t.exits(run("tally", "-q", out), 0, f"tally, seed {seed}")


LIST = """HARROW CITY POLICE DEPARTMENT
WEEKLY LIST

{rows}
"""
ROW = """CRN: 24-0004{n:02}     Unit: {unit}
Offense: {title}
Reported: 03/{n:02}/2024 1640   Status: {status}
VIC: Vandersloot, Emmeline Ruth   DOB: 06/09/2014   Age: {age}
The caller was not at home when we came. See also report no. 23-991122 of last year.

"""


def check_many(t):
    """several reports in one document; facts that are cut are not stated; formulas are neutralised"""
    titles = ["ASSAULT 3RD DEGREE (RSMo 565.070)", "STEALING; TRESPASS", "=HYPERLINK(A1) FRAUD"]
    rows = "".join(ROW.format(n=i + 1, title=titles[i % 3], unit=("East Patrol", "EAST PATROL", "Traffic Unit")[i % 3], age=(9, 11, 20)[i % 3],
                              status=("OPEN", "CLOSED", "-1")[i % 3]) for i in range(12))
    t.write("many/list.txt", LIST.format(rows=rows))
    t.write("many/page.txt", REPORT + "\f" + REPORT)
    done = run("redact", t.path("many"), "-o", t.path("many.zip"), "-q")
    t.exits(done, 0, "a document with twelve reports")
    rows = [r for r in table(t.path("many.zip"), "index.csv") if r["document"].endswith("list.txt")]
    t.test([r["report"] for r in rows] == [f"24-0004{i:02}" for i in range(1, 13)], "a row for each, and none for a report that is only mentioned", *[r["report"] for r in rows])
    t.test([r["reported"] for r in rows] == [f"2024-03-{i:02}" for i in range(1, 13)], "each has its date", *[r["reported"] for r in rows[:3]])
    t.test([r["cuts"] != "" for r in rows] == [True] + [False] * 11 and [r["pages"] for r in rows][1:] == [""] * 11, "cuts and pages stand once")
    t.test([r["child_victims"] for r in rows] == ["1"] * 12, "a child counts in each report that lists it as a victim", str([r["child_victims"] for r in rows]))
    tallies = json.loads(members(t.path("many.zip"))["tallies.json"])
    t.test(tallies["reports"] == 13 and tallies["documents"] == 2 and tallies["further_reports_in_documents"] == 11, "counted as thirteen", str(tallies["reports"]))
    page = [r for r in table(t.path("many.zip"), "index.csv") if r["document"].endswith("page.txt")]
    t.test([(r["pages"], r["report"], r["offences"]) for r in page] == [("2", "24-000417", "1")], "two pages, one report, its offence once", str(page)[:300])
    raw = members(t.path("many.zip"))
    cells = [cell for name in ("index.csv", "offences.csv", "redaction-log.csv") for row in table(t.path("many.zip"), name) for cell in row.values() if cell]
    t.test(not [c for c in cells if c[0] in "=+-@\t\r"], "no cell is a formula", *[c for c in cells if c[0] in "=+-@"][:3])
    for name in ("index.csv", "offences.csv", "redaction-log.csv"):
        t.test(raw[name].startswith(b"\xef\xbb\xbf") and raw[name].count(b"\n") == raw[name].count(b"\r\n"), f"{name}: byte order mark, and lines as RFC 4180 says")
    t.exits(run("verify", "-q", t.path("many.zip")), 0, "verify")
    t.exits(run("tally", "-q", t.path("many.zip")), 0, "tally")
    survivors = left(b"".join(raw[n] for n in PAPERS), SECRETS)
    t.test(not survivors, "nothing of the child is in the papers", *survivors)


TABLE = """Case Number,Offense,Statute,Date Reported,Division,Status,Victim Name,Victim DOB,Victim Age
24-000401,ASSAULT 3RD DEGREE,565.070,03/04/2024,East Patrol,Closed,"Vandersloot, Emmeline",06/09/2014,9
24-000402,STEALING,570.030,03/05/2024,East Patrol,Open,"Okonjo, Thaddeus",08/14/1970,53
24-000403,CHILD ABUSE; STEALING,568.060,03/06/2024,SVU,Open,"Bell, Isolde",08/14/2015,8
"""


def check_rows(t):
    """a table with a report a row"""
    t.exits(run("redact", t.write("rows/cases.csv", TABLE), "-o", t.path("rows.zip"), "-q"), 0, "a table of reports")
    rows = [tuple(r[k] for k in ("report", "reported", "division", "disposition", "offences", "child_victims", "age_bands")) for r in table(t.path("rows.zip"), "index.csv")]
    t.test(rows == [("24-000401", "2024-03-04", "East Patrol", "Closed", "1", "1", "6 to 11"), ("24-000402", "2024-03-05", "East Patrol", "Open", "1", "0", ""),
                    ("24-000403", "2024-03-06", "SVU", "Open", "2", "1", "6 to 11")], "each row is a report", *map(str, rows))
    got = [(o["report"], o["title"], o["statute"], o["class"]) for o in table(t.path("rows.zip"), "offences.csv")]
    t.test(got == [("24-000401", "ASSAULT 3RD DEGREE", "\u00a7 565.070", "assault"), ("24-000402", "STEALING", "\u00a7 570.030", "other"),
                   ("24-000403", "CHILD ABUSE", "\u00a7 568.060", "abuse"), ("24-000403", "STEALING", "", "other")], "with its offences", *map(str, got))


OWN = """about: Nicknames that only this release has, Pumpkin-Vandersloot
rules:
  - id: pumpkin-vandersloot
    what: other-id
    find: '\\bPumpkin\\b'
    tests:
      - '[[Pumpkin]] was there'
      - 'nobody was there'
"""


def check_own_rules(t):
    """a pack that was written for one release can hold a name: neither its name nor its hash nor its rules are in the bundle"""
    pack = t.write("pumpkin-vandersloot.yaml", OWN)
    t.exits(run("redact", t.write("own/a.txt", REPORT + "They call her Pumpkin.\n"), "-o", t.path("own.zip"), "-q", "--rules", pack), 0, "a pack of one's own")
    files = members(t.path("own.zip"))
    whole = b"".join(n.encode() + d for n, d in files.items())
    t.test(b"Pumpkin" not in whole and b"pumpkin" not in whole and hashlib.sha256(OWN.encode()).hexdigest().encode() not in whole, "nothing of it is in the bundle")
    t.test(b'"rule":"own"' in files["audit.jsonl"] and b'{"name":"own","sha256":"' + b"0" * 64 in files["audit.jsonl"], "but that there was one")
    t.exits(run("verify", "-q", t.path("own.zip")), 0, "verify")


def check_twice(t):
    """the same report as a file, a copy, in an archive, in an archive in it, with its supplement, and a copy without a number: each counts once"""
    supplement, bare = REPORT.replace("24-000417", "24-000417-S1"), REPORT.replace("Report No: 24-000417\n", "")
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as z:
        z.writestr("in.txt", REPORT)
        z.writestr("bare.txt", bare)
    with zipfile.ZipFile(outer, "w") as z:
        z.writestr("again.txt", REPORT)
        z.writestr("deeper/inner.zip", inner.getvalue())
    for name, data in (("a.txt", REPORT), ("copy of a.txt", REPORT), ("a supp.txt", supplement), ("outer.zip", outer.getvalue()), ("bare 1.txt", bare), ("bare 2.txt", bare)):
        t.write("twice/" + name, data)
    t.exits(run("redact", t.path("twice"), "-o", t.path("twice.zip"), "-q"), 0, "one report many times")
    tallies = json.loads(members(t.path("twice.zip"))["tallies.json"])
    by_id = {x["id"]: x["total"] for x in tallies["tallies"]}
    t.test(tallies["documents"] == 8 and tallies["reports"] == 2 and by_id["offences"] == 2 and by_id["child-victims-by-first-offence"] == 2,
           "eight documents, one report with a number and one without", str(tallies["documents"]), str(tallies["reports"]), str(by_id))
    t.exits(run("tally", "-q", t.path("twice.zip")), 0, "tally")
    t.exits(run("verify", "-q", t.path("twice.zip")), 0, "verify")


POLICY = "  - {what: age, who: anyone, why: \"ages are facts of the report, RSMo 610.200\"}\n"


def check_cut_facts(t):
    """what the policy cuts is not stated: ages, and an offence that names a child"""
    with open(os.path.join(PATTERNS, "policy/missouri.yaml"), encoding="utf-8") as f:
        policy = f.read()
    t.test(POLICY in policy, "the policy keeps ages on a line of its own")
    policy = policy.replace(POLICY, "").replace("  # what leads to a child\n", '  - {what: age, who: anyone, token: "AGE", basis: ["X"], reason: age}\n  # what leads to a child\n', 1)
    source = t.write("facts/report.txt", REPORT.replace("Offense: ENDANGERING", "Offense: Neglect of Emmeline Vandersloot; ENDANGERING"))
    done = run("redact", source, "-o", t.path("facts.zip"), "-q", "-p", t.write("ages.yaml", policy))
    t.exits(done, 0, "a policy that cuts ages", done.stderr[-300:])
    row = table(t.path("facts.zip"), "index.csv")[0]
    t.test(row["child_victims"] == "1" and row["age_bands"] == "unknown", "no band is given where ages are cut", str(row))
    titles = [o["title"] for o in table(t.path("facts.zip"), "offences.csv")]
    t.test(titles == ["Neglect of [CHILD-1]", "ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE"], "a name in a title is the token there too", *titles)
    born = REPORT.replace("   Age: 9", "")
    run("redact", t.write("born/report.txt", born), "-o", t.path("born.zip"), "-q")
    row = table(t.path("born.zip"), "index.csv")[0]
    t.test(row["child_victims"] == "1" and row["age_bands"] == "unknown", "a birth date that is cut gives no band", str(row))


CALC = {"T": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "X": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"}
SHEETS = ("index.csv", "offences.csv", "redaction-log.csv")


def as_shown(path, columns):
    """rows of a sheet as LibreOffice shows them; and its formulas"""
    root, rows = ET.parse(path).getroot(), []
    for row in root.iter(CALC["T"] + "table-row"):
        cells = []
        for cell in row.iter(CALC["T"] + "table-cell"):
            text = "\n".join("".join(p.itertext()) for p in cell.findall(CALC["X"] + "p"))
            cells += [text] * min(int(cell.get(CALC["T"] + "number-columns-repeated", "1")), columns)
        rows += [cells[:columns]] * (int(row.get(CALC["T"] + "number-rows-repeated", "1")) if any(cells) else 0)
    return rows, [c.get(CALC["T"] + "formula") for c in root.iter(CALC["T"] + "table-cell") if c.get(CALC["T"] + "formula")]


def check_sheets(t, *bundles):
    """LibreOffice shows the tables as they are, letter for letter, and runs nothing in them; it takes a file with a byte order mark for UTF-8"""
    if not have("soffice"):
        t.skip("LibreOffice opens the tables", "soffice is missing")
        return
    for number, bundle in enumerate(bundles):
        folder = t.path(f"sheets{number}")
        os.makedirs(folder)
        for name in SHEETS:
            with open(os.path.join(folder, name), "wb") as f:
                f.write(members(bundle)[name])
        done = subprocess.run(["soffice", f"-env:UserInstallation=file://{t.path('office')}", "--headless", "--infilter=Text - txt - csv (StarCalc):44,34,76",
                               "--convert-to", "fods", "--outdir", folder, *[os.path.join(folder, n) for n in SHEETS]], capture_output=True, timeout=120)
        for name in SHEETS:
            path, want = os.path.join(folder, name[:-3] + "fods"), list(csv.reader(io.StringIO(members(bundle)[name].decode("utf-8-sig"), newline="")))
            got, formulas = as_shown(path, len(want[0])) if os.path.exists(path) else ([], [])
            t.test(got == want and not formulas, f"LibreOffice opens {name} of {os.path.basename(bundle)}",
                   *[str(p) for p in zip(got, want) if p[0] != p[1]][:2], *formulas[:2], done.stderr.decode()[-200:])


def main():
    t = Test()
    bundle = t.path("release.zip")
    done = run("redact", ARCHIVE, "-o", bundle, "-q")
    if t.exits(done, 1, "the archive"):
        t.test(all(n in members(bundle) for n in PAPERS), "all papers are there")
        check_tallies(t, bundle)
        check_by_hand(t, bundle)
        check_index(t, bundle)
        check_log(t, bundle)
        check_pages(t, bundle)
        check_secrets(t, bundle)
        check_commands(t, bundle)
        check_forged(t, bundle)
        check_same(t, bundle)
    check_many(t)
    check_sheets(t, bundle, t.path("many.zip"))
    check_rows(t)
    check_own_rules(t)
    check_twice(t)
    check_random(t)
    check_cut_facts(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
