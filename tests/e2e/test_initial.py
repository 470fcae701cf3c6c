#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""One letter with a dot that stands for a child goes wherever it stands; officers' letters and the letters of lists stay."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\n\n"

# text, what must go, what must stay
TEXTS = [
    ("Grandma was reaching back because M. lost a shoe. DOB: J. 2013 Aug 3 / M. 2018 Jan 19. M. = Maribeth.", ["M. lost", "M. = ", "Maribeth", "J. 2013"], ["lost a shoe"]),
    ('1. Juvenile One, hereafter "Z.," lives with the accused.\n2. Ofc. Nunes saw Z. on the roof.\n3. Nunes was told by Z. that it was a dare.', ['"Z.', "saw Z.", "by Z."], ["Nunes"]),
    ("(1) B. Brennan, 15, was held. His mother came. B. cried at the desk.", ["Brennan", "B. cried"], ["cried at the desk"]),
    ("Ofc. B. Brennan, badge 15, came. A form was given, B. Brennan signed it. Part B. was left.", [], ["B. Brennan signed", "Part B."]),
    ("The scale reads: A. = Absent, B. = Better.", [], ["A. = Absent"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
