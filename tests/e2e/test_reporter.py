#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Whoever made the report to the hotline is protected wherever named, in all the ways in which that is said; who takes the call stays."""
import re
import sys

from lib import Test, filter_each

HEAD = """HARROW CITY POLICE DEPARTMENT\nReport number: 24-000417\nIncident date: 03/04/2024\nVictim: Emily Carter, DOB 06/09/2014

On the above date I was dispatched to 12 Elm Street for a welfare check. Emily was at home with her mother, Dana Carter.
"""

# [[must go]], {{must stay}}; whatever is unmarked does not matter
TEXTS = [
    # who called, with a verb
    "The school secretary, [[Winnie Talbert]], had already made a hotline call. [[Talbert]] said the boy was hungry.",
    "A custodian, [[Lester Hodge]], had dialed the hotline before I got there. [[Hodge]] gave a statement.",
    "Dr. [[Anneke Visser]] of the emergency room filed a CA/N report. [[Visser]] examined the boy.",
    "MS [[OTERO]] CALLED THE HOTLINE THIS MORNING. CALL NUMBER 25001 0034. {{OFC BRANDT}} MET [[OTERO]] AT THE SCHOOL.",
    "I spoke with the pediatrician who made the hotline call. [[Yewanda Adeban]], M.D., has been his doctor. Dr. [[Adeban]] said so.",
    "0912 hotline fax rcvd.\n0914 rptr is the store cashier, [[Lorn Dauphine]], 555-0166.\n0944 [[Dauphine]] called back.",
    "I MET THE REPORTING PARTY, [[JOYLENA KETTER]], AT WORK. [[KETTER]] IS A HOME HEALTH AIDE. [[JOYLENA]] STATED SHE CALLED THE HOTLINE SUNDAY.",
    "- School: Thornbury Prep. The counselor there, [[Ingrid Solheimer]], phoned the hotline on 2/5.",
    "8. Oral report made to: {{Lucinda Marrow}}   Time: 12/10 14:25. Emily's teacher, [[Ines Quade]], called the hotline.",
    # a letter thanks for the call; a name that is to be left off
    "Dear Ms. [[Pettibone]]: Thank you for calling us about Emily. We will look into it.",
    "Dear Mrs. [[Calder]],\nThanks for calling the hotline about Emily.",
    "Dear Det. {{Otto}},\nThank you for calling me back.",
    "CALLER [[LEVERNE HODAN]] SCHOOL SECRETARY MANDATED WANTS NAME OFF\nCALLER ADV SHE ALSO CALLED COUNTY SCREENING",
    "Dr. [[Alan Voss]] reported the burn to CD.",
    "{{Ofc. Ravel}} notified CD at 1640.",
    # work that is an office elsewhere
    "The hospital social worker, [[Ludmila Haas]], had already called the state. [[Haas]] stayed with the child.",
    "Reported 3 Oct 2024 by [[Winnie Talbert]], clinic nurse, hotline 24277-0160.",
    "Reported by {{Ofc. Ravel}}, traffic unit.",
    "Caller ([[Winnie Talbert]]) wishes to remain anonymous.",
    # the last line of a report
    "[[Winnie Talbert]] called CPS.",
    "{{Ofc. Ravel}} 112 wrote it.\n[[Winnie Talbert]] told the officer.",
    "Respectfully,\n{{Alan Voss}}, Deputy 112",
    # the call comes first
    "The hotline report 24120-0099 was by hospital social worker [[Prudence Ashcombe]]. [[Ashcombe]] stayed with the child.",
    "The hotline call was from 0900 on; the intake, by home aide [[Prudence Ashcombe]], whose name also is to be struck, is sealed.",
    "The report to the hotline was made by the crossing guard, [[Delphia Rusk]]. [[Rusk]] said she sees the boy daily. {{Deputy Alan Voss}} took the report.",
    "According to the worker, {{Ruth Delaney}} of Children's Division, the call came from a neighbor, [[Stan Kubiak]]. [[Kubiak]] heard shouting.",
    "{{Cynthia Barlow}}, Children's Division, received the hotline call from [[Nestor Quill]], a pharmacist. {{Barlow}} opened an assessment.",
    "Reported to CA/N hotline by: [[T. Hargis]], LPN. Report taken by: {{M. Olander}}, Children's Division.",
    # the role comes first
    "Children's Division worker {{Hanna Brill}} told me that caller Dr. [[Ignatz Moreau]] had been worried. [[Moreau]] asked for no feedback.",
    "Complainant: hospital social work, [[Petra Solano]]\nThe hotline call number is 24111-2233. Ms. [[Solano]] stayed with the child.",
    "Referral source: Mr. [[Abel Nyman]], truancy clerk at the school. Hotline accepted the report.",
    "The reporter was the swimming teacher's husband, a retired nurse, [[Orrin Haskett]].",
    # the role comes last, or there is none
    "[[Carla Rolfe]], RN, is the mandated reporter. The hotline number is 24111-2233. I met [[Rolfe]] at the clinic.",
    "The clerk, [[Edda Pruitt]], asks that her name be sealed. The hotline has it. Please keep the driver, [[Tom Akers]], out of the report.",
    # officials who call stay
    "At 0900 {{Sgt. Dale Hurst}} called the hotline and was given number 24120-0099. {{Hurst}} briefed us.",
    "{{Officer J. Tamm}} hotlined the family and cleared. {{Tamm}} will follow up.",
    "{{Investigator Lucille Amsel}} of the Children's Division had been assigned the hotline report and met me there. {{Amsel}} took the children.",
    "0759 LORING 11 DEP {{MILLER}} ON SCN\n0911 HOTLINE CALL MADE BY {{LORING}} 11 NO 25008-0171",
]


def main():
    t = Test()
    for text, done in zip(TEXTS, filter_each([HEAD + re.sub(r"\[\[|\]\]|\{\{|\}\}", "", text) + "\n" for text in TEXTS])):
        out = done.stdout[done.stdout.find("[MOTHER OF CHILD-1]"):]
        left = [word for word in re.findall(r"\[\[(.*?)\]\]", text) if word in out]
        lost = [word for word in re.findall(r"\{\{(.*?)\}\}", text) if word not in out]
        t.test(done.returncode == 0 and not left, f"gone: {text[:60]!r}", *left, out)
        t.test(not lost, f"kept: {text[:60]!r}", *lost, out)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
