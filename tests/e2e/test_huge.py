#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 80 s
"""A text, an XML file, a table and JSON Lines that are many parts long are redacted and checked in bounded memory, whatever their size: four
times the input takes hardly more. What a whole gigabyte takes is measured by `make bench`."""
import json
import os
import random
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


def write_rows(path, size):
    """an export of so many MB, in which every row has something to cut"""
    numbers = random.Random(1)
    words = "The officer walked along the street and noted that the doors were closed and nothing was taken".split()
    with open(path, "w", encoding="utf-8") as f:
        f.write("REPORT NO,DATE,ROLE,LAST NAME,FIRST NAME,DOB,SSN,PHONE,REMARKS\n" if path.endswith("csv") else "")
        for row in range(1, 1 << 30):
            given, surname = numbers.choice(("Emmeline", "Bristol", "Oriel", "Dale")), numbers.choice(("Vandersloot", "Granger", "Tarkington"))
            cells = [f"{10 + row % 90}-{row // 3:06}", "03/04/2019", ("VICTIM", "MOTHER", "ARRESTED")[row % 3], surname, given, f"{numbers.randint(1960, 2018)}-03-{numbers.randint(1, 28):02}",
                     f"774-{numbers.randint(10, 99)}-{numbers.randint(1000, 9999)}", f"816-555-{numbers.randint(100, 199):04}", f"{given} said: " + " ".join(numbers.choices(words, k=40))]
            f.write(",".join(cells) + "\n" if path.endswith("csv") else json.dumps(dict(zip(("report_number", "date", "role", "last_name", "first_name", "dob", "ssn", "phone", "remarks"), cells))) + "\n")
            if row % 500 == 0 and f.tell() > size * 1000000:
                return


def check(t, kind, sizes):
    peaks = {}
    for size in sizes:
        source, out, case = t.path(f"huge-{size}.{kind}"), t.path("huge.zip"), t.path(f"{size}-{kind}.case")
        if kind in ("csv", "jsonl"):
            write_rows(source, size)
        else:
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
    check(t, "csv", (1,) if SANITIZED else (2, 8))
    check(t, "jsonl", (1,) if SANITIZED else (2, 8))
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
