#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""rules test, list, check; and packs and policies that are wrong: file, line and column, and nothing is released."""
import os
import re
import shutil
import sys

from lib import ROOT, PATTERNS, REPORT, Test, read, run

GOOD = """about: A test
rules:
  - id: test-number
    what: other-id
    find: '\\bQQX-(?<cut>\\d{4})\\b'
    tests:
      - 'see QQX-[[1234]] there'
      - 'see QQY-1234 there'
"""
BROKEN = {
    "a tab for a blank": (GOOD.replace("    what:", "\twhat:"), 4),
    "a bracket that is not closed": (GOOD.replace("about: A test", "about: [A test"), None),
    "an unknown key": (GOOD.replace("find:", "fnid:"), 5),
    "a key twice": (GOOD.replace("    find:", "    what: phone\n    find:"), 5),
    "an unknown kind": (GOOD.replace("other-id", "no-such-kind"), 4),
    "no id": (GOOD.replace("- id: test-number\n    what", "- what"), 3),
    "no find": (re.sub(r"    find:.*\n", "", GOOD), 3),
    "a wrong expression": (GOOD.replace("\\d{4})", "\\d{4"), 5),
    "an empty expression": (re.sub(r"find: '.*'", "find: ''", GOOD), 5),
    "no tests": (re.sub(r"    tests:\n(?:.*\n)*", "", GOOD), 3),
    "no test that finds": (GOOD.replace("      - 'see QQX-[[1234]] there'\n", ""), None),
    "no test that finds nothing": (GOOD.replace("      - 'see QQY-1234 there'\n", ""), None),
    "a mark that is not closed": (GOOD.replace("]]", "]"), 7),
    "an unknown check": (GOOD.replace("    tests:", "    check: no-such-check\n    tests:"), 6),
    "a score that is no number": (GOOD.replace("    tests:", "    score: high\n    tests:"), 6),
    "an alias": (GOOD.replace("about: A test", "about: &a A test"), None),
    "two documents": (GOOD + "---\n" + GOOD, None),
    "an id twice": (GOOD + GOOD.split("rules:\n")[1], 9),
    "bytes that are not UTF-8": (GOOD.encode().replace(b"A test", b"A t\xe9st"), None),
    "nothing": ("", None),
}


def check_commands(t):
    done = run("rules", "test")
    tally = re.search(r"^(\d+) passed, (\d+) failed$", done.stdout, re.M)
    t.test(bool(tally) and int(tally.group(1)) > 500, "rules test counts the tests of the packs", done.stdout[-200:])
    t.test(bool(tally) and done.returncode == (0 if tally.group(2) == "0" else 2), "its exit status says whether one failed", f"exit status {done.returncode}")
    done = run("rules", "list")
    rows = done.stdout.splitlines()[1:]
    packs = "".join(open(os.path.join(PATTERNS, f), encoding="utf-8").read() for f in os.listdir(PATTERNS) if f.endswith(".yaml"))
    ids = re.findall(r"^  - id: (\S+)", packs, re.M)
    t.exits(done, 0, "rules list")
    t.test(set(ids) <= {r.split()[0] for r in rows}, "rules list has every rule", *sorted(set(ids) - {r.split()[0] for r in rows})[:5])
    t.exits(run("rules", "check"), 0, "rules check")
    for policy in ("missouri", "federal", "foia", "washington"):
        done = run("rules", "check", "-p", policy)
        t.test(done.returncode == 0 and policy in done.stdout, f"policy {policy} is well formed", done.stderr[-200:])


