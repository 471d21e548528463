"""A table of people: rows × columns of those who meet some conditions, with its margins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: Groups by three characteristics are looked at up to so many; beyond, those by two.
MOST_SLICES: Final = 20_000
#: People who are not there are thought of while there are fewer kinds than this; beyond, more is hidden than need be.
MOST_KINDS: Final = 20_000


@dataclass(frozen=True, eq=False)
class People:
    """Characteristics of people: `codes` (people,) of each, from 0 to its `sizes` − 1.

    tied: names that change together, in no other combination than those seen (the same fact on two days).
    """

    codes: Mapping[str, Codes]
    sizes: Mapping[str, int]
    tied: Sequence[frozenset[str]] = ()

    def __post_init__(self) -> None:
        for name, codes in self.codes.items():
            if codes.size and not (int(codes.min()) >= 0 and int(codes.max()) < self.sizes[name]):
                raise ValueError(f"{name}: a code outside 0 to {self.sizes[name] - 1}")


@dataclass(frozen=True)
class TableLayout:
    """Rows by one characteristic, columns by another ("" for none), among people with some `only` of the values."""

    row: str
    column: str = ""
    only: tuple[tuple[str, frozenset[int]], ...] = ()

    @property
    def names(self) -> set[str]:
        """Every characteristic that it reads."""
        return {self.row, *([self.column] if self.column else []), *(name for name, _values in self.only)}

    def shape(self, sizes: Mapping[str, int]) -> tuple[int, int]:
        """Rows and columns, the margin at the end of each included."""
        return sizes[self.row] + 1, (sizes[self.column] if self.column else 0) + 1

    def cells(self, lines: Mapping[str, Codes], sizes: Mapping[str, int]) -> Flags:
        """Which line of `lines` each cell counts: (cells, lines), the cells row by row with their margins."""
        rows, columns = self.shape(sizes)
        count = len(lines[self.row])
        inside = np.ones(count, dtype=np.bool_)
        for name, values in self.only:
            inside &= np.isin(lines[name], sorted(values))
        in_row = np.concatenate([lines[self.row] == np.arange(rows - 1)[:, None], np.ones((1, count), np.bool_)])
        in_column = np.ones((1, count), dtype=np.bool_)
        if self.column:
            in_column = np.concatenate([lines[self.column] == np.arange(columns - 1)[:, None], in_column])
        return np.asarray((in_row[:, None, :] & in_column[None, :, :] & inside).reshape(rows * columns, count))


def counts_of(layout: TableLayout, people: People) -> Codes:
    """The number of people in each cell: (rows + 1, columns + 1), margins last."""
    return np.asarray(layout.cells(people.codes, people.sizes).sum(axis=1).reshape(layout.shape(people.sizes)))


def kinds_of_people(people: People, layouts: Sequence[TableLayout]) -> tuple[dict[str, Codes], Codes]:
    """The kinds of people that these tables can tell apart, and how many there are of each.

    Beside those who are there, everybody who differs from one of them by one characteristic, of whom there are none:
    whoever reads the tables cannot know that.
    """
    names = sorted(set().union(*(layout.names for layout in layouts)))
    lines = np.stack([people.codes[name] for name in names], axis=1)
    there, numbers = np.unique(lines, axis=0, return_counts=True)
    near = [there]
    possible = len(there) * sum(people.sizes[name] for name in names) <= MOST_KINDS
    places = {name: place for place, name in enumerate(names)}
    tied = [sorted(places[name] for name in group if name in places) for group in people.tied]
    alone = set(range(len(names))).difference(*tied)
    for group in (*tied, *([place] for place in sorted(alone))) if possible else ():
        if not group:
            continue
        single = group[0] in alone
        values = np.arange(people.sizes[names[group[0]]])[:, None] if single else np.unique(there[:, group], axis=0)
        for value in values:
            changed = there.copy()
            changed[:, group] = value
            near.append(changed)
    kinds, first = np.unique(np.concatenate(near), axis=0, return_index=True)
    amounts = np.zeros(len(kinds), dtype=np.int64)
    amounts[first < len(there)] = numbers[first[first < len(there)]]
    return {name: kinds[:, place] for place, name in enumerate(names)}, amounts


def slices(kinds: Mapping[str, Codes], sizes: Mapping[str, int]) -> Iterator[Flags]:
    """Every group that one, two or three characteristics name: (groups, kinds), some at a time."""
    names = sorted(kinds)
    of_three = sum(prod(sizes[name] for name in three) for three in combinations(names, 3))
    values = {name: kinds[name] == np.arange(sizes[name])[:, None] for name in names}
    for together in range(1, 4 if of_three <= MOST_SLICES else 3):
        for chosen in combinations(names, together):
            groups = values[chosen[0]]
            for name in chosen[1:]:
                groups = (groups[:, None, :] & values[name][None, :, :]).reshape(-1, groups.shape[1])
            yield groups
