"""Tests write French with plain spaces, as its authors do: pages come to them before their spaces are made unbreakable.

Browsers get them as people do, and so does the test of the spaces themselves.
"""

import pytest

from labmigration.ui import typography

ITS_OWN = "test_typography.py"


@pytest.fixture(autouse=True)
def plain_spaces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave pages as they were written."""
    if request.node.get_closest_marker("browser") is None and request.node.path.name != ITS_OWN:
        monkeypatch.setattr(typography, "unbroken", bytes)
