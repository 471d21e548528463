"""Introductions: who may propose, what each answer leads to, and that one need goes to one person."""

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.actions import set_next
from labmigration.pathway.matching import actions, household_actions, need_actions, queries
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.tests.scenes import DAY_AFTER, MEETING, a_need, a_pair, both, reach
from labmigration.pathway.models import Pathway
from labmigration.timeline.models import Event


@pytest.fixture
def introduction(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_pair(world)
        yield actions.introduce(pathway, need, actor=world.placement_officer)


def test_a_proposal_waits_for_the_persons_answer(introduction):
    assert introduction.pathway.next_step == "matching.answer"
    assert introduction.state == "proposed"


def test_an_unvetted_household_is_proposed_nobody(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway = world.person("matching", "matching.introduce")
        need = a_need(world, world.household(state="waiting"))
        with pytest.raises(Refused, match="pas vérifié"):
            actions.introduce(pathway, need, actor=world.placement_officer)


def test_a_person_still_in_training_is_not_introduced(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway = world.person("training", "training.attend")
        need = a_need(world, world.household())
        with pytest.raises(Refused, match="mise en relation"):
            actions.introduce(pathway, need, actor=world.placement_officer)


def test_another_occupation_needs_a_written_reason(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_pair(world, occupation="dependency_carer")
        with pytest.raises(Refused, match="métier"):
            actions.introduce(pathway, need, actor=world.placement_officer)
        made = actions.introduce(pathway, need, actor=world.placement_officer, because="Dix ans de garde")
        assert made.because


def test_an_advisor_does_not_introduce(world, on_a_tuesday):
    with world.advisor.at_work():
        pathway, need = a_pair(world)
        with pytest.raises(Refused):
            actions.introduce(pathway, need, actor=world.advisor)


def test_the_same_pair_is_proposed_once(world, introduction):
    with pytest.raises(Conflict, match="déjà proposée"):
        actions.introduce(introduction.pathway, introduction.need, actor=world.placement_officer)


def test_a_telephone_number_does_not_hide_in_the_availability(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_pair(world)
        with pytest.raises(Refused, match="Ni téléphone"):
            actions.introduce(pathway, need, actor=world.placement_officer, availability="appelez le 06 39 98 12 34")


def test_two_yes_lead_to_a_meeting_then_two_agreements_to_a_contract(world, introduction):
    person, household = both(introduction)
    actions.answer(introduction, actor=person, yes=True)
    assert (introduction.state, introduction.pathway.next_step) == ("proposed", "matching.await_answer")
    actions.answer(introduction, actor=household, yes=True)
    assert (introduction.state, introduction.pathway.next_step) == ("mutual", "matching.plan_interview")
    actions.plan_interview(introduction, actor=world.placement_officer, starts_at=MEETING, place="Café")
    assert introduction.pathway.next_step == "matching.confirm"
    with clock.at(DAY_AFTER):
        actions.confirm(introduction, actor=person)
        assert introduction.pathway.next_step == "matching.await_agreement"
        actions.confirm(introduction, actor=household)
    introduction.need.refresh_from_db()
    pathway = introduction.pathway
    assert (introduction.state, introduction.need.state) == ("agreed", "filled")
    assert (pathway.next_step, pathway.stage) == ("employment.draft", "employment")


@pytest.mark.parametrize("side", [0, 1])
def test_one_no_ends_it_without_a_reason_asked(world, introduction, side):
    actions.answer(introduction, actor=both(introduction)[side], yes=False)
    assert (introduction.state, introduction.pathway.next_step) == ("declined", "matching.introduce")
    assert introduction.declined_by == ("candidate", "household")[side]


def test_a_side_answers_once(world, introduction):
    person, _household = both(introduction)
    actions.answer(introduction, actor=person, yes=True)
    with pytest.raises(Conflict, match="déjà répondu"):
        actions.answer(introduction, actor=person, yes=False)
    introduction.refresh_from_db()
    assert introduction.candidate_says_yes is True


def test_another_person_cannot_answer(world, introduction):
    other = world.person("matching", "matching.introduce", with_account=True)
    with pytest.raises(Refused):
        actions.answer(introduction, actor=Actor.of(other.candidate.user), yes=True)


def test_nobody_agrees_before_the_meeting_took_place(world, introduction):
    reach(introduction, "interview", world)
    with pytest.raises(Refused, match="pas encore eu lieu"):
        actions.confirm(introduction, actor=both(introduction)[0])


@pytest.mark.parametrize("state", ["mutual", "interview"])
@pytest.mark.parametrize("who", ["candidate", "household", "officer"])
def test_anyone_may_end_it_at_any_step(world, introduction, state, who):
    reach(introduction, state, world)
    person, household = both(introduction)
    actor = {"candidate": person, "household": household, "officer": world.placement_officer}[who]
    actions.decline(introduction, actor=actor)
    assert (introduction.state, introduction.declined_by) == ("declined", who)
    assert introduction.pathway.next_step == "matching.introduce"


def test_the_agreed_need_ends_its_other_introductions_and_frees_those_people(world, introduction):
    other = world.person("matching", "matching.introduce", with_account=True)
    second = actions.introduce(other, introduction.need, actor=world.placement_officer)
    reach(introduction, "interview", world)
    with clock.at(DAY_AFTER):
        for actor in both(introduction):
            actions.confirm(introduction, actor=actor)
    second.refresh_from_db()
    other.refresh_from_db()
    assert (second.state, second.declined_by, other.next_step) == ("declined", "need", "matching.introduce")
    event = Event.objects.get(verb="matching.decline", pathway_id=other.pk)
    assert event.actor is None, "the journal of one person must not name another"


def test_a_need_agreed_with_someone_else_meanwhile_is_a_conflict(world, introduction):
    other = world.person("matching", "matching.introduce", with_account=True)
    second = actions.introduce(other, introduction.need, actor=world.placement_officer)
    for one in (introduction, second):
        reach(one, "interview", world)
    with clock.at(DAY_AFTER):
        stale = Introduction.objects.get(pk=second.pk)
        for actor in both(introduction):
            actions.confirm(introduction, actor=actor)
        with pytest.raises(Conflict):
            actions.confirm(stale, actor=both(stale)[0])


def test_a_household_that_edits_its_need_is_seen_on_the_introduction(world, introduction):
    need, told = introduction.need, {"occupation": "childcare_provider", "tasks": "Trois enfants"}
    told |= {"slots": [[5, 480, 720]], "starts_on": introduction.need.starts_on}
    need_actions.edit_need(need, actor=both(introduction)[1], version=1, **told)
    changed = Introduction.objects.get(pk=introduction.pk)
    assert changed.need_changed
    actions.acknowledge(changed, actor=world.placement_officer)
    assert not Introduction.objects.get(pk=introduction.pk).need_changed


def test_three_ended_introductions_flag_the_household(world, introduction):
    household = introduction.need.household
    actions.answer(introduction, actor=both(introduction)[0], yes=False)
    for _time in range(2):
        assert queries.households_to_watch(world.placement_officer) == {}
        pathway = world.person("matching", "matching.introduce")
        again = actions.introduce(pathway, introduction.need, actor=world.placement_officer)
        actions.decline(again, actor=world.placement_officer)
    assert queries.households_to_watch(world.placement_officer) == {household.pk: 3}


def test_a_person_already_followed_up_is_proposed_more_hours_without_going_back(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_pair(world)
        set_next(pathway, "follow_up.answer", stage="follow_up")
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        reach(introduction, "interview", world)
        with clock.at(DAY_AFTER):
            for actor in both(introduction):
                actions.confirm(introduction, actor=actor)
        fresh = Pathway.objects.get(pk=pathway.pk)
        assert (fresh.stage, fresh.next_step) == ("follow_up", "follow_up.answer")
        assert introduction.state == "agreed"


def test_a_suspended_household_answers_no_more(world, introduction):
    household_actions.suspend(introduction.need.household, actor=world.placement_officer)
    with pytest.raises(Refused, match="plus ouverte"):
        actions.answer(introduction, actor=both(introduction)[1], yes=True)
