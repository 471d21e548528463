"""Pages of prescription."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import Conflict, fetch, may, needs
from labmigration.links.queries import last_given
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.positioning import queries as positioning
from labmigration.pathway.prescription import actions, document, drawing, queries, states, told
from labmigration.pathway.prescription.actions import Beside
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.facts import Plan
from labmigration.pathway.prescription.forms import PlanForm, RefusalForm
from labmigration.pathway.prescription.models import Decision, Opinion, Prescription
from labmigration.programme import programme
from labmigration.programme.prescribing import prescribing
from labmigration.ui.pages import form_page


@needs("prescription.write")
def write(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The needs beside the plan; saved as often as wished, then read again before it is proposed."""
    pathway = open_file(request, "prescription.write", pathway_id)
    current = queries.under_way(request.actor, pathway_id)
    if current is not None and current.state == states.PROPOSED:
        messages.info(request, _("Ce parcours attend la signature de la personne."))
        return redirect("prescription:plan", current.pk)
    if not positioning.is_done(pathway):
        messages.info(request, _("Terminez d’abord le positionnement : la formation répond à ses besoins."))
        return redirect("positioning:fill_in", pathway_id)
    known_needs = positioning.needs_of(request.actor, pathway_id)
    opinion = queries.open_opinion(request.actor, pathway, request.GET.get("metier", ""))
    form = _plan_form(request, pathway, current, opinion, [need.what for need in known_needs])
    status = None
    if form.is_bound and form.is_valid():
        try:
            saved = _saved(request, pathway, current, form)
        except Conflict as conflict:
            form.add_error(None, _("%(sentence)s Ce que vous avez écrit reste ici.") % {"sentence": conflict})
            status = 409
        else:
            messages.success(request, _("Tout est enregistré."))
            if request.POST.get("decision") == "read":
                return redirect("prescription:plan", saved.pk)
            return redirect("prescription:write", pathway_id)
    refused = queries.versions_of(request.actor, pathway_id).filter(state=states.REFUSED).first()
    context = {
        "pathway": pathway,
        "needs": known_needs,
        "refused": refused,
        "core": programme().training.core,
        "core_source": programme().source(programme().training.core.source).citation,
        "opinion": opinion,
    }
    answer = form_page(request, "prescription/write.html", form, **context)
    answer.status_code = status or answer.status_code
    return answer


def _plan_form(
    request: HttpRequest, pathway: Pathway, current: Prescription | None, opinion: Opinion | None, needs: list[str]
) -> PlanForm:
    proposed = _proposed(request, opinion)
    version = current.version if current is not None else 0
    if proposed is not None:
        occupation = proposed.occupation
        initial = PlanForm.initial_of(proposed, version=version)
    elif current is not None:
        occupation = current.occupation
        initial = PlanForm.initial_of(queries.plan(current), version=version)
        initial["departure"] = current.departure
        initial["by_hand"] = current.decision == Decision.BY_HAND
    else:
        occupation = opinion.occupation if opinion else pathway.occupation or programme().occupations[0].code
        initial = PlanForm.proposal(occupation) | {"by_hand": True}
    offered = {block.code: block.name for block in told.blocks_by_vae([vae.block for vae in prescribing().vae])}
    blocks = list(offered.items()) if initial.get("vae") or request.POST.getlist("vae") else []
    return PlanForm(
        request.POST or None,
        initial=initial,
        occupation=occupation,
        needs=needs,
        asked=opinion is not None,
        blocks=blocks,
    )


def _proposed(request: HttpRequest, opinion: Opinion | None) -> Plan | None:
    """The tool's proposal from which the page starts, when its link was followed."""
    rank = request.GET.get("proposition", "")
    found = opinion.proposals.filter(rank=int(rank)).first() if opinion and rank.isdecimal() else None
    return Answered(found).written() if found and Answered(found).is_possible else None


def _saved(request: HttpRequest, pathway: Pathway, current: Prescription | None, form: PlanForm) -> Prescription:
    data = form.cleaned_data
    plan = form.plan()
    # An opinion on another occupation says nothing of this plan.
    opinion = queries.open_opinion(request.actor, pathway, plan.occupation)
    beside = Beside(opinion, by_hand=data["by_hand"], departure=data.get("departure", ""))
    if current is None and data["version"] == 0:
        return actions.write(pathway, actor=request.actor, plan=plan, beside=beside)
    if current is None:
        raise Conflict(_("Cette version n’est plus en préparation."))
    return actions.edit(current, actor=request.actor, version=data["version"], plan=plan, beside=beside)


