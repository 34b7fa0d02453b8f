#!/usr/bin/env python3
"""Holds limpide against counts it did not make: the 46 rows of oracle.tsv, from what limpide imports and not from the raw export.

    python3 benches/oracle.py DATA [--limpide target/release/limpide]

DATA is the folder of the half of demarches-simplifiees: `*.json.gz` and `oracle.tsv` (pattern, procedures, files submitted). A procedure
matches a pattern (`^` and `$` at each line, `.` stops at the end of a line) when it is found in the lower-cased label or description of a
document asked, of a block that repeats, or of anything asked or said in such a block. Documents that the platform types itself
(`TitreIdentite`) are counted in blocks only. Says each row that differs; the exit status is 1 if any does.
"""
import argparse
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def texts(procedure):
    """What the patterns are searched in."""
    for step in procedure["steps"]:
        for asked in step["requirements"]:
            described = all(document["name"] is None for document in asked["documents"])
            if described or asked["repeated"]:
                yield from (document["title"] for document in asked["documents"])
                yield asked["explanation"]
        form = step["form"] or {"repetitions": [], "fields": [], "instructions": []}
        for block in form["repetitions"]:
            yield block["title"]
            yield block["explanation"]
        for field in form["fields"]:
            if field["repeated"]:
                yield field["question"]
                yield field["explanation"]
        for said in form["instructions"]:
            if said["repeated"]:
                yield said["text"]


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        pattern, procedures, files = line.split("\t")
        yield pattern, int(procedures), int(files)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=pathlib.Path)
    arguments.add_argument("--limpide", default=str(ROOT / "target/release/limpide"))
    options = arguments.parse_args()
    exports = sorted(map(str, options.data.glob("*.json.gz")))
    expected = [(re.compile(pattern, re.MULTILINE), *counts) for pattern, *counts in rows(options.data / "oracle.tsv")]
    found = [[0, 0] for _ in expected]
    n_procedures = n_files = n_fields = n_documents = 0
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder) / "model.jsonl"
        start = time.perf_counter()
        outcome = subprocess.run([options.limpide, "import", *exports, "-o", str(model)], stderr=subprocess.PIPE, text=True)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"import et écriture : {seconds:.1f} s, {peak:.0f} Mo, statut {outcome.returncode}")
        for line in model.open(encoding="utf-8"):
            procedure = json.loads(line)["procedure"]
            searched = [text.lower() for text in texts(procedure) if text]
            volume = procedure["volume"] or 0
            n_procedures += 1
            n_files += volume
            for step in procedure["steps"]:
                n_documents += len(step["requirements"])
                n_fields += len(step["form"]["fields"]) if step["form"] else 0
            for (pattern, *_), count in zip(expected, found):
                if any(pattern.search(text) for text in searched):
                    count[0] += 1
                    count[1] += volume
    print(f"{n_procedures} démarches, {n_files} dossiers, {n_fields} données et {n_documents} pièces demandées")
    wrong = 0
    for (pattern, *counts), count in zip(expected, found):
        if counts != count:
            wrong += 1
            print(f"écart : {pattern.pattern} : attendu {counts}, trouvé {count}")
    print(f"{len(expected) - wrong} lignes sur {len(expected)} retrouvées")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
