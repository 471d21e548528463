"""What composing weeks asks of contracts: who works how many hours already, through which introduction."""

from uuid import UUID

from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.held_work import Held


def held_work(pathway_ids: list[UUID]) -> list[Held]:
    """Contracts promised or running; one query."""
    rows = Contract.objects.filter(pathway__in=pathway_ids, state__in=states.COUNTING)
    return [Held(*row[:2], float(row[2])) for row in rows.values_list("pathway", "introduction", "weekly_hours")]
