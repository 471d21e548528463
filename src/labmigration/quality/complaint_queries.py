"""What others may ask of complaints."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.programme import programme
from labmigration.quality import states
from labmigration.quality.models import Complaint


def to_answer(actor: Actor) -> list[Complaint]:
    """The complaints of the actor's territory that wait for an answer, due first: tasks of a first page. One query."""
    if not may(actor, "quality.complaints"):
        return []
    rows = visible(actor, "quality.complaints").filter(state__in=states.WAITING)
    return list(rows.select_related("made_by", "handled_by").order_by("due_on", "pk"))


def answered(actor: Actor, at_most: int) -> "QuerySet[Complaint]":
    """The last ones answered."""
    rows: QuerySet[Complaint] = visible(actor, "quality.complaints").filter(state=states.ANSWERED)
    return rows.select_related("made_by", "handled_by").order_by("-answered_on", "pk")[:at_most]


def own_complaints(actor: Actor) -> "QuerySet[Complaint]":
    """What the actor complained of, newest first."""
    rows: QuerySet[Complaint] = visible(actor, "quality.follow_complaint")
    return rows.select_related("handled_by").order_by("-received_on", "pk")


def is_late(complaint: Complaint) -> bool:
    """Whether the due day has passed without an answer."""
    return complaint.state in states.WAITING and complaint.due_on < clock.today()


def take_up_by(complaint: Complaint) -> date:
    """The day by which somebody takes it up."""
    return complaint.received_on + timedelta(days=programme().quality.answers.acknowledge_days)


@dataclass(frozen=True)
class Delays:
    """How complaints of a period were answered. `taken_up` within the days set; `in_time` of those answered;
    `waiting` still open, `overdue` of them; days: the median from receipt to answer, None where none was answered."""

    received: int
    taken_up: int
    answered: int
    in_time: int
    waiting: int
    overdue: int
    days: float | None


def delays(first: date, last: date) -> Delays:
    """Of the complaints received from `first` to `last` in the open territories; one query."""
    rows = list(Complaint.objects.filter(received_on__range=(first, last)))
    done = [row for row in rows if row.answered_on is not None]
    waits = [(row.answered_on - row.received_on).days for row in done if row.answered_on]
    return Delays(
        received=len(rows),
        taken_up=sum(1 for row in rows if row.acknowledged_on and row.acknowledged_on <= take_up_by(row)),
        answered=len(done),
        in_time=sum(1 for row in done if row.answered_on and row.answered_on <= row.due_on),
        waiting=len(rows) - len(done),
        overdue=sum(is_late(row) for row in rows),
        days=median(waits) if waits else None,
    )
