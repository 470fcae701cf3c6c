#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""Who speaks in a transcript, by letters: those of a child or relative go in the legend and at every turn, those of officers, workers
and interpreters stay, as do letters that only say what a speaker is."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nTRANSCRIPT OF RECORDED INTERVIEW\nIncident date: 03/04/2024\n"


def talk(officer, child, mother, sign):
    """the turns that follow a legend"""
    said = [(officer, "Say your name for me."), (child, "You know it."), (officer, "For the tape."), (mother, "Go on, tell her."),
            (child, "No thank you."), (mother, "We talked about this."), (officer, "Take your time.")]
    return "\n".join(f"{who}{sign}{what}" for who, what in said) + "\n"


# text, what must go, what must stay
TEXTS = [
    # rows with "="
    ("RV = Ofc. Rosalind Vance, serial 1955\nAH = Amar Hasanovic (witness, 12)\nSH = Sanela Hasanovic (mother)\n\n" + talk("RV", "AH", "SH", "  "),
     ["AH =", "AH  You", "AH  No", "SH =", "SH  Go", "SH  We"], ["RV = Ofc. Rosalind Vance", "RV  Say", "RV  For", "RV  Take"]),
    # rows with a gap, turns behind times
    ("AB      Detective A. Brightwater\nKH      Khadra Warsan, father's sister\nIN      court interpreter, ID 5520\n\n0:00    AB    It's half past nine.\n"
     "0:15    AB    And you are?\n0:18    KH    I am the aunt.\n0:33    IN    She says yes.\n0:52    KH    Yes.\n1:04    AB    Monday. And then?\n1:09    IN    She says no.\n",
     ["KH      ", "KH    I", "KH    Yes"], ["AB      Detective A. Brightwater", "AB    It's", "AB    And", "AB    Monday", "IN      court", "IN    She"]),
    # letters before brackets, words that are letters only at turns
    ("Speakers:  JA (Det. Akana),  BF (mother),  TO (twin 1)\n\n" + talk("JA", "TO", "BF", "> ") + "JA> We have to go to the car.\nTO> I want TO go.\n",
     ["TO (", "TO> You", "TO> No", "TO> I", "BF (", "BF> Go", "BF> We"], ["JA (Det. Akana)", "JA> Say", "JA> For", "JA> Take", "to go to the car", "I want TO go"]),
    # letters of three behind names, over the end of a line
    ("Present: Inv. Sam Two Roads (STR), Robin Decker, Tribal Child Advocate (RD),\nRobin Yellow, age 10 (RY), her aunt Delphine Yellow (DY)\n\n" +
     talk("STR", "RY", "DY", ": ") + "RD: We do.\nRY: Okay.\nRD: Good.\n",
     ["RY)", "RY: You", "RY: No", "RY: Okay", "DY)", "DY: Go"], ["(STR)", "STR: Say", "STR: Take", "RD: We", "RD: Good"]),
    # in quotes
    ('Worker Noreen Halvorsen ("NH"). Parent Paola Vance ("PV"). Interpreter, ID 3307 ("INT").\n\nNH  Thank you for coming in.\nINT  She says hello.\nPV  Hello.\n'
     "NH  Okay. And then?\nPV  I do not know.\nINT  She does not know.\nNH  We will stop.\n",
     ['"PV"', "PV  Hello", "PV  I"], ['("NH")', "NH  Thank", "NH  Okay", '("INT")', "INT  She says"]),
    # officers whose letters are a code elsewhere
    ("Present: Det. Marcus Ogilvie (MO), Det. Sunniva Rask (SR)\nInterviewed: Tamsin Pell (TP), age 9\n\nSR: Sit down.\nTP: Okay.\nMO: How are you?\nTP: Fine.\nSR: Good.\nMO: Good.\n",
     ["TP)", "TP: Okay", "TP: Fine"], ["(MO)", "(SR)", "SR: Sit", "MO: How", "SR: Good"]),
    # the name before "="
    ("SHERIFF NOLAN BASS = NB. Witness Hollis Wren = HW (father of the boy).\n\nNB   Tape's going.\nHW   Yes sir.\nNB   Son, sit.\nHW   He sits.\n",
     ["= HW", "HW   Yes", "HW   He"], ["= NB", "NB   Tape's", "NB   Son"]),
    # in brackets at turns, and spoken of
    ("Present: Det. Ines Kolb (IK), Bea Tomczak (BT), 9\n\n[IK] How are you?\n[BT] Fine.\n[IK] Good. [BT nods]\n[BT] Can I go?\n",
     ["(BT)", "[BT] Fine", "[BT nods]", "[BT] Can"], ["(IK)", "[IK] How", "[IK] Good"]),
    # no legend: letters of those who are named
    ("Interviewer: Det. Mara Quill. Interviewed: Teo Marsh, age 9.\n\nMQ: You can sit.\nTM: Is that a camera?\nMQ: It is.\nTM: Okay.\n",
     ["TM: Is", "TM: Okay"], ["MQ: You", "MQ: It is"]),
    # brackets before the names
    ("(MQ) Det. Mara Quill   (DK) Dora Kell, 9   (GK) Gwen Kell, mother\n\n" + talk("MQ", "DK", "GK", ": "),
     ["(DK)", "DK: You", "DK: No", "GK: Go", "GK: We"], ["(MQ)", "MQ: Say", "MQ: For", "MQ: Take"]),
    # who speaks once is a speaker too when the legend tells of her
    ("MQ = Det. Mara Quill\nDK = Dora Kell, 9\nGK = Gwen Kell, mother\n\n" + talk("MQ", "DK", "DK", "   ") + "GK   She is shy.\n", ["GK   She"], ["MQ   Say"]),
    # no legend and no sign: only letters of somebody in the text
    ("Det. Mara Quill spoke with Dora Kell, 9, at the station.\n\n" + talk("MQ", "DK", "DK", "   "), ["DK   You", "DK   Go", "DK   No"], ["MQ   Say", "MQ   Take"]),
    ("Det. Mara Quill spoke with Dora Kell, 9, at the station.\n\nWF 12 was inside.\nHX 14 was outside.\nWF 12 went home.\nHX 14 stayed.\n", ["Dora Kell"],
     ["WF 12 was", "HX 14 was", "WF 12 went", "HX 14 stayed"]),
    # nobody's letters go
    ("The child was interviewed on Monday.\n\nOfficer: You can sit.\nXQ: Is that a camera?\nFI: It is.\nXQ: Okay.\nFI: Good.\n", ["XQ: Is", "XQ: Okay"], ["FI: It", "FI: Good"]),
    # a row of letters with colons, names of syllables
    ('Present     KD: Det. Kim Dorsey     DP: Do-hyun "Juni" Park, 10     BG: Bae Gyu-rhi, mother\n\n' + talk("KD", "DP", "BG", ": ") +
     "BG: I said to Do-hyun-ah be good. Do you see?\nKD: I see, Hana-ya. Juni is here.\n",
     ["DP:", "Do-hyun", "Juni", "Park", "-ah", "BG:", "Gyu", "Hana", "-ya"], ["KD: Det. Kim Dorsey", "KD: Say", "KD: Take", "be good. Do you"]),
    # whose letters they are when they can be two persons': who asks is the one in office
    ("Det. Mara Quill spoke with Milo Quist, 9, and his sister Lea.\n\nMQ: Do you know me?\nLQ: No.\nMQ: Where were you?\nLQ: Home.\nMQ: With whom?\nLQ: Milo.\n",
     ["LQ:", "Milo", "Lea"], ["MQ: Do", "MQ: Where"]),
    ("Det. Mara Quill spoke with Milo Quist, 9, and his sister Lea.\n\nLQ: Do you know me?\nMQ: No.\nLQ: Where were you?\nMQ: Home.\nLQ: With whom?\nMQ: Us.\n",
     ["MQ:", "LQ:", "Milo"], []),
    # of two the one who answers is no officer, whose letters ever they are; who asks is one even if nobody here has the letters
    ("Det. Mara Quill and Dep. Tom Marsh were there.\n\nMQ: Do you know me?\nTM: No.\nMQ: Where were you?\nTM: Home.\nMQ: With whom?\nTM: Dad.\n",
     ["TM:"], ["Tom Marsh", "MQ: Do"]),
    ("The child was interviewed on Monday.\n\nXQ: Do you know me?\nRL: No.\nXQ: Where were you?\nRL: Home.\nXQ: With whom?\nRL: Dad.\n", ["RL:"], ["XQ: Do", "XQ: With"]),
    # a child asks too, of "I" and "my"
    ("Interview by Det. Karl Moreno. The girl is Kira Moss, 12.\n\nKM: Is my mom here? Where is she?\nDI: Outside.\nKM: Can I go?\nDI: Soon.\nKM: When?\nDI: Now.\n",
     ["KM: Is", "KM: Can", "KM: When"], ["Karl Moreno"]),
    ("Interview of Kayla Moss, 12, by Det. Rob Kern.\n\nRK: Tell me.\nKM: Is my mom here? Where is she?\nRK: Outside.\nKM: Can I go?\nRK: Soon.\nKM: When?\nRK: Okay.\n",
     ["Kayla", "KM: Is", "KM: Can", "KM: When"], ["Rob Kern", "RK: Tell", "RK: Soon"]),
    ("Call of that night.\n\nKM: Is he coming?\nDI: Stay there.\nKM: Are the police coming?\nDI: Yes.\nKM: When?\nDI: Soon.\n", ["KM: Is", "KM: Are", "KM: When"], []),
    ("Present: Detective Ann Harlow, child Harlow Reyes (age seven)\n\nDET: Hi.\nHARLOW: Where is Mom?\nDET: Outside.\nHARLOW: Can I go?\nDET: Soon.\nHARLOW: When?\nDET: Now.\n",
     ["HARLOW: Where", "HARLOW: Can", "HARLOW: When"], ["Ann Harlow"]),
    # the detective's surname is the child's given name: who asks is the detective
    ("Present: Detective Ann Harlow, child Harlow Reyes (age seven)\n\nHARLOW: What do people call you?\nBOY: Harlow.\nHARLOW: Where do you live?\nBOY: With Mom.\n"
     "HARLOW: Who was there?\nBOY: Nobody.\n", ["Harlow Reyes", "BOY: Harlow"], ["Ann Harlow", "HARLOW: What", "HARLOW: Where", "HARLOW: Who"]),
    ("Present: Detective Ann Harlow, child Harlow Reyes (age seven)\n\nDET: What do people call you?\nHARLOW: Harlow.\nDET: Where do you live?\nHARLOW: With Mom.\n"
     "DET: Who was there?\nHARLOW: Nobody.\n", ["Harlow Reyes", "HARLOW:"], ["Ann Harlow", "DET: What"]),
    # what a speaker is
    ("FI = interviewer     CH = child     INT = interpreter\n\n" + talk("FI", "CH", "INT", ": "), [], ["FI = interviewer", "CH = child", "FI: Say", "CH: You", "CH: No", "INT: Go"]),
    ("MO   Hiwot Tadesse, mother\nD1   Det. Rosalie Imanaka\n\nD1: Sit down.\nMO: Thank you.\nD1: And then?\nMO: Nothing.\n", ["Hiwot"], ["MO   ", "MO: Thank", "MO: Nothing", "D1: Sit"]),
    ("Q is Ofc. Trinity Cash. A is the boy. T is his sister Tess Lind, 8.\n\nQ: Sit down.\nA: Okay.\nT: Me too.\nQ: And then?\nA: Nothing.\nT: Nothing.\n",
     ["T: Me", "T: Nothing", "Tess"], ["Q is Ofc. Trinity Cash. A is", "Q: Sit", "A: Okay", "A: Nothing"]),
    # letters with dots, and an officer's, with and without a legend
    ("Present: Det. Mara Quill (M.Q.), Dora Kell, 9 (D.K.), her mother Gwen Kell (G.K.)\n\n" + talk("M.Q.", "D.K.", "G.K.", ": "),
     ["(D.K.)", "D.K.: You", "D.K.: No", "(G.K.)", "G.K.: Go"], ["(M.Q.)", "M.Q.: Say", "M.Q.: Take"]),
    ("Det. Mara Quill spoke with Dora Kell, 9, and Gwen Kell, mother.\n\n" + talk("M.Q.", "D.K.", "G.K.", " "),
     ["D.K. You", "D.K. No", "G.K. Go"], ["Mara Quill"]),
    # what parts the letters from what is said
    *[("Det. Mara Quill spoke with Dora Kell, 9, and Gwen Kell, mother.\n\n" + talk("MQ", "DK", "GK", sign),
       [f"DK{sign}You", f"DK{sign}No", f"GK{sign}Go"], [f"MQ{sign}Say", f"MQ{sign}Take"]) for sign in ("......", " - ", " \u2013 ", "> ", "   ", "\t")],
    *[("Det. Mara Quill spoke with Dora Kell, 9, and Gwen Kell, mother.\n\n" + talk(left + "MQ" + right, left + "DK" + right, left + "GK" + right, " "),
       ["DK" + right + " You", "DK" + right + " No", "GK" + right + " Go"], ["MQ" + right + " Say"]) for left, right in ("()", "[]")],
    # rows of codes that look so
    ("The child is Dora Kell, 9.\n\nPX - knife, kitchen\nRV - towel, blue\nPX - fork\nRV - cup\n", ["Dora"], ["PX - knife", "RV - towel", "PX - fork"]),
    # an officer's letters before a question
    ("Det. Mara Quill spoke with Dora Kell, 9, and Gwen Kell, mother.\n\nMQ   Is your mom here?\nDK   Yes.\nMQ   Is she well?\nGK   I am.\nGK   Sit.\nDK   No.\n",
     ["DK   Yes", "GK   I"], ["MQ   Is your", "MQ   Is she"]),
    # rows of letters with dashes
    ("Voices:  MQ - Sgt. Mara Quill   L - Legend Kell (juvenile, 15)   A - Annette Kell, his mother\n\nMQ: You signed.\nA: I did.\nMQ: Where?\nL: Here.\nA: There.\nL: Yes.\n",
     ["L - ", "Legend", "A - ", "Annette", "L: Here", "L: Yes", "A: I did", "A: There"], ["MQ - Sgt. Mara Quill", "MQ: You"]),
    # one letter: of a child; of a question or answer, whoever is told of it
    ("Interview of Kayla Moss, 12, by Det. Rob Dorn.\n\nRD: Tell me.\nK: I saw him.\nRD: And then?\nK: He ran.\nRD: Who?\nK: Him.\n",
     ["Kayla", "K: I saw", "K: He", "K: Him"], ["RD: Tell", "RD: Who"]),
    ("Q = Det. Mara Quill   A = Annette Kell, mother of Dora Kell, 9\n\nQ: Sit down.\nA: Okay.\nQ: And then?\nA: Nothing.\n", ["Annette", "Dora"],
     ["Q: Sit", "A: Okay", "A: Nothing"]),
    # names at the turns: clipped, with a letter, behind times
    ("Interview of Journey Moss, 12, and Tanner Webb, 13.\n\n[00:05] FIELD: Sit down.\n[00:09] JOUR: Okay.\n[00:12] TANNER W: Me too.\n[00:15] FIELD: Fine.\n"
     "[00:19] JOUR: Is it?\n[00:22] TANNER W: It is.\n", ["JOUR: Okay", "JOUR: Is", "TANNER", "W: Me", "W: It"], []),
    ("20 Mar   1120   out   Girls call him.\n20 Mar   1140   in   No answer.\n20 Mar   1150   out   Marisol Webb, 13, called.\n", ["Marisol"], ["20 Mar   1120", "20 Mar   1140"]),
    # who asks, by the given name
    ("Present: Det. Simone Akande; Theo Marsh, age 9\n\nSIMONE: Where do you live?\nTHEO: At home.\nSIMONE: Who was there?\nTHEO: Dad.\nSIMONE: What did you do?\nTHEO: Hid.\n",
     ["THEO: At", "THEO: Hid"], ["Simone Akande", "SIMONE: Where", "SIMONE: What"]),
    ("Present: Det. Simone Akande; Simone Marsh, age 9\n\nDET: Hi.\nSIMONE: Where is Mom?\nDET: Outside.\nSIMONE: Who is there?\nDET: Me.\nSIMONE: When can we go?\nDET: Now.\n",
     ["SIMONE: Where", "SIMONE: Who", "SIMONE: When"], ["Simone Akande"]),
    # answers behind labels of every kind
    *[(f"Det. Mara Quill spoke with Dora Kell, 9.\n\nMQ{sign}Where do you go to school?\nDK{sign}Saint Aldhelm's. Sixth.\nMQ{sign}When's your birthday?\nDK{sign}May twenty-first.\n"
       f"MQ{sign}Where do you live?\nDK{sign}Nineteen eleven Tamarind. It's blue.\n", ["Aldhelm", "twenty-first", "Tamarind"], ["Where do you go to school?", "It's blue"])
      for sign in (": ", " - ", "......", "> ", "   ", "\t", ":\n   ")],
    # tied to an officer, or to the hotline, is no office
    ("AB = officer's daughter\nCD = neighbor who called the hotline\nKL = officer\n\n" + talk("KL", "AB", "CD", "> "), ["AB =", "AB> You", "CD =", "CD> Go"], ["KL> Say"]),
    # no transcripts
    ("TX: given\nRX: none\nTX: given\nRX: none\n\nNAME: Emily Lind, age 9\nPH: none\nNAME: Tess Lind, age 8\nPH: none\n", ["Emily", "Tess"], ["NAME: ", "PH: none"]),
    ("IT IS COLD. THE CHILD TREY LIND, 9, CAME IN.\nIT WAS SNOWING.\nIT RAINED.\nTO THE NORTH IS A ROAD.\n", ["TREY"], ["IT IS COLD", "IT WAS SNOWING", "IT RAINED", "TO THE NORTH IS"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
