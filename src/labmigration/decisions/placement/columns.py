"""Column generation: prices of the households, the dearest weeks at these prices, again, until no week is missing.

At any prices, the sum of all prices and of each worker's dearest week is more than any plan is worth: this is the
bound. Prices are drawn half-way back to the best known ones, without which they swing for long.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, Case
from labmigration.decisions.placement.master import Master, Places, Pool, Prices
from labmigration.decisions.placement.needs import Floats
from labmigration.decisions.placement.week_search import dearest_weeks

_BACK: Final = 0.5  # share of the best known prices in those that are tried
_FIRST_PATIENCE: Final = 150  # while prices are far from right, a good week is enough
_CLOSE: Final = 1.05  # bound over value, from which on it is the dearest week that counts
_WEEKS_A_TURN: Final = 4  # new weeks of one worker at one turn


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Prices of the households (by row) and each worker's dearest week at these; `bound` is the sum of both."""

    rows: Floats
    workers: Floats
    bound: float


def generate(pool: Pool, rows: int, budget: Budget, turns: int, patience: int, enough: float = 0.999) -> Relaxed:
    """Fill the pool with the weeks that matter. Ends when the bound is within `enough` of the programme's value, after
    `turns`, or with the budget; the bound holds in every case.
    """
    case = pool.case
    master = Master(case, rows)
    master.add((place, places, value) for place, weeks in enumerate(pool.weeks) for places, value in weeks.items())
    best: Relaxed | None = None
    looked = min(patience, _FIRST_PATIENCE)
    for _ in range(turns):
        prices = master.prices()
        tried = prices.rows if best is None else _BACK * best.rows + (1 - _BACK) * prices.rows
        found, new = _priced(pool, prices, tried, budget, looked)
        if found is not None and (best is None or found.bound < best.bound):
            best = found
        if not new and tried is not prices.rows and not budget.over:
            found, new = _priced(pool, prices, prices.rows, budget, patience)
            if found is not None and (best is None or found.bound < best.bound):
                best = found
        if best is not None and best.bound < _CLOSE * prices.value:
            looked = patience
        master.add(new)
        if not new or budget.over or (best is not None and best.bound - prices.value < enough):
            break
    return best if best is not None else _without_prices(case, rows)


def _priced(
    pool: Pool, prices: Prices, tried: Floats, budget: Budget, patience: int
) -> tuple[Relaxed | None, list[tuple[int, Places, int]]]:
    """The bound at the prices tried, None where time ran out, and the weeks that were missing at the true prices."""
    case = pool.case
    new: list[tuple[int, Places, int]] = []
    dearest = np.zeros(len(case.workers))
    for place, worker in enumerate(case.workers):
        if budget.over:
            return None, new
        profit = worker.value - tried[worker.rows]
        found = dearest_weeks(worker, profit, float(prices.workers[place]), _WEEKS_A_TURN, patience)
        dearest[place] = found.bound
        for places in found.weeks:
            chosen = list(places)
            reduced = worker.value[chosen].sum() - prices.rows[worker.rows[chosen]].sum() - prices.workers[place]
            if reduced > 1e-6 and pool.add(place, places):
                new.append((place, places, pool.weeks[place][places]))
    return Relaxed(tried, dearest, float(tried.sum() + dearest.sum())), new


def _without_prices(case: Case, rows: int) -> Relaxed:
    """The first relaxation of all, where not even one turn could be ended."""
    highest = np.zeros(rows)
    for worker in case.workers:
        np.maximum.at(highest, worker.rows, worker.value)
    return Relaxed(highest, np.zeros(len(case.workers)), float(highest.sum()))
