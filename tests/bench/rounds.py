"""Rounds: all contestants one after the other and back again (A B C C B A), so that a machine that gets slower is so to all of them. What is
compared is compared within a round; over the rounds the median counts, with its range."""

import dataclasses
import statistics

from measure import together

MOVED_MAX = 0.10


@dataclasses.dataclass
class Spread:
    """A figure over several rounds."""

    values: list

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def low(self):
        return min(self.values)

    @property
    def high(self):
        return max(self.values)


class Rounds:
    """contestants: name -> function that measures once. reference: the contestant that tells whether the machine stood still."""

    def __init__(self, contestants, reference):
        self.contestants = contestants
        self.reference = reference
        self.kept = []  # name -> Taken
        self.moved = []  # how far the reference moved in the unsteady ones
        self.keeps_all = False

    def run(self, wanted, keep_all=False, tell=print):
        self.keeps_all = keep_all
        for number in range(1, 2 * wanted + 1):
            if len(self.kept) == wanted:
                break
            taken, moved = self._round()
            steady = moved <= MOVED_MAX
            line = ", ".join(f"{name} {one.rate:,.0f}/s" for name, one in taken.items())
            tell(f"  round {number}: {line}; {self.reference} moved by {moved:.0%}" + ("" if steady else ": kept all the same" if keep_all else ": thrown away"))
            if steady or keep_all:
                self.kept.append(taken)
            if not steady:
                self.moved.append(moved)
        return self

    def _round(self):
        names = list(self.contestants)
        halves = {name: [] for name in names}
        for name in names + names[::-1]:
            halves[name].append(self.contestants[name]())
        first, second = (half.rate for half in halves[self.reference])
        return {name: together(parts) for name, parts in halves.items()}, abs(first - second) / max(first, second)

    def of(self, name, figure):
        """The spread of a figure (Taken's attribute) of a contestant."""
        return Spread([getattr(taken[name], figure) for taken in self.kept])

    def ratio(self, name, other, figure="rate"):
        return Spread([getattr(taken[name], figure) / getattr(taken[other], figure) for taken in self.kept])
