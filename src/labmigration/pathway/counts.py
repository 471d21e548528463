"""People of the open territories, counted: what the steering pages ask. No name leaves this module."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from labmigration import clock
from labmigration.pathway import states
from labmigration.pathway.models import Pathway, Stage


@dataclass(frozen=True)
class Overdue:
    """How many steps that are one role's to take are overdue, and since which day the oldest is."""

    role: str
    count: int
    since: date


def referred() -> int:
    """People ever referred, each once: a file joined to another does not count."""
    return _once_each().count()


def joined_to_another() -> "QuerySet[Pathway]":
    """The ids of the files that were joined to another; what happened there is counted in the other."""
    return Pathway.objects.filter(state=states.MERGED).values("pk")


def opened_on() -> dict[UUID, date]:
    """The day on which each person was referred."""
    return dict(_once_each().values_list("pk", "opened_on"))


def at_stage(stage: Stage) -> list[UUID]:
    """The people who stand at one stage today."""
    return list(Pathway.objects.filter(state=states.OPEN, stage=stage).values_list("pk", flat=True))


def overdue_by_role() -> list[Overdue]:
    """Overdue steps by who is to take them, most first; one query."""
    late = Pathway.objects.filter(state=states.OPEN, due_on__lt=clock.today()).exclude(next_role="")
    rows = late.values_list("next_role").annotate(count=Count("pk"), since=Min("due_on")).order_by("-count")
    return [Overdue(role, count, since) for role, count, since in rows]


def _once_each() -> "QuerySet[Pathway]":
    return Pathway.objects.exclude(state=states.MERGED)
