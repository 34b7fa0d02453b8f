"""What the environment of openfisca-france runs for `openfisca.py`: households in, results out, in JSON.

    python openfisca_worker.py PEOPLE.json OUT.json

For each right: how long the population takes to build and the results to compute (processor time, in seconds), and the results of each run, in cents (or 1 for yes):
first openfisca-france as published, then with one more of its readings put right each time, in the order of `openfisca.py`. What is put
right is a parameter or an input: no formula is replaced.
"""
import importlib.metadata
import json
import pathlib
import sys
import time

import numpy
from openfisca_core.periods import period
from openfisca_core.reforms import Reform
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem

MONTH, JANUARY, YEAR, INCOME_YEAR = "2021-10", "2021-01", "2021", "2019"
# A millionth of a euro more: a sum of floating numbers may fall just below the whole number it stands for.
NUDGE = 1e-6
CEILING_ARS, PER_CHILD_ARS = 19_476, 5_843 + NUDGE
CEILING_BIRTH, PER_CHILD_BIRTH = 25_964, 7_789 + NUDGE
SECOND_INCOME = 5_511
HEALTH = 9_041


def reformed(system, values):
    """The same law with other parameters: the path of each, and its value from 2019 to 2021."""

    class Corrected(Reform):
        def apply(self):
            self.modify_parameters(modifier_function=change)

    def change(parameters):
        for path, value in values.items():
            node = parameters
            for name in path.split("."):
                node = getattr(node, name)
            node.update(period=period("year:2019:3"), value=value)
        return parameters

    return Corrected(system)


def population(system, homes, births, expected=False):
    """A simulation of households, each a family, a tax household and a dwelling."""
    owners, roles, dates = [], [], []
    for at, (home, children) in enumerate(zip(homes, births)):
        unborn = ["2021-12-10"] * home["expected"] if expected else []
        for role, date in enumerate(home["adults"] + children + unborn):
            owners.append(at)
            roles.append(min(role, 2) if role < len(home["adults"]) else 2)
            dates.append(date)
    owners, roles = numpy.array(owners), numpy.array(roles)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", range(len(owners)))
    names = {
        "famille": ("demandeur", "conjoint", "enfant"),
        "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
        "menage": ("personne_de_reference", "conjoint", "enfant"),
    }
    for entity, words in names.items():
        group = builder.declare_entity(entity, range(len(homes)))
        builder.join_with_persons(group, owners, numpy.array(words)[roles])
    simulation = builder.build(system)
    simulation.set_input("date_naissance", "ETERNITY", numpy.array(dates, dtype="datetime64[D]"))
    return simulation, roles == 2


def each(homes, key):
    return numpy.array([home[key] for home in homes])


def sizes(homes):
    return numpy.array([len(home["adults"]) + len(home["children"]) for home in homes])


def consumption_units(people):
    return 1 + 0.5 * (people > 1) + 0.3 * numpy.maximum(people - 2, 0)


def per_person(homes, children_too, key, otherwise=0):
    """A column of persons: what adults have, and something else for the others."""
    values = numpy.full(len(children_too), otherwise, dtype=float)
    values[~children_too] = [value for home in homes for value in home[key]]
    return values


def ars(system, homes, births):
    simulation, _ = population(system, homes, births)
    simulation.set_input("prestations_familiales_base_ressources", JANUARY, each(homes, "resources"))
    no_income(simulation, [MONTH, "2021-12"])
    return simulation, [("ars", YEAR)]


def no_income(simulation, months):
    """No child earns enough to stop being in charge."""
    for month in months:
        simulation.set_input("autonomie_financiere", month, numpy.zeros(simulation.persons.count, dtype=bool))


def birth_grant(system, homes, births, second_income=None):
    simulation, children = population(system, homes, births, expected=True)
    simulation.set_input("prestations_familiales_base_ressources", MONTH, each(homes, "resources"))
    simulation.set_input("revenu_assimile_salaire_apres_abattements", INCOME_YEAR, per_person(homes, children, "earned"))
    simulation.set_input("rpns_imposables", INCOME_YEAR, numpy.zeros(len(children)))
    no_income(simulation, [MONTH])
    if second_income:
        both = [len(home["earned"]) == 2 and min(home["earned"]) >= second_income for home in homes]
        simulation.set_input("biactivite", MONTH, numpy.array(both))
    return simulation, [("paje_naissance", MONTH)]


def school_grant(system, homes, births, income="reference_income_2019"):
    simulation, children = population(system, homes, births)
    simulation.set_input("rfr", INCOME_YEAR, each(homes, income))
    names = numpy.full(len(children), "inconnue", dtype=object)
    names[children] = ["lycee" if pupil else "inconnue" for home in homes for pupil in home["pupils"]]
    simulation.set_input("scolarite", MONTH, names.astype(str))
    return simulation, [("bourse_lycee", MONTH)]


def energy(system, homes, births, free_housing=False, half_units=False, cent=0.0):
    simulation, children = population(system, homes, births)
    housing = each(homes, "housing")
    if free_housing:
        housing = numpy.where(housing == "loge_gratuitement", "locataire_vide", housing)
    simulation.set_input("statut_occupation_logement", JANUARY, housing)
    simulation.set_input("rfr", INCOME_YEAR, each(homes, "reference_income_2019") + cent)
    shared = numpy.zeros(len(children), dtype=bool)
    # The youngest are those who come and go: openfisca-france only counts them.
    shared[children] = [rank < home["alternating"] for home in homes for rank in range(len(home["children"]))]
    simulation.set_input("garde_alternee", JANUARY, shared)
    if half_units:
        present = sizes(homes)
        halves = (consumption_units(present) + consumption_units(present - each(homes, "alternating"))) / 2
        simulation.set_input("cheque_energie_unites_consommation", YEAR, halves)
    return simulation, [("cheque_energie", YEAR)]


