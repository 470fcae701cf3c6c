#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""Officials who are named beside their agency, and agencies in letters, stay; whoever else stands in such a place goes."""
import sys

from lib import Test

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # titles of juvenile officers, social workers, prosecutors, dispatchers
    ("Referral to JCO Leland Park, who asked JCO Thull. Juv. Det. Ann Orloff came.", [], ["Leland Park", "Thull", "Ann Orloff"]),
    ("Copy to D.A. Wm. Postel. Dist. Atty. Hugo Brandt declined. Asst. S.A. Ruth Vance agreed.", [], ["Postel", "Hugo Brandt"]),
    ("The case went to Commonwealth's Attorney Hugo Brandt and to Assessment Worker Ida Lund.", [], ["Hugo Brandt", "Ida Lund"]),
    ("After-Hours Worker Ida Lund and Public Safety Telecommunicator Otto Brandt were told.", [], ["Ida Lund", "Otto Brandt"]),
    ("0912 hotline fax rcvd, wkr Salome Teague. seen w/ dep. Orla Quist.", [], ["Salome Teague", "Orla Quist"]),
    ("JCO asked Leland Carter, her brother, 15. The worker wrote to Ida Lund, her grandmother.", ["Leland", "Ida Lund"]),
    ("Toby Flint, captain of the swim team, and Ruth Whitcomb, trooper in the play, ran off.", ["Toby", "Flint", "Whitcomb"]),
    # agencies by letters
    ("The statement is with EFPD. PHPD has a copy. R/O met DFP worker Renata Quist. DFP will call.", [], ["EFPD", "PHPD", "DFP worker", "DFP will"]),
    ("Re: MCSO 24-0918-03\nHe was adjudicated (THPD 2024-00110). TRLR 25 is TRPD's.", [], ["Re: MCSO 24-0918-03", "(THPD 2024-00110)"]),
    ("SHE WENT WITH EFPD OFC BRIELLE STONE TO HSPD. ASSIST KBPD ON SCENE.", [], ["EFPD", "HSPD", "KBPD"]),
    ("ANNA VLCK SAID HER BROTHER KSTRC, TOM HIT HER. MOTHER IS ZDNK.", ["VLCK", "KSTRC", "ZDNK"]),
    ("The girl is Anna KVRT, and JTB is her brother. JTB worked there.", ["KVRT"]),
    ("Verdun Ambulance looked at both. Mercer Rescue took her.", [], ["Verdun Ambulance", "Mercer Rescue"]),
    ("MARCUS AMBULANCE TO ER. Marcus Ambulance ride with Marcus.", ["MARCUS AMB"]),
    ("The boy is to go to Municipal Court No. 3. He lives at Cypress Court No. 3.", ["Cypress Court"], ["Municipal Court No. 3"]),
    ("He is in Troop 4 with his brother.", ["Troop 4"]),
    ("5 BY        DET. Y. CARTER, D-207    6 SUPV.  DET. SGT. M. PRENTISS, D-118", [], ["Y. CARTER", "M. PRENTISS"]),
    ("Child: Y. CARTER, D-207\nVictim 2: CARTER, D", ["Y. CARTER", "CARTER, D\n"]),
    ("SHE IS NOT TO BE SEEN W/O ADA LORCAN FITZ. SHE LEFT W/ ADA FITZGERALD, HER SISTER.", ["FITZGERALD"], ["LORCAN FITZ"]),
    # beside the agency
    ("Dispatch (Penny Voight) confirmed it. DSS (Ada Running) has been told.", [], ["Penny Voight", "Ada Running"]),
    ("I told the Animal Shelter (Toby Flint) of it. He was released to Human Services (Toby Flint).", ["Toby Flint"]),
    ("Tonya Beck, DHS, will keep it open. I told Hedwig Arnaud, DCF.", [], ["Tonya Beck", "Arnaud"]),
    ("Toby Flint, DHS, ran away. Toby Flint, DHS, and the school were in the room.", ["Toby Flint"]),
    ("Karen Carter, DHS, will call.", ["Karen"]),
    ("Human Services was informed, Denise Rohr; she will not open.", [], ["Denise Rohr"]),
    ("Human Services was informed, Denise Rohr, the aunt, agreed. Denise Rohr is the girl's aunt.", ["Denise", "Rohr"]),
    ("DHS told at 7:20 PM, took it as 2023-08-12440, Tonya Beck on call. Mr. Mayhall said he will weather any storm.", [], ["Tonya Beck"]),
    ("Mother works at DHS, and her sister Tonya Beck is on call. Tonya Beck on call at home with her son.", ["Tonya", "Beck"]),
    ("Emily was interviewed at the Harbor Light Advocacy Center on March 12 by Tamsyn Ferrar, and slept.", [], ["Tamsyn Ferrar"]),
    ("The boy was brought to the Advocacy Center on March 12 by Tamsyn Ferrar, who was late. Emily was taken from the police by Ruth Whitcomb.",
     ["Tamsyn", "Whitcomb"]),
    ("Emily was interviewed at the Advocacy Center, and driven by her uncle. She was carried by Ruth Whitcomb to the car.", ["Whitcomb"]),
    ("CPS after-hours: Ms. A. Dillon, who will come.", [], ["A. Dillon"]),
    ("STATE INTAKE NOTIFIED, REF 40823390. SPECIALIST D FROST ADV PRIORITY 2.", [], ["D FROST"]),
    ("READING SPECIALIST RUTH WHITCOMB CALLED THE HOTLINE ABOUT EMILY.", ["WHITCOMB"]),
    # the foot of a printed report
    ("ALL QUIET.\nRO RIVERS B 4127  ASST PRICE J 5032  SUPV DAY U 611", [], ["RIVERS B 4127", "PRICE J 5032"]),
    ("ALL QUIET.\nVIC RIVERS B 4127  SIB PRICE J 5032", ["RIVERS", "PRICE"]),
    ("CALL TAKER: Specialist 4471, D. Fuqua", [], ["D. Fuqua"]),
    ("They live in Unit 14, D. Fuqua and her son. Victim 2, D. Fuqua, cried.", ["Fuqua"]),
    # mail
    ("From: gforrest@harrowpd.example\nTo: leland.park@jcs.example\nSubject: Honor\n\nLeland -\n\nThis is the one I called about.",
     [], ["Leland -", "leland.park@jcs"]),
    ("From: gforrest@harrowpd.example\nTo: karen.carter@example.net\nSubject: Honor\n\nKaren,\n\nThis is the one.", ["Karen,", "karen.carter"]),
    ("From: gforrest@harrowpd.example\nTo: Ivy Lund <ilund@harrowpd.example>\nSubject: one week on\n\nIvy,\n\nShe is well.", [], ["Ivy,", "Ivy Lund"]),
    ("Seen with us was a ten year old\nIvy Brzezin,\nand her dog.", ["Ivy Brzezin"]),
    # the police of a district of schools, and what is a school
    ("SORREL-AMITY UNIFIED SCHOOL DISTRICT POLICE took it. Harlan ISD Police came with Ofc. Lena Moss.", [],
     ["SORREL-AMITY UNIFIED SCHOOL DISTRICT POLICE", "Harlan ISD Police", "Lena Moss"]),
    ("REFERRED BY Grant-Ellis School District Police, Ofc. Phoebe Archer SD-4", [], ["Grant-Ellis School District Police", "Phoebe Archer"]),
    ("Emily goes to Amity Unified Middle School. The police were called to Harlan Junior High.", ["Amity Unified", "Harlan Junior"]),
    ("Emily is in the Tulip High School police explorers and goes to Harlan ISD. Police came.", ["Tulip High", "Harlan ISD"]),
    # the head of an agency's letter
    ("HARMON POLICE DEPARTMENT\nOffice of the Chief, 1 District Plaza, Harmon\n402-555-0109\nFebruary 3, 2025\n", [], ["1 District Plaza", "402-555-0109"]),
    ("HARMON COUNTY SHERIFF\nInvestigations, 200 Courthouse Square, Port Harmon\nSeptember 24, 2024\n", [], ["200 Courthouse Square, Port Harmon"]),
    ("HARMON POLICE DEPARTMENT\nSeptember 24, 2024\nMs. Karen Carter, 12 Oak Street, Harmon\n", ["Karen", "12 Oak"]),
    # the town of an officer, and the school of a coach
    ("Chief Amos Bell of Port Lindell told her to go home.", [], ["Amos Bell of Port Lindell"]),
    ("Coach Amos Bell of Port Lindell told Emily to go home.", ["Amos Bell", "Port Lindell"]),
    # a time, a rank and a surname that is a kind of street
    ("1711 DEPUTY LANE ENRT\n1712 SGT PLACE ADVISED\nAt 1714 Trooper Pike arrived.", [], ["DEPUTY LANE", "SGT PLACE", "Trooper Pike"]),
    ("MOTHER AT 1711 MARSHAL LANE SAYS HE IS GONE", ["1711 MARSHAL"], []),
    ("The mother of 1711 Colonel Drive said the boy left.", ["1711 Colonel"], []),
    ("Emily lives at 1711 Trooper Lane. NORA WENDTNER AGE 9 LIVES AT 1711 CONSTABLE LANE", ["1711 Trooper", "NORA", "WENDTNER", "1711 CONSTABLE"]),
    # two units of which the same is said
    ("1619 88 MARSH ENRT 71 WINTERS ENRT\n1626 88 ONSCENE POLE HERE\n1631 88 NOTHING FOUND\n1652 71 CHECKING BANK\n1700 71 NEG", [],
     ["88 MARSH ENRT", "71 WINTERS ENRT"]),
    ("1619 88 ENRT\n1626 88 ONSCENE\n1631 88 EMILY ENRT TO ER\n1640 88 CARTER ENRT TO ER\n1652 88 NEG", ["EMILY", "CARTER"]),
    # who was arrested: nobody's kin, a minor, one of the household
    ("A man named Gil Fontenot, who is not of your family, was arrested. Fontenot shouted.", [], ["Gil Fontenot", "Fontenot shouted"]),
    ("A boy named Gil Fontenot, who is not of your family, was arrested.", ["Gil", "Fontenot"]),
    ("A woman named Nora Wendtner, who lives with the family, was arrested.", ["Nora", "Wendtner"]),
    ("1538 NORA WENDTNER AGE 13 DETAINED\n1539 TOM WENDTNER 14 ARRESTED", ["NORA", "TOM", "WENDTNER"]),
    ("Nora Wendtner age 13 was detained by the store.", ["Nora", "Wendtner"]),
    ("BART OLIVER AGE 52 ARRESTED FOR DWI", [], ["BART OLIVER"]),
]


