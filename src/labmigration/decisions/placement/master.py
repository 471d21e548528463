"""The linear programme over known weeks: at most one week a worker, one worker a household. Its prices lead the search.

Solved by GLOP through MathOpt, which keeps the last basis when weeks are added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from labmigration.decisions.placement.case import Case
from labmigration.decisions.placement.needs import Floats

Places = tuple[int, ...]  # places in the worker's list, rising


@dataclass
class Pool:
    """The weeks found so far, by worker: places → value."""

    case: Case
    weeks: list[dict[Places, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.weeks = self.weeks or [{} for _ in self.case.workers]

    def add(self, worker: int, places: Places) -> bool:
        """False where it was known already."""
        if not places or places in self.weeks[worker]:
            return False
        self.weeks[worker][places] = int(self.case.workers[worker].value[list(places)].sum())
        return True

    @property
    def size(self) -> int:
        """Weeks in all."""
        return sum(len(weeks) for weeks in self.weeks)


@dataclass(frozen=True, slots=True)
class Prices:
    """Of workers and of households (by row), never below 0; `value` is their sum, and the programme's optimum."""

    workers: Floats
    rows: Floats
    value: float


class Master:
    """The programme, grown week by week."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.model = mathopt.Model()
        self.of_worker = [self.model.add_linear_constraint(ub=1.0) for _ in case.workers]
        self.of_row = [self.model.add_linear_constraint(ub=1.0) for _ in range(case.rows)]
        self.solver = mathopt.IncrementalSolver(self.model, mathopt.SolverType.GLOP)
        self.weeks: list[tuple[int, Places]] = []
        self._shares: list[mathopt.Variable] = []

    def add(self, weeks: Iterable[tuple[int, Places, int]]) -> None:
        """Worker, places, value."""
        for worker, places, value in weeks:
            one = self.model.add_variable(lb=0.0)
            self.weeks.append((worker, places))
            self._shares.append(one)
            self.model.objective.set_linear_coefficient(one, float(value))
            self.of_worker[worker].set_coefficient(one, 1.0)
            for row in self.case.workers[worker].rows[list(places)].tolist():
                self.of_row[row].set_coefficient(one, 1.0)
        self.model.objective.is_maximize = True

    def fix(self, week: int) -> None:
        """From now on the whole of this week (its place in `weeks`) is taken."""
        self._shares[week].lower_bound = 1.0

    def shares(self) -> tuple[Floats, Prices]:
        """How much of each of `weeks` the programme takes, from 0 to 1, and its prices."""
        result = self.solver.solve()
        values = result.variable_values()
        return np.array([values[one] for one in self._shares]), self._prices_of(result)

    def prices(self) -> Prices:
        """Of the programme as it stands."""
        return self._prices_of(self.solver.solve())

    def _prices_of(self, result: mathopt.SolveResult) -> Prices:
        duals = result.dual_values()
        workers = _clean(duals[one] for one in self.of_worker)
        rows = _clean(duals[one] for one in self.of_row)
        return Prices(workers, rows, float(workers.sum() + rows.sum()))


def _clean(values: Iterable[float]) -> Floats:
    return np.maximum(np.fromiter(values, dtype=np.float64), 0.0)


def single_weeks(case: Case) -> Iterable[tuple[int, Places]]:
    """Each worker with each household alone."""
    for place, worker in enumerate(case.workers):
        for at in range(len(worker.rows)):
            yield place, (at,)


def weeks_of_owners(case: Case, owners: dict[int, int]) -> Sequence[tuple[int, Places]]:
    """The weeks of a plan."""
    found: dict[int, list[int]] = {}
    for row, place in owners.items():
        found.setdefault(place, []).append(int(np.searchsorted(case.workers[place].rows, row)))
    return [(place, tuple(sorted(places))) for place, places in sorted(found.items())]
