#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""What stands beside names and is none: days, towns before their states, makes of cars, letters of reports, heads of rows, lanes and mile markers."""
import sys

from lib import filtered_all

HEAD = ("FAIRMONT COUNTY SHERIFF\nREPORT 24-1007\nDate occurred 06/01/2024\nVictim: Mia Brook, age 9. Brother Will Brook, age 6. Mother Ann Brook.\n"
        "Dep. R. Colson #114 took the report.\n\n")

# a paragraph, what must go, what must stay
SAID = [
    # a day behind a name, and a name that is a day
    ("Lindstrom said he would call Cole Monday and get it in writing.", ["Cole"], ["Monday and"]),
    ("Her aunt Joan Sunday said so.", ["Joan", "Sunday"]),
    # a town before its state
    ("AMBROSE COUNTY SHERIFF'S OFFICE, Orrin, Minnesota\nI drove to Orrin. The Orrin shop is closed.", [], ["Orrin, Minnesota", "to Orrin", "The Orrin shop"]),
    ("AMBROSE COUNTY SHERIFF'S OFFICE, Orrin, Minnesota\nI drove over. Orrin told me that he is nine.", ["Orrin told"]),
    ("Victim Mia Brook, Missouri ID card. Her aunt Rhea, Ohio plates.", ["Mia", "Brook", "Rhea"]),
    ("Sisters Mia, Montana and Georgia came.", ["Mia", "Montana", "Georgia"]),
    # makes of cars and other goods, letters before numbers
    ("A brown Volvo 240, a Graco seat, a silver Trek and a white Pacifica.", [], ["Volvo 240", "Graco", "Trek", "Pacifica"]),
    ("VEH SIL PRIUS BKT4471", ["BKT4471"], ["SIL PRIUS"]),
    ("VAN IS FORD TRANSIT RT9L2D PASSENGER WINDOW CRACKED", ["RT9L2D"], ["FORD TRANSIT"]),
    ("WHI CHRY PACIFICA REG VALID. XREF ICR 25-21733", [], ["WHI CHRY PACIFICA", "XREF ICR 25-21733"]),
    # lanes and mile markers
    ("LOC I-80 EB MM 142.4 CADE COUNTY\n0831 588 10-23 TRAFFIC RIGHT LANE SHUT", [], ["I-80 EB MM 142.4 CADE COUNTY", "RIGHT LANE SHUT"]),
    ("She lives at 588 Bright Lane. Home is 12 Right Way Lane.", ["588 Bright", "12 Right"]),
    # a section of law and the time in the next row are no telephone
    ("CITED BY 588 IOWA CODE 321.276\n0840 AMB 2 EN ROUTE", [], ["321.276", "0840 AMB"]),
    ("Her phone is 816.555\n0171. Call 816-555-\n0171.", ["0171"]),
]

# a name does not run into a line that this one had room for, or into the head of a row
ROOM = """SUPPLEMENT
Victim: Mia Brook, age 9. Mother Ann Brook. The officer who wrote it has gone.

2. WSU-25-02961   LOST CHILD   reported 1205   Chapin Hall
   Crying girl, Mia Brook, was found there by Detective Olu Bankole at noon.

PARENTS    Jolynn Ruiz; Cheng Vang; Pa Houa Lor
CHARGE     Theft of motor vehicle
"""
PAPERS = [
    (ROOM, ["Mia", "Brook", "Jolynn", "Ruiz", "Cheng", "Lor"], ["Crying girl", "CHARGE     Theft", "Olu Bankole"]),
    ("Victim: Mia Brook, age 9.\nWe spoke for an hour with the neighbor across the street, Rosalind\nOstrander, who had seen the whole thing from her own front window and\n"
     "had called us. Deputy Rainey was already there when I got there. Rainey had\nparted them.\n", ["Rosalind", "Ostrander"], ["Deputy Rainey", "Rainey had"]),
]

if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, SAID, PAPERS))
