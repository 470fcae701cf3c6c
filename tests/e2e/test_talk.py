#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""What is said in interviews, calls, mails and meetings: answers that are names and homes, and who sits there for an agency."""
import sys

from lib import filtered_all

HEAD = "HONDO POLICE DEPARTMENT\nReport 24-01811   Child neglect\nVictim: Mia Prell, age 6\n\n"

# text, what must go, what must stay
TEXTS = [
    # names that answer a question, whatever else they mean
    ("Q: And your last name?\nA: Teller.\nQ: And the baby?\nA: Pip. He's one.", ["Teller", "Pip"]),
    ("OFC: And you are?\nMALE: Rich Stone.\nOFC: What should I call you?\nBOY: Ace.", ["Rich", "Stone", "Ace"]),
    ("Counselor: What should I call you?\nuser: ro\nCounselor: And your last name?\nuser: teller. dont tell", ["ro\n", "teller"]),
    ("Q. How about your brother?\nA. Chance. He's four. By any chance?", ["Chance."], ["any chance"]),
    ("Q: What's your name?\nA: I don't know. Nothing.\nQ: Did he call her a name?\nA: Several times.", [], ["Nothing", "Several times"]),
    ("Q: What is your name and rank?\nA: Corporal Yvette Lacour.\nQ: Is that the name on the lease?\nA: Yes. Hers.", [], ["Yvette Lacour", "Yes. Hers"]),
    ("Q: Is he home with mom?\nA: Hope so.\nQ: What was on the street?\nA: Rain.", [], ["Hope so", "Rain."]),
    # what is typed without capitals
    ('Text: "mrs haddad said i can stay. my name is rowan. i miss school"', ["haddad", "rowan"], ["i miss school"]),
    ("The name is on the form. She is called a liar.", [], ["The name is on the form", "called a liar"]),
    # homes that answer a question
    ("OFC: Where do you live?\nBOY: Ninth and Walnut, over the store.", ["Ninth and Walnut"]),
    ("OFC: Where do you live?\nBOY: Mom and Dad live there.", [], ["Mom and Dad live there"]),
    ("Q. Did you write down the family's address?\nA. Yes. Bayou Paul Lane, I don't remember the number.", ["Bayou", "Paul Lane"]),
    ("Dispatcher: Can you tell me your address?\nuser: 26 pelham. the gray one", ["26 pelham"]),
    ("OFC: How far are you?\nuser: 20 minutes away", [], ["20 minutes away"]),
    # streets and doors of homes that are named in passing
    ("Her dad is still on Bellweather Drive but says he'll be out by the first.", ["Bellweather"]),
    ("Home visit at Bishop Road. Went by the Cedar Road address, no answer.", ["Bishop Road", "Cedar Road"]),
    ("I went back to the Fifth Street station.", [], ["Fifth Street station"]),
    ("00:48 Door of Unit 11 opened by a girl, about ten.", ["Unit 11"]),
    ("They've moved to Lot 3 on Bishop Road, please mail there.", ["Lot 3", "Bishop Road"]),
    ("Grandma lives across the yard at 305. The aunt lives next door, 307.", ["305", "307"]),
    # schools
    ("Q: What grade is Mia in?\nA: Fourth. At Prairie View. She likes it.", ["Prairie View"], ["She likes it"]),
    ("School starts tomorrow, Olney West, 9th. School starts Monday, August 9th.", ["Olney West"], ["Monday, August 9th"]),
    ("Day care they attend is Precious Moments on Main.", ["Precious Moments"]),
    # a name in its own order, and a kinship in the next cell
    ("PARENTS / CARETAKERS\nAmber Dawn Crick   mother   29\nTravis Nunnally  mother's paramour   approx 35\n\n"
     "Nunnally has a pit bull. He was arrested. Nunnally was booked.", ["Amber", "Crick", "Travis", "Nunnally"]),
    ("Ida Rowe      foster mother     home\nJo Lamm      foster mother     home\nSam Hill    brother   home", ["Ida", "Rowe", "Lamm", "Sam"]),
    # a given name that is a word, before a letter
    ("10/14 Trinity B. asked to see me. Summer K. says she is afraid. I met with Hope W. She cried.",
     ["Trinity", "B.", "Summer", "K.", "Hope", "W."], ["She cried"]),
    ("Exhibit A. was shown. Case B. is open. Ward C. It was late.", [], ["Exhibit A.", "Case B.", "Ward C."]),
    ("I met with Karen P. After school she left.", ["Karen", "P."], ["After school she left"]),
    ("A white Impala, the tag starts with RLD, he said.", ["RLD"]),
    # mails: surname first, before the address of an agency
    ("From: Foster, Grant <gfoster@lakesheriff.example>\nTo: \"Tully, Chase\" <ctully@lakepd.example>\nSubject: Mia Prell\n\n"
     "Chase, please call her mother, Robin Prell.\nGrant", ["Robin", "Prell"], ["Foster, Grant", "Tully, Chase", "Chase, please", "\nGrant"]),
    ("From: \"Prell, Robin\" <rprell@mailbox.example>\nTo: Foster, Grant <gfoster@lakesheriff.example>\n\nMia is my daughter.\nRobin",
     ["Robin", "Prell"], ["Foster, Grant"]),
    # who sits there for an agency
    ("Present: Cheryl Odom - DSS; Matt Prine - Juvenile Office; Robin Prell - mother", ["Robin"], ["Cheryl Odom", "Matt Prine"]),
    ("Present: Det. Lowell Crane, Family Services: Joan Pell, Robin Prell (mother)", ["Robin"], ["Joan Pell"]),
    ("On call for DCFS this weekend is Trent Gaskill. On call is the mother, Robin Prell.", ["Robin"], ["Trent Gaskill"]),
    ("Ofc. Brandt and Kettler cleared the house. Officer Brandt and Mia took a walk. Arrested by Ofc. Dunn and Strand.",
     ["Mia"], ["Kettler", "Strand"]),
    ("Call taker: Position 6, P. Halloran", [], ["P. Halloran"]),
    ("Sincerely,\nMatt Prine\nGuardian ad litem", [], ["Matt Prine"]),
    ("Sincerely,\nMatt Prine\nGuardian", ["Prine"]),
    ("The SRO, Thelma Calloway, came at four. Parent aide Lorna Kemp and the adoption specialist, Nell Yates, were there.", [],
     ["Thelma Calloway", "Lorna Kemp", "Nell Yates"]),
    ("INTAKE  STARK, MIA", ["STARK", "MIA"]),
    # who wrote a recording down, and whom somebody has from an agency
    ("Transcribed 4/9/24 by S. Halonen. Typed on 04/10/2024 by R. Voss.", [], ["S. Halonen", "R. Voss"]),
    ("The note was typed at home by Wren Ostby.", ["Wren Ostby"], []),
    ("I've got Bernadette Lund from Oyate Child Protection coming.", [], ["Bernadette Lund"]),
    ("I got Robin Prell from Child Protection at four.", ["Robin"], []),
    # families by words, and who is spoken to
    ("She stays with the Fast Dogs, her dad's people. The Rains, my cousin's family, came.", ["Fast Dogs", "Rains"], ["her dad's people", "came"]),
    ("She likes the dogs, her dad's people said.", [], ["the dogs, her dad's people"]),
    ("[19:36:50] Rubes, her mother says, don't. Sometimes, her mother says, he runs. Police, his dad said, came.", ["Rubes"],
     ["Sometimes, her mother", "Police, his dad"]),
    # birthdays and homes that are reported or left open
    ('He asks Mia her birthday for the form. "March 4." Mother says 2013. Then "May I go?" she said.', ["March 4", "2013"], ["May I go"]),
    ("OFC: The house at...\nMR: Badger Creek housing, blue one, thirty-one. The children left.", ["Badger", "thirty-one"], ["The children left"]),
    ("OFC: The house is...\nMR: Yes, it was number one for her.", [], ["Yes, it was number one"]),
    ("Unit arrives Hawthorn Trailer Ct, lot 22. The shirt has the house number, 640.", ["Hawthorn", "22", "640"], ["Unit arrives"]),
    # names of recordings
    ("Ofc. Opheim wore the camera. File BWC_2023-0108_OPHEIM_02.", [], ["BWC_2023-0108_OPHEIM_02"]),
    # lines of desks
    ("Non-emergency line for follow up is 636-555-0100. I gave her the station number, 555-0190, and my card.", [], ["636-555-0100", "555-0190"]),
    ("Her number for follow up is 636-555-0102. Grandma's desk phone is 636-555-0103.", ["636-555-0102", "636-555-0103"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
