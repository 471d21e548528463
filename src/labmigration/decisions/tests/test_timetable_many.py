"""Many cohorts: a dash of all of them, then each anew with the trainers it has, two at a time."""

from dataclasses import replace

import pytest

from labmigration.decisions.tests.invented_cohorts import cohorts_sharing
from labmigration.decisions.tests.invented_timetables import after_a_change, tiny_problem
from labmigration.decisions.timetable import search, solve
from labmigration.decisions.timetable.budget import Budget
from labmigration.decisions.timetable.case import Case, Draft
from labmigration.decisions.timetable.costs import cost_of
from labmigration.decisions.timetable.greedy import dash_all
from labmigration.decisions.timetable.pairs import choice, deal, fits, trainers_of
from labmigration.decisions.timetable.replan import Planner
from labmigration.decisions.timetable.sharing import room_sets
from labmigration.decisions.timetable.taken import Taken


@pytest.fixture
def even_one_is_many(monkeypatch):
    monkeypatch.setattr(search, "MANY", 0)


@pytest.fixture(scope="module")
def two():
    """Two cohorts of full size, planned by rule of thumb."""
    case = Case(cohorts_sharing(2, 1))
    draft = dash_all(case, room_sets(case), 0)
    assert draft is not None
    return case, draft


def test_what_many_are_told_is_true_of_few(monkeypatch):
    better = 0
    for seed in range(60):
        problem = tiny_problem(seed)
        best = solve(problem)
        with monkeypatch.context() as many:
            many.setattr(search, "MANY", 0)
            plan = solve(problem)
        assert (plan.status == "impossible") == (best.status == "impossible")
        assert plan.bound <= best.cost.total <= plan.cost.total
        better += best.status == "optimal" and plan.cost.total == best.cost.total and best.cost.total > 0
    assert better > 15


@pytest.mark.usefixtures("even_one_is_many")
def test_many_are_planned_alike_each_time():
    problem = tiny_problem(23)
    assert solve(problem) == solve(problem)


@pytest.mark.usefixtures("even_one_is_many")
def test_of_many_those_who_need_no_change_stand_as_they_stood():
    stood = 0
    for seed in range(40):
        problem = tiny_problem(seed)
        before = solve(problem)
        if len(problem.cohorts) < 2 or not before.sessions:
            continue
        plan = solve(replace(after_a_change(problem, before.sessions, seed), fixed=()))
        touched = {one.cohort for one in before.sessions if one not in plan.sessions}
        assert len(touched) < 2 or plan.status == "impossible"
        stood += plan.status != "impossible"
    assert stood > 1


def test_a_cohort_planned_anew_keeps_its_trainers_and_costs_less(two):
    case, draft = two
    cohort, sets = case.cohorts[0], room_sets(case)
    cost, taken = cost_of(case, cohort, draft), Taken.beside(case, [cohort], draft)
    planner = Planner(case, sets, Budget(0, None))
    found = planner.anew(cohort, taken, draft, 0, cost, spare=0, work=0.5, gap=0.1)
    assert found.draft is not None
    assert found.cost < cost
    assert fits(case, found.draft, taken, sets)
    for group, sittings in found.draft.sittings.items():
        assert {one.trainer for one in sittings} == {one.trainer for one in draft.sittings[group]}


def test_of_two_neither_takes_what_the_other_was_dealt(two):
    case, draft = two
    shared = trainers_of(draft, "c00") & trainers_of(draft, "c01")
    one, other = deal(case, draft, ("c00", "c01"))
    assert shared
    for name in shared:
        free = [set(range(len(case.slots))) - taken.trainers[name] for taken in (one, other)]
        assert not free[0] & free[1]
        assert abs(len(free[0]) - len(free[1])) <= 20  # who has her more keeps what she has
    for group, sittings in draft.sittings.items():
        taken = one if group.cohort == "c00" else other
        assert all(sitting.slot not in taken.trainers.get(sitting.trainer, ()) for sitting in sittings)


def test_what_somebody_else_has_taken_does_not_fit(two):
    case, draft = two
    sets = room_sets(case)
    hers = Draft({group: ones for group, ones in draft.sittings.items() if group.cohort == "c00"}, draft.members)
    group, (sitting, *_) = next(iter(hers.sittings.items()))
    assert fits(case, hers, Taken.beside(case, ["c00"], draft), sets)
    taken = Taken.beside(case, ["c00"], draft)
    taken.trainers.setdefault(sitting.trainer, set()).add(sitting.slot)
    assert not fits(case, hers, taken, sets)
    taken = Taken.beside(case, ["c00"], draft)
    rooms = case.rooms_for(group.module, len(draft.members[group]))
    taken.rooms.setdefault(sitting.slot, []).extend([rooms] * len(rooms))
    assert not fits(case, hers, taken, sets)
    tired = tuple(
        replace(one, max_halves_a_week=0) if one.id == sitting.trainer else one for one in case.problem.trainers
    )
    limited = Case(replace(case.problem, trainers=tired))
    assert not fits(limited, hers, Taken.beside(limited, ["c00"], draft), sets)


def test_the_freest_other_trainers_may_be_chosen_too(two):
    case, draft = two
    taken = Taken.beside(case, ["c00"], draft)
    for group, names in choice(case, "c00", taken, draft, 1).items():
        hers = {one.trainer for one in draft.sittings[group]}
        assert hers <= set(names) <= set(case.teachers[group.module])
        assert len(names) == min(len(hers) + 1, len(case.teachers[group.module]))
