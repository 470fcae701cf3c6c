#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""Reports that went through a bad scanner (tests/make-noise.py): most of what must go still goes, what must stay stays."""
import json
import os
import subprocess
import sys

from lib import BUILD, ROOT, Test

# level: removed, child names removed, kept; without the mender these are 0.84, 0.90, 0.94 and 0.74, 0.81, 0.86
FLOORS = {"medium": (0.925, 0.94, 0.95), "heavy": (0.89, 0.92, 0.94)}


def score(t, level):
    gold, plain, bundle = (t.path(f"{level}-{x}") for x in ("gold", "plain", "out.zip"))
    tests = os.path.join(ROOT, "tests")
    scorer = [sys.executable, "-B", os.path.join(tests, "score.py")]
    subprocess.run([sys.executable, "-B", os.path.join(tests, "make-noise.py"), os.path.join(ROOT, "fixtures/gold/a"), gold,
                    "--level", level, "--seed", "7"], check=True)
    subprocess.run([*scorer, "strip", gold, plain], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([os.path.join(BUILD, "blackbar"), "redact", "--patterns", os.path.join(ROOT, "patterns"), "-q", plain, "-o", bundle],
                   check=True)
    out = subprocess.run([*scorer, "score", gold, bundle, "--json"], check=True, capture_output=True, text=True).stdout
    return json.loads(out.partition("\n")[0])


def main():
    t = Test()
    for level, floors in FLOORS.items():
        figures = score(t, level)
        for what, floor in zip(("removed", "child_names_removed", "kept"), floors):
            t.test(figures[what] >= floor, f"{level} noise: {what} at least {floor}", f"now {figures[what]}")
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
