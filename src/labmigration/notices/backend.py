"""Django's e-mail, into the outbox."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from labmigration.notices.outbox import Channel, put


class OutboxEmailBackend(BaseEmailBackend):
    """Keeps each message, one row a recipient. What delivers it is named by ``LABMIGRATION_EMAIL_DELIVERY``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """The number of messages kept."""
        for message in email_messages:
            for recipient in message.recipients():
                put(Channel.EMAIL, recipient, subject=message.subject, body=str(message.body))
        return len(email_messages)
