"""Pages of orientation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.opening import open_file
from labmigration.pathway.orientation import actions, states
from labmigration.pathway.orientation.forms import MeetingForm, OutcomeForm
from labmigration.programme import programme
from labmigration.ui.pages import form_page


@needs("orientation.plan")
def plan(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Fix a meeting."""
    pathway = open_file(request, "orientation.plan", pathway_id)
    form = MeetingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.plan(pathway, actor=request.actor, starts_at=form.starts_at(), place=form.cleaned_data["place"])
        messages.success(request, _("L’entretien est fixé."))
        return redirect("pathway:thread", pathway.pk)
    return form_page(request, "orientation/plan.html", form, pathway=pathway)


@needs("orientation.hold")
def hold(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Say what came of the meeting that lies ahead (or was to have taken place)."""
    pathway = open_file(request, "orientation.plan", pathway_id)
    meeting = visible(request.actor, "orientation.hold").filter(pathway=pathway, state=states.PLANNED).first()
    if meeting is None:
        messages.info(request, _("Aucun entretien n’est fixé avec cette personne."))
        return redirect("pathway:thread", pathway.pk)
    form = OutcomeForm(request.POST or None, initial={"occupation": pathway.occupation})
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("occupation", "interest", "wanted", "reasons", "notes")}
        actions.hold(meeting, actor=request.actor, **told)
        messages.success(request, _("L’entretien est noté."))
        return redirect("pathway:thread", pathway.pk)
    explained = pathway.occupation or programme().occupations[0].code
    return form_page(request, "orientation/hold.html", form, meeting=meeting, pathway=pathway, explained=explained)


@require_POST
@needs("orientation.miss")
def miss(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The person did not come."""
    meeting = fetch(request.actor, "orientation.miss", pk=meeting_id)
    actions.miss(meeting, actor=request.actor)
    messages.info(request, _("Absence notée. Un autre entretien est à fixer."))
    return redirect("pathway:thread", meeting.pathway_id)


@require_POST
@needs("orientation.cancel")
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Either side cancels."""
    meeting = fetch(request.actor, "orientation.cancel", pk=meeting_id)
    actions.cancel(meeting, actor=request.actor)
    messages.info(request, _("L’entretien est annulé."))
    return (
        redirect("pathway:thread", meeting.pathway_id)
        if "advisor" in request.actor.roles
        else redirect("orientation:own")
    )
