"""What one reader may do with one pathway: the table of rights asked once, for the buttons of a page."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

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
    """The accounts that hold the role of advisor in the territory today, by name; one query."""
    today = clock.today()
    held = Q(grants__role=Role.ADVISOR, grants__territory=territory, grants__since__lte=today)
    unended = Q(grants__until__isnull=True) | Q(grants__until__gte=today)
    return list(User.objects.filter(held & unended, is_active=True).distinct().order_by("name"))
