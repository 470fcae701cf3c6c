#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""What looks like a name, home or number of somebody and is none: officers by their letters, call signs and lists, titles, speakers of
threads, agencies, shops, roads, numbers and telephones of agencies. And beside each what must still go."""
import sys

from lib import Test, run

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # halves of the day, speakers
    ("Thread with: Tamsin Oyarzun CPS\n9:02 AM Oyarzun: did the fax come\n9:05 AM Oyarzun: ask Emily\n9:06 AM Brannagh: who is at home",
     ["Emily", "Brannagh"], ["9:02 AM Oyarzun: did", "9:05 AM Oyarzun", "9:06 AM"]),
    # letters of shifts, letters under entries
    ("3/4 D Spoke with Ana Carter about it. QLV\n3/4 E Emily came by. PRW\n3/5 D Nothing. QLV\n3/6 N Beto was seen at the door. PRW",
     ["Emily", "Beto", "Ana Carter"], ["3/4 D Spoke", "QLV\n3/4 E", "PRW\n3/5 D Nothing. QLV\n3/6 N"]),
    # call signs
    ("Dispatch: Edward 6, Edward 9, child alone at the pool.\nEmily was found by Edward 9. With her were Frank 6 and Nora 4 of the same house.",
     ["Emily", "Frank", "Nora"], ["Edward 6, Edward 9,", "by Edward 9."]),
    # lists of those on duty
    ("PRESENT: Kowalik, Obuya, PPO Dragan\nPRESENT: Obrecht, Carter, and the aunt", ["Obrecht", "Carter"], ["Kowalik, Obuya, PPO Dragan"]),
    ("Ana spoke with Thistlewood, M. (Det.) and with Marchbanks (FTO). Emily Thistle (8) did not.", ["Emily", "Thistle ("], ["(Det.)", "Marchbanks (FTO)"]),
    # titles
    ("Residence Director Ilka Brandal, Asst. Pros. Atty. Lorna Beal, FF/EMT Itoh, EMT-P Rhys, Dep. Const. Petra Zamora and Parks Ranger Ines Thorne came. "
     "Evid. Cust. Roxie Tisdell has it.", [], ["Ilka Brandal", "Lorna Beal", "Itoh", "Rhys", "Petra Zamora", "Ines Thorne", "Roxie Tisdell"]),
    ("Sponsor: SSG Faleo Tuiasos. SPC Tuiasos said so.", ["Faleo Tuiasos", "SPC Tuiasos"], []),
]


def main():
    t = Test()
    for text, gone, kept in TEXTS:
        done = run("filter", stdin=HEAD + text + "\n")
        out = done.stdout[done.stdout.find("Mother:"):]
        left = [g for g in gone if g in out]
        lost = [k for k in kept if k not in out]
        t.test(done.returncode == 0 and not left, f"gone: {text[:60]!r}", *left, out)
        t.test(not lost, f"kept: {text[:60]!r}", *lost, out)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
