#!/usr/bin/env python3
"""Holds what every rule finds in the two national corpora against the counts that were reviewed: benches/figures/comptes.tsv.

    python3 benches/counts.py fiches ARCHIVE… [--limpide target/release/limpide] [--write]
    python3 benches/counts.py formulaires EXPORT… [--limpide target/release/limpide] [--write]

All rules are run, those that do not run by default on such texts too (« défaut » says which do). Each row has how many findings, in how many
procedures, what share of them; then, where the catalogue of rules measured a pattern of its own (share of the 1,046 fiches that ask for
something, November 2020), that share and why the two differ. A count that moved is said, and the exit status is 1; `--write` keeps the new
counts and the explanations, to be read again.
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

TABLE = pathlib.Path(__file__).resolve().parent / "figures" / "comptes.tsv"
FIELDS = ["source", "regle", "nom", "defaut", "constats", "demarches", "part", "catalogue", "explication"]
DAY = "2026-11-25"
NOTHING = "0 constats, 0 démarches"


def audit(limpide, sources, *options):
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "rapport.json"
        subprocess.run(
            [limpide, "audit", *sources, *options, "--aujourd-hui", DAY, "-o", report], check=True, stderr=subprocess.DEVNULL
        )
        return json.loads(report.read_text())


def measured(limpide, kind, sources):
    every = audit(limpide, sources, "--toutes-les-regles")
    usual = {rule["code"] for rule in audit(limpide, sources)["rules"]}
    for rule in sorted(every["rules"], key=lambda rule: rule["code"]):
        yield {
            "source": kind,
            "regle": rule["code"],
            "nom": rule["name"],
            "defaut": "oui" if rule["code"] in usual else "non",
            "constats": str(sum(rule["counts"].values())),
            "demarches": str(rule["n_procedures"]),
            "part": f"{100 * rule['n_procedures'] / every['n_procedures']:.1f}".replace(".", ","),
        }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("kind", choices=["fiches", "formulaires"])
    arguments.add_argument("sources", nargs="+")
    arguments.add_argument("--limpide", default="target/release/limpide")
    arguments.add_argument("--write", action="store_true")
    arguments = arguments.parse_args()
    rows = list(csv.DictReader(TABLE.open(encoding="utf-8"), delimiter="\t")) if TABLE.exists() else []
    known = {(row["source"], row["regle"]): row for row in rows}
    found = {(row["source"], row["regle"]): row for row in measured(arguments.limpide, arguments.kind, arguments.sources)}
    moved = 0
    for key in sorted(found.keys() | {key for key in known if key[0] == arguments.kind}):
        before, after = known.get(key), found.get(key)
        counts = [f"{row['constats']} constats, {row['demarches']} démarches" if row else NOTHING for row in (before, after)]
        moved += counts[0] != counts[1]
        print(f"{'=' if counts[0] == counts[1] else '≠'} {key[1]}  {counts[1]}" + ("" if counts[0] == counts[1] else f"  (relu : {counts[0]})"))
    if arguments.write:
        kept = [row for row in rows if row["source"] != arguments.kind]
        silent = {"constats": "0", "demarches": "0", "part": "0,0"}
        new = [{**known.get(key, {"catalogue": "", "explication": ""}), **row} for key, row in found.items()]
        new += [{**row, **silent} for key, row in known.items() if key[0] == arguments.kind and key not in found]
        with TABLE.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, FIELDS, delimiter="\t", lineterminator="\n")
            writer.writeheader()
            writer.writerows(sorted(kept + new, key=lambda row: (row["source"], row["regle"])))
        return 0
    print(f"{len(found)} règles, {moved} comptes qui ont bougé")
    return 1 if moved else 0


if __name__ == "__main__":
    sys.exit(main())
