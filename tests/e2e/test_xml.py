#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# takes: 20 s
"""XML vocabularies as programs write them: namespaces whatever their prefixes, roles and associations before and after the
persons, ids that stay ids, dates and numbers that stay valid, and everything outside the cuts the same under C14N."""
import glob
import json
import os
import re
import sys
import xml.etree.ElementTree as ET

from lib import ARCHIVE, REPORT, ROOT, Test, documents, index, left, members, read, run

NIEM = {"2": ("http://niem.gov/niem/niem-core/2.0", "http://niem.gov/niem/structures/2.0", "http://niem.gov/niem/domains/jxdm/4.0"),
        "3": ("http://release.niem.gov/niem/niem-core/3.0/", "http://release.niem.gov/niem/structures/3.0/", "http://release.niem.gov/niem/domains/jxdm/5.0/"),
        "4": ("http://release.niem.gov/niem/niem-core/4.0/", "http://release.niem.gov/niem/structures/4.0/", "http://release.niem.gov/niem/domains/jxdm/6.0/"),
        "5": ("http://release.niem.gov/niem/niem-core/5.0/", "http://release.niem.gov/niem/structures/5.0/", "http://release.niem.gov/niem/domains/jxdm/7.0/"),
        "6": ("https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/", "https://docs.oasis-open.org/niemopen/ns/model/structures/6.0/",
              "https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/")}
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PERSON = ("<nc:Person s:id=\"%s\">%s<nc:PersonName><nc:PersonGivenName>%s</nc:PersonGivenName><nc:PersonSurName>%s</nc:PersonSurName></nc:PersonName></nc:Person>\n")
BIRTH = "<nc:PersonBirthDate><nc:Date>%s</nc:Date></nc:PersonBirthDate>"
ROLE = "<j:%s><nc:RoleOfPerson s:ref=\"%s\" xsi:nil=\"true\"/></j:%s>\n"
CHILD, MOTHER, OFFICER, CLERK = "Emmeline", "Corisande", "Tarkington", "Beauchamp"


def niem(version="4", before="", after="", people=None):
    core, structures, domain = NIEM[version]
    who = people if people is not None else (
        PERSON % ("P1", BIRTH % "2014-06-09", CHILD, "Vandersloot") + PERSON % ("P2", BIRTH % "1986-02-11", MOTHER, "Vandersloot")
        + PERSON % ("P3", "", "Dale", OFFICER) + PERSON % ("P4", BIRTH % "1979-02-11", "Ione", CLERK))
    text = (f'<?xml version="1.0" encoding="UTF-8"?>\n<r:Report xmlns:r="urn:example:rms" xmlns:nc="{core}" xmlns:s="{structures}" xmlns:j="{domain}" xmlns:xsi="{XSI}">\n'
            '<nc:Incident><nc:ActivityIdentification><nc:IdentificationID>24-000417</nc:IdentificationID></nc:ActivityIdentification>'
            f'<nc:ActivityDate><nc:Date>2024-03-04</nc:Date></nc:ActivityDate></nc:Incident>\n{before}{who}{after}</r:Report>\n')
    if version == "2":
        text = text.replace("nc:RoleOfPerson ", "nc:RoleOfPersonReference ")
    return text


ROLES = ROLE % ("Victim", "P1", "Victim") + ROLE % ("EnforcementOfficial", "P3", "EnforcementOfficial") + ROLE % ("Witness", "P4", "Witness")
KIN = ('<nc:ImmediateFamilyAssociation><nc:PersonParentReference s:ref="P2" xsi:nil="true"/><nc:PersonChildReference s:ref="P1" xsi:nil="true"/>'
       "</nc:ImmediateFamilyAssociation>\n")


def redacted(t, what, text, *options):
    done = run("filter", *options, stdin=text)
    if not t.exits(done, 0, f"{what}: read"):
        return None
    try:
        return ET.fromstring(done.raw)
    except ET.ParseError as error:
        t.test(False, f"{what}: still well-formed", str(error))
        return None


def texts(root):
    return " ".join("".join(root.itertext()).split()) if root is not None else ""


def check_cut(t, what, root, cut=(), kept=()):
    text = ET.tostring(root, encoding="unicode") if root is not None else ""
    t.test(root is not None and not left(text, list(cut)), f"{what}: cut", *left(text, list(cut)))
    missing = [k for k in kept if k not in text]
    t.test(not missing, f"{what}: kept", *missing)


