"""Large territories: weeks guessed and bounds proven, against brute force and against proven plans."""

from itertools import combinations

import numpy as np
import pytest

from labmigration.decisions.contract.placement import problem_of
from labmigration.decisions.contract.placement_shapes import Question
from labmigration.decisions.placement import Problem, solve
from labmigration.decisions.placement import compose as composing
from labmigration.decisions.placement.case import Budget, case_of, greedy
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.columns import Part
from labmigration.decisions.placement.exact import solve_plainly
from labmigration.decisions.placement.guessing import Guessing, descend
from labmigration.decisions.placement.large import compose_large
from labmigration.decisions.placement.master import Pool
from labmigration.decisions.placement.pairs import Territory
from labmigration.decisions.placement.week_exact import filled_with_parts
from labmigration.decisions.placement.week_guess import good_weeks
from labmigration.decisions.placement.week_proof import groups_by_bits, proven_week, undominated
from labmigration.decisions.tests.invented_placements import crowded, territory


def problem_from(question) -> Problem:
    return problem_of(Question.model_validate(question).root)


def open_case(question):
    laid_out = Territory(problem_from(question))
    return case_of(laid_out, Clashes(laid_out), {})


def alone(seed):
    """One worker, profits some of which are below 0, and what each of her weeks brings. Every household twice, near
    enough that one can stand in the other's place.
    """
    question = crowded(1, 6, seed)
    near = [{**one, "id": one["id"] + "b", "at": [one["at"][0] + 1e-5, one["at"][1]]} for one in question["households"]]
    question["households"] += near
    worker = open_case(question).workers[0]
    profit = worker.value * (1.0 - np.random.default_rng(seed).random(len(worker.rows)) * 1.4)
    weeks = {}
    for size in range(1, len(worker.rows) + 1):
        for places in combinations(range(len(worker.rows)), size):
            chosen = list(places)
            if worker.minutes[chosen].sum() <= worker.cap and not worker.clash[np.ix_(chosen, chosen)].any():
                weeks[places] = profit[chosen].sum()
    return worker, profit, weeks


@pytest.mark.parametrize("seed", range(8))
def test_guessed_weeks_are_weeks_and_no_week_exceeds_what_is_proven(seed):
    worker, profit, weeks = alone(seed)
    dearest = max(weeks.values())
    guessed = good_weeks(worker, profit, np.random.default_rng(seed), 3)
    assert guessed == sorted(guessed, key=lambda one: -one[0])
    for worth, places in guessed:
        assert weeks[places] == pytest.approx(worth)
    assert guessed[0][0] >= 0.97 * dearest
    known = guessed[-1][1]
    for slack in (0.0, 50.0):
        places, bound = proven_week(worker, profit, known, slack, Budget(None))
        assert weeks[known] - 1e-6 <= weeks[places] <= dearest + 1e-6
        assert dearest - 1e-6 <= bound <= weeks[places] + slack + 0.1
    assert proven_week(worker, profit, known, 0.0, Budget(0.0)) == (known, filled_with_parts(worker, profit))
    assert filled_with_parts(worker, profit) >= dearest - 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_the_dearest_week_needs_no_household_in_whose_place_another_can_stand(seed):
    worker, profit, weeks = alone(seed)
    kept = set(undominated(worker, profit, np.flatnonzero(profit > 0)).tolist())
    assert len(kept) < (profit > 0).sum()
    assert max(worth for places, worth in weeks.items() if kept.issuperset(places)) == max(weeks.values())


def test_groups_tell_every_clash_and_nothing_else():
    chance = np.random.default_rng(3)
    upper = np.triu(chance.random((90, 90)) < 0.6, 1)
    clash = upper | upper.T
    told = np.zeros_like(clash)
    for group in groups_by_bits(clash):
        told[np.ix_(group, group)] = True
    np.fill_diagonal(told, False)
    assert (told == clash).all()


def test_nobody_to_whom_nothing_is_open_is_given_a_week():
    worker, profit, _ = alone(0)
    nothing = np.full(len(profit), -1.0)
    assert good_weeks(worker, nothing, np.random.default_rng(0), 3) == []
    assert proven_week(worker, nothing, (), 0.0, Budget(None)) == ((), 0.0)


def test_prices_come_down_to_what_the_best_plan_is_worth():
    case = open_case(territory(9, 36, 5, spread=0.03))
    best = solve_plainly(case, greedy(case), Budget(None), 0, 60.0).value
    guessing = Guessing(Pool(case), Part.whole(case), np.random.default_rng(0))
    alone_ = guessing.turn(np.zeros(case.rows), Budget(None))
    _, estimate = descend(guessing, Budget(None))
    assert alone_ is not None
    assert best <= 1.02 * estimate < 1.02 * alone_.estimate


@pytest.mark.parametrize("seed", range(2))
def test_a_large_territory_keeps_every_rule_and_its_bound_holds(seed, monkeypatch):
    problem = problem_from(crowded(3, 14, seed) if seed % 2 else territory(9, 36, seed, spread=0.03))
    best = solve(problem).value
    monkeypatch.setattr(composing, "_PLAIN_PAIRS", 0)
    monkeypatch.setattr(composing, "_HUGE_PAIRS", 0)
    plan = solve(problem)  # checked before it is given out
    assert 0.98 * best <= plan.value <= best <= plan.bound <= 1.05 * best
    assert solve(problem) == plan
    for seconds in (0.0, 0.1):
        hurried = solve(problem, time_limit=seconds)
        assert hurried.value <= best <= hurried.bound


def test_a_large_territory_of_whom_nothing_is_asked_stays_without_weeks():
    case = open_case({**territory(3, 4, 1), "households": [], "preferences": []})
    found = compose_large(case, Budget(None), 0, {})
    assert (found.owners, found.value, found.bound) == ({}, 0, 0)
