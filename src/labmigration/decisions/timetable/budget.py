"""Running the solver: one worker, a seed, an amount of work for each search, and the time limit over all of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from ortools.sat.python import cp_model

from labmigration.decisions.timetable.board import LINEARIZATION, Board, Var
from labmigration.decisions.timetable.watching import Stopped

#: Of the time limit, what is kept for giving out rooms, checking and telling.
_KEPT_SHARE: Final = 0.04
_KEPT_MOST: Final = 5.0


class TimeIsUp(Exception):
    """The time limit is reached, or somebody asked to stop."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`cost` None: nothing found. `floor`: nothing costs less. `is_final`: the search ended by proof."""

    is_final: bool
    cost: int | None
    floor: int
    is_true: Callable[[Var], bool]


class Budget:
    """`work` of a search is counted in the solver's own deterministic seconds, so that it ends alike on every machine.

    Only the time limit (seconds, None for none) depends on the clock: once it is reached, TimeIsUp is raised by
    whatever search comes next, and the search under way gives what it has. `stop` does the same at once.
    """

    def __init__(self, seed: int, time_limit: float | None) -> None:
        self.seed = seed
        self.stopped = False
        self._began_at, self._ends_at = time.monotonic(), None
        if time_limit is not None:
            self._ends_at = self._began_at + time_limit - min(_KEPT_SHARE * time_limit, _KEPT_MOST)
        self._running: set[cp_model.CpSolver] = set()

    def stop(self) -> None:
        """End the searches under way, and begin no other. May be called from any thread, several times."""
        if self.stopped:
            return
        self.stopped = True
        for solver in tuple(self._running):
            solver.stop_search()

    def is_up(self) -> bool:
        """Whether the time limit is reached, or somebody asked to stop."""
        return self.stopped or (self._ends_at is not None and time.monotonic() >= self._ends_at)

    def is_past(self, share: float) -> bool:
        """Whether this share of the time limit is over; never without one, unless somebody asked to stop."""
        if self.stopped or self._ends_at is None:
            return self.stopped
        return time.monotonic() >= self._began_at + share * (self._ends_at - self._began_at)

    def solve(
        self,
        board: Board,
        *,
        work: float | None,
        floor: int | None = None,
        ceiling: int | None = None,
        any_will_do: bool = False,
        patient: bool = False,
        gap: float | None = None,
    ) -> Answer:
        """Minimise what the board costs, which is known to be `floor` at least and wanted to be `ceiling` at most.

        `any_will_do`: the first plan found ends the search. `patient`: go on beyond the time limit. `gap`: look at the
        model briefly before searching, and end as soon as nothing is better by this share. Raises TimeIsUp, and Stopped
        where a patient search is stopped before it finds anything.
        """
        if not patient and self.is_up():
            raise TimeIsUp
        cost = board.objective()
        if floor is not None:
            board.cp.add(cost >= floor)
        if ceiling is not None:
            board.cp.add(cost <= ceiling)
        if not any_will_do:
            board.cp.minimize(cost)
        solver = self._solver(work, patient)
        if gap is not None:
            _hurry(solver, gap)
        self._running.add(solver)
        try:
            status = solver.solve(board.cp)
        finally:
            self._running.discard(solver)
        answer = _answer(board, solver, status, floor, any_will_do)
        if gap:
            answer = replace(answer, is_final=answer.is_final and answer.cost is None)
        if patient and self.stopped and answer.cost is None and not answer.is_final:
            raise Stopped
        return answer

    def _solver(self, work: float | None, patient: bool) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        solver.parameters.linearization_level = LINEARIZATION
        if work is not None:
            solver.parameters.max_deterministic_time = work
        if self._ends_at is not None and not patient:
            solver.parameters.max_time_in_seconds = max(self._ends_at - time.monotonic(), 0.01)
        return solver


def _hurry(solver: cp_model.CpSolver, gap: float) -> None:
    """Less presolving: half the time of a search that ends within a second or two goes there, as trying showed."""
    solver.parameters.relative_gap_limit = gap
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.presolve_bve_threshold = 0
    solver.parameters.symmetry_level = 0


def _answer(
    board: Board, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus, floor: int | None, any_will_do: bool
) -> Answer:
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(f"the solver refuses the model: {board.cp.validate()}")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    proven = 0 if floor is None else floor
    if not any_will_do and status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        proven = max(proven, ceil(solver.best_objective_bound - 1e-6))
    cost = solver.value(board.objective()) if found else None
    return Answer(status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), cost, proven, solver.boolean_value)
