#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 20 s
"""The command line: wrong usage, files that cannot be read or written, what is printed, the case file."""
import json
import os
import re
import shutil
import subprocess
import sys

from lib import ARCHIVE, FACTS, PATTERNS, PROGRAM, REPORT, ROOT, Test, documents, expected, index, left, members, read, run
import leaks

COMMANDS = ["redact", "scan", "apply", "estimate", "risk", "people", "decide", "verify", "filter", "rules", "keygen", "help"]


def files_in(folder):
    return sorted(os.path.join(base, f) for base, _, files in os.walk(folder) for f in files)


def check_usage(t, source):
    out = t.path("none.zip")
    wrong = [
        [], ["frobnicate"], ["--frobnicate"], ["redact"], ["redact", source], ["redact", "-o", out], ["redact", source, "-o"],
        ["redact", source, "-o", out, "--frobnicate"], ["redact", source, "-o", out, "-j", "0"], ["redact", source, "-o", out, "-j", "x"],
        ["redact", source, "-o", out, "-j", "-1"], ["redact", source, "-o", out, "-j", "100000"], ["redact", source, "-o", out, "-j", "2x"],
        ["redact", source, "-o", out, "--max-size", "0"], ["redact", source, "-o", out, "--max-size", "1e9"], ["redact", source, "-o", out, "--max-size", "99999999999999999999999"],
        ["redact", source, "-o", out, "-p", "no-such-policy"], ["redact", source, "-o", out, "--rules", t.path("no-such.yaml")],
        ["redact", source, "-o", out, "--patterns", t.path("no-such-folder")], ["redact", source, "-o", out, "-p", t.path("in")],
        ["scan", source], ["scan"], ["apply"], ["apply", t.path("no-such.case"), "-o", out], ["apply", t.path("no-such.case")],
        ["verify"], ["verify", "a", "b"], ["filter", source], ["rules"], ["rules", "frobnicate"], ["keygen"], ["keygen", "a", "b"], ["help", "frobnicate"],
        ["people", t.path("x.case"), "-o", out], ["verify", out, "--resume"], ["keygen", t.path("x.key"), "--force"], ["filter", "-o", out], ["redact", source, "-o", out, "--by", "me"],
        ["redact", source, "-o", out, "--key", t.path("no-such.key")], ["redact", source, "-o", out, "--resume"],
    ]
    for words in wrong:
        before = files_in(t.folder)
        done = run(*words, stdin="")
        what = "blackbar " + " ".join(w.replace(t.folder, "…") for w in words)
        t.test(done.returncode == 2, f"wrong usage, exit status 2: {what}", f"exit status {done.returncode}", done.stderr[-200:])
        t.test((bool(done.stderr) and not done.stdout) or not words, f"says what is wrong, on standard error only: {what}", done.stdout[-100:])
        t.test(files_in(t.folder) == before, f"writes nothing: {what}", *sorted(set(files_in(t.folder)) - set(before)))
    out = t.path("nothing.zip")
    done = run("redact", t.path("no-such-input"), "-o", out)
    t.test(done.returncode in (2, 3) and not os.path.exists(out) and "no-such-input" in done.stderr, "an input that is not there: an error that names it, and nothing is written", f"exit status {done.returncode}", done.stderr[-200:])


