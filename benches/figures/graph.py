"""§ 1.6: the links between fiches, as a web and as needs."""

import collections

from .corpus import key


def compare(checks, corpus):
    checks.part("liens")
    records = corpus.records
    here = {key(record) for record in records}
    links = {(key(record), link["target"]) for record in records for link in record["links"]}
    checks.exact("(page, cible) distincts, comptés à part", len(links), len(in_xml(corpus)))
    # The study counted the links of the fiches: forms (R) have 227 more, and folders (N) nine.
    of_fiches = {(page, target) for page, target in links if kind(page) == "F"}
    checks.exact("liens des fiches F", len(of_fiches), 15592)
    for letter, expected in [("F", 11766), ("R", 3321), ("N", 505)]:
        checks.exact(f"liens de fiche F à fiche {letter}", sum(kind(target) == letter for _, target in of_fiches), expected)
    checks.exact("liens vers une fiche F ou N qui n'existe pas", sum(kind(target) in "FN" and target not in here for _, target in links), 0)
    crossing = [page for page, target in of_fiches if kind(target) == "F" and site(page) != site(target)]
    checks.exact("liens d'un public à un autre", len(crossing), 594)
    ids = {record["id"] for record in records}
    absent = [name(target) for _, target in of_fiches if kind(target) == "R" and name(target) not in ids]
    acronyms = {term["id"] for record in records for term in record["abbreviations"]}
    checks.exact("cibles R qui ne sont pas des fiches", len(set(absent)), 280)
    checks.exact("liens vers ces cibles", len(absent), 2259)
    checks.exact("dont abréviations lues", sum(target in acronyms for target in absent), 2258)
    reached = {name(target) for _, target in of_fiches}
    checks.exact("fiches de fond où aucun lien ne mène", sum(record["id"] not in reached for record in corpus.core), 1106)
    web(checks, of_fiches)
    needs(checks, corpus)


def web(checks, links):
    """The fiches of the three sites together, by their IDs."""
    graph = collections.defaultdict(set)
    loops = set()
    for page, target in links:
        if kind(target) == "F":
            graph[name(page)].add(name(target))
            graph.setdefault(name(target), set())
            if name(page) == name(target):
                loops.add(name(page))
    checks.exact("fiches liées", len(graph), 3209)
    checks.exact("liens entre fiches", sum(map(len, graph.values())), 11312)
    checks.exact("fiches qui mènent à elles-mêmes", len(loops), 42)
    parts = components(graph)
    cycles = [part for part in parts if len(part) > 1]
    checks.exact("composantes fortement connexes", len(cycles), 42)
    checks.exact("la plus grande", max(map(len, cycles)), 1529)
    checks.exact("fiches dans une boucle", sum(map(len, cycles)), 1621)
    checks.exact("plus longue chaîne, en liens", longest_chain(graph, parts), 12)


def needs(checks, corpus):
    """A link inside a document asked: a loop there would be a fault of the reading."""
    graph = collections.defaultdict(set)
    for record in corpus.core:
        for link in record["links"]:
            if link["needed"] and kind(link["target"]) == "F" and name(link["target"]) != record["id"]:
                graph[record["id"]].add(name(link["target"]))
                graph.setdefault(name(link["target"]), set())
    parts = components(graph)
    checks.near("« il faut d'abord » entre fiches", sum(map(len, graph.values())), 565)
    checks.exact("boucles de « il faut d'abord »", sum(len(part) > 1 for part in parts), 0)
    checks.exact("plus longue chaîne de « il faut d'abord », en liens", longest_chain(graph, parts), 5)


def in_xml(corpus):
    return {(site, root.get("ID"), link.get("LienPublication")) for site, root in corpus.pages for link in root.iter("LienInterne")}


def components(graph):
    """The strongly connected parts, those reached before those that lead to them (Tarjan)."""
    ranks, lowest, waiting, parts = {}, {}, [], []
    for start in sorted(graph):
        if start in ranks:
            continue
        ranks[start] = lowest[start] = len(ranks)
        waiting.append(start)
        path = [(start, iter(sorted(graph[start])))]
        while path:
            node, following = path[-1]
            for after in following:
                if after not in ranks:
                    ranks[after] = lowest[after] = len(ranks)
                    waiting.append(after)
                    path.append((after, iter(sorted(graph[after]))))
                    break
                if lowest[after] is not None:
                    lowest[node] = min(lowest[node], ranks[after])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == ranks[node]:
                    at = waiting.index(node)
                    parts.append(waiting[at:])
                    for member in waiting[at:]:
                        lowest[member] = None
                    del waiting[at:]
    return parts


def longest_chain(graph, parts):
    """How many links the longest chain of parts has."""
    part_of = {node: rank for rank, part in enumerate(parts) for node in part}
    lengths = []
    for rank, part in enumerate(parts):
        after = {part_of[target] for node in part for target in graph[node]} - {rank}
        lengths.append(max((1 + lengths[other] for other in after), default=0))
    return max(lengths, default=0)


def kind(target):
    return name(target)[0]


def name(target):
    return target.split("/")[1]


def site(target):
    return target.split("/")[0]
