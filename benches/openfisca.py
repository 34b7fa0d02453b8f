#!/usr/bin/env python3
"""Holds five rights of the corpus against openfisca-france: the same 100,000 random households, amounts compared to the cent.

    python3 -m venv VENV && VENV/bin/pip install OpenFisca-France
    python3 benches/openfisca.py LIMPIDE VENV/bin/python [-n 100000] [--seed 1]

openfisca-france (AGPL) runs as a program of its own, in its own environment: `openfisca_worker.py` is what that environment runs, and
nothing of it is kept here. It runs as published, then once more for each known difference of reading, with that one put right, in the
order below. A household belongs to the difference that makes it equal; each quotes the text that decides. The exit status is 1 if a
difference is left without a text. Speeds are those of one core: each program is pinned to it, and its processor time is counted, whatever else runs.
"""
import argparse
import csv
import datetime
import json
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
DAY = "2021-10-15"
ONE_CORE = ["taskset", "-c", "0"] if shutil.which("taskset") else []

# For each right: the procedure, what limpide and openfisca-france call the same result, and what tells their readings apart.
RIGHTS = {
    "ars": (
        "allocation_rentrée_scolaire",
        [("montant_ars_brut", "ars")],
        [
            "l'âge de chaque enfant : 6 ans avant le 1er février, 11 et 15 ans dans l'année civile, moins de 18 ans au 15 septembre, et non"
            " l'âge au 1er décembre (code de la sécurité sociale, article R543-2)",
            "la majoration du plafond par enfant, en euros : 5 843 €, et non 30 % de 19 476 € (arrêté du 14 décembre 2020, article 5)",
            "l'allocation différentielle lit les montants en vigueur au 1er janvier, et non ceux de la rentrée (code de la sécurité sociale,"
            " article R543-6-1)",
        ],
    ),
    "naissance": (
        "prime_naissance",
        [("prime_naissance_brute", "paje_naissance")],
        [
            "le second revenu compte à partir de 13,6 % du plafond de la sécurité sociale, 5 511 €, et non de 12 fois la base mensuelle"
            " (circulaire DSS/2B/2011/447 du 1er décembre 2011)",
            "la majoration du plafond à partir du 3e enfant, en euros : 7 789 €, et non 30 % de 25 964 € (arrêté du 14 décembre 2020,"
            " article 3)",
        ],
    ),
    "bourse": (
        "bourse_lycée",
        [("bourse_annuelle", "bourse_lycee")],
        [
            "les ressources et le Smic sont ceux de la dernière année civile, 2020, et non de l'avant-dernière (réponse ministérielle à la"
            " question n° 29589 ; fiche F616 de service-public.fr, dont les plafonds de 2020 sont 1 855 fois 10,03 €, le Smic de 2019)",
        ],
    ),
    "énergie": (
        "chèque_énergie",
        [("montant_chèque_énergie", "cheque_energie")],
        [
            "être logé gratuitement n'exclut pas : il suffit d'avoir la jouissance d'un local imposable (code de l'énergie, article R124-1)",
            "la valeur de chaque enfant en résidence alternée est réduite de moitié : 0,25 pour le deuxième du logement, et non une"
            " demi-personne de moins (code de l'énergie, article R124-1)",
            "au seuil exact, une division de nombres flottants tombe juste en dessous : 26 130 € pour 3,9 unités font 6 700 € par unité, ce qui"
            " n'est pas inférieur à 6 700 € (code de l'énergie, article R124-1)",
        ],
    ),
    "css": (
        "complémentaire_santé_solidaire",
        [("css_gratuite", "cmu_c"), ("participation_foyer_css", "css_participation_forfaitaire")],
        [
            "la participation dépend de l'âge au 1er janvier, au jour près, et non au jour de la demande (code de la sécurité sociale, article L861-11,"
            " et l'arrêté pris pour son application)",
            "le plafond s'arrondit à l'euro le plus proche, et une fraction de 0,50 compte pour 1 : 22 603 € pour 5 personnes, et non"
            " 22 602 € (code de la sécurité sociale, article L861-1)",
            "le plafond majoré de 35 % s'arrondit une seule fois, à l'euro : 25 606 € pour 4 personnes en 2020 (code de la sécurité sociale,"
            " article L861-1 ; fiche F10027 de service-public.fr)",
        ],
    ),
}

