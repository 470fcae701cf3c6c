#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 6 s
"""Officers and agency staff who are introduced once, by a list, a number or a badge, stay wherever they are named; whoever only stands
where they could stand goes."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # a list behind the label of a rank
    ("OFFICERS: R. Ottway 3310 / Lena Brzezin 3312\n\nBrzezin found the child at the pump. Ottway took the photos.", [], ["Lena Brzezin 3312", "Brzezin found", "Ottway took"]),
    ("OFFICERS: R. Ottway 3310 / subject Nora Wendtner\n\nWendtner stood at the pump.", ["Nora", "Wendtner"], ["Ottway"]),
    ("OFFICERS: R. Ottway 3310 / Karen Carter (mother)\n\nCarter came to the pump.", ["Karen", "Carter"], ["Ottway"]),
    # a number like a colleague's
    ("Reporting: Medeiros 27    Assisting: Furtado 52\n\nFurtado checked the yard. Medeiros photographed the step.", [], ["Medeiros 27", "Medeiros photographed", "Furtado checked"]),
    ("Victim: Medeiros 27    Assisting: Furtado 52\n\nMedeiros was at the step.", ["Medeiros"], ["Furtado 52"]),
    ("Mother: Medeiros 27    Assisting: Furtado 52\n\nMedeiros was at the step.", ["Medeiros"], ["Furtado 52"]),
    ("Reporting: Ilsa Medeiros 27    Assisting: Furtado 52\n\nMedeiros was at the step.", ["Ilsa", "Medeiros"], ["Furtado 52"]),
    # numbers before a name
    ("She lives at 20418 Wendtner with her aunt.", ["20418 Wendtner"], []),
    ("Apt #2041 Ilsa Wendtner, her aunt.", ["Ilsa", "Wendtner"], []),
    # a crew by its car
    ("Sq 12 (Brzezin/Wendtner) sent.\n1416 Wendtner w/ car, Brzezin w/ store", [], ["(Brzezin/Wendtner)", "Wendtner w/ car", "Brzezin w/ store"]),
    ("Rm 12 (Emily/Ilsa) sent for.", ["Emily", "Ilsa"], []),
    # who is on duty
    ("ROSTER ON SHIFT\n Nora Brennan ...... 4D2 ...... canvass\n Sgt Ottway ........ 4S1 ...... approval\n\nBrennan found the bicycle. Sgt Ottway took it.", [], ["Nora Brennan", "Brennan found", "Ottway took"]),
    ("PASSENGERS\n Nora Brennan ...... 4D2 ...... rear\n Sgt Ottway ........ 4S1 ...... front\n\nBrennan lost the bicycle.", ["Nora", "Brennan"], []),
    ("ROSTER ON SHIFT\n Nora Brennan ...... 4D2 ...... mother\n Sgt Ottway ........ 4S1 ...... approval\n\nBrennan found the bicycle.", ["Nora", "Brennan"], []),
    # who wrote it
    ("By Ottway; witness Ofc. Dell Furtado; supv C. Trask\n\nOttway gave her the bag.", [], ["By Ottway", "Ottway gave"]),
    ("By Emily; with her mother and Ofc. Dell Furtado\n\nThe bag was brought.", ["Emily"], ["Furtado"]),
    # who gets a copy
    ("Filed.\nc: Furtado, Sgt. Trask, Ottway", [], ["Furtado, Sgt. Trask, Ottway"]),
    ("Filed.\ncc Emily, Jayden, her mother", ["Emily", "Jayden"], []),
    ("Filed.\ncc Mrs. Brzezin, mother; Ottway", ["Brzezin"], []),
    ("Closed. Distribution: Lyttle; Ottway; Trask; file\nLyttle asked that it be sent.", [], ["Lyttle; Ottway; Trask", "Lyttle asked"]),
    ("Closed. Distribution: Emily; her mother Brennan; file\nNotified: Emily", ["Emily", "Brennan"], []),
    # in a table
    ("CODE | NAME | RELATION | CONTACT\nV1 | Brennan, Nora | | 412 Oak St\nO3 | Ranger Faye Kettleman | park | MP\nC1 | Tia Brandeis | Summit Co. Children Services | 330-555-0101\n"
     "\nNora met Kettleman by the dam. Ottway called Brandeis.", ["Nora", "Brennan", "412 Oak"], ["Faye Kettleman", "met Kettleman", "Tia Brandeis", "called Brandeis"]),
    ("CODE | NAME | RELATION | CONTACT\nV1 | Major Brennan | | 412 Oak St\nW1 | Tia Wendtner | friend of children | 330-555-0134\n\nWendtner met Brennan by the dam.",
     ["Tia", "Wendtner", "Brennan"], []),
    # who is reached at an agency
    ("DSS (Karen Carter) has been told. I told DSS (Emily, Nora) of it.", ["Karen", "Carter", "Emily", "Nora"], []),
    ("DSS knows the family (Nora Wendtner) since spring.", ["Nora", "Wendtner"], []),
    ("On a call from the propane man, Nolan Wendtner (DHS ref. 5521770), we went in.", ["Wendtner", "5521770"], []),
    ("Dale calls HS on-call, Nora Wendtner. Wendtner sets a plan.", [], ["Nora Wendtner", "Wendtner sets"]),
    ("The nurse, Nora Wendtner, had phoned DHW on April 28.", ["Nora", "Wendtner"], []),
    ("Ofc. First Class Greer, #T331, radios T334. T334 (Brandon Sykes) is at the north bay. Sykes has the bag.", [], ["Brandon Sykes", "Sykes has"]),
    ("Ofc. First Class Greer, #T331, saw it. V2 (Brandon Sykes) is at bay D. Apt B334 (Nora Wendtner) is hers.", ["Brandon", "Sykes", "Nora", "Wendtner"], []),
    # the surname alone before the rank
    ("Maas w/ car. The girl told Ofc Maas her birthday. Maas left.", [], ["Maas w/ car", "Ofc Maas", "Maas left"]),
    ("Jordan w/ car. The girl told Ofc Jordan her birthday.", ["Jordan w/ car"], ["Ofc Jordan"]),
    ("Maas w/ car. Her cousin Maas told Ofc Maas her birthday.", ["Maas w/ car", "cousin Maas"], []),
    # a rank that is somebody's name elsewhere
    ("PO Stavros (car 41) went to the flat with the worker. Stavros gave her a card. He has Stavros's number.", [], ["PO Stavros", "Stavros gave", "Stavros's number"]),
    # a rank in the plural, and all who stand behind it
    ("Investigators Selby Orr, Thaddeus Crane and Pia Moss met Emily.", ["Emily"], ["Selby Orr, Thaddeus Crane and Pia"]),
    ("Caseworkers Selby Orr and Thaddeus Crane met Emily.", ["Emily"], ["Orr and Thaddeus Crane"]),
    ("Deputies Orr, Crane, and Moss met Emily.", ["Emily"], ["Orr, Crane, and Moss"]),
    ("Units E1 (Capt. Roman Yarrow), M1 (Medics Selby Orr, Thaddeus Crane) went.", [], ["Medics Selby Orr, Thaddeus Crane"]),
    ("Detectives Orr and Moss, Karen Carter, and Nora Wendtner sat down. Nora Wendtner is her aunt.", ["Karen", "Nora", "Wendtner"], ["Orr and Moss"]),
    ("Neighbors Ann Poole, Karen Carter and Emily met.", ["Karen", "Emily"], []),
    # several who were told, and one who did something
    ("Ann told officers Chance fell.", ["Chance"], []),
    ("She told the troopers Nora had left.", ["Nora"], []),
    ("She told medics Chance fell, and deputies Nora Wendtner's car was hers.", ["Chance", "Nora", "Wendtner"], []),
    ("Ann told the deputy Nora was asleep.", ["Nora"], []),
    ("Ann told officers Nora and Chance were asleep.", ["Nora", "Chance"], []),
    ("She told officers Orr and Crane that she fell. DEPUTIES PIKE AND SIMS ARRIVED.", [], ["Orr and Crane", "PIKE AND SIMS"]),
    # surnames with the numbers of badges
    ("BRIEFING\nOn: Page 314, Chance 322, Stone 208. Port: Rivers 88, Winters 71.\n[1] BOLO. Stone has it.\nChance drive Depot Hill.", [],
     ["Chance 322, Stone 208", "Rivers 88, Winters 71", "Stone has", "Chance drive"]),
    ("ON DUTY: MARSH 412 / REYES 418 / POOLE 421", [], ["MARSH 412 / REYES 418 / POOLE 421"]),
    ("Night shift: Marsh 412 (desk), Reyes 418 (car 3)", [], ["Marsh 412 (desk), Reyes 418"]),
    ("Units: Marsh (412), Reyes (418), Poole (421)", [], ["Marsh (412), Reyes (418), Poole"]),
    ("Units: Marsh 204, Stone 208, Poole 312. All of them heard it from the apartment.", ["Stone", "Poole"], []),
    ("Kids: Mia 12, Stone 10, Poole 9", ["Mia", "Stone", "Poole"], []),
    ("In home: Marsh 41, Poole 38", ["Marsh", "Poole"], []),
    ("Students: Mia 312, Stone 314, Leo 318", ["Mia", "Stone", "Leo"], []),
    ("On: Page 314, Stone 208. Kids: Marsh 12, Poole 10.", ["Marsh", "Poole"], ["Stone 208"]),
    ("On: Page 314, Stone 208. Home: Marsh 41, Poole 38.", ["Marsh", "Poole"], ["Stone 208"]),
    ("On duty: Stone 208, Marsh 314. The victim is Stone Carter, 10. Stone cried.", ["Stone Carter", "Stone cried"], ["Marsh 314"]),
    # between commas behind an office, or called so
    ("The officer, Sayles, wrote it on a card.", [], ["Sayles"]),
    ("The responding officer, Sayles, said the child was fine.", [], ["Sayles"]),
    ("A trooper named Marsh took Emily home.", ["Emily"], ["named Marsh"]),
    ("I told the officer, Nora, that she was lost.", ["Nora"], []),
    ("The officer, Nora and I walked home.", ["Nora"], []),
    ("The officer named Nora as the one who ran.", ["Nora"], []),
    ("The officer, Nora, said nothing.", ["Nora"], []),
    ("The officer's son, Sayles, wrote it on a card.", ["Sayles"], []),
    # who signs and who reads
    ("CASA: none.\nG. SIGNED B. Lunde reviewed D. Marsh, Region 6", [], ["B. Lunde", "D. Marsh"]),
    ("signed B. Lunde, reviewed D. Marsh", [], ["B. Lunde", "D. Marsh"]),
    ("Submitted: B. Lunde  Approved: D. Marsh", [], ["B. Lunde", "D. Marsh"]),
    ("Release signed N. Wendtner, mother, reviewed D. Marsh", ["Wendtner"], []),
    ("Form signed K. Carter, reviewed D. Marsh", ["Carter"], []),
    ("Safety plan signed N. Carter, reviewed D. Wendtner.", ["Carter"], []),
    ("Statement typed N. Carter, signed D. Wendtner", ["Carter"], []),
    ("Signed N. Wendtner. She is the aunt.", ["Wendtner"], []),
    # present for an agency
    ("Also in room: Bram Lunde, juvenile intake\nQ. Mr. Lunde read it.\nLUNDE. We'll wind up.", [], ["Bram Lunde, juvenile", "Mr. Lunde", "LUNDE."]),
    ("Present: Karen Carter, mother; Nora Wendtner, juvenile; Bram Lunde, juvenile probation.", ["Karen", "Wendtner"], ["Bram Lunde"]),
    ("In the room: Det. Lunde, Nora, Ms. Marsh (advocate).", ["Nora"], ["Lunde"]),
    ("Transported: Nora Wendtner, juvenile intake, 1400 hrs", ["Nora", "Wendtner"], []),
    ("Subject: Nora Wendtner, probation, age 15", ["Nora", "Wendtner"], []),
    # ranks and posts as more agencies shorten them
    ("I told Const. Teague and DFC Farr that the door was open. D/FC Abara stood by with M/Ofc. Yancey and MCpl. Muir.", [],
     ["Teague", "Farr", "Abara", "Yancey", "Muir"]),
    ("Lance Cpl. Pell found the third. MPO Kerr wrote it up. TCO Merle Tollefson had the call.", [], ["Lance Cpl. Pell", "Kerr", "Merle Tollefson"]),
    ("Lance Pell told Const. Teague he is eleven.", ["Lance Pell"], ["Teague"]),
    ("ECC specialist Lorene Hatch said so. The Juvenile Court advocate Nell Abara agreed.", [], ["Lorene Hatch", "Nell Abara"]),
    ("She goes to the ECC with Lorene Hatch.", ["Lorene Hatch"]),
    # badges by other words, and given names that are one of them
    ("Respectfully,\nInsp. Joaquin Akana, Ser. 2840", [], ["Joaquin Akana, Ser. 2840"]),
    ("Good work by Ptlm. Garza Bdg 88.", [], ["Garza Bdg 88"]),
    ("Her sister Star, 14, ran off. Ser Paw Htoo, 14, is her sister Ser.", ["Star", "Ser Paw", "Ser."]),
    # agencies, and who stands behind one in brackets
    ("Hollis Abara of the Constabulary took notes. The Department of Child Safety was told.", [], ["Hollis Abara", "Department of Child Safety"]),
    ("At noon I called DHS (Hollis Abara) for help.", [], ["Hollis Abara"]),
    ("The worker from the Child & Family Services (P. Arrington) called to say she will be there.", [], ["P. Arrington"]),
    ("The family is open with DHS (Hollis Abara). She was released to DHS (Nell Kerr).", ["Hollis Abara", "Nell Kerr"]),
    ("She called DHS (Karen Lott) on us. I called DHS about her (Nell Kerr).", ["Karen Lott", "Nell Kerr"]),
    ("I called DHS (Karen Lott, his aunt) about it.", ["Karen Lott"]),
    ("Juvenile Justice Brook was held. The child Safety Brook was not.", ["Justice Brook", "Safety Brook"]),
    # who is told to hold an office; who only stands beside it in the sentence
    ("It went to court. The officer there is Grace Lockhart. The prosecutor will be Nell Abara.", [], ["Grace Lockhart", "Nell Abara"]),
    ("The supervisor on duty, Grace Lockhart, was told. The other officer was Nell Abara.", [], ["Grace Lockhart", "Nell Abara"]),
    ("The woman with the deputy is Karen Lott.", ["Karen Lott"]),
    ("The girl the worker was handling is Karen Lott.", ["Karen Lott"]),
    ("The caller to the officer there was Karen Lott.", ["Karen Lott"]),
    # lines that say who did what with a report
    ("He went home.\n\nSubmitted N. Brandt 212", [], ["N. Brandt 212"]),
    ("He went home.\n\nReleased N. Brandt 12", ["N. Brandt"]),
    ("He went home.\n\nSigned K. Lott 12", ["K. Lott"]),
    ("Case Carrier: R. Abara\nRptg Ofcr: Nils Kerr\nKeyed: Hollis Yancey", [], ["R. Abara", "Nils Kerr", "Hollis Yancey"]),
    ("Person making report: Nils Kerr", ["Nils Kerr"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
