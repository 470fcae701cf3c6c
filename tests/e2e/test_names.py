#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""Names that stand in pieces: surname first, with a nickname in the middle, in forms without labels; and who is arrested."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\n\n"

# text, what must go, what must stay
TEXTS = [
    # entries of one line, without a label or code
    ("CARD FC-118206\n  DELVECK, ANTHONY P  M 46  ARRESTED  ENTICEMENT 566.151\n  TOMASZ, JUDE  M 16  DOB 2008-04-30\n  NOTE: DELVECK spoke to JUDE.",
     ["TOMASZ", "JUDE"], ["DELVECK, ANTHONY P  M 46  ARRESTED", "NOTE: DELVECK spoke"]),
    ("#1 VIC   Ostrow, Mirela   W/F   8\n#2 SUS   Ostrander, Drago   W/M   41   father\n#3 WIT   Burris, Hal   W/M   70\nDrago Ostrander was arrested.",
     ["Ostrow", "Mirela", "Ostrander", "Drago"], []),
    # surname first in running text
    ("Contact was made with DELVECK, Anthony (M/46), who was arrested for trespass. Passengers were Delgado, Renee (F/14) and Orvis, Matthew (M/15). "
     "Anthony left. Renee and Matthew stayed.", ["Delgado", "Renee", "Orvis", "Matthew"], ["DELVECK, Anthony (M/46)"]),
    ("With her were Ann, Zeke and Joy. Carter, Ann is in the file.", ["Ann", "Zeke", "Joy"], []),
    # a nickname between given name and surname is the person's
    ('There is a Tico Vareldo, 33, arrested 6/2 for theft. Mr. Hauser said that it was Octavio "Tico" Lemusk, 15. "Tico" ran.',
     ["Octavio", "Lemusk", '"Tico" ran'], ["Tico Vareldo, 33, arrested"]),
    ("I met James (Jimbo) Walterson, age 13. Jimbo was well. Walterson stood by. Robert (neighbor) Marsh came.", ["James", "Jimbo", "Walterson"], ["(neighbor)"]),
    # syllables with a hyphen, of which one has a capital; and what is no name
    ("I spoke with Hye-rin and Seo-jun Noh. Ji-ho-ya! Hye-rin's bag is here.", ["Hye", "rin", "Seo", "Ji-ho", "-ya"], ["bag is here"]),
    ("The Co-op was closed. Follow-up by phone. Twenty-six left the Walk-in. Re-read it to the Sgt-at-arms.", [],
     ["The Co-op was closed. Follow-up by phone. Twenty-six left the Walk-in. Re-read it to the Sgt-at-arms."]),
    ('Then Wilma "Mimi" Park, 10, ran.', ["Wilma", "Mimi", "Park"], [", 10, ran"]),
    # a letter behind a title
    ("Emily has Ms. K for math and Coach T for track. Ms. K moved the desks, and Coach T: who left the bats?", ["Ms. K", "Coach T"], []),
    # arrests in appositions
    ("GATE 5. NOLAN TEDROWE; CIV; BAC .117; ARRESTED; RELEASED. Corbin Ruddock, W/M, 31, felony warrant for burglary. Ruddock ran.",
     [], ["NOLAN TEDROWE; CIV", "Corbin Ruddock, W/M", "Ruddock ran"]),
    # letters: who is named by nothing else is the same wherever they stand, also letters that stand for something elsewhere
    ("The victim is G.P., a female, age 12. She told her mother, R.P., of it. With the consent of R.P. and of G.P.'s father, M.P., I went on. "
     "One of whom, G.P., gave a statement. The D.A. and an R.N. came.", ["G.P.", "R.P.", "M.P."], ["The D.A.", "R.N."]),
    # a given name cut short; a child next door
    ("Saskia Wouters, 12, and Priyanka Raoul, 13, came. Sas! Come here. He left before Pri looks. Pri's bag is here. The Sat test is on Mon.",
     ["Saskia", "Sas!", "Priyanka", "Pri "], ["The Sat test"]),
    ("They shower at Petey's. Petey is a neighbor boy. Hal Brandau is a neighbor.", ["Petey"], ["Hal Brandau is"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
