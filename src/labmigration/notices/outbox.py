"""The outbox: every message is kept first; a background job takes it away where a delivery is named in the settings."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from labmigration import clock
from labmigration.jobs.queue import enqueue
from labmigration.notices.models import OutboxMessage
from labmigration.notices.nobody import is_fiction
from labmigration.secrecy.keyring import keyring

Channel, State = OutboxMessage.Channel, OutboxMessage.State


class AlreadyWritten(Exception):
    """A message with the same key was written before; nothing was kept of this one."""


def put(
    channel: str,
    recipient: str,
    *,
    body: str,
    subject: str = "",
    key: str = "",
    pathway_id: Any = None,
    invented: bool = False,
) -> OutboxMessage:
    """Keep one message for `recipient` (an e-mail address, or a telephone in E.164) and ask for its delivery.

    With a `key` the same thing is written once: raises `AlreadyWritten` the second time. What is written to an
    invented person, or to a number or address that belongs to nobody, is kept and never leaves.
    """
    leaves = bool(delivery_of(channel)) and not invented and not is_fiction(channel, recipient)
    message = OutboxMessage(
        channel=channel,
        recipient=recipient,
        recipient_index=keyring().blind_index(recipient.casefold()),
        subject=subject,
        body=body,
        key=key,
        pathway_id=pathway_id,
        state=State.WAITING if leaves else State.KEPT,
        written_at=clock.now(),
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            if leaves:
                enqueue("deliver_notice", key=f"deliver_notice:{message.pk}", message_id=str(message.pk))
    except IntegrityError:
        if key and OutboxMessage.objects.filter(key=key).exists():
            raise AlreadyWritten(key) from None
        raise
    return message


def fates(keys: Iterable[str]) -> dict[str, str]:
    """What became of the messages with those keys: key → one of `State`; keys never written are left out."""
    return dict(OutboxMessage.objects.filter(key__in=list(keys)).values_list("key", "state"))


def can_leave(channel: str) -> bool:
    """Whether messages of the channel reach anybody: a delivery is named, or the demonstration shows them."""
    return bool(delivery_of(channel)) or settings.DEMO


def delivery_of(channel: str) -> str:
    """The dotted name of what takes messages of the channel away; empty when they stay in the outbox."""
    name: str = settings.EMAIL_DELIVERY if channel == Channel.EMAIL else settings.SMS_DELIVERY
    return name
