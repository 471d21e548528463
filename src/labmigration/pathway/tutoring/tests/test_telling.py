"""Both sides are told that a tutorship waits, and whoever said yes that an answer does: never a name, never a why."""

import pytest

from labmigration.access.actor import Actor
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.thread import thread_context
from labmigration.pathway.tutoring import accompanying
from labmigration.pathway.tutoring.queries import tutors_of
from labmigration.pathway.tutoring.tests.scenes import accepted, begun

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


def told(what):
    return {one.key.rpartition("|")[2] for one in OutboxMessage.objects.filter(key__contains=f"|{what}|")}


@pytest.fixture
def tutor(world):
    found = accepted(world)
    found.user.phone = "+33639984488"
    found.user.save()
    return found


def test_both_are_told_of_a_proposal_and_the_first_yes_of_the_second(world, tutor):
    pathway = world.person("employment", "employment.start", with_account=True)
    with world.placement_officer.at_work():
        found = accompanying.propose(tutor.user, pathway, actor=world.placement_officer, because="Zyxbecause")
        assert told("proposed") == {"tutor", "other"}
        assert all("Zyxbecause" not in one.body for one in OutboxMessage.objects.all())
        around = thread_context(world.advisor, pathway)["around"]
        assert ("Employeur tuteur", f"{tutor.user.name}, proposé aux deux") in around
        accompanying.answer(found, actor=tutor, yes=True)
        assert told("answered") == set()
        accompanying.answer(found, actor=Actor.of(pathway.candidate.user), yes=True)
        assert told("answered") == {"tutor"}
        assert ("Employeur tuteur", tutor.user.name) in thread_context(world.placement_officer, pathway)["around"]
        assert not any(label == "Employeur tuteur" for label, _v in thread_context(world.trainer, pathway)["around"])


def test_a_no_is_told_only_to_whoever_had_said_yes(world, tutor):
    household = world.household(user=True, phone="+33639984489")
    with world.placement_officer.at_work():
        found = accompanying.propose(tutor.user, household, actor=world.placement_officer, because="Un début")
        accompanying.answer(found, actor=tutor, yes=False)
        assert told("answered") == set()
        again = accompanying.propose(tutor.user, household, actor=world.placement_officer, because="Un début")
        accompanying.answer(again, actor=Actor.of(household.user), yes=True)
        accompanying.give_up(again, actor=world.placement_officer)
        assert told("answered") == {"other"}


def test_whoever_tutored_a_person_is_told_to_her_juries(world, tutor):
    pathway = world.person("employment", "employment.start", with_account=True)
    begun(world, tutor, pathway, Actor.of(pathway.candidate.user))
    with world.placement_officer.at_work():
        assert tutors_of(pathway) == {tutor.user.pk}
