"""Two at once: two checkers, two devices, a double click. Real threads, each with its own connection."""

from contextvars import copy_context
from threading import Barrier, Thread

import pytest
from django.db import connections

from labmigration.access.gate import Conflict
from labmigration.pathway.reception import document_actions
from labmigration.pathway.reception.kept_files import PHOTOGRAPHS
from labmigration.pathway.reception.models import Document
from labmigration.pathway.reception.tests.papers_sent import photo, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_a_tuesday")]


def at_once(world, *acts):
    """What each act returned or raised, all begun together in threads of their own."""
    barrier, answers = Barrier(len(acts)), [None] * len(acts)
    actor = world.advisor

    def run(place, act):
        try:
            with actor.at_work():
                barrier.wait(10)
                answers[place] = act()
        except Exception as refused:
            answers[place] = refused
        finally:
            connections.close_all()

    threads = [Thread(target=copy_context().run, args=(run, place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.fixture
def pathway(transactional_db, world):
    with world.advisor.at_work():
        return world.person()


@pytest.mark.parametrize("finding", ["good", "illegible"])
def test_two_who_check_at_once_settle_the_paper(world, pathway, finding):
    with world.advisor.at_work():
        document = sent(world, pathway)
    checkers = [world.advisor, world.territory_coordinator]

    def check(actor):
        mine = Document.objects.get(pk=document.pk)
        return document_actions.check(mine, actor=actor, finding=finding, allows_work=True)

    answers = at_once(world, *[lambda actor=actor: check(actor) for actor in checkers])
    assert all(isinstance(answer, Document) for answer in answers), answers
    with world.advisor.at_work():
        document.refresh_from_db()
        assert document.state == ("checked" if finding == "good" else "refused")
        assert document.checks.count() == 2
    assert not PHOTOGRAPHS.path(document.pk).exists()


def test_three_who_check_at_once_settle_it_once(world, pathway):
    with world.advisor.at_work():
        document = sent(world, pathway)
    third = world.actor("territory_coordinator", another=True)
    checkers = [world.advisor, world.territory_coordinator, third]

    def check(actor):
        mine = Document.objects.get(pk=document.pk)
        return document_actions.check(mine, actor=actor, finding="good", allows_work=True)

    answers = at_once(world, *[lambda actor=actor: check(actor) for actor in checkers])
    assert [type(answer) for answer in answers].count(Conflict) == 1
    with world.advisor.at_work():
        document.refresh_from_db()
        assert document.state == "checked"


def test_a_double_click_is_one_document(world, pathway):
    answers = at_once(world, *[lambda: document_actions.send(pathway, "residence", photo(), actor=world.advisor)] * 3)
    assert len({answer.pk for answer in answers}) == 1
    with world.advisor.at_work():
        assert Document.objects.count() == 1
    assert set(PHOTOGRAPHS.ids()) >= {answers[0].pk}


def test_two_devices_at_once_leave_one_paper_that_waits(world, pathway):
    at_once(
        world,
        *[
            lambda number=number: document_actions.send(pathway, "residence", photo(number), actor=world.advisor)
            for number in range(3)
        ],
    )
    with world.advisor.at_work():
        waiting = Document.objects.filter(state="sent")
        assert waiting.count() == 1
        assert PHOTOGRAPHS.path(waiting.get().pk).exists()
        gone = Document.objects.filter(state="replaced").values_list("pk", flat=True)
    assert not any(PHOTOGRAPHS.path(one).exists() for one in gone)
