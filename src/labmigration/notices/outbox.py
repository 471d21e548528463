"""The outbox: every message is kept first; a background job takes it away where a delivery is named in the settings."""

from django.conf import settings

from labmigration import clock
from labmigration.jobs.queue import enqueue
from labmigration.notices.models import OutboxMessage
from labmigration.secrecy.keyring import keyring

Channel = OutboxMessage.Channel


def put(channel: str, recipient: str, *, body: str, subject: str = "") -> OutboxMessage:
    """Keep one message for `recipient` (an e-mail address, or a telephone in E.164) and ask for its delivery."""
    message = OutboxMessage(
        channel=channel,
        recipient=recipient,
        recipient_index=keyring().blind_index(recipient.casefold()),
        subject=subject,
        body=body,
        written_at=clock.now(),
    )
    message.save(force_insert=True)
    if delivery_of(channel):
        enqueue("deliver_notice", key=f"deliver_notice:{message.pk}", message_id=str(message.pk))
    return message


def delivery_of(channel: str) -> str:
    """The dotted name of what takes messages of the channel away; empty when they stay in the outbox."""
    name: str = settings.EMAIL_DELIVERY if channel == Channel.EMAIL else settings.SMS_DELIVERY
    return name
