"""When a meeting is recalled, and how: pure, by a table that the tests read. The times are ours, to be discussed.

Three days before: a text message (an e-mail where there is no telephone). The day before, if the person has not said
that she comes: the other channel. Then, or as soon as nothing could be sent: a call to make, in the advisor's day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

FIRST_DAYS_BEFORE, SECOND_DAYS_BEFORE = 3, 1
AT_HOUR, CALL_FROM_HOUR = 10, 15
#: A message so shortly before is of no use any more.
NOT_WITHIN = timedelta(hours=2)
ON_ITS_WAY = frozenset({"kept", "waiting", "leaving", "sent"})


class Step(StrEnum):
    """A step of the cascade, in their order."""

    FIRST = "first"
    SECOND = "second"
    CALL = "call"


class Channel(StrEnum):
    """How a message goes, as the outbox names it."""

    SMS = "sms"
    EMAIL = "email"


@dataclass(frozen=True)
class Planned:
    """What is known of one meeting ahead.

    `fates`: what became of the messages written about it since it was last moved, step → state of the outbox.
    `channels`: how the person can be reached by a message, the first preferred.
    """

    starts_at: datetime
    fixed_at: datetime
    confirmed: bool = False
    channels: tuple[Channel, ...] = ()
    fates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """What is to be done now; `channel` is None for a call."""

    step: Step
    channel: Channel | None = None


def due(meeting: Planned, now: datetime, zone: ZoneInfo) -> Due | None:
    """The step that is due, or None: nothing yet, nothing more, or she has said that she comes."""
    if meeting.confirmed or now >= meeting.starts_at:
        return None
    first, second, call = (
        _at(meeting, FIRST_DAYS_BEFORE, AT_HOUR, zone),
        _at(meeting, SECOND_DAYS_BEFORE, AT_HOUR, zone),
        _at(meeting, SECOND_DAYS_BEFORE, CALL_FROM_HOUR, zone),
    )
    fates = meeting.fates
    failed = {step for step in (Step.FIRST, Step.SECOND) if step in fates and fates[step] not in ON_ITS_WAY}
    told_too_late = meeting.fixed_at >= second
    if not meeting.channels:
        return Due(Step.CALL) if now >= first and not told_too_late else None
    if Step.SECOND in failed or (now >= call and not told_too_late):
        return Due(Step.CALL)
    if Step.SECOND in fates:
        return None
    if Step.FIRST in failed or (now >= second and not told_too_late):
        return _second(meeting, now)
    if Step.FIRST not in fates and first <= now < second and meeting.fixed_at < first:
        return Due(Step.FIRST, meeting.channels[0])
    return None


def _second(meeting: Planned, now: datetime) -> Due:
    """The other channel; the same again only where it is the one there is and the first message did leave."""
    others = meeting.channels[1:]
    if not others and meeting.fates.get(Step.FIRST, "sent") not in ON_ITS_WAY:
        return Due(Step.CALL)
    if now > meeting.starts_at - NOT_WITHIN:
        return Due(Step.CALL)
    return Due(Step.SECOND, others[0] if others else meeting.channels[0])


def _at(meeting: Planned, days_before: int, hour: int, zone: ZoneInfo) -> datetime:
    """An hour of the day that lies so many days before the meeting, in its own zone."""
    day = meeting.starts_at.astimezone(zone).date() - timedelta(days=days_before)
    return datetime.combine(day, time(hour), zone)
