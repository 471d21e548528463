"""A link to a meeting of a person, as a reminder would give it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from labmigration import clock
from labmigration.links import actions as links
from labmigration.pathway.orientation import actions

BORN = date(1990, 5, 3)
MEETING_AT = datetime(2026, 3, 17, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def linked_meeting(world, on_a_tuesday):
    with world.advisor.at_work():
        person = world.person("orientation", "orientation.plan")
        return actions.plan(person, actor=world.advisor, starts_at=MEETING_AT, place="12 rue de la Paix")


@pytest.fixture
def give(world, linked_meeting):
    """`give()`: the path of a link to the meeting."""

    def given(**options):
        options = {"birth_date": BORN, "language": "uk"} | options
        with world.advisor.at_work():
            url = links.make(world.advisor, "meeting", linked_meeting, clock.now() + timedelta(days=7), **options)
        return url[url.index("/l/") :]

    return given


@pytest.fixture
def opened(client: Client):
    """`opened(path)`: the link's page on its first device, after the button was pressed."""

    def first(path):
        assert client.post(path).status_code == 302
        return client.get(path)

    return first
