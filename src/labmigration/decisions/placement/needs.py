"""The households of a territory as columns, so that one worker is compared with all of them at once."""

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
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


class Needs:
    """Arrays of one row per household, in the order given (sorted by id where they come from a Problem).

    Slots lie one after another: those of row i from `first[i]` to `first[i + 1]`.
    """

    def __init__(self, households: Iterable[Household]) -> None:
        found = list(households)
        self.ids = [one.id for one in found]
        self.row = {name: row for row, name in enumerate(self.ids)}
        self.at = unit_vectors([one.at for one in found])
        self._from_south: dict[frozenset[str], tuple[Rows, tuple[Floats, ...]]] = {}
        self.at_columns = tuple(np.ascontiguousarray(self.at[:, axis]) for axis in range(3))
        labels = {name: code for code, name in enumerate(sorted({one.occupation for one in found}))}
        self.occupation_codes = labels
        self.occupation = np.array([labels[one.occupation] for one in found], dtype=np.int16)
        self.certified_only = np.array([one.certified_only for one in found], dtype=np.bool_)
        self.minutes = np.array([one.minutes for one in found], dtype=np.int64)
        slots = np.array([slot for one in found for slot in one.slots], dtype=np.int32).reshape(-1, 3)
        self.slot_key = slots[:, 0] * MIDNIGHT + slots[:, 1]
        self.slot_to = slots[:, 2]
        self.first = np.concatenate(([0], np.cumsum([len(one.slots) for one in found]))).astype(np.intp)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def shape(self) -> NDArray[np.int64]:
        """A number for each set of weekly slots: households with the same number ask for the same."""
        numbers: dict[tuple[bytes, bytes], int] = {}
        found = np.empty(len(self), dtype=np.int64)
        for row in range(len(self)):
            slots = slice(self.first[row], self.first[row + 1])
            rising = np.argsort(self.slot_key[slots])
            asked = self.slot_key[slots][rising].tobytes(), self.slot_to[slots][rising].tobytes()
            found[row] = numbers.setdefault(asked, len(numbers))
        return found

    def changed(self, gone: Collection[str], come: Iterable[Household]) -> "Needs":
        """Without some (ids) and with others, sorted by id as these are: a copy of the arrays, nothing read again."""
        new = Needs(sorted(come, key=lambda one: one.id))
        kept = np.array([at for at, name in enumerate(self.ids) if name not in gone], dtype=np.intp)
        names = [self.ids[at] for at in kept.tolist()]
        places = np.array([bisect_left(names, name) for name in new.ids], dtype=np.intp)
        order = np.insert(kept, places, len(self) + np.arange(len(new)))
        made = object.__new__(Needs)
        both = [*self.ids, *new.ids]
        made.ids = [both[at] for at in order.tolist()]
        made.row = {name: row for row, name in enumerate(made.ids)}
        made.at = np.concatenate((self.at, new.at))[order]
        made.at_columns = tuple(np.ascontiguousarray(made.at[:, axis]) for axis in range(3))
        labels = dict(self.occupation_codes)
        for name in new.occupation_codes:
            labels.setdefault(name, len(labels))
        made.occupation_codes = labels
        codes = np.array([labels[name] for name in new.occupation_codes], dtype=np.int16)[new.occupation]
        made.occupation = np.concatenate((self.occupation, codes))[order]
        made.certified_only = np.concatenate((self.certified_only, new.certified_only))[order]
        made.minutes = np.concatenate((self.minutes, new.minutes))[order]
        counts = np.concatenate((np.diff(self.first), np.diff(new.first)))[order]
        begins = np.concatenate((self.first[:-1], len(self.slot_key) + new.first[:-1]))[order]
        made.first = np.concatenate(([0], np.cumsum(counts))).astype(np.intp)
        slots = np.repeat(begins - made.first[:-1], counts) + np.arange(made.first[-1])
        made.slot_key = np.concatenate((self.slot_key, new.slot_key))[slots]
        made.slot_to = np.concatenate((self.slot_to, new.slot_to))[slots]
        made._from_south = {}
        return made

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
        reach = _furthest(windows)
        counts = self.first[rows + 1] - self.first[rows]
        ends = np.cumsum(counts)
        if not len(rows):
            return np.zeros(0, dtype=np.bool_)
        begins = ends - counts
        slots = np.repeat(self.first[rows] - begins, counts) + np.arange(ends[-1])
        inside = reach[self.slot_key[slots]] >= self.slot_to[slots]
        return np.logical_and.reduceat(inside, begins)


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
