#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a release knows of a name from its other documents: who is an official there keeps the name here, if nothing else is known
of its bearer, and nobody who is protected anywhere bears it."""
import itertools
import sys

from lib import Test, documents, run

HEAD = "MERRIDEN COUNTY SHERIFF\nReport %s\nDate: 03/04/2024\n\n%s\n"
RANKED = "Detective Bertil Tillis came to the counter. Sergeant Vesna Korhal and Deputy Maria Garcia read it.\n"
# text of the second report, what must stay, what must go
CASES = {
    "a whole name": ("The boy, Emil Vard, 9, had said to Bertil Tillis that it was the first time.", ["Bertil Tillis"], ["Emil", "Vard"]),
    "in capitals": ("THE BOY EMIL VARD 9 TOLD BERTIL TILLIS AT 1400", ["BERTIL TILLIS"], ["EMIL", "VARD"]),
    "a letter for the given name": ("Copies: B. Tillis. The boy is Emil Vard, 9.", ["B. Tillis"], ["Emil", "Vard"]),
    "a name that many have": ("The boy, Emil Vard, 9, had said it to Maria Garcia.", [], ["Maria", "Garcia"]),
    "a letter, of a child": ("B. Tillis was seen at the park with his bike. His mom was not there.", [], ["Tillis"]),
    "another given name": ("The boy, Emil Vard, 9, had said it to Ilse Tillis.", [], ["Ilse", "Tillis"]),
    "another letter": ("Copies: K. Tillis. The boy is Emil Vard, 9.", [], ["K. Tillis"]),
    "only the surname": ("The boy, Emil Vard, 9, had seen Tillis at the gate.", [], ["Tillis"]),
    "the mother's name": ("Emil Vard, 9, came with his mother, Vesna Korhal.", [], ["Vesna", "Korhal"]),
    "a child's name": ("Bertil Tillis, 9, had said it to his teacher.", [], ["Bertil", "Tillis"]),
    "the surname of the child": ("The boy, Emil Tillis, 9, had said it to Bertil Tillis.", [], ["Emil", "Bertil", "Tillis"]),
    "who called the hotline": ("The hotline was called by Bertil Tillis about Emil Vard, 9.", [], ["Bertil", "Emil"]),
}
# the line that numbers the first report, that of the second, whether they are one case
NUMBERS = [
    ("Report 24-041877", "Report 24-041877", True),
    ("Report 24-041877", "Report 24-041878", False),
    ("Report 24-041877", "Report 24-O4l877", True),                        # scanned
    ("Report 24-041877", "Supplement to report 24-041877-B", True),
    ("Our no. 24-T-2071, theft", "24-T-2071: request for review", True),   # no label that a rule knows
    ("SP-0925-0418", "See SP-0925-0418 of that day", True),
    ("CFS 240918-063", "To 240918-063", True),
    ("Call 417-555-0103", "Call 417-555-0103", False),
    ("Seen 2024-03-04", "Seen 2024-03-04", False),
    ("From 1530-1545", "From 1530-1545", False),
    ("Seen 04-MAR-2024", "Seen 04-MAR-2024", False),
    ("Printed 2024-03-04T00:00:00", "Printed 2024-03-04T00:00:00", False),
    ("Printed 20240304-1530", "Printed 20240304-1530", False),
    ("Shift 0800-1600HRS", "Shift 0800-1600HRS", False),
    ("School year 2024-2025", "School year 2024-2025", False),
    ("DEC-240918-063", "See DEC-240918-063", True),
    ("SSN of the boy: 219-09-9999", "SSN 219-09-9999", True),
]
KNOWN = "MERRIDEN COUNTY SHERIFF\n%s\nVictim: Maas, Clover Anne, DOB 06/09/2014\n"
HALF = "MERRIDEN COUNTY SHERIFF\n%s\n\nThe field behind the barn was full of Clover.\n"
THIRD = "Bertil Tillis had said the same. The girl is Dorte Maas, 7, of Wend.\n"


def release(t, texts, *options):
    for name in ("a", "b", "c", "d"):
        t.write(f"in/{name}.txt", HEAD % (f"24-0{ord(name)}1", texts.get(name, "Nothing further.\n")))
    out = t.path("out.zip")
    done = run("redact", t.path("in"), "-o", out, "--force", "-q", *options)
    return documents(out) if t.exits(done, 0, f"released: {' '.join(options)}") else {}


def check_numbers(t):
    """a first name alone is the child's in reports of the same case, whatever number shows that they are"""
    for first, second, same in NUMBERS:
        t.write("case/a.txt", KNOWN % first)
        t.write("case/b.txt", HALF % second)
        done = run("redact", t.path("case"), "-o", t.path("case.zip"), "--force", "-q")
        out = documents(t.path("case.zip")).get("b.txt", b"").decode() if t.exits(done, 0, f"released: {second}") else ""
        t.test(out and "Clover" not in out and ("[CHILD-1]" in out) == same, f"{first} and {second}: {'one case' if same else 'two cases'}", out)
    # the number of a form, which many documents have, joins none of them
    for count, number in ((2, "Form MC-240-118"), (9, "Form MC-240-118"), (2, "SSN 123-45-6789"), (9, "SSN 123-45-6789")):
        folder = t.path(f"{number[:3]}{count}")
        for i in range(count):
            t.write(f"{folder}/{i}.txt", (KNOWN if i == 0 else HALF) % number)
        done = run("redact", folder, "-o", t.path("form.zip"), "--force", "-q")
        out = documents(t.path("form.zip")).get("1.txt", b"").decode() if t.exits(done, 0, f"released: {count} documents") else ""
        t.test(out and "Clover" not in out and ("[CHILD-1]" in out) == (count <= 8), f"{number}, which {count} documents have", out)


