"""The advisor's own opinion, then the tool's proposals beside it: asked again, kept, changed, or set aside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import open_file
from labmigration.pathway.positioning import queries as positionings
from labmigration.pathway.positioning.results.queries import result_of
from labmigration.pathway.prescription import actions, asking, considering, drawing, queries, states, told
from labmigration.pathway.prescription.actions import Beside
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.forms import programme_occupations
from labmigration.pathway.prescription.models import Opinion, Proposal
from labmigration.pathway.prescription.tool_forms import DemandsForm, OpinionForm
from labmigration.ui.pages import form_page


@needs("prescription.write")
def prepare(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Where the preparation of a plan goes on: the opinion, the proposal, the draft, or the version that waits."""
    pathway = fetch(request.actor, "prescription.write", pk=pathway_id)
    current = queries.under_way(request.actor, pathway_id)
    if current is not None:
        where = "prescription:write" if current.state == states.DRAFT else "prescription:plan"
        return redirect(where, pathway_id if current.state == states.DRAFT else current.pk)
    if waiting := _first_of_all(request, pathway):
        return waiting
    opened = queries.open_opinion(request.actor, pathway)
    return redirect("prescription:proposal" if opened else "prescription:judge", pathway_id)


def _first_of_all(request: HttpRequest, pathway: Pathway) -> HttpResponse | None:
    """What has to be done before a plan can be computed."""
    positioning = positionings.in_force(request.actor, pathway.pk)
    if positioning is None:
        messages.info(request, _("Terminez d’abord le positionnement : la formation répond à ses besoins."))
        return redirect("positioning:fill_in", pathway.pk)
    result = result_of(positioning)
    if result.groups and not result.revealed:
        messages.info(request, _("Donnez d’abord votre avis sur le positionnement : la proposition s’appuie sur lui."))
        return redirect("positioning:judge", pathway.pk)
    return None


@needs("prescription.judge")
def judge(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Which modules the advisor would choose herself; the proposal opens after."""
    pathway = open_file(request, "prescription.judge", pathway_id)
    if waiting := _first_of_all(request, pathway):
        return waiting
    occupations = programme_occupations()
    asked = request.POST.get("occupation") or request.GET.get("metier") or pathway.occupation
    occupation = asked if asked in occupations else next(iter(occupations))
    if "autre" in request.GET:
        judged = queries.occupations_judged(request.actor, pathway)
        occupation = next((code for code in occupations if code not in judged), occupation)
    if queries.open_opinion(request.actor, pathway, occupation) is not None:
        return _to_proposal(pathway_id, occupation)
    form = OpinionForm(request.POST or None, occupation=occupation)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        considering.judge(
            pathway, actor=request.actor, occupation=occupation, modules=data["modules"], words=data["words"]
        )
        return _to_proposal(pathway_id, occupation)
    asking.warm_up()
    context: dict[str, Any] = {
        "pathway": pathway,
        "needs": positionings.needs_of(request.actor, pathway_id),
        "occupation": occupation,
        "occupations": occupations,
    }
    return form_page(request, "prescription/judge.html", form, **context)


@needs("prescription.ask_tool")
def proposal(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """What the tool proposes, with its reasons; posted demands are answered by a new proposal."""
    pathway = open_file(request, "prescription.write", pathway_id)
    opinion = queries.open_opinion(request.actor, pathway, request.GET.get("metier", ""))
    if opinion is None:
        return redirect("prescription:prepare", pathway_id)
    shown = _shown(request, opinion)
    if not considering.is_of_today(shown):
        return _of_another_catalogue(request, opinion, shown)
    answered = Answered(shown)
    data = request.POST if request.method == "POST" else None
    form = DemandsForm(data, occupation=opinion.occupation, demands=answered.demands)
    if form.is_bound and form.is_valid():
        considering.ask_again(opinion, actor=request.actor, demands=form.demands())
        return _to_proposal(pathway_id, opinion.occupation)
    asking.warm_up()
    return form_page(request, "prescription/proposal.html", form, **_context(pathway, opinion, answered, form))


def _of_another_catalogue(request: HttpRequest, opinion: Opinion, shown: Proposal) -> HttpResponse:
    """Modules or skills have changed since: the proposal stays as it was kept, and a new one is a click away."""
    if request.method == "POST":
        asked = considering.still_known(Answered(shown).demands, opinion.occupation)
        considering.ask_again(opinion, actor=request.actor, demands=asked)
        return _to_proposal(opinion.pathway_id, opinion.occupation)
    return render(
        request,
        "prescription/other_catalogue.html",
        {"pathway": opinion.pathway, "opinion": opinion, "proposal": shown},
    )


def _to_proposal(pathway_id: UUID, occupation: str) -> HttpResponse:
    return redirect(f"{reverse('prescription:proposal', args=[pathway_id])}?metier={occupation}")


def _shown(request: HttpRequest, opinion: Opinion) -> Proposal:
    proposals = opinion.proposals.select_related("opinion")
    asked = request.GET.get("rang", "")
    found = proposals.filter(rank=int(asked)).first() if asked.isdecimal() else proposals.order_by("-rank").first()
    if found is None:
        raise Http404
    return found


def _context(pathway: Pathway, opinion: Opinion, answered: Answered, form: DemandsForm) -> dict[str, Any]:
    context = told.told(answered)
    latest = opinion.proposals.order_by("-rank").values_list("rank", flat=True)
    context |= {
        "pathway": pathway,
        "opinion": opinion,
        "occupation": programme_occupations()[opinion.occupation],
        "occupations": programme_occupations(),
        "rows": [(row, form.boxes(row.code)) for row in context.get("modules", ())],
        "rows_out": [(row, form.boxes(row.code)) for row in context["left_out"]],
        "ranks": list(latest),
        "compared": drawing.compared(opinion, queries.first_answer(opinion), None),
        "may_ask": answered.proposal.rank == latest[0],
    }
    if answered.is_possible:
        return {**context, **drawing.drawn(answered.written())}
    relaxed = DemandsForm.as_initial(answered.relaxed(), form.codes)
    return {**context, "relaxed": [(name, value) for name, value in relaxed.items() if value not in (None, "")]}


@require_POST
@needs("prescription.write")
def keep(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The proposal that is shown becomes the plan, as it is; the advisor reads it again before she signs."""
    pathway = fetch(request.actor, "prescription.write", pk=pathway_id)
    opinion = queries.open_opinion(request.actor, pathway, request.POST.get("occupation", ""))
    rank = request.POST.get("rank", "")
    kept = opinion.proposals.filter(rank=int(rank)).first() if opinion and rank.isdecimal() else None
    if opinion is None or kept is None or not considering.is_of_today(kept) or not Answered(kept).is_possible:
        raise Http404
    plan, beside = Answered(kept).written(), Beside(opinion)
    current = queries.under_way(request.actor, pathway_id)
    if current is None:
        saved = actions.write(pathway, actor=request.actor, plan=plan, beside=beside)
    else:
        saved = actions.edit(current, actor=request.actor, version=current.version, plan=plan, beside=beside)
    return redirect("prescription:plan", saved.pk)
