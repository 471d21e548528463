"""Filling a cohort: who could enter and why, offers, the waiting list; the call before a departure."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, may, needs
from labmigration.pathway.opening import note_opening
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.training import queries, states
from labmigration.pathway.training.filling import actions
from labmigration.pathway.training.filling.queries import (
    Candidate,
    candidates_for,
    offers_of,
    offers_to_call,
    split_of,
)
from labmigration.pathway.training.filling.rule import Reason
from labmigration.pathway.training.models import SeatOffer
from labmigration.programme import programme
from labmigration.territories.opening.description import description_of
from labmigration.ui.spoken import day as spoken_day

#: What is in the way, and what would settle it.
REASONS = {
    Reason.NO_SIGNED_PLAN: gettext_lazy("aucun parcours signé par elle ou lui et son conseil"),
    Reason.OTHER_OCCUPATION: gettext_lazy("prépare un autre métier"),
    Reason.NOTHING_TO_LEARN: gettext_lazy("son parcours n’a aucun module de cette cohorte"),
    Reason.RIGHT_TO_WORK: gettext_lazy("droit au travail pas vérifié pour le premier jour : son conseil le vérifie"),
    Reason.SAID_NO: gettext_lazy("a dit non à une place de cette cohorte"),
    Reason.ASKED_ELSEWHERE: gettext_lazy("une place lui est proposée dans une autre cohorte"),
}
WAITING_SHOWN = 200


@needs("training.fill")
def fill(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Who could enter this cohort, in which order and why; who not, and why."""
    cohort = fetch(request.actor, "training.fill", pk=cohort_id)
    taken = cohort.enrolments.exclude(state=states.WITHDRAWN).count()
    found = candidates_for(request.actor, cohort)
    known = description_of(cohort.territory_id)
    context = {
        "cohort": cohort,
        "taken": taken,
        "free": max(0, cohort.capacity - taken) if cohort.state != states.FINISHED else 0,
        "ready": [(each, _why(each, cohort)) for each in found if each.place.ready],
        "nearly": [(each, _in_the_way(each)) for each in found if not each.place.ready and not each.place.elsewhere],
        "elsewhere": [(each, _in_the_way(each)) for each in found if each.place.elsewhere],
        "split": split_of(cohort),
        "target": known.target,
        "target_source": programme().source(known.target.source).citation if known.target else "",
        "capacity": known.capacity,
        "occupation": programme().occupation(cohort.occupation).name_feminine_fr if cohort.occupation else "",
    }
    return render(request, "training/filling/fill.html", context)


def _why(each: Candidate, cohort: Any) -> list[str]:
    """Why somebody is proposed, in short sentences."""
    first_day = spoken_day(max(cohort.starts_on, clock.today()))
    told = [
        ngettext("attend depuis %(days)s jour", "attend depuis %(days)s jours", each.days) % {"days": each.days},
        _("parcours signé"),
        _("droit au travail vérifié pour le %(day)s") % {"day": first_day},
    ]
    if each.place.missed:
        told.append(_half_days(each.place.missed))
    else:
        told.append(_("peut venir à toutes les demi-journées"))
    return told


def _in_the_way(each: Candidate) -> list[str]:
    told = [str(REASONS[reason]) for reason in each.place.reasons if reason in REASONS]
    if Reason.HALF_DAYS in each.place.reasons:
        told.insert(0, _half_days(each.place.missed))
    return told


def _half_days(missed: int) -> str:
    return ngettext(
        "ne peut pas venir à une des demi-journées",
        "ne peut pas venir à %(missed)s des demi-journées",
        missed,
    ) % {"missed": missed}


@needs("training.waiting")
def waiting(request: HttpRequest) -> HttpResponse:
    """Everybody who waits for a seat in the actor's territory, who has waited longest first. No rank is promised."""
    people = list(queries.people_waiting(request.actor)[:WAITING_SHOWN])
    offers = offers_of(request.actor, [person.pk for person in people])
    names = {occupation.code: occupation.name_feminine_fr for occupation in programme().occupations}
    context = {
        "people": [
            (person, queries.days_waiting(person), names.get(person.occupation, ""), offers.get(person.pk, [])[:1])
            for person in people
        ],
        "cohorts": [
            each
            for each in queries.cohorts_seen_by(request.actor)
            if each.cohort.state != states.FINISHED and each.free
        ],
        "calls": offers_to_call(request.actor) if may(request.actor, "training.end_offer") else [],
        "may_fill": may(request.actor, "training.fill"),
        "may_enrol": may(request.actor, "training.enrol"),
    }
    return render(request, "training/filling/waiting.html", context)


@require_POST
@needs("training.offer_seat")
def offer(request: HttpRequest, cohort_id: UUID, pathway_id: UUID) -> HttpResponse:
    """Propose a free seat."""
    cohort = fetch(request.actor, "training.fill", pk=cohort_id)
    pathway = fetch(request.actor, "training.offer_seat", pk=pathway_id)
    made = actions.offer_seat(pathway, cohort, actor=request.actor)
    if made.written:
        messages.success(request, _("La place est proposée : un message est parti. La réponse se lira ici."))
    else:
        messages.warning(request, _("La place est proposée. Aucun message ne peut lui parvenir : appelez."))
    return redirect("training:fill", cohort.pk)


@require_POST
@needs("training.accept_offer")
def answer(request: HttpRequest, seat_offer_id: UUID) -> HttpResponse:
    """Note a yes or a no, or take the offer back."""
    said = request.POST.get("answer", "")
    action = {"yes": "training.accept_offer", "no": "training.decline_offer"}.get(said, "training.end_offer")
    made = fetch(request.actor, action, pk=seat_offer_id)
    _noted(request, made, said)
    return redirect("training:fill", made.cohort_id)


@needs("training.call_about_offer")
def call(request: HttpRequest, seat_offer_id: UUID) -> HttpResponse:
    """Call somebody who has not answered, or who asked for it, and note what she says."""
    offer = fetch(request.actor, "training.call_about_offer", pk=seat_offer_id)
    if request.method == "POST":
        said = request.POST.get("answer", "")
        if said == "call":
            actions.note_call_about(offer, actor=request.actor)
            messages.info(request, _("L’appel est noté."))
        else:
            _noted(request, offer, said)
        return redirect("training:waiting")
    note_opening(request, offer.pathway, "training.call_about_offer")
    person, advisor = offer.pathway.candidate, offer.pathway.lead_advisor
    careful = must_be_careful(person)
    context = {
        "offer": offer,
        "person": person,
        "phone": "" if careful else person.phone,
        "through": advisor.name if careful and advisor else "",
    }
    return render(request, "training/filling/call.html", context)


def _noted(request: HttpRequest, offer: SeatOffer, said: str) -> None:
    if said not in ("yes", "no"):
        actions.end_offer(offer, actor=request.actor)
        messages.info(request, _("La place n’est plus proposée à cette personne."))
        return
    seat = actions.answer(offer, actor=request.actor, yes=said == "yes")
    if seat is not None:
        messages.success(request, _("La réponse est notée : la place %(seat)s est donnée.") % {"seat": seat.seat})
    else:
        messages.success(request, _("La réponse est notée."))
