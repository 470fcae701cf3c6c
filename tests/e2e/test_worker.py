#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""Who is named beside an agency or a rank of any firm and does not work for an agency: callers, wards, mothers, children with odd names."""
import sys

from lib import filtered_all

HEAD = "HONDO POLICE DEPARTMENT\nReport 24-01811   Child neglect\nVictim: Mia Prell, age 6\n\n"

# text, what must go, what must stay
TEXTS = [
    # who was called may have called
    ("County CPS was called, Denise Rohr; she lives next door and hears Mia cry.", ["Denise", "Rohr"]),
    ("Dispatch was called, Denise Rohr.", ["Denise", "Rohr"]),
    ("the hotline at DHS was called, Aaron Stack. The caller said that Mia was alone.", ["Aaron", "Stack"]),
    ("Human Services was informed, Denise Rohr. Denise said that Mia is her granddaughter.", ["Denise", "Rohr"]),
    ("Human Services was informed, Denise Rohr. She lives next door. Human Services was informed, Aaron Stack; the caller hung up.", ["Rohr", "Stack"]),
    ("Animal Control was called, Denise Rohr. The dog and the girl were hers.", ["Denise", "Rohr"]),
    ("Animal Control was informed, Denise Rohr. The dog and the girl were hers.", ["Denise", "Rohr"]),
    ("Human Services was informed, Denise Rohr; as the man is not a caretaker she will not open it.", [], ["Denise Rohr"]),
    ("Human Services was informed, Denise Rohr; the grandmother is not at home.", ["Denise", "Rohr"]),
    # behind a number begins another clause
    ("The call was taken by Specialist 4471, Denise Rohr made the report. She is the neighbor of Mia.", ["Denise", "Rohr"]),
    ("Officer 22, Jason Stack is the father.", ["Jason", "Stack"]),
    ("I was sent with Officer 412, Jason Stack answered the door. He would not let me see Mia.", ["Jason", "Stack"]),
    ("The call came from Dispatch 220, Jason Stack, who had not seen Mia.", ["Jason", "Stack"]),
    ("Caseworker 4471, Lena Stack says that Mia fell. Lena Stack is her father's sister.", ["Lena", "Stack"]),
    ("Taken by Dispatcher 4471, R. Gaines.", [], ["R. Gaines"]),
    ("Dispatcher 44, R. Gaines made the entry at 0710.", [], ["R. Gaines"]),
    ("Officer 22, J. Stack is the father.", ["Stack"]),
    # on call elsewhere
    ("DHS asked who watches Mia when her mother works nights at the hospital, Tonya Beck on call. Mia said Tonya Beck hits her.", ["Tonya", "Beck"]),
    ("Hondo Police found Mia with the home's other adult, Tonya Beck, on duty.", ["Tonya", "Beck"]),
    ("DHS told of the bruises by her aunt, Tonya Beck on call.", ["Tonya", "Beck"]),
    # of whom an agency has a case
    ("DHS (Lena Stack) has an open case from 2022. CPS (Aaron Stack) was closed.", ["Lena", "Aaron", "Stack"]),
    ("two wards: Hondo group home, DHS (Tyler Vance), and county home, DHS (Ana Holt). Both are 15.", ["Vance", "Holt"]),
    ("Prior: neglect, DHS (Lena Stack), 2023", ["Lena", "Stack"]),
    ("911 (Denise Rohr) at 1910: children alone next door", ["Denise", "Rohr"]),
    ("Dispatch (Penny Voight) confirmed it. DSS (Ada Running) has been told.", [], ["Penny Voight", "Ada Running"]),
    ("cc Poe, Kloster, SAO (Hanne Vik)", [], ["Hanne Vik"]),
    # what happens to wards
    ("Tyler Vance, DHS, will be returned to his foster home.", ["Tyler", "Vance"]),
    ("Tyler Vance, DHS, can stay there. Ana Holt, DHS, will return on Monday. Joe Lind, DHS, attending Hale Middle School.", ["Vance", "Holt", "Lind"]),
    # kin outweighs a rank of any firm
    ("Renee Stack, shift supervisor at the plant, is Mia's mother.", ["Renee", "Stack"]),
    ("Renee Stack, supervisor at the plant, is Mia's mother.", ["Renee", "Stack"]),
    ("Mia said that jail nurse Jill Stack, her mother's girlfriend, locked her in.", ["Jill", "Stack"]),
    ("Regional director Renee Stack answered and said Mia is her child.", ["Renee", "Stack"]),
    ("Mia's mother, Records Manager Renee Stack, was at work.", ["Renee", "Stack"]),
    ("Shift Supervisor Renee Quist signed the log. Jail Supervisor Tom Orloff came.", [], ["Renee Quist", "Orloff"]),
    # names that look like a particle, an agency or an officer of the same line
    ("Brother: Nic Prell, age 9\nI met Nic at the door. Nic told me that he fell. Where is Nic?", ["Nic"]),
    ("JUV 1: SMRZ AGE 13\nJUV 2: KRCH AGE 12\nSMRZ AND KRCH WERE DRUNK. KRCH RAN.", ["SMRZ", "KRCH"]),
    ("RO RIVERS B 4127  COMP HOLT J 5510", ["HOLT"], ["RIVERS B 4127"]),
    ("RO RIVERS B 4127  RP HOLT J 5510", ["HOLT"]),
    # a claim joined to the name; a rank whose bearer is somebody's husband
    ("My name is Marta Villaseñor and I am a deputy, badge 415. My name is Lyle Boone, and I'm a sergeant with this office.", [], ["Marta Villaseñor", "Lyle Boone"]),
    ("My name is Bo Wrenfield and I am a deputy's wife. My name is Ann Lyle and I am a nurse.", ["Wrenfield", "Lyle"]),
    # letters for an agency that the report names in full; a child's initials are none
    ("OFFICE OF CHILD AND FAMILY PROTECTION NOTIFIED\n1715 JOY PETRAKIS OCFP CALLED\n1720 OCFP ADV ENRT\n1740 CLR", [], ["OCFP CALLED", "OCFP ADV"]),
    ("Officers Kept Record Here. Orla Kinsey Rose Hobbs (OKRH), age 7, was there.", ["OKRH", "Orla"]),
    # a time, letters for a rank and a surname that is a kind of street
    ("1602 RX CALL\n1633 PTL FIELD AT BEACH\n1640 DEP HILL ADV MOTHER OK\n1650 CLR", [], ["PTL FIELD AT BEACH", "DEP HILL ADV"]),
    ("1602 RX CALL\n1633 RP LIVES AT\n1204 DEPUTY LANE W HER SON\n1650 CLR\n1660 OAK HILL IS HOME", ["1204 DEPUTY LANE"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
