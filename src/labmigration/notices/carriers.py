"""How a carrier says what went wrong, so that nothing is sent twice and nothing is lost.

A text message provider is a class with ``send(phone, text)`` in a file of its own in this folder; its dotted name in
``LABMIGRATION_SMS_DELIVERY`` is all that it takes. E-mail goes through a Django backend. Whatever they raise is read
here: `Unreachable` means that the message surely did not leave (it is tried again), `Declined` that the carrier will
not take it (it is not), and anything else that nobody knows.
"""

import smtplib
import socket
from http import HTTPStatus


class Unreachable(Exception):
    """The carrier was not reached, or is too busy: the message did not leave, and may be tried again."""


class Declined(Exception):
    """The carrier answered that it does not take this message: trying again would change nothing."""


#: Raised before anything was handed over.
BEFORE_ANYTHING = (Unreachable, ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError)
#: An answer of the mail server itself.
ANSWERED = (
    Declined,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPResponseException,
)


def may_try_again(error: Exception) -> bool:
    """Whether the message surely did not leave and another try may succeed."""
    return isinstance(error, BEFORE_ANYTHING) or _status(error) in (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )


def was_declined(error: Exception) -> bool:
    """Whether the carrier gave a clear no."""
    status = _status(error)
    return isinstance(error, ANSWERED) or (status is not None and 400 <= status < 500)


def _status(error: Exception) -> int | None:
    """The HTTP status of an answer, as django-anymail keeps it on its errors; None where there was no answer."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None
