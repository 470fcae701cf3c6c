#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""What happened, where and when: titles of offences, crossings and places in the open, days. Beside each the name or home that looks like it."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # titles of offences to their end
    ("Offense: RUNAWAY (STATUS)\n\nNature: Child Endangerment / Bodily Injury\n\nOFFENSE   CHILD NEGLECT - ASSIST DFP\n\nR/O met the DFP worker at the door.", [],
     ["RUNAWAY (STATUS)", "Endangerment / Bodily Injury", "CHILD NEGLECT - ASSIST DFP", "the DFP worker"]),
    ("Title: Family Offense - Assault (FV)\n\nCRIME: CHILD ENDANGERMENT / BUI\n\nNature: JUVENILE DISTURBANCE, no report", [],
     ["Assault (FV)", "ENDANGERMENT / BUI", "JUVENILE DISTURBANCE, no report"]),
    ("Offense: RUNAWAY (EMILY CARTER)\n\nNATURE: CHILD NEGLECT - BUI, KIM\n\nNature: Assault (Tyler Pelka, 9)\n\nCHARGE: CHILD NEGLECT - ASSIST EMILY", ["EMILY", "CARTER", "KIM", "Tyler"],
     ["RUNAWAY (", "CHILD NEGLECT - "]),
    ("JUVENILE - AWAY FROM HOME\n\nHe ran away from home and hid.", [], ["AWAY FROM HOME", "away from home"]),
    ("JUVENILE - TOLBERT, MAY\n\nJUVENILE - GRACE MAY TOLBERT", ["TOLBERT", "MAY", "GRACE"]),
    # crossings and places in the open
    ("LOCATION: SKATE YARD, BISHOP ST AND 2ND\n\nHe came from the detail at Bishop Ave and 7th. It was at the Cenex, Highway 38 and 150th St.", [],
     ["BISHOP ST AND 2ND", "Bishop Ave and 7th.", "Highway 38 and 150th St."]),
    ("PLACE TRANSIT STOP 1188, COOPER ST AT DRAYAGE       PREMISE: STREET\n\nPLACE: LAKE SULPHUR, NORTH COVE, BUOY 9", [],
     ["COOPER ST AT DRAYAGE", "LAKE SULPHUR, NORTH COVE, BUOY 9"]),
    ("PLACE: 14 COOPER ST AT DRAYAGE\n\nEmily lives at Oak Ave and 4th. Her aunt lives at 77 Bishop St and 2nd.\n\nPLACE: COTTON CAMPGROUND, SITE 9, her home since May",
     ["14 COOPER", "Oak Ave", "77 Bishop", "SITE 9"]),
    # days
    ("He was arrested at Mon 26\nFeb, 6:10 pm. He said so.", [], ["26\nFeb, 6:10 pm"]),
    ("In the room was April, 6, who cried. Then April left.", ["April"]),
    ("PLACE: HOUSEBOAT 9, NORTH COVE, BUOY 3\n\nPLACE: SITE 9, COTTON MILL CAMPGROUND", ["HOUSEBOAT 9", "SITE 9"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
