"""What is known of rooms, trainers and trainees."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.training.availability.days_off import days_off
from labmigration.pathway.training.models import Closure, Room, TraineeWeek, TrainerWeek
from labmigration.pathway.training.queries import trainers_of_provider
from labmigration.territories.models import Organisation

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Teaching:
    """A trainer, with what was noted of her week (None: nothing yet)."""

    trainer: User
    week: TrainerWeek | None


def own_provider(actor: Actor) -> Organisation | None:
    """The training provider for which the actor coordinates."""
    held = [grant.organisation for grant in actor.grants_as(Role.TRAINING_COORDINATOR)]
    return Organisation.objects.filter(pk__in=[each for each in held if each]).first()


def rooms(actor: Actor) -> "QuerySet[Room]":
    """Rooms of the actor's provider by name."""
    found: QuerySet[Room] = visible(actor, "training.keep_room")
    return found


def rooms_in_use() -> int:
    """How many rooms the open territories have: for the steering pages, which show numbers only."""
    return Room.objects.filter(in_use=True).count()


def teaching(provider: Organisation) -> list[Teaching]:
    """Every trainer of a provider by name; two queries."""
    weeks = {week.trainer_id: week for week in TrainerWeek.objects.filter(provider=provider)}
    return [Teaching(trainer, weeks.get(trainer.pk)) for trainer in trainers_of_provider(provider)]


def closures(actor: Actor) -> "QuerySet[Closure]":
    """Closures that have not passed, the first one first."""
    found: QuerySet[Closure] = visible(actor, "training.end_closure")
    return found.filter(last__gte=clock.today())


def holidays_ahead(provider: Organisation) -> list[tuple[date, str]]:
    """Days off of the coming year that are no closure: the public holidays."""
    today = clock.today()
    closed = {day for each in Closure.objects.filter(provider=provider) for day in _days(each)}
    return [(day, name) for day, name in days_off(provider, today, today + A_YEAR).items() if day not in closed]


def _days(closure: Closure) -> list[date]:
    return [closure.first + timedelta(days=number) for number in range((closure.last - closure.first).days + 1)]


def week_of(pathway_id: UUID) -> TraineeWeek | None:
    """What was noted of a person's week."""
    return TraineeWeek.objects.filter(pathway=pathway_id).select_related("noted_by").first()
