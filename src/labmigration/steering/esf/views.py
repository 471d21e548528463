"""Operations of European funds: what is missing person by person, totals by field, exports."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.questionnaires.queries import asked_rows, rates
from labmigration.programme.codebook import codebook
from labmigration.steering.esf import operations
from labmigration.steering.esf.checks import MISSING, REFUSED, SOON, WRONG, Issue, issues
from labmigration.steering.esf.forms import OperationForm, PeriodForm
from labmigration.steering.esf.kept_files import FILES
from labmigration.steering.esf.models import Export, Operation
from labmigration.steering.esf.participants import participants
from labmigration.steering.esf.table import field_name, told, totals
from labmigration.ui.downloads import ZIP, as_file
from labmigration.ui.pages import form_page

EXPORTS_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """One line to complete, in words, and the address of the page where that is done."""

    issue: Issue
    says: str
    href: str


@dataclass(frozen=True)
class PersonLines:
    """One participant with her lines; `href`: her questionnaires."""

    name: str
    number: str
    href: str
    lines: list[Line]


@needs("esf.read")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories of the reader; the only one opens by itself."""
    found = list(visible(request.actor, "esf.read").order_by("name"))
    if len(found) == 1:
        return redirect("esf:home", found[0].pk)
    return render(request, "esf/territories.html", {"territories": found})


@needs("esf.read")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """The operations of a territory, and what each field means and where its code comes from."""
    territory = fetch(request.actor, "esf.read", pk=code)
    rows = visible(request.actor, "esf.export").filter(territory=code)
    context = {
        "territory": territory,
        "operations": list(rows),
        "codebook": codebook(),
        "fields": [(each, field_name(each)) for each in codebook().fields],
        "rates": rates(code, clock.today()),
    }
    return render(request, "esf/home.html", context)


@needs("esf.open_operation")
def open_operation(request: HttpRequest, code: str) -> HttpResponse:
    """Open an operation."""
    territory = fetch(request.actor, "esf.open_operation", pk=code)
    form = OperationForm(request.POST or None)
    if form.is_bound and form.is_valid():
        row = operations.open_operation(code, actor=request.actor, **form.told())
        messages.success(request, _("L’opération est ouverte."))
        return redirect("esf:operation", row.pk)
    return form_page(request, "esf/edit.html", form, territory=territory, operation=None)


@needs("esf.edit_operation")
def edit_operation(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """Change its name, number, dates."""
    row: Operation = fetch(request.actor, "esf.edit_operation", pk=operation_id)
    initial = {name: getattr(row, name) for name in ("name", "number", "starts_on", "ends_on", "version")}
    form = OperationForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        operations.edit_operation(row, actor=request.actor, version=form.cleaned_data["version"], **form.told())
        messages.success(request, _("L’opération est modifiée."))
        return redirect("esf:operation", row.pk)
    return form_page(request, "esf/edit.html", form, territory=row.territory, operation=row)


@needs("esf.export")
def operation(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """One operation over a period: what is missing, person by person; totals with what they leave out; exports."""
    row: Operation = fetch(request.actor, "esf.export", pk=operation_id)
    today = clock.today()
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=_whole(row, today))
    first, last = _period(form, row, today)
    people = participants(row, first, last, today)
    found = {person.key: issues(person, today) for person in people}
    counted = Counter(issue.what for each in found.values() for issue in each)
    exports = list(
        visible(request.actor, "esf.download").filter(operation=row).select_related("made_by")[:EXPORTS_SHOWN]
    )
    context = {
        "operation": row,
        "first": first,
        "last": last,
        "count": len(people),
        "complete": sum(not [each for each in lines if each.what != REFUSED] for lines in found.values()),
        "numbers": {what: counted[what] for what in (WRONG, MISSING, SOON, REFUSED)},
        "people": _people(request.actor, people, found),
        "totals": totals(people, today),
        "left_out": [each for each in codebook().fields if not each.computed],
        "exports": [(each, operations.has_stopped(each), _same(each, exports)) for each in exports],
        "running": any(each.finished_at is None and not operations.has_stopped(each) for each in exports),
        "today": today,
    }
    return form_page(request, "esf/operation.html", form, **context)


@require_POST
@needs("esf.export")
def export(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """Ask for the files of a period."""
    row: Operation = fetch(request.actor, "esf.export", pk=operation_id)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("La période n’est pas complète."))
        return redirect("esf:operation", row.pk)
    operations.ask_for_export(row, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("Le fichier se prépare. Il apparaît plus bas."))
    return redirect(f"{reverse('esf:operation', args=[row.pk])}#exports")


@needs("esf.download")
def download(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Show what leaves, then give the file: it is written down who took it."""
    row: Export = fetch(request.actor, "esf.download", pk=export_id)
    if row.finished_at is None:
        raise Http404
    if request.method != "POST":
        return render(request, "esf/download.html", {"export": row})
    try:
        content = FILES.kept(row.pk)
    except FileNotFoundError:
        raise Http404 from None
    operations.note_download(row, actor=request.actor)
    return as_file(content, ZIP, f"fse-{row.first}-{row.last}.zip")


def _whole(row: Operation, today: date) -> dict[str, date]:
    return {"first": row.starts_on, "last": max(row.starts_on, today)}


def _period(form: PeriodForm, row: Operation, today: date) -> tuple[date, date]:
    told_period: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else _whole(row, today)
    return told_period["first"], told_period["last"]


def _people(actor: Actor, people: list[Any], found: dict[str, list[Issue]]) -> list[PersonLines]:
    """Those with something to do, contradictions and missing answers first; two queries for names and addresses."""
    concerned = [person for person in people if found[person.key]]
    named = visible(actor, "questionnaires.of_person").filter(pk__in=[person.key for person in concerned])
    names = {str(row.pk): row.candidate.full_name for row in named.select_related("candidate")}
    rows = asked_rows(("entry", "exit", "leaving_6"))
    by_key = {str(pathway): waves for pathway, waves in rows.items()}
    lines = []
    for person in concerned:
        if person.key not in names:
            continue
        hers = reverse("questionnaires:of_pathway", args=[person.key])
        told_lines = [
            Line(each, told(each), _address(each, by_key.get(person.key, {}), hers)) for each in found[person.key]
        ]
        lines.append(PersonLines(names[person.key], person.number, hers, told_lines))
    order = [WRONG, MISSING, SOON, REFUSED]
    return sorted(lines, key=lambda each: (min(order.index(line.issue.what) for line in each.lines), each.name))


def _address(issue: Issue, waves: dict[str, Any], hers: str) -> str:
    if issue.what == REFUSED:
        return ""
    if issue.code in ("born_after_entry", "exit_before_entry", "no_hours", "hours_before"):
        return reverse("pathway:thread", args=[issue.key])
    row = waves.get(issue.wave)
    return reverse("questionnaires:with_her", args=[row.pk]) if row is not None else hers


def _same(row: Export, exports: list[Export]) -> Export | None:
    """An earlier export with the very same table."""
    if not row.digest:
        return None
    return next((each for each in exports if each.asked_at < row.asked_at and each.digest == row.digest), None)
