#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 20 s
"""`estimate`: what is counted is there, what is reckoned can be reckoned again by hand, and no sheet names anybody."""
import datetime
import html.parser
import json
import os
import re
import subprocess
import sys

import leaks
from lib import ARCHIVE, PATTERNS, REPORT, ROOT, SECRETS, Test, documents, expected, index, left, members, read, run

sys.path.insert(0, os.path.join(ROOT, "fixtures/formats/office"))
import make as office  # noqa: E402

RATES = read(os.path.join(PATTERNS, "fees/missouri.yaml")).decode()
FILLED = (RATES.replace('hourly: ""', "hourly: 19.50").replace('agency: ""', 'agency: [Harrow City Police Department, "Records & <Copies>"]')
          .replace('place: ""', "place: Records Unit"))


def rates(t, name, *changes, base=FILLED):
    text = base
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return t.write(name + ".yaml", text)


def estimate(t, *words, status=0):
    done = run("estimate", *words, "--json")
    t.exits(done, status, "estimate " + " ".join(os.path.basename(str(w)) for w in words))
    try:
        return json.loads(done.stdout)
    except ValueError:
        t.test(False, "--json of estimate is JSON", done.stdout[:200], done.stderr[-200:])
        return {}


def check_archive(t):
    """what the estimate expects is what redact does then"""
    value = estimate(t, ARCHIVE, status=1)
    out = t.path("archive.zip")
    run("redact", ARCHIVE, "-o", out, "-q")
    held = [r for r in index(out) if r["status"] == "withheld"]
    t.test(value["documents"] == value["read"] == len(expected()) == 149, "every document is counted", str(value["documents"]))
    pages = sum(int(r["pages"] or 0) for r in index(out))
    t.test(abs(value["units"]["page"] - pages) <= 2, "pages are those of index.csv", f"{value['units']['page']} and {pages}")
    t.test(sum(value["withheld"].values()) == len(held) == value["documents"] - value["releasable"] and set(value["withheld"]) == {"damaged", "unreadable"},
           "documents that cannot be released, by kind", str(value["withheld"]), str(len(held)))
    cuts = json.loads(members(out)["audit.jsonl"].splitlines()[-1])["cuts"]
    t.test(abs(sum(value["cuts"].values()) - cuts) < cuts * 0.05, "expected cuts are those of the release, but for a few", f"{sum(value['cuts'].values())} {cuts}")
    t.test(value["units"]["cut"] == sum(value["cuts"].values()) and value["units"]["unplaced"] == value["people"]["unplaced"], "parts add up")
    t.test(value["people"]["child"] > 100 and value["people"]["official"] > 200, "people are told by their side", str(value["people"]))
    return value


