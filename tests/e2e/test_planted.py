#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One child's name and numbers, hidden in every way a file can hide them: nothing of it is anywhere in the bundle."""
import base64
import gzip
import io
import re
import sys
import tarfile
import unicodedata
import zipfile

from lib import FACTS, REPORT, SECRETS, Test, documents, index, left, members, run

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NIEM = ('<r:report xmlns:r="urn:example:rms" xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/">\n<r:number>24-000417</r:number><r:date>2024-03-04</r:date>\n'
        '<nc:Person><nc:PersonName><nc:PersonGivenName>Emmeline</nc:PersonGivenName><nc:PersonSurName>Vandersloot</nc:PersonSurName></nc:PersonName>'
        '<nc:PersonBirthDate><nc:Date>2014-06-09</nc:Date></nc:PersonBirthDate></nc:Person>\n%s\n</r:report>\n')
NAMES = ["Emmeline", "Vandersloot"]


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            z.writestr(name, data)
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            info.uname = info.gname = "Vandersloot"
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def texts():
    plain = REPORT
    spoken = "I spoke with Emmeline Vandersloot"
    yield "plain", plain
    yield "capitals", plain.upper()
    yield "no-break", plain.replace(spoken, "I spoke with Emmeline\u00a0Vandersloot").replace("816-555-0131", "816\u2011555\u20110131")
    yield "soft-hyphen", plain.replace(spoken, "I spoke with Emme\u00adline Vander\u00adsloot")
    yield "zero-width", plain.replace(spoken, "I spoke with Em\u200bmel\u200cine Van\u2060der\ufeffsloot")
    yield "direction-marks", plain.replace(spoken, "I spoke with \u202aEmmeline\u202c \u200eVandersloot\u200f")
    yield "over-line-end", plain.replace(spoken, "I spoke with Emmeline\nVandersloot")
    yield "over-indented-line-end", plain.replace(spoken, "I spoke with Emmeline\r\n     Vandersloot")
    yield "hyphenated", plain.replace(spoken, "I spoke with Emmeline Vander-\nsloot")
    yield "over-page", plain.replace(spoken, "I spoke with Emmeline\n\fVandersloot")
    yield "columns", plain.replace(spoken, "I spoke with Emmeline          Vandersloot")
    yield "tabs", plain.replace(spoken, "I spoke with Emmeline\tVandersloot")
    yield "inverted", plain.replace(spoken, "I spoke with VANDERSLOOT, EMMELINE R.")
    yield "possessive", plain.replace(spoken, "I went to Emmeline's room and the Vandersloots' house")
    yield "quoted", plain.replace(spoken, "I spoke with \u201cEmmeline\u201d (Vandersloot)")
    yield "underscores", plain.replace(spoken, "I opened the file Emmeline_Vandersloot.pdf")
    yield "full-width", plain.replace(spoken, "I spoke with " + "".join(chr(ord(c) + 0xFEE0) for c in "Emmeline") + " Vandersloot")
    yield "ligature", plain.replace("Emmeline Ruth", "Effie Ruth").replace("Emmeline", "E\ufb00ie")
    yield "accents-apart", unicodedata.normalize("NFD", plain.replace("Emmeline", "Emm\u00e9line"))
    yield "in-mail-address", plain.replace(spoken, "I wrote to emmeline.vandersloot@example.org")
    yield "in-link", plain.replace(spoken, "I opened https://example.org/u/emmeline-vandersloot?n=Vandersloot")


def encodings():
    yield "utf-8-mark", "utf-8-sig"
    yield "utf-16-le", "utf-16-le"
    yield "utf-16-be", "utf-16-be"
    yield "utf-32-le", "utf-32-le"
    yield "windows-1252", "cp1252"
    yield "mac-roman", "mac_roman"
    yield "latin-1", "latin-1"


def encoded(codec):
    text = REPORT.replace("Emmeline", "Zo\u00e9line").replace("alone.", "alone \u2013 \u201cquite\u201d \u2013 at the caf\u00e9 na\u00efve No\u00ebl." if codec not in ("latin-1",) else "alone at the caf\u00e9.")
    return (("\ufeff" if codec.startswith("utf-") and codec != "utf-8-sig" else "") + text).encode(codec)


def xmls():
    yield "attribute", NIEM % '<r:x who="Emmeline Vandersloot" born=\'2014-06-09\'/>'
    yield "attribute-entity", NIEM % '<r:x who="&#69;mmeline &#x56;andersloot"/>'
    yield "cdata", NIEM % "<r:text><![CDATA[I spoke with Emmeline Vandersloot & her mother]]></r:text>"
    yield "cdata-halves", NIEM % "<r:text>I spoke with Emme<![CDATA[line Vander]]>sloot</r:text>"
    yield "comment", NIEM % "<!-- Emmeline Vandersloot called back -->"
    yield "instruction", NIEM % "<?note Emmeline Vandersloot?>"
    yield "references", NIEM % "<r:text>I spoke with &#69;mmeline V&#97;ndersloot</r:text>"
    yield "elements-inside", NIEM % "<r:text>I spoke with <r:b>Emme</r:b>line <r:i>Vander<r:b>sloot</r:b></r:i></r:text>"
    yield "line-ends-inside", NIEM % "<r:text>I spoke with Emmeline\n      Vandersloot</r:text>"
    yield "other-vocabulary", '<data xmlns="urn:x"><victim><first>Emmeline</first><last>Vandersloot</last><dob>2014-06-09</dob></victim><text>Emmeline Vandersloot was 9. Emmeline said no.</text></data>'
    yield "root-attribute", NIEM.replace("<r:report ", '<r:report label="Emmeline Vandersloot" ', 1) % ""
    yield "comment-outside", (NIEM % "") + "<!-- Vandersloot, Emmeline -->"
    yield "instruction-outside", "<?note Emmeline Vandersloot?>" + (NIEM % "")
    yield "ids", NIEM.replace("<nc:Person>", '<nc:Person id="P-Vandersloot-1">') % '<r:x ref="P-Vandersloot-1" refs="A1 emmelineVandersloot"/><r:y id="emmelineVandersloot"/>'


