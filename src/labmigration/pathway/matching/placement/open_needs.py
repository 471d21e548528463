"""The open needs of a territory as columns, whole numbers that tell where each value stands in tables; read as objects
one by one. A change makes new arrays from the old ones and from the rows that changed.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement import Household, Needs, RowsById
from labmigration.pathway.matching.placement.need_rows import Row, rows_of
from labmigration.pathway.matching.placement.need_tables import Tables
from labmigration.pathway.matching.placement.needs import ALARM, SECOND_LOOK, Need
from labmigration.pathway.matching.placement.persons import PLACE_UNKNOWN

Ints = NDArray[np.int32]
Found = NDArray[np.intp]
COLUMNS = ("home", "trade", "week", "starts", "version", "place", "asks", "second_look")
HOME, TRADE, WEEK, STARTS, VERSION, PLACE, ASKS, SECOND = range(len(COLUMNS))
#: What a key of hardness keeps of each number: bits.
ABLE_BITS, MINUTES_BITS, STARTS_BITS = 20, 14, 22
#: What is counted once and depends on the answers awaited in nothing.
LAID_OUT = ("_of_alarmed_homes", "readable", "read_rows", "laid_out", "by_place")
CommunePlace = tuple[str, tuple[float, float]]


@dataclass(frozen=True)
class Step:
    """From older rows to newer ones: rows that are gone, and before which of the others new ones come."""

    gone: list[int]
    come: list[int]

    def carried(self, array: Ints) -> Ints:
        """A copy of what was counted by the older rows, its last axis, by the newer ones; 0 for those that come."""
        if not self.gone and not self.come:
            return array.copy()
        return np.insert(np.delete(array, self.gone, axis=-1), self.come, 0, axis=-1)


@dataclass(frozen=True, eq=False)
class OpenNeeds(Mapping[str, Need]):
    """By id. `ids` rise; `numbers` is (COLUMNS, needs); `alarmed` are ids of households of whom an alarm waits; `asked`
    tells of how many people an answer is awaited, of needs of whom there is one.
    """

    tables: Tables
    ids: list[str]
    numbers: Ints
    alarmed: frozenset[str]
    asked: Mapping[str, int]

    @classmethod
    def read(cls, territory: str, alarmed: Iterable[str], asked: Mapping[str, int]) -> "OpenNeeds":
        """As the rows stand now; inside an open scope."""
        tables = Tables()
        rows = rows_of(territory, tables)
        return cls(tables, [key for key, _numbers in rows], _columns(rows), frozenset(alarmed), asked)

    def waiting(self, alarmed: frozenset[str], asked: Mapping[str, int]) -> "OpenNeeds":
        """The same needs with other alarms and answers awaited."""
        made = replace(self, alarmed=alarmed, asked=asked)
        if alarmed == self.alarmed:  # what was laid out stays as it is
            made.__dict__.update({name: self.__dict__[name] for name in LAID_OUT if name in self.__dict__})
        return made

    def changed(self, touched: Collection[str], rows: list[Row]) -> tuple["OpenNeeds", "Step"]:
        """Without those that were touched, but for the ones among `rows`; and the way from the old rows to the new."""
        stay = {key for key, _numbers in rows}
        gone = sorted(self.row(key) for key in {*touched} - stay if key in self)
        come = sorted(key for key in stay if key not in self)
        ids = [*self.ids] if gone or come else self.ids
        for row in reversed(gone):
            del ids[row]
        # Where each goes among those that stay: the new ones before it are not there yet.
        step = Step(gone, [bisect_left(ids, key) for key in come])
        for key in come:
            insort(ids, key)
        new = replace(self, ids=ids, numbers=step.carried(self.numbers))
        if rows:
            new.numbers[:, [new.row(key) for key, _numbers in rows]] = _columns(rows)
        return new, step

    @cached_property
    def _rows(self) -> RowsById:
        return RowsById(self.ids)

    def row(self, key: str) -> int:
        """Where an id stands; raises KeyError."""
        return self._rows[key]

    def __contains__(self, key: object) -> bool:
        return str(key) in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, key: str) -> Need:
        return self.at(self.row(key))

    def at(self, row: int) -> Need:
        """The need of a row."""
        tables, key = self.tables, self.ids[row]
        home, trade, week, starts, version, place, asks, _second = self.numbers[:, row].tolist()
        its_home, its_place = tables.homes.values[home], tables.places.values[place]
        return Need(
            key,
            its_home.id,
            its_home.name,
            tables.trades.values[trade],
            tables.weeks.values[week],
            date.fromordinal(starts),
            version,
            its_place.postcode,
            its_place.town,
            its_place.at,
            *tables.asks.values[asks],
            self.asked.get(key, 0),
            self._left_out(row),
        )

    def _left_out(self, row: int) -> str:
        if self._of_alarmed_homes[row]:
            return ALARM
        if self.numbers[SECOND, row]:
            return SECOND_LOOK
        return "" if self.readable[row] else PLACE_UNKNOWN

    @cached_property
    def _of_alarmed_homes(self) -> NDArray[np.bool_]:
        if not self.alarmed:
            return np.zeros(len(self), dtype=np.bool_)
        homes = np.array([one.id in self.alarmed for one in self.tables.homes.values], dtype=np.bool_)
        return homes[self.numbers[HOME]]

    @cached_property
    def readable(self) -> NDArray[np.bool_]:
        """For each row, whether the engine can read it."""
        _points, known = self.tables.points()
        weeks = np.diff(self.tables.weeks_laid_out().first) > 0
        readable: NDArray[np.bool_] = known[self.numbers[PLACE]] & weeks[self.numbers[WEEK]]
        return readable & (self.numbers[SECOND] == 0) & ~self._of_alarmed_homes

    @cached_property
    def read_rows(self) -> Found:
        """The rows that the engine can read: those of `laid_out`, in the same order."""
        return np.flatnonzero(self.readable)

    def versions(self, keys: Iterable[str]) -> dict[str, int]:
        """How often each was described anew, by id."""
        of = self.numbers[VERSION]
        return {key: int(of[self.row(key)]) for key in keys}

    def is_readable(self, key: str) -> bool:
        """Whether it is open, and the engine can read it."""
        return key in self and bool(self.readable[self.row(key)])

    def asks_of(self, rows: Found) -> Ints:
        """Codes of what is asked for, by rows of `laid_out`."""
        return self.numbers[ASKS, self.read_rows[rows]]

    def of_homes(self, homes: Collection[str]) -> list[str]:
        """The needs of some households (ids)."""
        if not homes:
            return []
        codes = [code for code, one in enumerate(self.tables.homes.values) if one.id in homes]
        return [self.ids[row] for row in np.flatnonzero(np.isin(self.numbers[HOME], codes)).tolist()]

    @cached_property
    def laid_out(self) -> Needs:
        """Those that the engine can read, for counting."""
        rows, (points, _known) = self.read_rows, self.tables.points()
        place = self.numbers[PLACE, rows]
        ids = self.ids if len(rows) == len(self) else list(compress(self.ids, self.readable.tolist()))
        return Needs(
            ids,
            np.stack([column[place] for column in points]),
            dict(self.tables.trades.all),
            self.numbers[TRADE, rows],
            self.numbers[WEEK, rows],
            self.tables.weeks_laid_out(),
            np.zeros(len(rows), dtype=np.bool_),
            RowsById(ids),
        )

    def household(self, key: str) -> Household:
        """As the engine reads a need that is readable."""
        need = self[key]
        assert need.at is not None
        return Household(key, need.at, need.occupation, False, need.slots)

    def hardest(self, able: Ints, at_most: int) -> list[tuple[Need, int]]:
        """Those of whom fewest people are able, then the most hours, then the soonest, then the lower id; unreadable
        ones last. With each, how many are able.
        """
        minutes = self.tables.weeks_laid_out().minutes[self.numbers[WEEK]]
        key = (~self.readable).astype(np.int64)
        key = key << ABLE_BITS | np.minimum(able, (1 << ABLE_BITS) - 1)
        key = key << MINUTES_BITS | np.maximum((1 << MINUTES_BITS) - 1 - minutes, 0)
        key = key << STARTS_BITS | self.numbers[STARTS]
        return [(self.at(row), int(able[row])) for row in _smallest(key, at_most).tolist()]

    def soonest(self, occupation: str, at_most: int) -> list[Need]:
        """Those of an occupation, or of all of them where it is empty, that begin first; then the lower id."""
        starts = self.numbers[STARTS]
        if not occupation:
            return [self.at(row) for row in _smallest(starts, at_most).tolist()]
        code = self.tables.trades.find(occupation)
        rows = np.flatnonzero(self.numbers[TRADE] == (-1 if code is None else code))
        return [self.at(row) for row in rows[_smallest(starts[rows], at_most)].tolist()]

    @cached_property
    def by_place(self) -> Counter[CommunePlace]:
        """How many needs each commune has; those of unknown places are not counted."""
        counts = np.bincount(self.numbers[PLACE], minlength=len(self.tables.places)).tolist()
        found: Counter[CommunePlace] = Counter()
        for place, count in zip(self.tables.places.values, counts, strict=False):
            if place.at is not None and count:
                found[place.commune, place.at] += count
        return found


def _columns(rows: list[Row]) -> Ints:
    return np.array([numbers for _key, numbers in rows], dtype=np.int32).reshape(-1, len(COLUMNS)).T.copy()


def _smallest(keys: NDArray[np.signedinteger[object]], count: int) -> Found:
    """Where the smallest stand, in their order, the first ones among equals."""
    found = np.arange(len(keys))
    if len(keys) > count:
        found = np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1]) if count else found[:0]
    return found[np.argsort(keys[found], kind="stable")][:count]
