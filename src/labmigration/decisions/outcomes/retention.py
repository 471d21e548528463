"""How many stay: Kaplan-Meier with Greenwood's variance and log(−log) intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes.intervals import log_log
from labmigration.decisions.outcomes.life_table import HALF, Floats, LifeTable, stepped


@dataclass(frozen=True, slots=True)
class StillThere:
    """Share still there after `time`, and how many were followed at least so long.

    Where `at_risk` is 0 the share only repeats the last one observed: say so, or do not show it.
    """

    time: float
    survival: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Retention:
    """The curve at the times asked, in their order; `median`, the first time by which half had left, or None."""

    at: tuple[StillThere, ...]
    median: float | None


def retention(
    times: Sequence[float] | Floats,
    left: Sequence[bool] | NDArray[np.bool_],
    at: Sequence[float],
    confidence: float = 0.95,
) -> Retention:
    """Who stays, from one time per person (any unit, ≥ 0) and whether she left then or was only last seen.

    ValueError for nobody, for lengths that differ, and for a confidence outside 0 … 1.
    """
    table = LifeTable.of(times, left)
    staying, rows = table.staying, table.row_at(at)
    remaining = table.at_risk - table.leaving
    # Where everybody left the term has no value; the share is 0 there and needs none.
    greenwood = np.cumsum(np.where(remaining > 0, table.leaving / (table.at_risk * np.maximum(remaining, 1.0)), 0.0))
    survival = stepped(staying, rows, 1.0)
    low, high = log_log(survival, np.sqrt(stepped(greenwood, rows, 0.0)), confidence)
    points = zip(at, survival.tolist(), low.tolist(), high.tolist(), table.at_risk_at(at).tolist(), strict=True)
    halved = np.flatnonzero(staying <= HALF)
    return Retention(
        tuple(StillThere(float(time), *values) for time, *values in points),
        float(table.times[halved[0]]) if halved.size else None,
    )
