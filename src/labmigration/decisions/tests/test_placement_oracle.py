"""Placement against a second solver and against brute force, the checker against planted mistakes."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from labmigration.decisions.contract.placement import problem_of
from labmigration.decisions.contract.placement_shapes import Question
from labmigration.decisions.placement import (
    Household,
    Placed,
    Problem,
    Travel,
    Worker,
    forced,
    if_forced,
    mistakes,
    refuse_wrong,
    solve,
)
from labmigration.decisions.placement import compose as composing
from labmigration.decisions.placement.case import Budget, case_of, greedy
from labmigration.decisions.placement.check import WrongPlan
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.placement.columns import Part, generate
from labmigration.decisions.placement.exact import simple_bound, solve_plainly
from labmigration.decisions.placement.master import Pool, single_weeks
from labmigration.decisions.placement.pairs import Territory
from labmigration.decisions.placement.week_exact import dearest_week
from labmigration.decisions.placement.week_search import dearest_weeks
from labmigration.decisions.tests.invented_placements import crowded, territory
from labmigration.decisions.tests.placement_oracle import best_value


def problem_from(question) -> Problem:
    return problem_of(Question.model_validate(question).root)


def open_case(question):
    laid_out = Territory(problem_from(question))
    return case_of(laid_out, Clashes(laid_out), {})


@pytest.mark.parametrize("seed", range(12))
def test_the_plain_model_finds_the_value_of_the_second_solver(seed):
    question = crowded(3, 12, seed) if seed % 2 else territory(8, 30, seed, spread=0.03)
    question["forbids"] = [["w0000", "h0001"], ["w0001", "h0002"]]
    plan = solve(problem_from(question))
    assert (plan.status, plan.value) == ("optimal", best_value(question))


@pytest.mark.parametrize("seed", range(6))
def test_column_generation_proves_the_same_value_and_the_same_waits(seed, monkeypatch):
    case = open_case(crowded(3, 14, seed) if seed % 2 else territory(12, 60, seed))
    plain = solve_plainly(case, greedy(case), Budget(None), 0, 60.0)
    monkeypatch.setattr(composing, "_PLAIN_PAIRS", 0)
    ours = composing.compose(case, Budget(None), 0)
    assert plain.proven and ours.proven
    assert (ours.value, ours.bound) == (plain.value, plain.bound)
    assert _waits(case, ours.owners) == _waits(case, plain.owners)


def _waits(case, owners):
    workers = case.workers
    return sum(int(workers[at].tie[np.searchsorted(workers[at].rows, row)]) for row, at in owners.items())


@pytest.mark.parametrize("seed", range(10))
def test_the_search_tells_every_week_above_the_floor_and_the_dearest(seed):
    worker = open_case(crowded(1, 11, seed)).workers[0]
    chance = np.random.default_rng(seed)
    profit = worker.value * (1.0 - chance.random(len(worker.rows)) * 1.6)
    weeks = {}
    for size in range(1, len(worker.rows) + 1):
        for places in combinations(range(len(worker.rows)), size):
            chosen = list(places)
            if worker.minutes[chosen].sum() <= worker.cap and not worker.clash[np.ix_(chosen, chosen)].any():
                weeks[places] = profit[chosen].sum()
    best = max(weeks.values())
    found = dearest_weeks(worker, profit, 0.0, 3, 10_000)
    assert found.bound == pytest.approx(max(best, 0.0))
    room = 100.0
    for slack in (0.0, 40.0):
        places, bound = dearest_week(worker, profit, slack, Budget(None))
        assert weeks[places] - 1e-6 <= best <= bound <= weeks[places] + slack + 0.01
        assert best - 1e-6 <= dearest_weeks(worker, profit, 0.0, 3, 10_000, slack).bound <= best + slack + 1e-6
        assert dearest_weeks(worker, profit, 0.0, 3, 1, slack).bound >= best - 1e-6
    found = dearest_weeks(worker, profit, best - room, 10_000, 10_000, loss=room)
    assert found.all_told
    assert set(found.weeks) == {places for places, worth in weeks.items() if worth > best - room}


@pytest.mark.parametrize("turns", [1, 2, 5, 80])
def test_a_bound_holds_wherever_the_search_is_cut(turns):
    case = open_case(territory(8, 40, 3, spread=0.03))
    best = solve_plainly(case, greedy(case), Budget(None), 0, 60.0).value
    pool = Pool(case)
    for place, places in single_weeks(case):
        pool.add(place, places)
    assert generate(pool, Part.whole(case), Budget(None), turns).bound >= best - 1e-6
    assert simple_bound(case) >= best
    assert generate(Pool(case), Part.whole(case), Budget(1e-9), turns).bound >= best - 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_a_large_territory_keeps_every_rule_and_its_bound_holds(seed, monkeypatch):
    problem = problem_from(crowded(4, 20, seed) if seed % 2 else territory(14, 60, seed, spread=0.03))
    best = solve(problem).value
    monkeypatch.setattr(composing, "_PLAIN_PAIRS", 0)
    monkeypatch.setattr(composing, "_LARGE_PAIRS", 0)
    plan = solve(problem)  # checked before it is given out
    assert 0.98 * best <= plan.value <= best <= plan.bound
    assert (plan.status == "optimal") == (plan.value == plan.bound)
    assert solve(problem) == plan
    for large in (0, 8_000):
        monkeypatch.setattr(composing, "_LARGE_PAIRS", large)
        for seconds in (0.0, 0.01, 0.03, 0.1):  # cut anywhere, even before a solver has found or proven anything
            hurried = solve(problem, time_limit=seconds)
            assert hurried.value <= best <= hurried.bound


@pytest.mark.parametrize("seed", range(4))
def test_what_forcing_a_pair_costs_is_what_a_pin_costs(seed):
    problem = problem_from(crowded(3, 12, seed))
    plan = solve(problem)
    owners = {one.household: one.worker for one in plan.placed}
    for household in list(problem.household)[:4]:
        found = if_forced(problem, ("w0001", household), owners)
        pinned = solve(replace(problem, pins=(("w0001", household),)))
        if pinned.impossible_pins:
            assert found is None
        else:
            assert found.value_change == pinned.value - plan.value <= 0


def test_forcing_a_pair_tells_how_many_minutes_a_week_are_lost_near_it_and_in_a_large_territory(monkeypatch):
    travel, all_day = Travel(60, 0, 60), tuple((day, 0, 1_440) for day in range(7))
    here, trade = (43.3, 5.4), frozenset({"t"})
    workers = tuple(Worker(f"w{one}", here, trade, trade, 40, all_day, travel) for one in range(14))
    homes = tuple(Household(f"h{one:02}", here, "t", False, ((0, 0, 600),)) for one in range(14))
    short = Household("short", here, "t", False, ((0, 540, 660),))
    problem = Problem(workers, (*homes, short))
    plan = {home.id: worker.id for home, worker in zip(homes, workers, strict=True)}
    for pairs in (0, forced._COMPOSED_WHOLE):
        monkeypatch.setattr(forced, "_COMPOSED_WHOLE", pairs)
        found = if_forced(problem, ("w3", "short"), plan)
        assert (found.minutes_change, found.displaced, found.alone) == (120 - 600, ("h03",), ("h03",))
    free = Worker("w99", here, trade, trade, 40, all_day, travel)
    found = if_forced(Problem((*workers, free), (*homes, short)), ("w3", "short"), plan)
    assert (found.minutes_change, found.displaced, found.alone) == (120, ("h03",), ())


def test_more_hours_or_another_worker_never_lessen_the_value_and_a_ban_never_raises_it():
    problem = problem_from(crowded(4, 20, 7))
    plan = solve(problem)
    pair = plan.placed[0]
    assert solve(replace(problem, forbids=((pair.worker, pair.household),))).value <= plan.value
    longer = tuple(replace(one, hours_max=one.hours_max + 4) for one in problem.workers)
    assert solve(replace(problem, workers=longer)).value >= plan.value
    away = (replace(problem.workers[0], available=()), *problem.workers[1:])
    assert solve(replace(problem, workers=away)).value <= plan.value
    waiting = tuple(replace(one, waiting_days=rank * 1_000) for rank, one in enumerate(problem.workers))
    assert solve(replace(problem, workers=waiting)).value == plan.value


@pytest.fixture(scope="module")
def checked():
    question = crowded(3, 12, 1)
    question["pins"] = [["w0000", "h0000"]]
    question["forbids"] = [["w0002", "h0001"]]
    problem = problem_from(question)
    return problem, solve(problem)


def _placed(plan, **changes):
    return replace(plan, placed=(replace(plan.placed[0], **changes), *plan.placed[1:]))


PLANTED = {
    "a household left out": (lambda plan: replace(plan, placed=plan.placed[1:]), "is not told"),
    "a household told twice": (lambda plan: replace(plan, placed=plan.placed + plan.placed[:1]), "told 2 times"),
    "a worker who does not exist": (lambda plan: _placed(plan, worker="w9"), "does not exist"),
    "a value too high": (lambda plan: _placed(plan, value=plan.placed[0].value + 1), "worth"),
    "a sum that is none": (lambda plan: replace(plan, value=plan.value - 1), "not the sum"),
    "a bound under the value": (lambda plan: replace(plan, bound=plan.value - 1), "under the value"),
    "optimal without proof": (lambda plan: replace(plan, bound=plan.value + 1), "without proof"),
    "everything to one worker": (
        lambda plan: replace(plan, placed=tuple(replace(one, worker="w0000") for one in plan.placed)), "clash",
    ),
    "hours": (
        lambda plan: replace(plan, placed=tuple(replace(one, worker="w0000") for one in plan.placed)), "too many",
    ),
    "a pin neither kept nor reported": (lambda plan: _without(plan, "h0000"), "pin"),
    "weeks that show something else": (lambda plan: replace(plan, weeks=plan.weeks[1:]), "weeks do not show"),
}  # fmt: skip


def _without(plan, household):
    return replace(plan, placed=tuple(one for one in plan.placed if one.household != household))


@pytest.mark.parametrize(("plant", "words"), PLANTED.values(), ids=PLANTED)
def test_the_checker_finds_a_planted_mistake(checked, plant, words):
    problem, plan = checked
    assert mistakes(problem, plan) == []
    wrong = plant(plan)
    assert any(words in one for one in mistakes(problem, wrong))
    with pytest.raises(WrongPlan):
        refuse_wrong(problem, wrong)


NOT_ABLE = {
    "not the occupation": {"occupations": frozenset()},
    "not available": {"available": ()},
    "too far": {"at": (43.9, 5.4)},
    "not certified": {"certified": frozenset()},
}


@pytest.mark.parametrize(("words", "changes"), NOT_ABLE.items(), ids=NOT_ABLE)
def test_the_checker_finds_a_worker_who_is_not_able(checked, words, changes):
    problem, plan = checked
    certified = tuple(replace(one, certified_only=True) for one in problem.households)
    changed = replace(problem, households=certified, workers=tuple(replace(one, **changes) for one in problem.workers))
    assert any(words in one for one in mistakes(changed, plan))


def test_the_checker_finds_a_forbidden_pair(checked):
    problem, plan = checked
    pair = plan.placed[0]
    forbidden = replace(problem, forbids=((pair.worker, pair.household),))
    assert any("forbidden" in one for one in mistakes(forbidden, plan))
    assert isinstance(pair, Placed)
