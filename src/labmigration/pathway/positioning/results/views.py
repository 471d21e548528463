"""Pages of the result: the opinion first, the profile, the agenda of the interview, constraints, the paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from labmigration.access.gate import Conflict, may, needs
from labmigration.pathway.opening import note_opening
from labmigration.pathway.positioning import profile as by_axis
from labmigration.pathway.positioning import queries, states
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.results import actions, document, page
from labmigration.pathway.positioning.results.forms import ChangeForm, LiftingForm, ObservationForm, OpinionsForm
from labmigration.pathway.positioning.results.queries import Result, lifting, presented, result_of
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.pathway.positioning.sittings.checklist import LINES
from labmigration.ui.pages import form_page


@needs("positioning.read")
def result(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """What the advisor decided, beside what the tool shows once her own opinion is written; may be printed."""
    positioning = queries.in_force(request.actor, pathway_id)
    if positioning is None:
        draft = queries.under_way(request.actor, pathway_id)
        if draft is None:
            raise Http404
        return redirect("positioning:profile" if result_of(draft).groups else "positioning:fill_in", pathway_id)
    return _result_page(request, positioning, result_of(positioning))


@needs("positioning.fill_in")
def profile(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """What the questions of the positioning under way show, before anything is decided."""
    draft = queries.under_way(request.actor, pathway_id)
    if draft is None:
        if queries.in_force(request.actor, pathway_id) is None:
            raise Http404
        return redirect("positioning:result", pathway_id)
    found = result_of(draft)
    if not found.groups:
        return redirect("positioning:fill_in", pathway_id)
    if not found.revealed:
        return redirect("positioning:judge", pathway_id)
    return _result_page(request, draft, found)


def _result_page(request: HttpRequest, positioning: Positioning, found: Result) -> HttpResponse:
    pathway = positioning.pathway
    note_opening(request, pathway, "positioning.read")
    decided = positioning.state == states.DONE
    findings = queries.findings(positioning) if decided else found.proposed()
    context: dict[str, Any] = {
        "positioning": positioning,
        "pathway": pathway,
        "decided": decided,
        "assets": by_axis.assets(findings),
        "needs": by_axis.needs(findings),
        "bars": by_axis.bars(findings),
        "asked": bool(found.groups),
        "revealed": found.revealed,
        "earlier": queries.positionings_of(request.actor, pathway.pk).filter(state=states.SUPERSEDED),
        "under_way": queries.under_way(request.actor, pathway.pk),
        "may_begin": may(request.actor, "positioning.begin") and pathway.state == "open",
        "may_work": may(request.actor, "positioning.judge"),
    }
    if found.revealed:
        context |= page.drawn(found) | {"compared": page.compared(found), "language": document.language_of(positioning)}
    return render(request, "positioning/results/result.html", context)


@needs("positioning.judge")
def judge(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The advisor's own opinion, group by group, before the tool's result is shown."""
    found = _presented(request, "positioning.judge", pathway_id)
    if found.revealed:
        return redirect(_home(found), pathway_id)
    form = OpinionsForm(request.POST or None, groups=found.unjudged, bank=found.bank)
    if form.is_bound and form.is_valid():
        actions.judge(found.positioning, form.said(), actor=request.actor)
        messages.success(request, _("Votre avis est gardé. Voici maintenant ce que disent les questions."))
        return redirect(_home(found), pathway_id)
    return form_page(
        request,
        "positioning/results/judge.html",
        form,
        pathway=found.positioning.pathway,
        complete=found.profile.complete,
    )


@needs("positioning.judge")
def change_opinion(request: HttpRequest, pathway_id: UUID, group: str) -> HttpResponse:
    """Another opinion on one group; the earlier one and the reason are kept."""
    found = _revealed(request, "positioning.judge", pathway_id)
    shown = next((each for each in page.compared(found) if each.code == group), None)
    if shown is None:
        raise Http404
    form = ChangeForm(request.POST or None, initial={"known": shown.now.rank})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        actions.change_opinion(
            found.positioning,
            group,
            actor=request.actor,
            readiness=int(data["readiness"]),
            reason=data["reason"],
            known=data["known"],
        )
        messages.success(request, _("Votre nouvel avis est gardé, à côté du premier."))
        return redirect(_home(found), pathway_id)
    return form_page(
        request,
        "positioning/results/change.html",
        form,
        shown=shown,
        pathway=found.positioning.pathway,
        home=_home(found),
    )


