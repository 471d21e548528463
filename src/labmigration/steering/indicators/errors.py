"""Days that cannot be true: told, and counted out of what they touch."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from labmigration.steering.indicators.columns import Days, Mask
from labmigration.steering.indicators.facts import Table

BEFORE_BIRTH = "before_birth"
#: A step of the way lies before the referral, or a contract before the referral.
BEFORE_REFERRAL = "before_referral"
ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
#: The day of each line of a table of people.
_DAY = {
    "milestones": "on",
    "seats": "enrolled_on",
    "hours": "first_on",
    "blocks": "on",
    "sittings": "on",
    "contracts": "first_paid_on",
}
#: And the day by which it ends.
_END = {
    "seats": ("enrolled_on", "left_on"),
    "contracts": ("first_paid_on", "ended_on"),
    "tutorships": ("began_on", "ended_on"),
}
#: Blocks and juries of an earlier life are older than the referral: they are held from elsewhere.
_OF_THE_WAY = ("milestones", "seats", "hours", "contracts")


def found_in(births: Days, tables: Mapping[str, Table], on: date) -> list[tuple[int, str, date]]:
    """(person, error, day) until the day `on`, each error of a person once, with its first day, in order.

    `births`: the birth date of each person of the table of people.
    """
    referred = np.asarray(tables["people"]["referred_on"])
    found: dict[tuple[int, str], date] = {}

    def tell(error: str, person: NDArray[np.int64], days: Days, wrong: Mask) -> None:
        rows = np.flatnonzero(wrong)
        for who, day in zip(person[rows].tolist(), days[rows].tolist(), strict=True):
            found[who, error] = min(day, found.get((who, error), day))

    tell(BEFORE_BIRTH, np.arange(len(births)), referred, referred < births)
    for name, column in _DAY.items():
        person, days = np.asarray(tables[name]["person"]), np.asarray(tables[name][column])
        unborn = days < births[person]
        tell(BEFORE_BIRTH, person, days, unborn)
        if name in _OF_THE_WAY:
            tell(BEFORE_REFERRAL, person, days, ~unborn & (days < referred[person]))
    for name, (begins, ends) in _END.items():
        begun, ended = np.asarray(tables[name][begins]), np.asarray(tables[name][ends])
        tell(ENDS_BEFORE_IT_BEGINS, np.asarray(tables[name]["person"]), ended, ended < begun)
    return sorted((who, error, day) for (who, error), day in found.items() if day <= on)
