#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 3 s
"""Birth dates, numbers of persons and things, telephones and accounts in the many ways that reports write them; and the numbers,
days and telephones of agencies that look alike and stay."""
import re
import sys

from lib import Test, documents, run

HEAD = "Juvenile contact narrative, Ptl. Marsh Odom\n\nOn March 4, 2024, at 1530 hours I was sent to a call about a child.\n\n"

# [[ ]] must go, << >> must stay; each line is a report of its own
LINES = """
Last four of the VIN off the registration card are [[8841]]; the whole number is in the file.
The last four digits of <<the report are 1042>>.
Hospital wrist bands read [[NPG 772140]] (Tanner), [[NPG 772141]] (boy) and [[NPG 772142]] (Leigh).
The nurse read Tanner ([[KMH 40221]]) and his sister ([[KMH 40222]]).
Tanner (<<24-1042>>) was seen again. Exhibit <<4410-B>> (boy) was logged. Citation <<M-44091>> (Tanner) was voided.
Leigh Kopecky's visit is [[4410-B]] at Memorial. They made 12 visits, <<2019-2022>>.
His mother drives a white Impala, SD [[67 A 402]].
HIS DAD DRIVES WHITE IMPALA SD [[67 A 402]]
His father's truck is in the lot still, [[47-W273]].
I saw his mother's pickup in the lot: [[53-48063]].
VEH|01|2013 SUBARU OUTBACK GRN|TAG [[34-18462]]
A Ford truck, <<reported 14-22100>>, was at <<exit 12-44>>.
The insurance is Shelter, no. [[91734L]]. Insurance: Gustafson, Farmers Mutual, no. [[HG 5832-G]].
CDL [[VR 39881]] AND HER PHONE
Tanner Kopecky (enrolled, [[WB 4417-C]]) was there. He enrolled in <<2021>>.
Notice to the tribe was sent under number [[ICWA-18-77]]. The ICWA hearing was docketed <<JV-24-1180>>.
Soc svcs will do a family assessment, file [[KC 17 0290]].
Hospital labels: [[MF 72 3957]] for Tanner. Pharmacy profile [[CM 8439-R]] for Leigh.
Ofc. Odom asks the girl her birthday for the form. "[[March 4]]." Mother says [[2013]]. She left.
DOB [[17 DIC 2014]]
She gave dispatch [[03-14-15]] as her son's date of birth.
[[04/11/2015]] was listed as the birthdate on the card.
Mother gave me [[4/11/15]] for the boy's birthday.
<<03/04/2024>> was a Monday and the birthday was over.
Q. When is your birthday? <<A. >>[[April ninth]].
When were you born? <<A. >>[[Two thousand fifteen, April 9]].
Q. Were you at home? <<A. Yes. Q. And>> then? A. We ate.
KOPECKY.TANNER.LEE.[[20150411]].M
KOPECKY TANNER W/M/[[041115]] NO WANTS
Age/DOB: 8 / [[04-11-15]]
Date/birth [[4 11 15]]
His Medicaid number, which was in a bag, is [[41880266]].
The Student ID was given off tape, [[9011720]].
The mother's SSN is on page 2 of your report, [[783-55-2010]], please black it out.
The school issued iPad serial [[DMPXK2LLJF8J]] was broken.
I notified Children Services (on call, ref [[2025-S-00322]]) because of it.
21:31 CHILDREN SERVICES ADVD REF [[2024-S-06702]] KIDS STAY
I then called Children Services with our report number <<24-1042>> and left.
Ptl. Odom called [[573-555-0145]] and got no answer.
PTL ODOM CALLED [[573-555-0144]] NO ANS
Ptl. Odom was called at <<573-555-0148>>.
1421 CD ON CALL PAGED <<417-555-0100>>
Mother called the station the next day at <<740-555-0104>> to ask.
Officer Odom called the mother back at [[573-555-0146]].
The boy is Tanner Kopecky, [[04/11/2015]], and he was calm.
Tanner Kopecky, dob [[April 11, 2015]]; Leigh Kopecky, dob [[Jan 2, 2018]].
Tanner will be nine [[April 11th]].
His date of birth: [[2015-04-11]]
DOB [[20150411]]
KOPECKY, TANNER  W/M  [[04/11/2015]]  8
Kids in the home are Tanner, [[4/11/15]], Leigh, [[1/2/18]] and baby Bo, [[10/30/21]].
Leigh came along on [[January 2, 2018]], per mother.
Q: How old are you? A: Eight. Q: When is your birthday? A: [[April eleventh]].
born on [[11th day of April, 2015]]
Tanner Kopecky 8 YOA [[04/11/15]] was with him.
SUBJ KOPECKY TANNER [[041115]] NO WANTS
mother gave his birthday as [[April eleven, two thousand fifteen]].
School records list his birth date as [[4/11/2015]] but mom says [[4/12/2015]].
Juvenile male, YOB [[2015]], DOB [[4/11]].
He just turned nine on [[Feb. 26th]].
Tanner ([[Feb 26 2015]]) and Leigh ([[Jan 2 2018]]) ate.
born the day after [[Thanksgiving 2015]]
Twin boys, born [[July 7, 2019]]: Ray and Roy.
Ray's is [[July 7th]] and Roy's is [[August 9th]], those are their birthdays.
RAY KOPECKY DOB/[[070719]] SEX/M
DOB [[07/07/'19]]
<dob>[[2019-07-07]]</dob>
Tanner Kopecky | [[04-11-2015]] | M | W
Tanner, born [[4-11]], is in third grade.
Mother could only say he was born around [[Easter of 2015]].
For your file the dates are [[April 11, 2015]] for Tanner and [[January 2, 2018]] for Leigh.
Tanner Kopecky, [[4/11/15]], Leigh Kopecky, [[1/2/18]], both of that address
1542 U7 KOPECKY TANNER W/M [[04 11 15]] NEG WANTS
Victim DOB [[4/11/2015]], suspect DOB [[6/1/2010]].
DOB(V1): [[4/11/15]]
Birth: [[4/11/15]]
Born [[April 11, 2015]], Tanner is small for his age.
Tanner's ninth birthday falls on [[April 11]].
he turned 8 back on [[April 11]]
his birthday (he says [[April 11]])
Tanner Kopecky, 8, of that address, [[4/11/15]].
Tanner K. ([[2015-04-11]])
T.K., born [[04/11/2015]], by his guardian
State of Missouri v. ... victim T.K. (DOB: [[4/11/15]])
a child born [[04-11-15]] in Iowa
Baby boy Kopecky, born [[2/19/24]] at 0412
the two-week-old ([[2-19-24]])
D.O.B. [[4 - 11 - 15]]
DOB [[11-Apr-15]]
DOB: [[2015/4/11]]
born Saturday, [[April 11, 2015]]
DOB is [[4 11 15]]
DOB ([[4/11/15]])
The pediatrician lists [[4/11/2015]].
Passport: born [[11 APR 2015]]
Tanner's got a leap day birthday, [[Feb 29]].
Tanner's MO HealthNet card reads [[50 2291 7714]].
Ins: Acorn Mutual, pol. no. [[AM-33-20917]]
JIS number [[22041 7]]
School ID#[[204417]]
State student identifier [[7719204481]]
Library card no. [[21140004172209]]
The phone's serial number is [[F2LX 9C 0KPG]].
A Huffy bike, serial [[SNHC 22 041 7]].
IMEI [[35-209900-176148-1]]
CDIB card [[C0044172]]
Passport [[A 2204417]]
Birth certificate no. [[124-15-020417]].
Hospital band reads [[20441772]].
Rx # [[7720441]] at Corner Drug.
OLN: [[K 204 417 729]]
DL MO [[K204417729]]
social [[781 20 4417]]
DCN: [[0 0 4 4 1 7 2 0 9 3]]
Hotline report number [[24 064 0417]]
A silver Camry, [[DN4 K7T]], was outside.
drives a white Sienna (MO [[DN4 K7T]])
a plate beginning [[DN4]]
temp tag [[04417-T]]
last eight of the VIN [[CL204417]]
EBT card ending [[4417]]
acct no [[44 17 2209]]
gift card no. [[6035 7710 4419]]
ankle monitor [[BI 20417]]
FBI # [[204417AB9]]
gamertag device ID [[DX-20417-99]]
His school lunch no. [[204-417]]
his Nebraska permit, [[H1204 4177]]
FSD case [[4417-20-9]]
PIN for the lunch line is [[44170]].
AirTag serial [[HGJ2 04 17]]
phone's IMEI ends [[6148]]
IP [[10.44.17.20]]
stroller serial [[GRC 20 4417]]
wheelchair [[Q7-20417]]
Father's union card, [[L-20417]]
Social Security claim [[204-41-7729-HA]]
Visa no. [[2044177290]]
bank [[****4417]]
Walmart card ...[[4417]]
Student nos. [[44120]], [[44121]] and [[44122]].
Licenses [[K204417729]] and [[K204417730]]
Iowa plate [[DNK 417]]
school bus 44 had plate [[SB 4417]]
Her Tahoe, [[DN4K7T]], was gone.
KS plate [[417KLM]]
Mom, [[555-0120]], was called.
Her number is [[zero one six eight]], on a 314 [[555]].
Aunt's phone [[(816) 555-0120]], work [[816-555-0133 x 12]].
He goes by [[bsloane_gk]] on Insta.
Snap: [[wolf.pup]]
his handle, [[kc_wolfpup]]
the Discord name [[wolfpup]]
messages from [[not.ur.mari]] and [[wolf_pup]]
YouTube channel [[WolfPupPlays]]
Write to [[kodell AT example DOT com]]
Facebook profile [[facebook.com/k.odell.77]]
area code [[816]], [[555-0120]]
his number, [[816]]-[[555]]-[[0120]]
Xbox [[WolfPup 77]]
a TikTok by [[mari.gold.fh]]
Grandma's landline [[816 - 555 - 0171]]
phone is [[eight-one-six five-five-five oh-one-seven-one]]
ICE: Mom [[555 0171]]
school email [[tkopecky28@students.example.org]]
added her on snap: [[leighlou22]]
ig/[[leigh.lou]]
tiktok.com/[[@leighlou]]
Roblox name: [[leighlou]]
PSN [[leigh-lou-15]]
user "[[leighlou]]"
He messages as [[notyourbro]].
DM from [[shadowwolf_99]]
her channel, [[LeighLouPlays]]
Cash App [[$leighlou]]
FB messenger [[leigh.lou.9]]
Signal [[leighlou.15]]
Nintendo friend code [[SW-2044-1772-9900]]
iCloud [[leigh.k@icloud.example.com]]
DCS no. for rpt is [[TN-CI-5570218]] per Bright
The Children's Division worker came. She had report number [[16357-1418]] with her.
HHS worker Amos Tull: accepted, family assessment, ref [[0425-77318]]. He left.
I spoke to DCF, worker Nils Haug, report [[R-118730]], not accepted.
DCFS called by Lusk, intake [[1-2206-3391]]. A worker comes.
The screening no. is [[S-2025-44417]] there.
Medi-Cal no. [[9134407C]], phone none
Clinic no. of Umi [[NQ-0338]]. Good.
Student badge number of Dang: [[BH-19-0317C]].
picked up in a gray Volvo [[LKT 905]].
A blue Outback, [[MOSSY2]], was there.
VEH,1,2009,FORD,FOCUS,KY,[[ABH 771]],COMPTON
her green Honda Pilot [[VA UKX-4471]]
The call to Children's Division was on <<03/04/2024>>; report <<24-001188>> was sent to CPS.
He told the CPS caseworker <<0915>> was fine.
4:55 PM Sgt. Odom: her number is [[816 555 0194]]
the number on the purse report, [[816-555-0158]]. Her
Occurred on <<March 3, 2024>> and reported <<03/04/2024>>.
I spoke with her again on <<March 6>> and <<March 8>>.
A hearing is set for <<April 11, 2024>> in court.
The order of protection was issued <<01/15/2024>>.
See incident <<2024-00417>> and our case <<24-00992>>.
Court case <<23JU-CR00118-01>> is open.
Ofc. Lindell, DSN <<4417>>
Citation <<120417993>> was issued.
Property tag <<20417>>; evidence item <<24-01188-3>>.
Lot <<204>>, unit <<3B22>>.
NIC <<M204417729>>
Bus <<4417>> of Route <<204>>.
Body camera file <<BWC-20240304-0417>>.
Lab no. <<L24-00417>>
Event <<E24030417>> closed.
Station desk <<816-555-0100>>.
the hotline, <<1-800-392-3738>>
Desk <<816-555-0100>> or email <<records@riverbendpd.example.gov>>.
The crisis line is <<988>>.
Incident <<24-01188>> at the park, run card <<2207>>, beat <<14>>.
Toxicology request <<24-LAB-0417>>.
Ofc. T. Lindell #<<231>>, Sgt. B. Odom #<<44120>>
Employee No. <<20417>>, Dispatcher K. Howe
Unit <<2B22>> arrived, <<2B24>> backed.
Uniform citation <<M 2204417>>
Juvenile court file <<24-JU-00417>>
Our records show case <<23-11820>> from last fall.
See supplement <<24-01188-2>>.
The Medicaid card ends in [[5518-03]]. The girl asked.
DFP case [[DF-2024-04471]] will remain open. EFPD case <<EF24-018206>> is closed.
TICKET READS "TREVOR", ID NBR [[RA-0774]].
A 51A was filed ([[51A-24-118204]]) by the guard.
She had a call before mine, PSR [[2024-11-3307]], made by an aide.
It was seen on Sunday, seller [[np_sleds.example]].
They come from two names: [[cbish.sample]] and [[ty_the_guy_demo]]. They
To: <<leland.park@jcs.example>>
Bus pass, vape (destroyed), $41. Tag <<R-203>>
Both girls cited and released on <<N-118832>> and <<N-118833>>, referred.
Both cited to Juvenile Dept., intake <<17-2218>>.
INJURY, 346.67(1), CIT <<BL-41177>>.
Family was given the youth shelter line, <<641-555-0191>>.
Both were tagged for destruction. Voucher line <<641-555-0100>> given.
I gave both parents the mediation card, <<563-555-0103>>.
Victims were given the follow up line, <<641-555-0102>>.
He called the Human Services access line, <<715-555-0100>>, and
Left with father: our number, <<802-555-0100>>, day or night.
I told her to call Troop 4 at <<605-555-0104>> about it.
a list from the Housing Coalition, <<618-555-0120>>. She left.
Calls from the press go to <<563-555-0100>> and to me.
COMMUNITY MEDIATION GIVEN AS A RESOURCE, <<660-555-0105>>.
Officer Kip Arrowood may call. His desk is <<913-555-0104>>.
attn. Juvenile Court Officer Bernice Thull, and her line <<906-555-0103>> given.
The mother's desk line ([[318-555-0167]]) was busy.
The mother was given the shelter line. Her own line is [[318-555-0167]].
Officer Arrowood spoke with the neighbor. Her number is [[318-555-0167]].
The aunt told Officer Arrowood. Her desk is [[318-555-0167]].
Her shelter line, [[318-555-0167]], was off.
Father moved to Buchanan County, phone [[816-555-0192]].
Arlys gave her mother's crisis line, [[816-555-0192]].
The line at home, [[816-555-0192]], was cut.
They said "our number, [[816-555-0192]], day or night" and left.
KOPECKY, LEIGH   Lives 27 Tamarind Court   Tel. [[906-555-0171]]
He called Central Intake and got intake number [[IN-2025-41180]]. A worker comes.
INTAKE [[IN-2025-00319]] VIA 1-800-555-0190. CPW TWEEDY
One prior intake in 2023, [[IN-2023-50217]], rejected.
The mother is on an older intake ([[37705219]]), a spelling mistake.
DFP worker Renata Quist came. DFP case [[DF-2024-04471]] will remain open.
FS CASEWORKER DOYLE ADV. FS CASE [[FS-0061198]] IS OPEN.
DHS told at 7:20 PM, took it as [[2024-03-12440]]. Bond was set.
DHS was notified of the arrest and citation number <<24-118877>>.
DHS came to the hearing and was given case number <<24CR-118877>> from the circuit court.
Children's Division attended the hearing, cause number <<24JU-00118>>.
OCS NOTIFIED, WARRANT NO <<24-118877>>
DHS was told of the crash, and the tow got number <<440187>>.
DHS was notified under CAD number <<240711145>>.
CPS asked about court case <<24HO-CR00118>>.
The State Line was crossed, and the tow was logged as <<22-40117>>.
The State Line was crossed, and the car was logged as <<22-40118>>.
A mandated reporter form was given number <<24-771820>>.
I rang the state line and they logged it as [[23-CP-41190]].
ALSO STATE CPS LINE, REF [[24-CP-41190]]. THE KIDS WERE NOT HURT
Human Services was told; the screener opened it under [[HS-24-00719]].
DHS was told by phone. Our case is <<24-001188>> and this report <<24-001190>>.
CPS was told of it at noon. Sgt. Lindell, case <<24-001188>>, has the file.
two different state file numbers, [[142-24-0091733]] and [[142-24-0091880]].
the family's medical assistance number is [[00417729]] and
at the tribal clinic, their file [[CN-77120]]. He said so.
Candace, 29, SSN on the benefits file [[789-44-6120]]. The father
WIT KOPECKY, LEIGH  W/F 15  STU [[2209-5093]]
KOPECKY, LEIGH (SCHOOL)  A# [[A240118733]] SCH
a green Saturn, Vermont [[HGK 417]]. His mother
GREEN HONDA PILOT VA [[UKX-4471]] CLOTHING
The mother's phone from that file is [[319-555-0184]].
FOLDING KNIFE 2.5 IN, TAG <<E-2650-A>>; NOTEBOOK, TAG <<E-2650-B>>
Boat and trailer to the city lot, tag <<SB-IMP-0093>>.
HE WAS RELEASED TO HIS MOTHER ON <<JC-77044>>.
taken to the County Jail, intake <<24-0551>>. Bond $500.
Teletype sent: TCIC <<EMJ 03042024/2315>> RE MISSING JUVENILE
CRIME: CHILD ABUSE (<<21 O.S. 843.5>>)
Body cam <<AX-204417>>.
Property sheet <<PS-20417>>
K-9 deployment form <<K9-0417>>
UCR <<90Z>>, NIBRS <<100>>.
Charge code <<45010-99>>.
Invoice <<2024-0417>> from Hub Towing.
Attorney bar no. <<70417>>, GAL.
Interpreter <<204417>> was on the line.
CFS <<24017733>>; P/U <<1530>>; clr <<1612>>.
Report forwarded under memo <<24-17>>.
The store at <<1204 Commerce Street>>.
I logged <<24 006118>> on the desk card.
Crash report <<HP 23 54 0188>>.
Case worker Ms. Hale, worker no. <<7720>>.
Video DVD <<24-01188-A>>, item <<7>>.
""".strip().split("\n")

