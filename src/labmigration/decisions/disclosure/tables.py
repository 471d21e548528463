"""Which cells of a table are shown, beside every table given before, so that no small group can be worked out.

A cell is hidden when it counts fewer than `least` people. Others are hidden with it until, for whoever knows every
number given in this table and in all of those before, each small group may still be any of `least` numbers or more:
every small cell, every small group that one, two or three characteristics name, and every small group in which a
cell of one table lies inside, outside or across a cell of another.
The bounds are those of linear programming; knowing that people are whole can narrow them by less than one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from .layouts import Codes, Flags, People, TableLayout, counts_of, kinds_of_people, slices
from .worlds import ENOUGH, Groups, Worlds

Why = Literal["small", "beside", "before"]
#: Dual values under this are rounding.
NO_WEIGHT: Final = 1e-9
#: So many groups are looked at one by one.
FEW: Final = 10


@dataclass(frozen=True, eq=False)
class GivenTable:
    """A table that somebody has: its layout, and which cells were shown (rows + 1, columns + 1)."""

    layout: TableLayout
    shown: Flags


@dataclass(frozen=True, eq=False)
class MaskedTable:
    """A table to give. `why`: for each hidden cell, `small`, `beside` (it would give another away) or `before` (with a
    table given before, it would)."""

    layout: TableLayout
    counts: Codes
    shown: Flags
    why: dict[tuple[int, int], Why]

    def told(self) -> list[list[int | None]]:
        """The counts row by row, None where hidden."""
        return [
            [int(count) if seen else None for count, seen in zip(counts, shown, strict=True)]
            for counts, shown in zip(self.counts, self.shown, strict=True)
        ]


def mask(people: People, layout: TableLayout, before: Sequence[GivenTable], least: int) -> MaskedTable:
    """Decide which cells of the table are shown. `before`: every table already given of these people."""
    counts = counts_of(layout, people)
    shown = counts >= least
    why: dict[tuple[int, int], Why] = {(int(r), int(c)): "small" for r, c in np.argwhere(~shown)}
    masked = MaskedTable(layout, counts, shown, why)
    if not shown.any():
        return masked
    kinds, amounts = kinds_of_people(people, [layout, *(each.layout for each in before)])
    ours = layout.cells(kinds, people.sizes)
    theirs = [each.layout.cells(kinds, people.sizes) for each in before]
    classes = _Classes(
        np.concatenate([ours, *(cells[each.shown.ravel()] for cells, each in zip(theirs, before, strict=True))])
    )
    worlds = Worlds(classes.numbers(amounts))
    for name in np.flatnonzero(shown.ravel()):
        worlds.tell(int(name), classes.holding(ours[name : name + 1])[0])
    for cells, each in zip(theirs, before, strict=True):
        for group in classes.holding(cells[each.shown.ravel()]):
            worlds.tell(-1, group)

    inside = _small([ours], amounts, least, classes, empty=True)
    _hide(worlds, inside, least, masked, "beside")
    _show_again(worlds, inside, least, masked)
    if not before:
        return masked
    others = [np.concatenate([cells, _rests(cells, each.shown)]) for each, cells in zip(before, theirs, strict=True)]
    _hide(worlds, _small([*theirs, *slices(kinds, people.sizes)], amounts, least, classes), least, masked, "before")
    told = -1
    # Each cell hidden makes another rest of its row and column: until nothing more is.
    while told != int(shown.sum()):
        told = int(shown.sum())
        across = _across(np.concatenate([ours, _rests(ours, shown)]), others)
        _hide(worlds, _small(across, amounts, least, classes), least, masked, "before")
    return masked


class _Classes:
    """Kinds of people that no number tells apart, as one class each."""

    def __init__(self, told: Flags) -> None:
        """`told` (groups, kinds): every group whose number may be told."""
        packed = np.ascontiguousarray(np.packbits(told, axis=0).T)
        _each, of = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_inverse=True)
        self._order = np.argsort(of.ravel(), kind="stable")
        self._begins = np.flatnonzero(np.diff(of.ravel()[self._order], prepend=-1))

    def numbers(self, amounts: Codes) -> Codes:
        """How many people there are in each class."""
        return np.asarray(np.add.reduceat(amounts[self._order], self._begins))

    def holding(self, groups: Flags) -> Flags:
        """Of which classes each group holds some: (groups, classes)."""
        return np.asarray(np.logical_or.reduceat(groups[:, self._order], self._begins, axis=1))

    def whole(self, groups: Flags) -> Flags:
        """Which classes each group holds whole: (groups, classes)."""
        return np.asarray(np.logical_and.reduceat(groups[:, self._order], self._begins, axis=1))


def _hide(worlds: Worlds, groups: Groups, least: int, masked: MaskedTable, why: Why) -> None:
    """Take cells of `masked` back, for the reason `why`, until every group may be any of `least` numbers."""
    if not len(groups):
        return
    shown, counts, columns = masked.shown, masked.counts, masked.shown.shape[1]
    low, high = worlds.spread(groups)
    while (narrow := high - low < least - ENOUGH).sum() > FEW:
        found = worlds.found
        worlds.push(groups, narrow)
        lows, highs = worlds.spread(groups, found)
        low, high = np.minimum(low, lows), np.maximum(high, highs)
        if (high - low < least - ENOUGH).sum() > 0.8 * narrow.sum():
            break
    given_away = np.zeros(len(groups), dtype=np.bool_)
    while (open_still := (high - low < least - ENOUGH) & ~given_away).any():
        group = int(open_still.argmax())
        before = worlds.found
        smallest, largest, weights = worlds.stretch(groups, group)
        lows, highs = worlds.spread(groups, before)
        low, high = np.minimum(low, lows), np.maximum(high, highs)
        if largest - smallest >= least - ENOUGH:
            continue
        holding = [name for name, weight in weights.items() if name >= 0 and weight > NO_WEIGHT and shown.flat[name]]
        if not holding:
            # What was given before says it already: nothing of this table adds to it.
            given_away[group] = True
            continue
        name = min(holding, key=lambda each: (int(counts.flat[each]), each))
        shown.flat[name] = False
        worlds.take_back(name)
        masked.why.setdefault((name // columns, name % columns), why)


def _show_again(worlds: Worlds, groups: Groups, least: int, masked: MaskedTable) -> None:
    """Show what was hidden on the way and need not be: the largest cells first."""
    shown, counts, columns = masked.shown, masked.counts, masked.shown.shape[1]
    for cell in sorted((cell for cell, why in masked.why.items() if why != "small"), key=lambda each: -counts[each]):
        worlds.tell_again(cell[0] * columns + cell[1])
        if _all_open(worlds, groups, least):
            shown[cell] = True
            del masked.why[cell]
        else:
            worlds.take_back(cell[0] * columns + cell[1])


def _all_open(worlds: Worlds, groups: Groups, least: int) -> bool:
    """Whether every group may be any of `least` numbers."""
    low, high = worlds.spread(groups)
    while (narrow := high - low < least - ENOUGH).any():
        before, group = worlds.found, int(narrow.argmax())
        smallest, largest, _weights = worlds.stretch(groups, group)
        if largest - smallest < least - ENOUGH:
            return False
        lows, highs = worlds.spread(groups, before)
        low, high = np.minimum(low, lows), np.maximum(high, highs)
    return True


def _rests(cells: Flags, shown: Flags) -> Flags:
    """What a reader has by subtraction: each total that is shown, less the cells shown beside it."""
    found = []
    grid = cells.reshape(*shown.shape, -1)
    for groups, flags in ((grid, shown), (grid.swapaxes(0, 1), shown.T)):
        for line, told in zip(groups, flags, strict=True):
            if told[-1] and not told[:-1].all():
                found.append(line[-1] & ~line[:-1][told[:-1]].any(axis=0))
    return np.array(found, dtype=np.bool_).reshape(len(found), cells.shape[1])


def _across(ours: Flags, theirs: Sequence[Flags]) -> Iterator[Flags]:
    """Each cell of this table inside, outside and around each cell of every other."""
    for cells in theirs:
        for one in ours:
            yield np.concatenate([one & cells, one & ~cells, ~one & cells])


def _small(blocks: Iterable[Flags], amounts: Codes, least: int, classes: _Classes, *, empty: bool = False) -> Groups:
    """Those of the groups that count fewer than `least` people, each once; groups of nobody only where asked."""
    there = np.flatnonzero(amounts)
    numbers = amounts[there].astype(np.float64)
    found = []
    for groups in blocks:
        sizes = groups[:, there] @ numbers
        small = groups[(sizes < least) & ((sizes > 0) | empty)]
        small = small[small.any(axis=1)]
        if len(small):
            found.append(np.concatenate([classes.whole(small), classes.holding(small)], axis=1))
    if not found:
        none = np.zeros((0, len(classes.numbers(amounts))))
        return Groups(none, none)
    packed = np.ascontiguousarray(np.packbits(both := np.concatenate(found), axis=1))
    _each, first = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True)
    least_of, most_of = np.split(both[np.sort(first)].astype(np.float64), 2, axis=1)
    return Groups(least_of, most_of)
