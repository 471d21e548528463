"""The timetable engine against trying everything, on tiny random problems, by both ways in which it begins."""

import random
from dataclasses import replace

import pytest

from labmigration.decisions.tests.invented_timetables import after_a_change, tiny_problem, ways
from labmigration.decisions.tests.timetable_oracle import Oracle
from labmigration.decisions.timetable import Problem, check, cost_of, search, solve

FEW_ENOUGH = 8_000
SEEDS = [seed for seed in range(130) if 0 < ways(tiny_problem(seed)) < FEW_ENOUGH]


@pytest.fixture(params=["carefully", "in a dash"])
def beginning(request, monkeypatch):
    """Few cohorts are planned carefully, many in a dash first; here few in a dash too."""
    if request.param == "in a dash":
        monkeypatch.setattr(search, "FEW", 0)


def assert_best(problem: Problem):
    plan, best = solve(problem), Oracle(problem).best()
    if best is None:
        assert plan.status == "impossible"
        assert plan.conflict is not None
    else:
        assert plan.status == "optimal"
        assert plan.cost.total == pytest.approx(best, abs=1e-9)
        assert plan.bound == plan.cost.total
    return plan


def test_the_optimum_is_that_of_trying_everything_and_so_is_it_after_a_change(beginning):
    found = {"optimal": 0, "impossible": 0}
    for seed in SEEDS[:45]:
        problem = tiny_problem(seed)
        plan = assert_best(problem)
        found[plan.status] += 1
        if plan.sessions:
            assert_best(after_a_change(problem, plan.sessions, seed))
    assert min(found.values()) > 5


def test_the_order_of_what_is_told_changes_nothing():
    for seed in SEEDS[:12]:
        problem, chance = tiny_problem(seed), random.Random(seed)
        turned = replace(
            problem,
            modules=tuple(chance.sample(problem.modules, len(problem.modules))),
            cohorts=tuple(
                replace(one, trainees=tuple(chance.sample(one.trainees, len(one.trainees))))
                for one in reversed(problem.cohorts)
            ),
            trainers=tuple(reversed(problem.trainers)),
            rooms=tuple(reversed(problem.rooms)),
        )
        assert solve(turned) == solve(problem)


def test_another_trainer_never_makes_a_timetable_dearer():
    for seed in SEEDS[:12]:
        problem = tiny_problem(seed)
        before = solve(problem)
        richer = replace(
            problem,
            trainers=(*problem.trainers, replace(problem.trainers[0], id="t9", away=(), max_halves_a_week=None)),
        )
        if before.sessions:
            assert solve(richer).cost.total <= before.cost.total


def test_what_is_solved_again_without_a_change_stays_as_it_is():
    for seed in SEEDS[:25]:
        problem = tiny_problem(seed)
        plan = solve(problem)
        if plan.sessions and problem.weights.moved:
            again = solve(replace(problem, previous=plan.sessions))
            assert again.cost.total == plan.cost.total
            assert again.cost.moved == 0


def test_the_checker_and_the_search_count_alike():
    for seed in SEEDS[:25]:
        problem = tiny_problem(seed)
        plan = solve(problem)
        assert check(problem, plan.sessions) == () or plan.status == "impossible"
        assert plan.status == "impossible" or cost_of(problem, plan.sessions) == plan.cost
