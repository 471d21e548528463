"""A real browser on the installation: Debian's Chromium, and the product served as it is outside tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser

from labmigration import clock
from tests.journeys.town import Town
from tests.screens import CHROMIUM
from tests.world import TODAY


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium instead of the one that Playwright downloads."""
    return {"executable_path": "/usr/bin/chromium", "args": CHROMIUM}


@pytest.fixture(scope="session")
def address(django_db_setup: None) -> Iterator[str]:
    """Where the product answers, with its own static files and headers (no test server in between).

    pytest-django's `live_server` would empty the database after every test; here each module says when.
    """
    server = LiveServerThread("localhost", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def town(address: str, browser: Browser) -> Iterator[Town]:
    """People who come to the installation with their browsers; all leave when the test ends."""
    visited = Town(address, browser)
    yield visited
    visited.close()


@pytest.fixture(scope="session")
def played_pilot(address: str, django_db_blocker: Any) -> Iterator[None]:
    """The pilot in the served database, on a Tuesday, played once for all tests that only walk around in it.

    Tests that use it carry no database mark: pytest-django runs them last, when no other test empties the tables.
    """
    from labmigration.demo.pilot import play

    with django_db_blocker.unblock():
        with clock.at(TODAY):
            play()
        yield
        _empty()


@pytest.fixture
def pilot_day(played_pilot: None) -> Iterator[None]:
    """The day of the pilot, in the server's threads too."""
    with clock.at(TODAY):
        yield


def _empty() -> None:
    from labmigration.territories.loading import load_territories
    from labmigration.timeline.triggers import install_triggers, remove_triggers

    remove_triggers()
    try:
        call_command("flush", interactive=False, verbosity=0)
    finally:
        install_triggers()
        load_territories()
