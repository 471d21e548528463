"""A jury: who sits, the dossier, opinions, the decision, ties, the day's minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.pathway.certification import actions, minutes, queries, states
from labmigration.pathway.certification.blocks import kept_blocks, title_name
from labmigration.pathway.certification.forms.juries import ConflictForm, JuryForm, OpinionForm
from labmigration.pathway.certification.models import CertificationFile, JurySession
from labmigration.pathway.opening import note_opening
from labmigration.pathway.training.queries import hours_signed, judgements_of
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page
from labmigration.ui.spoken import duration


@needs("certification.present")
def present(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The file of a person that waits for a jury: from her next step."""
    file = queries.file_in_hand(request.actor, pathway_id, "certification.present")
    if file is None:
        fetch(request.actor, "certification.read_ledger", pk=pathway_id)
        messages.info(request, _("Aucun dossier n’est ouvert pour cette personne."))
        return redirect("certification:of_pathway", pathway_id)
    return _present(request, file)


@needs("certification.present")
def present_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Fix the jury of one file, or change it while it has not decided."""
    file: CertificationFile = fetch(request.actor, "certification.present", pk=file_id)
    if file.state == states.DECIDED:
        messages.info(request, _("Le jury a décidé."))
        return redirect("certification:of_pathway", file.pathway_id)
    return _present(request, file)


def _present(request: HttpRequest, file: CertificationFile) -> HttpResponse:
    note_opening(request, file.pathway, "certification.present")
    now = {
        "version": file.version,
        "jury_on": file.jury_on,
        "place": file.session.place if file.session else "",
        "jurors": [str(pk) for pk in file.jurors.values_list("pk", flat=True)],
    }
    form = JuryForm(request.POST or None, jurors=queries.possible_jurors(file), initial=now)
    if form.is_bound and form.is_valid():
        actions.present(file, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le dossier est devant le jury."))
        return redirect("certification:of_pathway", file.pathway_id)
    context = {
        "file": file,
        "pathway": file.pathway,
        "dossier": queries.dossier_of(file),
        "aside": queries.jurors_set_aside(file),
    }
    return form_page(request, "certification/present.html", form, title=title_name(file.certification), **context)


@needs("certification.give_opinion")
def dossier(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A juror reads the dossier and gives her opinion; the jury decides when it agrees."""
    file: CertificationFile = fetch(request.actor, "certification.give_opinion", pk=file_id)
    note_opening(request, file.pathway, "certification.give_opinion")
    opinion, evidence = queries.opinion_of(request.actor, file), queries.evidence_of(file)
    form = OpinionForm(
        request.POST or None,
        blocks=kept_blocks(file.blocks),
        said=opinion.outcomes if opinion else {},
        proven={each.block for each in evidence},
    )
    if form.is_bound and form.is_valid():
        actions.give_opinion(file, actor=request.actor, outcomes=form.outcomes(), seen=form.seen())
        messages.success(request, _("Votre avis est noté."))
        return redirect("certification:dossier", file.pk)
    names = {block.code: block.label for block in kept_blocks(file.blocks)}
    return form_page(
        request,
        "certification/dossier.html",
        form,
        file=file,
        person=file.pathway.candidate,
        title=title_name(file.certification),
        hours_told=duration(hours_signed([file.pathway_id]).get(file.pathway_id, 0)),
        judged=[each for each in judgements_of(file.pathway) if each.by_trainer],
        evidence=[(names[each.block], each) for each in evidence if each.block in names],
        pieces=queries.dossier_of(file),
        standing=queries.deliberation(file),
        opinion=opinion,
        results=queries.judged_blocks(file),
        sits=file.jury_on is not None and file.jury_on <= clock.today(),
        heard=getattr(file, "hears", None),
    )


@require_POST
@needs("certification.decide")
def decide(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Write what the jury agreed on."""
    file = fetch(request.actor, "certification.decide", pk=file_id)
    actions.decide(file, actor=request.actor)
    messages.success(request, _("La décision du jury est écrite."))
    return redirect("certification:dossier", file.pk)


@needs("certification.declare_conflict")
def declare_conflict(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A juror stands aside: she is tied to the person."""
    file: CertificationFile = fetch(request.actor, "certification.declare_conflict", pk=file_id)
    note_opening(request, file.pathway, "certification.declare_conflict")
    form = ConflictForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.declare_conflict(file, actor=request.actor, link=form.cleaned_data["link"])
        messages.success(request, _("C’est noté. Vous ne jugez pas cette personne ; la coordination complète le jury."))
        return redirect("certification:files")
    return form_page(request, "certification/declare_conflict.html", form, file=file, person=file.pathway.candidate)


@needs("certification.read_sessions")
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One day of jury: its files, who sits on each, what is decided."""
    day, files = _of_day(request, session_id)
    shown = [(file, title_name(file.certification), queries.judged_blocks(file)) for file in files]
    return render(request, "certification/session.html", {"session": day, "files": shown})


@needs("certification.read_minutes")
def session_minutes(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The minutes of the day, on paper."""
    day, files = _of_day(request, session_id)
    return as_file(minutes.pdf(day, files), PDF, f"{_('proces-verbal')}-{day.held_on.isoformat()}.pdf")


def _of_day(request: HttpRequest, session_id: UUID) -> tuple[JurySession, list[CertificationFile]]:
    """The day and its files that the actor may read; nothing where she may read none. Each file counts as opened."""
    day: JurySession = fetch(request.actor, "certification.read_sessions", pk=session_id)
    files = queries.session_files(request.actor, day)
    if not files:
        raise Http404
    for file in files:
        note_opening(request, file.pathway, "certification.read_minutes")
    return day, files
