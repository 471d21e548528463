"""The dearest week of one worker by CP-SAT, for whom the quick search would look too long."""

from typing import Final

import numpy as np
from ortools.sat.python import cp_model

from labmigration.decisions.placement.case import Budget, WorkerCase
from labmigration.decisions.placement.groups import cliques
from labmigration.decisions.placement.needs import Floats, Rows

_FINE: Final = 2**16  # profits are whole multiples of its inverse, rounded up: the bound holds
_FEW: Final = 3  # a list this many times longer than what is looked at
_WORK: Final = 1.0  # deterministic seconds; a bound cut by it holds as well


def good_week(worker: WorkerCase, profit: Floats, at_most: int, budget: Budget) -> tuple[tuple[int, ...], float]:
    """The dearest week among the `at_most` households that bring most a minute, and what no week of all exceeds: her
    minutes filled with parts of households, clashes forgotten.
    """
    order = np.argsort(-profit / worker.minutes, kind="stable")
    lengths = worker.minutes[order].astype(np.float64)
    parts = np.clip(worker.cap - (np.cumsum(lengths) - lengths), 0.0, lengths) / lengths
    bound = float(np.maximum(profit[order] * parts, 0.0).sum())
    few = np.full(len(profit), -1.0)
    few[order[:at_most]] = profit[order[:at_most]]
    return dearest_week(worker, few, 0.0, budget)[0], bound


def dearest_week(worker: WorkerCase, profit: Floats, slack: float, budget: Budget) -> tuple[tuple[int, ...], float]:
    """Its places, and what no week exceeds: at most `slack` more than its profit where the search came to its end."""
    useful = np.flatnonzero((profit > 0) & (worker.minutes <= worker.cap))
    if not len(useful):
        return (), 0.0
    model = cp_model.CpModel()
    chosen = {place: model.new_bool_var("") for place in useful.tolist()}
    for group in _groups(worker, useful):
        model.add_at_most_one(chosen[place] for place in group)
    literals = list(chosen.values())
    model.add(cp_model.LinearExpr.weighted_sum(literals, worker.minutes[useful].tolist()) <= worker.cap)
    worths = np.ceil(profit[useful] * _FINE).astype(np.int64)
    model.maximize(cp_model.LinearExpr.weighted_sum(literals, worths.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.absolute_gap_limit = slack * _FINE
    solver.parameters.max_deterministic_time = _WORK
    if budget.limited:
        solver.parameters.max_time_in_seconds = max(budget.left(), 0.01)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return (), float(worths.sum() / _FINE)
    places = tuple(place for place, one in chosen.items() if solver.boolean_value(one))
    return places, (solver.best_objective_bound + 1) / _FINE


def _groups(worker: WorkerCase, useful: Rows) -> list[list[int]]:
    """Those of her groups that matter; found anew where few of many households are looked at."""
    if len(useful) * _FEW < len(worker.rows):
        return [useful[group].tolist() for group in cliques(worker.clash[np.ix_(useful, useful)])]
    marks = np.zeros(len(worker.rows), dtype=np.bool_)
    marks[useful] = True
    found = ([place for place in group if marks[place]] for group in worker.groups)
    return [group for group in found if len(group) > 1]
