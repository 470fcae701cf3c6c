#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Children whose names are ordinary words, or stand in text without capitals; the same words where they are words."""
import sys

from lib import filtered_all

HEAD = "HONDO POLICE DEPARTMENT\nReport 24-01811   Child neglect\nVictim: Mia Prell, age 6\n\n"

# text, what must go, what must stay
TEXTS = [
    # passages without capitals in a report that has them
    ("Statement of the boy, as he typed it:\n\nok so me and deshawn was at the court. i was keeping score. deshawn said make me. then kayla came with her mom\n"
     "tamika. i did not hit nobody.\nsigned tyrell b.\n\nOfficer Hale took the statement at the desk.",
     ["deshawn", "kayla", "tamika", "tyrell"], ["said make me", "I did not hit nobody".lower(), "Officer Hale"]),
    ("24-01811|NOTE|411|her father jean-robert dieudonne came down with the little sister. clerk took the receipt. no charge was made.",
     ["jean-robert", "dieudonne"], ["clerk took the receipt"]),
    ("[21:04] mama\nwhere r u kayla, i called you twice now\n[21:06] kayla\ni am at the pool with renee and them, its still open\n[21:07] mama\nwell come home",
     ["kayla", "renee"], ["at the pool", "come home"]),
    # a dispatcher in small letters who writes names with capitals
    ("call from camp host about a kid. last seen near the bridge. spoke to Verna Ruiz at the store. she saw Mia with Tobin. host will look again. back at the gate now.",
     ["Verna", "Tobin"], ["camp host", "will look again", "back at the gate"]),
    # a list in small letters of a report with capitals
    ("Items seized:\n- one mark 2 radio\n- grace period notice\n\nOfficer Hale hunted for the rest and drew a map.", [], ["one mark 2 radio", "grace period notice", "drew a map"]),
    # a verb of speech is no surname
    ("DESHAWN SAID MAKE ME. HE LEFT. MY MOM SAID WRITE IT DOWN.", ["DESHAWN"], ["SAID MAKE ME", "MOM SAID WRITE IT"]),
    ("AHMED SAID, 12, WAS THERE.", ["AHMED", "SAID"]),
    # a given name that is a day, a month, a thing, before a family's surname, and then anywhere
    ("I asked his best friend, Sunday Okello, in front of his father, Moses Okello. Sunday told me so on a Wednesday. I am on leave from Sunday to the 19th.",
     ["Sunday Okello", "Sunday told", "Moses"], ["from Sunday to the 19th", "on a Wednesday"]),
    ("Victim: Sunday Okello, age 9\nThe mother of Sunday arrived. The bruise on Sunday was purple. A letter from Sunday to Mia was found. Mia sat by Sunday. He fell on Sunday.",
     ["of Sunday", "bruise on Sunday", "from Sunday", "by Sunday"], ["fell on Sunday"]),
    ("Mia and Case Brannigan argued; his father is Gil Brannigan. Mia pushed him. Case fell back. \"I pushed Case, I am sorry.\" In the case of the wrist nothing "
     "was found. Case's own statement is short.", ["Case Brannigan", "Case fell", "pushed Case", "Case's"], ["In the case of the wrist"]),
    ("Early Barr does not go there. He is ten, the cousin Early of Chance Barr. On Tuesday, early, I met his mother.", ["Early Barr", "cousin Early"], ["On Tuesday, early"]),
    # ranks that are names, and ranks
    ("I asked the boy his name and he said \"Major.\" He said no, that is my name, Major Leota, and I am nine. Major's seat belt had been cut. His mother, Repeka Leota, came. "
     "There was no major damage. Major Ellen Crowe reviewed my video.", ["\"Major", "Major Leota", "Major's"], ["no major damage", "Major Ellen Crowe"]),
    # in capitals
    ("MISSING WARD LEGEND TYRESE B M 15 DOB 040410\n2151 MEDS FOR LEGEND DUE AT 2200\n0240 LEGEND BACK AT COTTAGE\n0255 COUNTY MAP SHOWS A LEGEND OF ROADS",
     ["FOR LEGEND", "LEGEND BACK"], ["A LEGEND OF ROADS"]),
    ("VICTIM: SLEDGE, CASH DOB 10/10/2010\nVICTIM: PICKENS, IVY DOB 06/02/2011\nALL SLEDGE AND PICKENS CONTACT IS OFF. HE USED A SLEDGE HAMMER.",
     ["ALL SLEDGE", "AND PICKENS"], ["A SLEDGE HAMMER"]),
    ("CHILD: PRELL, ROWAN DOB 08/11/2023\nCHILD: PRELL, IRIS DOB 05/08/2019\nROWAN IRIS AND THEIR AUNT UNHARMED. HER MOTHER IN LAW ANNA PRELL CAME.",
     ["ROWAN IRIS", "ANNA PRELL"], ["IN LAW"]),
    ("THE GIRL GOES BY JUNEBUG, 4.\nJUNEBUG NEEDS HER SHOES\nITS JUNE BUG TWO WORDS\nA BUG IN JUNE", ["JUNEBUG", "JUNE BUG"], ["A BUG IN JUNE"]),
    # small facts beside a name
    ("JUV: Pao Xiong, 12, brother of May. May Xiong is 15.", ["of May", "May Xiong"]),
    ("Officer Hale talked to the Sears boys. I expect the Sears matter to go the same way.", ["Sears boys", "Sears matter"]),
    ("Mia's hand was seen. Filed as PRELL, MEEYA. Asked clerk to fix.", ["PRELL", "MEEYA"], ["Asked clerk to fix"]),
    ("Child: Miles Bahati, DOB 09/20/2010\nKirundi and Swahili; Miles is interpreter for everyone. It is three miles to town.", ["Miles is", "Bahati"], ["three miles"]),
    # at the start of a sentence, where the capital says nothing, before a surname
    ("The house is owned by Lark Quick. Bay Quick asked me whether he would be charged. Hope Quick and Lark came. Officer Hale hopes Quick action follows.",
     ["Bay Quick", "Hope Quick", "Lark"], ["Officer Hale"]),
    ("The boy's name is Jet Meadows, 9. Leaf Meadows met me at the gate. He will be charged for a ride, they said.",
     ["Leaf", "Jet"], ["will be charged"]),
    ("MOTHER STAR ASH ENRT FROM WORK\nHER SON WAYNE ASH 9 YOA IS OK\nTHERE IS A GRANDFATHER, WARD ASH, IN CARLOW\nDET SAW ASH ON THE PORCH",
     ["STAR ASH", "WARD ASH"], ["ENRT FROM WORK", "DET SAW"]),
    ("CALLED LAKE SHORE TO CHECK\nSPOKE WITH FAITH BRIGHT CB 618-555-0167 RE THE KIDS\nPRICE SHORT ON THE LIST", ["FAITH BRIGHT"], ["PRICE SHORT ON THE LIST"]),
    # a rank that is a given name in the family, and ranks
    ("The father, Major Gray, arrived at ten with his brother. Major Pruett reviewed it.", ["Major Gray"], ["Major Pruett"]),
    ("He lives with his foster parents, Chip and Major True, at the corner.", ["Chip", "Major True"]),
    ("The child's full name is Lagi Major Field, born September 3, 2016. I called the Drum Major and Sergeant Major Harper.", ["Lagi Major Field"], ["Sergeant Major"]),
    # the children of a house, by any surname
    ("I had seen the Field kids alone on Tuesday. The Arms boys were there. The older children and the class kids went home.",
     ["Field kids".split()[0], "Arms"], ["The older children", "the class kids"]),
    ("His grandfather, Ward, got on the phone. His dad Ward Bird woke him. The ward of the state was placed.", ["Ward,", "Ward Bird"], ["The ward of the state"]),
    # a whole name by what is said behind it, and houses and streets
    ("The boy is with Ray Arms, who lives next door, and Ray Arms, his uncle. They met at Jade Arms, 12 Oak Street.", ["with Ray Arms", "and Ray Arms"]),
    # letters and hyphens beside a name
    ("A friend of hers, Haven S., also heard it. She named Skyler V. and a boy. Mia took bus B there. Officer Hale saw her.", ["Haven S", "Skyler V"], ["bus B", "Officer Hale"]),
    ("Victim: Lani Key-Bright, age 9\nKey-Bright is 5-2 with brown eyes. The key is bright.", ["Key-Bright is"], ["The key is bright"]),
    ("Victim: Karma Bird, age 12\nKarma paddles for a club. She says it is bad karma.", ["Karma paddles"], ["bad karma"]),
    # in a dispatcher's hand: the years right behind a name, with a word between
    ("143720 P18 HOLDING HANDS W A GIRL POPPY APPROX 7\n143745 P18 W TODDLER DAISY ABT 2\n143900 P18 CLR", ["POPPY", "DAISY"], ["HOLDING HANDS"]),
    ("1430 P18 OUT W A GIRL CRYING APPROX 7\n1431 P18 A BOY RUNNING ABT 9\n1432 P18 GIRL RED SHIRT APPROX 7", [], ["GIRL CRYING", "BOY RUNNING", "RED SHIRT"]),
    # how a name is written, of whom the report calls by a code
    ("NURSE NOTE SPELLS SUBJ2 POW WANG. SAME PERSON. RP SPELLS V1 MAY LING.", ["POW", "WANG", "MAY", "LING"], ["SAME PERSON"]),
    # the contacts of a telephone
    ('Contacts exported: "bondo" 339-555-0189; "lil chip" (339-555-0190); "my mom" 339-555-0191. Later bondo wrote again. He said "maybe" at 3.',
     ["bondo", "lil chip"], ["my mom", '"maybe"']),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
