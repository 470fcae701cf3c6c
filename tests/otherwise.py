# SPDX-License-Identifier: AGPL-3.0-or-later
"""The marked reports as others would have put them on paper: read by a scanner, in capitals, by a dispatcher without stops; without
capitals, with those of sentences alone, with one on every word; wrapped, in a narrow column, double spaced, with numbered lines, quoted.

What must go and what must stay is the same, so what the program loses is lost by noise, by case or by punctuation alone. Nothing is
random: the same report is always changed in the same places.
"""
import os
import re
import zlib

MARK = re.compile(r"(\{\{\w\||\}\})")
WIDTH, COLUMN = 78, 40

# what a scanner takes a sign for
MISREAD = {
    "l": ["1", "I", "|"], "I": ["l", "1", "|"], "1": ["l", "I"], "O": ["0"], "0": ["O"], "o": ["0", "c"], "e": ["c"], "c": ["e"], "h": ["b"], "b": ["h"],
    "n": ["ri"], "u": ["ii"], "S": ["5"], "5": ["S"], "B": ["8"], "8": ["B"], "a": ["o"], "t": ["f"], "i": ["j", "1"], "g": ["q"], "m": ["rn", "nn"], "w": ["vv"],
    "d": ["cl"], "r": ["t"], ".": [","], ",": ["."], ":": [";"], "Z": ["2"], "G": ["6"], "y": ["v"], "s": ["5"], "E": ["F"], "D": ["O"], "M": ["IVI"], "N": ["IV"],
    " ": ["", "  "],
}
MISREAD_OF = 100  # one sign of so many is read wrong
PARTED_OF = 700   # behind one letter of so many a space appears


def outside(change, text):
    """the text with `change` made to all but the mark-up"""
    return "".join(part if MARK.fullmatch(part) else change(part) for part in MARK.split(text))


def scanned(text, seed):
    out, at = [], 0
    for part in MARK.split(text):
        if MARK.fullmatch(part):
            out.append(part)
            continue
        for sign in part:
            at += 1
            chance = zlib.crc32(f"{seed} {at}".encode())
            edge = sign == " " and (out[-1:] == [" "] or out[-1:] == ["\n"])
            if chance % MISREAD_OF == 0 and sign in MISREAD and not edge:
                sign = MISREAD[sign][chance // MISREAD_OF % len(MISREAD[sign])]
            elif chance % PARTED_OF == 1 and sign.isalpha():
                sign += " "
            out.append(sign)
    return "".join(out)


def capitals(text, _):
    return outside(str.upper, text)


def dispatch(text, _):
    def bare(part):
        part = re.sub(r"(?<=[A-Z])[.,;](?=[ \n]|$)", "", part.upper())
        return re.sub(r"[\"“”]|(?<=[A-Z])['’](?=[A-Z])", "", part)
    return outside(bare, text)


def small(text, _):
    return outside(str.lower, text)


def sentences(text, _):
    """capitals at the beginning of sentences and lines alone, as dictated"""
    start = True

    def change(part):
        nonlocal start
        out = []
        for at, sign in enumerate(part):
            if sign.isalpha():
                out.append(sign.upper() if start else sign.lower())
                start = False
            else:
                out.append(sign)
                start = sign == "\n" or (start and not sign.isdigit()) or (sign in ".?!" and part[at + 1:at + 2] in ("", " ", "\n"))
        return "".join(out)
    return outside(change, text)


def titled(text, _):
    return outside(lambda part: re.sub(r"(?<![\w'’])[a-z](?=[a-z'’]*)(?!\S*@)", lambda found: found.group().upper(), part), text)


def wrap(text, width, slack=0):
    """running text in lines of at most `width`; rows, tables and lines that already fit stay"""
    out = []
    for line in text.split("\n"):
        bare = MARK.sub("", line)
        if len(bare) <= width + slack or "|" in bare or re.search(r"\S {3,}\S", line):
            out.append(line)
            continue
        indent = re.match(" *", line).group()
        current, length = indent, len(indent)
        for part in re.split("( +)", line.strip(" ")):
            long = len(MARK.sub("", part))
            if part.strip() and length + long > width:
                out.append(current.rstrip(" "))
                current, length = indent, len(indent)
            if part.strip() or current.strip():
                current, length = current + part, length + long
        out.append(current)
    return "\n".join(out)


def wrapped(text, _):
    return wrap(text, WIDTH, 8)


def column(text, _):
    return wrap(text, COLUMN)


def spaced(text, _):
    return wrap(text, WIDTH).replace("\n", "\n\n")


def numbered(text, _):
    """as a court's transcript, 25 lines a page"""
    return "\n".join(f"{at % 25 + 1:2}   {line}" for at, line in enumerate(wrap(text, WIDTH).split("\n")))


def quoted(text, _):
    return "\n".join("> " + line for line in wrap(text, WIDTH).split("\n"))


WAYS = {way.__name__: way for way in (scanned, capitals, dispatch, small, sentences, titled, wrapped, column, spaced, numbered, quoted)}



def rewrite(gold, way, to):
    """the reports of folder `gold`, in folder `to`"""
    os.makedirs(to, exist_ok=True)
    for name in sorted(os.listdir(gold)):
        if name.endswith(".gold.txt"):
            with open(os.path.join(gold, name), encoding="utf-8") as f:
                head, _, text = f.read().partition("\n")
            with open(os.path.join(to, name), "w", encoding="utf-8") as f:
                f.write(head + "\n" + WAYS[way](text, name))
