#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 10 s
"""PDF: what is cut is gone from every byte of the file, however it is looked at; what stays stands where it stood."""
import os
import re
import subprocess
import sys
import zlib

from lib import FACTS, ROOT, SECRETS, Test, have, left, read, run

FILES = os.path.join(ROOT, "fixtures/formats/pdf")


def tool(*command, stdin=b""):
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def unescaped(data):
    """literal and hexadecimal strings of PDF as the bytes they stand for"""
    octal = re.sub(rb"\\([0-7]{1,3})", lambda m: bytes([int(m.group(1), 8) & 255]), data)
    yield re.sub(rb"\\(\r\n|\r|\n|.)", lambda m: b"" if m.group(1) in (b"\r\n", b"\r", b"\n") else m.group(1), octal)
    yield b"\n".join(bytes.fromhex(re.sub(rb"\s", b"", m).decode() + ("0" if len(re.sub(rb"\s", b"", m)) % 2 else ""))
                     for m in re.findall(rb"<([0-9A-Fa-f\s]+)>", data))
    yield b"".join(re.findall(rb"\(((?:[^()\\]|\\.)*)\)", octal, re.S))  # strings of an array of text, joined


def streams(data):
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.S):
        try:
            yield zlib.decompressobj().decompress(match.group(1))
        except zlib.error:
            pass


def everything(t, data):
    """all that anybody could read out of a PDF, joined"""
    t.write("look.pdf", data)
    path = t.path("look.pdf")
    found = [data, *streams(data)]
    if have("qpdf"):
        found.append(tool("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", path, "-")[1])
    found += [more for part in list(found) for more in unescaped(part)]
    found += [part.decode("utf-16-be", "replace").encode() for part in list(found) if b"\0" in part]
    if have("pdftotext"):
        found += [tool("pdftotext", *options, path, "-")[1] for options in ([], ["-layout"], ["-raw"])]
    return b"\n".join(found)


def text_of(t, data, *options):
    t.write("text.pdf", data)
    return tool("pdftotext", "-layout", *options, t.path("text.pdf"), "-")[1].decode()


def redacted(t, what, data, *options):
    done = run("filter", *options, stdin=data)
    if not t.exits(done, 0, f"{what}: released"):
        return b""
    t.write("out.pdf", done.raw)
    if have("qpdf"):
        status, out, err = tool("qpdf", "--check", t.path("out.pdf"))
        t.test(status == 0, f"{what}: qpdf finds nothing wrong", out.decode()[-300:], err.decode()[-300:])
    return done.raw


def check_report(t):
    out = redacted(t, "a report by LibreOffice", read(os.path.join(FILES, "libreoffice-report.pdf")))
    gone = left(everything(t, out), SECRETS)
    t.test(out and not gone, "a report by LibreOffice: nothing that had to go is there", *gone)
    text = text_of(t, out)
    t.test(all(fact in text for fact in FACTS), "a report by LibreOffice: what may stay is there", *[f for f in FACTS if f not in text])
    t.test("Name: [CHILD-1]" in text and "DOB: [DOB]" in text, "a report by LibreOffice: tokens stand where the cuts were")


def main():
    t = Test()
    if not have("pdftotext"):
        t.skip("PDF", "pdftotext is missing")
        return t.end()
    check_report(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
