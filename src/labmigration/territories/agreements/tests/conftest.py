"""A territory with three partners, and texts at each step."""

from datetime import date

import pytest

from labmigration.access.actor import Actor
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.territories.agreements import commitment_actions, partner_actions, signing, text_actions
from labmigration.territories.agreements.models import Agreement, Partner

DAY = date(2026, 3, 10)


class Table:
    """Those who sit at the table: the coordinator, three partners, an observer of the first one."""

    def __init__(self, world) -> None:
        self.world, self.coordinator = world, world.territory_coordinator
        add = partner_actions.add_partner
        self.partners = [
            add(world.territory, actor=self.coordinator, name=name, sort="other") for name in ("Alpha", "Bêta", "Gamma")
        ]

    def observer(self, partner: Partner, **more) -> Actor:
        """An account that reads and signs for a partner."""
        user = self.world.user(Role.PARTNER_OBSERVER, another=True, **more)
        RoleGrant.objects.filter(user=user).update(organisation=partner.organisation)
        return Actor.of(user)

    def drafted(self, kind: str = "framework", parties: int = 2) -> Agreement:
        """A draft; of a framework agreement with a commitment each."""
        agreement = text_actions.draft(
            self.world.territory,
            actor=self.coordinator,
            kind=kind,
            title="Convention",
            parties=self.partners[:parties],
            axes=["Former", "Employer"],
            starts_on=DAY,
            ends_on=date(2028, 3, 9),
        )
        if kind == "framework":
            for party in agreement.parties.all():
                commitment_actions.promise(
                    party, actor=self.coordinator, text=f"{party} ouvre des places", due_on=date(2026, 6, 1)
                )
        agreement.refresh_from_db()
        return agreement

    def proposed(self, **more) -> Agreement:
        """A text to sign."""
        agreement = self.drafted(**more)
        text_actions.propose(agreement, actor=self.coordinator)
        return agreement

    def sign(self, agreement: Agreement, *, but: int = 0) -> None:
        """Every party signs on paper, but the last `but`."""
        parties = list(agreement.parties.all())
        for party in parties[: len(parties) - but]:
            signing.record_paper_signature(
                party,
                actor=self.coordinator,
                fingerprint=agreement.fingerprint,
                signed_on=DAY,
                signed_by="La direction",
                kept_at="Classeur",
            )
        agreement.refresh_from_db()

    def in_force(self, **more) -> Agreement:
        """A text that binds."""
        agreement = self.proposed(**more)
        self.sign(agreement)
        text_actions.take_effect(agreement, actor=self.coordinator)
        return agreement


@pytest.fixture
def table(world, on_a_tuesday):
    with world.territory_coordinator.at_work():
        yield Table(world)
