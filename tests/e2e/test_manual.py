#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manual: pages are well formed and name every command and option; `make install` puts everything where it belongs."""
import glob
import os
import re
import subprocess
import sys

from lib import BUILD, PATTERNS, REPORT, ROOT, Test, have, left, run


def shown(page):
    text = subprocess.run(["mandoc", "-T", "utf8", page], capture_output=True, text=True, errors="replace").stdout
    return re.sub(r".\x08", "", text)


def check_pages(t):
    pages = sorted(glob.glob(os.path.join(ROOT, "src/man/*.[15]")))
    names = {os.path.basename(p) for p in pages}
    t.test({"blackbar.1", "blackbar-pack.5", "blackbar-policy.5"} <= names, "there are pages for the program, packs and policies", *sorted(names))
    if not have("mandoc"):
        t.skip("mandoc -T lint", "mandoc is missing")
        return
    for page in pages:
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
        t.test(done.returncode == 0, f"mandoc -T lint {os.path.basename(page)}", *(done.stdout + done.stderr).splitlines()[:8])
    text = "\n".join(shown(p) for p in pages if p.endswith("blackbar.1"))
    options = run("help").stdout
    for option in sorted(set(re.findall(r"--[a-z][a-z-]+", options[options.index("Options:"):]))):
        t.test(re.search(re.escape(option) + r"(?![a-z-])", text.replace("\u2010", "-")), f"blackbar(1) names {option}")
    for command in re.findall(r"^  blackbar (\w+)", options, re.M):
        t.test(re.search(rf"\b{command}\b", text), f"blackbar(1) names the command {command}")
    for page in re.findall(r"man (blackbar[a-z-]*)", options):
        t.test(any(n.startswith(page + ".") for n in names), f"the page that help names is there: {page}")
    for word in ("EXIT STATUS", "EXAMPLES", "FILES"):
        t.test(word in text, f"blackbar(1) has a section {word}")


def check_install(t):
    where = t.path("package")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(["make", "-C", ROOT, "-s", "install", f"DESTDIR={where}", "PREFIX=/opt/blackbar", f"BUILD={t.path('build')}", "-j2", "OPT=-O0"],
                          capture_output=True, text=True, env=environment)
    t.test(done.returncode == 0, "make install DESTDIR= PREFIX=", done.stderr[-400:])
    base = os.path.join(where, "opt/blackbar")
    for name in ("bin/blackbar", "share/blackbar/patterns/identifiers.yaml", "share/blackbar/patterns/policy/missouri.yaml", "share/man/man1/blackbar.1", "share/man/man5/blackbar-pack.5"):
        t.test(os.path.isfile(os.path.join(base, name)) and os.stat(os.path.join(base, name)).st_mode & 0o044 == 0o044, f"installed, readable for all: {name}")
    program = os.path.join(base, "bin/blackbar")
    if os.path.exists(program):
        done = subprocess.run([program, "filter", "--patterns", os.path.join(base, "share/blackbar/patterns")], input=REPORT.encode(), capture_output=True)
        t.test(done.returncode == 0 and not left(done.stdout), "the installed program works", done.stderr.decode()[-200:])
        done = subprocess.run([program, "rules", "list"], capture_output=True, text=True)
        t.test(done.returncode == 2 and "/opt/blackbar/share/blackbar/patterns" in done.stderr or done.returncode == 0, "it looks for packs below PREFIX, and says where it looked", done.stderr[-200:])
    beside = os.path.join(t.folder, "tree")
    os.makedirs(os.path.join(beside, "build"))
    os.symlink(PATTERNS, os.path.join(beside, "patterns"))
    with open(os.path.join(BUILD, "blackbar"), "rb") as f, open(os.path.join(beside, "build/blackbar"), "wb") as g:
        g.write(f.read())
    os.chmod(os.path.join(beside, "build/blackbar"), 0o755)
    done = subprocess.run([os.path.join(beside, "build/blackbar"), "filter"], input=REPORT.encode(), capture_output=True)
    t.test(done.returncode == 0 and not left(done.stdout), "in a source tree it finds the packs beside it", done.stderr.decode()[-200:])


def main():
    t = Test()
    check_pages(t)
    check_install(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
