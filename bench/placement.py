"""Weeks composed from household needs: value, proven bound and time, beside other ways (`placement_peers.py`,
`placement_routing.py`) on the same invented territories and under the same checker; one household each
(`one_to_one.py`); ranking and explanations on 150,000 open needs.

All times are processor seconds of one process, which computes on one core. Invented territories
(`invented_placements.py` of the tests): real density is not known.
"""

import os
import time
from collections.abc import Iterator
from typing import Final

import numpy as np

from bench.figures import Figure, percentile, say
from bench.installations import measured
from bench.one_to_one import problem_of
from bench.placement_peers import WEEKS, annealed, chosen_by_cp_sat, chosen_by_highs
from bench.placement_routing import HOW_TO_INSTALL, PYTHON, SOLVERS, composed_by, question_of
from labmigration.decisions.placement import (
    Placed,
    Plan,
    Problem,
    Territory,
    Unplaced,
    hindrances,
    if_forced,
    rank_households,
    refuse_wrong,
    solve,
)
from labmigration.decisions.placement.case import Budget, Case, Owners, case_of, greedy
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.columns import Part, generate
from labmigration.decisions.placement.diving import dive
from labmigration.decisions.placement.exact import Found, solve_plainly
from labmigration.decisions.placement.master import Pool, single_weeks, weeks_of_owners
from labmigration.decisions.placement.weeks import weeks_of
from labmigration.decisions.tests.invented_placements import territory

SEEDS: Final = (1, 2, 3)
OPEN_NEEDS: Final = 150_000
ASKED: Final = 200
FORCED: Final = 40
PLAIN_SECONDS: Final = 60.0
ANNEALING_SECONDS: Final = 20.0
MASTER_SECONDS: Final = 30.0
ROUTING_SECONDS: Final = 60.0
SEARCHED: Final = 285.0  # processor seconds after which the search stops; the check and the reasons come on top
FEW: Final = 500  # households up to which every seed is tried
WITH_PEERS: Final = 1_000  # households up to which the other ways are tried
WITH_ROUTING: Final = 500  # the same for routing solvers, which want a table of ways a worker: 1.2 GB there for PyVRP
TURNS, CLOSE_ENOUGH = 80, 0.0003


def figures() -> list[Figure]:
    """Every measure of the placement engine."""
    found = []
    for workers, households, limit, gap_at_most, seconds in (
        (50, 200, None, 0.0, 2.0),
        (150, 500, None, 0.0005, 10.0),
        (150, 1_000, 90.0, 0.008, 90.0),
        (500, 5_000, None, 0.01, 300.0),
    ):
        found += _weeks(workers, households, limit, gap_at_most, seconds)
    say("placement: one household each …")
    alone = measured("bench.one_to_one", environment=dict(os.environ))
    return [*found, *map(Figure.handed_over, alone), *_ranking(), *_explaining()]


def _weeks(workers: int, households: int, limit: float | None, gap_at_most: float, seconds: float) -> list[Figure]:
    gaps, took, remarks = [], [], []
    for seed in SEEDS if households <= FEW else SEEDS[:1]:
        say(f"placement: {workers} workers, {households} households, seed {seed} …")
        problem = _problem(workers, households, seed)
        began = time.process_time()
        plan = solve(problem, time_limit=limit, should_stop=lambda since=began: time.process_time() - since > SEARCHED)
        took.append(time.process_time() - began)
        gaps.append(plan.gap)
        remarks.append(f"{plan.value} of {plan.bound}")
    title = f"placement, {workers} × {households}"
    return [
        Figure(f"{title}: gap to the proven bound", 100 * max(gaps), "%", at_most=100 * gap_at_most,
               remark="; ".join(remarks)),
        Figure(f"{title}: processor", max(took), "s", at_most=seconds),
        *(_beside(title, _problem(workers, households, SEEDS[0])) if households <= WITH_PEERS else ()),
    ]  # fmt: skip


