"""Contracts with households → time in the sector. Changing household is not leaving it.

Contracts whose gap is short enough make one spell. A spell has ended only once the gap after it is longer than that,
as far as is known: until then the person is last seen, not gone.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

GAP_DAYS = 31


@dataclass(frozen=True, slots=True)
class Contract:
    """First and last paid day, both included; `last` None while it runs. `cause` (≥ 1) why it ended, where known."""

    first: date
    last: date | None
    cause: int = 1

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError("a contract ends before it begins")
        if self.cause < 1:
            raise ValueError("a cause is 1 or more")


@dataclass(frozen=True, slots=True)
class SectorSpell:
    """Days from `first` to `last`, both included, and the cause of leaving: 0 while she is there or last seen."""

    first: date
    last: date
    cause: int

    @property
    def months(self) -> float:
        """How long it lasted: the time of a spell for `retention` and `incidence`."""
        return months_between(self.first, self.last + timedelta(days=1))


def sector_spells(
    contracts: Iterable[Contract], known_until: date, gap_days: int = GAP_DAYS
) -> tuple[SectorSpell, ...]:
    """The spells of one person, oldest first, as known on `known_until` (the last day on which her status is known).

    Nothing after that day counts: a contract that runs on is cut there. An end is the exit only where more than
    `gap_days` days without a contract have passed by then; its cause is that of the contract that ended last.
    """
    begun = sorted((one for one in contracts if one.first <= known_until), key=lambda one: (one.first, one.cause))
    spells: list[SectorSpell] = []
    for one in begun:
        ends = one.last is not None and one.last <= known_until
        found = SectorSpell(one.first, one.last if ends and one.last else known_until, one.cause if ends else 0)
        if spells and (one.first - spells[-1].last).days - 1 <= gap_days:
            later = max(spells[-1], found, key=lambda spell: (spell.last, spell.cause == 0, spell.cause))
            spells[-1] = replace(later, first=spells[-1].first)
        else:
            spells.append(found)
    if spells and (known_until - spells[-1].last).days <= gap_days:
        spells[-1] = replace(spells[-1], cause=0)
    return tuple(spells)


def months_between(first: date, day: date) -> float:
    """Calendar months from `first` to `day`: whole ones, then the part of the month that has begun.

    From 15 January to 15 July it is 6, whatever the length of the months; a 31st falls on the last day of a shorter
    month. ValueError where `day` is earlier.
    """
    if day < first:
        raise ValueError("counted backwards")
    whole = (day.year - first.year) * 12 + day.month - first.month
    if _after(first, whole) > day:
        whole -= 1
    begun, ends = _after(first, whole), _after(first, whole + 1)
    return whole + (day - begun).days / (ends - begun).days


def _after(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