# the whole document: a letterhead is the agency's, and no list of persons
WHOLE = [
    ("MARL HARBOR POLICE - MARL HARBOR, MICHIGAN\nVictim: Emily Carter, DOB 06/09/2014, Marl Harbor Junior High", ["Emily", "Junior High"],
     ["MARL HARBOR, MICHIGAN"]),
    ("TOWN OF CORBIN NOTCH * POLICE * VERMONT\nVictim: Emily Carter, DOB 06/09/2014. Seen by Vermont Carter, her brother.",
     ["Emily", "her brother, Vermont"], ["TOWN OF CORBIN NOTCH * POLICE * VERMONT"]),
    ("CITY OF PALO SECO POLICE DEPARTMENT, NEW MEXICO\nContinuation sheet\nVictim: Emily Carter, DOB 06/09/2014", ["Emily"],
     ["DEPARTMENT, NEW MEXICO"]),
    ("JUVENILE COURT - MARCUS CARTER\nVictim: Emily Carter, DOB 06/09/2014\nMarcus Carter, 12, is her brother.", ["MARCUS", "Emily"], []),
    ("HARROW COUNTY COURT * IN RE DAKOTA\nThe child Dakota Carter, 9, lives with her mother.", ["DAKOTA", "Dakota"], []),
    ("DAKOTA HIGHWAY PATROL\nTroop 4 Headquarters\nVictim: Emily Carter, DOB 06/09/2014. Told S. Waldner to call Troop 4 about a seat.",
     ["Emily"], ["DAKOTA HIGHWAY PATROL", "Troop 4 Headquarters", "call Troop 4"]),
    ("DAKOTA HIGHWAY PATROL\nVictim: Emily Carter, DOB 06/09/2014. Her brother is a scout in Troop 4.", ["Emily", "Troop 4"], []),
]


if __name__ == "__main__":
    t = Test()
    for head, texts in ((HEAD, TEXTS), ("", WHOLE)):
        t.filtered(head, texts)
    sys.exit(t.end())
