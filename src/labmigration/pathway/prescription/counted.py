"""Hours of signed plans as indicators count them, in the open territories."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum

from labmigration.pathway.counted import as_text
from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.models import PrescribedModule


def hours_agreed() -> Iterable[tuple[Any, ...]]:
    """(pathway, hours as text) of the plan that both have signed and that stands; one query."""
    rows = PrescribedModule.objects.filter(prescription__state=states.SIGNED).order_by()
    return rows.values_list("prescription__pathway").annotate(total=as_text(Sum("hours")))
