#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""Names made of ordinary words in rows and logs: where a row, a party's word or a label says that a name stands there they go, and
wherever they stand again. Who writes a log by surname stays; who is watched in one does not."""
import sys

from lib import Test, filter_each

ROWS = """MILL FALLS PD|RMS EXPORT|RUN 2023-10-20 14:02
PER|01|VICTIM|HER, BEE|F|A|14|DOB 2009-08-08
PER|02|PARENT OF 01|HER, CHUE|M|A|TEL 651-555-0121
PER|03|SIBLING|HER, TRUE|F|A|12
PER|04|SUSPECT JUV|STILL, HE|M|W|15|DOB 2009-04-30
PER|05|VICTIM|NOT HELP, EARLY|F|I|11
PER|06|WITNESS|HER MANY DAYS-LONG, JET|M|I|13
PER|07|OFFICER|MUCH, STEPHEN|#318
LEGEND|V8=STANDS RIGHT, MERCY|F/9|02-14-2014
NARR|1|The one on the bottom was Bee Her. I told True to come. Later Not Help left. It is true that it was early.
NARR|2|Mercy Stands Right was cold. Officer Stephen Much drove.
"""
SHORT = """BRANDT LAKE PD|INC 16-0588|THEFT-SHOPLIFT SDCL 22-30A
LOC|PRAIRIE MART, 402 MAIN AVE
SUBJ1|Dahl Penny Ann|F W 13|3/14/03|511 Fourth St NE|ph 605-555-0111
SUBJ2|Two Hearts Sage M|F I 12|10/2/04|511 1/2 Fourth St NE|ph none
PAR1|Dahl Rich|father|605-555-0110
PAR2|Makes Good Faith|mother|605-555-0118
COMPL|Sage Wintersteen|asst mgr
OFCR|Ofc Penny Gerdes 4
NARR 01|Called to Prairie Mart for girls. He paid for the Two Hearts girl too. Faith Makes Good came for Sage. A good heart makes two.
"""
LOG = """WOLF BUTTE POLICE CAD INCIDENT HISTORY
TYPE RUNAWAY JUV PRI 2
CALLER COMES LAST DELPHINE PH 605-555-0133
2147 D9 RP IS GRANDMA ADV GRANDDAUGHTER STAR COMES LAST 14 DID NOT COME HOME
2148 D9 VAN PLT CWF 662 R/O BUCKNER HOLLY J ADDR 19 SOUTH SWIFT ST
2150 D9 RP ADV SHE WAS WITH COUSINS CHASKE BEAR SHIELD AND BROTHER
2219 301 OUT WITH ELDON BEAR SHIELD JR AGE 11
2240 301 FATHER WAYLON COMES LAST IS AT WORK
2250 301 HOLLY CRYING
0100 301 1 JUV FEM COMES LAST STARTING MILES 41207
0210 D9 COMES LAST STAR D CLRD NCIC
0215 301 OUT OF CAR COLE DOOR COMES OPEN LAST
"""
DESK = """KESSEL COUNTY DISPATCH CHRONO 2017-1183
TYPE RUNAWAY LOCATED
0511 KUHN CALL FROM MCKENNA CO SO THEY HAVE TREVOR IN LOBBY
0512 KUHN THEIR DEPUTY HAS HIM
0516 KUHN TRUCK OUT OF GAS
0520 KUHN CALLED FATHER LEANDER HE IS LEAVING NOW
0544 7 ADV TAKE A STATEMENT
0602 KUHN WHO IS WITH HIM
0712 KUHN CANCEL TELETYPE
0715 KUHN NCIC CLEAR
1305 7 OUT AT RESIDENCE
1420 KUHN CLR RETURNED TO PARENT
"""
WATCH = """KESSEL COUNTY SHELTER CARE LOG
TYPE 15 MINUTE WATCH JUVENILE
0511 KUHN ASLEEP
0526 KUHN ASLEEP
0541 KUHN IS UP ASKED FOR WATER
0556 KUHN WANTS TO CALL MOTHER
0611 KUHN CALLED MOTHER
0626 KUHN HE IS CRYING
0641 KUHN NO CHANGE
"""
SEAT = """SWIFT CROSSING POLICE CALL CARD
NATURE CHILD LOCKED IN VEHICLE
13:02 CLR SAYS TWO KIDS IN A VAN
13:03 D LUELLA SENT 4 FIRE 1
13:09 4 BOTH OUT MIKA BUCKNER 6 AND BABY
13:15 D LUELLA DAD PER FILE AT WORK
13:40 D LUELLA DHS ON CALL
14:41 D LUELLA OLDER BOY AT CAMP
15:44 4 CLR
"""
MOTHER = """KESSEL COUNTY TIMELINE OF CALLS
TYPE CUSTODY DISPUTE CHILD MIA
0511 KELSO CALL FROM HER SISTER
0530 KELSO SHE WANTS HER SON BACK
0541 KELSO THE CAR IS BLUE
0556 KELSO CALLED AGAIN
0611 KELSO HE HAS THE KIDS
0641 KELSO WHO IS ON THE PAPERS
"""
HELD = """SHELTER LOG
TYPE JUVENILE DETENTION WATCH
13:03 D TYLER SLEEPING
13:15 D TYLER REFUSED LUNCH
13:40 D TYLER CRYING
14:41 D TYLER CALLED MOM
"""

# document, what must go, what must stay
PAPERS = [
    (ROWS, ["HER,", "BEE", "Bee", "CHUE", "TRUE", "True", "STILL", "NOT HELP", "Not Help", "EARLY", "MANY", "JET", "STANDS", "MERCY", "Mercy Stands"],
     ["MUCH, STEPHEN", "Stephen Much", "It is true that it was early", "MILL FALLS PD"]),
    (SHORT, ["Dahl", "Penny Ann", "Two Hearts", "Makes Good", "Faith"],
     ["|father|", "|mother|", "Penny Gerdes", "A good heart makes two", "PRAIRIE MART"]),
    (LOG, ["COMES LAST", "DELPHINE", "BUCKNER", "HOLLY", "CHASKE", "BEAR SHIELD", "ELDON", "WAYLON", "STAR "], ["DOOR COMES OPEN LAST", "CLRD NCIC"]),
    (DESK, ["TREVOR", "LEANDER"], ["0511 KUHN", "0512 KUHN", "0712 KUHN", "1420 KUHN"]),
    (WATCH, ["KUHN"], ["ASLEEP"]),
    (MOTHER, ["KELSO"], ["THE CAR IS BLUE"]),
    (HELD, ["TYLER"], ["REFUSED LUNCH"]),
    (SEAT, ["MIKA"], ["D LUELLA SENT", "D LUELLA DHS"]),
]


def main():
    t = Test()
    for (paper, goes, stays), done in zip(PAPERS, filter_each([paper for paper, _, _ in PAPERS])):
        out = done.stdout
        name = paper.splitlines()[0]
        left = [word for word in goes if word in out]
        t.test(not left, f"{name}: names go whatever their words mean", *left, out)
        lost = [word for word in stays if word not in out]
        t.test(not lost, f"{name}: all else stays", *lost, out)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
