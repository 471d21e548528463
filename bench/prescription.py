"""The individual prescription at the size of a real catalogue, and a second solver on the same people.

40 modules, 60 skills and 12 blocks, one skill in five uncertain (`invented_prescriptions.py` of the tests). The oracle
is HiGHS through SciPy, on a model written anew from the contract (`prescription_milp.py` of the tests).
"""

import time
from collections.abc import Callable
from typing import Any, Final

from bench.figures import Figure, percentile, say
from labmigration.decisions.prescription import Limits, Problem, prescribe, solve
from labmigration.decisions.tests.invented_prescriptions import person_problem
from labmigration.decisions.tests.prescription_milp import best_worth

PEOPLE: Final = 1_000
ANSWERS: Final = 100
ORACLE: Final = 200
CONFLICTS: Final = 60


def figures() -> list[Figure]:
    """Every measure of the prescription engine, in this process, which computes on one core."""
    say(f"prescription: {PEOPLE} plans, {ANSWERS} whole answers, {ORACLE} people of the second solver …")
    problems = [person_problem(number) for number in range(PEOPLE)]
    solve(problems[0])  # loads OR-Tools
    computing = time.process_time()
    plans, alone = _timed(solve, problems)
    computing = time.process_time() - computing
    answers, whole = _timed(prescribe, problems[:ANSWERS])
    conditional = sum(not one.firm for answer in answers for one in answer.plan.modules)
    conflicts, explained = _timed(prescribe, [_contradictory(problem) for problem in problems[:CONFLICTS]])
    assert all(answer.reasons.conflict for answer in conflicts)
    differing = sum(
        not _as_good(plan, problem) for plan, problem in zip(plans[:ORACLE], problems[:ORACLE], strict=True)
    )
    title = "prescription, 40 modules, 60 skills, 12 blocks"
    return [
        Figure(f"{title}: plan, 95 in 100", 1_000 * percentile(alone, 0.95), "ms", at_most=50, remark=_spread(alone)),
        Figure(
            f"{title}: {PEOPLE} people", sum(alone), "s", at_most=25, remark=f"one core, {computing:.1f} s computing"
        ),
        Figure(
            f"{title}: whole answer, 95 in 100",
            percentile(whole, 0.95),
            "s",
            at_most=0.5,
            remark=f"{_spread(whole)}; {conditional / ANSWERS:.1f} conditional modules each",
        ),
        Figure(f"{title}: conflict, 95 in 100", 1_000 * percentile(explained, 0.95), "ms", remark=_spread(explained)),
        Figure(f"prescription: optima unlike HiGHS’s among {ORACLE}", differing, "", at_most=0),
    ]


def _timed(work: Callable[[Problem], Any], problems: list[Problem]) -> tuple[list[Any], list[float]]:
    results, seconds = [], []
    for problem in problems:
        began = time.perf_counter()
        results.append(work(problem))
        seconds.append(time.perf_counter() - began)
    return results, seconds


def _contradictory(problem: Problem) -> Problem:
    """The same person with everything locked that is not held, some of it forbidden, and few hours."""
    free = [module.id for module in problem.modules if module.id not in problem.held]
    person = problem.person
    return Problem(
        problem.skills, problem.modules, problem.vae, person, Limits(60), tuple(free[6:14]), tuple(free[13:20])
    )


def _as_good(plan: Any, problem: Problem) -> bool:
    worth = best_worth(problem)
    if worth is None or plan.measures is None:
        return worth is None and plan.measures is None
    found = plan.measures
    ours = (found.critical_unmet, found.other_unmet, found.hours, found.preference)
    return all(abs(one - other) < 1e-6 for one, other in zip(ours, worth, strict=True))


def _spread(seconds: list[float]) -> str:
    return f"median {1_000 * percentile(seconds, 0.5):.0f} ms, longest {1_000 * max(seconds):.0f} ms"
