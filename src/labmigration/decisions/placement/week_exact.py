"""The dearest week of one worker by CP-SAT, for whom the quick search would look too long."""

from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, WorkerCase
from labmigration.decisions.placement.groups import cliques
from labmigration.decisions.placement.needs import Floats, Rows
from labmigration.decisions.placement.week_by_cp_sat import week_by_cp_sat

_FINE: Final = 2**16  # profits are whole multiples of its inverse, rounded up: the bound holds
_FEW: Final = 3  # a list this many times longer than what is looked at
_WORK: Final = 1.0  # deterministic seconds; a bound cut by it holds as well


def good_week(worker: WorkerCase, profit: Floats, at_most: int, budget: Budget) -> tuple[tuple[int, ...], float]:
    """The dearest week among the `at_most` households that bring most a minute, and what no week of all exceeds: her
    minutes filled with parts of households, clashes forgotten.
    """
    order = np.argsort(-profit / worker.minutes, kind="stable")
    few = np.full(len(profit), -1.0)
    few[order[:at_most]] = profit[order[:at_most]]
    return dearest_week(worker, few, 0.0, budget)[0], filled_with_parts(worker, profit)


def filled_with_parts(worker: WorkerCase, profit: Floats) -> float:
    """What no week exceeds, at once: her minutes filled with parts of households, clashes forgotten."""
    gains = np.maximum(profit, 0.0)
    order = np.argsort(-gains / worker.minutes, kind="stable")
    lengths = worker.minutes[order].astype(np.float64)
    parts = np.clip(worker.cap - (np.cumsum(lengths) - lengths), 0.0, lengths) / lengths
    return float((gains[order] * parts).sum())


def dearest_week(worker: WorkerCase, profit: Floats, slack: float, budget: Budget) -> tuple[tuple[int, ...], float]:
    """Its places, and what no week exceeds: at most `slack` more than its profit where the search came to its end."""
    useful = np.flatnonzero((profit > 0) & (worker.minutes <= worker.cap))
    if not len(useful):
        return (), 0.0
    groups = _groups(worker, useful)
    found = week_by_cp_sat(worker, profit, useful, groups, fine=_FINE, work=_WORK, slack=slack, budget=budget)
    return ((), float(np.ceil(profit[useful] * _FINE).sum() / _FINE)) if found is None else found


def _groups(worker: WorkerCase, useful: Rows) -> list[list[int]]:
    """Those of her groups that matter, by position among the useful; found anew where few of many households are
    looked at.
    """
    if len(useful) * _FEW < len(worker.rows):
        return list(cliques(worker.clash[np.ix_(useful, useful)]))
    at = {place: position for position, place in enumerate(useful.tolist())}
    found = ([at[place] for place in group if place in at] for group in worker.groups)
    return [group for group in found if len(group) > 1]
