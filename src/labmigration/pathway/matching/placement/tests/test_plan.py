"""A plan of weeks: checked before anyone sees it, applied by an officer alone, stale when something changed."""

import pytest

from labmigration.access.gate import Conflict, Refused
from labmigration.decisions.placement import mistakes
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement import composing, deciding
from labmigration.pathway.matching.placement.models import PlacementPlan, ProposedPair
from labmigration.pathway.matching.placement.question import problem_of
from labmigration.pathway.matching.placement.tests.scenes import a_plan, a_ready_person, an_open_need, some_wishes
from labmigration.territories.models import Territory


@pytest.fixture
def scene(world, on_a_tuesday):
    with world.placement_officer.at_work():
        people = [a_ready_person(world), a_ready_person(world)]
        needs = [an_open_need(world), an_open_need(world)]
        yield world, people, needs, a_plan(world)


def test_a_plan_keeps_its_question_its_proof_and_proposes_without_applying(scene):
    _world, _people, _needs, plan = scene
    assert (plan.state, plan.engine, plan.answer["status"]) == ("ready", "placement 1.0", "optimal")
    assert plan.answer["value"] == plan.answer["bound"] > 0
    assert len(plan.question_hash) == 64 and problem_of(plan.record.question).households
    assert plan.pairs.filter(state="proposed").count() == 2
    assert not Introduction.objects.exists(), "the machine proposes nothing by itself"


def test_an_officer_follows_a_pair_and_a_newer_plan_replaces_the_older(scene):
    world, _people, _needs, plan = scene
    pair = plan.pairs.first()
    introduction = deciding.accept(pair, actor=world.placement_officer)
    assert (introduction.need_id, introduction.pathway_id) == (pair.need_id, pair.pathway_id)
    with pytest.raises(Conflict):
        deciding.accept(ProposedPair.objects.get(pk=pair.pk), actor=world.placement_officer)
    again = a_plan(world)
    plan.refresh_from_db()
    assert plan.state == "replaced"
    assert pair.need_id not in [one.need_id for one in again.pairs.all()], "what is asked is not proposed twice"
    hers = next(one for one in again.record.question["workers"] if one["id"] == str(pair.pathway_id))
    assert hers["hours_max"] == 35 - 12, "and keeps its hours"


def test_two_officers_give_one_household_to_two_people_and_the_second_is_told(scene):
    world, people, _needs, plan = scene
    pair = plan.pairs.first()
    deciding.accept(pair, actor=world.placement_officer)
    ProposedPair.objects.filter(pk=pair.pk).update(state="proposed")
    other = next(one for one in people if one.pk != pair.pathway_id)
    with pytest.raises(Conflict, match="Une autre personne"):
        deciding.change(
            ProposedPair.objects.get(pk=pair.pk), other, actor=world.placement_officer, reason="Elle habite à côté"
        )
    assert Introduction.objects.filter(need=pair.need).count() == 1


def test_a_pair_whose_need_or_wishes_changed_since_says_so(scene):
    world, people, _needs, plan = scene
    edited, wished = plan.pairs.order_by("pk")
    HouseholdNeed.objects.filter(pk=edited.need_id).update(version=9)
    with pytest.raises(Conflict, match="changé son besoin"):
        deciding.accept(edited, actor=world.placement_officer)
    pathway = next(one for one in people if one.pk == wished.pathway_id)
    some_wishes(world, pathway, version=1, hours_most=20)
    with pytest.raises(Conflict, match="changé ses souhaits"):
        deciding.accept(wished, actor=world.placement_officer)


def test_what_is_changed_or_not_kept_has_its_reason(scene):
    world, people, _needs, plan = scene
    first, second = plan.pairs.order_by("pk")
    with pytest.raises(Refused, match="pourquoi"):
        deciding.refuse(first, actor=world.placement_officer, reason=" ")
    deciding.refuse(first, actor=world.placement_officer, reason="Le foyer préfère attendre")
    other = next(one for one in people if one.pk != second.pathway_id)
    deciding.change(second, other, actor=world.placement_officer, reason="Elle connaît ce foyer")
    first.refresh_from_db()
    assert (first.state, second.state, first.reason) == ("refused", "changed", "Le foyer préfère attendre")
    assert Introduction.objects.get().pathway_id == other.pk


