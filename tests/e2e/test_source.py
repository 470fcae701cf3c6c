#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules of the source itself: layers, no include cycles, no mutable globals, short functions and files."""
import glob
import itertools
import os
import re
import subprocess
import sys

from lib import BUILD, ROOT, SANITIZED, Test, have, read

SRC = os.path.join(ROOT, "src")
MIDDLE = ["format", "detect", "people", "decide", "case", "output", "sandbox"]
LOWER = {"base", "input", "view"}
ALLOWED = {"base": {"base"}, "input": {"base", "input"}, "view": {"base", "view"},
           **{name: LOWER | {name} for name in MIDDLE},
           "": LOWER | set(MIDDLE) | {""}, "job": LOWER | set(MIDDLE) | {"", "job"}}
ALLOWED["people"] |= {"detect"}
ALLOWED["decide"] |= {"detect"}
FUNCTION_LINES, FILE_LINES = 60, 600
# Tables of words in the layers that detect, which are no words that reports are searched for: anything else is in patterns/.
TABLES = {
    "detect/fold_table.c:fold_latin": "letters without their marks",
    "detect/fold_table.c:fold_additional": "letters without their marks",
    "detect/mend_number.c:ends": "what a scanner makes of 1st, 2nd, 3rd, 4th",
    "detect/mend_word.c:confusions": "what a scanner confuses",
    "detect/token.c:read_as": "what a scanner confuses",
    "detect/heads.c:kinds": "names of word classes",
    "detect/heads.c:things": "names of word classes",
    "people/classes.c:cue_names": "names of word classes",
    "people/classes.c:list_names": "names of word classes",
    "people/evidence.c:roles": "values of word classes",
    "people/evidence.c:sentences": "what the log says to people",
    "people/seen.c:kind_names": "features, by which the weights were trained",
    "people/seen.c:value_names": "features, by which the weights were trained",
    "detect/check.c:checks": "keys of the rule packs",
    "detect/check.c:nothing": "what `check: given` means: a check sees a value and no word lists",
    "detect/pack_selector.c:relations": "keys of the rule packs",
    **{f"detect/pack_yaml.c:{name}_fields": "keys of the rule packs" for name in ("part", "link", "xml", "rule", "pack")},
}
WORDS_MOST = 4  # that a condition may name by itself


def sources():
    for path in sorted(glob.glob(os.path.join(SRC, "**", "*.[ch]"), recursive=True)):
        yield os.path.relpath(path, SRC), read(path).decode("utf-8")


def includes(text):
    return re.findall(r'^#include "([^"]+)"', text, re.M)


def check_layers(t, files):
    bad, lost = [], []
    for name, text in files.items():
        for target in includes(text):
            if target not in files:
                lost.append(f"{name}: {target}")
            elif name != "main.c" and os.path.dirname(target) not in ALLOWED.get(os.path.dirname(name), set()):
                bad.append(f"{name} includes {target}")
    t.test(not lost, "every include is named from src/", *lost)
    t.test(not bad, "layers: base <- input, view <- format, detect, people, decide, case, output, sandbox <- pipeline <- job <- main", *bad)
    folders = {os.path.dirname(n) for n in files} - set(ALLOWED)
    t.test(not folders, "every folder has a place among the layers", *folders)


def check_cycles(t, files):
    state, found = {}, []

    def visit(name, trail):
        state[name] = 1
        for target in includes(files.get(name, "")):
            if state.get(target) == 1:
                found.append(" -> ".join(trail[trail.index(target):] + [target]) if target in trail else f"{name} -> {target}")
            elif target not in state:
                visit(target, trail + [target])
        state[name] = 2

    for name in files:
        if name not in state:
            visit(name, [name])
    t.test(not found, "no header includes itself by way of others", *found)


def check_sizes(t, files):
    long_files = [f"{n}: {x.count(chr(10))} lines" for n, x in files.items() if x.count("\n") > FILE_LINES]
    t.test(not long_files, f"no file is longer than {FILE_LINES} lines", *long_files)
    long_functions, wide = [], []
    for name, text in files.items():
        start = None
        for number, line in enumerate(text.splitlines(), 1):
            if line == "{":
                start = number
            elif line == "}" and start:
                if number - start > FUNCTION_LINES:
                    long_functions.append(f"{name}:{start}: {number - start} lines")
                start = None
            if len(line.replace("\t", "        ")) > 150:
                wide.append(f"{name}:{number}")
    t.test(not long_functions, f"no function is longer than {FUNCTION_LINES} lines", *long_functions)
    t.test(len(wide) < 40, "lines are of readable width", *wide[:6])
    unmarked = [n for n, x in files.items() if "SPDX-License-Identifier: AGPL-3.0-or-later" not in x[:80]]
    t.test(not unmarked, "every file names its licence in the first line", *unmarked)
    if os.path.exists(os.path.join(SRC, "pipeline.h")):
        t.test("START HERE" in files["pipeline.h"], "pipeline.h says where to start")


