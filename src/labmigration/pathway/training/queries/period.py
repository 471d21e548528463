"""Seats, signed hours and sheets between two days: what exports and files of evidence are made from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Sum

from labmigration import clock
from labmigration.pathway.training import states
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session
from labmigration.pathway.training.queries.ledger import standing

Status, SignedAs = AttendanceSignature.Status, AttendanceSignature.SignedAs


def seats_between(seats: "QuerySet[Enrolment]", first: date, last: date) -> list[Enrolment]:
    """Those of the seats whose cohort trained on a day of the period, both included, while they held it; by cohort."""
    there = Q(left_on__isnull=True) | Q(left_on__gte=first)
    rows = seats.filter(there, cohort__starts_on__lte=last, cohort__ends_on__gte=first, enrolled_on__lte=last)
    return list(rows.select_related("cohort__provider", "pathway__candidate").order_by("cohort__starts_on", "seat"))


def every_seat() -> "QuerySet[Enrolment]":
    """Every seat of the open territories: for files that show no name, or whose reader the table of rights names."""
    return Enrolment.objects.all()


def seats_held() -> "QuerySet[Enrolment]":
    """Seats that somebody holds now, in a cohort that runs or will."""
    return every_seat().filter(state=states.ENROLLED)


def seats_in_class() -> "QuerySet[Enrolment]":
    """Those of them in cohorts that run."""
    return seats_held().filter(cohort__state=states.RUNNING)


def seats_begun() -> "QuerySet[Enrolment]":
    """Seats held on the first day of a cohort that has started; `finished`: followed to the end."""
    started = every_seat().filter(cohort__state__in=(states.RUNNING, states.FINISHED))
    started = started.filter(cohort__starts_on__lte=clock.today()).exclude(left_on__lt=F("cohort__starts_on"))
    finished = ExpressionWrapper(Q(state=states.COMPLETED), output_field=BooleanField())
    return started.annotate(finished=finished)


def hours_between(seats: Iterable[Enrolment], first: date, last: date) -> dict[UUID, dict[str, Decimal]]:
    """Hours that a trainer signed, by seat and module, of the sessions of the period; one query.

    A line that a correction replaced counts for nothing.
    """
    rows = _signed_by_trainer(seats, first, last).exclude(status__in=(Status.ABSENT, Status.EXCUSED)).order_by()
    found: dict[UUID, dict[str, Decimal]] = defaultdict(dict)
    for seat, module, hours in rows.values_list("enrolment", "module").annotate(total=Sum("hours")):
        found[seat][module] = hours
    return found


def days_signed(seats: Iterable[Enrolment], first: date, last: date) -> dict[UUID, tuple[date, date]]:
    """The first and the last day on which hours were signed, by seat; one query."""
    rows = (
        _signed_by_trainer(seats, first, last)
        .exclude(status__in=(Status.ABSENT, Status.EXCUSED))
        .order_by("session__date")
    )
    found: dict[UUID, tuple[date, date]] = {}
    for seat, day in rows.values_list("enrolment", "session__date"):
        found[seat] = (found.get(seat, (day, day))[0], day)
    return found


def _signed_by_trainer(seats: Iterable[Enrolment], first: date, last: date) -> "QuerySet[AttendanceSignature]":
    rows = AttendanceSignature.objects.filter(enrolment__in=[seat.pk for seat in seats], signed_as=SignedAs.TRAINER)
    return standing(rows.filter(session__date__range=(first, last)))


@dataclass(frozen=True)
class SheetCount:
    """One half-day held: how many lines a trainer signed, of which present (late or left early too), how many people
    signed themselves."""

    session: Session
    lines: int
    present: int
    own: int


def sheets_between(first: date, last: date) -> list[SheetCount]:
    """The half-days held in the period in the open territories, in order; two queries."""
    sessions = list(
        Session.objects.filter(state=states.HELD, date__range=(first, last)).select_related("cohort", "trainer")
    )
    counts: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = standing(AttendanceSignature.objects.filter(session__date__range=(first, last))).order_by()
    for session, signed_as, status in rows.values_list("session", "signed_as", "status"):
        away = status in (Status.ABSENT, Status.EXCUSED)
        if signed_as == SignedAs.TRAINER:
            counts[session][0] += 1
            counts[session][1] += not away
        else:
            counts[session][2] += not away
    return [SheetCount(session, *counts[session.pk]) for session in sessions]
