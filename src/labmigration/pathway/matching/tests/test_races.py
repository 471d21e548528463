"""Two at once: one need, two people, four telephones; and both sides answering in the same second."""

from threading import Barrier, Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.pathway.matching import actions
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.tests.scenes import DAY_AFTER, a_pair, both, reach
from labmigration.timeline.models import Event as Journal
from tests.world import TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps):
    """Run the steps in threads that begin together; the exceptions of those that were refused."""
    barrier, refused = Barrier(len(steps)), []

    def run(step):
        try:
            barrier.wait()
            step()
        except Refused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def as_actor(actor, action, introduction_id, day, **told):
    """The action by that actor in another thread, on an introduction read before the threads begin."""
    introduction = Introduction.objects.select_related("pathway__candidate", "need__household").get(pk=introduction_id)

    def step():
        with clock.at(day), actor.at_work():
            action(introduction, actor=actor, **told)

    return step


def test_one_need_agreed_with_two_people_at_once_goes_to_one(transactional_db, world):
    with clock.at(TODAY), world.placement_officer.at_work():
        first_person, need = a_pair(world)
        second_person = world.person("matching", "matching.introduce", with_account=True)
        two = [
            actions.introduce(person, need, actor=world.placement_officer) for person in (first_person, second_person)
        ]
        for one in two:
            reach(one, "interview", world)
        with clock.at(DAY_AFTER):
            for one in two:
                actions.confirm(one, actor=both(one)[1])
        steps = [as_actor(both(one)[0], actions.confirm, one.pk, DAY_AFTER) for one in two]
    refused = at_once(*steps)
    assert len(refused) == 1
    with world.placement_officer.at_work():
        assert sorted(Introduction.objects.values_list("state", flat=True)) == ["agreed", "declined"]
        assert HouseholdNeed.objects.get().state == "filled"


def test_two_yes_in_the_same_second_become_mutual_once(transactional_db, world):
    with clock.at(TODAY), world.placement_officer.at_work():
        pathway, need = a_pair(world)
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        steps = [as_actor(actor, actions.answer, introduction.pk, TODAY, yes=True) for actor in both(introduction)]
    assert at_once(*steps) == []
    with world.placement_officer.at_work():
        pathway.refresh_from_db()
        assert Introduction.objects.get().state == "mutual"
        assert pathway.next_step == "matching.plan_interview"


def test_a_move_begun_before_the_other_side_ended_its_own_is_refused_and_not_written_over_it(transactional_db, world):
    """The second looks while the first has moved and not yet committed: on PostgreSQL both once succeeded."""
    with clock.at(TODAY), world.placement_officer.at_work():
        pathway, need = a_pair(world)
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        reach(introduction, "mutual", world)
        person, household = both(introduction)
        first, second = (as_actor(actor, actions.decline, introduction.pk, TODAY) for actor in (person, household))
    moved = Event()

    def slowly():
        with transaction.atomic():
            first()
            moved.set()
            sleep(0.5)

    def meanwhile():
        moved.wait(10)
        second()

    assert len(at_once(slowly, meanwhile)) == 1
    with world.placement_officer.at_work():
        assert Introduction.objects.get().declined_by == "candidate"
        assert Journal.objects.filter(verb="matching.decline").count() == 1
