"""Messages are kept first, and leave in the background where something takes them away."""

import pytest
from django.core import mail
from django.core.mail import send_mail

from labmigration.jobs.models import Job
from labmigration.jobs.queue import run_one
from labmigration.notices.models import OutboxMessage
from labmigration.notices.sms import OutboxSms

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
FAILING = "labmigration.notices.tests.test_outbox.FailingProvider"


class FailingProvider:
    """A text message provider that is down."""

    def send(self, phone: str, text: str) -> None:
        raise ConnectionError("no answer")


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
    send_mail("Bonjour", "Mardi à neuf heures", None, ["a@example.org"])
    assert mail.outbox == []
    assert run_one()
    assert [(message.to, message.body) for message in mail.outbox] == [(["a@example.org"], "Mardi à neuf heures")]
    assert OutboxMessage.objects.get().sent_at is not None
    Job.objects.update(state="waiting", leased_until=None)
    run_one()
    assert len(mail.outbox) == 1


def test_a_provider_that_is_down_loses_no_message(settings):
    settings.SMS_DELIVERY = FAILING
    OutboxSms().send("+33639981234", "Votre code")
    assert run_one()
    assert OutboxMessage.objects.get().sent_at is None
    assert Job.objects.get().state == "waiting"
