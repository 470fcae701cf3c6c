#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 60 s
"""Hostile files: nothing crashes, hangs, reads a file it was not given, or slips through; time and memory stay bounded."""
import os
import resource
import subprocess
import sys
import time

from lib import ROOT, SANITIZED, SLOWER, Test, command, read, run

HOSTILE = os.path.join(ROOT, "fixtures/hostile")
MEMORY = 512 << 20  # resident, of the largest of its processes
SECONDS = 120 * SLOWER


def check_each(t, folder):
    """check.py's lines are tests of their own"""
    done = subprocess.run([sys.executable, "-B", os.path.join(HOSTILE, "check.py"), t.path("hostile.zip")], capture_output=True, text=True, errors="replace")
    t.test("1.." in done.stdout, "check.py runs to its end", *done.stderr.splitlines()[-3:])
    for line in done.stdout.splitlines():
        if line.startswith(("ok ", "not ok ")):
            t.test(line.startswith("ok "), line.split(" - ", 1)[1].replace("\\#", "#"))
        elif line.startswith("#"):
            print(line)


def check_alone(t, folder):
    """each of them by itself, through filter: exit 0 or 1 and never anything else; an error writes nothing"""
    bad = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.path.isfile(path) or os.path.islink(path) or os.path.getsize(path) > 3 << 20:
            continue
        done = run("filter", stdin=read(path), timeout=60 * SLOWER)
        if done.returncode not in (0, 1, 2) or (done.returncode and done.raw) or (done.returncode and not done.stderr):
            bad.append(f"{name}: exit status {done.returncode}, {len(done.raw)} bytes written, {done.stderr[-150:]!r}")
    t.test(not bad, "each by itself through filter ends in a document or in a clear line", *bad)


def main():
    t = Test()
    folder = t.path("hostile")
    made = subprocess.run([sys.executable, "-B", os.path.join(HOSTILE, "make.py"), folder], capture_output=True, text=True)
    t.test(made.returncode == 0, "make.py writes them", made.stderr[-300:])
    start = time.monotonic()
    with open(t.path("messages"), "wb") as messages:
        process = subprocess.Popen(command("redact", folder, "-o", t.path("hostile.zip"), "-j2"), stdout=messages, stderr=messages, stdin=subprocess.DEVNULL)
        try:
            status = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = None
    seconds = time.monotonic() - start
    t.test(status == 1, f"redact ends within {SECONDS} s, exit status 1", f"exit status {status} after {seconds:.0f} s", read(t.path("messages"))[-500:].decode("utf-8", "replace"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    if SANITIZED:
        t.skip("memory is bounded", "ASan needs its own")
    else:
        t.test(peak < MEMORY, f"no process used more than {MEMORY >> 20} MiB", f"{peak >> 20} MiB")
    print(f"# {seconds:.1f} s, {peak >> 20} MiB")
    if status == 1:
        lines = read(t.path("messages")).decode("utf-8", "replace").splitlines()
        t.test(all(len(line) < 600 and line.isprintable() for line in lines), "messages are printable and of bounded length", *[repr(line)[:200] for line in lines if not line.isprintable()])
        t.exits(run("verify", t.path("hostile.zip")), 0, "the bundle is sound")
        check_each(t, folder)
    check_alone(t, folder)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
