"""Seats, hours signed and opinions as indicators count them, in the open territories: never a name or a word."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Min, Sum
from django.db.models.functions import TruncMonth

from labmigration.pathway.counted import AT_ONCE
from labmigration.pathway.training import states
from labmigration.pathway.training.feedback.models import ModuleFeedback
from labmigration.pathway.training.models import AttendanceSignature, Enrolment
from labmigration.pathway.training.queries.ledger import MISSED, SignedAs

#: Why people leave before the end, in words.
CAUSES = dict(states.WITHDRAWAL_CAUSES)


def seats() -> Iterator[tuple[Any, ...]]:
    """(pathway, seat, cohort, provider, enrolled on, left on, cause, state), oldest first; one query."""
    rows = Enrolment.objects.order_by("enrolled_on", "pk")
    columns = ("cohort__name", "cohort__provider__name", "enrolled_on", "left_on", "cause", "state")
    return rows.values_list("pathway", "pk", *columns).iterator(chunk_size=AT_ONCE)


def hours_followed(until: date) -> Iterator[tuple[Any, ...]]:
    """(pathway, month, hours, first day), signed by a trainer and not corrected since; one query."""
    corrected = AttendanceSignature.objects.filter(replaces__isnull=False).order_by().values("replaces")
    rows = AttendanceSignature.objects.filter(signed_as=SignedAs.TRAINER, session__date__lte=until)
    rows = rows.exclude(status__in=MISSED).exclude(pk__in=corrected).order_by()
    by_month = rows.annotate(month=TruncMonth("session__date")).values_list("pathway", "month")
    return by_month.annotate(total=Sum("hours"), first=Min("session__date")).iterator(chunk_size=AT_ONCE)


def opinions() -> Iterator[tuple[Any, ...]]:
    """(cohort, module, asked on, answered on, useful, clear, welcome, can do), without the person; one query."""
    rows = ModuleFeedback.objects.order_by()
    columns = ("module", "asked_on", "answered_on", "useful", "clear", "welcome", "can_do")
    return rows.values_list("enrolment__cohort__name", *columns).iterator(chunk_size=AT_ONCE)
