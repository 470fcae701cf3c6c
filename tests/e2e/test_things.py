#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""What stands beside names and is none: days, towns before their states, makes of cars, letters of reports, heads of rows, lanes and mile markers."""
import sys

from lib import filtered_all

HEAD = ("FAIRMONT COUNTY SHERIFF\nREPORT 24-1007\nDate occurred 06/01/2024\nVictim: Mia Brook, age 9. Brother Will Brook, age 6. Mother Ann Brook.\n"
        "Dep. R. Colson #114 took the report.\n\n")

# a paragraph, what must go, what must stay
SAID = [
    # a day behind a name, and a name that is a day
    ("Lindstrom said he would call Cole Monday and get it in writing.", ["Cole"], ["Monday and"]),
    ("Her aunt Joan Sunday said so.", ["Joan", "Sunday"]),
    # a town before its state
    ("AMBROSE COUNTY SHERIFF'S OFFICE, Orrin, Minnesota\nI drove to Orrin. The Orrin shop is closed.", [], ["Orrin, Minnesota", "to Orrin", "The Orrin shop"]),
    ("AMBROSE COUNTY SHERIFF'S OFFICE, Orrin, Minnesota\nI drove over. Orrin told me that he is nine.", ["Orrin told"]),
    ("Victim Mia Brook, Missouri ID card. Her aunt Rhea, Ohio plates.", ["Mia", "Brook", "Rhea"]),
    ("Sisters Mia, Montana and Georgia came.", ["Mia", "Montana", "Georgia"]),
    # makes of cars and other goods, letters before numbers
    ("A brown Volvo 240, a Graco seat, a silver Trek and a white Pacifica.", [], ["Volvo 240", "Graco", "Trek", "Pacifica"]),
    ("VEH SIL PRIUS BKT4471", ["BKT4471"], ["SIL PRIUS"]),
    ("VAN IS FORD TRANSIT RT9L2D PASSENGER WINDOW CRACKED", ["RT9L2D"], ["FORD TRANSIT"]),
    ("WHI CHRY PACIFICA REG VALID. XREF ICR 25-21733", [], ["WHI CHRY PACIFICA", "XREF ICR 25-21733"]),
    # lanes and mile markers
    ("LOC I-80 EB MM 142.4 CADE COUNTY\n0831 588 10-23 TRAFFIC RIGHT LANE SHUT", [], ["I-80 EB MM 142.4 CADE COUNTY", "RIGHT LANE SHUT"]),
    ("She lives at 588 Bright Lane. Home is 12 Right Way Lane.", ["588 Bright", "12 Right"]),
    # a section of law and the time in the next row are no telephone
    ("CITED BY 588 IOWA CODE 321.276\n0840 AMB 2 EN ROUTE", [], ["321.276", "0840 AMB"]),
    # numbers of child welfare, of the police, of citations; sections of law
    ("ADV ETA 30 REF CPS-25-03381. She has them as ICW-2290 and ICW-2291.", ["03381", "2290", "2291"]),
    ("Re: hotline follow-up, PD-2024-19980. CAD REF TB240911-2207", [], ["PD-2024-19980", "TB240911-2207"]),
    ("Cites issued: speed, IA-614-23877; child restraint, IA-614-23878.", [], ["Cites issued", "23877", "23878"]),
    ("in need of protection, LOB Code\n5-3-09. CHARGE THEFT OF MERCHANDISE - JUV 12.1-23-01", [], ["5-3-09", "12.1-23-01"]),
    ("OFFENSE ENDANGERING WELFARE OF CHILD KYLE REESE 3-14-12", ["3-14-12", "KYLE"]),
    ("Student number PPD-24-11829. MO plate DPS-24-1182.", ["11829", "1182"]),
    ("Kids live at #2210\nMaple Drive with mother.", ["2210", "Maple"]),
    ("Threatening calls go to 402-555-0150 each night. Questions go to 402-555-0151 (aunt).", ["0150", "0151"]),
    ("Hossain, Md Rafi, 11\nHossain, Md Sami, 9\nHossain said so. Ortiz, Tennessee, 9, ran. Ortiz said so.", ["Hossain", "Ortiz"]),
    ("He is in the Beaver Patrol, Troop 118.", ["118"]),
    # what anybody may do places nobody
    ("Hargis took the photos and sent them to four other boys. Hargis is 15.", ["Hargis"]),
    ("I briefed Hargis and his wife. Brockelman notified CPS about the bruises. I turned it over to Skvarla.", ["Hargis", "Brockelman", "Skvarla"]),
    ("Dabrowski sent me to the store for milk.", ["Dabrowski"]),
    ("Her birthday is 5-3-09.", ["5-3-09"]),
    ("Written: July 9th, 2024", [], ["July 9th, 2024"]),
    ("OFFICER=OFC. WESLEY PAYNE|ID=PD612|SUPV=SGT. I. DUROUSSEAU|ID=PD204", [], ["PD612", "PD204"]),
    # who takes reports makes none
    ("Call from CPS social worker Thea Lindgren about the plan.", [], ["Thea Lindgren"]),
    ("The report to the hotline was made by Nurse Hal Orr.", ["Hal Orr"]),
    # lines for everybody, and the number to call when somebody is not at home
    ("Questions go to the clerk's window or to 402-555-0101. 24 hour line: 402-555-0102", [], ["555-0101", "555-0102"]),
    ("If she is not at home call 402-555-0126.", ["0126"]),
    # a title behind a kinship word
    ("Her uncle Marshal Brook came. Marshal said no.", ["Marshal"]),
    ("INTERVIEW OF WITNESS          Case No. 24-1007", [], ["INTERVIEW OF WITNESS"]),
    # streets by number, the last known address
    ("MOTHERS RES IS 304 2 ST NE KESSEL. LKA/9017 CO RD 14", ["304 2", "9017"], ["RES IS"]),
    # a unit and its rider
    ("16:43:20 3C11 TEAGUE ENRT\n1412 U-331 PETTERSEN ENRT", [], ["TEAGUE", "PETTERSEN"]),
    # what only colleagues do to who writes, unless somebody else has the surname, or says it
    ("Haskins dispatched me to the store. Then Pruitt relieved me at six. I asked Kaplan for a second unit.", [], ["Haskins", "Pruitt", "Kaplan"]),
    ("The judge was Pruitt.", [], ["Pruitt"]),
    ("The stepfather is Ed Pruitt. Pruitt sent me to the shed.", ["Pruitt"]),
    ("The stepfather is Ed Pruitt. Pruitt relieved me.", ["Pruitt"]),
    ("The Pruitt boy hid. Pruitt relieved me. \"Kaplan dispatched me,\" he said.", ["Pruitt", "Kaplan"]),
    # a team in short
    ("Practice with the Tidewater Rays.\n1630 Game. Rays won by a field goal. Coach Petry of the Thunder called.", ["Rays", "Thunder"]),
    ("DATE/TIME SEIZED 05/31/25 1410     WHERE Flea Market", [], ["DATE/TIME"]),
    ("Cpl. J. Hunter #411\nReviewed Lt. Chase Underhill", [], ["#411", "Reviewed Lt. Chase Underhill"]),
    ("Her phone is 816.555\n0171. Call 816-555-\n0171.", ["0171"]),
]

