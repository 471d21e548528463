"""The only writer of the waiting list and of offers: a freed hour goes to the first in line for some hours, then on."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway import states as pathway_states
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import slot_actions, states, telling
from labmigration.pathway.orientation.fixing import in_slot, put_into
from labmigration.pathway.orientation.models import Meeting, Offer, Slot, Waiting
from labmigration.timeline.models import Event

#: Ours: how long someone has to answer, how long before the hour an offer ends, the shortest offer worth making.
HOURS_TO_ANSWER, ENDS_BEFORE, SHORTEST = timedelta(hours=4), timedelta(hours=2), timedelta(hours=1)
MAY_WAIT = ("orientation.plan", "orientation.hold")


def offer_ends(now: datetime, starts_at: datetime) -> datetime | None:
    """Until when an hour can be offered to one person; None when too little time is left to offer it at all."""
    ends = min(now + HOURS_TO_ANSWER, starts_at - ENDS_BEFORE)
    return ends if ends - now >= SHORTEST else None


@transaction.atomic
def wait(pathway: Pathway, *, actor: Actor) -> Waiting:
    """The person asks for a meeting as soon as possible; asking twice keeps her place."""
    if not visible(actor, "orientation.wait").filter(pk=pathway.pk).exists():
        raise Refused(_("Cette demande n’est pas possible ici."))
    if pathway.next_step not in MAY_WAIT or pathway.lead_advisor is None:
        raise Refused(_("Aucun rendez-vous n’est à choisir pour l’instant. Votre conseillère vous appelle."))
    waiting = Waiting(pathway=pathway, advisor=pathway.lead_advisor, asked_at=clock.now())
    try:
        with transaction.atomic():
            waiting.save(force_insert=True)
    except IntegrityError:
        return Waiting.objects.get(pathway=pathway, state=states.WAITING)
    Event.record(waiting, "wait", actor)
    return waiting


@transaction.atomic
def stop_waiting(waiting: Waiting, *, actor: Actor) -> None:
    """Leave the waiting list; an offer under way goes on to the next."""
    if claim(actor, "orientation.stop_waiting", waiting, state=states.WAITING).update(state=states.STOPPED) != 1:
        raise Conflict(_("Cette demande n’est plus en attente."))
    Event.record(waiting, "stop_waiting", actor)
    for offer in Offer.objects.filter(waiting=waiting, state=states.OPEN).select_related("slot__advisor"):
        _end(offer, states.DECLINED, "decline_offer", actor)


def free(slot: Slot) -> Offer | None:
    """Give back an hour that nobody holds any more: offered to the first in line whom it serves, else open to all.

    Part of the action that freed it, and of the sweep that ended an offer of it.
    """
    now = clock.now()
    ends_at = offer_ends(now, slot.starts_at)
    offer = None
    if ends_at is not None:
        offer = next((made for each in _in_line(slot) if (made := _offered(slot, each, now, ends_at))), None)
    held = Slot.objects.filter(pk=slot.pk, state__in=(states.TAKEN, states.OFFERED))
    held.update(state=states.OFFERED if offer else states.OPEN)
    return offer


def _in_line(slot: Slot) -> list[Waiting]:
    """Those who wait for this advisor, whom an hour so soon serves and who were not offered it, in order of asking."""
    rows = Waiting.objects.filter(
        advisor=slot.advisor,
        state=states.WAITING,
        pathway__state=pathway_states.OPEN,
        pathway__lead_advisor=slot.advisor,
        pathway__next_step__in=MAY_WAIT,
    ).exclude(offers__slot=slot)
    waiting = list(rows.exclude(offers__state=states.OPEN).select_related("pathway__candidate").order_by("asked_at"))
    ahead = dict(
        Meeting.objects.filter(pathway__in=[each.pathway_id for each in waiting], state=states.PLANNED).values_list(
            "pathway", "starts_at"
        )
    )
    return [each for each in waiting if each.pathway_id not in ahead or ahead[each.pathway_id] > slot.starts_at]


def _offered(slot: Slot, waiting: Waiting, now: datetime, ends_at: datetime) -> Offer | None:
    """An offer that was written to her; None when no message reaches her."""
    offer = Offer(pathway=waiting.pathway, slot=slot, waiting=waiting, offered_at=now, ends_at=ends_at)
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
            telling.tell_offer(offer)
            Event.record(offer, "offer", Actor.system(slot.territory_id), _facts(slot))
    except (IntegrityError, telling.NobodyToTell):
        return None
    return offer


@transaction.atomic
def accept(offer: Offer, *, actor: Actor) -> Meeting:
    """Take the hour that was offered: her meeting moves there, or is fixed there.

    Raises `Conflict` when the offer has ended or was answered.
    """
    _answer(offer, states.ACCEPTED, actor)
    slot_actions.take(offer.slot, advisor=offer.slot.advisor, state=states.OFFERED)
    pathway = offer.pathway
    if pathway.next_step not in MAY_WAIT:
        raise Refused(_("Aucun rendez-vous n’est à choisir pour l’instant. Votre conseillère vous appelle."))
    meeting = Meeting.objects.filter(pathway=pathway, state=states.PLANNED).select_related("slot", "pathway").first()
    if meeting is None:
        meeting = in_slot(pathway, offer.slot)
    else:
        left = put_into(meeting, offer.slot, actor=Actor.system(offer.territory_id))
        if left is not None:
            free(left)
    Waiting.objects.filter(pk=offer.waiting_id, state=states.WAITING).update(state=states.SERVED)
    Event.record(offer, "accept_offer", actor, _facts(offer.slot))
    return meeting


@transaction.atomic
def decline(offer: Offer, *, actor: Actor) -> None:
    """Leave the hour to the next in line; she goes on waiting for another."""
    _answer(offer, states.DECLINED, actor)
    Event.record(offer, "decline_offer", actor, _facts(offer.slot))
    free(offer.slot)


def _answer(offer: Offer, answer: str, actor: Actor) -> None:
    rows = claim(actor, "orientation.answer_offer", offer, state=states.OPEN, ends_at__gt=clock.now())
    if rows.update(state=answer) != 1:
        raise Conflict(_("Ce rendez-vous n’est plus proposé : le délai est passé, ou vous avez déjà répondu."))
    offer.state = answer


@transaction.atomic
def lapse(offer: Offer, *, actor: Actor) -> None:
    """End an offer that nobody answered in time; the hour goes to the next in line. Doing it twice does it once."""
    _end(offer, states.LAPSED, "lapse_offer", actor)


def _end(offer: Offer, state: str, verb: str, actor: Actor) -> None:
    if Offer.objects.filter(pk=offer.pk, state=states.OPEN).update(state=state) == 1:
        Event.record(offer, verb, actor, _facts(offer.slot))
        free(offer.slot)


def _facts(slot: Slot) -> dict[str, str]:
    return {"day": timezone.localtime(slot.starts_at).date().isoformat()}
