#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""Reports with a letter here and there that a scanner read wrong: names, labels, ranks and numbers are read as they were meant, and
what is cut is what stands on the page."""
import sys

from lib import filtered_all

HEAD = "HONDO POLICE DEPARTMENT\nReport 24-01811   Child neglect\n\nTbe undersigned wos sent to fhe address ond spoke with thc neighbor.\n"

# text, what must go, what must stay
TEXTS = [
    # plates and accounts stay as they are, and go
    ("She drove a Ford, plate SH4L7B, wit h fhe boy, 6. Anofher tag 4TB X92. Teh plate 6TB 90L is hcrs.", ["SH4L7B", "X92", "90L"], ["wit h fhe boy"]),
    ("Account for the girl is xime.rollsdeep on Instagram, last post 5/14, a ph0to. Stepmom fhinks she will come.", ["rollsdeep"]),
    # labels and words for kin
    ("Victlm: Odalys Brannvik, oge 9. Her mot her, Sunneva Brannvik, soid the girl wos home. Her fofher is Torvald Brannvik.",
     ["Odalys", "Sunneva", "Torvald"], ["the girl wos home"]),
    ("VICTIIVI: BRANNVIK, ODALYS  DO8 05/06/2015\nMOTHFR: BRANNVIK, SUNNEVA", ["BRANNVIK, ODALYS", "05/06/2015", "SUNNEVA"]),
    # a name misread, broken, or with a bar in it, of whom the report names rightly
    ("Victim: Kesharra Dunlevy, age 12. Kesh arra told me. Kcsharra wos upset. Kesharra's brother Ty|er Dunlevy, 8, saw it. Tyler left.",
     ["Kesh arra", "Kcsharra", "Ty|er", "Tyler left"], ["told me", "upset"]),
    ("The victim, 8asil Katrides, is 7. Basil said so. His sister C|oe is 5.", ["8asil", "Basil said", "C|oe"]),
    # the space between a name and another word is lost: only the name goes
    ("Victim: Marisol Quintrell, age 8. I spoke withMarisol and gave her water.", ["Marisol"], ["I spoke with"]),
    # officials and what they are called by
    ("Detecfive Ansel Crowhurst came. Sgt, Ilse Farrow came. Dcputy Orrin Vale took the photos. Dispateher Penny Voight logged it.",
     [], ["Ansel Crowhurst", "Ilse Farrow", "Orrin Vale", "Penny Voight"]),
    # numbers
    ("Victim: Odalys Brannvik, age 9. Her mother Sunneva Brannvik is at 816 S55 0149 or 785.555,0116.", ["816 S55 0149", "785.555,0116"]),
    ("Child: Odalys Brannvik, born the 4tb of March 2O15, and her brother Leif, born 1O/11/2O12.", ["4tb of March 2O15", "1O/11/2O12"]),
    # codes, two words that stand apart, rows with bars stay what they are
    ("Officer Hale of unit 5B12 drove. Radio 4B17 was near. JOHN4 cleared. The door frame and birth dates were noted.",
     [], ["5B12", "4B17", "JOHN4", "door frame and birth dates"]),
    ("OFFICER|CROWHURST, ANSEL|14\nOFFICER|FARROW, ILSE|9\nVICTIM|BRANNVIK, ODALYS|AGE 9\nSTATUS|CLOSED",
     ["BRANNVIK, ODALYS"], ["CROWHURST, ANSEL|14", "FARROW, ILSE|9", "STATUS|CLOSED"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
