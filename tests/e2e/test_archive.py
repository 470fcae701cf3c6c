#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 60 s
"""The archive of 149 reports: what comes out, and whether a bundle that was touched is found out."""
import os
import shutil
import subprocess
import sys
import zipfile

import forge
from lib import ARCHIVE, EXPECTED, HERE, Test, documents, expected, have, index, members, read, run


def tool(*command, cwd=None):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, errors="replace")


def check_counts(t, done, bundle, wanted):
    import json
    counts = json.loads(done.stdout)
    held = [e for e in wanted if e["withheld"]]
    t.test(counts["documents"] == len(wanted) == 149, "149 documents are read", str(counts))
    t.test(counts["released"] + counts["withheld"] == counts["documents"], "released and withheld make 149", str(counts))
    t.test(counts["withheld"] == len(held), f"{len(held)} are withheld", str(counts))
    t.test(counts["signed"] is True, "the bundle is signed", str(counts))
    rows = index(bundle)
    t.test(len(rows) == 149, "index.csv has 149 rows", str(len(rows)))
    t.test(all(r["reason"] for r in rows if r["status"] == "withheld"), "each withheld document has a reason")
    t.test(sorted(r["document"] for r in rows if r["status"] == "released") == sorted(documents(bundle)), "the index lists what is there")
    t.test(sum(int(r["cuts"]) for r in rows) == counts["cuts"], "the cuts of the index add up")
    log = members(bundle)["redaction-log.csv"].decode().count("\n") - 1
    t.test(log == counts["cuts"] + counts["withheld"], "the log has a line for each cut and each withheld document", f"{log} lines")


def check_leaks(t, bundle):
    """every line of leaks.py is a test of its own; how many facts are kept is a matter of `make accuracy`"""
    done = tool(sys.executable, "-B", os.path.join(HERE, "leaks.py"), bundle, EXPECTED)
    about_facts = False
    t.test("1.." in done.stdout, "leaks.py runs to its end", *done.stderr.splitlines()[-3:])
    for line in done.stdout.splitlines():
        if " facts kept in " in line:
            about_facts = True
        elif line.startswith(("ok ", "not ok ")):
            about_facts = False
            t.test(line.startswith("ok "), line.split(" - ", 1)[1].replace("\\#", "#"))
        elif line.startswith("#") and not about_facts:
            print(line)


def check_kin(t, bundle):
    """kin is that of a child whom the document names, also when others of the case name the child too"""
    text = documents(bundle)["2011/11-004417.txt"].decode()
    t.test("[MOTHER OF CHILD-1]" in text and "[GRANDMOTHER OF CHILD-1]" in text, "the mother is that of [CHILD-1]")


def check_tools(t, bundle, key):
    folder = t.path("unpacked")
    done = tool("unzip", "-tq", bundle)
    t.test(done.returncode == 0, "unzip -t", done.stdout[-300:])
    tool("unzip", "-q", bundle, "-d", folder)
    done = tool("sha256sum", "-c", "--quiet", "SHA256SUMS", cwd=folder)
    t.test(done.returncode == 0, "sha256sum -c SHA256SUMS", done.stdout[-300:], done.stderr[-300:])
    sums = read(os.path.join(folder, "SHA256SUMS")).decode()
    listed = {line[66:] for line in sums.splitlines() if len(line) > 66 and line[64:66] == "  "}
    there = {n for n in members(bundle) if not n.startswith("SHA256SUMS") and not n.endswith("/")}
    t.test(there <= listed, "every member has its checksum", *sorted(there - listed)[:5])
    if not have("minisign"):
        t.skip("minisign -V", "minisign is missing")
        return
    done = tool("minisign", "-V", "-m", "SHA256SUMS", "-p", key + ".pub", cwd=folder)
    t.test(done.returncode == 0, "minisign -V accepts the signature", done.stderr)
    with open(os.path.join(folder, "SHA256SUMS"), "ab") as f:
        f.write(b" ")
    done = tool("minisign", "-V", "-m", "SHA256SUMS", "-p", key + ".pub", cwd=folder)
    t.test(done.returncode != 0, "minisign -V refuses a changed one")


