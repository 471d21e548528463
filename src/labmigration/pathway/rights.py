"""What one reader may do with one pathway: the table of rights asked once, for the buttons of a page."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.access.models import User
from labmigration.access.policy import POLICY
from labmigration.access.roles import Role
from labmigration.access.rows import RowFilter
from labmigration.pathway.models import Pathway


def allowed(actor: Actor, pathway: Pathway, actions: Iterable[str]) -> frozenset[str]:
    """Those of the `actions` (all about pathways) that the actor may do on this one; a single query.

    Actions with the same row filters are asked about once.
    """
    alike: dict[tuple[RowFilter | None, ...], list[str]] = defaultdict(list)
    for action in actions:
        if may(actor, action):
            alike[tuple(POLICY[action].rows.get(grant.role) for grant in actor.grants)].append(action)
    if not alike:
        return frozenset()
    questions = {
        f"answer_{number}": Exists(visible(actor, same[0]).filter(pk=OuterRef("pk")))
        for number, same in enumerate(alike.values())
    }
    row = Pathway.objects.filter(pk=pathway.pk).annotate(**questions).values_list(*questions).get()
    return frozenset(action for same, yes in zip(alike.values(), row, strict=True) if yes for action in same)


def advisors_of(territory: str) -> list[User]:
    """The accounts that hold the role of advisor in the territory today, by name; one query."""
    today = clock.today()
    held = Q(grants__role=Role.ADVISOR, grants__territory=territory, grants__since__lte=today)
    unended = Q(grants__until__isnull=True) | Q(grants__until__gte=today)
    return list(User.objects.filter(held & unended, is_active=True).distinct().order_by("name"))
