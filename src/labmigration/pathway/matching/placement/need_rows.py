"""Open needs of vetted households, read by columns: texts that many rows share are understood once.

What the database holds as JSON, a date or a UUID is asked for as text. A hundred thousand weeks of a few shapes cost
as many look-ups then, and no decoding.
"""

import json
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.placement.need_tables import Asks, Home, Place, Tables
from labmigration.people.models import Household
from labmigration.programme.communes import postcode

#: Of one need: its id, and the numbers of `open_needs.COLUMNS`.
Row = tuple[str, tuple[int, ...]]
#: Rows held at once while they are understood.
CHUNK = 2_000
AS_TEXT = ("id", "household", "slots", "starts_on", "task_codes", "languages", "home_asks")


def rows_of(territory: str, tables: Tables, among: Collection[str] | None = None) -> list[Row]:
    """Every open need of a vetted household, or those `among` some (ids), by id; three queries."""
    vetted = Household.objects.filter(territory=territory, state=Household.Vetting.VETTED)
    wanted = HouseholdNeed.objects.filter(
        territory=territory, state=matching_states.OPEN, household__state=Household.Vetting.VETTED
    )
    if among is not None:
        vetted, wanted = vetted.filter(needs__in=among).distinct(), wanted.filter(pk__in=among)
    homes = {
        key: Home(_dashed(key), name, code, town)
        for key, name, code, town in _texts(vetted, ("id",)).values_list("id_text", "name", "postcode", "town")
    }
    second_look = wanted.filter(live_in=True, live_in_approved_on__isnull=True)
    looked_at = set(_texts(second_look, ("id",)).values_list("id_text", flat=True))
    read = _texts(wanted, AS_TEXT).values_list(
        *(f"{name}_text" for name in AS_TEXT), "occupation", "version", "postcode", "town"
    )
    home_of, trade, week, day, asks, place = _readers(tables, homes)
    found = [
        (
            _dashed(key),
            (
                home_of(home),
                trade(occupation),
                week(slots),
                day(starts_on),
                version,
                place((home, code, town if code else "")),
                asks((tasks, languages, home_asks)),
                key in looked_at,
            ),
        )
        for key, home, slots, starts_on, tasks, languages, home_asks, occupation, version, code, town in read.iterator(
            chunk_size=CHUNK
        )
    ]
    return sorted(found)


def _texts(rows: Any, names: Iterable[str]) -> Any:
    return rows.order_by().annotate(**{f"{name}_text": Cast(name, TextField()) for name in names})


def _readers(tables: Tables, homes: dict[str, Home]) -> tuple[Callable[[Any], int], ...]:
    """From what a row says to the number that is kept: home, trade, week, first day, asks, place."""

    def place(told: tuple[str, str, str]) -> int:
        home, code, town = told
        found = postcode(code or homes[home].postcode)
        its_town = town if code else homes[home].town
        place = code or homes[home].postcode
        return tables.places.of(
            Place(place, its_town or place, found.name if found else "", found.at if found else None)
        )

    return (
        _once(lambda key: tables.homes.of(homes[key])),
        _once(tables.trades.of),
        _once(lambda text: tables.weeks.of(tuple((day, start, to) for day, start, to in json.loads(text)))),
        _once(lambda text: date.fromisoformat(text).toordinal()),
        _once(lambda told: tables.asks.of(Asks(*(frozenset(json.loads(text)) for text in told)))),
        _once(place),
    )


def _once(make: Callable[[Any], int]) -> Callable[[Any], int]:
    """The same for equal texts, made once."""
    return _Made(make).__getitem__


class _Made(dict[Any, int]):
    def __init__(self, make: Callable[[Any], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, told: Any) -> int:
        made = self[told] = self._make(told)
        return made


def _dashed(key: str) -> str:
    """As `str` writes a UUID; SQLite keeps them without dashes."""
    return key if len(key) != 32 else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