def check_sums(t, value):
    """hours and fee, from the numbers given, as anybody can do it"""
    filled = estimate(t, ARCHIVE, "--rates", rates(t, "filled"), status=1)
    for work in filled["work"]:
        t.test(abs(work["number"] * work["minutes"] / 60 - work["hours"]) <= 0.0051, f"hours of {work['id']}", str(work))
    hours = {w["id"]: w["hours"] for w in filled["work"]}
    for way in filled["ways"]:
        fees = {f["title"]: f for f in way["fees"]}
        t.test(abs(sum(f["amount"] for f in way["fees"]) - way["fee"]) < 0.001 and way["fee_complete"], f"{way['id']}: the fee is the sum of its lines", str(way["fee"]))
        for fee in way["fees"]:
            t.test("hours" not in fee or (round(fee["hours"] * 100) * 1950 + 50) // 100 == round(fee["amount"] * 100), f"{way['id']}: {fee['title']}", str(fee))
        charged, free = sum(f.get("hours", 0) for f in way["fees"]), sum(f["hours"] for f in way["not_charged"])
        t.test(abs(charged - way["hours_chargeable"]) < 0.001 and abs(charged + free - way["hours_tracked"]) < 0.001,
               f"{way['id']}: every hour tracked is charged or not charged", str(way))
        t.test(all(f["basis"] and f["rule"] for f in way["fees"] + way["not_charged"]), f"{way['id']}: each line has its rule and citation")
        if way["id"] == "paper":
            t.test(abs(fees["Copies, for each page"]["amount"] - 0.10 * filled["units"]["page"]) < 0.001, "ten cents a page on paper")
            t.test(all("RSMo 610.026.1(1)" in f["basis"] for f in way["fees"]), "with the statute")
        review = hours["first"] + hours["second"] + hours["unplaced"] + hours["uncertain"] + hours["withheld"]
        gross = [f for f in way["not_charged"] if any("Gross v. Parson, 624 S.W.3d 877" in b for b in f["basis"])]
        t.test(len(gross) == 1 and abs(gross[0]["hours"] - review) < 0.001, f"{way['id']}: review is tracked and not charged", str(gross))
    unset = value["ways"][0]
    t.test(not unset["fee_complete"] and any(f["amount"] is None for f in unset["fees"]), "a rate that is not filled in gives no amount")


def check_pages(t):
    """one rule for the estimate and for index.csv; where a file has pages they are counted"""
    line = "The gate was shut and nobody was there.\n"
    pdf = subprocess.run(["pdfinfo", os.path.join(ROOT, "fixtures/formats/pdf/pdftex.pdf")], capture_output=True, text=True).stdout
    files = [("a.txt", "One page.\n\fTwo pages.\n\fThree pages.\n\f", 3), ("b.txt", "\fA leading form feed.\n", 1), ("c.txt", line * 60, 1), ("d.txt", line * 61, 2),
             ("e.txt", "é" * 4800 + "\n", 1), ("e2.txt", "é" * 4801 + "\n", 2), ("f.txt", line * 6000, 100), ("g.txt", (line * 10 + "\f") * 800, 800),
             ("h.xml", "<a>" + line * 76 + "</a>", 2), ("i.csv", "Note\n" + "\n".join(["nobody was there"] * 150) + "\n", 2), ("j.pptx", office.pptx(), 2),
             ("k.odp", office.odp(), 2), ("l.pdf", read(os.path.join(ROOT, "fixtures/formats/pdf/pdftex.pdf")), int(re.search(r"Pages: *(\d+)", pdf).group(1))),
             ("m.txt", "\n".join(["SSN: 774-20-3318"] * 60), 1)]
    for name, content, pages in files:
        path = t.write(f"pages/{name}", content)
        got = estimate(t, path, "--pictures", "drop")["units"]["page"]
        t.test(abs(got - pages) <= (2 if pages == 100 else 0), f"pages of {name}", f"{got}, not {pages}")
        run("redact", path, "-o", t.path("pages.zip"), "-q", "--force", "--pictures", "drop")
        listed = index(t.path("pages.zip"))[0]["pages"]
        t.test(listed == str(got), f"index.csv has as many: {name}", f"{listed}, not {got}")
    secret = "".join(f"Name of the child: {'Emmeline ' * 9}Vandersloot\n" for _ in range(60))
    run("redact", t.write("long.txt", secret), "-o", t.path("pages.zip"), "-q", "--force")
    t.test(index(t.path("pages.zip"))[0]["pages"] == "1", "how long a cut was does not show in the pages", index(t.path("pages.zip"))[0]["pages"], documents(t.path("pages.zip")).popitem()[1].decode()[:90])


def check_parts(t):
    """a long document is counted in all its parts, and one that waits for a decision is told"""
    long = "".join(REPORT.replace("24-000417", f"24-{i:06d}") for i in range(400))
    value = estimate(t, t.write("long/a.txt", long))
    t.test(value["cuts"]["ssn"] == 400 and value["cuts"]["phone"] == 400, "cuts of a document in parts", str(value["cuts"]))
    policy = t.write("ask.yaml", read(os.path.join(PATTERNS, "policy/missouri.yaml")).decode().replace("unplaced: cut", "unplaced: ask"))
    unplaced = t.write("ask/a.txt", REPORT.replace("arrived at 1755", "arrived. Philippa Kestrelmoor came at 1755"))
    value = estimate(t, unplaced, "-p", policy, status=1)
    t.test(value["withheld"] == {"undecided": 1}, "a document that waits for a decision", str(value["withheld"]))


def check_dates(t):
    source = t.write("dates/a.txt", REPORT)
    hours = 10

    def days(name, start, *changes):
        file = rates(t, name, ("per: release, minutes: 60", f"per: release, minutes: {hours * 60}"), *changes)
        return [(w["working_days"], w["earliest"]) for w in estimate(t, source, "--rates", file, *(["--start", start] if start else []))["ways"]]

    for start in ("2026-07-01", "2026-07-03", "2026-07-04", "2026-12-30"):
        day, count = datetime.date.fromisoformat(start), 0
        while True:
            count += day.weekday() < 5 and day.isoformat() not in ("2026-07-03", "2027-01-01")
            if count == 2:
                break
            day += datetime.timedelta(1)
        found = days("dates", start, ("closed: []", "closed: [2026-07-03, 2027-01-01]"))
        t.test(found[0] == (2, day.isoformat()), f"the earliest day when work begins on {start}", str(found), day.isoformat())
    t.test(days("none", None)[0] == (2, None), "without --start there is no date")
    t.test(days("more", "2026-07-01", ("people: 1", "people: 2"))[0] == (1, "2026-07-01"), "two people take half the days")
    t.test(days("seven", "2026-07-04", ("days: [mon, tue, wed, thu, fri]", "days: [mon, tue, wed, thu, fri, sat, sun]"))[0][1] == "2026-07-05", "weekends can be working days")
    for wrong in ("yesterday", "2026-02-30", "2026-07", ""):
        done = run("estimate", source, "--start", wrong)
        t.test(done.returncode == 2 and not done.stdout and "--start" in done.stderr, f"--start {wrong!r} is refused", done.stderr[-200:])


def check_sample(t):
    first = run("estimate", ARCHIVE, "--sample", "3", "-j1")
    t.test(run("estimate", ARCHIVE, "--sample", "3", "-j2").stdout == first.stdout, "a sample is the same for any number of workers")
    t.test(run("estimate", ARCHIVE, "-j1").stdout == run("estimate", ARCHIVE, "-j2").stdout, "and so is the whole")
    t.test(re.search(r"One document in 3 was read, 50 of 149", first.stdout) and re.search(r"\d+% higher or lower\s+for\s+pages", first.stdout), "the margin is said in words", first.stdout[:500])
    value = estimate(t, ARCHIVE, "--sample", "3", status=1)
    t.test((value["documents"], value["read"], value["every"]) == (149, 50, 3) and value["releasable"] + sum(value["withheld"].values()) == 149, "a sample of the whole", str(value)[:300])
    whole = estimate(t, ARCHIVE, status=1)
    for what in ("pages", "cuts"):
        unit = what[:-1]
        off = abs(value["units"][unit] - whole["units"][unit]) / whole["units"][unit] * 100
        t.test(off <= 2 * value["margins_percent"][what], f"{what} of the sample are as near as it says", f"{off:.1f} % off, margin {value['margins_percent'][what]}")
    few = run("estimate", ARCHIVE, "--sample", "20")
    t.test("too few to say" in few.stdout, "a sample that is too small has no margin", few.stdout[:400])
    one = estimate(t, ARCHIVE, "--sample", "100000")
    t.test(one["read"] == 1 and one["documents"] == 149, "at least one document is read")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.open = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [v for k, v in attrs if k in ("src", "href") or k.startswith("on")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.links.append(f"</{tag}> does not close anything")


def check_letters(t):
    file = rates(t, "letter")
    secrets = sorted({s for e in expected() for s in e["cut_everywhere"] if len(s) > 4})
    texts = {}
    for name in ("letter.html", "letter.txt"):
        done = run("estimate", ARCHIVE, "--rates", file, "--start", "2026-11-24", "--letter", t.path(name))
        t.exits(done, 1, f"a letter: {name}")
        texts[name] = read(t.path(name)).decode()
        texts["report of " + name] = done.stdout + done.stderr
    texts["JSON"] = run("estimate", ARCHIVE, "--rates", file, "--json").stdout
    for name, text in texts.items():
        plain = leaks.plain(leaks.fold(text))
        found = [s for s in secrets if re.search(leaks.EDGE_L + re.escape(leaks.plain(leaks.fold(s))) + leaks.EDGE_R, plain)]
        found += [p for p in re.findall(r"\d\d-\d{6}", text)]
        t.test(not found, f"no name and no report number: {name}", *found[:5])
    page = Page()
    page.feed(texts["letter.html"])
    t.test(not page.links and not page.open and not page.tags & {"script", "img", "link", "iframe", "object"}, "the letter needs nothing from outside, has no script, and is whole", *page.links)
    t.test("url(" not in texts["letter.html"] and "@import" not in texts["letter.html"] and not re.search("https?:", texts["letter.html"]), "nor does its style")
    t.test("Records &amp; &lt;Copies&gt;" in texts["letter.html"] and "<Copies>" in texts["letter.txt"], "texts of the rates file are text")
    for words in ("Thursday, November 26, 2026", "4:00 p.m.", "RSMo 610.026.1(1)", "Gross v. Parson, 624 S.W.3d 877", "610.026.1(2)", "waive", "149"):
        t.test(all(words in re.sub(r"\s+", " ", texts[n]) for n in ("letter.html", "letter.txt")), f"the letter says {words}")
    t.test(all(len(line) <= 78 for line in texts["letter.txt"].splitlines()), "the letter as text has lines of 78 columns")
    before = texts["letter.txt"]
    for what, words in (("of another kind", ["--letter", t.path("letter.doc")]), ("that is there already", ["--letter", t.path("letter.txt")]), ("in the folder that is read", ["--letter", os.path.join(t.path("letters"), "a.txt")])):
        t.write("letters/r.txt", REPORT)
        done = run("estimate", t.path("letters"), "--rates", file, *words)
        t.test(done.returncode == 2 and not done.stdout and done.stderr.count("\n") == 1, f"a letter {what} is refused", f"exit status {done.returncode}", done.stderr[-300:])
    t.test(read(t.path("letter.txt")).decode() == before and os.listdir(t.path("letters")) == ["r.txt"], "and nothing is written")
    t.exits(run("estimate", t.path("letters"), "--rates", file, "--letter", t.path("letter.txt"), "--force", "-q"), 0, "--force replaces a letter")
    t.test(read(t.path("letter.txt")).decode() != before, "it is another one now")
    done = run("estimate", t.path("letters"), "--letter", t.path("unset.txt"))
    t.test(done.returncode == 2 and re.search(r"missouri\.yaml:\d+: .hourly. is not filled in", done.stderr) and not os.path.exists(t.path("unset.txt")), "no letter without rates", done.stderr[-300:])


def check_rates(t):
    source = t.write("rates/a.txt", REPORT)
    cases = [("an unknown key", ("currency:", "curency:"), r":\d+:1: unknown key"), ("no time", ("hours: 6 ", "hours: "), r"hours"), ("more than a day", ("hours: 6 ", "hours: 25 "), r":\d+:\d+: .*hours"),
             ("too many cents a page", ("amount: 0.10", "amount: 0.11"), r":\d+:\d+: .*amount"), ("a work nobody charges", ("    work: prepare\n", "    work: first\n"), r"spoken of"),
             ("a work of no id", ("work: copies", "work: copying"), r":\d+:\d+: \"copying\" is no id"), ("a rate of no id", ("rate: clerical", "rate: clerk"), r"is no id of"),
             ("a way of no id", ("for: paper", "for: papyrus"), r"is no id of"), ("an id twice", ("{id: paper,", "{id: electronic,"), r"twice"), ("a wrong number", ("minutes: 0.6", "minutes: 0,6"), r":\d+:\d+: .*minutes"),
             ("a negative number", ("minutes: 60", "minutes: -60"), r":\d+:\d+: .*minutes"), ("a wrong unit", ("per: page", "per: sheet"), r"release, document, page"), ("a wrong day", ("[mon, ", "[mo, "), r":\d+:\d+: "),
             ("a wrong closed day", ("closed: []", "closed: [July 4]"), r"closed"), ("no citation", ("    basis: RSMo 610.026.1(1)\n", ""), r"basis"), ("half a signature", ('verified_by: ""', "verified_by: J. Smith"), r"verified"),
             ("an alias", ('agency: [', 'agency: &a ['), r"anchor"), ("an empty file", (FILLED, "# nothing\n"), r"empty"), ("no YAML", (FILLED, "name: [\n"), r"YAML"), ("not UTF-8", None, r"UTF-8")]
    for what, change, message in cases:
        file = t.write("wrong.yaml", b"name: \xff\n") if change is None else rates(t, "wrong", change)
        done = run("estimate", source, "--rates", file)
        t.test(done.returncode == 2 and not done.stdout and re.search(message, done.stderr) and "wrong.yaml" in done.stderr, f"a rates file with {what} is refused", done.stderr[-300:])
    for name in ("nowhere", t.path("nowhere.yaml"), t.path("rates")):
        done = run("estimate", source, "--rates", name)
        t.test(done.returncode == 2 and not done.stdout and done.stderr.count("\n") == 1, f"no such rates file: {os.path.basename(name)}", done.stderr[-200:])
    done = run("estimate", source)
    t.test("Nobody has verified them" in done.stdout and re.search(r"missouri\.yaml:\s?\d+", re.sub(r"\s+", " ", done.stdout)), "what is missing in a rates file is said")
    signed = rates(t, "signed", ('verified_by: ""', "verified_by: J. Smith"), ('verified_on: ""', "verified_on: 2026-01-31"))
    t.test("Verified by J. Smith on 2026-01-31" in run("estimate", source, "--rates", signed).stdout, "who verified the rates is said")


def check_usage(t):
    source = t.write("usage/a.txt", REPORT)
    before = sorted(os.listdir(t.folder))
    done = run("estimate", source)
    t.exits(done, 0, "estimate")
    t.test(not left(done.stdout + done.stderr, SECRETS) and sorted(os.listdir(t.folder)) == before, "it names nobody and writes nothing")
    for words in ([], [t.path("no-such")], [source, "--sample", "0"], [source, "--sample", "x"], [source, "-o", t.path("o.zip")], [source, "-c", t.path("c.case")]):
        done = run("estimate", *words)
        t.test(done.returncode == 2 and not done.stdout and done.stderr, "refused: estimate " + " ".join(os.path.basename(w) for w in words), f"exit status {done.returncode}", done.stderr[-200:])
    done = run("estimate", source, "-q")
    t.test(done.returncode == 0 and not done.stdout and not done.stderr, "-q prints nothing")
    done = run("estimate", t.write("usage2/a.pdf", b"Salted__\1\2\3\4"))
    t.test(done.returncode == 1 and "cannot be read" in done.stdout and "a.pdf" not in done.stdout + done.stderr, "a document that cannot be released: exit status 1, by kind, not by name", done.stderr[-200:])


def main():
    t = Test()
    value = check_archive(t)
    check_sums(t, value)
    check_pages(t)
    check_parts(t)
    check_dates(t)
    check_sample(t)
    check_letters(t)
    check_rates(t)
    check_usage(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
