#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""What looks like the sign of an office, a shop, a jail or an event and is none: whoever and whatever stands there must go."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go
TEXTS = [
    ("Sent,From,To,Text\n0412,Ilsa Brzezin,Tom Wendtner,come get me\n0413,Tom Wendtner,Ilsa Brzezin,on my way\n0414,Ilsa Brzezin,Tom Wendtner,ok",
     ["Ilsa", "Brzezin", "Wendtner"]),
    ("DATE|FROM|TO|MESSAGE\n03/04|Ilsa Brzezin|Tom Wendtner|come\n03/05|Tom Wendtner|Ilsa Brzezin|on my way", ["Ilsa", "Wendtner"]),
    ("0412 FROM EMILY CARTER 5735550101 TO KAREN CARTER 5735550102\n0415 FROM KAREN CARTER 5735550102 TO EMILY CARTER 5735550101\n"
     "0419 FROM EMILY CARTER 5735550101 TO KAREN CARTER 5735550102", ["EMILY", "KAREN", "5735550101", "5735550102"]),
    ("0412 FROM 412 OAK ST TO 77 PINE LN\n0415 FROM 77 PINE LN TO 412 OAK ST\n0419 FROM 412 OAK ST TO 77 PINE LN", ["412 OAK", "77 PINE"]),
    ("DET: What is your name?\nA: Ilsa.\nDET: Ilsa. It's Ilsa Brzezin?\nA: Yes. I am in grade 4.", ["Brzezin", "It's Ilsa"]),
    ("The caseworker spoke to her. Her name is Ilsa Brzezin. She is the mother.", ["Ilsa", "Brzezin"]),
    ("DOB: Fri 03/07/2014. Her birthday is Sunday, April 9, 2017. She turned 7 on Sunday, April 9, 2017.", ["03/07/2014", "April 9"]),
    ("I was parked at 412 Oak Street, where the child lives. I was summoned to 77 Pine Lane for a report of neglect.", ["412 Oak", "77 Pine"]),
    ("Karen & Tom Carter, 412 Oak Street, are the parents. Foster parents Al & Bea Wolcott, 77 Pine Lane, have had Emily.", ["412 Oak", "77 Pine"]),
    ("She rents the studio, 412 Oak Street, with her son. Her room is in the old firehouse at 77 Pine Lane.", ["412 Oak", "77 Pine"]),
    ("BOOKING RECORD\nNAME: BRZEZIN, TYLER JUDE\nGRADE: 9\nCHARGE: ASSAULT 3RD", ["BRZEZIN", "TYLER"]),
    ("NAME              SERVICE     CHARGE\nBRZEZIN, ILSA     EXAM        450.00\nWENDTNER, TOM     EXAM        450.00", ["BRZEZIN", "WENDTNER"]),
    ("The landlord, Ann Fryer 412 Oak St, called the hotline about Emily.", ["Ann Fryer", "412 Oak"]),
    ("24-001|PER|VIC|EMILY|CARTER\n24-001|STMT|BRZEZIN|MY DAD CAME IN AND HE WAS LOUD AND THEN HE WENT OUT AGAIN AND WE ALL STAYED IN THE ROOM", ["BRZEZIN"]),
    ("Mother is Karen Carter, a nurse. Office 573-555-0102. Her father works in towing, 573-555-0103.", ["555-0102", "555-0103"]),
    ("Brother Pearl Carter, age 5. The text said \"keeping pearl n tony til monday\". Later \"its pearl im ok\" came.", ["pearl"]),
    ("Son Rowan Leif Carter, 9. Daughter Iris Anne Carter, 7.\nHALE IN CUSTODY, ROWAN IRIS AND EMILY UNHARMED.", ["ROWAN", "IRIS"]),
    ("I saw Ofc. Lupe Noah. Ofc. Noah drove. The boy's Noah, birthday in May.", ["boy's Noah"]),
    ("The order is to name all by initials, A.R., J.R. and E.G., and not by the road.", ["A.R.", "J.R.", "E.G."]),
    ("Q: C-A-D-E-N?\nA: No, K-A-E-D-E-N.\nQ: And the last name?\nA: C-A-R-double-T-E-R.", ["C-A-D", "K-A-E", "T-E-R"]),
    ("Emily lives at 17 May with her aunt.", ["17 May"]),
    ("Present: Inv. Ruth Stillwell (RS); Chase (C)\n\nRS: Say your name.\nC: Chase Ledbetter.\nRS: How old are you?\nC: Nine.\n"
     "RS: Did you know the trooper's name was Chase too?\nC: No.\nRS: Chase, go on.\nC: I left.", ["Chase Led", "Ledbetter", "RS: Chase, go"]),
    ("Missing    Prell, Mia J.    F, W, 48 lbs, blond", ["Prell", "Mia"]),
    ("W01 VANCE, TYLER  M W 85 LBS", ["VANCE", "TYLER"]),
    ("MISSING  HOBART, TYLER  M/W/52   4TH GRADE", ["HOBART", "TYLER"]),
    ("Arrested      Tolbert, Tyler J.     M, W, grade 8", ["Tolbert", "Tyler"]),
    ("Arrested      Tweedy, Joe   juvenile", ["Tweedy", "Joe"]),
    ("Witness    Marlow, Tyler     M, W, no relation", ["Marlow", "Tyler"]),
    ("8. Father  BRZEZIN ,  TOMASZ       9. Mother  WENDTNER ,  ILSA", ["BRZEZIN", "TOMASZ", "WENDTNER", "ILSA"]),
    ("Lives in home    Stack, Jason   M, W, 34   mother's boyfriend, no relation", ["Stack", "Jason"]),
    ("I spoke to Kayla Lane and Emma Pike. Both are 13 and were sent home.", ["Kayla", "Emma"]),
    ("Residence: third house past the water tank, plywood porch, on the left side Officer Hill spoke with the sitter there, Ilsa Brzezin, and left", ["Ilsa", "Brzezin"]),
    ("0900 START OF WATCH\n0930 C1 RP ADV CHILD LIVES AT\n1204 OAK ST\n0945 C1 ENRT\n1000 C1 ARR\n1015 C1 CLR\n1405 MAPLE AVE IS AUNT HOME\n1420 C1 CLR",
     ["1204 OAK", "1405 MAPLE"]),
    ("Separately, Officer Ruiz cited one Toby Flint for minor in possession.", ["Toby", "Flint"]),
    ("Tamsin Rowe babysits there and filed the complaint. She is no relation to Emily.", ["Tamsin", "Rowe"]),
    ("Toby Flint, Juvenile Probation, ran from the school and hid.", ["Flint"]),
    ("Driver badge 3 (Oakes) called the hotline about Emily.", ["Oakes"]),
    ("The boy lives at house no. 4410 Tolbert, No# 4410 Tolbert.", ["4410 Tolbert"]),
    ("Marcus Ogle (MO), 41, mother's boyfriend, lives in the home.", ["Marcus", "Ogle"]),
    ("1400 WATCH BEGINS\n1430 KELSO CRYING\n1500 TOLBERT OFF TWEEDY ON\n1515 TOLBERT CRYING IN LOBBY\n1530 DISP CALLED\n1540 CLR", ["TOLBERT"]),
    ("cc Tolbert, Kloster, Lincoln School", ["Tolbert", "Kloster"]),
    ("Ofc. Greer, #T331, came. Bed T312 (Emmy Tolbert) was empty.", ["Emmy", "Tolbert"]),
    ("RPP/BRZEZIN.REF/ILSA.NAM/CARTER, EMILY.DOB/20140609.NTF/5735550101.", ["ILSA", "5735550101", "20140609"]),
    ("Rec'd by: Ruth Whitcomb, mother of Emily", ["Ruth", "Whitcomb"]),
    ("CARELINE Ruth Whitcomb reported that Emily had bruises.", ["Ruth", "Whitcomb"]),
    ("Tyler Whitcomb, DJJ, ran from placement.", ["Tyler", "Whitcomb"]),
    ("Tyler Whitcomb in DYS custody ran away again.", ["Tyler", "Whitcomb"]),
    ("Juv desk: Tyler Whitcomb, truancy", ["Tyler", "Whitcomb"]),
    ("Juv intake: Tyler Whitcomb, truancy", ["Tyler", "Whitcomb"]),
    ("Mother works nights; after-hours number 573-555-0142 is her sister.", ["573-555-0142"]),
    ("Mother was cited for driving with a suspended license, no. K5518201.", ["K5518201"]),
    ("Text the father at 573-555-0199 (station) he said. The father is at his desk, 507-555-0144.", ["573-555-0199", "507-555-0144"]),
    ("The class meets in the Training Room, 1420 Larch Lane, the home of Ruth Whitcomb.", ["1420 Larch", "Whitcomb"]),
    ("Emily's media card 4471-0098 was taken.", ["4471-0098"]),
    # "her number" behind an official of whom the sentence does not speak first
    ("Emily's mother was called by Det. Burt Hale; her cell is 573-555-0108.", ["555-0108"]),
    ("Emily was interviewed by Det. Burt Hale, and her number is 573-555-0108.", ["555-0108"]),
    ("The victim gave her phone to Officer Thull, and her number is 573-555-0108.", ["555-0108"]),
    ("The mother was not home. Officer Hale called twice. Her number is 573-555-0108 and it goes to voicemail.", ["555-0108"]),
    ("Emily's father was at work. Sgt. Hale left messages. His cell is 573-555-0108.", ["555-0108"]),
    ("The stepfather left for work before I came. Deputy Orr tried twice to reach him. His number is 573-555-0108.", ["555-0108"]),
    ("The cashier was called by Det. Burt Hale; her number is 573-555-0108.", ["555-0108"]),
    ("A woman came in. Officer Hale called twice. Her line is 573-555-0108.", ["555-0108"]),
    ("The case was sent to JCO Leland Park; his office is at 573-555-0104. Kip Arrowood is on it. The aunt has his desk number, 573-555-0108.", ["555-0108"], ["573-555-0104"]),
    # somebody's own voicemail, line or card is no service, nor is a person given as a resource
    ("I left a message on the victim's voicemail, 573-555-0108.", ["555-0108"]),
    ("I left a message on the youth's voicemail, 573-555-0108.", ["555-0108"]),
    ("I left a message on the juvenile's voicemail, 573-555-0108.", ["555-0108"]),
    ("I left a message on the parents' voicemail, 573-555-0108.", ["555-0108"]),
    ("I called on the victim's line, 573-555-0108.", ["555-0108"]),
    ("I called the parents' line, 573-555-0108.", ["555-0108"]),
    ("Nana wrote her own number on the shelter card, 573-555-0108.", ["555-0108"]),
    ("Nana wrote her number on the crisis card, 573-555-0108.", ["555-0108"]),
    ("The maternal grandmother was given as a resource, 573-555-0108.", ["555-0108"]),
    ("A family friend was named as a resource: 573-555-0108", ["555-0108"]),
    ("The family's poster reads: Have you seen Emily? Tips to 573-555-0108", ["555-0108"]),
    ("The flyer that Emily's dad made says questions to 573-555-0108.", ["555-0108"]),
    ("The flyer that Emily's dad made says tips go to 573-555-0108.", ["555-0108"]),
    ("The woman was given the victim advocate's line, 573-555-0104, and the sheriff's desk line, 573-555-0105.", [], ["573-555-0104", "573-555-0105"]),
    ("I am the grandmother of Emily. You can call our number, 573-555-0108, any time.", ["555-0108"]),
    ("I am a neighbor of the Carters. I hear her cry each night. You can call our line, 573-555-0108, any time.", ["555-0108"]),
    ("I called the leader of Troop 4 at 573-555-0108, a neighbor. They live at Fort Hall, in barracks C\n573-555-0109", ["555-0108", "555-0109"]),
    ("Calls made by Det. Burt Hale,\nStepmother Office 573-555-0108", ["555-0108"]),
    # a child's name and birth date are no key of a message, its place of custody no jail, its school no agency
    ("NCIC EMILY 06092014 1910 HAIR BRO\nBOLO EMILY 060914 1910", ["06092014", "060914"]),
    ("Emily was lodged at Hondo Juvenile Detention, intake 24-0551. Emily was lodged at Hondo Juvenile Justice Center, intake 24-0552.", ["24-0551", "24-0552"]),
    ("She has emily.carter@hhs.example, ecarter27@students.dps.example, e.carter@jcs.example and emily.carter@dcs.example.", ["hhs.example", "students.dps", "jcs.example", "dcs.example"]),
    ("Mother: Karen Carter, e-mail karen.carter@marshal.example\nHer work mail is karen.carter@dhs.example.\nFrom: Emily Carter <emily.carter@dps.example>", ["marshal.example", "dhs.example", "dps.example"]),
    ("Her school account is tigerlily07@hhs.example.", ["tigerlily07"]),
    # kinship that stands behind a name, though a row calls the same person an adult
    ("Mai Mouan, Emily's mother, held her. Dee Lorrimer (Emily's mom) came. Mai Mouan left.\nName: Mai Mouan   Age: 31\nName: Dee Lorrimer   Age: 33",
     ["Mai", "Mouan", "Dee", "Lorrimer"]),
    ("Bo Harnack, 61, Emily Carter's grandpa, drove. Ann Fryer is Emily's aunt. Rory Pence was later identified as Emily's mother's boyfriend.\n"
     "Name: Bo Harnack   Age: 61\nName: Ann Fryer   Age: 44\nName: Rory Pence   Age: 41", ["Harnack", "Fryer", "Pence"]),
    ("Vern Tolliver - Emily's uncle - came. TAMMY OGDEN, EMILY'S STEPMOM, CAME. Pat Quill, the mother of Emily, came.\n"
     "Name: Vern Tolliver   Age: 41\nName: Tammy Ogden   Age: 41\nName: Pat Quill   Age: 39", ["Tolliver", "OGDEN", "Ogden", "Quill"]),
    ("Ilsa Brzezin, Karen's daughter, cried.\nName: Ilsa Brzezin", ["Ilsa", "Brzezin"]),
    ("Officer Dale Hobart, who knows Emily's mother, came. Wade Moss, 33, was arrested. He saw Emily's aunt.", ["Emily"], ["Dale Hobart", "Wade Moss"]),
    # crossings that are somebody's home by their label
    ("Home: Oak St & Maple St", ["Oak St", "Maple"]),
    ("Residence: Birch Ave and Cole St\nLives at: Vine St & Ash St", ["Birch", "Cole", "Vine", "Ash St"]),
    ("Home address: corner of Vine St and Hale St", ["Vine", "Hale"]),
    ("Location: Cherry St & Fifth St\nThe crash was at Cherry St and Fifth St.", [], ["Location: Cherry St & Fifth St", "Cherry St and Fifth St."]),
    # a child whose given name is the surname of the officer who writes "I"
    ("Dear Mrs. Pell,\n\nThank you for coming with Grace. I will write to you and not to Grace.\nGrace handed me a letter.\n\nSgt. Everett Grace\nBadge 7",
     ["with Grace", "to Grace", "Grace handed"], ["Sgt. Everett Grace"]),
    ("Reporting officer: Dale Chase #212\n\nI drove to the home and spoke to Chase. Chase told me that he was cold. I took photographs of Chase's arm.",
     ["to Chase", "Chase told", "of Chase"], ["Dale Chase"]),
    ("I asked Chase to photograph the room. Chase did so. I cleared. My report is with Chase.\n\nOfficer Dale Hill #12", [], ["Dale Hill"]),
    ("Officer: Dale Chase\n\nUpon arrival Chase met the mother. Chase photographed the room.", [], ["Dale Chase", "Chase met", "Chase photographed"]),
    # a school in short, where a person could stand
    ("1 Seaward Middle School called.\n#1 4 Dec 8:20 am to Seaward office. Ms. Loomis picked up.\n#11 16 Dec 8:10 am from Seaward: Bao present, on time.\n"
     "#12 6 Jan 8:05 am to Seaward: present.", ["to Seaward", "from Seaward"], ["present, on time"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