def check_own(t):
    good = t.write("good.yaml", GOOD)
    shipped = os.path.join(ROOT, "patterns", "schools.yaml")
    t.exits(run("rules", "test", shipped), 0, "a pack that is loaded anyway can be named")
    done = run("rules", "test", good)
    t.test(done.returncode in (0, 2) and "test-number" not in done.stdout, "a pack of one's own passes its tests", done.stdout[-200:], done.stderr[-200:])
    done = run("filter", "--rules", good, stdin="see QQX-1234 there\n")
    t.test(done.returncode == 0 and "1234" not in done.stdout, "and what it finds is cut", done.stdout, done.stderr[-200:])
    done = run("filter", stdin="see QQX-1234 there\n")
    t.test(done.returncode == 0 and "1234" in done.stdout, "and is not without it", done.stdout, done.stderr[-200:])
    failing = t.write("failing.yaml", GOOD.replace("[[1234]]", "1234"). replace("QQY-1234", "QQX-[[123]]4"))
    done = run("rules", "test", failing)
    t.test(done.returncode == 2 and re.search(r"failing\.yaml:[78]: rule test-number", done.stdout), "a test that fails is told with its file and line", done.stdout[-300:], done.stderr[-200:])
    for what, (content, line) in BROKEN.items():
        path = t.write("broken.yaml", content)
        done = run("rules", "check", path)
        t.test(done.returncode == 2, f"a pack with {what} is refused", f"exit status {done.returncode}")
        place = re.search(r"broken\.yaml(?::(\d+))?", done.stderr)
        t.test(bool(place), f"and its file is named: {what}", done.stderr[-200:])
        if line:
            near = bool(place) and bool(place.group(1)) and min(3, line) <= int(place.group(1)) <= line + 3  # the rule's line or the key's
            t.test(near, f"and the line: {what}", f"line {line} is wrong", done.stderr[-200:])
        out = t.path(f"none-{t.count}.zip")
        done = run("redact", t.path("in"), "-o", out, "--rules", path)
        t.test(done.returncode == 2 and not os.path.exists(out), f"and nothing is released: {what}", f"exit status {done.returncode}")


def check_policies(t):
    text = read(os.path.join(PATTERNS, "policy/missouri.yaml")).decode()
    bad = {"an unknown key": text.replace("protect:", "protekt:", 1), "a list that is not closed": text.replace("cut:", "cut: [", 1),
           "an unknown kind": text.replace("what: name", "what: nmae", 1), "an unknown person": text.replace("who: child", "who: chidl", 1),
           "no name": re.sub(r"(?m)^name: .*\n", "", text, count=1), "nothing": "", "no law": re.sub(r"(?m)^    basis: .*\n", "", text, count=1)}
    t.exits(run("redact", t.path("in"), "-o", t.path("same.zip"), "-p", t.write("own.yaml", text)), 0, "a policy file of one's own")
    for what, content in bad.items():
        out = t.path(f"none-{t.count}.zip")
        done = run("redact", t.path("in"), "-o", out, "-p", t.write("wrong.yaml", content))
        t.test(done.returncode == 2 and not os.path.exists(out) and "wrong.yaml" in done.stderr, f"a policy with {what} is refused, and its file named", f"exit status {done.returncode}", done.stderr[-200:])
    copy = t.path("patterns")
    shutil.copytree(PATTERNS, copy)
    t.exits(run("redact", t.path("in"), "-o", t.path("copied.zip"), "--patterns", copy), 0, "packs from another folder")
    t.test(read(t.path("copied.zip")) == read(t.path("plain.zip")), "give the same bytes")
    lists = [f for f in os.listdir(os.path.join(copy, "names")) if f.endswith(".tsv")]
    os.remove(os.path.join(copy, "names", sorted(lists)[0]))
    if os.path.exists(t.path("none.zip")):
        os.remove(t.path("none.zip"))
    done = run("redact", t.path("in"), "-o", t.path("none.zip"), "--patterns", copy)
    t.test(done.returncode == 2 and not os.path.exists(t.path("none.zip")), "a word list that is missing: nothing is released", f"exit status {done.returncode}", done.stderr[-200:])


def main():
    t = Test()
    t.write("in/a.txt", REPORT)
    run("redact", t.path("in"), "-o", t.path("plain.zip"))
    check_commands(t)
    check_own(t)
    check_policies(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
