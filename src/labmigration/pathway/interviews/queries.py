"""What others may ask of interviews: one's own, the list of a territory, the codebook, who codes."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import CodebookVersion, Interview, Output, Reading

#: Roles whose holders count as the staff of a territory.
STAFF = (
    Role.ADVISOR,
    Role.TRAINING_COORDINATOR,
    Role.TRAINER,
    Role.PLACEMENT_OFFICER,
    Role.TERRITORY_COORDINATOR,
)


def published() -> CodebookVersion | None:
    """The codebook in force: the last version that was published."""
    return CodebookVersion.objects.filter(published_at__isnull=False).order_by("-number").first()


def draft_of_codebook() -> CodebookVersion | None:
    """The version that is being written, if any."""
    return CodebookVersion.objects.filter(published_at__isnull=True).order_by("-number").first()


def researchers() -> "QuerySet[User]":
    """Who may code: active accounts that hold the role today."""
    return _holding(Q(grants__role=Role.RESEARCHER))


def staff_of(territory: str) -> "QuerySet[User]":
    """Who may be invited as somebody of the staff."""
    return _holding(Q(grants__role__in=[*STAFF], grants__territory=territory))


def _holding(grants: Q) -> "QuerySet[User]":
    today = clock.today()
    begun = Q(grants__since__lte=today) & (Q(grants__until__isnull=True) | Q(grants__until__gte=today))
    return User.objects.filter(grants & begun, is_active=True).distinct().order_by("name", "pk")


def own(actor: Actor) -> list[Interview]:
    """The interviews in which the actor is the one who speaks, the newest first; one query."""
    speaks = Q(pathway__candidate__user=actor.user) | Q(household__user=actor.user) | Q(staff=actor.user)
    return list(visible(actor, "interviews.choose").filter(speaks).order_by("-number"))


def own_waiting(actor: Actor) -> int:
    """How many invitations she has not answered; one query."""
    speaks = Q(pathway__candidate__user=actor.user) | Q(household__user=actor.user) | Q(staff=actor.user)
    return int(visible(actor, "interviews.choose").filter(speaks, state=states.INVITED).count())


def of_household(actor: Actor, household_id: UUID) -> list[Interview]:
    """The interviews of one household that the actor may answer for; one query."""
    return list(visible(actor, "interviews.choose").filter(household=household_id).order_by("-number"))


def of_territory(actor: Actor, territory: str) -> list[Interview]:
    """Every interview of a territory, by number and kind, without a name; one query."""
    rows = visible(actor, "interviews.list").filter(territory=territory)
    return list(rows.annotate(said=Count("paragraphs", filter=Q(paragraphs__asks=False))).order_by("number"))


def readings_of(actor: Actor, territory: str) -> list[Reading]:
    """What the actor has to code and has not finished; one query."""
    rows = visible(actor, "interviews.code").filter(territory=territory, finished_at__isnull=True)
    return list(rows.filter(interview__state=states.CODING).select_related("interview").order_by("interview__number"))


def outputs_of(territory: str, at_most: int = 20) -> list[Output]:
    """What left the house, the newest first; one query."""
    return list(Output.objects.filter(territory=territory).select_related("made_by")[:at_most])
