"""Files of certification: the list, opening one, one person’s ledger, what blocks rest on, first aid."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.certification import about, actions, queries, states
from labmigration.pathway.certification.blocks import kept_blocks, title_name, title_of_occupation
from labmigration.pathway.certification.forms.files import EvidenceForm, FileForm, PriorForm, SstForm, WhyForm
from labmigration.pathway.certification.models import CertificationFile, PriorCertificate
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.prescription.queries import signed
from labmigration.pathway.training.queries import hours_signed
from labmigration.programme import programme
from labmigration.ui.pages import form_page

#: Days of jury on the list, the newest first.
SESSIONS_SHOWN = 6


@needs("certification.list")
def files(request: HttpRequest) -> HttpResponse:
    """The files before my jury, or those of the people trained at my provider."""
    listed = [
        (file, title_name(file.certification), queries.tells_day(request.actor, file))
        for file in queries.files_listed(request.actor)
    ]
    days = list(queries.sessions_ahead(request.actor)[:SESSIONS_SHOWN])
    context = {
        "in_hand": [pair for pair in listed if pair[0].state != states.DECIDED],
        "decided": [pair for pair in listed if pair[0].state == states.DECIDED],
        "to_present": list(queries.people_to_present(request.actor)),
        "juror": may(request.actor, "certification.give_opinion"),
        # The next one first; those gone by, the last one first.
        "ahead": [day for day in reversed(days) if day.held_on >= clock.today()],
        "past": [day for day in days if day.held_on < clock.today()],
        "deadlines": queries.deadlines(request.actor),
        "revocations": list(queries.revocations_to_confirm(request.actor)),
    }
    return render(request, "certification/files.html", context)


@needs("certification.open")
def open_one(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Open a file: the title of the prescription's occupation, and the blocks to present."""
    pathway = open_file(request, "certification.open", pathway_id)
    if pathway.next_step != "certification.open":
        return redirect("certification:of_pathway", pathway.pk)
    outstanding = queries.blocks_outstanding(pathway)
    prescription = signed(pathway)
    title = title_of_occupation(prescription.occupation if prescription else pathway.occupation)
    form = FileForm(request.POST or None, outstanding=outstanding, initial={"certification": title})
    if form.is_bound and form.is_valid():
        certification = form.cleaned_data["certification"]
        actions.open(pathway, actor=request.actor, certification=certification, blocks=form.chosen())
        messages.success(request, _("Le dossier est ouvert. Il reste à le présenter au jury."))
        return redirect("certification:present", pathway.pk)
    return form_page(request, "certification/open.html", form, pathway=pathway, outstanding=outstanding)


@needs("certification.read")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The ledger of one person block by block, her files with what they hold, certificates, first aid, VAE."""
    rows = visible(request.actor, "certification.read").filter(pathway=pathway_id)
    found = list(rows.select_related("pathway__candidate").prefetch_related("results", "jurors").order_by("-jury_on"))
    if found and found[0].pathway.candidate.user_id == request.user.pk:
        return redirect("certification:own")
    if found and request.actor.roles == {Role.JURY}:
        return redirect("certification:dossier", found[0].pk)
    pathway = found[0].pathway if found else fetch(request.actor, "pathway.read", pk=pathway_id)
    note_opening(request, pathway, "certification.read")
    return render(request, "certification/of_pathway.html", about.person(request.actor, pathway, found))


@needs("certification.add_evidence")
def add_evidence(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Note what a block rests on, before the jury."""
    file: CertificationFile = fetch(request.actor, "certification.add_evidence", pk=file_id)
    note_opening(request, file.pathway, "certification.add_evidence")
    blocks = kept_blocks(file.blocks)
    form = EvidenceForm(request.POST or None, blocks=blocks, initial={"seen_on": clock.today()})
    if form.is_bound and form.is_valid():
        actions.add_evidence(file, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La preuve est notée."))
        return redirect("certification:of_pathway", file.pathway_id)
    context = {"file": file, "pathway": file.pathway, "evidence": queries.evidence_of(file)}
    return form_page(request, "certification/add_evidence.html", form, **context)


@needs("certification.record_prior")
def record_prior(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Note a block held from elsewhere, on a document that was read."""
    pathway = open_file(request, "certification.record_prior", pathway_id)
    form = PriorForm(request.POST or None, initial={"certification": title_of_occupation(pathway.occupation)})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.record_prior(
            pathway,
            actor=request.actor,
            certification=given["certification"],
            block=form.chosen(),
            obtained_on=given["obtained_on"],
            read=given["read"],
        )
        messages.success(request, _("Le certificat antérieur est noté."))
        return redirect("certification:of_pathway", pathway.pk)
    return form_page(request, "certification/record_prior.html", form, pathway=pathway)


@needs("certification.strike_prior")
def strike_prior(request: HttpRequest, prior_id: UUID) -> HttpResponse:
    """Strike a line noted by mistake."""
    prior: PriorCertificate = fetch(request.actor, "certification.strike_prior", pk=prior_id)
    note_opening(request, prior.pathway, "certification.strike_prior")
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.strike_prior(prior, actor=request.actor, why=form.cleaned_data["why"])
        messages.success(request, _("La ligne est rayée."))
        return redirect("certification:of_pathway", prior.pathway_id)
    context = {
        "pathway": prior.pathway,
        "heading": _("Rayer un certificat antérieur"),
        "lead": kept_blocks([prior.block])[0].label,
        "button": _("Rayer la ligne"),
    }
    return form_page(request, "certification/why.html", form, **context)


@needs("certification.record_sst")
def record_sst(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Note a first-aid certificate, or its refresher."""
    pathway = open_file(request, "certification.record_sst", pathway_id)
    form = SstForm(request.POST or None, initial={"obtained_on": clock.today()})
    if form.is_bound and form.is_valid():
        certificate = actions.record_sst(pathway, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le certificat SST est noté."))
        return redirect("certification:of_pathway", certificate.pathway_id)
    hours = hours_signed([pathway.pk], module="sst").get(pathway.pk, 0)
    context = {
        "hours": hours,
        "rules": programme().certifications.sst,
        "held": queries.sst_certificates(pathway).first(),
    }
    return form_page(request, "certification/record_sst.html", form, pathway=pathway, **context)
