"""A plan made better part by part: a worker and those who could serve the same households, planned again together."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, Case, Owners
from labmigration.decisions.placement.columns import Part, generate
from labmigration.decisions.placement.master import Pool, weeks_of_owners
from labmigration.decisions.placement.packing import pack

_TOGETHER: Final = 20  # workers planned again at once
_TIMES: Final = 3  # how often each worker is
_TURNS: Final = 12
_CLOSE_ENOUGH: Final = 0.0005  # share of the value within which the bound of a part needs no better
_WEEKS: Final = 3_000  # among which a part chooses
_WORK: Final = 2.0  # CP-SAT's deterministic seconds

Again = Callable[[Pool, Owners, Sequence[int], Budget, int], Owners]


def improve(
    pool: Pool,
    owners: Owners,
    bound: int,
    budget: Budget,
    seed: int,
    hear: Callable[[int, int], None] | None = None,
    again: Again | None = None,
    times: int = _TIMES,
) -> Owners:
    """The plan, no worse; `pool` gains the weeks found on the way. `again` plans a group; column generation without.

    Least recently treated workers first, each with those who share most of her households; ends when every worker has
    been treated a few times, with the time, or at the bound.
    """
    case = pool.case
    chance = np.random.default_rng(seed)
    nearness = _shared(case)
    treated = np.zeros(len(case.workers))
    treated[[not len(worker.rows) for worker in case.workers]] = times
    value = case.value_of(owners)
    while value < bound and not budget.over and treated.min() < times:
        seldom = np.flatnonzero(treated == treated.min())
        first = int(chance.choice(seldom))
        order = np.argsort(-(nearness[first] * (0.5 + chance.random(len(treated)))), kind="stable")
        group = [first, *(int(place) for place in order if place != first and nearness[first, place] > 0)][:_TOGETHER]
        treated[group] += 1
        better = (again or _again)(pool, owners, group, budget, seed)
        gained = case.value_of(better)
        if gained >= value:
            owners, value = better, gained
            if hear is not None:
                hear(value, bound)
    return owners


def _again(pool: Pool, owners: Owners, group: Sequence[int], budget: Budget, seed: int) -> Owners:
    """The group planned again with its own households and those that nobody serves."""
    case = pool.case
    start, others, part = planned_apart(pool, owners, group)
    relaxed = generate(pool, part, budget, _TURNS, share=_CLOSE_ENOUGH)
    room = relaxed.bound - case.value_of(start)
    if room < 1 - 1e-6:
        return owners
    weeks = {*relaxed.likeliest(pool, part, _WEEKS, room), *weeks_of_owners(case, start)}
    packed = pack(pool, sorted(weeks), start, budget, seed, _WORK)
    return {**others, **packed.owners}


def planned_apart(pool: Pool, owners: Owners, group: Sequence[int]) -> tuple[Owners, Owners, Part]:
    """What the group serves, which `pool` then knows as weeks; what others serve; and the part that is left to plan."""
    case, members = pool.case, set(group)
    others = {row: place for row, place in owners.items() if place not in members}
    start = {row: place for row, place in owners.items() if place in members}
    part = Part(group, np.zeros(case.rows, dtype=np.bool_))
    part.taken[list(others)] = True
    for place, places in weeks_of_owners(case, start):
        pool.add(place, places)
    return start, others, part


def _shared(case: Case) -> np.ndarray:
    """(workers, workers): how many households both could serve."""
    able = np.zeros((len(case.workers), case.rows), dtype=np.float32)
    for place, worker in enumerate(case.workers):
        able[place, worker.rows] = 1
    return able @ able.T
