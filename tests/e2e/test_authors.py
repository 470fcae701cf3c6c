#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 12 s
"""Forms of reports that other authors write: extracts whose rows begin with the report's number, logs of dispatchers, memos and minutes, slips
and inventories. What looks like a name, home or number of a child in them and is none, and beside each what must go."""
import sys

from lib import filtered_all

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
     ["1802 D1 GATE D", "1818 D1 DR 88104 HARROW CO DIST CT", "1824 T4"]),
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
    # who is in office: in minutes, memos, copies, for a child, by letters in brackets
    ("Present: Det. Sgt. Abel Finchley (Harrow PD); Dep. Thurlow Maddoxen (Ransome Co. SO); Felix Nowackin and Tamsin Roweling (Children's Division); minutes P. Larkin\n"
     "Nowackin to send a letter. Larkin has the key. Emily was seen.", ["Emily"],
     ["Abel Finchley", "Felix Nowackin and Tamsin Roweling", "minutes P. Larkin", "Nowackin to", "Larkin has"]),
    ("Present: Ilsa Brzezin (mother); Tom Wendtner (uncle, in Children's Division care); minutes Det. Rowe\nAfter 40 minutes Ilsa Brzezin left.", ["Brzezin", "Wendtner"]),
    ("His social worker is Barnaby Tellerman of Alder County CFS. Her aunt is Dora Tilling of Alder County.", ["Dora Tilling"], ["Barnaby Tellerman of Alder County CFS"]),
    ("Emily asked that the Children's Division worker for Emily, Mr. Gale Redmondson, be told. The gift for Emily, Ms. Ilsa Brzezin, is here.", ["Emily", "Brzezin"],
     ["Mr. Gale Redmondson"]),
    ("Yours,\nCapt. Emmeline Thwaitely\ncc: Youth Services Bureau, D. Acheson", [], ["D. Acheson"]),
    ("TO: Rafaela Quistin, Chief Trial Assistant\nFROM: Benjamin Oseian, APA\nPrepared by Jocasta Applewhite, Esq., GAL", [], ["Rafaela Quistin, Chief", "Esq., GAL"]),
    ("Detectives: Marcus Ogilvert (MO), Dana Oyeling (DO)\nOthers: Fenella Ojo (FO), Martin Ojo (MO of Emily)", ["Fenella", "Martin"], ["Marcus Ogilvert (MO)"]),
    # slips: a letter for the sex and an age between bars
    ("SLIP 33804 / 1355 / Line 4 car 2217\nLeander Purvison / M / 29 / arrested / warrant MULT 25-CR-7718\nIlsa Brzezin / F / 15 / arrested / to juvenile\nTom Wendtner / M / about 14 / ran",
     ["Brzezin", "Wendtner"], ["Leander Purvison / M / 29 / arrested"]),
    ("The child is Paloma Quick-to-See. Her mother Lenore Quick-to-See was quick to see it.", ["Paloma", "to-See", "Lenore"], ["was quick to see it"]),
    ("NAME: BIRDSONG, COLT   DOB: 04/05/2012\nSHE ASKED IF EMILY AND COLT B MAY STILL COME. PLAN B MAY HELP.", ["COLT", " B MAY STILL"], ["PLAN B MAY HELP"]),
    # numbers of things and papers
    ("PROPERTY / EVIDENCE RECORD\nFROM (NAME)  BRZEZIN, ILSA   DOB 01 SEP 2010\n\nITEM  QTY  DESCRIPTION                                TAG        DISPOSITION\n"
     "  1    1   Amp, Peavey, serial 00BH-7731              E-20117    returned 03/10\n  2    1   Tambourine                                 E-20118    returned 03/10\n"
     "  3    1   Backpack, name tape \"I. BRZEZIN\"           E-20119    HOLD\n  4    1   Phone, cracked                             E-20121    HOLD",
     ["BRZEZIN", "01 SEP 2010"], ["E-20117", "E-20118", "E-20119", "E-20121"]),
    ("Pupils and their cards: Ilsa Brzezin S-20117, Tom Wendtner S-20118, Ana Wendtner S-20119, Emily Carter S-20121.", ["S-20117", "S-20118", "S-20121"]),
    # addresses of what is open to all, and of agencies
    ("Place: Interview Room 2, 400 Civic Plaza. WHERE   Harbor Liquors, 118 Wharf\nHe parked in the Dollar General lot, 700 Mill Race Rd, and left. She lives over the liquor store, 119 Wharf Street.",
     ["119 Wharf"], ["Room 2, 400 Civic Plaza", "118 Wharf", "700 Mill Race Rd"]),
    # homes: with the label in brackets, by floor, by section, behind "is"; senders of letters
    ("FROM (NAME)  BRZEZIN, ILSA   DOB 01 SEP 2010\nFROM (ADDR)  1020 E. FULTON, BSMT\nOWNER  HARROW TABERNACLE", ["BRZEZIN", "1020", "FULTON"]),
    ("Her mother, Ilsa Brzezin of the Econo Suites, 2nd floor, had called. They live w/ her in family housing, Larch Hall 2B. He met her in Larch Hall 4 times.",
     ["Econo Suites", "2nd floor", "Larch Hall 2B"], ["4 times"]),
    ("Q. Where is the home?\nA. Section 9, Township Road 44, the yellow house with the tall silo.\nTheir home is behind the office at the Cotton Boll Motel.",
     ["Section 9", "yellow house", "behind the office", "Cotton Boll"]),
    ("Casimir Wojtanek\nR.R. 3, Box 188-C, Shoal Bend\n\nDear Chief Rowe: Your officer had the report, and the officer at the desk had my statement.\nYours truly,\nC. Wojtanek\n\n"
     "May 1, 2024\nDear Mr. Wojtanek:", ["Wojtanek", "R.R. 3"], ["Chief Rowe"]),
    # surnames behind kin in capitals, ages behind what somebody does
    ("THEIR FATHER, EVERETT RUNS ABOVE, DID NOT COME. IN HIS PLACE CAME HIS MOTHER, GERALDINE RUNS ABOVE, AND A MAN. SHE SAW HER COUSIN "
     "DELMAR TWO STRIKE (HE IS 15) AT NOON. ONE OF THEM, ROSEBUD TWO STRIKE, WHO IS HIS MOM, WAS THERE. HER SON MASON LAST SEEN AT THE "
     "PARK, AGE 9. HER AUNT, DORA PIKE NO PHONE, CAME.",
     ["RUNS ABOVE", "TWO STRIKE", "ROSEBUD"], ["LAST SEEN AT THE PARK", "NO PHONE, CAME", "DID NOT COME"]),
    ("DESTRY'S UNCLE CURTIS PLENTY HAWK NOTIFIED AT 1600. MOM AND STEPDAD YUSUF BILGE HERE. HER AUNT DORA CAME HOME. HIS UNCLE TOM LEFT IN A HURRY.",
     ["CURTIS", "PLENTY HAWK", "BILGE", "DORA"], ["CAME HOME", "LEFT IN A HURRY"]),
    ("She met us at Larch Hall 3 days later.", [], ["3 days later"]),
    ('Interview 1 of 2: Scout Delphine Abernethy-Nwosi ("SA"), sitter, sixteen\nSA: It is Scout. I came with Tom Wendtner, cashier, 15.', ["Scout", "Abernethy", "Wendtner"]),
    ("He came with his father Tran Van Loc at 1530. Loc: 77 Pine Lane.", ["Tran Van Loc"]),
    # teams, groups, numbers
    ("HE LEFT IT AT A HARLOW ROADRUNNERS 12U GAME. The deacon is over the kids' Wednesday Night Lights group at church. The older three go to Fond du Bois Consolidated.",
     ["ROADRUNNERS", "12U", "Wednesday Night", "Fond du Bois"]),
    ("DCP&P opened ref. 19440271. Police HPD 24-1120   CD 24-088-1907. Her number in our file, 808-555-0192, is old. He sent it from karllind-\nskates@harrow.example.",
     ["19440271", "24-088-1907", "808-555-0192", "karllind", "skates@"], ["HPD 24-1120"]),
    # an official's given name behind somebody else's surname; names with a note in a cell
    ("Deputy Marshal Ransom Tullman wrote it. Tullman left.\nPruitt, Ransom, was seen. Emily saw Ransom.\nROW|KEY|VALUE\n1|name|Pruitt, Ransom (\"Rance\")\n2|name|Beasley, Ransom (12)",
     ["Pruitt", ", Ransom", "Beasley", "Rance"], ["Marshal Ransom Tullman wrote", "Tullman left"]),
    # agencies, towns and rooms for children's names; lines that answer out of hours; who speaks before a school
    ("TRI-RIVERS CHILD ADVOCACY NETWORK\nOFFICE OF THE PROSECUTING ATTORNEY, COUNTY OF BRAZELIN\n\nRE: Brazelin City PD 24-66120; abuse of a child\nHe was at the Student Union, door 6. "
     "Student Ilsa Brzezin was there.", ["Ilsa", "Brzezin"], ["TRI-RIVERS CHILD", "COUNTY OF BRAZELIN", "RE: Brazelin City PD", "the Student Union, door 6"]),
    ("I reached him on the after-hours line, 530-555-0100. Ana is at 530-555-0177 after hours.", ["530-555-0177"], ["530-555-0100"]),
    ("1815 D1 EMILY IS HERE\n1818 S12 WHICH SCHOOL\n1819 D1 SACRED WATERS DAY SCHOOL\n1820 D1 CLR", ["EMILY", "SACRED WATERS"], ["1818 S12 WHICH SCHOOL", "1819 D1"]),
    ("Emily lives at Harrowgate Lanes, 5 Mill Street. It was told to the Harrowgate Police. The car went to Harrowgate, and to Harrowgate Lanes.",
     ["5 Mill", "Harrowgate Lanes"], ["the Harrowgate Police", "went to Harrowgate,"]),
    # letters for names: with a hyphen, and of a child whose family's surname alone is told
    ("Scout Delphine Abernethy-Nwosi, 16, was here. S.A.-N. to be told of it. It was U.S. law at 5 P.M.-ish.", ["Scout", "S.A", "-N."], ["U.S. law"]),
    ("Noemi Archambelt is the mother of Theo, born 05/04/2015. T.A. was consistent. The D.A. was told at 5 P.M. and the T.V. was on.", ["T.A.", "Archambelt"],
     ["The D.A. was", "5 P.M.", "T.V."]),
    # a part of a house, the unit at home, two teams
    ("Emily's father rents 18A Ferry Landing, rear half, with Ana. She gave a statement at home, Lot B, before me. WORKING THE STONEKEY SOUTH VS ST BRENDAN GAME. State vs. Hale is another.",
     ["18A", "rear half", "Lot B", "STONEKEY SOUTH", "BRENDAN"], ["State vs."]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
