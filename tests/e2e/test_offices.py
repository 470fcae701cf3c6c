#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Telephones of whoever writes for an agency and of its desks, and who sits at its telephones: they stay; and what looks like one of these
and is a parent's, a caller's or a child's: it goes."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"
LOG = "2131 RP STATES KIDS ALONE\n2133 DISP 14 PF3 COPY\n2135 PF3 ENRT\n2136 DISP 14 PF6 ENRT\n2138 PF3 ON SCENE\n2139 PF6 ON SCENE\n"
SIGNED = "\n\nRespectfully,\nDet. Burt Hale, badge 2840"

# text, what must go, what must stay
TEXTS = [
    # the line of the official who signs
    ("A warning would do. I can be reached at 573-555-0104." + SIGNED, [], ["573-555-0104"]),
    ("I plan to close. If you think otherwise call\nme at 573-555-0104 or leave word with my supervisor." + SIGNED, [], ["573-555-0104"]),
    ("If his mother, Karen Carter, would like to talk it over, I am at 573-555-0104." + SIGNED, ["Karen Carter"], ["573-555-0104"]),
    ("Anyone from the family who needs me can call the substation, 573-555-0104." + SIGNED, [], ["573-555-0104"]),
    ("Officer Rowe covers for me. You can reach either one of us at 573-555-0104." + SIGNED, [], ["573-555-0104"]),
    ("Any driver with video of the road from 1700 to 1730 hrs may call 573-555-0104." + SIGNED, [], ["573-555-0104"]),
    # a parent's or neighbor's letter, somebody else's words, somebody else's line
    ("I saw it all. I can be reached at 573-555-0104.\n\nRespectfully,\nKaren Carter\n\nReceived: Det. Burt Hale, badge 2840", ["573-555-0104"]),
    ("I live next door. Please call me at 573-555-0104.\n\nYours,\nTamsin Rowe\n\nDet. Burt Hale, badge 2840", ["573-555-0104"]),
    ("Karen wrote, call me at 573-555-0104." + SIGNED, ["573-555-0104"]),
    ('The text was "Come home. Call me at 573-555-0104." She did not.' + SIGNED, ["573-555-0104"]),
    ("KAREN: You can call me at 573-555-0104." + SIGNED, ["573-555-0104"]),
    ("She can be reached at 573-555-0104." + SIGNED, ["573-555-0104"]),
    ("You can call me or her aunt at 573-555-0104." + SIGNED, ["573-555-0104"]),
    ("Any driver may call. The mother may call 573-555-0104." + SIGNED, ["573-555-0104"]),
    # nor a statement or letter that an official only took, a family's appeal, what happens before the number
    ("STATEMENT OF WITNESS\n\nI saw the girl. I can be reached at 573-555-0104.\n\nSigned: Karen Carter\n\nDet. Burt Hale, badge 2840", ["573-555-0104"]),
    ("I saw the girl. I can be reached at 573-555-0104.\n\n/s/ Karen Carter\n\nDet. Burt Hale, badge 2840", ["573-555-0104"]),
    ("I came back at six. My phone is 573-555-0104.\n\nTaken by Ofc. Dana Poole #212\nOfc. Dana Poole #212", ["573-555-0104"]),
    ("I came back at six. Text me at 573-555-0104.\n\nThank you,\nK.\n\nOfc. Dana Poole #212", ["573-555-0104"]),
    ("Dear Detective Hale,\n\nI saw her. Please call me at 573-555-0104." + SIGNED, ["573-555-0104"]),
    ("My daughter is nine. You can call me at 573-555-0104." + SIGNED, ["573-555-0104"]),
    ('He said "my mom is at work". I can be reached at 573-555-0104.' + SIGNED, [], ["573-555-0104"]),
    ("He gave me a card. Call me at 573-555-0104, it read." + SIGNED, ["573-555-0104"]),
    ("Anyone who sees Emily should call 573-555-0104." + SIGNED, ["573-555-0104"]),
    ("From my phone I called 573-555-0104. Back at our office, a message had come from 573-555-0105." + SIGNED, ["573-555-0104", "573-555-0105"]),
    ("A warning would do. My own line is 573-555-0104. No charge." + SIGNED, [], ["573-555-0104"]),
    ("She has changed her number to 573-555-0109.\n\nOur own number is 573-555-0104. I remain at your call." + SIGNED, ["573-555-0109"], ["573-555-0104"]),
    ("A warning would do. Please send questions to me at 573-555-0104." + SIGNED, [], ["573-555-0104"]),
    ("Officer Rowe wrote her desk number, 573-555-0104, on a card.", [], ["573-555-0104"]),
    ("Karen wrote her desk number, 573-555-0104, on a card.", ["573-555-0104"]),
    ("Officer Rowe came to see Karen. She wrote her office number, 573-555-0104, on a card.", ["573-555-0104"]),
    ("Her number is 573-555-0104." + SIGNED, ["573-555-0104"]),
    # whoever is named right before it is no official, however the name looks
    ("GDN CONSTABLE KAREN CARTER PH 573-555-0104", ["573-555-0104"]),
    ("Constable Dana Poole, phone 573-555-0104, took the call.", [], ["573-555-0104"]),
    # the next number of a desk
    ("I told both of them that the case is closed and that nobody will come again.\n\nThe lines:\nYouth Diversion Desk\nDesk 573-555-0104     Fax 573-555-0105", [], ["573-555-0104", "573-555-0105"]),
    ("I told both of them that the case is closed and that nobody will come again.\n\nThe lines:\nHotline for after hours is 1-800-392-3738. Office 573-555-0105.", [], ["573-555-0105"]),
    ("I told both of them that the case is closed and that nobody will come again.\n\nThe lines:\nPhone for parents 1-800-392-3738 / 573-555-0105", [], ["573-555-0105"]),
    ("The hotline, 1-800-392-3738, was called from 573-555-0105.", ["573-555-0105"]),
    ("Hotline is 1-800-392-3738. Cell 573-555-0105.", ["573-555-0105"]),
    ("ASKS HOTLINE NBR AGAIN 18003923738 GAVE IT\nIF LOCATED HOLD AND NOTIFY MARLOW CO SO 307 555 0100 ATTN DEP ROWE", [], ["18003923738", "CO SO 307 555 0100"]),
    ("CAR IS BLUE, PLATE CO SO4 551.", ["SO4 551"]),
    # consoles and seats; but whom they tell of goes
    (LOG + "2141 CT 27 HESTER CLR ADV THREE KIDS ON BALCONY\n2142 DISP 14 ROWENA LEGG SENDS PF3\n2143 CAR 77 HALVORSEN SENT", [],
     ["CT 27 HESTER CLR", "DISP 14 ROWENA LEGG SENDS", "CAR 77 HALVORSEN SENT"]),
    ("DESK CALL TAKER LOG - DESK 3 - H. OYAMA", [], ["H. OYAMA"]),
    (LOG + "2141 DISP 14 KAREN CARTER ADV SHE IS HOME\n2142 DISP 14 ILSA BRZEZIN CALLED BACK\n2143 CAR 77 EMILY SENT HOME",
     ["KAREN", "ILSA", "BRZEZIN", "EMILY"]),
    (LOG + "2141 DISP 14 TREY SENT PHOTO\n2142 CAR 77 BRZEZIN STARTED CRYING\n2143 CAR 77 LINDGRIN SENT HOME", ["TREY", "BRZEZIN", "LINDGRIN"]),
    ("SEATING CHART\nDESK 3 - TREY BRZEZIN\nDESK 4 - EMILY CARTER", ["TREY", "EMILY"]),
    ("The list: Person #1 Ilsa, Specialist #4 Tess; she is nine.", ["Ilsa", "Tess"]),
    ("I got it from Records (Trey Brzezin) found at school.", ["Trey"]),
    ("HARROW PD TREY BRZEZIN ON SCENE WITH MOM", ["TREY"]),
    ("We picked up Tyler Brzezin\nfrom the Police Department.", ["Tyler"]),
    ("I was on Route Y when Dispatch (D. Weeks) put out a call.", [], ["Dispatch (D. Weeks)"]),
    ("I told Dispatch (Ilsa Brzezin) and left. The mother called dispatch (Ruth Brzezin) again.", ["Ilsa", "Ruth", "Brzezin"]),
    ("The hotline was called, intake #12 Lorna, ref 0720.", [], ["Lorna"]),
    ("Room #12 Lorna, 8, was asleep. Locker #12 Lorna had a coat.", ["Lorna"]),
    # of an agency
    ("Children's Division lady Sunny Achebe called me after.\n\nCHILDREN'S DIVISION NADIA FERRANTE ON SCENE 1902.", [], ["Sunny Achebe", "NADIA FERRANTE"]),
    ("I called from the truck and was given a call number by telephone. Robin Fielding\nfrom Children's Division said she would come.", [], ["Robin Fielding"]),
    ("11/04/24 2245  SUP Deborah Quist: do not remove if a relative can sit.", [], ["Deborah Quist"]),
    ("11/04/24 2245  MOM Deborah Quist: do not remove.", ["Deborah", "Quist"]),
    # ranks
    ("She called Officer Praise Adu at 7:12. I called DJO Reed Marlow.", [], ["Officer Praise Adu", "DJO Reed Marlow"]),
    ("The boys called him Chief. A boy called Major Whitlow, 14, was with him.", ["Major Whitlow"]),
    ("You will get a letter from Judge\n   Imelda Foss. Rgr Bexley P-22 sat with them.", [], ["Judge\n   Imelda Foss", "Rgr Bexley"]),
    ("Karen and Judge\nwent home. Judge has a fever.", ["Karen", "Judge"]),
    ("I, SrA Bettina Coyle, working Patrol 4, state the following.", [], ["Bettina Coyle"]),
    ("I, SrA Karen Carter, state the following. TSgt Carter, the father of Emily, came.", ["Karen", "Carter"]),
    ("AGY HCSO BSPD MUTUAL AID\nBOLO TO STATE PATROL TROOP E. EMILY IS MISSING.", ["EMILY"], ["HCSO", "TROOP E"]),
    ("Emily attends Prairie Fork Elementary. The Prairie Fork Police had both their cars out. She walked to Prairie Fork.", ["attends Prairie Fork"],
     ["The Prairie Fork Police"]),
    ("I gave her the advocate's card, 573-555-0104. The children were asleep. I gave her the card, 573-555-0105 (mother).",
     ["573-555-0105"], ["573-555-0104"]),
    # before the office whose it is, and again without a word
    ("Phone for questions: 573-555-0104, Detective Bureau.", [], ["573-555-0104"]),
    ("If located call 573-555-0104, Harrow dispatch.\nReturn phone: 573-555-0105 (juvenile office)", [], ["573-555-0104", "573-555-0105"]),
    ("Texts came from 573-555-0104, Det. Hale. Number found in the diary: 573-555-0105, Deputy Hale.", ["573-555-0104", "573-555-0105"]),
    ("INV HALE RECD CALL 573-555-0104 FROM HER", ["573-555-0104"]),
    ("If located call 573-555-0104, mother. If found call his dad at 573-555-0105. Or 573-555-0106, Children's Division called her.",
     ["573-555-0104", "573-555-0105", "573-555-0106"]),
    ("Mother asked us to call 573-555-0104 (CPS). She wrote 573-555-0105, Sgt. Hall. I called 573-555-0106, Officer Lund.",
     ["573-555-0104", "573-555-0105", "573-555-0106"]),
    ("The records desk is 573-555-0104. Questions to 573-555-0104, ext. 4.", [], ["is 573-555-0104", "to 573-555-0104"]),
    ("The records desk is 573-555-0104. Her mother's number is 573-555-0105, and 573-555-0105 is not in service.",
     ["573-555-0105"], ["573-555-0104"]),
    ("I gave her the advocate's card, 573-555-0104. She wrote her own number on the advocate's card, 573-555-0105.",
     ["573-555-0105"], ["573-555-0104"]),
    ("The detective on your case is Lena Ruiz, and her desk is 573-555-0104. Your sister called, and her desk is 573-555-0105.",
     ["573-555-0105"]),
]