def check_places(t, source):
    out = t.path("there.zip")
    t.write("there.zip", b"old")
    done = run("redact", source, "-o", out)
    t.test(done.returncode == 2 and read(out) == b"old", "an existing bundle is not replaced: exit status 2", f"exit status {done.returncode}", done.stderr[-200:])
    early = t.path("early.case")
    for words, why in ((["-o", out], "an existing bundle"), (["-o", t.path("new.zip"), "--key", t.path("no-such.key")], "a key that is not there")):
        done = run("redact", source, "-c", early, *words)
        t.test(done.returncode == 2 and not os.path.exists(early), f"{why} is refused before any work: no case is begun", f"exit status {done.returncode}", done.stderr[-200:])
    t.exits(run("redact", source, "-o", out, "--force"), 0, "--force replaces it")
    t.exits(run("verify", out), 0, "and the new one is sound")
    done = run("redact", source, "-o", t.path("no/such/folder/out.zip"))
    t.test(done.returncode == 2 and done.stderr, "a folder that is not there: exit status 2", f"exit status {done.returncode}", done.stderr[-200:])
    locked = t.path("locked")
    os.makedirs(locked)
    os.chmod(locked, 0o555)
    if os.geteuid() == 0:
        done = run("redact", source, "-o", "/proc/out.zip")
    else:
        done = run("redact", source, "-o", os.path.join(locked, "out.zip"))
    t.test(done.returncode == 3 and done.stderr, "a folder that cannot be written: exit status 3", f"exit status {done.returncode}", done.stderr[-200:])
    done = run("redact", source, "-o", t.path("in"))
    t.test(done.returncode in (2, 3) and os.path.isdir(t.path("in")), "a folder as the bundle is refused", f"exit status {done.returncode}")
    check_inside(t, source)
    check_rights(t)
    full = subprocess.run(f"'{PROGRAM}' help > /dev/full", shell=True, capture_output=True)
    t.test(full.returncode == 3, "standard output that cannot be written: exit status 3", f"exit status {full.returncode}")


def check_inside(t, source):
    """results do not lie among what is read, and of nothing there is no bundle"""
    inside, case = os.path.join(source, "deep/out.zip"), os.path.join(source, "a.case")
    os.makedirs(os.path.dirname(inside))
    os.symlink(source, t.path("link"))
    before = files_in(t.folder)
    for words, where in ((["redact", source, "-o", inside], None), (["redact", source, "-o", t.path("x.zip"), "-c", case], None), (["scan", source, "-c", case], None),
                         (["redact", ".", "-o", "out.zip"], source), (["redact", source, "-o", t.path("link/out.zip")], None)):
        done = run(*words, cwd=where)
        t.test(done.returncode == 2 and "elsewhere" in done.stderr, "a result among what is read is refused: " + words[0], f"exit status {done.returncode}", done.stderr[-200:])
    t.test(files_in(t.folder) == before, "and nothing is written", *sorted(set(files_in(t.folder)) - set(before)))
    os.rmdir(os.path.dirname(inside))
    os.remove(t.path("link"))
    os.makedirs(t.path("nobody/here"))
    before = files_in(t.folder)
    for words in (["redact", t.path("nobody"), "-o", t.path("x.zip")], ["redact", t.path("nobody"), "-o", t.path("x.zip"), "-c", t.path("x.case")],
                  ["scan", t.path("nobody"), "-c", t.path("x.case")]):
        done = run(*words)
        t.test(done.returncode == 2 and "no document" in done.stderr, "a folder without documents is an error: " + words[0], f"exit status {done.returncode}", done.stderr[-200:])
    t.test(files_in(t.folder) == before, "and nothing is written", *sorted(set(files_in(t.folder)) - set(before)))
    done = run("people", t.write("no.case", "hello"))
    t.test(done.returncode == 2 and "not a case" in done.stderr, "a file that is no case is told so, whatever its mode", done.stderr[-200:])


def nobody():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def check_rights(t):
    """what this user may not read is withheld and named; where nothing may be written nothing is begun"""
    if os.geteuid() != 0:
        return t.skip("files without the right to read them", "only root can give it up")
    own = {"program": t.path("program/blackbar"), "patterns": t.path("program/patterns")}  # the source tree may be shut to others
    shutil.copytree(PATTERNS, own["patterns"])
    shutil.copy(PROGRAM, own["program"])
    os.chmod(t.folder, 0o711)
    for name in ("rights/a.txt", "rights/b.txt", "rights/shut/c.txt"):
        t.write(name, REPORT)
    os.chmod(t.path("rights/b.txt"), 0o600)
    os.chmod(t.path("rights/shut"), 0o700)
    os.makedirs(t.path("mine"), mode=0o777)
    os.chmod(t.path("mine"), 0o777)
    out = t.path("mine/out.zip")
    done = run("redact", t.path("rights"), "-o", out, preexec=nobody, **own)
    t.exits(done, 1, "files that may not be read: the others are released")
    held = {r["document"]: r["reason"] for r in index(out) if r["status"] == "withheld"}
    t.test(sorted(held) == ["b.txt", "shut"] and all("right" in reason for reason in held.values()), "and these are withheld, with what to do", str(held))
    for words in (["redact", t.path("rights"), "-o", t.path("rights/shut/x.zip")], ["scan", t.path("rights/a.txt"), "-c", t.path("secret.case")], ["keygen", t.path("secret.key")]):
        before = files_in(t.folder)
        done = run(*words, preexec=nobody, **own)
        t.test(done.returncode in (2, 3) and done.stderr.count("\n") == 1 and files_in(t.folder) == before, f"a folder that may not be written: {words[0]} says so and leaves nothing",
               f"exit status {done.returncode}", done.stderr[-300:])
    return None


