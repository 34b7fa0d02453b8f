#!/usr/bin/env python3
"""Whether a source and the drafts written from it are judged alike: the same rules, as many times, for each procedure.

    python3 benches/alike.py SOURCE… [--limpide target/release/limpide]

SOURCE is what `limpide audit` reads. Both are audited by all the rules. A difference that docs/import.md does not explain makes the exit status 1.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter

# A time limit has its own line in a draft, apart from the sentence that says it, where the rule looks for what silence means.
EXPLAINED = {"CON003"}
DAY = "2026-11-25"


def judged(limpide, sources, folder, name):
    """How many times each rule speaks of each procedure."""
    report = folder / name
    subprocess.run(
        [limpide, "audit", *sources, "--toutes-les-regles", "--aujourd-hui", DAY, "-o", report], check=True, stderr=subprocess.DEVNULL
    )
    times = Counter()
    for procedure in json.loads(report.read_text())["procedures"]:
        for finding in procedure["findings"]:
            times[procedure["id"], finding["code"]] += finding["n_times"]
    return times


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sources", nargs="+")
    arguments.add_argument("--limpide", default="target/release/limpide")
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        drafts = folder / "brouillons"
        subprocess.run(
            [arguments.limpide, "import", *arguments.sources, "--as", "demarche", "-o", drafts], check=True, stderr=subprocess.DEVNULL
        )
        source = judged(arguments.limpide, arguments.sources, folder, "source.json")
        written = judged(arguments.limpide, [drafts], folder, "brouillons.json")
    unexplained = 0
    for code in sorted({code for _, code in source | written}):
        keys = {key for key in source | written if key[1] == code}
        others = [key for key in keys if source[key] != written[key]]
        n_source, n_written = (sum(times[key] for key in keys) for times in (source, written))
        sign = "=" if not others else "≠" if code in EXPLAINED else "✗"
        unexplained += sign == "✗"
        print(f"{sign} {code}  source {n_source}  brouillons {n_written}" + (f"  dans {len(others)} démarches" if others else ""))
    print(f"{source.total()} constats de part, {written.total()} d'autre ; {unexplained} règle(s) sans explication")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
