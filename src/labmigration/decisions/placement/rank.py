"""Who is worth most to whom, one against all: people for a need, needs for a person."""

from dataclasses import dataclass

import numpy as np

from labmigration.decisions.placement.pairs import Territory
from labmigration.decisions.placement.problem import NO_WISH


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
    problem, crowd = territory.problem, territory.crowd
    need = problem.household[household]
    able = np.flatnonzero(~territory.obstacles_to(need).any(axis=1))
    minutes = crowd.journeys_to(need, problem.rules)[able]
    preference = np.array([problem.preferences.get((territory.workers[at].id, household), NO_WISH) for at in able])
    rows = np.full(len(able), territory.needs.row[household], dtype=np.intp)
    value = territory.values(rows, minutes, preference)
    order = np.lexsort((able, minutes, -crowd.waiting_days[able], -value))[:top]
    ranked = tuple(
        Ranked(territory.workers[able[at]].id, int(value[at]), float(minutes[at]), float(preference[at]))
        for at in order.tolist()
    )
    return Ranking(ranked, len(able), len(territory.workers))


def nearest_workers(territory: Territory, household: str, top: int) -> list[str]:
    """Ids of those who are not able of a household, by how little stands between, then the lower id."""
    counts = territory.obstacles_to(territory.problem.household[household]).sum(axis=1)
    apart = np.flatnonzero(counts)
    return [territory.workers[at].id for at in apart[np.argsort(counts[apart], kind="stable")][:top].tolist()]
