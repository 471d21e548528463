"""What each stage shows of one person on the thread page. A stage that is deleted simply no longer shows."""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from labmigration.access.actor import Actor
from labmigration.pathway import STAGES
from labmigration.pathway.models import Pathway


@dataclass(frozen=True)
class Panel:
    """A stage's part of the thread: its template and what it needs. The template draws one card and its actions."""

    stage: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


def panels(actor: Actor, pathway: Pathway) -> list[Panel]:
    """The panels of all stages that have something to show to this actor, in the order of the way.

    Each stage's ``panel.py`` has ``panel(actor, pathway) -> Panel | None`` and runs a fixed number of queries.
    """
    found = []
    for stage in STAGES:
        name = f"labmigration.pathway.{stage}.panel"
        if find_spec(name) is not None:
            shown = import_module(name).panel(actor, pathway)
            if shown is not None:
                found.append(shown)
    return found
