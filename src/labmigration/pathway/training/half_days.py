"""When a half-day begins and ends: until when the code of the room and the links to sign are good.

Sessions have no times of their own; these are our proposal, wide enough for every timetable.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from labmigration import clock
from labmigration.pathway.training.models import Half, Session

BEGINS_AND_ENDS = {Half.AM: (time(8), time(13)), Half.PM: (time(13), time(18))}
MARGIN = timedelta(minutes=30)
#: What a timetable lays out: minutes after midnight, Paris time. 3 h 30 each, as the contract of the engine has them.
HALVES_IN_MINUTES = {Half.AM: (540, 750), Half.PM: (810, 1020)}


def opens_at(session: Session) -> datetime:
    """From when presence can be signed with a code, Paris time; right on days on which the clocks change."""
    return timezone.make_aware(datetime.combine(session.date, BEGINS_AND_ENDS[Half(session.half)][0])) - MARGIN


def closes_at(session: Session) -> datetime:
    """Until when the code and the links of this half-day are good."""
    return timezone.make_aware(datetime.combine(session.date, BEGINS_AND_ENDS[Half(session.half)][1])) + MARGIN


def begins_and_ends(session: Session) -> tuple[datetime, datetime]:
    """When a session stands in an agenda: from the beginning of its half-day, for as long as it lasts."""
    start, _end = HALVES_IN_MINUTES[Half(session.half)]
    begins = timezone.make_aware(datetime.combine(session.date, time(start // 60, start % 60)))
    return begins, begins + timedelta(hours=float(session.hours))


def is_open(session: Session) -> bool:
    """Whether the half-day is under way."""
    return opens_at(session) <= clock.now() < closes_at(session)
