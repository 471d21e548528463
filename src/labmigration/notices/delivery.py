"""Taking a message out of the outbox, in the background: a slow mail server keeps no one waiting."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.module_loading import import_string

from labmigration import clock
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import Channel, delivery_of


def deliver_notice(message_id: str, renew: Callable[[], None]) -> None:
    """Deliver one message unless that was done. An error of the carrier is raised: the job is tried again later."""
    message = OutboxMessage.objects.filter(pk=message_id, sent_at__isnull=True).first()
    if message is None or not delivery_of(message.channel):
        return
    if message.channel == Channel.EMAIL:
        connection = get_connection(delivery_of(Channel.EMAIL))
        EmailMessage(
            message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.recipient], connection=connection
        ).send()
    else:
        import_string(delivery_of(Channel.SMS))().send(message.recipient, message.body)
    OutboxMessage.objects.filter(pk=message.pk).update(sent_at=clock.now())
