"""Something is wrong with a household: the person says it, the placement officer is told at once and handles it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.matching.officers import write_to_officers
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.models import Alarm
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event


@transaction.atomic
def raise_alarm(pathway: Pathway, household: Household, *, actor: Actor, words: str = "") -> Alarm:
    """Say that something is wrong with a household that she met or may meet; no reason has to be given.

    The placement officers of the territory are written to at once, without a name and without her words.
    """
    if not visible(actor, "matching.raise_alarm").filter(pk=pathway.pk).exists():
        raise Refused(_("Seule la personne elle-même donne l’alerte ici."))
    alarm = Alarm(pathway=pathway, household=household, words=words, raised_at=clock.now())
    alarm.save(force_insert=True)
    Event.record(alarm, "raise_alarm", actor)
    write_to_officers(
        pathway.territory_id,
        subject=_("Une alerte vous attend"),
        body=_("Une personne donne l’alerte à propos d’un foyer. Lisez-la maintenant : %(address)s"),
        key=f"alarm:{alarm.pk}",
    )
    return alarm


@transaction.atomic
def handle_alarm(alarm: Alarm, *, actor: Actor, outcome: str) -> None:
    """Note what was done; people may be introduced to the household again. Raises `Conflict` when it is handled."""
    if actor.user is None:
        raise Refused(_("Une alerte est traitée par quelqu’un."))
    rows = claim(actor, "matching.handle_alarm", alarm, state=states.RAISED)
    changes = {"handled_by": actor.user, "handled_at": clock.now(), "outcome": sealed(alarm, "outcome", outcome)}
    if rows.update(state=states.HANDLED, **changes) != 1:
        raise Conflict(_("Cette alerte est déjà traitée."))
    Event.record(alarm, "handle_alarm", actor)


def to_handle(actor: Actor) -> "QuerySet[Alarm]":
    """Alarms that nobody has handled yet, the oldest first."""
    rows: QuerySet[Alarm] = visible(actor, "matching.handle_alarm").filter(state=states.RAISED)
    return rows.select_related("pathway__candidate", "household").order_by("raised_at")


def waits(household: Household) -> bool:
    """Whether an alarm about the household waits: nobody new is introduced to it."""
    return Alarm.objects.filter(household=household, state=states.RAISED).exists()