# Those of 2021, for one, two, three children or people…
FAMILY_CEILINGS = [25_319, 31_162, 37_005, 32_455, 42_892, 49_383, 57_172, 64_961, 77_891]
HEALTH_CEILINGS = [9_041, 13_562, 16_274, 18_986, 22_603, 12_205, 18_308, 21_970, 25_631, 30_513]


def between(chance, first, last):
    return first + datetime.timedelta(chance.randrange((last - first).days + 1))


def near(chance, ceilings, level):
    """Resources: one time in five near a ceiling, where readings differ."""
    drawn = chance.random()
    if drawn < 0.1:
        return chance.choice(ceilings) + chance.randrange(-2, 3)
    return chance.choice(ceilings) + chance.randrange(900) if drawn < 0.2 else level


def household(chance):
    """A household, as both programs are told about it: amounts in whole euros, as tax notices give them."""
    day = datetime.date
    adults = [between(chance, day(1940, 1, 1), day(2003, 1, 1)) for _ in range(chance.choice([1, 2, 2]))]
    children = [between(chance, day(2002, 1, 1), day(2021, 9, 30)) for _ in range(chance.choice([0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8]))]
    minors = sum(birth > day(2004, 1, 1) for birth in children)
    level = chance.randrange(4_000, 75_000)
    income = chance.randrange(0, 45_000)
    return {
        "adults": [birth.isoformat() for birth in adults],
        "children": [birth.isoformat() for birth in children],
        "expected": chance.choice([0, 0, 1, 1, 1, 2]),
        "pupils": [birth <= day(2006, 12, 31) and birth > day(2003, 1, 1) and chance.random() < 0.9 for birth in children],
        "resources": near(chance, FAMILY_CEILINGS, level),
        "earned": [chance.choice([0, chance.randrange(4_500, 6_500), chance.randrange(6_500, 40_000)]) for _ in adults],
        "reference_income_2019": income,
        "reference_income_2020": max(0, round(income * chance.uniform(0.85, 1.2))),
        "health_resources": near(chance, HEALTH_CEILINGS, chance.randrange(3_000, 45_000)),
        "minimum_income": chance.random() < 0.1,
        "overseas": chance.random() < 0.1,
        "housing": chance.choice(["proprietaire", "locataire_vide", "locataire_hlm", "locataire_meuble", "loge_gratuitement", "locataire_foyer"]),
        "alternating": chance.choice([0, 0, 0, minors, min(minors, 1)]),
    }


def school_ages(children):
    """How many children are of each age of article R543-2, for the autumn of 2021."""
    primary = sum("2011-01-01" <= birth < "2016-02-01" for birth in children)
    middle = sum("2007-01-01" <= birth <= "2010-12-31" for birth in children)
    high = sum("2003-09-15" < birth <= "2006-12-31" for birth in children)
    return primary, middle, high


def age_in_january(birth):
    return 2020 - int(birth[:4]) + (birth[5:] == "01-01")


def yes(condition):
    return "oui" if condition else "non"


def columns(right, home):
    """What limpide is told of a household for a right."""
    children, couple = home["children"], len(home["adults"]) == 2
    status = "couple" if couple else "isolé"
    if right == "ars":
        ages = zip(("enfants_ars_primaire", "enfants_ars_collège", "enfants_ars_lycée"), school_ages(children))
        return {"enfants_à_charge": len(children), **dict(ages), "ressources_foyer": home["resources"]}
    if right == "naissance":
        return {
            "enfants_à_charge": len(children),
            "enfants_attendus": home["expected"],
            "situation_familiale": status,
            "revenu_activité": home["earned"][0],
            "revenu_activité_conjoint": home["earned"][1] if couple else "",
            "ressources_foyer": home["resources"],
            "premier_examen_prénatal": "oui",
        }
    if right == "bourse":
        return {
            "enfants_à_charge": len(children),
            "lycéens": sum(home["pupils"]),
            "revenu_fiscal_bourse": home["reference_income_2020"],
        }
    if right == "énergie":
        return {
            "personnes_toute_l_année": len(home["adults"]) + len(children) - home["alternating"],
            "enfants_en_alternance": home["alternating"],
            "revenu_fiscal_du_logement": home["reference_income_2019"],
            "logement_imposable": yes(home["housing"] != "locataire_foyer"),
            "logement_foyer": yes(home["housing"] == "locataire_foyer"),
        }
    ages = [age_in_january(birth) for birth in home["adults"] + children]
    bands = {"personnes_jusqu_à_29_ans": (-2, 29), "personnes_de_30_à_49_ans": (30, 49), "personnes_de_50_à_59_ans": (50, 59)}
    bands |= {"personnes_de_60_à_69_ans": (60, 69), "personnes_d_au_moins_70_ans": (70, 200)}
    return {
        "situation_familiale": status,
        "enfants_à_charge": len(children),
        "bénéficiaire_rsa": yes(home["minimum_income"]),
        "réside_outre_mer": yes(home["overseas"]),
        "ressources_annuelles_foyer": home["health_resources"],
        **{name: sum(low <= age <= high for age in ages) for name, (low, high) in bands.items()},
    }


