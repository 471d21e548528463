"""A plan made better part by part: a worker and those who could serve the same households, planned again together."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, Case, Owners
from labmigration.decisions.placement.columns import generate
from labmigration.decisions.placement.master import Pool, single_weeks, weeks_of_owners
from labmigration.decisions.placement.packing import pack

_TOGETHER: Final = 20  # workers planned again at once
_TIMES: Final = 3  # how often each worker is, where no clock runs
_TURNS: Final = 25
_PATIENCE: Final = 1_000
_WORK: Final = 4.0  # CP-SAT's deterministic seconds


def improve(
    case: Case,
    owners: Owners,
    bound: int,
    budget: Budget,
    seed: int,
    times: int = _TIMES,
    pool: Pool | None = None,
    hear: Callable[[int, int], None] | None = None,
) -> Owners:
    """The plan, no worse; `pool` gains the weeks found on the way.

    Least recently treated workers first, each with those who share most of her households; ends when every worker has
    been treated `times` times, with the time, or at the bound.
    """
    chance = np.random.default_rng(seed)
    nearness = _shared(case)
    treated = np.zeros(len(case.workers))
    value = case.value_of(owners)
    while value < bound and not budget.over and treated.min() < times:
        seldom = np.flatnonzero(treated == treated.min())
        first = int(chance.choice(seldom))
        order = np.argsort(-(nearness[first] * (0.5 + chance.random(len(treated)))), kind="stable")
        group = [first, *(int(place) for place in order if place != first and nearness[first, place] > 0)][:_TOGETHER]
        treated[group] += 1
        better = _again(case, owners, group, budget, seed, pool)
        gained = case.value_of(better)
        if gained >= value:
            owners, value = better, gained
            if hear is not None:
                hear(value, bound)
    return owners


def _again(
    case: Case, owners: Owners, group: Sequence[int], budget: Budget, seed: int, gathered: Pool | None
) -> Owners:
    """The group planned again with its own households and those that nobody serves."""
    members = set(group)
    others = {row: place for row, place in owners.items() if place not in members}
    workers = []
    for place in group:
        worker = case.workers[place]
        workers.append(worker.keep(np.array([row not in others for row in worker.rows.tolist()], dtype=np.bool_)))
    part = Case(workers, {})
    if not part.pairs:
        return owners
    where = {place: at for at, place in enumerate(group)}
    start = {row: where[place] for row, place in owners.items() if place in members}
    pool = Pool(part)
    for place, places in (*single_weeks(part), *weeks_of_owners(part, start)):
        pool.add(place, places)
    rows = 1 + max(int(worker.rows[-1]) for worker in workers if len(worker.rows))
    relaxed = generate(pool, rows, budget, _TURNS, _PATIENCE)
    if gathered is not None:
        for at, place in enumerate(group):
            for places in pool.weeks[at]:
                whole = np.searchsorted(case.workers[place].rows, workers[at].rows[list(places)])
                gathered.add(place, tuple(whole.tolist()))
    if relaxed.bound < part.value_of(start) + 1 - 1e-6:
        return owners
    weeks = [(place, places) for place, found in enumerate(pool.weeks) for places in found]
    packed = pack(pool, weeks, start, budget, seed, _WORK)
    return {**others, **{row: group[place] for row, place in packed.owners.items()}}


def _shared(case: Case) -> np.ndarray:
    """(workers, workers): how many households both could serve."""
    rows = 1 + max((int(worker.rows[-1]) for worker in case.workers if len(worker.rows)), default=0)
    able = np.zeros((len(case.workers), rows), dtype=np.float32)
    for place, worker in enumerate(case.workers):
        able[place, worker.rows] = 1
    return able @ able.T
