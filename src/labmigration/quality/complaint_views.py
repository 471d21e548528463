"""Complaints: said in two minutes, followed, read and answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.access.roles import SIGN_IN_BY_CODE
from labmigration.pathway.opening import note_opening
from labmigration.programme import programme
from labmigration.quality import complaint_queries as queries
from labmigration.quality import complaints, states
from labmigration.quality.forms import ComplaintAnswerForm
from labmigration.quality.models import Complaint
from labmigration.quality.own_forms import ComplaintForm
from labmigration.ui.languages import reading
from labmigration.ui.pages import form_page

ANSWERED_SHOWN = 30


@needs("quality.complain")
def complain(request: HttpRequest) -> HttpResponse:
    """Say what went wrong; below, what I said before."""
    form = ComplaintForm(request.POST or None)
    if form.is_bound and form.is_valid():
        kept = complaints.complain(actor=request.actor, language=reading().own, **form.cleaned_data)
        messages.success(request, gettext_noop("Merci de l’avoir dit. Une personne vous répond ici."))
        return redirect("quality:own_complaint", kept.pk)
    context = {
        "base": _base(request),
        "earlier": queries.own_complaints(request.actor),
        "days": programme().quality.answers.answer_days,
    }
    return form_page(request, "quality/complain.html", form, **context)


@needs("quality.follow_complaint")
def own_complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Who answers, by when, and the answer."""
    found = fetch(request.actor, "quality.follow_complaint", pk=complaint_id)
    return render(request, "quality/own_complaint.html", {"base": _base(request), "complaint": found})


def _base(request: HttpRequest) -> str:
    """Candidates and households read on a telephone; trainers within the pages of staff."""
    return "ui/phone.html" if request.actor.roles & SIGN_IN_BY_CODE else "ui/shell.html"


@needs("quality.complaints")
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, due first, then what was answered."""
    waiting = [(each, queries.is_late(each)) for each in queries.to_answer(request.actor)]
    context = {"waiting": waiting, "answered": queries.answered(request.actor, ANSWERED_SHOWN)}
    return render(request, "quality/complaints.html", context)


@needs("quality.complaints")
def one(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """One complaint: the words, the due day, the answer to write."""
    found: Complaint = fetch(request.actor, "quality.complaints", pk=complaint_id)
    if found.own_pathway is not None:
        note_opening(request, found.own_pathway, "quality.complaints")
    sent = request.POST if request.method == "POST" else None
    form = ComplaintAnswerForm(sent, own_language=found.language != "fr")
    if found.state in states.WAITING and form.is_bound and form.is_valid():
        complaints.answer(found, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La réponse est envoyée : la personne la lit sur sa page."))
        return redirect("quality:complaints")
    context = {
        "take_up_by": queries.take_up_by(found),
        "complaint": found,
        "late": queries.is_late(found),
        "waits": found.state in states.WAITING,
    }
    return form_page(request, "quality/complaint.html", form, **context)


@require_POST
@needs("quality.acknowledge")
def acknowledge(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Take it up."""
    found = fetch(request.actor, "quality.acknowledge", pk=complaint_id)
    complaints.acknowledge(found, actor=request.actor)
    messages.success(request, _("La personne lit maintenant que vous vous en occupez."))
    return redirect("quality:complaint", found.pk)
