"""The Marseille pilot inside one transaction, for test modules that only look around in it."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import connection, transaction


@pytest.fixture(scope="session")
def pilot(django_db_setup: None, django_db_blocker: object) -> Iterator[object]:
    """The company of the pilot, played once for all who look around in it; undone at the end.

    Mark the module with ``django_db``: without such a mark pytest-django makes no database at all.
    """
    from labmigration.demo.pilot import play

    # After ANALYZE in an open transaction SQLite reads its whole schema again at each savepoint that is rolled back.
    sampling = patch("labmigration.pathway.reception.importing.tell_sqlite_how_much_it_holds")
    with django_db_blocker.unblock(), transaction.atomic():
        with sampling:
            company = play()
        # Once, here: what waits to be checked in an open transaction is checked anew at the end of every test in it.
        connection.check_constraints()
        if connection.vendor == "postgresql":
            # It plans by what it knows of its tables, and looks at them by itself only once they are committed.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield company
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that look around in the pilot come last: all others expect to find nobody."""
    items.sort(key=lambda item: "pilot" in getattr(item, "fixturenames", ()))
