"""Texts of the steps as lazy texts: told in whichever language is active when they are drawn."""

from typing import Any

from labmigration.civic.content import step
from labmigration.people.consents import spoken


def step_title(code: str) -> Any:
    """The title of a step; its code for one that no file holds any more."""
    try:
        return spoken(step(code).title)
    except LookupError:
        return code
