"""What limpide says of the three archives, and a second reading of their XML by the parser of Python for the few facts it does not write."""

import collections
import functools
import json
import pathlib
import re
import subprocess
import tempfile
import time
import unicodedata
import zipfile
from xml.etree import ElementTree

SITES = ("part", "pro", "asso")


class Corpus:
    def __init__(self, folder, limpide):
        self.archives = [folder / f"vosdroits-{site}.zip" for site in SITES]
        with tempfile.TemporaryDirectory() as out:
            output = pathlib.Path(out) / "model.jsonl"
            started = time.monotonic()
            run = subprocess.run([limpide, "import", *map(str, self.archives), "-o", str(output)], capture_output=True, text=True)
            seconds = time.monotonic() - started
            self.records = [json.loads(line)["record"] for line in output.read_text(encoding="utf-8").splitlines()]
        print(f"limpide import : code {run.returncode}, {seconds:.2f} s, {len(self.records)} fiches")
        self.core = [record for record in self.records if record["core"]]
        self.procedures = [record for record in self.records if record["procedure"]]
        self.contacts = [contact for record in self.records for contact in record["contacts"]]
        self.conditions = [condition for record in self.records for condition in record["conditions"]]
        self.guides = [record for record in self.records if record["kind"] == "Recherche guidée"]
        # The lists of documents, the guesses left out.
        self.documents = [(record, sure(record)) for record in self.records if sure(record)]

    @functools.cached_property
    def pages(self):
        """The site and the XML of each record."""
        found = []
        for site, path in zip(SITES, self.archives):
            with zipfile.ZipFile(path) as archive:
                names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
                found.extend((site, ElementTree.fromstring(archive.read(name))) for name in names)
        return found

    def both(self):
        """The core fiches, then those that are procedures: the two columns of the study's table."""
        return (("fiches de fond", self.core), ("démarches", self.procedures))


def sure(record):
    return [document for document in record["documents"] if document["level"] != "D"]


def key(record):
    return f"{record['site']}/{record['id']}"


def quantile(values, share):
    return sorted(values)[int(len(values) * share)]


def choices(questions, depth=1):
    """Every choice of a tree, with its depth."""
    for question in questions:
        yield depth, question
        yield from choices(question["answers"], depth + 1)


def chosen(question):
    """The variable a choice makes true, when it makes one."""
    variables = [variable for variable, value in question["sets"].items() if value]
    return variables[0] if len(variables) == 1 else None


def fold(text):
    """Without accents, capitals, no-break spaces and curved apostrophes."""
    plain = unicodedata.normalize("NFD", text.lower().replace("\u00a0", " ").replace("’", "'"))
    return re.sub(r"\s+", " ", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip()


def count_by(values):
    return collections.Counter(values)
