#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a release knows of a name from its other documents: who is an official there keeps the name here, if nothing else is known
of its bearer, and nobody who is protected anywhere bears it."""
import itertools
import sys

from lib import Test, documents, run

HEAD = "MERRIDEN COUNTY SHERIFF\nReport %s\nDate: 03/04/2024\n\n%s\n"
RANKED = "Detective Bertil Tillis came to the counter. Sergeant Vesna Korhal read the report.\n"
# text of the second report, what must stay, what must go
CASES = {
    "a whole name": ("The boy, Emil Vard, 9, had said to Bertil Tillis that it was the first time.", ["Bertil Tillis"], ["Emil", "Vard"]),
    "in capitals": ("THE BOY EMIL VARD 9 TOLD BERTIL TILLIS AT 1400", ["BERTIL TILLIS"], ["EMIL", "VARD"]),
    "a letter for the given name": ("Copies: B. Tillis. The boy is Emil Vard, 9.", ["B. Tillis"], ["Emil", "Vard"]),
    "another given name": ("The boy, Emil Vard, 9, had said it to Ilse Tillis.", [], ["Ilse", "Tillis"]),
    "another letter": ("Copies: K. Tillis. The boy is Emil Vard, 9.", [], ["K. Tillis"]),
    "only the surname": ("The boy, Emil Vard, 9, had seen Tillis at the gate.", [], ["Tillis"]),
    "the mother's name": ("Emil Vard, 9, came with his mother, Vesna Korhal.", [], ["Vesna", "Korhal"]),
    "a child's name": ("Bertil Tillis, 9, had said it to his teacher.", [], ["Bertil", "Tillis"]),
    "the surname of the child": ("The boy, Emil Tillis, 9, had said it to Bertil Tillis.", [], ["Emil", "Bertil", "Tillis"]),
    "who called the hotline": ("The hotline was called by Bertil Tillis about Emil Vard, 9.", [], ["Bertil", "Emil"]),
}
THIRD = "Bertil Tillis had said the same. The girl is Dorte Maas, 7, of Wend.\n"


def release(t, texts, *options):
    for name in ("a", "b", "c", "d"):
        t.write(f"in/{name}.txt", HEAD % (f"24-0{ord(name)}1", texts.get(name, "Nothing further.\n")))
    out = t.path("out.zip")
    done = run("redact", t.path("in"), "-o", out, "--force", "-q", *options)
    return documents(out) if t.exits(done, 0, f"released: {' '.join(options)}") else {}


def main():
    t = Test()
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
