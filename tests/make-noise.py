#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""make-noise.py GOLD OUT [--level light|medium|heavy|capitals] [--seed N] [--only NNN...]: gold reports as a bad scanner
or a dispatch terminal would have written them.

Reads the *.gold.txt of the folder GOLD and writes reports of the same names into OUT, with the marks around what the
marked characters have become: letters and digits confused, spaces inside words, swallowed, doubled and around signs,
words broken over line ends, stray marks. "capitals": no noise but everything in capitals, without punctuation. The same
seed gives the same reports."""
import argparse
import os
import random
import re

MARK = re.compile(r"\{\{([MRHVDASPIK])\|(.*?)\}\}", re.S)
# what a scanner takes a character for, and how often compared with the others
CONFUSED = {"o": ("0", 1), "O": ("0", 1), "l": ("1", 1), "i": ("1", .15), "I": ("1l", 1), "s": ("5", .08), "S": ("5", .3), "B": ("8", .3),
            "0": ("O", 1), "1": ("lI", 1), "5": ("S", .5), "8": ("B", .4), "m": (["rn"], .25), "d": (["cl"], .08),
            "w": (["vv"], .15), "e": ("c3", .04), "h": ("b", .03), "G": ("6", .15), "Z": ("2", .2), "g": ("9", .05)}
LEVELS = dict(light=(.06, .004, .001, .003, .02), medium=(.25, .015, .003, .01, .05), heavy=(.6, .04, .006, .02, .08))
STRAY = ["`", "'", "~", ".", ",", "^", "_", "|", "-", ";", "' ~", ". ."]


def load(path):
    """-> (meta line, [(character, number of its mark or 0)], codes by number)"""
    meta, raw = open(path, encoding="utf-8").read().split("\n", 1)
    chars, codes, last = [], [None], 0
    for m in MARK.finditer(raw):
        chars += [(c, 0) for c in raw[last:m.start()]]
        codes.append(m.group(1))
        chars += [(c, len(codes) - 1) for c in m.group(2)]
        last = m.end()
    return meta, chars + [(c, 0) for c in raw[last:]], codes


def write(path, meta, chars, codes):
    out, open_mark = [meta, "\n"], 0
    for c, mark in chars:
        if mark != open_mark:
            out.append("}}" * bool(open_mark) + ("{{%s|" % codes[mark] if mark else ""))
            open_mark = mark
        out.append(c)
    out.append("}}" * bool(open_mark))
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(out))


def between(a, b):
    """the mark of something put between two characters"""
    return a if a == b else 0


def make_noise(chars, rng, level):
    confuse, split, swallow, hyphen, mark = LEVELS[level]
    out = []
    wide = rng.random() < .3 and level != "light"  # a scan that doubles its spaces
    loose = rng.random() < .3 and level != "light"  # ... or sets signs apart
    for i, (c, m) in enumerate(chars):
        before, after = chars[i - 1] if i else ("\n", 0), chars[i + 1] if i + 1 < len(chars) else ("\n", 0)
        inside = c.isalnum() and before[0].isalnum()
        here = between(before[1], m)
        if inside and rng.random() < split / (3 if c.isdigit() else 1):
            out.append((" ", here))
        elif inside and c.isalpha() and after[0].isalpha() and before[0].isalpha() and rng.random() < hyphen / 5:
            out += [("-", here), ("\n", here)]
        elif not c.isalnum() and not c.isspace() and loose and before[0].isalnum() and rng.random() < .3:
            out.append((" ", here))
        if c == " " and rng.random() < swallow and before[0].isalnum() and after[0].isalnum() and (m == before[1] == after[1]):
            continue
        if c in CONFUSED and rng.random() < confuse * CONFUSED[c][1]:
            c = rng.choice(CONFUSED[c][0])
        out += [(x, m) for x in c]
        if c == " " and before[0] not in " \n" and wide and rng.random() < .5:
            out.append((" ", m))
        if c == "\n" and rng.random() < mark:
            out += [(x, m) for x in " " * rng.randrange(9) + rng.choice(STRAY) + " "]
        elif c == " " and rng.random() < mark / 15:
            out += [(x, m) for x in rng.choice(STRAY[:5]) + " "]
    return out


def make_capitals(chars):
    out = []
    for i, (c, m) in enumerate(chars):
        before, after = chars[i - 1][0] if i else "\n", chars[i + 1][0] if i + 1 < len(chars) else "\n"
        inside = before.isalnum() and after.isalnum()
        if c in ".,;:!?\"()" and not (inside and c in ".:"):
            continue
        if c in "'’" and not inside:
            continue
        out += [(x, m) for x in c.upper()]
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("out")
    ap.add_argument("--level", choices=[*LEVELS, "capitals"], default="medium")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--only", nargs="*")
    args = ap.parse_args()
    os.makedirs(args.out, exist_ok=True)
    for name in sorted(os.listdir(args.gold)):
        if not name.endswith(".gold.txt") or (args.only and name[:3] not in args.only):
            continue
        meta, chars, codes = load(os.path.join(args.gold, name))
        rng = random.Random(f"{args.seed} {name} {args.level}")
        chars = make_capitals(chars) if args.level == "capitals" else make_noise(chars, rng, args.level)
        write(os.path.join(args.out, name), meta, chars, codes)


if __name__ == "__main__":
    main()
