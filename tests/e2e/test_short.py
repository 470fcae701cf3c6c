#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 8 s
"""Homes, schools and teams that are named again in a few words, said by a child or written as the country writes them; beside each what
looks alike and stays."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# text, what must go, what must stay
TEXTS = [
    # several words of a name that was given before, common ones and names of persons among them
    ("School: Hearth & Home Preschool\nThe other kids at Hearth & Home call her Em.", ["Hearth", "Home"], ["The other kids at", "call her"]),
    ("School: Little Oars Child Care\nThe Little Oars director knows.", ["Little", "Oars"], ["director knows"]),
    ("School: Drummond Hill Academy\nShe read the pledge at Drummond Hill on Friday.", ["Drummond", "Hill"], ["on Friday"]),
    ("Address: 12 Ferry Landing, Apt 1\nHe is not to come within 300 yards of Ferry\nLanding. The ferry left.", ["Ferry\nLanding"], ["The ferry left"]),
    ("ADDRESS: 2240 DAISY HILL RD\nSHE WAS HOUSE SITTING ON DAISY HILL SO THAT HER SISTER COULD GO.", ["DAISY", "HILL"], ["SO THAT HER"]),
    ("ADDR 5520 RIVER FORK RD\nI WENT TO THE RIVER FORK PLACE. HE SAID THE RIVER IS COLD.", ["RIVER FORK"], ["RIVER IS COLD"]),
    # the same words are a bridge, an agency, a town
    ("Address: 77 River Fork Rd\nThe car was on River Fork Bridge.", ["77 River"], ["Bridge"]),
    ("School: Larch Valley High\nLarch Valley Police were told.", ["High"], ["Larch Valley Police"]),
    # a town's school, where a school is spoken of
    ("School: Harrow City Elementary\nHer teacher at Harrow City called.", ["at Harrow City"], ["called"]),
    # numbers in words
    ("Address: 615 Threshing Mill Dr\nShe told me, \"I live at six fifteen.\" It was six fifteen when I left.", ["live at six fifteen"], ["was six fifteen when"]),
    ("Address: 1402 Juniper Ct\nWe live at fourteen oh two, he said.", ["fourteen"], ["We live at"]),
    ("Address: 2100 Cerro Dr\nThe house is twenty-one hundred.", ["twenty-one"], ["The house is"]),
    ("Address: 3318 Saltgrass Way #D\nI walked with her to #D. Item #B stays.", ["#D"], ["#B stays"]),
    # the country
    ("Both children: N4410 Cheese Factory Road", ["N4410", "Cheese"]),
    ("They were staying at her place, County Rd 3310, white gate. He was cited on County Road 9.", ["3310"], ["County Road 9"]),
    ("She signed for both. She lives two doors down, Unit 35. Unit 12 responded.", ["35"], ["Unit 12 responded"]),
    ("Spot: the Hale place, 4 mi. up Antelope Draw Road, no. 412\nThe crash was 4 miles up the road.", ["Hale", "412", "4 mi."], ["4 miles up the road"]),
    ("PLACE\tSITE 9, COTTON MILL CAMPGROUND", ["COTTON", "SITE 9"]),
    # schools, teams and teachers
    ("Nobody at the Head Start can say it.", ["Head Start"], ["Nobody at the"]),
    ("EMILY STARTS AT ROOTS & WINGS DAY NURSERY ON THE 13TH.", ["ROOTS", "WINGS", "NURSERY"], ["ON THE 13TH"]),
    ("There are three families in the Seabright Day Home, which is small.", ["Seabright"], ["which is small"]),
    ("Her team is called the Tern Bay Waves. The team was told.", ["Tern", "Waves"], ["The team was told"]),
    ("Emily is a catcher for Gantry Varsity\nBaseball and was afraid.", ["Gantry", "Baseball"], ["was afraid"]),
    ("She has a mentor through the Harbor Girls' Sail Club.", ["Harbor", "Sail"], ["a mentor"]),
    ("Emily is in the school band. Corliss Hunt, who teaches that, came out. I wrote to Hunt.", ["Corliss", "Hunt"], ["came out"]),
    ("Officer Dale Birch, who teaches D.A.R.E., came out.", [], ["Officer Dale Birch"]),
    ("SCHL REDBUD GRADE 2", ["REDBUD"]),
    ("She rides the Blue Knob late bus. The city bus was late. He wrestles for Otter Ridge.", ["Blue", "Knob", "Otter"], ["The city bus"]),
    ("Emily was suspended from Cedar Point in May. Officer Lane was suspended from duty.", ["Cedar"], ["from duty"]),
    ("SCHOOL NOTIFIED = GLACIER BEND MIDDLE", ["GLACIER", "MIDDLE"]),
    ("THE TEACHER AT FOX RUN ADV SHE LEFT. THE TEACHER AT SCHOOL CALLED.", ["FOX", "RUN"], ["AT SCHOOL CALLED"]),
    # public places, streets and shops that begin with the words of a school or home
    ("School: Mercy Hospital Child Care Center\nDeputy Rask took him to Mercy Hospital for care.", ["Child Care"], ["to Mercy Hospital for"]),
    ("Address: 120 Fire Station Road\nThe Fire Station is closed.", ["120 Fire"], ["The Fire Station is"]),
    ("Tess Dunn, 13, Hale Center School.\nBo Lind, 12, Hale Center East School.\nThe kids at Hale Center East left.", ["Hale", "East"], ["left"]),
    # hours and exhibits are no homes
    ("Address: 845 Cerro Dr\nShe left the house at eight forty-five and stood outside the home at eight forty-five. She was home at eight forty-five.", ["845"],
     ["house at eight forty-five", "home at eight forty-five.", "was home at eight forty-five"]),
    ("Address: 930 Cerro Dr\nThe apartment was quiet by nine thirty. He left her place at nine thirty hours.", ["930"], ["by nine thirty", "nine thirty hours"]),
    ("Address: 615 Cerro Dr\nShe lives at six fifteen, in the back. The house number is six fifteen. My house is six fifteen.", ["six fifteen"], ["in the back"]),
    ("Address: 3318 Saltgrass Way #D\nI walked with her to #D. See exhibit #D, item #D, Witness #D. The mother in #D.", ["to #D", "in #D"],
     ["See exhibit #D, item #D, Witness #D"]),
    # what a school's town and state, and a troop of police, share with schools and scouts
    ("MARL HARBOR POLICE - MARL HARBOR, MICHIGAN\n\nSchool: Marl Harbor Junior High", ["Junior High"], ["POLICE - MARL HARBOR, MICHIGAN"]),
    ("The trooper asked us to call Troop 4 at 605-555-0104. Emily is in Troop 41.", ["41"], ["Troop 4 at"]),
    # in a child's words, and where the bus stops
    ("\"I live in the green house by the church,\" she said. \"My house is number fourteen.\"", ["green house", "fourteen"], ["she said"]),
    ("The bus stop at Cherry and Fifth, by her house, was empty. The stop at Main and 6th was not.", ["Fifth"], ["Main and 6th"]),
    ("He is not to be within 300 yards of Heron Loop. He was found within 40 feet of the road.", ["Heron"], ["40 feet of the road"]),
    ("I have two birth certificates for Emily, both June 9, 2014, copied on March 1, 2024.", ["June 9, 2014"], ["March 1, 2024"]),
    # crossings
    ("A detail at Bishop Ave and 7th saw it. He stood at Levee Rd and SR 9, then at Highway 38 and 150th St.", [],
     ["Bishop Ave and 7th", "Levee Rd and SR 9", "Highway 38 and 150th St"]),
    ("Emily lives at Levee Rd and SR 9 with her aunt.", ["Levee"], ["with her aunt"]),
    ("Emily lives at 412 Larch Hill Rd and 7th grade is hard.", ["412", "Larch"], ["grade is hard"]),
    # a second birth behind the first; citations in a list
    ("Emily was born on June 9, 2014 and Ari on 10-10-16. Emily was seen on 3-2-24.", ["June 9, 2014", "10-10-16"], ["seen on 3-2-24"]),
    ("Emily is 9.\nSTATUS|CLEARED ARREST|CITS C-31107 C-31108", ["Emily"], ["CITS C-31107 C-31108"]),
    # the day of the offense makes the age
    ("Date of offense ..... 12/07/2023 1930\nDate reported ....... 10/20/2024 1115\nVictim Name ......... Odile Brzezin\n   Born ............. 05/02/2006",
     ["Odile", "05/02/2006"], ["12/07/2023"]),
]

if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
