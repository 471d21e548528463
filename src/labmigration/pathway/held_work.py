"""Work that people hold already, told by the stage that knows it. A stage that is deleted no longer tells any."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from labmigration.pathway import STAGES


@dataclass(frozen=True)
class Held:
    """Hours a week that a person works or has promised; `introduction_id` leads to the need whose slots they fill."""

    pathway_id: UUID
    introduction_id: UUID
    weekly_hours: float


def work_held(pathway_ids: Iterable[UUID]) -> list[Held]:
    """What those people hold, all stages together; a query a stage.

    A stage's ``held_work.py`` has ``held_work(pathway_ids) -> list[Held]``.
    """
    found = []
    ids = list(pathway_ids)
    for stage in STAGES:
        name = f"labmigration.pathway.{stage}.held_work"
        if find_spec(name) is not None:
            found += import_module(name).held_work(ids)
    return found