# whole reports
WHOLE = [
    # the only date is a birth date that no rule knows: it is not the day of the report, before which the other child is not born
    "Contact notes. Bo Tran, 4, dob [[2/29/20]], was seen at home. Checked with the school (3/15/15).\n",
    # a thread of messages: who speaks in small letters that no list knows
    "Messages, exported\n[05/30/24 21:02] [[chasethemoon]]: tell her\n[05/30/24 21:03] V1: no\n[05/30/24 21:04] [[chasethemoon]]: ok\n"
    "[05/30/24 21:05] <<mother>>: stop\n\n\"[[chasethemoon]]\" is a boy of 16.\n",
    # the number of the report with other signs is its own, whatever is called by it
    "POLICE DEPARTMENT\nIncident report no: <<12-019918>>\nThe patient number on the paper is <<12019918>> there.\n",
    # papers of those who protect children: the number in the head is theirs, that of the police is not
    "STATEWIDE INTAKE / DEPARTMENT OF FAMILY PROTECTION\nCALL SHEET\n\nRef: [[40931760]]     Start 11/19/2025 06:48\nPolice: Port Halloran ISD "
    "Police, <<SD25-03902>>\n\nThe caller is a bus driver.\n",
    "CENTRAL INTAKE\nWRITTEN REPORT BY MANDATORY REPORTER\n\nOral report number: [[IN-2024-33125]]\nSheriff complaint: <<24-1019>>\n",
    # a report that begins with whom the officer called is no paper of theirs
    "MILL CREEK POLICE DEPARTMENT\nReport number: <<24-001188>>\nNotified: DHS, worker Doyle\nRef: <<24-001177>>\n",
    # the head of a paper has the agency's telephone; a thread of messages that begins so has not
    "DRY FORK TOWN MARSHAL\nDry Fork, Wyoming          <<307-555-0100>>\n\nMatter   LOST CHILD - FOUND\n",
    "MILL CREEK POLICE DEPARTMENT\nMESSAGE 1 of 6 from [[228-555-0147]] 10/01/2025 4:12 PM\n\"hey it's me\"\n",
    "MILL CREEK POLICE DEPARTMENT\nKaren Tolbert, mother, [[228-555-0147]]\nDry Fork [[228-555-0148]] (aunt)\n",
    # nor has the log of a call or text
    "HONDO COUNTY 911\nRecording of call\nTelephone [[641-555-0108]]\n\nA child is alone.\n",
    "HONDO COUNTY 911\nText to 911 log\nNumber: [[641-555-0108]]\n\nim scared\n",
    "HONDO DISPATCH\nCALLING NUMBER: [[641-555-0108]]\n\nchild alone\n",
    "HONDO COUNTY SHERIFF\nHondo, Iowa\nCaller ID [[641-555-0108]]\n\nchild alone\n",
    # behind an office in a signature
    "The note is closed.\n\nOfelia Encinias, Juvenile Probation Officer\nChildren's Court, Hondo County   <<505-555-0105>>\n",
    # a row of somebody's own
    "MILL CREEK POLICE DEPARTMENT\nV01 TOLBERT, PRINCE AMARI B/M 5 WKS DOB 11/30/24 RES 731 PRINCE ST UPPER\n"
    "C01 BRANNIGAN, TIM W/M LOWER UNIT PH [[319-555-0114]]\n",
    # the number in the head of a paper or in the subject of a letter is its own; a pupil's there is not
    "PORT HALLORAN POLICE DEPARTMENT            FACE SHEET  PH-42\n1 CASE NO.            2 OFFENSE / CODE\n  <<H24-118-0772>>        ENDANGERING\n",
    "MILL CREEK PD RMS *RESTRICTED*   <<H25-099-0733>>\nOFFENSE: ASSAULT\nVIC TOLBERT, EMMY DOB 03/04/2015 ID <<<H>>>\n".replace("<<<H>>>", "[[H-77120-44]]"),
    "Sent: Wednesday, March 5, 2025 5:41 PM\nSubject: <<H25-016-0355>> - moved home\n\nHer card is [[A-55-77812]].\n",
    "MILL CREEK POLICE DEPARTMENT\nSTU ID [[2044-1712]]\nName: Emmy Tolbert\n",
    "Report no. <<2303-0158>>\n\nBlack Samsung, IMEI [[350077521234004]], in bag <<03-0158-A>>. His band is [[03-0199-A]].\n",
    # of the form of the number in the head of a paper of child welfare; what comes behind a time at the start of a line stands apart
    "OKLAHOMA CHILD WELFARE ** STATEWIDE REPORT LINE\nREFERRAL, LAW ENFORCEMENT COPY\n\nREFERRAL #      [[2024-09-11803]]\n"
    "P.D.            SULPHUR BEND PD <<24-01290>>\n\nPrior: [[2023-04-02216]], closed.\n",
    "MILL CREEK PD CAD LOG\n1503 D2 MEET AT LIBRARY FOR HOME VISIT\n<<1509>> 1A7 CARD OF CHILD\n<<1511>> 1A7 CLR\n",
    "MISSOURI CHILDREN'S DIVISION - CHILD ABUSE AND NEGLECT HOTLINE\n\nHotline call number: [[14034-1120]]\nLaw enforcement report: <<14-002239>>\n"
    "Agency report no.: <<14-002240>>\n",
    # in a child's entry
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nVIC TOLBERT, EMMY W/F 9 DOB 03/04/2015 FS CASE [[FS-0061198]] CELL [[319-555-0124]]\n",
    # a call to child welfare that begins with a region, however it looks like a day; tags, runs and assets of agencies, hours
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nI phoned the hotline at <<20:40>>. He made it an information-only entry, [[6-24-04-0292]].\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nRE: Emmy Tolbert; no [[6-24-10-0057]]\n\nDHS was told. CPS # [[2024-0330-112]] is open.\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<2-24-10-0057>>\n\nThe hotline was called. See <<2-24-10-0044>> too.\n",
    "MILL CREEK FIRE DEPARTMENT\nAssist to MILL CREEK PD <<24-00151>>      Our run: <<PLF-24-0209-03>>\n\nEmmy Tolbert, 9, was cold.\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<SD24-0288>>\nAsset <<BWC-SD7-0502>>\nEV | <<SD0288-1>> | folder\nAsset tag [[LT-44120]]\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nShe took photographs, six frames, tag\n<<E-2071-01>>. He left in it at <<1745h>> for the library, <<13:10>>.\n",
    # what is remembered of a plate, a house number that is asked for, the last day of a month, a player's name
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nVS: Do you remember it?\nCH: [[62-FSH]] something.\nMO: It's [[62-FSH 9]]. I can send it.\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>, docket <<24-JUV 118>>, on <<16-MAR>> 2024\n\nEmmy Tolbert, 9, was cold.\n",
    "MILL CREEK POLICE DEPARTMENT\n\n1: What's the house number out there?\n2: [[2204]].\n1: How'd you get to town?\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nEmmy's birthday is [[January 9th, 2017]] and Rio's is [[the last day of February, 2020]].\n"
    "They came from a player called [[hilltop.sample.7]]. It began on <<the last day of February>>.\n",
    "MILL CREEK POLICE DEPARTMENT\nReport no. <<24-001188>>\n\nEmmy Tolbert, 9, was cold. As to the incident of <<27 April>>: Cpl. Farr wrote.\n",
    # terms to come do not make the days of the report birth dates
    "desk note thu <<3/20/25>> 6:02 am\nthe boy, 9, dob [[7/7/2015]], is banned until 3/20/26.\nold note thu <<3/20/25>> 5:48 am\nok\n",
    # days as other agencies write them
    "HARLOW PD\nReport no. <<24-001188>>\nOccurred <<06/01/2024>>\n\nMia Brook, 9, birth date [[2015-09-03]], and Will are well. Emmy is ten, [[20140421]], and Rio is eight; [[7 / 12 / 15]].\n"
    "CHILD IS MIA BROOK BD [[09/03/2015]] PER MOTHER\nThe twins, [[02 02 2014]], were home.\n",
    "HARLOW PD\nReport no. <<24-001188>>\nOccurred <<06/01/2024>>\n\n1   BROOK, MIA     F   [[09 03 15]]   9   4-2\n2   BROOK, WILL    M   [[112417]]   6   3-9\n",
    # numbers of reports are no birth dates, schools, teams or rural routes; the letters before them are no names
    "HARLOW PD\nReport no. <<24-001188>>\n\nVictim: Mia Brook, age 9.\nI have opened <<22/009051>> on that. The old one is <<25/030718>>, in January <<2025-00000112>>.\n"
    "Case <<C-24-8830>>\nRef <<SC 22-40018>>\nRef. <<RR 24-00118>>\nSecond quarter: <<LC-22-118840>>, <<LC-23-04417>>\n",
    # the number of a county begins a plate, and a line
    "HARLOW PD\nReport no. <<24-001188>>\n\nVictim: Mia Brook, age 9.\nHer brother was driving a Silverado, NE\n[[34-K 902]], permit [[V30221147]]. Warned.\n",
    # desks with ten digits in one; a father who calls below the name of a court
    "HARLOW PD\nReport no. <<24-001188>>\n\nVictim: Mia Brook, age 9.\nDesk line <<7755550100>> only. Station number is <<5055550101>>. Her mother is at [[7755550144]].\n",
    "1012 FAMILY COURT CONFIRMS HOLD\n1030 ZHANG WEI FATHER CALLED FROM [[816 555-0199]] WANTS TO TALK TO HER\n",
    "HARLOW PD\nReport no. <<24-001188>>\n\nVictim: Mia Brook, age 9.\nI have the number here, [[759.12.4408]]. The SSN on the benefits file [[789446120]] is his.\n",
]


def main():
    t = Test()
    for i, line in enumerate(LINES):
        t.write(f"in/{i:03d}.txt", HEAD + re.sub(r"\[\[|\]\]|<<|>>", "", line) + "\n")
    for i, whole in enumerate(WHOLE):
        t.write(f"in/w{i:02d}.txt", re.sub(r"\[\[|\]\]|<<|>>", "", whole))
    t.exits(run("redact", t.path("in"), "-o", t.path("out.zip"), "-q"), 0, "all reports are released")
    done = documents(t.path("out.zip"))
    for name, line in [(f"{i:03d}", line) for i, line in enumerate(LINES)] + [(f"w{i:02d}", whole) for i, whole in enumerate(WHOLE)]:
        text = done.get(f"{name}.txt", b"").decode()
        text = text if name.startswith("w") else text.partition("child.\n\n")[2]
        bad = [v for v in re.findall(r"\[\[(.*?)\]\]", line) if v in text] + [v for v in re.findall(r"<<(.*?)>>", line) if v not in text]
        t.test(text and not bad, line.replace("\n", " "), *bad, text)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
