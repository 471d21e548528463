"""Lille, which nobody has opened yet: its coordinator at work, and a fact to note."""

from datetime import date, timedelta
from typing import Any

import pytest

DAY = date(2026, 3, 10)


@pytest.fixture
def lille(elsewhere, on_a_tuesday):
    """Lille's world, with its rows open to its coordinator."""
    with elsewhere.territory_coordinator.at_work():
        yield elsewhere


@pytest.fixture
def jobs(lille) -> Any:
    """`jobs(value, **changes)`: what a fact about jobs in exactly Lille's perimeter says."""

    def told(value: int, **changes: Any) -> dict[str, Any]:
        return {
            "subject": "jobs_to_fill",
            "value": value,
            "area": "D59+D62",
            "kind": "plan",
            "horizon": 2030,
            "year": 2026,
            "source": "Étude locale inventée pour les tests, 2026",
            "licence": "non lue",
            "owner": lille.user("territory_coordinator"),
            "expires_on": DAY + timedelta(days=200),
            **changes,
        }

    return told