# a name does not run into a line that this one had room for, or into the head of a row
ROOM = """SUPPLEMENT
Victim: Mia Brook, age 9. Mother Ann Brook. The officer who wrote it has gone.

2. WSU-25-02961   LOST CHILD   reported 1205   Chapin Hall
   Crying girl, Mia Brook, was found there by Detective Olu Bankole at noon.

PARENTS    Jolynn Ruiz; Cheng Vang; Pa Houa Lor
CHARGE     Theft of motor vehicle
"""
TURNS = """INTERVIEW TRANSCRIPT   Case 24-1188
Present: Deputy R. Lozano, Opal Rich

LOZANO: Please say your name.
RICH: Opal Rich.
LOZANO: And you are the grandmother?
RICH: Yes. They are not rich.
LOZANO: Thank you.
RICH: Is that all?
NOTE: The tape ends.
"""
PAPERS = [
    # who speaks has a name that is a word
    (TURNS, ["RICH", "Opal"], ["LOZANO: Please", "not rich", "NOTE: The tape"]),
    (ROOM, ["Mia", "Brook", "Jolynn", "Ruiz", "Cheng", "Lor"], ["Crying girl", "CHARGE     Theft", "Olu Bankole"]),
    ("Victim: Mia Brook, age 9.\nWe spoke for an hour with the neighbor across the street, Rosalind\nOstrander, who had seen the whole thing from her own front window and\n"
     "had called us. Deputy Rainey was already there when I got there. Rainey had\nparted them.\n", ["Rosalind", "Ostrander"], ["Deputy Rainey", "Rainey had"]),
]

if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, SAID, PAPERS))
