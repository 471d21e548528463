"""What a tablet sends, read from JSON: ``{"session": id, "acts": [{"id", "seat", "kind", "at", "status", …}]}``."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from labmigration.pathway.training.actions import Sent
from labmigration.pathway.training.models import AttendanceSignature, TabletAct

#: A full cohort signs twenty-four times a half-day; a tablet sends one session at a time.
MOST = 200
MINUTES = range(24 * 60)


def read(body: bytes) -> tuple[UUID, list[Sent]]:
    """The session and its acts. Raises ValueError for whatever is not exactly that."""
    told = json.loads(body)
    if not isinstance(told, dict) or not isinstance(told.get("acts"), list) or len(told["acts"]) > MOST:
        raise ValueError("not a list of acts")
    return _key(told.get("session")), [_act(each) for each in told["acts"]]


def _act(told: Any) -> Sent:
    if not isinstance(told, dict) or not isinstance(told.get("at"), str):
        raise ValueError("not an act")
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    minutes = told.get("minutes")
    if minutes is not None and (type(minutes) is not int or minutes not in MINUTES):
        raise ValueError("not a number of minutes")
    return Sent(
        id=_key(told.get("id")),
        seat_id=_key(told.get("seat")),
        kind=TabletAct.Kind(told.get("kind")).value,
        device_at=at,
        status=AttendanceSignature.Status(told.get("status", "present")).value,
        minutes=minutes,
        proof_seen=told.get("proof") is True,
    )


def _key(told: Any) -> UUID:
    if not isinstance(told, str):
        raise ValueError("not a key")
    return UUID(told)
