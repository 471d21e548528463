"""Pages of introductions, for the placement officer and the person's advisor."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, may, needs
from labmigration.pathway.matching import actions, queries, states
from labmigration.pathway.matching.forms import InterviewForm, IntroductionForm
from labmigration.pathway.matching.panel import introduction_rows
from labmigration.pathway.matching.ranking import ranked
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


@needs("matching.introduce")
def introduce(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Choose among the open needs the one to propose. The placement engine's ranking is to take `ranked`'s place."""
    pathway = open_file(request, "matching.introduce", pathway_id)
    proposed = {one.need_id for one in queries.introductions_of(request.actor, pathway) if one.state != states.DECLINED}
    choices = [one for one in ranked(pathway, queries.open_needs(request.actor)) if one.need.pk not in proposed]
    form = IntroductionForm(request.POST or None, ranked=choices)
    if form.is_bound and form.is_valid():
        need = fetch(request.actor, "matching.read_needs", pk=form.cleaned_data["need"])
        words = {name: form.cleaned_data[name] for name in ("because", "availability")}
        actions.introduce(pathway, need, actor=request.actor, **words)
        messages.success(request, _("La proposition est envoyée aux deux. Chacun répond de son côté."))
        return redirect("matching:of_pathway", pathway.pk)
    return form_page(request, "matching/introduce.html", form, pathway=pathway, choices=choices)


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
