"""Fixing a meeting and moving it, as parts of the actions that do so."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.pathway.actions import set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.models import Meeting, Slot
from labmigration.timeline.moves import move


def fix(meeting: Meeting) -> None:
    """Save a new meeting as the one that lies ahead, and say that it is next. Raises `Refused` when there is one."""
    try:
        with transaction.atomic():
            meeting.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Un entretien est déjà fixé. Annulez-le d’abord pour en fixer un autre.")) from None
    _say_next(meeting, stage=Stage.ORIENTATION)


def in_slot(pathway: Pathway, slot: Slot) -> Meeting:
    """Fix a meeting in an hour that was just taken for it."""
    meeting = Meeting(
        pathway=pathway,
        advisor=slot.advisor,
        slot=slot,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        place=slot.where,
        fixed_at=clock.now(),
    )
    fix(meeting)
    return meeting


def put_into(meeting: Meeting, slot: Slot, *, actor: Actor) -> Slot | None:
    """Move a meeting into an hour that was just taken for it; returns the hour that it left, for the caller to free.

    Raises `Conflict` when the meeting was moved or ended since it was read.
    """
    left = meeting.slot
    as_read = claim(actor, "orientation.move", meeting, state=states.PLANNED, version=meeting.version)
    if as_read.update(version=F("version") + 1) != 1:
        raise Conflict(_("Ce rendez-vous a changé pendant ce temps. Regardez-le de nouveau."))
    meeting.version += 1
    move(
        meeting,
        "move",
        actor=actor,
        facts={"day": timezone.localtime(slot.starts_at).date().isoformat()},
        slot=slot,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        place=slot.where,
        fixed_at=clock.now(),
        confirmed_at=None,
    )
    _say_next(meeting)
    return left


def day_of(meeting: Meeting) -> str:
    """The day of the meeting as events keep it."""
    return timezone.localtime(meeting.starts_at).date().isoformat()


def _say_next(meeting: Meeting, stage: str | None = None) -> None:
    day = timezone.localtime(meeting.starts_at).date()
    set_next(meeting.pathway, "orientation.hold", due_on=day, stage=stage)
