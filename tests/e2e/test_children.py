#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Names of children as forms and small words hide them: no given name yet, a code before the name, names of several words."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\n\n"

# text, what must go, what must stay
TEXTS = [
    # newborns without a given name; "boy" alone is a word
    ('Mother: Ruth Lindgrin, 31. The band said "Baby Boy Lindgrin" and the chart "LINDGRIN, BABY BOY". A baby boy was seen.',
     ["Baby Boy", "Lindgrin", "LINDGRIN", "BABY BOY"], ["A baby boy was seen"]),
    ('Infant Girl Carter is with her aunt. The bracelet reads "Carter, Boy A," and the other "Carter, Girl B." Twin A Carter is well.',
     ["Infant Girl", "Carter", "Boy A", "Girl B", "Twin A"], ["is with her aunt", "The bracelet reads"]),
    ("Baby Carter, F, 4 months. Her baby, Carter, slept.", ["Baby Carter"], ["Her baby"]),
    ("EMILY CARTER RODE UP FRONT. ER KEYED HER BROTHER AS BABY BOY CARTER. THE BABY SLEPT AND A BOY CRIED.",
     ["BABY BOY CARTER"], ["THE BABY SLEPT AND A BOY CRIED"]),
    ("Patient: RAMOS, BABY GIRL\nThe baby girl was warm. A girl and a baby came.", ["RAMOS", "BABY GIRL"], ["The baby girl was warm. A girl and a baby came."]),
    # codes before a name in a row, though the name's words are words; an officer's row stays
    ("V01 GADDRIS, PRINCE A B/M 5 DOB 11/30/18\nM01 GADDRIS, KEISHAWN L B/F DOB 09/09/91 PH 319-555-0111\nC02 REFUSED\nKEISHAWN CAME.",
     ["GADDRIS", "PRINCE", "KEISHAWN", "319-555-0111"], ["C02 REFUSED"]),
    ("PERS: V2 STERLING, AUGUST T W/M/4 DOB 082519 HOME SAME\nAUGUST WAS WET.", ["STERLING", "AUGUST"], ["WAS WET"]),
    ("05 SUBJ PAGE, LEGEND R  B/M/13  DOB 08.11.2010\n07 PRNT PAGE, HOPE  MOTHER OF 05  PH 361-555-0191\nLEGEND READ.", ["PAGE", "LEGEND", "HOPE"], ["READ"]),
    ("J-01 YILDIZ, CAN  M  13  RES 77 SPRUCE CT\nHE WENT WITH CAN. CAN HAS A PHONE.", ["YILDIZ", "CAN "], ["HAS A PHONE"]),
    ("FOSTER PAR/RP: HOSTETLER, GRANT A   PH 319-555-0125\nFOSTER SIB: MALLORY, TYSON   B/M   14\nSTEPSISTER: BROOKS, SUMMER", ["HOSTETLER", "GRANT", "MALLORY", "TYSON", "BROOKS", "SUMMER"],
     ["FOSTER PAR/RP", "FOSTER SIB", "STEPSISTER"]),
    ("S-01 TREMAINE, CLAY R W/M/41 DOB 091283 ARRESTED\n01 OFC BRANDT, LEE #402", [], ["TREMAINE, CLAY", "BRANDT, LEE #402"]),
    # halves and small words of a name
    ("No  Name                          Role     Sex  Age\n01  Mac an Bhaird, Holly Niamh    victim   F    12\n02  Mac an Bhaird, Rory           sibling  M    5\n\nThe father came to the door. Mac an Bhaird was civil and let us in.",
     ["Mac an", "Bhaird", "Holly", "Niamh", "Rory"], ["was civil"]),
    ("Mother            Yoon, Min-seo       906-555-0192\nSister            Kallio, Sun-hee     F   12\n\nMin-seo teaches piano. Witnesses: Seo-yeon Park (16), Ha-eun Lee (5).",
     ["Yoon", "Min-seo", "Kallio", "Sun-hee", "Seo-yeon", "Ha-eun"], ["teaches piano"]),
    ("Child: Cooper dela Viña, 12. Mother: Connie Teague née Birdsong. Grandmother: Socorro Luna viuda de Ruiz.",
     ["Cooper", "dela Viña", "Connie", "Birdsong", "Socorro", "viuda", "Ruiz"], ["Grandmother"]),
    # the role in small letters before a wide gap opens an entry: what it goes by is the child's name, also when it is a month
    ("#1 Victim      ALDANA, JUNIA RAE   F/W   DOB 01/08/2019 (6)\n               Goes by: JUNE\n#2 Officer     BRANDT, LEE  #402\n\nDispatcher June Halvorsen sent me. June's feet "
     "were washed. June showed us.", ["ALDANA", "JUNIA", "June's", "June showed"], ["BRANDT, LEE", "Dispatcher June Halvorsen"]),
    ("8. Juvenile    OLSZEWSKI, ARTHUR\n   Born 07-14-10   Age 12   Sex M\n12. Remarks\nArthur said it was his plan.", ["OLSZEWSKI", "ARTHUR", "Arthur"], ["said it was his plan"]),
    # halves of a name that somebody wrote down wrong
    ('Child: River Stone, 8. THE WRIST BAND SAYS "RIVERS, STONE" AND HIS SHIRT "ROCK, HARD" TOO.', ["RIVERS", "STONE"], ["THE WRIST BAND SAYS"]),
    ('Child: Wren Hale, 9. The record reads "HALE, REN," and the other "Hale, Renny G." Both are hers. Hale, Wrenn is a third.', ["HALE", "REN", "Renny", "G.", "Wrenn"],
     ["The record reads", "Both are hers", "is a third"]),
    # what stands behind tells the nickname
    ('The last says "come alone Poison." Poison is what they call her at school. The poison was gone.', ["Poison"], ["The poison was gone"]),
    ("SHE SAID THE BABY IS BIG RED FOR A NICKNAME. JAYBIRD (SO CALLED) SAID NO. A RED TRUCK CAME.", ["BIG RED", "JAYBIRD"], ["A RED TRUCK CAME"]),
    ("He knows them by what they answer to:\n  * Journey, girl, 7\n  * Little Man, boy, 4, who goes on the bus\n\nLittle Man sat behind him. A little man in a suit came.",
     ["Journey", "Little Man"], ["A little man in a suit"]),
    # letters with a particle; a surname that is a small word, alone in capitals
    ("Child: Wren Margriet van Oosterhout, 9. The initials W.M.v.O. are right. It was 8 p.m. and she slept.", ["W.M.v.O.", "v.O."], ["It was 8 p.m. and she slept"]),
    ("Child 1   HER, PAO LENG   M / age 9\nThe children have his name; please file under HER and not under the mother's. I told her so.", ["HER", "PAO"], ["I told her so"]),
    # a relative's row and a child's stay cut, whoever else bears a form of the name
    ("Arrested  KRUEGER, FRANK A.   M / W / born 10/10/1961\nChild     VANDEN, FRANK M   M / age 8\nThe sheet has \"Vanden, Franklin.\" His name is not Franklin.", ["VANDEN", "Franklin"],
     ["KRUEGER, FRANK A."]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
