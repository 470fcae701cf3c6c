#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 6 s
"""Homes that are more than a street, children named by letters, and exports whose rows begin with codes."""
import sys

from lib import Test, filter_each, run

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# line, what must go, what must stay
LINES = [
    ("Mia lives at 23 Pump House Rd., the second trailer. No phone.", ["Pump", "trailer"], ["No phone"]),
    ("They stay at 809 East Cherokee, in back. It is a shed.", ["Cherokee", "in back"], ["It is a shed"]),
    ("She gave 2600 Harbor, C-building, and did not know the number.", ["Harbor", "building"], ["did not know the number"]),
    ("PLACE: 230 1/2 Ferry Street, over the shoe repair", ["Ferry", "shoe"], ["PLACE:"]),
    ("They live at 404 Polk St, Pattonsburg at this time.", ["Polk", "Pattonsburg"], ["at this time"]),
    ("They live at 2650 Petrel Sound, house and garage.", ["Petrel", "garage"], ["They live at"]),
    ("Mia lives at BIA Route 6, mile 3.5, the blue double-wide.", ["Route", "3.5", "blue"], ["lives at"]),
    ("They live at 18 Elk Horn Spur - the upstairs.", ["Elk", "upstairs"], ["They live at"]),
    ("Mia lives at Gustafson Road, Fire No. 617.", ["Gustafson", "617"], ["lives at"]),
    ("I was at 18 Elk Horn Spur, the house.\nA6 took the call at 1107.", ["Elk"], ["A6 took the call at 1107"]),
    ("Mia lives at the Starlite with her mom.", ["Starlite"], ["with her mom"]),
    ("I knocked on the door of 1204 and Ann answered.", ["1204"], ["I knocked on the"]),
    ("I knocked on 4 doors and stayed at Mercy Hospital.", [], ["I knocked on 4 doors and stayed at Mercy Hospital"]),
    # units, house numbers and towns
    ("Emily lives at 14 Heron Loop, Unit 6-D, lower level, and goes by bus.", ["14", "Heron", "6-D", "lower"], ["goes by bus"]),
    ("Emily lives at Unit 6-D, 14 Heron Loop.", ["Unit 6-D", "Heron"], ["lives at"]),
    ("Her address is 14 Heron Loop, Apt. C. I did not go.", ["Heron", " C."], ["I did not go"]),
    ("She stays at 404 Pollard St, Ennisville, MO 64670. We left.", ["404", "Pollard", "Ennisville", "64670"], ["We left"]),
    ("Emily is at Tern Towers 412. Her mother called.", ["Tern", "412"], ["called"]),
    ("A worker walked to building C at 905 Wheatland Ave, where Emily lives.", ["building C", "905"], ["walked to"]),
    ("Unit arrives Hawthorn Trailer Ct, lot 22. Emily is on the roof.", ["Hawthorn", "lot 22"], ["Unit arrives"]),
    ("Emily lives at 640 Birch St. The note has the house number, 640.", ["640"], ["The note has"]),
    ("Found.\n\nHome. Unit 43 was seen on May 5. Emily has a room.", ["Unit 43"], ["was seen on"]),
    ("She was driven home. Unit 43 was sent to the store.", [], ["Unit 43 was sent"]),
    ("The kids are with Earlene Pettus on school nights, Gin Street, and with her mother otherwise.", ["Gin"], ["on school nights"]),
    ("D: Where did you all stay?\nM: 809 East Cherokee, in back. It is gone.", ["809", "Cherokee"], ["It is gone"]),
    ("Emily lives at 14 Heron Loop, off Nanih Rd, with her mother.", ["Heron", "Nanih"], ["with her"]),
    # where it stands
    ("She lives at 9 Tern Row, the yellow duplex, left side, with her mother.", ["9", "Tern", "yellow", "left"], ["with her"]),
    ("They moved to 41 Tern Row, over the shoe shop, in May.", ["41", "Tern", "shoe"], ["in May"]),
    ("The house is the third trailer past the low-water bridge on Coulter Road. We knocked.", ["third", "bridge", "Coulter"], ["We knocked"]),
    ("I went to the blue house behind the tire shop. She answered.", ["blue house", "tire"], ["She answered"]),
    ("She lives over the laundromat on Front Street and walks.", ["laundromat", "Front"], ["walks"]),
    ("Emily will stay c/o Bosch, the coach house, 17 Fulton Street.", ["Bosch", "coach", "17", "Fulton"], ["will stay"]),
    ("They live a mile past the Conoco on Coulter Road 520. We left.", ["past", "Conoco", "Coulter"], ["We left"]),
    ("They live behind the Conoco on Main. We left.", ["Conoco", "Main"], ["We left"]),
    ("The boys went into the old freight house on Depot St on a Saturday.", [], ["the old freight house on Depot St on a Saturday"]),
    ("The fight took place at Veterans Park, 600 S Oak St. We left.", [], ["took place at Veterans Park, 600 S Oak St."]),
    # streets without numbers, and numbers without streets
    ("FIELD: You're from Capstan Way. She is from Kansas City.", ["Capstan"], ["She is from Kansas City"]),
    ("She lives in the 1400 block of Hawthorne. He drove on the 1400 block of Main.", ["Hawthorne"], ["the 1400 block of Main"]),
    ("He lives two doors down at 304. It was 2209 hours.", ["304"], ["2209 hours"]),
    ("Q: Where's your house?\nA: Over on Tamarack, by the church.", ["Tamarack"], []),
    ("She was at her father's on Orchard. His mom's on Facebook.", ["Orchard"], ["on Facebook"]),
    ("He ran from the Sunrise group home. He walked away from Boys Town on Monday.", ["Sunrise", "Boys Town"], ["on Monday"]),
    ("He ran away from Officer Hill. OFFENSE: RUNAWAY FROM FOSTER PLACEMENT", [], ["from Officer Hill", "RUNAWAY FROM FOSTER PLACEMENT"]),
    ("CALLER: I'm at sixteen twenty Delmar, apartment five.", ["twenty", "Delmar", "five"], ["I'm at"]),
    ("RP AT 406 S ELM, CHILD ALONE. JUV LIVES AT 406 S ELM W/ GMA.", ["406", "ELM"], ["RP AT", "W/ GMA"]),
    ("UPON ARRIVAL AT 1919 KESSLER R/O SAW THE CHILD.", ["1919", "KESSLER"], ["R/O SAW"]),
    ("Emily lives at 209 S. Court Street. He made four visits to Court Street. We went to court.", ["Court Street"], ["We went to court"]),
    ("ENRT FROM 1102 W 9TH", ["1102"], ["ENRT FROM"]),
    ("Emily lives at 418 N Sycamore.\n15:58:44 HER MOTHER BACK AT 418", ["418"], ["BACK AT"]),
    ("They sometimes stay with Papaw on Rolling Hills. We left.", ["Rolling"], ["We left"]),
    ("HE WAS AT HIS GRANDPARENTS ON SANTA FE TRL.", ["SANTA FE"], ["GRANDPARENTS ON"]),
    ("Q: And where's Dad's?\nA: Um. Gentry Street. Apartment C.", ["Gentry", "C."], ["Um."]),
    ("Q: Do you know the number?\nA: It's six-oh-four.", ["six", "four"], ["It's"]),
    ("made four visits.\n3. On March 4, 2024, Officer T. Nacke came.", [], ["On March 4, 2024"]),
    ("MISSING JUVENILE - BOLO", [], ["BOLO"]),
    ("Emily stays at the Days Inn on the outer road. I saw her at the Days Inn. Room number is 127.", ["Days Inn", "127"], ["on the outer road"]),
    ("HER MOTHER CAME FROM 412 GRAND AND TOOK HER. STAYS W/ GRANDPARENTS ON GRAND", ["412", "GRAND A"], ["CAME FROM", "AND TOOK"]),
    ("AT 1250 GIRLS FOUGHT. SPED UP TO 100 MPH AND TURNED OVER TO 211 ADV AND", [], ["AT 1250 GIRLS", "TO 100 MPH", "TO 211 ADV"]),
    ("CD has placed Emily with Jeanie Tackett, on Sycamore in Doniphan. We left.", ["Sycamore"], ["We left"]),
    # and what is none
    ("He left the house on foot after the call.", [], ["left the house on foot after the call"]),
    ("The officer stood behind the store at 1540 hours.", [], ["behind the store at 1540 hours"]),
    ("We cleared the house. The boy was fine.", [], ["We cleared the house"]),
    # the number alone, later
    ("Emily lives at 11275 Route DD. Ana saw it from the porch of 11275. The bus went to 11190.", ["11275"], ["11190"]),
    ("Emily lives at 71 Quincy Street. I drove by 71 and left a card. Emily has 71 stamps.", ["by 71"], ["has 71 stamps"]),
    ("Emily lives at 6600 Verbena Way #1044. I spoke to her at her door, 1044. It took 1044 minutes.", ["door, 1044"], ["1044 minutes"]),
    ("Emily lives at 40 Tern Row, Unit 6. Nobody had been in Unit 6 since noon. Then unit 6 advised.", ["in Unit 6"], ["unit 6 advised"]),
    ("Emily lives at 40 Tern Row, Apt B. Apt B was clean. Lot B was not.", ["Apt B was"], ["was not"]),
    ("WITNESS ANA CARTER OF 90 CARVER LOOP 3A SAW A MAN. HE CAME AT 3P BY CAR.", ["90 CARVER", "3A"], ["AT 3P BY"]),
    # the number of a room or flat, said or lived in
    ("Emily lives at 905 N Tarrow St 14. SHE THOUGHT ANA STAYED IN 14. It took 14 days.", ["IN 14."], ["14 days"]),
    ("180400 5B14 COUSIN LIVES IN 16\n180412 5B14 CONTACT IN 16 AND CLEAR\n180500 5B14 16 PEOPLE AT POOL", ["IN 16"], ["16 PEOPLE AT POOL"]),
    ("ASKED HIM ROOM HE SAYS 117 THE BOY RAN BACK TO 117", ["117"], ["ASKED HIM ROOM HE SAYS"]),
    ("He lived in 14 homes before. He stayed in 2011.", [], ["in 14 homes", "in 2011"]),
    ("HE SAYS 117 CARS PASSED. THE BUS WENT TO 117 STOPS.", [], ["117 CARS", "117 STOPS"]),
    ("Her uncle is at 4120 Cord Ave, number 1. We are number 2. We are number 3 in the league.", ["number 2"], ["number 3 in the league"]),
    # a place with a name, its door and its street
    ("They stay at the old Beasley camp, cabin 9, County Road 511. Mail comes.", ["Beasley", "9", "511"], ["They stay at", "Mail comes"]),
    ("Location: Red Lantern Motor Lodge Rm 117, 6600 Gateway\nIt rained.", ["Lantern", "117", "6600", "Gateway"], ["It rained"]),
    ("FROM 88 TOWER RD MERRINGTON STAYING FOR THE WEEK", ["88", "TOWER", "MERRINGTON"], ["STAYING FOR THE WEEK"]),
    ("DEP HATCH AT 88 TOWER RD HATCH ADVISED", ["88 TOWER"], ["HATCH ADVISED"]),
    ("Lives      88 Chandlery St, 2nd floor front\nSSN        none", ["Chandlery", "front"], ["SSN"]),
    ("1|GMOTH|Odile Carter|22 Frisco Alley up||has Emily", ["Frisco", " up"], ["GMOTH"]),
    # a street that is called like the label behind a time
    ("JUV ALONE AT 1722 LIGHT ST SINCE NOON. HOME IS 1020 STREET RD.", ["1722 LIGHT ST", "STREET RD"], ["SINCE NOON"]),
    # answers and boxes
    ("OFC   Where do you stay?\nBoy  6 Cedar Slough. Weekends at home.", ["6 Cedar"], ["Weekends"]),
    ("ADDRESS [ the blue house on gin st, 702 ]  PHONE [ ]", ["blue house", "702"], ["PHONE"]),
    ("Will it be in the paper, our address? We moved. Hollyhock Row, nobody has it.", ["Hollyhock"], ["nobody has it"]),
    # somebody lives where a shop is named, or in what is none
    ("Emily lives over the laundromat at 91 Quarry. It is warm.", ["91", "Quarry"], ["It is warm"]),
    ("Emily stays at the church, 14 Larch Way, with Ana.", ["14 Larch"], ["stays at"]),
    # children named by letters
    ("The juvenile Q.L. was seen. Q.L. gave a statement.", ["Q.L"], ["was seen", "gave a statement"]),
    ("RE: J.T.B. (25-JU-0117), K.T.B. (25-JU-0118)", ["J.T.B", "K.T.B"], ["25-JU-0117", "25-JU-0118"]),
    ("The P.O. drove on U.S. 62 at 5 P.M. to the C.I.D. office.", [], ["P.O.", "U.S. 62", "P.M.", "C.I.D."]),
]

