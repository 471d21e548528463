"""Text messages through OVHcloud: signed requests to ``POST /sms/{serviceName}/jobs``.

Source: OVHcloud guides "API SMS Cookbook" and "First steps with the OVHcloud APIs" (read in November 2026): the
signature is ``$1$`` and the SHA-1 of application secret, consumer key, method, address, body and time joined by ``+``.
The key may be limited to that one route. ``noStopClause`` is for messages that sell nothing, as ours.
"""

import hashlib
import json
import os
import socket
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any

from labmigration.notices.carriers import Declined, Unreachable
from labmigration.notices.letters import is_gsm7

ADDRESS = "https://eu.api.ovh.com/1.0"
TIMEOUT_SECONDS = 10
PREFIX = "LABMIGRATION_OVH_"
NEEDED = ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY", "SMS_SERVICE", "SENDER")


class OvhSms:
    """One SMS account of OVHcloud, told by the environment (docs/operators.md)."""

    def __init__(self) -> None:
        missing = [PREFIX + name for name in NEEDED if not os.environ.get(PREFIX + name)]
        if missing:
            raise Unreachable(f"set {', '.join(missing)}")
        self.key, self.secret, self.consumer, self.service, self.sender = (os.environ[PREFIX + each] for each in NEEDED)
        self.address = os.environ.get(f"{PREFIX}ADDRESS", ADDRESS).rstrip("/")

    def send(self, phone: str, text: str) -> None:
        """Send `text` to `phone`; raises `Declined` or `Unreachable`, and TimeoutError when nobody can tell."""
        answer = self._post(
            f"/sms/{self.service}/jobs",
            {
                "message": text,
                "receivers": [phone],
                "sender": self.sender,
                "noStopClause": True,
                "priority": "high",
                "charset": "UTF-8",
                "coding": "7bit" if is_gsm7(text) else "8bit",
            },
        )
        if phone in answer.get("invalidReceivers", ()) or not answer.get("validReceivers"):
            raise Declined("OVHcloud does not take this number")

    def _post(self, route: str, told: dict[str, Any]) -> dict[str, Any]:
        url, body, now = f"{self.address}{route}", json.dumps(told), str(int(time.time()))
        signed = hashlib.sha1("+".join((self.secret, self.consumer, "POST", url, body, now)).encode())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Ovh-Application": self.key,
            "X-Ovh-Consumer": self.consumer,
            "X-Ovh-Timestamp": now,
            "X-Ovh-Signature": f"$1${signed.hexdigest()}",
        }
        request = urllib.request.Request(url, body.encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
                found: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            raise _said(error) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
                raise Unreachable(f"OVHcloud was not reached: {error.reason}") from error
            raise TimeoutError(f"no answer of OVHcloud: {error.reason}") from error
        return found


def _said(error: urllib.error.HTTPError) -> Exception:
    """What an answer of 400 and more means: busy, a clear no, or (5xx) nobody knows."""
    words = error.read(300).decode(errors="replace")
    told = f"OVHcloud answered {error.code}: {words}"
    if error.code in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return Unreachable(told)
    return Declined(told) if error.code < HTTPStatus.INTERNAL_SERVER_ERROR else RuntimeError(told)
