"""Steps of the dual civic track as indicators count them, in the open territories."""

from collections.abc import Iterator
from typing import Any

from labmigration.civic.content import SIDES, steps_of
from labmigration.civic.models import StepTaken

AT_ONCE = 5000


def steps_done() -> Iterator[tuple[Any, ...]]:
    """(person or None, household or None, step, done on) of the steps that are done; one query."""
    rows = StepTaken.objects.filter(done_on__isnull=False).order_by("done_on", "pk")
    return rows.values_list("candidate", "household", "step", "done_on").iterator(chunk_size=AT_ONCE)


def steps_of_side() -> dict[str, frozenset[str]]:
    """The steps that make each side's track whole."""
    return {side: frozenset(step.code for step in steps_of(side)) for side in SIDES}