# a number of a docket is no age: the name before it is not an adult's
EXPORT = """H|HARROW PD|RMS|EXTRACT 2023-11-04 06:00
P|01|V|ORTEGA-BELL|THEO|M|09/14/2011|12|M|W|118 HAWTHORN CT|HARROW|MO|65355|6605550133|PINECREST MIDDLE
P|03|R|ORTEGA|LUZ||02/01/1984|39|F|H|118 HAWTHORN CT|HARROW|MO|65355|6605550134|
E|01|BICYCLE|TREK|MARLIN 5|RED|450.00|S
E|02|BACKPACK|BLU|NAME TAG|KIMBERLY|20.00|S
V|01|2016|FORD|F150|WHI|MO|7XJ K42|1FTEW1EP5GFA12345|TOWED
O|4471|KLINE|JANET|PATROL|B
O|4420|VARNER|ROY|SGT|B
N|1|KLINE 4471|RP ORTEGA ADV SON THEO LEFT BIKE AT RACK 3 AT 1500
N|2|VARNER 4420|REVIEWED
"""
EXPORT_GONE = ["THEO", "ORTEGA", "LUZ", "HAWTHORN", "5550133", "PINECREST", "KIMBERLY", "7XJ", "1FTEW"]
EXPORT_KEPT = ["BICYCLE|TREK|MARLIN 5|RED", "2016|FORD|F150", "O|4471|KLINE|JANET|PATROL", "O|4420|VARNER|ROY|SGT", "KLINE 4471|RP", "VARNER 4420|REVIEWED"]

