"""Requests as the coordination and data protection answer them; choices and safety as an advisor notes them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.pathway.opening import note_opening, open_file
from labmigration.people import consents
from labmigration.privacy import queries, requests, safety, states, urgent
from labmigration.privacy.erasing import by_purpose, preview
from labmigration.privacy.forms import AnswerForm, SafetyForm, SpokenChoiceForm, UrgentForm
from labmigration.privacy.models import Kind, RightsRequest
from labmigration.ui import spoken
from labmigration.ui.pages import form_page

HANDLED_SHOWN = 30


def _at_work(request: RightsRequest) -> Any:
    """National data protection has no territory open of its own: the one of the request is, for that request only."""
    return Actor.system(request.territory_id).at_work()


@needs("privacy.requests")
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, due first, then what was answered."""
    context = {
        "waiting": queries.to_answer(request.actor),
        "handled": [(each, queries.title_of(each)) for each in queries.handled(request.actor, HANDLED_SHOWN)],
        "urgent": urgent.urgent_readings(request.actor)[:HANDLED_SHOWN],
    }
    return render(request, "privacy/requests.html", context)


def _found(request: HttpRequest, request_id: UUID) -> RightsRequest:
    """The request, for whoever answers it or reads an erasure again; the person sees that her file was read."""
    for action in ("privacy.requests", "privacy.reread"):
        if may(request.actor, action):
            rows = visible(request.actor, action).filter(pk=request_id)
            found: RightsRequest | None = rows.select_related("pathway__candidate", "territory").first()
            if found is not None:
                with _at_work(found):
                    note_opening(request, found.pathway, action)
                return found
    raise Http404


@needs("privacy.requests")
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what is asked, by when, and the answer to write."""
    asked = _found(request, request_id)
    answers = visible(request.actor, "privacy.answer").filter(pk=asked.pk, state=states.OPEN).exists()
    form = AnswerForm(request.POST or None, kind=asked.kind)
    with _at_work(asked):
        if answers and form.is_bound and form.is_valid():
            told = form.cleaned_data
            requests.answer(asked, actor=request.actor, outcome=told["outcome"], words=told["words"])
            messages.success(request, _("La réponse est envoyée : la personne la lit sur sa page."))
            return redirect("privacy:requests")
        context = {
            "asked": asked,
            "title": queries.title_of(asked),
            "answers": answers,
            "late": queries.is_late(asked),
            "parts": by_purpose(preview(asked.pathway.candidate)) if asked.kind == Kind.ERASE and _still(asked) else [],
            "proposes": asked.kind == Kind.ERASE
            and asked.state == states.OPEN
            and visible(request.actor, "privacy.agree_to_erase").filter(pk=asked.pk).exists(),
            "rereads": may(request.actor, "privacy.reread")
            and visible(request.actor, "privacy.reread").filter(pk=asked.pk).exists(),
            "assigns": asked.kind == Kind.OTHER_ADVISOR
            and answers
            and visible(request.actor, "pathway.assign").filter(pk=asked.pathway_id).exists(),
        }
        return form_page(request, "privacy/request.html", form, **context)


def _still(asked: RightsRequest) -> bool:
    return asked.state in states.WAITING


@require_POST
@needs("privacy.agree_to_erase")
def agree(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Propose the erasure to a second person."""
    asked = fetch(request.actor, "privacy.agree_to_erase", pk=request_id)
    with _at_work(asked):
        requests.agree_to_erase(asked, actor=request.actor)
    messages.success(request, _("L’effacement est proposé. La coordination du territoire le relit."))
    return redirect("privacy:requests")


@require_POST
@needs("privacy.send_back")
def send_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Do not confirm the erasure."""
    asked = fetch(request.actor, "privacy.send_back", pk=request_id)
    requests.send_back(asked, actor=request.actor)
    messages.info(request, _("L’effacement n’est pas confirmé : la protection des données reprend la demande."))
    return redirect("privacy:requests")


@require_POST
@needs("privacy.erase")
def erase(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Confirm, and erase."""
    asked = fetch(request.actor, "privacy.erase", pk=request_id)
    requests.confirm_erasure(asked, actor=request.actor)
    messages.success(request, _("La personne est effacée. Ce qui devait rester ne porte plus son nom."))
    return redirect("privacy:requests")


@needs("privacy.record_choice")
def choices_of(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """What one of my people said yes or no to."""
    pathway = open_file(request, "privacy.record_choice", pathway_id)
    context = {"pathway": pathway, "choices": consents.choices_of(pathway.candidate)}
    return render(request, "privacy/choices_of.html", context)


@needs("privacy.record_choice")
def record_choice(request: HttpRequest, pathway_id: UUID, purpose: str) -> HttpResponse:
    """Note what she said aloud, or wrote on paper."""
    pathway = open_file(request, "privacy.record_choice", pathway_id)
    found = next((each for each in consents.choices_of(pathway.candidate) if each.consent.code == purpose), None)
    if found is None:
        raise Http404
    form = SpokenChoiceForm(request.POST or None, initial={"version": found.consent.version})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        consents.answer(
            pathway.candidate,
            purpose,
            told["answer"] == "yes",
            language=told["language"],
            channel=told["channel"],
            by=request.actor.user,
            version=told["version"],
        )
        messages.success(request, _("Le choix est noté. La personne le voit et peut en changer."))
        return redirect("privacy:choices_of", pathway.pk)
    read = found.consent
    texts = [
        (code, read.title.in_language(code), read.text.in_language(code), read.refusing.in_language(code))
        for code in ("fr", "en", "ar", "uk")
    ]
    return form_page(request, "privacy/record_choice.html", form, pathway=pathway, choice=found, texts=texts)


@needs("privacy.protect")
def safety_of(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Protect one of my people, or end it."""
    pathway = open_file(request, "privacy.protect", pathway_id)
    form = SafetyForm(request.POST or None, person=pathway.candidate, own=False)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        safety.protect(pathway, told["protected"] == "yes", told["words"], actor=request.actor)
        messages.success(request, _("C’est enregistré."))
        return redirect("pathway:thread", pathway.pk)
    return form_page(request, "privacy/safety_of.html", form, pathway=pathway)


@needs("privacy.read_urgently")
def read_urgently(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Open in an emergency what one does not read otherwise, with the reason."""
    pathway = open_file(request, "privacy.read_urgently", pathway_id)
    form = UrgentForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reading = urgent.open_urgently(pathway, actor=request.actor, **form.cleaned_data)
        until = spoken.day_and_time(reading.ends_at)
        messages.info(
            request, _("Le dossier est ouvert jusqu’au %(until)s. La personne en est prévenue.") % {"until": until}
        )
        return redirect("pathway:thread", pathway_id)
    return form_page(request, "privacy/read_urgently.html", form, pathway=pathway, hours=urgent.HOURS)
