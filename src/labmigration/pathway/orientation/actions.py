"""The only writer of orientation meetings."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.pathway.actions import set_closed, set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.models import Interest, Meeting
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def plan(pathway: Pathway, *, actor: Actor, starts_at: datetime, place: str) -> Meeting:
    """Fix a meeting with the person's own advisor; at most one lies ahead at a time.

    Raises `Refused` when the actor does not follow the person, or a meeting is planned already.
    """
    if actor.user is None or not visible(actor, "orientation.plan").filter(pk=pathway.pk).exists():
        raise Refused(_("Seul le conseil de la personne peut fixer cet entretien."))
    if Meeting.objects.filter(pathway=pathway, state=states.PLANNED).exists():
        raise Refused(_("Un entretien est déjà fixé. Annulez-le d’abord pour en fixer un autre."))
    meeting = Meeting(pathway=pathway, advisor=actor.user, starts_at=starts_at, place=place)
    meeting.save(force_insert=True)
    day = timezone.localtime(starts_at).date()
    set_next(pathway, "orientation.hold", due_on=day, stage=Stage.ORIENTATION)
    Event.record(meeting, "plan", actor, {"day": day.isoformat()})
    return meeting


@transaction.atomic
def hold(meeting: Meeting, *, actor: Actor, occupation: str, interest: str, notes: str = "") -> None:
    """Say what came of a meeting: the job explained, the person's interest.

    Confirmed leads to positioning; unsure to another meeting; declined ends the pathway.
    """
    facts = {"occupation": occupation, "interest": interest}
    move(meeting, "hold", actor=actor, facts=facts, occupation=occupation, interest=interest, notes=notes)
    pathway = meeting.pathway
    if interest == Interest.CONFIRMED:
        set_next(pathway, "positioning.do", stage=Stage.POSITIONING)
    elif interest == Interest.UNSURE:
        set_next(pathway, "orientation.plan")
    else:
        set_closed(pathway, "not_interested")


@transaction.atomic
def miss(meeting: Meeting, *, actor: Actor) -> None:
    """Note that the person did not come: another meeting is to be fixed."""
    move(meeting, "miss", actor=actor)
    set_next(meeting.pathway, "orientation.plan")


@transaction.atomic
def cancel(meeting: Meeting, *, actor: Actor) -> None:
    """Cancel a planned meeting, by either side."""
    move(meeting, "cancel", actor=actor)
    set_next(meeting.pathway, "orientation.plan")