TABLE = """RPTNO|OFFENSE|OCCDT|OCCTM|PROPSEQ|PROPDESC|PTYPE|PNAME|PDOB|PADDR|PPHONE|OFCR|BADGE|DISPO
23-04471|STEALING 570.030|10/11/2023|1420|1|SKATEBOARD, GRN|VIC|DESROSIERS, AMADI|04/19/2012|2209 N TYLER AVE 3|6605550127|HOLLOWAY, T|311|OPEN
23-04471|STEALING 570.030|10/11/2023|1420||| PAR|DESROSIERS, MIREILLE|01/05/1985|2209 N TYLER AVE 3|6605550128|HOLLOWAY, T|311|
23-04480|TRESPASS 1ST 569.140|10/12/2023|0210|||ARR|BRANDT, KEVIN L|07/07/1990|HOMELESS|NONE|ODELL, S|319|BOOKED
"""
TABLE_GONE = ["DESROSIERS", "AMADI", "MIREILLE", "04/19/2012", "TYLER", "5550127"]
TABLE_KEPT = ["RPTNO|OFFENSE|OCCDT|OCCTM|PROPSEQ|PROPDESC|PTYPE|PNAME|PDOB", "HOLLOWAY, T|311", "BRANDT, KEVIN L", "ODELL, S|319"]


def check(t, what, text, gone, kept, done=None):
    done = done or run("filter", stdin=text)
    out = done.stdout[done.stdout.find("Mother:"):] if "Mother:" in text else done.stdout
    lost = ["cut: " + k for k in kept if k not in out] + ["left: " + g for g in gone if g in out]
    t.test(done.returncode == 0 and not lost, what, *lost, out, done.stderr)


def main():
    t = Test()
    texts = [HEAD + line + "\n" for line, *_ in LINES]
    for (line, gone, kept), text, done in zip(LINES, texts, filter_each(texts)):
        check(t, line[:90], text, gone, kept, done)
    check(t, "rows that begin with a code: officers and things stay", EXPORT, EXPORT_GONE, EXPORT_KEPT)
    check(t, "codes at the heads of columns", TABLE, TABLE_GONE, TABLE_KEPT)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
