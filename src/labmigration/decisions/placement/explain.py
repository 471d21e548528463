"""Why a pair can't be, or can't be beside a week already planned: codes, and a sentence with what would change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from labmigration.decisions.placement.pairs import A_BREATH, OBSTACLES, Obstacle, Territory
from labmigration.decisions.placement.problem import Household, Pair
from labmigration.decisions.placement.words import direct_words, week_words

WeekObstacle = Literal["overlaps", "no_time_to_travel", "hours_full"]
WEEK_OBSTACLES: Final[tuple[WeekObstacle, ...]] = get_args(WeekObstacle)  # in the order in which they are told


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A code, and a French sentence: what is, and what would have to change. `households`: those of the week in the
    way.
    """

    code: Obstacle | WeekObstacle
    detail: str
    households: tuple[str, ...] = ()


def direct_obstacles(territory: Territory, pair: Pair) -> tuple[Obstacle, ...]:
    """Codes, whatever the plan; none where the pair is able."""
    worker, row = territory.problem.worker[pair[0]], territory.needs.row[pair[1]]
    marks = territory.obstacles_of(worker, np.array([row], dtype=np.intp))[0]
    return tuple(code for code, stands in zip(OBSTACLES, marks, strict=True) if stands)


def against_week(territory: Territory, worker: str, household: str, week: Sequence[str]) -> tuple[WeekObstacle, ...]:
    """Codes that adding the household to a week (ids of households) would meet."""
    return tuple(code for code, others in _clashing(territory, worker, household, week).items() if others)


def hindrances(territory: Territory, pair: Pair, week: Iterable[str]) -> tuple[Hindrance, ...]:
    """All that stands in the way: first what the pair is, then the worker's planned week."""
    worker, household = territory.problem.worker[pair[0]], territory.problem.household[pair[1]]
    row = np.array([territory.needs.row[household.id]], dtype=np.intp)
    journey = float(territory.journeys_of(worker, row)[0])
    limit = territory.problem.minutes_max(worker) / 60
    found = [
        Hindrance(code, direct_words(code, worker, household, journey, limit))
        for code in direct_obstacles(territory, pair)
    ]
    stays = [name for name in week if name != household.id]
    planned = sum(territory.problem.household[name].minutes for name in stays) / 60
    for code, others in _clashing(territory, worker.id, household.id, stays).items():
        if others:
            found.append(Hindrance(code, week_words(code, household, sorted(others), planned, limit), tuple(others)))
    return tuple(found)


def _clashing(
    territory: Territory, worker_id: str, household_id: str, week: Sequence[str]
) -> dict[WeekObstacle, list[str]]:
    """By code, the households of the week that are in the way."""
    problem, needs = territory.problem, territory.needs
    worker, household = problem.worker[worker_id], problem.household[household_id]
    overlaps, hurried = [], []
    if week:
        rows = np.array([needs.row[name] for name in week], dtype=np.intp)
        journeys = territory.between(worker, rows, np.array([needs.row[household_id]], dtype=np.intp))[:, 0]
        for name, journey in zip(week, journeys.tolist(), strict=True):
            gap = _shortest_gap(household, problem.household[name])
            if gap < 0:
                overlaps.append(name)
            elif gap < journey - A_BREATH:
                hurried.append(name)
    planned = sum(problem.household[name].minutes for name in week)
    full = list(week) if planned and planned + household.minutes > problem.minutes_max(worker) else []
    return {"overlaps": overlaps, "no_time_to_travel": hurried, "hours_full": full}


def _shortest_gap(one: Household, other: Household) -> float:
    """Minutes between the closest slots of a day; below 0 where two meet; infinite where they share no day."""
    gaps = [
        max(other_start - to, start - other_to)
        for day, start, to in one.slots
        for other_day, other_start, other_to in other.slots
        if day == other_day
    ]
    return min(gaps, default=float("inf"))
