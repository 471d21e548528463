"""The timetable of one cohort, of fifty that share trainers and rooms, and again after somebody falls ill.

Invented cohorts (`invented_cohorts.py` of the tests): the Lab's own module plan is not known. Bounds are proven by the
engine itself, breaches are counted by its checker. Wall-clock seconds: the search runs on two cores; beside them stand
the processor's seconds and the machine's load, which say how much of the two cores it was given.
"""

import os
import time
from dataclasses import replace
from typing import Final

from bench.figures import Figure, say
from labmigration.decisions.tests.invented_cohorts import cohorts_sharing
from labmigration.decisions.timetable import Plan, Problem, Session, check, solve

SEEDS: Final = (1, 2, 3, 4)
COHORTS: Final = 50
LOAD: Final = 0.5  # of the free halves of trainers and rooms
LIMIT: Final = 115.0  # seconds, of 120
AGAIN: Final = 4.0  # seconds, of 5
BEST_KNOWN: Final = 3_112.0  # cost of the fifty cohorts, in several runs one after the other: about 360 s of computing


def figures() -> list[Figure]:
    """Every measure of the timetable engine, in this process."""
    return [*_one_cohort(), *_many_cohorts()]


def _one_cohort() -> list[Figure]:
    say(f"timetable: one cohort of 12 over four months, {len(SEEDS)} times …")
    solve(cohorts_sharing(1, 0), time_limit=0.1)  # loads OR-Tools
    plans, seconds, again, moved = [], [], [], []
    for seed in SEEDS:
        problem = cohorts_sharing(1, seed)
        plan, took = _timed(problem, None)
        plans.append(plan)
        seconds.append(took)
        changed, took = _timed(_after_an_illness(problem, plan), AGAIN)
        again.append(took)
        moved.append(_moved(plan, changed))
    optimal = sum(plan.status == "optimal" for plan in plans)
    gap = max((plan.cost.total - plan.bound) / max(plan.bound, 1.0) for plan in plans)
    title = "timetable, one cohort of 12 over 4 months"
    return [
        Figure(f"{title}: longest", max(seconds), "s", at_most=10, remark=f"{optimal} of {len(plans)} proven optimal"),
        Figure(f"{title}: widest gap to its bound", 100 * gap, "%", at_most=2),
        Figure(f"{title}: again after an illness, longest", max(again), "s", at_most=5),
        Figure(f"{title}: again after an illness, moved at most", 100 * max(moved), "%", at_most=10),
    ]


def _many_cohorts() -> list[Figure]:
    say(f"timetable: {COHORTS} cohorts that share trainers and rooms …")
    problem = cohorts_sharing(COHORTS, 1, LOAD)
    computed = time.process_time()
    plan, seconds = _timed(problem, LIMIT)
    computed_again = time.process_time()
    changed_problem = _after_an_illness(problem, plan)
    changed, again = _timed(changed_problem, AGAIN)
    machine = f"{computed_again - computed:.0f} s of processor, load {os.getloadavg()[0]:.1f}"
    machine_again = f"{time.process_time() - computed_again:.1f} s of processor"
    size = f"{len(problem.trainers)} trainers, {len(problem.rooms)} rooms, {len(plan.sessions)} sessions"
    title = f"timetable, {COHORTS} cohorts"
    bound = f"proven bound {plan.bound:,.0f}, cost {plan.cost.total:,.0f}".replace(",", " ")
    breaches = len(check(problem, plan.sessions)) + len(check(changed_problem, changed.sessions))
    return [
        Figure(f"{title}: time", seconds, "s", at_most=120, remark=f"{size}; {machine}"),
        Figure(f"{title}: rules broken", breaches, "", at_most=0),
        Figure(f"{title}: cost against the best known", plan.cost.total / BEST_KNOWN, "×", at_most=1.1, remark=bound),
        Figure(f"{title}: again after an illness", again, "s", at_most=5, remark=machine_again),
        Figure(f"{title}: again after an illness, moved", 100 * _moved(plan, changed), "%", at_most=10),
    ]


def _timed(problem: Problem, limit: float | None) -> tuple[Plan, float]:
    began = time.perf_counter()
    return solve(problem, time_limit=limit), time.perf_counter() - began


def _after_an_illness(problem: Problem, plan: Plan) -> Problem:
    """The trainer of the session in the middle of the list is away on that whole day."""
    lost = plan.sessions[len(plan.sessions) // 2]
    day = tuple((lost.date, half) for half in problem.calendar.halves)
    trainers = tuple(
        replace(one, away=(*one.away, *day)) if one.id == lost.trainer else one for one in problem.trainers
    )
    return replace(problem, trainers=trainers, previous=plan.sessions)


def _moved(before: Plan, after: Plan) -> float:
    """The share of sessions that stand at another half."""
    stood = {_key(one): (one.date, one.half) for one in before.sessions}
    return sum(stood[_key(one)] != (one.date, one.half) for one in after.sessions) / len(before.sessions)


def _key(one: Session) -> tuple[str, str, int, int]:
    return one.cohort, one.module, one.group, one.number
