#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""Homes in streets that are numbers, on a grid, or whose kind stands first, and their roads again without the house."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# passage, what must go, what must stay
TEXTS = [
    ("I drove to the Carter home, 457 48th Ave in Orrick.", ["457", "48th", "Ave"], ["in Orrick"]),
    ("I spoke with her at 349 91st Ave on Monday.", ["349", "91st"], ["on Monday"]),
    ("Her aunt has her at 174 35th, a white house.", ["174", "35th"], ["Her aunt"]),
    ("We stay at 8 64th, Flat 3 now.", ["8 64th", "Flat 3"], ["now"]),
    ("She read it to 14 5th graders on May 15 2nd, third and 4th.", [], ["14 5th graders on May 15 2nd, third and 4th"]),
    ("I met Ana Carter at 3 S 900 E at 8:05 p.m.", ["3 S 900 E"], ["at 8:05 p.m."]),
    ("Emily is in grade 9. 277 S 1700 E. I left.", ["277", "1700"], ["I left"]),
    ("The children were on the step at 138 Rue des Chenes. I left.", ["138", "Rue", "Chenes"], ["I left"]),
    ("I went to 44 Calle de los Pinos, Apt 3 today.", ["44", "Calle", "Pinos", "Apt 3"], ["today"]),
    ("The address given was 8530 FM 446. I got there.", ["8530", "446"], ["I got there"]),
    ("I was asked to go by 28415 Sweet Gum and check.", ["28415", "Sweet", "Gum"], ["and check"]),
    ("Next door Qtrs 2214-A was dark.", ["2214-A", "Qtrs"], ["was dark"]),
    ("MOTHER ANA CARTER ADDR HWY 12 2 MI PAST THE CHURCH BLUE DOUBLEWIDE", ["HWY 12", "CHURCH", "DOUBLEWIDE"], ["ADDR"]),
    ("VEH: 2012 CHEVROLET SILVERADO EXT CAB TAN", [], ["2012 CHEVROLET SILVERADO EXT CAB TAN"]),
    # the road again
    ("Emily lives at 870 CR 553. The car was south of the CR 553 turnoff.", ["870", "553"], ["turnoff"]),
    ("Emily lives at 870 County Road 553. I went out to CR 553 with Sgt. Reed.", ["870", "553"], ["with Sgt. Reed"]),
    ("Emily lives at 870 48th St. The house on 48th was dark. She is in 5th grade.", ["870", "48th"], ["was dark", "in 5th grade"]),
    ("Emily lives at 870 5th St. Emily is in 5th grade. We went back to 5th at noon.", ["870", "to 5th"], ["in 5th grade", "at noon"]),
    ("Emily lives at 870 Highway 25. We stopped traffic at Highway 25 and Depot.", ["870"], ["at Highway 25 and Depot"]),
    ("Emily lives at 870 Route 44. The crash was 0.3 mi S of Route 44.", ["870"], ["0.3 mi S of Route 44"]),
    ("Emily lives at 12 S 900 E. She left S 900 E at nine.", ["900"], ["at nine"]),
    ("Emily lives at 33 Elm. All three are home on Elm as of May. We drove to Elm City.", ["33", "on Elm"], ["to Elm City"]),
    ("Emily lives at 33 Market St. He pays half the rent on Market. The market was shut.", ["33", "on Market"], ["The market was shut"]),
    ("They rent at the Coquina Court, number 12. Room 12 has one bed.", ["Coquina", "number 12", "Room 12"], ["has one bed"]),
    # whose it is
    ("I saw the boy, I mean Tucker Carter, on Possum Trot. He is 14.", ["Possum", "Trot"], ["He is 14"]),
    ("Emily is at Tucker's, on Possum Trot. He is 14.", ["Possum", "Trot"], ["He is 14"]),
    ("I called Ana Carter, on Monday.", [], ["on Monday"]),
    # cells before a telephone
    ("V|CARTER, EMILY ANN|F|H|06/09/2014|9|6 SWEET GUM|339-555-0126|SSN 799-14-0083", ["SWEET", "GUM"], []),
    ("V|CARTER, EMILY ANN|F|H|06/09/2014|9|3 SIBLINGS|120 LBS|5 STITCHES", [], ["3 SIBLINGS|120 LBS|5 STITCHES"]),
    ("CARTER, EMILY   H/F  9   43 RED BUD   PH 641-555-0134", ["RED", "BUD"], ["PH"]),
    # schools
    ("She goes to Saline Bend 7-8 Center. He left.", ["Saline", "7-8", "Center"], ["He left"]),
    ("Her brother is at Longview Ninth Grade Center on Oak.", ["Longview", "Ninth"], ["Her brother"]),
    ("She is at Little Bluestem Tots until 5.", ["Little", "Bluestem", "Tots"], ["until 5"]),
    ("CDC|CALICHE CHILD DEVELOPMENT CTR", ["CALICHE", "CTR"], ["CDC"]),
    ("They are at the civic center, and the health center is shut.", [], ["the civic center, and the health center is shut"]),
]

if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
