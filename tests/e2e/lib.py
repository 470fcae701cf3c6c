# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the end-to-end tests share. Each test is `test_*.py BUILD`, prints TAP, and works in a folder of its own."""
import atexit
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import leaks  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(ROOT, "build")
PROGRAM = os.path.join(BUILD, "blackbar")
PATTERNS = os.path.join(ROOT, "patterns")
ARCHIVE = os.path.join(ROOT, "fixtures/archive/input")
EXPECTED = os.path.join(ROOT, "fixtures/archive/expected/documents.jsonl")
SANITIZED = "-san" in os.path.basename(BUILD) or b"__asan_init" in open(PROGRAM, "rb").read()
SLOWER = 8 if SANITIZED else 1


class Test(leaks.Tap):
    """TAP, a temporary folder, and the program"""

    def __init__(self):
        super().__init__()
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="blackbar-test-"))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def filtered(self, head, texts):
        """what `blackbar filter` leaves of each (text, gone, kept) or (text, gone) behind `head`: nothing of `gone`, all of `kept`"""
        for (text, gone, *kept), done in zip(texts, filter_each([head + text + "\n" for text, *_ in texts])):
            kept = kept[0] if kept else ()
            body = done.stdout.split("\n", head.count("\n"))[-1]
            left_over, lost = [word for word in gone if word in body], [word for word in kept if word not in body]
            self.test(done.returncode == 0 and body and not left_over, f"gone: {text[:60]!r}", *left_over, body, done.stderr)
            if kept:
                self.test(not lost, f"kept: {text[:60]!r}", *lost, body)

    def skip(self, what, why):
        self.count += 1
        print(f"ok {self.count} - {what} # SKIP {why}")

    def exits(self, done, status, what, *notes):
        self.test(done.returncode == status, what, f"exit status {done.returncode}, not {status}", *notes, *done.stderr[-600:].splitlines())
        return done.returncode == status


def filtered_all(head, texts, papers=()):
    """a whole test file of Test.filtered(): (text, gone, kept) or (text, gone) each; papers have heads of their own"""
    t = Test()
    t.filtered(head, texts)
    t.filtered("", papers)
    return t.end()


class Done:
    def __init__(self, returncode, stdout, stderr, raw):
        self.returncode, self.stdout, self.stderr, self.raw = returncode, stdout, stderr, raw


def command(*arguments, program=PROGRAM, patterns=PATTERNS):
    """the command line; packs come from the source tree also when the build folder lies elsewhere"""
    rest = [str(a) for a in arguments]
    needs = rest and (rest[0] in ("redact", "scan", "apply", "estimate", "filter", "rules") or (rest[0] == "verify" and "-c" in rest))
    if needs and "--patterns" not in rest:
        rest[1:1] = ["--patterns", patterns]
    return [program, *rest]


def run(*arguments, stdin=b"", timeout=300, cwd=None, env=None, preexec=None, **where):
    """runs blackbar; output as text, and raw"""
    environment = dict(os.environ, **env) if env else None
    if isinstance(stdin, str):
        stdin = stdin.encode("utf-8")
    done = subprocess.run(command(*arguments, **where), input=stdin, capture_output=True, timeout=timeout, cwd=cwd, env=environment, preexec_fn=preexec)
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"), done.stdout)


def filter_each(texts, *options):
    """what `blackbar filter` makes of each text: one start of the program for all; those that it refuses so (an e-mail), alone"""
    if not texts:
        return []
    many = run("filter", "--null", *options, stdin="".join(text + "\0" for text in texts), timeout=300 * SLOWER)
    answers = many.stdout.split("\0")
    if many.returncode > 1 or len(answers) != len(texts) + 1 or answers.pop():
        return [Done(many.returncode or 3, "", many.stderr, b"")] * len(texts)
    return [Done(0, answer, "", answer.encode("utf-8")) if answer else run("filter", *options, stdin=text) for answer, text in zip(answers, texts)]


def members(bundle):
    """{name: bytes} of a bundle"""
    with zipfile.ZipFile(bundle) as z:
        return {i.filename: z.read(i) for i in z.infolist()}


def documents(bundle):
    return {name[len("documents/"):]: data for name, data in members(bundle).items() if name.startswith("documents/")}


def table(bundle, name):
    """rows of a csv of the bundle as dictionaries, strictly as RFC 4180 has them"""
    text = members(bundle)[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def index(bundle):
    """one row of index.csv a document, as a dictionary; document without the folder"""
    rows = list({row["document"]: row for row in reversed(table(bundle, "index.csv"))}.values())[::-1]
    for row in rows:
        row["document"] = row["document"].removeprefix("documents/")
    return rows


def read(path):
    with open(path, "rb") as f:
        return f.read()


def expected():
    with open(EXPECTED, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def have(tool):
    return shutil.which(tool) is not None


# A report with a child whose names and numbers must go, for tests that are not about recognising.
REPORT = """HARROW CITY POLICE DEPARTMENT
INCIDENT REPORT

Report No: 24-000417
Reported: 03/04/2024 1640 hours
Offense: ENDANGERING THE WELFARE OF A CHILD 2ND DEGREE
Officer: Ofc. Dana Reyes #3120

VICTIM
Name: Vandersloot, Emmeline Ruth
DOB: 06/09/2014   Age: 9   Sex: F
Address: 2318 Pellbrook Ter Apt 4C, Harrow City, MO
Phone: 816-555-0131
SSN: 774-20-3318

NARRATIVE
On the above date I spoke with Emmeline Vandersloot at her home. Emmeline said that she
was alone. Her mother, Corisande Vandersloot, arrived at 1755 hours.
Ofc. Dana Reyes #3120
"""
SECRETS = ["Emmeline", "Vandersloot", "Corisande", "06/09/2014", "2318 Pellbrook", "816-555-0131", "774-20-3318"]
FACTS = ["24-000417", "03/04/2024", "1640 hours", "Dana Reyes", "3120", "HARROW CITY POLICE DEPARTMENT"]


def left(text, secrets=None):
    """secrets still there, however they are written"""
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    stacks = leaks.haystacks(raw)
    return [s for s in (SECRETS if secrets is None else secrets) if any(leaks.plain(leaks.fold(s)) in h for h in stacks)]
