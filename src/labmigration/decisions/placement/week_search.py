"""The dearest weeks of one worker, at given prices of the households: branch and bound over many partial weeks at once.

A partial week is a line of arrays; households stand in the order of profit per minute. What a partial week may still
gain is bounded twice at once: of households that all clash with each other it takes at most one, and the hours left
are filled with parts of these, the dearest minutes first.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.case import WorkerCase
from labmigration.decisions.placement.needs import Floats

Marks = NDArray[np.bool_]

_HAIR_MORE: Final = 1 + 2e-6  # single precision is quick, and a bound must not fall short by a last digit
_TOGETHER: Final = 1_024  # partial weeks looked at in one go


@dataclass(frozen=True, slots=True)
class Weeks:
    """`weeks` are places in the worker's list, the dearest first; no week is dearer than `bound`. `all_told`: every
    week above the floor is there.
    """

    weeks: tuple[tuple[int, ...], ...]
    profits: tuple[float, ...]
    bound: float
    all_told: bool


@dataclass(frozen=True, slots=True)
class _Partial:
    taken: NDArray[np.int32]  # (n, depth)
    profit: Floats
    left: Floats
    open: Marks  # (n, households)


def dearest_weeks(
    worker: WorkerCase, profit: Floats, floor: float, keep: int, patience: int, loss: float | None = None
) -> Weeks:
    """Weeks with a profit above `floor`, at most `keep` of the dearest; `patience` bounds the partial weeks looked at.

    The dearest week needs no household that brings nothing; where every week above the floor is asked for, `loss` is
    what one household may lose.
    """
    useful = np.flatnonzero((profit > 0 if loss is None else profit >= -loss) & (worker.minutes <= worker.cap))
    order = useful[np.argsort(-profit[useful] / worker.minutes[useful], kind="stable")]
    gains, minutes = profit[order], worker.minutes[order].astype(np.float64)
    search = _Search(gains, minutes, worker.clash[order][:, order], floor, keep)
    bound = search.run(float(worker.cap), patience)
    found = sorted(search.found, key=lambda one: (-one[0], one[1]))[:keep]
    weeks = tuple(tuple(sorted(order[list(places)].tolist())) for _, places in found)
    return Weeks(weeks, tuple(one[0] for one in found), bound, search.all_told)


class _Search:
    def __init__(self, gains: Floats, minutes: Floats, clash: Marks, floor: float, keep: int) -> None:
        self.gains, self.minutes, self.clash = gains, minutes, clash
        self.density = np.maximum(gains, 0.0) / minutes
        size = len(gains)
        self.later = np.triu(np.ones((size, size), dtype=np.bool_), 1) & ~clash
        groups = _groups(clash)
        self.grouped = np.concatenate(groups) if groups else np.zeros(0, dtype=np.intp)
        self.starts = np.cumsum([0, *(len(group) for group in groups[:-1])])
        self.grouped_gains = np.maximum(gains, 0.0)[self.grouped, None].astype(np.float32)
        self.grouped_density = self.density[self.grouped, None].astype(np.float32)
        self.group = np.zeros(len(gains), dtype=np.intp)
        for at, group in enumerate(groups):
            self.group[group] = at
        self.floor, self.keep = floor, keep
        self.found: list[tuple[float, tuple[int, ...]]] = []
        self.all_told = True

    def run(self, cap: float, patience: int) -> float:
        size = len(self.gains)
        if not size:
            return max(0.0, self.floor)
        root = _Partial(np.zeros((1, 0), dtype=np.int32), np.zeros(1), np.full(1, cap), (self.minutes <= cap)[None, :])
        waiting = [(root, self._bounds(root))]
        looked, cut = 0, self.floor
        while waiting:
            partial, bounds = waiting.pop()
            hopeful = bounds > self.floor + 1e-9
            if not hopeful.any():
                continue
            if looked >= patience:
                self.all_told = False
                cut = max(cut, float(bounds.max()))
                continue
            looked += int(hopeful.sum())
            waiting += self._grown(_some(partial, np.flatnonzero(hopeful)))
        best = max((one[0] for one in self.found), default=0.0)
        return max(cut, best, self.floor, 0.0)

    def _bounds(self, partial: _Partial) -> Floats:
        """Of each group, at most its highest gain, and at most its dearest minute for every minute."""
        return self._filled(partial)[0]

    def _filled(self, partial: _Partial) -> tuple[Floats, Floats]:
        """The bounds, and what one more minute would bring each partial week."""
        still = np.ascontiguousarray(partial.open.T)[self.grouped]  # households first: groups are then whole rows
        gains = np.maximum.reduceat(still * self.grouped_gains, self.starts, axis=0).T
        dearest = np.maximum.reduceat(still * self.grouped_density, self.starts, axis=0).T
        order = np.argsort(-dearest, axis=1)
        lines = np.arange(len(order))[:, None]
        gains, dearest = gains[lines, order], dearest[lines, order]
        minutes = gains / np.maximum(dearest, 1e-12)
        before = np.cumsum(minutes, axis=1) - minutes
        part = np.clip(partial.left[:, None] - before, 0.0, minutes)
        bounds: Floats = (partial.profit + np.einsum("ij,ij->i", part, dearest)) * _HAIR_MORE
        one_more: Floats = np.max(dearest * (part < minutes), axis=1, initial=0.0)
        return bounds, one_more

    def _if_taken(self, partial: _Partial) -> Floats:
        """(partial weeks, households): a bound on what each becomes with each household, before any is looked at.

        Minutes are bought at what one more would bring: whatever that price, no week is worth more than all minutes
        left and the best of each group beyond its minutes. A household taken stands for its whole group.
        """
        price = self._filled(partial)[1]
        beyond = (self.gains - price[:, None] * self.minutes) * partial.open
        best = np.maximum.reduceat(np.maximum(beyond, 0.0)[:, self.grouped], self.starts, axis=1)
        whole = partial.profit + price * partial.left + best.sum(axis=1)
        bounds: Floats = (whole[:, None] - best[:, self.group] + beyond) * _HAIR_MORE
        return bounds

    def _grown(self, partial: _Partial) -> list[tuple[_Partial, Floats]]:
        """Each partial week with one household more, those least promising first, in handy lots."""
        at_best = partial.profit[:, None] + self.density[None, :] * partial.left[:, None]
        at_best = np.minimum(at_best, self._if_taken(partial))
        lines, places = np.nonzero(partial.open & (at_best > self.floor))
        if not len(lines):
            return []
        left = partial.left[lines] - self.minutes[places]
        grown = _Partial(
            np.column_stack((partial.taken[lines], places.astype(np.int32))),
            partial.profit[lines] + self.gains[places],
            left,
            np.zeros((0, 0), dtype=np.bool_),
        )
        self._keep(grown)
        lots = []
        for first in range(0, len(lines), _TOGETHER):
            lot = slice(first, first + _TOGETHER)
            still = partial.open[lines[lot]] & self.later[places[lot]]
            still &= self.minutes[None, :] <= left[lot][:, None]
            one = _Partial(grown.taken[lot], grown.profit[lot], left[lot], still)
            bounds = self._bounds(one)
            hopeful = np.flatnonzero((bounds > self.floor + 1e-9) & still.any(axis=1))
            if len(hopeful):
                hopeful = hopeful[np.argsort(bounds[hopeful], kind="stable")]
                lots.append((_some(one, hopeful), bounds[hopeful]))
        lots.sort(key=lambda lot: float(lot[1].max()))
        return lots

    def _keep(self, grown: _Partial) -> None:
        good = np.flatnonzero(grown.profit > self.floor + 1e-9)
        if not len(good):
            return
        if len(good) > self.keep:
            good = good[np.argpartition(-grown.profit[good], self.keep)[: self.keep]]
        self.found += zip(grown.profit[good].tolist(), map(tuple, grown.taken[good].tolist()), strict=True)
        if len(self.found) > self.keep:
            self.found.sort(key=lambda one: (-one[0], one[1]))
            del self.found[self.keep :]
            self.floor = max(self.floor, self.found[-1][0])
            self.all_told = False


def _groups(clash: Marks) -> list[NDArray[np.intp]]:
    """Every household in one group, within which all clash with each other."""
    groups: list[list[int]] = []
    common: list[Marks] = []
    for place in range(len(clash)):
        for at, together in enumerate(common):
            if together[place]:
                groups[at].append(place)
                common[at] = together & clash[place]
                break
        else:
            groups.append([place])
            common.append(clash[place].copy())
    return [np.array(group, dtype=np.intp) for group in groups]


def _some(partial: _Partial, lines: NDArray[np.intp]) -> _Partial:
    return _Partial(partial.taken[lines], partial.profit[lines], partial.left[lines], partial.open[lines])
