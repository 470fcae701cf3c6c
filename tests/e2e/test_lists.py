#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Lists that agencies keep: chains of custody, rosters of jails and of shifts, messages between cars, entries of missing persons. Who is in
office or charged by the place in the list stays; families in the same list go."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

CHAIN = """CHAIN OF CUSTODY
DATE/TIME         FROM                 TO                     REASON
03/04/24 1610     Ofc. Jory Blaine     Det. Ruth Kapoor       collected
03/05/24 0900     Det. Ruth Kapoor     Vugrin                 storage
03/06/24 1000     Vugrin               Hauwa Danjuma          item 1 back to family
03/06/24 1010     Vugrin               Ana Carter             item 2
03/06/24 1012     Ana Carter           Vugrin                 not wanted

Danjuma asked for the rest.
"""

ROSTER = """HARROW COUNTY DETENTION CENTER        ROSTER Mon 4 Mar 2024 0600
BK#          NAME                         POD   CHARGE                              HOLD/BOND
2024-0211    ADEYEMI-CROSS, TERRENCE      B     DUI, 42-4-1301                      $1,000
2024-0214    OLLINGER, RANDY O            B     Theft/Shoplift                      none
2024-0220    ENGSTROM, BJORN K            A     Child Abuse 18-6-401                none
Ollinger was seen by the nurse.
The cell of Engstrom is empty.
"""

SHIFT = """POST   CAR    OFFICER                 RADIO    VEST CAM
1      18     Novakov, P.             318      0044
2      22     Tupuolas, S.            322      0048
desk   --     Ewingham, C. (FTO)      base     --

Emily was found by Tupuolas and went home with Marlo Tupp.
"""

MESSAGES = """MSG 00412 19 02 FROM CAR 17 DEL BARRAO TO CAR 6 MUTASAN
  U CLOSE TO THE CARTER HOUSE
MSG 00413 19 03 FROM CAR 6 MUTASAN TO CAR 17
  NO BUT OKORIE IS. EMILY IS AT 44 PALO WAY
MSG 00414 19 05 FROM CAR 17 TO OKORIE
  BELLAMIE IS HER FRIEND
MSG 00415 19 06 FROM OKORIE TO CAR 17
  COPY
"""

UNITS = """1402 RCVD 1402 DISP 814 1406 ARR 822 1407 ARR SQ 3
1403 814 ANA CARTER AT THE COURT
1404 814 PARKED
1405 822 KEIRA HERE AT 109 OAK ALLEY LN
1409 822 CLR
"""

TELETYPE = """EM.MO0950000.MJ.                    TYPE ENTER MISSING JUVENILE
NAM/PEACEMAKER, NOLA LARK.AKA/NOLA L SPARROWS.SEX/F.RAC/I.
DOB/20090823.POB/MO.HGT/503.EYE/BRO.HAI/BLK.
SMT/SC R KNEE.MNP/MP.DLC/20240304.OCA/24MJ0331.
MIS/LAST SEEN WALKING. MAY BE WITH CHASE ROLAND SPOTTED, JUV M, DOB 20081201.
  GUARDIAN VERNICE PEACEMAKER, GRANDMOTHER.
1150 SPOTTED, CHASE ALSO AT LOC. HIS AUNT CORDELIA SPOTTED 660-555-0184 TOLD. HE WAS SPOTTED THERE.
"""

CONSOLES = """RCVD 03/04/24 22:03:11 BY POS3 WHITLACK  ADDR 4605 SAGE DR
2203 POS3 MOTHER HASNT HEARD FROM EMILY
2204 POS3 KEIRA IS THERE
2205 TPR 5520 LORETTA HILLER IS HERE
2206 TPR 5520 CLR
2207 POS3 SHIFT CHG WHITLACK OFF POS1 DARNELL AKERSON ON
2208 POS1 BRANDI CALLED
"""

