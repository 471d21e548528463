"""Thousands of rows that are alike but for some columns, inserted at the speed of the database driver.

``bulk_create`` spends some 100 microseconds a row on looking at every value of every field again. An import writes five
rows for each person, so here the constant columns are prepared once, from an unsaved instance of the model, and the
others are given as the driver takes them: `COPY` on PostgreSQL, `executemany` on SQLite. Constraints and triggers hold
as always.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection, models


class RowsAlike:
    """Rows like `prototype` but for the columns `varying` (attribute names, ids as ``pathway_id``).

    In `add`, values of JSON columns are JSON text and those of sealed columns already sealed; both are checked by
    nobody else. Rows are inserted in the order in which they were added.
    """

    def __init__(self, prototype: models.Model, *varying: str) -> None:
        meta = prototype._meta
        fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
        by_name = {field.attname: field for field in fields}
        constant = [name for name in by_name if name not in varying]
        self._table = meta.db_table
        self._columns = [field.column for field in fields]
        self._width = len(varying)
        self._constant = tuple(
            by_name[name].get_db_prep_save(by_name[name].pre_save(prototype, True), connection) for name in constant
        )
        given = [*varying, *constant]
        self._in_order = itemgetter(*(given.index(name) for name in by_name))
        prepared = ((place, _for_driver(by_name[name])) for place, name in enumerate(varying))
        self._prepare = [(place, prepare) for place, prepare in prepared if prepare is not None]
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, *values: Any) -> None:
        """One more row: a value for each of the varying columns, in their order."""
        if len(values) != self._width:
            raise ValueError(f"{len(values)} values for {self._width} columns of {self._table}")
        row = [*values, *self._constant]
        for place, prepare in self._prepare:
            if (value := row[place]) is not None:
                row[place] = prepare(value)
        self._rows.append(self._in_order(row))

    def insert(self) -> None:
        """Write the rows added since the last time."""
        if not self._rows:
            return
        quoted = connection.ops.quote_name
        columns = ", ".join(map(quoted, self._columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {quoted(self._table)} ({columns}) FROM STDIN") as copy:
                    for row in self._rows:
                        copy.write_row(row)
            else:
                values = ", ".join(["%s"] * len(self._columns))
                cursor.executemany(f"INSERT INTO {quoted(self._table)} ({columns}) VALUES ({values})", self._rows)
        self._rows = []


def following_uuid() -> UUID:
    """A UUID (version 7) that comes after those drawn before it, so that indexes grow at their end; 74 bits random."""
    moment = time.time_ns() // 1_000_000
    drawn = int.from_bytes(os.urandom(10), "big")
    return UUID(int=(moment << 80) | (0x7 << 76) | ((drawn >> 62 & 0xFFF) << 64) | (0b10 << 62) | (drawn & (2**62 - 1)))


def _for_driver(field: Any) -> Callable[[Any], Any] | None:
    """What the driver needs done to a value; None where it takes it as it is."""
    if connection.vendor == "postgresql":
        return None
    kind = (field.target_field if field.is_relation else field).get_internal_type()
    if kind == "UUIDField":
        return _hexadecimal
    if kind == "DateField":
        return date.isoformat
    return None


def _hexadecimal(value: UUID) -> str:
    return f"{value.int:032x}"
