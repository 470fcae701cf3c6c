#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Entries of forms whose labels are written like words: who was arrested and is no relation stays, whoever is family or a child goes."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\n\n"
CHILD = "Child 1      CARTER, EMILY JUNE       F / W / age 9\n"

# text, what must go, what must stay
TEXTS = [
    # the role, the age and what else stands behind the name
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38\n\nNorman Pelka had it under a tarp. Pelka said he bought it.",
     ["CARTER", "EMILY"], ["Pelka, Norman J.", "Norman Pelka had", "Pelka said"]),
    (CHILD + "Arrested     WENDTNER, FRANK A.       M / W / born 10/10/1961\n             cage operator, no relation    plate WI 881-KDR\n\n"
     "Frank Wendtner runs the cage. Mr. Wendtner smelled of beer.", ["CARTER"], ["WENDTNER, FRANK", "Frank Wendtner runs", "Mr. Wendtner smelled"]),
    (CHILD + "Babysitter   BRZEZIN, ALMA            F    23    not related\n\nAlma Brzezin said she fell. Brzezin was arrested at 10:20.", ["EMILY"],
     ["BRZEZIN, ALMA", "Alma Brzezin said", "Brzezin was"]),
    (CHILD + "Suspect      Norman Pelka             M/W/41\nSuspect was charged.\n\nPelka was booked.", ["CARTER"], ["Norman Pelka", "Pelka was booked"]),
    # family goes, also under another surname, also arrested
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38    mother's husband\n\nNorman Pelka had it. Pelka said so.", ["Norman", "Pelka"]),
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38\n             father of Child 1\n\nNorman Pelka had it. Pelka said so.", ["Norman", "Pelka"]),
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38    stepfather\n\nPelka said so.", ["Norman", "Pelka"]),
    (CHILD + "Arrested     Carter, Norman J.        M, W, 38\n\nNorman Carter said so.", ["Norman", "Carter"]),
    (CHILD + "Uncle        PELKA, NORMAN            M    38\n\nNorman Pelka was arrested.", ["NORMAN", "Pelka"]),
    (CHILD + "Mother's boyfriend   PELKA, NORMAN    M    38\n\nNorman Pelka was arrested.", ["NORMAN", "Norman", "Pelka"]),
    # minors go whatever their role is
    (CHILD + "Arrested     Pelka, Tyler J.          M, W, 15\n\nTyler Pelka had it. Pelka said so.", ["Tyler", "Pelka"]),
    (CHILD + "Witness      Pelka, Tyler J.          M / W / age 12\n\nTyler Pelka saw it.", ["Tyler", "Pelka"]),
    (CHILD + "Friend       Pelka, Tyler\n\nTyler Pelka saw it.", ["Tyler", "Pelka"]),
    # a sentence says that somebody is no kin
    (CHILD + "\nSubject: suspect Odum, Terrence Gil\n\nThe owner's son, Terrence Odum, 26, is not related to any of the children. Odum was arrested on 22 May.",
     ["CARTER"], ["Odum, Terrence Gil", "Terrence Odum, 26", "Odum was"]),
    (CHILD + "\nA neighbor's cousin, Tico Varella, 31, is no relation to the victim. Varella was booked.", ["CARTER"], ["Tico Varella", "Varella was"]),
    (CHILD + "\nHer mother's son, Terrence Odum, 26, is not related to the other children. Odum was arrested.", ["Terrence", "Odum"]),
    (CHILD + "\nThe owner's son, Tyler Odum, 15, is not related to the children. Odum was arrested.", ["Tyler", "Odum"]),
    (CHILD + "\nHer uncle, Terrence Odum, 26, is not related to the suspect. Odum was arrested.", ["Terrence", "Odum"]),
    (CHILD + "\nMr. Odum lives in the home and is not related to the children. Mother is Ana Brandt.", ["Odum", "Brandt"]),
    # rows of other kinds between the heads and the persons; roles of the young
    ("#HDR|SEQ|ROLE|LAST|FIRST|MID|SFX|DOB|R|S|STREET|CITY|PH1|PH2|SSN|OLN|MISC\nINC|24-0417|HARASSMENT 2ND|565.091\nLOC|OAK MARKET|BUS LOOP|LORN\n"
     "PER|01|VIC-J|FROST|WINTER|REED||2013-12-21|W|F|308 N DEPOT ST|LORN||573-555-0128||||\nPER|02|SUS-J|SLEDGE|CASH|||2012-10-10|W|M||LORN|||||\n"
     "NAR|001|WINTER SAID SLEDGE THREW ICE", ["FROST", "WINTER", "REED", "2013-12-21", "0128", "SLEDGE", "CASH"], ["INC|24-0417|HARASSMENT 2ND", "THREW ICE"]),
    # heads behind a title; dates with spaces; whole cells of a home; a row of officers
    ("~NAMES: DOB|AGE|REL|FIRST MI LAST|PHONE|ADDR|SOC|NOTE\n05 02 12|11|JUV-R|Maly T Xiong||22 Frisco Alley up||bro of Maly\n"
     "06 06 81|42|MOTH|Chue Xiong|573 555 0141|22 Frisco Alley up||\n~OFFICER|R. COTTON 312|TPR. M. JORDAN MSHP|H. PRICE LT 302",
     ["05 02 12", "Maly", "Xiong", "Chue", "0141", "Alley", " up"], ["R. COTTON 312|TPR. M. JORDAN MSHP|H. PRICE LT 302", "|11|JUV-R|"]),
    # a row that names somebody beside the officer is no row of officers
    ("OFFICER SUP|1|NAKAI|F. ADEYEMI PHONED\nVIC|ADEYEMI|OLU|9|M\n\nOlu is 9. Her mother is F. Adeyemi.", ["F. ADEYEMI", "Olu is"]),
    # a small number behind a name may be an age; a captain among relations an uncle
    ("~OFFICER|R. COTTON 312|KEYON MARSH 12\n~VICTIM|KEYON MARSH|12", ["KEYON MARSH"]),
    ("~NAMES: DOB|AGE|REL|FIRST MI LAST|PHONE|ADDR|SOC|NOTE\n05 02 12|11|V1|Maly T Xiong||22 Frisco Alley||\n06 06 81|42|CAPTAIN|Pao Xiong|573 555 0145|22 Frisco Alley||uncle",
     ["Maly", "Pao", "0145"]),
    # numbers of vehicles by their heads, and tags of what is kept
    ("~VEH: PLATE|ST|VIN|YR MAKE|INS\n6RC-P18|MO|3GNQL7K50KS500118|19 EQUINOX|PRAIRIE FARM 26-1-7704418-3\nBD 4471 T|MO|1FTZX1722XNB00934|99 RANGER|none shown",
     ["6RC", "PRAIRIE", "7704418", "BD 4471 T", "1FTZX"], ["19 EQUINOX", "99 RANGER|none shown"]),
    ("ITEM|TAG|DESCRIPTION|SENT|RESULT\n1|T 66120|cup, clear plastic|Y|pos 2\n2|T 66121|pill bottle|Y|none", [], ["T 66120|cup", "T 66121|pill"]),
    # the agency behind an official's name is no part of it
    ("V-01 CARTER, CLAY  W/M/11\n\nI met the boy. Clay ran home.\n\ncc: Officer Wade Tice, Clay Police Department", ["Clay ran"], ["Officer Wade Tice, "]),
    # codes with a number
    ("JV1 BRZEZIN, ILSA   W/F/9   school Oak Middle\nPM1 TOLBERT, MAE   W/F/39   mother\nWT1 OAKES, RUTH   W/F/66   clerk\nSU1 PELKA, NORMAN   W/M/38   mother's husband\n\n"
     "SU1 went. Pelka and Tolbert spoke of Ilsa.", ["Ilsa", "ILSA", "TOLBERT", "Tolbert", "PELKA", "Pelka"]),
    ("CV1 BRZEZIN, ILSA   W/F/9\nSU1 PELKA, NORMAN   W/M/58   ARRESTED\n\nPelka ran. Ilsa cried.", ["BRZEZIN", "Ilsa"], ["PELKA, NORMAN", "Pelka ran"]),
    # a given name that a child has too is the child's
    ("V-01 CARTER, CLAY  W/M/11\nS-01 TREMBLAY, CLAY ROBERT  W/M/41\n\nThe brother is Clay, 11. Clay was on lane 6. Tremblay was told to leave. Clay Tremblay was arrested.",
     ["is Clay", "Clay was on"], ["TREMBLAY, CLAY ROBERT", "Tremblay was told"]),
    ("CV1 DELA VINNA, COOPER   W/M/12\nWT2 VINNA, COOPER LOUIS   W/M/26   bus operator\n\nTwo persons here have one name. CV1 is Cooper dela Vinna; WT2 drives the bus and is no relation.", ["DELA VINNA", "Cooper dela", "dela Vinna"]),
    ("RP1 Sunny Delacroix   W/F/24   shift lead\nJV1 XIONG, PA NHIA   A/F/5\n\nShe gave no name. Her father calls her Sunny at home. Sunny was not cold.",
     ["calls her Sunny", "Sunny was"]),
    # lines of a card, each of labels and values without colons: the first one is no head of a table
    ("JUV CONTACT CARD\nNAME  ALDRICH   TY   M      AKA  LIL TY\nDOB   8-8-10   SEX M  RACE W  HT 5-1 WT 98\nADDR  TRLR 6 OAK HAVEN      PH 5550177\n"
     "PARENT  ALDRICH BECKY    W/  DOLLAR GEN\nLOC   BEHIND IGA     TIME 2355   DATE 10-31-24",
     ["ALDRICH", "TY", "8-8-10", "OAK HAVEN", "5550177", "BECKY"], ["NAME", "DOB", "SEX M  RACE W  HT 5-1 WT 98", "ADDR", "PARENT", "LOC   BEHIND IGA     TIME 2355"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
