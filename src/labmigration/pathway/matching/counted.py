"""Households' offers as indicators count them, in the open territories: no household is named."""

from collections.abc import Iterable
from typing import Any

from labmigration.pathway.matching.models import HouseholdNeed

#: What happened to an offer → whether it is open afterwards.
OPENED = {"describe": True, "publish_need": True, "reopen_need": True, "fill": False, "withdraw_need": False}


def offers() -> Iterable[tuple[Any, ...]]:
    """(offer, occupation, postcode, state); one query. Their days are told by events (`OPENED`)."""
    rows = HouseholdNeed.objects.order_by("pk")
    return rows.values_list("pk", "occupation", "postcode", "state")
