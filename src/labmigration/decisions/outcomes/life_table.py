"""Who was still there when: the table on which retention, incidence and the log-rank test all stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

# Products of a million shares keep more digits than this; 0.5 reached by ties must count as 0.5.
HALF = 0.5 * (1 + 1e-12)


@dataclass(frozen=True, slots=True, eq=False)
class LifeTable:
    """The distinct times at which anybody was last seen, ascending, with who left and who was there; shapes (times,).

    `leaving` counts who left at that time whatever the cause, `at_risk` who was there just before. Whoever is only
    lost from sight at a time (censored) was still at risk at it.
    """

    times: Floats
    leaving: Counts
    at_risk: Counts
    people: int
    _last_seen: Floats  # of everybody, ascending

    @classmethod
    def of(cls, times: Sequence[float] | Floats, left: Sequence[bool] | NDArray[np.bool_]) -> "LifeTable":
        """From one entry per person: how long she was followed (≥ 0, any unit), and whether she left then.

        ValueError for nobody, lengths that differ, or a time that is negative or not finite.
        """
        seen, leavers = np.asarray(times, dtype=np.float64), np.asarray(left, dtype=np.bool_)
        if seen.shape != leavers.shape or seen.ndim != 1:
            raise ValueError("one time and one mark for each person")
        if not seen.size:
            raise ValueError("nobody to follow")
        if not (np.isfinite(seen).all() and (seen >= 0).all()):
            raise ValueError("times must be finite and at least 0")
        distinct, row = np.unique(seen, return_inverse=True)
        gone = np.bincount(row, minlength=distinct.size)
        leaving = np.bincount(row[leavers], minlength=distinct.size)
        at_risk = seen.size - np.concatenate(([0], np.cumsum(gone)[:-1]))
        return cls(distinct, leaving, at_risk, seen.size, np.sort(seen))

    @property
    def staying(self) -> Floats:
        """Share still there after each time, S(t): the product of 1 − leaving / at risk (Kaplan & Meier 1958)."""
        return np.asarray(np.cumprod((self.at_risk - self.leaving) / self.at_risk))

    @property
    def staying_before(self) -> Floats:
        """The same just before each time."""
        return np.concatenate(([1.0], self.staying[:-1]))

    def row_at(self, at: Sequence[float]) -> Counts:
        """For each time asked the last row at or before it, −1 before the first."""
        return np.asarray(np.searchsorted(self.times, np.asarray(at, dtype=np.float64), side="right") - 1)

    def at_risk_at(self, at: Sequence[float]) -> Counts:
        """For each time asked how many were followed at least so long."""
        return np.asarray(self.people - np.searchsorted(self._last_seen, np.asarray(at, dtype=np.float64), side="left"))


def stepped(curve: Floats, rows: Counts, before: float) -> Floats:
    """Values of a step curve at rows from `row_at`; `before` where it has not begun."""
    return np.asarray(np.concatenate(([before], curve))[rows + 1])
