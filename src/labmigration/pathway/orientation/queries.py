"""What others may ask of orientation meetings."""

from django.db.models import Count, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.models import Meeting


def meetings_of(actor: Actor, pathway: Pathway) -> "QuerySet[Meeting]":
    """The person's meetings that the actor may see, newest first."""
    found: QuerySet[Meeting] = visible(actor, "orientation.read").filter(pathway=pathway)
    return found.select_related("advisor").order_by("-starts_at")


def meetings_ahead(actor: Actor) -> "QuerySet[Meeting]":
    """Planned meetings of the actor's people, soonest first, those overdue included."""
    found: QuerySet[Meeting] = visible(actor, "orientation.read").filter(state=states.PLANNED)
    return found.select_related("pathway__candidate").order_by("starts_at")


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
