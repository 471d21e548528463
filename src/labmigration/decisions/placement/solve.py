"""Compose weeks from whole household needs: the most valuable plan, with a bound that no plan can exceed.

What a run without a time limit does is bounded by its work, the same on every machine: the same problem and seed give
the same plan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from labmigration.decisions.placement.case import Budget, Owners, case_of
from labmigration.decisions.placement.check import refuse_wrong
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.compose import compose
from labmigration.decisions.placement.exact import Found
from labmigration.decisions.placement.explain import WEEK_OBSTACLES, against_week
from labmigration.decisions.placement.pairs import OBSTACLES, Territory
from labmigration.decisions.placement.pins import keep_pins
from labmigration.decisions.placement.plan import Placed, Plan, Unplaced
from labmigration.decisions.placement.problem import Problem
from labmigration.decisions.placement.weeks import weeks_of


@dataclass(frozen=True, slots=True)
class Progress:
    """The value of the best plan so far, and what no plan can exceed as far as is proven."""

    value: int
    bound: int


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    time_limit: float | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """`time_limit` in seconds, None for none. The plan has passed the checker; status `optimal` only by proof.

    `on_progress` hears of better plans; once `should_stop` says so, the search ends soon with the best that it has.
    """
    budget = Budget(time_limit, should_stop)
    territory = Territory(problem)
    clashes = Clashes(territory)
    pins = keep_pins(territory, clashes)
    case = case_of(territory, clashes, pins.kept)
    pinned = _pinned_value(territory, pins.kept)
    found = compose(case, budget, seed, hear=lambda value, bound: on_progress(Progress(value + pinned, bound + pinned)))
    owners = {**found.owners, **pins.kept}
    plan = _plan(territory, owners, found, pinned)
    return refuse_wrong(
        problem,
        Plan(plan.status, plan.value, plan.bound, plan.placed, plan.unplaced, plan.weeks, pins.impossible),
    )


def _pinned_value(territory: Territory, pinned: Owners) -> int:
    total = 0
    for row, place in pinned.items():
        able = territory.able[place]
        total += int(able.value[np.searchsorted(able.rows, row)])
    return total


def _plan(territory: Territory, owners: Owners, found: Found, pinned_value: int) -> Plan:
    needs = territory.needs
    placed = []
    for row, place in sorted(owners.items()):
        able = territory.able[place]
        value = int(able.value[np.searchsorted(able.rows, row)])
        placed.append(Placed(needs.ids[row], territory.workers[place].id, value))
    return Plan(
        status="optimal" if found.proven else "feasible",
        value=found.value + pinned_value,
        bound=found.bound + pinned_value,
        placed=tuple(placed),
        unplaced=_unplaced(territory, owners),
        weeks=weeks_of(territory.problem, {one.household: one.worker for one in placed}),
        impossible_pins=(),
    )


def _unplaced(territory: Territory, owners: Mapping[int, int]) -> tuple[Unplaced, ...]:
    """Nobody able: what keeps the nearest to it. Outbid: what the planned week of the one who comes nearest holds
    against it; the higher value, then the lower id, among equals.
    """
    needs = territory.needs
    without = [row for row in range(len(needs)) if row not in owners]
    weeks: dict[int, list[str]] = {}
    for row, place in sorted(owners.items()):
        weeks.setdefault(place, []).append(needs.ids[row])
    able: dict[int, list[tuple[int, int]]] = {}
    for place, pairs in enumerate(territory.able):
        for row, value in zip(pairs.rows.tolist(), pairs.value.tolist(), strict=True):
            if row not in owners:
                able.setdefault(row, []).append((-value, place))
    misses = _nearest_misses(territory, [row for row in without if row not in able])
    found = []
    for row in without:
        if row not in able:
            found.append(Unplaced(needs.ids[row], "no_one_able", misses[row]))
            continue
        codes = [
            against_week(territory, territory.workers[place].id, needs.ids[row], weeks.get(place, []))
            for _, place in sorted(able[row])[:_WEEKS_COMPARED]
        ]
        found.append(Unplaced(needs.ids[row], "outbid", min(codes, key=lambda one: (len(one), _order(one)))))
    return tuple(found)


_WEEKS_COMPARED = 8  # the best able workers whose weeks are looked at for an outbid household


def _order(codes: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(WEEK_OBSTACLES.index(code) for code in codes if code in WEEK_OBSTACLES)


def _nearest_misses(territory: Territory, rows: list[int]) -> dict[int, tuple[str, ...]]:
    """For each row, the obstacles of the worker with the fewest; the nearest of them, then the lower id."""
    if not rows or not territory.workers:
        return dict.fromkeys(rows, ())
    wanted = np.array(rows, dtype=np.intp)
    fewest = np.full(len(rows), len(OBSTACLES) + 1)
    nearest = np.full(len(rows), np.inf)
    marks = np.zeros((len(rows), len(OBSTACLES)), dtype=np.bool_)
    for worker in territory.workers:
        found, journeys = territory.obstacles_of(worker, wanted), territory.journeys_of(worker, wanted)
        count = found.sum(axis=1)
        better = (count < fewest) | ((count == fewest) & (journeys < nearest))
        fewest[better], nearest[better], marks[better] = count[better], journeys[better], found[better]
    return {
        row: tuple(code for code, stands in zip(OBSTACLES, line, strict=True) if stands)
        for row, line in zip(rows, marks, strict=True)
    }