LEGEND = """KEY: RM-7 = R. Mosselberg, JL-11 = J. Lemairel, V-1 = K. Dossen
1903  RM-7   Cattle out, Co. Rd 12.
1940  JL-11  Speed stop.
2016  RM-7   Eggs thrown.
2020  JL-11  Dossen saw it.
5/2  24-0719  Dep Hasse    Lott, Marcus Dale (arr, theft)     knife
5/2  24-0719  Dep Hasse    Lottman, Bertil                    wallet
"""

BOOKING = """BOOKING RECORD              PONDEROSA COUNTY JAIL
BOOKING NO B24-03399         DATE 03-04-2024      TIME 2217
NAME HALVERSTEDT, GREER ANSON        ALIAS GREGGS      SEX M  DOB 10-01-1979
CHARGES  1 RECKLESS ENDANGERING 163.195    2 DUII 813.010

In the car was JUNA WINTERSON, 9.
"""

CALLER = """CALLER FATUMAH 660 555 0126  SRC 911
11:44:09 CALLER STS SON GONE 15 MIN
11:45:00 2A11 ON SCENE
11:46:00 2A11 CLR
"""

# text, what must go, what must stay
TEXTS = [
    (CHAIN, ["Hauwa Danjuma", "Danjuma asked", "Ana Carter"], ["Blaine     Det. Ruth Kapoor", "Vugrin                 storage", "Vugrin     "]),
    (CHAIN.replace("FROM       ", "RELEASED BY").replace("TO         ", "RECEIVED BY"), ["Hauwa Danjuma", "Danjuma asked", "Ana Carter"],
     ["Vugrin                 storage"]),
    (ROSTER, ["ENGSTROM", "Engstrom"], ["ADEYEMI-CROSS, TERRENCE      B", "OLLINGER, RANDY O", "Ollinger was"]),
    (ROSTER.replace("COUNTY DETENTION", "COUNTY JUVENILE DETENTION"), ["ENGSTROM", "OLLINGER", "Ollinger"], []),
    (MESSAGES, ["CARTER", "EMILY", "44 PALO WAY", "BELLAMIE"], ["MSG 00412 19 02 FROM CAR 17 DEL BARRAO TO CAR 6 MUTASAN", "BUT OKORIE IS", "FROM OKORIE TO"]),
    (UNITS, ["CARTER", "KEIRA", "109 OAK"], ["1407 ARR SQ 3", "1403 814", "1405 822 "]),
    (TELETYPE, ["NOLA", "SPARROWS", "20090823", "CHASE", "SPOTTED, JUV", "VERNICE", "PEACEMAKER", "SPOTTED, [", "CORDELIA", "SPOTTED 660"],
     ["EM.MO0950000.MJ.", "HAI/BLK", "DLC/20240304.OCA/24MJ0331.", "WAS SPOTTED THERE"]),
    (CONSOLES, ["EMILY", "KEIRA", "LORETTA", "HILLER", "BRANDI", "4605 SAGE"], ["BY POS3 WHITLACK", "CHG WHITLACK OFF POS1 DARNELL AKERSON ON", "2205 TPR 5520 "]),
    (LEGEND, ["Dossen", "Lottman, Bertil"], ["RM-7 = R. Mosselberg, JL-11 = J. Lemairel,", "Lott, Marcus Dale (arr"]),
    (BOOKING, ["WINTERSON", "JUNA"], ["NAME HALVERSTEDT, GREER ANSON        ALIAS GREGGS"]),
    (BOOKING.replace("COUNTY JAIL", "JUVENILE CENTER").replace("10-01-1979", ""), ["HALVERSTEDT", "GREER"], []),
    (CALLER, ["FATUMAH", "0126"], ["CALLER STS SON GONE"]),
    ("Destroyed item 4. Auditor L. Marchbankso 03/22 no exceptions. Turnkeys: A. FRYER, Z. MIRZOEV\nThe VP's secretary D. Hearnes has the drill calendar.",
     [], ["L. Marchbankso", "A. FRYER, Z. MIRZOEV", "D. Hearnes"]),
    (SHIFT, ["Emily", "Marlo Tupp"], ["Novakov, P.", "Tupuolas, S.", "by Tupuolas and"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
