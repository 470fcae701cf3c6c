#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Shops of a chain and other houses with a name stay when a hundred block or a crossing stands behind; a child of the same name goes."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Karen Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    ("[06:59:47 Unit 5 out with two boys, Casey's, 300 block W. 4th]", [], ["Casey's, 300 block W. 4th"]),
    ("She was left at McDonald's, US 40 at Post Rd, with a bag.", [], ["McDonald's, US 40 at Post Rd"]),
    ("Ofc. Dunn covered the crosswalk, Rte 33 x Polegreen. Hwy 9 x Alder was clear.", [], ["Rte 33 x Polegreen", "Hwy 9 x Alder"]),
    ("Seen last: Casey, 300 block W. 4th. Casey's mother came. Casey is 9.", ["Casey"], []),
    ("Called by Nora Wendtner, 300 block W. 4th. Wendtner saw the girl.", ["Nora", "Wendtner"], []),
    ("INCIDENT ADDR: 2150 N BISHOP AVE (WALMART)", [], ["2150 N BISHOP AVE"]),
    ("INCIDENT ADDR: 2150 N BISHOP AVE", ["2150"], []),
    ("Incident location: Veterans Park, 600 S Oak St, Harrow", [], ["600 S Oak St"]),
    ("Incident location: Ridgecrest Apartments, 600 S Oak St", ["600 S Oak"], []),
    ("OUT AT CASEYS 1201 E MAIN", [], ["1201 E MAIN"]),
    ("I met her at McDonald's at 501 Jefferson.", [], ["501 Jefferson"]),
    ("Court date is set at 200 Court Street. He went to court and then to her house at 200 Elm St.", ["200 Elm"], ["200 Court Street"]),
    ("She was with Wendy, US 40 at Post Rd. Wendy is her sister.", ["Wendy"], []),
    # a shop or hall right before the address; the nouns of a firm in a name only
    ("The clerk at Dollar Barn, 1900 Ferris Street called. I met them at the pool, 900 Curlew Street.",
     [], ["Dollar Barn, 1900 Ferris Street", "pool, 900 Curlew Street"]),
    ("We went to Kojo's Tire, 88 Mill Road, and then to the library at 200 N Main Street.", [], ["88 Mill Road", "200 N Main Street"]),
    ("She met us in the yard at 31 Towhead Lane.", ["31 Towhead"], []),
    ("Emily lives over the Wash Tub, 300 Grand Street. Her aunt rents at Oak Manor, 310 Pine Street.", ["300 Grand", "310 Pine"], []),
    ("She is staying with friends from the Slavic Gospel Church at 88 Cider Press Ct.", ["88 Cider"], []),
    ("I drove to Lund Pharmacy, 19 Ferris Street. They stay at the lot, 12 Shore Drive.", ["12 Shore"], ["19 Ferris"]),
    ("1352 KIDS ALONE MOTHER NOT HOME\n1401 412 OUT AT SHELL STATION 1200 S MAIN ST\n1402 LOC 44 WATER ST HARBOR BAIT AND TACKLE\n1403 412 CLR",
     [], ["1200 S MAIN ST", "44 WATER ST HARBOR"]),
    ("1352 KIDS ALONE\n1401 LOC 44 WATER ST YARD SALE SIGN\n1402 LOC 46 WATER ST POOL IN BACK\n1402 LOC 48 WATER ST ACROSS FROM PARK\n1403 412 CLR",
     ["44 WATER", "46 WATER", "48 WATER"], []),
    ("1352 KIDS ALONE MOTHER NOT HOME\n1401 LOC 44 WATER ST CARTER RESIDENCE\n1402 KIDS STAYING 40 OAK ST OVER BAKERY\n1403 412 CLR",
     ["44 WATER", "40 OAK"], []),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
