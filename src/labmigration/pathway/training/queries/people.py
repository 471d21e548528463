"""One person in training: seats, signatures, who taught her."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models import FIRST_OPTION_GROUP, AttendanceSignature, Cohort, Enrolment, Session
from labmigration.pathway.training.queries.ledger import SIGNING_DAYS, standing

DAYS_AHEAD = 7


def seats_of(actor: Actor, pathway: Pathway) -> "QuerySet[Enrolment]":
    """The person's seats that the actor may see, the newest first."""
    rows: QuerySet[Enrolment] = visible(actor, "training.read_seats").filter(pathway=pathway)
    return rows.select_related("cohort__provider", "pathway__candidate").order_by("-enrolled_on")


def expected(session: Session) -> "QuerySet[Enrolment]":
    """The seats of those who should be at a session: of its group, enrolled by then and not yet gone."""
    rows = Enrolment.objects.filter(cohort=session.cohort_id, enrolled_on__lte=session.date)
    rows = rows.filter(Q(left_on__isnull=True) | Q(left_on__gt=session.date))
    if session.group >= FIRST_OPTION_GROUP:
        told = rows.values_list("pk", "option_groups")
        rows = rows.filter(pk__in=[pk for pk, groups in told if session.group in groups])
    elif session.group:
        rows = rows.filter(sst_group=session.group)
    return rows.select_related("pathway__candidate").order_by("seat")


def own_sessions(seat: Enrolment) -> "QuerySet[Session]":
    """The sessions that concern the person now: those she may still sign, and those of the days ahead."""
    today = clock.today()
    first = max(seat.enrolled_on, today - timedelta(days=SIGNING_DAYS))
    rows = Session.objects.filter(cohort=seat.cohort_id, group__in=seat.groups).exclude(state=states.CANCELLED)
    return rows.filter(date__range=(first, today + timedelta(days=DAYS_AHEAD))).select_related("trainer")


def standing_signatures(seat: Enrolment) -> "QuerySet[AttendanceSignature]":
    """The signatures of one seat that no correction replaces, newest session first, with what each replaced."""
    rows = standing(AttendanceSignature.objects.filter(enrolment=seat))
    return rows.select_related("session", "signed_by", "replaces").order_by("-session__date", "-session__half")


def trainers_who_taught(pathway: Pathway) -> set[UUID]:
    """The accounts of all who trained the person: trainers of her cohorts, and of any session held there."""
    cohorts = Cohort.objects.filter(enrolments__pathway=pathway)
    named = set(cohorts.values_list("trainers", flat=True)) - {None}
    held = Session.objects.filter(cohort__in=cohorts.values("pk"), state=states.HELD)
    return named | set(held.order_by().values_list("trainer", flat=True))
