"""Half-days of a week, and a series of sessions from a weekly pattern chosen by a person: pure, no database.

The timetable engine (`decisions.timetable`) chooses days, trainers and rooms by itself; a series fixed by hand is for
what it does not know. There the coordinator says which half-days of the week, which modules in which order and for how
many hours, and on which days there is none.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

SATURDAY = 5
HALVES = ("am", "pm")


def every_working_half() -> list[str]:
    """Monday morning to Friday afternoon, as they are kept: "0-am" … "4-pm"."""
    return [f"{weekday}-{half}" for weekday in range(SATURDAY) for half in HALVES]


def halves_of_week(kept: Iterable[str]) -> frozenset[tuple[int, str]]:
    """Half-days of a week as they are kept, told as weekday (0 for Monday) and half."""
    return frozenset((int(weekday), half) for weekday, _, half in (each.partition("-") for each in kept))


@dataclass(frozen=True)
class HalfDay:
    """A morning (`am`) or an afternoon (`pm`)."""

    day: date
    half: str


@dataclass(frozen=True)
class ModuleHours:
    """So many hours of one module, a line of the series."""

    module: str
    hours: Decimal


@dataclass(frozen=True)
class Slot:
    """One half-day given to one module, for `hours` hours."""

    at: HalfDay
    module: str
    hours: Decimal


class NotEnoughHalfDays(ValueError):
    """The hours do not fit; `missing` is what is left over, in hours."""

    def __init__(self, missing: Decimal) -> None:
        super().__init__(f"{missing} h left over")
        self.missing = missing


def half_days(
    first: date, last: date, pattern: Collection[tuple[int, str]], without: Collection[date] = ()
) -> Iterator[HalfDay]:
    """The half-days of `pattern` (weekday from 0 for Monday, half) from `first` to `last`, both included, in order."""
    day = first
    while day <= last:
        if day not in without:
            for half in HALVES:
                if (day.weekday(), half) in pattern:
                    yield HalfDay(day, half)
        day += timedelta(days=1)


def spread(lines: Sequence[ModuleHours], free: Iterable[HalfDay], *, longest: Decimal) -> list[Slot]:
    """Give the half-days to the modules in order, `longest` hours each; the last one of a module may be shorter.

    Two modules never share a half-day. Raises `NotEnoughHalfDays`.
    """
    halves = iter(free)
    slots = []
    for position, line in enumerate(lines):
        left = line.hours
        while left > 0:
            at = next(halves, None)
            if at is None:
                raise NotEnoughHalfDays(left + sum((later.hours for later in lines[position + 1 :]), Decimal()))
            slots.append(Slot(at, line.module, min(left, longest)))
            left -= longest
    return slots


def touches_weekend(pattern: Collection[tuple[int, str]]) -> bool:
    """Whether the pattern has a Saturday or a Sunday."""
    return any(weekday >= SATURDAY for weekday, _ in pattern)
