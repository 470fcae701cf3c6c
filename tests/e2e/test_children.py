#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Names of children as forms and small words hide them: no given name yet, a code before the name, names of several words."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\n\n"

# text, what must go, what must stay
TEXTS = [
    # what the report says somebody is called, whatever the word means, and every place where it stands from there on
    ("A child known to the desk as Tiny, about 5, came. Tiny says her house has a tiny horse.",
     ["Tiny"], ["has a tiny horse"]),
    ("The boy is known on the block as Ghost. Levi, 14, would not name Ghost. Told him not to ghost me.", ["Ghost", "Levi"], ["not to ghost me"]),
    ("Everybody calls him Two. Two had a hat. Trudy, 12, would not leave Two alone. The two of them waved.",
     ["Two", "Trudy"], ["The two of them waved"]),
    ("Another boy, called Boy by everyone, is 8. Boy cried. The boy slept.", ["Boy"], ["The boy slept"]),
    ('Denny Vo, 13. Friends: "Turtle", "Juice". Juice ran. He drank juice.', ["Turtle", "Juice"], ["He drank juice"]),
    ('My brother is Robin. He is two. He calls me "wen." I am Wren. I am seven. He said "water."', ["Robin", '"wen', "Wren"], ['"water."']),
    ("0910 KID GAVE NAME AS STONE LATER STORM ABOUT 8\n0912 STILL CHECKING FOR STORM\n0914 A STORM CAME", ["STONE", "LATER STORM", "FOR STORM"], ["A STORM CAME"]),
    ("1632 CALLER SAYS HER NAME IS JUNE SHE IS 4\n1640 WANTS TO TRANSPORT JUNE PRAIRIE VIEW HOSP\n1650 SON AUGUST 8 YOA IN CAR",
     ["JUNE", "AUGUST"], ["WANTS TO TRANSPORT", "YOA IN CAR"]),
    ("TOOK ROYAL, AGE 6, AND BABY GIRL TO HOSPITAL. BABY GIRL WAS IN CRIB. SHE HAD A BABY GIRL LAST YEAR.",
     ["ROYAL", "AND BABY GIRL", "BABY GIRL WAS"], ["A BABY GIRL LAST YEAR"]),
    ("My sister Kit is nine. She is at a place in Sorrel with the Aldermans. He was placed with the Fields. She ran to the fields with the Tigers.",
     ["Kit", "Aldermans", "Fields"], ["to the fields"]),
    ("THE THIRD CHILD IS NOT A WATERS. HE IS COLTON, 8. FATHER DELROY WATERS DROVE. THE CAR CAME TO REST IN THE WATERS OF A DITCH.",
     ["A WATERS. HE", "COLTON", "DELROY"], ["CAME TO REST IN THE"]),
    # a rank that is told to be a name
    ("(1) Hill, Judge Lawrence   age 14\nJudge pulled her back. The judge was told by Judge Eudora Banks.",
     ["Judge Lawrence", "Judge pulled"], ["The judge was told by Judge Eudora Banks"]),
    ("Deputy Harmon, 15 (that is his given name). Deputy was not there. Deputy Stone came. Detective Page, 12, and Officer Hale, 14, came.",
     ["Deputy Harmon", "Deputy was"], ["Deputy Stone came", "Detective Page, 12", "Officer Hale, 14"]),
    # ordinary words that are treated as persons; counts, days and offices are none
    ("Privilege, 15. She is from school. Privilege has told her father. That is a privilege.", ["Privilege"], ["That is a privilege"]),
    ("Children in the home: Maya, Reason and Jonah. Reason slept. The reason is not known.", ["Maya", "Reason", "Jonah"], ["The reason is not known"]),
    ("The mother, Saturday, 14 March, called. Called Dispatch by radio. He went to the Marines.", [], ["Saturday, 14", "Called Dispatch", "Marines"]),
    ("A kid called Two by his friends was placed with the Fields.", ["Two", "Fields"], []),
    ("His little sister Chapter was in the car. Chapter was crying. See Chapter 12.", ["Chapter was"], []),
    ("Photographs (12) were taken. Blanket, 1. Maya, 9, and Dispatch spoke. Dispatch said no. He saw his sister Wednesday and left.",
     ["Maya"], ["Photographs (12) were taken. Blanket, 1.", "and Dispatch spoke. Dispatch said no", "Wednesday and left"]),
    # the end of an offence's title
    ("V's younger brother An, 8, saw it. I know of no threat to An. An officer came.", ["brother An", "threat to An"], ["An officer came"]),
    # newborns without a given name; "boy" alone is a word
    ('Mother: Ruth Lindgrin, 31. The band said "Baby Boy Lindgrin" and the chart "LINDGRIN, BABY BOY". A baby boy was seen.',
     ["Baby Boy", "Lindgrin", "LINDGRIN", "BABY BOY"], ["A baby boy was seen"]),
    ('Infant Girl Carter is with her aunt. The bracelet reads "Carter, Boy A," and the other "Carter, Girl B." Twin A Carter is well.',
     ["Infant Girl", "Carter", "Boy A", "Girl B", "Twin A"], ["is with her aunt", "The bracelet reads"]),
    ("Baby Carter, F, 4 months. Her baby, Carter, slept.", ["Baby Carter"], ["Her baby"]),
    ("She was seen in the Baby Gap with a Baby Yoda doll and ate a Baby Ruth bar. Baby Carter slept.", ["Baby Carter"], ["the Baby ", "a Baby "]),
    ("In room 12 was April, 6, who cried. In May it rained. Later June (9) came. On May 4 he paid.", ["April", "June"], ["In May it rained", "May 4"]),
    ("EMILY CARTER RODE UP FRONT. ER KEYED HER BROTHER AS BABY BOY CARTER. THE BABY SLEPT AND A BOY CRIED.",
     ["BABY BOY CARTER"], ["THE BABY SLEPT AND A BOY CRIED"]),
    ("Patient: RAMOS, BABY GIRL\nThe baby girl was warm. A girl and a baby came.", ["RAMOS", "BABY GIRL"], ["The baby girl was warm. A girl and a baby came."]),
    # a birth date of the last weeks, where an infant is spoken of
    ("Rowan Lind, 2-20-24, infant, slept. The baby was seen on 2-27-24.", ["2-20-24"], ["seen on 2-27-24"]),
    ("Rowan Lind (2-20-24) is two weeks old. Tess Lind 2-25-24 came in.", ["(2-20-24)"], []),
    ("Tess Lind came in on 2-25-24. She took the baby home on 2-26-24.", [], ["on 2-25-24", "on 2-26-24"]),
    # codes before a name in a row, though the name's words are words; an officer's row stays
    ("V01 GADDRIS, PRINCE A B/M 5 DOB 11/30/18\nM01 GADDRIS, KEISHAWN L B/F DOB 09/09/91 PH 319-555-0111\nC02 REFUSED\nKEISHAWN CAME.",
     ["GADDRIS", "PRINCE", "KEISHAWN", "319-555-0111"], ["C02 REFUSED"]),
    ("PERS: V2 STERLING, AUGUST T W/M/4 DOB 082519 HOME SAME\nAUGUST WAS WET.", ["STERLING", "AUGUST"], ["WAS WET"]),
    ("05 SUBJ PAGE, LEGEND R  B/M/13  DOB 08.11.2010\n07 PRNT PAGE, HOPE  MOTHER OF 05  PH 361-555-0191\nLEGEND READ.", ["PAGE", "LEGEND", "HOPE"], ["READ"]),
    ("J-01 YILDIZ, CAN  M  13  RES 77 SPRUCE CT\nHE WENT WITH CAN. CAN HAS A PHONE.", ["YILDIZ", "CAN "], ["HAS A PHONE"]),
    ("FOSTER PAR/RP: HOSTETLER, GRANT A   PH 319-555-0125\nFOSTER SIB: MALLORY, TYSON   B/M   14\nSTEPSISTER: BROOKS, SUMMER", ["HOSTETLER", "GRANT", "MALLORY", "TYSON", "BROOKS", "SUMMER"],
     ["FOSTER PAR/RP", "FOSTER SIB", "STEPSISTER"]),
    ("S-01 TREMAINE, CLAY R W/M/41 DOB 091283 ARRESTED\n01 OFC BRANDT, LEE #402", [], ["TREMAINE, CLAY", "BRANDT, LEE #402"]),
    # a suspect, witness or driver by the code is a relative or child all the same where the report says so
    ("V-01 STONER, RIVER J  W/M  8  DOB 5-23-2015\nS-01 STONER, CLAY R  W/M/41 DOB 091283\nS-02 ABARCA, DIEGO  H/M/15 DOB 07/22/2008\nCLAY WAS ARRESTED. DIEGO RAN.", ["STONER", "RIVER", "CLAY", "ABARCA", "DIEGO"],
     ["WAS ARRESTED"]),
    ("Driver     MOUAN, MAI CHEE  F/A/36  OLN 28840015\nPass 2     XIONGA, STAR  F/A/7  DOB 02-02-2017\nWitness    HATHAWAY, BEA L.  F/W/29\nStar's mother, Mai Mouan, held her. Bea Hathaway saw it.",
     ["MOUAN", "MAI", "Mai", "XIONGA", "STAR", "Star"], ["held her"]),
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
    # a role alone heads who is named on the next line; a label there is a label, and a sentence none of a name
    ("A. REPORTER\nBryce Tolland, night manager, grocery. Ph 319-555-0181\nAsked that name be withheld: YES\nB. CHILDREN\nPearl Sokol, 7", ["Bryce", "Tolland", "Pearl", "Sokol"], ["Asked that name"]),
    ("REPORTER\nMarlys Satter (neighbor)\n\nWITNESS\nThe Officer spoke to nobody.\nSUSPECT\nUnknown male, 40s", ["Marlys", "Satter"], ["The Officer spoke to nobody", "Unknown male"]),
    # a plural or possessive without its apostrophe, though it is a word; the word itself stays
    ("AFTER RIGHTS HE SAID THE FOOT WAS TATERS AND THE IDEA WAS TATERS.\nJSUS UNK JUV AKA \"TATER\"\nHE ATE TATERS WITH FISH.", ["WAS TATERS"], ["ATE TATERS WITH FISH"]),
    ("05 SUBJ PAGE, LEGEND R  B/M/13  DOB 08.11.2010\nPAGES CASE GOES TO THE COURT. LEGENDS LITTLE SISTER CAME. HE READ TWO PAGES OF IT.", ["PAGES CASE", "LEGENDS LITTLE"], ["HE READ TWO PAGES OF IT"]),
    # a given name cut short, where no capital is due or in capitals before what its bearer does
    ("Children: Rowan Linden, 3, and Archer Linden, 5. He has been told to stay put with Jewel and Row. She wrote, \"9 ok? Arch needs his drops.\" A row of cars stood by the arch.",
     ["Rowan", "and Row.", "Arch needs"], ["A row of cars stood by the arch"]),
    ("KETTER, DAISY   W/F   12   DOB 1-30-12\nCHEN, LILY   A/F   15\nDAISY CAME. DO NOT SEND MAIL, AS DAIS BRINGS IN THE MAIL. HE SENT \"BRINGING YOUR HOODIE LIL\".", ["DAIS BRINGS", "LIL\""],
     ["HE SENT"]),
    # a note's letters are its sender's and receiver's, where a child is called so; a list's and an office's are not
    ('Victim: Sage Yilmark, 15. Brother: Tomas Yilmark, 9. He showed a note: "T - back before fireworks. Tell nobody. S." The exhibit is "B - photos." See item S.',
     ['"T -', 'nobody. S.'], ["back before fireworks", '"B - photos."']),
    # letters in quotes that are an abbreviation elsewhere, and who is meant
    ('Pass: Ocean Kealan, 4. In my notes "O.K." is the little boy. It was o.k. with her. The chief signed O.K. below.', ['"O.K."'], ["with her", "The chief signed"]),
    # the letters for an unknown surname; a name said twice; how it was heard; the family in capitals
    ('17 OTHER        TRAVERS, OPAL / "SPROUT" LNU\nHe said, "Drake says I am a bad Clay-clay." Child: Clay Hutchin, 3, born 7/9/2020.', ["SPROUT", "LNU", "Clay-clay"], []),
    ('Child: Nkauj Noo Xiong, 5. They read it over the speaker, where it came out as "Now Noo." Now she is home.\n5. THE XIONG FAMILY. They agree.', ["Now Noo", "XIONG"],
     ["Now she is home", "They agree"]),
    # "OFF." ends a sentence here
    ("PERS: V1 STERLING, JUNE ALMA W/F/7 DOB 060617\nWATER 3 IN. DEEP AND OFF. JUNE STATED SHE WAS COLD. OFF. BRANDT LEFT.", ["JUNE STATED"], ["STATED SHE WAS COLD", "OFF. BRANDT LEFT"]),
    # a relative's row and a child's stay cut, whoever else bears a form of the name
    ("Arrested  KRUEGER, FRANK A.   M / W / born 10/10/1961\nChild     VANDEN, FRANK M   M / age 8\nThe sheet has \"Vanden, Franklin.\" His name is not Franklin.", ["VANDEN", "Franklin"],
     ["KRUEGER, FRANK A."]),
    # a surname with a word for children behind it makes no child of whoever else bears it, nor does what somebody has
    ("Child: Jasper Finn, 9. Murdo Finn came by dinghy. The Finn boy rows well. The Finn children are fine. Murdo thanked us.",
     ["Finn", "Murdo", "Jasper", "[CHILD-3]"], ["rows well", "are fine"]),
    ("The Crowfeather children are enrolled. Ernestine Crowfeather came for them.", ["Crowfeather", "Ernestine", "[CHILD-2]"], ["RELATIVE OF CHILD-1] came"]),
    ("Ptl. Anselm Sobol took the call. The Sobol boy came back. Ptl. Sobol left.", ["The Sobol boy"], ["Ptl. Anselm Sobol", "Ptl. Sobol left"]),
    ("The grandmother, Odessa Tull, has the boy and has had him since.", ["Odessa", "[CHILD-2]"], ["has the boy"]),
    # in a dispatcher's hand: short words for daughters, who is one of several, codes of race and sex, what a boy is called
    ("1105 CALL RECD JUVS\n1106 RP ADV HER DAU SUMMER IS NOT HOME\n1107 DTR HOPE IS W HER\n1108 SUMMER CAMP IS CLOSED", ["SUMMER IS", "HOPE"], ["SUMMER CAMP IS CLOSED"]),
    ("1105 CALL RECD JUVS\n1106 RP ADV KIDS EMMA AND SUMMER NOT HOME\n1107 CLR", ["EMMA", "SUMMER"], ["NOT HOME"]),
    ("1105 CALL RECD JUVS\n1106 SUBJ CHASE CARTER B/M 12 STOPPED\n1107 SUBJ MASON TULL W/M 13 STOPPED", ["CHASE CARTER", "MASON", "TULL"],
     ["B/M 12 STOPPED", "W/M 13"]),
    ("1105 CALL RECD JUVS\n1106 TALKED TO A KID CALLED SPIDER\n1107 ONE CALLED TANK LEFT\n1108 KID CALLED DISPATCH\n1109 BOY CALLED POLICE\n1110 KID CALLED HOME",
     ["SPIDER", "TANK"], ["CALLED DISPATCH", "CALLED POLICE", "CALLED HOME"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