# what another report says of a telephone, what this one says, whether it stays
TELEPHONES = [
    ("The records desk of the sheriff is 816-555-0107.", "Call back at 816-555-0107 or (816) 555-0107.", True),
    ("Nothing was said.", "Call back at 816-555-0107 or (816) 555-0107.", False),
    ("The records desk of the sheriff is 816-555-0107.", "Call back at 816-555-0108.", False),
    ("The records desk of the sheriff is 816-555-0107.", "I called Chue Neng at 816-555-0107.", False),
    ("The records desk of the sheriff is 816-555-0107.", "1418 Larkspur Lane, 816-555-0107.", False),
    ("The records desk of the sheriff is 816-555-0107.", "Grandma 816-555-0107.", False),
    ("The records desk of the sheriff is 816-555-0107.", "RP number 816-555-0107.", False),
    ("The records desk of the sheriff is 816-555-0107.\n\nMother: Ann Vard, phone 816-555-0107. Emil Vard is 9.", "Call back at 816-555-0107.", False),
    # whoever notes many desks notes all the same that somebody has one of them
    ("\n".join(f"The records desk of the sheriff is 816-555-01{i}." for i in range(20, 40)) +
     "\nThe records desk of the sheriff is 816-555-0107.\n\nMother: Ann Vard, phone 816-555-0107. Emil Vard is 9.", "Call back at 816-555-0107.", False),
]


def check_telephones(t):
    """a desk's number stays wherever it stands without a word for whose it is, unless somebody protected has it too"""
    for first, second, stays in TELEPHONES:
        out = release(t, {"a": first + "\n", "b": second + "\n"}).get("b.txt", b"").decode()
        t.test(out and ("555-010" in out) == stays, f"{first} {second}", out)


def main():
    t = Test()
    check_numbers(t)
    check_telephones(t)
    for what, (text, stays, goes) in CASES.items():
        out = release(t, {"a": RANKED, "b": text + "\n"}).get("b.txt", b"").decode()
        body = out.partition("2024\n\n")[2]
        t.test(body and all(s in body for s in stays), f"{what}: stays", out)
        t.test(body and not any(g in body for g in goes), f"{what}: goes", out)
    # whose name is protected in any document keeps it nowhere but beside the rank
    out = release(t, {"a": RANKED, "b": "Bertil Tillis, father of Emil Tillis, 9, came in.\n", "c": THIRD}).get("c.txt", b"").decode()
    t.test(out and "Tillis" not in out, "protected in a third document", out)
    # neither the order of the documents nor the number of workers changes anything
    texts = [RANKED, THIRD, "Copies: B. Tillis. The boy is Emil Vard, 9.\n", "Nothing further.\n"]
    for order in itertools.permutations("abcd"):
        wrong = []
        for jobs in ("-j1", "-j3"):
            out = release(t, dict(zip(order, texts)), jobs)
            three = out.get(order[1] + ".txt", b"") + out.get(order[2] + ".txt", b"")
            if b"Bertil Tillis had" not in three or b"B. Tillis" not in three or b"Emil" in three or b"Maas" in three:
                wrong.append(three.decode())
        t.test(not wrong, f"in the order {''.join(order)}", *wrong)
    return t.end()


sys.exit(main())
