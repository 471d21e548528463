"""Territories that open one after another, in an order drawn by lot: the power of the comparison.

The model of Hussey and Hughes (Contemporary Clinical Trials, 2007): every period has its own level, every territory its
own, and opening adds the same everywhere. A period of a territory is the mean of `people` people. The closed form and
generalised least squares written out give the same variance; a test holds one to the other.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

_BISECTIONS = 60


@dataclass(frozen=True, slots=True)
class Wedge:
    """`opens`: the period (1, 2, …) in which each territory opens; before it, it waits. `periods` in all, from 0.

    people: new people in each territory and period. base: the share before; gain: what opening would add. icc: the part
    of the variance that lies between territories. Raises ValueError for a design that compares nothing.
    """

    opens: tuple[int, ...]
    periods: int
    people: int
    base: float
    gain: float
    icc: float

    def __post_init__(self) -> None:
        if len(self.opens) < 2 or self.periods < 2 or self.people < 1:
            raise ValueError("at least two territories, two periods and one person")
        if len(set(self.opens)) < 2 or not all(1 <= opened <= self.periods for opened in self.opens):
            raise ValueError("territories must open at different periods of the design")
        if not (0 <= self.base <= 1 and 0 < self.base + self.gain < 1 and self.gain != 0):
            raise ValueError("two different shares between 0 and 1")
        if not 0 <= self.icc < 1:
            raise ValueError("an intraclass correlation between 0 and 1")

    @classmethod
    def one_by_one(
        cls, territories: int, people: int, *, base: float, gain: float, icc: float, a_step: int = 1
    ) -> "Wedge":
        """`a_step` territories open at each step after a first period in which all wait."""
        steps = -(-territories // a_step)
        return cls(tuple(1 + each // a_step for each in range(territories)), steps + 1, people, base, gain, icc)

    @property
    def exposure(self) -> NDArray[np.float64]:
        """1 where a territory (row) is open in a period (column), else 0."""
        periods = np.arange(self.periods)
        return (periods[None, :] >= np.array(self.opens)[:, None]).astype(np.float64)

    @property
    def variances(self) -> tuple[float, float]:
        """Of a territory's own level, and of the mean of one period of one territory around it."""
        mean = self.base + self.gain / 2
        whole = mean * (1 - mean)
        return self.icc * whole, (1 - self.icc) * whole / self.people


def variance(wedge: Wedge) -> float:
    """Of the estimated gain, in closed form."""
    between, within = wedge.variances
    exposed = wedge.exposure
    clusters, periods = exposed.shape
    u = exposed.sum()
    w = (exposed.sum(axis=0) ** 2).sum()
    v = (exposed.sum(axis=1) ** 2).sum()
    below = (clusters * u - w) * within + (u * u + clusters * periods * u - periods * w - clusters * v) * between
    if below <= 0:
        raise ValueError("the design compares nothing")
    return float(clusters * within * (within + periods * between) / below)


def variance_by_gls(wedge: Wedge) -> float:
    """The same by generalised least squares, every observation written out."""
    between, within = wedge.variances
    exposed = wedge.exposure
    clusters, periods = exposed.shape
    inverse = np.linalg.inv(within * np.eye(periods) + between * np.ones((periods, periods)))
    information = np.zeros((periods + 1, periods + 1))
    for row in range(clusters):
        columns = np.column_stack((np.eye(periods), exposed[row]))
        information += columns.T @ inverse @ columns
    return float(np.linalg.inv(information)[-1, -1])


def power(wedge: Wedge, *, significance: float = 0.05) -> float:
    """The chance that the comparison shows the gain, where there is one; two-sided, normal."""
    bound = NormalDist().inv_cdf(1 - significance / 2)
    return NormalDist().cdf(abs(wedge.gain) / sqrt(variance(wedge)) - bound)


def smallest_difference(wedge: Wedge, *, target: float = 0.8, significance: float = 0.05) -> float | None:
    """The smallest gain over `base` that the same design shows with a power of `target`; None where none does."""

    def reaches(gain: float) -> bool:
        tried = Wedge(wedge.opens, wedge.periods, wedge.people, wedge.base, gain, wedge.icc)
        return power(tried, significance=significance) >= target

    low, high = 0.0, 1 - wedge.base - 1e-9
    if high <= 0 or not reaches(high):
        return None
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high
