"""Follow-ups and what households said as indicators count them, in the open territories: no words."""

from collections.abc import Iterable
from typing import Any

from labmigration.pathway.counted import as_text
from labmigration.pathway.follow_up.models import FollowUp, HouseholdWord

#: From this answer of a household on ("Bien"), it counts as satisfied: our proposal.
SATISFIED = HouseholdWord.Going.WELL


def follow_ups() -> Iterable[tuple[Any, ...]]:
    """(pathway, month, due, opens, closes, state, answered on, in sector, hours a week); one query."""
    rows = FollowUp.objects.order_by()
    columns = ("month", "due_on", "opens_on", "closes_on", "state", "answered_on", "in_sector", "weekly_hours")
    return rows.values_list(as_text("pathway"), *columns)


def household_words() -> Iterable[tuple[Any, ...]]:
    """(pathway, month, asked on, answered on, how it goes 1–4, employs still); one query."""
    rows = HouseholdWord.objects.order_by()
    columns = ("follow_up__month", "asked_on", "answered_on", "going", "employs")
    return rows.values_list(as_text("pathway"), *columns)
