#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""What happened, where and when: titles of offences, crossings and places in the open, days. Beside each the name or home that looks like it."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # titles of offences to their end
    ("Offense: RUNAWAY (STATUS)\n\nNature: Child Endangerment / Bodily Injury\n\nOFFENSE   CHILD NEGLECT - ASSIST DFP\n\nR/O met the DFP worker at the door.", [],
     ["RUNAWAY (STATUS)", "Endangerment / Bodily Injury", "CHILD NEGLECT - ASSIST DFP", "the DFP worker"]),
    ("Title: Family Offense - Assault (FV)\n\nCRIME: CHILD ENDANGERMENT / BUI\n\nNature: JUVENILE DISTURBANCE, no report", [],
     ["Assault (FV)", "ENDANGERMENT / BUI", "JUVENILE DISTURBANCE, no report"]),
    ("Offense: RUNAWAY (EMILY CARTER)\n\nNATURE: CHILD NEGLECT - BUI, KIM\n\nNature: Assault (Tyler Pelka, 9)\n\nCHARGE: CHILD NEGLECT - ASSIST EMILY", ["EMILY", "CARTER", "KIM", "Tyler"],
     ["RUNAWAY (", "CHILD NEGLECT - "]),
    ("OFFENSE: Runaway / Breaking or Entering (vehicle)\n\nCrime: Reckless Handling of Firearm\n\nTerrorizing (bullying threats), RS 14:40.1", [],
     ["Breaking or Entering", "Reckless Handling of Firearm", "Terrorizing"]),
    ("Sister Hope Carter, 4.\n\nAllegation: Hope left alone at night\n\nCharge: Endangering Hope", ["Hope"], ["left alone at night"]),
    ("Charge: Endangering EMILY CARTER\n\nCHG|CARTER|NONE\n\nAllegation: neglect of Emily", ["EMILY", "CARTER", "Emily"], []),
    ("JUVENILE - AWAY FROM HOME\n\nHe ran away from home and hid.", [], ["AWAY FROM HOME", "away from home"]),
    ("JUVENILE - TOLBERT, MAY\n\nJUVENILE - GRACE MAY TOLBERT", ["TOLBERT", "MAY", "GRACE"]),
    # crossings and places in the open
    ("LOCATION: SKATE YARD, BISHOP ST AND 2ND\n\nHe came from the detail at Bishop Ave and 7th. It was at the Cenex, Highway 38 and 150th St.", [],
     ["BISHOP ST AND 2ND", "Bishop Ave and 7th.", "Highway 38 and 150th St."]),
    ("PLACE TRANSIT STOP 1188, COOPER ST AT DRAYAGE       PREMISE: STREET\n\nPLACE: LAKE SULPHUR, NORTH COVE, BUOY 9", [],
     ["COOPER ST AT DRAYAGE", "LAKE SULPHUR, NORTH COVE, BUOY 9"]),
    ("PLACE: 14 COOPER ST AT DRAYAGE\n\nEmily lives at Oak Ave and 4th. Her aunt lives at 77 Bishop St and 2nd.\n\nPLACE: COTTON CAMPGROUND, SITE 9, her home since May",
     ["14 COOPER", "Oak Ave", "77 Bishop", "SITE 9"]),
    # titles with a section of law, and what no other word of them tells
    ("Allegation Abandonment / Lack of Supervision.\n\nThe prosecutor won't file Abandonment, 568.030. Offence Child Endangerment / Neglect, Art. 119b", [],
     ["Abandonment / Lack of Supervision", "Abandonment, 568.030", "Neglect, Art. 119b"]),
    ("Emily saw Art. Art is 9.", ["Art."], ["is 9"]),
    # roads that nobody has a house on, platforms, firms
    ("LOC GREEN LINE PLATFORM 2 HARKNESS CENTRAL\n\nThe car was on Conway Expy at mile 14. They met at the Blue Sink fire house.", [],
     ["PLATFORM 2 HARKNESS CENTRAL", "Conway Expy", "Blue Sink"]),
    ("LOC GREEN LINE PLATFORM 2 MOTHER ANA CARTER\n\nConway cried. Conway is 9.", ["ANA", "Conway cried"], ["PLATFORM 2"]),
    ("He met her at 8 Ball Lanes, where they ate. I was flagged down in front of the Feed & Saddle, 100 block of East Main.", [], ["8 Ball Lanes", "Feed & Saddle"]),
    ("Emily lives at 8 Ball Lane. I saw Al & Sadie, her brothers.", ["8 Ball", "Sadie"], []),
    # numbers of offices
    ("Audio to text. Assessment CP-24-2051.\n\nJUVENILE OFFICE SUMMARY   48-J-25-0114\n\nYour letter of May 15 about MP-250513-02", [],
     ["CP-24-2051", "48-J-25-0114", "MP-250513-02"]),
    # who is arrested and no kin
    ("V2 was at a car wash. Kent Estabrook was the only person in it and was taken into custody. Estabrook said no.", [],
     ["Kent Estabrook", "Estabrook said"]),
    ("Kent Carter was the only person in it and was taken into custody. Carter said no.", ["Kent Carter", "Carter said"], []),
    ("Roy Pell was in it with his son Emily's brother and was taken into custody.", ["Roy Pell"], []),
    ("Driver GILL, HARPREET K F 36\nPass. GILL, JASLEEN K F 10\nDriver SIKES, HAROLD D M 58\n\nSikes asked for a lawyer. Gill did not.",
     ["GILL", "JASLEEN", "Gill did"], ["SIKES, HAROLD", "Sikes asked"]),
    ("1833 ADV MALE IS FORTENBERRY CLAY 37 NOT RELATED TO CHILDREN IN CUSTODY\n1840 FORTENBERRY TO COUNTY", [], ["FORTENBERRY CLAY 37", "FORTENBERRY TO"]),
    # kin right behind the age or name, in a log without signs
    ("1833 IN CUSTODY RUIZ ANA 37 MOTHER OF EMILY\n1834 FORTENBERRY CLAY 37 DAD OF V1 ARRESTED\n1835 1 IN CUSTODY VARELA TICO DOB 030187 DAD\n1836 ODUM RITA MOM IN CUSTODY\n"
     "1837 PELKA NORMAN 37 IN CUSTODY", ["RUIZ", "FORTENBERRY", "VARELA", "ODUM"], ["PELKA NORMAN 37 IN CUSTODY"]),
    # who is arrested without an age and handed to a parent, or brought to what is there for the young
    ("Keyon Marsh was arrested for stealing. Marsh was released to his parents.", ["Keyon", "Marsh was"]),
    ("Keyon Marsh was the only person in the car and was taken into custody. He was turned over to his father.", ["Keyon Marsh"]),
    ("Keyon Marsh was arrested and taken to the county juvenile center.", ["Keyon Marsh"]),
    ("Keyon Marsh was arrested. He is in the seventh grade.", ["Keyon Marsh"]),
    ("Norman Pelka was arrested. He was released to pretrial services. His mother posted bond.", [], ["Norman Pelka"]),
    ("Norman Pelka was arrested and the children were released to their mother.", [], ["Norman Pelka was"]),
    ("Norman Pelka was arrested, and I called the juvenile officer.", [], ["Norman Pelka was"]),
    ("Norman Pelka, 38, was arrested and released to his mother.", [], ["Norman Pelka, 38"]),
    ("Keyon Marsh, working the gate at the pool, is 16.", ["Keyon Marsh"]),
    # days
    ("He was arrested at Mon 26\nFeb, 6:10 pm. He said so.", [], ["26\nFeb, 6:10 pm"]),
    ("In the room was April, 6, who cried. Then April left.", ["April"]),
    ("PLACE: HOUSEBOAT 9, NORTH COVE, BUOY 3\n\nPLACE: SITE 9, COTTON MILL CAMPGROUND", ["HOUSEBOAT 9", "SITE 9"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
