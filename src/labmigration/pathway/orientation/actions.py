"""The only writer of orientation meetings: fixed by hand or by choice, confirmed, moved, held, missed, cancelled."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.links import actions as links
from labmigration.pathway.actions import set_closed, set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.orientation import interest_actions, slot_actions, states, telling, waiting_actions
from labmigration.pathway.orientation.fixing import day_of, fix, in_slot, put_into
from labmigration.pathway.orientation.models import MINUTES, Interest, Meeting, Slot
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def plan(pathway: Pathway, *, actor: Actor, starts_at: datetime, place: str) -> Meeting:
    """Fix a meeting by hand with the person's own advisor; at most one lies ahead at a time.

    Raises `Refused` when the actor does not follow the person, or a meeting is planned already.
    """
    if actor.user is None or not visible(actor, "orientation.plan").filter(pk=pathway.pk).exists():
        raise Refused(_("Seul le conseil de la personne peut fixer cet entretien."))
    meeting = Meeting(
        pathway=pathway, advisor=actor.user, starts_at=starts_at, place=place, minutes=MINUTES, fixed_at=clock.now()
    )
    fix(meeting)
    Event.record(meeting, "plan", actor, {"day": day_of(meeting)})
    return meeting


@transaction.atomic
def choose(pathway: Pathway, slot: Slot, *, actor: Actor) -> Meeting:
    """The person takes an open hour of her advisor, in her space or by a link.

    Raises `Refused` when no meeting is due or one lies ahead; `Conflict` when somebody took the hour meanwhile.
    """
    if not visible(actor, "orientation.choose").filter(pk=pathway.pk).exists():
        raise Refused(_("Ce rendez-vous n’est pas à choisir ici."))
    if pathway.next_step != "orientation.plan":
        raise Refused(_("Aucun rendez-vous n’est à choisir pour l’instant. Votre conseillère vous appelle."))
    slot_actions.take(slot, advisor=pathway.lead_advisor)
    meeting = in_slot(pathway, slot)
    Event.record(meeting, "choose", actor, {"day": day_of(meeting)})
    return meeting


@transaction.atomic
def move_to(meeting: Meeting, slot: Slot, *, actor: Actor) -> None:
    """Move a meeting to another open hour of the same advisor; the hour that it leaves is free again.

    Raises `Conflict` when the hour was taken, or the meeting changed, meanwhile.
    """
    slot_actions.take(slot, advisor=meeting.advisor)
    left = put_into(meeting, slot, actor=actor)
    if left is not None:
        waiting_actions.free(left)
    links.extend(meeting, meeting.starts_at)
    if _is_staff(actor):
        telling.tell_moved(meeting, actor=actor)


@transaction.atomic
def confirm(meeting: Meeting, *, actor: Actor) -> None:
    """The person says that she comes (or her advisor, who reached her); saying it twice changes nothing."""
    if meeting.starts_at <= clock.now():
        raise Refused(_("L’heure de ce rendez-vous est passée."))
    rows = claim(actor, "orientation.confirm", meeting, state=states.PLANNED, confirmed_at__isnull=True)
    if rows.update(confirmed_at=clock.now()) == 1:
        meeting.confirmed_at = clock.now()
        Event.record(meeting, "confirm", actor, {"day": day_of(meeting)})
    elif not claim(actor, "orientation.confirm", meeting, state=states.PLANNED).exists():
        raise Conflict(_("Ce rendez-vous n’est plus prévu."))


@transaction.atomic
def hold(
    meeting: Meeting,
    *,
    actor: Actor,
    occupation: str,
    interest: str,
    notes: str = "",
    wanted: str = "",
    reasons: Iterable[str] = (),
) -> None:
    """Say what came of a meeting: the job explained, the person's interest and why, the job that she prefers.

    Confirmed, or changed to the occupation `wanted`, leads to positioning; unsure to another meeting; declined ends
    the pathway.
    """
    facts = {"occupation": occupation, "interest": interest}
    move(meeting, "hold", actor=actor, facts=facts, occupation=occupation, interest=interest, notes=notes)
    links.withdraw(meeting)
    pathway = meeting.pathway
    interest_actions.keep_outcome(meeting, occupation=occupation, interest=interest, wanted=wanted, reasons=reasons)
    if interest in (Interest.CONFIRMED, Interest.CHANGED):
        set_next(pathway, "positioning.do", stage=Stage.POSITIONING)
    elif interest == Interest.UNSURE:
        set_next(pathway, "orientation.plan")
    else:
        set_closed(pathway, "not_interested")


@transaction.atomic
def miss(meeting: Meeting, *, actor: Actor) -> None:
    """Note that the person did not come: another meeting is to be fixed."""
    move(meeting, "miss", actor=actor)
    links.withdraw(meeting)
    set_next(meeting.pathway, "orientation.plan")


@transaction.atomic
def cancel(meeting: Meeting, *, actor: Actor) -> None:
    """Cancel a planned meeting, by either side.

    When the person cancels, her hour is free for another; when her advisor does, the hour is closed (the advisor is
    not there) and the person is told.
    """
    move(meeting, "cancel", actor=actor)
    set_next(meeting.pathway, "orientation.plan")
    if _is_staff(actor):
        if meeting.slot is not None:
            slot_actions.close_taken(meeting.slot)
        telling.tell_cancelled(meeting)
    elif meeting.slot is not None:
        waiting_actions.free(meeting.slot)


def _is_staff(actor: Actor) -> bool:
    return "advisor" in actor.roles
