#!/usr/bin/env python3
"""What the rules of language miss: 40 pages of service-public.fr read whole by people who did not see what limpide finds, set beside what it finds.

Usage: benches/recall.py DATA/service-public [--limpide target/release/limpide] [--missed RULE]

tests/fixtures/rappel.tsv keeps what the readers wrote: page, rule, words (texts of the DILA, Licence Ouverte 2.0; `rien` for a page without any). The pages were drawn
at random among the 3,781 of the archives. A place is found when a finding of that rule, in that page, has its words, or is in them; of LAN003, each wording counts once a
page. The readers kept to what each rule means, not to its list of words: LAN003 so counts many merely heavy verbs (« effectuer »).
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

# Named, so that the rules « à l'essai » run too.
RULES = "LAN,CON,DLN,REL"

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from language import blocks  # noqa: E402

FIXTURE = pathlib.Path(__file__).parent.parent / "tests/fixtures/rappel.tsv"


def plain(text):
    return " ".join(text.replace("’", "'").replace("\u00a0", " ").lower().split())


def pages(data, wanted):
    """The text of each wanted page, a block a paragraph."""
    for path in sorted(data.glob("vosdroits-*.zip")):
        kind = path.stem.split("-")[1]
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                page = f"{pathlib.Path(name).stem.lower()}_{kind}"
                if page in wanted:
                    found = []
                    for child in ElementTree.fromstring(archive.read(name)):
                        if child.tag in ("Introduction", "Texte", "ListeSituations"):
                            blocks(child, found)
                    yield page, "\n\n".join(found) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--limpide", default="target/release/limpide")
    parser.add_argument("--missed", help="list what that rule misses")
    arguments = parser.parse_args()
    rows = [line.rstrip("\n").split("\t") for line in FIXTURE.read_text(encoding="utf-8").splitlines()[1:]]
    noted = collections.defaultdict(list)
    for page, rule, *words in rows:
        if rule != "rien":
            noted[page, rule].append(plain(words[0]))
    wanted = {row[0] for row in rows}
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        texts = dict(pages(arguments.data, wanted))
        for page, text in texts.items():
            (folder / f"{page}.txt").write_text(text, encoding="utf-8")
        limpide = str(pathlib.Path(arguments.limpide).resolve())
        command = [limpide, "check", "--select", RULES, "--output-format", "json", *(f"{page}.txt" for page in sorted(texts))]
        report = json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout)
    found = collections.defaultdict(list)
    for finding in report["findings"]:
        page = finding["path"].removesuffix(".txt")
        start, end = finding["start"]["byte"], finding["end"]["byte"]
        found[page, finding["code"]].append(plain(texts[page].encode()[start:end].decode()))
    told, seen = collections.Counter(), collections.Counter()
    for (page, rule), places in sorted(noted.items()):
        for words in places:
            told[rule] += 1
            hit = any(words in other or other in words for other in found[page, rule])
            seen[rule] += hit
            if not hit and rule == arguments.missed:
                print(f"{page}\t{words}")
    print(f"{len(texts)} pages")
    for rule in sorted(told):
        print(f"{rule}  {seen[rule]:3} sur {told[rule]:3}  {100 * seen[rule] // told[rule]:3} %")


if __name__ == "__main__":
    main()
