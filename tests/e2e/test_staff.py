#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
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
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