def check_help(t):
    for name in COMMANDS:
        for words in (["help", name], [name, "--help"], [name, "-h"]):
            done = run(*words)
            t.test(done.returncode == 0 and name in done.stdout and not done.stderr, "help: blackbar " + " ".join(words), f"exit status {done.returncode}", done.stderr[-200:])
    for words in (["--help"], ["-h"], ["help"]):
        done = run(*words)
        t.test(done.returncode == 0 and all(c in done.stdout for c in COMMANDS), f"help names every command: {words[0]}", f"exit status {done.returncode}")
        t.test(all(len(line) <= 120 for line in done.stdout.splitlines()), f"no line of more than 120 columns: {words[0]}")
    for words in (["--version"], ["-V"], ["redact", "--version"]):
        done = run(*words)
        t.test(done.returncode == 0 and re.fullmatch(r"blackbar \d+\.\d+\.\d+\n", done.stdout), "version: " + " ".join(words), repr(done.stdout))


def check_json(t, source, key):
    def parsed(done, what, *wanted):
        try:
            value = json.loads(done.stdout)
        except ValueError as error:
            t.test(False, f"--json of {what} is JSON", str(error), done.stdout[:200], done.stderr[-200:])
            return {}
        t.test(all(w in value for w in wanted), f"--json of {what} has {', '.join(wanted)}", done.stdout[:200])
        return value

    out = t.path('odd "name".zip')
    parsed(run("redact", source, "-o", out, "--json", "--key", key), "redact", "documents", "released", "withheld", "cuts", "signed", "bundle")
    parsed(run("verify", out, "--json"), "verify", "sound", "released")
    t.write("broken.zip", read(out)[:-30])
    value = parsed(run("verify", t.path("broken.zip"), "--json"), "verify of a broken bundle", "sound")
    t.test(value.get("sound") is False, "which is not sound")
    parsed(run("verify", t.path("none-at-all.zip"), "--json"), "verify of no file", "sound")
    parsed(run("scan", source, "-c", t.path("json.case"), "--json"), "scan", "documents", "persons", "children")
    parsed(run("rules", "test", "--json"), "rules test", "tests", "failed")


def check_filter(t):
    done = run("filter", stdin=REPORT)
    t.exits(done, 0, "filter")
    t.test(not left(done.raw) and all(f in done.stdout for f in FACTS), "filter cuts and keeps", *left(done.raw))
    for what, data in (("nothing", b""), ("binary", bytes(range(256)) * 20), ("XML that is not well-formed", b"<a><b></a>"), ("broken UTF-8", b"\xef\xbb\xbfabc \xff\xfe\xfd def\n")):
        done = run("filter", stdin=data)
        t.test(done.returncode == 1 and not done.raw and done.stderr, f"filter of {what}: exit status 1, a message, and nothing written", f"exit status {done.returncode}", repr(done.raw[:60]), done.stderr[-200:])
    check_filter_null(t)
    closed = subprocess.run(f"'{PROGRAM}' filter --patterns '{PATTERNS}' < '{t.path('in/a.txt')}' > /dev/full", shell=True, capture_output=True)
    t.test(closed.returncode == 3, "filter that cannot write: exit status 3", f"exit status {closed.returncode}")


MAIL = os.path.join(ROOT, "fixtures/formats/mail/attachments.eml")


