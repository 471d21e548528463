"""What one reader may do with one pathway: the table of rights asked once, for the buttons of a page."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway


def allowed(actor: Actor, pathway: Pathway, actions: Iterable[str]) -> frozenset[str]:
    """Those of the `actions` (all about pathways) that the actor may do on this one; a single query."""
    asked = [action for action in actions if may(actor, action)]
    if not asked:
        return frozenset()
    answers = {
        f"answer_{number}": Exists(visible(actor, action).filter(pk=OuterRef("pk")))
        for number, action in enumerate(asked)
    }
    row = Pathway.objects.filter(pk=pathway.pk).annotate(**answers).values_list(*answers).get()
    return frozenset(action for action, yes in zip(asked, row, strict=True) if yes)


def advisors_of(territory: str) -> list[User]:
    """The accounts that hold the role of advisor in the territory today, by name; two queries."""
    found = User.objects.filter(is_active=True, grants__role=Role.ADVISOR, grants__territory=territory).distinct()
    return [user for user in found.order_by("name").prefetch_related("grants") if _advises(user, territory)]


def _advises(user: User, territory: str) -> bool:
    today = clock.today()
    return any(
        grant.role == Role.ADVISOR and grant.territory_id == territory and grant.in_force(today)
        for grant in user.grants.all()
    )
