"""Meetings that somebody who works means to come to, as entries of her agenda."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.calendars.entries import Entry
from labmigration.civic import states
from labmigration.civic.learner import learner_of
from labmigration.civic.models import SessionPlace


def entries(actor: Actor, since: datetime) -> list[Entry]:
    """The actor's own meetings, told neutrally; those called off stay as such, so that telephones take them away."""
    learner = learner_of(actor) if may(actor, "civic.leave") else None
    if learner is None or not learner.comes_to_meetings:
        return []
    places = SessionPlace.objects.filter(session__starts_at__gte=since, **learner.rows).select_related("session")
    return [
        Entry(
            uid=f"{place.session_id}@labmigration",
            starts_at=place.session.starts_at,
            ends_at=place.session.starts_at + timedelta(minutes=place.session.minutes),
            title=_("Rendez-vous"),
            place=place.session.place,
            cancelled=place.session.state == states.CANCELLED,
            sequence=int(place.session.state == states.CANCELLED),
        )
        for place in places.order_by("session__starts_at", "pk")
    ]
