"""§ 1.3, and what every record of a kind has or lacks (§ 1.2): no wording is interpreted here."""

import collections

from .corpus import count_by

KINDS = {
    "Fiche d'information": 1759, "Fiche Question-réponse": 1629, "Fiche d'information conditionnée": 169,
    "Fiche Question-réponse conditionnée": 76, "Fiche avec liens externes": 68, "Recherche guidée": 55, "Fiche Comment faire si": 21,
    "Fiche Comment faire si - simulateur": 4, "Dossier": 310, "Theme": 20, "Formulaire": 2111, "Téléservice": 879,
    "Téléservice personnalisé sur SP": 1, "Modèle de document": 323, "Simulateur": 130, "Outil de recherche": 36,
}


def compare(checks, corpus):
    checks.part("genres de fiches")
    records, core = corpus.records, corpus.core
    checks.exact("fiches", len(records), 7591)
    found = count_by(record["kind"] for record in records)
    for kind, expected in KINDS.items():
        checks.exact(kind, found[kind], expected)
    checks.exact("fiches de fond", len(core), 3633)
    checks.exact("liens vers un événement de vie", sum(len(record["life_events"]) for record in records), 311)
    checks.exact("définitions", len({term["id"] for record in records for term in record["definitions"]}), 857)
    checks.exact("abréviations", len({term["id"] for record in records for term in record["abbreviations"]}), 289)
    meanings = collections.defaultdict(set)
    for term in (term for record in records for term in record["abbreviations"]):
        meanings[term["word"]].add(term["meaning"])
    checks.exact("abréviations de plusieurs sens", sum(len(all_of) > 1 for all_of in meanings.values()), 5)
    glossary(checks, corpus)

    checks.part("services et formulaires")
    services = [(record, service) for record in records for service in record["services"]]
    here = {(record["site"], record["id"]) for record in records}
    checks.exact("ServiceEnLigne (toutes)", len(services), 10585)
    checks.exact("ServiceEnLigne dont la fiche R existe", sum((record["site"], service["id"]) in here for record, service in services), 10585)
    checks.exact("ServiceEnLigne sans adresse", sum(service["url"] is None for _, service in services), 198)
    checks.exact("ServiceEnLigne (fiches de fond)", sum(len(record["services"]) for record in core), 9028)
    checks.exact("fiches de fond avec ServiceEnLigne", sum(bool(record["services"]) for record in core), 1720)
    checks.exact("formulaires sans numéro", sum(record["kind"] == "Formulaire" and not record["cerfa"] for record in records), 282)
    numbers = collections.defaultdict(set)
    for record in records:
        for number in record["cerfa"]:
            numbers[number].add(record["id"])
    checks.exact("numéros cerfa", len(numbers), 1670)
    checks.exact("numéros cerfa de plusieurs fiches R", sum(len(ids) > 1 for ids in numbers.values()), 32)

    checks.part("textes de droit")
    checks.exact("textes de droit", sum(len(record["references"]) for record in records), 15321)
    hosts = count_by(host(text) for record in records if record["id"][0] == "F" for text in record["references"])
    # The study looked at the fiches: the folders (N) rest on 41 more.
    checks.exact("textes de www.legifrance.gouv.fr (fiches F)", hosts["www.legifrance.gouv.fr"], 12862)
    checks.exact("textes de legifrance.gouv.fr (fiches F)", hosts["legifrance.gouv.fr"], 814)
    checks.exact("textes de bofip.impots.gouv.fr", hosts["bofip.impots.gouv.fr"], 373)


def host(text):
    parts = (text["url"] or "").split("/")
    return parts[2] if len(parts) > 2 else ""


def glossary(checks, corpus):
    """The links to the glossary are counted in the XML, and must lead to a definition limpide read on the same page."""
    defined = {(record["site"], record["id"], term["id"]) for record in corpus.records for term in record["definitions"]}
    links = [(site, root.get("ID"), link.get("LienID")) for site, root in corpus.pages for link in root.iter("LienIntra")
             if link.get("type") == "Définition de glossaire"]
    checks.exact("liens vers le glossaire", len(links), 9400)
    checks.exact("liens vers le glossaire sans définition lue", sum(link not in defined for link in links), 0)
