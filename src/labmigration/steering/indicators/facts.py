"""The facts of one territory on one day: plain tables from which every indicator is measured.

They hold keys, days, codes and numbers: no name, no birth date, no contact, no word that anybody wrote. A person is a
keyed pseudonym. `tables` writes them as sorted texts and `from_tables` reads them back, so that a frozen copy gives the
same figures without a database, byte for byte.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from labmigration.steering.indicators.columns import NEVER, Days, Held, Mask, Words, held, read, written
from labmigration.steering.indicators.keys import Keys
from labmigration.steering.indicators.schema import CAME_LATER, KNOWN_ON, SCHEMA, UNKNOWN

Rows = Mapping[str, Sequence[Sequence[str]]]


Table = dict[str, Held]
NOBODY = Keys.of([])


@dataclass(frozen=True, eq=False)
class Facts:
    """The tables of `SCHEMA`, one NumPy column each. `pathways`: the row of each person in the database, where known.

    `pathways` never leaves the product: it is what leads from a figure to its people, for those with the right.
    """

    territory: str
    on: date
    columns: Mapping[str, Table]
    pathways: Keys = field(default=NOBODY, repr=False)

    def __getitem__(self, table: str) -> Table:
        return dict(self.columns[table])

    def days(self, table: str, name: str) -> Days:
        """A column of days."""
        return np.asarray(self.columns[table][name])

    def words(self, table: str, name: str) -> Words:
        """A column of few distinct texts. TypeError for another kind."""
        found = self.columns[table][name]
        if not isinstance(found, Words):
            raise TypeError(f"{table}.{name} is no column of words")
        return found

    def values(self, table: str, name: str) -> np.ndarray[Any, Any]:
        """A column of numbers, flags, persons or texts."""
        return np.asarray(self.columns[table][name])

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.columns["people"]["person"])

    def about(self, key: str) -> tuple[str, str] | None:
        """What is known of the territory under `key`, with its source; None where nothing is."""
        table = self.columns["about"]
        found = np.flatnonzero(np.asarray(table["key"]) == key)
        if not found.size:
            return None
        row = int(found[0])
        return str(np.asarray(table["value"])[row]), str(np.asarray(table["source"])[row])

    def asked(self, wave: str) -> int:
        """How many questionnaires of a wave had been asked."""
        known = self.about(f"asked:{wave}")
        return int(known[0]) if known else 0

    def only(self, kept: Mask) -> "Facts":
        """The facts of some of the people; tables that speak of nobody in particular stay whole."""
        if kept.all():
            return self
        place = np.cumsum(kept) - 1
        found: dict[str, Table] = {}
        for name, columns in SCHEMA.items():
            table = self.columns[name]
            if name == "people":
                rows = kept
            elif columns[0].kind == "person":
                rows = kept[np.asarray(table["person"])]
            else:
                found[name] = dict(table)
                continue
            found[name] = {each.name: table[each.name][rows] for each in columns}
            if name != "people":
                found[name]["person"] = place[np.asarray(found[name]["person"])]
        return Facts(self.territory, self.on, found, self.pathways.only(kept) if len(self.pathways) else NOBODY)

    def at(self, day: date) -> "Facts":
        """The facts as they stood on an earlier day. ValueError for a later one: nobody knows it yet.

        What the rows no longer tell is as it is today: hours and pay of a contract before a change, the plan in force,
        characteristics that were corrected.
        """
        if day > self.on:
            raise ValueError(f"{day} lies after these facts, of {self.on}")
        then = np.datetime64(day, "D")
        found = {name: _as_of(name, dict(self.columns[name]), then) for name in SCHEMA}
        about = [*_rows_of(found["about"], but="on"), ("on", day.isoformat(), "")]
        found["about"] = _table("about", about)
        earlier = Facts(self.territory, day, found, self.pathways)
        return earlier.only(np.asarray(self.days("people", "referred_on") <= then))

    def tables(self) -> dict[str, list[tuple[str, ...]]]:
        """Every table as texts, its lines sorted: the same facts give the same bytes, whatever the database."""
        keys = np.asarray(self.columns["people"]["person"]).tolist()
        found = {}
        for name, columns in SCHEMA.items():
            texts = [written(each.kind, self.columns[name][each.name], keys) for each in columns]
            found[name] = sorted(zip(*texts, strict=True))
        return found

    @classmethod
    def from_tables(cls, tables: Rows) -> "Facts":
        """The facts that `tables` wrote (also as lists, as CSV readers give them).

        ValueError for a table that is missing, a line of another length or a value that cannot be read; KeyError for
        a line about a person who is not in the table of people.
        """
        if missing := SCHEMA.keys() - tables.keys():
            raise ValueError(f"tables are missing: {', '.join(sorted(missing))}")
        place = {line[0]: row for row, line in enumerate(tables["people"])}
        found: dict[str, Table] = {}
        for name, columns in SCHEMA.items():
            texts = list(zip(*tables[name], strict=True)) or [()] * len(columns)
            if len(texts) != len(columns):
                raise ValueError(f"{name}: {len(columns)} columns are expected, {len(texts)} found")
            found[name] = {each.name: read(each.kind, text, place) for each, text in zip(columns, texts, strict=True)}
        about = dict(zip(found["about"]["key"], found["about"]["value"], strict=True))
        return cls(about["territory"], date.fromisoformat(about["on"]), found)


def header(table: str) -> tuple[str, ...]:
    """The names of the columns of a table, in the order in which `Facts.tables` writes them."""
    return tuple(column.name for column in SCHEMA[table])


def from_rows(
    territory: str, on: date, rows: Mapping[str, Iterable[Sequence[Any]]], pathways: Sequence[UUID] = ()
) -> Facts:
    """Facts from Python values by table; tables left out are empty. A person is her row in the table of people."""
    tables = {name: _table(name, rows.get(name, ())) for name in SCHEMA if name != "about"}
    about = [("territory", territory, ""), ("on", on.isoformat(), ""), *rows.get("about", ())]
    return Facts(territory, on, {"about": _table("about", about), **tables}, Keys.of_uuids(pathways))


def table_of(name: str, *values: Sequence[Any] | Held) -> Table:
    """A table from its columns, in the order of the schema: Python values, or columns that are made already."""
    return {each.name: held(each.kind, value) for each, value in zip(SCHEMA[name], values, strict=True)}


def _table(name: str, rows: Iterable[Sequence[Any]]) -> Table:
    return table_of(name, *(list(zip(*rows, strict=True)) or [()] * len(SCHEMA[name])))


def _rows_of(about: Table, but: str) -> list[tuple[str, str, str]]:
    lines = zip(about["key"], about["value"], about["source"], strict=True)
    return [(str(key), str(value), str(source)) for key, value, source in lines if key != but]


def _as_of(name: str, table: Table, then: np.datetime64) -> Table:
    if known := KNOWN_ON.get(name):
        # What has no day yet (an offer never opened, a track not finished) is kept as it is.
        rows = ~(np.asarray(table[known]) > then)
        if not rows.all():
            table = {column: values[rows] for column, values in table.items()}
    for column, with_it in CAME_LATER.get(name, {}).items():
        later = np.asarray(table[column]) > then
        if not later.any():
            continue
        table[column] = np.where(later, NEVER, np.asarray(table[column]))
        for other in with_it:
            table[other] = _forgotten(table[other], later, UNKNOWN.get(other, ""))
    return table


def _forgotten(column: Held, rows: Mask, unknown: str) -> Held:
    if isinstance(column, Words):
        return column.but(unknown, rows)
    empty: Any = {"O": "", "f": np.nan}.get(column.dtype.kind, -1)
    return np.where(rows, empty, column)
