"""A real browser on the installation: Debian's Chromium, and the product served as it is outside tests."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.test.testcases import LiveServerThread, TransactionTestCase
from playwright.sync_api import Browser, Playwright, expect

from labmigration import clock
from tests.journeys.town import PATIENCE_MS, Town
from tests.screens import CHROMIUM
from tests.world import TODAY

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium instead of the one that Playwright downloads."""
    return {"executable_path": "/usr/bin/chromium", "args": CHROMIUM}


@pytest.fixture(scope="session", autouse=True)
def _no_connection_left(django_db_setup: None, playwright: Playwright) -> Iterator[None]:
    """While Playwright's event loop runs, Django keeps other connections for this thread, and never closes them."""
    yield
    connections.close_all()


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that walk around in the pilot come last of all: it stays in the tables until the session ends."""
    items.sort(key=lambda item: "played_pilot" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def played_pilot(address: str, django_db_blocker: Any) -> Iterator[None]:
    """The pilot in the served database, on a Tuesday, played once; nothing is emptied while it stands.

    Mark the module with ``django_db(transaction=True)``: without a mark pytest-django makes no database at all.
    """
    from labmigration.demo.pilot import play

    with django_db_blocker.unblock():
        with clock.at(TODAY):
            play()
        with patch.object(TransactionTestCase, "_fixture_teardown"):
            yield
        TransactionTestCase("run")._fixture_teardown()


@pytest.fixture
def pilot_day(played_pilot: None) -> Iterator[None]:
    """The day of the pilot, in the server's threads too."""
    with clock.at(TODAY):
        yield
