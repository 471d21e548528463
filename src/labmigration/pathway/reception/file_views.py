"""Sending a referral file: tried first, told line by line, then imported for good."""

import io
from datetime import timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.access.roles import Role
from labmigration.jobs.queue import has_failed
from labmigration.pathway.reception import explaining, file_actions, queries
from labmigration.pathway.reception.forms import FileForm
from labmigration.pathway.reception.models import ImportedRow, ReferralFile
from labmigration.pathway.reception.reading import write_rejects_csv, write_rejects_xlsx
from labmigration.ui.downloads import as_file
from labmigration.ui.pages import form_page

_PATIENCE = timedelta(seconds=5)
_TOLD_AT_MOST = 200
_REJECTS = {
    "csv": (write_rejects_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_rejects_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
State = ReferralFile.State


@needs("reception.import")
def send(request: HttpRequest) -> HttpResponse:
    """Choose a file and a day; below, the files sent before."""
    form = FileForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        grants = request.actor.grants_as(Role.ADVISOR, Role.TERRITORY_COORDINATOR)
        file = file_actions.send(
            sent.name, sent.read(), actor=request.actor, territory=grants[0].territory, on=form.cleaned_data["on"]
        )
        return redirect("reception:file", file.pk)
    return form_page(request, "reception/send_file.html", form, files=queries.files(request.actor)[: queries.PAGE])


@needs("reception.import")
def report(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """How far the reading is, then what came of each line. The page asks again by itself until it is done."""
    file = _file(request, file_id)
    has_stopped = file.state in (State.WAITING, State.RUNNING) and has_failed(file_actions.job_key(file))
    is_reading = file.state in (State.WAITING, State.RUNNING) and not has_stopped
    context: dict[str, Any] = {
        "file": file,
        "is_reading": is_reading,
        "has_stopped": has_stopped,
        "nobody_works": file.state == State.WAITING and clock.now() - file.sent_at > _PATIENCE,
        "total": max(file.total_rows, 1),
    }
    if file.state == State.DONE:
        context |= _told(file)
    return render(request, "reception/file.html", context)


def _told(file: ReferralFile) -> dict[str, Any]:
    rows = list(queries.rows_told(file)[: _TOLD_AT_MOST + 1])
    verdicts = queries.verdicts_of(file)
    # What is not there to be counted is not shown, so that the bars stay readable.
    parts = [
        (_("personnes créées") if not file.dry_run else _("personnes à créer"), file.created, "circle-check"),
        (_("doublons possibles, à regarder"), file.duplicate, "users"),
        (_("lignes déjà reçues"), file.already_imported, "inbox"),
        (_("lignes à corriger"), file.rejected, "pencil"),
    ]
    labels = dict(ImportedRow._meta.get_field("verdict").choices)
    return {
        "parts": parts,
        "verdicts": [
            (labels[code], verdicts.get(code, 0), explaining.VERDICT_TONES[code], explaining.VERDICT_ICONS[code])
            for code in labels
        ],
        "rows": rows[:_TOLD_AT_MOST],
        "more": len(rows) > _TOLD_AT_MOST,
        "is_for_good": not file.dry_run,
    }


@require_POST
@needs("reception.import")
def import_for_good(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The report was read: import."""
    file = _file(request, file_id)
    file_actions.import_for_good(file, actor=request.actor)
    return redirect("reception:file", file.pk)


@require_POST
@needs("reception.import")
def give_up(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Delete a trial."""
    file_actions.give_up(_file(request, file_id), actor=request.actor)
    messages.info(request, _("Le fichier est supprimé, rien n’a été importé."))
    return redirect("reception:import")


@needs("reception.import")
def rejects(request: HttpRequest, file_id: UUID, kind: str) -> HttpResponse:
    """The lines to correct, as the file that can be sent again."""
    if kind not in _REJECTS:
        raise Http404
    file = _file(request, file_id)
    write, content_type = _REJECTS[kind]
    stream = io.BytesIO()
    write(file.header, queries.rejected_rows(file), stream)
    name = f"{PurePath(file.name).stem}-a-corriger.{kind}"
    return as_file(stream.getvalue(), content_type, name)


def _file(request: HttpRequest, file_id: UUID) -> ReferralFile:
    file: ReferralFile = fetch(request.actor, "reception.import", pk=file_id)
    return file
