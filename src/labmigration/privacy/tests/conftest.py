from datetime import date

import pytest

from labmigration import clock


@pytest.fixture
def in_november():
    """Tuesday 24 November 2026: the texts of the consents are in force."""
    with clock.at(date(2026, 11, 24)):
        yield


@pytest.fixture
def mine(world, in_november):
    """A person with an account, followed by this world's advisor."""
    with world.advisor.at_work():
        return world.person("orientation", "orientation.plan", with_account=True)


@pytest.fixture
def her(client, mine):
    client.force_login(mine.candidate.user)
    return client


@pytest.fixture
def as_actor(mine):
    """The person herself, as the gate knows her."""
    from labmigration.access.actor import Actor

    return Actor.of(mine.candidate.user)
