"""The dearest weeks of one worker, at given prices of the households: branch and bound over many partial weeks at once.

A partial week is a line of arrays. Households stand group by group, the dearest group first, so that a week that passes
a whole group by has lost what the group is worth; what a partial week may still gain is told by the prices of the
linear programme of her week (`week_prices`).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.case import WorkerCase
from labmigration.decisions.placement.needs import Floats
from labmigration.decisions.placement.week_prices import Marks, WeekPrices

_TOGETHER: Final = 1_024  # partial weeks looked at in one go


@dataclass(frozen=True, slots=True)
class Weeks:
    """`weeks` are places in the worker's list, the dearest first; no week is dearer than `bound`. `ended`: patience was
    not lost; `all_told`: every week above the floor is there.
    """

    weeks: tuple[tuple[int, ...], ...]
    profits: tuple[float, ...]
    bound: float
    ended: bool
    all_told: bool


@dataclass(frozen=True, slots=True)
class _Partial:
    taken: NDArray[np.int32]  # (n, depth)
    profit: Floats
    left: Floats
    open: Marks  # (n, households)


def dearest_weeks(
    worker: WorkerCase,
    profit: Floats,
    floor: float,
    keep: int,
    patience: int,
    slack: float = 0.0,
    loss: float | None = None,
) -> Weeks:
    """Weeks with a profit above `floor`, at most `keep` of the dearest; `patience` bounds the partial weeks looked at,
    and `slack` is how much the bound may exceed the dearest week.

    The dearest week needs no household that brings nothing; where every week above the floor is asked for, `loss` is
    what one household may lose.
    """
    prices = worker.programme.at(profit)
    if prices.bound <= floor + slack and loss is None:
        return Weeks((), (), max(prices.bound, 0.0), True, True)
    useful = (profit > 0 if loss is None else profit >= -loss) & (worker.minutes <= worker.cap)
    order = _in_order(prices, np.flatnonzero(useful & (prices.bound - prices.loss > floor)))
    search = _Search(worker, profit, prices, order, floor, keep, slack, every=loss is not None)
    bound = search.run(patience)
    found = sorted(search.found, key=lambda one: (-one[0], one[1]))[:keep]
    weeks = tuple(tuple(sorted(order[list(places)].tolist())) for _, places in found)
    return Weeks(weeks, tuple(one[0] for one in found), bound, search.ended, search.ended and not search.dropped)


def _in_order(prices: WeekPrices, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Group by group, the dearest group first; within one, what loses least."""
    if not len(prices.price):
        return places[np.argsort(prices.loss[places], kind="stable")]
    dearest_first = np.argsort(-prices.price, kind="stable")
    member = prices.groups[places][:, dearest_first]
    first = np.where(member.any(axis=1), member.argmax(axis=1), len(dearest_first))
    return places[np.lexsort((prices.loss[places], first))]


