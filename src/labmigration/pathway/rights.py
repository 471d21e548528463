"""What one reader may do with one pathway: the table of rights asked once, for the buttons of a page."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.access.models import User
from labmigration.access.policy import POLICY
from labmigration.access.roles import Role
from labmigration.access.rows import RowFilter
from labmigration.pathway.models import Pathway


def allowed(actor: Actor, pathway: Pathway, actions: Iterable[str], *, read_by: str) -> frozenset[str]:
    """Those of the `actions` (all about pathways) that the actor may do on this one, found by the action `read_by`.

    A query for each set of row filters: actions with the same are asked about once, and not at all when they are those
    of `read_by`, by which the row was found a moment ago.
    """
    alike: dict[tuple[RowFilter | None, ...], list[str]] = defaultdict(list)
    for action in actions:
        if may(actor, action):
            alike[_filters(actor, action)].append(action)
    granted = alike.pop(_filters(actor, read_by), [])
    for same in alike.values():
        if visible(actor, same[0]).filter(pk=pathway.pk).exists():
            granted += same
    return frozenset(granted)


def _filters(actor: Actor, action: str) -> tuple[RowFilter | None, ...]:
    return tuple(POLICY[action].rows.get(grant.role) for grant in actor.grants)


def advisors_of(territory: str) -> list[User]:
    """The accounts that hold the role of advisor in the territory today, by name; one query."""
    today = clock.today()
    held = Q(grants__role=Role.ADVISOR, grants__territory=territory, grants__since__lte=today)
    unended = Q(grants__until__isnull=True) | Q(grants__until__gte=today)
    return list(User.objects.filter(held & unended, is_active=True).distinct().order_by("name"))
