"""Comparisons, each told on a line: equal, within 5 %, or different for a reason that is known and written."""


class Checks:
    def __init__(self):
        self.counts = {"égal": 0, "à 5 %": 0, "expliqué": 0}
        self.failures = []

    def part(self, title):
        print(f"\n{title}")

    def exact(self, what, found, expected):
        self._told("égal", found == expected, what, found, expected, "")

    def near(self, what, found, expected):
        """For what rests on wordings."""
        self._told("à 5 %", abs(found - expected) <= 0.05 * expected, what, found, expected, f" ({found / expected - 1:+.1%})")

    def explained(self, what, found, settled, study, why):
        """The study says otherwise, and why is known: `settled` is what must be found."""
        self._told("expliqué", found == settled, what, found, study, f" : {why}" if found == settled else f" (on trouvait {settled})")

    def _told(self, kind, holds, what, found, expected, more):
        # A figure of the loose kinds that happens to be equal is equal.
        kind = "égal" if holds and found == expected else kind
        mark = {"égal": "=  ", "à 5 %": "≈  ", "expliqué": "≠  "}[kind] if holds else "NON"
        print(f"{mark} {what:<62} {found:>9} étude {expected:>9}{more}")
        if holds:
            self.counts[kind] += 1
        else:
            self.failures.append(what)

    def conclude(self):
        told = ", ".join(f"{number} {kind}" for kind, number in self.counts.items())
        print(f"\n{told}, {len(self.failures)} écart(s)" + (" : " + " ; ".join(self.failures) if self.failures else ""))
        return 1 if self.failures else 0
