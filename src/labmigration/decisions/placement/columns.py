"""Column generation: prices of the households, the dearest weeks at these prices, again, until no week is missing.

At any prices, the sum of all prices and of each worker's dearest week is more than any plan is worth: this is the
bound. Prices are drawn half-way back to the best known ones, without which they swing for long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.case import Budget, Case, WorkerCase
from labmigration.decisions.placement.master import Master, Places, Pool, Prices
from labmigration.decisions.placement.needs import Floats
from labmigration.decisions.placement.week_exact import dearest_week, good_week
from labmigration.decisions.placement.week_search import dearest_weeks

_BACK: Final = 0.5  # share of the best known prices in those that are tried
_FIRST_PATIENCE: Final = 200  # while prices are far from right, a good week is enough
_CLOSE: Final = 1.25  # bound over value, from which on it is the dearest week that counts
_SETTLED: Final = 1.001  # value over that of the turn before, under which good weeks are no longer found
_PATIENCE: Final = 500  # partial weeks looked at, a worker and turn, before CP-SAT is asked
LONG_LIST: Final = 100  # households of one worker, from which on CP-SAT is asked at once
SHORT_LIST: Final = 60  # of these, as many are looked at while prices are far from right
_A_WHOLE: Final = 0.999  # values are whole numbers
_WEEKS_A_TURN: Final = 6  # new weeks of one worker at one turn


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Prices of the households (by row) and each worker's dearest week at these; `bound` is the sum of both."""

    rows: Floats
    workers: Floats
    bound: float

    def likeliest(self, pool: Pool, part: "Part", at_most: int, room: float = np.inf) -> list[tuple[int, Places]]:
        """The weeks of the pool with the least reduced cost, none that costs more than `room`."""
        costs = []
        for place, places, value in part.weeks(pool):
            price = float(self.rows[pool.case.workers[place].rows[list(places)]].sum())
            costs.append((self.workers[place] + price - value, place, places))
        costs.sort()
        return [(place, places) for cost, place, places in costs[:at_most] if cost <= room]


@dataclass(frozen=True, slots=True)
class Part:
    """Whose weeks are sought (places of workers), and which households (by row) others hold."""

    workers: Sequence[int]
    taken: NDArray[np.bool_]

    @classmethod
    def whole(cls, case: Case) -> "Part":
        """Everybody, with everything still open."""
        return cls(range(len(case.workers)), np.zeros(case.rows, dtype=np.bool_))

    def profit(self, worker: WorkerCase, prices: Floats) -> Floats:
        """Of each household in her list, at these prices; below 0, so that nobody looks at it, where others hold it."""
        return np.where(self.taken[worker.rows], -1.0, worker.value - prices[worker.rows])

    def weeks(self, pool: Pool) -> Iterator[tuple[int, Places, int]]:
        """Those of the pool that nobody else stands in the way of, with their values."""
        for place in self.workers:
            rows = pool.case.workers[place].rows
            for places, value in pool.weeks[place].items():
                if not self.taken[rows[list(places)]].any():
                    yield place, places, value


def generate(
    pool: Pool, part: Part, budget: Budget, turns: int, enough: float = _A_WHOLE, share: float = 0.0
) -> Relaxed:
    """Fill the pool with the weeks that matter. Ends when the bound is within `enough`, or within a `share`, of the
    programme's value, after `turns`, or with the budget; the bound holds in every case.
    """
    master = Master(pool.case)
    master.add(part.weeks(pool))
    best: Relaxed | None = None
    close, before = False, 0.0
    for _ in range(turns):
        prices = master.prices()
        room = max(enough, share * prices.value)
        search = _Turn(pool, part, prices, room / 4 / max(len(part.workers), 1), budget)
        tried = prices.rows if best is None else _BACK * best.rows + (1 - _BACK) * prices.rows
        found, new = search.at(tried, close)
        best = _better(best, found)
        if not new and not budget.over:
            close = True
            found, new = search.at(prices.rows, close)
            best = _better(best, found)
        settled = prices.value < _SETTLED * before
        close = close or settled or (best is not None and best.bound < _CLOSE * prices.value)
        before = prices.value
        master.add(new)
        if not new or budget.over or (best is not None and best.bound - prices.value < room):
            break
    return best if best is not None else _without_prices(pool.case, part)


def _better(best: Relaxed | None, found: Relaxed | None) -> Relaxed | None:
    return found if best is None or (found is not None and found.bound < best.bound) else best


@dataclass(frozen=True, slots=True)
class _Turn:
    pool: Pool
    part: Part
    prices: Prices
    slack: float
    budget: Budget

    def at(self, tried: Floats, close: bool) -> tuple[Relaxed | None, list[tuple[int, Places, int]]]:
        """The bound at the prices tried, None where time ran out, and the weeks missing at the true prices."""
        pool, prices = self.pool, self.prices
        new: list[tuple[int, Places, int]] = []
        dearest = np.zeros(len(pool.case.workers))
        for place in self.part.workers:
            if self.budget.over:
                return None, new
            worker = pool.case.workers[place]
            weeks, dearest[place] = self._dearest(worker, tried, float(prices.workers[place]), close)
            for places in weeks:
                chosen = list(places)
                reduced = worker.value[chosen].sum() - prices.rows[worker.rows[chosen]].sum() - prices.workers[place]
                if reduced > 1e-6 and pool.add(place, places):
                    new.append((place, places, pool.weeks[place][places]))
        return Relaxed(tried, dearest, float(tried[~self.part.taken].sum() + dearest.sum())), new

    def _dearest(self, worker: WorkerCase, tried: Floats, floor: float, close: bool) -> tuple[list[Places], float]:
        """Weeks at the prices tried, and what none exceeds."""
        profit = self.part.profit(worker, tried)
        if len(worker.rows) > LONG_LIST:
            if close:
                week, bound = dearest_week(worker, profit, self.slack, self.budget)
            else:
                week, bound = good_week(worker, profit, SHORT_LIST, self.budget)
            return [week], bound
        patience = _PATIENCE if close else _FIRST_PATIENCE
        found = dearest_weeks(worker, profit, floor, _WEEKS_A_TURN, patience, self.slack)
        if found.ended or not close:
            return list(found.weeks), found.bound
        week, bound = dearest_week(worker, profit, self.slack, self.budget)
        return [*found.weeks, week], min(bound, found.bound)


def _without_prices(case: Case, part: Part) -> Relaxed:
    """The first relaxation of all, where not even one turn could be ended."""
    highest = np.zeros(case.rows)
    for place in part.workers:
        worker = case.workers[place]
        np.maximum.at(highest, worker.rows, worker.value)
    highest[part.taken] = 0.0
    return Relaxed(highest, np.zeros(len(case.workers)), float(highest.sum()))
