"""What others may ask of accounts."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import RoleGrant, User


def accounts(
    actor: Actor, *, q: str = "", role: str = "", territory: str = "", closed: bool = False
) -> "QuerySet[User]":
    """Accounts that the actor manages, by name, with their roles; narrowed by words, role held today, territory."""
    rows: QuerySet[User] = visible(actor, "access.accounts").filter(is_active=not closed)
    for word in q.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if role or territory:
        held = RoleGrant.objects.filter(_in_force())
        held = held.filter(role=role) if role else held
        held = held.filter(territory=territory) if territory else held
        rows = rows.filter(pk__in=held.values("user"))
    return rows.prefetch_related(
        Prefetch("grants", RoleGrant.objects.filter(_in_force()).select_related("territory"), to_attr="held")
    ).order_by("name", "id")


def grants_of(user: User) -> "QuerySet[RoleGrant]":
    """Every role that the account holds or held, newest first, with territory and organisation."""
    return user.grants.select_related("territory", "organisation").order_by("-since", "role")


def _in_force() -> Any:
    today = clock.today()
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
