"""Referrals as indicators count them, in the open territories: keys, days and codes."""

from collections.abc import Iterable
from typing import Any

from labmigration.pathway.counted import as_text
from labmigration.pathway.reception import states
from labmigration.pathway.reception.models import Referral


def referrals() -> Iterable[tuple[Any, ...]]:
    """(pathway, referred on, referral, judged on, verdict, state, reasons, grounds, French oral, written); one query.

    Keys as texts, reasons and grounds as JSON. The newest of one person, and of one day the greater key, counts.
    """
    columns = ("judged_on", "verdict", "state", as_text("reasons"), as_text("grounds"), "french_oral", "french_written")
    rows = Referral.objects.exclude(state=states.MERGED).order_by()
    return rows.values_list(as_text("pathway"), "referred_on", as_text("pk"), *columns)
