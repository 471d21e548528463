"""The only writer of rooms, closures and weeks."""

from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models import Closure, Cohort, Room, TraineeWeek, TrainerWeek
from labmigration.pathway.training.queries import trainers_of_provider
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event

Halves = list[str]
Days = list[list[str]]


@transaction.atomic
def set_trainee_week(pathway: Pathway, *, actor: Actor, version: int, weekly: Halves, days: Days) -> TraineeWeek:
    """Note when a person cannot come, as it stood at `version` (0 before anything was noted). Raises `Conflict`."""
    if not visible(actor, "training.set_trainee_week").filter(pk=pathway.pk, state="open").exists():
        raise Refused(_("Vous ne suivez pas cette personne."))
    return _trainee_week(pathway, actor, version, weekly, days)


@transaction.atomic
def keep_own_week(pathway: Pathway, *, actor: Actor, version: int, weekly: Halves, days: Days) -> TraineeWeek:
    """The person notes the same of herself, in the same place. Raises `Conflict` where somebody was faster."""
    if not visible(actor, "training.keep_own_week").filter(pk=pathway.pk, state="open").exists():
        raise Refused(_("Ce parcours n’est pas ouvert."))
    return _trainee_week(pathway, actor, version, weekly, days)


def _trainee_week(pathway: Pathway, actor: Actor, version: int, weekly: Halves, days: Days) -> TraineeWeek:
    week = TraineeWeek.objects.filter(pathway=pathway).first() or TraineeWeek(pathway=pathway)
    told = {"weekly": sorted(weekly), "days": days, "noted_by": actor.user, "noted_at": clock.now()}
    week = _kept(week, version, told)
    Event.record(week, "keep_trainee_week", actor)
    return week


@transaction.atomic
def keep_room(provider: Organisation, *, actor: Actor, room: Room | None = None, version: int = 0, **told: Any) -> Room:
    """Note a room, new or as it stood at `version`: name, seats, weekly, days, in_use. Raises `Conflict`, `Refused`."""
    _refuse_others(actor, provider)
    row = room or Room(territory_id=provider.territory_id, provider=provider)
    try:
        row = _kept(row, version, told)
    except _Taken:
        raise Refused(_("Une salle porte déjà ce nom.")) from None
    Event.record(row, "keep_room", actor, {"name": row.name})
    return row


@transaction.atomic
def keep_trainer_week(provider: Organisation, trainer: User, *, actor: Actor, version: int, **told: Any) -> TrainerWeek:
    """Note what someone teaches and when not: teaches, max_halves, weekly, days. Raises `Conflict`, `Refused`."""
    _refuse_others(actor, provider)
    if not trainers_of_provider(provider).filter(pk=trainer.pk).exists():
        raise Refused(_("%(name)s n’enseigne pas pour cet organisme de formation.") % {"name": trainer.name})
    row = TrainerWeek.objects.filter(provider=provider, trainer=trainer).first()
    row = row or TrainerWeek(territory_id=provider.territory_id, provider=provider, trainer=trainer)
    row = _kept(row, version, told)
    Event.record(row, "keep_trainer_week", actor, {"name": trainer.name})
    return row


@transaction.atomic
def keep_closure(provider: Organisation, *, actor: Actor, first: date, last: date, label: str) -> Closure:
    """Note days on which the provider is closed."""
    _refuse_others(actor, provider)
    closure = Closure(territory_id=provider.territory_id, provider=provider, first=first, last=last, label=label)
    closure.save(force_insert=True)
    Event.record(closure, "keep_closure", actor, {"first": first.isoformat(), "last": last.isoformat()})
    return closure


@transaction.atomic
def end_closure(closure: Closure, *, actor: Actor) -> None:
    """Take a closure back."""
    Event.record(closure, "end_closure", actor)
    if claim(actor, "training.end_closure", closure).delete()[0] != 1:
        raise Conflict(_("Cette fermeture est déjà retirée."))


@transaction.atomic
def set_week(cohort: Cohort, *, actor: Actor, version: int, week: Halves, halves_a_week: int) -> None:
    """Say on which half-days a cohort may sit, and how many a week. Raises `Conflict` where somebody was faster."""
    rows = claim(actor, "training.set_week", cohort, version=version).exclude(state=states.FINISHED)
    if rows.update(version=F("version") + 1, week=week, halves_a_week=halves_a_week) != 1:
        raise Conflict(_("Cette cohorte a changé pendant ce temps : relisez-la avant de la modifier."))
    cohort.refresh_from_db()
    Event.record(cohort, "set_week", actor, {"cohort": cohort.name})


class _Taken(Exception):
    """The name is taken."""


def _refuse_others(actor: Actor, provider: Organisation) -> None:
    own = {grant.organisation for grant in actor.grants_as(Role.TRAINING_COORDINATOR)}
    if provider.pk not in own:
        raise Refused(_("Seule la coordination de cet organisme de formation peut le noter."))


def _kept(row: Any, version: int, told: dict[str, Any]) -> Any:
    """Insert a new row, or update the one that stood at `version`. Raises `Conflict` where somebody was faster."""
    changed = Conflict(_("Quelqu’un l’a modifié pendant ce temps : relisez avant d’enregistrer."))
    model: type[models.Model] = type(row)
    try:
        with transaction.atomic():
            if row._state.adding:
                for name, value in told.items():
                    setattr(row, name, value)
                row.save(force_insert=True)
                return row
            rows = model._default_manager.filter(pk=row.pk, version=version)
            if rows.update(**told, version=F("version") + 1) != 1:
                raise changed
    except IntegrityError:
        if isinstance(row, Room):
            raise _Taken from None
        raise changed from None
    row.refresh_from_db()
    return row
