#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 60 s
"""A text and an XML file that are many parts long are redacted and checked in bounded memory, whatever their size: four
times the input takes hardly more. What a whole gigabyte takes is measured by `make bench`."""
import os
import subprocess
import sys

from lib import BUILD, PATTERNS, PROGRAM, ROOT, SANITIZED, Test, documents, run

sys.path.insert(0, os.path.join(ROOT, "tests"))
import bench  # noqa: E402

MIB = 1 << 20


def peak(t, what, *arguments):
    """the largest memory of all processes together, in proportion where they share it; None when it failed"""
    try:
        return bench.measure([PROGRAM, *map(str, arguments)])["pss"] / MIB
    except SystemExit as failed:
        t.test(False, what, str(failed))
        return None


def check(t, kind, sizes):
    peaks = {}
    for size in sizes:
        source, out, case = t.path(f"huge-{size}.{kind}"), t.path("huge.zip"), t.path(f"{size}-{kind}.case")
        subprocess.run([os.path.join(BUILD, "make-bench-archive"), f"--{'text' if kind == 'txt' else kind}", str(size), source], check=True, stdout=subprocess.DEVNULL)
        what = f"{size} MB of {kind}"
        peaks[size] = peak(t, f"{what} is redacted", "redact", "--patterns", PATTERNS, "-q", "--force", "-j2", source, "-c", case, "-o", out)
        if peaks[size] is None:
            return
        t.test(list(documents(out)) == [os.path.basename(source)], f"{what} is released whole", *documents(out))
        t.exits(run("verify", out), 0, f"{what}: the bundle is sound")
        os.remove(source)
    checked = peak(t, f"{what}: nothing survives", "verify", "--patterns", PATTERNS, "-c", case, out)
    if SANITIZED or checked is None:
        return
    small, large = peaks[sizes[0]], peaks[sizes[-1]]
    t.test(large < 256, f"{what} is redacted within 256 MiB", f"{large:.0f} MiB")
    t.test(large < small + 48, f"{what} takes hardly more memory than {sizes[0]} MB", f"{small:.0f} and {large:.0f} MiB")
    t.test(checked < 128, f"{what} is searched for survivors part by part", f"{checked:.0f} MiB")


def main():
    t = Test()
    check(t, "txt", (1,) if SANITIZED else (2, 8))
    check(t, "xml", (1,) if SANITIZED else (2, 8))
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