def _readable(request: HttpRequest, prescription_id: UUID) -> Prescription:
    found = fetch(request.actor, "prescription.read", pk=prescription_id)
    readable = queries.versions_of(request.actor, found.pathway_id).filter(pk=prescription_id).first()
    if readable is None:
        raise Http404
    return readable


@needs("prescription.read")
def plan(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """One version: what, how many hours, why, who signed; and the other versions."""
    prescription = _readable(request, prescription_id)
    note_opening(request, prescription.pathway, "prescription.read")
    found = queries.plan(prescription)
    may_edit = may(request.actor, "prescription.edit")
    proposal = queries.proposal_of(request.actor, prescription) if may_edit else None
    context: dict[str, Any] = {
        **drawing.drawn(found),
        "vae": told.blocks_by_vae(found.vae),
        "prescription": prescription,
        "pathway": prescription.pathway,
        "versions": queries.versions_of(request.actor, prescription.pathway_id),
        "may_edit": may_edit,
        "refusal": found.refusal() or actions.unexplained(prescription),
        "proposal": proposal,
        "link": last_given(prescription, actions.LINK) if may_edit and prescription.state == states.PROPOSED else None,
        "overtaken": may_edit and queries.overtaken(request.actor).filter(pk=prescription.pk).exists(),
        "compared": drawing.compared(proposal.opinion, queries.first_answer(proposal.opinion), found)
        if proposal
        else [],
    }
    return render(request, "prescription/plan.html", context)


@needs("prescription.read")
def pdf(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """One version on paper, in French, with the dates of both signatures."""
    prescription = _readable(request, prescription_id)
    note_opening(request, prescription.pathway, "prescription.read")
    return document.answer(prescription)


@require_POST
@needs("prescription.propose")
def propose(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """The advisor signs the version that she has just read."""
    prescription = fetch(request.actor, "prescription.propose", pk=prescription_id)
    version = request.POST.get("version", "")
    actions.propose(prescription, actor=request.actor, version=int(version) if version.isdecimal() else -1)
    if actions.send_link(prescription, actor=request.actor):
        messages.success(request, _("Le parcours est proposé. Un message est parti, avec un lien pour lire et signer."))
    else:
        messages.success(request, _("Le parcours est proposé. La personne peut le lire et le signer."))
    return redirect("pathway:thread", prescription.pathway_id)


@require_POST
@needs("prescription.take_back")
def take_back(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """Correct a proposal before the person answers."""
    prescription = fetch(request.actor, "prescription.take_back", pk=prescription_id)
    actions.take_back(prescription, actor=request.actor)
    messages.info(request, _("Le parcours est de nouveau en préparation."))
    return redirect("prescription:write", prescription.pathway_id)


@require_POST
@needs("prescription.reread")
def reread(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """Still the right plan, though the profile has changed."""
    prescription = fetch(request.actor, "prescription.reread", pk=prescription_id)
    actions.reread(prescription, actor=request.actor)
    messages.success(request, _("C’est noté : ce parcours reste le bon."))
    return redirect("prescription:plan", prescription.pk)


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """The person's own plan, and two buttons while it waits for her."""
    prescription = queries.own(request.actor)
    context: dict[str, Any] = {"prescription": prescription}
    if prescription is not None:
        context |= drawing.own(queries.plan(prescription))
    return render(request, "prescription/own.html", context)


@needs("pathway.follow_own")
def own_pdf(request: HttpRequest) -> HttpResponse:
    """Her plan to keep, in her language and in French."""
    prescription = queries.own(request.actor)
    if prescription is None:
        raise Http404
    return document.answer(prescription, (get_language() or "")[:2])


@require_POST
@needs("prescription.sign")
def sign(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """She agrees and signs."""
    actions.sign(fetch(request.actor, "prescription.sign", pk=prescription_id), actor=request.actor)
    messages.success(request, _("Merci. Votre formation est signée."))
    return redirect("prescription:own")


@needs("prescription.refuse")
def refuse(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """She does not agree: one page to say why, or nothing."""
    prescription = fetch(request.actor, "prescription.refuse", pk=prescription_id)
    if request.method == "GET" and prescription.state != states.PROPOSED:
        return redirect("prescription:own")
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.refuse(prescription, actor=request.actor, words=form.cleaned_data["words"])
        messages.info(request, _("C’est noté. Votre conseillère va préparer une autre formation avec vous."))
        return redirect("prescription:own")
    return form_page(request, "prescription/refuse.html", form, prescription=prescription)
