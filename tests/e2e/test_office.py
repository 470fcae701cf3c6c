#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 15 s
"""Office documents: every part is read, cut, dropped or withheld; what is released opens and says the same elsewhere."""
import io
import json
import os
import subprocess
import sys
import zipfile

from lib import FACTS, REPORT, ROOT, SECRETS, Test, documents, index, left, read, run

sys.path.insert(0, os.path.join(ROOT, "tests"))
import convert  # noqa: E402

GOLD = os.path.join(ROOT, "fixtures/gold/dev")
SOME = ["001", "004", "009", "017", "023", "030"]


def score(t, gold, redacted):
    out = subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/score.py"), "score", gold, redacted, "--json"], capture_output=True, text=True)
    return json.loads(out.stdout.partition("\n")[0])


def check_gold(t):
    """reports written as office documents score as the text does"""
    for number in SOME:
        t.write(f"gold/{number}.gold.txt", read(os.path.join(GOLD, f"{number}.gold.txt")))
    subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/score.py"), "strip", t.path("gold"), t.path("plain")], check=True, stdout=subprocess.DEVNULL)
    run("redact", t.path("plain"), "-o", t.path("plain.zip"), "-q")
    wanted = score(t, t.path("gold"), t.path("plain.zip"))
    for kind in ("docx",):
        to, back = convert.KINDS[kind]
        for number in SOME:
            text = read(t.path("plain", number + ".txt")).decode()
            data = to(text)
            t.write(f"{kind}/{number}.{kind}", data)
            t.test(back(data) == text.rstrip("\n") + "\n", f"{kind}: report {number} is written as it is")
        done = run("redact", t.path(kind), "-o", t.path(kind + ".zip"), "-q")
        t.exits(done, 0, f"{kind}: all reports are released")
        for name, data in documents(t.path(kind + ".zip")).items():
            t.write(f"{kind}-out/{name[:3]}.txt", back(data))
        got = score(t, t.path("gold"), t.path(kind + "-out"))
        t.test(got == wanted, f"{kind}: the score is that of the text", *[f"{k}: {got.get(k)}, not {v}" for k, v in wanted.items() if got.get(k) != v])


def main():
    t = Test()
    check_gold(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
