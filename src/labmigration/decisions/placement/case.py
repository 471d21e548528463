"""What is left to choose once the pins stand: for each worker, the households she may still take and how they clash."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.groups import cliques
from labmigration.decisions.placement.needs import Rows
from labmigration.decisions.placement.pairs import Territory
from labmigration.decisions.placement.week_prices import WeekProgramme

Whole = NDArray[np.int64]
Owners = dict[int, int]  # row of a household → place of the worker who serves it

_EXACT = 2**53  # beyond it a solver's numbers lose their last digits


class Budget:
    """The time left. Without a limit, searches stop by the work they have done, which is the same on every machine.

    `should_stop` is asked now and then, and ends the search as the end of the time does.
    """

    def __init__(self, seconds: float | None, should_stop: Callable[[], bool] | None = None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds
        self._should_stop = should_stop

    @property
    def limited(self) -> bool:
        """Whether a clock runs at all."""
        return self._end is not None

    def left(self, at_most: float = 1e6) -> float:
        """Seconds, never below 0."""
        return at_most if self._end is None else min(at_most, max(0.0, self._end - time.monotonic()))

    @property
    def over(self) -> bool:
        """No time left, or somebody asked to stop."""
        if self._should_stop is not None and self._should_stop():
            return True
        return self._end is not None and time.monotonic() >= self._end

    def part(self, share: float) -> "Budget":
        """A share of what is left."""
        return Budget(self.left() * share if self.limited else None, self._should_stop)


@dataclass(frozen=True)
class WorkerCase:
    """One worker: rows of the households still open to her, their values, what decides among plans of equal value,
    weekly minutes, clashes (n, n), the minutes she may still take, and the shapes: households with the same number
    ask for the same slots.
    """

    rows: Rows
    value: Whole
    tie: Whole
    minutes: Whole
    clash: NDArray[np.bool_]
    cap: int
    shape: Whole

    @cached_property
    def groups(self) -> list[list[int]]:
        """Households of which she can take at most one, that together tell every clash."""
        return list(cliques(self.clash))

    @cached_property
    def programme(self) -> WeekProgramme:
        """The linear programme of her week."""
        return WeekProgramme(self.minutes, self.cap, self.groups)

    def keep(self, chosen: NDArray[np.bool_] | Rows) -> "WorkerCase":
        """The same worker with some of the households."""
        return WorkerCase(
            self.rows[chosen],
            self.value[chosen],
            self.tie[chosen],
            self.minutes[chosen],
            self.clash[chosen][:, chosen],
            self.cap,
            self.shape[chosen],
        )

    def joint(self, scale: int) -> Whole:
        """Value first, then what decides among equals, in one number."""
        return self.value * scale + self.tie


@dataclass(frozen=True)
class Case:
    """The choice: at most one worker a household. `pinned` are given and stand in no worker's list."""

    workers: Sequence[WorkerCase]
    pinned: Owners

    @property
    def pairs(self) -> int:
        """How many yes-or-no questions there are."""
        return sum(len(worker.rows) for worker in self.workers)

    @cached_property
    def rows(self) -> int:
        """One more than the last row of a household that is open to anybody."""
        return 1 + max((int(worker.rows[-1]) for worker in self.workers if len(worker.rows)), default=-1)

    @cached_property
    def scale(self) -> int:
        """Above every sum of ties, so that value × scale + tie ranks plans by value first; 1 where ties say nothing."""
        highest: dict[int, int] = {}
        for worker in self.workers:
            for row, tie in zip(worker.rows.tolist(), worker.tie.tolist(), strict=True):
                highest[row] = max(highest.get(row, 0), tie)
        return 1 + sum(highest.values())

    def value_of(self, owners: Mapping[int, int]) -> int:
        """Of open households only; raises ValueError where a worker may not take one."""
        total = 0
        for row, place in owners.items():
            worker = self.workers[place]
            at = int(np.searchsorted(worker.rows, row))
            if at == len(worker.rows) or worker.rows[at] != row:
                raise ValueError(f"worker {place} may not take household {row}")
            total += int(worker.value[at])
        return total


def case_of(territory: Territory, clashes: Clashes, pinned: Owners, ties: Mapping[int, Whole] | None = None) -> Case:
    """The choice beside the pins. `ties` by place of the worker, one for each able pair; None: the longest wait first,
    counted as days waited × minutes placed.
    """
    held: dict[int, list[int]] = {}
    for row, place in pinned.items():
        held.setdefault(place, []).append(row)
    taken = np.zeros(len(territory.needs), dtype=np.bool_)
    taken[list(pinned)] = True
    workers = [
        _worker_case(territory, clashes, place, taken, sorted(held.get(place, [])), ties)
        for place in range(len(territory.workers))
    ]
    return Case(_within_reach(workers), dict(pinned))


def _worker_case(
    territory: Territory,
    clashes: Clashes,
    place: int,
    taken: NDArray[np.bool_],
    held: list[int],
    ties: Mapping[int, Whole] | None,
) -> WorkerCase:
    worker, able = territory.workers[place], territory.able[place]
    minutes = territory.needs.minutes[able.rows]
    tie = minutes * worker.waiting_days if ties is None else ties[place]
    clash = clashes.among(worker, able.rows)
    own = np.searchsorted(able.rows, np.array(held, dtype=np.intp))
    cap = territory.problem.minutes_max(worker) - int(minutes[own].sum())
    still = ~taken[able.rows] & ~clash[own].any(axis=0) & (minutes <= cap)
    shape = territory.needs.week[able.rows].astype(np.int64)
    return WorkerCase(able.rows, able.value, tie, minutes, clash, cap, shape).keep(still)


def _within_reach(workers: Sequence[WorkerCase]) -> Sequence[WorkerCase]:
    """Ties so large that the solvers could not hold them are made coarser, all by the same measure."""
    values = sum(int(worker.value.max(initial=0)) * len(worker.rows) for worker in workers) + 1
    coarser = 1
    while Case(workers, {}).scale * values // coarser > _EXACT:
        coarser *= 16
    if coarser == 1:
        return workers
    return [replace(one, tie=one.tie // coarser) for one in workers]


def greedy(case: Case) -> Owners:
    """Pair after pair, the dearest half-hour first, longer needs first among equals."""
    offers: list[tuple[float, int, int, int]] = []
    for place, worker in enumerate(case.workers):
        worth = worker.value / np.maximum(worker.minutes, 1)
        offers += zip((-worth).tolist(), (-worker.minutes).tolist(), [place] * len(worker.rows), worker.rows.tolist(),
                      strict=True)  # fmt: skip
    return fill(case, {}, ((place, row) for _, _, place, row in sorted(offers)))


def fill(case: Case, owners: Owners, offers: Iterable[tuple[int, int]]) -> Owners:
    """`owners` and every offer (worker, household) that still fits, in the order given."""
    found = dict(owners)
    left = [worker.cap for worker in case.workers]
    free = [np.ones(len(worker.rows), dtype=np.bool_) for worker in case.workers]

    def take(place: int, at: int) -> None:
        worker = case.workers[place]
        left[place] -= int(worker.minutes[at])
        free[place] &= ~worker.clash[at]

    for row, place in owners.items():
        take(place, int(np.searchsorted(case.workers[place].rows, row)))
    for place, row in offers:
        worker = case.workers[place]
        at = int(np.searchsorted(worker.rows, row))
        if row not in found and free[place][at] and worker.minutes[at] <= left[place]:
            found[row] = place
            take(place, at)
    return found
