"""Tutorships as indicators count them, in the open territories."""

from collections.abc import Iterable
from typing import Any

from labmigration.pathway.counted import as_text
from labmigration.pathway.tutoring.models import Tutorship


def tutorships() -> Iterable[tuple[Any, ...]]:
    """(pathway, began on, ended on) of those that began, of somebody who works; one query."""
    rows = Tutorship.objects.filter(pathway__isnull=False, began_on__isnull=False).order_by()
    return rows.values_list(as_text("pathway"), "began_on", "ended_on")
