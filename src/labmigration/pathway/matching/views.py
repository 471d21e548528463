"""Pages of introductions, for the placement officer and the person's advisor."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, may, needs
from labmigration.pathway.matching import actions
from labmigration.pathway.matching.forms import InterviewForm
from labmigration.pathway.matching.panel import introduction_rows
from labmigration.pathway.opening import note_opening, open_file
from labmigration.ui.pages import form_page


@needs("matching.read")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """All introductions of one person, step by step."""
    pathway = open_file(request, "pathway.read", pathway_id)
    context = {
        "pathway": pathway,
        "rows": introduction_rows(request.actor, pathway),
        "may_introduce": may(request.actor, "matching.introduce") and pathway.state == "open",
        "may_act": may(request.actor, "matching.plan_interview"),
    }
    return render(request, "matching/of_pathway.html", context)


@needs("matching.plan_interview")
def plan_interview(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Fix the meeting, or another day for it."""
    introduction = fetch(request.actor, "matching.plan_interview", pk=introduction_id)
    note_opening(request, introduction.pathway, "matching.plan_interview")
    form = InterviewForm(request.POST or None, initial={"place": introduction.interview_place})
    if form.is_bound and form.is_valid():
        actions.plan_interview(
            introduction, actor=request.actor, starts_at=form.starts_at(), place=form.cleaned_data["place"]
        )
        messages.success(request, _("La rencontre est fixée. Chacun lit maintenant le nom et le téléphone de l’autre."))
        return redirect("matching:of_pathway", introduction.pathway_id)
    return form_page(
        request, "matching/plan_interview.html", form, introduction=introduction, pathway=introduction.pathway
    )


@require_POST
@needs("matching.acknowledge")
def acknowledge(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Both sides know that the need has changed."""
    introduction = fetch(request.actor, "matching.acknowledge", pk=introduction_id)
    actions.acknowledge(introduction, actor=request.actor)
    messages.success(request, _("C’est noté : les deux côtés connaissent le besoin tel qu’il est."))
    return redirect("matching:of_pathway", introduction.pathway_id)
