#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 40 s
"""The same input gives the same bytes: for any number of workers, size of reads, locale, clock, place; and the same
documents whether they come as a folder, a zip or a tar."""
import os
import shutil
import sqlite3
import sys
import tarfile
import time
import zipfile

from lib import ARCHIVE, PATTERNS, SANITIZED, Test, documents, members, read, run


def differing(a, b):
    """names of members that differ"""
    one, two = members(a), members(b)
    return [n for n in sorted(set(one) | set(two)) if one.get(n) != two.get(n)][:4]


def main():
    t = Test()
    key = t.path("agency.key")
    run("keygen", key)
    first = t.path("first.zip")
    if not t.exits(run("redact", ARCHIVE, "-o", first, "--key", key, "-q", "-j2"), 1, "the archive is redacted"):
        return t.end()
    whole = read(first)

    def same(what, *options, **how):
        target = t.path("next.zip")
        done = run("redact", how.pop("source", ARCHIVE), "-o", target, "--key", key, "-q", "--force", *options, **how)
        equal = done.returncode == 1 and read(target) == whole
        t.test(equal, f"the same bytes {what}", f"exit status {done.returncode}", done.stderr[-300:],
               *(["differing: " + ", ".join(differing(first, target))] if done.returncode == 1 and not equal else []))

    same("twice in a row")
    for jobs in (1, 3, 5, 16):
        same(f"with -j{jobs}", f"-j{jobs}")
    for size in (1, 2, 3, 5, 7, 4096):
        if SANITIZED and size in (2, 5):
            continue
        same(f"with --read-size {size}", "--read-size", size)
    same("in another locale", env={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"})
    same("in the C locale", env={"LC_ALL": "C", "LANG": "C"})
    same("in another time zone", env={"TZ": "Pacific/Kiritimati"})
    same("with an empty environment", env=dict.fromkeys(os.environ, "") | {"PATH": os.environ.get("PATH", "")})
    same("from another folder, by a relative name", source=os.path.relpath(ARCHIVE, "/tmp"), cwd="/tmp")
    copy = t.path("copy")
    shutil.copytree(ARCHIVE, copy, symlinks=True)
    for folder, _, files in os.walk(copy):
        for name in files:
            os.utime(os.path.join(folder, name), (1, 1))
    os.chmod(copy, 0o700)
    same("with other times and places of the files", source=copy)
    same("with a case", "-c", t.path("kept.case"))
    case = t.path("forgets.case")
    t.exits(run("scan", ARCHIVE, "-c", case, "-q"), 1, "the archive is scanned")
    with sqlite3.connect(case) as db:
        tried = db.execute("SELECT count(*) FROM document WHERE output = 1").fetchone()[0]
        db.execute("UPDATE document SET output = 0")
        db.execute("DELETE FROM output")
    db.close()
    t.test(tried > 100, "the first pass writes every document that can be written then", f"{tried} of 149")
    applied = t.path("applied.zip")
    run("apply", case, "-o", applied, "--key", key, "-q")
    t.test(read(applied) == whole, "the same bytes when all are read again in the second pass", *differing(first, applied))
    same("with the default of the packs named", "--patterns", PATTERNS, "-p", os.path.join(PATTERNS, "policy/missouri.yaml"))
    time.sleep(1.1)  # another second on the clock
    same("a second later")

    want = sorted(documents(first).values())
    for what, path in (("zip", make_zip(t)), ("tar", make_tar(t, "w")), ("tar.gz", make_tar(t, "w:gz")), ("tar.xz", make_tar(t, "w:xz"))):
        target = t.path("from.zip")
        done = run("redact", path, "-o", target, "-q", "--force")
        got = sorted(documents(target).values()) if done.returncode in (0, 1) else []
        t.test(got == want, f"the same documents from a {what}", f"exit status {done.returncode}, {len(got)} of {len(want)}, {len(set(want) - set(got))} differ", done.stderr[-300:])
    with open(t.path("archive.tar"), "rb") as f:
        data = f.read()
    target = t.path("from.zip")
    done = run("redact", "-", "-o", target, "-q", "--force", stdin=data)
    got = sorted(documents(target).values()) if done.returncode in (0, 1) else []
    t.test(got == want, "the same documents from standard input", f"exit status {done.returncode}, {len(got)} of {len(want)}", done.stderr[-300:])
    return t.end()


def make_zip(t):
    path = t.path("archive.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for folder, folders, files in os.walk(ARCHIVE):
            folders.sort()
            for name in sorted(files):
                full = os.path.join(folder, name)
                z.write(full, os.path.relpath(full, ARCHIVE))
    return path


def make_tar(t, mode):
    path = t.path("archive.tar" + mode[1:].replace(":", "."))
    with tarfile.open(path, mode) as tar:
        tar.add(ARCHIVE, ".")
    return path


if __name__ == "__main__":
    sys.exit(main())