def check_niem(t):
    for version in NIEM:
        for where in ("before", "after"):
            root = redacted(t, f"NIEM {version}, roles {where} the persons", niem(version, **{where: ROLES + KIN}))
            check_cut(t, f"NIEM {version}, roles {where} the persons", root, [CHILD, MOTHER, "Vandersloot", "2014-06-09"], [OFFICER, CLERK, "24-000417", "2024-03-04"])
    plain = texts(redacted(t, "prefixes as usual", niem(after=ROLES + KIN)))
    other = re.sub(r"\b(nc|s|j):", r"x\1:", niem(after=ROLES + KIN)).replace("xmlns:nc=", "xmlns:xnc=").replace("xmlns:s=", "xmlns:xs=").replace("xmlns:j=", "xmlns:xj=")
    t.test(plain and texts(redacted(t, "other prefixes", other)) == plain, "prefixes say nothing")
    default = re.sub(r"(</?)nc:", r"\1", niem(after=ROLES + KIN)).replace("xmlns:nc=", "xmlns=")
    t.test(texts(redacted(t, "a default namespace", default)) == plain, "a default namespace says the same")
    swapped = niem(after=ROLES + KIN).replace('xmlns:nc="', 'xmlns:nc="urn:not-niem:')
    check_cut(t, "a prefix of another namespace", redacted(t, "a prefix of another namespace", swapped), [CHILD, "2014-06-09"])


def check_traps(t):
    both = ROLE % ("Victim", "P3", "Victim") + ROLES
    check_cut(t, "an officer who is a victim too", redacted(t, "an officer who is a victim too", niem(after=both + KIN)), [CHILD], [OFFICER])
    both = ROLE % ("Witness", "P1", "Witness") + ROLES
    check_cut(t, "a victim who is a witness too", redacted(t, "a victim who is a witness too", niem(after=both)), [CHILD, "Vandersloot"], [OFFICER])
    months = PERSON % ("P1", "<nc:PersonAgeMeasure><nc:MeasureValueText>18 months</nc:MeasureValueText></nc:PersonAgeMeasure>", CHILD, "Vandersloot")
    check_cut(t, "18 months are no 18 years", redacted(t, "18 months are no 18 years", niem(people=months, after=ROLE % ("Victim", "P1", "Victim"))), [CHILD], ["18 months"])
    phone = ("<nc:ContactInformation><nc:NANPTelephoneNumber><nc:TelephoneAreaCodeID>816</nc:TelephoneAreaCodeID><nc:TelephoneExchangeID>555</nc:TelephoneExchangeID>"
             "<nc:TelephoneLineID>0131</nc:TelephoneLineID></nc:NANPTelephoneNumber></nc:ContactInformation>\n")
    check_cut(t, "a telephone in pieces", redacted(t, "a telephone in pieces", niem(after=ROLES + KIN + phone)), [">816<", ">0131<"], [])
    home = ("<nc:Location s:id=\"L1\"><nc:LocationAddress><nc:AddressFullText>2318 Pellbrook Ter Apt 4C, Harrow City, MO</nc:AddressFullText><nc:StructuredAddress><nc:LocationStreet>"
            "<nc:StreetNumberText>2318</nc:StreetNumberText><nc:StreetName>Pellbrook Ter</nc:StreetName></nc:LocationStreet></nc:StructuredAddress></nc:LocationAddress></nc:Location>\n"
            "<nc:ResidenceAssociation><nc:PersonReference s:ref=\"P1\"/><nc:LocationReference s:ref=\"L1\"/></nc:ResidenceAssociation>\n")
    check_cut(t, "an address twice", redacted(t, "an address twice", niem("2", after=ROLES + home)), ["Pellbrook", "2318"], [])
    staff = ('<lexs:DataSubmitterMetadata xmlns:lexs="http://usdoj.gov/leisp/lexs/3.1"><lexs:SystemContact><nc:PersonName><nc:PersonGivenName>Catherine</nc:PersonGivenName>'
             "<nc:PersonSurName>Child</nc:PersonSurName></nc:PersonName></lexs:SystemContact></lexs:DataSubmitterMetadata>\n")
    check_cut(t, "who runs the system", redacted(t, "who runs the system", niem("2", before=staff, after=ROLES)), [CHILD], ["Catherine", ">Child<"])
    binary = "<r:Attachment>" + "JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFI" * 8 + "</r:Attachment>"
    done = run("filter", stdin=niem(after=ROLES + binary))
    t.test(done.returncode == 1 and not done.raw and "binary" in done.stderr, "a base64 body is not passed on unread", done.stderr[-200:])


