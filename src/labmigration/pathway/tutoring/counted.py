"""Tutorships as indicators count them, in the open territories."""

from collections.abc import Iterator
from typing import Any

from labmigration.pathway.counted import AT_ONCE
from labmigration.pathway.tutoring.models import Tutorship


def tutorships() -> Iterator[tuple[Any, ...]]:
    """(pathway, began on, ended on) of those that began, of somebody who works; one query."""
    rows = Tutorship.objects.filter(pathway__isnull=False, began_on__isnull=False).order_by()
    return rows.values_list("pathway", "began_on", "ended_on").iterator(chunk_size=AT_ONCE)
