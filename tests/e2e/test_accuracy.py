#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 25 s
"""No figure of `make accuracy` falls below what tests/accuracy.json records."""
import importlib.machinery
import importlib.util
import json
import os
import sys

from lib import BUILD, ROOT, Test

TOLERANCE = 0.0001  # of the rounding


def load_script():
    loader = importlib.machinery.SourceFileLoader("accuracy", os.path.join(ROOT, "tests/accuracy"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("accuracy", loader))
    loader.exec_module(module)
    return module


def main():
    t = Test()
    accuracy = load_script()
    found, archive = accuracy.measure(BUILD)
    t.test(len(found) >= 3, "there are gold sets", str(sorted(found)))
    if not os.path.exists(accuracy.RECORD):
        t.test(False, "tests/accuracy.json is there: make it with `make accuracy RECORD=1`")
        return t.end()
    with open(accuracy.RECORD, encoding="utf-8") as f:
        recorded = json.load(f)
    t.test(set(found) == set(recorded["sets"]), "every set is recorded", str(sorted(found)), str(sorted(recorded["sets"])))
    for what, now, was in accuracy.fallen(found, archive, recorded):
        t.test(now >= was - TOLERANCE, f"{what} at least {was}", f"now {now}")
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
