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
    # a form without colons: the cells of a line begin with their labels
    ("JUVENILE\n  Last Ferris     First Juno     MI K     Goes by Jojo\n  DOB 7-1-09    Age 15    Sex M    Race B    Ht 5'9    Wt 140\n"
     "  Street 206 Beacon Hill Ter     City Callow     Zip 63011\n\nJuno and Jojo are one. K. is the letter.",
     ["Ferris", "Juno", "Jojo", "MI K", "7-1-09", "206 Beacon", "63011"], ["Last ", "First ", "Goes by ", "Age 15    Sex M    Race B    Ht 5'9    Wt 140", "City Callow"]),
    ("CONTACT DATE 3/22/25    TIME 11:50 PM    PLACE Riverfront Park\nWITH\n  Name Jayden Ochs   Age 15    Card # 0918", ["Jayden", "Ochs"],
     ["CONTACT DATE 3/22/25    TIME 11:50 PM    PLACE Riverfront Park", "Name ", "Age 15"]),
    ("10. VICTIM NAME (LAST, FIRST, MIDDLE) BRANDT, LEIGH ANN   11. SEX F   12. RACE W   13. DOB 07/04/1990\n14. ADDRESS 88 SYCAMORE CT   15. RES. PHONE 417-555-0131\n"
     "17. SUSPECT NAME BRANDT, COLE WESLEY   18. SEX M   19. RACE W\n27. CHILD 1 NAME BRANDT, WYATT   28. DOB 3/9/16   29. AGE 8\n\nLeigh Brandt and Cole Brandt argued.",
     ["BRANDT", "LEIGH", "COLE", "WYATT", "88 SYCAMORE", "0131", "3/9/16", "Leigh", "Cole"],
     ["10. VICTIM NAME (LAST, FIRST, MIDDLE) ", "17. SUSPECT NAME ", "   18. SEX M   19. RACE W", "   28. DOB ", "15. RES. PHONE "]),
    ("10 DRIVER FENN, RUSSELL T   11 DOB 01/19/1962   12 OLN O400-7712\n18 PED CASTLE, WINTER ANNE   19 DOB 02/14/2014   20 ADDR 512 ELM ST\n25 PARENT CASTLE, BRIAN   26 CITY MARLOW\n\n"
     "It was not winter. Winter fell.", ["CASTLE", "WINTER", "BRIAN", "512 ELM", "Winter fell"], ["10 DRIVER ", "18 PED ", "25 PARENT ", "   26 CITY ", "not winter"]),
    # surnames that are labels, and what somebody signs
    ("CHILDREN\n  Note, Jolini   F    DOB 03/03/2016\n  Banner, Emmett T.   M    DOB 06/17/2015\nsigned jolini n.       parent ana note",
     ["Note, Jolini", "Banner, Emmett", "jolini"]),
    ("VICTIM ORR, ANA   DOB 03/09/2016\nADDRESS     2507 BLUESTEM DR, PINE RIDGE MO 65043\nREPORTED BY ANA'S AUNT     PHONE 555-0111", ["ORR", "BLUESTEM", "PINE RIDGE", "65043", "BY ANA", "0111"],
     ["VICTIM "]),
    # boxes that are ticked name nobody; a name behind one is a name
    ("REASON:  (x) Curfew   ( ) Truancy   ( ) Alcohol   ( ) Fight   ( ) Other\nOWNER       [X] SAME AS DRIVER   [ ] OTHER\nReleased to: [X] Parent   [ ] Grace   [ ] Other\n\nGrace, 9, cried.",
     ["[ ] Grace", "Grace, 9"], ["(x) Curfew   ( ) Truancy   ( ) Alcohol   ( ) Fight", "[X] SAME AS DRIVER   [ ] OTHER"]),
    # residents of a hall have the names of those who work there
    ("STAFF: JDO FELIX ARROYO, JDO T. BANKS\nRM  RESIDENT             DOB       ADMIT      CHARGE               STATUS\n"
     "101 Banks, Darius        08/30/07  06/02/24   TAMPERING 1ST        DETAINED\n104 Sparks, Cody         10/05/08  06/13/24   RUNAWAY              HOLD\n"
     "105 Vance, Elijah        12/24/07  05/28/24   ASSAULT 3RD          DETAINED\n\n1515  Sparks refused snack.\n1742  Vance and D. Banks argued.\n2300  Relieved by JDO W. Sparks.",
     ["Darius", "Cody", "Elijah", "Sparks refused", "D. Banks argued", "Vance and", "08/30/07"], ["FELIX ARROYO", "JDO T. BANKS", "by JDO W. Sparks", "TAMPERING 1ST        DETAINED"]),
    # what became of it is no dispatcher; who arrested is in office
    ("TIME  BKG#      NAME                    DOB       CHARGE                         ARR OFC      DISP\n0112  24-3301  MASSEY, GERALD PAUL     05-16-71  DWI 2ND                        KEEL 22      BOND 1000\n"
     "1555  24-J055  FARRELL, AIDEN          06-06-08  JUV - TAMPERING                PIKE 9       TO DJO\n\nFARRELL was brought in by PIKE. SUZANNE FARRELL, MOTHER, CALLED.",
     ["FARRELL", "AIDEN", "06-06-08", "SUZANNE"], ["MASSEY, GERALD PAUL", "KEEL 22      BOND 1000", "PIKE 9       TO DJO", "in by PIKE"]),
    # a sentence behind a label names nobody in office; who runs a vehicle is no operator of ours
    ("24 PARENT: TANNER ROTH   25 IN HOME: NO\n31 CONCERNS FOR WORKER: TANNER MAY COME BY. NO GUNS.", ["TANNER ROTH", "TANNER MAY"], ["NO GUNS"]),
    ("Operator  Name ALVAREZ, CARLA    DOB 9/30/1986    Lic A0091827\nPassenger  ALVAREZ, NICO   age 5\n\nCarla Alvarez said so.", ["ALVAREZ", "Carla", "NICO"]),
    # the name of an official does not run on into the next item of a list; who gets a child back is family
    ("JUVENILE: DUNN, TREY   DOB 04/15/08\n\nMOVES TODAY\nCastro - court 0900 in Division 3, transport Dep. Price and Dep. Oduya\nDunn - release at 1300 to his mother", ["DUNN", "Dunn - "], ["Dep. Oduya"]),
    ("YOUTH: MARTINEZ, JOAQUIN   DOB 12-08-2008\nNOTES\nOUT: 0415     RELEASED BY: B. Quigley     TO: ROSA FUENTES\nSIGNATURE OF PARENT  A. Martinez          RELEASED TO __________   DATE ________",
     ["MARTINEZ", "ROSA", "FUENTES", "A. Martinez"], ["RELEASED BY: B. Quigley     TO: "]),
    # numbers of reports under their heads
    ("IncidentNo;Offense;OccFrom;Reported\nWP2501-0288;Harassment 1st Degree;2025-01-20 07:30;2025-01-27 16:40\nPersonNo;Type;Name;Sex;BirthDate;Street\n1;Victim;Lindgren, Sofie;F;2011-09-14;18 Larkspur Cir\n"
     "Officer;Badge;Role\nLindgren, Doug;0622;Approving", ["Sofie", "2011-09-14", "Larkspur"], ["WP2501-0288;", "Lindgren, Doug;0622"]),
    # letters that count the parts of a form
    ("A. JUVENILE\n   Name  Orr, Ana    DOB 3/3/2015\nB. PARENTS\n   Mother  Jo Orr      Phone 555-0100\nC. PRIOR REFERRALS   [x] none   [ ] yes", ["Orr, Ana", "3/3/2015", "Jo Orr", "0100"],
     ["A. JUVENILE", "B. PARENTS", "C. PRIOR REFERRALS"]),
    # lines of a form that begin with one label, or hold a date, are no heads of a table (nothing stands before them here)
    ("Student  Kendra Moss      Grade 6      School  West Elm Middle\nStudent  Tate Ivory       Grade 7      School  West Elm Middle\n"
     "Parent notified  Rosa Moss      By  phone      Time  4:05\nParent notified  Glen Ivory     By  note\n\nKendra hit Tate.",
     ["Kendra", "Moss", "Tate", "Ivory", "Rosa", "Glen", "West Elm"], ["Grade 6", "Grade 7", "Time  4:05"]),
    # R/O is the owner of a vehicle where the home stands behind
    ("VEH YR 2010  LIC 7XB L04\nR/O  BRIGHTWELL, CANDACE   ADDR 919 FERN TER   PH 573 555 0144\nOPR  BRIGHTWELL, CANDACE   DOB 041290\nPASS LIAM BRIGHTWELL, 6, WENT WITH A GRANDMOTHER.",
     ["BRIGHTWELL", "CANDACE", "919 FERN", "0144", "LIAM"], ["R/O  ", "OPR  "]),
    # who tells where a home is in small letters; towns that a school is named after
    ("CHILD: ROWAN KESSLER  DOB 03/09/2016\nADDRESS: past the feed store, second gate on left\nHOME: white trailer behind the co-op\nADDRESS: same as above", ["ROWAN", "feed store", "second gate", "white trailer"],
     ["same as above"]),
    ("VICTIM: ORR, ANA   DOB 03/09/2016   SCHOOL: Turkey Creek R-II\n\nThe van was at Turkey Creek bridge. Ana goes to Turkey Creek.", ["ORR", "Ana", "SCHOOL: Turkey", "goes to Turkey"], ["at Turkey Creek bridge"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
