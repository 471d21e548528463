"""What others may ask: the figures of a territory, its facts, definitions. Rights are asked by whoever calls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from labmigration.programme.indicators import Indicator, Version, catalogue
from labmigration.steering.indicators import computing
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.hiding import Hiding
from labmigration.steering.indicators.measure import IndicatorValue, Measured
from labmigration.steering.indicators.reading import read

#: So many quarters back a series goes.
QUARTERS = 8


def facts_of(territory_code: str, on: date) -> Facts:
    """The facts of a territory as known at the end of a day; about twenty-five queries, however many people."""
    return read(territory_code, on)


def definition(code: str, on: date) -> tuple[Indicator, Version]:
    """An indicator and its version in force on a day. ProgrammeError for an unknown code."""
    indicator = catalogue().indicator(code)
    return indicator, indicator.version_on(on)


def figures(
    territory_code: str, on: date, *, codes: Iterable[str] | None = None, masked: bool = True
) -> list[IndicatorValue]:
    """The figures of a territory on a day, in the order of the catalogue; `masked` for who may not see small numbers.

    `codes`: only these indicators. What is hidden does not depend on them.
    """
    return figures_of(facts_of(territory_code, on), codes=codes, masked=masked)


def figures_of(facts: Facts, *, codes: Iterable[str] | None = None, masked: bool = True) -> list[IndicatorValue]:
    """The same from facts, also frozen ones: no database is read."""
    wanted = set(catalogue().codes if codes is None else codes)
    known = catalogue()
    measured = Measured(facts)
    # What is hidden must not depend on what is asked: then all of them are measured.
    chosen = [each for each in known.indicators if masked or each.code in wanted]
    found = [value for each in chosen for value in measured.figures(each)]
    if masked:
        found = Hiding(known.small_numbers).figures(found)
    return of_codes(found, codes)


def counts_shown(territory_code: str, on: date) -> list[int]:
    """The counts of people that outsiders read on the page of indicators: nothing else may stand too near to them.

    Those last computed, where the territory is too large to be measured while a page waits; none before that.
    """
    hiding = Hiding(catalogue().small_numbers)
    if computing.is_large(territory_code):
        kept, _under_way = computing.newest(territory_code)
        hiding.figures(computing.read_back(told) for told in (kept.values if kept else ()))
        return hiding.shown
    measured = Measured(facts_of(territory_code, on))
    hiding.figures(value for each in catalogue().indicators for value in measured.figures(each))
    return hiding.shown


def of_codes(found: Iterable[IndicatorValue], codes: Iterable[str] | None) -> list[IndicatorValue]:
    """The figures of some indicators, in the order given; of all of them for None."""
    wanted = None if codes is None else set(codes)
    return [each for each in found if wanted is None or each.code in wanted]


def broken_down(facts: Facts, code: str, breakdown: str, *, masked: bool = True) -> list[IndicatorValue]:
    """One indicator for each group of a characteristic. ValueError where it is not broken down by it."""
    known = catalogue()
    measured = Measured(facts)
    found = measured.by(known.indicator(code), breakdown)
    if not masked:
        return found
    hiding = Hiding(known.small_numbers)
    hiding.figures(value for each in known.indicators for value in measured.figures(each))
    kept = []
    for measure in dict.fromkeys(each.measure for each in found):
        kept += hiding.groups(each for each in found if each.measure == measure)
    return kept


def behind(facts: Facts, rows: Iterable[int]) -> list[UUID]:
    """The pathways of people of a figure, by their rows among those who are counted (`Members.who`)."""
    pathways = Measured(facts).ways.facts.pathways
    return [pathways[row] for row in rows]


@dataclass(frozen=True)
class Moment:
    """One day of a series: what each figure was by the version in force then; breaks: a new version since the last."""

    on: date
    version: int
    breaks: bool
    values: tuple[IndicatorValue, ...]


def series(facts: Facts, indicator: Indicator, *, masked: bool = True, quarters: int = QUARTERS) -> list[Moment]:
    """An indicator at the end of each of the last quarters and on the day of the facts, oldest first.

    Each day is measured by the definition in force on it, from what was known on it. Where the definition changed
    between two days, the day before the change is measured by the old one and that day again by the new one.
    """
    days = [*_ends_of_quarters(facts.on, quarters), facts.on]
    changes = [each.since for each in indicator.version[1:] if days[0] < each.since <= facts.on]
    found: list[Moment] = []
    # One walk over all days: what changed between two of them must not give away a few people either.
    hiding = Hiding(catalogue().small_numbers) if masked else None
    for day in sorted({*days, *changes}):
        version = indicator.version_on(day)
        broken = bool(found) and found[-1].version != version.number
        if broken:
            found.append(_moment(facts, indicator, indicator.numbered(found[-1].version), day, False, hiding))
        found.append(_moment(facts, indicator, version, day, broken, hiding))
    return found


def _moment(
    facts: Facts, indicator: Indicator, version: Version, day: date, breaks: bool, hiding: Hiding | None
) -> Moment:
    values = Measured(facts.at(day)).figures(indicator, version)
    return Moment(day, version.number, breaks, tuple(hiding.figures(values) if hiding else values))


def _ends_of_quarters(on: date, quarters: int) -> list[date]:
    """The last days of the quarters before `on`, oldest first."""
    first_month = (on.month - 1) // 3 * 3
    starts = [divmod(on.year * 12 + first_month - 3 * back, 12) for back in range(quarters)]
    return sorted(date(year, month + 1, 1) - date.resolution for year, month in starts)
