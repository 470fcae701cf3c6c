#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Children whose names are ordinary words, or stand in text without capitals; the same words where they are words."""
import sys

from lib import filtered_all

HEAD = "HONDO POLICE DEPARTMENT\nReport 24-01811   Child neglect\nVictim: Mia Prell, age 6\n\n"

# text, what must go, what must stay
TEXTS = [
    # passages without capitals in a report that has them
    ("Statement of the boy, as he typed it:\n\nok so me and deshawn was at the court. i was keeping score. deshawn said make me. then kayla came with her mom\n"
     "tamika. i did not hit nobody.\nsigned tyrell b.\n\nOfficer Hale took the statement at the desk.",
     ["deshawn", "kayla", "tamika", "tyrell"], ["said make me", "I did not hit nobody".lower(), "Officer Hale"]),
    ("24-01811|NOTE|411|her father jean-robert dieudonne came down with the little sister. clerk took the receipt. no charge was made.",
     ["jean-robert", "dieudonne"], ["clerk took the receipt"]),
    ("[21:04] mama\nwhere r u kayla, i called you twice now\n[21:06] kayla\ni am at the pool with renee and them, its still open\n[21:07] mama\nwell come home",
     ["kayla", "renee"], ["at the pool", "come home"]),
    # a dispatcher in small letters who writes names with capitals
    ("call from camp host about a kid. last seen near the bridge. spoke to Verna Ruiz at the store. she saw Mia with Tobin. host will look again. back at the gate now.",
     ["Verna", "Tobin"], ["camp host", "will look again", "back at the gate"]),
    # a list in small letters of a report with capitals
    ("Items seized:\n- one mark 2 radio\n- grace period notice\n\nOfficer Hale hunted for the rest and drew a map.", [], ["one mark 2 radio", "grace period notice", "drew a map"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
