"""A territory with people, one that is only announced, and one that somebody has just opened on screen."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django_scopes import scope

from labmigration.replication.gathering import gather
from labmigration.territories.opening.actions import open_territory
from labmigration.timeline.models import Event
from tests.world import TODAY

PARIS = ZoneInfo("Europe/Paris")
STEPS = ("reception.admit", "orientation.hold", "positioning.finish")


def referred(world: Any, *verbs: str) -> None:
    """A person in whose timeline the verbs stand, ten days apart."""
    opened = TODAY - timedelta(days=100)
    pathway = world.person(opened_on=opened)
    for number, verb in enumerate(verbs, start=1):
        event = Event.about(pathway, "note_contact", world.advisor, {})
        event.verb, event.at = verb, datetime.combine(opened + timedelta(days=10 * number), datetime.min.time(), PARIS)
        event.save(force_insert=True)


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    """What was gathered once: plain values, that no test can change."""
    return {}


@pytest.fixture
def gathered(request: Any, kept: dict[str, Any], on_a_tuesday: Any) -> dict[str, Any]:
    """The sources of Marseille with people, of Lille, of a territory opened on screen with nothing in it, and
    Marseille once more with its small numbers."""
    if not kept:
        world = request.getfixturevalue("world")
        peopled(world)
        opened = open_territory(actor=world.programme_admin, name="Bretagne Sud", departements=["56"]).pk
        kept.update({code: gather(code) for code in ("marseille", "lille")})
        kept.update({"opened": gather(opened), "exact": gather("marseille", exact=True)})
    return kept


def peopled(world: Any) -> None:
    """Marseille with 40 people referred, 28 admitted, 14 met, 3 positioned."""
    with scope(territory=["marseille"]):
        for number in range(40):
            referred(world, *STEPS[: (number < 28) + (number < 14) + (number < 3)])
