"""Where the person stands: expected a posteriori on a grid, and the probability of each band.

EAP (Bock & Mislevy 1982): weights w(x) = prior(x) · Π P(x)ᵘ (1 − P(x))¹⁻ᵘ, by the trapezoid rule; kept as logarithms,
so that evidence which contradicts itself never divides by zero.

A right answer never lowers the estimate, whatever a > 0 and 0 ≤ c < d ≤ 1: it multiplies the weights by P, which
never decreases in θ, so the mean moves by Cov(θ, P) / E[P], and the covariance of two functions that never decrease
is never negative (Chebyshev). A wrong answer multiplies by 1 − P and never raises it. The posterior narrows on
average, E[Var(θ | answer)] ≤ Var(θ), by the law of total variance; a surprising answer may well widen it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from labmigration.decisions.positioning.items import Floats, Grid, ItemTable


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before the first answer: a normal law, in logits; `sd` > 0."""

    mean: float = 0.0
    sd: float = 1.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.mean) and math.isfinite(self.sd) and self.sd > 0):
            raise ValueError("a prior needs a finite mean and a standard deviation above 0")

    def log_weights(self, grid: Grid) -> Floats:
        """Logarithm of the density on the grid, up to a constant; shape (points,)."""
        return np.asarray(-0.5 * ((grid.x - self.mean) / self.sd) ** 2)


@dataclass(frozen=True, slots=True)
class Band:
    """Abilities from `above` up to `below`, logits; None is open. `above` < `below`, or ValueError."""

    name: str
    above: float | None = None
    below: float | None = None

    def __post_init__(self) -> None:
        if self.above is not None and self.below is not None and not self.above < self.below:
            raise ValueError(f"{self.name}: a band must end above its beginning")


class BandTable:
    """The probability of each band as a weighted sum of the density at the points of the grid.

    Between two points the density is a straight line, as the trapezoid rule itself has it. So the bands of a
    partition sum to 1 exactly as the rule sums, and a probability moves without a jump when its edge does; outside
    the grid there is nothing.
    """

    def __init__(self, bands: Sequence[Band], grid: Grid) -> None:
        self.bands = tuple(bands)
        self.grid = grid
        rows = [
            _area_below(math.inf if band.below is None else band.below, grid)
            - _area_below(-math.inf if band.above is None else band.above, grid)
            for band in self.bands
        ]
        self.weights = np.array(rows).reshape(len(rows), grid.points)

    def probabilities(self, density: Floats) -> Floats:
        """One per band, for a density on the grid that need not sum to 1; shape (bands,)."""
        return np.asarray(np.clip((self.weights @ density) / (self.grid.trapezoid @ density), 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Estimate:
    """Posterior mean and standard deviation, logits."""

    theta: float
    sd: float


def log_posterior(table: ItemTable, answers: Mapping[str, int], prior: Prior) -> Floats:
    """Log weights on the grid, up to a constant, after `answers` (item id → 0 or 1).

    Summed in the order of the table, so the order of the answers changes not even the last bit. KeyError for an item
    that the table does not hold.
    """
    weights = prior.log_weights(table.grid)
    for row, score in sorted((table.row[item], score) for item, score in answers.items()):
        weights = weights + (table.right[row] if score else table.wrong[row])
    return weights


def density_of(log_weights: Floats) -> Floats:
    """The weights themselves, the largest being 1."""
    return np.asarray(np.exp(log_weights - log_weights.max()))


def mean_of(density: Floats, grid: Grid) -> float:
    """Mean of a density on the grid, logits."""
    area, moment = (grid.moments @ density).tolist()
    return float(moment / area)


def estimate_from(density: Floats, grid: Grid) -> Estimate:
    """Mean and standard deviation of a density on the grid."""
    theta = mean_of(density, grid)
    weights = density * grid.trapezoid
    return Estimate(theta, math.sqrt(float(weights @ (grid.x - theta) ** 2 / weights.sum())))


def _area_below(edge: float, grid: Grid) -> Floats:
    """Weights whose sum with the density is its area under `edge`; shape (points,)."""
    weights = np.zeros(grid.points)
    if edge <= -grid.limit:
        return weights
    if edge >= grid.limit:
        return grid.trapezoid.copy()
    whole = min(int((edge + grid.limit) / grid.step), grid.points - 2)
    weights[:whole] += grid.step / 2
    weights[1 : whole + 1] += grid.step / 2
    part = (edge - float(grid.x[whole])) / grid.step
    weights[whole] += grid.step * (part - part * part / 2)
    weights[whole + 1] += grid.step * part * part / 2
    return weights
