"""Taking a message out of the outbox, in the background: a slow mail server keeps no one waiting.

A message leaves at most once. Before the carrier is called the message is marked as leaving, by compare-and-set; a
worker who finds it so marked, with nobody at it any more, knows that another died in between: nobody can tell whether
it left, so it is marked as of unknown fate and whoever wrote it goes another way (an e-mail, a call).
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from labmigration import clock
from labmigration.notices.carriers import Unreachable, may_try_again, was_declined
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import Channel, State, delivery_of

#: Longer than any carrier may take (their timeouts), by the machine's clock: a death is one even in a played pilot.
LEAVING_AT_MOST = timedelta(seconds=45)
TRIES = 5


def deliver_notice(message_id: str, renew: Callable[[], None]) -> None:
    """Deliver one message unless that was done. Raises `Unreachable` when it is to be tried again later."""
    message = OutboxMessage.objects.filter(pk=message_id).first()
    if message is None or not delivery_of(message.channel):
        return
    if message.state == State.LEAVING:
        _say_what_became_of(message)
    if message.state != State.WAITING or not _take(message):
        return
    renew()
    try:
        _carry(message)
    except Exception as error:  # a carrier may fail in any way; what its failure means is read in `carriers`
        _keep_failure(message, error)
    else:
        _settle(message, State.SENT, sent_at=clock.now(), error="")


def _take(message: OutboxMessage) -> bool:
    """Mark the message as leaving; False when another worker has it."""
    waiting = OutboxMessage.objects.filter(pk=message.pk, state=State.WAITING)
    return waiting.update(state=State.LEAVING, leaving_at=timezone.now(), tries=F("tries") + 1) == 1


def _say_what_became_of(message: OutboxMessage) -> None:
    if message.leaving_at is not None and timezone.now() - message.leaving_at < LEAVING_AT_MOST:
        raise Unreachable("another worker may still be at it")
    _settle(message, State.UNKNOWN, error="interrupted while leaving")


def _carry(message: OutboxMessage) -> None:
    if message.channel == Channel.EMAIL:
        connection = get_connection(delivery_of(Channel.EMAIL))
        EmailMessage(
            message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.recipient], connection=connection
        ).send()
    else:
        import_string(delivery_of(Channel.SMS))().send(message.recipient, message.body)


def _keep_failure(message: OutboxMessage, error: Exception) -> None:
    told = f"{type(error).__name__}: {error}"[:300]
    if may_try_again(error):
        tried = OutboxMessage.objects.get(pk=message.pk).tries
        if tried < TRIES:
            _settle(message, State.WAITING, error=told)
            raise Unreachable(told) from error
    _settle(message, State.FAILED if may_try_again(error) or was_declined(error) else State.UNKNOWN, error=told)


def _settle(message: OutboxMessage, state: str, **changes: object) -> None:
    """Only the worker who marked the message as leaving takes it out of that state."""
    OutboxMessage.objects.filter(pk=message.pk, state=State.LEAVING).update(state=state, **changes)
    message.state = state
