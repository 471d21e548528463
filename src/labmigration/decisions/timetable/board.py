"""Variables of the solver, what they cost, and how those that follow from others are worked out for a hint."""

from collections.abc import Callable, Mapping
from typing import Final

from ortools.sat.python import cp_model

Var = cp_model.IntVar
Values = Mapping[int, int]
Weighed = tuple[Var, int]

LINEARIZATION: Final = 2  # all that is linear: the proof rests on the linear relaxation, as trying showed


class Board:
    """A model that is being written. Costs are whole numbers."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()
        self.terms: list[Weighed] = []
        self.constant = 0
        self._true: Var | None = None
        self._derived: list[tuple[Var, Callable[[Values], int]]] = []

    def new(self) -> Var:
        """A variable that a draft decides."""
        return self.cp.new_bool_var("")

    def true(self) -> Var:
        """What is so already."""
        if self._true is None:
            self._true = self.cp.new_constant(1)
        return self._true

    def derived(self, value: Callable[[Values], int]) -> Var:
        """A variable that follows from others, made before it: `value` works it out from theirs, by index."""
        var = self.cp.new_bool_var("")
        self._derived.append((var, value))
        return var

    def any_of(self, those: list[Var]) -> Var:
        """A variable that is true when one of those is; whether it may be true otherwise is the caller's to say."""
        rows = [one.index for one in those]
        return self.derived(lambda values: int(any(values[row] for row in rows)))

    def both(self, one: Var, other: Var) -> Var:
        """A variable that is true when both are; whether it may be true otherwise is the caller's to say."""
        first, second = one.index, other.index
        both = self.derived(lambda values: int(values[first] and values[second]))
        self.cp.add_bool_or([~one, ~other, both])
        return both

    def cost(self, var: Var, weight: int) -> None:
        """Each time it is true costs `weight`."""
        if weight:
            self.terms.append((var, weight))

    def never(self) -> None:
        """Nothing holds."""
        self.cp.add_bool_or([])

    def complete(self, values: dict[int, int]) -> None:
        """Work out what follows from the variables that a draft decides."""
        if self._true is not None:
            values[self._true.index] = 1
        for var, value in self._derived:
            values[var.index] = value(values)

    def objective(self) -> cp_model.LinearExprT:
        """What all of it costs."""
        variables, weights = [var for var, _ in self.terms], [weight for _, weight in self.terms]
        return cp_model.LinearExpr.weighted_sum(variables, weights) + self.constant
