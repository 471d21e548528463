"""The Marseille pilot inside one transaction, for test modules that only look around in it."""

from collections.abc import Iterator

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def pilot(django_db_setup: None, django_db_blocker: object) -> Iterator[object]:
    """The company of the pilot; everything is undone when the module ends.

    Mark the module with ``django_db``: without such a mark pytest-django makes no database at all.
    """
    from labmigration.demo.pilot import play

    with django_db_blocker.unblock(), transaction.atomic():
        yield play()
        transaction.set_rollback(True)
