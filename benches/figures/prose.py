"""§ 1.5: how long fiches and their sentences are."""

import statistics

from .corpus import quantile


def compare(checks, corpus):
    checks.part("mots et phrases")
    words = [record["text"]["n_words"] for record in corpus.core]
    why = "14 mots de plus : un paragraphe dans un autre, compté deux fois par l'étude"
    checks.explained("mots (fiches de fond)", sum(words), 3198965, 3198979, why)
    expected = {"fiches de fond": (583, 1754, 5488, 35669), "démarches": (777, 2099, 6658, 21862)}
    for name, records in corpus.both():
        check = checks.exact if name == "fiches de fond" else checks.near
        words = [record["text"]["n_words"] for record in records]
        found = [statistics.median(words), *(quantile(words, share) for share in (0.9, 0.99)), max(words)]
        for rank, value, number in zip(("médiane", "p90", "p99", "maximum"), found, expected[name]):
            check(f"mots par fiche, {name}, {rank}", value, number)
    lengths = [length for record in corpus.core for length in record["text"]["sentences"]]
    checks.near("phrases (fiches de fond)", len(lengths), 195702)
    checks.near("mots par phrase, moyenne", round(statistics.mean(lengths), 1), 15.7)
    checks.near("mots par phrase, médiane", statistics.median(lengths), 15)
    for share, expected in [(0.75, 21), (0.9, 27), (0.95, 32), (0.99, 41)]:
        checks.near(f"mots par phrase, p{share * 100:.0f}", quantile(lengths, share), expected)
    checks.near("mots par phrase, maximum", max(lengths), 106)
    for limit, expected in [(20, 26.6), (25, 13.7), (40, 1.0)]:
        share = sum(length > limit for length in lengths) / len(lengths)
        checks.near(f"phrases de plus de {limit} mots, %", round(100 * share, 1), expected)
    means = [statistics.mean(record["text"]["sentences"]) for record in corpus.core if record["text"]["sentences"]]
    checks.near("moyenne d'une fiche, médiane", round(statistics.median(means), 1), 15.8)
    checks.near("moyenne d'une fiche, p90", round(quantile(means, 0.9), 1), 19.9)
    checks.near("moyenne d'une fiche, p99", round(quantile(means, 0.99), 1), 26.0)
