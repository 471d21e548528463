"""What one worker's minutes and clashes are worth at given profits: the linear programme of her week.

Its prices bound every week she can have, and every week that continues a partial one: a household taken loses what its
minutes and its groups cost beyond its profit; a group of which nobody can be taken any more loses its price.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from labmigration.decisions.placement.needs import Floats

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class WeekPrices:
    """`groups` of households of which at most one can be taken, (n, groups), only those with a price; the price of a
    minute; `beyond`: what each household brings more than it costs; `loss`: what it costs more than it brings.
    """

    groups: Marks
    price: Floats
    minute: float
    beyond: Floats
    loss: Floats
    bound: float


class WeekProgramme:
    """The programme of one worker, kept so that new profits are solved from the last basis."""

    def __init__(self, minutes: NDArray[np.int64], cap: int, groups: Sequence[Sequence[int]]) -> None:
        self.minutes, self.cap = minutes.astype(np.float64), float(cap)
        self.groups = np.zeros((len(minutes), len(groups)), dtype=np.bool_)
        self.model = mathopt.Model()
        self.taken = [self.model.add_variable(lb=0.0, ub=1.0) for _ in minutes]
        self.hours = self.model.add_linear_constraint(ub=self.cap)
        for one, length in zip(self.taken, minutes.tolist(), strict=True):
            self.hours.set_coefficient(one, float(length))
        self.lines = []
        for at, group in enumerate(groups):
            self.groups[list(group), at] = True
            line = self.model.add_linear_constraint(ub=1.0)
            for place in group:
                line.set_coefficient(self.taken[place], 1.0)
            self.lines.append(line)
        self.model.objective.is_maximize = True
        self.solver = mathopt.IncrementalSolver(self.model, mathopt.SolverType.GLOP)

    def at(self, profit: Floats) -> WeekPrices:
        """The bound holds whatever the solver's last digits: it is counted again from the prices."""
        for one, gain in zip(self.taken, profit.tolist(), strict=True):
            self.model.objective.set_linear_coefficient(one, max(gain, 0.0))
        duals = self.solver.solve().dual_values()
        price = np.maximum(np.array([duals[line] for line in self.lines]), 0.0)
        minute = max(duals[self.hours], 0.0)
        cost = self.groups @ price + minute * self.minutes
        priced = price > 0
        beyond = np.maximum(profit - cost, 0.0)
        bound = float(price.sum() + minute * self.cap + beyond.sum())
        return WeekPrices(self.groups[:, priced], price[priced], minute, beyond, np.maximum(cost - profit, 0.0), bound)
