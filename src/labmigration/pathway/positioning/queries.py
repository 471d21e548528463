"""What others may ask of positionings."""

from typing import Any

from django.db.models import QuerySet

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning import states
from labmigration.pathway.positioning.facts import Findings, NeedFound, findings_of
from labmigration.pathway.positioning.models import Need, Positioning


def positionings_of(actor: Actor, pathway_id: Any) -> "QuerySet[Positioning]":
    """The person's positionings that the actor may read, the one under way first, then the newest."""
    found: QuerySet[Positioning] = visible(actor, "positioning.read").filter(pathway=pathway_id)
    return found.select_related("advisor", "pathway__candidate").order_by("done_on", "-begun_on")


def under_way(actor: Actor, pathway_id: Any) -> Positioning | None:
    """The positioning that the actor may go on filling in."""
    found: Positioning | None = (
        visible(actor, "positioning.fill_in").filter(pathway=pathway_id, state=states.DRAFT).first()
    )
    return found


def in_force(actor: Actor, pathway_id: Any) -> Positioning | None:
    """The finished positioning that stands today."""
    return positionings_of(actor, pathway_id).filter(state=states.DONE).first()


def is_done(pathway: Pathway) -> bool:
    """Whether the person has a finished positioning."""
    return Positioning.objects.filter(pathway=pathway, state=states.DONE).exists()


def findings(positioning: Positioning) -> Findings:
    """Levels, assets and needs; three queries."""
    return findings_of(positioning)


def needs_of(actor: Actor, pathway_id: Any) -> list[NeedFound]:
    """The needs that stand today, the indispensable first, for those who may read needs (training, placement)."""
    readable = visible(actor, "positioning.read_needs").filter(pathway=pathway_id, state=states.DONE)
    rows = Need.objects.filter(positioning__in=readable).order_by("-critical", "place")
    return [NeedFound(row.what, row.axis, row.critical) for row in rows]


def own_result(actor: Actor) -> Positioning | None:
    """The person's own positioning that stands today, the newest when she has come back to the Lab."""
    found: QuerySet[Positioning] = visible(actor, "positioning.read").filter(
        pathway__candidate__user=actor.user, state=states.DONE
    )
    return found.select_related("advisor", "pathway").order_by("-done_on").first()
