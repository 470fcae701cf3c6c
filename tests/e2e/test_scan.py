#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 40 s
"""Scans: what is released is a PDF of the pages in which nothing that was cut can be read, not by the eye and not in any byte;
what stays can be searched. What cannot be read, or may hold writing that was not, is withheld."""
import glob
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib

from lib import REPORT, ROOT, Test, documents, have, index, left, members, read, run

SCANS = os.path.join(ROOT, "fixtures/formats/scan")
READ = ["clean.png", "fax.tif", "dusty.png", "skewed.png", "telephone.jpg", "blank.png", "layered.pdf"]
WITHHELD = {"photograph.png": "not read as print", "handwriting.png": "not read as print", "coarse.png": ""}


def wanted(name):
    """what must be gone, what must be left"""
    secrets, keep = read(os.path.join(SCANS, name + ".secrets")).decode().split("keep:\n")
    return secrets.splitlines(), keep.splitlines()


def released_as(name):
    return name if name.endswith(".pdf") else name + ".pdf"


def streams(pdf):
    """the file, and every stream in it unpacked"""
    yield pdf
    for match in re.finditer(rb"/FlateDecode.*?stream\r?\n", pdf):
        yield zlib.decompressobj().decompress(pdf[match.end():])


def text_of(t, pdf):
    """what a program that searches sees"""
    path = t.write("released.pdf", pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True).stdout


def seen_on(t, pdf):
    """what an eye sees: the pages as they are printed, read by the command line program"""
    path, found = t.write("released.pdf", pdf), ""
    for old in glob.glob(t.path("seen*")):
        os.remove(old)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", path, t.path("seen")], check=True)
    for picture in sorted(glob.glob(t.path("seen*.pgm"))):
        found += subprocess.run(["tesseract", picture, "-"], capture_output=True, text=True, env=dict(os.environ, OMP_THREAD_LIMIT="1")).stdout
    return found


def flat(text):
    return re.sub(r"[^0-9a-z]", "", text.lower())


def check_released(t, name, pdf):
    secrets, keep = wanted(name)
    survivors = [s for part in streams(pdf) for s in left(part, secrets)]
    t.test(pdf.startswith(b"%PDF-1.7") and not survivors, f"{name}: no byte has what was cut", *survivors)
    t.test(b"/Info" not in pdf and b"/Metadata" not in pdf and pdf.count(b"startxref") == 1, f"{name}: no metadata, one revision")
    text = text_of(t, pdf)
    missing = [k for k in keep if k not in text]
    t.test(not left(text, secrets) and not missing, f"{name}: its text can be searched", *missing, *left(text, secrets))
    seen = seen_on(t, pdf)
    survivors, missing = [s for s in secrets if flat(s) in flat(seen)], [k for k in keep if flat(k) not in flat(seen)]
    t.test(not survivors, f"{name}: nothing that was cut can be seen", *survivors)
    t.test(not missing, f"{name}: what stays can be seen", *missing)


def check_fixtures(t):
    os.makedirs(t.path("scans"))
    for name in [*READ, *WITHHELD]:
        shutil.copy(os.path.join(SCANS, name), t.path("scans"))
    done = run("redact", t.path("scans"), "-o", t.path("a.zip"), "-j", "2")
    t.exits(done, 1, "scans: some are withheld")
    released, rows = documents(t.path("a.zip")), {r["document"]: r for r in index(t.path("a.zip"))}
    t.test(sorted(released) == sorted(released_as(n) for n in READ), "scans are released as PDF", *sorted(released))
    for name, why in WITHHELD.items():
        t.test(rows[name]["status"] == "withheld" and why in rows[name]["reason"], f"{name}: withheld, with the reason", rows[name]["reason"])
    t.test(not re.search("tesseract|leptonica|diacritics|libpng|error in", done.stderr, re.I), "libraries keep silent", done.stderr)
    log = members(t.path("a.zip"))["redaction-log.csv"].decode()
    t.test("fax.tif.pdf,page 2,name" in log and "clean.png.pdf,page 1,ssn,[SSN]" in log, "the log names the page", *log.splitlines()[:4])
    for name in READ:
        if released_as(name) in released:
            check_released(t, name, released[released_as(name)])
    text = text_of(t, released["fax.tif.pdf"])
    t.test("[CHILD-1]" in text and "[MOTHER OF CHILD-1]" in text, "tokens can be searched", text)
    return read(t.path("a.zip"))


def check_same(t, bundle):
    """any number of workers, any size of reads: the same bytes"""
    run("redact", t.path("scans"), "-o", t.path("b.zip"), "-j", "1", "--read-size", "4099")
    t.test(read(t.path("b.zip")) == bundle, "the same bytes whatever -j and however read")


def check_case(t):
    """a name that only the report gives is cut in the scan of the same case"""
    t.write("case/24-000417.txt", REPORT.replace("mother", "mother's friend"))
    shutil.copy(os.path.join(SCANS, "clean.png"), t.path("case/24-000417-S1.png"))
    t.exits(run("redact", t.path("case"), "-o", t.path("case.zip"), "-c", t.path("case.case"), "-q"), 0, "a report and a scan of one case")
    t.exits(run("verify", t.path("case.zip"), "-c", t.path("case.case"), "-q"), 0, "verify -c reads the text behind the pages")
    released = documents(t.path("case.zip"))
    t.test("24-000417-S1.png.pdf" in released and not left(text_of(t, released.get("24-000417-S1.png.pdf", b"")), ["Corisande", "Emmeline"]),
           "names are known in both", *released)


