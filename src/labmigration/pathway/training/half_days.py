"""When a half-day begins and ends: until when the code of the room and the links to sign are good.

Sessions have no times of their own; these are our proposal, wide enough for every timetable.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from labmigration import clock
from labmigration.pathway.training.models import Half, Session

BEGINS_AND_ENDS = {Half.AM: (time(8), time(13)), Half.PM: (time(13), time(18))}
MARGIN = timedelta(minutes=30)


def opens_at(session: Session) -> datetime:
    """From when presence can be signed with a code, Paris time; right on days on which the clocks change."""
    return timezone.make_aware(datetime.combine(session.date, BEGINS_AND_ENDS[Half(session.half)][0])) - MARGIN


def closes_at(session: Session) -> datetime:
    """Until when the code and the links of this half-day are good."""
    return timezone.make_aware(datetime.combine(session.date, BEGINS_AND_ENDS[Half(session.half)][1])) + MARGIN


def is_open(session: Session) -> bool:
    """Whether the half-day is under way."""
    return opens_at(session) <= clock.now() < closes_at(session)
