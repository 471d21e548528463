"""What others may ask of people's interest: its history, the newest word, what an advisor has not taken up yet."""

from django.db.models import Exists, OuterRef, QuerySet

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.models import Interest, InterestStatement, Meeting


def history(actor: Actor, pathway: Pathway) -> list[InterestStatement]:
    """All that the person said of occupations that the actor may read, newest first; one query."""
    return list(visible(actor, "orientation.read_interest").filter(pathway=pathway).order_by("-said_at", "-id"))


def awaits(statement: InterestStatement) -> bool:
    """Whether the person said by herself that something changes, and her advisor has not taken it up."""
    return statement.by_person and statement.seen_on is None and statement.interest != Interest.CONFIRMED


def to_take_up(actor: Actor) -> "QuerySet[InterestStatement]":
    """The newest words of the actor's people that wait to be taken up, those who wait longest first; one query."""
    later = InterestStatement.objects.filter(pathway=OuterRef("pathway"), said_at__gt=OuterRef("said_at"))
    found: QuerySet[InterestStatement] = visible(actor, "orientation.take_up_interest").filter(
        by_person=True, seen_on=None, pathway__state="open"
    )
    found = found.exclude(interest=Interest.CONFIRMED).filter(~Exists(later))
    return found.select_related("pathway__candidate").order_by("said_at")


def was_explained(pathway: Pathway) -> bool:
    """Whether a meeting was held with the person: the occupation was explained to her."""
    return Meeting.objects.filter(pathway=pathway, state=states.HELD).exists()
