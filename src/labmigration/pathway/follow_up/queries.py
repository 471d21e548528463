"""What others may ask of follow-up."""

from typing import Any

from django.db.models import QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.follow_up import states
from labmigration.pathway.follow_up.models import FollowUp, NewNeed


def milestones_of(actor: Actor, pathway_id: Any) -> "QuerySet[FollowUp]":
    """The person's milestones that the actor may read, soonest first."""
    found: QuerySet[FollowUp] = visible(actor, "follow_up.read").filter(pathway=pathway_id)
    return found.select_related("pathway__candidate").order_by("due_on")


def needs_of(actor: Actor, pathway_id: Any) -> "QuerySet[NewNeed]":
    """The needs that came up, those still open first."""
    found: QuerySet[NewNeed] = visible(actor, "follow_up.read_needs").filter(pathway=pathway_id)
    return found.order_by("-state", "-raised_on")


def due_now(actor: Actor) -> "QuerySet[FollowUp]":
    """Milestones of the actor's people whose window is open and that are still to be done, soonest due first."""
    found: QuerySet[FollowUp] = visible(actor, "follow_up.answer").filter(
        state=states.PLANNED, opens_on__lte=clock.today()
    )
    return found.select_related("pathway__candidate").order_by("due_on")


def own_milestones(actor: Actor) -> "QuerySet[FollowUp]":
    """The person's own milestones, soonest first."""
    found: QuerySet[FollowUp] = visible(actor, "follow_up.read").filter(pathway__candidate__user=actor.user)
    return found.select_related("pathway__lead_advisor").order_by("due_on")


def is_open(follow_up: FollowUp) -> bool:
    """Whether the milestone may be answered today (late counts too)."""
    return follow_up.state == states.PLANNED and clock.today() >= follow_up.opens_on


def closing_reason_to_propose(follow_ups: list[FollowUp]) -> str:
    """The closing reason that the last milestone suggests, empty while one is still to be done.

    A lasting job when the person still works in the sector; lost when she could not be reached; else another job.
    """
    if not follow_ups or any(follow_up.state == states.PLANNED for follow_up in follow_ups):
        return ""
    last = follow_ups[-1]
    if last.state == states.LOST:
        return "lost"
    return "lasting_job" if last.in_sector else "other_job"