def check_filter_null(t):
    """--null: each text for itself, in its place"""
    texts = ["Mia Brook, age 9, ran.", "", "Victim: Bo Orr, age 3.\nMia Brook ran.", "PK\x03\x04 no text", read(MAIL).decode(), REPORT, "Nothing here."]
    one = run("filter", "--null", stdin="".join(text + "\0" for text in texts))
    answers = one.stdout.split("\0")
    t.exits(one, 1, "filter --null: exit status 1 when a text is withheld")
    t.test(len(answers) == len(texts) + 1 and answers[-1] == "", "as many answers as texts, a NUL byte behind each", *answers)
    alone = [run("filter", stdin=text).stdout for text in (texts[0], texts[2], texts[5], texts[6])]
    t.test([answers[0], answers[2], answers[5], answers[6]] == alone, "each answer is what the text has alone", *answers)
    t.test(answers[1] == answers[3] == answers[4] == "", "an empty text stays empty; an archive and an e-mail come out empty", *answers)
    t.test("text 4:" in one.stderr and "text 5:" in one.stderr and one.stderr.count("text ") == 2, "both are named", one.stderr)
    last = run("filter", "--null", stdin="Mia Brook, age 9, ran.\0Mia Brook, age 9, ran.")
    t.test(last.returncode == 0 and last.stdout == (alone[0] + "\0") * 2, "the last text needs no NUL byte behind it", last.stdout, last.stderr)
    t.test(run("filter", "--null").stdout == "", "nothing makes nothing")
    long = "The street was quiet. " * 20000
    t.test(run("filter", "--null", stdin=("a\0" * 3 + long + "\0b\0")).stdout == "a\0" * 3 + long + "\0b\0", "a text longer than a block")
    large = run("filter", "--null", "--max-size", "100000", stdin="a\0" + long + "\0")
    t.test(large.returncode == 1 and large.stdout == "a\0" and "limit of 100000" in large.stderr, "too large a text ends it", large.stdout[:50], large.stderr)


def check_case(t, source):
    case, direct, applied = t.path("release.case"), t.path("direct.zip"), t.path("applied.zip")
    done = run("scan", source, "-c", case)
    t.exits(done, 0, "scan")
    t.test(not left(done.stdout + done.stderr), "scan prints no name", *left(done.stdout + done.stderr))
    t.test(os.path.exists(case) and os.stat(case).st_mode & 0o777 == 0o600, "the case is for its owner only (0600)")
    run("redact", source, "-o", direct, "-q")
    t.exits(run("apply", case, "-o", applied), 0, "apply")
    t.test(os.path.exists(applied) and read(applied) == read(direct), "scan and apply give the same bytes as redact")
    t.exits(run("apply", case, "-o", applied, "--force"), 0, "apply once more")
    t.test(read(applied) == read(direct), "and once more the same bytes")
    done = run("scan", source, "-c", case)
    t.exits(done, 2, "a case that has a release in it is not begun anew without --resume")
    for mode in (0o644, 0o660, 0o604):
        os.chmod(case, mode)
        done = run("apply", case, "-o", t.path("open.zip"))
        t.test(done.returncode in (2, 3) and not os.path.exists(t.path("open.zip")), f"a case of mode {mode:o} is refused", f"exit status {done.returncode}", done.stderr[-200:])
    os.chmod(case, 0o600)
    t.write("in/late.txt", "A new file.\n")
    done = run("apply", case, "-o", t.path("late.zip"))
    t.test(done.returncode == 2 and not os.path.exists(t.path("late.zip")), "apply to an input that has changed is refused", f"exit status {done.returncode}", done.stderr[-200:])
    os.remove(t.path("in/late.txt"))
    with open(t.path("in/a.txt"), "a", encoding="utf-8") as f:
        f.write("One more line.\n")
    done = run("apply", case, "-o", t.path("late.zip"))
    t.test(done.returncode in (1, 2), "apply to a document that has changed withholds it or is refused", f"exit status {done.returncode}", done.stderr[-200:])
    t.write("in/a.txt", REPORT)
    done = run("apply", t.write("no.case", b"this is no case"), "-o", t.path("no.zip"))
    t.test(done.returncode in (2, 3) and not os.path.exists(t.path("no.zip")), "a file that is no case is refused", f"exit status {done.returncode}")
    stray = [f for f in os.listdir(t.folder) if ".case-" in f or f.startswith(".")]
    t.test(not stray, "no temporary file is left", *stray)