@needs("positioning.observe")
def agenda(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """What is still to confirm, each with what would settle it: printed, or gone through on the screen."""
    found = _revealed(request, "positioning.observe", pathway_id)
    context = page.drawn(found) | {"positioning": found.positioning, "pathway": found.positioning.pathway}
    return render(request, "positioning/results/agenda.html", context | {"home": _home(found)})


@needs("positioning.observe")
def observe(request: HttpRequest, pathway_id: UUID, skill: str) -> HttpResponse:
    """Write what was seen or heard for one skill."""
    found = _revealed(request, "positioning.observe", pathway_id)
    held = next((each for each in found.profile.skills if each.skill == skill), None)
    if held is None:
        raise Http404
    seen = found.observations.get(skill)
    form = ObservationForm(request.POST or None, skill=held, bank=found.bank, seen=seen)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        actions.observe(
            found.positioning,
            skill,
            actor=request.actor,
            level=int(data["level"]),
            words=data["words"],
            known=data["known"],
        )
        messages.success(request, _("L’observation est gardée, à côté de ce que disent les questions."))
        return redirect("positioning:agenda", pathway_id)
    point = next((each for each in page.drawn(found)["agenda"] if each.skill == skill), None)
    return form_page(
        request,
        "positioning/results/observe.html",
        form,
        name=spoken(found.bank.skill(skill).name),
        point=point,
        seen=seen,
        seen_words=spoken(found.bank.skill(skill).can_do(seen.level)) if seen else "",
        pathway=found.positioning.pathway,
    )


@needs("positioning.plan_lifting")
def plan_lifting(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The checklist of constraints: who lifts each, by when."""
    found = _revealed(request, "positioning.plan_lifting", pathway_id)
    lines = [LINES[told.code] for told in found.profile.constraints if told.hindering]
    form = LiftingForm(request.POST or None, lines=lines, rows=lifting(found.positioning))
    if form.is_bound and form.is_valid():
        try:
            actions.plan_lifting(found.positioning, form.lifts(), actor=request.actor)
        except Conflict as conflict:
            form.add_error(None, _("%(sentence)s Ce que vous avez écrit reste ici.") % {"sentence": conflict})
            answer = form_page(request, "positioning/results/lifting.html", form, pathway=found.positioning.pathway)
            answer.status_code = 409
            return answer
        messages.success(request, _("La liste est enregistrée."))
        return redirect(_home(found), pathway_id)
    return form_page(request, "positioning/results/lifting.html", form, pathway=found.positioning.pathway)


@needs("positioning.read")
def printed(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The result as a paper, in French and in the person's language."""
    positioning = queries.in_force(request.actor, pathway_id)
    if positioning is None:
        raise Http404
    found = result_of(positioning)
    if may(request.actor, "positioning.judge") and found.unjudged:
        return redirect("positioning:judge", pathway_id)
    note_opening(request, positioning.pathway, "positioning.read")
    return document.answer(found, request.GET.get("langue") or document.language_of(positioning))


def _presented(request: HttpRequest, action: str, pathway_id: UUID) -> Result:
    found = presented(request.actor, action, pathway_id)
    if found is None:
        raise Http404
    note_opening(request, found.positioning.pathway, action)
    return found


def _revealed(request: HttpRequest, action: str, pathway_id: UUID) -> Result:
    found = _presented(request, action, pathway_id)
    if not found.revealed:
        raise Http404
    return found


def _home(found: Result) -> str:
    return "positioning:profile" if found.positioning.state == states.DRAFT else "positioning:result"
