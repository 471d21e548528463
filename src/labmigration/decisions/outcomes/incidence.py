"""How many leave by one cause while others compete: Aalen-Johansen, ties exact.

One minus Kaplan-Meier with the other causes as lost from sight would overstate every cause: who left by another one
can no longer leave by this one. People who leave at the same time all count at that time; nothing is jittered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from labmigration.decisions.outcomes.intervals import log_log
from labmigration.decisions.outcomes.life_table import HALF, Counts, Floats, LifeTable, stepped


@dataclass(frozen=True, slots=True)
class LeftByCause:
    """Share who left by the cause up to `time`, and how many were followed at least so long (0: it only repeats)."""

    time: float
    incidence: float
    variance: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Incidence:
    """The curve at the times asked, in their order; `median`, the first time by which half left so, or None."""

    at: tuple[LeftByCause, ...]
    median: float | None


def incidence(
    times: Sequence[float] | Floats,
    causes: Sequence[int] | Counts,
    cause: int,
    at: Sequence[float],
    confidence: float = 0.95,
) -> Incidence:
    """Who leaves by `cause` (≥ 1), from one time per person and the cause by which she left, 0 for last seen.

    The variance is the delta method's (Marubini & Valsecchi 1995; SAS LIFETEST, `error=delta`): with F the incidence,
    S the share staying, n at risk, d leaving and e of them by the cause,
    Var F(t) = Σ (F(t) − Fᵢ)² d / n(n − d) + Σ S² e(n − e) / n³ − 2 Σ (F(t) − Fᵢ) S e / n², S just before each time.
    ValueError for nobody, for lengths that differ, a cause below 1, and for a confidence outside 0 … 1.
    """
    marks = np.asarray(causes, dtype=np.int64)
    if cause < 1:
        raise ValueError("a cause is 1 or more; 0 is for who was only last seen")
    table = LifeTable.of(times, marks > 0)
    seen = np.asarray(times, dtype=np.float64)[marks == cause]
    by_cause = np.bincount(np.searchsorted(table.times, seen), minlength=table.times.size)
    before, n, remaining = table.staying_before, table.at_risk.astype(np.float64), table.at_risk - table.leaving
    curve = np.cumsum(before * by_cause / n)
    # Where everybody left nothing follows: F(t) − Fᵢ is 0 from then on, and the term with it.
    first = np.where(remaining > 0, table.leaving / (n * np.maximum(remaining, 1)), 0.0)
    third = before * by_cause / n**2
    variance = (
        curve**2 * np.cumsum(first)
        - 2 * curve * np.cumsum(first * curve)
        + np.cumsum(first * curve**2)
        + np.cumsum(before**2 * by_cause * (n - by_cause) / n**3)
        - 2 * (curve * np.cumsum(third) - np.cumsum(third * curve))
    )
    rows = table.row_at(at)
    shares = np.minimum(stepped(curve, rows, 0.0), 1.0)
    variances = np.maximum(stepped(variance, rows, 0.0), 0.0)
    relative = np.sqrt(variances) / np.where(shares > 0, shares, 1.0)
    low, high = log_log(shares, relative, confidence)
    at_risk = table.at_risk_at(at)
    points = zip(at, shares.tolist(), variances.tolist(), low.tolist(), high.tolist(), at_risk.tolist(), strict=True)
    halved = np.flatnonzero(curve >= 1 - HALF)
    return Incidence(
        tuple(LeftByCause(float(time), *values) for time, *values in points),
        float(table.times[halved[0]]) if halved.size else None,
    )
