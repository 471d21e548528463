"""Choose among known weeks: at most one a worker, one worker a household. CP-SAT on the columns that can matter."""

from ortools.sat.python import cp_model

from labmigration.decisions.placement.case import Budget, Owners
from labmigration.decisions.placement.exact import Found
from labmigration.decisions.placement.master import Places, Pool


def pack(pool: Pool, weeks: list[tuple[int, Places]], start: Owners, budget: Budget, seed: int, work: float) -> Found:
    """The best choice among `weeks`; `bound` holds for plans made of these alone."""
    case = pool.case
    scale = case.scale
    model = cp_model.CpModel()
    of_worker: dict[int, list[cp_model.IntVar]] = {}
    of_row: dict[int, list[cp_model.IntVar]] = {}
    chosen, worths = [], []
    for place, places in weeks:
        worker = case.workers[place]
        one = model.new_bool_var("")
        rows = worker.rows[list(places)].tolist()
        chosen.append((one, place, rows))
        worths.append(int(worker.joint(scale)[list(places)].sum()))
        of_worker.setdefault(place, []).append(one)
        for row in rows:
            of_row.setdefault(row, []).append(one)
        model.add_hint(one, all(start.get(row) == place for row in rows) and len(rows) == _held(start, place))
    for group in (*of_worker.values(), *of_row.values()):
        model.add_at_most_one(group)
    model.maximize(cp_model.LinearExpr.weighted_sum([one for one, _, _ in chosen], worths))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    if budget.limited:
        solver.parameters.max_time_in_seconds = max(budget.left(), 0.01)
    status = solver.solve(model)
    owners = start
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = {row: place for one, place, rows in chosen if solver.boolean_value(one) for row in rows}
        if status == cp_model.OPTIMAL or case.value_of(found) >= case.value_of(start):
            owners = found
    value = case.value_of(owners)
    if status == cp_model.OPTIMAL:
        return Found(owners, value, value, True)
    # Cut before anything was found, CP-SAT has no bound to tell.
    proven = solver.best_objective_bound if status == cp_model.FEASIBLE else sum(worths)
    return Found(owners, value, max(value, int((proven + 0.5) // scale)), False)


def _held(owners: Owners, place: int) -> int:
    return sum(1 for other in owners.values() if other == place)
