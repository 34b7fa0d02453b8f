#!/usr/bin/env python3
"""How fast texts are read for their language, beside other linters of prose on the same texts, in one run.

Usage: benches/language.py FOLDER [--limpide PATH] [--lucid-lint PATH] [--textlint PATH] [--runs 5]

FOLDER holds the archives of service-public.fr (`vosdroits-*.zip`); the text of each page is written once, a paragraph or an item a block. limpide
runs all its rules of language (family LAN, and those that look for words), lucid-lint (crates.io) all of its own, which cannot be chosen,
textlint (npm) the rules `max-comma` and `sentence-length` installed beside it. Only the standard library is used. Each figure is the median of the runs,
which take turns; what is compared is the whole process, start-up and output included.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile
from xml.etree import ElementTree

APART = {"OuSAdresser", "ServiceEnLigne", "Reference", "PourEnSavoirPlus", "Definition", "Abreviation", "Condition"}
BLOCKS = {"Paragraphe", "Titre", "Cellule"}
RULES = "LAN,SEN006,SEN007,CON002,CON007,MAR003,REL003"


def blocks(node, found):
    """The paragraphs and titles of a page's own text, in its order."""
    if node.tag in APART:
        return
    if node.tag in BLOCKS and not any(child.tag in BLOCKS for child in node.iter() if child is not node):
        text = " ".join("".join(node.itertext()).split())
        if text:
            found.append(text)
        return
    for child in node:
        blocks(child, found)


def text_of(page):
    """The text of a page of service-public.fr, a block a paragraph; empty when it has none of its own."""
    found = []
    for child in ElementTree.fromstring(page):
        if child.tag in ("Introduction", "Texte", "ListeSituations"):
            blocks(child, found)
    return "\n\n".join(found) + "\n" if found else ""


def write_texts(archives, folder):
    """Writes the text of each page; gives how many words there are."""
    n_words = 0
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                text = text_of(archive.read(name)) if name.endswith(".xml") else ""
                if text:
                    n_words += len(text.split())
                    (folder / f"{path.stem}_{name[:-4]}.txt").write_text(text, encoding="utf-8")
    return n_words


def tools_of(arguments, files, form="concise"):
    """The command of each linter at hand, to be run in the folder of those files; `form` is that of what limpide says."""
    def program(name):
        return os.path.abspath(shutil.which(name) or name)

    tools = {"limpide": [program(arguments.limpide), "check", "--select", RULES, "--output-format", form, *files]}
    if arguments.lucid_lint:
        tools["lucid-lint"] = [program(arguments.lucid_lint), "check", "--profile", "public", "--format", "json", "."]
    if arguments.textlint:
        tools["textlint"] = [program(arguments.textlint), "--rule", "max-comma", "--rule", "sentence-length", "--format", "json", "."]
    return tools


def add_linters(parser):
    parser.add_argument("--limpide", default="target/release/limpide")
    parser.add_argument("--lucid-lint")
    parser.add_argument("--textlint")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    add_linters(parser)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        n_words = write_texts(sorted(arguments.data.glob("vosdroits-*.zip")), folder)
        files = sorted(os.listdir(folder))
        print(f"{len(files)} textes, {n_words} mots")
        tools = tools_of(arguments, files)
        seconds = {name: [] for name in tools}
        said = {}
        for _ in range(arguments.runs):
            for name, command in tools.items():
                started = time.monotonic()
                run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
                seconds[name].append(time.monotonic() - started)
                said[name] = run.stdout
        ours = statistics.median(seconds["limpide"])
        for name, times in seconds.items():
            median = statistics.median(times)
            if name == "limpide":
                n_said = sum(1 for line in said[name].splitlines() if re.match(r".*:\d+:\d+: ", line))
            else:
                n_said = said[name].count('"rule_id"') + said[name].count('"ruleId"')
            print(f"{name:<12} {median:7.2f} s ({min(times):.2f} à {max(times):.2f})  {n_words / median / 1e6:6.2f} M mots/s  × {median / ours:.1f}  {n_said} constats")


if __name__ == "__main__":
    main()
