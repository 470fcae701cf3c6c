#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""PDF: what is cut is gone from every byte of the file, however it is looked at; what stays stands where it stood; neither gap nor
box tells how long a cut was; what cannot be seen into is withheld."""
import glob
import json
import os
import re
import subprocess
import sys
import time
import zlib

from lib import FACTS, ROOT, SECRETS, SLOWER, Test, have, index, left, read, run

FILES = os.path.join(ROOT, "fixtures/formats/pdf")
sys.path.insert(0, FILES)
from seeds import one, words  # noqa: E402
from writer import Pdf, literal, report  # noqa: E402


# of its letters from space on, in thousandths (Adobe Core 14 AFM)
HELVETICA = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278] + [556] * 10 + [
    278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
    278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500]


def tool(*command, stdin=b""):
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def unescaped(data):
    """literal and hexadecimal strings of PDF as the bytes they stand for"""
    octal = re.sub(rb"\\([0-7]{1,3})", lambda m: bytes([int(m.group(1), 8) & 255]), data)
    yield re.sub(rb"\\(\r\n|\r|\n|.)", lambda m: b"" if m.group(1) in (b"\r\n", b"\r", b"\n") else m.group(1), octal)
    runs = [re.sub(rb"\s", b"", m) for m in re.findall(rb"<([0-9A-Fa-f\s]+)>", data)]
    yield b"\n".join(bytes.fromhex((m + b"0" * (len(m) % 2)).decode()) for m in runs)
    yield b"".join(re.findall(rb"\(((?:[^()\\]|\\.)*)\)", octal, re.S))  # strings of an array of text, joined


def streams(data):
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.S):
        try:
            yield zlib.decompressobj().decompress(match.group(1))
        except zlib.error:
            pass


def everything(t, data):
    """all that anybody could read out of a PDF, joined"""
    path = t.write("look.pdf", data)
    found = [data, *streams(data), tool("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", path, "-")[1]]
    found += [more for part in list(found) for more in unescaped(part)]
    found += [part.decode("utf-16-be", "replace").encode() for part in list(found) if b"\0" in part]
    found += [tool("pdftotext", *options, path, "-")[1] for options in ([], ["-layout"], ["-raw"])]
    found += [tool("pdfinfo", *options, path)[1] for options in ([], ["-meta"], ["-js"], ["-struct-text"], ["-dests"], ["-url"])]
    return b"\n".join(found)


def text_of(t, data, *options):
    return tool("pdftotext", *(options or ["-layout"]), t.write("text.pdf", data), "-")[1].decode()


def redacted(t, what, data, *options):
    done = run("filter", *options, stdin=data)
    if not t.exits(done, 0, f"{what}: released"):
        return b""
    status, out, err = tool("qpdf", "--check", t.write("out.pdf", done.raw))
    t.test(status == 0, f"{what}: qpdf finds nothing wrong", out.decode()[-300:], err.decode()[-300:])
    return done.raw


def fixture(name):
    return read(os.path.join(FILES, name + ".pdf"))


def check_planted(t):
    """a secret in every place that a PDF has, by six producers"""
    counts = {}
    kinds = [("planted", []), ("qpdf", []), ("encrypted-open", []), ("libreoffice", []), ("pdftex", []), ("ghostscript", ["--pictures", "drop"]), ("cairo", []), ("report", [])]
    for name, options in kinds:
        before, out = fixture(name), redacted(t, name, fixture(name), *options)
        counts[name] = len(set(re.findall(rb"KITE\d\d", everything(t, before))))
        raw = everything(t, out)
        gone = left(raw, [s for s in SECRETS if s != "06/09/2014"]) + [k.decode() for k in set(re.findall(rb"KITE\w*", raw))]
        t.test(out and not gone, f"{name}: nothing that had to go is anywhere in the file", *sorted(gone))
        text = text_of(t, out, "-raw")
        facts = [f for f in ["24-000417", "Dana Reyes", "#3120", "03/04/2024"] if f not in " ".join(text.split())]
        t.test(not facts, f"{name}: what may stay is there", *facts)
        names = set(re.findall(rb"/(?:Info|Metadata|Outlines|Names|AcroForm|Annots|StructTreeRoot|OpenAction|AA|PieceInfo|OCProperties|PageLabels|JS|URI|EmbeddedFile|ID|Thumb|ActualText)\b", b"\n".join([out, *streams(out)])))
        t.test(not names, f"{name}: nothing is in the file that is not on a page", *[n.decode() for n in names])
    t.test(counts["planted"] > 45 and min(n for name, n in counts.items() if name != "report") > 3, "the secrets were there", str(counts))


def check_report(t):
    text = ("HARROW CITY POLICE DEPARTMENT\nReport No: 24-000417\nReported: 03/04/2024 1640 hours\nOfc. Dana Reyes #3120\n\nVICTIM\nName: Vandersloot, Emmeline Ruth\n"
            "DOB: 06/09/2014   Age: 9   Sex: F\nAddress: 2318 Pellbrook Ter Apt 4C, Harrow City, MO\nPhone: 816-555-0131\nSSN: 774-20-3318\n\nNARRATIVE\n"
            "I spoke with Emmeline Vandersloot at her home.\nHer mother, Corisande Vandersloot, arrived at 1755 hours.\n")
    out = redacted(t, "a plain report", report(text))
    gone = left(everything(t, out))
    t.test(out and not gone, "a plain report: nothing that had to go is there", *gone)
    seen = text_of(t, out)
    t.test(all(fact in seen for fact in FACTS), "a plain report: what may stay is there", *[f for f in FACTS if f not in seen])
    t.test("Name: [CHILD-1]" in seen and "DOB: [DOB]" in seen and "[MOTHER OF CHILD-1], arrived" in seen, "a plain report: tokens stand where the cuts were")
    plain = run("filter", stdin=text).stdout
    t.test(re.sub(r"\s+", " ", plain).strip() == re.sub(r"\s+", " ", seen).strip(), "a plain report: the same is cut as from the text", plain, seen)


def check_long_lines(t):
    """words that come are wider than those that go: nothing is pushed off the paper"""
    text = ("HARROW CITY POLICE DEPARTMENT\nReport No: 24-000417\n\nVICTIM\nName: Gant, Ina   DOB: 06/09/2014   Age: 9\nMother: Gant, Ola\nFather: Gant, Kim\n\nNARRATIVE\n"
            "Ina Gant   Ola Gant   816-555-0131   Kim Gant   816-555-0132   Ina Gant   Kim Gant   END\n"
            "                                                                       in the margin: Ina\n")
    for size in (10, 8):
        out = redacted(t, f"a line that grows, of {size} points", report(text, size=size))
        seen = text_of(t, out)
        line = next((x for x in seen.splitlines() if x.endswith("END")), "")
        t.test(line.count("[") == 7 and "margin: [CHILD-1]" in seen, "all of it is on the page", *seen.splitlines())


def check_cells(t):
    """a form in a ruled table: labels beside their values, some of which are broken over lines"""
    seen = " ".join(text_of(t, redacted(t, "a form", fixture("report"))).split())
    wanted = ["Name [CHILD-1] DOB [DOB]", "School [SCHOOL]", "SSN [SSN]", "her mother, [MOTHER OF CHILD-1], arrived", "ENDANGERING THE"]
    t.test(all(w in seen for w in wanted) and "Ruth" not in seen, "a form: cells are read whole", seen)


def check_lengths(t):
    """two names of different length in the same place give the same file, but for tokens' words"""
    def page(name, layout):
        first, last = name
        pdf = Pdf()
        root, tree, page, font = (pdf.reserve() for _ in range(4))
        pdf.put(font, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
        widths = lambda text: sum(HELVETICA[ord(c) - 32] for c in text) / 100
        lines, y = [], 700
        for kind, line in layout:
            line = line.replace("FIRST", first).replace("LAST", last)
            x, space = 60.0, 0.0
            if kind == "right":
                x = 540 - widths(line)
            elif kind == "middle":
                x = 306 - widths(line) / 2
            elif kind == "justified":
                space = (480 - widths(line)) / line.count(" ")
            lines.append(b"BT /F1 10 Tf %.4f Tw %.4f %d Td %s Tj 0 Tw ET" % (space, x, y, literal(line)))
            if kind == "underlined":
                at = line.index(first)
                lines.append(b"%.4f %d m %.4f %d l S" % (x + widths(line[:at]), y - 1.5, x + widths(line[:at] + first + " " + last), y - 1.5))
            y -= 14
        stream = pdf.stream(b"\n".join(lines))
        pdf.put(page, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 %d 0 R>>>>/Contents %d 0 R>>" % (tree, font, stream))
        pdf.put(tree, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
        pdf.put(root, b"<</Type/Catalog/Pages %d 0 R>>" % tree)
        return pdf.revision(root)

    head = [("left", "VICTIM"), ("left", "Name: LAST, FIRST   DOB: 06/09/2014   Age: 9"), ("left", "NARRATIVE")]
    layouts = {
        "beside other words": [("left", "On this day I spoke with FIRST LAST at the station."), ("left", "Nothing else was found there.")],
        "at the end of a line": [("left", "On this day at the station I spoke with FIRST LAST"), ("left", "and found nothing else there at all.")],
        "in the middle of the page": [("middle", "Statement of FIRST LAST"), ("middle", "taken by the officer on duty")],
        "at the right margin": [("right", "Statement about FIRST LAST"), ("right", "in the presence of officers")],
        "in justified lines": [("justified", "The officers on duty that day affirmed again that FIRST LAST was seen near the old station."),
                               ("justified", "Nothing else was found there in spite of a long search, and they left the place at six again.")],
        "underlined": [("underlined", "On this day I spoke with FIRST LAST at the station."), ("left", "Nothing else was found there.")],
    }
    for what, layout in layouts.items():
        outs = [run("filter", stdin=page(name, head + layout)) for name in (("Emil", "Tilly"), ("Maximiliana", "Wommersdorfer"))]
        texts = [text_of(t, out.raw) for out in outs]
        t.test(outs[0].returncode == outs[1].returncode == 0 and all("[CHILD-1]" in x and "illy" not in x and "ommers" not in x for x in texts), f"a name {what}: cut", *texts)
        t.test(outs[0].raw == outs[1].raw, f"a name {what}: its length does not show", f"{len(outs[0].raw)} and {len(outs[1].raw)} bytes")


def pixels(t, data, name):
    """gray pixels of the first page, 100 to the inch: width, rows"""
    t.write(name + ".pdf", data)
    tool("pdftoppm", "-r", "100", "-gray", "-singlefile", t.path(name + ".pdf"), t.path(name))
    raw = read(t.path(name + ".pgm"))
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw)
    width, height = int(head.group(1)), int(head.group(2))
    body = raw[head.end():]
    return width, [body[y * width:(y + 1) * width] for y in range(height)]


def check_looks(t):
    """lines without a cut look as they did"""
    for name in ("libreoffice", "report", "pdftex", "cairo"):
        before, out = fixture(name), run("filter", stdin=fixture(name)).raw
        (width, a), (_, b) = pixels(t, before, "a"), pixels(t, out, "b")
        same = sum(1 for x, y in zip(a, b) if sum(abs(p - q) > 96 for p, q in zip(x, y)) <= width // 100)
        inked = sum(1 for x in a if min(x) < 128)
        t.test(len(a) == len(b) and same > len(a) - inked * 0.8, f"{name}: outside the cuts it looks as it did", f"{same} of {len(a)} rows are the same, {inked} have ink")
    plain = report("Report No: 24-000417\nNothing to cut in this one.\nThe officer wrote it down at 1640 hours.\n", font="Times-Roman", size=12)
    (width, a), (_, b) = pixels(t, plain, "a"), pixels(t, redacted(t, "nothing to cut", plain), "b")
    far = sum(abs(p - q) > 64 for x, y in zip(a, b) for p, q in zip(x, y))
    t.test(len(a) == len(b) and far < 200, "a page without cuts looks as it did", f"{far} pixels differ")


def check_gold(t):
    """reports as PDF are redacted as they are as text"""
    for path in sorted(glob.glob(os.path.join(ROOT, "fixtures/gold/dev/*.gold.txt"))):
        text = re.sub(r"\{\{[A-Z]\|(.*?)\}\}", r"\1", re.sub(r"^#meta.*\n", "", read(path).decode("utf-8")), flags=re.S).encode("cp1252", "replace").decode("cp1252").expandtabs()
        name = os.path.basename(path)[:-9]
        t.write(f"gold-txt/{name}.txt", text)
        t.write(f"gold-pdf/{name}.pdf", report(text, width=max(612, 112 + 6 * max(map(len, text.split("\n"))))))
    rows = {}
    for kind in ("txt", "pdf"):
        done = run("redact", t.path("gold-" + kind), "-o", t.path(kind + ".zip"), "-q")
        t.exits(done, 0, f"gold reports as {kind}: all released")
        rows[kind] = {os.path.splitext(r["document"].split("/")[-1])[0]: int(r["cuts"] or 0) for r in index(t.path(kind + ".zip"))}
    other = [f"{n}: {rows['txt'][n]} cuts as text, {rows['pdf'].get(n)} as PDF" for n in rows["txt"] if rows["txt"][n] != rows["pdf"].get(n)]
    t.test(len(rows["txt"]) > 30 and len(other) <= 3, "gold reports as PDF: as many cuts as in the text", *other)


def check_inspect(t):
    """redactions of an incoming PDF that only hide"""
    for name, kinds in (("planted", ["dark", "light", "mark"]), ("cairo", ["dark"]), ("libreoffice", ["dark"]), ("ghostscript", ["dark"]), ("pdftex", [])):
        done = run("inspect", "--json", os.path.join(FILES, name + ".pdf"))
        found = [json.loads(line) for line in done.stdout.splitlines()]
        t.test(done.returncode == (1 if kinds else 0) and sorted(f["cover"] for f in found) == kinds, f"{name}: what only hides is found", done.stdout[-300:], done.stderr[-200:])
        t.test(all(f["letters"] == 25 and f["page"] == 1 for f in found) and "KITE" not in done.stdout, f"{name}: so many letters, and not which")
    done = run("inspect", "--explain", os.path.join(FILES, "planted.pdf"))
    t.test(done.returncode == 1 and done.stdout.count("KITE") == 3, "with --explain also which", done.stdout[-300:])
    clean = t.write("clean.pdf", run("filter", stdin=fixture("planted")).raw)
    t.test(run("inspect", clean).returncode == 0, "what blackbar wrote has none")
    for what, path in (("encrypted", os.path.join(FILES, "encrypted.pdf")), ("no PDF", t.write("a.txt", "text")), ("nothing", t.path("none"))):
        done = run("inspect", path)
        t.test(done.returncode in (1, 2) and done.stderr and not done.stdout, f"{what}: said why it cannot be read", done.stderr)


def check_passwords(t):
    passwords = t.write("passwords", "wrong\r\nsesame\n")
    out = redacted(t, "encrypted, with its password", fixture("encrypted"), "--passwords", passwords)
    t.test(b"/Encrypt" not in out and "24-000417" in text_of(t, out) and not left(everything(t, out), ["Emmeline", "Vandersloot"]), "what was encrypted is read and cut, and not encrypted any more")
    t.test(run("filter", "--passwords", t.write("other", "wrong\n"), stdin=fixture("encrypted")).returncode == 1, "with another password it is withheld")
    t.test(run("filter", "--passwords", t.path("none"), stdin=fixture("encrypted")).returncode == 2, "passwords that are not there are an error")


def check_proof(t):
    """letters that say of themselves that they are others: only who looks at the page sees the name"""
    pdf = Pdf()
    root, tree, page, font = (pdf.reserve() for _ in range(4))
    pairs = b"".join(b"<%02X> <%04X>\n" % (c, (c - base + 13) % 26 + 97) for base in (65, 97) for c in range(base, base + 26))  # small, as no name is
    meanings = pdf.stream(b"begincmap 1 begincodespacerange <00><FF> endcodespacerange 52 beginbfchar\n" + pairs + b"endbfchar endcmap")
    pdf.put(font, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    other = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode %d 0 R>>" % meanings)
    text = ["Report No: 24-000417", "VICTIM", "Name: Vandersloot, Emmeline", "DOB: 06/09/2014   Age: 9"]
    content = b"BT /F1 12 Tf 14 TL 60 700 Td " + b"".join(literal(line) + b" Tj T*\n" for line in text) + b"/F2 12 Tf (I saw Emmeline Vandersloot there.) Tj ET"
    stream = pdf.stream(content)
    pdf.put(page, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>>>/Contents %d 0 R>>" % (tree, font, other, stream))
    pdf.put(tree, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    pdf.put(root, b"<</Type/Catalog/Pages %d 0 R>>" % tree)
    done = run("filter", "--proof", "ocr", stdin=pdf.revision(root))
    t.test(done.returncode == 1 and not done.raw and "still to be seen on page 1" in done.stderr, "--proof ocr: a name that can only be seen is found", done.stderr)
    redacted(t, "--proof ocr: a sound page", fixture("report"), "--proof", "ocr")
    stays = t.write("policy.yaml", read(os.path.join(ROOT, "patterns/policy/missouri.yaml")).replace(b"\nunplaced:", b"\nproof: ocr\nunplaced:"))
    t.test(run("filter", "-p", stays, stdin=pdf.revision(root)).returncode == 1, "the same by the policy")
    t.test(run("filter", "--proof", "eyes", stdin=pdf.revision(root)).returncode == 2, "--proof takes two words")
    done = run("filter", "--proof", "ocr", stdin=b"a text", env={"TESSDATA_PREFIX": t.path("nothing")})
    t.test(done.returncode == 2 and "tesseract-ocr-eng" in done.stderr, "--proof ocr without OCR is refused", done.stderr[-200:])


def check_masks(t):
    """a name that is cut out of a colour, as a mask; and pictures that could be one"""
    def name(more=b"Emmeline Vandersloot", y=40):
        return b"BT /F 9 Tf 9 %d Td (%s) Tj ET\n" % (y, more)
    head = name(b"Name: Vandersloot, Emmeline", 80) + name(b"DOB: 06/09/2014   Age: 9", 70)
    group = b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency/CS/DeviceGray>>/Resources<</Font<</F 4 0 R>>>>"
    picture = b"/Type/XObject/Subtype/Image/Width 64/Height 40/BitsPerComponent "
    bits, draw = bytes([0b10101010]) * 320, b"q 150 0 0 30 9 30 cm /I Do Q"
    for kind, color in ((b"Luminosity", b"1 g "), (b"Alpha", b"0 g ")):
        states = b"/ExtGState<</G<</SMask<</S/%s/G 5 0 R>>>>>>" % kind
        out = redacted(t, f"a name as a mask ({kind.decode()})", one(head + b"q /G gs 0 g 0 30 200 30 re f Q", states, more=[(group, color + name())]))
        t.test(out and not left(everything(t, out), ["Emmeline", "Vandersloot", "06/09/2014"]), "it is gone")
        dark = [row for row in pixels(t, out, "mask")[1][60:] if min(row) < 128]
        t.test(len(dark) < 14, "and not to be seen", f"{len(dark)} rows have ink")
    for what, content, more in (("a stencil", draw, [(picture + b"1/ImageMask true", bits)]), ("a stencil in the page", b"q 150 0 0 30 9 30 cm BI /W 64 /H 40 /IM true /BPC 1 ID " + bits + b" EI Q", []),
                                ("a mask of a picture", draw, [(picture + b"8/ColorSpace/DeviceGray/SMask 6 0 R", bytes(range(256)) * 10), (picture + b"8/ColorSpace/DeviceGray", bytes(range(256)) * 10)])):
        data = one(head + content, b"/XObject<</I 5 0 R>>", more=more)
        t.test(run("filter", stdin=data).returncode == 1, f"{what}: withheld")
        out = redacted(t, f"{what}, dropped", data, "--pictures", "drop")
        t.test(not re.search(rb"/Subtype\s*/Image|\bBI\b", b"\n".join([out, *streams(out)])), f"{what}: no picture is left")


def hostile():
    """{name: bytes}, each of which would take all memory or never end"""
    def packed(content):
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<</Font<</F 4 0 R>>>>/Filter/FlateDecode"
        return one(b"/X Do", b"/XObject<</X 5 0 R>>", more=[(form, zlib.compress(content, 9))])

    form = b"/Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F 4 0 R>>/XObject<</A %d 0 R>>>>"
    chain = [(form % (6 + i), b"/A Do " * 10 if i < 11 else words(b"ab")) for i in range(12)]
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    drawn = (b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]/Resources<</Font<</D 6 0 R>>>>/CharProcs<</A 5 0 R>>"
             b"/Encoding<</Differences[65/A]>>/FirstChar 65/LastChar 65/Widths[500]>>")
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P 5 0 R>>>>"
    plain = one(words(b"Hello there"))
    return {
        "a form in a form, to the twelfth power": one(b"/X Do", b"/XObject<</X 5 0 R>>", more=chain),
        "a form in itself": one(b"/X Do", b"/XObject<</X 5 0 R>>", more=[(form % 5, b"/A Do")]),
        "a letter in itself": one(b"BT /D 9 Tf 9 80 Td (AAAA) Tj ET", b"/Font<</D 6 0 R>>", more=[(b"", b"500 0 d0 BT /D 9 Tf (A) Tj ET"), drawn]),
        "a pattern in itself": one(b"/Pattern cs /P scn 9 9 90 50 re f", b"/Pattern<</P 5 0 R>>", more=[(tile, b"/Pattern cs /P scn 0 0 9 9 re f")]),
        "states without end": packed(b"q " * (1 << 25)),
        "a hundred thousand brackets": one(b"[" * 100000 + b"]" * 100000),
        "three million letters": packed(b"BT /F 1 Tf 9 50 Td " + b"(abcdefghij) Tj\n" * 300000 + b"ET"),
        "a picture that unpacks to gigabytes": one(b"/I Do", b"/XObject<</I 5 0 R>>", more=[(image % (100000, 100000), zlib.compress(bytes(1 << 24), 9))]),
        "pages of pages": plain.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
        "two thousand million pages": plain.replace(b"/Count 1", b"/Count 2000000000"),
        "a table before itself": plain.replace(b"trailer\n<<", b"trailer\n<</Prev 400 "),
        "paper without size": plain.replace(b"[0 0 200 100]", b"[0 0 0 0]"),
        "numbers without measure": one(b"BT /F 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (abc def) Tj ET [.0001 .0001] 0 d 0 0 m 1e9 1e9 l S"),
        "lines without measure": packed(b"0 0 m " + b"1 2 3 4 5 6 c " * 300000 + b"f " + words(b"Hello")),
    }


def check_hostile(t):
    files = hostile()
    for i, data in enumerate(files.values()):
        t.write(f"hostile/{i:02}.pdf", data)
    t.write("hostile/sound.pdf", report("Report No: 24-000417\nNothing to cut.\n"))
    begin = time.monotonic()
    t.exits(run("redact", t.path("hostile"), "-o", t.path("h.zip"), "-q", "--time-limit", "20000"), 1, "hostile files: the job goes on")
    rows = {r["document"].split("/")[-1]: r for r in index(t.path("h.zip"))}
    t.test(time.monotonic() - begin < 60 * SLOWER, "in bounded time")
    t.test(rows["sound.pdf"]["status"] == "released" and len(rows) == len(files) + 1, "the sound one among them is released", *map(str, rows.values()))
    for i, name in enumerate(files):
        row = rows[f"{i:02}.pdf"]
        t.test(row["status"] == "released" or len(row["reason"]) > 20, f"{name}: {row['status']}, with a reason", row["reason"])
        t.test("crash" not in row["reason"] and "fault of" not in row["reason"], f"{name}: no crash", row["reason"])
    t.test(sum(row["status"] == "withheld" for row in rows.values()) >= 9, "most are withheld", *[f"{n}: {rows[f'{i:02}.pdf']['status']}" for i, n in enumerate(files)])


def check_refused(t):
    good = fixture("planted")
    cases = {
        "encrypted": (fixture("encrypted"), "password"),
        "cut short": (good[:len(good) * 2 // 3], "damaged"),
        "without its table": (good.replace(b"startxref", b"startxxxx"), "damaged"),
        "no PDF after all": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        "only a head": (b"%PDF-1.4\n", "damaged"),
        "a portfolio": (good.replace(b"/Type/Catalog", b"/Collection<<>>/Type/Catalog"), ""),
        "drawn letters": (fixture("ghostscript"), "drawing"),
    }
    for what, (data, why) in cases.items():
        done = run("filter", stdin=data)
        t.test(done.returncode == 1 and not done.raw and why in done.stderr, f"{what}: withheld, with a reason", done.stderr[-200:])


def main():
    t = Test()
    missing = [name for name in ("pdftotext", "pdftoppm", "qpdf") if not have(name)]
    if missing:
        t.skip("PDF", " and ".join(missing) + " missing")
        return t.end()
    check_report(t)
    check_planted(t)
    check_cells(t)
    check_long_lines(t)
    check_lengths(t)
    check_looks(t)
    check_gold(t)
    check_inspect(t)
    check_passwords(t)
    check_proof(t)
    check_refused(t)
    check_masks(t)
    check_hostile(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
