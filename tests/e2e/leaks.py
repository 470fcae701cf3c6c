#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""leaks.py BUNDLE.zip EXPECTED.jsonl: is anything that had to go still in the bundle, and is what had to stay still there?

Every byte of the bundle is looked at: member names, contents, comments and extra fields, nested zip and gzip members,
each decoded as UTF-8, Windows-1252 and UTF-16, with character references, percent-encoding, \\u escapes, base64 and hex
runs decoded, letters folded to one case, white space, line breaks and hyphens at line ends folded, diacritics dropped.
Lines of EXPECTED: {"path", "withheld", "cut_everywhere": [], "cut_here": [], "keep": []}; `*` in a path is where a name
must be gone. Prints TAP; exit status 1 when a test fails. Needs only Python 3.
"""
import base64
import binascii
import csv
import gzip
import html
import io
import json
import re
import sys
import unicodedata
import urllib.parse
import zipfile
import zlib

HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}")
TEXT = re.compile(rb"[\0\t\n\r -~]+")
HEX = re.compile(r"(?:[0-9a-fA-F]{2}){10,}")
EDGE_L, EDGE_R = r"(?<![^\W_])", r"(?![^\W_])"
DEPTH = 4


def fold(text):
    return re.sub(r"\s+", " ", HIDDEN.sub("", text)).strip()


def plain(text):
    """one case, no diacritics"""
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


def decodings(raw):
    texts = {raw.decode("utf-8", "replace"), raw.decode("cp1252", "replace"), raw.decode("latin-1")}
    if b"\0" in raw:
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            texts |= {raw.decode(encoding, "replace"), raw[1:].decode(encoding, "replace")}
    return texts


def undone(text):
    """the text, and what its escapes stand for"""
    seen = {text}
    for step in (html.unescape, urllib.parse.unquote, urllib.parse.unquote_plus,
                 lambda t: re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), t),
                 lambda t: re.sub(r"=\r?\n", "", re.sub(r"(?:=[0-9A-F]{2})+", lambda m: bytes.fromhex(m.group().replace("=", "")).decode("utf-8", "replace"), t))):
        seen |= {step(t) for t in list(seen)[:8]}
    return seen


def foldings(text):
    yield fold(text)
    yield fold(re.sub(r"[-\u2010]\s*\r?\n\s*", "", HIDDEN.sub("", text)))
    if "<" in text:
        yield fold(re.sub(r"<[^<>]*>", " ", text))
        yield fold(re.sub(r"<[^<>]*>", "", text))


def embedded(text):
    for m in BASE64.finditer(text):
        run = re.sub(r"\s", "", m.group()).rstrip("=").replace("-", "+").replace("_", "/")
        for shift in range(4 if len(run) < 4096 else 1):
            part = run[shift:]
            try:
                yield base64.b64decode(part[:len(part) - (len(part) % 4 == 1)] + "=" * (-len(part) % 4 if len(part) % 4 != 1 else 0))
            except (binascii.Error, ValueError):
                pass
    for m in HEX.finditer(text):
        yield bytes.fromhex(m.group())


def like_text(raw):
    """checksums and keys, which are no text, are many"""
    return len(TEXT.sub(b"", raw)) * 10 <= len(raw) * 3


def unpacked(raw):
    """(name, bytes) of the members of a zip or gzip file"""
    if raw[:2] == b"\x1f\x8b":
        try:
            yield "", gzip.decompress(raw)
        except (OSError, EOFError, zlib.error):
            yield "", zlib.decompressobj(31).decompress(raw)
    elif raw[:4] in (b"PK\3\4", b"PK\5\6"):
        with zipfile.ZipFile(io.BytesIO(raw)) as z:
            for info in z.infolist():
                yield info.filename, z.read(info)


def walk(name, raw, depth=0):
    """every member, also in archives within archives"""
    yield name, raw
    if depth < DEPTH:
        for inner, data in unpacked(raw):
            yield from walk(f"{name}/{inner}".rstrip("/") if name else inner, data, depth + 1)


def haystacks(raw, depth=0):
    found = set()
    for text in decodings(raw):
        for form in undone(text):
            for flat in foldings(form):
                found.add(plain(flat))
        if depth < 2 and "\ufffd" not in text:
            for inner in filter(like_text, embedded(text)):
                found |= haystacks(inner, depth + 1)
    return found


def document_text(raw):
    """the text as a reader sees it"""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(bom):
            return raw.decode(encoding, "replace")
    declared = re.match(rb"<\?xml[^>]*encoding=[\"']([\w-]+)", raw)
    for encoding in ([declared.group(1).decode()] if declared else []) + ["utf-8", "cp1252", "latin-1"]:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return ""


class Tap:
    def __init__(self):
        self.count, self.failed = 0, 0

    def test(self, ok, what, *notes):
        self.count += 1
        self.failed += not ok
        print(("ok " if ok else "not ok ") + f"{self.count} - {what}".replace("#", "\\#"))
        if not ok:
            for note in notes[:12]:
                print("# " + note)

    def end(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


def path_pattern(path):
    names = re.escape(path).replace(r"\*", "[^/]*")
    names = re.sub(r"\\\.gz$", r"(?:\\.gz)?", names)
    return re.compile(r"(?:.*/)?" + names + r"(?:/.*)?$")


def read_index(members):
    rows = []
    raw = next((data for name, data in members.items() if name == "index.csv" or name.endswith("/index.csv")), b"")
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))):
        low = {(k or "").lower().strip(): v or "" for k, v in row.items() if not isinstance(v, list)}
        document = next((low[k] for k in ("document", "released_file", "file", "path") if k in low), "")
        status = next((v for k, v in low.items() if k in ("status", "state", "outcome")), "")
        rows.append((document, status.lower(), next((v for k, v in low.items() if "reason" in k or "note" in k), "")))
    return rows


def check_counts(tap, expected, members, rows):
    released = {n for n in members if n.startswith("documents/") and not n.endswith("/")}
    held = [r for r in rows if r[1].startswith("with")]
    tap.test(len(rows) == len(expected), f"index.csv has a row for each of the {len(expected)} documents", f"it has {len(rows)}")
    want = sum(1 for e in expected if e["withheld"])
    tap.test(len(held) == want, f"{want} documents are withheld", f"the index says {len(held)}: " + ", ".join(r[0] for r in held))
    tap.test(len(rows) - len(held) + len(held) == len(expected) and len(released) >= 1, "released and withheld make the whole",
             f"{len(released)} files under documents/")
    for e in expected:
        pattern = path_pattern(e["path"])
        row = next((r for r in rows if pattern.match(r[0])), None)
        here = sorted(n for n in members if n.startswith("documents/") and pattern.match(n))
        if e["withheld"]:
            tap.test(row is not None and row[1].startswith("with") and not here, f"withheld: {e['path']} ({e['withheld']})", f"row {row}, in the bundle {here}")
        else:
            tap.test(bool(here) and (row is None or not row[1].startswith("with")), f"released: {e['path']}", f"row {row}, in the bundle {here}")


def hits_here(text, cuts, keeps):
    shown = fold(text)
    for keep in sorted(keeps, key=len, reverse=True):
        shown = shown.replace(keep, "\u2588")
    joined = fold(re.sub(r"[-\u2010]\s*\r?\n\s*", "", text))
    for s in cuts:
        whole = re.compile(EDGE_L + re.escape(s) + EDGE_R)
        if whole.search(shown) or ("-" not in s and len(s) > 6 and whole.search(joined) and not whole.search(fold(text))):
            yield s


def check_document(tap, entry, raw):
    text = html.unescape(document_text(raw)) if raw.lstrip(b"\xef\xbb\xbf").startswith(b"<") else document_text(raw)
    left = list(hits_here(text, entry["cut_here"], entry["keep"]))
    tap.test(not left, f"nothing left in {entry['path']}", *left)
    flat = fold(text)
    lost = [k for k in entry["keep"] if k not in flat]
    tap.test(not lost, f"all {len(entry['keep'])} facts kept in {entry['path']}", *lost)


def check_everywhere(tap, expected, members, raw_bundle):
    stacks = {name: haystacks(data) | {plain(fold(name)), plain(fold(re.sub(r"[_+-]", " ", name)))} for name, data in members.items()}
    stacks["the zip file's own bytes"] = {plain(raw_bundle.decode("latin-1"))}
    needles = {s: plain(fold(s)) for e in expected for s in e["cut_everywhere"]}
    where = {}
    for name, texts in stacks.items():
        big = "\0".join(sorted(texts))
        for s, needle in needles.items():
            if needle in big:
                where.setdefault(s, []).append(name)
    for e in expected:
        bad = [f"{s!r} in {', '.join(where[s][:3])}" for s in e["cut_everywhere"] if s in where]
        tap.test(not bad, f"{len(e['cut_everywhere'])} secrets of {e['path']} are nowhere in the bundle", *bad)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as f:
        raw = f.read()
    with open(sys.argv[2], encoding="utf-8") as f:
        expected = [json.loads(line) for line in f if line.strip()]
    tap = Tap()
    with zipfile.ZipFile(io.BytesIO(raw)) as z:
        tap.test(z.testzip() is None, "the bundle is a sound zip file")
    members = {name: data for name, data in walk("", raw) if name}
    rows = read_index(members)
    check_counts(tap, expected, members, rows)
    for e in expected:
        if not e["withheld"]:
            pattern = path_pattern(e["path"])
            name = next((n for n in sorted(members) if n.startswith("documents/") and pattern.match(n)), None)
            if name:
                check_document(tap, e, members[name])
    check_everywhere(tap, expected, members, raw)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
