"""The only writer of offers of seats and of calls before a departure."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.training import states
from labmigration.pathway.training.filling import messages
from labmigration.pathway.training.models import Cohort, DepartureCall, Enrolment, SeatOffer
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def offer_seat(pathway: Pathway, cohort: Cohort, *, actor: Actor) -> SeatOffer:
    """Propose a free seat to someone who waits, with a message where one reaches her. It holds no seat.

    Raises `Refused` when she does not wait or no seat is free, `Conflict` when a seat is proposed to her already.
    """
    waits = visible(actor, "training.offer_seat").filter(pk=pathway.pk, state="open", next_step="training.enrol")
    if actor.user is None or not waits.exists():
        raise Refused(_("Cette personne n’attend pas de place en formation."))
    if not visible(actor, "training.fill").filter(pk=cohort.pk).exclude(state=states.FINISHED).exists():
        raise Refused(_("Cette cohorte ne prend plus personne."))
    if cohort.enrolments.exclude(state=states.WITHDRAWN).count() >= cohort.capacity:
        raise Refused(_("Toutes les places de cette cohorte sont prises."))
    offer = SeatOffer(pathway=pathway, cohort=cohort, offered_at=clock.now(), offered_by=actor.user)
    day = max(cohort.starts_on, clock.today())
    offer.written = messages.write(pathway, "seat", day=day, key=f"seat|{offer.pk}", caller=pathway.lead_advisor)
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une place est déjà proposée à cette personne : attendez sa réponse.")) from None
    Event.record(offer, "offer_seat", actor, {"cohort": cohort.name})
    return offer


@transaction.atomic
def answer(offer: SeatOffer, *, actor: Actor, yes: bool) -> None:
    """Note what she said, on the telephone or face to face. A yes holds no seat yet: it is given in the same page."""
    move(offer, "accept_offer" if yes else "decline_offer", actor=actor, answered_at=clock.now())


@transaction.atomic
def end_offer(offer: SeatOffer, *, actor: Actor) -> None:
    """Take an offer back: the seat goes to someone else, or she could not be reached."""
    move(offer, "end_offer", actor=actor, answered_at=clock.now())


@transaction.atomic
def note_call(seat: Enrolment, *, actor: Actor, answer: str) -> DepartureCall:
    """Note a call to someone who may leave; `answer` is one of `DepartureCall.Answer`.

    Raises `Refused` where the actor may not note her departure, or she has left.
    """
    if actor.user is None or not visible(actor, "training.withdraw").filter(pk=seat.pk, state=states.ENROLLED).exists():
        raise Refused(_("Cette personne n’a plus de place en formation."))
    call = DepartureCall(
        pathway=seat.pathway,
        enrolment=seat,
        answer=DepartureCall.Answer(answer),
        called_at=clock.now(),
        called_by=actor.user,
    )
    call.save(force_insert=True)
    Event.record(call, "note_call", actor)
    return call
