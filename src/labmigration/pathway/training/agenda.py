"""Sessions as entries of an agenda: for trainees, trainers and coordinators."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.access.roles import Role
from labmigration.calendars.entries import Entry
from labmigration.pathway.training import states
from labmigration.pathway.training.half_days import begins_and_ends
from labmigration.pathway.training.models import Session
from labmigration.pathway.training.queries import module_name


def entries(actor: Actor, since: datetime) -> list[Entry]:
    """A trainee's own sessions, told neutrally; those that a trainer gives; all those of a coordinator's provider.

    Sessions exist once their timetable is published; those that were cancelled stay as such, so that telephones take
    them away.
    """
    if Role.CANDIDATE in actor.roles:
        return _own(actor, since)
    if not may(actor, "training.agenda"):
        return []
    rows = visible(actor, "training.agenda").filter(date__gte=_day(since))
    if Role.TRAINING_COORDINATOR not in actor.roles:
        rows = rows.filter(trainer=actor.user)
    rows = rows.select_related("cohort").order_by("date", "half", "group")
    return [_entry(row, title=f"{module_name(row.module)} · {row.cohort.name}", place=row.room) for row in rows]


def _own(actor: Actor, since: datetime) -> list[Entry]:
    found = []
    seats = visible(actor, "training.sign").exclude(state=states.WITHDRAWN).select_related("pathway__candidate")
    for seat in seats:
        rows = Session.objects.filter(cohort=seat.cohort_id, group__in=seat.groups, date__gte=_day(since))
        careful = seat.pathway.candidate.safe_contact
        found += [_entry(row, title=_("Rendez-vous"), place="" if careful else row.room) for row in _ordered(rows)]
    return found


def _ordered(rows: Iterable[Session]) -> list[Session]:
    return sorted(rows, key=lambda row: (row.date, row.half, row.group))


def _entry(session: Session, *, title: str, place: str) -> Entry:
    begins, ends = begins_and_ends(session)
    cancelled = session.state == states.CANCELLED
    return Entry(
        uid=f"{session.pk}@labmigration",
        starts_at=begins,
        ends_at=ends,
        title=title,
        place=place,
        cancelled=cancelled,
        sequence=session.version + cancelled,
        changed_at=session.changed_at,
    )


def _day(since: datetime) -> date:
    return timezone.localdate(since)
