#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 2 s
"""Homes that no rule knows by the form of their street: by a label or a verb of living. And what looks like a home or a person
and is none: towns of agencies, two officers behind a time, a badge."""
import sys

from lib import Test, run

HEAD = "HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014\nMother: Ana Carter\n\n"

# line, what must go, what must stay
LINES = [
    ("Address: 411 1/2 W Mulberry, Orrville (over the laundromat)", ["411", "Mulberry"], ["(over the laundromat)"]),
    ("Address: Number Nine, Old Ferry Landing", ["Nine", "Ferry"], []),
    ("Home address: Qtrs 2217B Patton Loop", ["Qtrs", "2217B", "Patton"], []),
    ("Residence: the parsonage, Second & Elm", ["parsonage", "Elm"], []),
    ("Address: Casita 2, 1801 Avenida del Sol", ["Casita", "1801", "Avenida"], []),
    ("Address: 717 Juniper Bend, Maysburg KS", ["717", "Juniper"], ["Maysburg KS"]),
    ("Emily lives at Heron Pointe, bldg 3, 305. She said so.", ["Heron", "305"], ["She said so."]),
    ("Present home is Pelican Walk 15, lower. It rained.", ["Pelican", "15", "lower"], ["It rained."]),
    ("Ana has moved to a cabin at Lost Lake, Site 12, and is well.", ["Lost", "Site 12"], ["and is well."]),
    ("Ana stays in Upper Saddle 22. It rained.", ["Upper", "22"], ["It rained."]),
    ("Address: unknown", [], ["Address: unknown"]),
    ("Home: She said that she was fine.", [], ["She said that she was fine."]),
    ("She lives at 5 with her aunt.", [], ["lives at 5 with her aunt."]),
    ("She lives in Kansas City.", [], ["lives in Kansas City."]),
    ("I asked central to tone Osage Bluff VFD for it.", [], ["Osage Bluff VFD"]),
    ("It was routed to Port Callis PD. The men of Port Callis came.", [], ["Port Callis PD", "men of Port Callis came"]),
    ("Respectfully,\nCorporal Ephraim Buck, Star 19\nKettle Creek Police Department", [], ["Ephraim Buck, Star 19", "Kettle Creek Police Department"]),
    ("KETTLE CREEK POLICE DEPARTMENT\nSchool Attendance Liaison", [], ["KETTLE CREEK POLICE DEPARTMENT"]),
    ("Emily told her teacher, Mr. Ellsworth, of it. Crossing guard Joan Ellsworth-Bray wrote it down.", ["Mr. Ellsworth"], ["Crossing guard"]),
    ("E.C. took a little longer. The C.O. was told.", ["E.C."], ["The C.O. was told."]),
]


def main():
    t = Test()
    for line, gone, kept in LINES:
        done = run("filter", stdin=HEAD + line + "\n")
        text = done.stdout[done.stdout.find("Mother:"):]
        left = [g for g in gone if g in text]
        lost = [k for k in kept if k not in text]
        t.test(done.returncode == 0 and not left, f"gone: {line[:60]!r}", *left, text)
        t.test(not lost, f"kept: {line[:60]!r}", *lost, text)
        t.test("Victim: [CHILD-1], DOB [DOB]" in done.stdout or not line.startswith("Address: unknown"), f"labels stay: {line[:60]!r}", done.stdout)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
