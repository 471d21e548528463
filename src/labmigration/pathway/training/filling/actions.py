"""The only writer of offers of seats and of calls: to those who do not answer, to those who may leave."""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.links import actions as links
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.one_message import can_be_told
from labmigration.pathway.orientation.words import language_for
from labmigration.pathway.training import states
from labmigration.pathway.training.actions.seats import give_agreed
from labmigration.pathway.training.filling import messages
from labmigration.pathway.training.filling.calls import may_be_taken_back
from labmigration.pathway.training.filling.queries import asked_of, place_of
from labmigration.pathway.training.models import Cohort, DepartureCall, Enrolment, SeatOffer
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: The purpose of the link by which she answers without an account, and the days it stays open. Her page and the
#: telephone stay open longer: nothing is taken for a no.
LINK, LINK_DAYS = "answer_seat", 14


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
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une place est déjà proposée à cette personne : attendez sa réponse.")) from None
    offer.written = _write(offer, actor)
    offer.save(update_fields=["written"])
    Event.record(offer, "offer_seat", actor, {"cohort": cohort.name})
    return offer


def _write(offer: SeatOffer, actor: Actor) -> bool:
    """Tell her, with a link by which she answers where nothing keeps it from standing in a message."""
    pathway, link = offer.pathway, ""
    if can_be_told(pathway, pathway.lead_advisor):
        person = pathway.candidate
        ends_on = clock.today() + timedelta(days=LINK_DAYS + 1)
        link = links.make(
            actor,
            LINK,
            offer,
            timezone.make_aware(datetime.combine(ends_on, time())),
            birth_date=person.birth_date,
            language=language_for(person.contact_language),
        )
    day = max(offer.cohort.starts_on, clock.today())
    caller = pathway.lead_advisor
    return messages.write(pathway, "seat", day=day, key=f"seat|{offer.pk}", caller=caller, link=link)


@transaction.atomic
def answer(offer: SeatOffer, *, actor: Actor, yes: bool) -> Enrolment | None:
    """Note what she said, on the telephone or face to face. A yes gives the seat, as `_seat_after_yes` says."""
    move(offer, "accept_offer" if yes else "decline_offer", actor=actor, answered_at=clock.now())
    return _answered(offer, actor, yes=yes)


@transaction.atomic
def answer_herself(offer: SeatOffer, *, actor: Actor, yes: bool, words: str = "") -> Enrolment | None:
    """Her own answer, on her page or behind her link; `words`: why not, where she wants to say it.

    A no changes nothing else: she goes on waiting, since the day she began to.
    """
    told = {"answered_at": clock.now(), "own_answer": True, "words": words.strip()}
    move(offer, "say_yes" if yes else "say_no", actor=actor, **told)
    return _answered(offer, actor, yes=yes)


@transaction.atomic
def ask_call(offer: SeatOffer, *, actor: Actor) -> None:
    """She would rather be called before she answers: the coordination reads it at once."""
    move(offer, "ask_call", actor=actor, call_asked_at=clock.now())


@transaction.atomic
def note_call_about(offer: SeatOffer, *, actor: Actor) -> None:
    """A call that brought no answer: she is called again some days later. Raises `Conflict` once she answered."""
    rows = claim(actor, "training.call_about_offer", offer, state=states.OFFERED)
    if rows.update(called_at=clock.now(), called_by=actor.user) != 1:
        raise Conflict(_("Cette personne a déjà répondu."))
    Event.record(offer, "call_about_offer", actor)


@transaction.atomic
def end_offer(offer: SeatOffer, *, actor: Actor) -> None:
    """Take an offer back, so that the seat may go to someone else.

    Raises `Refused` for one that she was told of in a message and about which nobody has called her yet.
    """
    offer.refresh_from_db()
    if offer.state == states.OFFERED and not may_be_taken_back(asked_of(offer)):
        raise Refused(_("Appelez d’abord la personne, et notez cet appel : elle a reçu un message pour cette place."))
    move(offer, "end_offer", actor=actor, answered_at=clock.now())
    links.withdraw(offer, LINK)


def _answered(offer: SeatOffer, actor: Actor, *, yes: bool) -> Enrolment | None:
    """What follows from an answer. Her link stays open: it shows what she answered."""
    return _seat_after_yes(offer, actor) if yes else None


def _seat_after_yes(offer: SeatOffer, actor: Actor) -> Enrolment | None:
    """The seat, at once, where nothing is in the way of the person and one is free. Else the coordination decides: her
    yes stands, and puts her in front of the others who are ready.
    """
    if not place_of(offer).ready:
        return None
    # Behind a link she acts on this one offer: the seat is the product's own act.
    giver = actor if actor.user is not None else Actor.system(offer.territory_id)
    try:
        return give_agreed(offer.pathway, offer.cohort, actor=giver)
    except Conflict:  # someone was faster: her yes is kept all the same
        return None


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
