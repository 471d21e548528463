"""What a measure returns: a figure with its denominators, its interval and its losses, or why there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Self

import numpy as np

from labmigration.decisions.outcomes import rate
from labmigration.steering.indicators.columns import Mask

#: What became of somebody in a share.
Outcome = Literal["yes", "no", "lost"]
#: The three denominators of every share, and the population of the definition where it is none of them.
STARTERS, COMPLETERS, POPULATION, OBSERVED = "starters", "completers", "population", "observed"


@dataclass(frozen=True, slots=True)
class Members:
    """Who stands behind a share, a bit a person: everybody of it, the successes, those lost."""

    everybody: bytes
    successes: bytes
    lost: bytes
    people: int

    @classmethod
    def of(cls, everybody: Mask, successes: Mask, lost: Mask) -> Self:
        """From one mark a person."""
        packed = (np.packbits(mask).tobytes() for mask in (everybody, successes, lost))
        return cls(*packed, len(everybody))

    def who(self, outcome: Outcome) -> list[int]:
        """The rows of the people of one outcome, in the table of people."""
        everybody, successes, lost = (self._mask(each) for each in (self.everybody, self.successes, self.lost))
        chosen = {"yes": successes, "lost": lost, "no": everybody & ~successes & ~lost}[outcome]
        return [int(row) for row in np.flatnonzero(chosen)]

    def _mask(self, packed: bytes) -> Mask:
        return np.unpackbits(np.frombuffer(packed, np.uint8), count=self.people).astype(np.bool_)


@dataclass(frozen=True, slots=True)
class Part:
    """One numerator over one denominator. `rate` among those whose outcome is known, with Wilson's interval.

    `lost` of the denominator have an outcome that nobody knows: `worst` and `best` are the shares if all of them had
    failed, or all succeeded. `people` stand behind it, where numerator and denominator count other things.
    """

    who: str
    numerator: float
    denominator: float
    lost: int = 0
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    worst: float | None = None
    best: float | None = None
    people: int | None = None
    hidden: bool = False
    members: "Members | None" = field(default=None, compare=False, repr=False)

    @classmethod
    def share(cls, who: str, success: Mask, lost: Mask, of: Mask) -> Self:
        """The share of success among people `of`, of whom some are `lost`; without a rate where there is nobody."""
        yes, unknown = success & of, lost & of & ~success
        counted = cls.of_counts(who, int(yes.sum()), int(of.sum()), int(unknown.sum()))
        return replace(counted, members=Members.of(of, yes, unknown))

    @classmethod
    def of_counts(cls, who: str, successes: int, population: int, lost: int = 0) -> Self:
        """The same from counts."""
        if not population:
            return cls(who, successes, population, lost, people=0)
        found = rate(successes, population, lost)
        return cls(
            who, successes, population, lost, found.rate, found.low, found.high, found.worst, found.best, population
        )

    @classmethod
    def ratio(cls, who: str, numerator: float, denominator: float, people: int) -> Self:
        """A ratio of two quantities, without an interval."""
        found = float(numerator / denominator) if denominator else None
        return cls(who, float(numerator), float(denominator), 0, found, people=people)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a curve: the share by (or still there after) `time`, its interval, how many were still followed."""

    time: float
    value: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Detail:
    """A count (and for an incidence its share) of one category of the figure: a reason, a cause, a characteristic."""

    kind: str
    name: str
    count: int | None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One figure of one indicator, on one day, for everybody or one group.

    measure: which of the indicator's figures, such as "month_6"; empty where there is one. unit: people, share, days,
    per_year, hours, euros, score, ratio. value: the figure itself with `low` … `high`; `worst` … `best` where people
    are lost. curve: over time; quartiles: first, median, third. excluded: people counted out for a day that cannot be
    true. note: codes of what must be said beside it; cannot: the code of why there is no figure.
    """

    code: str
    version: int
    on: date
    measure: str = ""
    breakdown: str = ""
    group: str = ""
    unit: str = "share"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    worst: float | None = None
    best: float | None = None
    parts: tuple[Part, ...] = ()
    curve: tuple[Point, ...] = ()
    quartiles: tuple[float, float, float] | None = None
    details: tuple[Detail, ...] = ()
    excluded: int = 0
    note: tuple[str, ...] = ()
    cannot: str | None = None
    hidden: bool = False

    @property
    def month(self) -> int | None:
        """The month at which it is measured, where it is."""
        return int(self.measure.removeprefix("month_")) if self.measure.startswith("month_") else None

    def part(self, who: str) -> Part | None:
        """One of its denominators."""
        return next((each for each in self.parts if each.who == who), None)

    def of_part(self, who: str) -> "IndicatorValue":
        """The same with the share of one of its parts as its value; it says so where nobody is there."""
        part = self.part(who)
        if part is None or not part.denominator:
            return replace(self, cannot=self.cannot or "nobody")
        return replace(
            self, value=part.rate, low=part.low, high=part.high, worst=part.worst, best=part.best, cannot=self.cannot
        )


def as_far_as_seen(curve: Iterable[Point]) -> tuple[Point, ...]:
    """The points of a curve up to the first at which nobody is followed any more: after it, it only repeats itself."""
    found: list[Point] = []
    for point in curve:
        found.append(point)
        if not point.at_risk:
            break
    return tuple(found)


def with_width(value: IndicatorValue) -> IndicatorValue:
    """The figure of a curve, with Wilson's interval of its first denominator where the curve's own has no width.

    Where everybody or nobody left, log(−log) has no place: one person out of one would seem to be certain.
    """
    part = value.parts[0]
    if value.low is None or value.low != value.high or part.low is None or part.high is None:
        return value
    note = (*value.note, "interval_of_share")
    return replace(value, low=min(part.low, value.low), high=max(part.high, value.low), note=note)


def quartiles(values: "np.ndarray[tuple[int], np.dtype[np.float64]] | Sequence[float]") -> tuple[float, float, float]:
    """First quartile, median and third quartile, by linear interpolation; at least one value."""
    first, middle, third = np.percentile(np.asarray(values, dtype=np.float64), (25, 50, 75)).tolist()
    return first, middle, third
