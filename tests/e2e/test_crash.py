#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 40 s
"""Killed at any moment, a run leaves no bundle and nothing readable; with a case it goes on where it stopped and gives the
same bytes. A worker that dies takes at most its document with it. A full disk is an error, not half a bundle."""
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from lib import ARCHIVE, REPORT, SANITIZED, Test, command, documents, index, left, read, run

FILES = 150 if SANITIZED else 700


def heed_signals():
    """whoever runs the tests in the background ignores some of them, and so would what is started here"""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(t, *words):
    return subprocess.Popen(command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heed_signals)


def finish(process, seconds=120):
    try:
        _, err = process.communicate(timeout=seconds)
        return process.returncode, err.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, "it did not end"


def children(pid):
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as f:
                    stat = f.read()
                if int(stat[stat.rindex(")") + 2:].split()[1]) == pid:
                    found.append(int(name))
            except (OSError, ValueError):
                pass
    return found


def caught(wait, *words):
    """a run that is stopped while it has workers, `wait` seconds or less after its start, and their ids. When it was over by
    then it is run again and stopped sooner: at last as soon as a worker is seen."""
    for turn in range(20):
        process = start(None, *words)
        time.sleep(wait / 2 ** turn if turn < 4 else 0)
        while process.poll() is None:
            mine = children(process.pid)
            if mine:
                os.kill(process.pid, signal.SIGSTOP)
                return process, mine
        finish(process)
        for word, value in zip(words, words[1:]):
            if word == "-o" and os.path.exists(value):
                os.remove(value)
    raise RuntimeError("no run was caught at work")


def readable_leftovers(folder, allowed):
    """files that hold a name and are not the case; a temporary file without content harms nobody"""
    bad = []
    for base, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(base, name)
            if path in allowed:
                continue
            mode = os.stat(path).st_mode & 0o777
            if mode & 0o077 or left(read(path)):
                bad.append(f"{name} ({mode:o}, {os.path.getsize(path)} bytes)")
    return bad


def check_kill(t, source, whole, seconds):
    """SIGKILL at moments all over the run"""
    choose = random.Random(5)
    out, case = t.path("out/release.zip"), t.path("secret/release.case")
    halves, bundles, workers, killed = [], [], [], 0
    for turn in range(12):
        for path in (out, case):
            if os.path.exists(path):
                os.remove(path)
        process = start(t, "redact", source, "-o", out, "-j2", "-q", "-c", case)
        time.sleep(seconds * (turn + choose.random()) / 13)
        mine = children(process.pid)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            if os.path.exists(out) and read(out) == whole:
                continue  # the signal came when the bundle was whole already
            if os.path.exists(out):
                bundles.append(f"turn {turn}")
            halves += readable_leftovers(t.path("out"), ())
            deadline = time.monotonic() + 5
            while any(os.path.exists(f"/proc/{p}/exe") for p in mine) and time.monotonic() < deadline:
                time.sleep(0.05)
            workers += [p for p in mine if os.path.exists(f"/proc/{p}/exe")]
            if turn % 3 == 0 and os.path.exists(case):
                status, err = finish(start(t, "redact", source, "-o", out, "-j2", "-q", "-c", case, "--resume"))
                same = status == 0 and read(out) == whole
                t.test(same, f"--resume after SIGKILL gives the same bytes (turn {turn})", f"exit status {status}", err[-300:])
        for name in os.listdir(t.path("out")):
            os.remove(t.path("out", name))
    t.test(killed >= 6, "the run was killed at many moments", f"{killed} times")
    t.test(not bundles, "SIGKILL leaves no bundle", *bundles)
    t.test(not halves, "SIGKILL leaves nothing readable beside it", *halves)
    t.test(not workers, "workers end with their parent", *map(str, workers))


def check_signals(t, source, seconds):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        out = t.path("out/term.zip")
        for turn in range(4): # on a machine whose load changes it can be over all but the last step: then sooner
            process, mine = caught(seconds * 0.4 / 2 ** turn, "redact", source, "-o", out, "-j2", "-q")
            process.send_signal(number)
            process.send_signal(signal.SIGCONT)
            status, _ = finish(process, 20)
            if status != 0:
                break
            os.remove(out)
        t.test(status not in (None, 0, 1), f"{number.name} ends it", f"exit status {status}")
        t.test(not os.listdir(t.path("out")), f"{number.name} leaves nothing behind", *os.listdir(t.path("out")))
        time.sleep(0.3)
        t.test(not [p for p in mine if os.path.exists(f"/proc/{p}/exe")], f"{number.name} ends the workers")
        for name in os.listdir(t.path("out")):
            os.remove(t.path("out", name))


