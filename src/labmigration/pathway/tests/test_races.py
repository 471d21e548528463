"""Two advisors at once: one takes the person in charge, one move stands, the other gets a sentence."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict
from labmigration.pathway import actions
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import actions as orientation
from labmigration.timeline.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*steps):
    """Run the steps in threads that begin together; what each raised, or None."""
    barrier = Barrier(len(steps))
    outcomes: list[Exception | None] = [None] * len(steps)

    def run(number: int) -> None:
        actor, step = steps[number]
        try:
            with actor.at_work():
                barrier.wait()
                step(actor)
        except Conflict as conflict:
            outcomes[number] = conflict
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(steps))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_person_whom_two_advisors_take_at_once_has_one_of_them(transactional_db, world):
    advisors = [world.actor("advisor"), world.actor("advisor", another=True)]
    for _round in range(ROUNDS):
        pathway = world.person(next_step="reception.assign", lead_advisor=None)

        def take(actor: Actor, pathway_id=pathway.pk) -> None:
            own_copy = Pathway.objects.get(pk=pathway_id)
            actions.assign(own_copy, actor.user, actor=actor, instead_of=None)

        outcomes = at_once(*((advisor, take) for advisor in advisors))
        assert [type(outcome) for outcome in outcomes].count(Conflict) == 1
        winner = advisors[outcomes.index(None)]
        with winner.at_work():
            pathway.refresh_from_db()
            assert pathway.lead_advisor == winner.user
            assert Event.objects.filter(pathway_id=pathway.pk, verb="pathway.assign").count() == 1


def test_a_meeting_that_two_browsers_close_at_once_has_one_outcome(transactional_db, world: World):
    advisor = world.actor("advisor")
    for _round in range(ROUNDS):
        pathway = world.person("orientation", "orientation.plan")
        with advisor.at_work():
            meeting = orientation.plan(pathway, actor=advisor, starts_at=clock.now(), place="CEP")

        def miss(actor: Actor, row=meeting) -> None:
            orientation.miss(type(row).objects.select_related("pathway").get(pk=row.pk), actor=actor)

        def hold(actor: Actor, row=meeting) -> None:
            own_copy = type(row).objects.select_related("pathway").get(pk=row.pk)
            orientation.hold(own_copy, actor=actor, occupation="childminder", interest="confirmed")

        outcomes = at_once((advisor, miss), (advisor, hold))
        assert [type(outcome) for outcome in outcomes].count(Conflict) == 1
        with advisor.at_work():
            meeting.refresh_from_db()
            assert meeting.state == ("missed" if outcomes[0] is None else "held")
            told = Event.objects.filter(pathway_id=pathway.pk, verb__in=["orientation.miss", "orientation.hold"])
            assert told.count() == 1
