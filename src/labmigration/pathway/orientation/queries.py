"""What others may ask of orientation: meetings, hours to choose from, who waits, which calls are to be made."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import User
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.cascade import FIRST_DAYS_BEFORE, Step, due
from labmigration.pathway.orientation.facts import fates_of, planned
from labmigration.pathway.orientation.models import Meeting, Offer, Slot, Waiting

#: Calls are made from the first step of the cascade on, at the earliest.
CALLS_AHEAD = timedelta(days=FIRST_DAYS_BEFORE)
#: As many hours as one looks through on a telephone.
SHOWN = 40


def meetings_of(actor: Actor, pathway: Pathway) -> "QuerySet[Meeting]":
    """The person's meetings that the actor may see, newest first."""
    found: QuerySet[Meeting] = visible(actor, "orientation.read").filter(pathway=pathway)
    return found.select_related("advisor", "slot").order_by("-starts_at")


def meetings_ahead(actor: Actor) -> "QuerySet[Meeting]":
    """Planned meetings of the actor's people, soonest first, those overdue included."""
    found: QuerySet[Meeting] = visible(actor, "orientation.read").filter(state=states.PLANNED)
    return found.select_related("pathway__candidate", "advisor").order_by("starts_at")


def own_meetings_ahead(actor: Actor, pathway: Pathway) -> "QuerySet[Meeting]":
    """The person's meetings that are still planned, soonest first."""
    return meetings_of(actor, pathway).filter(state=states.PLANNED).order_by("starts_at")


def missed(pathway_ids: list[object]) -> dict[object, int]:
    """How many meetings each person missed; people who missed none are left out."""
    rows = Meeting.objects.filter(pathway__in=pathway_ids, state=states.MISSED)
    return dict(rows.values_list("pathway").annotate(missed=Count("id")))


def is_late(meeting: Meeting) -> bool:
    """Whether a planned meeting lies behind us and nobody has said what came of it."""
    return meeting.state == states.PLANNED and meeting.starts_at < clock.now()


def to_call(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those of the meetings for which only a call is left: not confirmed, or nothing could be sent. One query.

    Give it meetings with their person and advisor loaded (`meetings_ahead`).
    """
    unconfirmed = [meeting for meeting in meetings if meeting.confirmed_at is None]
    known, now, zone = fates_of(unconfirmed), clock.now(), ZoneInfo(settings.TIME_ZONE)
    judged = ((meeting, due(planned(meeting, known), now, zone)) for meeting in unconfirmed)
    return [meeting for meeting, step in judged if step is not None and step.step == Step.CALL]


def free_slots(advisor: User | None) -> list[Slot]:
    """The hours of an advisor that one may still take, soonest first."""
    if advisor is None:
        return []
    rows = Slot.objects.filter(advisor=advisor, state=states.OPEN, starts_at__gt=clock.now())
    return list(rows.order_by("starts_at")[:SHOWN])


def by_day(slots: Iterable[Slot]) -> list[tuple[date, list[Slot]]]:
    """The hours day by day, as they are chosen."""
    grouped = groupby(slots, key=lambda slot: timezone.localtime(slot.starts_at).date())
    return [(day, list(hours)) for day, hours in grouped]


def slots_of(actor: Actor, first: date, days: int) -> list[Slot]:
    """The actor's own hours in so many days from `first`, closed ones left out."""
    begins = timezone.make_aware(datetime.combine(first, time()))
    rows = visible(actor, "orientation.slots").exclude(state=states.CLOSED)
    rows = rows.filter(starts_at__gte=begins, starts_at__lt=begins + timedelta(days=days))
    return list(rows.order_by("starts_at"))


def taken_by(actor: Actor, slots: Iterable[Slot]) -> dict[Any, Meeting]:
    """Slot key → the meeting for which it is taken."""
    rows = visible(actor, "orientation.read").filter(slot__in=list(slots), state__in=(states.PLANNED, states.HELD))
    return {meeting.slot_id: meeting for meeting in rows.select_related("pathway__candidate")}


def in_line(actor: Actor) -> list[Waiting]:
    """Who waits for a meeting with the actor, the first who asked first, with the offer under way as `offered`."""
    rows = visible(actor, "orientation.waiting").filter(state=states.WAITING).select_related("pathway__candidate")
    waiting = list(rows.order_by("asked_at"))
    open_offers = Offer.objects.filter(waiting__in=waiting, state=states.OPEN).select_related("slot")
    offers = {offer.waiting_id: offer for offer in open_offers}
    for each in waiting:
        each.offered = offers.get(each.pk)
    return waiting


def own_waiting(pathway: Pathway) -> Waiting | None:
    """The person's place in the line."""
    return Waiting.objects.filter(pathway=pathway, state=states.WAITING).first()


def own_offer(pathway: Pathway) -> Offer | None:
    """The hour that is offered to the person now."""
    rows = Offer.objects.filter(pathway=pathway, state=states.OPEN, ends_at__gt=clock.now())
    return rows.select_related("slot__advisor", "pathway__lead_advisor").first()
