"""What each stage shows of one person on the thread page. A stage that is deleted simply no longer shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from labmigration.access.actor import Actor
from labmigration.pathway import STAGES
from labmigration.pathway.models import Pathway
from labmigration.pathway.written import Written, written_of

#: What accompanies the stages without being one; it brings people around the person, and no part of its own.
BESIDE = ("tutoring",)


@dataclass(frozen=True)
class Panel:
    """A stage's part of the thread: its template and what it needs. The template draws one card and its actions.

    `around`: the people and organisations whom the stage brings around the person, as rows of facts. Where they are all
    that there is to show, `template` is empty.
    """

    stage: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    around: list[tuple[str, str]] = field(default_factory=list)


def panels(actor: Actor, pathway: Pathway) -> list[Panel]:
    """The panels of all stages that have something to show to this actor, in the order of the way.

    Each stage's ``panel.py`` has ``panel(actor, pathway, written) -> Panel | None`` and runs a fixed number of queries
    at most; it asks for no rows of a model that is not among the `written`.
    """
    written = written_of(pathway)
    found = (panel(actor, pathway, written) for panel in _panel_of_each_stage())
    return [shown for shown in found if shown is not None]


@cache
def _panel_of_each_stage() -> list[Callable[[Actor, Pathway, Written], Panel | None]]:
    names = (f"labmigration.pathway.{stage}.panel" for stage in (*STAGES, *BESIDE))
    return [import_module(name).panel for name in names if find_spec(name) is not None]
