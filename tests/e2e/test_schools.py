#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 1 s
"""Schools, day cares, teams and groups in the many forms reports name them: in full, in short, by letters, with what goes on with the
name; and what looks alike and stays."""
import re
import sys

from lib import Test, documents, run

HEAD = "Juvenile contact narrative, Ptl. Marsh Odom\n\nOn March 4, 2024, at 1530 hours I was sent to a call about a child.\n\n"

# [[ ]] must go, << >> must stay; each line is a report of its own
LINES = """
Tanner Rude, a [[Pelican Rapids West]] senior who is 17, was there. <<A senior>> hit him.
He is a [[Carver North]] junior. He is a Carver <<senior citizen>>.
He is at [[Ferndale Secondary]] on a scholarship. <<The secondary search>> was quiet.
He had a slip from [[Verity Junior-Senior]]. Mother came.
The boys were at [[Nelsborg Public]] for football. <<At the library>> it was quiet.
<<At Carver Public Library>> it was quiet. <<A Notary Public>> came.
The school, [[Verity Public]], was told. At the school, <<Officer Grove>>, came in.
Please do not use it; the [[Haverlund]] tech office has a loaner. The [[Larkspur]] front office called.
The boy knows him from [[Phillips Commons]] and left. <<He knows her from Kansas City>>. <<She knew him from Walmart>>.
They braided hair in [[Kvistad]]'s room and left. <<In the room>> nobody was.
She is in third grade at [[St. Oswin's]]. Her mother came.
SCHOOL [ [[cottonplant middle]] ]  <<GRADE>> [ 7 ]
The older ones go to [[Sorghum Creek parochial]] and walk.
School? Boy: <<Yes>>. He goes there.
NO RETURN FROM [[LARIAT ALTERNATIVE]]. BUS DRIVER CALLED.
DAY CARE ON RECORD IS [[ACORN STEPS CHILD LAB]]. IT IS CLOSED.
11/05/24 0930  CC  [[Tanner Road Elem.]] Ms. [[Halloran]] (gr 2) says he is a joy.
She is on the [[Levee Rats]] chess team. <<The county dive team>> came.
SHE IS AT VACATION BIBLE SCHOOL [[ST BRENDANS]] UNTIL 1900
He attends Wren Hollow Academy. I went to <<the>> [[Academy]] at noon.
He attends Wren Hollow Academy. Then the [[Academy]] was closed.
They go to Ketter & Moss Learning Den. Parents met at the [[Den]] on Monday.
He attends Orrin Tull Academy of Music, grade 4. The front office calls it [[OTAM]] for short.
A friend from [[Harlow Mills High choir]] came.
School: [[Dovecote Alternative Ctr]] / 9
last seen leaving [[Merrow Trail HS]] with a bag
WALKING FROM [[MS 319]] TO THE PARK
They take [[Tallis Continuation]], he said.
the boys' game of the lady [[hornets]] volleyball
[[Sedge Ridge]], home of the [[Puffins]], has a drill.
The net went back to [[St. Orla's]] on Monday. Orla Beck, 9, was there.
sent to [[Auntie Dee's Kiddie Corner]] on Main
[[Tidemarks]] (day care, open till six) knows.
The driver of Bus [[14]] let the children off.
They hid in the [[Head Start]] room.
The other child is a [[Larkspur]] fourth grader who rides the same bus.
He was identified as a [[Larkspur]] student by his lanyard.
It happened on the playground at [[Larkspur]] during second recess.
She was last seen in her [[Larkspur]] hoodie and gray leggings. She wore <<Nike>> shoes and a <<Chiefs>> hoodie.
The [[Larkspur]] nurse called home at 1030.
I then contacted the principal of [[Ridgeway]] by phone. <<The principal of the loan>> was paid.
I called [[Ridgeway]] and the attendance clerk confirmed she was absent.
Attendance at [[Alcott]] confirmed that he was marked absent.
He transferred from [[PS 118]] to [[IS 52]] last fall.
She swims for the [[Marlins]] and he runs cross country for [[Marshfield]].
The principal, Dr. [[Nell Fanning]], provided the video. <<The doctor, Dr. Amos Orde>>, saw her.
He is a <<Cub Scout>> with [[Pack 212]].
She was at <<vacation Bible school>> when the call came in.
[[LARKSPUR EL]] / <<GRADE 4>>
Schl/[[Gr Pine Hollow]]/5
My son rides Bus [[11]] home from [[Oak Grove]], and the boys get on later.
He has scouts on Thursday ([[Pack 88]] at [[First Methodist]]).
<<The fire at First Methodist>> was out.
SHE IS SUPPOSED TO BE AT [[THE Y]] TILL 5
<<At the Y in the road>> he turned.
Grade/School: 6 / [[Westlake]]
Q. What team do you play on? A. The [[Crush]].
His half-brother lives with his dad, goes to [[Neelyville]]. <<He goes to Walmart>>. <<She goes to court>>.
He attends LSE Middle in grade 8. The principal was met at [[LSE]] on Monday.
The student was stopped at <<Walmart>> on Bishop Avenue. The class met at <<Mercy Hospital>>.
The fire was <<high>> up, <<the academy of police>> trained us.
Officer <<Thunder Hawk>> took the report.
SCHOOL NOTIFIED  [<<X>>] yes
<<Brent Hale>>, captain of the patrol, called back.
The primary concern was <<the house>>; <<ARREST CONTINUATION>> follows.
""".strip().split("\n")


def main():
    t = Test()
    for i, line in enumerate(LINES):
        t.write(f"in/{i:03d}.txt", HEAD + re.sub(r"\[\[|\]\]|<<|>>", "", line) + "\n")
    t.exits(run("redact", t.path("in"), "-o", t.path("out.zip"), "-q"), 0, "all reports are released")
    done = documents(t.path("out.zip"))
    for i, line in enumerate(LINES):
        text = done.get(f"{i:03d}.txt", b"").decode().partition("child.\n\n")[2]
        # every word of the name: a part of it is as good as the whole
        gone = [word for value in re.findall(r"\[\[(.*?)\]\]", line) for word in re.findall(r"[\w'.]+", value)]
        bad = [word for word in gone if re.search(rf"(?<![\w\[]){re.escape(word)}(?![\w\]])", text)]
        bad += [value for value in re.findall(r"<<(.*?)>>", line) if value not in text]
        t.test(text and not bad, line, *bad, text)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
