"""A plan for a large territory, whose workers have long lists: prices from guessed weeks; each worker in turn the week
that gains most at these; the bound, by proof of each worker's dearest week at the same prices; then everybody planned
again by neighbourhoods.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, Case, Owners
from labmigration.decisions.placement.columns import Part, Relaxed
from labmigration.decisions.placement.exact import Found, simple_bound
from labmigration.decisions.placement.guessing import Guessing, agree, descend, one_after_another
from labmigration.decisions.placement.master import Master, Pool, weeks_of_owners
from labmigration.decisions.placement.needs import Floats
from labmigration.decisions.placement.neighbourhoods import improve, planned_apart
from labmigration.decisions.placement.packing import pack
from labmigration.decisions.placement.week_exact import filled_with_parts
from labmigration.decisions.placement.week_proof import proven_week

_PLANS: Final = 4  # first plans, of which the best is made better
_CLOSE_ENOUGH: Final = 0.001  # share of the value
_SLACK: Final = 0.0005  # of a week, that its bound may exceed it by
_ROUNDS: Final = 8  # guesses before a proof
_TIMES: Final = 6  # how often each worker is planned again
_PART_TURNS: Final = 6
_PART_WEEKS: Final = 1_500
_PART_WORK: Final = 1.0  # CP-SAT's deterministic seconds


def compose_large(
    case: Case, budget: Budget, seed: int, first: Owners, hear: Callable[[int, int], None] | None = None
) -> Found:
    """As `compose`. Never proven optimal, unless the value meets the bound."""
    pool, chance = Pool(case), np.random.default_rng(seed)
    for place, places in weeks_of_owners(case, first):
        pool.add(place, places)
    guessing = Guessing(pool, Part.whole(case), chance)
    prices, _ = descend(guessing, budget.part(0.3))
    bound = simple_bound(case)
    plans = [first, *(one_after_another(guessing, prices, budget.part(0.15)) for _ in range(_PLANS))]
    owners = max(plans, key=case.value_of)
    if hear is not None:
        hear(case.value_of(owners), bound)
    bound = min(bound, int(_proven(guessing, prices, budget.part(0.4)) + 1e-6))
    if hear is not None:
        hear(case.value_of(owners), bound)

    def again(pool: Pool, owners: Owners, group: Sequence[int], budget: Budget, seed: int) -> Owners:
        return _again(pool, owners, group, budget, seed, prices, chance)

    owners = improve(pool, owners, bound, budget, seed, hear, again, _TIMES)
    value = case.value_of(owners)
    return Found(owners, value, max(value, bound), value >= bound)


def _proven(guessing: Guessing, prices: Floats, budget: Budget) -> float:
    """What no plan exceeds, proven at these prices; it holds where time ran out as well, and is then less good."""
    total = float(prices.sum())
    for place, worker in enumerate(guessing.pool.case.workers):
        profit = guessing.part.profit(worker, prices)
        if budget.over:
            total += filled_with_parts(worker, profit)
            continue
        weeks = guessing.weeks_of(place, profit, _ROUNDS)
        if weeks:
            worth, places = weeks[0]
            week, dearest = proven_week(worker, profit, places, _SLACK * worth, budget)
            guessing.pool.add(place, week)
            total += dearest
    return total


def _again(
    pool: Pool,
    owners: Owners,
    group: Sequence[int],
    budget: Budget,
    seed: int,
    first: Floats,
    chance: np.random.Generator,
) -> Owners:
    """The group planned again with its own households and those that nobody serves."""
    case = pool.case
    start, others, part = planned_apart(pool, owners, group)
    guessing = Guessing(pool, part, chance)
    turn = guessing.turn(first, budget)
    if turn is None:
        return owners
    master = Master(case)
    master.add(part.weeks(pool))
    prices, _, lowest = agree(guessing, master, first, turn.estimate, budget, _PART_TURNS, _CLOSE_ENOUGH)
    relaxed = Relaxed(prices.rows, prices.workers, lowest)
    room = max(prices.value, lowest) - case.value_of(start)
    if room < 1:
        return owners
    weeks = {*relaxed.likeliest(pool, part, _PART_WEEKS, room), *weeks_of_owners(case, start)}
    packed = pack(pool, sorted(weeks), start, budget, seed, _PART_WORK)
    return {**others, **packed.owners}
