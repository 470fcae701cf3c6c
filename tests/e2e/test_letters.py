#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 12 s
"""Letters, memos and officers' own narratives: families, streets, callers and telephones as people write of them to each other."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, age 9\nMother: Ana Carter\n\n"

FAMILIES = [
    # a family in the plural, and where it lives
    ("They're the Brandts, and I have a number for them.", ["Brandt"], ["They're the", "I have a number"]),
    ("Her parents are the Kowalskis. She babysits for the Okonkwos and was with the Castillos.", ["Kowalski", "Okonkwo", "Castillo"], ["She babysits"]),
    ("The other family is the Hendersons on Walnut. The Carter kids, over on Chestnut, knew.", ["Henderson", "Walnut", "Chestnut"], ["The other family"]),
    ("Mrs. Carter, out on Sawmill, called twice.", ["Sawmill"], ["called twice"]),
    ("They are the Royals and he wore their hat. We went to the Ozarks. The Chiefs played the Broncos.", [], ["the Royals", "the Ozarks", "the Broncos"]),
    ("I met the Carters on Highway 19. The Carters on Tuesday were fine.", ["Carter"], ["on Highway 19", "on Tuesday"]),
    ("I live at 2250 Ridgecrest Circle. Her mother is Tara Coles, at 2257. The family at 2263 saw it.", ["2250", "2257", "2263"], ["saw it"]),
    ("I live at 2250 Ridgecrest Circle. I called 911 at 2231 hours.", ["2250"], ["at 2231 hours"]),
    ("She lives with her aunt over the hardware store, 14½ Mill Street.", ["14½", "Mill"], ["with her aunt"]),
    # names that look like something else
    ("The note said \"Gone to the lake. Love, Jo.\" We asked for Beth, Jo and Sue.", ["Jo.", "Beth", "Jo and"], ["Gone to the lake"]),
    ("Amy Lowe, JO, filed it. Signed by Ann Hale, Sgt.", [], ["Amy Lowe, JO", "Ann Hale, Sgt"]),
    ("Emily is the child of Tyrell Mosley (\"TQ\"), who left.", ["TQ"], ["who left"]),
    ("The boys were Theo Carter and Dev P. He brought the ball.", ["Dev"], ["He brought the ball"]),
    ("Theo's brother is Lane. Monday Lane stayed home. Then Lane left.", ["Lane"], ["Monday", "stayed home", "Then"]),
    ("C.M. (12) ran off.\nR.T. (d.o.b. 3/2/2014) and K.L., a minor, did too.", ["C.M", "R.T", "K.L"], ["ran off", "did too"]),
    ("Present: T.B., her mother L.B., and GAL Finch. Little D. ran to the neighbor. We met Sgt. R., his partner.",
     ["T.B", "L.B", "D."], ["GAL Finch", "Sgt. R."]),
    ("If he does not come Saturdays I am to call. She works Mondays and Tuesdays.", [], ["come Saturdays", "Mondays and Tuesdays"]),
    ("1) Emily will write. 2) She will be in by eight. 3) Thirty hours of work.", ["Emily"], ["Thirty hours"]),
]

REPORTERS = [
    ("A hotline had been made. I was not to tell that the nurse, Connie Mabry, made the call. Ms. Mabry did right.", ["Connie", "Mabry"], ["did right"]),
    ("There was a hotline. The one who made the call was her doctor, Dr. Anita Rao.", ["Anita", "Rao"], ["The one who"]),
    ("There was a hotline report. Det. Ray Ortiz made the call to the father.", [], ["Ray Ortiz made the call"]),
]

TELEPHONES = [
    ("Victim advocate Rena Cole will meet you there; you may reach her at 417-555-0148.", [], ["417-555-0148"]),
    ("The referral went to Mr. Alan Rusk, the Chief Juvenile Officer. If you would like to talk to him, his office is 660-555-0151.",
     [], ["660-555-0151"]),
    ("The caseworker is Tonya Bess and her direct line is 573-555-0135.", [], ["573-555-0135"]),
    ("Sgt. Ott saw Ana Carter, you can call her at 573-555-0118. The father works nights. Call 573-555-0119.", ["0118", "0119"], ["Sgt. Ott saw"]),
    ("Sgt. Ott spoke to Ana Carter. If she is at work, her office is 636-555-0143.", ["0143"], ["If she is at work"]),
    ("My brother called the station that same night (417-555-0100) and was told to wait.", [], ["417-555-0100"]),
    ("I called the station from my phone, 417-555-0101. He called the police and gave his cell (417-555-0102).", ["0101", "0102"], ["called the police"]),
    ("I am in the office every day but Thursday. Call 573-555-0109.\n\nYours truly,\nChief E. Gadd", [], ["573-555-0109", "E. Gadd"]),
]

OFFICES = [
    ("The worker who came out that night was Dolores Quinlan. The deputy who took the call was Lyle Voss.", [], ["Dolores Quinlan", "Lyle Voss"]),
    ("I phoned the county's child abuse line and spoke with Tina Baker. A deputy by the name of Kemp came out.", [], ["Tina Baker", "Kemp came out"]),
    ("The second deputy, a tall man named Stroud, said nothing. The girl, a child named Pearl, got down.", ["Pearl"], ["named Stroud"]),
    ("The car came up on the sidewalk at Third and Boone. I was pulled over at Main and Pearl.", [], ["at Third and Boone", "Main and Pearl"]),
    ("They live at Fifth and Walnut.", ["Fifth", "Walnut"], ["They live"]),
    ("She ran from a group home called Casa Paloma, an unlocked house. Write to 59200 E. 130 Road.", ["Paloma", "59200", "130"], ["She ran from"]),
    ("I'm Deputy Noel Vickers. We left.\n\nN. Vickers, 15", [], ["Noel Vickers", "N. Vickers, 15"]),
    ("The officer who came said the neighbor was Hal Brunson.", ["Brunson"], ["The officer who came"]),
    ("Emily goes to Cimarron Valley High. I drove to the Cimarron substation.", ["Valley High"], ["the Cimarron substation"]),
    ("Emily goes to Tipton Elementary. He was to meet her at the Casey's in Tipton. She is in Tipton now.", ["in Tipton now"], ["the Casey's in Tipton"]),
    ("She runs the register at the Farm & Home on Depot Street.", [], ["Farm & Home on Depot Street"]),
    ("Emily is at her grandmother's house on Sundays.", [], ["house on Sundays"]),
    ("In continuation, follow up to RB-2411-3307.", [], ["RB-2411-3307"]),
]

FACTS = [
    ("Emily was nine on January 6th. Theo was ten on the 3rd of May and got a bike.", ["January 6th", "3rd of May"], ["got a bike"]),
    ("There were five on June 9. She was 14 on June 9 when this occurred.", [], ["five on June 9", "14 on June 9 when"]),
    ("He's in Mrs. Dominguez's room at Prairie View. Her grades at Oak Hollow are good.", ["Dominguez", "Prairie View", "Oak Hollow"], ["are good"]),
    ("They go to Sunday school.", [], ["Sunday school"]),
    ("I gave Dep. Spratt the number off of the form, RH-4471902. The wristband said 0044719.", ["4471902", "0044719"], ["off of the form"]),
]

PAPERS = [
    ("ADAIR POLICE DEPARTMENT\nJuvenile Unit\n18 Court Square · Telephone (573) 555-0102\n\nDear Mrs. Ann Brook:\n\nYour daughter Mia, age 9, is well.\n",
     ["Brook", "Mia"], ["18 Court Square · Telephone (573) 555-0102"]),
    ("HARLAN COUNTY JUVENILE OFFICE\n410 Court Street • Harlan, MO 64010 • (573) 555-0102\n\nDear Mrs. Ann Brook:\n\nYour daughter Mia, age 9, is well.\n",
     ["Brook", "Mia"], ["410 Court Street", "(573) 555-0102"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, FAMILIES + REPORTERS + TELEPHONES + OFFICES + FACTS, PAPERS))
