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
    # letters and birth dates of those whom a court names so
    ("In the interest of C.J.M. (b. 5/1/2014) and P.M. (b. 8/8/2020)\nC.J.M. came. Filed 3:40 p.m. for 4 P.M. by Det. R. Moss (b. 1970).", ["C.J.M", "5/1/2014", "and P.M", "8/8/2020"], ["p.m. for 4 P.M. by Det. R. Moss"]),
    # names that are spelled, in small letters or not to their end
    ("Child: Ngoc Tran, age 9. The receipt was signed N-g-o-c. She said n-g-o-c, then t r a n.", ["N-g-o-c", "n-g-o-c", "t r a n"], ["signed", "She said"]),
    ("Child: Bokmej Note, age 5. He spells it B O K for me. The room is B-1-K, the form is a b c.", ["B O K"], ["for me", "B-1-K", "a b c"]),
    ("The scale reads: A. = Absent, B. = Better.", [], ["A. = Absent"]),
    # who asks the questions is in office in an interview, in a chat nobody is
    ("Chat on the phone that was seized.\n\nKM: Where are you?\nJT: Home.\nKM: Are you alone?\nJT: Yes.\nKM: Can you come out?\nJT: No.\n",
     ["KM: Where", "KM: Are", "KM: Can", "JT: Home"], []),
    # letters that are small words together, and those that begin a line
    ("I watched the interview of A.N. by Tara Quill. She said that A.N.'s twin is five.\n\nA.N. told her so. She came at 9 A.M. under G.O. 9.4 of the U.S. code.",
     ["A.N"], ["came at 9 A.M. under G.O. 9.4 of the U.S. code"]),
    ("J.N.'s mom came.\n\nJ.N. told her that all was well.", ["J.N"], ["told her"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
