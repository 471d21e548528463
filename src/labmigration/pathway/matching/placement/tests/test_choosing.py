"""Which needs a plan weighs where there are too many: everybody's best at each hour, what is hard, what is decided."""

import numpy as np
import pytest

from labmigration.decisions.placement import Household, Problem, Territory, Travel, Worker
from labmigration.pathway.matching.placement import deciding, facts
from labmigration.pathway.matching.placement.choosing import most_promising
from labmigration.pathway.matching.placement.facts import facts_of
from labmigration.pathway.matching.placement.tests.scenes import a_plan, a_ready_person, an_open_need

TRADE, TRAVEL = frozenset({"t"}), Travel(15, 10, 90)
ALL_WEEK = tuple((day, 0, 1_440) for day in range(5))


def crowd(seed, workers=6, needs=300):
    """Workers of whom some are free in the morning only, needs of five different weeks."""
    chance = np.random.default_rng(seed)
    people = tuple(
        Worker(
            f"w{one}", (43.3 + 0.01 * one, 5.4), TRADE, TRADE, 35,
            ALL_WEEK if one % 2 else tuple((day, 0, 720) for day in range(5)), TRAVEL,
        )
        for one in range(workers)
    )  # fmt: skip
    weeks = [((day, start, start + 120),) for day, start in [(0, 480), (1, 540), (2, 840), (3, 600), (4, 1_300)]]
    kinds = chance.integers(0, 5, needs)
    places = 43.3 + 0.05 * chance.random(needs)
    homes = tuple(
        Household(f"h{one:03}", (float(places[one]), 5.4), "t", False, weeks[kinds[one]]) for one in range(needs)
    )
    return Territory(Problem(people, homes)), kinds.astype(np.int32)


@pytest.mark.parametrize("seed", range(5))
def test_everybody_keeps_her_best_need_of_each_hour_and_what_is_decided_stays(seed):
    territory, weeks = crowd(seed)
    chosen = {*most_promising(territory, weeks, [7, 11], 60).tolist()}
    assert len(chosen) == 60 and {7, 11} <= chosen
    for worker in territory.workers:
        pairs = territory.able_of(worker)
        for week in np.unique(weeks[pairs.rows]):
            of_week = weeks[pairs.rows] == week
            best = pairs.value[of_week].max()
            assert any(row in chosen for row in pairs.rows[of_week & (pairs.value == best)].tolist())


def test_a_need_of_which_one_person_alone_is_able_is_weighed_though_it_is_worth_little():
    territory, weeks = crowd(1)
    far = Household("zz", (43.3, 5.4), "rare", False, ((0, 480, 510),))
    old = territory.problem
    one = Worker("w9", (43.3, 5.4), frozenset({"t", "rare"}), TRADE, 35, ALL_WEEK, TRAVEL)
    territory = Territory(Problem((*old.workers, one), (*old.households, far)))
    chosen = most_promising(territory, np.append(weeks, np.int32(9)), [], 20)
    assert territory.needs.row["zz"] in chosen.tolist()


def test_few_needs_are_all_weighed_even_those_nobody_is_able_of():
    territory, weeks = crowd(2, needs=4)
    assert most_promising(territory, weeks, range(4), 10).tolist() == [0, 1, 2, 3]


def test_with_nobody_to_place_only_what_is_decided_is_weighed():
    territory, weeks = crowd(3, workers=0)
    assert most_promising(territory, weeks, [7], 60).tolist() == [7]


def test_a_plan_of_too_many_needs_weighs_the_best_keeps_decisions_and_says_so(world, on_a_tuesday, monkeypatch):
    monkeypatch.setattr(facts, "MOST_WEIGHED", 3)
    with world.placement_officer.at_work():
        pathway = a_ready_person(world)
        needs = [an_open_need(world, slots=[[day, 480, 600]]) for day in (0, 1, 2, 3, 3)]
        kept = an_open_need(world, slots=[[4, 480, 540]])
        deciding.rule(pathway, kept, actor=world.placement_officer, kind="pin", reason="La famille la connaît")
        read = facts_of("marseille")
        assert str(kept.pk) in read.to_compose.household and len(read.to_compose.household) == 3
        plan = a_plan(world)
        assert (plan.needs_weighed, plan.needs_open) == (3, len(needs) + 1)
        assert plan.pairs.count() == 3 and plan.pairs.filter(need=kept).exists()
