#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""bench.py BUILD [--quick]: what redacting costs, against `zip -6 -r` on the same files, in one run.

Generates 80,000 invented reports (about 220 MB; --quick: 8,000) and measures, in turns, the median of three: wall time,
processor time and the largest resident memory, of one process and of all together. Then detection and XML alone, the cost
at 1x, 2x and 4x input, and one huge text and one huge XML file (1 GB; --quick: 64 MB), redacted, verified, and searched for
survivors. Needs about 6 GB in BUILD/bench, or in the folder that BENCH_DIR names. Prints a table, says which goals are met,
and writes BUILD/bench.json. No part of `make check`.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import textwrap
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TURNS = 3
MB = 1e6


class Watch(threading.Thread):
    """the resident memory of a process and its children, some times a second: pages they share count once per process in
    `sum`, and in proportion in `pss`, which is what the machine spends"""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.done, self.largest, self.sum, self.pss = pid, threading.Event(), 0, 0, 0

    def run(self):
        while not self.done.wait(0.05):
            rss, pss = [], 0
            for pid in [self.pid] + children(self.pid):
                try:
                    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as f:
                        values = dict(line.split()[:2] for line in f if line.startswith(("Rss:", "Pss:")))
                    rss.append(int(values["Rss:"]) << 10)
                    pss += int(values["Pss:"]) << 10
                except (OSError, KeyError, ValueError):
                    pass
            self.largest, self.sum, self.pss = max([self.largest] + rss), max(self.sum, sum(rss)), max(self.pss, pss)


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [int(p) for p in f.read().split()]
    except OSError:
        return []


def measure(command, stdin=None, allowed=(0,)):
    """{wall, cpu, peak (largest process), sum, pss}"""
    start = time.monotonic()
    feed = open(stdin, "rb") if stdin else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=feed, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watch = Watch(process.pid)
    watch.start()
    err = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.done.set()
    watch.join()
    if stdin:
        feed.close()
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}: {err.decode('utf-8', 'replace')[-500:]}")
    # ru_maxrss of wait4 is that of the largest process among it and its waited-for children
    return dict(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=max(usage.ru_maxrss << 10, watch.largest), sum=watch.sum, pss=watch.pss)


def median(runs):
    return {key: statistics.median(r[key] for r in runs) for key in runs[0]}


def size_of(folder):
    return sum(os.path.getsize(os.path.join(base, f)) for base, _, files in os.walk(folder) for f in files)


