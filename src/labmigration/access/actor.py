"""Who acts: an account with the roles that it holds today, or the system itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django_scopes import scope

from labmigration import clock
from labmigration.access.models import User
from labmigration.access.roles import Role


@dataclass(frozen=True)
class Grant:
    """One role in force, as row filters read it."""

    role: str
    territory: str | None
    organisation: object | None
    #: The one row for which a link was given, as (model label, key); None for every role that an account holds.
    subject: tuple[str, str] | None = None


@dataclass(frozen=True)
class Actor:
    """What the gate knows of whoever asks: built once a request, never changed."""

    user: User | None
    grants: tuple[Grant, ...]

    @classmethod
    def of(cls, user: User) -> "Actor":
        """The actor behind an account, with the grants in force today; an inactive account holds none."""
        if not user.is_active:
            return cls(user, ())
        today = clock.today()
        grants = [grant for grant in user.grants.all() if grant.in_force(today)]
        return cls(user, tuple(Grant(g.role, g.territory_id, g.organisation_id) for g in grants))

    @classmethod
    def system(cls, territory: str) -> "Actor":
        """The product itself at work in one territory (imports from the command line, due days)."""
        return cls(None, (Grant(Role.SYSTEM, territory, None),))

    @classmethod
    def behind_link(cls, territory: str, subject: tuple[str, str]) -> "Actor":
        """Whoever follows a signed link, without an account: she may act on its one row, and on nothing else."""
        return cls(None, (Grant(Role.LINK_HOLDER, territory, None, subject),))

    @classmethod
    def nobody(cls) -> "Actor":
        """Someone who has not signed in."""
        return cls(None, ())

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def role(self) -> str:
        """The role written beside an event: the first held, in the order of the pathway."""
        return next((role.value for role in Role if role in self.roles), "")

    @property
    def territories(self) -> list[str]:
        """The territories in which any role is held, sorted; an empty list opens nothing."""
        return sorted({grant.territory for grant in self.grants if grant.territory})

    def grants_as(self, *roles: str) -> tuple[Grant, ...]:
        """The grants held under any of those roles."""
        return tuple(grant for grant in self.grants if grant.role in roles)

    def coordinates(self, territory: str) -> bool:
        """Whether they coordinate that territory: whoever does reads its numbers whole."""
        return any(grant.territory == territory for grant in self.grants_as(Role.TERRITORY_COORDINATOR))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Rows outside the actor's territories do not exist inside this block."""
        with scope(territory=self.territories):
            yield
