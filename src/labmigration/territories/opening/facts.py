"""A fact of the public file with its scope, and which facts may stand beside each other. Pure: no rows, no clock.

A figure of one scope is never shown as another's: its value is asked for an area (`Fact.value_in`), and `bars` refuses
facts that differ in what they count, where, of whom, in which unit, or in the kind of year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from labmigration.programme.areas import Area

TITLE = 80


class OtherScope(ValueError):
    """A figure was asked for a scope that is not its own."""


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What makes two figures comparable.

    subject, unit: what is counted; area: a code of `programme.areas`; restricted_to: the part of that population;
    kind: "fact" or "plan"; horizon: the year that a plan looks to, None for a count.
    """

    subject: str
    area: str
    restricted_to: str
    unit: str
    kind: str
    horizon: int | None

    @property
    def code(self) -> str:
        """The scope in one line."""
        return "|".join((self.subject, self.area, self.restricted_to, self.unit, self.kind, str(self.horizon or "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact as it stands on a day.

    ref: "p-…" for one of the programme, the id of its line for one noted on screen; version: 1 for the programme's.
    value: in `unit`, None where it is told in `words`. owner: who answers for it, in words; owner_id: an account.
    expires_on: None for the programme's, which is dated by its source.
    """

    ref: str
    version: int
    territory: str
    section: str
    subject: str
    name: str
    value: Decimal | None
    words: str
    unit: str
    precision: str
    area: Area
    restricted_to: str
    scope_words: str
    kind: str
    year: int | None
    horizon: int | None
    source: str
    address: str
    licence: str
    owner: str
    owner_id: str
    expires_on: date | None
    read_only: bool
    confirmed: bool
    note: str

    @property
    def scope(self) -> Scope:
        """What it can be compared with."""
        return Scope(
            self.subject,
            self.area.code,
            " ".join(self.restricted_to.casefold().split()),
            self.unit,
            self.kind,
            self.horizon if self.kind == "plan" else None,
        )

    @property
    def title(self) -> str:
        """What it is called in a list: its name, or the beginning of its words."""
        if self.value is not None:
            return self.name
        return self.words if len(self.words) <= TITLE else f"{self.words[: TITLE - 1].rstrip()}…"

    @property
    def key(self) -> str:
        """The version that a choice or a decision speaks of."""
        return f"{self.territory}/{self.ref}@{self.version}"

    def expired(self, on: date) -> bool:
        """Whether the day to look at it again has come."""
        return self.expires_on is not None and self.expires_on <= on

    def value_in(self, area: Area) -> Decimal:
        """The value, for exactly that area; raises OtherScope for any other, and for what is told in words."""
        if self.value is None or area.code != self.area.code:
            raise OtherScope(f"{self.key} speaks of {self.area.name}, not of {area.name}")
        return self.value


#: Ways in which two facts can differ, in the order in which they are told.
DIFFERENCES = ("subject", "area", "restricted_to", "unit", "kind", "horizon", "year_unknown")


def differences(one: Fact, other: Fact) -> tuple[str, ...]:
    """Why the two can't be compared: codes of `DIFFERENCES`; empty where they can.

    Two counts of known years compare (a series); one of an unknown year compares with nothing but a year that is the
    same, which nobody can tell.
    """
    found = [name for name in DIFFERENCES[:-1] if getattr(one.scope, name) != getattr(other.scope, name)]
    if one.kind == other.kind == "fact" and None in (one.year, other.year):
        found.append("year_unknown")
    return tuple(found)


def contradict(one: Fact, other: Fact) -> bool:
    """Whether they say different numbers of the same thing, at the same place, of the same year or horizon."""
    if one.value is None or other.value is None or one.value == other.value or differences(one, other):
        return False
    return one.kind == "plan" or one.year == other.year


def series(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts that compare with each other, two at least, oldest year first; in the order of their first fact."""
    found: list[list[Fact]] = []
    for fact in facts:
        if fact.value is None:
            continue
        for group in found:
            if not differences(group[0], fact):
                group.append(fact)
                break
        else:
            found.append([fact])
    return [sorted(group, key=lambda fact: (fact.year or 0, fact.ref)) for group in found if len(group) > 1]


def contested(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Groups of facts that contradict each other, each fact in one group."""
    left = [fact for fact in facts if fact.value is not None]
    groups: list[list[Fact]] = []
    while left:
        first = left.pop(0)
        alike = [
            other
            for other in left
            if not differences(first, other) and (first.kind == "plan" or first.year == other.year)
        ]
        group = [first, *alike]
        left = [other for other in left if other not in alike]
        if any(contradict(first, other) for other in alike):
            groups.append(group)
    return groups


def same_number_elsewhere(fact: Fact, others: Iterable[Fact]) -> list[tuple[Fact, tuple[str, ...]]]:
    """Facts that carry the same number in the same unit and say something else, with how they differ."""
    alike = [other for other in others if other.value is not None and other.value == fact.value]
    told = [(other, differences(fact, other)) for other in alike if other.unit == fact.unit and other.key != fact.key]
    return [(other, how) for other, how in told if set(how) - {"year_unknown"}]


@dataclass(frozen=True, slots=True)
class Bar:
    """One fact of a drawn comparison: its share of the largest, in percent."""

    fact: Fact
    share: float

    @property
    def width(self) -> str:
        """For SVG."""
        return f"{self.share:.1f}%"


def bars(facts: Sequence[Fact]) -> list[Bar]:
    """The facts as bars on one scale from zero; raises OtherScope where any two can't be compared."""
    for other in facts[1:]:
        if how := differences(facts[0], other):
            raise OtherScope(f"{facts[0].key} and {other.key} differ: {', '.join(how)}")
    most = max((fact.value for fact in facts if fact.value), default=Decimal(1))
    return [Bar(fact, float(100 * (fact.value or 0) / most)) for fact in facts]
