"""The people and organisations around one person, each only for readers who may read the stage in which they stand."""

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.employment import states
from labmigration.pathway.employment.queries import contracts_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.training.queries import seats_of
from labmigration.pathway.whereabouts import sees_whereabouts


def people_around(actor: Actor, pathway: Pathway) -> list[tuple[str, str]]:
    """Training provider, trainers, household and employer-tutor, as rows of facts; three queries at most."""
    reached = pathway.stage_number
    rows = _in_training(actor, pathway) if reached >= Stage.values.index(Stage.TRAINING) else []
    return rows + _at_work(actor, pathway) if reached >= Stage.values.index(Stage.EMPLOYMENT) else rows


def _in_training(actor: Actor, pathway: Pathway) -> list[tuple[str, str]]:
    told = may(actor, "training.read_seats") and sees_whereabouts(actor, pathway)
    seat = seats_of(actor, pathway).first() if told else None
    if seat is None:
        return []
    trainers = ", ".join(sorted(trainer.name for trainer in seat.cohort.trainers.all()))
    rows = [(_("Organisme de formation"), seat.cohort.provider.name)]
    return [*rows, (_("Formatrices et formateurs"), trainers)] if trainers else rows


def _at_work(actor: Actor, pathway: Pathway) -> list[tuple[str, str]]:
    if not may(actor, "employment.read"):
        return []
    rows = []
    for contract in contracts_of(actor, pathway).exclude(state__in=(states.ENDED, states.CANCELLED)):
        rows.append((_("Foyer"), contract.household.name))
        if contract.tutor is not None:
            rows.append((_("Employeur tuteur"), contract.tutor.name))
    return rows
