"""Who would be first choice of whom, if everybody took one household at most: the best such matching, proven.

It sizes a territory (how many people could begin with one household each, and with which); weeks are composed by
`solve`. Each worker is first seen with her most valuable households only; a minimum-cost flow matches these lists;
prices of the households, the lowest at which nobody wants to change, prove the matching over all able pairs. A worker
whom the prices leave with a better household beyond her list gets it on her list, and the flow runs again.
"""

import time
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from labmigration.decisions.placement.needs import Rows
from labmigration.decisions.placement.pairs import Pairs, Territory
from labmigration.decisions.placement.plan import Placed, Status

Whole = NDArray[np.int64]

_FIRST: Final = 20  # households on each list to begin with
_MORE: Final = 20  # and added at most, where the prices prove nothing yet


@dataclass(frozen=True, slots=True)
class Matching:
    """`bound` is proven: no matching of the able pairs is worth more. `pairs` able pairs were weighed."""

    status: Status
    value: int
    bound: int
    placed: tuple[Placed, ...]
    pairs: int

    @property
    def gap(self) -> float:
        """Share of the bound that is missing."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


@dataclass(frozen=True, slots=True)
class _Lists:
    """Pairs (worker, household row, value) sorted by worker; `cut`: each worker's best value beyond her list, 0 where
    nothing is.
    """

    workers: Rows
    rows: Rows
    values: Whole
    cut: Whole

    def longer(self, workers: Rows, rows: Rows, values: Whole, cut: Whole) -> "_Lists":
        """With pairs that were not there."""
        workers, rows = np.concatenate((self.workers, workers)), np.concatenate((self.rows, rows))
        values, order = np.concatenate((self.values, values)), np.lexsort((rows, workers))
        return _Lists(workers[order], rows[order], values[order], cut)


def match_one_to_one(territory: Territory, *, time_limit: float | None = None, first: int = _FIRST) -> Matching:
    """At most one household a worker, one worker a household, the greatest sum of values; pins are not heeded.

    `optimal` only by proof; a run cut by its limit (seconds) tells the best matching of the lists and what it proves.
    """
    ends = None if time_limit is None else time.monotonic() + time_limit
    lists, pairs = _first_lists(territory, first)
    while True:
        chosen = _best_of_lists(lists)
        prices = _lowest_prices(lists, chosen, len(territory.needs))
        profit = _profits(lists, prices, len(territory.workers))
        doubtful = np.flatnonzero(lists.cut > profit)
        late = ends is not None and time.monotonic() > ends
        reached, longer = (
            (np.maximum(profit, lists.cut), lists) if late else _reached(territory, lists, prices, profit, doubtful)
        )
        value, bound = int(lists.values[chosen].sum()), int(reached.sum() + prices.sum())
        if late or bound == value:
            return _told(territory, lists, chosen, bound, pairs)
        lists = longer


def _first_lists(territory: Territory, first: int) -> tuple[_Lists, int]:
    workers, rows, values, pairs = [], [], [], 0
    cut = np.zeros(len(territory.workers), dtype=np.int64)
    for place, worker in enumerate(territory.workers):
        able = _of_worth(territory.able_of(worker))
        pairs += len(able.rows)
        kept = np.arange(len(able.rows))
        if len(kept) > first:
            parted = np.argpartition(-able.value, first)
            kept = np.sort(parted[:first])
            cut[place] = able.value[parted[first]]
        workers.append(np.full(len(kept), place, dtype=np.intp))
        rows.append(able.rows[kept])
        values.append(able.value[kept])
    nothing = np.zeros(0, dtype=np.intp)
    return (
        _Lists(
            np.concatenate([nothing, *workers]),
            np.concatenate([nothing, *rows]),
            np.concatenate([nothing.astype(np.int64), *values]),
            cut,
        ),
        pairs,
    )


def _of_worth(able: Pairs) -> Pairs:
    """A pair that is worth nothing changes no sum."""
    worth = able.value > 0
    return Pairs(able.rows[worth], able.minutes[worth], able.preference[worth], able.value[worth])


def _best_of_lists(lists: _Lists) -> NDArray[np.bool_]:
    """Which pairs of the lists the best matching takes."""
    if not len(lists.rows):
        return np.zeros(0, dtype=np.bool_)
    wanted, column = np.unique(lists.rows, return_inverse=True)
    people, person = np.unique(lists.workers, return_inverse=True)
    first_column, source = len(people), len(people) + len(wanted)
    sink = source + 1
    flow = min_cost_flow.SimpleMinCostFlow()

    def arcs(tails: Rows, heads: Rows, costs: Whole) -> None:
        ones = np.ones(len(tails), dtype=np.int64)
        flow.add_arcs_with_capacity_and_unit_cost(tails.astype(np.int32), heads.astype(np.int32), ones, costs)

    at = np.arange(len(people))
    arcs(person, first_column + column, -lists.values)
    arcs(np.full(len(people), source), at, np.zeros(len(people), dtype=np.int64))
    arcs(at, np.full(len(people), sink), np.zeros(len(people), dtype=np.int64))  # she stays without
    arcs(first_column + np.arange(len(wanted)), np.full(len(wanted), sink), np.zeros(len(wanted), dtype=np.int64))
    flow.set_nodes_supplies(np.array([source, sink], dtype=np.int32), np.array([len(people), -len(people)]))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise ArithmeticError(f"minimum-cost flow: {status}")
    taken: NDArray[np.bool_] = flow.flows(np.arange(len(lists.rows), dtype=np.int32)) > 0
    return taken


def _lowest_prices(lists: _Lists, chosen: NDArray[np.bool_], rows: int) -> Whole:
    """By row: the lowest prices at which each worker of the matching prefers what she has, and nobody wants what she
    has not. They rise from 0 until nobody is tempted; where the matching is the best of the lists, they come to rest.
    """
    prices = np.zeros(rows, dtype=np.int64)
    people = 1 + int(lists.workers.max(initial=-1))
    kept_value, kept_row = np.zeros(people, dtype=np.int64), np.full(people, -1, dtype=np.intp)
    kept_value[lists.workers[chosen]] = lists.values[chosen]
    kept_row[lists.workers[chosen]] = lists.rows[chosen]
    others = ~chosen
    workers, targets, values = lists.workers[others], lists.rows[others], lists.values[others]
    for _ in range(people + 2):
        profit = kept_value - np.where(kept_row >= 0, prices[kept_row], 0)
        before = prices.copy()
        np.maximum.at(prices, targets, values - profit[workers])
        if (prices == before).all():
            break
    return prices


def _profits(lists: _Lists, prices: Whole, people: int) -> Whole:
    """What the best of her list, or nothing, leaves each worker at these prices."""
    profit = np.zeros(people, dtype=np.int64)
    np.maximum.at(profit, lists.workers, lists.values - prices[lists.rows])
    return profit


def _reached(territory: Territory, lists: _Lists, prices: Whole, profit: Whole, doubtful: Rows) -> tuple[Whole, _Lists]:
    """What the best of all her able pairs leaves each worker; the lists with what tempts her beyond hers."""
    reached, cut = profit.copy(), lists.cut.copy()
    added: list[tuple[Rows, Rows, Whole]] = []
    for place in doubtful.tolist():
        able = _of_worth(territory.able_of(territory.workers[place]))
        margin = able.value - prices[able.rows]
        reached[place] = max(profit[place], int(margin.max(initial=0)))
        begin, end = np.searchsorted(lists.workers, [place, place + 1])
        beyond = np.flatnonzero(~np.isin(able.rows, lists.rows[begin:end]))
        tempting = beyond[margin[beyond] > profit[place]]
        tempting = tempting[np.argsort(-margin[tempting], kind="stable")][:_MORE]
        left = np.setdiff1d(beyond, tempting, assume_unique=True)
        cut[place] = able.value[left].max(initial=0)
        added.append((np.full(len(tempting), place, dtype=np.intp), able.rows[tempting], able.value[tempting]))
    if added:
        workers, rows, values = (np.concatenate(column) for column in zip(*added, strict=True))
        lists = lists.longer(workers, rows, values, cut)
    return reached, lists


def _told(territory: Territory, lists: _Lists, chosen: NDArray[np.bool_], bound: int, pairs: int) -> Matching:
    placed = sorted(
        (
            Placed(territory.needs.ids[row], territory.workers[place].id, value)
            for place, row, value in zip(
                lists.workers[chosen].tolist(), lists.rows[chosen].tolist(), lists.values[chosen].tolist(), strict=True
            )
        ),
        key=lambda one: one.household,
    )
    value = sum(one.value for one in placed)
    return Matching("optimal" if bound == value else "feasible", value, bound, tuple(placed), pairs)
