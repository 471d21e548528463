"""Messages are kept first, and leave in the background where something takes them away."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.utils import timezone

from labmigration import clock
from labmigration.jobs.models import Job
from labmigration.jobs.queue import run_one
from labmigration.notices import delivery
from labmigration.notices.carriers import Declined, Unreachable
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.notices.sms import OutboxSms
from labmigration.notices.sweeping import settle_interrupted

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
#: An address and a number that are not among those which belong to nobody.
SOMEBODY, PHONE = "personne@courriel.fr", "+33612345678"
FAILING = "labmigration.notices.tests.test_outbox.FailingProvider"


class FailingProvider:
    """A text message provider that fails in the way that was set."""

    error: Exception = Unreachable("no answer")
    sent: list[str] = []

    def send(self, phone: str, text: str) -> None:
        self.sent.append(text)
        raise self.error


@pytest.fixture(autouse=True)
def _outbox(settings, db):
    settings.EMAIL_BACKEND = "labmigration.notices.backend.OutboxEmailBackend"


def test_an_e_mail_stays_in_the_outbox_while_nothing_delivers_it():
    assert send_mail("Bonjour", "Mardi à neuf heures", None, ["a@example.org", "b@example.org"]) == 1
    kept = list(OutboxMessage.objects.order_by("recipient_index"))
    assert {message.recipient for message in kept} == {"a@example.org", "b@example.org"}
    assert all(message.sent_at is None and message.body == "Mardi à neuf heures" for message in kept)
    assert Job.objects.count() == 0


def test_a_named_delivery_takes_the_e_mail_away_once(settings):
    settings.EMAIL_DELIVERY = LOCMEM
    send_mail("Bonjour", "Mardi à neuf heures", None, [SOMEBODY])
    assert mail.outbox == []
    assert run_one()
    assert [(message.to, message.body) for message in mail.outbox] == [([SOMEBODY], "Mardi à neuf heures")]
    assert OutboxMessage.objects.get().sent_at is not None
    Job.objects.update(state="waiting", leased_until=None)
    run_one()
    assert len(mail.outbox) == 1


def test_a_provider_that_is_down_loses_no_message(settings):
    settings.SMS_DELIVERY = FAILING
    OutboxSms().send(PHONE, "Votre code")
    assert run_one()
    assert OutboxMessage.objects.get().state == "waiting"
    assert Job.objects.get().state == "waiting"


@pytest.fixture
def failing(settings):
    """`failing(error)`: a message whose carrier fails so, once."""
    settings.SMS_DELIVERY = FAILING
    FailingProvider.sent = []

    def fail(error):
        FailingProvider.error = error
        OutboxSms().send(PHONE, "Rendez-vous mardi")
        run_one()
        return OutboxMessage.objects.get()

    return fail


@pytest.mark.parametrize(
    ("error", "state", "tried_again"),
    [
        (Unreachable("busy"), "waiting", True),
        (ConnectionRefusedError(), "waiting", True),
        (Declined("no such number"), "failed", False),
        (TimeoutError("no answer"), "unknown", False),
        (ConnectionResetError(), "unknown", False),
        (RuntimeError("500"), "unknown", False),
    ],
)
def test_only_a_message_that_surely_did_not_leave_is_tried_again(failing, error, state, tried_again):
    assert failing(error).state == state
    assert Job.objects.filter(state="waiting").exists() is tried_again
    Job.objects.update(state="waiting", due_at=timezone.now(), leased_until=None)
    run_one()
    assert len(FailingProvider.sent) == (2 if tried_again else 1)


def test_a_carrier_that_stays_away_is_given_up_after_five_tries(failing):
    message = failing(Unreachable("down"))
    for _time in range(6):
        Job.objects.update(state="waiting", due_at=timezone.now(), leased_until=None)
        run_one()
    message.refresh_from_db()
    assert (message.state, message.tries, len(FailingProvider.sent)) == ("failed", 5, 5)


def test_a_message_whose_worker_died_is_of_unknown_fate_and_not_sent_again(settings):
    settings.SMS_DELIVERY = FAILING
    FailingProvider.sent = []
    OutboxSms().send(PHONE, "Rendez-vous mardi")
    died = timezone.now() - delivery.LEAVING_AT_MOST - timedelta(seconds=1)
    OutboxMessage.objects.update(state="leaving", leaving_at=died)
    run_one()
    assert (OutboxMessage.objects.get().state, FailingProvider.sent) == ("unknown", [])


def test_a_message_that_another_worker_may_still_carry_is_left_alone(settings):
    settings.SMS_DELIVERY = FAILING
    FailingProvider.sent = []
    OutboxSms().send(PHONE, "Rendez-vous mardi")
    OutboxMessage.objects.update(state="leaving", leaving_at=timezone.now())
    run_one()
    assert settle_interrupted() == 0
    assert (OutboxMessage.objects.get().state, FailingProvider.sent) == ("leaving", [])


def test_a_worker_is_dead_by_the_machines_clock_whatever_day_is_played(settings):
    settings.SMS_DELIVERY = FAILING
    OutboxSms().send(PHONE, "Rendez-vous mardi")
    OutboxMessage.objects.update(state="leaving", leaving_at=timezone.now())
    with clock.at(date(2031, 1, 1)):
        assert settle_interrupted() == 0
    OutboxMessage.objects.update(leaving_at=timezone.now() - timedelta(minutes=2))
    with clock.at(date(2020, 1, 1)):
        assert settle_interrupted() == 1


@pytest.mark.parametrize(
    ("channel", "recipient", "invented", "leaves"),
    [
        ("sms", "+33639981234", False, False),
        ("sms", PHONE, True, False),
        ("sms", PHONE, False, True),
        ("email", "a@example.org", False, False),
        ("email", "a@mail.example.com", False, False),
        ("email", "a@quelque.invalid", False, False),
        ("email", "a@notexample.org", False, True),
        ("email", SOMEBODY, True, False),
    ],
)
def test_nothing_leaves_for_numbers_of_fiction_or_invented_people(settings, channel, recipient, invented, leaves):
    settings.SMS_DELIVERY, settings.EMAIL_DELIVERY = FAILING, LOCMEM
    message = put(channel, recipient, body="Rendez-vous", invented=invented)
    assert (message.state, Job.objects.exists()) == (("waiting", True) if leaves else ("kept", False))


def test_the_same_thing_is_written_once(settings):
    settings.SMS_DELIVERY = FAILING
    put("sms", PHONE, body="Rendez-vous", key="reminder|1")
    with pytest.raises(AlreadyWritten):
        put("sms", PHONE, body="Rendez-vous", key="reminder|1")
    assert (OutboxMessage.objects.count(), Job.objects.count()) == (1, 1)
