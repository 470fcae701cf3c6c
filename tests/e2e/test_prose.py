#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 8 s
"""Births, homes, schools and numbers as officers write them in ordinary prose, and the sentences beside them that say something else."""
import sys

from lib import Test

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, age 9\nMother: Ana Carter\n\n"

# text, what must go, what must stay
BIRTHS = [
    ("Present were Emily Carter (20140609) and her brother Theo Carter (02112017).", ["20140609", "02112017"], ["Present were"]),
    ("Also there: Theo Carter [060917], who slept.", ["060917"], ["who slept"]),
    ("Emily Carter (Halloween 2014) and Theo (2017, in the fall) were inside.", ["Halloween", "2014", "2017", "fall"], ["were inside"]),
    ("Her cousin Mina Carter, 03/2016, was asleep.", ["03/2016"], ["was asleep"]),
    ("Emily turned nine on the 11th and is in charge.", ["11th"], ["in charge"]),
    ("Theo will be seven on the 22d of this month.", ["22d"], []),
    ("Theo turned six last Sunday, the third.", ["Sunday", "third"], []),
    ("Her date of birth was told as \"last day of the year, 2014\". We left.", ["last day", "2014"], ["We left"]),
    ("Theo is six, birthday in November. We left.", ["November"], ["We left"]),
    # something else happened then
    ("Officer Dale Moss (03042024) took the photographs.", [], ["Dale Moss", "took the photographs"]),
    ("She was at the fair (Labor Day 2023) with an aunt.", [], ["Labor Day 2023"]),
    ("The lease ran from 03/2022, she said, to the fall of 2023.", [], ["03/2022", "fall of 2023"]),
    ("It will be ten on the hour. He left the house on the 11th.", [], ["on the hour", "on the 11th"]),
    ("The birthday party in the park was over. Court is in November.", [], ["in the park", "in November"]),
]


def main():
    t = Test()
    for text, gone, kept in BIRTHS:
        t.filtered(HEAD, text, gone, kept)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