def markup():
    """what cannot be cut without making another vocabulary of it: withheld"""
    yield "namespace", NIEM.replace("urn:example:rms", "urn:example:Emmeline-Vandersloot") % ""
    yield "namespace run together", NIEM.replace("urn:example:rms", "http://example.org/emmelinevandersloot/2024") % ""
    yield "prefix", NIEM.replace("r:", "Vandersloot:").replace("xmlns:Vandersloot:", "xmlns:r:").replace("xmlns:r", "xmlns:Vandersloot") % ""
    yield "element", NIEM % "<r:Emmeline/>"
    yield "attribute's name", NIEM % '<r:x Vandersloot_Emmeline="yes"/>'
    yield "instruction's name", NIEM % "<?vandersloot called?>"


def check(t, name, files, secrets, keep=(), withheld_is_fine=False):
    folder = name.replace(" ", "-")
    for path, data in files.items():
        t.write(f"{folder}/{path}", data)
    done = run("redact", t.path(folder), "-o", t.path("out.zip"), "--force", "-q")
    if done.returncode not in (0, 1):
        t.test(False, name, f"exit status {done.returncode}", done.stderr[-300:])
        return
    found = []
    for member, data in members(t.path("out.zip")).items():
        found += [f"{s!r} in {re.sub('(?i)emm?[eé]line|vandersloot', '*', member)}" for s in left(data, secrets) + left(member, secrets)]
    t.test(not found, f"gone: {name}", *found)
    held = [f"{r['document']}: {r['reason']}" for r in index(t.path("out.zip")) if r["status"] != "released"]
    t.test(withheld_is_fine or not held, f"released: {name}", *held)
    text = b"\n".join(documents(t.path("out.zip")).values()).decode("utf-8", "replace")
    missing = [k for k in keep if k not in text]
    t.test(bool(held) or not missing, f"facts kept: {name}", *missing)


def main():
    t = Test()
    for name, text in texts():
        secrets = [s.upper() if name == "capitals" else s for s in SECRETS]
        if name == "ligature":
            secrets = [s.replace("Emmeline", "Effie") for s in secrets]
        check(t, "text " + name, {"report.txt": text}, secrets, [] if name == "capitals" else FACTS, withheld_is_fine=name == "full-width")
    for name, codec in encodings():
        check(t, "text in " + name, {"report.txt": encoded(codec)}, ["Zo\u00e9line"] + SECRETS[1:], [] if "utf-16" in name or "utf-32" in name else FACTS)
    for name, text in xmls():
        check(t, "XML " + name, {"report.xml": HEAD + text if not text.startswith("<?note") else text}, NAMES + ["2014-06-09"], [] if name == "other-vocabulary" else ["24-000417"])
    for name, text in markup():
        check(t, "XML " + name, {"report.xml": HEAD + text}, NAMES + ["2014-06-09"], withheld_is_fine=True)
        t.test([r["status"] for r in index(t.path("out.zip"))] == ["withheld"], f"withheld: XML {name}")
    check(t, "XML in UTF-16", {"report.xml": ("\ufeff" + HEAD.replace("UTF-8", "UTF-16") + NIEM % "<r:text>Emmeline Vandersloot</r:text>").encode("utf-16-le")}, NAMES)
    both = {"a.txt": REPORT, "Vandersloot Emmeline.txt": "Nothing in here.\n", "Emmeline_Vandersloot/interview of emmeline.txt": "Nothing.\n", "2024/VANDERSLOOT/b.txt": "Nothing.\n"}
    check(t, "names in file names", both, NAMES)
    report = REPORT.encode()
    inner = zipped({"Vandersloot/report of Emmeline.txt": report})
    check(t, "in a zip", {"a.zip": zipped({"Emmeline Vandersloot.txt": report})}, SECRETS, FACTS)
    check(t, "in a zip in a zip", {"a.zip": zipped({"Vandersloot.zip": inner, "x.txt": report})}, SECRETS, FACTS)
    check(t, "in a tar", {"a.tar": tarred({"Emmeline Vandersloot.txt": report})}, SECRETS, FACTS)
    check(t, "in a tar.gz in a zip", {"a.zip": zipped({"b.tar.gz": tarred({"Vandersloot.txt": report}, "w:gz")})}, SECRETS, FACTS)
    check(t, "in a gz with its name", {"a.txt.gz": gz_named(report, "Emmeline Vandersloot.txt")}, SECRETS, FACTS)
    check(t, "in base64", {"a.txt": REPORT + "\n" + base64.encodebytes(report).decode()}, SECRETS, withheld_is_fine=True)
    check(t, "a child learned in another report", {"a.txt": REPORT, "b.txt": "MEMO\n\nEmmeline Vandersloot came to the desk at 0900 hours. She was given a form.\n"}, NAMES)
    check(t, "a supplement that knows the first name", {"a.txt": REPORT, "b.txt": "SUPPLEMENT\nReport No: 24-000417\n\nOn 03/05/2024 I called the school. Emmeline was in class.\n"}, NAMES)
    return t.end()


def gz_named(data, name):
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=out, mtime=0) as f:
        f.write(data)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
