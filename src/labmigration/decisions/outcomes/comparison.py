"""Do two groups stay alike? The log-rank test."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes.life_table import Floats, LifeTable


@dataclass(frozen=True, slots=True)
class Comparison:
    """Chi-squared statistic with one degree of freedom, and the chance of one as large if the groups were alike."""

    statistic: float
    p: float


Group = tuple[Sequence[float] | Floats, Sequence[bool] | NDArray[np.bool_]]


def log_rank(one: Group, other: Group) -> Comparison:
    """Compare two groups, each as times and marks of leaving (Mantel 1966, hypergeometric variance: ties exact).

    Where no departure could have fallen to either group (nobody leaves, or never while both are there), nothing tells
    them apart: statistic 0, p 1. ValueError for an empty group.
    """
    times = np.concatenate([np.asarray(group[0], dtype=np.float64) for group in (one, other)])
    left = np.concatenate([np.asarray(group[1], dtype=np.bool_) for group in (one, other)])
    both, mine = LifeTable.of(times, left), LifeTable.of(*one)
    LifeTable.of(*other)  # refuses an empty group
    rows = np.flatnonzero(both.leaving)
    moments = both.times[rows]
    n, d = both.at_risk[rows].astype(np.float64), both.leaving[rows].astype(np.float64)
    there = mine.at_risk_at(moments.tolist()).astype(np.float64)
    observed = float(mine.leaving.sum())
    expected = float((d * there / n).sum())
    variance = float((d * (there / n) * (1 - there / n) * (n - d) / np.maximum(n - 1, 1)).sum())
    if variance == 0:
        return Comparison(0.0, 1.0)
    statistic = (observed - expected) ** 2 / variance
    return Comparison(statistic, math.erfc(math.sqrt(statistic / 2)))
