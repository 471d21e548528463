"""Test databases: fast passwords, append-only tables that can be emptied between tests, and who needs a database."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TransactionTestCase


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Every test database also has the cache table and the territories."""
    from labmigration.territories.loading import load_territories

    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        load_territories()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for a database: only that is worth a second run on another one (`tests.everything`)."""
    for item in items:
        asks = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
        if asks or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    options = settings.DATABASES["default"]["OPTIONS"]
    if "init_command" in options:
        # No test pulls the plug: what the product itself asks for is held by tests/house/test_installation.py.
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    _empty_append_only_tables()


def _empty_append_only_tables() -> None:
    """Take the triggers away while Django empties the tables after a transactional test, then put them back."""
    from labmigration.territories.loading import load_territories
    from labmigration.timeline.triggers import install_triggers, remove_triggers

    teardown = TransactionTestCase._fixture_teardown

    def teardown_without_triggers(self: TransactionTestCase) -> None:
        remove_triggers()
        try:
            teardown(self)
        finally:
            install_triggers()
            load_territories()

    TransactionTestCase._fixture_teardown = teardown_without_triggers


@pytest.fixture(autouse=True)
def _no_leftover_scope() -> Iterator[None]:
    """A scope or clock that a test forgot would open the next one."""
    from django_scopes.state import state

    yield
    assert not (state.get() or {}).get("territory"), "a test left a territory open"