def health(system, homes, births, ages_in_january=False, half_up=False, rounded_once=False):
    simulation, _ = population(system, homes, births)
    simulation.set_input("css_cmu_base_ressources", MONTH, each(homes, "health_resources"))
    simulation.set_input("rsa", MONTH, each(homes, "minimum_income") * 100.0)
    simulation.set_input("residence_guadeloupe", MONTH, each(homes, "overseas"))
    if ages_in_january:
        # From the dates themselves: openfisca-france divides days by the mean length of a year.
        born = [birth for home in homes for birth in home["adults"] + home["children"]]
        ages = [max(0, 2020 - int(birth[:4]) + (birth[5:] == "01-01")) for birth in born]
        simulation.set_input("age", MONTH, numpy.array(ages))
    people = sizes(homes)
    tenths = numpy.select([people == 1, people == 2, people == 3], [10, 15, 18], 21 + 4 * (people - 4))
    # Whole numbers until the end: ten-thousandths of a euro, then hundredths of those.
    exact = HEALTH * tenths * numpy.where(each(homes, "overseas"), 1_113, 1_000)
    if half_up:
        simulation.set_input("cmu_c_plafond", MONTH, (exact + 5_000) // 10_000)
    if rounded_once:
        simulation.set_input("acs_plafond", MONTH, (exact * 135 + 500_000) // 1_000_000)
    return simulation, [("cmu_c", MONTH), ("css_participation_forfaitaire", MONTH)]


def in_cents(values):
    if values.dtype == bool:
        return values.astype(int)
    return numpy.rint(values.astype(float) * 100).astype(int)


def results(run):
    simulation, wanted = run
    return [in_cents(simulation.calculate(name, when)) for name, when in wanted]


def of_article_r543_2(birth):
    """A birth that openfisca-france, which looks at ages on 1 December, reads as article R543-2 does."""
    if "2015-12-02" <= birth <= "2016-01-31":
        return "2015-11-30"
    if birth[:7] in ("2010-12", "2006-12"):
        return birth[:4] + "-11-30"
    return "2003-08-15" if "2003-09-01" <= birth <= "2003-09-15" else birth


def corrected_runs(system, homes, births):
    """The runs of each right, the first one as published."""
    path = "prestations_sociales.prestations_familiales"
    schooling = [[of_article_r543_2(birth) for birth in children] for children in births]
    ceiling = {f"{path}.education_presence_parentale.ars.ars_plaf.majoration_par_enf_supp": PER_CHILD_ARS / CEILING_ARS}
    per_child = reformed(system, ceiling)
    january = reformed(system, {**ceiling, f"{path}.bmaf.bmaf": 414.40})
    above = each(homes, "resources") > CEILING_ARS + PER_CHILD_ARS * numpy.array([len(children) for children in births])
    yield "ars", [
        lambda: results(ars(system, homes, births)),
        lambda: results(ars(system, homes, schooling)),
        lambda: results(ars(per_child, homes, schooling)),
        lambda: [
            numpy.where(above, later, now)
            for now, later in zip(results(ars(per_child, homes, schooling)), results(ars(january, homes, schooling)))
        ],
    ]
    third = f"{path}.petite_enfance.paje.paje_plaf.ne_adopte_apres_04_2018.majorations_enfants.troisieme_plus_enfant"
    rounded = reformed(system, {third: PER_CHILD_BIRTH / CEILING_BIRTH})
    yield "naissance", [
        lambda: results(birth_grant(system, homes, births)),
        lambda: results(birth_grant(system, homes, births, SECOND_INCOME)),
        lambda: results(birth_grant(rounded, homes, births, SECOND_INCOME)),
    ]
    wage = reformed(system, {"marche_travail.salaire_minimum.smic.smic_b_horaire": 10.15})
    yield "bourse", [
        lambda: results(school_grant(system, homes, births)),
        lambda: results(school_grant(wage, homes, births, "reference_income_2020")),
    ]
    yield "énergie", [
        lambda: results(energy(system, homes, births)),
        lambda: results(energy(system, homes, births, free_housing=True)),
        lambda: results(energy(system, homes, births, free_housing=True, half_units=True)),
        lambda: results(energy(system, homes, births, free_housing=True, half_units=True, cent=0.01)),
    ]
    yield "css", [
        lambda: results(health(system, homes, births)),
        lambda: results(health(system, homes, births, ages_in_january=True)),
        lambda: results(health(system, homes, births, ages_in_january=True, half_up=True)),
        lambda: results(health(system, homes, births, ages_in_january=True, half_up=True, rounded_once=True)),
    ]


def main():
    people, out = map(pathlib.Path, sys.argv[1:])
    homes = json.loads(people.read_text(encoding="utf-8"))
    births = [home["children"] for home in homes]
    system = FranceTaxBenefitSystem()
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("OpenFisca-France", "OpenFisca-Core")]
    answer = {"version": ", ".join(versions)}
    published = {"ars": ars, "naissance": birth_grant, "bourse": school_grant, "énergie": energy, "css": health}
    for right, runs in corrected_runs(system, homes, births):
        start = time.process_time()
        simulation, wanted = published[right](system, homes, births)
        built = time.process_time()
        for name, when in wanted:
            simulation.calculate(name, when)
        done = time.process_time()
        given = [[values.tolist() for values in run()] for run in runs]
        answer[right] = {"built": built - start, "computed": done - built, "runs": given}
    out.write_text(json.dumps(answer), encoding="utf-8")


main()
