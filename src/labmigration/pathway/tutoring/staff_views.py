"""What the placement officer does: reads offers, proposes tutors, handles alerts. Never the log of the meetings."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.tutoring import accompanying, queries, states, volunteering
from labmigration.pathway.tutoring.forms import AlertAnswerForm, OfferDecisionForm, ProposeForm
from labmigration.pathway.tutoring.models import TutoringAlert, TutorOffer
from labmigration.people.models import Household
from labmigration.ui.pages import form_page


@needs("tutoring.team")
def team(request: HttpRequest) -> HttpResponse:
    """Alerts, offers to read, beginnings without a tutor, tutorships."""
    beginnings = queries.beginnings_without_tutor(request.actor)
    context = {
        "alerts": queries.alerts_to_handle(request.actor),
        "offers": queries.offers_to_read(request.actor),
        "people": [(who, name) for who, name in beginnings if isinstance(who, Pathway)],
        "households": [(who, name) for who, name in beginnings if isinstance(who, Household)],
        "tutorships": queries.of_team(request.actor),
        "proposed": states.PROPOSED,
        "under_way": states.UNDER_WAY,
    }
    return render(request, "tutoring/team.html", context)


@needs("tutoring.read_offers")
def offer(request: HttpRequest, tutor_offer_id: UUID) -> HttpResponse:
    """One offer: its two conditions, then the decision and its reason."""
    found: TutorOffer = fetch(request.actor, "tutoring.read_offers", pk=tutor_offer_id)
    here = queries.has_employed_here(found.household)
    form = OfferDecisionForm(request.POST or None, employed_here=here)
    if form.is_bound and form.is_valid() and found.state == states.WAITING:
        told = form.cleaned_data
        if told["decision"] == "accept":
            volunteering.accept(
                found,
                actor=request.actor,
                reason=told["reason"],
                declarations_seen=told.get("declarations_seen", False),
            )
            messages.success(request, _("Accepté : vous pouvez le proposer à une personne ou à un foyer."))
        else:
            volunteering.turn_down(found, actor=request.actor, reason=told["reason"])
            messages.info(request, _("La proposition n’est pas retenue."))
        return redirect("tutoring:team")
    context = {
        "offer": found,
        "here": here,
        "vetted": found.household.state == Household.Vetting.VETTED,
        "waits": found.state == states.WAITING,
    }
    return form_page(request, "tutoring/offer.html", form, **context)


@needs("tutoring.propose")
def propose(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Propose a tutor to a person."""
    pathway = open_file(request, "tutoring.propose", pathway_id)
    return _propose(request, pathway, pathway.candidate.full_name)


@needs("tutoring.propose_to_household")
def propose_to_household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Propose a tutor to a household."""
    household: Household = fetch(request.actor, "tutoring.propose_to_household", pk=household_id)
    return _propose(request, household, household.name)


def _propose(request: HttpRequest, accompanied: Pathway | Household, name: str) -> HttpResponse:
    tutors = list(queries.accepted_tutors(accompanied.territory_id))
    form = ProposeForm(request.POST or None, tutors=tutors)
    if form.is_bound and form.is_valid():
        accompanying.propose(form.chosen, accompanied, actor=request.actor, because=form.cleaned_data["because"])
        messages.success(request, _("Le tutorat est proposé : il commence quand les deux ont dit oui."))
        return redirect("tutoring:team")
    return form_page(request, "tutoring/propose.html", form, name=name, tutors=tutors)


@require_POST
@needs("tutoring.team")
def give_up(request: HttpRequest, tutorship_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    accompanying.give_up(fetch(request.actor, "tutoring.team", pk=tutorship_id), actor=request.actor)
    messages.info(request, _("La proposition est retirée."))
    return redirect("tutoring:team")


@needs("tutoring.alerts")
def alert(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One alert: the words, and what is done about it."""
    found: TutoringAlert = fetch(request.actor, "tutoring.alerts", pk=alert_id)
    if found.tutorship.pathway is not None:
        note_opening(request, found.tutorship.pathway, "tutoring.alerts")
    form = AlertAnswerForm(request.POST or None)
    if form.is_bound and form.is_valid() and found.state == states.RAISED:
        accompanying.handle_alert(found, actor=request.actor, answer=form.cleaned_data["answer"])
        messages.success(request, _("L’alerte est traitée : qui l’a donnée lit votre réponse."))
        return redirect("tutoring:team")
    return form_page(request, "tutoring/handle_alert.html", form, alert=found, waits=found.state == states.RAISED)
