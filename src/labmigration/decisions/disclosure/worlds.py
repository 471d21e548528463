"""What stays possible for whoever knows every number given: linear bounds on any group of people.

Kinds of people that no number told tells apart are one class: of a class, any part may belong to a group that holds
some of its kinds, and all of it belongs to a group that holds them all. So a group is two rows of classes: those it
holds whole (`least`) and those it holds at all (`most`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
#: Beyond everybody there is, a group may be supposed this much larger: nobody knows the size of what is not told.
BEYOND = 1000.0
ENOUGH = 1e-6


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of people by class: (groups, classes) of 0 and 1 each."""

    least: Floats
    most: Floats

    def __len__(self) -> int:
        return len(self.least)


class Worlds:
    """Every number of people of each class that agrees with what is told, as a linear programme.

    Worlds found on the way are kept: two of them in which a group differs by enough prove that it cannot be known,
    and they go on agreeing when less is told.
    """

    def __init__(self, amounts: NDArray[np.int64]) -> None:
        """`amounts` (classes,): the true numbers, which are one of the worlds."""
        self.amounts = amounts.astype(np.float64)
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        most = float(amounts.sum()) + BEYOND
        self._kinds = [self._solver.NumVar(0.0, most, "") for _ in range(len(amounts))]
        self._told: list[tuple[int, pywraplp.Constraint]] = []
        self._groups: dict[int, Flags] = {}
        self._found = [self.amounts]

    def tell(self, name: int, group: Flags) -> None:
        """The number of people of a group is told, under a `name` of the caller's. `group`: (classes,)."""
        number = float(self.amounts[group].sum())
        line = self._solver.Constraint(number, number)
        for kind in np.flatnonzero(group):
            line.SetCoefficient(self._kinds[kind], 1.0)
        self._told.append((name, line))
        self._groups[name] = group

    def take_back(self, name: int) -> None:
        """It is not told after all."""
        for told, line in self._told:
            if told == name:
                line.SetBounds(-self._solver.infinity(), self._solver.infinity())

    def tell_again(self, name: int) -> None:
        """What was taken back is told; worlds that do not agree with it are forgotten."""
        group = self._groups[name]
        number = float(self.amounts[group].sum())
        for told, line in self._told:
            if told == name:
                line.SetBounds(number, number)
        self._found = [world for world in self._found if abs(float(world[group].sum()) - number) < ENOUGH]

    def spread(self, groups: Groups, since: int = 0) -> tuple[Floats, Floats]:
        """The smallest and the largest number of each group in the worlds found; only those after the first `since`."""
        worlds = np.stack(self._found[since:], axis=1)
        return (groups.least @ worlds).min(axis=1), (groups.most @ worlds).max(axis=1)

    @property
    def found(self) -> int:
        """How many worlds are kept."""
        return len(self._found)

    def push(self, groups: Groups, which: Flags) -> None:
        """Find two worlds in which many of these groups together are large, and small: each may prove several."""
        for largest, classes in ((False, groups.least[which]), (True, groups.most[which])):
            self._solve(classes.sum(axis=0), largest)

    def stretch(self, groups: Groups, which: int) -> tuple[float, float, dict[int, float]]:
        """The smallest and the largest number possible, and by how much each number told holds them back."""
        bounds, weights = [], dict[int, float]()
        for largest, classes in ((False, groups.least[which]), (True, groups.most[which])):
            bounds.append(self._solve(classes, largest))
            for name, line in self._told:
                weights[name] = max(weights.get(name, 0.0), abs(line.dual_value()))
        return bounds[0], bounds[1], weights

    def _solve(self, wanted: Floats, largest: bool) -> float:
        objective = self._solver.Objective()
        objective.Clear()
        for kind in np.flatnonzero(wanted):
            objective.SetCoefficient(self._kinds[kind], float(wanted[kind]))
        objective.SetOptimizationDirection(largest)
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            # Where it went on from the last world, rounding may have led it astray: once more, from the beginning.
            afresh = pywraplp.MPSolverParameters()
            afresh.SetIntegerParam(afresh.INCREMENTALITY, afresh.INCREMENTALITY_OFF)
            if self._solver.Solve(afresh) != pywraplp.Solver.OPTIMAL:
                raise ArithmeticError("no world agrees with the numbers told, or none could be found")
        self._found.append(np.array([kind.solution_value() for kind in self._kinds]))
        return float(objective.Value())
