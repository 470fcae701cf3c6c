#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document without anything to cut comes out byte for byte, whatever its encoding, line ends and columns; and around a
cut not a byte changes."""
import os
import sys

from lib import REPORT, ROOT, Test, documents, index, read, run

PLAIN = ("HARROW CITY POLICE DEPARTMENT\nDISTRICT ACTIVITY LOG\n\nReport No: 24-000912\tStatus:\tclosed\n"
         "Offense: PROPERTY DAMAGE 2ND DEGREE\n\nThe street lamp was dark and the window was open. Nothing was taken.\n\fPage 2\n"
         "   column one      column two          column three\n\ttab\t\ttab   \n trailing blanks   \n\n\nEnd of log.\n")
XML = ('<?xml version="1.0" encoding="UTF-8"?>\n<!-- a  comment -->\n<?keep   this?>\n<log  xmlns="urn:example:log"\n\tx = \'1\'  y="&lt;2&#x20;">\r\n'
       '  <line/><line></line ><line>caf\u00e9 &amp; &#97;&#x62; <![CDATA[ raw <b> ]]></line>\n</log>\n<!-- end -->\n')


def cases():
    yield "plain.txt", PLAIN.encode()
    yield "crlf.txt", PLAIN.replace("\n", "\r\n").encode()
    yield "old-mac.txt", PLAIN.replace("\n", "\r").encode()
    yield "mixed-ends.txt", PLAIN.replace("\n", "\r\n", 5).encode()
    yield "no-last-end.txt", PLAIN.rstrip("\n").encode()
    yield "mark.txt", b"\xef\xbb\xbf" + PLAIN.encode()
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        yield name + ".txt", ("\ufeff" + PLAIN.replace("\n", "\r\n")).encode(name)
    accents = PLAIN.replace("Nothing was taken", "The caf\u00e9 \u201ccr\u00e8me\u201d \u2013 na\u00efve \u2013 was shut")
    yield "windows-1252.txt", accents.encode("cp1252")
    yield "utf-8.txt", accents.encode()
    yield "spaces.txt", PLAIN.replace("street lamp", "street\u00a0lamp").replace("window", "win\u00addow").replace("open", "op\u200ben").encode()
    yield "log.xml", XML.encode()
    yield "log-mark.xml", b"\xef\xbb\xbf" + XML.encode()
    yield "log-utf-16.xml", ("\ufeff" + XML.replace("UTF-8", "UTF-16")).encode("utf-16-le")
    yield "log-latin.xml", XML.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    yield "long-lines.txt", ("one line that is long and says nothing at all, " * 5000 + "\n").encode() * 3
    yield "large.txt", PLAIN.encode() * 8000


def check_equal(t, source, options, what):
    done = run("redact", source, "-o", t.path("equal.zip"), "-q", "--force", *options)
    t.exits(done, 0, f"nothing is withheld {what}", *[f"{r['document']}: {r['reason']}" for r in index(t.path("equal.zip")) if r["status"] != "released"][:5] if done.returncode == 1 else [])
    got = documents(t.path("equal.zip"))
    for name, data in cases():
        out = got.get(name)
        at = next((i for i, (a, b) in enumerate(zip(out or b"", data)) if a != b), min(len(out or b""), len(data)))
        t.test(out == data, f"byte for byte {what}: {name}", f"{len(data)} bytes in, {len(out or b'')} out; differ from byte {at}: {data[at:at + 30]!r} {(out or b'')[at:at + 30]!r}")


def check_around(t):
    """in every encoding, what comes before the first cut and after the last is the input's"""
    for name, encode in {"utf-8": lambda s: s.encode(), "crlf": lambda s: s.replace("\n", "\r\n").encode(), "utf-16": lambda s: ("\ufeff" + s).encode("utf-16-le"),
                         "utf-32": lambda s: ("\ufeff" + s).encode("utf-32-be"), "windows-1252": lambda s: s.replace("alone.", "alone \u2013 caf\u00e9.").encode("cp1252")}.items():
        data = encode(REPORT + PLAIN)
        done = run("filter", stdin=data)
        head, tail = data[:data.index(encode("VICTIM").replace(b"\xff\xfe", b"").replace(b"\0\0\xfe\xff", b""))], encode(PLAIN)[-600:]
        t.test(done.returncode == 0 and done.raw.startswith(head) and done.raw.endswith(tail), f"before the first cut and after the last: {name}",
               f"exit status {done.returncode}", done.stderr[-200:])


def check_xml(t):
    """valid XML stays XML, and what stands outside the cuts stays as it was"""
    folder = os.path.join(ROOT, "fixtures/formats/xml")
    done = run("redact", folder, "-o", t.path("xml.zip"), "-q")
    t.test(done.returncode in (0, 1), "the XML samples are read", done.stderr[-300:])
    import xml.dom.minidom as dom
    got = documents(t.path("xml.zip"))
    for name in sorted(n for n in got if n.endswith(".xml") and "/" not in n and "utf32" not in n):
        try:
            dom.parseString(got[name])
            t.test(True, f"still well-formed: {name}")
        except Exception as error:  # noqa: BLE001
            t.test(False, f"still well-formed: {name}", str(error))
        t.test(got[name][:60].split(b"?>")[0] == read(os.path.join(folder, name))[:60].split(b"?>")[0], f"begins as before: {name}")


def main():
    t = Test()
    for name, data in cases():
        t.write("in/" + name, data)
    check_equal(t, t.path("in"), [], "in one go")
    check_equal(t, t.path("in"), ["--read-size", "3", "--part-size", "400"], "in small parts")
    check_around(t)
    check_xml(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
