"""Who is worth most to whom, one against all: people for a need, needs for a person."""

from dataclasses import dataclass

import numpy as np

from labmigration.decisions.placement.needs import Needs
from labmigration.decisions.placement.pairs import Territory


@dataclass(frozen=True, slots=True)
class Ranked:
    """A household or a worker; the journey from the worker's home in minutes."""

    id: str
    value: int
    minutes: float
    preference: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first of those able, and how many were able, of how many."""

    ranked: tuple[Ranked, ...]
    able: int
    considered: int


def rank_households(territory: Territory, worker: str, top: int) -> Ranking:
    """The most valuable first; the nearer, then the lower id, among equals."""
    pairs = territory.able_of(territory.problem.worker[worker])
    count = len(pairs.rows)
    first = np.arange(count)
    if count > top:  # only those that reach the top: sorting the rest would be most of the work
        first = np.flatnonzero(pairs.value >= np.partition(pairs.value, count - top)[count - top])
    order = first[np.lexsort((pairs.rows[first], pairs.minutes[first], -pairs.value[first]))][:top]
    ids = territory.needs.ids
    ranked = tuple(
        Ranked(ids[pairs.rows[at]], int(pairs.value[at]), float(pairs.minutes[at]), float(pairs.preference[at]))
        for at in order
    )
    return Ranking(ranked, count, len(territory.needs))


def rank_workers(territory: Territory, household: str, top: int) -> Ranking:
    """The most valuable first; among equals the longest wait, then the nearer, then the lower id."""
    needs = Needs([territory.problem.household[household]])
    alone = Territory(territory.problem.only(household), needs)
    found = []
    for worker in territory.workers:
        pairs = alone.able_of(worker)
        if len(pairs.rows):
            value, minutes = int(pairs.value[0]), float(pairs.minutes[0])
            found.append(
                ((-value, -worker.waiting_days, minutes), Ranked(worker.id, value, minutes, float(pairs.preference[0])))
            )
    found.sort(key=lambda one: (one[0], one[1].id))
    return Ranking(tuple(one for _, one in found[:top]), len(found), len(territory.workers))
