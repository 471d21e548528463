"""What others may ask of follow-up."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.decisions.outcomes import Contract as SpellContract
from labmigration.decisions.outcomes import SectorSpell, sector_spells
from labmigration.pathway.employment.queries import Contract
from labmigration.pathway.follow_up import states
from labmigration.pathway.follow_up.models import ContactTry, FollowUp, HouseholdWord, NewNeed
from labmigration.people.models import Household
from labmigration.programme import programme


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


def tries_of(actor: Actor, pathway_id: Any) -> dict[Any, list[ContactTry]]:
    """How she was looked for, by milestone, the oldest try first; one query."""
    found: dict[Any, list[ContactTry]] = {}
    for row in visible(actor, "follow_up.read_tries").filter(pathway=pathway_id).select_related("tried_by"):
        found.setdefault(row.follow_up_id, []).append(row)
    return found


def household_words_of(actor: Actor, pathway_id: Any) -> dict[Any, list[HouseholdWord]]:
    """What her households said or are asked, by milestone; one query."""
    found: dict[Any, list[HouseholdWord]] = {}
    rows = visible(actor, "follow_up.read_household").filter(pathway=pathway_id).select_related("household")
    for row in rows.order_by("asked_on", "pk"):
        found.setdefault(row.follow_up_id, []).append(row)
    return found


def to_answer_by(actor: Actor, household: Household) -> "QuerySet[HouseholdWord]":
    """What a household is asked now, the soonest to close first."""
    rows: QuerySet[HouseholdWord] = visible(actor, "follow_up.read_household").filter(household=household)
    asked = rows.filter(answered_on__isnull=True, closes_on__gte=clock.today())
    return asked.select_related("pathway__candidate").order_by("closes_on", "pk")


def sector_time(contracts: Iterable[Contract]) -> tuple[SectorSpell, ...]:
    """Her time in the sector as known today, over all households: contracts with a short gap make one spell."""
    known = [SpellContract(one.first_paid_on, one.ended_on) for one in contracts if one.first_paid_on is not None]
    return sector_spells(known, clock.today(), programme().sector_gap.days)
