"""A cohort that signs hours, and a funder."""

import pytest

from labmigration.pathway.training.tests.conftest import school
from labmigration.territories.agreements import partner_actions

__all__ = ["school"]


@pytest.fixture
def funder(world, school):
    """At work in Marseille."""
    with world.territory_coordinator.at_work():
        yield partner_actions.add_partner(
            "marseille", actor=world.territory_coordinator, name="Financeur", sort="local", roles=["funds"]
        )
