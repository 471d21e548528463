"""Which pins can be kept. A pin that can't is reported, never forced.

A pin of a pair that is not able falls by itself. Of pins that can't stand together, as many as possible are kept; of
as many, those of the higher value; of the same value, those of the lower ids.
"""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.explain import against_week, direct_obstacles
from labmigration.decisions.placement.needs import Rows
from labmigration.decisions.placement.pairs import Territory
from labmigration.decisions.placement.plan import ImpossiblePin
from labmigration.decisions.placement.problem import Pair

_ELSEWHERE = "overlaps"  # the household's hours are already given, to the worker whose pin is kept


@dataclass(frozen=True, slots=True)
class Pins:
    """`kept`: row of the household → place of the worker."""

    kept: dict[int, int]
    impossible: tuple[ImpossiblePin, ...]


def keep_pins(territory: Territory, clashes: Clashes) -> Pins:
    """Sort the pins of the problem into those that stand and those that can't."""
    problem, places = territory.problem, {worker.id: place for place, worker in enumerate(territory.workers)}
    impossible: list[ImpossiblePin] = []
    able: list[Pair] = []
    for pair in sorted(set(problem.pins)):
        found = direct_obstacles(territory, pair)
        if found:
            impossible.append(ImpossiblePin(*pair, found))
        else:
            able.append(pair)
    kept = _together(territory, clashes, able, places) if able else {}
    for worker, household in able:
        row = territory.needs.row[household]
        if kept.get(row) == places[worker]:
            continue
        week = [other for other, place in sorted(kept.items()) if place == places[worker]]
        beside: tuple[str, ...] = against_week(
            territory, worker, household, [territory.needs.ids[other] for other in week]
        )
        if row in kept:
            beside = (_ELSEWHERE, *(code for code in beside if code != _ELSEWHERE))
        impossible.append(ImpossiblePin(worker, household, beside))
    return Pins(kept, tuple(sorted(impossible, key=lambda pin: (pin.worker, pin.household))))


def _together(territory: Territory, clashes: Clashes, able: list[Pair], places: dict[str, int]) -> dict[int, int]:
    model, chosen = cp_model.CpModel(), {}
    by_worker: dict[str, list[str]] = {}
    by_household: dict[str, list[str]] = {}
    for worker, household in able:
        chosen[worker, household] = model.new_bool_var(f"{worker} {household}")
        by_worker.setdefault(worker, []).append(household)
        by_household.setdefault(household, []).append(worker)
    for household, workers in by_household.items():
        model.add_at_most_one(chosen[worker, household] for worker in workers)
    worth: dict[Pair, int] = {}
    for worker, households in by_worker.items():
        rows: Rows = np.array([territory.needs.row[name] for name in households], dtype=np.intp)
        person, pairs = territory.workers[places[worker]], territory.able[places[worker]]
        values = pairs.value[np.searchsorted(pairs.rows, rows)].tolist()
        worth |= {(worker, name): value for name, value in zip(households, values, strict=True)}
        clash = clashes.among(person, rows)
        for one, other in np.argwhere(np.triu(clash)):
            model.add_at_most_one(chosen[worker, households[one]], chosen[worker, households[other]])
        minutes = territory.needs.minutes[rows].tolist()
        model.add(
            sum(chosen[worker, name] * int(length) for name, length in zip(households, minutes, strict=True))
            <= territory.problem.minutes_max(person)
        )
    # Lower ids first among equals: few enough pins stand in a clash for their ranks to stay small numbers.
    ranks = {pair: len(able) - rank for rank, pair in enumerate(able)}
    above_ranks = sum(ranks.values()) + 1
    above_values = sum(worth.values()) + 1
    model.maximize(sum(((above_values + worth[pair]) * above_ranks + ranks[pair]) * chosen[pair] for pair in able))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 60.0
    solver.solve(model)
    return {territory.needs.row[pair[1]]: places[pair[0]] for pair in able if solver.boolean_value(chosen[pair])}
