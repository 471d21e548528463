"""The rows of a query as columns, of the people who count, each with her row in the table of people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import Any, cast
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from labmigration.steering.indicators.keys import Keys

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Lines:
    """`person`: the row of each line's person; `rows` as the query gave them, with her key in front."""

    person: NDArray[np.int64]
    rows: Rows

    @classmethod
    def of(cls, people: Keys, rows: Iterable[tuple[Any, ...]]) -> "Lines":
        """Lines whose person is none of these people are left out. Keys are texts, or UUIDs."""
        given = list(rows)
        person = people.places_of(keys_of(column(given, 0)))
        known = person >= 0
        if known.all():
            return cls(person, given)
        return cls(person[known], list(compress(given, known.tolist())))

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> list[Any]:
        """One column of the rows; 0 is the key."""
        return column(self.rows, place)

    def columns(self, width: int) -> list[Any]:
        """The columns of rows so wide, the persons in place of their keys."""
        return [self.person, *(self[place] for place in range(1, width))]

    def last_of_each(self, people: int) -> NDArray[np.int64]:
        """Each person's last line, −1 where she has none."""
        found = np.full(people, -1, dtype=np.int64)
        np.maximum.at(found, self.person, np.arange(len(self)))
        return found

    def first_of_each(self, people: int) -> NDArray[np.int64]:
        """Each person's first line, −1 where she has none."""
        found = np.full(people, len(self), dtype=np.int64)
        np.minimum.at(found, self.person, np.arange(len(self)))
        return np.where(found == len(self), -1, found)


def column(rows: Rows, place: int) -> list[Any]:
    """One column of rows."""
    return list(map(itemgetter(place), rows))


def keys_of(keys: Sequence[str] | Sequence[UUID]) -> Keys:
    """Keys as queries give them."""
    if keys and isinstance(keys[0], UUID):
        return Keys.of_uuids(cast(Sequence[UUID], keys))
    return Keys.of(cast(Sequence[str], keys))
