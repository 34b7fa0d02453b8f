"""§ 1.5: the table of what fiches have and lack, in its two columns. The second rests on which lists are lists of documents."""

import re

from .corpus import count_by, fold, quantile


def compare(checks, corpus):
    checks.part("couverture")
    core, procedures = corpus.core, corpus.procedures
    checks.near("démarches", len(procedures), 1587)
    for site, expected in [("part", 1150), ("pro", 382), ("asso", 55)]:
        checks.near(f"démarches ({site})", sum(record["site"] == site for record in procedures), expected)
    expected = {
        "sans OuSAdresser": (1237, 256), "sans OuSAdresser ni ServiceEnLigne": (912, 24), "sans texte de droit": (280, 104),
        "avec téléservice": (1002, 1002), "avec formulaire": (880, 880), "avec formulaire sans téléservice": (434, 434),
        "sans téléservice ni formulaire": (2197, 151), "avec deux téléservices": (495, 495), "avec cinq téléservices": (56, 56),
        "avec une condition formelle": (255, 198),
    }
    found_core, found_procedures = coverage(core), coverage(procedures)
    why = "ces démarches ne tiennent qu'à leurs listes de pièces ; voir « pièces »"
    settled = {"sans OuSAdresser ni ServiceEnLigne": 22, "sans téléservice ni formulaire": 138}
    for what, (of_core, of_procedures) in expected.items():
        checks.exact(f"fiches de fond {what}", found_core[what], of_core)
        if what in settled:
            checks.explained(f"démarches {what}", found_procedures[what], settled[what], of_procedures, why)
        else:
            checks.near(f"démarches {what}", found_procedures[what], of_procedures)
    cases(checks, corpus)
    titles(checks, corpus)


def coverage(records):
    def offers(record, kind):
        return len({service["id"] for service in record["services"] if service["kind"] == kind})

    lines = [offers(record, "Téléservice") for record in records]
    forms = [offers(record, "Formulaire") for record in records]
    return {
        "sans OuSAdresser": sum(not record["contacts"] for record in records),
        "sans OuSAdresser ni ServiceEnLigne": sum(not record["contacts"] and not record["services"] for record in records),
        "sans texte de droit": sum(not record["references"] for record in records),
        "avec téléservice": sum(n > 0 for n in lines),
        "avec formulaire": sum(n > 0 for n in forms),
        "avec formulaire sans téléservice": sum(form > 0 and not line for form, line in zip(forms, lines)),
        "sans téléservice ni formulaire": sum(not form and not line for form, line in zip(forms, lines)),
        "avec deux téléservices": sum(n > 1 for n in lines),
        "avec cinq téléservices": sum(n > 4 for n in lines),
        "avec une condition formelle": sum(bool(record["conditions"]) for record in records),
    }


def cases(checks, corpus):
    checks.part("cas et situations")
    core = corpus.core
    checks.exact("BlocCas (fiches de fond)", sum(record["n_splits"] for record in core), 5236)
    checks.exact("Cas (fiches de fond)", sum(record["n_cases"] for record in core), 13859)
    checks.exact("fiches de fond avec un Cas", sum(record["n_cases"] > 0 for record in core), 1754)
    checks.exact("le plus de Cas sans autre Cas dessous", max(record["n_last_cases"] for record in core), 97)
    channels = count_by(channel for record in corpus.records for split in record["splits"] for channel in split["channels"])
    for channel, expected in [("en ligne", 108), ("par courrier", 144), ("au guichet", 94)]:
        checks.exact(f"Cas d'un canal : {channel}", channels[channel], expected)
    expected = {
        "fiches de fond": ((1879, 1304, 388, 56, 6), (2708, 709, 190, 22, 4), (4, 9, 47, 120)),
        "démarches": ((591, 710, 247, 35, 4), (1092, 385, 95, 13, 2), (6, 14, 90, 120)),
    }
    for name, records in corpus.both():
        check = checks.exact if name == "fiches de fond" else checks.near
        depths, situations, quantiles = expected[name]
        found = count_by(record["case_depth"] for record in records)
        for depth, number in enumerate(depths):
            check(f"{name} à {depth} BlocCas l'un dans l'autre", found[depth], number)
        found = count_by(len(record["situations"]["titles"]) if record["situations"] else 0 for record in records)
        for number, of_records in zip((0, 2, 3, 4, 5), situations):
            check(f"{name} à {number} situations", found[number], of_records)
        numbers = [record["n_cases"] for record in records]
        found = [quantile(numbers, share) for share in (0.75, 0.9, 0.99)] + [max(numbers)]
        for rank, value, number in zip(("p75", "p90", "p99", "maximum"), found, quantiles):
            checks.exact(f"Cas par fiche, {name}, {rank}", value, number)
    situations = [record["situations"] for record in corpus.records if record["situations"]]
    checks.exact("fiches à situations", len(situations), 933)
    checks.exact("situations qui se suivent", sum(situation["sequential"] for situation in situations), 26)


def titles(checks, corpus):
    """The study gives no pattern for cost and for appeals: these are the plainest."""
    checks.part("ce que disent les titres, et ce qui n'est pas dit")
    patterns = [("coût", r"\b(cout|prix|tarif|frais)", 328, 212), ("délai", r"delai|quand", 232, 144), ("validité", r"validite", 152, 119),
                ("recours", r"recours|contest|litige", 267, 133)]
    for name, pattern, of_core, of_procedures in patterns:
        found, among = (sum(has_title(record, pattern) for record in records) for _, records in corpus.both())
        if name == "coût":
            why = "motif non donné ; « coût », « prix », « tarif » ou « frais » dans un titre"
            checks.explained("fiches de fond à titre de coût", found, 366, of_core, why)
            checks.explained("démarches à titre de coût", among, 236, of_procedures, why)
        else:
            checks.near(f"fiches de fond à titre de {name}", found, of_core)
            checks.near(f"démarches à titre de {name}", among, of_procedures)
    no_duration = [record for record in corpus.procedures if not record["text"]["n_durations"] and not has_title(record, r"delai")]
    checks.near("démarches sans aucune durée", len(no_duration), 346)
    no_amount = [record for record in corpus.procedures
                 if not record["text"]["n_amounts"] and not has_title(record, r"^(cout|prix|tarif|frais)")]
    checks.near("démarches sans € ni titre de coût", len(no_amount), 746)


def has_title(record, pattern):
    return any(re.search(pattern, fold(title)) for title in record["text"]["titles"])
