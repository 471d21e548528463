"""What each stage shows of one household on the household's pages. A stage that is deleted simply no longer shows."""

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from labmigration.access.actor import Actor
from labmigration.pathway import STAGES
from labmigration.people.models import Household


@dataclass(frozen=True)
class HouseholdStep:
    """What is next for a household: a title, who acts, by when, a sentence, and where it acts itself."""

    title: str
    who: str
    says: str = ""
    by: date | None = None
    href: str = ""
    action: str = ""


@dataclass(frozen=True)
class HouseholdPanel:
    """A stage's part of a household's page, and what it asks of the household next, if anything."""

    stage: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    next: HouseholdStep | None = None


def household_panels(actor: Actor, household: Household, *, own: bool) -> list[HouseholdPanel]:
    """The panels of all stages for one household, in the order of the way; `own`: on the household's own page.

    A stage's ``household_panel.py`` has ``household_panel(actor, household, own=…) -> HouseholdPanel | None``.
    """
    found = []
    for stage in (*STAGES, "questionnaires", "interviews"):
        name = f"labmigration.pathway.{stage}.household_panel"
        if find_spec(name) is not None:
            shown = import_module(name).household_panel(actor, household, own=own)
            if shown is not None:
                found.append(shown)
    return found