def check_parts(t):
    """what was not read is painted over, or stays, if that is wanted"""
    os.makedirs(t.path("parts"))
    for name in WITHHELD:
        shutil.copy(os.path.join(SCANS, name), t.path("parts"))
    t.exits(run("redact", t.path("parts"), "-o", t.path("p.zip"), "-q", "--scans", "black"), 0, "--scans black: all are released")
    released = documents(t.path("p.zip"))
    for name in WITHHELD:
        check_released(t, name, released.get(name + ".pdf", b""))
        t.test("notread" in flat(text_of(t, released.get(name + ".pdf", b""))), f"{name}: it says where something was not read")
    stays = t.write("policy.yaml", read(os.path.join(ROOT, "patterns/policy/missouri.yaml")).replace(b"\nunplaced:", b"\nscans: release\nunplaced:"))
    os.remove(t.path("parts/coarse.png"))
    t.exits(run("redact", t.path("parts"), "-o", t.path("r.zip"), "-q", "-p", stays), 0, "scans: release, in a policy")
    more = [len(documents(t.path("r.zip")).get(name, b"")) - len(data) for name, data in released.items() if name != "coarse.png.pdf"]
    t.test(min(more) > 0, "what was not read is still there", str(more))
    t.test(run("redact", t.path("parts"), "-o", t.path("x.zip"), "--scans", "grey").returncode == 2, "--scans takes three words")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, kind=0, more=b"", data=None):
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(data or b"\0" * 1000)) + chunk(b"IEND", b"")


def hostile():
    """{name: bytes}"""
    clean, fax, photo = (read(os.path.join(SCANS, n)) for n in ("clean.png", "fax.tif", "telephone.jpg"))
    middle = len(clean) // 2
    loop = bytearray(fax)
    first, = struct.unpack_from("<I", loop, 4)
    count, = struct.unpack_from("<H", loop, first)
    struct.pack_into("<I", loop, first + 2 + 12 * count, first)
    return {
        "cut-short.png": clean[:middle], "wrong-sum.png": clean[:middle] + bytes([clean[middle] ^ 1]) + clean[middle + 1:],
        "no-end.png": clean[:clean.index(b"IEND") - 4], "huge.png": png(100000, 100000), "wide.png": png(2000000000, 3),
        "too-few-pixels.png": png(3000, 3000), "moving.png": png(100, 100, more=chunk(b"acTL", struct.pack(">II", 2, 0)), data=b"\0" * 10100),
        "tiny.png": png(3, 3, data=b"\0" * 12), "head-only.png": clean[:8],
        "cut-short.jpg": photo[:len(photo) // 2], "bad-data.jpg": photo[:30000] + b"\xff\xd9" + photo[30002:], "head-only.jpg": photo[:3],
        "cut-short.tif": fax[:len(fax) // 2], "loop.tif": bytes(loop), "no-page.tif": b"II*\0\0\0\0\0", "head-only.tif": fax[:4],
        "bad-data.tif": fax[:2000] + b"\0" * 2000 + fax[4000:], "beyond.tif": b"II*\0\xff\xff\xff\x7f" + fax[8:],
    }


def check_hostile(t):
    for name, data in hostile().items():
        t.write("hostile/" + name, data)
    done = run("redact", t.path("hostile"), "-o", t.path("h.zip"), "-j", "2", timeout=120)
    t.exits(done, 1, "damaged pictures are withheld")
    rows = index(t.path("h.zip"))
    wrong = [f"{r['document']}: {r['status']}, {r['reason']}" for r in rows if r["status"] != "withheld" or not r["reason"] or "crash" in r["reason"] or "memory" in r["reason"]]
    t.test(len(rows) == len(hostile()) and not wrong, "each with a reason, and no worker is lost", *wrong)


def check_not_installed(t):
    os.makedirs(t.path("one"))
    shutil.copy(os.path.join(SCANS, "clean.png"), t.path("one"))
    done = run("redact", t.path("one"), "-o", t.path("n.zip"), env={"TESSDATA_PREFIX": t.path("nowhere")})
    t.test(done.returncode == 1 and "tesseract-ocr-eng" in done.stderr, "without data to read with: withheld, and what to install", done.stderr)
    t.write("bad/eng.traineddata", b"not what it should be" * 100)
    done = run("redact", t.path("one"), "-o", t.path("n.zip"), "--force", env={"TESSDATA_PREFIX": t.path("bad")})
    t.test(done.returncode == 1 and "is damaged" in done.stderr, "with damaged data: the same", done.stderr)


def check_filter(t):
    with open(os.path.join(SCANS, "clean.png"), "rb") as f:
        done = run("filter", stdin=f.read())
    t.test(done.returncode == 0 and done.raw.startswith(b"%PDF") and not done.stderr, "filter reads a scan too", done.stderr)


def main():
    t = Test()
    if not all(have(tool) for tool in ("pdftotext", "pdftoppm", "tesseract")):
        t.skip("scans", "poppler-utils or tesseract-ocr is missing")
        return t.end()
    bundle = check_fixtures(t)
    check_same(t, bundle)
    check_case(t)
    check_parts(t)
    check_hostile(t)
    check_not_installed(t)
    check_filter(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
