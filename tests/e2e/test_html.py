#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 20 s
"""Web pages as programs and people write them: what is planted in any part is gone, what must stay stays, everything
outside the cuts is as it was, browsers show the same; what cannot be looked into is withheld."""
import glob
import html.parser
import importlib.machinery
import importlib.util
import os
import re
import subprocess
import sys
import time

from lib import PROGRAM, ROOT, SLOWER, Test, documents, have, index, left, members, read, run

FOLDER = os.path.join(ROOT, "fixtures/formats/html")
TOKEN = re.compile(r"\[[A-Z][A-Z0-9 -]*\]")


def maker():
    loader = importlib.machinery.SourceFileLoader("make_html", os.path.join(FOLDER, "make"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("make_html", loader))
    loader.exec_module(module)
    return module


class Reader(html.parser.HTMLParser):
    """all text and all values of attributes, as another parser sees them"""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen += [f"\n{v}\n" for _, v in attrs if v]

    def handle_data(self, data):
        self.seen.append(data)

    def handle_comment(self, data):
        self.seen.append(f"\n{data}\n")


def seen_by_python(data):
    reader = Reader()
    reader.feed(data.decode("utf-16") if data[:2] == b"\xff\xfe" else data.decode("utf-8", "replace"))
    reader.close()
    return "".join(reader.seen)


def seen_by_browser(t, data):
    """w3m's picture of the page as text"""
    path = t.write("look.html", data)
    return subprocess.run(["w3m", "-dump", "-T", "text/html", "-cols", "200", "-O", "UTF-8", path], capture_output=True, timeout=60).stdout.decode("utf-8", "replace")


def check_page(t, make, name, data):
    shown = seen_by_python(data)
    survivors = sorted(set(left(data, make.SECRETS) + left(shown, make.SECRETS)))
    t.test(not survivors, f"{name}: nothing that must go is left", *survivors)
    text = " ".join(shown.split())
    missing = [f for f in make.FACTS if f not in text]
    t.test(not missing, f"{name}: what must stay is there", *missing)
    if have("w3m"):
        picture = seen_by_browser(t, data.decode("utf-16").encode("utf-8") if data[:2] == b"\xff\xfe" else data)
        survivors = left(picture, make.SECRETS)
        t.test("[CHILD-1]" in picture and not survivors, f"{name}: nor does a browser show any of it", *survivors)


def check_pages(t, make):
    before = dict(make.pages())
    for name, content in before.items():
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        t.test(read(os.path.join(FOLDER, name)) == raw, f"{name} is as `make` writes it") if name == "parts.html" else None
        if not name.startswith("bad/"):
            t.write("pages/" + name, raw)
    done = run("redact", t.path("pages"), "-o", t.path("pages.zip"), "-q")
    t.exits(done, 0, "every page is released")
    got = documents(t.path("pages.zip"))
    for name in sorted(n for n in before if not n.startswith("bad/")):
        t.test(name in got, f"{name} is released")
        check_page(t, make, name, got.get(name, b""))
    log = members(t.path("pages.zip"))["redaction-log.csv"]
    t.test(not left(log, make.SECRETS), "the log has no secret")
    check_parts(t, got["parts.html"].decode("utf-8"))
    check_word(t, got["word.html"])
    for size in (1, 300, 2000):
        done = run("redact", t.path("pages"), "-o", t.path("parts.zip"), "-q", "--force", "--part-size", size)
        t.exits(done, 0, f"every page is released with parts of {size} bytes")
        parts = documents(t.path("parts.zip"))
        full = [n for n, d in parts.items() if left(d, ["Emmeline Vandersloot", "Vandersloot, Emmeline", "816-555-0131", "774-20-3318"])]
        t.test(not full, f"full names and numbers are cut also in parts of {size} bytes", *full)


def check_parts(t, page):
    gone = ["<script>var", "ld+json", "onload", "onclick", "javascript:", "x.example/emmeline", "refresh", "srcdoc", "base href", "action=", "poster", "__STATE value",
            "made for", "after:", "Report Writer", "content:", "url(", "@import", "@font-face", "<?php", "longdesc", "srcset"]
    still = [g for g in gone if g in page]
    t.test(not still, "what runs, is fetched or is a comment is dropped", *still)
    kept = ["color: black", ".kept { color: #336699 }", 'class="kept"', "<wbr>", "arrived at 1755 hours.", 'width="10"', '<textarea>', "display:none", "<dt>Phone</dt>"]
    lost = [k for k in kept if k not in page]
    t.test(not lost, "what is harmless stays", *lost)
    t.test('href="#_CHILD-1_"' in page and 'id="_CHILD-1_"' in page and "#_CHILD-1_ {" in page, "ids and what refers to them stay the same")
    t.test('alt="[CHILD-1] at the door"' in page, "the description of a picture that is not shown stays")


def check_word(t, page):
    t.test("\u2019s Division".encode("cp1252") in page and b"mso-" not in page and b"MsoNormal" in page, "a page of Word keeps its encoding and its looks")


def check_outside(t):
    """pages without persons come back byte by byte, and look the same where something was dropped"""
    plain = ('<!DOCTYPE html>\r\n<html><head><meta charset="utf-8"><title>Rules &amp; forms</title><style>p { margin: 1em 0 }</style></head>\r\n<body class=page><h1>Rules</h1>\n'
             "<p>The desk is open at 9 a.m. &mdash; <a href='desk.html?day=1#hours'>see  here</a>.</p><pre>a  b\n\tc</pre><table border=1><tr><th>Day</th><th>Open</th></tr>"
             "<tr><td>Monday<td align=\"right\">9 &ndash; 5</table><ul><li>one<li>two &lt;2&gt;</ul><p>caf\u00e9 1 < 2</body></html>\n")
    done = run("filter", stdin=plain)
    t.test(done.returncode == 0 and done.raw == plain.encode("utf-8"), "a page with nothing to cut or drop comes back byte for byte", done.stderr[-200:])
    if have("w3m"):
        scripted = plain.replace("</head>", "<script>x()</script><link rel=stylesheet href=x.css></head>").replace("<body", "<!-- c --><body onload='y()'").replace("<p>", "<p onclick=z()><!--d-->")
        done = run("filter", stdin=scripted)
        t.test(done.returncode == 0 and "onclick" not in done.stdout and seen_by_browser(t, done.raw) == seen_by_browser(t, plain.encode("utf-8")), "with scripts, comments and styles from elsewhere dropped it looks the same")


def check_bad(t, make):
    for name, content in make.pages():
        if not name.startswith("bad/"):
            continue
        done = run("filter", stdin=content)
        t.test(done.returncode == 1 and not done.raw and done.stderr.strip() and not left(done.stderr, make.SECRETS), f"{name} is withheld, with a reason", f"exit status {done.returncode}", done.stderr[-200:])


def check_pictures(t, make):
    for name, content in make.pages():
        if name.startswith(("bad/picture", "bad/drawing")):
            done = run("filter", "--pictures", "drop", stdin=content)
            t.test(done.returncode == 0 and "data:" not in done.stdout and "M1 1" not in done.stdout and not left(done.raw, ["Emmeline"]), f"{name} is released without it where pictures are to be dropped", done.stderr[-200:])


def check_hostile(t):
    deep = "<div>" * 200000 + "Emmeline" + "</div>" * 200000
    cases = {"200,000 nested elements": deep, "elements that browsers copy": "".join(f"<b id=x{i}>" for i in range(3000)) + "<p>x" * 3000,
             "100,000 attributes": "<p " + " ".join(f"a{i}=b" for i in range(100000)) + ">x</p>", "many tables": "<table><tr><td>" * 5000 + "x",
             "17 MB": "<p>" + "word " * 3600000 + "</p>", "one long style sheet": "<style>" + "a{" * 100000 + "</style><p>x</p>", "many references": "<p>" + "&notit;&eacute;&x" * 100000,
             "many unclosed comments": "<p>x</p>" + "<!--" * 200000, "a long number": "<p>&#" + "9" * 500000 + ";</p>"}
    for what, text in cases.items():
        start = time.monotonic()
        done = run("filter", stdin="<!DOCTYPE html><html><body>" + text, timeout=600)
        took = time.monotonic() - start
        t.test(done.returncode in (0, 1) and (done.returncode == 0 or done.stderr.strip()) and took < 30 * SLOWER, f"{what}: an answer in time", f"exit status {done.returncode}, {took:.1f} s", done.stderr[-200:])


def check_names(t):
    """a name in the mark-up itself cannot be cut: the page is withheld"""
    page = "<html><body><table><tr><td>Name:</td><td>Emmeline Vandersloot</td></tr><tr><td>DOB:</td><td>06/09/2014</td></tr></table><p>Date: 03/04/2024</p>%s</body></html>"
    for what, more in (("an element", "<emmeline-vandersloot>x</emmeline-vandersloot>"), ("an attribute", "<p emmelinevandersloot=1>x</p>"), ("a data attribute", "<p data-emmeline-vandersloot='5551'>x</p>")):
        done = run("filter", stdin=page % more)
        t.test(done.returncode == 1 and not done.raw, f"a child's name as {what}: withheld", done.stdout[-200:])
    columns = "<table><tr><th>Question</th><th>Emmeline Vandersloot</th><th>Officer</th></tr>" + "<tr><td>Seen at</td><td>%d hours</td><td>yes</td></tr>" * 3 % (1640, 1755, 1810) + "</table>"
    done = run("filter", stdin=page % columns)
    t.test(done.returncode == 0 and not left(done.raw, ["Emmeline", "Vandersloot"]) and "1640 hours" in done.stdout, "a child's name as the head of a column is cut there", done.stderr[-200:])


def check_kinds(t):
    """known by content, whatever the name; text with a few signs is no page"""
    t.write("kinds/a.txt", "<html><p>Rules of the desk</p></html>")
    t.write("kinds/b.html", "No tags at all, 1 < 2.\n")
    t.write("kinds/c.dat", "<!-- x --><!doctype HTML><p>Rules")
    t.write("kinds/d.txt", "<03/04/2024> a line of a log\n")
    done = run("redact", t.path("kinds"), "-o", t.path("kinds.zip"), "-q")
    rows = {r["document"]: r["status"] for r in index(t.path("kinds.zip"))}
    t.test(done.returncode == 0 and set(rows.values()) == {"released"} and len(rows) == 4, "known by content", str(rows), done.stderr[-300:])
    t.test(documents(t.path("kinds.zip"))["c.dat"] == b"<!----><!doctype HTML><p>Rules", "a comment before the page is dropped")


def main():
    t = Test()
    make = maker()
    t.test(len(glob.glob(os.path.join(FOLDER, "*.*"))) > 18 and os.path.exists(PROGRAM), "the fixtures are there")
    if not have("w3m"):
        t.skip("what a browser shows", "w3m is missing")
    check_pages(t, make)
    check_outside(t)
    check_bad(t, make)
    check_pictures(t, make)
    check_names(t)
    check_kinds(t)
    check_hostile(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