class _Search:
    def __init__(
        self,
        worker: WorkerCase,
        profit: Floats,
        prices: WeekPrices,
        order: NDArray[np.intp],
        floor: float,
        keep: int,
        slack: float,
        every: bool,
    ) -> None:
        self.gains, self.minutes = profit[order], worker.minutes[order].astype(np.float64)
        self.cap = float(worker.cap)
        clash = worker.clash[order][:, order]
        self.later = np.triu(np.ones(clash.shape, dtype=np.bool_), 1) & ~clash
        self.loss = prices.loss[order]
        self.members = _packed(prices.groups[order].T)
        self.price, self.minute, self.beyond = prices.price, prices.minute, prices.beyond[order]
        self.exceeding = np.flatnonzero(self.beyond > 0).tolist()
        self.bound = prices.bound
        self.floor, self.keep, self.slack, self.every = floor, keep, slack, every
        self.best = 0.0
        self.found: list[tuple[float, tuple[int, ...]]] = []
        self.ended, self.dropped = True, False

    @property
    def _enough(self) -> float:
        """What a week must be able to exceed to be worth looking at."""
        return self.floor + 1e-9 if self.every else max(self.floor, self.best) + self.slack + 1e-9

    def run(self, patience: int) -> float:
        size = len(self.gains)
        if not size:
            return max(0.0, self.floor + self.slack)
        root = _Partial(
            np.zeros((1, 0), dtype=np.int32), np.zeros(1), np.full(1, self.cap), (self.minutes <= self.cap)[None, :]
        )
        waiting = [(root, self._bounds(root))]
        looked, cut = 0, 0.0
        while waiting:
            partial, bounds = waiting.pop()
            hopeful = bounds > self._enough
            if not hopeful.any():
                continue
            if looked >= patience:
                self.ended = False
                cut = max(cut, float(bounds.max()))
                continue
            lines = np.flatnonzero(hopeful)
            lots = self._grown(_some(partial, lines), bounds[lines])
            looked += len(lines) + sum(len(reach) for _, reach in lots)
            waiting += lots
        reached = max(cut, self.best, self.floor if self.every else self._enough, 0.0)
        return min(reached, max(self.bound, 0.0))

    def _bounds(self, partial: _Partial) -> Floats:
        """At most the prices of the groups still open, every minute left at its price, and what exceeds the prices."""
        bits = _packed(partial.open)
        bounds = partial.profit + self.minute * partial.left
        still = bits[:, 0, None] & self.members[None, :, 0]  # marks as bits: 64 households at once
        for word in range(1, bits.shape[1]):
            still |= bits[:, word, None] & self.members[None, :, word]
        bounds += np.where(still != 0, self.price, 0.0).sum(axis=1)
        for place in self.exceeding:
            bounds += np.where(partial.open[:, place], self.beyond[place], 0.0)
        return bounds

    def _grown(self, partial: _Partial, bounds: Floats) -> list[tuple[_Partial, Floats]]:
        """Each partial week with one household more, those least promising first, in handy lots."""
        lines, places = np.nonzero(partial.open & (bounds[:, None] - self.loss[None, :] > self._enough))
        if not len(lines):
            return []
        left = partial.left[lines] - self.minutes[places]
        taken = np.column_stack((partial.taken[lines], places.astype(np.int32)))
        profit = partial.profit[lines] + self.gains[places]
        self._keep(profit, taken)
        lots = []
        for first in range(0, len(lines), _TOGETHER):
            lot = slice(first, first + _TOGETHER)
            still = partial.open[lines[lot]] & self.later[places[lot]]
            still &= self.minutes[None, :] <= left[lot][:, None]
            one = _Partial(taken[lot], profit[lot], left[lot], still)
            reach = self._bounds(one)
            hopeful = np.flatnonzero((reach > self._enough) & still.any(axis=1))
            if len(hopeful):
                hopeful = hopeful[np.argsort(reach[hopeful], kind="stable")]
                lots.append((_some(one, hopeful), reach[hopeful]))
        lots.sort(key=lambda lot: float(lot[1].max()))
        return lots

    def _keep(self, profit: Floats, taken: NDArray[np.int32]) -> None:
        good = np.flatnonzero(profit > self.floor + 1e-9)
        if not len(good):
            return
        if len(good) > self.keep:
            good = good[np.argpartition(-profit[good], self.keep)[: self.keep]]
            self.dropped = True
        self.best = max(self.best, float(profit[good].max()))
        self.found += zip(profit[good].tolist(), map(tuple, taken[good].tolist()), strict=True)
        if len(self.found) > self.keep:
            self.found.sort(key=lambda one: (-one[0], one[1]))
            del self.found[self.keep :]
            self.dropped = True
            if self.every:
                self.floor = max(self.floor, self.found[-1][0])


def _packed(marks: Marks) -> NDArray[np.uint64]:
    """(n, households) as (n, words of 64 bits)."""
    words = max(1, -(-marks.shape[1] // 64))
    bits = np.zeros((len(marks), words * 8), dtype=np.uint8)
    packed = np.packbits(marks, axis=1)
    bits[:, : packed.shape[1]] = packed
    return bits.view(np.uint64)


def _some(partial: _Partial, lines: NDArray[np.intp]) -> _Partial:
    return _Partial(partial.taken[lines], partial.profit[lines], partial.left[lines], partial.open[lines])
