#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Officials who are named beside their agency, and agencies in letters, stay; whoever else stands in such a place goes."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # titles of juvenile officers, social workers, prosecutors, dispatchers
    ("Referral to JCO Leland Park, who asked JCO Thull. Juv. Det. Ann Orloff came.", [], ["Leland Park", "Thull", "Ann Orloff"]),
    ("Copy to D.A. Wm. Postel. Dist. Atty. Hugo Brandt declined. Asst. S.A. Ruth Vance agreed.", [], ["Postel", "Hugo Brandt"]),
    ("The case went to Commonwealth's Attorney Hugo Brandt and to Assessment Worker Ida Lund.", [], ["Hugo Brandt", "Ida Lund"]),
    ("After-Hours Worker Ida Lund and Public Safety Telecommunicator Otto Brandt were told.", [], ["Ida Lund", "Otto Brandt"]),
    ("JCO asked Leland Carter, her brother, 15. The worker wrote to Ida Lund, her grandmother.", ["Leland", "Ida Lund"]),
    ("Toby Flint, captain of the swim team, and Ruth Whitcomb, trooper in the play, ran off.", ["Toby", "Flint", "Whitcomb"]),
    # agencies by letters
    ("The statement is with EFPD. PHPD has a copy. R/O met DFP worker Renata Quist. DFP will call.", [], ["EFPD", "PHPD", "DFP worker", "DFP will"]),
    ("SHE WENT WITH EFPD OFC BRIELLE STONE TO HSPD. ASSIST KBPD ON SCENE.", [], ["EFPD", "HSPD", "KBPD"]),
    ("ANNA VLCK SAID HER BROTHER KSTRC, TOM HIT HER. MOTHER IS ZDNK.", ["VLCK", "KSTRC", "ZDNK"]),
    ("The girl is Anna KVRT, and JTB is her brother. JTB worked there.", ["KVRT"]),
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
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
