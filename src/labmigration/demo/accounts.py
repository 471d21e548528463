"""The accounts, organisations and households of the pilot."""

from dataclasses import dataclass, field
from datetime import date

from labmigration.access.actor import Actor
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import NATIONAL, Role
from labmigration.demo.cast import REFERRERS, STAFF
from labmigration.territories.models import Organisation

TERRITORY = "marseille"
PROVIDER = "Organisme de formation du pilote (inventé)"


@dataclass
class Company:
    """Who is there to act."""

    users: dict[str, list[User]] = field(default_factory=dict)

    def actor(self, role: str, number: int = 0) -> Actor:
        """The actor of the `number`-th holder of a role."""
        return Actor.of(self.users[role][number])


def open_accounts(since: date) -> Company:
    """Organisations and staff of the pilot; they sign in with one click, so no password is set."""
    provider = Organisation.objects.create(
        territory_id=TERRITORY, name=PROVIDER, kind=Organisation.Kind.TRAINING_PROVIDER
    )
    referrers = [
        Organisation.objects.create(territory_id=TERRITORY, name=name, kind=Organisation.Kind.REFERRER)
        for name in REFERRERS
    ]
    company = Company()
    for number, (role, name) in enumerate(STAFF):
        user = User.objects.create_user(f"equipe{number}@example.org", name=name, invented=True)
        organisation = None
        if role == Role.REFERRER:
            organisation = referrers[-1]
        elif role in (Role.TRAINING_COORDINATOR, Role.TRAINER):
            organisation = provider
        grant(user, role, since, organisation)
        company.users.setdefault(role, []).append(user)
    return company


def grant(user: User, role: str, since: date, organisation: Organisation | None = None) -> None:
    """Give a role in the pilot's territory, or nationally where the role knows no territory."""
    territory = None if role in NATIONAL else TERRITORY
    RoleGrant.objects.create(user=user, role=role, territory_id=territory, organisation=organisation, since=since)


def account_for(name: str, role: str, since: date) -> User:
    """An account for a candidate or a household."""
    user = User.objects.create_user(name=name, invented=True)
    grant(user, role, since)
    return user
