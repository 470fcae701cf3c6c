#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 5 s
"""Units of a dispatcher's log with who rides in them, rosters by badge, agencies by letters nobody knows: they stay, and nobody else with them."""
import sys

from lib import filtered_all

HEAD = ("TALBOT CO COMMUNICATIONS\nINC 24-051177 WELFARE CHECK\n1352 CALLER ADV CHILD ALONE AT RESIDENCE\n1353 412 DISPATCHED\n"
        "1358 412 OUT AT SCENE\n1359 412 ADV JUV IS MIA BROOK AGE 9 BROTHER ELI BROOK AGE 6 MOTHER ANN BROOK NOT HOME\n")

# lines of the log, what must go, what must stay
LOGS = [
    ("1400 DISP 3B12 TOLLIVER 3B14 NAKAMURA", [], ["TOLLIVER", "NAKAMURA"]),
    ("1400 DISP 3-8 KUHN 3-14 AJANEL BACKUP 22 PINES", [], ["KUHN", "AJANEL"]),
    ("1401 P11 SALDANA P14 WIRTH P19 CROW ENRT", [], ["SALDANA", "WIRTH", "CROW"]),
    ("1404 OPENED BY C4 RENTERIA", [], ["RENTERIA"]),
    ("1405 CALL TAKEN BY T12 OSGOOD\n1406 OSGOOD ADV MOTHER ENRT", [], ["T12 OSGOOD", "OSGOOD ADV"]),
    ("1412 ASSIGNED S2 DOBBINS", [], ["DOBBINS"]),
    ("1603 DESK MEYER L ASKS HOW MANY", [], ["DESK MEYER L ASKS"]),
    ("1604 DESK MIA B ADV", ["MIA"]),
    ("1605 AT DESK MEYER L STATES SHE WAS HIT", ["MEYER"]),
    ("1605 DESK MEYER L STATES SHE WAS HIT BY DAD", ["MEYER"]),
    # an age and a sex are no unit's number
    ("1608 LAST SEEN WITH 10F WIRTH 12F KUHN ENRT", ["KUHN"]),
    ("1413 DISPATCHED 12A 14B", [], ["12A 14B"]),
    # ages, rooms and what a unit says of somebody are no units
    ("1402 412 ADV KIDS MILES 7 PIERCE 9 AND HUNTER 12", ["MILES", "PIERCE", "HUNTER"]),
    ("1403 KIDS ARE 12 KUHN 14 WIRTH", ["KUHN"]),
    ("1405 DISP 412 MIA CRYING", ["MIA"]),
    ("1405 412 MIA STS COLE HIT HER", ["MIA", "COLE"]),
    ("1406 DISP 412 MIA 418 ELI IN CAR", ["MIA", "ELI"]),
    ("1407 412 KUHN BOY AND 418 NAKAMURA BOY BOTH IN CAR", ["KUHN", "NAKAMURA"]),
    ("1408 APT 214 KUHN APT 216 NAKAMURA", ["KUHN"]),
    ("1404 MARIA LOPEZ RUIZ CALLED BACK", ["LOPEZ", "RUIZ"]),
    ("1403 412 W/ CARLA DUNN OCFP NOTIFIED", ["CARLA", "DUNN"]),
    ("1402 JOY PETRAKIS OCFP CALLED BACK", [], ["PETRAKIS OCFP"]),
]

PAPERS = [
    ("HARLAN COUNTY SHERIFF'S DEPARTMENT\nSHIFT ROSTER 06/14/2024 B SHIFT\nSGT OWEN PRATT   4101\nKEMP, L.   4117   ZONE 1\nSTARK, D.   4122   ZONE 2\n\n"
     "Kemp was sent for Lily Grant, age 7. Stark backed him.\n", ["Lily", "Grant"], ["KEMP, L.", "STARK, D.", "Kemp was", "Stark backed"]),
    ("RECORD|24-051177|TALBOT CO SO\nVIC|01|BROOK, MIA ANN|F|9|DOB 03/14/2014\nRO|PETTWAY 212|SUP|BISHOP 203\n", ["MIA"], ["PETTWAY 212", "BISHOP 203"]),
    ("RECORD|24-051177|TALBOT CO SO\nVIC|01|BROOK, MIA ANN|F|9|DOB 03/14/2014\nRO|BROOK ANN|DOB|01/02/1990\n", ["ANN"]),
    ("TALBOT PD\nReporting: Ofc. R. Colson #4410\nVictim: Mia Brook, 9\nMarsh #4417 backed.\n", ["Mia"], ["Marsh #4417"]),
    ("TALBOT PD\nOfc. R. Colson 4410\nVictim: Mia Brook, 9\nLunch numbers: Brook 4417, Kemp 4419\n", ["Mia", "Brook", "Kemp"]),
    ("LAUREL PD\nUnits: 4A2 (Horvath), 4A6 (Lind & Ruiz). Owen Pike, 8, was found by Horvath.\n", ["Owen", "Pike"], ["Horvath)", "by Horvath"]),
    ("SHELTER\nBeds: 2A (Mia), 2B (Eli). Mia Brook, 9, was up at 2.\n", ["Mia", "Eli"]),
    # a rank begins the value of a label; kin and a name that is a rank do not
    ("GRANBY PD\nInv: Det. S. Ocasio\nVictim is Arlo West, 3. Ocasio called.\nContact: Inv. Paul Tran\n", ["Arlo", "West"], ["Det. S. Ocasio", "Ocasio called", "Paul Tran"]),
    ("GRANBY PD\nChild: Arlo West, age 3\nGuardian: Dep. Dale Marsh\nContact: Dale West, father\n", ["Arlo", "Marsh", "Dale"]),
    ("DISPATCH (VERA): Last name?\nADAMS: Frost. Dylan Frost, he's 12.\n", ["Dylan", "Frost"], ["DISPATCH (VERA)"]),
    ("FAIRMONT SO\nReport date 06/01/2023\nVictim: Mia Brook\nSex: F\n\n3/14/2014\n\nPrior report 23-4410 on 11/02/2022.\n", ["Mia", "3/14/2014"], ["11/02/2022"]),
    # what a rule reads over the end of a line into a label
    ("TRANSCRIPT OF 911 CALL\nCT: 911, what is the address?\nCALLER: My brother Teddy fell, he is 4.\n", ["Teddy"], ["911 CALL\nCT: 911"]),
    ("TALBOT PD\nHe lives at 44 Larkin\nCt with Mia Brook, 9.\n", ["44 Larkin", "Mia"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, LOGS, PAPERS))
