"""Pages of prescription."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import Conflict, fetch, may, needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.positioning import queries as positioning
from labmigration.pathway.prescription import actions, drawing, queries, states
from labmigration.pathway.prescription.forms import PlanForm, RefusalForm
from labmigration.pathway.prescription.models import Prescription
from labmigration.programme import programme
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
    form = _plan_form(request, pathway, current, [need.what for need in known_needs])
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
    context = {"pathway": pathway, "needs": known_needs, "refused": refused, "core": programme().training.core}
    answer = form_page(request, "prescription/write.html", form, **context)
    answer.status_code = status or answer.status_code
    return answer


def _plan_form(request: HttpRequest, pathway: Pathway, current: Prescription | None, needs: list[str]) -> PlanForm:
    if current is not None:
        occupation = current.occupation
        initial = PlanForm.initial_of(queries.plan(current), version=current.version)
    else:
        occupation = pathway.occupation or programme().occupations[0].code
        initial = PlanForm.proposal(occupation)
    return PlanForm(request.POST or None, initial=initial, occupation=occupation, needs=needs)


def _saved(request: HttpRequest, pathway: Pathway, current: Prescription | None, form: PlanForm) -> Prescription:
    version = form.cleaned_data["version"]
    if current is None and version == 0:
        return actions.write(pathway, actor=request.actor, plan=form.plan())
    if current is None:
        raise Conflict(_("Cette version n’est plus en préparation."))
    return actions.edit(current, actor=request.actor, version=version, plan=form.plan())


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
    context: dict[str, Any] = {
        **drawing.drawn(found),
        "prescription": prescription,
        "pathway": prescription.pathway,
        "versions": queries.versions_of(request.actor, prescription.pathway_id),
        "may_edit": may(request.actor, "prescription.edit"),
        "refusal": found.refusal(),
    }
    return render(request, "prescription/plan.html", context)


@needs("prescription.read")
def print_plan(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """The plan on paper, with the dates of both signatures."""
    prescription = _readable(request, prescription_id)
    note_opening(request, prescription.pathway, "prescription.read")
    context = {**drawing.drawn(queries.plan(prescription)), "prescription": prescription}
    return render(request, "prescription/print.html", {**context, "person": prescription.pathway.candidate})


@require_POST
@needs("prescription.propose")
def propose(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """The advisor signs the version that she has just read."""
    prescription = fetch(request.actor, "prescription.propose", pk=prescription_id)
    version = request.POST.get("version", "")
    actions.propose(prescription, actor=request.actor, version=int(version) if version.isdecimal() else -1)
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


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """The person's own plan, and two buttons while it waits for her."""
    prescription = queries.own(request.actor)
    context = {"prescription": prescription, "form": RefusalForm()}
    if prescription is not None:
        context |= drawing.drawn(queries.plan(prescription))
    return render(request, "prescription/own.html", context)


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