def check_survivors(t, source):
    """verify -c goes by the decisions in the case: who is kept may stand there, who is cut may not"""
    case, out, officer = t.path("verdicts.case"), t.path("verdicts.zip"), "Dana Reyes"
    run("scan", source, "-c", case, "-q")

    def apply(verdict, name):
        t.exits(run("decide", case, verdict, name, "--by", "A. Reviewer", "-q"), 0, f"decide {verdict} {name}")
        t.exits(run("apply", case, "-o", out, "--force", "-q"), 0, f"apply after {verdict} {name}")

    apply("keep", "Corisande Vandersloot")
    t.test(left(b"".join(documents(out).values()), ["Corisande"]), "who is kept by decision stands in the release")
    done = run("verify", out, "-c", case)
    t.test(done.returncode == 0 and "stands here" not in done.stdout + done.stderr, "and is no survivor", done.stdout[-300:], done.stderr[-300:])
    shutil.copy(out, t.path("kept.zip"))
    apply("cut", "Corisande Vandersloot")
    t.exits(run("verify", out, "-c", case), 0, "cut again: nothing survives")
    done = run("verify", t.path("kept.zip"), "-c", case)
    t.test(done.returncode == 1 and "a.txt" in done.stdout + done.stderr, "the earlier release is found to show the name", f"exit status {done.returncode}", done.stdout[-300:])
    done = run("verify", t.path("kept.zip"), "-c", case, "--json")
    t.test(done.returncode == 1 and json.loads(done.stdout)["sound"] is False, "and --json says so")
    apply("cut", officer)
    t.test(not left(b"".join(documents(out).values()), [officer]), "an officer who is cut by decision is gone")
    t.exits(run("verify", t.path("kept.zip"), "-c", case), 1, "and the earlier release shows the officer")
    t.exits(run("verify", out, "-c", case), 0, "the new one does not")


def check_silence(t):
    """messages of a whole release name no person of it: not the operator's terminal, not a log that catches them"""
    secrets = sorted({s for e in expected() for s in e["cut_everywhere"] if len(s) > 4})
    bundle, case = t.path("archive.zip"), t.path("archive.case")
    for what, words in (("redact", ["redact", ARCHIVE, "-o", bundle]), ("verify", ["verify", bundle]), ("scan", ["scan", ARCHIVE, "-c", case]), ("estimate", ["estimate", ARCHIVE]),
                        ("apply", ["apply", case, "-o", t.path("second.zip")]), ("redact --json", ["redact", ARCHIVE, "-o", bundle, "--force", "--json"])):
        done = run(*words)
        text = leaks.plain(leaks.fold(done.stdout + done.stderr))
        found = [s for s in secrets if re.search(leaks.EDGE_L + re.escape(leaks.plain(leaks.fold(s))) + leaks.EDGE_R, text)]
        t.test(done.returncode in (0, 1) and not found, f"no name in the messages of {what}", f"exit status {done.returncode}", *found)
    t.test(not any(b"SQLite format" in d or n.endswith(".case") for n, d in members(bundle).items()), "the case is not in the bundle")
    done = run("redact", ARCHIVE, "-o", bundle, "--force", "-q")
    t.test(not done.stdout, "-q prints no summary", done.stdout[:100])
    done = run("redact", ARCHIVE, "-o", bundle, "--force")
    t.test("\r" not in done.stderr and "\x1b" not in done.stderr + done.stdout, "no progress line when piped")


def main():
    t = Test()
    source = os.path.dirname(t.write("in/a.txt", REPORT))
    t.write("in/b.txt", REPORT.replace("24-000417", "24-000533").replace("Emmeline", "Isolde"))
    key = t.path("agency.key")
    run("keygen", key)
    check_usage(t, source)
    check_places(t, source)
    check_help(t)
    check_json(t, source, key)
    check_filter(t)
    check_case(t, source)
    check_survivors(t, source)
    check_silence(t)
    t.test(documents(t.path("archive.zip")), "documents are there")
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
