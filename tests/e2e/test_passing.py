#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""What a report mentions in passing: a letter for a name, a short form, a room, what a child answers. Each with what looks like it and is none."""
import sys

from lib import Test

HEAD = ("HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nReporting officer: Sgt. Dale Hobbs, DSN 4417\n"
        "Victim: Perrin Tolland, age 12, DOB 06/09/2012\nWitness: Dakota Reyes, age 13, DOB 02/02/2011\nMother: Karen Tolland\n\n")

# text, what must go, what must stay
TEXTS = [
    # letters for names
    ('The note said, "gone with P, back Sunday." She only went along to keep D company. P says he is sorry.',
     ["with P,", "keep D ", "P says"], ["back Sunday", "company"]),
    ("They handed her a second note: \"D - don't tell.\" The folder says \"Perrin T. room 12\" on it.", ['"D -', "Perrin", "T. room"], ["room 12"]),
    ("He was given vitamin D and arrested later for D.W.I. by Unit P. Exhibit P was taken. Unit D says no.",
     [], ["vitamin D", "D.W.I.", "Unit P.", "Exhibit P", "Unit D"]),
    ("Officers: Off. Pell (P), Off. Dunn (D).\n\nP wrote it up. D drove her home.", [], ["P wrote", "D drove"]),
    # a nickname once said is looked for everywhere
    ("The other boy is William Quist, age 9. At home William is Will. The teacher believes Will will go home. Will attends on Fridays.",
     ["Will will", "Will attends", "Quist"], ["will go home"]),
    ("She will go home. Will she? He will.", [], ["She will go", "Will she"]),
    # who has a post box is no officer
    ("He was placed with the great-aunt, Vonda Leffler, P.O. Box 6, 330 Ridge Trail.", ["Vonda", "Leffler", "Box 6"], []),
    ("He was placed by P.O. Vonda Leffler of the 3rd District.", [], ["Leffler"]),
    # what stands in brackets behind the kinship in a column
    ("HOUSEHOLD\n  Tolland, Perrin       M   12   b. June 9 '12    VICTIM\n  Exander, Yolande      F   61   MGM (visiting; sleeps on couch)\n",
     ["Exander", "Yolande"], ["sleeps on couch"]),
]


def main():
    t = Test()
    for text, gone, kept in TEXTS:
        t.filtered(HEAD, text, gone, kept)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