def _beside(title: str, problem: Problem) -> list[Figure]:
    """The other ways on the first territory, each against the bound that generated weeks prove."""
    laid_out = Territory(problem)
    case: Case = case_of(laid_out, Clashes(laid_out), {})
    first, pool = greedy(case), Pool(case)
    for place, places in (*single_weeks(case), *weeks_of_owners(case, first)):
        pool.add(place, places)
    began = time.process_time()
    relaxed = generate(pool, Part.whole(case), Budget(None), TURNS, share=CLOSE_ENOUGH)
    generated = time.process_time() - began
    weeks = f"after {generated:.1f} s for the weeks and the bound"
    plain: list[Found] = []

    def plainly() -> Owners:
        plain.append(solve_plainly(case, first, Budget(PLAIN_SECONDS), 0, 1e6))
        return plain[0].owners

    figures = []
    for name, way, remark in (
        ("greedy", lambda: first, ""),
        (f"annealing, {ANNEALING_SECONDS:.0f} s", lambda: annealed(case, first, ANNEALING_SECONDS, 1), ""),
        (f"plain CP-SAT, {PLAIN_SECONDS:.0f} s", plainly, ""),
        ("one choice among generated weeks, CP-SAT",
         lambda: chosen_by_cp_sat(pool, relaxed, first, MASTER_SECONDS), weeks),
        ("one choice among generated weeks, HiGHS", lambda: chosen_by_highs(pool, relaxed, MASTER_SECONDS), weeks),
        ("weeks taken one after another", lambda: dive(pool, relaxed, WEEKS, Budget(None)), weeks),
    ):  # fmt: skip
        say(f"{title}: {name} …")
        began = time.process_time()
        value = checked(laid_out, way())
        told = f"value {value}, {time.process_time() - began:.1f} s of processor {remark}".rstrip()
        figures.append(Figure(f"{title}: {name}, gap", 100 * (1 - value / relaxed.bound), "%", remark=told))
    proved = "proved" if plain[0].proven else f"its own bound: {plain[0].bound}"
    figures.append(Figure(f"{title}: plain CP-SAT, its own gap", 100 * (1 - plain[0].value / plain[0].bound), "%",
                          remark=proved))  # fmt: skip
    return [*figures, *_routed(title, laid_out, case, relaxed.bound)]


def _routed(title: str, laid_out: Territory, case: Case, bound: float) -> Iterator[Figure]:
    """Routing solvers on the same territory, in processes and an environment of their own."""
    if case.rows > WITH_ROUTING:
        return
    if not PYTHON.exists():
        say(f"{title}: {HOW_TO_INSTALL}")
        return
    question = question_of(laid_out, case, ROUTING_SECONDS)
    for solver, name in SOLVERS.items():
        say(f"{title}: {name} …")
        composed = composed_by(solver, question)
        if composed is None:
            continue
        value = checked(laid_out, composed[0])
        told = f"value {value}, {composed[1]:.1f} s of processor; nothing repaired, {len(question['groups'])} groups"
        yield Figure(f"{title}: {name}, gap", 100 * (1 - value / bound), "%", remark=told)


def checked(laid_out: Territory, owners: Owners) -> int:
    """The value of a plan of any origin, once the checker has found no mistake in it."""
    problem, needs, placed, free = laid_out.problem, laid_out.needs, [], []
    for row, name in enumerate(needs.ids):
        if row in owners:
            pairs = laid_out.able[owners[row]]
            value = int(pairs.value[np.searchsorted(pairs.rows, row)])
            placed.append(Placed(name, laid_out.workers[owners[row]].id, value))
        else:
            free.append(Unplaced(name, "outbid", ()))
    total = sum(one.value for one in placed)
    weeks = weeks_of(problem, {one.household: one.worker for one in placed})
    return refuse_wrong(problem, Plan("feasible", total, total, tuple(placed), tuple(free), weeks, ())).value


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
    return problem_of(territory(workers, households, seed, spread=spread))


if __name__ == "__main__":
    for figure in figures():
        print(figure)
