"""The register of improvements: finding → action → owner → due day → done."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.quality.models import Improvement
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: Who may carry an action.
OWNERS = (Role.TERRITORY_COORDINATOR, Role.TRAINING_COORDINATOR, Role.TRAINER, Role.ADVISOR)


@transaction.atomic
def decide(
    territory: str, *, actor: Actor, found_in: str, finding: str, action: str, owner: User, due_on: date
) -> Improvement:
    """Write a line. Raises `Refused` outside the actor's territory, or with a due day that has passed."""
    if not visible(actor, "quality.decide_improvement").filter(pk=territory).exists():
        raise Refused(_("Vous ne tenez pas le registre de ce territoire."))
    if due_on < clock.today():
        raise Refused(_("Choisissez un jour à venir."))
    line = Improvement(
        territory_id=territory,
        found_in=Improvement.Source(found_in),
        finding=finding,
        action=action,
        owner=owner,
        decided_on=clock.today(),
        due_on=due_on,
    )
    line.save(force_insert=True)
    Event.record(line, "decide_improvement", actor, {"source": found_in})
    return line


@transaction.atomic
def finish(line: Improvement, *, actor: Actor, result: str) -> None:
    """The action is done, and this is what has changed."""
    if not result.strip():
        raise Refused(_("Écrivez ce qui a changé."))
    move(line, "finish_improvement", actor=actor, ended_on=clock.today(), result=result)


@transaction.atomic
def drop(line: Improvement, *, actor: Actor, reason: str) -> None:
    """The action is given up, for a reason."""
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi l’action est abandonnée."))
    move(line, "drop_improvement", actor=actor, ended_on=clock.today(), result=reason)


def register(actor: Actor) -> "QuerySet[Improvement]":
    """Every line that the actor may read: those to do first, due first."""
    rows: QuerySet[Improvement] = visible(actor, "quality.improvements").select_related("owner")
    return rows.order_by("state", "due_on", "pk")


def possible_owners(territory: str) -> list[User]:
    """Who may carry an action in a territory, by name."""
    grants = RoleGrant.objects.filter(role__in=OWNERS, territory=territory, user__is_active=True).select_related("user")
    found = {grant.user_id: grant.user for grant in grants if grant.in_force(clock.today())}
    return sorted(found.values(), key=lambda user: user.name)
