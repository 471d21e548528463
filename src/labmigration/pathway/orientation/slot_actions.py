"""The only writer of the hours that advisors open: opened, closed, taken."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, may
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.models import How, Meeting, Slot
from labmigration.timeline.models import Event

A_DAY = timedelta(days=1)


@transaction.atomic
def open_slots(
    starts: Iterable[datetime], *, actor: Actor, minutes: int, how: str = How.PLACE, place: str = ""
) -> list[Slot]:
    """Open hours of the actor's own; those past, or upon another hour or meeting of hers, are left out.

    Raises `Refused` when the actor opens no hours, or a meeting in a place has none.
    """
    if actor.user is None or not may(actor, "orientation.open_slots"):
        raise Refused(_("Seul un conseil ouvre des créneaux."))
    if how == How.PLACE and not place:
        raise Refused(_("Dites le lieu, ou choisissez le téléphone ou la vidéo."))
    territory = actor.grants_as(Role.ADVISOR)[0].territory
    wanted = sorted({moment for moment in starts if moment > clock.now()})
    busy = _busy(actor.user, wanted)
    opened = []
    for moment in wanted:
        ends = moment + timedelta(minutes=minutes)
        if any(moment < until and begins < ends for begins, until in busy):
            continue
        slot = Slot(
            territory_id=territory, advisor=actor.user, starts_at=moment, minutes=minutes, how=how,
            place=place if how == How.PLACE else "",
        )  # fmt: skip
        if _saved(slot):
            opened.append(slot)
            busy.append((moment, ends))
    if opened:
        Event.record(opened[0], "open_slots", actor, {"count": len(opened)})
    return opened


def _busy(advisor: User, wanted: list[datetime]) -> list[tuple[datetime, datetime]]:
    """From when to when the advisor's hours and meetings lie around the wanted ones."""
    if not wanted:
        return []
    around = {"advisor": advisor, "starts_at__gt": wanted[0] - A_DAY, "starts_at__lt": wanted[-1] + A_DAY}
    rows = [
        *Slot.objects.filter(**around).exclude(state=states.CLOSED).values_list("starts_at", "minutes"),
        *Meeting.objects.filter(**around, state=states.PLANNED, slot=None).values_list("starts_at", "minutes"),
    ]
    return [(begins, begins + timedelta(minutes=minutes)) for begins, minutes in rows]


def _saved(slot: Slot) -> bool:
    """False when the same hour was opened a moment ago: the form was sent twice."""
    try:
        with transaction.atomic():
            slot.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def close(slot: Slot, *, actor: Actor) -> None:
    """Close an hour that nobody has taken; raises `Conflict` when somebody has, or is being offered it."""
    if claim(actor, "orientation.close_slot", slot, state=states.OPEN).update(state=states.CLOSED) != 1:
        raise Conflict(_("Ce créneau est pris ou proposé à quelqu’un : annulez plutôt l’entretien."))
    Event.record(slot, "close_slot", actor, {"day": timezone.localtime(slot.starts_at).date().isoformat()})


def take(slot: Slot, *, advisor: User | None, state: str = states.OPEN) -> None:
    """Take an hour of that advisor for one person, as part of the action that puts her there.

    Raises `Conflict` when it is not there to be taken: two people can never stand in one hour.
    """
    free = Slot.objects.filter(pk=slot.pk, advisor=advisor, state=state, starts_at__gt=clock.now())
    if advisor is None or free.update(state=states.TAKEN) != 1:
        raise Conflict(_("Ce créneau vient d’être pris. Choisissez-en un autre : rien n’a été changé."))
    slot.state = states.TAKEN


def close_taken(slot: Slot) -> None:
    """Close the hour of a meeting that its advisor cancelled."""
    Slot.objects.filter(pk=slot.pk, state=states.TAKEN).update(state=states.CLOSED)
