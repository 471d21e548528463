"""Contracts as indicators count them, in the open territories."""

from collections.abc import Iterator
from typing import Any

from labmigration.pathway.counted import AT_ONCE
from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract


def contracts() -> Iterator[tuple[Any, ...]]:
    """(pathway, household, occupation, kind, hours a week, gross hourly, first paid day, end, cause); one query.

    Only those that have begun. Hours and pay are those of today: a change that applies replaces the earlier ones.
    """
    rows = Contract.objects.filter(state__in=(states.ACTIVE, states.ENDED), first_paid_on__isnull=False)
    columns = ("occupation", "kind", "weekly_hours", "gross_hourly", "first_paid_on", "ended_on", "end_cause")
    return rows.order_by().values_list("pathway", "household", *columns).iterator(chunk_size=AT_ONCE)
