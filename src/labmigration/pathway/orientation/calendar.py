"""Orientation meetings as entries of an agenda."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.calendars.entries import Entry
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.orientation.models import Meeting


def entries(actor: Actor, since: datetime) -> list[Entry]:
    """The person's own meetings, told neutrally; an advisor's, with initials."""
    action, own = ("orientation.see", True) if may(actor, "orientation.see") else ("orientation.hold", False)
    if not may(actor, action):
        return []
    rows = visible(actor, action).filter(starts_at__gt=since).select_related("pathway__candidate").order_by("starts_at")
    return [_entry(meeting, own=own) for meeting in rows]


def _entry(meeting: Meeting, *, own: bool) -> Entry:
    person = meeting.pathway.candidate
    cancelled = meeting.state == states.CANCELLED
    return Entry(
        uid=f"{meeting.pk}@labmigration",
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + timedelta(minutes=meeting.minutes),
        title=_("Rendez-vous") if own else _("Entretien %(initials)s") % {"initials": person.initials},
        place="" if must_be_careful(person) else meeting.place,
        cancelled=cancelled,
        sequence=meeting.version + cancelled,
        changed_at=meeting.fixed_at,
    )
