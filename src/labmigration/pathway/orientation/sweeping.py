"""What becomes due around meetings: reminders, and offers that end. Part of the sweep; may be killed anywhere."""

import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.notices.outbox import AlreadyWritten
from labmigration.pathway import states as pathway_states
from labmigration.pathway.orientation import states, waiting_actions
from labmigration.pathway.orientation.cascade import FIRST_DAYS_BEFORE, Due, due
from labmigration.pathway.orientation.facts import fates_of, key_of, planned
from labmigration.pathway.orientation.messages import Told, write
from labmigration.pathway.orientation.models import Meeting, Offer
from labmigration.pathway.orientation.telling import link_to
from labmigration.territories.models import Territory
from labmigration.timeline.models import Event

#: The first step lies at most so far before a meeting.
AHEAD = timedelta(days=FIRST_DAYS_BEFORE + 1)
log = logging.getLogger(__name__)


def remind_and_offer() -> None:
    """In every territory: write the reminders that are due, end the offers that nobody answered."""
    for code in Territory.objects.values_list("pk", flat=True):
        actor = Actor.system(code)
        with actor.at_work():
            remind_all(actor)
            lapse_offers(actor)


def remind_all(actor: Actor) -> int:
    """Write every reminder that is due in the actor's territory; returns how many. One that fails stops no other."""
    now = clock.now()
    rows = visible(actor, "orientation.remind").filter(
        state=states.PLANNED,
        confirmed_at__isnull=True,
        starts_at__gt=now,
        starts_at__lt=now + AHEAD,
        pathway__state=pathway_states.OPEN,
    )
    meetings = list(rows.select_related("pathway__candidate", "advisor"))
    known = fates_of(meetings)
    written = 0
    for meeting in meetings:
        step = due(planned(meeting, known), now, ZoneInfo(settings.TIME_ZONE))
        if step is None or step.channel is None:
            continue
        try:
            written += remind(meeting, step, actor=actor)
        except Exception:  # one person's message may fail in any way; the others' go on
            log.exception("reminder of %s failed", meeting.pk)
    return written


def remind(meeting: Meeting, step: Due, *, actor: Actor) -> bool:
    """Write one reminder, with its link and its event, or nothing of them; False when it was written before."""
    if step.channel is None:
        raise ValueError("a call is made by a person")
    try:
        with transaction.atomic():
            told = Told(starts_at=meeting.starts_at, link=link_to(meeting, actor=actor), phone=meeting.advisor.phone)
            write(
                meeting.pathway.candidate,
                "reminder",
                told,
                advisor=meeting.advisor,
                channel=step.channel,
                key=key_of(meeting, step.step),
                pathway_id=meeting.pathway_id,
            )
            Event.record(meeting, f"remind_{step.channel}", actor)
    except AlreadyWritten:
        return False
    return True


def lapse_offers(actor: Actor) -> int:
    """End the offers whose time has passed; returns how many."""
    ended = Offer.objects.filter(state=states.OPEN, ends_at__lte=clock.now()).select_related("slot__advisor")
    offers = list(ended)
    for offer in offers:
        waiting_actions.lapse(offer, actor=actor)
    return len(offers)
