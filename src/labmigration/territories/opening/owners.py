"""Who answers for a fact or a task of a territory: those who can act on it here.

Its coordination, the programme's administration, whoever opened it; others are named beside ("avec qui").
"""

from django.db.models import Q

from labmigration import clock
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.territories.opening.models import OpenedTerritory


def possible_owners(territory: str) -> list[User]:
    """By name."""
    held = Q(role=Role.TERRITORY_COORDINATOR, territory=territory) | Q(role=Role.PROGRAMME_ADMIN)
    grants = RoleGrant.objects.filter(held, user__is_active=True).select_related("user")
    found = {grant.user_id: grant.user for grant in grants if grant.in_force(clock.today())}
    openers = OpenedTerritory.objects.filter(pk=territory).values("opened_by")
    found |= {opener.pk: opener for opener in User.objects.filter(is_active=True, pk__in=openers)}
    return sorted(found.values(), key=lambda user: user.name)
