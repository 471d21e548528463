"""Public holidays in metropolitan France, by the package `holidays`, without those of Alsace-Moselle alone."""

from datetime import date
from functools import cache

import holidays


@cache
def _of(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("FR", years=year, language="fr").items())


def days_off(first: date, last: date) -> dict[date, str]:
    """The public holidays between two days (both included), with their French names."""
    found = {}
    for year in range(first.year, last.year + 1):
        found |= {day: name for day, name in _of(year).items() if first <= day <= last}
    return dict(sorted(found.items()))
