"""Pages of certification."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.certification import actions, queries, states
from labmigration.pathway.certification.blocks import kept_blocks, title_name, title_of_occupation
from labmigration.pathway.certification.forms import FileForm, JuryForm, OpinionForm, SstForm
from labmigration.pathway.certification.models import CertificationFile
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.prescription.queries import signed
from labmigration.pathway.training.queries import hours_signed, judgements_of
from labmigration.programme import programme
from labmigration.ui.pages import form_page
from labmigration.ui.spoken import duration


@needs("certification.list")
def files(request: HttpRequest) -> HttpResponse:
    """The files before my jury, or those of the people trained at my provider."""
    listed = [(file, title_name(file.certification)) for file in queries.files_listed(request.actor)]
    context = {
        "in_hand": [pair for pair in listed if pair[0].state != states.DECIDED],
        "decided": [pair for pair in listed if pair[0].state == states.DECIDED],
        "to_present": list(queries.people_to_present(request.actor)),
        "juror": may(request.actor, "certification.give_opinion"),
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


@needs("certification.present")
def present(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Fix the jury, or change it while it has not decided."""
    file = queries.file_in_hand(request.actor, pathway_id, "certification.present")
    if file is None:
        fetch(request.actor, "certification.open", pk=pathway_id)
        messages.info(request, _("Aucun dossier n’est ouvert pour cette personne."))
        return redirect("certification:of_pathway", pathway_id)
    note_opening(request, file.pathway, "certification.present")
    now = {"jury_on": file.jury_on, "jurors": [str(pk) for pk in file.jurors.values_list("pk", flat=True)]}
    form = JuryForm(request.POST or None, jurors=queries.possible_jurors(file.pathway), initial=now)
    if form.is_bound and form.is_valid():
        actions.present(file, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le dossier est devant le jury."))
        return redirect("certification:of_pathway", pathway_id)
    context = {"file": file, "pathway": file.pathway, "blocks": queries.judged_blocks(file)}
    return form_page(request, "certification/present.html", form, title=title_name(file.certification), **context)


@needs("certification.give_opinion")
def dossier(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A juror reads the dossier and gives her opinion; the jury decides when it agrees."""
    file: CertificationFile = fetch(request.actor, "certification.give_opinion", pk=file_id)
    note_opening(request, file.pathway, "certification.give_opinion")
    opinion = queries.opinion_of(request.actor, file)
    form = OpinionForm(request.POST or None, blocks=kept_blocks(file.blocks), said=opinion.outcomes if opinion else {})
    if form.is_bound and form.is_valid():
        actions.give_opinion(file, actor=request.actor, outcomes=form.outcomes())
        messages.success(request, _("Votre avis est noté."))
        return redirect("certification:dossier", file.pk)
    return form_page(
        request,
        "certification/dossier.html",
        form,
        file=file,
        person=file.pathway.candidate,
        title=title_name(file.certification),
        hours_told=duration(hours_signed([file.pathway_id]).get(file.pathway_id, 0)),
        judged=[each for each in judgements_of(file.pathway) if each.by_trainer],
        standing=queries.deliberation(file),
        opinion=opinion,
        results=queries.judged_blocks(file),
        sits=file.jury_on is not None and file.jury_on <= clock.today(),
    )


@require_POST
@needs("certification.decide")
def decide(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Write what the jury agreed on."""
    file = fetch(request.actor, "certification.decide", pk=file_id)
    actions.decide(file, actor=request.actor)
    messages.success(request, _("La décision du jury est écrite."))
    return redirect("certification:dossier", file.pk)


@needs("certification.read")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The files of one person, block by block, and her first-aid certificates."""
    rows = visible(request.actor, "certification.read").filter(pathway=pathway_id)
    found = list(rows.select_related("pathway__candidate").prefetch_related("results", "jurors").order_by("-jury_on"))
    if found and found[0].pathway.candidate.user_id == request.user.pk:
        return redirect("certification:own")
    if found and request.actor.roles == {Role.JURY}:
        return redirect("certification:dossier", found[0].pk)
    pathway = found[0].pathway if found else fetch(request.actor, "pathway.read", pk=pathway_id)
    note_opening(request, pathway, "certification.read")
    may_present = visible(request.actor, "certification.present").filter(pathway=pathway_id)
    context = {
        "pathway": pathway,
        "files": [(file, title_name(file.certification), queries.judged_blocks(file)) for file in found],
        "sst": list(queries.sst_certificates(pathway)),
        "today": clock.today(),
        "may_open": visible(request.actor, "certification.open")
        .filter(pk=pathway.pk, next_step="certification.open")
        .exists(),
        "may_present": set(may_present.exclude(state=states.DECIDED).values_list("pk", flat=True)),
        "may_record_sst": visible(request.actor, "certification.record_sst").filter(pk=pathway.pk).exists(),
        "opens_thread": visible(request.actor, "pathway.read").filter(pk=pathway.pk).exists(),
    }
    return render(request, "certification/of_pathway.html", context)


@needs("certification.record_sst")
def record_sst(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Note a first-aid certificate."""
    pathway = open_file(request, "certification.record_sst", pathway_id)
    form = SstForm(request.POST or None, initial={"obtained_on": clock.today()})
    if form.is_bound and form.is_valid():
        certificate = actions.record_sst(pathway, actor=request.actor, obtained_on=form.cleaned_data["obtained_on"])
        messages.success(request, _("Le certificat SST est noté."))
        return redirect("certification:of_pathway", certificate.pathway_id)
    hours = hours_signed([pathway.pk], module="sst").get(pathway.pk, 0)
    rules = programme().certifications.sst
    return form_page(request, "certification/record_sst.html", form, pathway=pathway, hours=hours, rules=rules)


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """What the person obtained, in plain words."""
    pathway = visible(request.actor, "pathway.follow_own").order_by("-opened_on").first()
    context: dict[str, object] = {"files": [], "sst": []}
    if pathway is not None:
        context = {
            "files": [
                (file, title_name(file.certification), queries.judged_blocks(file))
                for file in queries.files_of(request.actor, pathway)
            ],
            "sst": list(queries.sst_certificates(pathway)),
            "today": clock.today(),
        }
    return render(request, "certification/own.html", context)
