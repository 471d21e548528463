"""Counting by month, and the spread over replications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.forecast.draws import Counts, Floats

Tally = NDArray[np.int32]

KINDS = ("started", "hired", "employed", "reached_6", "reached_18", "waiting")


@dataclass(frozen=True, slots=True)
class Spread:
    """What a month looks like over all replications: mean, and what 5 and 95 in 100 of them stay under."""

    month: int
    mean: float
    p5: float
    p95: float


def up_to(moments: Floats, column: Counts, months: int, replications: int) -> Tally:
    """How many moments of each replication lie at or before the end of each month; shape (months, replications).

    `moments` of shape (n,), each of the replication that `column` names.
    """
    within = moments <= months
    month = np.maximum(np.ceil(moments[within]).astype(np.int64) - 1, 0)
    counted = np.bincount(month * replications + column[within], minlength=months * replications)
    return np.cumsum(counted.reshape(months, replications), axis=0, dtype=np.int32)


def all_up_to(moments: Floats, months: int) -> Tally:
    """The same for moments of shape (people, replications)."""
    within = moments <= months
    return up_to(moments[within], np.nonzero(within)[1], months, moments.shape[1])


def spreads(tallies: Mapping[str, Sequence[Tally]]) -> dict[str, tuple[Spread, ...]]:
    """Of each kind one per month, over the replications of all its blocks; percentiles by linear interpolation."""
    return {kind: _spreads(np.concatenate(parts, axis=1)) for kind, parts in tallies.items()}


def _spreads(tally: Tally) -> tuple[Spread, ...]:
    ordered = np.sort(tally, axis=1)
    values = zip(tally.mean(axis=1).tolist(), _share(ordered, 0.05), _share(ordered, 0.95), strict=True)
    return tuple(Spread(row + 1, *three) for row, three in enumerate(values))


def _share(ordered: Tally, share: float) -> list[float]:
    """What `share` of the ordered replications stay under, in each row."""
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[1] - 1)
    low, high = ordered[:, below].astype(np.float64), ordered[:, above].astype(np.float64)
    found: list[float] = (low + (place - below) * (high - low)).tolist()
    return found
