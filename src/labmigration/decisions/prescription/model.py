"""A case as OR-Tools CP-SAT sees it: variables, rules, what a plan minimises as weighted sums, and one search.

OR-Tools loads pandas, a second of computing, so it is imported where it is used: pages and engines that only need the
shapes of a problem never wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from labmigration.decisions.prescription.case import Case, Choice
from labmigration.decisions.prescription.problem import in_common_parts
from labmigration.decisions.prescription.rules import AtMost, Clause, Option

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    #: Weighted variables, summed.
    Terms = Sequence[tuple[cp_model.IntVar, int]]

_BITS_AT_ONCE: Final = 45


@dataclass
class Budget:
    """What the searches may still take; `until` on the machine's monotonic clock, None: as long as it needs.

    `cut` once a search was not finished. Where there is no limit, no clock is read.
    """

    seed: int = 0
    until: float | None = None
    cut: bool = False

    @classmethod
    def of(cls, seed: int, seconds: float | None) -> Budget:
        """So many seconds from now on."""
        return cls(seed, None if seconds is None else time.monotonic() + seconds)

    @property
    def left(self) -> float | None:
        """Seconds, never below 0; None without a limit."""
        return None if self.until is None else max(0.0, self.until - time.monotonic())

    def share(self, part: float) -> Budget:
        """A part of what is left."""
        return Budget.of(self.seed, None if self.left is None else self.left * part)


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, and the indices of all variables that are true in it."""

    choice: Choice
    true: frozenset[int]

    def value(self, terms: Terms) -> int:
        """What a sum is worth in it."""
        return sum(weight for variable, weight in terms if variable.index in self.true)


class Model:
    """The variables and rules of a case; `unmet` says of each need that nothing chosen covers it."""

    def __init__(self, case: Case) -> None:
        from ortools.sat.python import cp_model

        self.case = case
        self.cp = cp_model.CpModel()
        self.x = {option: self.cp.new_bool_var("") for option in case.options}
        for part in case.parts:
            self.add(part)
        self.unmet: list[tuple[cp_model.IntVar, int, bool]] = []
        for need in case.needs:
            covering = [self.x[option] for option in case.options if option in need.covered_by]
            if covering:  # what nothing can cover is unmet in every plan
                left = self.cp.new_bool_var("")
                self.cp.add_bool_or([*covering, left])
                self.unmet.append((left, need.count, need.critical))

    def add(self, part: Clause | AtMost, unless: cp_model.IntVar | None = None) -> None:
        """Add a clause or a sum, which need not hold where the variable `unless` is true."""
        freed = [] if unless is None else [unless]
        if isinstance(part, AtMost):
            self._add_at_most(part, [~one for one in freed])
        elif all(option in self.x for option in part.given):
            given = [~self.x[option] for option in part.given]
            then = [self.x[option] for option in part.then if option in self.x]
            self.cp.add_bool_or([*given, *then, *freed])

    def _add_at_most(self, part: AtMost, only_if: Sequence[cp_model.LiteralT]) -> None:
        weighing = [(self.x[option], weight) for option, weight in part.weights if weight and option in self.x]
        if weighing:
            small = in_common_parts([weight for _variable, weight in weighing])
            size = weighing[0][1] // small[0]
            terms = [(variable, weight) for (variable, _large), weight in zip(weighing, small, strict=True)]
            self.cp.add(_sum(terms) <= part.most // size).only_enforce_if(only_if)

    def hold(self, terms: Terms, value: int) -> None:
        """Σ weight · chosen = value."""
        self.cp.add(_sum(terms) == value)

    def hold_at_least(self, terms: Terms, value: int) -> None:
        """Σ weight · chosen ≥ value."""
        self.cp.add(_sum(terms) >= value)

    @contextmanager
    def holding(self, option: Option) -> Iterator[None]:
        """Meanwhile, the option is chosen. Building a model takes as long as solving it, so one serves for many."""
        domain = self.x[option].proto.domain
        domain[0] = 1
        yield
        domain[0] = 0

    def needs_and_hours(self) -> Iterator[Terms]:
        """What a plan minimises first: critical skills unmet, other skills unmet, hours."""
        yield [(left, count) for left, count, critical in self.unmet if critical]
        yield [(left, count) for left, count, critical in self.unmet if not critical]
        yield self._in_parts(self.case.hours, 1)

    def goals(self) -> Iterator[Terms]:
        """All that a plan minimises, in order, but for the order of ids."""
        yield from self.needs_and_hours()
        yield self._in_parts(self.case.weights, -1)

    def ids(self) -> Iterator[Terms]:
        """Goals under which the plan with the smaller id, where two differ first, is the better one."""
        return earliest(list(self.x.values()))

    def _in_parts(self, values: dict[Option, int], sign: int) -> Terms:
        small = dict(zip(values, in_common_parts(list(values.values())), strict=True))
        return [(variable, sign * small[option]) for option, variable in self.x.items() if small.get(option)]

    def solved(self, budget: Budget, goal: Terms = ()) -> Found | None:
        """The plan with the least `goal`. None where there is none, or none yet when the budget was cut."""
        from ortools.sat.python import cp_model

        self.cp.minimize(_sum(goal) if goal else 0)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = budget.seed
        # Coverage is nearly integral as a linear program: with all rules in it, large catalogues are proven at once.
        # Looking for symmetries and probing take longer than the search itself.
        solver.parameters.linearization_level = 2
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
        if budget.left is not None:
            solver.parameters.max_time_in_seconds = budget.left
        status = solver.solve(self.cp)
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(f"the solver refuses the model: {self.cp.validate()}")
        if status in (cp_model.UNKNOWN, cp_model.FEASIBLE):
            budget.cut = True
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        true = frozenset(index for index, value in enumerate(solver.response_proto.solution) if value)
        return Found(Choice.of(option for option, variable in self.x.items() if variable.index in true), true)


def earliest(variables: Sequence[cp_model.IntVar]) -> Iterator[Terms]:
    """Goals under which, where two solutions differ first, the one that has the variable true is the better one."""
    for start in range(0, len(variables), _BITS_AT_ONCE):
        bits = variables[start : start + _BITS_AT_ONCE]
        yield [(variable, -(2 ** (len(bits) - 1 - rank))) for rank, variable in enumerate(bits)]


def _sum(terms: Terms) -> cp_model.LinearExprT:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum([one for one, _weight in terms], [weight for _one, weight in terms])
