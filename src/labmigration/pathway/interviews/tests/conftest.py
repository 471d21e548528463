from datetime import date

import pytest

from labmigration import clock
from labmigration.pathway.interviews.tests.scenes import Study


@pytest.fixture
def study(world):
    """On a day on which the four uses are asked about."""
    with clock.at(date(2026, 12, 1)), world.advisor.at_work():
        yield Study(world)
