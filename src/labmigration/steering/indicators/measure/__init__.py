"""Facts → figures: pure functions, one an indicator. Nothing here reads a database, a clock or a file.

values (what a figure is) · ways (what each person's tables say together) · one module a theme · poisson (an interval).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from labmigration.programme.indicators import Indicator, Settings, Version
from labmigration.steering.indicators.columns import Words
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.measure import (
    access,
    certification,
    employment,
    homes,
    integration,
    leaving,
    matching,
    quality,
    territory,
    training,
)
from labmigration.steering.indicators.measure.values import Detail, IndicatorValue, Part, Point
from labmigration.steering.indicators.measure.ways import Ways

__all__ = ["MEASURES", "Detail", "IndicatorValue", "Measured", "Part", "Point"]

Measure = Callable[[Ways, Settings, IndicatorValue], Iterable[IndicatorValue]]

MEASURES: dict[str, Measure] = {
    "A1": access.referrals,
    "A2": access.eligibility,
    "A3": access.delay,
    "A4": access.participants,
    "P1": training.hours,
    "P2": training.drop_out,
    "P3": training.french,
    "C1": certification.whole_title,
    "C2": certification.blocks,
    "M1": matching.offers,
    "M2": matching.first_contract,
    "E1": leaving.on_leaving,
    "E2": leaving.six_months_after,
    "E3": employment.stays,
    "E4": employment.employer_changes,
    "E5": employment.terms,
    "E6": employment.durable,
    "E7": employment.career_step,
    "I1": integration.civic_track,
    "I2": integration.helped,
    "I3": integration.over_qualified,
    "H1": homes.tutored,
    "H2": homes.satisfied,
    "T1": territory.share_of_need,
    "T2": territory.readiness,
    "K1": territory.costs,
    "Q1": quality.opinions,
    "Q2": quality.followed_in_time,
}
#: Characteristics of people that are not a column of their table.
_COMPUTED = {"age": access.age_bands}


class Measured:
    """Figures of one territory on one day; what is common to all of them is worked out once.

    People of whom a day cannot be true (`errors`) are counted out, and every figure says how many.
    """

    def __init__(self, facts: Facts) -> None:
        wrong = np.zeros(facts.people, dtype=np.bool_)
        wrong[facts.values("errors", "person")] = True
        self.excluded = int(wrong.sum())
        self.ways = Ways(facts.only(~wrong) if self.excluded else facts)

    def figures(self, indicator: Indicator, version: Version | None = None) -> list[IndicatorValue]:
        """Every figure of an indicator, by the version in force on the day of the facts, or by another one."""
        return self._figures(self.ways, indicator, version)

    def by(self, indicator: Indicator, breakdown: str) -> list[IndicatorValue]:
        """The same for each group of a characteristic, in the order of its names. ValueError for an unknown one."""
        if breakdown not in indicator.breakdowns:
            raise ValueError(f"{indicator.code} is not broken down by {breakdown}")
        groups = self._groups(breakdown)
        found = []
        for number, name in enumerate(groups.names):
            mask = groups.codes == number
            if mask.any():
                ways = Ways(self.ways.facts.only(mask))
                figures = self._figures(ways, indicator, None)
                found += [replace(each, breakdown=breakdown, group=name) for each in figures]
        return found

    def _groups(self, breakdown: str) -> Words:
        computed = _COMPUTED.get(breakdown)
        return computed(self.ways) if computed else self.ways.facts.words("people", breakdown)

    def _figures(self, ways: Ways, indicator: Indicator, version: Version | None) -> list[IndicatorValue]:
        version = version or indicator.version_on(ways.facts.on)
        blank = IndicatorValue(indicator.code, version.number, ways.facts.on, excluded=self.excluded)
        return list(MEASURES[indicator.code](ways, version.settings, blank))


def everything(facts: Facts, indicators: Iterable[Indicator]) -> Iterator[IndicatorValue]:
    """Every figure of these indicators."""
    measured = Measured(facts)
    for each in indicators:
        yield from measured.figures(each)
