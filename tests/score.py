#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# The scorer as it was agreed on; figures of different versions can only be compared while it stays as it is.
"""Score redacted reports against gold mark-up (see fixtures/gold/README.md).

  score.py strip GOLD_DIR OUT_DIR         write the plain reports (NNN.txt) that a tool gets as input
  score.py score GOLD_DIR REDACTED        REDACTED: a folder, or a .zip bundle, holding NNN.txt somewhere below
           [--json] [--show N]            --show N: print the first N leaks and lost keeps with context

How it counts. Original and redacted text are cut into word tokens and aligned by longest common subsequence.
A must-remove span LEAKS if any of its identifying tokens survives at its place; a keep span is LOST if any of its
tokens does not survive. Neutral tokens that disappear are over-redaction. A document is CLEAN if nothing leaks.
A document that is missing from REDACTED counts as withheld: no leak, every keep lost.
"""
import argparse, json, os, re, subprocess, sys, tempfile, unicodedata, zipfile

MARK = re.compile(r"\{\{([MRHVDASPIK])\|(.*?)\}\}", re.S)
WORD = re.compile(r"[^\W_](?:[^\W_]|\u00ad)*")  # a soft hyphen joins
REMOVE = "MRHVDASPI"
WHAT = dict(M="child name", R="relative name", H="reporter name", V="adult victim name", D="child birth date",
            A="child address", S="school, team", P="phone, e-mail, handle", I="identifier", K="keep")
# words that identify nobody by themselves, inside a span of the given kind
GENERIC = {
    "A": set("""apt apartment unit lot no number st street rd road ave avenue dr drive ct court ln lane blvd boulevard
              pl place ter terrace cir circle way hwy highway pkwy parkway trl trail loop n s e w ne nw se sw north south east west
              mo missouri room rm suite ste bldg building floor fl the of at trailer house home""".split()),
    "S": set("""school schools elementary elem middle high academy day care daycare center centre learning preschool
              kindergarten junior jr senior sr the of and at team club church youth group coach mr mrs ms miss""".split()),
    "D": set("born dob of the on in day and two thousand one hundred".split()),
    "P": set("com org net example www http https at dot gmail the".split()),
    "I": set("no mrn ssn id dl ol plate vin lic tag mo missouri number ca n".split()),
}
PARTICLES = set("de la del las los van der den von al el bin abu umm ibn y and the of jr sr ii iii".split())


def fold(s):
    s = unicodedata.normalize("NFKD", s.replace("\u00ad", ""))
    return "".join(c for c in s if not unicodedata.combining(c)).casefold()


def load(path):
    """-> (plain text, spans [(start, end, code)])"""
    raw = open(path, encoding="utf-8").read()
    if raw.startswith("#meta"):
        raw = raw.split("\n", 1)[1]
    text, spans, last = [], [], 0
    n = 0
    for m in MARK.finditer(raw):
        text.append(raw[last:m.start()]); n += m.start() - last
        spans.append((n, n + len(m.group(2)), m.group(1)))
        text.append(m.group(2)); n += len(m.group(2))
        last = m.end()
    text.append(raw[last:])
    return "".join(text), spans


def tokens(text):
    return [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]


def survivors(a, b):
    """indexes of a's tokens that survive in b, by a minimal token diff"""
    with tempfile.TemporaryDirectory() as d:
        for name, toks in (("a", a), ("b", b)):
            with open(os.path.join(d, name), "w", encoding="utf-8") as f:
                f.writelines(t + "\n" for t in toks)
        out = subprocess.run(["diff", "--minimal", "--old-line-format=-\n", "--new-line-format=",
                              "--unchanged-line-format==\n", os.path.join(d, "a"), os.path.join(d, "b")],
                             capture_output=True, text=True).stdout.split("\n")
    return {i for i, mark in enumerate(out[:len(a)]) if mark == "="}


def identifying(tok, code):
    t = fold(tok)
    if code in "MRHV":
        return t not in PARTICLES
    if code == "D":
        return t not in GENERIC["D"] and not re.fullmatch(r"(19|20)\d\d", t)
    if code in ("P", "I"):
        return t not in GENERIC[code] and (len(t) > 1 or t.isdigit())
    return t not in GENERIC.get(code, ())


