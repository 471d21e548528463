"""One worker's week as a question to CP-SAT: which of some households, within her minutes and without a clash."""

from collections.abc import Collection, Iterable

import numpy as np
from ortools.sat.python import cp_model

from labmigration.decisions.placement.case import Budget, WorkerCase
from labmigration.decisions.placement.needs import Floats, Rows


def week_by_cp_sat(
    worker: WorkerCase,
    profit: Floats,
    useful: Rows,
    groups: Iterable[Iterable[int]],
    *,
    fine: int,
    work: float,
    slack: float,
    budget: Budget,
    known: Collection[int] | None = None,
) -> tuple[tuple[int, ...], float] | None:
    """Its places among the `useful`, in their order, and what no week of these exceeds; None where no week was found.

    groups: positions among the useful, of which one can be taken at most. fine: profits are whole multiples of its
    inverse, rounded up, so that the bound holds. work: deterministic seconds; a bound cut by it holds as well.
    slack: how far the bound may stay above the week found. known: the places of a week to begin with.
    """
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in useful]
    for group in groups:
        model.add_at_most_one(chosen[at] for at in group)
    model.add(cp_model.LinearExpr.weighted_sum(chosen, worker.minutes[useful].tolist()) <= worker.cap)
    worths = np.ceil(profit[useful] * fine).astype(np.int64)
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, worths.tolist()))
    if known is not None:
        for one, place in zip(chosen, useful.tolist(), strict=True):
            model.add_hint(one, place in known)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.absolute_gap_limit = slack * fine
    solver.parameters.max_deterministic_time = work
    if budget.limited:
        solver.parameters.max_time_in_seconds = max(budget.left(), 0.01)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    places = tuple(place for place, one in zip(useful.tolist(), chosen, strict=True) if solver.boolean_value(one))
    return places, (solver.best_objective_bound + 1) / fine
