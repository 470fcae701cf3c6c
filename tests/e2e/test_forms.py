#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""One text as many would have put it on paper: without capitals, with those of sentences alone, with one on every word; quoted, numbered,
double spaced, in a narrow column. The same people go and the same facts stay, in a text, an element of XML and a cell of a table alike;
and capitals or numbers that say something stay what they are."""
import os
import sys

from lib import ROOT, Test, documents, filter_each, run

sys.path.insert(0, os.path.join(ROOT, "tests"))
import otherwise  # noqa: E402

HEAD = "FAIRMONT COUNTY SHERIFF\nREPORT 24-1188\n\n"
TEXT = """On Tuesday I was sent to the house on a report of a child alone. Kayla Brookhart let me in. She is eight and she was not hurt. Her brother,
Tyler Dunmore, age 6, was asleep on the couch. Their mother, Shelby Dunmore, came home at ten and said that a neighbor had been asked to watch
them. Kayla goes to Fern Hill Elementary and her teacher is Mrs. Abernathy. I called Deputy Larkin, who took pictures of the kitchen and of the
open door. Nobody was arrested. The mother signed for her copy and Kayla waved from the window when I left with Deputy Larkin.
"""
GONE = ["kayla", "brookhart", "tyler", "dunmore", "shelby", "fern hill", "abernathy"]
STAYS = ["larkin", "child alone", "neighbor had been asked", "on the couch", "nobody was arrested"]
FORMS = ["small", "sentences", "titled", "capitals", "wrapped", "column", "spaced", "numbered", "quoted"]


def flat(text):
    """small letters, each run of spaces one, without what stands before lines"""
    lines = [line.lstrip("> 0123456789") for line in text.lower().split("\n")]
    return " ".join(" ".join(lines).split())


def check(t, form, text):
    left = [part for part in GONE if part in flat(text)]
    lost = [part for part in STAYS if part not in flat(text)]
    t.test(text and not left, f"{form}: the same people go", *left, *text.splitlines())
    t.test(not lost, f"{form}: the same facts stay", *lost, *text.splitlines())


def forms(t):
    texts = [HEAD + otherwise.WAYS[form](TEXT.replace("\n", " ").strip() + "\n", form) for form in FORMS]
    for form, done in zip(FORMS, filter_each(texts)):
        check(t, form, done.stdout)


def structures(t):
    """the narrative of an element and of a cell"""
    small = TEXT.lower().replace("\n", " ").strip()
    t.write("in/a.xml", f'<?xml version="1.0"?>\n<Report xmlns="urn:x"><Number>24-1182</Number><Narrative>{small}</Narrative></Report>\n')
    t.write("in/a.csv", f'Case,Date,Narrative\n24-1182,03/02/2024,"{small}"\n24-1183,03/02/2024,"the store was closed, nothing was taken"\n')
    t.exits(run("redact", "-q", t.path("in"), "-o", t.path("o.zip")), 0, "a table and XML without capitals are released")
    found = documents(t.path("o.zip"))
    t.test(len(found) == 2, "both", *found)
    for name, data in found.items():
        check(t, name, data.decode("utf-8"))


# text, what must go, what must stay
TEXTS = [
    # a passage without capitals in a text that has them
    ("The phone shows this.\n\nwhere are you. im at jaydens house with mia orozco and her dad marco is here we want to eat\n\nDeputy Larkin took the phone.",
     ["jayden", "mia", "orozco", "marco"], ["Deputy Larkin", "want to eat"]),
    # letters of other alphabets of Europe become capitals, too
    ("the boy told me that his name is łukasz żak and that his sister élodie żak was with his mother žofia žák at the lake all day",
     ["łukasz", "żak", "élodie", "žofia", "žák"], ["at the lake"]),
    # an address of mail stays one
    ("the boy kayden brook told me that he wrote to kay.brook_07@example.com and that she never wrote back to him from there",
     ["kayden", "kay.brook_07", "example.com"], ["never wrote back"]),
    # signs of messengers and of Markdown around words, a name put into another's words
    ("**Kayla Brook** (age 9) and *Tyler* were there. **Kayla**'s mother, __Shelby Brook__, said \"he hit [Tyler Brook]\" and [Redacted] left. *Officer Lund* "
     "**took** pictures.", ["Kayla", "Tyler", "Shelby", "Brook"], ["** (age 9)", "[Redacted] left", "*Officer Lund* **took** pictures"]),
    # a name over the end of a quoted line
    ("> I met the boy in the yard and he said that he is called Jayden\n> Orozco and that he lives with his mother, who was at work that day\n"
     "> and who came home at six.", ["Jayden", "Orozco"], ["I met the boy", "came home at six"]),
    # numbers that count people are no numbers of lines
    ("1  Kayla Brookhart, 8\n2  Tyler Dunmore, 6\n3  Deputy Larkin", ["Kayla", "Dunmore"], ["1  ", "2  ", "3  Deputy Larkin"]),
    # a telephone that somebody leaves at an agency is not the agency's
    ("she called the prosecuting attorney and the number that she left for us there is 573-555-0144 and it is her own at home", ["573-555-0144"],
     ["prosecuting attorney"]),
    # an account with a dot, a number that a scanner misread
    ("there are messages between tyrudd.x and vosshad.b about it. hadley asks tyson nine times to delete it and he says that he did so",
     ["tyrudd", "vosshad", "hadley", "tyson"], ["about it"]),
    ("kayla brook wants it corrected. her mother marla brook can be reached at 64l-555-0l36 and not where they rnean it to be on that day",
     ["kayla", "marla", "555-0l36"], ["wants it corrected"]),
    # a roster is no numbered page
    (" 1  Tobin Holloway\n 2  Case Brannon\n 3  May Quill\n 4  Ada Lark\n 5  and her brother\n 6  Will Lark\n 7  of the blue house\n 8  Sky Fenn\n"
     " 9  Rain Dell\n10  Dee Park\nthe children in the van when it was stopped by Officer Lund", ["Tobin", "Quill", "Dee Park"], ["Officer Lund", " 5  "]),
    # numbers of a page that a cut took away do not part it
    (otherwise.numbered("Deer and myself went to the HUD House at the request of Geraldine Deer. Geraldine is the auntie of Skye Deer and Raymond Deer; she "
                        "has had the two of them since the winter under a paper of the tribal court. Officer Deer is a cousin and stood by the car and took no "
                        "statement. She said the father, Curtis Falling, called from the lot and said he is taking the kids to Nebraska. He does not have a "
                        "paper. At 1640 he came. He was asked to leave and he left.", ""), ["Skye", "Raymond", "Curtis"], ["stood by the car"]),
    # a word broken at the end of a line of a paragraph stays broken
    ("I went to the house and asked there for the girl whose name is Kayla Brook-\nhart and who had called the station about her brother and\n"
     "the dog in the yard.", ["Kayla", "Brook", "hart and"], ["the dog in the yard"]),
]
PAPERS = [
    # what is left of the lines stands like the columns of a table
    ("   auntie of Deer;\n 8   a own stood the car and took no\n11   She said the father, Falling,\n  He was\n", ["Deer", "Falling"],
     [" 8   a own stood the car", "  He was"]),
    # nothing but a line of small letters
    ("the dog barked all night", [], ["the dog barked all night"]),
]


def main():
    t = Test()
    forms(t)
    structures(t)
    t.filtered(HEAD, TEXTS)
    t.filtered("", PAPERS)
    return t.end()


sys.exit(main())