def check_ids(t):
    """ids with names in them: no name is left, ids stay different, and what referred to one still does"""
    people = (PERSON % ("P-Vandersloot-1", BIRTH % "2014-06-09", CHILD, "Vandersloot") + PERSON % ("Emmeline_Vandersloot", BIRTH % "2011-01-09", "Rosalind", "Vandersloot")
              + PERSON % ("corisandevandersloot", BIRTH % "1986-02-11", MOTHER, "Vandersloot") + PERSON % ("Officer1", "", "Dale", OFFICER))
    links = (ROLE % ("Victim", "P-Vandersloot-1", "Victim") + ROLE % ("Witness", "Emmeline_Vandersloot", "Witness") + ROLE % ("EnforcementOfficial", "Officer1", "EnforcementOfficial")
             + KIN.replace("P2", "corisandevandersloot").replace("P1", "P-Vandersloot-1")
             + '<r:seen ids="a" refs="P-Vandersloot-1 Emmeline_Vandersloot Officer1"/><r:at s:uri="#Emmeline_Vandersloot"/><r:box id="774-20-3318"/><r:box id="219-09-9999"/>\n')
    text = niem(people=people, after=links)
    for what, options in (("one part", []), ("many parts", ["--part-size", "700"])):
        t.write("ids/a.xml", text)
        done = run("redact", t.path("ids"), "-o", t.path("ids.zip"), "--force", "-q", *options)
        if not t.exits(done, 0, f"ids, {what}: released"):
            continue
        out = next(iter(documents(t.path("ids.zip")).values()))
        t.test(not left(out, [CHILD, "Vandersloot", MOTHER, "774-20-3318", "219-09-9999"]), f"ids, {what}: no name", *left(out, [CHILD, "Vandersloot", MOTHER, "774-20-3318", "219-09-9999"]))
        before, after = ET.fromstring(text), ET.fromstring(out)
        old, new = ids_of(before), ids_of(after)
        t.test(len(set(new)) == len(new) == len(old), f"ids, {what}: as many different ones as before", str(new))
        t.test(all(re.fullmatch(r"[A-Za-z_][\w.-]*", i) for i in new[:4]), f"ids, {what}: all are names", str(new))
        follows = dict(zip(old, new))
        was, now = refs_of(before), refs_of(after)
        t.test([follows[r] for r in was] == now, f"ids, {what}: references follow", str(was), str(now))
        t.test("Officer1" in new, f"ids, {what}: those without a name stay")


def check_other_document(t):
    """whose name is known from a text of the same case, and whose full name from any document of the release"""
    same = '<r:x xmlns:r="urn:example:rms"><r:number>24-000417</r:number><r:date>2024-03-04</r:date>%s<r:text>The gate was shut.</r:text></r:x>'
    other = same.replace("24-000417", "24-000981")
    cases = {"same case, an id": (same % '<r:p id="p_vandersloot"/>', "released"), "same case, an element": (same % "<r:Vandersloot/>", "withheld"),
             "another case, an id": (other % '<r:p id="EmmelineVandersloot2"/>', "released"), "another case, an instruction": (other % "<?vandersloot-emmeline x?>", "withheld"),
             "another case, one name of it": (other % "<r:p id='P-Ruth-1'/>", "released")}
    t.write("both/a.txt", REPORT)
    for what, (text, status) in cases.items():
        t.write("both/b.xml", text)
        run("redact", t.path("both"), "-o", t.path("both.zip"), "--force", "-q")
        rows = {r["document"]: r["status"] for r in index(t.path("both.zip"))}
        t.test(rows.get("b.xml") == status, f"known from another document: {what}: {status}", str(rows))
        found = left(b"".join(members(t.path("both.zip")).values()), ["Emmeline", "Vandersloot"])
        t.test(not found, f"known from another document: {what}: gone", *found)


def attribute(element, *names):
    return [v for k, v in element.attrib.items() if k.rpartition("}")[2] in names]


def ids_of(root):
    return [v for e in root.iter() for v in attribute(e, "id")]


