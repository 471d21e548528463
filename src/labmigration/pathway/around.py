"""The people and organisations around one person, each only for readers who may read the stage in which they stand."""

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.queries import seats_of


def people_around(actor: Actor, pathway: Pathway) -> list[tuple[str, str]]:
    """Training provider, trainers, household and employer-tutor, as rows of facts; three queries at most."""
    return [*_in_training(actor, pathway), *_at_work(actor, pathway)]


def _in_training(actor: Actor, pathway: Pathway) -> list[tuple[str, str]]:
    seat = seats_of(actor, pathway).first() if may(actor, "training.read_seats") else None
    if seat is None:
        return []
    trainers = ", ".join(sorted(trainer.name for trainer in seat.cohort.trainers.all()))
    rows = [(_("Organisme de formation"), seat.cohort.provider.name)]
    return [*rows, (_("Formatrices et formateurs"), trainers)] if trainers else rows


def _at_work(actor: Actor, pathway: Pathway) -> list[tuple[str, str]]:
    if not may(actor, "employment.read"):
        return []
    contracts = visible(actor, "employment.read").filter(pathway=pathway).exclude(state__in=("ended", "cancelled"))
    rows = []
    for contract in contracts.select_related("household", "tutor").order_by("starts_on"):
        rows.append((_("Foyer"), contract.household.name))
        if contract.tutor is not None:
            rows.append((_("Employeur tuteur"), contract.tutor.name))
    return rows
