"""§ 1.4: the formal conditions, the variables they read, and the guided searches that set them."""

import collections

from .corpus import choices, chosen, count_by, fold, key

ELEMENTS = {"Cas": 1532, "Chapitre": 402, "FragmentConditionne": 400, "Situation": 345, "SousChapitre": 77, "Item": 59, "Reference": 30,
            "ServiceEnLigne": 24}
EMPTY = "la dernière a un nom vide (F35138)"


def compare(checks, corpus):
    checks.part("conditions formelles")
    conditions = corpus.conditions
    checks.exact("conditions formelles", len(conditions), 2875)
    checks.exact("conditions d'une seule variable", sum(len(condition["variables"]) == 1 for condition in conditions), 2820)
    found = count_by(condition["element"] for condition in conditions)
    for element, expected in ELEMENTS.items():
        checks.exact(f"conditions de {element}", found[element], expected)
    used, labels = collections.defaultdict(set), collections.defaultdict(set)
    for record in corpus.records:
        for condition in record["conditions"]:
            for variable in condition["variables"]:
                used[variable].add(record["id"])
                # The other elements have no title of their own.
                if condition["label"] and condition["element"] not in ("FragmentConditionne", "Item"):
                    labels[variable].add(fold(condition["label"]))
    all_choices = [choice for record in corpus.records for _, choice in choices(record["questions"])]
    written = {variable for choice in all_choices for variable in choice["sets"]}
    told = {chosen(choice) for choice in all_choices} - {None}
    checks.exact("variables lues", len(used), 641)
    checks.explained("variables fixées", len(written), 458, 459, EMPTY)
    checks.exact("variables fixées et lues", len(written & set(used)), 440)
    checks.exact("variables lues, jamais fixées", len(set(used) - written), 201)
    checks.explained("variables fixées, jamais lues", len(written - set(used)), 18, 19, EMPTY)
    checks.explained("variables", len(written | set(used)), 659, 660, EMPTY)
    checks.explained("variables dites en mots", len(set(labels) | told), 653, 654, EMPTY)
    checks.exact("variables de plusieurs fiches", sum(len(ids) > 1 for ids in used.values()), 206)
    checks.exact("variables de plusieurs libellés", sum(len(words) > 1 for words in labels.values()), 179)

    checks.part("recherches guidées")
    guides = [list(choices(record["questions"])) for record in corpus.guides]
    leaves = [(depth, choice) for guide in guides for depth, choice in guide if not choice["answers"]]
    here = {key(record) for record in corpus.records}
    checks.exact("recherches guidées", len(guides), 55)
    checks.exact("branches", sum(depth > 1 for guide in guides for depth, _ in guide), 2023)
    checks.exact("feuilles", len(leaves), 1401)
    checks.exact("feuilles dont la fiche existe", sum(choice["target"] in here for _, choice in leaves), 1401)
    checks.exact("profondeur", max(depth for depth, _ in leaves), 10)
    # Counted apart: a simulator asks questions whose choices set variables.
    quizzes = [list(choices(record["questions"])) for record in corpus.records if record["kind"].endswith("simulateur")]
    expected = sum(1 for _, root in corpus.pages for quiz in root.iter("Questionnaire") for _ in quiz.iter("Choix"))
    found = [choice for quiz in quizzes for depth, choice in quiz if depth == 2]
    checks.exact("choix des simulateurs", len(found), expected)
    checks.exact("choix des simulateurs qui fixent une variable", sum(bool(choice["sets"]) for choice in found), expected)
    checks.exact("choix des simulateurs dits en mots", sum(bool(choice["said"]) for choice in found), expected)
