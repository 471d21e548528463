"""The plain model, one yes or no for each able pair, solved by CP-SAT: proof for small and middle sizes."""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from labmigration.decisions.placement.case import Budget, Case, Owners, WorkerCase


@dataclass(frozen=True, slots=True)
class Found:
    """Who serves what is open, its value, a proven bound of it, and whether the search ended by proof (of the value and
    of what decides among equals).
    """

    owners: Owners
    value: int
    bound: int
    proven: bool


def solve_plainly(case: Case, start: Owners, budget: Budget, seed: int, work: float) -> Found:
    """`start` is a plan to improve; `work` bounds the search in CP-SAT's deterministic seconds."""
    model = cp_model.CpModel()
    scale = case.scale
    serving: dict[tuple[int, int], cp_model.IntVar] = {}
    by_row: dict[int, list[cp_model.IntVar]] = {}
    objective = []
    for place, worker in enumerate(case.workers):
        chosen = [model.new_bool_var("") for _ in worker.rows]
        for row, one, worth in zip(worker.rows.tolist(), chosen, worker.joint(scale).tolist(), strict=True):
            serving[place, row] = one
            by_row.setdefault(row, []).append(one)
            objective.append(worth * one)
            model.add_hint(one, start.get(row) == place)
        for clique in worker.groups:
            model.add_at_most_one(chosen[at] for at in clique)
        if int(worker.minutes.sum()) > worker.cap:
            model.add(cp_model.LinearExpr.weighted_sum(chosen, worker.minutes.tolist()) <= worker.cap)
    for variables in by_row.values():
        model.add_at_most_one(variables)
    model.maximize(cp_model.LinearExpr.sum(objective))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = work
    if budget.limited:
        solver.parameters.max_time_in_seconds = max(budget.left(), 0.01)
    status = solver.solve(model)
    owners = start
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = {row: place for (place, row), one in serving.items() if solver.boolean_value(one)}
        if _joint_value(case, found, scale) >= _joint_value(case, start, scale):
            owners = found
    value = case.value_of(owners)
    if status == cp_model.OPTIMAL:
        return Found(owners, value, value, True)
    # Cut before anything was found, CP-SAT has no bound to tell.
    proven = solver.best_objective_bound if status == cp_model.FEASIBLE else float("inf")
    return Found(owners, value, max(value, _whole_bound(proven, scale, case)), False)


def simple_bound(case: Case) -> int:
    """The better of two relaxations: every household with its best worker; every worker with her dearest half-hours."""
    best: dict[int, int] = {}
    hours = 0
    for worker in case.workers:
        for row, value in zip(worker.rows.tolist(), worker.value.tolist(), strict=True):
            best[row] = max(best.get(row, 0), value)
        hours += knapsack_bound(worker)
    return min(sum(best.values()), hours)


def knapsack_bound(worker: WorkerCase) -> int:
    """The worker's hours filled with parts of households, the dearest half-hours first, clashes forgotten."""
    order = np.argsort(-worker.value / np.maximum(worker.minutes, 1), kind="stable")
    left, total = worker.cap, 0.0
    for at in order:
        part = min(1.0, left / worker.minutes[at])
        total += part * float(worker.value[at])
        left -= int(worker.minutes[at])
        if left <= 0:
            break
    return int(total + 1e-6)


def _joint_value(case: Case, owners: Owners, scale: int) -> int:
    total = 0
    for row, place in owners.items():
        worker = case.workers[place]
        at = int(np.searchsorted(worker.rows, row))
        total += int(worker.value[at]) * scale + int(worker.tie[at])
    return total


def _whole_bound(found: float, scale: int, case: Case) -> int:
    simple = simple_bound(case)
    return simple if not np.isfinite(found) else min(simple, int((found + 0.5) // scale))
