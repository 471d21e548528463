"""Weeks composed from household needs: value, proven bound and time, beside greedy and the plain CP-SAT model, on the
same invented territories and under the same checker; ranking and explanations on 150,000 open needs.

All times are processor seconds of this process, which computes on one core. Invented territories
(`invented_placements.py` of the tests): real density is not known.
"""

import time
from typing import Any, Final

import numpy as np

from bench.figures import Figure, percentile, say
from labmigration.decisions.contract.placement import problem_of
from labmigration.decisions.contract.placement_shapes import Question
from labmigration.decisions.placement import Problem, Territory, hindrances, if_forced, rank_households, solve
from labmigration.decisions.placement.case import Budget, Case, case_of, greedy
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.exact import solve_plainly
from labmigration.decisions.tests.invented_placements import territory

SEEDS: Final = (1, 2, 3)
OPEN_NEEDS: Final = 150_000
ASKED: Final = 200
FORCED: Final = 40
PLAIN_SECONDS: Final = 60.0


def figures() -> list[Figure]:
    """Every measure of the placement engine."""
    found = []
    for workers, households, limit, gap_at_most, seconds in (
        (50, 200, None, 0.0, 2.0),
        (150, 500, None, 0.0005, 10.0),
        (150, 1_000, 90.0, 0.008, 90.0),
    ):
        found += _weeks(workers, households, limit, gap_at_most, seconds)
    return [*found, *_ranking(), *_explaining()]


def _weeks(workers: int, households: int, limit: float | None, gap_at_most: float, seconds: float) -> list[Figure]:
    gaps, took, remarks = [], [], []
    for seed in SEEDS if limit is None else SEEDS[:1]:
        say(f"placement: {workers} workers, {households} households, seed {seed} …")
        problem = _problem(workers, households, seed)
        began = time.process_time()
        plan = solve(problem, time_limit=limit)
        took.append(time.process_time() - began)
        gaps.append(plan.gap)
        remarks.append(f"{plan.value} of {plan.bound}")
    title = f"placement, {workers} × {households}"
    return [
        Figure(f"{title}: gap to the proven bound", 100 * max(gaps), "%", at_most=100 * gap_at_most,
               remark="; ".join(remarks)),
        Figure(f"{title}: processor", max(took), "s", at_most=seconds),
        *_beside(title, _problem(workers, households, SEEDS[0]), plan.bound if limit else None),
    ]  # fmt: skip


def _beside(title: str, problem: Problem, bound: int | None) -> list[Figure]:
    """Greedy and the plain model on the first territory; without a bound of ours, shares of what we found."""
    laid_out = Territory(problem)
    case: Case = case_of(laid_out, Clashes(laid_out), {})
    first = greedy(case)
    best = bound or solve(problem).bound
    began = time.process_time()
    plain = solve_plainly(case, first, Budget(PLAIN_SECONDS), 0, 1e6)
    took = time.process_time() - began
    said = f"{took:.1f} s of processor; {'proved' if plain.proven else 'its own bound: ' + str(plain.bound)}"
    return [
        Figure(f"{title}: greedy, gap to our bound", 100 * (1 - case.value_of(first) / best), "%"),
        Figure(f"{title}: plain CP-SAT, {PLAIN_SECONDS:.0f} s, gap", 100 * (1 - plain.value / best), "%", remark=said),
    ]


def _ranking() -> list[Figure]:
    say(f"placement: the best 20 of {OPEN_NEEDS} needs, {ASKED} people …")
    laid_out = Territory(_problem(ASKED, OPEN_NEEDS, 4, spread=1.5))  # a region, not a town
    names = [worker.id for worker in laid_out.workers]
    rank_households(laid_out, names[0], 20)
    seconds = []
    for name in names:
        began = time.process_time()
        rank_households(laid_out, name, 20)
        seconds.append(time.process_time() - began)
    middle = f"median {1_000 * percentile(seconds, 0.5):.1f} ms"
    title = f"placement, best 20 of {OPEN_NEEDS} needs: 95 in 100"
    return [Figure(title, 1_000 * percentile(seconds, 0.95), "ms", at_most=5, remark=middle)]


def _explaining() -> list[Figure]:
    problem = _problem(150, 500, 1)
    plan = solve(problem)
    owners = {one.household: one.worker for one in plan.placed}
    laid_out, chance = Territory(problem), np.random.default_rng(1)
    able = [(place, int(row)) for place, pairs in enumerate(laid_out.able) for row in pairs.rows]
    pairs = [
        (laid_out.workers[able[at][0]].id, laid_out.needs.ids[able[at][1]])
        for at in chance.choice(len(able), ASKED, replace=False)
    ]
    reasons, forced, lost = [], [], []
    for pair in pairs:
        week = [household for household, worker in owners.items() if worker == pair[0]]
        began = time.process_time()
        hindrances(laid_out, pair, week)
        reasons.append(time.process_time() - began)
    for pair in pairs[:FORCED]:
        began = time.process_time()
        found = if_forced(problem, pair, owners)
        forced.append(time.process_time() - began)
        assert found is not None
        lost.append(len(found.displaced))
    moved = f"{percentile(lost, 0.5)} households move, at the median"
    return [
        Figure("placement, why not this pair: 95 in 100", 1_000 * percentile(reasons, 0.95), "ms", at_most=5),
        Figure("placement, if it were forced: 95 in 100", 1_000 * percentile(forced, 0.95), "ms", at_most=300,
               remark=moved),
    ]  # fmt: skip


def _problem(workers: int, households: int, seed: int, spread: float = 0.07) -> Problem:
    question: dict[str, Any] = territory(workers, households, seed, spread=spread)
    return problem_of(Question.model_validate(question).root)


if __name__ == "__main__":
    for figure in figures():
        print(figure)
