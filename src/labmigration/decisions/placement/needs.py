"""The households of a territory as columns, so that one worker is compared with all of them at once."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.problem import DAYS, MIDNIGHT, Household, Slot

Rows = NDArray[np.intp]
Floats = NDArray[np.float64]

EARTH_KM: Final = 6_371.0


def unit_vectors(places: Sequence[tuple[float, float]]) -> Floats:
    """Points of the unit sphere, (n, 3): distances between them need no trigonometry until the end."""
    degrees = np.radians(np.array(places, dtype=np.float64).reshape(len(places), 2))
    latitude, longitude = degrees[:, 0], degrees[:, 1]
    across = np.cos(latitude)
    return np.column_stack((across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)))


def kilometres(chords_squared: Floats) -> Floats:
    """Great-circle kilometres from squared straight lines through the unit sphere."""
    return 2 * EARTH_KM * np.arcsin(np.minimum(np.sqrt(chords_squared) / 2, 1.0))


def chord_squared_of(kilometres_: float) -> float:
    """The inverse of `kilometres`; half the globe and beyond is 4."""
    return 4 * math.sin(min(kilometres_ / (2 * EARTH_KM), math.pi / 2)) ** 2


class Weeks:
    """Slots of different weeks, one after another: those of week i from `first[i]` to `first[i + 1]`; their minutes."""

    def __init__(self, weeks: Iterable[Sequence[Slot]]) -> None:
        found = list(weeks)
        slots = np.array([slot for week in found for slot in week], dtype=np.int32).reshape(-1, 3)
        self.key = slots[:, 0] * MIDNIGHT + slots[:, 1]
        self.to = slots[:, 2]
        self.first = np.concatenate(([0], np.cumsum([len(week) for week in found]))).astype(np.intp)
        self.minutes = np.array([sum(to - start for _, start, to in week) for week in found], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.minutes)

    def and_more(self, weeks: Iterable[Sequence[Slot]]) -> "Weeks":
        """These, and others after them."""
        new, made = Weeks(weeks), object.__new__(Weeks)
        made.key, made.to = np.concatenate((self.key, new.key)), np.concatenate((self.to, new.to))
        made.first = np.concatenate((self.first, self.first[-1] + new.first[1:]))
        made.minutes = np.concatenate((self.minutes, new.minutes))
        return made

    def fit_in(self, reach: NDArray[np.int32]) -> NDArray[np.bool_]:
        """For each week, whether every slot ends before what is reached from the minute of its start."""
        outside = np.concatenate(([0], np.cumsum(reach[self.key] < self.to)))
        fits: NDArray[np.bool_] = outside[self.first[1:]] == outside[self.first[:-1]]
        return fits


class Needs:
    """Arrays of one row per household, in the order given (sorted by id where they come from a Problem). Weeks that are
    equal stand once in `weeks`: that of row i is `week[i]`.
    """

    def __init__(
        self,
        ids: Sequence[str],
        at: Floats,
        occupations: Mapping[str, int],
        occupation: NDArray[np.integer[Any]],
        week: NDArray[np.integer[Any]],
        weeks: Weeks,
        certified_only: NDArray[np.bool_],
        row: Mapping[str, int],
    ) -> None:
        """`at`: (3, n) unit vectors; `occupation`, `week`: codes of `occupations` and of `weeks`; `row`: by id."""
        self.row = row
        self.ids, self.occupation_codes, self.occupation = ids, occupations, occupation
        self.at_columns = tuple(np.ascontiguousarray(column) for column in at)
        self.week, self.weeks, self.certified_only = week, weeks, certified_only
        self.minutes: NDArray[np.int64] = weeks.minutes[week]
        self._from_south: dict[frozenset[str], tuple[Rows, tuple[Floats, ...]]] = {}

    @classmethod
    def of(cls, households: Iterable[Household]) -> "Needs":
        """From one object a household."""
        found = list(households)
        labels = {name: code for code, name in enumerate(sorted({one.occupation for one in found}))}
        weeks: dict[tuple[Slot, ...], int] = {}
        week = np.array([weeks.setdefault(one.slots, len(weeks)) for one in found], dtype=np.int32)
        return cls(
            [one.id for one in found],
            unit_vectors([one.at for one in found]).T,
            labels,
            np.array([labels[one.occupation] for one in found], dtype=np.int16),
            week,
            Weeks(weeks),
            np.array([one.certified_only for one in found], dtype=np.bool_),
            {one.id: row for row, one in enumerate(found)},
        )

    def __len__(self) -> int:
        return len(self.ids)

    def codes(self, occupations: Iterable[str]) -> NDArray[np.bool_]:
        """For each code of an occupation, whether it is among `occupations`."""
        marks = np.zeros(len(self.occupation_codes), dtype=np.bool_)
        for name in occupations:
            if name in self.occupation_codes:
                marks[self.occupation_codes[name]] = True
        return marks

    def chords_squared(self, point: Floats) -> Floats:
        """From one point of the unit sphere to every household."""
        return _chords_squared(self.at_columns, point)

    def asking_for(self, occupations: frozenset[str]) -> Rows:
        """The households that ask for one of the occupations."""
        return np.flatnonzero(self.codes(occupations)[self.occupation])

    def asking_near(self, occupations: frozenset[str], point: Floats, within: float) -> tuple[Rows, Floats]:
        """The same, in no order, for those within a squared chord of the point alone, with their squared chords. They
        lie sorted from south to north, so that only the band that can be that near is looked at. What was sorted once
        is kept: few sets of occupations exist.
        """
        if occupations not in self._from_south:
            rows = self.asking_for(occupations)
            rows = rows[np.argsort(self.at_columns[2][rows], kind="stable")]
            self._from_south[occupations] = rows, tuple(column[rows] for column in self.at_columns)
        rows, columns = self._from_south[occupations]
        reach = math.sqrt(within)
        band = slice(*np.searchsorted(columns[2], [point[2] - reach, point[2] + reach]))
        chords = _chords_squared(tuple(column[band] for column in columns), point)
        near = np.flatnonzero(chords <= within)
        return rows[band][near], chords[near]

    def fit_in(self, windows: Iterable[Slot], rows: Rows) -> NDArray[np.bool_]:
        """For each of `rows`, whether every slot lies inside one of the windows."""
        reach, weeks, asked = _furthest(windows), self.weeks, self.week[rows]
        if len(weeks) <= len(rows):
            found: NDArray[np.bool_] = weeks.fit_in(reach)[asked]
            return found
        if not len(rows):
            return np.zeros(0, dtype=np.bool_)
        counts = weeks.first[asked + 1] - weeks.first[asked]
        ends = np.cumsum(counts)
        begins = ends - counts
        slots = np.repeat(weeks.first[asked] - begins, counts) + np.arange(ends[-1])
        inside = reach[weeks.key[slots]] >= weeks.to[slots]
        fits: NDArray[np.bool_] = np.logical_and.reduceat(inside, begins)
        return fits


class RowsById(Mapping[str, int]):
    """Where an id stands among ids that rise, looked for by halves: nothing is built when one comes or goes."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def __getitem__(self, key: str) -> int:
        at = bisect_left(self._ids, key)
        if at == len(self._ids) or self._ids[at] != key:
            raise KeyError(key)
        return at

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _chords_squared(columns: tuple[Floats, ...], point: Floats) -> Floats:
    x, y, z = (column - axis for column, axis in zip(columns, point, strict=True))
    x *= x
    y *= y
    z *= z
    x += y
    chords: Floats = x + z
    return chords


def _furthest(windows: Iterable[Slot]) -> NDArray[Any]:
    """For each minute of the week, the latest end of a window that has begun by then, the same day."""
    reach = np.zeros((DAYS, MIDNIGHT), dtype=np.int32)
    for day, start, to in windows:
        reach[day, start] = max(reach[day, start], to)
    return np.maximum.accumulate(reach, axis=1).ravel()
