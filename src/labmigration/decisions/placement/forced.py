"""What forcing a pair into a plan would change: pin it, compose again, and see who moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from labmigration.decisions.placement.case import Budget, Owners, Whole, case_of
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.compose import compose
from labmigration.decisions.placement.explain import direct_obstacles
from labmigration.decisions.placement.pairs import Territory
from labmigration.decisions.placement.pins import keep_pins
from labmigration.decisions.placement.problem import Pair, Problem

_COMPOSED_WHOLE = 1_500  # able pairs up to which everybody is planned again
_NEIGHBOURS = 10  # beyond it, the nearest workers
_FREE_A_WORKER = 12  # and for each, the most valuable needs that nobody serves


@dataclass(frozen=True, slots=True)
class Forced:
    """What the plan's value, and its weekly minutes, would become less what they are; the households that leave the
    worker whom the plan gave, and those of them that nobody serves any more.
    """

    value_change: int
    displaced: tuple[str, ...]
    minutes_change: int = 0
    alone: tuple[str, ...] = ()


def if_forced(problem: Problem, pair: Pair, plan: Mapping[str, str], *, seed: int = 0,
              time_limit: float | None = None) -> Forced | None:  # fmt: skip
    """None where the pair is not able, or where the pins leave no room for it. `plan`: household → worker.

    Among the best plans with the pair, the one that moves fewest people. In a large territory only the worker, the one
    who loses the household and the nearest ten are planned again: the loss told is then at most too high.
    """
    territory = Territory(problem)
    if direct_obstacles(territory, pair):
        return None
    whole, before = plan, _worth(territory, plan)
    if plan.get(pair[1]) == pair[0]:
        return Forced(0, ())
    if sum(len(pairs.rows) for pairs in territory.able) > _COMPOSED_WHOLE:
        territory, kept_value, plan = _neighbourhood(territory, pair, plan)
    else:
        kept_value = 0
    gone = {(pin.worker, pin.household) for pin in keep_pins(territory, Clashes(territory)).impossible}
    asked = replace(territory.problem, pins=(*territory.problem.pins, pair))
    territory = Territory(asked)
    clashes = Clashes(territory)
    pins = keep_pins(territory, clashes)
    if any((pin.worker, pin.household) not in gone for pin in pins.impossible):
        return None
    case = case_of(territory, clashes, pins.kept, _stay(territory, plan))
    owners: Owners = {**compose(case, Budget(time_limit), seed).owners, **pins.kept}
    after = {territory.needs.ids[row]: territory.workers[place].id for row, place in owners.items()}
    displaced = sorted(
        household
        for household, worker in plan.items()
        if household != pair[1] and household in territory.problem.household and after.get(household) != worker
    )
    alone = tuple(household for household in displaced if household not in after)
    minutes = _minutes(problem, whole.keys() - plan.keys() | after.keys()) - _minutes(problem, whole)
    return Forced(kept_value + _worth(territory, after) - before, tuple(displaced), minutes, alone)


def _stay(territory: Territory, plan: Mapping[str, str]) -> dict[int, Whole]:
    """Among plans of equal value, the one that keeps most people where the plan has them."""
    found = {}
    for place, pairs in enumerate(territory.able):
        worker = territory.workers[place].id
        found[place] = np.array(
            [plan.get(territory.needs.ids[row]) == worker for row in pairs.rows.tolist()], dtype=np.int64
        )
    return found


def _minutes(problem: Problem, plan: Iterable[str]) -> int:
    return sum(problem.household[household].minutes for household in plan)


def _worth(territory: Territory, plan: Mapping[str, str]) -> int:
    """Also of pairs that are no longer able: it is what the plan was worth."""
    weeks: dict[str, list[int]] = {}
    for household, name in plan.items():
        weeks.setdefault(name, []).append(territory.needs.row[household])
    total = 0
    for name, found in weeks.items():
        worker, rows = territory.problem.worker[name], np.array(found, dtype=np.intp)
        preference = np.array([territory.preference_of(worker, row) for row in found])
        total += int(territory.values(rows, territory.journeys_of(worker, rows), preference).sum())
    return total


def _neighbourhood(
    territory: Territory, pair: Pair, plan: Mapping[str, str]
) -> tuple[Territory, int, Mapping[str, str]]:
    """The territory of those who may move, the value of the rest of the plan, and the plan among them."""
    problem, needs = territory.problem, territory.needs
    me, loser = pair[0], plan.get(pair[1])
    home = problem.worker[me].at
    nearest = sorted(problem.workers, key=lambda one: (one.id != me, one.id != loser, _apart(one.at, home), one.id))
    names = {one.id for one in nearest[: _NEIGHBOURS + 1 + (loser is not None)]}
    households = {household for household, worker in plan.items() if worker in names} | {pair[1]}
    for place, worker in enumerate(territory.workers):
        if worker.id in names:
            pairs = territory.able[place]
            free = [at for at, row in enumerate(pairs.rows.tolist()) if needs.ids[row] not in plan]
            free.sort(key=lambda at: (-int(pairs.value[at]), int(pairs.rows[at])))
            households |= {needs.ids[pairs.rows[at]] for at in free[:_FREE_A_WORKER]}
    part = Problem(
        tuple(one for one in problem.workers if one.id in names),
        tuple(one for one in problem.households if one.id in households),
        problem.rules,
        {key: score for key, score in problem.preferences.items() if key[0] in names and key[1] in households},
        tuple(key for key in problem.pins if key[0] in names and key[1] in households),
        tuple(key for key in problem.forbids if key[0] in names and key[1] in households),
    )
    inside = {household: worker for household, worker in plan.items() if worker in names}
    outside = {household: worker for household, worker in plan.items() if worker not in names}
    return Territory(part), _worth(territory, outside), inside


def _apart(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Only compared: degrees squared, a degree of longitude shrunk as in the middle of France."""
    return (here[0] - there[0]) ** 2 + (0.7 * (here[1] - there[1])) ** 2