def test_a_pin_that_cannot_hold_is_told_with_its_obstacles(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, night = a_ready_person(world), an_open_need(world, slots=[[5, 1200, 1440], [6, 0, 360]])
        an_open_need(world)
        deciding.rule(pathway, night, actor=world.placement_officer, kind="pin", reason="Le foyer la connaît")
        plan = a_plan(world)
        assert plan.answer["impossible_pins"] == [
            {"worker": str(pathway.pk), "household": str(night.pk), "obstacles": ["not_available"]}
        ]
        assert plan.pairs.count() == 1


def test_a_night_across_midnight_is_served_by_who_works_both_halves_of_it(world, on_a_tuesday):
    with world.placement_officer.at_work():
        night = [[4, 1200, 1440], [5, 0, 360]]
        a_ready_person(world)
        nights = a_ready_person(world, wishes={"halves": ["4-evening", "5-night"]})
        an_open_need(world, slots=night)
        plan = a_plan(world)
        assert [one.pathway_id for one in plan.pairs.all()] == [nights.pk]


def test_one_search_at_a_time_stops_with_the_best_that_it_has(world, on_a_tuesday):
    with world.placement_officer.at_work():
        territory = Territory.objects.get(pk="marseille")
        with pytest.raises(Refused, match="au moins une personne"):
            composing.compose(territory, actor=world.placement_officer, seconds=5)
        a_ready_person(world), an_open_need(world)
        plan = composing.compose(territory, actor=world.placement_officer, seconds=5)
        with pytest.raises(Conflict, match="déjà en cours"):
            composing.compose(territory, actor=world.placement_officer, seconds=5)
        composing.stop(plan, actor=world.placement_officer)
        composing.compose_weeks(str(plan.pk), "marseille", renew=lambda: None)
        kept = PlacementPlan.objects.get()
        assert (kept.state, kept.pairs.count()) == ("ready", 1)
        assert kept.answer["bound"] >= kept.answer["value"]


def test_a_search_that_was_killed_is_taken_up_with_the_question_that_it_had_written(world, on_a_tuesday):
    with world.placement_officer.at_work():
        a_ready_person(world), an_open_need(world)
        plan = composing.compose(Territory.objects.get(pk="marseille"), actor=world.placement_officer, seconds=5)
        asked = composing.question_asked(plan)
        later = an_open_need(world, slots=[[4, 480, 720]])
        composing.compose_weeks(str(plan.pk), "marseille", renew=lambda: None)
        kept = PlacementPlan.objects.get()
        assert (kept.state, kept.record.pk, kept.needs_weighed) == ("ready", asked.pk, 1)
        assert kept.pairs.count() == 1 and not kept.pairs.filter(need=later).exists()


def test_a_plan_that_breaks_its_rules_is_kept_from_everyone(world, on_a_tuesday, monkeypatch):
    with world.placement_officer.at_work():
        a_ready_person(world), an_open_need(world)
        plan = composing.compose(Territory.objects.get(pk="marseille"), actor=world.placement_officer, seconds=5)
        problem = problem_of(composing.question_asked(plan).question)
        right = composing.solve(problem, seed=1, time_limit=5)
        wrong = type(right)("optimal", right.value + 5, right.bound + 5, *[getattr(right, name) for name in (
            "placed", "unplaced", "weeks", "impossible_pins")])  # fmt: skip
        assert mistakes(problem, wrong)
        monkeypatch.setattr(composing, "solve", lambda *args, **options: wrong)
        with pytest.raises(AssertionError):
            composing.run(plan)
        assert PlacementPlan.objects.get().state == "searching"
        assert not ProposedPair.objects.exists()