def check_worker(t, source, whole, seconds):
    """a worker killed from outside: the job goes on; what it had at hand is withheld and named, or done again"""
    for turn in range(3):
        out = t.path(f"worker-{turn}.zip")
        process, victims = caught(seconds * (0.25 + 0.25 * turn), "redact", source, "-o", out, "-j2")
        os.kill(victims[0], signal.SIGKILL)
        process.send_signal(signal.SIGCONT)
        status, err = finish(process)
        t.test(status in (0, 1), f"the job goes on when a worker is killed (turn {turn})", f"exit status {status}", err[-300:])
        if status in (0, 1):
            rows = index(out)
            held = [r for r in rows if r["status"] == "withheld"]
            t.test(len(rows) == FILES and len(held) <= 2 and all(r["reason"] for r in held), "every document is accounted for", f"{len(rows)} rows, {len(held)} withheld")
            t.test(status == 1 if held else read(out) == whole, "nothing withheld: the same bytes; withheld: exit status 1", f"exit status {status}, {len(held)} withheld")
            t.exits(run("verify", out), 0, "the bundle is sound")
    process = start(t, "redact", source, "-o", t.path("all.zip"), "-j2", "-q")
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        for victim in children(process.pid):
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.02)
    status, err = finish(process, 20)
    t.test(status in (1, 3), "when every worker is killed all the time, it ends and says so", f"exit status {status}", err[-300:])
    t.test(status != 3 or not os.path.exists(t.path("all.zip")), "and leaves no bundle after exit status 3")


def check_slow(t):
    """a document over its time is withheld, the rest goes on"""
    folder = t.path("slow")
    t.write("slow/a.txt", REPORT)
    t.write("slow/slow.txt", ("a1b2c3d4-" * 100 + "\n") * 30000)
    t.write("slow/z.txt", REPORT.replace("24-000417", "24-000533"))
    done = run("redact", folder, "-o", t.path("slow.zip"), "--time-limit", "60", "-q")
    rows = {r["document"]: r for r in index(t.path("slow.zip"))} if done.returncode in (0, 1) else {}
    t.test(rows.get("a.txt", {}).get("status") == rows.get("z.txt", {}).get("status") == "released" or SANITIZED, "documents beside one that takes too long are released", str(done.returncode), done.stderr[-300:])
    print(f"# slow.txt: {rows.get('slow.txt', {}).get('status')}: {rows.get('slow.txt', {}).get('reason')}")


def check_full_disk(t, source):
    out = t.path("out/full.zip")
    for limit in (20000, 200000):
        done = run("redact", source, "-o", out, "-q", preexec=lambda: limit_files(limit))
        t.test(done.returncode == 3 and done.stderr, f"no file may grow beyond {limit} bytes: exit status 3 and a message", f"exit status {done.returncode}", done.stderr[-300:])
        t.test(not os.listdir(t.path("out")), "and nothing is left", *os.listdir(t.path("out")))
    small = tempfile.mkdtemp(prefix="blackbar-small-")
    mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", small], capture_output=True).returncode == 0
    if mounted:
        try:
            done = run("redact", source, "-o", os.path.join(small, "full.zip"), "-q")
            t.test(done.returncode == 3 and "space" in done.stderr.lower(), "a full disk: exit status 3, and the message says so", f"exit status {done.returncode}", done.stderr[-300:])
            t.test(not os.listdir(small), "and nothing is left on it", *os.listdir(small))
        finally:
            subprocess.run(["umount", small], check=False)
    else:
        t.skip("a full disk", "only root can mount a small one")
    shutil.rmtree(small, ignore_errors=True)


def limit_files(limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def main():
    t = Test()
    os.makedirs(t.path("out"))
    os.makedirs(t.path("secret"))
    originals = [read(os.path.join(base, f)) for base, _, files in sorted(os.walk(os.path.join(ARCHIVE, "2013"))) for f in sorted(files) if f.endswith(".txt")]
    for i in range(FILES):
        t.write(f"in/{i % 7}/{i:04}.txt", REPORT.replace("24-000417", f"24-{i:06}") + originals[i % len(originals)].decode("utf-8", "replace"))
    source = t.path("in")
    begin = time.monotonic()
    done = run("redact", source, "-o", t.path("whole.zip"), "-j2", "-q", "-c", t.path("secret/whole.case"))
    seconds = time.monotonic() - begin
    if t.exits(done, 0, "a run that nobody disturbs"):
        whole = read(t.path("whole.zip"))
        t.test(len(documents(t.path("whole.zip"))) == FILES, "all documents are released")
        check_kill(t, source, whole, seconds)
        check_signals(t, source, seconds)
        check_worker(t, source, whole, seconds)
        check_full_disk(t, source)
    check_slow(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