def check_keys(t, bundle, key):
    t.test(os.stat(key).st_mode & 0o777 == 0o600, "the secret key is for its owner only")
    t.exits(run("verify", bundle), 0, "verify")
    done = run("verify", bundle, "--key", key + ".pub")
    t.exits(done, 0, "verify --key", done.stdout)
    t.test("signature good" in done.stdout, "verify says that the signature is good", done.stdout)
    run("keygen", t.path("other.key"))
    done = run("verify", bundle, "--key", t.path("other.key.pub"))
    t.exits(done, 1, "verify --key with somebody else's key", done.stdout)
    done = run("verify", bundle, "--key", key)
    t.test(done.returncode != 0, "verify --key does not take a secret key for a public one")


def check_flips(t, bundle):
    """a flipped byte anywhere is found: in headers, names, data, directory, signature"""
    whole = read(bundle)
    with zipfile.ZipFile(bundle) as z:
        infos = z.infolist()
        starts = [i.header_offset for i in infos]
        central = z.start_dir
    places = {0, 1, 4, 6, 8, 10, 14, 18, 22, 26, 28, 30, len(whole) - 1, len(whole) - 4, len(whole) - 8, len(whole) - 12, len(whole) - 22}
    places |= {s + k for s in starts[:3] + starts[-6:] for k in (2, 6, 12, 15, 24, 31, 60)}
    places |= {central + k for k in range(0, 60)}
    places |= {len(whole) * k // 40 for k in range(40)}
    missed = []
    for place in sorted(p for p in places if 0 <= p < len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x04
        path = t.write("flipped.zip", bytes(changed))
        done = run("verify", "-q", path)
        if done.returncode != 1:
            missed.append(f"byte {place} of {len(whole)} (central directory at {central}): exit status {done.returncode}")
    t.test(not missed, "a flipped byte is found, wherever it is", *missed)
    missed = []
    for size in (0, 1, 21, 22, 100, len(whole) // 2, len(whole) - 1):
        done = run("verify", "-q", t.write("short.zip", whole[:size]))
        if done.returncode not in (1, 3) or not done.stderr + done.stdout:
            missed.append(f"first {size} bytes: exit status {done.returncode}")
    t.test(not missed, "a bundle cut short is found", *missed)
    for what, more in (("before", (b"x" + whole)), ("behind", whole + b"x")):
        done = run("verify", "-q", t.write("more.zip", more))
        t.test(done.returncode == 1, f"a byte {what} the zip is found", f"exit status {done.returncode}")


def drop_line(data, at):
    lines = data.split(b"\n")
    return b"\n".join(lines[:at] + lines[at + 1:])


def changed(files, name, change):
    return [(n, change(d) if n == name else d) for n, d in files]


def forgeries(files, document):
    """what -> the files of a bundle with this change; by somebody who writes sums anew, and by somebody who does not"""
    last = lambda d: d[:d.rstrip(b"\n").rfind(b"\n") + 1]  # noqa: E731
    yield "a file added", files[:-6] + [("documents/zz-extra.txt", b"x\n")] + files[-6:]
    yield "a file taken out", [f for f in files if f[0] != document]
    yield "a file renamed", [("documents/renamed.txt" if n == document else n, d) for n, d in files]
    yield "a document changed", changed(files, document, lambda d: d + b"x")
    yield "two documents exchanged", changed(changed(files, document, lambda d: files[0][1]), files[0][0], lambda d: dict(files)[document])
    yield "a line of the audit taken out", changed(files, "audit.jsonl", lambda d: drop_line(d, 20))
    yield "the last line of the audit taken out", changed(files, "audit.jsonl", last)
    yield "a line of the audit changed", changed(files, "audit.jsonl", lambda d: d.replace(b'"line":5', b'"line":6', 1))
    yield "a line of the public log taken out", changed(files, "redaction-log.csv", lambda d: drop_line(d, 20))
    yield "a line of the public log changed", changed(files, "redaction-log.csv", lambda d: d.replace(b"[CHILD-1]", b"[CHILD-2]", 1))
    yield "a row of the index taken out", changed(files, "index.csv", lambda d: drop_line(d, 20))
    yield "a row of the index changed", changed(files, "index.csv", lambda d: d.replace(b",released,", b",withheld,", 1))
    yield "a name twice", files[:-6] + [(document, b"x")] + files[-6:]


def check_changes(t, bundle, key):
    with zipfile.ZipFile(bundle) as z:
        files = [(i.filename, z.read(i)) for i in z.infolist()]
    document = sorted(n for n, _ in files if n.startswith("documents/"))[3]
    same = run("verify", t.write("same.zip", forge.pack(forge.resum(files))[0]))
    t.exits(same, 0, "the same files in the same form, with sums made anew, are sound without a signature", same.stdout)
    found = {}
    for what, forged in forgeries(files, document):
        found[what] = run("verify", t.write("changed.zip", forge.pack(forged)[0]))
        t.test(found[what].returncode == 1 and "not sound: " in found[what].stdout, f"verify finds: {what}", f"exit status {found[what].returncode}", found[what].stdout[-300:])
        again = run("verify", t.write("changed.zip", forge.pack(forge.resum(forged))[0]))
        t.test(again.returncode == 1 and "not sound: " in again.stdout, f"verify finds, although sums were made anew: {what}", f"exit status {again.returncode}", again.stdout[-300:])
        done = run("verify", t.path("changed.zip"), "--key", key + ".pub")
        t.test(done.returncode == 1, f"verify --key finds: {what}", f"exit status {done.returncode}")
    t.test(document in found["a document changed"].stdout, "verify names the document that was changed", found["a document changed"].stdout[-300:])
    t.test(document in found["a file taken out"].stdout, "verify names the document that was taken out", found["a file taken out"].stdout[-300:])
    t.test("zz-extra.txt" in found["a file added"].stdout, "verify names the file that was added", found["a file added"].stdout[-300:])
    for what, forged in {"README changed": changed(files, "README.txt", lambda d: d + b"x"),
                         "SHA256SUMS changed": changed(files, "SHA256SUMS", lambda d: d.replace(b"a", b"b", 1))}.items():
        t.exits(run("verify", t.write("changed.zip", forge.pack(forged)[0])), 1, f"verify finds: {what}")
    made = forge.resum(files)
    sums = made[-1][1].decode()
    at = sums.index("  README.txt") - 64
    wrong = sums[:at] + ("0" if sums[at] != "0" else "1") + sums[at + 1:]
    t.exits(run("verify", t.write("changed.zip", forge.pack(made[:-1] + [(forge.SUMS, wrong.encode())])[0])), 1, "verify finds: a checksum that is not the file's")
    for what, forged in {"the signature taken out": [f for f in files if f[0] != forge.SIGNATURE],
                         "the signature changed": changed(files, forge.SIGNATURE, lambda d: d[:-10] + bytes([d[-10] ^ 1]) + d[-9:]),
                         "README changed and sums made anew": forge.resum(changed(files, "README.txt", lambda d: d + b"x"))}.items():
        t.exits(run("verify", t.write("changed.zip", forge.pack(forged)[0]), "--key", key + ".pub"), 1, f"verify --key finds: {what}")


def main():
    t = Test()
    key, bundle = t.path("agency.key"), t.path("release.zip")
    t.exits(run("keygen", key), 0, "keygen")
    t.test(run("keygen", key).returncode != 0, "keygen does not replace a key")
    done = run("redact", ARCHIVE, "-o", bundle, "--key", key, "--json")
    if t.exits(done, 1, "redact the archive: exit status 1, since some are withheld"):
        wanted = expected()
        check_counts(t, done, bundle, wanted)
        check_kin(t, bundle)
        check_tools(t, bundle, key)
        check_keys(t, bundle, key)
        check_flips(t, bundle)
        check_changes(t, bundle, key)
        check_leaks(t, bundle)
    shutil.rmtree(t.path("unpacked"), ignore_errors=True)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