def refs_of(root):
    return [r.lstrip("#") for e in root.iter() for v in attribute(e, "ref", "refs", "uri") for r in v.split()]


def check_types(t):
    """where a schema wants a date or a number there is none of our words, and the log knows of the cut"""
    t.write("types/a.xml", niem(after=ROLES + KIN))
    t.write("types/b.xml", read(os.path.join(ROOT, "fixtures/formats/xml/ccda.xml")))
    done = run("redact", t.path("types"), "-o", t.path("types.zip"), "-q")
    t.exits(done, 0, "typed values: released")
    got = documents(t.path("types.zip"))
    root = ET.fromstring(got["a.xml"])
    births = [e for e in root.iter() if e.tag.endswith("PersonBirthDate")]
    dates = [d for b in births for d in b]
    t.test(len(births) == 3 and all((d.text or "") == "" and d.get(f"{{{XSI}}}nil") == "true" or re.fullmatch(r"\d{4}-\d\d-\d\d", d.text or "") for d in dates) and any(d.text in (None, "") for d in dates),
           "a birth date is a date or nil", *[ET.tostring(d, encoding="unicode") for d in dates])
    t.test(b"birthTime" in got["b.xml"] and b"20160921" not in got["b.xml"] and not re.search(rb'birthTime[^>]*value="\[', got["b.xml"]), "a birth date in an attribute is left out")
    cuts = [json.loads(line) for line in members(t.path("types.zip"))["audit.jsonl"].splitlines()]
    for name in ("a.xml", "b.xml"):
        t.test(any("birth-date" in str(c.values()) and name in str(c.values()) for c in cuts), f"the log of {name} has the birth date")


TOKEN = re.compile(r"\[[A-Z][^\[\]\n]{0,90}\]|_[A-Za-z0-9._-]+_")


def is_same_but_cut(before, after):
    """`after` is `before` with tokens for something"""
    before, after = before or "", after or ""
    if before == after or after == "":
        return True
    # a name that goes over the ends of elements has its token in the first of them
    return re.fullmatch(".*" + ".+?".join(re.escape(p) for p in TOKEN.split(after)), before, re.S) is not None


def differences(a, b, found):
    if a.tag != b.tag:
        found.append(f"{a.tag} became {b.tag}")
        return
    nil = f"{{{XSI}}}nil"
    for key in set(a.attrib) | set(b.attrib):
        if key != nil and (key not in a.attrib or (key in b.attrib and not is_same_but_cut(a.get(key), b.get(key)))):
            found.append(f"{a.tag}/@{key}")
    if not is_same_but_cut(a.text, b.text):
        found.append(f"text of {a.tag}")
    if not is_same_but_cut(a.tail, b.tail):
        found.append(f"text after {a.tag}")
    mine, yours = list(a), list(b)
    if len(mine) != len(yours):
        found.append(f"{a.tag}: {len(mine)} children became {len(yours)}")
        return
    for x, y in zip(mine, yours):
        differences(x, y, found)


def check_outside(t):
    """outside the cuts equal under C14N: the same elements, attributes, texts, comments and instructions in the same order"""
    def tree(data):
        parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))
        return ET.fromstring(ET.canonicalize(data.decode("utf-8-sig"), with_comments=True), parser)

    for source, names in ((ARCHIVE, "2011"), (ARCHIVE, "2013"), (os.path.join(ROOT, "fixtures/formats"), "xml")):
        folder = os.path.join(source, names)
        run("redact", folder, "-o", t.path("outside.zip"), "--force", "-q")
        got = documents(t.path("outside.zip"))
        seen = 0
        for path in sorted(glob.glob(os.path.join(folder, "**/*.xml"), recursive=True)):
            name, data = os.path.relpath(path, folder), read(path)
            if name not in got or b"UTF-8" not in data[:60].upper():
                continue
            found = []
            differences(tree(data), tree(got[name]), found)
            seen += 1
            t.test(not found, f"the same outside the cuts: {names}/{name}", *found[:5])
        t.test(seen > 2, f"XML documents of {names} were compared", str(seen))


def main():
    t = Test()
    check_niem(t)
    check_traps(t)
    check_ids(t)
    check_other_document(t)
    check_types(t)
    check_outside(t)
    return t.end()


if __name__ == "__main__":
    sys.exit(main())
