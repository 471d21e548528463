"""Steps of the dual civic track as indicators count them, in the open territories."""

from collections.abc import Iterable
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Count, Max

from labmigration.civic.content import WORKER, steps_of
from labmigration.civic.models import StepTaken


def tracks_done(side: Literal["worker", "household"]) -> Iterable[tuple[UUID, date]]:
    """(person or household, day) of who has done every step of her side, and the day of the last one; one query."""
    steps = [step.code for step in steps_of(side)]
    who = "candidate" if side == WORKER else "household"
    rows = StepTaken.objects.filter(done_on__isnull=False, step__in=steps, **{f"{who}__isnull": False}).order_by()
    done = rows.values_list(who).annotate(steps=Count("step", distinct=True), last=Max("done_on"))
    return done.filter(steps=len(steps)).values_list(who, "last")
