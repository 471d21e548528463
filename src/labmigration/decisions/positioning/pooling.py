"""Skills of one block inform each other: somebody sure in two of them is probably not lost in the third.

Half a dozen questions a skill say little about each alone. So the place on each skill is taken as a common part and a
part of its own, θₛ = mₛ + β + δₛ with β ~ N(0, ρ·σ²) and δₛ ~ N(0, (1 − ρ)·σ²): before any answer each skill is still
N(mₛ, σ²), and ρ is the share that they have in common (0: each by itself, as in `estimate`; 1: one skill under several
names). Integrated on the grid by the trapezoid rule, exactly as far as the rule goes: no sampling, no seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from labmigration.decisions.positioning.estimate import Band, BandTable, density_of
from labmigration.decisions.positioning.items import Floats, Grid

#: Below this the common part, or a skill's own, would fall between two points of the grid.
_THINNEST = 0.05


@dataclass(frozen=True, slots=True)
class Belief:
    """Before the first answer: standard deviation of each skill in logits, and the share ρ common to a block."""

    sd: float = 1.0
    shared: float = 0.6

    def __post_init__(self) -> None:
        if not (self.sd > 0 and 0 <= self.shared <= 1):
            raise ValueError("a belief needs a standard deviation above 0 and a share between 0 and 1")


def pooled(evidence: Mapping[str, Floats], means: Mapping[str, float], belief: Belief, grid: Grid) -> dict[str, Floats]:
    """Posterior of each skill of a block on the grid, its largest value being 1; shape (points,) each.

    evidence: log likelihood of the skill's own answers on the grid (zeros where nothing was answered).
    means: where each skill is believed to be before its answers, logits; 0 where nothing is said.
    """
    own = max(belief.sd * np.sqrt(1 - belief.shared), _THINNEST)
    common = max(belief.sd * np.sqrt(belief.shared), _THINNEST)
    x = grid.x
    # rows: the common part β; columns: the skill's place θ. Each row is a density over θ.
    kernels = {skill: _normal(x[None, :] - x[:, None] - means.get(skill, 0.0), own) for skill in evidence}
    likelihoods = {skill: density_of(log) for skill, log in evidence.items()}
    heard = {skill: np.log(kernels[skill] @ (likelihoods[skill] * grid.trapezoid) + 1e-300) for skill in evidence}
    log_common = -0.5 * (x / common) ** 2 + sum(heard.values(), np.zeros(grid.points))
    found = {}
    for skill, likelihood in likelihoods.items():
        # What the others say of β; the skill's own answers come in through its likelihood.
        others = density_of(log_common - heard[skill]) * grid.trapezoid
        density = likelihood * (others @ kernels[skill])
        found[skill] = np.asarray(density / density.max())
    return found


def chance_above(density: Floats, cut: float, grid: Grid) -> float:
    """Probability that the place is at or above `cut` logits."""
    return float(BandTable((Band("above", cut, None),), grid).probabilities(density)[0])


def _normal(distance: Floats, sd: float) -> Floats:
    return np.asarray(np.exp(-0.5 * (distance / sd) ** 2) / (sd * np.sqrt(2 * np.pi)))
