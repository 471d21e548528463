"""Rows of a territory as the engine reads them: nobody dropped in silence, hours held taken out, wishes weighed."""

from datetime import date

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.matching import actions
from labmigration.pathway.matching.placement import deciding, wishing
from labmigration.pathway.matching.placement.columns import columns_of
from labmigration.pathway.matching.placement.facts import facts_of
from labmigration.pathway.matching.placement.models import WorkWishes
from labmigration.pathway.matching.placement.question import hash_of, problem_of, question_of
from labmigration.pathway.matching.placement.tests.scenes import MORNINGS, a_ready_person, an_open_need, some_wishes
from labmigration.pathway.matching.tests.scenes import DAY_AFTER, both, reach


def test_whoever_the_engine_cannot_read_stays_listed_with_why(world, on_a_tuesday):
    with world.placement_officer.at_work():
        ready = a_ready_person(world)
        silent = world.person("matching", "matching.introduce")
        paused = a_ready_person(world)
        wishing.pause(
            WorkWishes.objects.get(pathway=paused), actor=world.placement_officer, version=1, until=date(2026, 4, 10)
        )
        lost = a_ready_person(world)
        WorkWishes.objects.filter(pathway=lost).update(postcode="99999")
        near, nowhere = an_open_need(world), an_open_need(world, world.household(postcode=""))
        facts = facts_of("marseille")
        why = {str(one.pk): facts.people[str(one.pk)].left_out for one in (ready, silent, paused, lost)}
        assert list(why.values()) == ["", "no_wishes", "paused", "place_unknown"]
        assert facts.needs[str(nowhere.pk)].left_out == "place_unknown"
        assert list(facts.problem.worker) == [str(ready.pk)]
        assert list(facts.problem.household) == [str(near.pk)]
        # Ill for a month: the search begins again by itself on the day that was said.
        with clock.at(date(2026, 4, 10)):
            assert str(paused.pk) in facts_of("marseille").problem.worker


def test_an_agreed_household_takes_its_time_and_its_hours(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_ready_person(world), an_open_need(world)
        second = an_open_need(world, slots=[[0, 600, 780]])
        third = an_open_need(world, slots=[[0, 840, 1020]])
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        reach(introduction, "interview", world)
        with clock.at(DAY_AFTER):
            for actor in both(introduction):
                actions.confirm(introduction, actor=actor)
        columns = columns_of("marseille")
        worker = columns.facts.problem.worker[str(pathway.pk)]
        assert worker.hours_max == 35 - 12
        assert {need.id: able for need, able in columns.hardest(9)} == {str(second.pk): 0, str(third.pk): 1}


def test_a_no_keeps_a_pair_apart_and_a_waiting_answer_keeps_its_hours(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, asked, declined = a_ready_person(world), an_open_need(world), an_open_need(world)
        introduction = actions.introduce(pathway, declined, actor=world.placement_officer)
        actions.answer(introduction, actor=Actor.of(pathway.candidate.user), yes=False)
        actions.introduce(pathway, asked, actor=world.placement_officer)
        facts = facts_of("marseille")
        assert facts.problem.forbids == ((str(pathway.pk), str(declined.pk)),)
        composed = facts.to_compose
        assert list(composed.household) == [str(declined.pk)]
        assert composed.worker[str(pathway.pk)].hours_max == 35 - 12
        assert (0, 480, 720) not in composed.worker[str(pathway.pk)].available


def test_wishes_of_both_sides_weigh_and_officers_rules_hold(world, on_a_tuesday):
    with world.placement_officer.at_work():
        wishes = {"tasks_wanted": ["play", "homework"], "tasks_unwanted": ["child_laundry"]}
        pathway = a_ready_person(world, wishes=wishes)
        liked = an_open_need(world, task_codes=["play", "homework"])
        disliked = an_open_need(world, task_codes=["child_laundry"])
        assert facts_of("marseille").problem.preferences == {
            (str(pathway.pk), str(liked.pk)): 1.0,
            (str(pathway.pk), str(disliked.pk)): 0.0,
        }
        kept = deciding.rule(
            pathway, disliked, actor=world.placement_officer, kind="forbid", reason="Elle ne le souhaite pas"
        )
        facts = facts_of("marseille")
        assert facts.problem.forbids == ((str(pathway.pk), str(disliked.pk)),)
        deciding.lift(kept, actor=world.placement_officer)
        assert facts_of("marseille").problem.forbids == ()


def test_what_was_asked_can_be_asked_again_and_columns_follow_every_change(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway = a_ready_person(world)
        an_open_need(world, slots=[*MORNINGS, [5, 1200, 1440], [6, 0, 120]])
        columns = columns_of("marseille")
        question = question_of(columns.facts.problem)
        assert question_of(problem_of(question)) == question
        assert columns_of("marseille") is columns
        some_wishes(world, pathway, version=1, hours_most=20)
        again = columns_of("marseille")
        assert again is not columns
        assert hash_of(question_of(again.facts.problem)) != hash_of(question)
        arrived = world.person("matching", "matching.introduce")
        assert str(arrived.pk) in columns_of("marseille").facts.people
