#!/usr/bin/env python3
"""Runs « limpide import » on the archives of service-public.fr and compares with the figures of a study made apart.

Usage: benches/import.py FOLDER [--limpide PATH]

FOLDER holds vosdroits-part.zip, vosdroits-pro.zip and vosdroits-asso.zip (edition of November 2020). Only the standard library is used.
Exact figures must be equal; those that rest on wordings must be within 5 %; a figure that differs for a known reason must stay as it was
when the reason was found. Exit status 1 when one is not. One file of « figures » for each part of the study.
"""

import argparse
import pathlib
import sys

from figures import conditions, contacts, coverage, documents, graph, kinds, prose
from figures.checks import Checks
from figures.corpus import Corpus


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--limpide", default="target/release/limpide")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.data, arguments.limpide)
    checks = Checks()
    for part in (kinds, coverage, prose, contacts, conditions, documents, graph):
        part.compare(checks, corpus)
    return checks.conclude()


if __name__ == "__main__":
    sys.exit(main())
