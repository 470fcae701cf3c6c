#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""Forms of reports that other authors write: extracts whose rows begin with the report's number, logs of dispatchers, memos and minutes, slips
and inventories. What looks like a name, home or number of a child in them and is none, and beside each what must go."""
import sys

from lib import Test

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # the number of the report in every row; but no telephone, nor the number of a pupil or patient
    ("QX00441902|1|HARROW CITY PD|ASSAULT 4TH|565.056|20240304 2142\nQX00441902|2|V|BRZEZIN|ILSA|F|04-AUG-2011|7735550112\n"
     "QX00441902|2|S|WENDTNER|TOM|M|15-JAN-2010|7735550113|X\nQX00441902|3|VEH|2011 CHEV MALIBU\nQX00441902|4|1|ILSA WAS HIT",
     ["BRZEZIN", "ILSA", "WENDTNER", "04-AUG-2011", "7735550112"], ["QX00441902|1|", "QX00441902|2|V", "QX00441902|2|S", "QX00441902|3|", "QX00441902|4|"]),
    ("STU|40044190|BRZEZIN, ILSA|F|09\nADR|40044190|77 PINE LN|HARROW\nENR|40044190|HARROW MIDDLE|09|A|B\nDIS|40044190|TARDY", ["BRZEZIN", "ILSA", "77 PINE"]),
    ("7735550101|HARROW CITY PD|IN\n7735550101|OUT|TOM|come home\n7735550101|OUT|ILSA|I am at home now|x\n7735550101|IN|TOM|ok|x|y", ["7735550101"]),
    ("20240304 2142|X|PD|LARCENY\n20240304 2142|VIC|TOM|WENDTNER|M|19990430\n20240304 2142|NAR|HE LEFT", ["WENDTNER"]),
    # times of a log are no house numbers; what follows may still be a home
    ("1802 D1 GATE D I HAVE A FIGHT\n1818 D1 DR 88104 HARROW CO DIST CT FATHER EVERY OTHER HOLIDAY\n1820 T4 CALLER IS AT 6005 BENTWATER CIR UNIT 2\n"
     "1822 NEIGHBOR LOT 11 SAW ALL\n1824 T4 OUT AT BENTWATER CIR WITH HER", ["6005 BENTWATER", "LOT 11", "BENTWATER CIR WITH"],
     ["1802 D1 GATE D", "1818 D1 DR 88104 HARROW CO DIST CT", "1822", "1824 T4"]),
    ("2139 DSP HOLLIS 1A30 GATE D\n2145 DSP HOLLIS ALL UNITS\n2153 DSP HOLLIS CLEAR NO WANTS\n2154 1A30 COPY", [], ["DSP HOLLIS 1A30", "DSP HOLLIS CLEAR"]),
    ("2139 MOM KAREN SAYS HE LEFT\n2145 MOM KAREN AT DOOR\n2153 MOM KAREN CALM\n2154 V1 EMILY SAYS YES\n2155 V1 EMILY IS OK\n2156 V1 EMILY CLEAR",
     ["KAREN", "EMILY"], ["2139", "2156"]),
    ("2139 T4 BUS 15 LAST SEEN HWY 8 AT CO RD 137\n2140 T4 EMILY ON IT\n2141 T4 CLR", ["EMILY"], ["BUS 15 LAST SEEN HWY 8 AT CO RD 137"]),
    ("Emily lives at 6613 Tamarack Point Road. He drove by Tamarack Point and to Tamarack Pt.", ["6613", "Tamarack"], ["He drove by"]),
    ("They looked for it at bedtime on the 31st Emily had left. She waited by Loblolly Pine, 10:25 by the clock.", ["Emily"], ["on the 31st", "10:25"]),
    ("Tom Wendtner, born 10/10/2010, has two (22AC-JV00077, 22AC-JV00161).", ["Wendtner", "10/10/2010"], ["22AC-JV00077", "22AC-JV00161"]),
    ("CITATION Unit 2, FOLLOWING TOO CLOSE 304.017. Emily was moved to Unit 2, Fallow Close.", ["Fallow Close"], ["FOLLOWING TOO CLOSE 304.017"]),
    # days of birth that are feasts, or in words
    ("MOM: Emily Carter. First of the year, '14.\nTom's mother gave his as the day after Halloween 2012 and left.", ["First of the year", "'14", "day after Halloween"]),
    ("KID: Sixteen. December four. I can spell it.\nMOM: Ilsa Carter. Thirty-one, March, 2012.\nDET: It is loud. It was in May.", ["December four", "Thirty-one"],
     ["It was in May"]),
]


def main():
    t = Test()
    for text, gone, *kept in TEXTS:
        t.filtered(HEAD, text, gone, *kept)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