def check_globals(t):
    """no state outside of what is passed: nothing in .data or .bss (tables of pointers are read-only after relocation)"""
    library = os.path.join(BUILD, "libblackbar.a")
    if SANITIZED or not have("nm"):
        t.skip("no mutable globals", "the sanitizers bring their own" if SANITIZED else "nm is missing")
        return
    out = subprocess.run(["nm", "-A", "-f", "sysv", "--defined-only", library], capture_output=True, text=True).stdout
    bad = []
    for line in out.splitlines():
        columns = [c.strip() for c in line.split("|")]
        if len(columns) == 7 and re.match(r"\.(data|bss|tdata|tbss)(?!\.rel\.ro)", columns[6]) and columns[3] == "OBJECT":
            bad.append(f"{columns[0].split(':')[-1] or columns[0]} in {columns[6]} ({columns[0]})")
    t.test("OBJECT" in out and not bad, "no mutable globals", *bad)


def check_words(t, files):
    bad = [f"{n}: {m}" for n, x in files.items() for m in re.findall(r"/work/\w+|/home/\w+|/root/\w+|\bstrtok\s*\(|\bsprintf\s*\(|\bstrcpy\s*\(|\bstrcat\s*\(|\bgets\s*\(|\bsetlocale\s*\(|\blocaltime\s*\(", x)]
    t.test(not bad, "no machine paths, no unbounded string functions, no locale", *bad)
    random = [f"{n}: {m}" for n, x in files.items() for m in re.findall(r"\b(?:rand|srand|random|drand48)\s*\(\)", x)]
    t.test(not random, "no random numbers that could show in a result", *random)


def tables(text):
    """name, line and elements of every array with an initialiser"""
    for match in re.finditer(r"(\w+)(?:\[\w*\])+\s*=\s*\{", text):
        depth, end = 1, match.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        yield match.group(1), text.count("\n", 0, match.start()) + 1, text[match.end():end]


def check_detection_words(t, files):
    """words that reports are searched for stand in patterns/, where a user can read and change them"""
    code = {n: re.sub(r"/\*.*?\*/", "", x, flags=re.S) for n, x in files.items() if n.startswith(("people/", "detect/"))}
    bad, seen = [], set()
    for name, text in code.items():
        for table, line, inside in tables(text):
            words = [w for w in re.findall(r'"([^"\n]*)"', inside) if re.fullmatch(r"[a-z][a-z' -]*", w)]
            if len(words) >= 3 and f"{name}:{table}" not in TABLES:
                bad.append(f"{name}: {table}: {', '.join(words[:6])}")
            seen.add(f"{name}:{table}")
    t.test(not bad, "tables of English words are in patterns/words, not in C", *bad)
    gone = sorted(set(TABLES) - seen)
    t.test(not gone, "every exception is still needed", *gone)
    long = []
    for name, text in code.items():
        for part in re.split(r"[;{}]", text):
            words = set(re.findall(r'\bword_is\([^"]*?"([^"]*)"\)', part))
            if len(words) > WORDS_MOST:
                long.append(f"{name}: {', '.join(sorted(words))}")
    t.test(not long, f"no condition names more than {WORDS_MOST} words itself", *long)


def check_chapter(t, files):
    """src/people/README.md names every file of the stage, and the steps in the order in which people.c takes them"""
    chapter = read(os.path.join(SRC, "people/README.md")).decode("utf-8")
    lost = [n for n in files if n.startswith("people/") and n.endswith(".c") and f"`{os.path.basename(n)}`" not in chapter]
    t.test(not lost, "the chapter of the people stage names each of its files", *lost)
    bodies = re.findall(r"^static enum err (?:read_alone|read_rest)\(.*?^\}", files["people/people.c"], re.M | re.S)
    taken = [step for body in bodies for step in re.findall(r"^\t(\w+)\(people[,)]", body, re.M)]
    written = re.findall(r"^\| `(\w+)` \|", chapter, re.M)
    differ = [f"people.c: {a}, chapter: {b}" for a, b in itertools.zip_longest(taken, written) if a != b]
    t.test(len(taken) > 20 and not differ, "the chapter of the people stage has its steps in their order", *differ[:3])


def main():
    t = Test()
    files = dict(sources())
    t.test(len(files) > 100, "the source is there", str(len(files)))
    check_layers(t, files)
    check_cycles(t, files)
    check_sizes(t, files)
    check_globals(t)
    check_words(t, files)
    check_detection_words(t, files)
    check_chapter(t, files)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
