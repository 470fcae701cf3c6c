#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""Arrested adults and bystanders whom the report ties to the child's family in other words than beside the name; and those whom it does not."""
import sys

from lib import filtered_all

HEAD = ("FAIRMONT COUNTY SHERIFF\nREPORT 24-1007\nDate occurred 06/01/2023\nVictim: Mia Brook, age 9. Brother Eli Brook, age 6. Mother Ann Brook. "
        "Dep. R. Colson #114 took the report.\n\n")

# text, what must go, what must stay
TEXTS = [
    # who lives with the family, or is a couple with one of it
    ("Corey Banks was booked. He has lived with Ann Brook since 2019.", ["Corey", "Banks"]),
    ("Corey Banks was arrested. Banks and Ann Brook have been together two years.", ["Corey", "Banks"]),
    ("Corey Banks, 34, of the same address, was arrested.", ["Corey", "Banks"], ["of the same address"]),
    ("Corey Banks was charged with assault. He and Ann share custody of Eli.", ["Corey", "Banks"]),
    ("Corey Banks was arrested for hitting Ann. He and Ann have two kids.", ["Corey", "Banks"]),
    # what a child calls somebody, whose father he is, whose son he came for
    ("Corey Banks was charged. Banks told me Mia calls him dad.", ["Corey", "Banks"]),
    ("Corey Banks was arrested. He is Eli's father but not Mia's.", ["Corey", "Banks"]),
    ("Corey Banks was cited. He had come to pick up his son Eli.", ["Corey", "Banks"]),
    ("Corey Banks, the children's uncle by marriage, was charged.", ["Corey", "Banks"], ["[UNCLE OF"]),
    ("Arrested: Corey Banks, Mia's uncle.", ["Corey", "Banks"], ["'s uncle."]),
    ("Mia's stepfather was later identified as Corey Banks. Banks was arrested.", ["Corey", "Banks"], ["[STEPFATHER OF"]),
    ("Mom's bf = Corey Banks (arrested).", ["Corey", "Banks"]),
    ("Corey Banks was arrested at the store. The suspect is the victim's stepfather.", ["Corey", "Banks"]),
    # rows and logs
    ("COREY BANKS ARRESTED LIVE IN BF OF MOM", ["COREY", "BANKS"]),
    ("S1 BANKS, COREY  W/M 34  REL TO V1: MOTHERS PARAMOUR   ARRESTED", ["COREY", "BANKS"]),
    ("SUS|BANKS, COREY|M|34|ARRESTED|REL: LIVE-IN", ["COREY", "BANKS"]),
    # whose paper it is, and who tells of a grandson in it
    ("STATEMENT FORM - Witness: Gloria Petty\n\nI was out watering when Mia came over. She is in class with my grandson Theo.\n\nsigned Gloria Petty     taken by Ofc. Renner #88",
     ["Gloria", "Petty", "Theo"], ["Ofc. Renner #88"]),
    # to whom a letter about "your daughter" is written
    ("Mr. Abdirahman Warsame\nPO Box 118\n\nDear Mr. Warsame,\nOn Sept. 9 our officer, Dep. Yates, spoke with your son Liban about a phone.",
     ["Abdirahman", "Warsame", "Liban"], ["Dep. Yates"]),
    ("Ms. Dana Kell\n\nDear Ms. Kell:\nYour youngest daughter was interviewed on May 3.", ["Dana", "Kell"]),
    ("Dear Mr. Ortiz:\nAs the prosecutor assigned you asked for our file.", [], ["Dear Mr. Ortiz"]),
    # who is listed in the household
    ("Living in the home: Ann Brook, 32; Corey Banks, 35; Tabby Wills, 32; and the two children.", ["Corey", "Banks", "Tabby", "Wills"]),
    ("Household: Ann (32), Corey (35), Tabby (32), Mia, Eli", ["Corey", "Tabby"]),
    ("Present in the home: Ofc. T. Ravel, CD Worker Dana Lee", [], ["Ofc. T. Ravel", "Dana Lee"]),
    # a child of the same surname whom nothing places
    ("STATE v. HOLLAND RUSK\nQ. Who was in the car? A. Tristan Rusk.", ["HOLLAND", "RUSK", "Tristan"]),
    # nobody of the family: what is said is of others, or no tie
    ("Neil Poe, the clerk, told me Ann Brook lives with her mother.", ["Ann"], ["Neil Poe, the clerk"]),
    ("Neil Poe was arrested. He knew Ann from work.", ["Ann"], ["Neil Poe was arrested"]),
    ("Neil Poe was arrested. He lives with his mother in town.", [], ["Neil Poe was arrested"]),
    ("Neil Poe, arrested, lives at the residence next door.", [], ["Neil Poe, arrested"]),
    ("Neil Poe was arrested after he and Ann argued over a parking space.", ["Ann"], ["Neil Poe was arrested"]),
    ("Neil Poe and Ann Brook came out together. Poe was arrested.", ["Ann"], ["Neil Poe and", "Poe was arrested"]),
    ("Neil Poe, a trucker, was booked. Ann Brook called him a liar.", ["Ann"], ["Neil Poe, a trucker"]),
    ("Neil Poe was arrested. He hit Dana Lund, who lives with Ann.", ["Ann"], ["Neil Poe was arrested"]),
    # an officer whose sentence has somebody's son in it; the mother of the same surname
    ("Ofc. Kyle Bridger came. Bridger told her that her son Elias does this. Then Bridger drove her son home.", ["Elias"],
     ["Ofc. Kyle Bridger", "Bridger told her", "Then Bridger drove her son home"]),
    ("Ofc. Kyle Bridger came. The mother, Dana Bridger, cried. Bridger held her son.", ["Dana", "Bridger held"], ["Ofc. Kyle Bridger"]),
    ("Ofc. Kyle Bridger came. Bridger is her father and took her son.", ["Bridger is"], ["took her son"]),
    # the number of a card is no badge, and a sentence behind a name is no part of it
    ("School ID, K. AMES, #0045512, was found. Ofc. L. Duarte #233 kept it.", ["AMES", "0045512"], ["Ofc. L. Duarte #233"]),
    ("Investigator: Dep. Coroner L. Vann. Brook family to use a home.", ["Brook"], ["Dep. Coroner L. Vann", "family to use"]),
    # a birth that is told below an entry; a shop at the address where the child lives
    ("On March 4, 2014, Mia was born.\n\nMia was born at 7 lbs on 3/4/2014.", ["March 4", "3/4/2014"], ["was born"]),
    ("Child Mia Brook lives at 900 Fair St.\nIncident address: Hilltop Market, 900 Fair St\nLocation: Hilltop Market, 12 Oak St", ["900 Fair"], ["Hilltop Market, 12 Oak St"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
