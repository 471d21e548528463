"""Progress, stopping, replanning, and the reasons of what is impossible, at the size of one cohort and of a few."""

from dataclasses import replace

import pytest

from labmigration.decisions.tests.invented_cohorts import cohorts_sharing
from labmigration.decisions.tests.invented_timetables import tiny_problem
from labmigration.decisions.timetable import Stopped, check, search, solve
from labmigration.decisions.timetable.budget import Budget
from labmigration.decisions.timetable.case import Case, Draft
from labmigration.decisions.timetable.conflict import _Asked
from labmigration.decisions.timetable.counting import is_overfull
from labmigration.decisions.timetable.greedy import dash
from labmigration.decisions.timetable.sharing import room_sets
from labmigration.decisions.timetable.taken import Taken


def test_progress_is_told_and_ends_at_the_plan():
    heard = []
    plan = solve(tiny_problem(23), on_progress=heard.append)
    assert plan.status == "optimal"
    assert heard[-1].cost == plan.cost.total
    assert all(one.bound <= plan.cost.total for one in heard)


def test_stopping_keeps_the_best_there_is(monkeypatch):
    monkeypatch.setattr(search, "SHARE", 0)  # all of them in a dash
    heard, an_hour = [], 3600.0
    plan = solve(
        cohorts_sharing(3, 1),
        time_limit=an_hour,
        on_progress=heard.append,
        should_stop=lambda: any(one.cost for one in heard),
    )
    assert plan.status == "feasible"
    assert plan.bound <= plan.cost.total


def test_stopping_before_there_is_anything_says_so():
    with pytest.raises(Stopped):
        solve(cohorts_sharing(1, 1), should_stop=lambda: True)


def test_what_fails_in_the_listener_ends_the_search():
    def listen(_progress):
        raise LookupError

    with pytest.raises(LookupError):
        solve(tiny_problem(23), on_progress=listen)


def test_a_time_limit_is_kept_and_what_comes_of_it_keeps_every_rule():
    problem = cohorts_sharing(3, 2)
    plan = solve(problem, time_limit=0.1)
    assert plan.status == "feasible"
    assert check(problem, plan.sessions) == ()


def test_a_dash_seats_everybody_beside_what_is_taken():
    case = Case(cohorts_sharing(2, 1))
    draft, sets = Draft({}, {}), room_sets(case)
    for cohort in case.cohorts:
        found = dash(case, cohort, Taken.beside(case, [cohort], draft), sets, 0)
        assert found is not None
        draft = Draft({**draft.sittings, **found.sittings}, {**draft.members, **found.members})
    assert {group: len(sittings) for group, sittings in draft.sittings.items()} == {
        group: course.sessions for group, course in case.group.items()
    }


def test_more_sessions_than_halves_are_counted():
    problem = cohorts_sharing(4, 1)
    assert not is_overfull(Case(problem))
    fewer = replace(problem, trainers=tuple(one for one in problem.trainers if "linge" not in one.teaches)[:-1])
    tired = tuple(replace(one, max_halves_a_week=1) for one in problem.trainers)
    assert is_overfull(Case(replace(problem, trainers=tired)))
    assert is_overfull(Case(fewer))


def test_of_the_reasons_none_can_be_left_out():
    seen = 0
    for seed in range(40):
        problem = tiny_problem(seed)
        plan = solve(problem)
        if plan.conflict is None:
            continue
        asked = _Asked(problem, Budget(0, None), [one.id for one in problem.cohorts])
        minimal = list(plan.conflict.minimal)
        assert asked.is_impossible(minimal)
        for label in minimal:
            assert not asked.is_impossible([one for one in minimal if one != label])
        seen += 1
    assert seen > 8


def test_many_cohorts_that_have_too_few_trainers_are_told_at_once():
    problem = cohorts_sharing(7, 1)
    tired = tuple(replace(one, max_halves_a_week=1) if "linge" in one.teaches else one for one in problem.trainers)
    plan = solve(replace(problem, trainers=tired))
    assert plan.status == "impossible"
    assert {label.partition(":")[0] for label in plan.conflict.minimal} == {"cohort", "trainer"}
