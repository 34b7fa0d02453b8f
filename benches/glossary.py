#!/usr/bin/env python3
"""The glossary of service-public.fr: the words its pages define, kept in rules/glossaire.tsv.

Usage: benches/glossary.py FOLDER > rules/glossaire.tsv

FOLDER holds the archives of service-public.fr (`vosdroits-*.zip`). A form is what a page links to the definition, kept when it says the term and nothing
else: « jours ouvrables » for « Jour ouvrable », not « délai franc » for « Jour franc ». A term with several definitions, or one that holds for some
people only (« Motif légitime (Pôle emploi) »), is left out. Only the standard library is used.
"""

import argparse
import collections
import pathlib
import re
import unicodedata
import zipfile
from xml.etree import ElementTree

# Letters of a word that its plural, its feminine and its verb share.
SHARED = 4
# Letters of a definition that a finding can show; beyond, its first sentence.
LONGEST = 200

# A form without article, number or mark around it.
PLAIN = re.compile(r"(?!(?:les?|la|une?|des) |[ld]')[^\W\d](?:[^\d(),]*\w)?")

HEADING = """\
# Les mots que service-public.fr définit : terme, formes sous lesquelles les fiches le lient à sa définition, définition.
# Source : fiches « Vos droits et démarches », novembre 2020, Direction de l'information légale et administrative (DILA), Licence Ouverte 2.0
# (https://www.etalab.gouv.fr/licence-ouverte-open-licence). Définitions coupées après leur première phrase. Fait par benches/glossary.py."""


def words(text):
    """The words that count, without accents, cut to what their forms share."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return {word[:SHARED] for word in re.findall(r"[a-z]+", plain) if len(word) >= SHARED}


def read(node):
    return " ".join("".join(node.itertext()).split()).replace("\u2019", "'") if node is not None else ""


def first_sentence(text):
    if len(text) > LONGEST:
        text = re.split(r"(?<=[a-zé0-9)])\. (?=[A-ZÉ])", text)[0]
    return text.rstrip(" .")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    arguments = parser.parse_args()
    definitions = collections.defaultdict(set)
    forms = collections.defaultdict(set)
    for path in sorted(arguments.data.glob("vosdroits-*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
                root = ElementTree.fromstring(archive.read(name))
                titles = {}
                for node in root.iter("Definition"):
                    title = read(node.find("Titre"))
                    titles[node.get("ID")] = title
                    definitions[title].add(read(node.find("Texte/Paragraphe")))
                for link in root.iter("LienIntra"):
                    if link.get("LienID") in titles:
                        forms[titles[link.get("LienID")]].add(read(link).lower())
    print(HEADING)
    for title in sorted(definitions):
        term, _, aside = title.partition(" (")
        definition = first_sentence(next(iter(definitions[title])))
        # Between parentheses, an acronym: it names the same thing; anything else says for whom the definition holds.
        acronym = aside.rstrip(")")
        is_acronym = re.fullmatch(r"[A-Z][A-Za-z]{1,6}", acronym) and words(acronym) != words(term)
        if len(definitions[title]) > 1 or (aside and not is_acronym) or not 0 < len(definition) <= LONGEST:
            continue
        same = sorted(form for form in forms[title] if PLAIN.fullmatch(form) and words(form) == words(term) and form != term.lower())
        names = [acronym] if aside else []
        print("\t".join([term, "|".join(names + same), definition]))


if __name__ == "__main__":
    main()
