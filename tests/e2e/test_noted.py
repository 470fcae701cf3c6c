#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 8 s
"""What is noted down in short: numbers that child welfare gave, names before a birth date, letters of agencies and charges, answers that say a street."""
import sys

from lib import filtered_all

HEAD = ("FAIRMONT COUNTY SHERIFF\nREPORT 24-1007\nDate occurred 06/01/2024\nVictim: Mia Brook, age 9. Brother Will Brook, age 6. Mother Ann Brook.\n"
        "Dep. R. Colson #114 took the report.\n\n")

# a paragraph, what must go, what must stay
SAID = [
    # who gave the number
    ("I called the state hotline (1-800-222-8000) at 1:40 PM and was given number 24-0803-115. I was told to write.", ["24-0803-115"], ["222-8000"]),
    ("LINK|DCPS|WORKER|RHONDA SILLS|REF|24-0803-115", ["24-0803-115"], ["SILLS"]),
    ("Hotlined at 1420, # 24-0311-77.", ["24-0311-77"]),
    ("Oneida County Human Services was told (access no. A-24-00771).", ["00771"]),
    ("Ref. no. 24-118-06 was given by the state.", ["24-118-06"]),
    ("The state gave us reference 24-118-06.", ["24-118-06"]),
    ("Reported to DCF. Confirmation number 24-118-0077.", ["0077"]),
    ("Our police case is 24-1188, the sheriff's is 24-2207.", [], ["24-1188", "24-2207"]),
    ("Dispatch gave me event number 24-0803-115.", [], ["24-0803-115"]),
    ("The tow company was given number 24-0803-115.", [], ["24-0803-115"]),
    ("SCREENED OUT 05-05 1120 BY INTAKE WORKER 6.", [], ["05-05 1120"]),
    ("BOX 12  STUDENT NUMBERS      A 1140-0226     B 1140-0391\nBOX 17  TRIBE / ENROLL NO.   A 41-20713     B 41-22090", ["0226", "0391", "20713", "22090"]),
    ("BOX 19  MEDICAL ASSIST. NO.  0044-7190", ["7190"]),
    ("V2|2011 RAM 1500 BLK|AL 2F 10B38|INS NONE", ["10B38"]),
    # birth dates in a row, and who says them
    ("DOBS PER MOM 05 06 2015 08 30 2018 11 11 2022", ["05 06", "08 30", "11 11"]),
    ("RP GIVES DOB 021115", ["021115"], ["GIVES"]),
    ("RP GIVES DOBS WILL 021115", ["WILL", "021115"]),
    ("Mia was born in 2015, on the eleventh of February.", ["eleventh"]),
    # in capitals the whole name
    ("1408 REQ NAME CK   FOSTER RUSTY   DOB 7 08 12   SAME RES", ["FOSTER", "RUSTY"], ["REQ NAME CK"]),
    ("1409 REQ CK ON MARSH SUMMER   DOB 3 09 11   NEG", ["MARSH", "SUMMER"], ["REQ CK ON"]),
    ("1412 RAN BANKS CARTER DOB 03-09-11", ["BANKS", "CARTER"], ["RAN"]),
    ("MIA BROOK (BIRTHDATE 10/10/2014; DCN 7719-0033-6)\nWILL BROOK (BIRTHDATE 11/11/2017; DCN 7719-0034-4)", ["10/10", "11/11", "0033"], ["BIRTHDATE"]),
    # a role before a name in reverse, or the first word of a sentence
    ("VICTIM WALKER, HOPE\nMOTHER BANKS, GRACE", ["WALKER", "HOPE", "BANKS", "GRACE"], ["VICTIM", "MOTHER"]),
    ("DAD IS LORNE QUILLEN, WHO CAME AT 1850.", ["LORNE", "QUILLEN"], ["DAD IS", "WHO CAME AT 1850"]),
    ("FATHER WAS THERE, HE SAID AT 1850.\nCALLER HEARD SCREAMING, DOOR SLAM.\nVICTIM TOLD ME, THEN LEFT.", [],
     ["WAS THERE, HE SAID", "HEARD SCREAMING, DOOR SLAM", "TOLD ME, THEN LEFT"]),
    # two or three dots stand for a colon
    ("LIVES WITH.. MARTINEZ, ELENA (MOTHER)   77 RIALTO, UNIT 5   PH... 913-555-0115", ["MARTINEZ", "ELENA", "RIALTO", "0115"], ["MOTHER"]),
    # a house number at the end of a wrapped line
    ("Ann told us they were best friends until the summer. Will is 6. He lives\n"
     "with his great-grandmother, Aisha Ortiz, about three miles out at 7710\nPumpkin Hollow Rd. I drove the three miles.", ["7710", "Pumpkin", "Hollow"]),
    ("We met her at Main and Pearl, where she lives. They rent at Third and Boone.", ["Pearl", "Boone"]),
    # "will" and "may" need a verb behind them
    ("1905 RP GIVING WILL HIS DOSE\n1908 GRANDMA HAS WILL AT HER HOUSE", ["WILL"]),
    ("1910 RP WILL GIVE HIM HIS DOSE\n1915 SGT WILL THE CALLER BE OUTSIDE", [], ["RP WILL GIVE", "SGT WILL THE"]),
    ("1414 SHE BROUGHT OUT A BAG OF WILLS SOCKS", ["WILLS"]),
    # letters of agencies and charges are nobody's name
    ("TXT|050|HE WILL NOT DRIVE AGAIN. DHR WAS CALLED, WORKER ALMA TRUESDALE. DCYF WAS CALLED.", [], ["DHR WAS", "TRUESDALE", "DCYF WAS"]),
    ("INC|PS-24-03310|DUI|32-5A-191", [], ["DUI"]),
    ("2236 CPS CALLBACK DONITA HAYES ETA 40", [], ["DONITA HAYES"]),
    ("SPRUCE COUNTY CIRCUIT COURT, JUVENILE BRANCH, WISCONSIN", [], ["JUVENILE BRANCH"]),
    ("CC: Tribal ICWA office, Ms. Hunter;  County Attorney", [], ["Ms. Hunter"]),
    ("Forwarded to DHR, attention Carla Stone.", [], ["Carla Stone"]),
    # where somebody lives
    ("SL: Okay. And you live with your mom?\nMIA: Yeah. On Quail Run. 1406.\nSL: Go on.", ["Quail", "1406"]),
    ("DET: You live with Grandma?\nMIA: Yes. On Oak.", ["Oak"]),
    ("1409 MIA LIVES W GRANDPARENTS ON SHAWNEE TRL", ["SHAWNEE"]),
    ("I talked to the grandmother at her house (814) and went back to Mia's place, 2290.", ["814", "2290"]),
    ("I met him at his house (1430) and went to her place (3 rooms).", [], ["1430", "3 rooms"]),
    ("12. RESIDENCE           5240 - 31st Ave NE", ["5240", "31st"]),
    ("He rides with Bent Creek Volunteer Fire Explorers.", ["Explorers"]),
    # births corrected; nicknames by who uses them
    ("The papers list Mia as born October 31, 2014; the correct date is October 13.", ["October 13"]),
    ("The kids' dates are 11/19/14, 09-02-2016 and January 5th of 2018.", ["11/19", "09-02", "January"]),
    ("Bug is what Trav calls her. Fun is what he calls it.", ["Bug"], ["Fun is"]),
    # crashes: who operates a unit drives it
    ("Operator of Unit 1, Rima Maalouf, was bringing her two kids home. The driver of Unit 2, a Ford, left.", ["Rima", "Maalouf"], ["Unit 1", "Unit 2"]),
    ("The fee is due by March 3: forty dollars. It is done by December 20:\nPOLICE REPORT: BCSD 24-12-0117", [], ["by March 3", "by December 20", "BCSD 24-12-0117"]),
    ("COPY TO LINCOLN BAR COUNTY JUVENILE DEPT, COUNSELOR T. LAKE.\nAssigned Juvenile Counselor Gwen Stroud", [], ["T. LAKE", "Gwen Stroud"]),
    ("SUB|05|WITNESS|BOWYER, ANITA|F|W|CLERK, GO-MART", [], ["CLERK, GO-MART"]),
    ("131410 P14 HIS NAME IS SUNDAY\n132030 P14 DOB SUNDAY 060924\n132040 W MOTHER AND SUNDAY MRN IS LG 4419006\n132100 SHIFT CHANGE SUNDAY 1500",
     ["IS SUNDAY", "DOB SUNDAY", "AND SUNDAY"], ["SHIFT CHANGE SUNDAY"]),
    ("My name is Deputy Marisol Ybarra, and I have been here six years.", [], ["My name is Deputy Marisol Ybarra"]),
    # under which number, in what vehicle, by what handle
    ("The hotline report was made by the clinic's assistant, Gordon Teague, under AR-24-07790.", ["07790", "Teague"]),
    ("The school social worker, Kirsten Aldous, heard of it and called intake. Ms. Aldous asks to remain unnamed.", ["Aldous"]),
    ("The Tahoe, Wyoming 21-4419, was towed. Her son has the car, a red Jetta (DE PC 48812). He was cited under 21-5601.", ["4419", "48812"], ["21-5601"]),
    ("PICTURES OF IT AS SNOWBALL_SAMPLE ON HER TABLET. See form JUV_INTAKE_2.", ["SNOWBALL"], ["JUV_INTAKE_2"]),
    ("131108 CALLER GREEN TOM MALE WALKING BY\n1519 CLOSED CT 114", [], ["131108 CALLER", "1519 CLOSED CT 114"]),
    ("He said home, which is County Road 514, number 2280.", ["514", "2280"]),
    ("18:45:00 CT07 PAGED SAR COORD HAL BRISCO\nMatron Ardis Koehn", [], ["SAR COORD HAL BRISCO", "Matron Ardis Koehn"]),
    # the reporter, and an arrested aide of a day care
    ("Who made the report to HHS? It was not me. It came from Darwin Pals, the ambulance volunteer. Mr. Pals farms next door.", ["Darwin", "Pals"]),
    ("Derrick Alan Poole was an aide at Sunny Shores Child Care. Poole was arrested on May 8 and charged with child abuse.", [], ["Derrick Alan Poole", "Poole was arrested"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, SAID, []))
