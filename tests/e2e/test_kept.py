#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""What looks like a name, home or number of somebody and is none: officers by their letters, call signs and lists, titles, speakers of
threads, agencies, shops, roads, numbers and telephones of agencies. And beside each what must still go."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # halves of the day, speakers
    ("Thread with: Tamsin Oyarzun CPS\n9:02 AM Oyarzun: did the fax come\n9:05 AM Oyarzun: ask Emily\n9:06 AM Brannagh: who is at home",
     ["Emily", "Brannagh"], ["9:02 AM Oyarzun: did", "9:05 AM Oyarzun", "9:06 AM"]),
    # letters of shifts, letters under entries
    ("3/4 D Spoke with Ana Carter about it. QLV\n3/4 E Emily came by. PRW\n3/5 D Nothing. QLV\n3/6 N Beto was seen at the door. PRW",
     ["Emily", "Beto", "Ana Carter"], ["3/4 D Spoke", "QLV\n3/4 E", "PRW\n3/5 D Nothing. QLV\n3/6 N"]),
    # call signs
    ("Dispatch: Edward 6, Edward 9, child alone at the pool.\nEmily was found by Edward 9. With her were Frank 6 and Nora 4 of the same house.",
     ["Emily", "Frank", "Nora"], ["Edward 6, Edward 9,", "by Edward 9."]),
    # lists of those on duty
    ("PRESENT: Kowalik, Obuya, PPO Dragan\nPRESENT: Obrecht, Carter, and the aunt\n\nPRESENT: Milena Oster, Det. Rowe\nEmily stays at the home of Milena Oster.", ["Obrecht", "Carter", "Milena Oster"],
     ["Kowalik, Obuya, PPO Dragan"]),
    ("Ana spoke with Thistlewood, M. (Det.) and with Marchbanks (FTO). Emily Thistle (8) did not.", ["Emily", "Thistle ("], ["(Det.)", "Marchbanks (FTO)"]),
    # titles
    ("Residence Director Ilka Brandal, Asst. Pros. Atty. Lorna Beal, FF/EMT Itoh, EMT-P Rhys, Dep. Const. Petra Zamora and Parks Ranger Ines Thorne came. "
     "Evid. Cust. Roxie Tisdell has it.", [], ["Ilka Brandal", "Lorna Beal", "Itoh", "Rhys", "Petra Zamora", "Ines Thorne", "Roxie Tisdell"]),
    ("Sponsor: SSG Faleo Tuiasos. SPC Tuiasos said so.", ["Faleo Tuiasos", "SPC Tuiasos"], []),
    ("It was told on the fourth of the month to Ottile Brandau of Children's\nDivision, and it was then seen by all who were there and by Parks\n"
     "Ranger Inke Thornau. Ottile Brandau called back.", [], ["Ottile Brandau of", "Inke Thornau", "Ottile Brandau called"]),
    # addresses of what is open to all, by small words before them, by what one does there, by brackets
    ("I began at the library, 700 Paseo Way, and went past the pharmacy at 748 Paseo Way. He was at the pool, 900 Curlew Lane, by then.", [],
     ["the library, 700 Paseo Way", "748 Paseo Way", "the pool, 900 Curlew Lane"]),
    ("He had gone to his store at 1340 SW Lantern Street. Lev marked the wall of the bowling alley, 5 Alder Way.", [], ["1340 SW Lantern", "5 Alder Way"]),
    ("He works for Desert Yard, 3300 Old Airport Rd. He is to appear at 1000 Court Row on November 16.", [], ["3300 Old Airport Rd", "1000 Court Row"]),
    ("COLE CITED, MUNICIPAL COURT, 12 CIVIC PLAZA. HE WALKED TO THE BUS SHELTER, 1550 HARBOR ST.", [], ["12 CIVIC PLAZA", "1550 HARBOR ST"]),
    ("Got the tapes at 6450 Verbena Way (fire station 8). Emily was at 6452 Verbena Way (her aunt).", ["6452"], ["6450 Verbena Way"]),
    # days on which something happened
    ("TAG SHOWS RABIES VACC 041519, DUE 041520. QUARANTINE 082219 THRU 090119. PATIENT EMILY CARTER 060914", ["060914"],
     ["VACC 041519, DUE 041520", "QUARANTINE 082219 THRU 090119"]),
    # telephones of counters
    ("The ticket was not served. Office 409-555-0102. Both have civil process, 406-555-0108. Ana's office is 409-555-0177.", ["409-555-0177"],
     ["409-555-0102", "406-555-0108"]),
    # offices in other forms
    ("Lotte Soerens is the county's child protection worker. Nadia Carter is the worker's sister.", ["Nadia Carter"], ["Lotte Soerens is"]),
    ("I called Code Enforcement (Bart Lindau, 660-555-0156) of it. I told Code Enforcement (Hedy Lindau) of it.", ["Hedy Lindau"], ["(Bart Lindau, 660"]),
    ("Medic 22 (Ogilvie, Pruettson) came. Emily sat in car 22 (Ogden, Emily).", ["Emily"], ["Medic 22 (Ogilvie, Pruettson)"]),
    ("I was relieved by Sgt. Moll and Chaplain Rev. Obed Gracey of the police. Later Rev. Tobin Gracen is Emily's.", ["Tobin Gracen"], ["Chaplain Rev. Obed Gracey"]),
    ("Checked and cleared by S. Umarov at 0758. It was drawn by T. Mirski.", ["T. Mirski"], ["cleared by S. Umarov"]),
    # rows, agencies, places
    ("QVPQ|24-000417|01|NARR|I WAS SENT\nQVPQ|24-000417|02|NARR|TO THE SHOP\nQVPQ|24-000417|03|NARR|AND SAW\nQVPQ|24-000417|04|NARR|EMILY THERE\n",
     ["EMILY"], ["QVPQ|24-000417|04"]),
    ("Emily attends Sorrel Falls Middle School and lives at 12 Wexford Court.\nSorrel Falls Police were told. He sat at Sorrel Bowl and on the Wexford Bridge."
     " She likes Sorrel Middle.", ["12 Wexford", "Sorrel Middle"], ["Sorrel Falls Police", "at Sorrel Bowl", "the Wexford Bridge"]),
    ("He was at the Casey's on 97 and then at the Sinclair. He was at the Casey's house.", ["Casey's house"], ["the Casey's on 97", "the Sinclair."]),
    ('Detective Augustin "Gus" Prewitz came. Prewitz left. With him was Tobin "Toby" Prewer.', ["Tobin", "Toby", "Prewer"], ['"Gus" Prewitz came. Prewitz left']),
    ("It was at Truman and 3rd. He was seen by Highway 31 and Pelham, and left. The car was towed by Waggoner's Garage. Pelham (8) was in 3rd and Truman.",
     ["Pelham (8)"], ["at Truman and 3rd.", "Highway 31 and Pelham, and", "by Waggoner's Garage"]),
    ("Det. Kofi Abarra wrote it.\nFrom: k.abarra@harrowfield.example\nTo: a.carter@harrowfield.example\nCc: t.abarra@harrowfield.example",
     ["a.carter@", "t.abarra@"], ["k.abarra@harrowfield.example"]),
    ("0759 TONE MED 4 ENG 2 TO HWY 19. EMILY 9 IN MED 4.", ["EMILY"], ["MED 4 ENG 2 TO", "MED 4."]),
    ("The team met. Minutes were kept by Sgt. Moll.\nHuman Services: Elan Frosten (sup.), Cora Dashwood\n\nHuman Services: Dora Carter, and her aunt Mira Bellow", ["Dora Carter", "Mira Bellow"],
     ["Elan Frosten (sup.), Cora Dashwood"]),
    # who holds an office, by what a sentence or transcript says
    ("The caseworker on the Division side is Fabiola Osey. The worker who took Emily is with Nadia Carter.", ["Emily", "Nadia Carter"], ["Fabiola Osey"]),
    ("The worker, whose name is Solvej Hartmann, comes at six. The worker's sister is Lotte Carter.", ["Lotte Carter"], ["Solvej Hartmann"]),
    ("FI: Hi. My name is Winnie, and my job is to talk.\nEC: My name is Emily.\nOFFICER (background): Police, it's Pruetter.", ["Emily"], ["name is Winnie", "it's Pruetter"]),
    ("Interviewer: Det. Lamond Li (LL)\nLL: I know. Tell me.\nEmily: It was Bo.\nLL: Who is Bo?\nEmily: A boy.\nLL: lli@harrowfield.example", ["Emily", "Bo?"],
     ["LL: I know", "LL: Who"]),
    ("Deputy Alix Fourneaux is fluent; the talk came through Fourneaux. Ana and Fourneaux spoke, and Fourneaux told me of it. Deputy Faith Moll held Emily. Faith is 9.",
     ["Emily", "Faith is"], ["came through Fourneaux", "and Fourneaux spoke, and Fourneaux told"]),
    ("IN THE CIRCUIT COURT\n\nSTATE OF MISSOURI\nv.\nKELVYN ROY STASCHUK\n\nStaschuk was at the rink with Emily. Roe v. Emily Carter is another case.", ["Emily"], ["KELVYN ROY STASCHUK", "Staschuk was"]),
    ("Respectfully submitted,\n\nJosias Redfearn, No. 24418\nGuardian ad Litem", [], ["Josias Redfearn, No. 24418"]),
    ("Sent to Vulcan Tire, 900 S Foundry, and to Smith's Food (22 S Aspen). Emily lives over Ostergard's Bakery, 29 South Commerce. "
     "LOC GAS N GO 14 TOWN LINE RD. She stays at the Harbor Motel, 60 Old State Rd, and in rooms above Lund Hardware, 77 Mill St.",
     ["29 South Commerce", "60 Old State", "77 Mill"], ["Vulcan Tire, 900 S Foundry", "Smith's Food (22 S Aspen)", "14 TOWN LINE RD"]),
    ("They were seen at Graywolf Cave and at the Orrin Digital Evidence Lab.", [], ["Graywolf Cave", "Orrin Digital Evidence Lab"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
