"""A small invented world for tests: two territories, one account a role, people at chosen points of the way.

def test_something(world):
    with world.advisor.at_work():
        pathway = world.person()
"""

import itertools
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import NATIONAL, SIGN_IN_BY_CODE, Role
from labmigration.pathway.models import Pathway
from labmigration.pathway.next_steps import NEXT_STEPS
from labmigration.people.models import Candidate, Household
from labmigration.territories.models import Organisation

TODAY = date(2026, 3, 10)


class World:
    """Accounts and actors by role in one territory; everything is made on first use."""

    def __init__(self, territory: str = "marseille") -> None:
        self.territory = territory
        self._count = itertools.count(1)
        self._users: dict[str, User] = {}
        self._organisations: dict[str, Organisation] = {}

    def organisation(self, kind: str) -> Organisation:
        """The territory's organisation of a kind of `Organisation.Kind`."""
        if kind not in self._organisations:
            with scope(territory=[self.territory]):
                self._organisations[kind] = Organisation.objects.create(
                    territory_id=self.territory, name=f"{kind} de {self.territory}", kind=kind
                )
        return self._organisations[kind]

    def user(self, role: str, *, another: bool = False, name: str = "") -> User:
        """The account that holds `role` here; `another=True` makes one more."""
        if role in self._users and not another:
            return self._users[role]
        number = next(self._count)
        user = User.objects.create_user(
            f"{role}{number}@{self.territory}.example.org", name=name or f"{Role(role).label} {number}", password="x"
        )
        organisation = None
        if role == Role.REFERRER:
            organisation = self.organisation("referrer")
        elif role in (Role.TRAINING_COORDINATOR, Role.TRAINER):
            organisation = self.organisation("training_provider")
        RoleGrant.objects.create(
            user=user,
            role=role,
            territory_id=None if role in NATIONAL else self.territory,
            organisation=organisation,
            since=date(2020, 1, 1),
        )
        if role not in SIGN_IN_BY_CODE:
            # Without a second factor staff get no further than the page that sets one up.
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
        if not another:
            self._users[role] = user
        return user

    def actor(self, role: str, **kwargs: Any) -> Actor:
        """The actor of that account."""
        return Actor.of(self.user(role, **kwargs))

    def __getattr__(self, role: str) -> Actor:
        if role in Role.values:
            return self.actor(role)
        raise AttributeError(role)

    def candidate(self, **fields: Any) -> Candidate:
        """A person, with an account of her own when `user=True`."""
        number = next(self._count)
        with scope(territory=[self.territory]):
            if fields.pop("user", False):
                fields["user"] = self.user(Role.CANDIDATE, another=True, name=f"Candidate {number}")
            defaults = {"surname": f"Diallo{number}", "first_name": "Aminata", "birth_date": date(1990, 5, 3)}
            return Candidate.objects.create(
                territory_id=self.territory,
                invented=True,
                **{"sex": "F", "phone": "+33639980000", **defaults, **fields},
            )

    def person(self, stage: str = "reception", next_step: str = "reception.decide", **fields: Any) -> Pathway:
        """A pathway at a stage, followed by this world's advisor unless `lead_advisor` says otherwise."""
        step = NEXT_STEPS[next_step]
        with scope(territory=[self.territory]):
            candidate = fields.pop("candidate", None) or self.candidate(user=fields.pop("with_account", False))
            defaults = {
                "lead_advisor": self.user(Role.ADVISOR),
                "referrer": self.organisation("referrer"),
                "occupation": "childcare_provider",
                "opened_on": clock.today(),
                "stage_since": clock.today(),
                "due_on": step.due(clock.today()),
            }
            return Pathway.objects.create(
                territory_id=self.territory,
                candidate=candidate,
                stage=stage,
                next_step=step.code,
                next_role=step.role,
                **{**defaults, **fields},
            )

    def household(self, **fields: Any) -> Household:
        """A vetted household, with an account of its own when `user=True`."""
        number = next(self._count)
        with scope(territory=[self.territory]):
            if fields.pop("user", False):
                fields["user"] = self.user(Role.HOUSEHOLD, another=True, name=f"Foyer {number}")
            defaults = {"name": f"Foyer {number}", "contact_name": "Mme Martin", "state": "vetted"}
            return Household.objects.create(territory_id=self.territory, invented=True, **{**defaults, **fields})


@pytest.fixture
def world(db: None) -> World:
    """Marseille."""
    return World("marseille")


@pytest.fixture
def elsewhere(db: None) -> World:
    """Lille: nobody of Marseille may see anything of it."""
    return World("lille")


@pytest.fixture
def on_a_tuesday() -> Any:
    """Tuesday 10 March 2026, nine in the morning."""
    with clock.at(TODAY):
        yield TODAY
