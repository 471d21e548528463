"""Seats, hours signed and opinions as indicators count them, in the open territories: never a name or a word."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Min, Sum
from django.db.models.functions import TruncMonth

from labmigration.pathway.counted import as_text
from labmigration.pathway.training import states
from labmigration.pathway.training.feedback.models import ModuleFeedback
from labmigration.pathway.training.models import AttendanceSignature, Enrolment
from labmigration.pathway.training.queries.ledger import MISSED, SignedAs, standing

#: Why people leave before the end, in words.
CAUSES = dict(states.WITHDRAWAL_CAUSES)


def seats() -> Iterable[tuple[Any, ...]]:
    """(pathway, cohort, provider, enrolled on, left on, cause), oldest first; one query."""
    rows = Enrolment.objects.order_by("enrolled_on", "pk")
    columns = ("cohort__name", "cohort__provider__name", "enrolled_on", "left_on", "cause")
    return rows.values_list(as_text("pathway"), *columns)


def hours_followed(until: date) -> Iterable[tuple[Any, ...]]:
    """(pathway, hours of one month, first day of it), signed by a trainer and not corrected since; one query.

    The hours as text.
    """
    rows = standing(AttendanceSignature.objects.filter(signed_as=SignedAs.TRAINER, session__date__lte=until))
    rows = rows.exclude(status__in=MISSED).order_by()
    by_month = rows.annotate(month=TruncMonth("session__date")).values("pathway", "month")
    totals = by_month.annotate(total=as_text(Sum("hours")), first=Min("session__date"))
    return totals.values_list("pathway", "total", "first")


def opinions() -> Iterable[tuple[Any, ...]]:
    """(cohort, module, asked on, answered on, useful, clear, welcome, can do), without the person; one query."""
    rows = ModuleFeedback.objects.order_by()
    columns = ("module", "asked_on", "answered_on", "useful", "clear", "welcome", "can_do")
    return rows.values_list("enrolment__cohort__name", *columns)