def read_redacted(path):
    docs = {}
    if os.path.isdir(path):
        for base, _, files in os.walk(path):
            for f in files:
                if re.fullmatch(r"\d{3}\.txt", f):
                    docs[f[:3]] = open(os.path.join(base, f), encoding="utf-8", errors="replace").read()
    else:
        with zipfile.ZipFile(path) as z:
            for n in z.namelist():
                f = n.rsplit("/", 1)[-1]
                if re.fullmatch(r"\d{3}\.txt", f):
                    docs[f[:3]] = z.read(n).decode("utf-8", "replace")
    return docs


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["strip", "score"])
    ap.add_argument("gold")
    ap.add_argument("out")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--show", type=int, default=0)
    args = ap.parse_args()
    gold = {f[:3]: load(os.path.join(args.gold, f)) for f in sorted(os.listdir(args.gold)) if f.endswith(".gold.txt")}
    if not gold:
        sys.exit("no *.gold.txt in " + args.gold)
    if args.what == "strip":
        os.makedirs(args.out, exist_ok=True)
        for k, (text, _) in gold.items():
            open(os.path.join(args.out, k + ".txt"), "w", encoding="utf-8").write(text)
        print(len(gold), "reports written")
        return
    docs = read_redacted(args.out)
    total = {c: 0 for c in WHAT}
    bad = {c: 0 for c in WHAT}
    neutral = neutral_lost = clean = child_clean = withheld = 0
    shown = []
    for k, (text, spans) in gold.items():
        toks = tokens(text)
        if k not in docs:
            withheld += 1
        live = survivors([fold(t) for t, _, _ in toks], [fold(t) for t, _, _ in tokens(docs.get(k, ""))])
        covered, leaks, child_leaks = set(), 0, 0
        for s, e, c in spans:
            inside = [i for i, (_, a, b) in enumerate(toks) if a < e and b > s]
            covered.update(inside)
            total[c] += 1
            if c == "K":
                fault = any(i not in live for i in inside)
            else:
                telling = [i for i in inside if identifying(toks[i][0], c)] or inside
                fault = any(i in live for i in telling)
                leaks += fault
                child_leaks += fault and c in "MDR"
            bad[c] += fault
            if fault:
                shown.append((k, c, text[s:e].replace("\n", "\\n"), " ".join(text[max(0, s - 45):e + 35].split())))
        clean += leaks == 0
        child_clean += child_leaks == 0
        rest = [i for i in range(len(toks)) if i not in covered]
        neutral += len(rest)
        neutral_lost += sum(i not in live for i in rest)
    must = sum(total[c] for c in REMOVE)
    leaked = sum(bad[c] for c in REMOVE)
    res = dict(documents=len(gold), withheld=withheld, clean=clean, clean_names=child_clean,
               removed=round(1 - leaked / max(1, must), 4),
               child_names_removed=round(1 - bad["M"] / max(1, total["M"]), 4),
               kept=round(1 - bad["K"] / max(1, total["K"]), 4),
               neutral_kept=round(1 - neutral_lost / max(1, neutral), 4),
               by_code={c: [total[c] - bad[c], total[c]] for c in WHAT})
    if args.json:
        print(json.dumps(res))
    else:
        for c in WHAT:
            n = total[c]
            word = "kept" if c == "K" else "removed"
            print(f"{c}  {WHAT[c]:<24}{n:6} spans {n - bad[c]:6} {word:<8}{100 * (n - bad[c]) / max(1, n):7.2f} %")
        print(f"documents {len(gold)}, withheld {withheld}, clean {clean}, clean of child and relative names and birth dates {child_clean}")
        print(f"removed {100 * res['removed']:.2f} %  child names {100 * res['child_names_removed']:.2f} %  "
              f"kept {100 * res['kept']:.2f} %  neutral words kept {100 * res['neutral_kept']:.2f} %")
    for row in shown[:args.show]:
        print("%s %s «%s»  … %s …" % row)


if __name__ == "__main__":
    main()