def cents(value):
    """A result as a whole number: cents, or 1 for yes. What has no object gives nothing, and so counts for nothing."""
    if value in ("oui", "non"):
        return int(value == "oui")
    if value in ("", "?", "sans objet"):
        return 0 if value == "sans objet" else None
    return round(float(value) * 100)


def processor_time():
    """What the programs that ran so far have used, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_limpide(limpide, right, homes, folder):
    """What limpide gives for each household, and how long it takes: the whole command."""
    procedure, results, _ = RIGHTS[right]
    rows = [columns(right, home) for home in homes]
    population, out = folder / f"{right}.csv", folder / f"{right}-limpide.csv"
    with population.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    command = [limpide, "simulate", procedure, ROOT / "corpus", "--population", population, "-o", out, "--aujourd-hui", DAY, "--threads", "1"]
    start = processor_time()
    subprocess.run(ONE_CORE + [str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
    seconds = processor_time() - start
    with out.open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    failed = [row for row in given if row.get("erreur")]
    if failed or len(given) != len(homes):
        sys.exit(f"{procedure} : {len(given)} lignes pour {len(homes)} foyers, {len(failed)} erreurs, à commencer par {failed[:1]}")
    return [[cents(row[name]) for row in given] for name, _ in results], seconds


def of_openfisca(python, homes, folder):
    """What openfisca-france gives for each right: as published, then with each reading put right."""
    people, out = folder / "people.json", folder / "openfisca.json"
    people.write_text(json.dumps(homes), encoding="utf-8")
    worker = [python, ROOT / "benches" / "openfisca_worker.py", people, out]
    subprocess.run(ONE_CORE + [str(word) for word in worker], check=True)
    return json.loads(out.read_text(encoding="utf-8"))


def differing(ours, theirs):
    """The households whose results are not all equal."""
    return {at for mine, other in zip(ours, theirs) for at, (one, two) in enumerate(zip(mine, other)) if one != two}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("limpide")
    arguments.add_argument("python", help="the python of an environment that has openfisca-france")
    arguments.add_argument("-n", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    homes = [household(chance) for _ in range(options.n)]
    unexplained = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        theirs = of_openfisca(options.python, homes, folder)
        print(f"{options.n} foyers, graine {options.seed}, au {DAY} ; {theirs['version']}\n")
        for right, (procedure, results, causes) in RIGHTS.items():
            ours, seconds = of_limpide(options.limpide, right, homes, folder)
            runs = theirs[right]["runs"]
            left = differing(ours, runs[0])
            entitled = sum(any(values) for values in zip(*ours))
            print(f"{procedure} : {entitled} foyers y ont droit ; {options.n - len(left)} égaux au centime, {len(left)} différents")
            for cause, run in zip(causes, runs[1:], strict=True):
                now = differing(ours, run)
                print(f"  {len(left - now):6} {cause}")
                left = now
            for at in sorted(left)[:3]:
                print(f"  ? {homes[at]} : {[values[at] for values in ours]} et {[values[at] for values in runs[-1]]}")
            print(f"  {len(left):6} sans explication")
            unexplained += len(left)
            built, computed = theirs[right]["built"], theirs[right]["computed"]
            rate, other = options.n / seconds, options.n / (built + computed)
            print(
                f"  foyers par seconde : limpide {rate:,.0f} (fichiers lus et écrits) ; openfisca-france {other:,.0f}"
                f" (population construite et calcul), {options.n / computed:,.0f} (calcul seul) ;"
                f" rapport {rate / other:.2f} et {rate * computed / options.n:.2f}\n"
            )
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
