#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who answers for an agency, the agency's lines, its tags and numbers, and open places; and whoever only stands where they do."""
import sys

from lib import filtered_all

HEAD = "FAIRMONT COUNTY SHERIFF\nREPORT 24-1007\nVictim: Mia Brook, age 9. Brother Will Brook, age 6. Mother Ann Brook.\n" \
       "Dep. R. Colson #114 took the report.\n\n"

TEXTS = [
    # beside the agency
    ("CPS phone, Elise Hanks.", [], ["Elise Hanks"]),
    ("On the phone with CPS, Elise Hanks.", [], ["Elise Hanks"]),
    ("Sgt. Robin Ahlstrom notified Juvenile Probation, C. Olmsted.", [], ["C. Olmsted"]),
    ("Juvenile bureau told (Ms. Odell Crane).", [], ["Odell Crane"]),
    ("The child was released to CPS, M. Holt.", ["Holt"]),
    ("Open case with CPS, M. Holt.", ["Holt"]),
    ("Mother spoke with CPS, Ann Holt, about Finn.", ["Holt", "Finn"]),
    ("Notified CPS, T. Holt (mother).", ["Holt"]),
    ("CPS intake: Elise Hanks.", ["Hanks"]),
    ("To: Otter County Attorney, Asst. Kari Melgaard", [], ["Kari Melgaard"]),
    ("Comm Ctr op. 12 (Nystrom) logged that at 15:31.", [], ["op. 12 (Nystrom)"]),
    ("desk 12 (Nystrom) is by the window.", ["Nystrom"]),
    ("Ofc Sunday Brandt (relief)", [], ["Sunday Brandt"]),
    ("Operator: #T-38 Lashonda Greer", [], ["Lashonda Greer"]),
    # whose charge stands on the line
    ("DEFENDANT: TERRANCE BOOKER, 27     CHARGE: Battery 3rd", [], ["TERRANCE BOOKER"]),
    ("DEFENDANT: FINN HOLT, 15     CHARGE: Battery 3rd", ["FINN", "HOLT"]),
    ("DEFENDANT: CARL DUNN     CHARGE: Battery 3rd\nCarl Dunn is Mia's stepfather.", ["CARL", "Dunn"]),
    # lines of services
    ("Public transit line 612-555-0121 given to mother.", [], ["612-555-0121"]),
    ("Caller's line 612-555-0121 given to mother.", ["612-555-0121"]),
    ("SUBSTATION | 612-555-0121", [], ["612-555-0121"]),
    ("REVIEW | CAPT J. DVORAK | KL-3 | OFFICE | 612-555-0121", [], ["612-555-0121"]),
    ("MOTHER | ANN BROOK | OFFICE | 612-555-0121", ["612-555-0121"]),
    ("Our counter number is 612-555-0121.", [], ["612-555-0121"]),
    ("Mother's counter number is 612-555-0121. Her station number is 612-555-0122.", ["612-555-0121", "612-555-0122"]),
    ("His mother called me at the substation, 612-555-0121, to say so.", [], ["612-555-0121"]),
    ("Mother called me at the precinct from 612-555-0121.", ["612-555-0121"]),
    # numbers and tags
    ("Subject: SO-22-03309", [], ["SO-22-03309"]),
    ("TAG 884-A ... one revolver\nTAG 884-B ... one bullet", [], ["884-A", "884-B"]),
    ("Car with tag 884-ABC left.", ["884-ABC"]),
    # places
    ("LOC CEDAR YARDS STATION, NB", [], ["CEDAR YARDS STATION"]),
    ("LOC MIA HOLT, BUS STOP", ["HOLT"]),
    ("LOC KVISTAD TRAILER PARK", ["KVISTAD"]),
    ("Forward to Sgt. Ruben Alcala, Youth Outreach.", [], ["Youth Outreach"]),
    ("Youth Kvistad came.", ["Kvistad"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
