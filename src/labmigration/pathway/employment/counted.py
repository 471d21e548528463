"""Contracts as indicators count them, in the open territories."""

from collections.abc import Iterable
from typing import Any

from labmigration.pathway.counted import as_text
from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract


def contracts() -> Iterable[tuple[Any, ...]]:
    """(pathway, household, occupation, kind, hours a week, gross hourly, first paid day, end, cause); one query.

    Keys as texts. Only those that have begun. Hours and pay are those of today: a change that applies replaces the
    earlier ones.
    """
    rows = Contract.objects.filter(state__in=(states.ACTIVE, states.ENDED), first_paid_on__isnull=False)
    columns = ("occupation", "kind", "weekly_hours", "gross_hourly", "first_paid_on", "ended_on", "end_cause")
    return rows.order_by().values_list(as_text("pathway"), as_text("household"), *columns)
