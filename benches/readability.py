#!/usr/bin/env python3
"""How the pages of service-public.fr read: the percentiles kept in rules/lisibilite.toml.

Usage: benches/readability.py FOLDER [--limpide PATH]

FOLDER holds the archives of service-public.fr (`vosdroits-*.zip`); the text of each page is written once, a paragraph or an item a block, and measured
by limpide as any notice is. Only the standard library is used.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile

from language import write_texts

LINE = re.compile(r"^  \S+\.txt:\d+ : facilité (-?[\d,]+) .* LIX ([\d,]+) ")


def percentiles(values):
    """Every five, by the nearest rank."""
    values = sorted(values)
    return [values[-(-len(values) * percent // 100) - 1] for percent in range(5, 100, 5)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--limpide", default="target/release/limpide")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        write_texts(sorted(arguments.data.glob("vosdroits-*.zip")), folder)
        command = [os.path.abspath(arguments.limpide), "check", "--select", "LEC", "--output-format", "concise", "--statistics", "--tout"]
        run = subprocess.run([*command, *sorted(os.listdir(folder))], cwd=folder, capture_output=True, text=True)
    found = [match.groups() for match in map(LINE.match, run.stdout.splitlines()) if match]
    print(f"fiches = {len(found)}")
    for name, column in (("kandel_moles", 0), ("lix", 1)):
        values = [float(row[column].replace(",", ".")) for row in found]
        print(f"{name} = {percentiles(values)}")


if __name__ == "__main__":
    main()
