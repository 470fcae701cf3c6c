#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 4 s
"""What is said aloud or typed in messages: years, house numbers and telephones in words, ranks by which somebody is spoken to, names
without capitals."""
import sys

from lib import filtered_all

HEAD = "FAIRMONT COUNTY SHERIFF\nREPORT 24-1007\nDate occurred 06/01/2024\nVictim: Mia Brook, age 9. Brother Will Brook, age 6.\n\n"

# text, what must go, what must stay
TEXTS = [
    # the year behind a day of birth
    ("TM: When is Mia's birthday?\nANN: The eleventh of November, oh-twelve, I was there.", ["eleventh", "oh-twelve"], ["I was there"]),
    ("She was born Dec. 1, two thousand thirteen. Then they moved.", ["Dec. 1", "thirteen"], ["Then they moved"]),
    ("Mia's a Christmas baby, twenty-thirteen.", ["Christmas", "thirteen"]),
    ("Mia turned nine on March 4. In 2019 they moved.", ["March 4"], ["In 2019 they moved"]),
    ("Mia was born June third. Twenty people came.", ["June third"], ["Twenty people came"]),
    ("Run her, DOB zero one nineteen two thousand nine, last name Brook.", ["zero", "nineteen", "thousand nine"]),
    # telephones and houses in words
    ("It is, uh, six oh nine, triple five, oh one eight eight.", ["six oh nine", "triple", "eight eight"]),
    ("DISP: He's listed with an address of twelve twenty-two Fir.", ["twelve", "Fir"]),
    ("BOY: It's one-oh-one Elm but the door's on Fifth.", ["one-oh-one", "Elm"], ["but the door"]),
    ("She gave her address as six oh eight and a half Main.", ["six oh eight", "half Main"]),
    ("OFC: Where do you live?\nMIA: Twenty-one fifty. It's blue.", ["Twenty-one fifty"], ["It's blue"]),
    ("They stay right there, twenty-one fifty, the one with the boat.", ["twenty-one fifty"], ["the one with the boat"]),
    ("OFC: Do you know the apartment number?\nMOM: Three-oh-four. No, three-fourteen.", ["Three-oh-four", "three-fourteen"]),
    ("They live in two or three places and live at forty, with a pension.", [], ["two or three places", "at forty, with"]),
    # a rank by which somebody is spoken to ends the sentence
    ("LANTZ: Runaway, Sarge. Corbyn Steig. Fourteen.", ["Corbyn", "Steig"], ["Runaway, Sarge"]),
    ("BOY: Yes, officer. Corbyn Steig.", ["Corbyn", "Steig"], ["Yes, officer"]),
    ("GIRL: Hi, Deputy. Tasha here.", ["Tasha"]),
    ("Det. Corbyn Steig came with Sarge Imhoff. Ofcr. Dole left.", [], ["Corbyn Steig", "Sarge Imhoff", "Dole"]),
    # what is said behind the label of an officer
    ("DISPATCH: The child's name is Storm.\nUNIT 4: Copy.\nDISPATCH: Her first name is Haven.\nUNIT 4: Copy.", ["Storm", "Haven"]),
    ("DET: Spell Kaeden.\nBOY: K-A-E-D-E-N.", ["Kaeden", "K-A-E-D-E-N"]),
    ("DET: My name is Stark.\nBOY: Okay.", [], ["Stark"]),
    ("Officer: Kaeden Dole.\nComplainant: Rose Hart.", [], ["Kaeden Dole"]),
    # names that a size or a question tells
    ("W: It was Big Tone - that's Anthony - and Mia. Big Tone ran.", ["Big", "Tone", "Anthony"], ["ran."]),
    ("BOY: Juice was driving.\nDET: Juice who?\nBOY: I dunno. Guess who?", ["Juice"], ["was driving", "Guess who"]),
    ("We stopped at Big Lots and Little Caesars. Little Rock Police came.", [], ["Big Lots", "Little Rock Police"]),
    ("CFI Petra Voss, M.S.W. talked to Mia.", ["Mia"], ["Petra Voss"]),
    # who drives is no operator of a console
    ("Veh 1 : Op COSTA , MARIA  L   DOB 4/4/84\nPass : COSTA , LUCAS   age 8", ["COSTA", "MARIA", "LUCAS"]),
    ("Unit 1 Operator: Maria Costa, 17 Elm St. Passenger: Lucas Costa, 8.", ["Maria", "Costa", "Lucas"]),
    ("Call taken by Op 12 Hale at 0714. Op Hale sent units.", [], ["Op 12 Hale", "Op Hale"]),
    ("MOM: We're at Kit Carson Apartments, twelve B. Mia is here.", ["Kit Carson", "twelve B"], ["is here"]),
    # threads of messages, and names as a telephone has them
    ("9:14 PM  Me: u up\n9:15 PM  kenz: ya\n9:17 PM  kenz: come over\n9:18 PM  lil jay: who is there", ["kenz", "lil jay"], ["u up", "come over"]),
    ("[21:04] kenz> where u at\n[21:05] me> home\n[21:06] kenz> ok", ["kenz"], ["where u at"]),
    ("14:02 dispatch: en route\n14:05 caller: hurry\n14:06 note: gate code sent", [], ["dispatch", "caller", "note"]),
    ('"grobo" is Kenzie Holub, 13. In the thread grobo writes back.', ["grobo", "Kenzie", "Holub"], ["writes back"]),
    ('"kay" = unknown girl. "papa g" (Gene Poole) is the grandfather.', ["kay", "papa g", "Gene", "Poole"], ["unknown girl"]),
    ('The text "come over" is Mia\'s. A note "locked" was hers.', ["Mia"], ["come over", "locked"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
