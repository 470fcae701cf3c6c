#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Entries of forms whose labels are written like words: who was arrested and is no relation stays, whoever is family or a child goes."""
import sys

from lib import filtered_all

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\n\n"
CHILD = "Child 1      CARTER, EMILY JUNE       F / W / age 9\n"

# text, what must go, what must stay
TEXTS = [
    # the role, the age and what else stands behind the name
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38\n\nNorman Pelka had it under a tarp. Pelka said he bought it.",
     ["CARTER", "EMILY"], ["Pelka, Norman J.", "Norman Pelka had", "Pelka said"]),
    (CHILD + "Arrested     WENDTNER, FRANK A.       M / W / born 10/10/1961\n             cage operator, no relation    plate WI 881-KDR\n\n"
     "Frank Wendtner runs the cage. Mr. Wendtner smelled of beer.", ["CARTER"], ["WENDTNER, FRANK", "Frank Wendtner runs", "Mr. Wendtner smelled"]),
    (CHILD + "Babysitter   BRZEZIN, ALMA            F    23    not related\n\nAlma Brzezin said she fell. Brzezin was arrested at 10:20.", ["EMILY"],
     ["BRZEZIN, ALMA", "Alma Brzezin said", "Brzezin was"]),
    (CHILD + "Suspect      Norman Pelka             M/W/41\nSuspect was charged.\n\nPelka was booked.", ["CARTER"], ["Norman Pelka", "Pelka was booked"]),
    # family goes, also under another surname, also arrested
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38    mother's husband\n\nNorman Pelka had it. Pelka said so.", ["Norman", "Pelka"]),
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38\n             father of Child 1\n\nNorman Pelka had it. Pelka said so.", ["Norman", "Pelka"]),
    (CHILD + "Arrested     Pelka, Norman J.         M, W, 38    stepfather\n\nPelka said so.", ["Norman", "Pelka"]),
    (CHILD + "Arrested     Carter, Norman J.        M, W, 38\n\nNorman Carter said so.", ["Norman", "Carter"]),
    (CHILD + "Uncle        PELKA, NORMAN            M    38\n\nNorman Pelka was arrested.", ["NORMAN", "Pelka"]),
    (CHILD + "Mother's boyfriend   PELKA, NORMAN    M    38\n\nNorman Pelka was arrested.", ["NORMAN", "Norman", "Pelka"]),
    # minors go whatever their role is
    (CHILD + "Arrested     Pelka, Tyler J.          M, W, 15\n\nTyler Pelka had it. Pelka said so.", ["Tyler", "Pelka"]),
    (CHILD + "Witness      Pelka, Tyler J.          M / W / age 12\n\nTyler Pelka saw it.", ["Tyler", "Pelka"]),
    (CHILD + "Friend       Pelka, Tyler\n\nTyler Pelka saw it.", ["Tyler", "Pelka"]),
    # a sentence says that somebody is no kin
    (CHILD + "\nSubject: suspect Odum, Terrence Gil\n\nThe owner's son, Terrence Odum, 26, is not related to any of the children. Odum was arrested on 22 May.",
     ["CARTER"], ["Odum, Terrence Gil", "Terrence Odum, 26", "Odum was"]),
    (CHILD + "\nA neighbor's cousin, Tico Varella, 31, is no relation to the victim. Varella was booked.", ["CARTER"], ["Tico Varella", "Varella was"]),
    (CHILD + "\nHer mother's son, Terrence Odum, 26, is not related to the other children. Odum was arrested.", ["Terrence", "Odum"]),
    (CHILD + "\nThe owner's son, Tyler Odum, 15, is not related to the children. Odum was arrested.", ["Tyler", "Odum"]),
    (CHILD + "\nHer uncle, Terrence Odum, 26, is not related to the suspect. Odum was arrested.", ["Terrence", "Odum"]),
    (CHILD + "\nMr. Odum lives in the home and is not related to the children. Mother is Ana Brandt.", ["Odum", "Brandt"]),
    # codes with a number
    ("JV1 BRZEZIN, ILSA   W/F/9   school Oak Middle\nPM1 TOLBERT, MAE   W/F/39   mother\nWT1 OAKES, RUTH   W/F/66   clerk\nSU1 PELKA, NORMAN   W/M/38   mother's husband\n\n"
     "SU1 went. Pelka and Tolbert spoke of Ilsa.", ["Ilsa", "ILSA", "TOLBERT", "Tolbert", "PELKA", "Pelka"]),
    ("CV1 BRZEZIN, ILSA   W/F/9\nSU1 PELKA, NORMAN   W/M/58   ARRESTED\n\nPelka ran. Ilsa cried.", ["BRZEZIN", "Ilsa"], ["PELKA, NORMAN", "Pelka ran"]),
    # a given name that a child has too is the child's
    ("V-01 CARTER, CLAY  W/M/11\nS-01 TREMBLAY, CLAY ROBERT  W/M/41\n\nThe brother is Clay, 11. Clay was on lane 6. Tremblay was told to leave. Clay Tremblay was arrested.",
     ["is Clay", "Clay was on"], ["TREMBLAY, CLAY ROBERT", "Tremblay was told"]),
    ("CV1 DELA VINNA, COOPER   W/M/12\nWT2 VINNA, COOPER LOUIS   W/M/26   bus operator\n\nTwo persons here have one name. CV1 is Cooper dela Vinna; WT2 drives the bus and is no relation.", ["DELA VINNA", "Cooper dela", "dela Vinna"]),
    ("RP1 Sunny Delacroix   W/F/24   shift lead\nJV1 XIONG, PA NHIA   A/F/5\n\nShe gave no name. Her father calls her Sunny at home. Sunny was not cold.",
     ["calls her Sunny", "Sunny was"]),
]


if __name__ == "__main__":
    sys.exit(filtered_all(HEAD, TEXTS))
