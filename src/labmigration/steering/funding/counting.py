"""Whose money paid an hour: pure counting of signed hours over funding lines.

A line takes the hours of its modules and occupations on its days. An hour that two lines take would be paid twice: it
is counted on neither, and told on both, until one of them says which hours are its own.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

NOTHING = Decimal()
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Taking:
    """Which hours a line takes; empty `modules` or `occupations` take all."""

    key: Hashable
    first: date
    last: date
    modules: frozenset[str] = frozenset()
    occupations: frozenset[str] = frozenset()

    def takes(self, module: str, occupation: str) -> bool:
        """Whether the line pays hours of this module in this occupation."""
        return (not self.modules or module in self.modules) and (not self.occupations or occupation in self.occupations)


@dataclass(frozen=True)
class SignedHours:
    """Hours of one person and module, signed on days of one stretch of time."""

    person: Hashable
    module: str
    occupation: str
    hours: Decimal


@dataclass
class Counted:
    """Hours that one line pays, of whom, by module; and the hours that another line claims as well, by its key."""

    hours: Decimal = NOTHING
    people: set[Hashable] = field(default_factory=set)
    by_module: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    disputed: dict[Hashable, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def stretches(lines: Iterable[Taking]) -> list[tuple[date, date, list[Taking]]]:
    """The days that any line covers, cut where a line begins or ends: (first, last, lines that hold), in order."""
    known = list(lines)
    cuts = sorted({each.first for each in known} | {each.last + DAY for each in known})
    found = []
    for first, after in zip(cuts, cuts[1:], strict=False):
        holding = [each for each in known if each.first <= first and after - DAY <= each.last]
        if holding:
            found.append((first, after - DAY, holding))
    return found


def count(told: Iterable[tuple[Sequence[Taking], Iterable[SignedHours]]]) -> dict[Hashable, Counted]:
    """What each line pays, by its key, from the hours of each stretch beside the lines that hold there."""
    found: dict[Hashable, Counted] = defaultdict(Counted)
    for holding, rows in told:
        for row in rows:
            claiming = [each for each in holding if each.takes(row.module, row.occupation)]
            for line in claiming:
                counted = found[line.key]
                if len(claiming) == 1:
                    counted.hours += row.hours
                    counted.by_module[row.module] += row.hours
                    counted.people.add(row.person)
                else:
                    for other in claiming:
                        if other is not line:
                            counted.disputed[other.key] += row.hours
    return found
