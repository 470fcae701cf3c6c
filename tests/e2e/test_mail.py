#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 15 s
"""E-mails: nothing of a child is left in any header, part, name or boundary; what stays is a message that Python's reader finds no
fault with; attachments are documents of their own; what two programs could read in two ways is withheld."""
import email
import email.policy
import html
import importlib.util
import os
import re
import sys
import zipfile

from lib import ROOT, Test, documents, index, left, members, read, run

FOLDER = os.path.join(ROOT, "fixtures/formats/mail")
spec = importlib.util.spec_from_file_location("make_mail", os.path.join(FOLDER, "make.py"))
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)
DROPPED = ["Received", "Message-ID", "In-Reply-To", "References", "Return-Path", "DKIM", "X-", "User-Agent", "Thread", "List-", "Delivered-To", "Content-ID", "Content-Description",
           "Content-Location", "filename", "name="]


def parsed(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def defects(message):
    """of the message, its parts and its headers, and parts that do not decode"""
    found = []
    for part in message.walk():
        found += [f"{part.get_content_type()}: {d!r}" for d in part.defects]
        for name, value in part.items():
            found += [f"{name}: {d!r}" for d in getattr(value, "defects", ())]
        if not part.is_multipart():
            part.get_content()
    return found


def texts(message):
    return [part.get_content() for part in message.walk() if not part.is_multipart()]


def shape(message):
    """the tree of types; what became a document of its own, or is left out, counts as a text"""
    if message.is_multipart():
        return [message.get_content_subtype()] + [shape(p) for p in message.iter_parts()]
    return message.get_content_type()


def redact(t, source, name="out.zip", *options):
    done = run("redact", source, "-o", t.path(name), "--force", "-q", *options)
    return done, documents(t.path(name)) if os.path.exists(t.path(name)) else {}


def check_files(t):
    for name, data in make.texts():
        path = os.path.join(FOLDER, name)
        t.test(os.path.exists(path) and read(path) == data, f"{name} is what make.py makes")


def check_good(t):
    for name, _ in make.good():
        done, got = redact(t, os.path.join(FOLDER, name))
        rows = {r["document"]: r for r in index(t.path("out.zip"))}
        held = [d for d, r in rows.items() if r["status"] != "released" and not d.endswith(".png")]
        t.test(done.returncode in (0, 1) and got and not held, f"{name}: released", *[f"{d}: {rows[d]['reason']}" for d in held])
        found = [f"{m}: {s}" for m, d in members(t.path("out.zip")).items() for s in left(d, make.SECRETS) + left(m, make.SECRETS)]
        t.test(not found, f"{name}: no secret", *found)
        lost = [f for f in make.FACTS if not any(f.encode() in d or any(f in x for x in shown(n, d)) for n, d in got.items())]
        t.test(not lost, f"{name}: facts are there", *lost)
        for document, data in got.items():
            if not document.endswith((".eml", ".mht")):
                continue
            faults = defects(parsed(data))
            t.test(not faults, f"{name}: {document} opens", *faults)
            heads = [d for d in DROPPED if re.search(rb"(?im)^" + re.escape(d.encode()), data)]
            t.test(not heads and b"name=" not in data, f"{name}: {document}: headers that only programs read are gone", *heads)


def check_pieces(t):
    """the size of reads changes nothing, and parts however small give messages that are whole"""
    for name, _ in make.good():
        t.write("good/" + name, read(os.path.join(FOLDER, name)))
    _, once = redact(t, t.path("good"))
    _, got = redact(t, t.path("good"), "out.zip", "--read-size", "1")
    t.test(len(once) > 30 and once == got, "read byte by byte: the same", str(len(once)))
    _, got = redact(t, t.path("good"), "out.zip", "--part-size", "300")
    held = [f"{r['document']}: {r['reason']}" for r in index(t.path("out.zip")) if r["status"] != "released" and not r["document"].endswith(".png")]
    faults = [f"{n}: {f}" for n, d in got.items() if n.endswith((".eml", ".mht")) for f in defects(parsed(d))]
    t.test(len(got) == len(once) and not held and not faults, "in small parts: released, and they open", *held, *faults)


def shown(name, data):
    return texts(parsed(data)) if name.endswith((".eml", ".mht")) else []


def check_parts(t):
    _, got = redact(t, os.path.join(FOLDER, "attachments.eml"))
    names = sorted(got)
    message = parsed(got["attachments.eml"])
    t.test(len(names) == 9 and all(re.match(r"attachments\.eml(\.parts/\d+-\S.*)?$", n) for n in names), "attachments are documents of their own", *names)
    t.test(any(n.endswith(".eml.parts/1-[CHILD-1] 2.txt") for n in names) and any("papers.zip/" in n for n in names), "attachments of attachments too", *names)
    t.test(shape(message) == ["mixed"] + ["text/plain"] * 9, "a text stands for each", str(shape(message)))
    notes = re.findall(r"\[attachment (\d+): see \.parts/(\d+) ", "\n".join(texts(message)))
    t.test(notes == [(str(i), str(i)) for i in range(1, 8)], "and tells where it is", str(notes))
    t.test(make.REPORT.splitlines()[0] in got["attachments.eml.parts/1-[CHILD-1].txt"].decode(), "an attachment is what it was")
    held = [r for r in index(t.path("out.zip")) if r["status"] != "released"]
    t.test(len(held) == 1 and held[0]["document"].endswith(".png") and "[" in held[0]["document"], "a picture is withheld, the message is not", str(held))


def check_tells_the_same(t):
    _, got = redact(t, os.path.join(FOLDER, "alternatives.eml"))
    message = parsed(got["alternatives.eml"])
    plain, coded, card, attached = texts(message)
    t.test(plain.replace("\r\n", "\n") == coded.replace("\r\n", "\n") and "[CHILD-1]" in plain, "alternatives tell the same cuts", plain, coded)
    t.test(shape(message)[0] == "alternative" and "Interview of [CHILD-1]\n" in card and "With\n[CHILD-1], 24-000417" in card, "a calendar is read as text", card)
    t.test(attached.split() == card.split(), "one that is attached too", attached)
    _, got = redact(t, os.path.join(FOLDER, "pages.eml"))
    message = parsed(got["pages.eml"])
    plain, page = texts(message)[:2]
    seen = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<body")[2].partition(">")[2])).split())
    t.test(shape(message) == ["related", ["alternative", "text/plain", "text/html"], "text/plain"], "a page stays a page", str(shape(message)))
    t.test(seen.startswith(" ".join(plain.split())), "a text and its page tell the same cuts", plain, seen)
    t.test("charset=utf-8" in page and "caf\u00e9" in page and "iso-8859" not in page, "the page says its encoding", page[:200])
    _, got = redact(t, os.path.join(FOLDER, "pages.eml"), "out.zip", "--pictures", "drop")
    t.test(list(got) == ["pages.eml"] and "[picture]" in texts(parsed(got["pages.eml"]))[2], "pictures in the text are left out when asked", str(list(got)))
    _, got = redact(t, os.path.join(FOLDER, "lines.eml"))
    t.test(got["lines.eml"].count(b"\n") == got["lines.eml"].count(b"\r\n") > 20, "lines end as they did")
    _, got = redact(t, os.path.join(FOLDER, "flowed.eml"))
    text = texts(parsed(got["flowed.eml"]))
    t.test("I spoke with [CHILD-1] today. \n> [MOTHER OF CHILD-1] wrote \n>> this\nFrom here on.\n-- \nOfc. Dana Reyes" in text[1] and "I spoke with [CHILD-1].\n" in text[2], "flowed lines are paragraphs", *text)
    _, got = redact(t, os.path.join(FOLDER, "signed.eml"))
    t.test(shape(parsed(got["signed.eml"])) == ["mixed", "text/plain"] and b"signature" not in got["signed.eml"], "a signature is dropped")
    _, got = redact(t, os.path.join(FOLDER, "charsets.eml"))
    text = texts(parsed(got["charsets.eml"]))
    t.test(len(text) == 7 and all("\u00e9e" in x and "was alone" in x for x in text), "every character set is read", str([x[-200:] for x in text]))


MEETING = "From: Records <records@harrow-pd.example.gov>\nTo: \"Desk, Front\" <desk@harrow-pd.example.gov>, Garage:a@harrow-pd.example.gov,b@harrow-pd.example.gov;\nCc: =?iso-8859-1?q?caf=E9?= <cafe@harrow-pd.example.gov> (opens at 7)\n" \
          "Subject: =?utf-8?b?dGhlIG92ZW4gb2YgdGhlIGNhZsOpIGlzIHJlcGFpcmVk?=\nDate: Tue, 5 Mar 2024 09:00:00 -0600 (CST)\nMIME-Version: 1.0\n"


def check_untouched(t):
    """without cuts: the same headers that stay, the same parts, the same texts"""
    long_line = "The oven is repaired. " * 80
    bodies = {"plain": "\nThe oven is repaired.\n", "quoted": "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n\n" + make.qp("The oven of the caf\u00e9 is repaired = good. \n\n" + long_line + "\n"),
              "parts": make.parts("mixed", "=_blackbar_0002", make.part("text/plain", "--=_blackbar_0001\nFrom here\n.\n"), make.parts("related", "x", make.part("text/plain", "The oven", "base64")).rstrip("\n"), make.part("text/plain", "")),
              "nothing": "\n", "latin": "Content-Type: text/plain; charset=iso-8859-1\n\nThe oven of the caf\u00e9\n"}
    for what, body in bodies.items():
        source = (MEETING + body).encode("latin-1" if what == "latin" else "utf-8")
        t.write("same.eml", source)
        done, got = redact(t, t.path("same.eml"))
        before, after = parsed(source), parsed(got.get("same.eml", b""))
        t.test(done.returncode == 0 and [(k, str(v)) for k, v in after.items() if not k.startswith(("MIME", "Content"))] == [(k, str(v)) for k, v in before.items() if not k.startswith(("MIME", "Content"))],
               f"{what}: headers that stay are the same", str(after.items()), done.stderr)
        t.test(shape(before) == shape(after) and [x.rstrip("\n") for x in texts(before)] == [x.rstrip("\n") for x in texts(after)] and not defects(after), f"{what}: parts and texts are the same", str(texts(after)), *defects(after))


def check_bad(t):
    done, got = redact(t, os.path.join(FOLDER, "bad"), "bad.zip")
    rows = {r["document"]: r for r in index(t.path("bad.zip"))}
    as_text = {"no-colon.eml", "no-header-end.eml", "blank-line.eml", "word-in-text.eml"}
    for name, _ in make.bad():
        row = next((r for d, r in rows.items() if d.split("/")[-1] == name), None)
        if name in as_text and row and row["status"] == "released":
            found = left(got[row["document"]], make.SECRETS)
            t.test(not found, f"{name}: has no sound header, is read as text", *found)
        else:
            t.test(row is not None and row["status"] == "withheld" and len(row["reason"]) > 20, f"{name}: withheld", str(row))
    found = [f"{m}: {s}" for m, d in members(t.path("bad.zip")).items() for s in left(d, make.SECRETS)]
    t.test(not found, "no secret of damaged messages", *found)


def check_hostile(t):
    cases = {"100,000 parts": make.START + make.parts("mixed", "b", *["\nEmmeline"] * 100000), "messages in messages": make.nested(40),
             "a line without end": make.START + "\n" + "Emmeline" * 2000000, "a million boundaries": make.START + 'Content-Type: multipart/mixed; boundary="b"\n\n' + "--b\n" * 1000000,
             "a million words": make.START + "Comments: " + "=?a?q?" * 40000 + "\n\nx", "addresses of nothing": make.START + "Cc: " + "<(\"," * 60000 + "\n\nx",
             "addresses": make.START + "Cc: " + "emm@x.example," * 18000 + "\n\nx",
             "parameters": make.START + "Content-Type: text/plain" + "; a=b" * 10000 + "\n\nx"}
    for number, text in enumerate(cases.values()):
        t.write(f"hostile/{number}.eml", text)
    redact(t, t.path("hostile"), "hostile.zip")
    rows = index(t.path("hostile.zip"))
    for number, what in enumerate(cases):
        held = [r for r in rows if r["document"].startswith(f"{number}.eml") and r["status"] != "released"]
        t.test(held and all(len(r["reason"]) > 20 and "fault of blackbar" not in r["reason"] for r in held), f"hostile: {what}: withheld with a reason", str(held)[:300])
    found = [f"{m}: {s}" for m, d in members(t.path("hostile.zip")).items() for s in left(d, ["Emmeline", "Vandersloot"])]
    t.test(not found, "hostile: no secret", *found[:5])
    part = b"From a@b.example Mon Mar  4 18:02:11 2024\n" + (make.START + "\nNothing new.\n\n").encode()
    t.write("large.mbox", part * 3000)
    done, got = redact(t, t.path("large.mbox"))
    t.test(done.returncode == 0 and len(got) == 3000 and "large.mbox/3000.eml" in got, "a mailbox of 3000 messages", str(len(got)))


def check_large(t):
    """a text of several parts"""
    filler = "".join(f"{n:02d}:00 Nothing was seen at the gate = nothing.\n\n" for n in range(24)) * 200
    t.write("large.eml", make.START + make.parts("mixed", "b", make.part("text/plain", make.REPORT + filler + make.SHORT), make.part("text/plain", make.SHORT), make.part("text/plain", filler, "base64")))
    done, got = redact(t, t.path("large.eml"))
    t.exits(done, 0, "a large text: released")
    message = parsed(got.get("large.eml", b""))
    found = left(got.get("large.eml", b"Emmeline"), make.SECRETS) + defects(message)
    t.test(not found, "a large text: no secret, no fault", *found)
    t.test(len(texts(message)) == 3 and filler in texts(message)[0] and texts(message)[2] == filler, "a large text: whole", str([len(x) for x in texts(message)]))
    log = members(t.path("out.zip"))["redaction-log.csv"].decode()
    t.test(",text 1,name," in log and ",text 2,name," in log and "header" not in log, "the log says which text", log[:300])


def check_case(t):
    """what one part of a message says of somebody holds in the others"""
    one = "From: Dana Reyes <dana.reyes@harrow-pd.example.gov>\nTo: desk@harrow-pd.example.gov\nMessage-ID: <q@x>\n" + make.parts(
        "mixed", "b", "\nVictim: Emmeline Vandersloot, age 9. Her mother is Corisande Vandersloot.", "Content-Disposition: attachment; filename=list.txt\n\nseen: Emmeline and Corisande at the gate, 0900")
    t.write("case/a.eml", one)
    t.write("case/b.txt", "seen: the gate, 0900, Emmeline is a good brand\n")
    done, got = redact(t, t.path("case"))
    t.test(got.get("a.eml.parts/1-list.txt") == b"seen: [CHILD-1] and [MOTHER OF CHILD-1] at the gate, 0900", "an attachment knows who is in the message", str(got))
    t.test(got.get("b.txt", b"").startswith(b"seen: the gate, 0900"), "another file does not", str(got))


def check_late(t):
    """a report that is mailed years after: who was a child then is one"""
    body = "The log of 03/04/2012 says that Emmeline Vandersloot, DOB 06/09/2003, was found alone at the store. Her mother, Corisande Vandersloot, came.\n"
    for year in (2012, 2026):
        t.write("late.eml", f"From: a@harrow.example\nTo: b@harrow.example\nSubject: Log\nDate: Mon, 9 Mar {year} 10:00:00 -0600\nMessage-ID: <1@x>\n\n{body}")
        _, got = redact(t, t.path("late.eml"))
        found = left(got.get("late.eml", b"Emmeline"), ["Emmeline", "Vandersloot", "06/09/2003", "Corisande"])
        t.test(not found and b"03/04/2012" in got["late.eml"], f"mailed in {year}: the child is one", *found, str(got))


def check_command(t):
    done = run("filter", stdin=read(os.path.join(FOLDER, "alternatives.eml")))
    t.test(done.returncode == 0 and not left(done.raw, make.SECRETS) and not defects(parsed(done.raw)), "filter: a message without attachments", done.stderr)
    done = run("filter", stdin=read(os.path.join(FOLDER, "attachments.eml")))
    t.test(done.returncode == 2 and not done.raw and "attachments" in done.stderr, "filter: one with attachments is refused", done.stderr)
    memo = "FROM: Sgt. Ines Calloway\nTO: Capt. Oberholt\nSUBJECT: 24-000417\n\nReceived: 03/04/2024\n"
    t.write("memo.eml.txt", memo)
    _, got = redact(t, t.path("memo.eml.txt"))
    t.test(got.get("memo.eml.txt") == memo.encode(), "a memo is a text", str(got))
    t.write("coded.txt", "Forwarded:\n\nFrom: =?utf-8?q?Em=6Deline?= <e@mailbox.example>\n")
    done, got = redact(t, t.path("coded.txt"), "coded.zip")
    t.test(done.returncode == 1 and not got, "a coded word in a text is not passed on", str(got))
    with zipfile.ZipFile(t.path("mails.zip"), "w") as z:
        z.write(os.path.join(FOLDER, "attachments.eml"), "in/a.eml")
    _, got = redact(t, t.path("mails.zip"))
    t.test(any(n.startswith("mails.zip/in/a.eml.parts/7-") and n.endswith("2.txt") for n in got), "e-mails in archives", *sorted(got))
    first = members(t.path("out.zip"))
    redact(t, t.path("mails.zip"), "again.zip", "-j", "3")
    t.test(members(t.path("again.zip")) == first, "the same with more workers")


def main():
    t = Test()
    check_files(t)
    check_good(t)
    check_pieces(t)
    check_parts(t)
    check_tells_the_same(t)
    check_untouched(t)
    check_bad(t)
    check_hostile(t)
    check_large(t)
    check_case(t)
    check_late(t)
    check_command(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
