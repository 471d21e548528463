"""Two at once: the last seat, one sheet from two tablets. Real threads, each with its own connection."""

from collections.abc import Callable
from contextvars import copy_context
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.filling.actions import answer_herself, offer_seat
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, SeatOffer
from labmigration.pathway.training.tests.conftest import School
from labmigration.pathway.training.tests.plans import may_work, signed_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school(transactional_db: None, world: Any, on_a_tuesday: date) -> School:
    """The provider, in a database that other connections can read."""
    return School(world)


def at_once(school: School, *acts: Callable[[], Any]) -> list[Any]:
    """What each act returned or raised, all begun together in threads of their own."""
    barrier, answers = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            with school.coordinator.at_work():
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


def test_the_last_seat_goes_to_one_of_two_and_the_other_keeps_waiting(school):
    with school.coordinator.at_work():
        cohort = school.cohort(capacity=2)
        school.enrolled(cohort, 1)
        people = [school.waiting(), school.waiting()]
    answers = at_once(
        school,
        *[lambda person=person: actions.enrol(person, cohort, actor=school.coordinator) for person in people],
    )
    assert {type(answer) for answer in answers} == {Enrolment, Conflict}
    with school.coordinator.at_work():
        assert sorted(cohort.enrolments.values_list("seat", flat=True)) == [1, 2]
        loser = people[[isinstance(answer, Conflict) for answer in answers].index(True)]
        assert list(queries.people_waiting(school.coordinator)) == [loser]


def test_two_who_say_yes_to_the_last_seat_at_once_are_not_given_it_twice(school):
    with school.coordinator.at_work():
        cohort = school.cohort(capacity=1)
        people = [school.waiting(with_account=True), school.waiting(with_account=True)]
        for person in people:
            signed_plan(person)
            may_work(person)
        offers = [offer_seat(person, cohort, actor=school.coordinator) for person in people]
    answers = at_once(
        school,
        *[
            lambda offer=offer: answer_herself(offer, actor=Actor.of(offer.pathway.candidate.user), yes=True)
            for offer in offers
        ],
    )
    assert {type(answer) for answer in answers} == {Enrolment, type(None)}
    with school.coordinator.at_work():
        assert cohort.enrolments.count() == 1
        assert {offer.state for offer in SeatOffer.objects.all()} == {"accepted"}


def test_six_at_once_get_six_different_seats(school):
    with school.coordinator.at_work():
        cohort = school.cohort()
        people = [school.waiting() for _ in range(6)]
    at_once(
        school,
        *[lambda person=person: actions.enrol(person, cohort, actor=school.coordinator) for person in people],
    )
    with school.coordinator.at_work():
        assert sorted(cohort.enrolments.values_list("seat", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_one_person_given_two_seats_at_once_gets_one(school):
    with school.coordinator.at_work():
        cohorts = [school.cohort("Une"), school.cohort("Deux")]
        person = school.waiting()
    answers = at_once(
        school, *[lambda each=each: actions.enrol(person, each, actor=school.coordinator) for each in cohorts]
    )
    assert sum(isinstance(answer, Enrolment) for answer in answers) == 1
    with school.coordinator.at_work():
        assert Enrolment.objects.filter(pathway=person).count() == 1


def test_one_sheet_signed_on_two_tablets_at_once_is_written_once(school):
    with school.coordinator.at_work():
        cohort, _seats = school.running(4)
        session = school.session(cohort)
    answers = at_once(school, lambda: school.sign(session), lambda: school.sign(session))
    assert sorted(answers) == [0, 4]
    with school.coordinator.at_work():
        assert AttendanceSignature.objects.filter(session=session).count() == 4


def test_a_group_and_its_whole_cohort_are_not_planned_at_once(school):
    with school.coordinator.at_work():
        cohort, _seats = school.running(12)
        other = school.world.user("trainer", another=True)
        actions.edit(cohort, actor=school.coordinator, version=1, trainers=[school.trainer, other])
    at_once(
        school,
        lambda: school.session(cohort),
        lambda: school.session(cohort, trainer=other, group=1, module="sst"),
    )
    with school.coordinator.at_work():
        assert cohort.sessions.count() == 1
