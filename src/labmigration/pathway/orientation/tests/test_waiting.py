"""The waiting list: a freed hour is offered to the first in line for some hours, then to the next."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.orientation import actions, waiting_actions
from labmigration.pathway.orientation.models import Meeting, Offer, Slot, Waiting
from labmigration.pathway.orientation.sweeping import remind_and_offer
from labmigration.pathway.orientation.tests.scenes import march, open_hours, waiting_person

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


class Line:
    """Someone holds an hour; others wait, in the order of their names."""

    def __init__(self, world, waiting=2):
        self.world = world
        (self.slot,) = open_hours(world, march(17))
        self.holder = waiting_person(world)
        self.waiting = [waiting_person(world) for _number in range(waiting)]
        with self.by(self.holder) as actor:
            self.meeting = actions.choose(self.holder, self.slot, actor=actor)
        for number, person in enumerate(self.waiting):
            with self.by(person) as actor, clock.at(march(10, 9, number)):
                waiting_actions.wait(person, actor=actor)

    def by(self, person):
        return Acting(Actor.of(person.candidate.user))

    def free_the_hour(self):
        with self.by(self.holder) as actor:
            actions.cancel(self.meeting, actor=actor)

    def offered(self):
        """The person to whom the hour is offered now, or None."""
        with self.world.advisor.at_work():
            offer = Offer.objects.filter(state="open").first()
            return offer.pathway_id if offer else None

    def state(self):
        with self.world.advisor.at_work():
            return Slot.objects.get(pk=self.slot.pk).state


class Acting:
    """An actor at work, as a block."""

    def __init__(self, actor):
        self.actor, self.scope = actor, actor.at_work()

    def __enter__(self):
        self.scope.__enter__()
        return self.actor

    def __exit__(self, *raised):
        self.scope.__exit__(*raised)


@pytest.fixture
def line(world):
    return Line(world)


def offer_of(line, number):
    return Offer.objects.filter(pathway=line.waiting[number], state="open").select_related("slot", "pathway").get()


def test_a_freed_hour_is_offered_to_the_first_in_line_by_message_and_kept_from_others(line):
    line.free_the_hour()
    assert (line.offered(), line.state()) == (line.waiting[0].pk, "offered")
    message = OutboxMessage.objects.get(pathway_id=line.waiting[0].pk)
    assert "/l/" in message.body and "mardi 17 mars" in message.body
    with line.by(line.holder) as actor, pytest.raises(Conflict):
        line.holder.refresh_from_db()
        actions.choose(line.holder, line.slot, actor=actor)


def test_an_offer_without_an_answer_goes_on_to_the_next_and_then_to_everybody(line):
    line.free_the_hour()
    for later, (person, state) in enumerate(((line.waiting[1].pk, "offered"), (None, "open")), start=1):
        with clock.at(clock.now() + later * (waiting_actions.HOURS_TO_ANSWER + timedelta(minutes=1))):
            remind_and_offer()
            remind_and_offer()
            assert (line.offered(), line.state()) == (person, state)


def test_who_accepts_has_the_hour_and_waits_no_more(line):
    line.free_the_hour()
    with line.by(line.waiting[0]) as actor:
        waiting_actions.accept(offer_of(line, 0), actor=actor)
        meeting = Meeting.objects.get(pathway=line.waiting[0], state="planned")
        assert meeting.slot_id == line.slot.pk and line.state() == "taken"
        assert Waiting.objects.get(pathway=line.waiting[0]).state == "served"


def test_who_already_has_a_later_meeting_is_moved_and_her_hour_freed(world):
    line = Line(world, waiting=1)
    (later,) = open_hours(world, march(24))
    with line.by(line.waiting[0]) as actor:
        meeting = actions.choose(line.waiting[0], later, actor=actor)
    line.free_the_hour()
    with line.by(line.waiting[0]) as actor:
        waiting_actions.accept(offer_of(line, 0), actor=actor)
        meeting.refresh_from_db()
        assert meeting.starts_at == march(17)
        assert Slot.objects.get(pk=later.pk).state == "open"


def test_an_hour_later_than_her_own_meeting_is_not_offered(world):
    line = Line(world, waiting=1)
    (sooner,) = open_hours(world, march(12))
    with line.by(line.waiting[0]) as actor:
        actions.choose(line.waiting[0], sooner, actor=actor)
    line.free_the_hour()
    assert (line.offered(), line.state()) == (None, "open")


def test_who_declines_lets_it_go_to_the_next_and_goes_on_waiting(line):
    line.free_the_hour()
    with line.by(line.waiting[0]) as actor:
        waiting_actions.decline(offer_of(line, 0), actor=actor)
        assert Waiting.objects.get(pathway=line.waiting[0]).state == "waiting"
    assert line.offered() == line.waiting[1].pk


def test_an_answer_after_the_time_is_refused_with_a_sentence(line):
    line.free_the_hour()
    with line.by(line.waiting[0]) as actor:
        offer = offer_of(line, 0)
        with clock.at(offer.ends_at), pytest.raises(Conflict, match="n’est plus proposé"):
            waiting_actions.accept(offer, actor=actor)


def test_someone_whom_no_message_reaches_is_passed_over_and_keeps_her_place(world):
    line = Line(world)
    with world.advisor.at_work():
        person = line.waiting[0].candidate
        person.phone = person.email = ""
        person.save()
    line.free_the_hour()
    assert line.offered() == line.waiting[1].pk
    with world.advisor.at_work():
        assert Waiting.objects.get(pathway=line.waiting[0]).state == "waiting"


def test_a_safe_contact_is_not_written_a_link(world):
    line = Line(world, waiting=1)
    with world.advisor.at_work():
        person = line.waiting[0].candidate
        person.safe_contact = True
        person.save()
    line.free_the_hour()
    assert (line.offered(), line.state()) == (None, "open")


def test_an_hour_that_is_too_near_is_open_to_all_at_once(line):
    with clock.at(march(17, 8)):
        line.free_the_hour()
    assert (line.offered(), line.state()) == (None, "open")


def test_leaving_the_line_hands_an_offer_on(line):
    line.free_the_hour()
    with line.by(line.waiting[0]) as actor:
        waiting_actions.stop_waiting(Waiting.objects.get(pathway=line.waiting[0]), actor=actor)
    assert line.offered() == line.waiting[1].pk


def test_asking_twice_keeps_the_place(world):
    line = Line(world, waiting=1)
    with line.by(line.waiting[0]) as actor:
        waiting_actions.wait(line.waiting[0], actor=actor)
        assert Waiting.objects.filter(pathway=line.waiting[0]).count() == 1


@pytest.mark.parametrize(("now", "starts", "ends"), [
    (march(10, 9), march(17), march(10, 13)),
    (march(10, 9), march(10, 14), march(10, 12)),
    (march(10, 9), march(10, 12), march(10, 10)),
    (march(10, 9), march(10, 11, 59), None),
])  # fmt: skip
def test_how_long_an_hour_is_offered(now, starts, ends):
    assert waiting_actions.offer_ends(now, starts) == ends


def test_by_the_link_she_takes_the_hour_once(line):
    line.free_the_hour()
    body = OutboxMessage.objects.get(pathway_id=line.waiting[0].pk).body
    path = body[body.index("/l/") :].strip()
    phone = Client()
    phone.post(path)
    assert "mardi 17\u00a0mars" in phone.get(path).content.decode()
    answer = phone.post(path, {"answer": "yes"})
    assert "C’est noté" in answer.content.decode()
    again = phone.post(path, {"answer": "yes"})
    assert again.status_code == 410 and "Ce lien a déjà servi" in again.content.decode()


def test_a_refused_answer_does_not_use_the_link_up(line):
    line.free_the_hour()
    body = OutboxMessage.objects.get(pathway_id=line.waiting[0].pk).body
    path = body[body.index("/l/") :].strip()
    phone = Client()
    phone.post(path)
    with line.world.advisor.at_work():
        type(line.holder).objects.filter(pk=line.waiting[0].pk).update(next_step="positioning.do")
    assert phone.post(path, {"answer": "yes"}).status_code == 403
    with line.world.advisor.at_work():
        assert Offer.objects.get(pathway=line.waiting[0]).state == "open"


def test_the_advisor_sees_who_waits_and_what_is_offered(line, client):
    line.free_the_hour()
    client.force_login(line.world.user("advisor"))
    page = client.get(reverse("orientation:slots")).content.decode()
    names = [person.candidate.full_name for person in line.waiting]
    assert page.index(names[0]) < page.index(names[1])
    assert "lui est proposé jusqu’à 13\u00a0h" in page


def test_she_answers_on_her_own_page_too(line, client):
    line.free_the_hour()
    client.force_login(line.waiting[0].candidate.user)
    assert "Une heure est libre pour vous" in client.get(reverse("orientation:own")).content.decode()
    with line.world.advisor.at_work():
        offer = offer_of(line, 0)
    client.post(reverse("orientation:answer_offer", args=[offer.pk]), {"answer": "no"})
    assert line.offered() == line.waiting[1].pk