class Bench:
    def __init__(self, build, quick):
        self.build, self.quick = build, quick
        self.program = os.path.join(build, "blackbar")
        self.make = os.path.join(build, "make-bench-archive")
        self.folder = os.path.join(os.environ["BENCH_DIR"], "blackbar-bench") if os.environ.get("BENCH_DIR") else os.path.join(build, "bench")
        self.results = {"quick": quick, "processors": os.cpu_count()}

    def path(self, name):
        return os.path.join(self.folder, name)

    def redact(self, source, jobs):
        out = self.path("out.zip")
        return [self.program, "redact", "--patterns", os.path.join(ROOT, "patterns"), "-q", "--force", f"-j{jobs}", source, "-o", out]

    def generate(self, name, *options):
        path = self.path(name)
        subprocess.run([self.make, *map(str, options), path], check=True, stdout=subprocess.DEVNULL)
        return path

    def row(self, name, m, size, base=None):
        ratio = f"{m['wall'] / base['wall']:8.2f}" if base else " " * 8
        print(f"{name:<26}{m['wall']:8.2f}{m['cpu']:8.2f}{size / MB / m['wall']:9.1f}{ratio}{m['peak'] / 2**20:9.0f}{m['sum'] / 2**20:9.0f}{m['pss'] / 2**20:9.0f}")
        sys.stdout.flush()

    def head(self, title):
        print(f"\n{title}\n{'':26}  wall s   cpu s     MB/s  to zip  MiB max  MiB sum  MiB pss")

    def goal(self, what, value, most):
        met = value <= most
        print(f"goal: {what}: {value:.2f}, {'met' if met else 'not met'}")
        self.results.setdefault("goals", {})[what] = {"value": value, "most": most, "met": met}

    def archive(self):
        source = self.generate("archive", "--reports", 8000 if self.quick else 80000)
        size = size_of(source)
        runs = {"redact -j2": [], "redact -j1": [], "zip -6 -r": []}
        for _ in range(TURNS):
            runs["redact -j2"].append(measure(self.redact(source, 2)))
            runs["redact -j1"].append(measure(self.redact(source, 1)))
            zipped = self.path("plain.zip")
            runs["zip -6 -r"].append(measure(["zip", "-6", "-r", "-q", zipped, source]))
            os.remove(zipped)
        medians = {name: median(r) for name, r in runs.items()}
        self.head(f"{sum(len(f) for _, _, f in os.walk(source))} reports, {size / MB:.0f} MB; median of {TURNS}, in turns")
        for name, m in medians.items():
            self.row(name, m, size, medians["zip -6 -r"])
        self.results["archive"] = {"bytes": size, **medians, "ratio -j2": medians["redact -j2"]["wall"] / medians["zip -6 -r"]["wall"],
                                   "ratio -j1": medians["redact -j1"]["wall"] / medians["zip -6 -r"]["wall"]}
        self.goal("redact -j2 at most 0.80 of zip", self.results["archive"]["ratio -j2"], 0.80)
        self.goal("redact -j1 at most 1.30 of zip", self.results["archive"]["ratio -j1"], 1.30)
        shutil.rmtree(source)

    def detection(self):
        """scan reads, finds who is who and writes no bundle: the cost of detection"""
        for kind, option in (("text", "--text"), ("XML", "--xml")):
            source = self.generate("one." + ("txt" if kind == "text" else "xml"), option, 16 if self.quick else 64)
            size = os.path.getsize(source)
            runs = []
            for _ in range(TURNS):
                case = self.path("bench.case")
                runs.append(measure([self.program, "scan", "--patterns", os.path.join(ROOT, "patterns"), "-q", "-j1", source, "-c", case]))
                os.remove(case)
            m = median(runs)
            self.row(f"scan -j1, {kind}", m, size)
            self.results[f"scan {kind}"] = {"bytes": size, **m, "MB/s": size / MB / m["wall"]}
            os.remove(source)

    def growth(self):
        step = 4000 if self.quick else 20000
        self.head("the cost at 1x, 2x, 4x input")
        self.results["growth"] = {}
        for times in (1, 2, 4):
            source = self.generate("grow", "--reports", step * times)
            size = size_of(source)
            m = median([measure(self.redact(source, 2)) for _ in range(TURNS)])
            self.row(f"redact -j2, {step * times} reports", m, size)
            self.results["growth"][times] = {"bytes": size, **m}
            shutil.rmtree(source)
        once, four = (self.results["growth"][times] for times in (1, 4))
        self.goal("memory of 4x at most 1.5 of that of 1x", four["pss"] / once["pss"], 1.5)
        self.goal("time of 4x at most 4.6 of that of 1x", four["wall"] / once["wall"], 4.6)

    def huge(self):
        size_mb = 64 if self.quick else 1000
        self.head(f"one file of {size_mb} MB")
        patterns = ["--patterns", os.path.join(ROOT, "patterns")]
        for kind, option in (("text", "--text"), ("XML", "--xml")):
            source, out, case = self.generate("huge." + ("txt" if kind == "text" else "xml"), option, size_mb), self.path("out.zip"), self.path("huge.case")
            size = os.path.getsize(source)
            for name, command in (("redact -j2", self.redact(source, 2) + ["-c", case]), ("verify", [self.program, "verify", out]),
                                  ("verify -c", [self.program, "verify", *patterns, "-c", case, out])):
                m = measure(command, allowed=(0, 1))
                self.row(f"{name}, one {kind}", m, size)
                self.results[f"huge {kind}, {name}"] = {"bytes": size, **m}
                self.goal(f"{name} of one {kind} in 256 MiB", m["pss"] / 2**20, 256)
            with open(os.devnull, "w", encoding="ascii") as null:
                listing = subprocess.run(["unzip", "-p", out, "index.csv"], capture_output=True, text=True, check=False, stdin=null).stdout
            if ",withheld," in listing:
                print("  it was withheld: " + listing.splitlines()[1][:200])
            self.results[f"huge {kind}, redact -j2"]["withheld"] = ",withheld," in listing
            for path in (source, case):
                os.remove(path)

    def pdf(self):
        """typed pages: 200 files of five, and one of a thousand"""
        sys.path.insert(0, os.path.join(ROOT, "fixtures/formats/pdf"))
        from writer import report
        files = 20 if self.quick else 200
        source = self.generate("reports", "--reports", files * 5)
        texts = []
        for path in sorted(os.path.join(base, f) for base, _, names in os.walk(source) for f in names):
            with open(path, encoding="utf-8") as f:
                lines = [textwrap.wrap(line, 95, drop_whitespace=False) or [""] for line in f.read().expandtabs().split("\n")]
            texts.append("\n".join(part for line in lines for part in line))
        shutil.rmtree(source)
        many, one = self.path("pdf"), self.path("one.pdf")
        os.makedirs(many)
        for name, part in [(os.path.join(many, f"{i:03}.pdf"), texts[i * 5:i * 5 + 5]) for i in range(files)] + [(one, texts)]:
            with open(name, "wb") as f:
                f.write(report("\n\f".join(part), size=9, lead=11, lines=66))
        self.head(f"PDF: {files} files of 5 pages, and one of {files * 5}")
        for kind, path, size in (("files", many, size_of(many)), ("one", one, os.path.getsize(one))):
            m = median([measure(self.redact(path, 1)) for _ in range(TURNS)])
            self.row(f"redact -j1, {kind}", m, size)
            self.results[f"PDF {kind}"] = {"bytes": size, "pages/s": files * 5 / m["cpu"], **m}
            print(f"  {files * 5 / m['cpu']:.0f} pages a second of processor time")
        self.goal("150 pages of PDF files in 1 s of a core", 150 / self.results["PDF files"]["pages/s"], 1)
        self.goal("one long PDF in 128 MiB", self.results["PDF one"]["pss"] / 2**20, 128)
        shutil.rmtree(many)
        os.remove(one)

    def run(self):
        need = 600 if self.quick else 6000
        os.makedirs(self.folder, exist_ok=True)
        free = shutil.disk_usage(self.folder).free / MB
        print(f"works in {self.folder}, needs about {need} MB (there are {free:.0f}); on another machine compare ratios, not seconds")
        if free < need:
            sys.exit("not enough space; name another folder with BENCH_DIR=")
        try:
            self.archive()
            self.head("one process alone")
            self.detection()
            self.growth()
            self.pdf()
            self.huge()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        with open(os.path.join(self.build, "bench.json"), "w", encoding="utf-8") as f:
            json.dump(self.results, f, indent=1)
        print(f"\nin numbers: {os.path.join(self.build, 'bench.json')}")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--quick"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    Bench(os.path.abspath(arguments[0]), "--quick" in sys.argv).run()


if __name__ == "__main__":
    main()
