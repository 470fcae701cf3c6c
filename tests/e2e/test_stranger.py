#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""Adults who were charged beside the matter stay by name when the report says that they have no part in it; a charge alone, or a word
of no part alone, keeps nobody."""
import sys

from lib import Test

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    ("Ottway wrote up one Nolan Pruett on the way down, open container, cit. PC-7718; Pruett had no part in it.", [], ["Nolan Pruett", "; Pruett had"]),
    ("At the same counter a man, Nolan Pruett, was made to leave and came again. Pruett was trespassed and cited. He has no part in this.", [], ["Nolan Pruett", "Pruett was trespassed"]),
    ("Unrelated: Marshal Dunn served Nolan Pruett (at dryer 9) with bench warrant CM-23-418. Pruett to Ottawa Co.", [], ["Nolan Pruett", "Pruett to Ottawa"]),
    ("As for Nolan Pruett, who took the saw from the same shed: I have filed theft 2nd. He is no relation.", [], ["Nolan Pruett"]),
    ("ALSO IN CAR: NOLAN DEAN PRUETT, FRIEND OF A FRIEND, ARR ON CAPIAS 22-CR-184. PRUETT BKG POLK 24-1377.", [], ["NOLAN DEAN PRUETT", "PRUETT BKG"]),
    ("WITH HIM WAS NOLAN T. PRUETT, NO RELATION, WHO HAD A PAROLE WARRANT, TDCJ 88120-W. PRUETT WAS ARRESTED.", [], ["NOLAN T. PRUETT", "PRUETT WAS"]),
    # one of the two alone
    ("Nora Wendtner had no part in the fight. She sat with the teacher.", ["Nora", "Wendtner"], []),
    ("Nora Wendtner was ticketed on Elm. The boys ran home.", ["Nora", "Wendtner"], []),
    ("One of them, Nora, had no part in it and was served a snack.", ["Nora"], []),
    # a child, a relative: whatever is said
    ("One Nora Wendtner, 14, was served a summons. She had no part in it.", ["Nora", "Wendtner"], []),
    ("Her stepfather Dale Wendtner was cited at the door. He had no part in it.", ["Dale", "Wendtner"], []),
    ("I served Tom Carter with the summons. He had no part in it.", ["Tom", "Carter"], []),
    ("Her friend Nora Wendtner was served lunch. She saw nothing.", ["Nora", "Wendtner"], []),
    ("The boy, Jace Wendtner, was cited for curfew. He saw nothing.", ["Jace", "Wendtner"], []),
]


def main():
    t = Test()
    for text, gone, kept in TEXTS:
        t.filtered(HEAD, text, gone, kept)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
