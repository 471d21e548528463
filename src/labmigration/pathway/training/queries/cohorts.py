"""Cohorts, their seats and sessions, and who waits for a seat."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models import Cohort, Enrolment, Session
from labmigration.programme import programme
from labmigration.territories.models import Organisation

_TAKEN = Count("enrolments", filter=~Q(enrolments__state=states.WITHDRAWN))


@dataclass(frozen=True)
class CohortInList:
    """A cohort as lists draw it."""

    cohort: Cohort
    occupation: str
    taken: int

    @property
    def free(self) -> int:
        """Seats that nobody holds."""
        return max(0, self.cohort.capacity - self.taken)


def cohorts_seen_by(actor: Actor) -> list[CohortInList]:
    """The cohorts that the actor may read: running first, then forming, then finished; the newest first in each."""
    return _listed(visible(actor, "training.read"))


def every_cohort() -> list[CohortInList]:
    """Every cohort of the open territories in the same order: for the steering pages, which show numbers only."""
    return _listed(Cohort.objects.all())


def _listed(cohorts: "QuerySet[Cohort]") -> list[CohortInList]:
    rows = cohorts.select_related("provider").annotate(taken=_TAKEN).order_by("-starts_on")
    order = {states.RUNNING: 0, states.FORMING: 1, states.FINISHED: 2}
    names = {occupation.code: occupation.name_feminine_fr for occupation in programme().occupations}
    listed = [CohortInList(row, names.get(row.occupation, ""), row.taken) for row in rows]
    return sorted(listed, key=lambda each: order[each.cohort.state])


def cohorts_open_to(actor: Actor, pathway: Pathway) -> list[CohortInList]:
    """The cohorts in which the actor could give this person a seat: her occupation first, soonest first."""
    ahead = [
        each
        for each in cohorts_seen_by(actor)
        if each.cohort.state != states.FINISHED and each.cohort.territory_id == pathway.territory_id
    ]
    return sorted(
        ahead, key=lambda each: (each.cohort.occupation not in ("", pathway.occupation), each.cohort.starts_on)
    )


def seats_of_cohort(cohort: Cohort) -> "QuerySet[Enrolment]":
    """All seats held now or brought to the end, by number; those who left are not among them."""
    rows: QuerySet[Enrolment] = cohort.enrolments.exclude(state=states.WITHDRAWN)
    return rows.select_related("pathway__candidate").order_by("seat")


def seats_with_names(actor: Actor, cohort: Cohort) -> set[UUID]:
    """The seats whose person's name the actor may read; of the others a page shows initials only."""
    return set(visible(actor, "training.read_names").filter(cohort=cohort).values_list("pk", flat=True))


def sessions_between(actor: Actor, cohort: Cohort, first: date, last: date) -> "QuerySet[Session]":
    """Sessions that the actor may see from one day to another, both included, without those cancelled."""
    rows: QuerySet[Session] = visible(actor, "training.read_sessions").filter(cohort=cohort, date__range=(first, last))
    return rows.exclude(state=states.CANCELLED).select_related("trainer")


def sheets_to_sign(actor: Actor) -> "QuerySet[Session]":
    """Sessions of today and before that nobody has signed, oldest first, of the actor's cohorts."""
    rows: QuerySet[Session] = visible(actor, "training.hold_session")
    return (
        rows.filter(state=states.PLANNED, date__lte=clock.today())
        .select_related("cohort", "trainer")
        .order_by("date", "half")
    )


def people_waiting(actor: Actor) -> "QuerySet[Pathway]":
    """Everyone who waits for a seat and whom the actor may see, who has waited longest first."""
    rows: QuerySet[Pathway] = visible(actor, "training.waiting").filter(state="open", next_step="training.enrol")
    return rows.select_related("candidate").order_by("stage_since", "opened_on", "pk")


def days_waiting(pathway: Pathway) -> int:
    """For how many days someone has been at the stage of training, without a seat or back on the list."""
    return (clock.today() - pathway.stage_since).days


def trainers_of_provider(provider: Organisation) -> "QuerySet[User]":
    """The accounts that hold the role of trainer for the provider today."""
    today = clock.today()
    in_force = Q(grants__role=Role.TRAINER, grants__organisation=provider.pk, grants__since__lte=today)
    unended = Q(grants__until__isnull=True) | Q(grants__until__gte=today)
    return User.objects.filter(in_force & unended, is_active=True).distinct().order_by("name")