# the same as whole papers: the lines of a letterhead, and what only looks like one
PAPERS = [
    ("HARROW COUNTY SCHOOL POLICE DEPARTMENT\nOffice of the Chief, 1 District Plaza, Harrow     573-555-0104\n\nFebruary 3, 2025\n\nMs. Karen Carter\n14 Larch Street\n"
     "Emily Carter, 9, was found.", ["14 Larch", "Emily"], ["1 District Plaza", "573-555-0104"]),
    ("HARROW COUNTY SHERIFF\nInvestigations, 200 Courthouse Square, Port Harrow\n\nEmily Carter, 9, was found.", ["Emily"],
     ["Investigations, 200 Courthouse Square, Port Harrow"]),
    ("HARROW TRANSIT POLICE\nYouth Diversion Desk, 3 Ferry Plaza\nDesk 573-555-0104     Fax 573-555-0105\n\nEmily Carter, 9, was found.", ["Emily"],
     ["3 Ferry Plaza", "573-555-0104", "573-555-0105"]),
    ("HARROW POLICE DEPARTMENT\nCarter residence, 14 Larch Street, Harrow\n573-555-0109\n\nEmily Carter, 9, is outside.", ["14 Larch", "573-555-0109"]),
    ("HARROW POLICE DEPARTMENT\nWelfare check, 14 Larch Street\n573-555-0109\n\nEmily Carter, 9, is outside.", ["14 Larch", "573-555-0109"]),
    ("HARROW PD\n14 LARCH ST\n\n1204 RP SAYS EMILY CARTER, 9, IS OUTSIDE", ["14 LARCH", "EMILY"]),
    ("Sunrise Family Shelter\n14 Larch Street, Harrow, NE 68000\n573-555-0109\n\nEmily Carter, 9, lives here.", ["14 Larch", "573-555-0109"]),
    ("Harrow Elementary School\n14 Larch Street, Harrow\n573-555-0109\n\nEmily Carter, 9, goes here.", ["14 Larch", "573-555-0109"]),
    ("Office of the Juvenile Officer\n14th Judicial Circuit\n3 Ferry Plaza\nTelephone 573-555-0104\n\nEmily Carter, 9, was found.", ["Emily"],
     ["3 Ferry Plaza", "573-555-0104"]),
    ("OFFICE OF THE HARROW COUNTY PROSECUTING ATTORNEY\nVictim Assistance Program\n12 Courthouse Square, 2nd floor       Tel. 573-555-0104\n\nRe: Emily Carter, 9",
     ["Emily"], ["12 Courthouse Square", "573-555-0104"]),
    ("HARROW LAW DIRECTOR\n14 Market Street                       573-555-0104\n\nRe: Emily Carter, 9", ["Emily"], ["14 Market Street", "573-555-0104"]),
    ("HARROW PD\n14 LARCH ST\n573-555-0109\n\n1204 RP SAYS EMILY CARTER, 9, IS OUTSIDE", ["14 LARCH", "EMILY"]),
    ("Questions to the property window, 573-555-0104, or the records desk, 573-555-0105.", [], ["573-555-0104", "573-555-0105"]),
    ("Her father fixes windows: property of Emily, 573-555-0109. Her window faces the yard, 573-555-0108.", ["573-555-0109", "573-555-0108"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS, PAPERS))
