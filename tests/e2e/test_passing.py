#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 10 s
"""What a report mentions in passing: a letter for a name, a short form, a room, what a child answers. Each with what looks like it and is none."""
import sys

from lib import filtered_all

HEAD = ("HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nReporting officer: Sgt. Dale Hobbs, DSN 4417\n"
        "Victim: Perrin Tolland, age 12, DOB 06/09/2012\nWitness: Dakota Reyes, age 13, DOB 02/02/2011\nMother: Karen Tolland\n\n")

# text, what must go, what must stay
TEXTS = [
    # letters for names
    ('The note said, "gone with P, back Sunday." She only went along to keep D company. P says he is sorry.',
     ["with P,", "keep D ", "P says"], ["back Sunday", "company"]),
    ("They handed her a second note: \"D - don't tell.\" The folder says \"Perrin T. room 12\" on it.", ['"D -', "Perrin", "T. room"], ["room 12"]),
    ("He was given vitamin D and arrested later for D.W.I. by Unit P. Exhibit P was taken. Unit D says no.",
     [], ["vitamin D", "D.W.I.", "Unit P.", "Exhibit P", "Unit D"]),
    ("Officers: Off. Pell (P), Off. Dunn (D).\n\nP wrote it up. D drove her home.", [], ["P wrote", "D drove"]),
    # a nickname once said is looked for everywhere
    ("The other boy is William Quist, age 9. At home William is Will. The teacher believes Will will go home. Will attends on Fridays.",
     ["Will will", "Will attends", "Quist"], ["will go home"]),
    ("She will go home. Will she? He will.", [], ["She will go", "Will she"]),
    # who has a post box is no officer
    ("He was placed with the great-aunt, Vonda Leffler, P.O. Box 6, 330 Ridge Trail.", ["Vonda", "Leffler", "Box 6"], []),
    ("He was placed by P.O. Vonda Leffler of the 3rd District.", [], ["Leffler"]),
    # what stands in brackets behind the kinship in a column
    ("HOUSEHOLD\n  Tolland, Perrin       M   12   b. June 9 '12    VICTIM\n  Exander, Yolande      F   61   MGM (visiting; sleeps on couch)\n",
     ["Exander", "Yolande"], ["sleeps on couch"]),
    # homes: rooms, sites, shelters, numbers of houses in the country, streets without a word for street
    ("They will be moved to Anchor of Grace Shelter. Perrin was taken to Harbor House (youth shelter) at noon.", ["Anchor", "Grace", "Harbor House"], ["at noon"]),
    ("The dog was taken to the County Animal Shelter. She waited at the bus shelter.", [], ["County Animal Shelter", "bus shelter"]),
    ("A girl from site 21 saw Perrin. The family is at site 14, Loop C.", ["site 21", "site 14", "Loop C"], []),
    ("The gun was found on site 40 minutes later.", [], ["on site 40 minutes"]),
    ("His aunt lives downstairs in 3B. His uncle stays in 114. They lived there in 2014.", ["3B", "114"], ["in 2014"]),
    ("His uncle was staying at 1530 hours.", [], ["1530 hours"]),
    ("My nana says we live in the Magnolia Homes number twelve and that is that.", ["Magnolia", "twelve"], ["that is that"]),
    ("The father is the roofer. County 7, fire number 6120. The fire number one priority was the barn.", ["County 7", "6120"], ["number one priority"]),
    ("She lives with him at the ranch, Mile 9 Cedar Wash. He left the road at mile 9.", ["Mile 9 Cedar"], ["mile 9."]),
    ("He left with his grandmother Opal Rutter, 17 N Sassafras, ph 573-555-0158.", ["17 N", "Sassafras"], []),
    ("DET: Where do you folks live right now?\nA. Twelve-oh-two Chisholm, upstairs. Over the store.", ["Twelve-oh-two", "Chisholm"], []),
    ("Home: 415 Chancery Ct. Contact at 415: the grandfather came to the door. She thinks its 415. Contact at 1130: none.", ["415"], ["Contact at 1130"]),
    ("Perrin lives with his aunt at  Star\nRoute 4 ,  Box 118 . He came back.", ["Star", "Box 118"], ["He came back"]),
    ("HIS SISTER, ADDR MOONGLOW 203\n1352 MOTHER ENRT", ["MOONGLOW", "203"], ["ENRT"]),
    # schools: teachers by the hour, answers, clubs and day cares by their own words, the short form of a name
    ("Both have first hour with Dr. Anita Brodsky. In the first hour the doctor left.", ["Anita", "Brodsky"], ["the doctor left"]),
    ("DET: What school?\n\n[20:15:06] CHILD: Fenner Heights. I got Mr. Bend. Tory has Ms. Keep, no joke.", ["Fenner", "Heights", "Keep"], []),
    ("The note says \"Thistle Tots closed Mon\". He ate at noon.", ["Thistle"], ["ate at noon"]),
    ("He was seen leaving Mill Gate Youth Boxing. The caller is a youth pastor at New Harvest Fellowship.",
     ["Mill Gate", "New Harvest", "Fellowship"], []),
    ("He goes to Lake Orrin Middle School. She had a picture from Lake Orrin's concert. They drove to the lake.",
     ["Lake Orrin"], ["the lake"]),
    # birthdays as they are said
    ("DET: When's your birthday, do you know?\n\n[21:14:50] GIRL: Valentine's Day.\n\n[21:14:58] GIRL: Kip is December the first and he's going to be six.",
     ["Valentine", "December the first"], []),
    ("The court hearing is on December 1, 2024 and he is going to be there.", [], ["December 1, 2024"]),
    ("1. Dana  Whitehall      age  12      6 / 2 / 11\n2. Seen at  age 12  by  Sgt. Hobbs", ["6 / 2 / 11"], []),
    # numbers read aloud, with an insurer's name, by their outcome; an agency's own stay
    ("You want me to read it? C 0 5 1 1 8 3 2 9. CIRCLE 1 2 3 4 5 6 7 8 9.", ["C 0 5 1"], ["CIRCLE 1 2 3"]),
    ("INS [HEARTH MUT 77-20418-B]   PLATE IS BLUSKY 2 VANITY MO", ["77-20418", "BLUSKY"], []),
    ("One prior, 2021, other county, 21-09-20418, unsubstantiated. CRASH NO [R-2024-112-0577]. Citation to the driver, no. C-20771.",
     ["21-09-20418"], ["R-2024-112-0577", "C-20771"]),
    ("The clip HS_20240304_1842 was reviewed. I left a message at 507-555-0102 (police station) from 507-555-0137 (her mother).",
     ["555-0137"], ["HS_20240304_1842", "507-555-0102"]),
    # who writes a log by surname is in office, whoever else has the surname is not; nor is who only comes and goes
    ("DAY SHEET 4 MAR 2024 DESK PRUITT\n0702 RADIO CHECK ALL UNITS\n0915 CALL FROM HARDWARE STORE\n0930 KELSO HERE FOR HER SON\n"
     "0936 PRUITT THAT WILL BE ARJUN PRUITT FROM THE MOTEL 12 YOA\n0940 KELSO OFF HER MEDS\n1500 PRUITT OFF TWEEDY ON\n1622 KELSO BACK WITH A CAKE\n"
     "1900 TWEEDY END OF SHEET", ["KELSO", "ARJUN"], ["DESK PRUITT", "TWEEDY ON", "TWEEDY END"]),
    # a deputy with a title, letters of agencies
    ("Your deputy Mr Prewitt came, and Mr Prewitt was nice. Entered by Dsp. Carrick.",
     [], ["Mr Prewitt was", "Carrick"]),
    ("Notified: Karen Tolland, Juvenile Probation, and the school. Custodian of the child: Ruth Exley.", ["Karen", "Exley"], []),
    ("Type: DOMESTIC / CHILD PRESENT. Juvenile Problem. Respectfully, D. Hobbs", [], ["CHILD PRESENT", "Juvenile Problem"]),
    # pages and hosts
    ("She posted on her page MINA.MINA.09 a picture. It is on my page it is pebble dot skips but gone. See otterjrsail.example/aug12, taken then.",
     ["MINA.09", "pebble dot skips", "otterjrsail"], []),
    ("Mail webforms@millcreekpd.example or a.tolland@postnet.example.", ["a.tolland"], ["webforms@millcreekpd.example"]),
    # houses, birthdays and buses again
    ("He stood on the stair of 501 1/2 Garnet. The boys gave unit 12 of the Stables. Her mailing is General Delivery, Marlow. It is 2 1/2 miles off.",
     ["501 1/2", "unit 12", "Stables", "General Delivery"], ["2 1/2 miles"]),
    ("They came from the Seaside Inn, number 212. HOME IS PUEBLO HOUSING UNIT 118.", ["212", "PUEBLO", "118"], []),
    ("Present: Tenz Lamo (20120617), Marq Underhill (031111). She'd turned 12 on the 30th and is well.", ["20120617", "031111", "the 30th"], []),
    ("Perrin rides bus 41 and is in the Sea Cadets. Unit 41 was sent.", ["bus 41", "Sea Cadets"], ["Unit 41"]),
    ("Please do not call her own phone, it ends 0119 and she is afraid. The call ended at 0135 hours.", ["0119"], ["0135 hours"]),
    ("Student numbers for the form: D.P. 118843, A.W. 120067. Report 24-120067 is another.", ["118843", "A.W. 120067"], ["Report 24-120067"]),
    # homes in the columns of an extract, and as an answer
    ("PTYPE,SEQ,LASTNAME,FIRSTNAME,MI,DOB,STNO,PREDIR,STNAME,STTYPE,UNIT,CITY,ZIP,PHONE\n"
     "JV,1,TOLLAND,PERRIN,,2012-06-09,118,S,LOCUST GROVE,PIKE,LOT 14,TREMAINE,40391,859-555-0112\n"
     "JV,2,REYES,DAKOTA,J,2011-02-02,22,,MULE BARN,ALY,UP,TREMAINE,40391,", ["118", "LOCUST", "MULE", "40391", ",22,"], ["PTYPE"]),
    ("DET: Where do you live, for the tape?\nBOY: Over the bakery. I walk.\nDET: Where do you stay?\nBOY: With my mom. On weekends too.",
     ["the bakery"], ["With my mom", "weekends"]),
    # what looks like a word of reports, a desk or a bar and is a family's
    ("The other boy is Curt Bender, age 10, son of Ada Bender. His father's number is 507-555-0138 (the yard).", ["Bender", "555-0138"], []),
    ("They live behind the bar 4417 Orchard Lane.", ["4417", "Orchard"], []),
    # a plate with two digits, misread later
    ("The plate of her car is QW5 J0K with a zero. The report has QW5 JOK with a letter.", ["QW5 J0K", "QW5 JOK"], []),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
