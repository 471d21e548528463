"""Text messages: what a provider has to offer, and the outbox that stands in front of it."""

from typing import Protocol

from labmigration.notices.outbox import Channel, put


class SmsSender(Protocol):
    """Anything that can send a text message; how it fails is said in `carriers`."""

    def send(self, phone: str, text: str) -> None:
        """Send `text` to `phone` (E.164)."""


class OutboxSms:
    """Keeps the message; a provider takes it away in the background where one is named."""

    def send(self, phone: str, text: str) -> None:
        put(Channel.SMS, phone, body=text)
