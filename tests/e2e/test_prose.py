#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 24 s
"""Births, homes, schools and numbers as officers write them in ordinary prose, and the sentences beside them that say something else."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, age 9\nMother: Ana Carter\n\n"

# text, what must go, what must stay
BIRTHS = [
    ("Detective Oakes was moved to Property Crimes on 01/14/2013.", [], ["moved to Property Crimes on"]),
    ("Present were Emily Carter (20140609) and her brother Theo Carter (02112017).", ["20140609", "02112017"], ["Present were"]),
    ("Also there: Theo Carter [060917], who slept.", ["060917"], ["who slept"]),
    ("Emily Carter (Halloween 2014) and Theo (2017, in the fall) were inside.", ["Halloween", "2014", "2017", "fall"], ["were inside"]),
    ("Her cousin Mina Carter, 03/2016, was asleep.", ["03/2016"], ["was asleep"]),
    ("Emily turned nine on the 11th and is in charge.", ["11th"], ["in charge"]),
    ("Theo will be seven on the 22d of this month.", ["22d"], []),
    ("Theo turned six last Sunday, the third.", ["Sunday", "third"], []),
    ("Her date of birth was told as \"last day of the year, 2014\". We left.", ["last day", "2014"], ["We left"]),
    ("Theo is six, birthday in November. We left.", ["November"], ["We left"]),
    ("Emily (nine) and Theo (seven on May 2). He was born at Mercy in the last week of May 2017.", ["May 2", "last week", "2017"], ["He was born"]),
    # something else happened then
    ("Officer Dale Moss (03042024) took the photographs.", [], ["Dale Moss", "took the photographs"]),
    ("She was at the fair (Labor Day 2023) with an aunt.", [], ["Labor Day 2023"]),
    ("The lease ran from 03/2022, she said, to the fall of 2023.", [], ["03/2022", "fall of 2023"]),
    ("It will be ten on the hour. He left the house on the 11th.", [], ["on the hour", "on the 11th"]),
    ("The birthday party in the park was over. Court is in November.", [], ["in the park", "in November"]),
]

HOMES = [
    # a place with a name and a door of it
    ("They are at the Redbird Motor Court, Room 9, for now. Later I knocked at Room 9.", ["Redbird", "Room 9"], ["for now", "I knocked"]),
    ("Emily lives in Cobble Hill Gardens, 31, with Ana. The Hill boys gave slot 4 of the Orchard and left.", ["Cobble", "31", "slot 4", "Orchard"], ["and left"]),
    ("Ana drove to 2118 W. Cleary and then to 77 1/2 Sable. Theo was in the duplex at 45 Heron.", ["2118", "Cleary", "77 1/2", "Sable", "45", "Heron"], ["drove to"]),
    ("Emily stays at Marble Arms, building D. There was noise from D-12. I cleared D-12 and spoke to those in D-7.", ["Marble", "D-12", "D-7"], ["There was noise"]),
    ("Emily lives at 40 Tern Row, Box C. I will check Box C tomorrow.", ["40", "Tern", "Box C"], ["tomorrow"]),
    ("Emily lives at 11840 State Road 98. I wrote it down as the fire on 98. The boy was told \"11840\" by her.", ["11840", " 98"], ["the fire on"]),
    ("Ana said it is nineteen-oh-four Juniper Street. Nineteen oh four, I asked? Yes.", ["Juniper", "ineteen"], ["I asked? Yes"]),
    ("She gave the home as \"the Birches, off Larch\". Her mail is General Delivery, Ozark.", ["Birches", "Larch", "General Delivery", "Ozark"], ["She gave"]),
    ("They moved from the Elms on Third Street to Cobble Arms in May. Emily sleeps at the Gateway Shelter, bed 14.", ["Elms", "Third", "Cobble", "bed 14"], ["in May"]),
    ("I followed them to 1108 Cutter Street. 1108 had no lights. Patrol passed 114-B Wilder twice.", ["1108", "Cutter", "114", "Wilder"], ["had no lights", "twice"]),
    # doors of others
    ("Theo moved from Unit 1 driver to Unit 3. He was handed to RN Boone, bed 4. She moved to the back of the car.", [], ["from Unit 1 driver", "bed 4", "to the back"]),
    ("Emily was brought to Mercy Hospital, Room 9, by ambulance. The car is at Sisters Towing, lot 2, on hold.", [], ["Room 9", "lot 2"]),
    ("The witness picked number 5, Prewitt, from the page. Exhibit D-4 is a photograph. The clerk took room 6 of the Justice Building.", [], ["number 5", "D-4", "room 6 of the"]),
    ("Emily lives at 40 Tern Row, Unit 6. Unit 12, Officer Hale, came at 1530. Two hours later, at nineteen hundred, it was over.", ["40 Tern"], ["Unit 12, Officer Hale", "1530", "nineteen hundred"]),
]

SCHOOLS = [
    ("Emily rides bus 17 from the corner. Theo is in Room 114 with Mrs. Adler.", ["17", "114", "Adler"], ["from the corner"]),
    ("Theo was late for the K-8 on Alder; Emily goes to the middle school on Rosewood and plays in the Harrow Winter Orchestra.",
     ["Alder", "Rosewood", "Winter Orchestra"], ["was late for"]),
    ("Both are in the Elm Creek district. Theo was at Webelos Den 5 and Emily with the Sea Cadets.", ["Elm Creek", "Den 5", "Sea Cadets"], ["Both are in"]),
    ("The bus driver, Mr. Olm (no. 31), saw her. Her JROTC instructor, MSgt. Fenton, was told.", ["31", "Fenton"], ["saw her"]),
    ("I called the attendance office of Price Junior. His case manager at Lincoln Alternative knew.", ["Price", "Lincoln"], ["attendance office"]),
    ("He took room 4 with Officer Hale in the Western district. The fire district came in 20 minutes, and I missed bus 10 minutes later.",
     [], ["room 4 with", "Western district", "fire district", "10 minutes later"]),
]

NUMBERS = [
    ("Do not call her own phone, it ends 0119. Ana has a work phone. It ends in 0172; I have it.", ["0119", "0172"], ["I have it"]),
    ("Her phone, last four 0135, is here. His is 414 555 0136, hers ..0137.", ["0135", "0136", "0137"], ["is here"]),
    ("His gamer tag is on the back, it is BoomHeron. Before that his tag was hudsaw anyway. It came from otter.rocket (Discord).",
     ["BoomHeron", "hudsaw", "otter.rocket"], ["is on the back", "It came from"]),
    ("A tag was read out as Nora seven one, King Victor two. Her license is good, L-22-0095-417.", ["Nora", "King", "seven", "L-22-0095"], ["is good"]),
    ("The flight is under record HJ4LLX. His pass (CP-7714) was taken.", ["HJ4LLX", "CP-7714"], ["was taken"]),
    ("The school has her as 0071883 and her lunch code is 4418. Call Ana on 0142. His sister is em.carter14.", ["0071883", "4418", "0142", "em.carter14"], ["The school has her as"]),
    ("She logs in as emcart with her sister. Theo is seven as of 2/11.", ["emcart", "2/11"], ["with her sister"]),
    ("The phone line ended 1530 hours later. Her tag was missing from the coat. The account, it is said, was old. Tag 4471 was on the bag of evidence.",
     [], ["1530 hours", "missing from", "was old"]),
]

REPORTERS = [
    ("There was a hotline in January by the aunt's own landlord, Rex Tillery, and she guessed it.", ["Rex", "Tillery"], ["she guessed it"]),
    ("The hotline call was made by Emily's speech therapist, Dana Pruett. We left.", ["Dana", "Pruett"], ["We left"]),
    ("The hotline call was closed in January by Supervisor Rex Tillery. Sergeant Dana Pruett sat by the hotline desk.", [], ["Rex Tillery", "Dana Pruett"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, BIRTHS + HOMES + SCHOOLS + NUMBERS + REPORTERS))
