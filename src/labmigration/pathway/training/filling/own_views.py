"""The person answers for the seat that is proposed to her: on her page, or behind the link of her message."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_noop

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, needs
from labmigration.links.models import SignedLink
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.training import states
from labmigration.pathway.training.filling import actions
from labmigration.pathway.training.filling.queries import half_days_of, own_offer
from labmigration.pathway.training.models import Enrolment, Half, SeatOffer


@needs("training.say_yes")
def own(request: HttpRequest) -> HttpResponse:
    """The seat that is proposed to me: what it is, and three answers."""
    offer = own_offer(request.actor)
    if request.method != "POST":
        return render(request, "training/filling/own_offer.html", _drawn(offer))
    if offer is None:
        messages.info(request, gettext_noop("Cette place n’est plus proposée."))
        return redirect("training:own_offer")
    _answer(offer, request.POST.get("answer", ""), request.POST.get("words", ""), request.actor)
    if offer.state == states.OFFERED:
        messages.success(request, gettext_noop("C’est noté. Nous vous appelons."))
        return redirect("training:own_offer")
    if offer.state == states.DECLINED:
        messages.info(request, gettext_noop("C’est noté. Vous gardez votre tour : une autre place viendra."))
        return redirect("desk:me")
    if _seat(offer) is None:
        messages.success(request, gettext_noop("C’est noté : vous avez dit oui. Nous vous appelons pour la suite."))
        return redirect("desk:me")
    messages.success(request, gettext_noop("C’est fait : vous avez une place en formation."))
    return redirect("desk:me")


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The same behind a link; afterwards the same address shows what she answered."""
    offer = fetch(request.actor, "training.say_yes", pk=link.subject_id)
    if request.method == "POST" and request.POST.get("answer") and offer.state == states.OFFERED:
        _answer(offer, request.POST["answer"], request.POST.get("words", ""), request.actor)
        return redirect(request.path)
    context = _drawn(offer) | {"person": offer.pathway.candidate, "behind_link": True}
    return render(request, "training/filling/own_offer.html", context)


def _answer(offer: SeatOffer, said: str, words: str, actor: Actor) -> None:
    if said == "call":
        actions.ask_call(offer, actor=actor)
    elif said in ("yes", "no"):
        actions.answer_herself(offer, actor=actor, yes=said == "yes", words=words if said == "no" else "")
    else:
        raise Http404


def _seat(offer: SeatOffer) -> Enrolment | None:
    """The seat that she holds in the cohort of the offer."""
    seats = Enrolment.objects.filter(pathway=offer.pathway_id, cohort=offer.cohort_id)
    return seats.exclude(state=states.WITHDRAWN).first()


def _drawn(offer: SeatOffer | None) -> dict[str, Any]:
    """Place and days are left out for somebody whose contact must stay safe: she is called."""
    if offer is None:
        return {"offer": None}
    careful = must_be_careful(offer.pathway.candidate)
    halves = [] if careful else half_days_of(offer.cohort)
    days = [
        (WEEKDAYS[weekday], [Half(half).label for day, half in halves if day == weekday])
        for weekday in sorted({day for day, _half in halves})
    ]
    return {"offer": offer, "cohort": offer.cohort, "careful": careful, "days": days, "seat": _seat(offer)}
