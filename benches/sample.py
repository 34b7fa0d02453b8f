#!/usr/bin/env python3
"""Draws findings of an audit, to be read one by one: a sheet whose last two columns wait for a verdict.

Usage: limpide audit SOURCE… --toutes-les-regles -o audit.json
       benches/sample.py audit.json [-n 30] [--rule CON002]… [--seed 1]

The draw depends on the seed and on what each finding says, not on their order: a rule that changes keeps the findings it still has. The
verdicts are kept in tests/fixtures/precision-imports.tsv, whose columns are the first, second, third and the last two of this sheet.
"""

import argparse
import collections
import hashlib
import json


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("audit")
    parser.add_argument("-n", type=int, default=30, help="how many findings of each rule")
    parser.add_argument("--rule", action="append", help="only that rule")
    parser.add_argument("--seed", default="1")
    arguments = parser.parse_args()
    with open(arguments.audit, encoding="utf-8") as file:
        procedures = json.load(file)["procedures"]
    found = collections.defaultdict(list)
    for procedure in procedures:
        for finding in procedure["findings"]:
            if not arguments.rule or finding["code"] in arguments.rule:
                row = [finding["code"], procedure["id"], finding["message"], finding["words"], finding["place"]]
                key = "\t".join([arguments.seed, *row[:4]])
                found[finding["code"]].append((hashlib.sha256(key.encode()).hexdigest(), row))
    print("\t".join(["regle", "fiche", "constat", "mots", "place", "verdict", "pourquoi"]))
    for code in sorted(found):
        for _, row in sorted(found[code])[: arguments.n]:
            print("\t".join([" ".join(cell.split()) for cell in row] + ["", ""]))


if __name__ == "__main__":
    main()
