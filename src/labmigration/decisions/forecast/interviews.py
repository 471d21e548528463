"""The advisors' queue: first come, first served; loops over people where it must, over replications never."""

import heapq
from dataclasses import dataclass

import numpy as np

from labmigration.decisions.forecast.draws import NEVER, Counts, Floats

# From here on a heap a replication is faster than looking through all advisors for every person.
MANY = 64


@dataclass(frozen=True, slots=True, eq=False)
class Interviews:
    """`ready`: when people leave their advisor, ascending in each column, NEVER past the horizon.

    `counts` how many do so before it, by replication. `waited` months in the queue by them all, and `busy` months of
    all advisors, both summed over the replications.
    """

    ready: Floats
    counts: Counts
    waited: float
    busy: float


def interviews(arrivals: Floats, lengths: Floats, advisors: int, horizon: float) -> Interviews:
    """Queue people of shape (people, replications), in order of arrival, before `advisors`; times in months."""
    if advisors == 1:
        leaving = _one_after_the_other(arrivals, lengths)
    elif advisors >= arrivals.shape[0]:
        leaving = arrivals + lengths
    elif advisors < MANY:
        leaving = _to_the_first_free(arrivals, lengths, advisors)
    else:
        leaving = _by_heap(arrivals, lengths, advisors)
    began = leaving - lengths
    seen = leaving <= horizon
    waited = float(np.maximum(began - arrivals, 0.0).sum(where=seen))  # never below 0 by a last bit
    busy = float(np.maximum(np.minimum(leaving, horizon) - began, 0.0).sum())
    ready = np.where(seen, leaving, NEVER)
    if advisors > 1:
        ready.sort(axis=0)
    counts = seen.sum(axis=0)
    return Interviews(ready[: int(counts.max())], counts, waited, busy)


def _one_after_the_other(arrivals: Floats, lengths: Floats) -> Floats:
    """Lindley's recursion in one sweep: worked through so far, plus the longest idle start."""
    worked = np.cumsum(lengths, axis=0)
    return np.asarray(worked + np.maximum.accumulate(arrivals - (worked - lengths), axis=0))


def _to_the_first_free(arrivals: Floats, lengths: Floats, advisors: int) -> Floats:
    free = np.zeros((advisors, arrivals.shape[1]))
    columns = np.arange(arrivals.shape[1])
    leaving = np.empty_like(arrivals)
    for row, (arrival, length) in enumerate(zip(arrivals, lengths, strict=True)):
        first = free.argmin(axis=0)
        free[first, columns] = leaving[row] = np.maximum(arrival, free[first, columns]) + length
    return leaving


def _by_heap(arrivals: Floats, lengths: Floats, advisors: int) -> Floats:
    leaving = np.empty_like(arrivals)
    for column in range(arrivals.shape[1]):
        free = [0.0] * advisors
        gone = []
        for arrival, length in zip(arrivals[:, column].tolist(), lengths[:, column].tolist(), strict=True):
            end = max(arrival, free[0]) + length
            heapq.heapreplace(free, end)
            gone.append(end)
        leaving[:, column] = gone
    return leaving
