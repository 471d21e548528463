"""Who faces whom, and who is concerned: told by the stages of the pathway, which are not known here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from labmigration.civic.content import HOUSEHOLD, WORKER
from labmigration.civic.queries import Progress, progress_of
from labmigration.people.models import Candidate, Household

#: "module:function", called as ``joined_with(request)``: the `Joined` of whoever reads the page.
JOINED = "labmigration.pathway.matching.civic_track:joined_with"
#: "module:function", called as ``people_concerned()``: keys of the candidates for whom the steps are meant.
CONCERNED = "labmigration.pathway.matching.civic_track:people_concerned"


@dataclass(frozen=True)
class Joined:
    """Somebody on the other side with whom an agreement was found; `name` as far as it is disclosed."""

    name: str
    who: Candidate | Household


def other_side(request: HttpRequest) -> list[tuple[str, Progress]]:
    """The name and the progress of everybody with whom the reader has agreed, and of nobody else."""
    found: list[Joined] = _told_by(JOINED)(request)
    progress = progress_of(one.who for one in found)
    return [(one.name, progress[one.who.pk]) for one in found]


def concerned() -> dict[str, set[UUID]]:
    """Side → keys of those for whom the steps are meant, in the open territories: the denominators of the counts."""
    vetted = Household.objects.filter(state=Household.Vetting.VETTED)
    return {WORKER: set(_told_by(CONCERNED)()), HOUSEHOLD: set(vetted.values_list("pk", flat=True))}


def _told_by(name: str) -> Callable[..., Any]:
    module, _colon, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
