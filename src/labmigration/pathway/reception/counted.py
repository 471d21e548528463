"""Referrals as indicators count them, in the open territories: keys, days and codes."""

from collections.abc import Iterator
from typing import Any

from labmigration.pathway.counted import AT_ONCE
from labmigration.pathway.reception import states
from labmigration.pathway.reception.models import Referral


def referrals() -> Iterator[tuple[Any, ...]]:
    """(pathway, judged on, verdict, state, reasons, grounds, French oral, written, proof), oldest first; one query."""
    rows = Referral.objects.exclude(state=states.MERGED).order_by("referred_on", "pk")
    columns = ("judged_on", "verdict", "state", "reasons", "grounds", "french_oral", "french_written", "french_proof")
    return rows.values_list("pathway", *columns).iterator(chunk_size=AT_ONCE)
