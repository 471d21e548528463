"""Text messages: what a provider has to offer, and the outbox that stands in front of it.

A provider is a class with `send(phone, text)`, in a file of its own in this folder; its dotted name in
``LABMIGRATION_SMS_DELIVERY`` is all that it takes. It raises whatever goes wrong: the job tries again.
"""

from typing import Protocol

from labmigration.notices.outbox import Channel, put


class SmsSender(Protocol):
    """Anything that can send a text message."""

    def send(self, phone: str, text: str) -> None:
        """Send `text` to `phone` (E.164)."""


class OutboxSms:
    """Keeps the message; a provider takes it away in the background where one is named."""

    def send(self, phone: str, text: str) -> None:
        put(Channel.SMS, phone, body=text)
