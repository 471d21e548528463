"""The quality page, the register, files of evidence, certificates, the hours for a funder."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.opening import note_opening
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.programme import programme
from labmigration.quality import improvements
from labmigration.quality.building import ask_for_evidence, has_stopped, name_of
from labmigration.quality.certificate import certificate
from labmigration.quality.complaint_queries import delays
from labmigration.quality.forms import HoursForm, ImprovementEndForm, ImprovementForm, PeriodForm
from labmigration.quality.hours_export import hours_of
from labmigration.quality.kept_files import FILES
from labmigration.quality.models import EvidenceFile, Improvement
from labmigration.ui.downloads import CSV, PDF, ZIP, as_file
from labmigration.ui.pages import form_page

FILES_SHOWN = 20
YEAR = timedelta(days=365)


@needs("quality.read")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories whose quality the reader may see; the only one opens by itself."""
    found = list(visible(request.actor, "quality.read").order_by("name"))
    if len(found) == 1:
        return redirect("quality:home", found[0].pk)
    return render(request, "quality/territories.html", {"territories": found})


@needs("quality.read")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """Each theme with its number and its source, the file to ask for, complaints and improvements in numbers."""
    territory = fetch(request.actor, "quality.read", pk=code)
    today = clock.today()
    builds = visible(request.actor, "quality.build_evidence").filter(pk=code).exists()
    form = PeriodForm(request.POST or None, initial={"first": today - YEAR, "last": today})
    if builds and form.is_bound and form.is_valid():
        indicator = request.POST.get("indicator", "")
        ask_for_evidence(code, actor=request.actor, indicator=indicator, **form.cleaned_data)
        messages.success(request, _("Le fichier se prépare. Il apparaît plus bas."))
        return redirect("quality:home", code)
    known = programme()
    with scope(territory=[code]):
        files = visible(request.actor, "quality.evidence_file").filter(territory=code)[:FILES_SHOWN] if builds else []
        context: dict[str, Any] = {
            "territory": territory,
            "builds": builds,
            "indicators": [(each, known.source(each.source).citation) for each in known.quality.indicator],
            "delays": delays(today - YEAR, today),
            "lines": list(Improvement.objects.select_related("owner").order_by("state", "due_on", "pk")),
            "files": [(each, name_of(each.indicator), has_stopped(each)) for each in files],
            "today": today,
        }
    context["running"] = any(row.finished_at is None and not stopped for row, _name, stopped in context["files"])
    return form_page(request, "quality/home.html", form, **context)


@needs("quality.evidence_file")
def evidence_file(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Download what was made."""
    row: EvidenceFile = fetch(request.actor, "quality.evidence_file", pk=evidence_id)
    if row.finished_at is None:
        raise Http404
    try:
        content = FILES.kept(row.pk)
    except FileNotFoundError:
        raise Http404 from None
    return as_file(content, ZIP, f"preuves-{row.indicator}-{row.first}-{row.last}.zip")


@needs("quality.improvements")
def register(request: HttpRequest) -> HttpResponse:
    """Every line: findings, what is done about them, by whom."""
    lines = [(line, _is_late(line)) for line in improvements.register(request.actor)]
    territory = visible(request.actor, "quality.decide_improvement").first()
    return render(request, "quality/register.html", {"lines": lines, "territory": territory})


def _is_late(line: Improvement) -> bool:
    return line.ended_on is None and line.due_on < clock.today()


@needs("quality.decide_improvement")
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Write a line of the register."""
    territory = fetch(request.actor, "quality.decide_improvement", pk=code)
    form = ImprovementForm(request.POST or None, owners=improvements.possible_owners(code))
    if form.is_bound and form.is_valid():
        improvements.decide(code, actor=request.actor, **form.told())
        messages.success(request, _("L’action est au registre."))
        return redirect("quality:register")
    return form_page(request, "quality/decide.html", form, territory=territory)


@needs("quality.finish_improvement")
def finish(request: HttpRequest, improvement_id: UUID) -> HttpResponse:
    """Say what an action has changed, or give it up."""
    line = fetch(request.actor, "quality.finish_improvement", pk=improvement_id)
    form = ImprovementEndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if request.POST.get("drop"):
            improvements.drop(line, actor=request.actor, reason=form.cleaned_data["result"])
            messages.info(request, _("L’action est abandonnée. Elle reste au registre."))
        else:
            improvements.finish(line, actor=request.actor, result=form.cleaned_data["result"])
            messages.success(request, _("L’action est faite."))
        return redirect("quality:register")
    return form_page(request, "quality/finish.html", form, line=line)


@needs("quality.certificate")
def completion(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """The certificat de réalisation of one person, from signed hours."""
    seat = fetch(request.actor, "quality.certificate", pk=seat_id)
    own = seat.pathway.candidate.user_id == request.user.pk
    if not own and not sees_whereabouts(request.actor, seat.pathway):
        raise Http404
    try:
        document = certificate(seat)
    except LookupError:
        messages.info(request, _("Aucune heure n’est signée : il n’y a rien à certifier."))
        return redirect("training:own") if own else redirect("training:of_pathway", seat.pathway_id)
    if not own:
        note_opening(request, seat.pathway, "quality.certificate")
    return as_file(document, PDF, "certificat-de-realisation.pdf")


@needs("quality.export_hours")
def hours(request: HttpRequest) -> HttpResponse:
    """Hours for a funder."""
    today = clock.today()
    form = HoursForm(request.POST or None, initial={"first": date(today.year, 1, 1), "last": today, "kind": "xlsx"})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        export = hours_of(request.actor, told["first"], told["last"], named=told["named"])
        name = f"heures-{told['first']}-{told['last']}"
        if told["kind"] == "csv":
            return as_file(export.as_csv(), CSV, f"{name}.csv")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return as_file(export.as_xlsx(), kind, f"{name}.xlsx")
    return form_page(request, "quality/hours.html", form)
